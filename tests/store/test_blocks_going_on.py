"""A second trouble of one kind on one order: on record once it is there, a block of its own once the first is over."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import RowMapping, update

from callouts.attempts import apply, hold_attempt
from callouts.cancelling import end_lost_calls
from callouts.carrier import CallStatus
from callouts.lifecycle import Progress
from callouts.speaking import why_silent
from careline.cases.service import (
    Wish,
    blocks_of_case,
    look_at_due_orders,
    open_blocks_of,
    open_case_row,
    promises_of,
    request_remedy,
)
from careline.contacts.service import end_calls, identify
from careline.core.callouts import Outcome, Why
from careline.core.journal import Because, What
from careline.core.remedies import RemedyKind
from careline.hall.service import Hall
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.callouts import callouts, decisions
from careline.store.tables.cases import blocks, cases, journal, remedies
from careline.store.tables.feed import orders
from tests.callouts_kit import (
    EVERYBODY,
    LIN,
    LIN_ORDER,
    NO_GAP,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    feed,
    late_order,
    rows,
    settings_for,
    take,
)
from tests.factories import instant
from tests.waiting import all_wait_for_locks

pytestmark = pytest.mark.store

SOON = TUESDAY_10 + timedelta(hours=1)
LATER = TUESDAY_10 + timedelta(hours=1, minutes=30)


def two_parcels(version: int, at: datetime, order_id: str = LIN_ORDER, **came: datetime) -> dict[str, Any]:
    """The first was not picked up for two hours too long at TUESDAY_10, the second is so from an hour later on.

    `came`: when each of them was delivered, by its id.
    """
    goods = [("coat", "399.00"), ("scarf", "99.00")]
    told = late_order(
        order_id=order_id, status="dispatched",
        items=[
            {"sku": sku, "title": sku, "quantity": 1, "price": {"amount": price, "currency": "CNY"}}
            for sku, price in goods
        ],
    )  # fmt: skip
    told |= {"version": version, "occurred_at": instant(at), "event_id": f"{order_id}-{version}"}
    told["order"]["parcels"] = [
        {
            "parcel_id": parcel_id, "courier": "顺丰速运", "tracking_no": f"SF{parcel_id}", "scans": [],
            "dispatched_at": instant(TUESDAY_10 - timedelta(hours=hours)), "contents": [{"sku": sku, "quantity": 1}],
            **({"delivered_at": instant(came[parcel_id])} if parcel_id in came else {}),
        }
        for parcel_id, hours, (sku, _) in zip(("P1", "P2"), (26, 23), goods, strict=True)
    ]  # fmt: skip
    return told


async def look(database: Database, now: datetime, *, again: bool = False) -> int:
    if again:
        async with database.begin() as tx:
            await tx.execute(update(orders).values(check_at=now))
    return await look_at_due_orders(database, now, EVERYBODY, 500)


async def first_parcel_comes(database: Database, at: datetime, version: int = 2) -> None:
    await take(database, two_parcels(version, at, P1=at), now=at)


async def changes_told(database: Database) -> list[tuple[str, str]]:
    told = (What.BLOCK_BEGAN, What.BLOCK_CHANGED, What.BLOCK_ENDED)
    return [(row["what"], row["why"]) for row in await rows(database, journal) if row["what"] in told]


def subjects(row: Mapping[str, Any] | RowMapping) -> list[str]:
    return [missed["subject"] for missed in row["evidence"]]


async def test_what_gets_stuck_too_is_on_record_once_and_the_block_goes_on(database: Database) -> None:
    await take(database, two_parcels(1, TUESDAY_10))
    assert await look(database, SOON) == 1
    (row,) = await rows(database, blocks)
    assert (subjects(row), row["episode"], row["ended_at"]) == (["P1", "P2"], 1, None)
    began, grew = (What.BLOCK_BEGAN, Because.DEADLINE_MISSED), (What.BLOCK_CHANGED, Because.DEADLINE_MISSED)
    assert await changes_told(database) == [began, grew]
    (entry,) = await rows(database, journal, what=What.BLOCK_CHANGED)
    assert (entry["who"], entry["at"], entry["subject"]) == ("system", SOON, f"block:{row['block_id']}")
    assert await look(database, SOON, again=True) == 1
    assert await changes_told(database) == [began, grew], "nothing has changed"
    assert (await rows(database, blocks))[0] == row


async def test_once_the_first_one_is_over_the_second_is_a_block_of_its_own_in_the_same_case(database: Database) -> None:
    await take(database, two_parcels(1, TUESDAY_10))
    await look(database, SOON)
    await first_parcel_comes(database, LATER)
    first, second = await rows(database, blocks)
    assert (first["ended_at"], first["episode"], second["episode"]) == (LATER, 1, 2)
    assert (subjects(second), second["deadline"], second["started_at"]) == (["P2"], SOON, LATER)
    assert (await changes_told(database))[2:] == [
        (What.BLOCK_ENDED, Because.ANOTHER_IS_STUCK),
        (What.BLOCK_BEGAN, Because.DEADLINE_MISSED),
    ]
    (case,) = await rows(database, cases)
    assert first["case_id"] == second["case_id"] == case["case_id"]
    assert (case["closed_at"], case["quiet_since"], case["reopened"]) == (None, None, 0)
    await take(database, two_parcels(3, LATER, P1=LATER, P2=LATER), now=LATER)
    assert (await changes_told(database))[-1] == (What.BLOCK_ENDED, Because.ORDER_MOVED_ON)
    assert (await rows(database, cases))[0]["closed_at"] == LATER


async def test_hall_desk_and_bot_name_the_parcel_that_is_stuck_now(database: Database) -> None:
    await take(database, two_parcels(1, TUESDAY_10))
    await look(database, SOON)
    await first_parcel_comes(database, LATER)
    shown = await Hall(database, EVERYBODY).show(LIN, "zh-CN", LATER)
    (blocked,) = shown.orders[0].blocked
    assert blocked.since == SOON
    async with database.begin() as tx:
        (open_one,) = await open_blocks_of(tx, LIN)
        at_desk = [one for one in await blocks_of_case(tx, open_one.case_id) if one.ended_at is None]
    assert [missed.subject for missed in open_one.evidence] == ["P2"]
    assert at_desk == [open_one]


async def test_the_promise_and_the_remedy_about_the_first_one_are_neither_lost_nor_doubled(database: Database) -> None:
    await take(database, two_parcels(1, TUESDAY_10))
    async with database.begin() as tx:
        order = await load_order(tx, LIN_ORDER)
        assert order
        wish = Wish(order=order, kind=RemedyKind.COMPLAINT, who="bot", channel="app", about="courier")
        await request_remedy(tx, wish, TUESDAY_10, EVERYBODY)
    before = await rows(database, remedies)
    await look(database, SOON)
    await first_parcel_comes(database, LATER)
    assert await rows(database, remedies) == before
    async with database.begin() as tx:
        assert len(await promises_of(tx, LIN, open_only=True)) == 1
    assert len(await rows(database, blocks)) == 2


async def test_looks_at_the_same_time_make_one_episode_each(database: Database) -> None:
    ids = [f"CL2026-1{n:03}" for n in range(12)]
    await take(database, *(two_parcels(1, TUESDAY_10, order_id) for order_id in ids))
    await asyncio.gather(*(look_at_due_orders(database, SOON, EVERYBODY, 4) for _ in range(6)))
    await feed(database, *(two_parcels(2, LATER, order_id, P1=LATER) for order_id in ids), now=LATER)
    while sum(await asyncio.gather(*(look_at_due_orders(database, LATER, EVERYBODY, 4) for _ in range(6)))):
        pass
    found = await rows(database, blocks)
    assert sorted((row["order_id"], row["episode"], row["ended_at"]) for row in found) == sorted(
        told for order_id in ids for told in ((order_id, 1, LATER), (order_id, 2, None))
    )


async def test_a_look_takes_the_case_before_its_block_as_whoever_talks_to_the_consumer_does(database: Database) -> None:
    """Else one would hold the case and wait for the block, the other one the reverse."""
    await take(database, two_parcels(1, TUESDAY_10))
    await feed(database, two_parcels(2, SOON, P1=SOON), now=SOON)
    async with database.begin() as tx:
        assert await open_case_row(tx, LIN_ORDER)
        looking = asyncio.create_task(look_at_due_orders(database, SOON, EVERYBODY, 500))
        await all_wait_for_locks(database, 1)
        await end_calls(tx, LIN, Outcome.ASKED_PERSON, SOON)
    assert await looking == 1
    assert len(await rows(database, blocks)) == 2


async def test_of_two_refunds_the_second_is_a_block_of_its_own_once_the_first_is_paid(database: Database) -> None:
    def told(version: int, at: datetime, paid: datetime | None = None) -> dict[str, Any]:
        event = late_order(status="delivered") | {"version": version, "occurred_at": instant(at)}
        event["order"]["refunds"] = [
            {
                "refund_id": refund_id, "kind": "refund_only", "status": "paid" if paid_at else "approved",
                "requested_at": instant(TUESDAY_10 - timedelta(hours=60)),
                "approved_at": instant(TUESDAY_10 - timedelta(hours=hours)),
                "amount": {"amount": "10.00", "currency": "CNY"}, "scope": "goodwill",
                **({"paid_at": instant(paid_at)} if paid_at else {}),
            }
            for refund_id, hours, paid_at in (("R1", 50, paid), ("R2", 47, None))
        ]  # fmt: skip
        return event

    await take(database, told(1, TUESDAY_10))
    assert [subjects(row) for row in await rows(database, blocks, kind="refund")] == [["R1"]]
    await look(database, SOON)
    await take(database, told(2, LATER, paid=LATER), now=LATER)
    first, second = await rows(database, blocks, kind="refund")
    assert (subjects(first), first["ended_at"], subjects(second), second["ended_at"]) == (
        ["R1", "R2"], LATER, ["R2"], None
    )  # fmt: skip


async def test_evidence_that_this_release_cannot_read_is_written_anew(database: Database) -> None:
    await take(database, two_parcels(1, TUESDAY_10))
    async with database.begin() as tx:
        await tx.execute(update(blocks).values(evidence=[{"kind": "logistics", "rule": "of another release"}]))
    assert await look(database, TUESDAY_10, again=True) == 1
    (row,) = await rows(database, blocks)
    assert subjects(row) == ["P1"]


# Calls


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database, FakeCarrier(), settings_for(rules=NO_GAP))


async def news(engine: Engine, status: CallStatus) -> None:
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        held = await hold_attempt(tx, attempt["attempt_id"])
        assert held
        await apply(tx, held, Progress(status, attempt["call_sid"], engine.now), engine.now, engine.settings)


async def heard(engine: Engine) -> None:
    """They pick up, say who they are, hear why we call, and hang up."""
    await news(engine, CallStatus.IN_PROGRESS)
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        await identify(tx, attempt["attempt_id"], engine.now)
    engine.later(minutes=1)
    await news(engine, CallStatus.COMPLETED)


async def call(engine: Engine) -> int:
    await engine.plan()
    return await engine.dial()


async def rings_within(engine: Engine, hours: int) -> int:
    """How often the phone rings; somebody answers each time and hears us out."""
    rang, until = 0, engine.now + timedelta(hours=hours)
    while engine.now < until:
        if await call(engine):
            rang += 1
            await heard(engine)
        engine.later(minutes=15)
    return rang


async def reasons(engine: Engine, block_id: UUID) -> list[str]:
    return [row["reason"] for row in await rows(engine.database, decisions, block_id=block_id)]


async def test_who_was_called_about_the_first_parcel_is_called_about_the_second_one_once(engine: Engine) -> None:
    await take(engine.database, two_parcels(1, TUESDAY_10))
    assert await call(engine) == 1
    await heard(engine)
    engine.now = SOON
    assert await call(engine) == 0, "the second parcel is stuck too, the first still is"
    engine.now = LATER
    await first_parcel_comes(engine.database, LATER)
    assert await rings_within(engine, 48) == 1
    first, second = await rows(engine.database, blocks)
    assert [row["block_id"] for row in await rows(engine.database, callouts)] == [first["block_id"], second["block_id"]]
    assert (await reasons(engine, second["block_id"]))[-1] == Why.TALKED_ALREADY


async def test_between_the_two_calls_lies_the_gap_of_the_rules(database: Database) -> None:
    engine = Engine(database, FakeCarrier(), settings_for(rules=EVERYBODY))
    await take(database, two_parcels(1, TUESDAY_10))
    assert await call(engine) == 1
    await heard(engine)
    engine.now = LATER
    await first_parcel_comes(database, LATER)
    await engine.plan()
    assert (await engine.callout())["due_at"] == TUESDAY_10 + EVERYBODY.calls.block_gap


async def test_a_call_that_is_planned_about_the_first_one_is_not_made_beside_that_about_the_second(
    engine: Engine,
) -> None:
    await take(engine.database, two_parcels(1, TUESDAY_10))
    await engine.plan()
    await first_parcel_comes(engine.database, SOON)
    engine.now = SOON
    assert await call(engine) == 1
    first, second = await rows(engine.database, callouts)
    assert (first["outcome"], second["ended_at"]) == (Why.BLOCK_OVER, None)
    await heard(engine)
    assert await rings_within(engine, 24) == 0


async def test_a_phone_that_rings_meanwhile_rings_on_and_that_call_is_about_the_second_one(engine: Engine) -> None:
    """Hung up on, they would wait a day for the next call; answered, they would hear that nothing is left to do."""
    await take(engine.database, two_parcels(1, TUESDAY_10))
    assert await call(engine) == 1
    await news(engine, CallStatus.RINGING)
    engine.now = SOON
    await first_parcel_comes(engine.database, SOON)
    assert await end_lost_calls(engine.database, SOON, engine.settings) == 0
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        held = await hold_attempt(tx, attempt["attempt_id"])
        assert held
        assert await why_silent(tx, held, SOON, engine.settings) is None
    await heard(engine)
    assert await rings_within(engine, 24) == 0, "they have just been told"


async def test_a_phone_that_rings_about_nothing_any_more_is_hung_up(engine: Engine) -> None:
    await take(engine.database, two_parcels(1, TUESDAY_10))
    assert await call(engine) == 1
    await news(engine, CallStatus.RINGING)
    await take(engine.database, two_parcels(2, SOON, P1=SOON, P2=SOON), now=SOON)
    assert await end_lost_calls(engine.database, SOON, engine.settings) == 1


async def asks_for_a_person(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        await end_calls(tx, LIN, Outcome.ASKED_PERSON, engine.now)


async def test_who_asked_for_a_person_while_both_were_stuck_is_not_phoned_about_the_second_one(engine: Engine) -> None:
    await take(engine.database, two_parcels(1, TUESDAY_10))
    engine.now = SOON
    await look(engine.database, SOON)
    await asks_for_a_person(engine)
    await first_parcel_comes(engine.database, LATER)
    (row,) = await rows(engine.database, blocks)
    assert (subjects(row), row["calls_over"], row["ended_at"]) == (["P2"], Outcome.ASKED_PERSON, None)
    engine.now = LATER
    assert await rings_within(engine, 24) == 0


async def test_who_asked_for_a_person_about_the_first_one_alone_is_phoned_about_what_got_stuck_since(
    engine: Engine,
) -> None:
    await take(engine.database, two_parcels(1, TUESDAY_10))
    await asks_for_a_person(engine)
    engine.now = SOON
    assert await call(engine) == 0
    await first_parcel_comes(engine.database, LATER)
    engine.now = LATER
    assert await rings_within(engine, 24) == 1


async def test_a_deadline_that_moves_has_the_call_decided_about_anew(engine: Engine) -> None:
    """It was put off and missed again before we looked. What was promised before that is no promise about this one."""
    at = TUESDAY_10 - timedelta(hours=20)
    await take(engine.database, late_order(dispatch_deadline=instant(at)))
    async with engine.database.begin() as tx:
        order = await load_order(tx, LIN_ORDER)
        assert order
        wish = Wish(order=order, kind=RemedyKind.URGE_MERCHANT, who="bot", channel="app", about="dispatch")
        await request_remedy(tx, wish, TUESDAY_10 - timedelta(hours=10), EVERYBODY)
    await engine.plan()
    (row,) = await rows(engine.database, blocks)
    assert await reasons(engine, row["block_id"]) == [Why.REMEDY_IN_HAND]
    moved = late_order(dispatch_deadline=instant(TUESDAY_10 - timedelta(hours=5)))
    moved |= {"version": 2, "occurred_at": instant(TUESDAY_10 - timedelta(hours=15))}
    await take(engine.database, moved)
    (after,) = await rows(engine.database, blocks)
    assert (after["block_id"], after["deadline"]) == (row["block_id"], TUESDAY_10 - timedelta(hours=5))
    assert await changes_told(engine.database) == [
        (What.BLOCK_BEGAN, Because.DEADLINE_MISSED),
        (What.BLOCK_CHANGED, Because.ORDER_MOVED_ON),
    ]
    await engine.plan()
    assert await reasons(engine, row["block_id"]) == [Why.REMEDY_IN_HAND, Why.BLOCKED]
