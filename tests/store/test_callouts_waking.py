"""A decision stands until its grounds change: what wakes it, what it costs meanwhile, and who comes first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from callouts.planner import Planner
from callouts.standing import SWEEP
from careline.contacts.service import end_calls, free_number, hold_listed, opt_out
from careline.conversations.conversation import change_owner, open_app
from careline.core.callouts import CalloutState, Outcome, Why
from careline.core.contact import Channel
from careline.core.conversation import Move
from careline.core.journal import Because
from careline.desk.service import request_handoff
from careline.hall.preferences import prefer
from careline.store.database import Database
from careline.store.orders import load_customer
from careline.store.tables.callouts import callouts, decisions
from careline.store.tables.cases import blocks
from careline.store.tables.feed import orders
from tests.callouts_kit import (
    EVERYBODY,
    LIN,
    LIN_ORDER,
    LIN_PHONE,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    feed,
    late_order,
    rows,
    seen_while,
    settings_for,
    take,
)
from tests.factories import instant
from tests.rules import rules_with

pytestmark = pytest.mark.store


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database, FakeCarrier(), settings_for())


def planner_of(engine: Engine) -> Planner:
    return Planner(engine.database, engine.settings, engine.carrier.may_dial)


OTHER = "u-2"


async def reasons(engine: Engine, order_id: str = LIN_ORDER) -> list[str]:
    return [row["reason"] for row in await rows(engine.database, decisions, order_id=order_id)]


async def test_a_standing_no_is_not_thought_over_again_for_hours(engine: Engine) -> None:
    await take(engine.database, *(late_order(n, customer={"consent": {}}) for n in range(1, 6)))
    assert await planner_of(engine).consider_blocks(engine.now, 100) == 5
    for minutes in (0.5, 5, 60, 120):
        engine.later(minutes=minutes)
        assert await planner_of(engine).consider_blocks(engine.now, 100) == 0
    engine.later(hours=3)
    assert await planner_of(engine).consider_blocks(engine.now, 100) == 5, "but some day: somebody may have told nobody"
    assert timedelta(hours=3) < SWEEP < timedelta(hours=6)
    assert await reasons(engine) == [Why.NO_CONSENT]


async def told_again(engine: Engine, **customer: Any) -> None:
    again = late_order(customer=customer)
    await feed(engine.database, again | {"version": 2, "occurred_at": instant(engine.now)}, now=engine.now)


async def agree(engine: Engine) -> None:
    await told_again(engine)


async def another_number(engine: Engine) -> None:
    await told_again(engine, phone="+8613800000099")


async def opt_in(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        await prefer(tx, LIN, Channel.PHONE, wanted=True, now=engine.now)


async def agent_gives_back(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        customer = await load_customer(tx, LIN)
        assert customer
        held = await open_app(tx, customer, engine.now)
        await change_owner(tx, held, Move.CLOSE, who="agent:amy", why=Because.AGENT_CLOSED, now=engine.now)


async def no_consent(engine: Engine) -> None:
    await take(engine.database, late_order(customer={"consent": {}}))


async def unreachable_number(engine: Engine) -> None:
    assert isinstance(engine.carrier, FakeCarrier)
    engine.carrier.refuses[LIN_PHONE] = "not there"
    await take(engine.database, late_order())


async def opted_out(engine: Engine) -> None:
    await take(engine.database, late_order())
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)


async def with_a_person(engine: Engine) -> None:
    await take(engine.database, late_order())
    async with engine.database.begin() as tx:
        customer = await load_customer(tx, LIN)
        assert customer
        held = await open_app(tx, customer, engine.now)
        await request_handoff(tx, held.conversation_id, why=Because.CONSUMER_ASKED, now=engine.now)


async def held(engine: Engine) -> None:
    await take(engine.database, late_order())
    async with engine.database.begin() as tx:
        await hold_listed(tx, [LIN_PHONE], [Channel.PHONE], source="dnc", now=engine.now)


async def freed(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        await free_number(tx, LIN_PHONE, who="operator", now=engine.now)


async def a_no_on_the_number(engine: Engine) -> None:
    """Said under another account, which has the same number."""
    another = late_order(2, customer={"phone": LIN_PHONE})
    await take(engine.database, late_order(), another)
    async with engine.database.begin() as tx:
        await opt_out(tx, OTHER, Channel.PHONE, source="app", now=engine.now)


async def its_speaker_opts_in(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        await prefer(tx, OTHER, Channel.PHONE, wanted=True, now=engine.now)


Change = Callable[[Engine], Awaitable[None]]


@pytest.mark.parametrize(
    ("before", "why", "change"),
    [
        (no_consent, Why.NO_CONSENT, agree),
        (unreachable_number, Why.CARRIER_CANNOT, another_number),
        (opted_out, Why.OPTED_OUT, opt_in),
        (with_a_person, Why.WITH_A_PERSON, agent_gives_back),
        (held, Why.DO_NOT_CALL, freed),
        (held, Why.DO_NOT_CALL, another_number),
        (a_no_on_the_number, Why.NUMBER_OPTED_OUT, its_speaker_opts_in),
    ],
)
async def test_what_changes_its_grounds_wakes_a_decision_at_once(
    engine: Engine, before: Change, why: Why, change: Change
) -> None:
    await before(engine)
    await engine.plan()
    assert await reasons(engine) == [why]
    engine.later(seconds=2)
    await change(engine)
    assert await planner_of(engine).consider_blocks(engine.now, 100) >= 1
    assert await reasons(engine) == [why, Why.BLOCKED]


async def test_a_telling_that_changes_nothing_about_reaching_them_wakes_nothing(engine: Engine) -> None:
    await no_consent(engine)
    await engine.plan()
    engine.later(seconds=2)
    await told_again(engine, consent={}, name="林晓雨雨")
    assert await planner_of(engine).consider_blocks(engine.now, 100) == 0


async def test_the_end_of_a_callout_wakes_its_own_block_and_the_consumers_others(engine: Engine) -> None:
    second = late_order()
    second["order"]["order_id"] = "CL2026-0099"
    await take(engine.database, late_order(), second)
    await engine.plan()
    one = await engine.callout()
    async with engine.database.begin() as tx:
        await tx.execute(update(blocks).where(blocks.c.block_id == one["block_id"]).values(ended_at=engine.now))
    engine.later(seconds=2)
    await engine.plan()
    live = await rows(engine.database, callouts, state=CalloutState.PLANNED)
    assert [row["order_id"] for row in live] == [({LIN_ORDER, "CL2026-0099"} - {one["order_id"]}).pop()]


async def test_calls_that_an_agent_ends_about_one_case_wake_the_consumers_other_case(engine: Engine) -> None:
    second = late_order()
    second["order"]["order_id"] = "CL2026-0099"
    await take(engine.database, late_order(), second)
    await engine.plan()
    one = await engine.callout()
    async with engine.database.begin() as tx:
        await end_calls(tx, LIN, Outcome.ASKED_PERSON, engine.now, case_id=one["case_id"])
    engine.later(seconds=2)
    await engine.plan()
    live = await rows(engine.database, callouts, state=CalloutState.PLANNED)
    assert [row["order_id"] for row in live] == [({LIN_ORDER, "CL2026-0099"} - {one["order_id"]}).pop()]
    assert (await reasons(engine, one["order_id"]))[-1] == Why.LEFT_TO_PERSON


async def test_other_rules_or_another_carrier_wake_every_standing_no_once(engine: Engine) -> None:
    await take(engine.database, *(late_order(n, customer={"consent": {}}) for n in range(1, 4)))
    await planner_of(engine).wake_if_rules_changed("simulator", engine.now)
    await engine.plan()
    engine.later(minutes=1)
    assert await planner_of(engine).wake_if_rules_changed("simulator", engine.now) == 0, "a mere restart"
    other = settings_for(rules=rules_with(EVERYBODY, calls={"attempts_per_block": 7}))
    for settings, carrier in ((other, "simulator"), (other, "twilio")):
        planner = Planner(engine.database, settings, engine.carrier.may_dial)
        assert await planner.wake_if_rules_changed(carrier, engine.now) == 3
        assert await planner.wake_if_rules_changed(carrier, engine.now) == 0
        assert await planner.consider_blocks(engine.now, 100) == 3


async def test_deciding_about_many_blocks_takes_as_many_statements_as_about_a_few(engine: Engine) -> None:
    await take(engine.database, *(late_order(n) for n in range(1, 31)))
    planner = planner_of(engine)
    few = await seen_while(engine.database, lambda: planner.consider_blocks(engine.now, 3))
    many = await seen_while(engine.database, lambda: planner.consider_blocks(engine.now, 100))
    assert len(await rows(engine.database, callouts)) == 30
    assert len(many) <= len(few) <= 15, many


async def test_several_planners_add_up(engine: Engine) -> None:
    """What one has in hand, the other passes by."""
    await take(engine.database, *(late_order(n) for n in range(1, 7)))
    async with engine.database.begin() as tx:
        held = select(orders.c.order_id).where(orders.c.order_id.in_(["CL2026-0002", "CL2026-0003"]))
        assert len((await tx.execute(held.with_for_update(key_share=True))).all()) == 2
        assert await asyncio.wait_for(planner_of(engine).consider_blocks(engine.now, 100), 5) == 4
    assert await planner_of(engine).consider_blocks(engine.now, 100) == 2


async def test_the_newest_trouble_of_new_users_is_decided_about_first(engine: Engine) -> None:
    old = {"first_order_at": instant(TUESDAY_10 - timedelta(days=400)), "orders_so_far": 40}
    given = {1: timedelta(hours=30), 2: timedelta(hours=3), 3: timedelta(hours=9), 4: timedelta(hours=1)}
    late = [
        late_order(n, dispatch_deadline=instant(TUESDAY_10 - ago), customer=old if n == 4 else {})
        for n, ago in given.items()
    ]
    await take(engine.database, *late)
    seen: list[str] = []
    for _ in given:
        await planner_of(engine).consider_blocks(engine.now, 1)
        seen += [row["order_id"] for row in await rows(engine.database, decisions) if row["order_id"] not in seen]
    assert seen == ["CL2026-0002", "CL2026-0003", "CL2026-0001", "CL2026-0004"]


async def test_money_comes_first_where_one_consumer_is_in_trouble_twice(engine: Engine) -> None:
    refund = late_order()
    refund["order"] |= {
        "order_id": "CL2026-0099",
        "refunds": [
            {
                "refund_id": "R1", "kind": "refund_only", "reason": "changed_mind", "status": "requested",
                "amount": {"amount": "399.00", "currency": "CNY"},
                "requested_at": instant(TUESDAY_10 - timedelta(hours=60)),
            }
        ],
    }  # fmt: skip
    await take(engine.database, late_order(), refund)
    await engine.plan()
    (callout,) = await rows(engine.database, callouts)
    assert (callout["order_id"], callout["rank"]) == ("CL2026-0099", 1)


async def test_an_order_that_cannot_be_worked_out_keeps_no_other_from_being_decided_about(engine: Engine) -> None:
    await take(engine.database, *(late_order(n) for n in range(1, 8)))
    async with engine.database.begin() as tx:  # a status that this version has never heard of
        await tx.execute(text("ALTER TABLE orders DROP CONSTRAINT ck_orders_status"))
        await tx.execute(text("UPDATE orders SET status = 'teleported' WHERE order_id = 'CL2026-0004'"))
    assert await planner_of(engine).consider_blocks(engine.now, 100) == 7
    assert len(await rows(engine.database, callouts)) == 6
    engine.later(minutes=5)
    assert await planner_of(engine).consider_blocks(engine.now, 100) == 0
    engine.later(minutes=6)
    assert await planner_of(engine).consider_blocks(engine.now, 100) == 1, "it is tried again"
