"""The caps over all calls of a day: what a feed in wrong hands could have us dial at most, in all and to one country.

Days are UTC days. Calls are counted in the transaction that commits them, under the dialler's control row, so that no
two of them take the same last place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.alarms import AlarmKind, raise_alarm
from careline.contacts.numbers import line_of
from careline.core.rules import ContactRules
from careline.store.tables.contacts import call_counts


async def count_calls(tx: AsyncConnection, numbers: Sequence[str], now: datetime) -> None:
    """So many calls more go to these numbers, one for each time that it is named."""
    made = Counter(line_of(number).country for number in numbers)
    day = _day(now)
    rows = [{"day": day, "country": country, "calls": made[country]} for country in sorted(made)]
    adding = insert(call_counts).values(rows)
    more = {"calls": call_counts.c.calls + adding.excluded.calls}
    await tx.execute(adding.on_conflict_do_update(index_elements=["day", "country"], set_=more))


async def calls_left_today(tx: AsyncConnection, numbers: Collection[str], now: datetime, rules: ContactRules) -> int:
    """How many calls to any of these numbers may certainly begin before a cap is full."""
    counted = select(call_counts.c.country, call_counts.c.calls).where(call_counts.c.day == _day(now))
    calls: dict[str, int] = {row.country: row.calls for row in await tx.execute(counted)}
    countries = {line_of(number).country for number in numbers}
    left = [rules.calls_to(country) - calls.get(country, 0) for country in countries]
    return max(0, min([rules.calls_in_all - sum(calls.values()), *left]))


async def uncount_call(tx: AsyncConnection, number: str, counted_at: datetime) -> None:
    """It was never placed after all."""
    mine = (call_counts.c.day == _day(counted_at)) & (call_counts.c.country == line_of(number).country)
    await tx.execute(update(call_counts).where(mine, call_counts.c.calls > 0).values(calls=call_counts.c.calls - 1))


async def full_until(tx: AsyncConnection, country: str, now: datetime, rules: ContactRules) -> datetime | None:
    """When a call to this country may next begin, because a cap is full; None if there is room. Raises the alarm."""
    return (await full_caps(tx, [country], now, rules)).get(country)


async def full_caps(
    tx: AsyncConnection, countries: Collection[str], now: datetime, rules: ContactRules
) -> dict[str, datetime]:
    """The same for several countries, in one statement: those to which no call may begin today, and until when."""
    today = _day(now)
    counted = select(call_counts.c.country, call_counts.c.calls).where(call_counts.c.day == today)
    calls = {row.country: row.calls for row in await tx.execute(counted)}
    tomorrow = datetime.combine(today + timedelta(days=1), time.min, UTC)
    if (in_all := sum(calls.values())) >= rules.calls_in_all:
        data = {"calls": in_all, "cap": rules.calls_in_all}
        await raise_alarm(tx, AlarmKind.CALLS_IN_ALL, "all", now, data=data, until=tomorrow)
        return dict.fromkeys(countries, tomorrow)
    full = [country for country in sorted(set(countries)) if calls.get(country, 0) >= rules.calls_to(country)]
    for country in full:
        data = {"calls": calls.get(country, 0), "cap": rules.calls_to(country)}
        await raise_alarm(tx, AlarmKind.CALLS_TO_COUNTRY, country, now, data=data, until=tomorrow)
    return dict.fromkeys(full, tomorrow)


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()
