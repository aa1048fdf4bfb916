"""Dates in a message, and which of them says when something was bought."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.components import dates_en, dates_zh
from bot.components.entity import Entity, apart

_AHEAD = re.compile(r"[a-z]\+[1-9]")


def find_dates(text: str) -> list[Entity]:
    """All dates of a text as `entities.readable` gives it, in reading order; values as in `date_values`.

    What was bought or ordered on a date is told apart (`bought_on`) from any other `date`: in 上周买的鞋昨天该到了
    only 上周 says which order is meant.
    """
    dates = sorted(apart(_candidates(text), len(text)), key=lambda date: date.start)
    starts, ends = [*(date.start for date in dates), len(text)], [0, *(date.end for date in dates)]
    around = ((text[ends[at] : date.start], text[date.end : starts[at + 1]]) for at, date in enumerate(dates))
    return [
        date._replace(kind="bought_on") if _bought(date, *words) else date
        for date, words in zip(dates, around, strict=True)
    ]


def _candidates(text: str) -> Iterator[Entity]:
    for pattern, read in dates_en.READERS if text.isascii() else (*dates_zh.READERS, *dates_en.READERS):
        for match in pattern.finditer(text):
            if value := read(match):
                yield Entity("date", value, *match.span())


def _bought(date: Entity, before: str, after: str) -> bool:
    """Whether the words up to the next date, and from the last one, tie this one to buying."""
    if _AHEAD.search(date.value):
        return False
    return dates_zh.says_bought(date.value, before[-8:], after[:24]) or dates_en.says_bought(before[-120:], after[:40])
