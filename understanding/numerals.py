"""Numbers in words: 两百三, 一万二, 三七二幺, 壹佰贰拾, forty-five, three seven two one. Read by both Pythons.

Our own, though `cn2an` 0.5.24 reads them as well: it takes 0.2 s to import, its wheels leave top-level packages named
`build`, `src` and `example` behind, and it does not say where in a sentence a number stands.
Patterns here are written for text as `entities.readable` and `plain` give it: half-width, simplified, lower case.
"""

from __future__ import annotations

import re

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬亿〇两幺", "一二三四五六七八九十百千万亿零二一")
_SCORES = str.maketrans({"廿": "二十", "卅": "三十"})
_MOST_DIGITS = 12
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
# Unit, its sign, and below what its count has to stay: 三十百 is no number.
_UNITS = ((10**8, "亿", 10**4), (10**4, "万", 10**4), (1000, "千", 10), (100, "百", 10), (10, "十", 10))

_DIGIT_SIGNS = "零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_UNIT_SIGNS = "十百千万亿拾佰仟萬廿卅"
NUMERAL_SIGNS = f"{_DIGIT_SIGNS}{_UNIT_SIGNS}两"
NUMERAL = f"[{NUMERAL_SIGNS}]"
"""One sign of a Chinese number."""
COUNT = rf"(?:\d{{1,4}}|{NUMERAL}{{1,9}})"
"""A number of days, places and the like, in digits or Chinese; `number` may still find that it is none."""
_DIGIT_RUN = re.compile(f"(?<!{NUMERAL})[{_DIGIT_SIGNS}]{{3,}}(?!{NUMERAL})")
_TO_ASCII = str.maketrans("零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789")

_WORDS_EN = {
    "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "a": 1, "an": 1,
}  # fmt: skip
_TENS_EN = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ONES = "one|two|three|four|five|six|seven|eight|nine"
DIGIT_EN = rf"(?:\d|zero|oh|{_ONES})"
COUNT_EN = (
    rf"(?:\d{{1,4}}|(?:{'|'.join(_TENS_EN)})(?:[- ](?:{_ONES}))?"
    rf"|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|{_ONES}|an?)"
)
_DIGIT_WORD = re.compile(r"\d|[a-z]+")


def number(said: str) -> int | None:
    """The whole number, 0 to below 10^12, that digits or words mean; None if they are none, or one beyond that.

    两百三 is 230 as people say it, 一万二 is 12,000; 3万2 mixes both. Digits that follow each other are no number of
    things (三五天 is "a few days"): see `spelled_out`.
    """
    if said.isascii():
        return _figures(said) if said.isdigit() else _words_en(said)
    return _read(said.translate(_FORMAL).translate(_SCORES))


def _figures(said: str) -> int | None:
    """Of ASCII digits. Nobody counts a hundred digits, and Python reads no more than 4,300."""
    return int(said) if len(said) <= _MOST_DIGITS else None


def _words_en(said: str) -> int | None:
    """forty-five; twelve; an."""
    tens, _, ones = said.replace("-", " ").partition(" ")
    if tens not in _TENS_EN:
        return _WORDS_EN.get(said)
    last = _WORDS_EN.get(ones) if ones else 0
    return _TENS_EN[tens] + last if last is not None and last < 10 else None


def _read(said: str) -> int | None:
    if said.isascii():
        return _figures(said) if said.isdigit() else None
    for unit, sign, most in _UNITS:
        before, found, after = said.partition(sign)
        if found:
            count = 1 if unit == 10 and not before else _read(before)
            rest = _rest(after, unit)
            return None if rest is None or count is None or not 0 < count < most else count * unit + rest
    return _DIGITS.get(said)


def _rest(said: str, unit: int) -> int | None:
    """What follows a unit: nothing, the next smaller unit left out (两百三), or less than one of the unit."""
    if not said:
        return 0
    if len(said) == 1 and unit > 10:
        digit = _read(said)
        return None if digit is None else digit * unit // 10
    rest = _read(said.removeprefix("零"))
    return rest if rest is not None and rest < unit else None


def digits_plain(text: str) -> str:
    """The same text with three or more Chinese digits in a row as 0-9, sign for sign: 尾号三七二幺 is 尾号3721."""
    return _DIGIT_RUN.sub(lambda run: run[0].translate(_TO_ASCII), text)


def spelled_out(said: str) -> str:
    """The digits of "three seven two one", "3 7 2 1" and "37-21"; other words count for nothing."""
    return "".join(str(_WORDS_EN.get(word, word)) for word in _DIGIT_WORD.findall(said) if _is_digit(word))


def _is_digit(word: str) -> bool:
    return word.isdigit() or _WORDS_EN.get(word, 10) < 10
