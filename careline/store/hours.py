"""Which hours hold at the desk: those that were set in its page, else those of the rules file.

The one owner of that truth is the latest row of `desk_hours`, read in the transaction that decides: no process keeps
hours of its own, so a promise, an escalation and the page that are told at one instant are told by the same hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.hours import WEEKDAYS, OpenHours, due_by, every_day, told_window, window_of
from careline.core.rules import DeskRules
from careline.store.tables.desk import desk_hours

SCHEDULE = select(desk_hours.c.schedule).order_by(desk_hours.c.version.desc()).limit(1).scalar_subquery()
"""What `hours_from` reads, as a column of any other statement."""


def hours_from(schedule: Mapping[str, Any] | None, rules: DeskRules) -> OpenHours:
    """The hours of a row; None: nobody has set any, and the rules file's hold."""
    if schedule is None:
        return every_day(rules.hours)
    return OpenHours(
        week=tuple(tuple(map(window_of, schedule["week"].get(day, ()))) for day in WEEKDAYS),
        days={date.fromisoformat(one["date"]): tuple(map(window_of, one["windows"])) for one in schedule["days"]},
        zone=schedule["zone"],
    )


def schedule_of(hours: OpenHours, names: Mapping[date, str]) -> dict[str, Any]:
    """As a row keeps them; `names` are what single days are called."""
    return {
        "zone": hours.zone,
        "week": {day: list(map(told_window, windows)) for day, windows in zip(WEEKDAYS, hours.week, strict=True)},
        "days": [
            {"date": day.isoformat(), "windows": list(map(told_window, windows)), "name": names.get(day, "")}
            for day, windows in sorted(hours.days.items())
        ],
    }


async def open_hours(tx: AsyncConnection, rules: DeskRules) -> OpenHours:
    """The hours that hold now."""
    return hours_from((await tx.execute(select(SCHEDULE))).scalar_one(), rules)


async def falls_due(
    tx: AsyncConnection, now: datetime, within: timedelta, rules: DeskRules, time_zone: str
) -> datetime:
    """`due_by` the hours that hold now."""
    return due_by(now, within, await open_hours(tx, rules), time_zone)
