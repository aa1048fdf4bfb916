"""What came of a call decides whether a machine rings again: wishes, persons, who has heard us, calls that broke."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import apply, hold_attempt
from callouts.carrier import CallSeen, CallStatus
from callouts.lifecycle import Progress
from careline.cases.keeping import raise_what_is_late
from careline.cases.service import promise_a_call
from careline.contacts.service import hold_listed, identify, note_found, opt_in, opt_out, wish_callback
from careline.conversations.conversation import Conversation, attach_case, change_owner, open_app, open_phone
from careline.core.callouts import AttemptState, CalloutState, Outcome, Why
from careline.core.contact import Channel
from careline.core.conversation import Move
from careline.core.journal import Because
from careline.desk.agents import Agent
from careline.desk.service import Desk, request_handoff
from careline.ids import new_id
from careline.store.database import Database
from careline.store.orders import load_customer
from careline.store.tables.callouts import attempts, callouts, decisions
from careline.store.tables.cases import blocks, promises, remedies
from careline.store.tables.contacts import sms
from careline.store.tables.conversations import messages
from careline.store.tables.desk import agents
from tests.callouts_kit import (
    CALLER,
    LIN,
    LIN_PHONE,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    late_order,
    rows,
    settings_for,
    take,
)
from tests.rules import RULES

pytestmark = pytest.mark.store

SID = "CA" + "0" * 31 + "1"
AGENT = Agent(
    agent_id=new_id(),
    login="li",
    name="李静",
    role="agent",
    languages=("zh-CN",),
    skills=("dispatch",),
    capacity=3,
    online=True,
)


@pytest.fixture
async def engine(database: Database) -> Engine:
    """林晓雨's phone has been answered; a second order of hers is late too, of which the same call would speak."""
    second = late_order() | {"event_id": "second"}
    second["order"] = {**second["order"], "order_id": "CL2026-0099"}
    await take(database, late_order(), second)
    made = Engine(database, FakeCarrier(), settings_for())
    await made.plan()
    await made.dial()
    await news(made, CallStatus.IN_PROGRESS)
    return made


async def news(engine: Engine, status: CallStatus) -> None:
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        held = await hold_attempt(tx, attempt["attempt_id"])
        assert held
        sid = attempt["call_sid"] or SID
        await apply(tx, held, Progress(status, sid, engine.time()), engine.time(), engine.settings)


async def talking(engine: Engine) -> Conversation:
    """The conversation of the call."""
    attempt, callout = await engine.attempt(), await engine.callout()
    async with engine.database.begin() as tx:
        return await open_phone(tx, LIN, "zh-CN", attempt["attempt_id"], callout["case_id"], engine.now)


async def found(engine: Engine, what: Outcome) -> None:
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        await note_found(tx, attempt["attempt_id"], what, engine.now)


async def known(engine: Engine) -> None:
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        await identify(tx, attempt["attempt_id"], engine.now)


async def wished(engine: Engine, at: datetime) -> None:
    """They name a time, as the dialogue notes it."""
    held, attempt = await talking(engine), await engine.attempt()
    async with engine.database.begin() as tx:
        await wish_callback(tx, LIN, held.conversation_id, "下午三点", at, engine.now, by_turn=new_id())
        await note_found(tx, attempt["attempt_id"], Outcome.ASKED_CALLBACK, engine.now)


async def rung_within(engine: Engine, hours: int) -> list[datetime]:
    """When the phone rings again, stepping a quarter of an hour at a time; nobody answers."""
    rang = []
    until = engine.now + timedelta(hours=hours)
    while engine.now < until:
        engine.later(minutes=15)
        before = len(await rows(engine.database, attempts))
        await engine.plan()
        await engine.dial()
        if len(await rows(engine.database, attempts)) > before:
            rang.append(engine.now)
            await news(engine, CallStatus.NO_ANSWER)
    return rang


