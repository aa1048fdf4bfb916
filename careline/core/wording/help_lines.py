"""A line to call in an emergency, put into a sentence behind its name: 打急救电话 120; "an ambulance on 995". Pure.

Where no number is known the sentence does without: 打急救电话, "call an ambulance".
"""

from __future__ import annotations

from careline.core.wording.language import is_english
from careline.core.wording.numbers import digit_by_digit


def line_words(number: str, language: str, *, spoken: bool) -> str:
    """ " 120", aloud "1、2、0"; " on 120", aloud " on 1 2 0"; "" where there is no number."""
    if not number:
        return ""
    said = digit_by_digit(number, language) if spoken else number
    if is_english(language):
        return f" on {said}"
    return said if spoken else f" {said}"


def poison_words(number: str, language: str, *, spoken: bool) -> str:
    """Goes behind the ambulance: ", or poison control on 1-800-222-1222"; "" where there is no number."""
    if not number:
        return ""
    name = ", or poison control" if is_english(language) else "，也可以打中毒咨询电话"
    return name + line_words(number, language, spoken=spoken)
