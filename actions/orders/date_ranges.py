"""Which days a date value means, for a consumer today. Pure. The values are read by understanding/date_values.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from zoneinfo import ZoneInfo

from actions.orders import holidays
from understanding.date_values import DateValue, Unit, date_values

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
    return tuple(days for one in date_values(value) for days in _readings(one, today))


def _readings(value: DateValue, today: date) -> Iterator[Days]:
    try:
        yield from _READ[value.unit](value, today)
    except (ValueError, OverflowError):  # a 31 November, a year 20000
        return


def _days(value: DateValue, today: date) -> Iterator[Days]:
    """day-1; days-3..-1."""
    first = value.n or 0
    yield _around(today, first, first if value.last is None else value.last)


def _around(day: date, first: int, last: int) -> Days:
    """From so many days after `day` (or before it) to so many, both included."""
    return Days(day + first * _DAY, day + (last + 1) * _DAY)


def _week(value: DateValue, today: date) -> Iterator[Days]:
    yield _around(_monday(today, value.n or 0), 0, 6)


def _monday(today: date, weeks: int) -> date:
    return today + (7 * weeks - today.weekday()) * _DAY


def _weekend(value: DateValue, today: date) -> Iterator[Days]:
    """The last one that has begun, unless a week is named."""
    begun = 0 if today.weekday() >= 5 else -1
    yield _around(_monday(today, begun if value.n is None else value.n), 5, 6)


def _weekday(value: DateValue, today: date) -> Iterator[Days]:
    """The last one before today, unless a week is named."""
    at = (value.day or 1) - 1
    back = (today.weekday() - at) % 7 or 7
    yield _around(today - back * _DAY if value.n is None else _monday(today, value.n) + at * _DAY, 0, 0)


def _month(value: DateValue, today: date) -> Iterator[Days]:
    """month-1; month-1:03."""
    year, month = divmod(today.year * 12 + today.month - 1 + (value.n or 0), 12)
    yield _of_calendar(year, month + 1, value.day)


def _year(value: DateValue, today: date) -> Iterator[Days]:
    """year-1; year-1:11; year-1:11-03."""
    yield _of_calendar(today.year + (value.n or 0), value.month, value.day)


def _dated(value: DateValue, _: date) -> Iterator[Days]:
    """2026-11-03; 2026-11."""
    yield _of_calendar(value.year or 0, value.month, value.day)


def _of_calendar(year: int, month: int | None, day: int | None = None) -> Days:
    """A year, a month or a day. Raises ValueError."""
    if month is None:
        return Days(date(year, 1, 1), date(year + 1, 1, 1))
    if day is None:
        return Days(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))
    return _around(date(year, month, day), 0, 0)


def _of_any_year(value: DateValue, today: date) -> Iterator[Days]:
    """--11-03; --11: the last one that has begun. A 29 February may be eight years ago."""
    yield from _latest(((today.year - back, value.month or 0) for back in range(9)), value.day, today)


def _of_any_month(value: DateValue, today: date) -> Iterator[Days]:
    """---03: the last one. At most every other month lacks a 31st."""
    months = (divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(3))
    yield from _latest(((year, month + 1) for year, month in months), value.day, today)


def _latest(months: Iterable[tuple[int, int]], day: int | None, today: date) -> Iterator[Days]:
    for year, month in months:
        try:
            days = _of_calendar(year, month, day)
        except ValueError:
            continue
        if days.first <= today:
            yield days
            return


def _feast(value: DateValue, today: date) -> Iterator[Days]:
    """The last one that has begun, or that of a year; its days alone, then the weeks around that people count to it."""
    for spans in holidays.SPANS.get(value.name, ()):
        years = (today.year + 1, today.year, today.year - 1) if value.n is None else (today.year + value.n,)
        begun = (_around(first, 0, length) for year in years if year < MAXYEAR for first, length in (spans(year),))
        yield from [days for days in begun if days.first <= today][:1]


_READ: Mapping[Unit, Callable[[DateValue, date], Iterator[Days]]] = {
    Unit.DAYS: _days,
    Unit.WEEK: _week,
    Unit.WEEKEND: _weekend,
    Unit.WEEKDAY: _weekday,
    Unit.MONTH: _month,
    Unit.YEAR: _year,
    Unit.DATED: _dated,
    Unit.YEARLY: _of_any_year,
    Unit.MONTHLY: _of_any_month,
    Unit.FEAST: _feast,
}