@pytest.mark.parametrize("identified", [True, False])
async def test_a_time_that_they_name_is_kept_and_nothing_rings_before(engine: Engine, identified: bool) -> None:
    three = TUESDAY_10 + timedelta(hours=5)
    if identified:
        await known(engine)
    await wished(engine, three)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.attempt())["outcome"] == Outcome.ASKED_CALLBACK
    assert not await rows(engine.database, sms), "they were reached"
    rang = await rung_within(engine, 6)
    assert rang[0] == three
    assert (await engine.callout())["wished_for"] == three


async def test_a_wish_ends_what_is_planned_in_its_own_transaction(engine: Engine) -> None:
    """The call may be over by the time the bot has understood: a child hung up while it was still thinking."""
    await found(engine, Outcome.THIRD_PARTY)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.callout())["state"] == CalloutState.PLANNED
    await found(engine, Outcome.ASKED_CALLBACK)
    ended = await engine.callout()
    assert (ended["state"], ended["outcome"]) == (CalloutState.DONE, Outcome.ASKED_CALLBACK)


@pytest.mark.parametrize("identified", [True, False])
async def test_who_asks_for_a_person_is_rung_by_no_machine_again(engine: Engine, identified: bool) -> None:
    if identified:
        await known(engine)
    held = await talking(engine)
    async with engine.database.begin() as tx:
        await request_handoff(tx, held.conversation_id, why=Because.ASKED_FOR_A_PERSON, now=engine.now)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.attempt())["outcome"] == Outcome.ASKED_PERSON
    assert {row["calls_over"] for row in await rows(engine.database, blocks)} == {Outcome.ASKED_PERSON}
    assert not await rows(engine.database, sms)
    async with engine.database.begin() as tx:  # an agent has settled it by other means
        await change_owner(tx, held, Move.CLOSE, who="agent:li", why=Because.AGENT_CLOSED, now=engine.now)
    assert await rung_within(engine, 26) == []
    reason = Why.TALKED_ALREADY if identified else Why.LEFT_TO_PERSON
    assert (await rows(engine.database, decisions))[-1]["reason"] == reason


@pytest.mark.parametrize("what", [None, Outcome.DOUBTED, Outcome.SILENT])
async def test_who_has_heard_us_gets_a_message_and_no_second_call(engine: Engine, what: Outcome | None) -> None:
    if what:
        await found(engine, what)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.attempt())["outcome"] == (what or Outcome.HUNG_UP)
    (message,) = await rows(engine.database, sms)
    assert "没有联系上" not in message["body"], "they were reached"
    assert "不会向您要钱" in message["body"]
    assert await rung_within(engine, 26) == [], "nor about their other order"


@pytest.mark.parametrize(
    ("status", "over"), [(CallStatus.NO_ANSWER, {None}), (CallStatus.COMPLETED, {Outcome.HUNG_UP})]
)
async def test_a_number_on_a_list_ends_its_call_and_says_nothing_of_the_persons_other_orders(
    engine: Engine, status: CallStatus, over: set[Outcome | None]
) -> None:
    async with engine.database.begin() as tx:
        await hold_listed(tx, [LIN_PHONE], [Channel.PHONE], source="dnc", now=engine.now)
        if status is CallStatus.NO_ANSWER:
            await tx.execute(update(attempts).values(state=AttemptState.RINGING, answered_at=None))
    await news(engine, status)
    assert (await engine.callout())["outcome"] == Outcome.OPTED_OUT
    assert {row["calls_over"] for row in await rows(engine.database, blocks)} == over
    assert await rung_within(engine, 26) == []


async def test_who_wants_to_be_called_again_after_all_is_called_about_what_is_still_stuck(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="call", now=engine.now)
    await found(engine, Outcome.OPTED_OUT)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.callout())["outcome"] == Outcome.OPTED_OUT
    assert await rung_within(engine, 26) == []
    async with engine.database.begin() as tx:
        await opt_in(tx, LIN, Channel.PHONE, source="hall", now=engine.now)
    rang = await rung_within(engine, 26)
    first = (await rows(engine.database, attempts))[0]
    about = {row["callout_id"]: row["order_id"] for row in await rows(engine.database, callouts)}
    again = [row for row in await rows(engine.database, attempts) if row["intent_at"] in rang]
    assert about[again[0]["callout_id"]] == about[first["callout_id"]]
    assert again[0]["callout_id"] == again[1]["callout_id"], "nor does the old no end the new call's tries"


