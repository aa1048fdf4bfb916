"""When people answer at the desk, and what follows for times: what is open, when it opens next, how long work takes.

Hours are a value that whoever judges is handed; careline/store/hours.py says which hold now. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from careline.core.rules import WHOLE_DAY, Window

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WINDOW = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_HORIZON = 800
"""Days that are looked through for an opening: more than anybody plans ahead."""
_NEVER_CLOSES = timedelta(days=8)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """`week`: the windows of each weekday, Monday first; `days`: those of single dates instead, none: closed.

    `zone` (IANA): on whose clock; "" is each consumer's own.
    """

    week: tuple[tuple[Window, ...], ...]
    days: Mapping[date, tuple[Window, ...]]
    zone: str

    def on(self, day: date) -> tuple[Window, ...]:
        return self.days.get(day, self.week[day.weekday()])

    @property
    def always(self) -> bool:
        return not self.days and all(windows == (WHOLE_DAY,) for windows in self.week)


def every_day(window: Window) -> OpenHours:
    """The same hours all the year round, on the consumer's own clock."""
    return OpenHours(week=((window,),) * len(WEEKDAYS), days={}, zone="")


def window_of(told: str) -> Window:
    """ "09:00-18:00", "00:00-24:00". Raises ValueError, which says what is wrong with it."""
    found = _WINDOW.fullmatch(told)
    if not found:
        raise ValueError(f'{told!r} are no hours; write "09:00-20:00"')
    opens = time(int(found[1]), int(found[2]))
    if found[3] == "24":
        closes = time.max
        if found[4] != "00":
            raise ValueError(f"{told!r}: a day ends at 24:00")
    else:
        closes = time(int(found[3]), int(found[4]))
    if opens >= closes:
        raise ValueError(f"{told!r}: opens before it closes, on one day")
    return Window(opens, closes)


def told_window(window: Window) -> str:
    """As `window_of` reads it."""
    closes = "24:00" if window.closes == time.max else f"{window.closes:%H:%M}"
    return f"{window.opens:%H:%M}-{closes}"


def known_zone(time_zone: str) -> str:
    """This zone, or UTC where there is none of that name: the list of zones changes, and what a shop told us stays."""
    try:
        return ZoneInfo(time_zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def is_open(at: datetime, hours: OpenHours, time_zone: str) -> bool:
    """`time_zone` (IANA) is the consumer's, here as in all that follows. Raises ZoneInfoNotFoundError."""
    return hours.always or next(_spans(at, hours, time_zone), (at + timedelta(1), at))[0] <= at


def next_opening(at: datetime, hours: OpenHours, time_zone: str) -> datetime | None:
    """When it opens next (UTC), after being closed; None if it is open at this instant, or never opens."""
    if hours.always:
        return None
    opens, _ = next(_spans(at, hours, time_zone), (at, at))
    return opens if opens > at else None


def closes_next(at: datetime, hours: OpenHours, time_zone: str) -> datetime | None:
    """Until when it stays open (UTC); None while it is closed, or does not close within the week."""
    until: datetime | None = None
    for opens, closes in _spans(at, hours, time_zone) if not hours.always else ():
        if opens > (until or at):
            break
        until = closes
        if until - at > _NEVER_CLOSES:
            return None
    return until


def after(since: datetime, length: timedelta, hours: OpenHours, time_zone: str) -> datetime:
    """When so much time of work has gone by since then (UTC): nothing counts while it is closed."""
    if hours.always:
        return since + length
    left = length
    for opens, closes in _spans(since, hours, time_zone):
        begin = max(opens, since)
        if closes - begin >= left:
            return begin + left
        left -= closes - begin
    return since + length


def before(at: datetime, length: timedelta, hours: OpenHours, time_zone: str) -> datetime:
    """Since when whoever waits has waited for so much time of work: they are late by `after` if they began by then."""
    if hours.always:
        return at - length
    left = length
    for opens, closes in _spans_back(at, hours, time_zone):
        end = min(closes, at)
        if end - opens >= left:
            return end - left
        left -= end - opens
    return at - length


def due_by(now: datetime, within: timedelta, hours: OpenHours, time_zone: str) -> datetime:
    """When a promise made now falls due (UTC): `within` from now, and never while nobody works.

    What would fall due then falls due an hour into the next hours of work, or at the middle of those that are shorter
    than two: whoever promised has to have had the time to act. Raises ZoneInfoNotFoundError.
    """
    due = now + within
    if hours.always:
        return due
    opens, closes = next(_spans(due, hours, time_zone), (due, due))
    return due if opens <= due else opens + min(timedelta(hours=1), (closes - opens) / 2)


def _spans(at: datetime, hours: OpenHours, time_zone: str) -> Iterator[Span]:
    """What is open at this instant or later, in order."""
    zone = ZoneInfo(hours.zone or time_zone)
    first = at.astimezone(zone).date()
    for n in range(_HORIZON):
        yield from (span for span in _on(first + timedelta(days=n), hours, zone) if span[1] > at)


def _spans_back(at: datetime, hours: OpenHours, time_zone: str) -> Iterator[Span]:
    zone = ZoneInfo(hours.zone or time_zone)
    last = at.astimezone(zone).date()
    for n in range(_HORIZON):
        yield from (span for span in reversed(_on(last - timedelta(days=n), hours, zone)) if span[0] < at)


def _on(day: date, hours: OpenHours, zone: ZoneInfo) -> list[Span]:
    """The windows of a day as instants; one that a change of the clock swallows is none."""
    spans = [(_instant(day, one.opens, zone), _instant(day, one.closes, zone)) for one in hours.on(day)]
    return [(opens, closes) for opens, closes in spans if opens < closes]


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    if clock == time.max:  # "24:00"
        day, clock = day + timedelta(days=1), time.min
    return datetime.combine(day, clock, zone).astimezone(UTC)
