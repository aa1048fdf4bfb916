"""`careline why` about calls: reasons in words, when the next try is due, wishes, what was said, text messages."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from rich.console import Console

from callouts import destinations
from callouts.attempts import apply, hold_attempt
from callouts.carrier import CallStatus
from callouts.lifecycle import Progress
from careline.contacts.service import identify, opt_out, plan_sms, wish_callback
from careline.conversations.conversation import open_phone
from careline.conversations.messages import Outgoing, say
from careline.core.callouts import AttemptState
from careline.core.contact import Channel
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.callouts import attempts
from careline.store.tables.conversations import Author
from careline.why import explain
from tests.callouts_kit import (
    EVERYBODY,
    LIN,
    LIN_ORDER,
    LIN_PHONE,
    Engine,
    FakeCarrier,
    late_order,
    rows,
    settings_for,
    take,
)
from tests.rules import rules_with

pytestmark = pytest.mark.store


@pytest.fixture
async def engine(database: Database) -> Engine:
    await take(database, late_order())
    return Engine(database, FakeCarrier(), settings_for())


async def screen(engine: Engine, order_id: str = LIN_ORDER) -> str:
    console = Console(file=io.StringIO(), width=240)
    assert await explain(engine.database, order_id, engine.now, engine.settings.rules, console)
    shown: str = console.file.getvalue()  # type: ignore[attr-defined]
    return shown


def line(shown: str, *words: str) -> str:
    """The one line that has all of these."""
    (found,) = [line for line in shown.splitlines() if all(word in line for word in words)]
    return found


async def ends(engine: Engine, status: CallStatus) -> None:
    async with engine.database.begin() as tx:
        held = await hold_attempt(tx, (await engine.attempt())["attempt_id"])
        assert held
        await apply(tx, held, Progress(status, held.attempt.call_sid or "", engine.now), engine.now, engine.settings)


async def test_when_the_next_try_is_due_and_after_what(engine: Engine) -> None:
    await engine.plan()
    await engine.dial()
    assert line(await screen(engine), "call", "is under way", "attempt 1")
    await ends(engine, CallStatus.NO_ANSWER)
    shown = await screen(engine)
    assert line(shown, "call", "due 11-24 12:00:00, made from 11-24 14:00:00 on", "another try after: No answer")
    assert line(shown, "attempt 1 by simulator", "not answered", "No answer (no_answer)")


async def test_mainland_numbers_with_twilio_are_told_in_the_carriers_words(engine: Engine) -> None:
    assert isinstance(engine.carrier, FakeCarrier)
    engine.carrier.refuses[LIN_PHONE] = destinations.refusal(destinations.TWILIO, LIN_PHONE) or ""
    await engine.plan()
    told = line(await screen(engine), "do not call")
    assert "The carrier cannot dial this number (carrier_cannot): Twilio has placed no calls to mainland China" in told


@pytest.mark.parametrize(
    ("customer", "words"),
    [
        ({"consent": {}}, "No consent (no_consent)"),
        ({"phone": "+19005551234"}, "A premium-rate number (premium_number)"),
        ({"phone": "+919820012345"}, "is not one that we contact (country_not_served, number of IN)"),
        ({"phone": None}, "No phone number (no_number)"),
    ],
)  # fmt: skip
async def test_a_refusal_is_told_in_words_and_by_its_code(
    database: Database, customer: dict[str, object], words: str
) -> None:
    engine = Engine(database, FakeCarrier(), settings_for())
    await take(database, late_order(customer=customer))
    await engine.plan()
    assert words in line(await screen(engine), "do not call")


async def test_the_same_no_is_one_line_however_often_it_is_decided(engine: Engine) -> None:
    await engine.plan()
    await opted_out(engine)
    for _ in range(3):
        engine.later(days=1)
        await engine.plan()
    shown = await screen(engine)
    assert shown.count("(opted_out)") == 1, shown


async def opted_out(engine: Engine) -> None:
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)


async def test_a_no_on_the_number_is_told_apart_from_the_persons_own(engine: Engine) -> None:
    await take(engine.database, late_order(2, customer={"phone": LIN_PHONE}))
    async with engine.database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=engine.now)
    await engine.plan()
    assert "Opted out (opted_out)" in line(await screen(engine), "do not call")
    other = line(await screen(engine, "CL2026-0002"), "do not call")
    assert "Somebody at this number opted out (number_opted_out)" in other


async def test_a_wish_its_time_and_what_was_said_and_sent(engine: Engine) -> None:
    await engine.plan()
    await engine.dial()
    attempt_id = (await engine.attempt())["attempt_id"]
    wished = engine.now + timedelta(hours=5)
    async with engine.database.begin() as tx:
        held = await hold_attempt(tx, attempt_id)
        assert held
        news = Progress(CallStatus.IN_PROGRESS, held.attempt.call_sid or "", engine.now)
        await apply(tx, held, news, engine.now, engine.settings)
        await identify(tx, attempt_id, engine.now)
        talk = await open_phone(tx, LIN, "zh-CN", attempt_id, held.case_id, engine.now)
        await say(tx, talk, Author.BOT, Outgoing(text="请问是林晓雨本人吗？"), engine.now)
        await say(tx, talk, Author.CONSUMER, Outgoing(text="是我，下午三点再打"), engine.now)
        await wish_callback(
            tx, LIN, talk.conversation_id, "是我，下午三点再打", wished, engine.now, by_turn=new_id()
        )  # fmt: skip
        await plan_sms(
            tx, LIN, LIN_PHONE, "【云选】下午给您打电话", purpose="dispatch", key="k", due_at=engine.now,
            now=engine.now, callout_id=held.callout_id,
        )  # fmt: skip
    shown = await screen(engine)
    assert line(shown, "for 11-24 15:00:00", "open", "是我，下午三点再打")
    assert line(shown, "Assistant", "请问是林晓雨本人吗？")
    assert line(shown, "Consumer", "是我，下午三点再打")
    assert line(shown, "attempt 1 by simulator", "answered 11-24 10:00:00")
    assert line(shown, "planned, due", "【云选】下午给您打电话")
    await ends(engine, CallStatus.COMPLETED)
    await engine.plan()
    await engine.text()
    shown = await screen(engine)
    assert line(shown, "for 11-24 15:00:00", "taken over 11-24 10:00:00")
    assert line(shown, "call", "due 11-24 15:00:00", "they wished for 11-24 15:00:00")
    assert line(shown, "sent", "【云选】下午给您打电话")


async def test_an_alarm_that_holds_calls_up_is_shown_with_its_end(database: Database) -> None:
    rules = rules_with(EVERYBODY, contact={"calls_in_all": 0})
    engine = Engine(database, FakeCarrier(), settings_for(rules=rules))
    await take(database, late_order())
    await engine.plan()
    shown = await screen(engine)
    assert line(shown, "alarm", "calls_in_all (all)", "until 11-25 08:00:00")
    assert "a cap over all calls of the day is full" in line(shown, "11-24 10:00:00", "blocked,")
    assert line(shown, "call", "due 11-25 09:00:00")
    assert not await rows(database, attempts, state=AttemptState.ENDED)
