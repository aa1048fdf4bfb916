"""A call from the blocked order to the last word: engine, carrier adapter, simulator, voice routes, bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from callouts.phone_simulator.callees import Press, Script, Speak, StaySilent
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.line import Line
from callouts.steps import HangUp
from careline.contacts.service import opt_out
from careline.core.callouts import AttemptState, CalloutState, Outcome, Why
from careline.core.contact import Channel
from careline.core.journal import Because
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.contacts import opt_outs, sms
from careline.store.tables.conversations import conversations, messages
from careline.store.tables.desk import handoffs
from tests.callouts_kit import (
    LIN,
    LIN_PHONE,
    Engine,
    Phone,
    dispatched_now,
    eventually,
    feed,
    late_order,
    phone,
    rows,
    take,
)

pytestmark = pytest.mark.contract

PATIENCE = "好的，我查一下，请稍等。"
GREETING = (
    "您好，我是云选商城的智能语音助手，想跟您说一件订单上的事。请问是林晓雨本人吗？"
    "是请按1，不是请按2，转人工按0，不想再接到来电请按9。"
)
NEEDLESS = "您好，这里是云选商城，这通电话不需要您处理什么了，打扰您了，再见。"
VOICEMAIL = "您好，这里是云选商城。刚才给您打过电话，没有联系上，您方便时可以打开云选商城的应用，在服务保障大厅查看。"
REASON = ["您的羊毛大衣约定 11月23日 前发货，已经超时了。", "要我现在帮您催商家吗？"]


@pytest.fixture(params=["gather", "relay"])
def relay(request: pytest.FixtureRequest) -> bool:
    """Both modes of the carrier: the same is said and done in either."""
    return bool(request.param == "relay")


@pytest.fixture
async def lin(database: Database, relay: bool) -> AsyncIterator[Phone]:
    """林晓雨's order is late, and everything is running."""
    await take(database, late_order())
    async with phone(database, relay=relay) as running:
        yield running


async def test_a_blocked_new_user_is_called_identified_and_helped(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="answer", steps=(Speak("是的"), Speak("好的"))))
    await lin.engine.step()
    attempt = await lin.over()
    assert lin.spoken() == [GREETING, *REASON, "已经帮您催了，再见。"]
    assert attempt["outcome"] == Outcome.DECLINED
    callout = await lin.engine.callout()
    assert (callout["state"], callout["outcome"]) == (CalloutState.DONE, Outcome.DECLINED)
    assert (await rows(database, conversations))[0]["owner"] == "closed"
    said = [(row["author"], row["text"]) for row in await rows(database, messages)]
    assert said == [
        ("bot", GREETING),
        ("consumer", "是的"),
        *(("bot", text) for text in REASON),
        ("consumer", "好的"),
        ("bot", "已经帮您催了，再见。"),
    ]


async def test_the_same_works_by_key(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="answer", steps=(Press("1"), Press("1"))))
    await lin.engine.step()
    assert (await lin.over())["outcome"] == Outcome.DECLINED
    assert lin.phone_bot.heard == ["1", "1"]
    assert [row["text"] for row in await rows(database, messages, author="consumer")] == ["（按了1键）"] * 2


@pytest.mark.parametrize("step", [Press("9"), Speak("别再打了")])
async def test_opting_out_in_the_call_stops_every_further_call(
    lin: Phone, database: Database, step: Press | Speak
) -> None:
    lin.callee(Script(pick_up="answer", steps=(step,)))
    await lin.engine.step()
    await lin.over()
    assert {row["channel"] for row in await rows(database, opt_outs)} == {"phone", "sms"}
    assert lin.spoken()[-1].endswith("再见。")
    assert (await lin.engine.callout())["outcome"] == Outcome.OPTED_OUT
    for _ in range(3):
        await lin.clock.advance(24 * 3600)
        await lin.engine.step()
    assert lin.posts() == 1
    assert not await rows(database, sms)


async def test_key_9_works_while_the_bot_is_down(lin: Phone, database: Database) -> None:
    lin.bot.status = 500
    lin.callee(Script(pick_up="answer", steps=(Press("9"),)))
    await lin.engine.step()
    await lin.over()
    assert len(await rows(database, opt_outs)) == 2
    assert lin.spoken() == [GREETING, "好的，以后不会再给您打电话了，打扰您了，再见。"]


