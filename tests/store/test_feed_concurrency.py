"""Several processes take in overlapping batches: nobody waits for ever, nothing is lost, the highest version stands."""

import asyncio
from collections.abc import AsyncIterator
from itertools import chain
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from careline.core.customers import NewUserRule
from careline.feed.service import Feed, Taken
from careline.store.database import Database, engine_for
from tests.factories import NOW, ago, event, instant

pytestmark = pytest.mark.store

ORDERS, ROUNDS, IMPORTERS = 60, 6, 4


@pytest.fixture
async def feeds(database_url: str) -> AsyncIterator[list[Feed]]:
    """As many processes would have: an engine each."""
    opened = [Database(engine_for(database_url, pool_size=2)) for _ in range(IMPORTERS)]
    yield [Feed(database, NewUserRule()) for database in opened]
    for database in opened:
        await database.close()


def batch(round_: int, importer: int, random: Random) -> list[dict[str, Any]]:
    """A part of all orders in an order of its own; half of the consumers and orders are new in each round."""
    numbers = random.sample(range(round_ * ORDERS // 2, round_ * ORDERS // 2 + ORDERS), ORDERS * 3 // 4)
    return [
        event(
            {
                "event_id": f"r{round_}-{number}-{importer % 2}",  # the same events from every second importer
                "version": round_ * 2 + importer % 2 + 1,
                "occurred_at": instant(ago(hours=100 - round_ * 2 - importer % 2)),
            },
            order_id=f"CL-{number:04}",
            customer={"customer_id": f"u-{number % 40:02}", "name": f"{round_}-{importer % 2}"},
            merchant={"merchant_id": f"m-{number % 7}", "name": "店"},
        )
        for number in numbers
    ]


async def test_importers_that_share_orders_consumers_and_merchants_never_deadlock(
    feeds: list[Feed], database: Database
) -> None:
    random, highest, names = Random(7), dict[str, int](), dict[str, tuple[str, str]]()
    for round_ in range(ROUNDS):
        batches = [batch(round_, importer, random) for importer in range(IMPORTERS)]
        async with asyncio.timeout(30):
            results = await asyncio.gather(*(feed.take(part, NOW) for feed, part in zip(feeds, batches, strict=True)))
        assert all(not taken.rejected for taken in results)
        for told in chain.from_iterable(batches):
            order, customer = told["order"], told["order"]["customer"]
            highest[order["order_id"]] = max(highest.get(order["order_id"], 0), told["version"])
            key = customer["customer_id"]
            names[key] = max(names.get(key, ("", "")), (told["occurred_at"], customer["name"]))
    async with database.begin() as tx:
        stored = dict(tuple(row) for row in await tx.execute(text("SELECT order_id, version FROM orders")))
        called = dict(tuple(row) for row in await tx.execute(text("SELECT customer_id, name FROM customers")))
        parts = (await tx.execute(text("SELECT count(*) FROM order_items"))).scalar_one()
    assert stored == highest
    assert called == {customer_id: name for customer_id, (_, name) in names.items()}
    assert parts == len(highest), "no order has lost or doubled its items"


async def test_the_same_batch_from_all_at_once_is_taken_in_once(feeds: list[Feed], database: Database) -> None:
    told = [event({"event_id": f"e{n}"}, order_id=f"CL-{n:04}") for n in range(50)]
    results = await asyncio.gather(
        *(feed.take(told[::step], NOW) for feed, step in zip(feeds, (1, -1, 1, -1), strict=True))
    )
    total = Taken()
    for taken in results:
        total.add(taken)
    assert (total.accepted, total.ignored, total.rejected) == (50, 150, [])
    async with database.begin() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM consent_ledger"))).scalar_one() == 3
