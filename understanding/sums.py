"""Sums of money in words: 35块9毛9, 3万2块, ¥1.5万, $1.2k, a hundred and twenty dollars. Pure, for both Pythons.

Written for text as `entities.readable` and `plain` give it. About how much (百来块, 两三百块, a few hundred dollars) is
no sum. "Two fifty" is one only before its currency: alone it may be a half of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from understanding.numerals import COUNT_EN, NUMERAL, NUMERAL_SIGNS, number


class Sum(NamedTuple):
    """An exact sum, of `cents`, and where it stands in the text (end excluded)."""

    currency: str
    cents: int
    start: int
    end: int


_ANY = f"[{NUMERAL_SIGNS}\\d]"
_FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,4})?"
_TIMES = rf"(?:[万千百亿]{_ANY}{{0,8}}|[wk](?![a-z])\d?)"
"""3万2, 1.5万, 2千5, 1.2k."""
_IN_FIGURES = rf"(?<![0-9a-z])(?<!\d[.,]){_FIGURES}{_TIMES}?"
_IN_WORDS = rf"(?<![{NUMERAL_SIGNS}\d.几]){NUMERAL}(?:{NUMERAL}|(?<=[百千万亿])\d{{1,4}}){{0,11}}"
_N = rf"(?<![第几])(?:{_IN_FIGURES}|{_IN_WORDS})"
_ONE = r"[零一二两三四五六七八九\d]"
_CENTS = (
    rf"(?:(?P<tenths>{_ONE})[毛角]?(?P<hundredths>{_ONE})?分?"
    rf"(?![{NUMERAL_SIGNS}\d毛角分元块个天件双条只点号月日年折人包盒瓶斤次%])|(?P<half>半)(?![个天年])|钱?)"
)
_YUAN = re.compile(
    rf"(?P<n>{_N}) ?(?:(?P<unit>元(?![旦素宝宵]|一次)|块){_CENTS}|人民币|(?:yuan|rmb|cny)(?![a-z0-9])"
    rf"|(?P<usd>美元|美金|刀(?![具片架叉])))"
)
_MAO = re.compile(
    rf"(?<![{NUMERAL_SIGNS}\d.,第几块元])(?P<tenths>{_ONE})(?:[毛角](?P<hundredths>{_ONE})分?(?!{_ANY})"
    rf"|[毛角]钱|毛(?=$|[的了吧呢吗也都,.!?\s]))"
)
_SIGNS = {"¥": "CNY", "rmb": "CNY", "cny": "CNY", "$": "USD", "us$": "USD", "usd": "USD", "£": "GBP", "gbp": "GBP",
          "€": "EUR", "eur": "EUR"}  # fmt: skip
_BEHIND_SIGN = re.compile(
    rf"(?<![0-9a-z])(?P<sign>us\$|[¥$£€]|(?:rmb|cny|usd|gbp|eur)(?= ?\d)) ?(?P<n>{_FIGURES}{_TIMES}?)"
    r"(?: ?(?P<thousand>thousand|grand))?(?:元|块)?(?![a-z0-9])"
)
_WORD_EN = rf"(?:hundred|thousand|grand|(?!\d){COUNT_EN})"
_NAMES = {
    "dollar": "USD", "buck": "USD", "usd": "USD", "yuan": "CNY", "rmb": "CNY", "kuai": "CNY", "quid": "GBP",
    "pound": "GBP",
    "euro": "EUR",
}  # fmt: skip
_BEFORE_NAME = re.compile(
    rf"(?<![0-9a-z])(?<!\d[.,])(?:(?P<n>{_FIGURES}k?)(?: (?P<thousand>thousand|grand|hundred))?"
    rf"|(?P<words>(?<!weighs )(?<!few )(?<!couple )(?<!several ){_WORD_EN}(?:(?:,? and |[ -]){_WORD_EN}){{0,7}}))"
    rf"[ -]?(?:us )?(?P<name>{'|'.join(_NAMES)})s?(?![a-z0-9])(?! (?:heav|light|of (?!the|my|it)))"
    rf"(?:(?:,? and |,? )(?P<cents>{COUNT_EN})(?: cents?(?![a-z])|(?=\W*$|[,.;!?])))?"
)
# 退我两百三: money by the verb alone, if nothing is counted by it.
_BY_VERB = re.compile(
    rf"(?:[花付退赔扣收]|补偿|返还)[了我您你们给]{{0,3}}(?P<n>{NUMERAL}{{2,12}}|{_FIGURES}{_TIMES})(?=$|[的呢了吧吗,.!?\s])"
)
# 一块发, 两块手表: together, or pieces of something.
_PIECES = re.compile(r"块(?=[^钱的了吧吗呢啊,.!?\s])")
_MULTIPLIED = re.compile(r"(\d+\.\d+)([百千万亿])")
_UNITS = {"百": 100, "千": 1000, "万": 10_000, "亿": 10**8}
_MOST_CENTS = 10**14


def sums_in(text: str) -> list[Sum]:
    """Every exact sum with its currency, in figures and words, in reading order; none overlaps another."""
    found: list[Sum] = []
    taken = bytearray(len(text))
    for one in _candidates(text):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _candidates(text: str) -> Iterator[Sum]:
    for match in _BEHIND_SIGN.finditer(text):
        times = 1000 if match["thousand"] else 1
        yield from _sum(match, _SIGNS[match["sign"]], _value(match["n"], times))
    for match in _BEFORE_NAME.finditer(text):
        yield from _sum(match, _NAMES[match["name"]], _english(match))
    for match in _YUAN.finditer(text):
        if not _counts_pieces(match, text):
            yield from _sum(match, "USD" if match["usd"] else "CNY", _value(match["n"]), _rest(match))
    for match in _MAO.finditer(text):
        if match["tenths"] == "一" and not match["hundredths"]:
            continue  # 一毛钱没看到: not a penny
        yield from _sum(match, "CNY", Decimal(0), 10 * _digit(match["tenths"]) + _digit(match["hundredths"]))
    for match in _BY_VERB.finditer(text):
        yield from (one._replace(start=match.start("n")) for one in _sum(match, "CNY", _value(match["n"])))


def _sum(match: re.Match[str], currency: str, value: Decimal | None, cents: int = 0) -> Iterator[Sum]:
    whole = None if value is None else value * 100 + cents
    if whole is not None and whole == int(whole) and whole < _MOST_CENTS:
        yield Sum(currency, int(whole), *match.span())


def _value(said: str, times: int = 1) -> Decimal | None:
    """1,299.50; 1.5万; 3万2; 1.2k; 两百三. None: no number."""
    said = said.replace(",", "").replace("k", "千").replace("w", "万")
    if found := _MULTIPLIED.fullmatch(said):
        return Decimal(found[1]) * _UNITS[found[2]]
    if said.isascii():
        return Decimal(said) * times
    whole = number(said)
    return None if whole is None else Decimal(whole)


def _english(match: re.Match[str]) -> Decimal | None:
    cents = number(match["cents"]) if match["cents"] else 0
    if match["words"]:
        whole = _whole_english(match["words"])
    else:
        whole = _value(match["n"], {"hundred": 100, None: 1}.get(match["thousand"], 1000))
    return None if whole is None or cents is None or cents > 99 else whole + Decimal(cents) / 100


def _whole_english(said: str) -> Decimal | None:
    """A hundred and twenty, two thousand five hundred; two fifty is 250. None: a few hundred, one two three."""
    whole, part, words = 0, 0, re.split(r"[ ,-]+", said)
    if words[0] in {"a", "an"} and words[1:] and words[1] not in {"hundred", "thousand", "grand"}:
        del words[0]  # a ten dollar voucher
    for word in words:
        if word in {"hundred", "thousand", "grand"}:
            if not part:
                return None
            times = 100 if word == "hundred" else 1000
            whole, part = (whole, part * times) if times == 100 else (whole + part * times, 0)
        elif word != "and":
            value = number(word) or 0
            if 0 < part < 10 and value >= 20:
                part *= 100
            elif part % 100 and not (part % 10 == 0 and part % 100 >= 20 and value < 10):
                return None
            part += value
    return Decimal(whole + part)


def _rest(match: re.Match[str]) -> int:
    """The cents of 八, 2毛5, 99 and 半 behind the yuan."""
    return 50 if match["half"] else 10 * _digit(match["tenths"]) + _digit(match["hundredths"])


def _digit(said: str | None) -> int:
    return (number(said) or 0) if said else 0


def _counts_pieces(match: re.Match[str], text: str) -> bool:
    """Whether 块 is a piece, or 一块 is "together": money is more than nine, or its 块 ends what is said."""
    small = number(match["n"]) in range(10) and not match["n"].isdigit()
    plain = match[0].endswith("块")
    return small and plain and (match["n"] == "一" or bool(_PIECES.match(text, match.end() - 1)))