async def test_a_callee_who_wants_a_person_is_queued_with_the_priority_of_the_phone(
    lin: Phone, database: Database
) -> None:
    lin.callee(Script(pick_up="answer", steps=(Press("1"), Press("0"))))
    await lin.engine.step()
    await lin.over()
    assert lin.spoken()[-2:] == ["好的，给您转人工。", "我先挂断，人工客服会尽快在应用里回复您，再见。"]
    (handoff,) = await rows(database, handoffs)
    assert handoff["priority"] == 40
    assert handoff["ended_at"] is None
    assert (await rows(database, conversations))[0]["owner"] == "queue", "the call's end does not end the wait"


async def test_a_card_number_said_aloud_is_neither_stored_nor_heard_by_the_bot(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="answer", steps=(Press("1"), Speak("我的卡号是4111111111111111"))))
    await lin.engine.step()
    await lin.over()
    assert lin.phone_bot.heard == ["1", "我的卡号是〔卡号〕"]
    said = [row["text"] for row in await rows(database, messages, author="consumer")]
    assert said[1] == "我的卡号是〔卡号〕"


async def test_the_star_key_repeats_and_the_question_is_still_open(lin: Phone) -> None:
    lin.callee(Script(pick_up="answer", steps=(Press("*"), Press("*"), Speak("是的"))))
    await lin.engine.step()
    await lin.over()
    assert lin.spoken() == [GREETING, GREETING, GREETING, *REASON]
    assert lin.phone_bot.heard == ["是的"]


async def test_silence_is_told_to_the_bot(lin: Phone) -> None:
    lin.callee(Script(pick_up="answer", steps=(StaySilent(), Speak("是的"))))
    await lin.engine.step()
    await lin.over(silent=True)
    assert lin.phone_bot.heard == ["silence", "是的"]


async def test_a_bot_that_is_down_is_apologised_for_and_the_call_goes_on(lin: Phone) -> None:
    lin.bot.status = 500
    lin.callee(Script(pick_up="answer", steps=(Speak("是的"),)))
    await lin.engine.step()
    assert (await lin.over())["outcome"] == Outcome.HUNG_UP
    assert lin.spoken()[1] == "不好意思，我这边刚才没查出来，麻烦您再说一遍，或者按零转人工。"


async def test_a_slow_bot_is_covered_by_a_word_of_patience(database: Database, relay: bool) -> None:
    await take(database, late_order())
    async with phone(database, relay=relay, bot_seconds=0.1, bot_waits=50) as lin:
        lin.bot.gate = asyncio.Event()
        lin.callee(Script(pick_up="answer", steps=(Speak("是的"),)))
        await lin.engine.step()
        await lin.exchange.kit.ledger.until(Kind.SAID, text=PATIENCE)
        lin.bot.gate.set()
        for _ in range(100):
            if len(lin.spoken()) > 3:
                break
            await lin.clock.advance(1)
            await asyncio.sleep(0.02)
        await lin.over()
        assert lin.spoken() == [GREETING, PATIENCE, *REASON]
        assert lin.phone_bot.heard == ["是的"], "heard once, however often the carrier came back"


@asynccontextmanager
async def asked_for_patience(database: Database, relay: bool) -> AsyncIterator[tuple[Phone, Line]]:
    """A call whose bot does not come to an answer; the callee stays on the line and is heard by key."""
    await take(database, late_order())
    async with phone(database, relay=relay, bot_seconds=0.1, bot_waits=50) as lin:
        lin.bot.gate = asyncio.Event()
        lin.callee(Script(pick_up="answer", steps=(Speak("是的"),), stays=True))
        await lin.engine.step()
        said = await lin.exchange.kit.ledger.until(Kind.SAID, text=PATIENCE)
        try:
            yield lin, lin.exchange.line(said.facts["call_sid"])
        finally:
            lin.bot.gate.set()


async def test_key_9_is_heard_while_the_bot_thinks_and_its_answer_is_not_spoken(
    database: Database, relay: bool
) -> None:
    async with asked_for_patience(database, relay) as (lin, line):
        assert line.hear(Press("9"))
        await lin.over()
        assert {row["channel"] for row in await rows(database, opt_outs)} == {"phone", "sms"}
        assert (await lin.engine.callout())["outcome"] == Outcome.OPTED_OUT
        lin.bot.gate.set()
        await lin.flow.close()
        assert lin.spoken() == [GREETING, PATIENCE, "好的，以后不会再给您打电话了，打扰您了，再见。"]
        told = [row["text"] for row in await rows(database, messages)]
        assert told == [GREETING, "是的", "（按了9键）", "好的，以后不会再给您打电话了，打扰您了，再见。"]


