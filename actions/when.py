"""Which days a date value means, for a consumer today. Pure. The grammar is that of bot/components/date_values.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from zoneinfo import ZoneInfo

from actions import feasts

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Local dates from `first` up to, without, `after`."""

    first: date
    after: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.after

    @property
    def last(self) -> date:
        return self.after - _DAY


def days_meant(value: str, now: datetime, time_zone: str) -> tuple[Days, ...]:
    """The readings of a date value in the consumer's zone, likeliest first; none for what no calendar has.

    上周 is the Monday-to-Sunday week before this one; 3号 the latest 3rd that is not in the future.
    """
    today = now.astimezone(ZoneInfo(time_zone)).date()
    return tuple(days for one in value.split("|") for days in _readings(one, today))


def _readings(value: str, today: date) -> Iterator[Days]:
    for pattern, read in _GRAMMAR:
        if match := pattern.fullmatch(value):
            try:
                yield from read(match, today)
            except (ValueError, OverflowError):  # a 31 November, a year 20000
                return


def _days(match: re.Match[str], today: date) -> Iterator[Days]:
    """day-1; days-3..-1."""
    first = int(match["first"])
    yield _around(today, first, int(match["last"] or first))


def _around(day: date, first: int, last: int) -> Days:
    """From so many days after `day` (or before it) to so many, both included."""
    return Days(day + first * _DAY, day + (last + 1) * _DAY)


def _week(match: re.Match[str], today: date) -> Iterator[Days]:
    yield _around(_monday(today, match["n"]), 0, 6)


def _monday(today: date, weeks: str) -> date:
    return today + (7 * int(weeks) - today.weekday()) * _DAY


def _weekend(match: re.Match[str], today: date) -> Iterator[Days]:
    """The last one that has begun, unless a week is named."""
    week = match["n"] or ("0" if today.weekday() >= 5 else "-1")
    yield _around(_monday(today, week), 5, 6)


def _weekday(match: re.Match[str], today: date) -> Iterator[Days]:
    """The last one before today, unless a week is named."""
    at = int(match["day"]) - 1
    back = (today.weekday() - at) % 7 or 7
    yield _around(_monday(today, match["n"]) + at * _DAY if match["n"] else today - back * _DAY, 0, 0)


def _month(match: re.Match[str], today: date) -> Iterator[Days]:
    """month-1; month-1:03."""
    year, month = divmod(today.year * 12 + today.month - 1 + int(match["n"]), 12)
    yield _of_calendar(year, month + 1, match["day"])


def _year(match: re.Match[str], today: date) -> Iterator[Days]:
    """year-1; year-1:11; year-1:11-03."""
    yield _of_calendar(today.year + int(match["n"]), match["month"], match["day"])


def _dated(match: re.Match[str], _: date) -> Iterator[Days]:
    """2026-11-03; 2026-11."""
    yield _of_calendar(int(match["year"]), match["month"], match["day"])


def _of_calendar(year: int, month: str | int | None, day: str | int | None = None) -> Days:
    """A year, a month or a day. Raises ValueError."""
    if month is None:
        return Days(date(year, 1, 1), date(year + 1, 1, 1))
    if day is None:
        return Days(date(year, int(month), 1), date(year + int(month) // 12, int(month) % 12 + 1, 1))
    return _around(date(year, int(month), int(day)), 0, 0)


def _of_any_year(match: re.Match[str], today: date) -> Iterator[Days]:
    """--11-03; --11: the last one that has begun. A 29 February may be eight years ago."""
    yield from _latest(((today.year - back, match["month"]) for back in range(9)), match["day"], today)


def _of_any_month(match: re.Match[str], today: date) -> Iterator[Days]:
    """---03: the last one. At most every other month lacks a 31st."""
    months = (divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(3))
    yield from _latest(((year, month + 1) for year, month in months), match["day"], today)


def _latest(months: Iterable[tuple[int, str | int]], day: str | None, today: date) -> Iterator[Days]:
    for year, month in months:
        try:
            days = _of_calendar(year, month, day)
        except ValueError:
            continue
        if days.first <= today:
            yield days
            return


def _feast(match: re.Match[str], today: date) -> Iterator[Days]:
    """The last one that has begun, or that of a year; its days alone, then the weeks around that people count to it."""
    for spans in feasts.SPANS.get(match["name"], ()):
        years = (today.year + int(match["n"]),) if match["n"] else (today.year + 1, today.year, today.year - 1)
        begun = (_around(first, 0, length) for year in years if year < MAXYEAR for first, length in (spans(year),))
        yield from [days for days in begun if days.first <= today][:1]


_Read = Callable[[re.Match[str], date], Iterator[Days]]
_N = r"(?P<n>[+-]\d{1,5})"
_GRAMMAR: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (re.compile(r"days?(?P<first>[+-]\d{1,5})(?:\.\.(?P<last>[+-]\d{1,5}))?"), _days),
    (re.compile(rf"week{_N}"), _week),
    (re.compile(rf"weekend{_N}?"), _weekend),
    (re.compile(rf"weekday{_N}?:(?P<day>[1-7])"), _weekday),
    (re.compile(rf"month{_N}(?::(?P<day>\d\d))?"), _month),
    (re.compile(rf"year{_N}(?::(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"), _year),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?"), _dated),
    (re.compile(r"--(?P<month>\d\d)(?:-(?P<day>\d\d))?"), _of_any_year),
    (re.compile(r"---(?P<day>\d\d)"), _of_any_month),
    (re.compile(rf"feast{_N}?:(?P<name>[a-z0-9-]+)"), _feast),
)
