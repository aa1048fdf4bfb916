"""Several processes take in overlapping batches: nobody waits for ever, nothing is lost, the highest version stands."""

import asyncio
from collections.abc import AsyncIterator
from itertools import chain
from random import Random
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from careline.feed.service import Feed
from careline.feed.taken import Taken
from careline.store.database import Database, engine_for
from tests.factories import NOW, ago, event, instant
from tests.rules import RULES

pytestmark = pytest.mark.store

ORDERS, ROUNDS, IMPORTERS = 60, 6, 4


@pytest.fixture
async def feeds(database_url: str) -> AsyncIterator[list[Feed]]:
    """As many processes would have: an engine each."""
    opened = [Database(engine_for(database_url, pool_size=2)) for _ in range(IMPORTERS)]
    yield [Feed(database, RULES.new_users) for database in opened]
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


SLOW = """
CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.01); RETURN NEW; END $$;
CREATE TRIGGER dawdle BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION dawdle()
"""


@pytest.mark.parametrize("shared", ["merchants", "feed_events"])
async def test_importers_that_share_nothing_else_never_deadlock_over(
    feeds: list[Feed], database_url: str, shared: str
) -> None:
    """Their batches run the other way round and slowly: whoever locks as the batch runs meets the other halfway.

    One event id for two orders is a fault of the platform's; it must not stop the feed either.
    """
    with psycopg.connect(database_url) as connection:
        connection.execute(SLOW.format(table=shared))

    def told(importer: int, number: int, place: int) -> dict[str, Any]:
        event_id = f"e-{number}" if shared == "feed_events" else f"e-{importer}-{number}"
        merchant = f"m-{number}" if shared == "merchants" else f"m-{importer}-{number}"
        return event(
            {"event_id": event_id, "occurred_at": instant(ago(hours=90 - place))},
            order_id=f"CL-{importer}-{number}",
            customer={"customer_id": f"u-{importer}-{number}"},
            merchant={"merchant_id": merchant, "name": "店"},
        )

    batches = [
        [told(importer, number, place) for place, number in enumerate(range(20)[:: (1, -1)[importer]])]
        for importer in range(2)
    ]
    async with asyncio.timeout(30):
        results = await asyncio.gather(*(feed.take(part, NOW) for feed, part in zip(feeds, batches, strict=False)))
    assert [(taken.accepted, taken.rejected) for taken in results] == [(20, []), (20, [])]


async def test_two_shops_that_tell_of_the_same_numbers_at_once_both_get_their_orders(
    feeds: list[Feed], database_url: str, database: Database
) -> None:
    """Both look before either writes: whoever comes second finds the plain id taken by the other."""
    with psycopg.connect(database_url) as connection:
        connection.execute(SLOW.format(table="merchants"))

    def told(shop: int) -> list[dict[str, Any]]:
        return [
            event(
                {"event_id": f"e-{shop}-{number}-{version}", "version": version},
                order_id=f"CL-{number:04}",
                customer={"customer_id": f"u-{shop}"},
                merchant={"merchant_id": f"m-{shop}", "name": "店"},
            )
            for number in range(20)
            for version in (1, 2)
        ]

    async with asyncio.timeout(30):
        results = await asyncio.gather(*(feed.take(told(shop % 2), NOW) for shop, feed in enumerate(feeds)))
    assert all(not taken.rejected for taken in results)
    assert sum(taken.accepted for taken in results) == 40
    async with database.begin() as tx:
        rows = (await tx.execute(text("SELECT merchant_id, told_id, version, customer_id FROM orders"))).all()
        items = (await tx.execute(text("SELECT count(*) FROM order_items"))).scalar_one()
    assert sorted(tuple(row) for row in rows) == sorted(
        (f"m-{shop}", f"CL-{number:04}", 2, f"u-{shop}") for shop in range(2) for number in range(20)
    )
    assert items == 40


async def test_merging_a_consumer_while_their_orders_come_in_loses_none(
    feeds: list[Feed], database_url: str, database: Database
) -> None:
    await feeds[0].take(
        [event(order_id=f"CL-{n:04}", customer={"customer_id": f"guest-{n % 5}"}) for n in range(20)], NOW
    )

    def later(importer: int) -> list[dict[str, Any]]:
        """One importer still knows the guests, the other the accounts."""
        who = [
            {"customer_id": f"u-{n % 5}", "previous_ids": [f"guest-{n % 5}"]} if importer % 2 else
            {"customer_id": f"guest-{n % 5}"}
            for n in range(20)
        ]  # fmt: skip
        return [
            event({"version": 2 + importer}, order_id=f"CL-{n:04}", customer=who[n], status="dispatched")
            for n in range(20)
        ][:: (1, -1)[importer % 2]]

    async with asyncio.timeout(30):
        await asyncio.gather(*(feed.take(later(importer), NOW) for importer, feed in enumerate(feeds)))
        await feeds[0].take(later(0), NOW)
    async with database.begin() as tx:
        rows = (await tx.execute(text("SELECT order_id, customer_id, status FROM orders"))).all()
    assert sorted(tuple(row) for row in rows) == [(f"CL-{n:04}", f"u-{n % 5}", "dispatched") for n in range(20)]
