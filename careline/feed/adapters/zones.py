"""A time zone for a postal address, for shop systems that do not tell the buyer's own: a guess, in large countries."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files

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
