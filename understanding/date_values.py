"""The parts of a date value, as Rasa's side writes it (grammar: bot/components/date_values.py). Pure.

What days they are depends on the consumer's calendar: see actions/orders/date_ranges.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Unit(str, Enum):
    """What a value counts or names. `dated` has a year; `yearly` a month, maybe a day, of any year; `monthly` a day of
    any month."""

    DAYS = "days"
    WEEK = "week"
    WEEKEND = "weekend"
    WEEKDAY = "weekday"
    MONTH = "month"
    YEAR = "year"
    DATED = "dated"
    YEARLY = "yearly"
    MONTHLY = "monthly"
    FEAST = "feast"


class DateValue(NamedTuple):
    """One reading. `n`: the last one is -1, this one 0, None where no count is said. Of days: from `n` to `last`."""

    unit: Unit
    n: int | None = None
    last: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    name: str = ""


_N = r"(?P<n>[+-]\d{1,5})"
_GRAMMAR = (
    (Unit.DAYS, re.compile(rf"days?{_N}(?:\.\.(?P<last>[+-]\d{{1,5}}))?")),
    (Unit.WEEK, re.compile(rf"week{_N}")),
    (Unit.WEEKEND, re.compile(rf"weekend{_N}?")),
    (Unit.WEEKDAY, re.compile(rf"weekday{_N}?:(?P<day>[1-7])")),
    (Unit.MONTH, re.compile(rf"month{_N}(?::(?P<day>\d\d))?")),
    (Unit.YEAR, re.compile(rf"year{_N}(?::(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")),
    (Unit.DATED, re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")),
    (Unit.YEARLY, re.compile(r"--(?P<month>\d\d)(?:-(?P<day>\d\d))?")),
    (Unit.MONTHLY, re.compile(r"---(?P<day>\d\d)")),
    (Unit.FEAST, re.compile(rf"feast{_N}?:(?P<name>[a-z0-9-]+)")),
)


def date_values(value: str) -> Iterator[DateValue]:
    """The readings of a value, likeliest first; what is not of the grammar is none."""
    for one in value.split("|"):
        for unit, pattern in _GRAMMAR:
            if match := pattern.fullmatch(one):
                told = {name: said for name, said in match.groupdict().items() if said is not None}
                name = told.pop("name", "")
                yield DateValue(unit=unit, name=name, **{part: int(said) for part, said in told.items()})
