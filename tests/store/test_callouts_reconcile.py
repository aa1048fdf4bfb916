"""What went quiet is found out, bound or given up; what must not ring is ended; what follows happens exactly once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from callouts.attempts import apply, hold_attempt
from callouts.calls import Callback, take_status
from callouts.cancelling import end_lost_calls
from callouts.carrier import CallSeen, CallStatus, CarrierError, Unknown
from callouts.controls import pause
from callouts.lifecycle import Progress
from careline.contacts.service import identify, note_wrong_person, opt_out
from careline.conversations.conversation import find, open_phone
from careline.core.callouts import AttemptState, CalloutState, Outcome, Why
from careline.core.contact import Channel
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import journal
from careline.store.tables.contacts import SmsState, contacts, opt_outs, sms
from careline.store.tables.conversations import conversations, messages
from careline.store.tables.desk import handoffs
from tests.callouts_kit import (
    CALLER,
    LIN,
    LIN_PHONE,
    NO_GAP,
    TUESDAY_10,
    Engine,
    FakeCarrier,
    dispatched_now,
    late_order,
    rows,
    settings_for,
    take,
)

pytestmark = pytest.mark.store

SID = "CA" + "0" * 31 + "1"


@pytest.fixture
def carrier() -> FakeCarrier:
    return FakeCarrier()


@pytest.fixture
async def engine(database: Database, carrier: FakeCarrier) -> Engine:
    """林晓雨's callout is planned."""
    await take(database, late_order())
    made = Engine(database, carrier, settings_for())
    await made.plan()
    return made


def seen(status: CallStatus = CallStatus.RINGING, at: datetime = TUESDAY_10, **given: Any) -> CallSeen:
    usual: dict[str, Any] = {"call_sid": SID, "to": LIN_PHONE, "caller": CALLER, "status": status, "created_at": at}
    return CallSeen(**{**usual, **given})


async def news(engine: Engine, status: CallStatus, sip: int | None = None, sid: str = SID) -> None:
    """A status callback."""
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        held = await hold_attempt(tx, attempt["attempt_id"])
        assert held
        await apply(tx, held, Progress(status, sid, engine.time(), sip), engine.time(), engine.settings)


async def test_a_call_whose_reply_was_lost_is_found_by_its_numbers_and_bound(
    engine: Engine, carrier: FakeCarrier
) -> None:
    carrier.results = [Unknown("lost")]
    await engine.dial()
    carrier.calls[SID] = seen()
    engine.later(seconds=89)
    await engine.reconcile()
    assert (await engine.attempt())["state"] == AttemptState.UNKNOWN, "a callback may still come"
    engine.later(seconds=2)
    await engine.reconcile()
    attempt = await engine.attempt()
    assert (attempt["state"], attempt["call_sid"]) == (AttemptState.RINGING, SID)