async def test_who_heard_why_and_wanted_nothing_has_declined_and_gets_no_message(engine: Engine) -> None:
    await known(engine)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.attempt())["outcome"] == Outcome.DECLINED
    assert not await rows(engine.database, sms)
    assert await rung_within(engine, 26) == []


async def test_a_call_in_which_something_was_done_is_settled(engine: Engine) -> None:
    await known(engine)
    held, callout = await talking(engine), await engine.callout()
    async with engine.database.begin() as tx:
        await tx.execute(
            insert(remedies).values(
                remedy_id=new_id(), case_id=callout["case_id"], order_id=callout["order_id"], customer_id=LIN,
                conversation_id=held.conversation_id, kind="urge_merchant", state="sent", idempotency_key="k",
                details={}, channel="phone", requested_by="consumer", why="x", requested_at=engine.now,
            )
        )  # fmt: skip
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.attempt())["outcome"] == Outcome.SETTLED


async def test_a_call_that_died_unheard_is_cut_off_and_tried_once_more(engine: Engine) -> None:
    await known(engine)
    await talking(engine)
    carrier = engine.carrier
    assert isinstance(carrier, FakeCarrier)
    sid = (await engine.attempt())["call_sid"]
    over = engine.now + timedelta(seconds=40)
    carrier.calls[sid] = CallSeen(
        call_sid=sid, to=LIN_PHONE, caller=CALLER, status=CallStatus.COMPLETED, created_at=TUESDAY_10, ended_at=over
    )
    engine.later(seconds=61)
    await engine.reconcile()
    assert (await engine.attempt())["state"] == AttemptState.IN_CALL, "we may be told any moment"
    engine.later(seconds=61)
    await engine.reconcile()
    assert (await engine.attempt())["outcome"] == Outcome.CUT_OFF
    (message,) = await rows(engine.database, sms)
    assert "断" in message["body"]
    assert len(await rung_within(engine, 1)) == 1


async def test_an_end_that_we_were_told_of_is_no_cut(engine: Engine) -> None:
    await known(engine)
    await talking(engine)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.attempt())["outcome"] == Outcome.DECLINED


async def test_an_agents_close_ends_the_machines_calls_about_that_case(engine: Engine) -> None:
    await news(engine, CallStatus.COMPLETED)
    async with engine.database.begin() as tx:  # as if nobody had ever been phoned
        await tx.execute(update(blocks).values(calls_over=None, considered_at=None))
        await tx.execute(update(callouts).values(state=CalloutState.CANCELLED, outcome=Why.WITH_A_PERSON))
        await tx.execute(update(attempts).values(intent_at=TUESDAY_10 - timedelta(days=9), outcome=Outcome.NOT_SENT))
        row = {name: getattr(AGENT, name) for name in ("agent_id", "login", "name", "role", "capacity")}
        await tx.execute(
            insert(agents).values(**row, password_hash="x", languages=["zh-CN"], skills=["dispatch"], online=True)
        )
        customer = await load_customer(tx, LIN)
        assert customer
        held = await open_app(tx, customer, engine.now)
        first, second = await rows(engine.database, blocks)
        await attach_case(tx, held.conversation_id, first["case_id"])
        await request_handoff(tx, held.conversation_id, why=Because.ASKED_FOR_A_PERSON, now=engine.now)
    desk = Desk(engine.database, RULES)
    await desk.claim(AGENT, held.conversation_id, engine.now)
    await desk.close(AGENT, held.conversation_id, "退款已加急", engine.now)
    over = {row["block_id"]: row["calls_over"] for row in await rows(engine.database, blocks)}
    assert over == {first["block_id"]: Outcome.ASKED_PERSON, second["block_id"]: None}


