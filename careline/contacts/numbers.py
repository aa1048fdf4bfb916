"""What a phone number tells by itself: its country, the zones it may be in, and whether it must never be dialled.

From Google's numbering plans (the package `phonenumbers`); a plan that is out of date refuses a number too many, whose
kind is unknown to it, never one too few.
"""

from __future__ import annotations

from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType as Kind
from phonenumbers import ValidationResult
from phonenumbers.timezone import time_zones_for_number

from careline.core.contact import Line, Reason

_ABROAD = "001"
"""The "region" of numbers that belong to no country."""
_NO_ZONE = "Etc/Unknown"
_ORDINARY = frozenset({Kind.FIXED_LINE, Kind.MOBILE, Kind.FIXED_LINE_OR_MOBILE, Kind.VOIP})
_BARRED = {
    Kind.PREMIUM_RATE: Reason.PREMIUM_NUMBER,
    Kind.SHARED_COST: Reason.SHARED_COST_NUMBER,
    Kind.TOLL_FREE: Reason.SERVICE_NUMBER,
    Kind.UAN: Reason.SERVICE_NUMBER,
    Kind.PAGER: Reason.SERVICE_NUMBER,
    Kind.VOICEMAIL: Reason.SERVICE_NUMBER,
    Kind.PERSONAL_NUMBER: Reason.PREMIUM_NUMBER,  # forwarded at whatever its owner has agreed on: +44 70, +1 500
}
# Country codes that belong to no country. ITU-T E.164 lists: 870 Inmarsat, 881 and 882 and 883 satellite and other
# international networks, 979 premium rate, 808 shared cost, 800 freephone, 878 personal numbers.
_WORLDWIDE = {
    870: Reason.SATELLITE_NUMBER,
    881: Reason.SATELLITE_NUMBER,
    882: Reason.SATELLITE_NUMBER,
    883: Reason.SATELLITE_NUMBER,
    979: Reason.PREMIUM_NUMBER,
    808: Reason.SHARED_COST_NUMBER,
    800: Reason.SERVICE_NUMBER,
    878: Reason.PREMIUM_NUMBER,
}
_SHORT = frozenset({ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY})


@lru_cache(maxsize=50_000)
def line_of(number: str) -> Line:
    """Read a number in E.164; anything else is of an unknown kind."""
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException as error:
        short = error.error_type == phonenumbers.NumberParseException.TOO_SHORT_NSN
        return _barred(Reason.SHORT_NUMBER if short else Reason.UNKNOWN_NUMBER)
    if worldwide := _WORLDWIDE.get(read.country_code or 0):
        return _barred(worldwide)
    if phonenumbers.is_possible_number_with_reason(read) in _SHORT:
        return _barred(Reason.SHORT_NUMBER)
    country = phonenumbers.region_code_for_number(read) or ""
    kind = phonenumbers.number_type(read)
    if country in {"", _ABROAD} or kind not in _ORDINARY:
        return _barred(_BARRED.get(kind, Reason.UNKNOWN_NUMBER), country if country != _ABROAD else "")
    zones = tuple(zone for zone in time_zones_for_number(read) if zone != _NO_ZONE)
    return Line(country=country, zones=zones, barred=None, texts=kind != Kind.FIXED_LINE)


def _barred(reason: Reason, country: str = "") -> Line:
    return Line(country=country, zones=(), barred=reason, texts=False)
