"""Which blocks become callouts, when, and what is on record about those that do not."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update

from callouts.planner import plan
from careline.cases.service import (
    Remedy,
    answered,
    end_promise,
    make_promise,
    promises_of,
    request_remedy,
    take_back,
)
from careline.cases.service import Wish as RemedyWish
from careline.contacts.service import opt_out, wish_callback
from careline.conversations.conversation import open_app
from careline.conversations.service import Conversations
from careline.core.callouts import CalloutState, Outcome, Why
from careline.core.contact import Channel
from careline.core.journal import Because, What
from careline.core.orders import AnswerStatus, RemedyAnswer
from careline.core.promises import PromiseKind, PromiseMove
from careline.core.remedies import RemedyKind
from careline.ids import new_id
from careline.store.database import Database
from careline.store.orders import load_customer, load_order
from careline.store.tables.callouts import attempts, callback_wishes, callouts, decisions
from careline.store.tables.cases import blocks, journal
from careline.store.tables.conversations import conversations, turns
from careline.store.tables.desk import handoffs
from careline.store.waking import wake
from shared.trace import id_of, new_trace, traced
from tests.callouts_kit import (
    EVERYBODY,
    HELD_OUT,
    LIN,
    LIN_ORDER,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    dispatched_now,
    late_order,
    rows,
    settings_for,
    take,
)
from tests.desk_floor import says
from tests.factories import instant

pytestmark = pytest.mark.store


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database, FakeCarrier(), settings_for())


async def reasons(database: Database, order_id: str = LIN_ORDER) -> list[str]:
    return [row["reason"] for row in await rows(database, decisions, order_id=order_id)]


async def test_a_blocked_new_user_gets_a_callout_a_decision_and_a_line_in_the_journal(engine: Engine) -> None:
    await take(engine.database, late_order())
    await engine.plan()
    callout = await engine.callout()
    assert (callout["state"], callout["due_at"], callout["order_id"]) == (CalloutState.PLANNED, TUESDAY_10, LIN_ORDER)
    (decision,) = await rows(engine.database, decisions)
    assert (decision["call"], decision["due_at"], decision["reason"]) == (True, TUESDAY_10, Why.BLOCKED)
    assert "phone" not in str(decision["facts"])
    assert "callout_planned" in [row["what"] for row in await rows(engine.database, journal, order_id=LIN_ORDER)]


async def test_a_call_about_a_fresh_dispatch_block_is_planned_two_hours_past_the_deadline(engine: Engine) -> None:
    deadline = TUESDAY_10 - timedelta(minutes=30)
    await take(engine.database, late_order(dispatch_deadline=instant(deadline)))
    await engine.plan()
    assert (await engine.callout())["due_at"] == TUESDAY_10 + timedelta(hours=1, minutes=30)


async def test_an_old_customer_is_not_called_and_the_reason_is_kept_once(engine: Engine) -> None:
    old = {"first_order_at": instant(TUESDAY_10 - timedelta(days=400)), "orders_so_far": 40}
    await take(engine.database, late_order(customer=old))
    for _ in range(3):
        await engine.plan()
        engine.later(minutes=5)
    assert await reasons(engine.database) == [Why.NOT_NEW_USER]
    assert not await rows(engine.database, callouts)


async def test_a_decision_is_written_again_only_when_it_changes(engine: Engine) -> None:
    await take(engine.database, late_order(customer={"consent": {}}))
    for _ in range(3):
        await engine.plan()
        engine.later(minutes=1)
    assert await reasons(engine.database) == [Why.NO_CONSENT]
    agreed = late_order()
    agreed |= {"version": 2, "occurred_at": instant(engine.now)}
    await take(engine.database, agreed, now=engine.now)
    await engine.plan()
    assert await reasons(engine.database) == [Why.NO_CONSENT, Why.BLOCKED]


async def test_a_planned_callout_is_not_argued_with_by_its_own_block(engine: Engine) -> None:
    await take(engine.database, late_order())
    for _ in range(4):
        await engine.plan()
        engine.later(minutes=2)
    assert await reasons(engine.database) == [Why.BLOCKED]


async def test_two_blocked_orders_of_one_consumer_make_one_callout(engine: Engine) -> None:
    second = late_order(1)
    second["order"]["order_id"] = "CL2026-0099"
    await take(engine.database, late_order(), second)
    await engine.plan()
    assert len(await rows(engine.database, callouts)) == 1
    assert sorted(await reasons(engine.database) + await reasons(engine.database, "CL2026-0099")) == [
        Why.BLOCKED,
        Why.COVERED,
    ]


async def test_ten_planners_at_once_make_one_callout_per_consumer(database: Database) -> None:
    await take(database, *(late_order(n) for n in range(1, 6)))
    settings = settings_for()
    await asyncio.gather(*(plan(database, TUESDAY_10, settings, lambda _number: None) for _ in range(6)))
    async with database.begin() as tx:
        per_head = select(func.count()).select_from(callouts).group_by(callouts.c.customer_id)
        assert list((await tx.execute(per_head)).scalars()) == [1] * 5
        calls = select(func.count()).select_from(decisions).where(decisions.c.call).group_by(decisions.c.block_id)
        assert list((await tx.execute(calls)).scalars()) == [1] * 5


async def test_an_order_that_unblocks_cancels_its_planned_callout(engine: Engine) -> None:
    await take(engine.database, late_order())
    await engine.plan()
    await take(engine.database, dispatched_now())
    await engine.plan()
    callout = await engine.callout()
    assert (callout["state"], callout["outcome"]) == (CalloutState.CANCELLED, Why.BLOCK_OVER)
    assert await reasons(engine.database) == [Why.BLOCKED, Why.BLOCK_OVER]


async def test_an_opt_out_cancels_the_planned_callout_and_forbids_the_next(engine: Engine) -> None:
    await take(engine.database, late_order())
    await engine.plan()
    async with engine.database.begin() as tx:
        assert await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
        assert not await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
    await engine.plan()
    assert (await engine.callout())["outcome"] == Why.OPTED_OUT
    engine.later(minutes=5)
    await engine.plan()
    assert len(await rows(engine.database, callouts)) == 1
    assert (await reasons(engine.database))[-1] == Why.OPTED_OUT


async def test_blocked_again_is_a_new_block_with_a_decision_of_its_own(engine: Engine) -> None:
    await take(engine.database, late_order())
    await engine.plan()
    await take(engine.database, dispatched_now())
    await engine.plan()
    engine.later(hours=30)  # the parcel was never picked up
    await engine.plan()
    kinds = [row["kind"] for row in await rows(engine.database, blocks)]
    assert kinds == ["dispatch", "logistics"]
    assert (await reasons(engine.database))[-1] == Why.BLOCKED
    assert len(await rows(engine.database, callouts, state=CalloutState.PLANNED)) == 1


async def test_the_holdout_is_on_record(database: Database) -> None:
    held_out = Engine(database, FakeCarrier(), settings_for(rules=HELD_OUT))
    await take(database, late_order())
    await held_out.plan()
    assert await reasons(database) == [Why.HOLDOUT]


async def test_the_carriers_reason_for_refusing_a_number_is_on_record(engine: Engine) -> None:
    assert isinstance(engine.carrier, FakeCarrier)
    engine.carrier.refuses["+8613800000001"] = "not to mainland China"
    await take(engine.database, late_order())
    await engine.plan()
    (decision,) = await rows(engine.database, decisions)
    assert (decision["reason"], decision["facts"]["detail"]) == (Why.CARRIER_CANNOT, "not to mainland China")


async def test_whoever_is_with_a_person_or_was_promised_something_is_left_alone(engine: Engine) -> None:
    await take(engine.database, late_order())
    await urge(engine)
    await engine.plan()
    assert await reasons(engine.database) == [Why.REMEDY_IN_HAND]
    engine.later(hours=25)
    await engine.plan()
    assert await reasons(engine.database) == [Why.REMEDY_IN_HAND, Why.BLOCKED]


async def test_a_promise_made_in_the_chat_just_before_we_noticed_the_block_counts_too(engine: Engine) -> None:
    await take(engine.database, late_order())
    await urge(engine, ago=timedelta(seconds=6))
    await engine.plan()
    assert await reasons(engine.database) == [Why.REMEDY_IN_HAND]


@pytest.mark.parametrize("answer", [AnswerStatus.REFUSED, AnswerStatus.FAILED])
async def test_a_remedy_that_the_shop_did_not_carry_out_frees_the_call(engine: Engine, answer: AnswerStatus) -> None:
    await take(engine.database, late_order())
    remedy = await urge(engine)
    await engine.plan()
    engine.later(minutes=5)
    async with engine.database.begin() as tx:
        told = RemedyAnswer(remedy_id=str(remedy.remedy_id), status=answer, at=engine.now)
        await answered(tx, remedy.remedy_id, told, engine.now, who="platform")
    await engine.plan()
    assert await reasons(engine.database) == [Why.REMEDY_IN_HAND, Why.BLOCKED]
    assert (await engine.callout())["state"] == CalloutState.PLANNED


async def test_a_remedy_that_the_consumer_took_back_frees_the_call(engine: Engine) -> None:
    await take(engine.database, late_order())
    remedy = await urge(engine)
    await engine.plan()
    engine.later(minutes=5)
    async with engine.database.begin() as tx:
        order = await load_order(tx, LIN_ORDER)
        assert order
        await take_back(tx, remedy.remedy_id, order, engine.now, EVERYBODY, who="consumer", channel="app")
    await engine.plan()
    assert await reasons(engine.database) == [Why.REMEDY_IN_HAND, Why.BLOCKED]


async def test_a_broken_promise_frees_the_call_until_something_new_is_promised(engine: Engine) -> None:
    await take(engine.database, late_order())
    remedy = await urge(engine)
    async with engine.database.begin() as tx:
        (promise,) = await promises_of(tx, LIN, open_only=True)
        await end_promise(tx, promise["promise_id"], PromiseMove.BREAK, now=engine.now)
    await engine.plan()
    assert await reasons(engine.database) == [Why.BLOCKED]
    async with engine.database.begin() as tx:
        about = {"case_id": remedy.case_id, "order_id": LIN_ORDER, "customer_id": LIN, "remedy_id": remedy.remedy_id}
        due = engine.now + timedelta(hours=2)
        await make_promise(tx, about, PromiseKind.ANSWER, due, who="agent:amy", now=engine.now)
    assert await engine.dial() == 0
    assert (await engine.callout())["outcome"] == Why.REMEDY_IN_HAND


async def urge(engine: Engine, ago: timedelta = timedelta(0)) -> Remedy:
    """The consumer has the assistant urge the merchant; it answers within 24 hours."""
    async with engine.database.begin() as tx:
        order = await load_order(tx, LIN_ORDER)
        assert order
        wanted = RemedyWish(order=order, kind=RemedyKind.URGE_MERCHANT, who="consumer", channel="app")
        return await request_remedy(tx, wanted, engine.now - ago, EVERYBODY)


async def test_a_consumer_who_waits_for_an_agent_is_not_phoned_by_the_machine(engine: Engine) -> None:
    await take(engine.database, late_order())
    posted = await Conversations(engine.database).post(LIN, uuid4(), engine.now, text="转人工")
    assert posted.turn_id
    async with engine.database.begin() as tx:
        await tx.execute(update(conversations).values(owner="queue", epoch=2))
    await engine.plan()
    assert await reasons(engine.database) == [Why.WITH_A_PERSON]


async def test_a_block_of_which_we_have_talked_in_another_call_needs_none_of_its_own(engine: Engine) -> None:
    await take(engine.database, late_order())
    await engine.plan()
    await engine.dial()
    callout, attempt = await engine.callout(), await engine.attempt()
    async with engine.database.begin() as tx:
        await tx.execute(
            update(attempts).values(
                state="ended", outcome=Outcome.DECLINED, ended_at=engine.now, identified_at=engine.now
            )
        )
        await tx.execute(update(callouts).values(state="done", outcome=Outcome.DECLINED, ended_at=engine.now))
        await wake(tx, customers=[LIN])  # as whoever ends a callout does
    assert attempt["callout_id"] == callout["callout_id"]
    engine.later(minutes=1)
    await engine.plan()
    assert (await reasons(engine.database))[-1] == Why.TALKED_ALREADY
    assert len(await rows(engine.database, callouts)) == 1


async def test_a_bad_row_does_not_keep_the_others_from_being_planned(engine: Engine) -> None:
    await take(engine.database, late_order(1), late_order(2))
    async with engine.database.begin() as tx:  # an evidence of ours that this version cannot read
        await tx.execute(update(blocks).where(blocks.c.order_id == LIN_ORDER).values(evidence=["not evidence"]))
        customer = await load_customer(tx, LIN)
        assert customer
        held = await open_app(tx, customer, engine.now)
        await wish_callback(tx, LIN, held.conversation_id, "今晚", engine.now, engine.now, by_turn=new_id())
    await plan(engine.database, engine.now, engine.settings, engine.carrier.may_dial)
    assert (await engine.callout("u-2"))["state"] == CalloutState.PLANNED


async def wish(engine: Engine, customer_id: str, by_turn: UUID | None = None, **when: float) -> None:
    async with engine.database.begin() as tx:
        customer = await load_customer(tx, customer_id)
        assert customer
        held = await open_app(tx, customer, engine.now)
        wished_for = engine.now + timedelta(**when)
        await wish_callback(
            tx, customer_id, held.conversation_id, "一会儿再打", wished_for, engine.now, by_turn=by_turn or new_id()
        )


async def test_a_callback_that_was_asked_for_is_planned_at_that_time_even_for_an_old_customer(engine: Engine) -> None:
    old = {"first_order_at": instant(TUESDAY_10 - timedelta(days=400)), "orders_so_far": 40}
    await take(engine.database, late_order(customer=old))
    await wish(engine, LIN, hours=5)
    await engine.plan()
    callout = await engine.callout()
    assert (callout["due_at"], callout["wished_for"]) == (engine.now + timedelta(hours=5),) * 2
    assert (await rows(engine.database, callback_wishes))[0]["done_at"] == engine.now
    assert Why.CALLBACK_WISHED in await reasons(engine.database)
    engine.later(hours=5)
    assert await engine.dial() == 1


@pytest.mark.parametrize("wished", [True, False])
async def test_the_log_leads_from_the_message_that_asked_for_a_call_to_the_call(
    engine: Engine, caplog: pytest.LogCaptureFixture, wished: bool
) -> None:
    trace = new_trace()
    await take(engine.database, late_order())
    with traced(trace):
        await says(engine.database, LIN, "一会儿再打", engine.now)
    if wished:
        await wish(engine, LIN, (await rows(engine.database, turns))[0]["turn_id"], minutes=1)
    await engine.plan()
    engine.later(minutes=1)
    with caplog.at_level(logging.INFO, "callouts.dialer"):
        assert await engine.dial() == 1
    [told] = [vars(line) for line in caplog.records if getattr(line, "action", "") == "dial"]
    [attempt] = await rows(engine.database, attempts)
    assert (told["attempt_id"], told["order_id"]) == (str(attempt["attempt_id"]), LIN_ORDER)
    assert told["asked_in"] == (id_of(trace) if wished else "")


async def test_a_callback_about_nothing_that_is_blocked_is_a_persons_business(engine: Engine) -> None:
    await take(engine.database, dispatched_now())
    await wish(engine, LIN, hours=1)
    await engine.plan()
    assert not await rows(engine.database, callouts)
    (handoff,) = await rows(engine.database, handoffs)
    assert handoff["why"] == Why.CALLBACK_WISHED
    (left,) = [row for row in await rows(engine.database, journal) if row["what"] == What.CALLBACK_LEFT_TO_PERSON]
    assert left["why"] == Because.NOTHING_BLOCKED
    await engine.plan()
    assert len(await rows(engine.database, handoffs)) == 1
