"""The caps over all calls of a day: what a feed in wrong hands could have us dial at most, in all and to one country.

Days are UTC days. Calls are counted in the transaction that commits them, under the dialler's control row, so that no
two of them take the same last place.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.alarms import AlarmKind, raise_alarm
from careline.contacts.numbers import line_of
from careline.core.rules import ContactRules
from careline.store.tables.contacts import call_counts


async def count_call(tx: AsyncConnection, number: str, now: datetime) -> None:
    """One more call goes to this number."""
    row = insert(call_counts).values(day=_day(now), country=line_of(number).country, calls=1)
    more = {"calls": call_counts.c.calls + 1}
    await tx.execute(row.on_conflict_do_update(index_elements=["day", "country"], set_=more))


async def uncount_call(tx: AsyncConnection, number: str, counted_at: datetime) -> None:
    """It was never placed after all."""
    mine = (call_counts.c.day == _day(counted_at)) & (call_counts.c.country == line_of(number).country)
    await tx.execute(update(call_counts).where(mine, call_counts.c.calls > 0).values(calls=call_counts.c.calls - 1))


async def full_until(tx: AsyncConnection, country: str, now: datetime, rules: ContactRules) -> datetime | None:
    """When a call to this country may next begin, because a cap is full; None if there is room. Raises the alarm."""
    today = _day(now)
    counted = select(call_counts.c.country, call_counts.c.calls).where(call_counts.c.day == today)
    calls = {row.country: row.calls for row in await tx.execute(counted)}
    in_all, there = sum(calls.values()), calls.get(country, 0)
    tomorrow = datetime.combine(today + timedelta(days=1), time.min, UTC)
    if in_all >= rules.calls_in_all:
        data = {"calls": in_all, "cap": rules.calls_in_all}
        await raise_alarm(tx, AlarmKind.CALLS_IN_ALL, "all", now, data=data, until=tomorrow)
        return tomorrow
    if there >= rules.calls_to(country):
        data = {"calls": there, "cap": rules.calls_to(country)}
        await raise_alarm(tx, AlarmKind.CALLS_TO_COUNTRY, country, now, data=data, until=tomorrow)
        return tomorrow
    return None


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()
