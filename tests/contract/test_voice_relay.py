"""What is peculiar to ConversationRelay: the signed upgrade, interruptions, lost sockets, the language, and silence.

What is said and done in a call is the same in both modes: tests/contract/test_voice_calls.py runs for either.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
from sqlalchemy import RowMapping

from callouts.addresses import as_socket, token_of
from callouts.phone_simulator.callees import Cough, HangUp, Press, Script, Speak, StaySilent
from callouts.phone_simulator.ledger import Kind
from callouts.phone_simulator.line import Line
from callouts.phone_simulator.signing import HEADER, sign
from careline.core.callouts import AttemptState, Outcome
from careline.store.database import Database
from careline.store.tables.callouts import attempts, call_events
from careline.store.tables.conversations import conversations, messages
from tests.callouts_kit import SECRET, TOKEN, Phone, eventually, late_order, phone, rows, take

pytestmark = pytest.mark.contract

STAYS = Script(pick_up="answer", stays=True)


@pytest.fixture
async def lin(database: Database) -> AsyncIterator[Phone]:
    await take(database, late_order())
    async with phone(database, relay=True) as running:
        yield running


async def talking(lin: Phone, script: Script = STAYS) -> tuple[Line, RowMapping]:
    """林晓雨 has answered and been asked who she is."""
    lin.callee(script)
    await lin.engine.step()
    asked = await lin.exchange.kit.ledger.until(Kind.LISTENING)
    return lin.exchange.line(asked.facts["call_sid"]), await lin.engine.attempt()


def frames(lin: Phone, way: str, kind: str) -> list[dict[str, Any]]:
    """The messages of one type that were sent to the application, or came from it."""
    sent = lin.exchange.kit.ledger.entries(Kind.FRAME)
    return [one.facts["message"] for one in sent if one.facts["way"] == way and one.facts["message"]["type"] == kind]


async def connected(lin: Phone, path: str, signature: str | None = None) -> aiohttp.ClientWebSocketResponse:
    """A WebSocket of somebody else's. Raises WSServerHandshakeError."""
    url = as_socket(lin.public_url) + path
    given = sign(TOKEN, url, {}) if signature is None else signature
    return await lin.http.ws_connect(url, headers={HEADER: given} if given else {})


def setup(call_sid: str) -> str:
    return json.dumps({"type": "setup", "sessionId": "VX1", "callSid": call_sid, "customParameters": {}})


async def test_nobody_but_the_carrier_gets_a_socket_and_nothing_is_read_of_others(
    lin: Phone, database: Database
) -> None:
    _, attempt = await talking(lin)
    path = f"/voice/relay/{token_of(attempt['attempt_id'], SECRET)}"
    url = as_socket(lin.public_url) + path
    before = [await rows(database, table) for table in (attempts, call_events, conversations, messages)]
    for name, signature in {
        "none": "",
        "another token": sign("another-token", url, {}),
        "another address": sign(TOKEN, url + "x", {}),
        "another host": sign(TOKEN, "wss://evil.example.com" + path, {}),
        "an address for posts": sign(TOKEN, lin.public_url + path, {}),
        "a form": sign(TOKEN, url, {"CallSid": attempt["call_sid"]}),
    }.items():
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await connected(lin, path, signature)
        assert refused.value.status == 403, name
    for made_up in (token_of(uuid4(), SECRET)[:-1], token_of(uuid4(), "another-secret-of-ours"), "x"):
        with pytest.raises(aiohttp.WSServerHandshakeError) as unknown:
            await connected(lin, f"/voice/relay/{made_up}")
        assert unknown.value.status == 404
    async with lin.http.get(lin.public_url + path, headers={HEADER: sign(TOKEN, url, {})}) as plain:
        assert plain.status == 426
    assert [await rows(database, table) for table in (attempts, call_events, conversations, messages)] == before


