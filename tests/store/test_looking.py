"""Looking at orders: what happens now does not wait behind a shop's whole past."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event as event_of
from sqlalchemy import select

from careline.cases.service import look_at_due_orders
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.feed import orders
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


async def test_orders_without_trouble_cost_as_many_statements_however_many(database: Database) -> None:
    asked: list[str] = []
    event_of.listen(database.engine.sync_engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    counts = []
    for count, prefix in ((26, "FEW"), (48, "MANY")):
        await _told(database, count, prefix)
        asked.clear()
        await look_at_due_orders(database, NOW, RULES, 50)
        counts.append(len(asked))
    assert counts[0] == counts[1]
