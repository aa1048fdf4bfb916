"""Phone numbers as platforms write them, as one that can be dialled."""

from __future__ import annotations

import re

import phonenumbers

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_LONGEST = 60


def dialled(told: str | None, region: str) -> tuple[str | None, str]:
    """The number in E.164, or None where nobody can be phoned by it; and what has to be said of that (may be empty).

    `region` (ISO 3166-1 alpha-2, may be empty) is whose national numbers are meant. Blanks, dashes, brackets and 00 for
    + are read. The words never repeat the number.
    """
    if not told or not told.strip():
        return None, ""
    if _E164.fullmatch(told):
        return told, ""
    text = re.sub(r"^\s*00", "+", told[:_LONGEST])
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        meant = f"a number of {region}" if region else "a number with its country code (region is empty)"
        return None, f"is not {meant}, so nobody can be phoned or sent an SMS"
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not _E164.fullmatch(written):
        return None, "cannot be dialled, so nobody can be phoned or sent an SMS"
    return written, "has an extension, which is not dialled" if number.extension else ""