async def test_another_attempts_call_and_an_older_one_are_not_taken_for_the_lost_one(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await engine.dial()
    await news(engine, CallStatus.BUSY)
    carrier.calls[SID] = seen(CallStatus.BUSY)
    old = "CA" + "8" * 32
    carrier.calls[old] = seen(CallStatus.COMPLETED, TUESDAY_10 - timedelta(hours=3), call_sid=old)
    engine.later(minutes=15)
    carrier.results = [Unknown("lost")]
    assert await engine.dial() == 1
    for _ in range(20):
        engine.later(minutes=1)
        await engine.reconcile()
    attempt = await engine.attempt()
    assert (attempt["n"], attempt["outcome"], attempt["call_sid"]) == (2, Outcome.UNKNOWN_FINAL, None)


async def test_a_call_that_belongs_to_another_attempt_is_not_bound_even_if_it_is_as_young(
    engine: Engine, carrier: FakeCarrier
) -> None:
    """Two consumers share a number: the one's call ended half a minute before the other's was lost."""
    engine = Engine(engine.database, carrier, settings_for(rules=NO_GAP))
    await engine.dial()
    await news(engine, CallStatus.BUSY)
    carrier.calls[SID] = seen(CallStatus.BUSY)
    await take(engine.database, late_order(2, customer={"phone": LIN_PHONE}))
    engine.later(seconds=30)
    await engine.plan()
    carrier.results = [Unknown("lost")]
    assert await engine.dial() == 1
    for minutes in (2, 5, 10):
        engine.later(minutes=minutes)
        await engine.reconcile()
    attempt = await engine.attempt("u-2")
    assert (attempt["outcome"], attempt["call_sid"]) == (Outcome.UNKNOWN_FINAL, None)


async def test_an_attempt_that_cannot_even_be_looked_for_ends_one_day(engine: Engine, carrier: FakeCarrier) -> None:
    carrier.results = [Unknown("lost")]
    await engine.dial()

    async def broken(*_: object) -> list[CallSeen]:
        raise RuntimeError("a bug")

    carrier.find = broken  # type: ignore[method-assign]
    engine.later(minutes=20)
    await engine.reconcile()
    assert (await engine.attempt())["state"] == AttemptState.UNKNOWN
    engine.later(hours=6)
    await engine.reconcile()
    assert (await engine.attempt())["outcome"] == Outcome.UNKNOWN_FINAL


async def test_while_the_carrier_cannot_be_asked_nothing_is_given_up(engine: Engine, carrier: FakeCarrier) -> None:
    carrier.results = [Unknown("lost")]
    await engine.dial()

    async def away(*_: object) -> list[CallSeen]:
        raise CarrierError("out of reach")

    carrier.find = away  # type: ignore[method-assign]
    for _ in range(30):
        engine.later(minutes=1)
        await engine.reconcile()
    assert (await engine.attempt())["state"] == AttemptState.UNKNOWN
    engine.later(hours=6)
    await engine.reconcile()
    assert (await engine.attempt())["outcome"] == Outcome.UNKNOWN_FINAL, "but not for ever: every attempt ends"


async def test_a_call_whose_last_callback_got_lost_is_closed_within_five_minutes(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await engine.dial()
    await news(engine, CallStatus.IN_PROGRESS)
    carrier.calls[SID] = seen(CallStatus.COMPLETED, ended_at=TUESDAY_10 + timedelta(seconds=90))
    for _ in range(5):
        engine.later(minutes=1)
        await engine.reconcile()
    attempt = await engine.attempt()
    assert (attempt["outcome"], attempt["ended_at"]) == (Outcome.HUNG_UP, TUESDAY_10 + timedelta(seconds=90))


async def test_a_call_that_the_carrier_denies_is_given_to_a_person(engine: Engine) -> None:
    await engine.dial()
    engine.later(seconds=61)
    await engine.reconcile()
    assert (await engine.attempt())["outcome"] == Outcome.UNKNOWN_FINAL
    assert len(await rows(engine.database, handoffs)) == 1


async def test_a_call_stuck_in_the_carriers_queue_is_ended(engine: Engine, carrier: FakeCarrier) -> None:
    await engine.dial()
    carrier.calls[SID] = seen(CallStatus.QUEUED)
    for _ in range(4):
        engine.later(minutes=1)
        await engine.reconcile()
    assert (await engine.attempt())["hang_up_why"] == "stuck_in_queue"
    carrier.calls[SID] = seen(CallStatus.CANCELED)
    await engine.hang_up()
    assert carrier.ended == [SID]
    callout = await engine.callout()
    assert (callout["state"], callout["due_at"]) == (CalloutState.PLANNED, TUESDAY_10 + timedelta(hours=4))


@pytest.mark.parametrize("state", [CallStatus.QUEUED, CallStatus.RINGING])
async def test_a_call_that_has_not_been_answered_is_ended_when_its_order_moves_on(
    engine: Engine, carrier: FakeCarrier, state: CallStatus
) -> None:
    await engine.dial()
    await news(engine, state)
    await take(engine.database, dispatched_now())
    await engine.plan()
    assert (await engine.attempt())["hang_up_why"] == Why.BLOCK_OVER, "the row says so first"
    assert not carrier.ended
    carrier.calls[SID] = seen(CallStatus.CANCELED)
    assert await engine.hang_up() == 1
    assert carrier.ended == [SID]
    attempt, callout = await engine.attempt(), await engine.callout()
    assert attempt["outcome"] == Outcome.CANCELLED
    assert (callout["state"], callout["outcome"]) == (CalloutState.CANCELLED, Why.BLOCK_OVER)


async def test_a_call_under_way_is_not_cut_off(engine: Engine, carrier: FakeCarrier) -> None:
    await engine.dial()
    await news(engine, CallStatus.IN_PROGRESS)
    await take(engine.database, dispatched_now())
    await engine.step()
    assert not carrier.ended
    assert (await engine.attempt())["state"] == AttemptState.IN_CALL


async def test_a_call_that_is_answered_before_the_carrier_is_told_to_end_it_is_left_to_say_good_bye(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await engine.dial()
    await news(engine, CallStatus.RINGING)
    await take(engine.database, dispatched_now())
    await engine.plan()
    await news(engine, CallStatus.IN_PROGRESS)
    assert await engine.hang_up() == 0
    assert not carrier.ended
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.callout())["outcome"] == Why.BLOCK_OVER


async def test_an_opt_out_ends_the_ringing(engine: Engine, carrier: FakeCarrier) -> None:
    await engine.dial()
    await news(engine, CallStatus.RINGING)
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
    await engine.plan()
    carrier.calls[SID] = seen(CallStatus.CANCELED)
    await engine.hang_up()
    assert (await engine.callout())["outcome"] == Outcome.OPTED_OUT


async def test_a_call_still_waiting_when_its_window_closes_is_ended_and_made_in_the_next(
    engine: Engine, carrier: FakeCarrier
) -> None:
    engine.later(hours=1, minutes=59)
    await engine.dial()
    engine.later(minutes=1, seconds=1)
    await engine.plan()
    carrier.calls[SID] = seen(CallStatus.CANCELED)
    await engine.hang_up()
    assert (await engine.attempt())["hang_up_why"] == Why.OUTSIDE_WINDOW
    callout = await engine.callout()
    assert (callout["state"], callout["due_at"]) == (CalloutState.PLANNED, TUESDAY_10 + timedelta(hours=4))


async def test_a_carrier_that_does_not_answer_is_told_again_to_hang_up(engine: Engine, carrier: FakeCarrier) -> None:
    await engine.dial()
    await news(engine, CallStatus.RINGING)
    await take(engine.database, dispatched_now())
    await engine.plan()

    told: list[str] = []

    async def away(call_sid: str) -> None:
        told.append(call_sid)
        raise CarrierError("out of reach")

    carrier.hang_up = away  # type: ignore[method-assign]
    for _ in range(3):
        await engine.hang_up()
        engine.later(seconds=6)
    assert told == [SID] * 3
    assert (await engine.attempt())["state"] == AttemptState.RINGING


async def test_a_call_to_be_ended_that_the_carrier_has_forgotten_takes_up_no_place(engine: Engine) -> None:
    await engine.dial()
    await news(engine, CallStatus.RINGING)
    async with engine.database.begin() as tx:
        await pause(tx, who="operator", why="a drill", now=engine.now)
    await end_lost_calls(engine.database, engine.now, engine.settings)
    await engine.hang_up()
    assert (await engine.attempt())["state"] == AttemptState.RINGING, "the carrier may hardly know it yet"
    engine.later(seconds=61)
    await engine.hang_up()
    attempt = await engine.attempt()
    assert (attempt["outcome"], attempt["detail"]) == (Outcome.UNKNOWN_FINAL, Because.CALL_FORGOTTEN)


@pytest.mark.parametrize("error", [CarrierError("out of reach"), RuntimeError("a bug")])
async def test_a_call_that_can_never_be_ended_is_given_up_one_day(
    engine: Engine, carrier: FakeCarrier, error: Exception
) -> None:
    await engine.dial()
    await news(engine, CallStatus.RINGING)
    await take(engine.database, dispatched_now())
    await engine.plan()

    async def failing(_call_sid: str) -> None:
        raise error

    carrier.hang_up = failing  # type: ignore[method-assign]
    engine.later(hours=5)
    await engine.hang_up()
    assert (await engine.attempt())["state"] == AttemptState.RINGING
    engine.later(hours=1)
    await engine.hang_up()
    attempt = await engine.attempt()
    assert (attempt["outcome"], attempt["detail"]) == (Outcome.UNKNOWN_FINAL, Because.CARRIER_SILENT)


@pytest.mark.parametrize(
    ("status", "sip", "due_in"),
    [
        (CallStatus.BUSY, 486, timedelta(minutes=15)),
        (CallStatus.BUSY, 603, timedelta(hours=14)),
        (CallStatus.NO_ANSWER, 487, timedelta(hours=2)),
        (CallStatus.FAILED, 503, timedelta(minutes=30)),
    ],
)
async def test_a_call_that_reached_nobody_is_planned_again(
    engine: Engine, status: CallStatus, sip: int, due_in: timedelta
) -> None:
    await engine.dial()
    await news(engine, status, sip)
    callout = await engine.callout()
    assert (callout["state"], callout["due_at"]) == (CalloutState.PLANNED, engine.now + due_in)
    assert not await rows(engine.database, sms)


async def test_the_second_network_failure_ends_the_callout_with_a_text_message(engine: Engine) -> None:
    await engine.dial()
    await news(engine, CallStatus.FAILED, 503)
    engine.later(minutes=30)
    assert await engine.dial() == 1
    await news(engine, CallStatus.FAILED, 503, sid="CA" + "0" * 31 + "2")
    assert (await engine.callout())["outcome"] == Outcome.NETWORK_FAILED
    assert len(await rows(engine.database, sms)) == 1


async def test_an_unallocated_number_is_given_to_a_person_at_once(engine: Engine) -> None:
    await engine.dial()
    await news(engine, CallStatus.FAILED, 404)
    assert (await engine.callout())["outcome"] == Outcome.BAD_NUMBER
    assert len(await rows(engine.database, handoffs)) == 1
    assert [row["author"] for row in await rows(engine.database, messages)] == ["system"]


async def test_three_calls_nobody_answered_end_the_callout_with_one_text_message(engine: Engine) -> None:
    for n in range(1, 4):
        callout = await engine.callout()
        engine.now = callout["due_at"]
        while not await engine.dial():
            engine.now = (await engine.callout())["due_at"]
        await news(engine, CallStatus.NO_ANSWER, sid=f"CA{n:032}")
    callout = await engine.callout()
    assert (callout["state"], callout["outcome"]) == (CalloutState.DONE, Outcome.NO_ANSWER)
    assert len(await rows(engine.database, sms)) == 1
    engine.later(days=1)
    await engine.step()
    assert len(await rows(engine.database, attempts)) == 3


async def test_a_missed_call_is_followed_by_a_text_message_with_the_calls_own_code(
    engine: Engine, carrier: FakeCarrier
) -> None:
    await engine.dial()
    attempt = await engine.attempt()
    async with engine.database.begin() as tx:
        mine = attempts.c.attempt_id == attempt["attempt_id"]
        await tx.execute(update(attempts).where(mine).values(answered_by="machine_start"))
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.callout())["due_at"] == TUESDAY_10 + timedelta(hours=4)
    assert await engine.text() == 1
    assert await engine.text() == 0
    ((to, body),) = carrier.texts
    (call,) = await rows(engine.database, contacts, channel="phone")
    assert to == LIN_PHONE
    assert call["code"] in body
    assert "羊毛大衣" not in body
    assert len(await rows(engine.database, contacts, channel="sms")) == 1


async def test_the_same_end_told_twice_has_one_follow_up(engine: Engine) -> None:
    await engine.dial()
    for _ in range(3):
        await news(engine, CallStatus.NO_ANSWER)
    ends = [row for row in await rows(engine.database, journal) if row["what"] == "call_ended"]
    assert len(ends) == 1
    assert len([row for row in await rows(engine.database, journal) if row["what"] == "callout_retimed"]) == 1


async def test_who_said_that_it_is_them_has_talked_and_is_not_called_again(engine: Engine) -> None:
    await engine.dial()
    attempt = await engine.attempt()
    await news(engine, CallStatus.IN_PROGRESS)
    async with engine.database.begin() as tx:
        assert await identify(tx, attempt["attempt_id"], engine.now)
        assert not await identify(tx, attempt["attempt_id"], engine.now)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.callout())["outcome"] == Outcome.DECLINED
    async with engine.database.begin() as tx:
        assert not await identify(tx, attempt["attempt_id"], engine.now), "the call is over"