@pytest.mark.parametrize(
    "first",
    [setup("CA" + "f" * 32), setup(""), '{"type": "prompt", "voicePrompt": "是的", "last": true}', "no json", "[]"],
)
async def test_a_session_begins_with_the_setup_of_this_attempts_call(
    lin: Phone, database: Database, first: str
) -> None:
    _, attempt = await talking(lin)
    before = await rows(database, messages)
    socket = await connected(lin, f"/voice/relay/{token_of(attempt['attempt_id'], SECRET)}")
    await socket.send_str(first)
    assert (await socket.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE
    assert socket.close_code == aiohttp.WSCloseCode.POLICY_VIOLATION
    assert await rows(database, messages) == before


async def test_each_question_is_one_talk_cycle_and_last_words_are_left_to_the_document_that_follows(
    lin: Phone,
) -> None:
    await talking(lin, Script(pick_up="answer", steps=(Speak("是的"), Speak("好的"))))
    await lin.over()
    told = frames(lin, "from", "text")
    assert [one["last"] for one in told] == [True, False, True], "greeting; reason and offer"
    (end,) = frames(lin, "from", "end")
    assert json.loads(end["handoffData"])["texts"] == ["已经帮您催了，再见。"]
    assert lin.spoken()[-1] == "已经帮您催了，再见。", "spoken by TwiML: `end` would have cut it short"


async def test_words_that_are_not_final_are_not_answered(lin: Phone) -> None:
    await talking(lin, Script(pick_up="answer", steps=(Speak("是的"), HangUp())))
    await lin.over()
    assert [one["last"] for one in frames(lin, "to", "prompt")] == [False, True]
    assert lin.phone_bot.heard == ["是的"]


async def test_unreadable_and_unknown_messages_change_nothing(lin: Phone) -> None:
    line, attempt = await talking(lin)
    socket = await connected(lin, f"/voice/relay/{token_of(attempt['attempt_id'], SECRET)}")
    await socket.send_str(setup(attempt["call_sid"]))
    greeting = await socket.receive_json(timeout=5)
    for raw in ("", "{", "[1]", '"x"', '{"type": "dtmf", "digit": "12"}', '{"type": "news"}', "[" * 9000,
                '{"type": "error", "description": "Invalid message received, code: 64107, {}"}'):  # fmt: skip
        await socket.send_str(raw)
    await socket.send_str(json.dumps({"type": "prompt", "voicePrompt": "是\ud800的\x00", "last": True}))
    answer = await socket.receive_json(timeout=5)
    assert (greeting["type"], answer["type"]) == ("text", "text")
    assert lin.phone_bot.heard == ["是?的"]
    await socket.close()
    assert line.hang_up()


async def test_who_interrupts_is_answered_and_the_rest_is_not_spoken(database: Database) -> None:
    await take(database, late_order())
    async with phone(database, relay=True, say_seconds=0.1) as lin:
        lin.callee(STAYS)
        await lin.engine.step()
        said = await lin.exchange.kit.ledger.until(Kind.SAID)
        assert lin.exchange.line(said.facts["call_sid"]).hear(Speak("别再打了"))
        await lin.exchange.kit.ledger.until(Kind.SAID, text="好的，以后不会再打给您，再见。")
        (cut,) = frames(lin, "to", "interrupt")
        assert cut["utteranceUntilInterrupt"].startswith("您好，我是云选商城的智能语音助手")
        assert lin.phone_bot.heard == ["别再打了"]
        await lin.clock.advance(10)
        await lin.over()
        assert (await lin.engine.callout())["outcome"] == Outcome.OPTED_OUT


async def test_who_only_coughs_hears_it_again_and_the_bot_is_told_of_nothing(database: Database) -> None:
    await take(database, late_order())
    async with phone(database, relay=True, say_seconds=0.1) as lin:
        lin.callee(STAYS)
        await lin.engine.step()
        greeting = await lin.exchange.kit.ledger.until(Kind.SAID)
        assert lin.exchange.line(greeting.facts["call_sid"]).hear(Cough())

        async def repeated() -> bool:
            await lin.clock.advance(1)
            return lin.spoken() == [greeting.facts["text"]] * 2

        await eventually(repeated, "the greeting is said again")
        assert lin.phone_bot.heard == []


async def test_silence_is_timed_from_the_end_of_our_own_speech(database: Database) -> None:
    await take(database, late_order())
    async with phone(database, relay=True, say_seconds=0.5) as lin:
        lin.callee(Script(pick_up="answer", steps=(StaySilent(),), stays=True))
        await lin.engine.step()
        said = await lin.exchange.kit.ledger.until(Kind.SAID)
        seconds = len(said.facts["text"]) * 0.5
        for _ in range(int(seconds) - 1):  # longer than any silence may last
            await lin.clock.advance(1)
            await asyncio.sleep(0.005)
        assert lin.phone_bot.heard == []
        assert frames(lin, "to", "info")[-1] == {"type": "info", "name": "agentSpeaking", "value": "on"}

        async def heard() -> bool:
            await lin.clock.advance(1)
            return lin.phone_bot.heard == ["silence"]

        await eventually(heard, "the silence after the greeting")


async def test_what_was_said_before_a_question_is_no_answer_to_it(database: Database) -> None:
    """Two times yes to who she is: the second one comes before the offer, and agrees to nothing."""
    await take(database, late_order())
    async with phone(database, relay=True, bot_seconds=0.1, bot_waits=50) as lin:
        lin.bot.gate = asyncio.Event()
        line, _ = await talking(lin)
        assert line.hear(Speak("是的"))
        await lin.exchange.kit.ledger.until(Kind.SAID, text="好的，我查一下，请稍等。")
        assert line.hear(Speak("是的"))
        await lin.exchange.kit.ledger.until(Kind.FRAME, way="to", message={
            "type": "prompt", "voicePrompt": "是的", "lang": "zh-CN", "last": True})  # fmt: skip
        lin.bot.gate.set()

        async def offered() -> bool:
            await lin.clock.advance(0.5)
            return lin.spoken()[-1] == "要我现在帮您催商家吗？"

        await eventually(offered, "the offer")
        assert frames(lin, "from", "text")[1]["preemptible"], "the answer need not wait for the word of patience"
        assert line.hear(Speak("好的"))
        await lin.over()
        assert lin.phone_bot.heard == ["是的", "好的"]


async def test_a_lost_socket_is_no_lost_call_it_goes_on_by_gather(lin: Phone, database: Database) -> None:
    line, _ = await talking(lin)
    assert line.hear(Speak("是的"))
    await lin.exchange.kit.ledger.until(Kind.SAID, text="要我现在帮您催商家吗？")
    before = len(lin.spoken())
    lin.drop_connections()
    await lin.exchange.kit.ledger.until(Kind.DEBUGGER, code=64105)
    assert await eventually(lambda: listening_by_gather(line), "a Gather")
    assert lin.spoken()[before:] == ["您的羊毛大衣约定 11月23日 前发货，已经超时了。", "要我现在帮您催商家吗？"]
    assert line.hear(Speak("好的"))
    assert (await lin.over())["outcome"] == Outcome.DECLINED
    assert lin.phone_bot.heard == ["是的", "好的"]
    assert [row["text"] for row in await rows(database, messages, author="consumer")] == ["是的", "好的"]


async def test_a_socket_that_cannot_be_had_is_no_lost_call_either(lin: Phone) -> None:
    lin.callee(Script(pick_up="answer", steps=(Speak("是的"), Speak("好的"))))
    lin.exchange.kit.disturbance.no_sockets = True
    await lin.engine.step()
    assert (await lin.over())["outcome"] == Outcome.DECLINED
    assert [entry.facts["code"] for entry in lin.exchange.kit.ledger.entries(Kind.DEBUGGER)] == [64102]
    assert lin.phone_bot.heard == ["是的", "好的"]


async def test_a_call_whose_process_is_gone_altogether_is_cut_off(lin: Phone, database: Database) -> None:
    """Neither the socket nor what follows it is there any more: it was us."""
    line, attempt = await talking(lin)
    assert line.hear(Speak("是的"))
    await lin.exchange.kit.ledger.until(Kind.SAID, text="要我现在帮您催商家吗？")
    lin.exchange.kit.disturbance.drop = frozenset({"completed"})
    async with database.begin() as tx:
        await tx.exec_driver_sql("ALTER TABLE messages RENAME TO messages_away")
    try:
        lin.drop_connections()
        await lin.exchange.kit.ledger.until(Kind.ENDED)
    finally:
        async with database.begin() as tx:
            await tx.exec_driver_sql("ALTER TABLE messages_away RENAME TO messages")
    await lin.clock.advance(61)
    await lin.engine.reconcile()
    ended = await lin.over()
    assert (ended["attempt_id"], ended["state"]) == (attempt["attempt_id"], AttemptState.ENDED)
    assert ended["outcome"] == Outcome.CUT_OFF


async def test_a_callee_who_hangs_up_ends_it_and_is_not_put_through_to_anybody(lin: Phone, database: Database) -> None:
    await talking(lin, Script(pick_up="answer", steps=(HangUp(),)))
    assert (await lin.over())["outcome"] == Outcome.HUNG_UP
    told = await lin.exchange.kit.ledger.until(Kind.WEBHOOK, status=200, url=relayed(lin, await lin.engine.attempt()))
    assert told.facts["parameters"]["SessionStatus"] == "completed"

    async def closed() -> bool:
        return (await rows(database, conversations))[0]["owner"] == "closed"

    await eventually(closed, "the conversation ends with the call")


async def test_the_language_of_the_conversation_is_the_sessions(lin: Phone, database: Database) -> None:
    line, _ = await talking(lin)
    async with database.begin() as tx:
        await tx.execute(conversations.update().values(language="en"))
    assert line.hear(Speak("hello"))
    await lin.exchange.kit.ledger.until(Kind.SAID, language="en-US")
    (switch,) = frames(lin, "from", "language")
    assert switch == {"type": "language", "ttsLanguage": "en-US", "transcriptionLanguage": "en-US"}
    assert line.hang_up()


async def test_key_0_goes_on_in_twiml_with_the_words_for_it(lin: Phone) -> None:
    await talking(lin, Script(pick_up="answer", steps=(Press("1"), Press("0"))))
    await lin.over()
    (end,) = frames(lin, "from", "end")
    handed = json.loads(end["handoffData"])
    assert (handed["then"], len(handed["texts"])) == ("hang_up", 2), "nobody is at the desk"
    assert lin.spoken()[-1] == "我先挂断，人工客服会尽快在应用里回复您，再见。"


def relayed(lin: Phone, attempt: RowMapping) -> str:
    return f"{lin.public_url}/voice/relayed/{token_of(attempt['attempt_id'], SECRET)}"


async def listening_by_gather(line: Line) -> bool:
    return line.to_json()["language"] == "cmn-Hans-CN" and bool(line.to_json()["listening"])
