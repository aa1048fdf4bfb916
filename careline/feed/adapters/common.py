"""What the adapters share: signatures, and reading what other systems send without trusting its shape."""

from __future__ import annotations

import base64
import hashlib
import hmac
import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from typing import Any

from careline.core.money import exponent
from careline.http.fields import YEARS

Json = dict[str, Any]

_DEEPEST = 40  # levels; what the systems send has under ten
_IDENT = re.compile(r"[0-9A-Za-z_-]{1,40}", re.ASCII)
_PLAIN = re.compile(r"[0-9A-Za-z._-]+", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_OURS = re.compile(r"careline:\s*([0-9A-Za-z-]{1,64})", re.ASCII | re.IGNORECASE)
_LONGEST = 500


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


def storable(told: Any, depth: int = 0) -> Any:
    """The same without what PostgreSQL cannot hold: NUL, lone surrogates, NaN. Raises NotUsableError if too deep."""
    if depth > _DEEPEST:
        raise NotUsableError("the body is nested too deeply")
    match told:
        case str():
            return told.replace("\x00", "").encode("utf-8", "replace").decode()
        case float() if not math.isfinite(told):
            return None
        case dict():
            return {storable(name): storable(value, depth + 1) for name, value in told.items()}
        case list():
            return [storable(value, depth + 1) for value in told]
        case _:
            return told


def part(told: Json, name: str) -> Json:
    """The object of this name; an empty one for null, for a value of another kind, and where it is missing."""
    value = told.get(name)
    return value if isinstance(value, dict) else {}


def parts(told: Json, name: str) -> list[Json]:
    """The objects in the list of this name."""
    value = told.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words(told: Json, *names: str) -> str:
    """The first of these that says anything, as one text without blanks around it."""
    for name in names:
        value = told.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()[:_LONGEST]
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30:
            return str(value)
    return ""


def listed(told: Json, name: str) -> list[str]:
    """The texts in the list of this name."""
    value = told.get(name)
    return (
        [one.strip()[:_LONGEST] for one in value if isinstance(one, str) and one.strip()]
        if isinstance(value, list)
        else []
    )


def joined(values: Iterable[str], by: str = ", ") -> str:
    return by.join(value for value in values if value)


def whole(told: Json, name: str) -> int:
    """A count: 0 where it is none, or less than none."""
    value = told.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31 else 0


def ident(told: Json, name: str) -> str:
    """An id of theirs; empty for none."""
    value = words(told, name)
    return value if value != "0" and _IDENT.fullmatch(value) else ""


def country_of(told: Json, name: str) -> str:
    value = words(told, name).upper()
    return value if _COUNTRY.fullmatch(value) else ""


def currency_of(told: Json, *names: str) -> str:
    """Raises NotUsableError."""
    value = words(told, *names).upper()
    if not _CURRENCY.fullmatch(value):
        raise NotUsableError("the order names no currency")
    return value


def decimal(amount: Any) -> Decimal:
    """An amount as other systems write it ("79.00", 79.0, "-5", null). Raises NotUsableError."""
    try:
        value = Decimal(str(amount if amount is not None and amount != "" else 0))
    except InvalidOperation as error:
        raise NotUsableError("an amount is no number") from error
    if not value.is_finite() or abs(value) >= 10**12:
        raise NotUsableError("an amount is no possible amount")
    return value


def money(amount: Any, currency: str) -> Json:
    """The feed's form of an amount: without its sign, and to the currency's smallest coin. Raises NotUsableError."""
    value = abs(decimal(amount)).quantize(Decimal(1).scaleb(-exponent(currency)), rounding=ROUND_HALF_UP)
    return {"amount": f"{value:f}", "currency": currency}


def priced(worth: Decimal, off: Decimal, quantity: int, currency: str) -> Json:
    """The feed's `price` of one piece and `discount` of a line that is worth this before what was taken off.

    Where the worth does not part evenly, the price is rounded up and the coins too many are taken off again, so that
    the line comes to what was paid for it. Raises NotUsableError.
    """
    if quantity < 1:
        return {"price": money(worth, currency)}
    coin = Decimal(1).scaleb(-exponent(currency))
    worth = abs(decimal(worth))
    each = (worth / quantity).quantize(coin, rounding=ROUND_UP)
    off += each * quantity - worth
    return {"price": money(each, currency), **({"discount": money(off, currency)} if off >= coin / 2 else {})}


def instant(text: Any, *, utc: bool = False) -> str | None:
    """An instant in RFC 3339 UTC; `utc`: a text without offset is UTC, as WooCommerce's `…_gmt` fields are."""
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text.strip())
        if at.tzinfo is None and not utc:
            return None
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at.isoformat() if at.year in YEARS else None


def of_seconds(seconds: Any) -> str | None:
    """The instant of Unix seconds (a number, or digits)."""
    digits = str(seconds)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 11):
        return None
    return instant(datetime.fromtimestamp(int(digits), UTC).isoformat())


def milliseconds(text: str | None) -> int:
    """An RFC 3339 instant in Unix milliseconds, for a version that grows; 0 for none."""
    return round(datetime.fromisoformat(text).timestamp() * 1000) if text else 0


def from_milliseconds(number: int) -> str:
    return datetime.fromtimestamp(number / 1000, UTC).isoformat()


def known_by(prefix: str, *names: str, longest: int = 64) -> str:
    """An id made of parts as the feed takes it: in clear if it is short and plain enough, else their hash."""
    told = "-".join((prefix, *names))
    return (
        told
        if len(told) <= longest and _PLAIN.fullmatch(told)
        else f"{prefix}-{hashlib.sha256(told.encode()).hexdigest()[:32]}"
    )


def tracking_key(number: str) -> str:
    """A tracking number as it is compared: people and systems write it with blanks, in lower case …"""
    return re.sub(r"[\s-]", "", number).upper()[:100]


def remedy_named(text: str) -> str | None:
    """Our remedy's id in a note: careline:ID."""
    found = _OURS.search(text)
    return found[1] if found else None


def consent_of(told: Iterable[tuple[str, str]], at: str) -> Json:
    """What the buyer ticked at the checkout, from the fields that docs/connect.md names; given when they ordered."""
    ticked = {name.lower().lstrip("_") for name, value in told if value.lower() in {"yes", "true", "1", "on"}}
    fields = {
        "service_calls": "careline_calls" in ticked, "service_sms": "careline_sms" in ticked,
        "artificial_voice": "careline_artificial_voice" in ticked,
    }  # fmt: skip
    return {**fields, "given_at": at if any(fields.values()) else None}
