"""What the adapters share: signatures, zones by country, and small conversions of what other systems send."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any

Json = dict[str, Any]

_BY_PROVINCE: Mapping[tuple[str, str], str] = {
    ("US", "CA"): "America/Los_Angeles", ("US", "WA"): "America/Los_Angeles", ("US", "OR"): "America/Los_Angeles",
    ("US", "NV"): "America/Los_Angeles", ("US", "AZ"): "America/Phoenix", ("US", "CO"): "America/Denver",
    ("US", "UT"): "America/Denver", ("US", "NM"): "America/Denver", ("US", "MT"): "America/Denver",
    ("US", "WY"): "America/Denver", ("US", "ID"): "America/Boise", ("US", "TX"): "America/Chicago",
    ("US", "IL"): "America/Chicago", ("US", "MN"): "America/Chicago", ("US", "WI"): "America/Chicago",
    ("US", "MO"): "America/Chicago", ("US", "LA"): "America/Chicago", ("US", "OK"): "America/Chicago",
    ("US", "KS"): "America/Chicago", ("US", "IA"): "America/Chicago", ("US", "TN"): "America/Chicago",
    ("US", "AL"): "America/Chicago", ("US", "MS"): "America/Chicago", ("US", "AR"): "America/Chicago",
    ("US", "NE"): "America/Chicago", ("US", "SD"): "America/Chicago", ("US", "ND"): "America/Chicago",
    ("US", "AK"): "America/Anchorage", ("US", "HI"): "Pacific/Honolulu",
    ("CA", "BC"): "America/Vancouver", ("CA", "AB"): "America/Edmonton", ("CA", "SK"): "America/Regina",
    ("CA", "MB"): "America/Winnipeg", ("CA", "ON"): "America/Toronto", ("CA", "QC"): "America/Toronto",
    ("CA", "NS"): "America/Halifax", ("CA", "NB"): "America/Halifax", ("CA", "NL"): "America/St_Johns",
    ("AU", "NSW"): "Australia/Sydney", ("AU", "VIC"): "Australia/Melbourne", ("AU", "QLD"): "Australia/Brisbane",
    ("AU", "SA"): "Australia/Adelaide", ("AU", "WA"): "Australia/Perth", ("AU", "TAS"): "Australia/Hobart",
    ("AU", "NT"): "Australia/Darwin", ("AU", "ACT"): "Australia/Sydney",
}  # fmt: skip
_MAIN: Mapping[str, str] = {
    "US": "America/New_York", "CA": "America/Toronto", "AU": "Australia/Sydney", "CN": "Asia/Shanghai",
    "RU": "Europe/Moscow", "BR": "America/Sao_Paulo", "MX": "America/Mexico_City", "ID": "Asia/Jakarta",
    "ES": "Europe/Madrid", "PT": "Europe/Lisbon", "DE": "Europe/Berlin", "NZ": "Pacific/Auckland",
    "AR": "America/Argentina/Buenos_Aires", "CL": "America/Santiago", "KZ": "Asia/Almaty", "MY": "Asia/Kuala_Lumpur",
}  # fmt: skip


class BadSignatureError(Exception):
    """The webhook's signature does not fit its body and our secret."""


class NotUsableError(ValueError):
    """A webhook that cannot become an order event; the message says what is missing."""


def check_hmac(secret: str, signature: str, body: bytes) -> None:
    """Base64 of HMAC-SHA256 over the raw body, as Shopify, WooCommerce and AfterShip send it.

    Raises BadSignatureError.
    """
    expected = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())
    if not hmac.compare_digest(expected, signature.encode("utf-8", "replace")):
        raise BadSignatureError(BadSignatureError.__doc__)


def check_17track(key: str, signature: str, body: bytes) -> None:
    """Hex of SHA-256 over body, a slash and the API key, as 17TRACK sends it in `sign`. Raises BadSignatureError."""
    expected = hashlib.sha256(body + b"/" + key.encode()).hexdigest()
    if not hmac.compare_digest(expected.encode(), signature.lower().encode("utf-8", "replace")):
        raise BadSignatureError(BadSignatureError.__doc__)


def zone_of(country: str, province: str = "") -> str:
    """A time zone for an address (ISO 3166 codes): by state where a country has several, else its main one, else UTC.

    A guess, for countries that span zones; the feed's own `time_zone` is better where a shop knows it.
    """
    country, province = country.upper(), province.upper().rpartition("-")[2]
    return _BY_PROVINCE.get((country, province)) or _MAIN.get(country) or _first_zones().get(country) or "UTC"


@functools.cache
def _first_zones() -> dict[str, str]:
    """The first zone that the tz database lists for each country."""
    found: dict[str, str] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            found.setdefault(country, zone)
    return found


def money(amount: Any, currency: str) -> Json:
    """An amount as other systems write it ("79.00", 79.0, "-5") as the feed's; the sign is dropped."""
    try:
        value = abs(Decimal(str(amount or 0)))
    except InvalidOperation as error:
        raise NotUsableError(f"{amount!r} is no amount") from error
    return {"amount": f"{value.normalize():f}", "currency": currency}


def is_zero(amount: Any) -> bool:
    try:
        return Decimal(str(amount or 0)) == 0
    except InvalidOperation:
        return True


def instant(text: Any, *, utc: bool = False) -> str | None:
    """An instant in RFC 3339; `utc`: the text has no offset and is UTC, as WooCommerce's `…_gmt` fields are."""
    if not text or not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        if not utc:
            return None
        at = at.replace(tzinfo=UTC)
    return at.isoformat()


def milliseconds(text: str | None) -> int:
    """An RFC 3339 instant in Unix milliseconds, for a version that grows; 0 for none."""
    return round(datetime.fromisoformat(text).timestamp() * 1000) if text else 0


def guest_id(source: str, *told: Any) -> str:
    """A stable id for a buyer without an account, from what identifies them there (mail address, phone, order)."""
    known = next((str(one).strip().lower() for one in told if one), "")
    return f"{source}-guest-{hashlib.sha256(known.encode()).hexdigest()[:20]}"