async def test_key_0_is_heard_while_the_bot_thinks_and_brings_a_person(database: Database, relay: bool) -> None:
    async with asked_for_patience(database, relay) as (lin, line):
        await lin.clock.advance(1)  # nothing is said any more, keys are heard all the same
        if not relay:  # a session listens all the time
            await lin.exchange.kit.ledger.until(Kind.LISTENING, expects=["dtmf"])
        assert await eventually(lambda: pressed(line, "0"), "the next time a key is listened for")
        await lin.over()
        lin.bot.gate.set()
        await lin.flow.close()
        assert lin.spoken() == [GREETING, PATIENCE, "我先挂断，人工客服会尽快在应用里回复您，再见。"]
        (handoff,) = await rows(database, handoffs)
        assert (handoff["why"], handoff["priority"]) == (Because.CONSUMER_ASKED, 40)
        assert (await rows(database, conversations))[0]["owner"] == "queue"


async def pressed(line: Line, key: str) -> bool:
    return line.hear(Press(key))


async def test_other_keys_do_not_answer_for_the_bot(database: Database, relay: bool) -> None:
    async with asked_for_patience(database, relay) as (lin, line):
        assert line.hear(Press("1"))
        await lin.exchange.kit.ledger.until(Kind.HEARD, who="key", text="1")
        lin.bot.gate.set()
        await lin.exchange.kit.ledger.until(Kind.SAID, text=REASON[-1])
        assert lin.phone_bot.heard == ["是的"]
        assert lin.spoken() == [GREETING, PATIENCE, *REASON]


async def test_key_9_counts_after_the_conversation_went_to_a_person_and_after_the_call(
    database: Database, relay: bool
) -> None:
    async with asked_for_patience(database, relay) as (lin, line):
        assert line.hear(Press("0"))
        attempt = await lin.over()
        form = {"CallSid": attempt["call_sid"], "To": LIN_PHONE, "Digits": "9"}
        for _ in range(2):
            step = await lin.flow.turn(attempt["attempt_id"], form, 1, 1)
            assert step == HangUp(language="zh-CN", texts=("好的，以后不会再给您打电话了，打扰您了，再见。",))
        assert {row["channel"] for row in await rows(database, opt_outs)} == {"phone", "sms"}
        assert (await rows(database, conversations))[0]["owner"] == "queue", "the person they asked for still comes"


async def test_an_order_that_moves_on_while_the_phone_rings_ends_the_ringing(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="handset"))
    await lin.engine.step()
    await lin.exchange.kit.ledger.until(Kind.RING_START)
    await take(database, dispatched_now(at=lin.clock.now()))
    await lin.engine.step()
    assert (await lin.over())["outcome"] == Outcome.CANCELLED
    assert (await lin.engine.callout())["outcome"] == Why.BLOCK_OVER
    assert lin.spoken() == []


async def test_an_order_that_moves_on_before_the_callee_answers_is_not_spoken_of(
    lin: Phone, database: Database
) -> None:
    lin.callee(Script(pick_up="handset"))
    await lin.engine.step()
    ringing = await lin.exchange.kit.ledger.until(Kind.RING_START)
    await feed(database, dispatched_now(at=lin.clock.now()), now=lin.clock.now())
    assert lin.exchange.line(ringing.facts["call_sid"]).pick_up("answer")
    attempt = await lin.over()
    assert lin.spoken() == [NEEDLESS]
    assert attempt["outcome"] == Outcome.CANCELLED
    callout = await lin.engine.callout()
    assert (callout["state"], callout["outcome"]) == (CalloutState.CANCELLED, Why.BLOCK_OVER)
    assert not await rows(database, conversations)


async def test_a_consumer_who_opts_out_while_the_phone_rings_hears_nothing_of_the_order(
    lin: Phone, database: Database
) -> None:
    lin.callee(Script(pick_up="handset"))
    await lin.engine.step()
    ringing = await lin.exchange.kit.ledger.until(Kind.RING_START)
    async with database.begin() as tx:
        await opt_out(tx, LIN, Channel.PHONE, source="app", now=lin.clock.now())
    assert lin.exchange.line(ringing.facts["call_sid"]).pick_up("answer")
    await lin.over()
    assert lin.spoken() == [NEEDLESS]
    assert (await lin.engine.callout())["outcome"] == Outcome.OPTED_OUT


