"""Amounts of money: 35块, ¥1,299.50, 一百二十块五, 退我两百三, $25.99. Patterns for `entities.readable` text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.components.entity import Entity
from understanding.numerals import NUMERAL, NUMERAL_SIGNS, number

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
_FIGURES = re.compile(
    rf"(?<![0-9a-z])(?<!\d[.,])(?:¥\s?(?P<yuan_sign>{_NUMBER})(?:元|块)?"
    rf"|(?:us)?\$\s?(?P<dollar_sign>{_NUMBER})|£\s?(?P<pound>{_NUMBER})|€\s?(?P<euro>{_NUMBER})"
    rf"|(?P<yuan>{_NUMBER})\s?(?:元钱?|块钱?|人民币|yuan|rmb|cny)"
    rf"|(?P<dollar>{_NUMBER})\s?(?:dollars?|bucks|usd|美元|美金))(?![a-z0-9])",
    re.ASCII,
)
_CURRENCY = {
    "yuan_sign": "CNY", "yuan": "CNY", "dollar_sign": "USD", "dollar": "USD", "pound": "GBP", "euro": "EUR",
}  # fmt: skip
_SPOKEN_ZH = re.compile(
    rf"(?<!{NUMERAL})(?<![\d.第几])(?P<yuan>{NUMERAL}{{1,12}}|\d{{1,6}})"
    r"(?:元(?![旦素宝宵]|一次)钱?"
    rf"|块(?:(?P<tenths>[{NUMERAL_SIGNS}\d])毛?(?P<hundredths>{NUMERAL})?分?(?!{NUMERAL}|[\d个天件双])|(?P<half>半)|钱?)"
    r"|(?P<dollar>美元|美金|刀(?![具片架叉])))"
)
# 退我两百三: money by the verb alone, if nothing is counted by it.
_BY_VERB = re.compile(
    rf"(?:[花付退赔扣收]|补偿|返还)[了我您你们给]{{0,3}}(?P<yuan>{NUMERAL}{{2,12}})(?=$|[的呢了吧吗,.!?\s])"
)
# 一块发, 两块手表: together, or pieces of something.
_PIECES = re.compile(r"块(?=[^钱的了吧吗呢啊,.!?\s])")


def find_amounts(text: str) -> Iterator[Entity]:
    """Amounts with a currency and two decimals, `CNY 35.00`; those in Chinese numerals too. May overlap."""
    for match in _FIGURES.finditer(text):
        name, figures = next((name, match[name]) for name in _CURRENCY if match[name])
        yield _amount(_CURRENCY[name], 100 * float(figures.replace(",", "")), match)
    for match in _SPOKEN_ZH.finditer(text):
        if (cents := _spoken_cents(match)) is not None and not _counts_pieces(match, text):
            yield _amount("USD" if match["dollar"] else "CNY", cents, match)
    for match in _BY_VERB.finditer(text):
        if value := number(match["yuan"]):
            yield Entity("amount", f"CNY {value:.2f}", *match.span("yuan"))


def _amount(currency: str, cents: float, match: re.Match[str]) -> Entity:
    return Entity("amount", f"{currency} {cents / 100:.2f}", *match.span())


def _spoken_cents(match: re.Match[str]) -> int | None:
    """三十五块八 is 3580, 五块二毛五 525, 三块半 350; None if the words are no number."""
    whole = number(match["yuan"])
    tenths, hundredths = (number(match[name] or "零") for name in ("tenths", "hundredths"))
    if whole is None or tenths is None or hundredths is None or tenths > 9 or hundredths > 9:
        return None
    return 100 * whole + 10 * (5 if match["half"] else tenths) + hundredths


def _counts_pieces(match: re.Match[str], text: str) -> bool:
    """Whether 块 is a piece, or 一块 is "together": money is more than nine, or its 块 ends what is said."""
    small = number(match["yuan"]) in range(10) and not match["yuan"].isdigit()
    plain = match[0].endswith("块")
    return small and plain and (match["yuan"] == "一" or bool(_PIECES.match(text, match.end() - 1)))
