"""Looking at orders: what happens now does not wait behind a shop's whole past."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event as event_of
from sqlalchemy import func, select, update

from careline.cases.service import look_at_due_orders, open_case
from careline.core.journal import Because, What
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.cases import blocks, cases, journal
from careline.store.tables.feed import orders
from careline.store.tables.platform import outbox
from tests.factories import NOW, event
from tests.rules import RULES

pytestmark = pytest.mark.store


async def _told(database: Database, count: int, prefix: str, later: timedelta = timedelta()) -> None:
    given = [event(order_id=f"{prefix}-{n:04}", customer={"customer_id": f"{prefix}-{n}"}) for n in range(count)]
    assert (await Feed(database, RULES.new_users).take(given, NOW + later)).accepted == count


async def _waiting(database: Database, now: Any) -> set[str]:
    async with database.autocommit() as tx:
        return set((await tx.execute(select(orders.c.order_id).where(orders.c.check_at <= now))).scalars())


async def test_a_live_order_is_looked_at_first_and_the_oldest_of_the_others_with_it(database: Database) -> None:
    await _told(database, 30, "PAST")
    await _told(database, 1, "LIVE", timedelta(seconds=5))
    now = NOW + timedelta(seconds=6)
    assert await look_at_due_orders(database, now, RULES, 4) == 4
    left = await _waiting(database, now)
    assert len(left) == 27
    assert "LIVE-0000" not in left
    seen = 0
    while looked := await look_at_due_orders(database, now, RULES, 4):
        seen += looked
    assert (seen, await _waiting(database, now)) == (27, set())


async def _statements(database: Database, later: timedelta, limit: int = 200) -> int:
    """How many one look at the orders that are due takes."""
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event_of.listen(database.engine.sync_engine, "before_cursor_execute", note)
    await look_at_due_orders(database, NOW + later, RULES, limit)
    event_of.remove(database.engine.sync_engine, "before_cursor_execute", note)
    return len(asked)


async def test_orders_that_miss_their_deadline_cost_as_many_statements_however_many(database: Database) -> None:
    """Thousands may in one minute: each gets a case, a block, and what is told of both."""
    late, counts = timedelta(days=4), []
    for count, prefix in ((2, "FEW"), (48, "MANY")):
        await _told(database, count, prefix)
        counts.append(await _statements(database, late))
    assert counts[0] == counts[1]
    async with database.autocommit() as tx:
        for table in (cases, blocks, outbox):
            assert (await tx.execute(select(func.count()).select_from(table))).scalar_one() == 50
        told = select(journal.c.what, func.count().label("times")).group_by(journal.c.what)
        told = told.where(journal.c.what.in_([What.CASE_OPENED, What.BLOCK_BEGAN]))
        assert {row.what: row.times for row in await tx.execute(told)} == {
            What.CASE_OPENED: 50, What.BLOCK_BEGAN: 50
        }  # fmt: skip


async def test_of_orders_that_miss_a_deadline_together_each_goes_on_with_the_case_it_has(database: Database) -> None:
    """One has a case open, one had one lately, one long ago, one never."""
    await _told(database, 4, "KNOWN")
    ids = [f"KNOWN-{n:04}" for n in range(4)]
    late = NOW + timedelta(days=4)
    async with database.begin() as tx:
        had = [
            await open_case(tx, order_id, "KNOWN-0", NOW, RULES, who="system", why=Because.BLOCKED)
            for order_id in ids[:3]
        ]
        for case_id, ended in ((had[1], late - timedelta(hours=1)), (had[2], NOW - timedelta(days=300))):
            over = {"closed_at": ended, "close_reason": "unblocked"}
            await tx.execute(update(cases).where(cases.c.case_id == case_id).values(over))
    await look_at_due_orders(database, late, RULES, 200)
    async with database.autocommit() as tx:
        found = {row.order_id: row.case_id for row in await tx.execute(select(blocks.c.order_id, blocks.c.case_id))}
        open_ones = select(cases.c.case_id).where(cases.c.closed_at.is_(None))
        assert set((await tx.execute(open_ones)).scalars()) == set(found.values())
    assert [found[ids[0]], found[ids[1]]] == had[:2]
    assert found[ids[2]] != had[2]
    assert len(set(found.values())) == 4


async def test_orders_without_trouble_cost_as_many_statements_however_many(database: Database) -> None:
    counts = []
    for count, prefix in ((26, "FEW"), (48, "MANY")):
        await _told(database, count, prefix)
        counts.append(await _statements(database, timedelta(), 50))
    assert counts[0] == counts[1]
