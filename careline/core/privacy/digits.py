"""What people write digits with: Chinese numerals, keycaps, and whatever else Unicode counts as one."""

from __future__ import annotations

import re
import unicodedata

_NUMERALS = {
    "零〇": 0,
    "一幺壹": 1,
    "二两贰兩貳": 2,
    "三叁參": 3,
    "四肆": 4,
    "五伍": 5,
    "六陆陸": 6,
    "七柒": 7,
    "八捌": 8,
    "九玖": 9,
}
_VALUES = {ord(char): str(value) for chars, value in _NUMERALS.items() for char in chars}
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")

ZH = f"[{''.join(_NUMERALS)}]"
"""A Chinese numeral that stands for one digit, as a pattern."""


def digits_of(run: str) -> str:
    """The digits alone, as ASCII."""
    return "".join(char for char in run.translate(_VALUES) if char.isdigit())


def plain_digits(text: str) -> str:
    """Keycaps (1️⃣) and the digits of all scripts as ASCII; Chinese numerals stay, for most of them are words."""
    unboxed = _KEYCAP.sub(r"\1", text)
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in unboxed)