async def test_a_wrong_person_is_never_called_again_about_this_and_a_person_follows_up(engine: Engine) -> None:
    await engine.dial()
    attempt = await engine.attempt()
    await news(engine, CallStatus.IN_PROGRESS)
    async with engine.database.begin() as tx:
        assert await note_wrong_person(tx, attempt["attempt_id"], engine.now)
        assert not await note_wrong_person(tx, attempt["attempt_id"], engine.now)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.callout())["outcome"] == Outcome.WRONG_PERSON
    engine.later(days=1)
    await engine.step()
    assert len(await rows(engine.database, attempts)) == 1
    assert len(await rows(engine.database, handoffs)) == 1


async def test_an_opt_out_in_the_call_leaves_no_retry_and_no_text_message(engine: Engine) -> None:
    await engine.dial()
    await news(engine, CallStatus.IN_PROGRESS)
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="key 9", now=engine.now)
    await news(engine, CallStatus.COMPLETED)
    assert (await engine.callout())["outcome"] == Outcome.OPTED_OUT
    assert not await rows(engine.database, sms)
    assert len(await rows(engine.database, opt_outs)) == 1


async def test_the_bots_conversation_ends_with_the_call_and_a_persons_does_not(engine: Engine) -> None:
    await engine.dial()
    attempt, callout = await engine.attempt(), await engine.callout()
    async with engine.database.begin() as tx:
        conversation = await open_phone(tx, LIN, "zh-CN", attempt["attempt_id"], callout["case_id"], engine.now)
    told = Callback(call_sid=SID, to=LIN_PHONE, status="completed", sequence=3, at=None, sip_code=200, data={})
    assert await take_status(engine.database, attempt["attempt_id"], told, engine.now, engine.settings)
    async with engine.database.begin() as tx:
        closed = await find(tx, conversation.conversation_id)
        assert closed
        assert closed.ownership.owner is Owner.CLOSED
        await tx.execute(update(conversations).values(owner="queue", closed_at=None))
    await engine.reconcile()
    assert (await rows(engine.database, conversations))[0]["owner"] == "queue"


async def test_a_conversation_left_behind_by_a_dead_process_is_closed_by_the_next_round(engine: Engine) -> None:
    await engine.dial()
    attempt, callout = await engine.attempt(), await engine.callout()
    async with engine.database.begin() as tx:
        await open_phone(tx, LIN, "zh-CN", attempt["attempt_id"], callout["case_id"], engine.now)
    await news(engine, CallStatus.COMPLETED)
    assert (await rows(engine.database, conversations))[0]["owner"] == "bot"
    await engine.reconcile()
    assert (await rows(engine.database, conversations))[0]["owner"] == "closed"


async def test_every_callout_has_ended_once_every_attempt_has(engine: Engine) -> None:
    await engine.dial()
    await news(engine, CallStatus.COMPLETED)
    assert (await rows(engine.database, attempts, state=AttemptState.ENDED))[0]["ended_at"]
    assert (await rows(engine.database, sms))[0]["state"] == SmsState.PLANNED
    assert (await rows(engine.database, callouts))[0]["state"] == CalloutState.DONE