async def promised(engine: Engine, at: datetime, order_id: str | None = None) -> None:
    """They name a time, and the voice promises it."""
    await wished(engine, at)
    held, callout = await talking(engine), await engine.callout()
    async with engine.database.begin() as tx:
        await promise_a_call(tx, callout["case_id"], LIN, held.conversation_id, at, engine.now, order_id=order_id)
    await news(engine, CallStatus.COMPLETED)


async def promise_state(engine: Engine) -> list[str]:
    return [row["state"] for row in await rows(engine.database, promises)]


async def test_a_promised_call_that_rings_keeps_the_promise_even_if_nobody_answers(engine: Engine) -> None:
    three = TUESDAY_10 + timedelta(hours=5)
    await promised(engine, three)
    assert await promise_state(engine) == ["open"]
    engine.now = three
    await engine.plan()
    await engine.dial()
    assert await promise_state(engine) == ["open"], "the carrier may still refuse it"
    await news(engine, CallStatus.RINGING)
    assert await promise_state(engine) == ["kept"]
    await news(engine, CallStatus.NO_ANSWER)
    assert (await engine.callout())["state"] == CalloutState.PLANNED, "and is tried again"


async def test_a_promised_call_that_does_not_ring_rises_to_a_person(engine: Engine) -> None:
    three = TUESDAY_10 + timedelta(hours=5)
    await promised(engine, three)
    engine.now = three + timedelta(minutes=5)
    raised: list[UUID] = []

    async def rise(_: AsyncConnection, __: Conversation, case_id: UUID, ___: datetime) -> None:
        raised.append(case_id)

    await raise_what_is_late(engine.database, engine.now, RULES, rise)
    assert not raised, "a call may take a few minutes to be placed"
    engine.now = three + timedelta(minutes=11)
    await raise_what_is_late(engine.database, engine.now, RULES, rise)
    assert len(raised) == 1
    assert (await promise_state(engine))[0] == "broken"


async def test_a_promised_call_that_is_not_needed_any_more_is_called_off_in_words(engine: Engine) -> None:
    await promised(engine, TUESDAY_10 + timedelta(hours=5))
    await engine.plan()
    assert (await engine.callout())["wished_for"]
    async with engine.database.begin() as tx:
        await tx.execute(update(blocks).values(ended_at=engine.now))
    await engine.plan()
    assert await promise_state(engine) == ["void"]
    assert "电话就不打了" in (await rows(engine.database, messages, author="system"))[-1]["text"]


async def _over(engine: Engine, order_id: str) -> None:
    async with engine.database.begin() as tx:
        await tx.execute(update(blocks).where(blocks.c.order_id == order_id).values(ended_at=engine.now))


@pytest.mark.parametrize("order_id", ["CL2026-0001", "CL2026-0099"])
async def test_a_wished_call_is_about_the_order_spoken_of(engine: Engine, order_id: str) -> None:
    await promised(engine, TUESDAY_10 + timedelta(hours=5), order_id)
    await engine.plan()
    assert (await engine.callout())["order_id"] == order_id


async def test_a_wished_call_whose_block_is_over_goes_on_about_what_is_still_stuck(engine: Engine) -> None:
    at = TUESDAY_10 + timedelta(hours=5)
    await promised(engine, at, "CL2026-0001")
    await engine.plan()
    await _over(engine, "CL2026-0001")
    await engine.plan()
    await engine.plan()
    now = await engine.callout()
    assert (now["order_id"], now["state"], now["wished_for"]) == ("CL2026-0099", CalloutState.PLANNED, at)
    assert await promise_state(engine) == ["open"]
    assert not [row for row in await rows(engine.database, messages, author="system") if "不打了" in row["text"]]
    await _over(engine, "CL2026-0099")
    await engine.plan()
    await engine.plan()
    assert await promise_state(engine) == ["void"]
    assert "电话就不打了" in (await rows(engine.database, messages, author="system"))[-1]["text"]