@pytest.mark.parametrize("amd_after_s", [0.0, 3.0])
async def test_a_machine_gets_the_neutral_message_and_the_consumer_a_text(
    database: Database, amd_after_s: float, relay: bool
) -> None:
    await take(database, late_order())
    async with phone(database, relay=relay, detect_machines=True) as lin:
        lin.callee(Script(pick_up="answer", answered_by="machine_start", amd_after_s=amd_after_s, stays=True))
        await lin.engine.step()
        await lin.exchange.kit.ledger.until(Kind.ANSWERED)
        if amd_after_s:
            await lin.exchange.kit.ledger.until(Kind.SAID, text=GREETING)
            await lin.clock.advance(amd_after_s)
        attempt = await lin.over()
        assert (attempt["outcome"], attempt["answered_by"]) == (Outcome.VOICEMAIL, "machine_end_beep")
        assert lin.spoken()[-1] == VOICEMAIL
        assert not any("大衣" in text for text in lin.spoken())
        callout = await lin.engine.callout()
        assert callout["state"] == CalloutState.PLANNED
        assert callout["due_at"].hour == 6, "two in the afternoon"
        assert await lin.engine.text() == 1


async def test_the_message_is_left_after_the_beep_and_not_over_the_machines_own_greeting(
    database: Database, relay: bool
) -> None:
    await take(database, late_order())
    async with phone(database, relay=relay, detect_machines=True) as lin:
        lin.callee(Script(pick_up="answer", answered_by="machine_start", amd_after_s=2, beep_after_s=9, stays=True))
        await lin.engine.step()
        await lin.exchange.kit.ledger.until(Kind.SAID, text=GREETING)
        await lin.clock.advance(8.5)
        assert VOICEMAIL not in lin.spoken(), "nobody would hear it"
        await lin.clock.advance(1)
        assert (await lin.over())["outcome"] == Outcome.VOICEMAIL
        assert lin.spoken()[-1] == VOICEMAIL
        assert "林晓雨" not in lin.spoken()[-1]


async def test_a_call_that_dies_of_an_error_of_ours_is_cut_off_and_no_success(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="answer", steps=(Speak("是的"), StaySilent(), Speak("好的"))))
    lin.bot.gate = asyncio.Event()
    await lin.engine.step()
    await lin.exchange.kit.ledger.until(Kind.SAID, text=GREETING)

    async def known() -> bool:
        return bool(lin.bot.asked)

    await eventually(known, "the bot is asked")
    async with database.begin() as tx:
        await tx.execute(text("ALTER TABLE messages RENAME TO messages_away"))
    lin.bot.gate.set()
    try:
        await lin.exchange.kit.ledger.until(Kind.ENDED)
    finally:
        async with database.begin() as tx:
            await tx.execute(text("ALTER TABLE messages_away RENAME TO messages"))
    assert (await lin.over())["outcome"] == Outcome.CUT_OFF
    (message,) = await rows(database, sms)
    assert "断" in message["body"]
    assert (await lin.engine.callout())["state"] == CalloutState.PLANNED


async def test_a_call_begun_under_the_secret_before_is_cut_off_likewise(database: Database, relay: bool) -> None:
    """While the secret is being changed, the address at which it is answered is of the old one."""
    await take(database, late_order())
    old = "the secret before this one"
    async with phone(database, relay=relay, previous_secret=old) as lin:
        lin.callee(Script(pick_up="answer"))
        before = Engine(database, lin.engine.carrier, replace(lin.engine.settings, secret=old), clock=lin.clock.now)
        async with database.begin() as tx:
            await tx.execute(text("ALTER TABLE messages RENAME TO messages_away"))
        try:
            await before.step()
            await lin.exchange.kit.ledger.until(Kind.ENDED)
        finally:
            async with database.begin() as tx:
                await tx.execute(text("ALTER TABLE messages_away RENAME TO messages"))
        assert (await lin.over())["outcome"] == Outcome.CUT_OFF


