"""Numbers as a voice has to say them. No package reads order tails and amounts safely (尾号321 became 三百二十一)."""

from __future__ import annotations

from careline.core.wording.language import is_english

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def chinese_number(number: int) -> str:
    """A whole number from 0 to 10^16 - 1 in Chinese: 105 is 一百零五. Raises ValueError outside."""
    if not 0 <= number < 10**16:
        raise ValueError(f"{number} is not from 0 to 10^16 - 1")
    for unit, name in ((100_000_000, "亿"), (10_000, "万")):
        high, low = divmod(number, unit)
        if high:
            return chinese_number(high) + name + _behind(low, unit)
    return _below_ten_thousand(number)


def _behind(low: int, unit: int) -> str:
    """What follows 万 or 亿."""
    if not low:
        return ""
    gap = "零" if low < unit // 10 else ""
    ten = "一" if 10 <= low < 20 or 100_000 <= low < 200_000 else ""  # 十 alone begins a number only in front
    return gap + ten + chinese_number(low)


def _below_ten_thousand(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    said, rest, gap = "", number, False
    for unit, name in _UNITS:
        digit, rest = divmod(rest, unit)
        if digit:
            said += ("零" if gap else "") + ("" if digit == 1 and unit == 10 and not said else _DIGITS[digit]) + name
            gap = False
        elif said:
            gap = bool(rest)
    return said + ("零" if gap else "") + (_DIGITS[rest] if rest else "")


def counted(number: int, measure: str) -> str:
    """A count before a measure word, as people say it: 两个小时, 十二天."""
    return ("两" if number == 2 else chinese_number(number)) + measure


def ordinal(number: int) -> str:
    """第一, 第二 …"""
    return f"第{chinese_number(number)}"


def digit_by_digit(text: str, language: str) -> str:
    """Letters and digits one at a time, with pauses: "3721" is "3、7、2、1", in English "3 7 2 1"."""
    signs = [sign.upper() for sign in text if sign.isalnum()]
    return (" " if is_english(language) else "、").join(signs)


def tail(number: str, length: int = 4) -> str:
    """The last letters and digits of an order or tracking number, by which people name it."""
    return "".join(sign for sign in number if sign.isalnum())[-length:]


def spoken_tail(number: str, language: str) -> str:
    """尾号 3、7、2、1; ending 3 7 2 1."""
    said = digit_by_digit(tail(number), language)
    return f"ending {said}" if is_english(language) else f"尾号 {said}"