async def test_a_verdict_that_comes_after_the_callee_spoke_is_forgotten(database: Database, relay: bool) -> None:
    await take(database, late_order())
    async with phone(database, relay=relay, detect_machines=True) as lin:
        steps = (Speak("是的"),)
        lin.callee(Script(pick_up="answer", answered_by="machine_start", amd_after_s=5, steps=steps, stays=True))
        await lin.engine.step()
        await lin.exchange.kit.ledger.until(Kind.SAID, text=REASON[-1])
        await lin.clock.advance(5)
        verdict = await lin.exchange.kit.ledger.until(Kind.WEBHOOK, status=204)
        assert verdict

        async def told() -> bool:
            hooks = lin.exchange.kit.ledger.entries(Kind.WEBHOOK)
            return any("/amd/" in hook.facts["url"] for hook in hooks)

        await eventually(told, "the verdict is delivered")
        attempt = await lin.engine.attempt()
        assert (attempt["answered_by"], attempt["state"]) == (None, AttemptState.IN_CALL)
        assert VOICEMAIL not in lin.spoken()


@pytest.mark.parametrize(
    ("pick_up", "outcome"),
    [
        ("busy", Outcome.BUSY),
        ("reject", Outcome.REJECTED),
        ("unreachable", Outcome.BAD_NUMBER),
        ("no-answer", Outcome.NO_ANSWER),
    ],
)
async def test_each_way_of_not_answering_has_its_outcome(lin: Phone, pick_up: str, outcome: Outcome) -> None:
    lin.callee(Script(pick_up=pick_up))  # type: ignore[arg-type]
    await lin.engine.step()
    await lin.exchange.kit.ledger.until(Kind.RING_START)
    await lin.clock.advance(26)
    assert (await lin.over())["outcome"] == outcome


async def test_each_retry_is_a_new_attempt_of_the_same_callout(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="busy"))
    for n in range(2):
        await lin.engine.step()
        await lin.over()
        assert lin.posts() == n + 1
        await lin.clock.advance(15 * 60)
    made = await rows(database, attempts)
    assert [row["n"] for row in made] == [1, 2]
    assert len({row["callout_id"] for row in made}) == 1 == len(await rows(database, callouts))


async def test_english_speakers_are_greeted_in_english(database: Database, relay: bool) -> None:
    emma = {"name": "Emma Clark", "phone": "+6581230001", "region": "SG", "locale": "en", "time_zone": "Asia/Singapore"}
    await take(database, late_order(customer=emma))
    async with phone(database, relay=relay) as lin:
        lin.callee(Script(pick_up="answer"), "+6581230001")
        await lin.engine.step()
        await lin.over()
        assert lin.spoken()[0].startswith(
            "Hello, this is the automated assistant of 云选商城, calling about an order. Am I speaking with Emma Clark?"
        )
        (said,) = lin.exchange.kit.ledger.entries(Kind.SAID)
        assert said.facts["language"] == "en-US"


async def test_nothing_of_the_order_is_said_before_the_callee_is_known(lin: Phone) -> None:
    lin.callee(Script(pick_up="answer", steps=(StaySilent(), Speak("你是谁"), Press("2"))))
    await lin.engine.step()
    attempt = await lin.over(silent=True)
    assert attempt["identified_at"] is None
    assert attempt["outcome"] == Outcome.HUNG_UP
    assert not any("大衣" in text for text in lin.spoken())


async def test_the_bot_is_asked_under_the_calls_own_conversation(lin: Phone, database: Database) -> None:
    lin.callee(Script(pick_up="answer", steps=(Speak("是的"),)))
    await lin.engine.step()
    attempt = await lin.over()
    (conversation,) = await rows(database, conversations)
    assert conversation["attempt_id"] == attempt["attempt_id"]
    assert {UUID(asked["conversation_id"]) for asked in lin.bot.asked} == {conversation["conversation_id"]}
    assert {asked["channel"] for asked in lin.bot.asked} == {"phone"}


async def test_a_call_placed_late_in_the_window_says_only_good_bye_when_it_is_answered_too_late(lin: Phone) -> None:
    await lin.clock.advance(timedelta(hours=1, minutes=59, seconds=50).total_seconds())
    lin.callee(Script(pick_up="handset"))
    await lin.engine.step()
    ringing = await lin.exchange.kit.ledger.until(Kind.RING_START)
    await lin.clock.advance(15)
    assert lin.exchange.line(ringing.facts["call_sid"]).pick_up("answer")
    await lin.over()
    assert lin.spoken() == [NEEDLESS]
    callout = await lin.engine.callout()
    assert (callout["state"], callout["due_at"].hour) == (CalloutState.PLANNED, 6)
