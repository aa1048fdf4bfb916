"""The running bot, as our service sees it: real Rasa, real PostgreSQL, a stand-in for our actions."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from process import BOT_SECRET, BotProcess, events_of, texts_of
from webhook import SECRET as ACTIONS_SECRET
from webhook import slow


@pytest.fixture(autouse=True)
def told(actions: Any) -> Iterator[dict[str, Any]]:
    """What the webhook is told to answer in this test alone."""
    actions.answers.clear()
    yield actions.answers
    actions.answers.clear()


def test_a_text_gets_its_reply_with_intent_and_language(bot: BotProcess, actions: Any, conversation: str) -> None:
    status, answer = bot.say(conversation, "我的包裹到哪了", turn_id="turn-7", hints={"asked": "order"})
    assert status == 200
    assert answer["replies"] == [{"text": "action_track_shipment", "response": None, "buttons": [], "custom": None}]
    assert answer["intent"]["name"] == "track_shipment"
    assert 0.5 < answer["intent"]["confidence"] <= 1
    assert answer["ranking"][0] == "track_shipment"
    assert answer["language"] == "zh"
    start, call = actions.of(conversation)
    assert start["next_action"] == "action_session_start"
    assert call["tracker"]["latest_message"]["message_id"] == "turn-7"
    metadata = call["tracker"]["latest_message"]["metadata"]
    assert (metadata["turn_id"], metadata["channel"], metadata["hints"]) == ("turn-7", "app", {"asked": "order"})
    assert call["tracker"]["latest_message"]["language"] == "zh"
    assert "domain" not in call
    assert set(actions.secrets) == {ACTIONS_SECRET}


def test_a_button_needs_no_text(bot: BotProcess, actions: Any, conversation: str) -> None:
    payload = {"intent": "choose_order", "entities": {"order_id": "CL2026-2001"}}
    status, answer = bot.say(conversation, payload=payload, channel="phone")
    assert (status, answer["intent"], answer["ranking"]) == (200, {"name": "choose_order", "confidence": 1.0}, [])
    message = actions.of(conversation)[-1]["tracker"]["latest_message"]
    assert [(e["entity"], e["value"]) for e in message["entities"]] == [("order_id", "CL2026-2001")]


@pytest.mark.parametrize("intent", ["open_call", "silence", "press_key"])
def test_phone_events_reach_their_action(bot: BotProcess, conversation: str, intent: str) -> None:
    status, answer = bot.say(conversation, payload={"intent": intent, "entities": {}}, channel="phone")
    assert (status, answer["replies"][0]["text"]) == (200, f"action_{intent}")


def test_one_response_is_one_reply_with_its_buttons(bot: BotProcess, told: dict[str, Any], conversation: str) -> None:
    buttons = [{"title": "鞋", "payload": '/choose_order{"order_id": "9"}'}]
    told["action_greet"] = {
        "events": [],
        "responses": [{"text": "一\n\n二", "buttons": buttons, "custom": {"card": [1]}}],
    }
    _, answer = bot.say(conversation, "你好")
    assert answer["replies"] == [
        {
            "text": "一\n\n二",
            "response": None,
            "buttons": [{"title": "鞋", "payload": {"intent": "choose_order", "entities": {"order_id": "9"}}}],
            "custom": {"card": [1]},
        }
    ]


def test_slots_live_in_the_session_and_set_the_language(
    bot: BotProcess, told: dict[str, Any], actions: Any, conversation: str
) -> None:
    told["action_ask_language"] = {"events": [{"event": "slot", "name": "language", "value": "en"}], "responses": []}
    status, answer = bot.say(conversation, "说英语可以吗，换成英文")
    assert (status, answer["intent"]["name"], answer["language"]) == (200, "ask_language", "en")
    assert bot.say(conversation, "你好")[1]["language"] == "en"
    assert actions.of(conversation)[-1]["tracker"]["slots"]["language"] == "en"


def test_a_message_is_read_after_what_was_spoken_of(
    bot: BotProcess, told: dict[str, Any], actions: Any, conversation: str
) -> None:
    told["action_greet"] = {
        "events": [{"event": "slot", "name": "matters", "value": "invoice,refund"}],
        "responses": [],
    }
    bot.say(conversation, "你好")
    assert bot.say(conversation, "还要多久")[0] == 200
    first, after = (call["tracker"]["latest_message"] for call in actions.of(conversation)[1:])
    assert (first["metadata"]["spoken_of"], after["metadata"]["spoken_of"]) == ([], ["invoice", "refund"])
    assert after["readings"][0]["ask"] == "when"
    sure = [{one["matter"]: one["sure"] for one in message["readings"]} for message in (first, after)]
    assert sure[1]["invoice"] > 0.2 > sure[0].get("invoice", 0.0)


@pytest.mark.parametrize("secret", [None, "", "wrong", BOT_SECRET + "x", BOT_SECRET[:-1], "ü" * 16])
def test_without_the_secret_nobody_is_heard(
    bot: BotProcess, actions: Any, conversation: str, secret: str | None
) -> None:
    body = json.dumps({"conversation_id": conversation, "turn_id": "t", "channel": "app", "text": "你好"}).encode()
    encoded = secret.encode().decode("latin-1") if secret else secret
    status, problem = bot.post(body, secret=encoded)
    assert (status, problem["status"]) == (401, 401)
    assert actions.of(conversation) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff\xfe", b'{"text": "x"}', b"[" * 9000, b"x" * 40_000])
def test_what_is_no_turn_is_refused_with_a_reason(bot: BotProcess, body: bytes) -> None:
    status, problem = bot.post(body)
    assert (status, problem["status"]) == (400, 400)
    assert problem["detail"]


@pytest.mark.parametrize(
    "text",
    ["/restart", "／restart", "\u200b/restart", '\u00a0 /choose_order{"order_id": "B"}', "EXTERNAL: /restart",
     "/session_start", "\n\u2060／greet"],
)  # fmt: skip
def test_no_text_becomes_a_command(
    bot: BotProcess, database_url: str, actions: Any, conversation: str, text: str
) -> None:
    bot.say(conversation, "你好")
    status, answer = bot.say(conversation, text)
    assert status == 200
    assert answer["intent"]["confidence"] < 1.0
    kinds = [event["event"] for event in events_of(database_url, conversation)]
    assert "restart" not in kinds
    assert kinds.count("session_started") == 1
    assert actions.of(conversation)[-1]["tracker"]["latest_message"]["entities"] == []


@pytest.mark.parametrize("intent", ["restart", "back", "session_start", "no_such_intent", "../greet"])
def test_a_payload_cannot_name_a_command_of_rasa(bot: BotProcess, conversation: str, intent: str) -> None:
    assert bot.say(conversation, payload={"intent": intent, "entities": {}})[0] == 400


FAILURES = {
    "an error": (500, {"error": "秘密"}),
    "a rejection": (400, {"action_name": "action_greet", "error": "秘密"}),
    "a strange answer": {"events": [{"event": "no such event"}], "responses": []},
    "a half answer": {"events": "none"},
    "a redirect": (302, {}),
    "a missing response": {"events": [], "responses": [{"response": "utter_unheard_of"}]},
    "an unfilled placeholder": {"events": [], "responses": [{"text": "您的{goods}到了"}]},
    "a bad button": {"events": [], "responses": [{"text": "x", "buttons": [{"title": "A", "payload": "/no{"}]}]},
    "an event of rejection": {
        "events": [{"event": "action_execution_rejected", "name": "action_greet"}],
        "responses": [],
    },
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failed_turn_says_so_and_leaves_no_trace(
    bot: BotProcess, told: dict[str, Any], actions: Any, database_url: str, conversation: str, failure: str
) -> None:
    assert bot.say(conversation, "你好")[0] == 200
    before = events_of(database_url, conversation)
    told["action_greet"] = FAILURES[failure]
    status, problem = bot.say(conversation, "你好呀")
    assert (status, problem["status"]) == (500, 500)
    assert events_of(database_url, conversation) == before
    told.clear()
    assert bot.say(conversation, "谢谢")[0] == 200
    assert texts_of(database_url, conversation) == ["你好", "谢谢"]


def test_a_failed_session_start_fails_the_turn(bot: BotProcess, told: dict[str, Any], conversation: str) -> None:
    told["action_session_start"] = (500, {})
    assert bot.say(conversation, "你好")[0] == 500
    told.clear()
    assert bot.say(conversation, "你好")[0] == 200


def test_a_slow_action_is_given_up_after_five_seconds(bot: BotProcess, told: dict[str, Any], conversation: str) -> None:
    told["action_greet"] = slow(7)
    start = time.monotonic()
    assert bot.say(conversation, "你好")[0] == 500
    assert 4.5 < time.monotonic() - start < 6.5


def test_the_same_turn_again_gets_the_same_answer_and_runs_nothing(
    bot: BotProcess, told: dict[str, Any], actions: Any, database_url: str, conversation: str
) -> None:
    buttons = [{"title": "鞋", "payload": '/choose_order{"order_id": "9"}'}]
    told["action_greet"] = {"events": [], "responses": [{"text": "一"}, {"text": "二", "buttons": buttons}]}
    first = bot.say(conversation, "你好", turn_id="t-7")
    before, calls = events_of(database_url, conversation), len(actions.of(conversation))
    assert bot.say(conversation, "你好", turn_id="t-7") == first
    assert (events_of(database_url, conversation), len(actions.of(conversation))) == (before, calls)
    assert bot.say(conversation, "你好", turn_id="t-8")[0] == 200
    assert len(actions.of(conversation)) == calls + 1


def test_turns_of_one_conversation_wait_for_each_other_and_not_for_a_second(
    bot: BotProcess, database_url: str, conversation: str
) -> None:
    bot.say(conversation, "你好")
    start = time.monotonic()
    with ThreadPoolExecutor(5) as pool:
        done = list(pool.map(lambda n: bot.say(conversation, f"谢谢{n}")[0], range(5)))
    assert done == [200] * 5
    assert time.monotonic() - start < 3
    said = [event["text"] for event in events_of(database_url, conversation) if event["event"] == "user"]
    assert sorted(said) == sorted(["你好", *[f"谢谢{n}" for n in range(5)]])


def test_a_forgotten_conversation_begins_anew(
    bot: BotProcess, actions: Any, database_url: str, conversation: str
) -> None:
    bot.say(conversation, "你好")
    bot.say(conversation, "谢谢")
    forget = json.dumps({"conversation_id": conversation}).encode()
    assert bot.post(forget, secret="wrong", path="forget")[0] == 401
    assert bot.post(b"{}", path="forget")[0] == 400
    status, answer = bot.post(forget, path="forget")
    assert (status, answer) == (200, {"deleted": 15})
    assert events_of(database_url, conversation) == []
    bot.say(conversation, "再见")
    assert "谢谢" not in json.dumps(actions.of(conversation)[-1], ensure_ascii=False)


def test_a_check_tells_intent_and_action_and_does_nothing(bot: BotProcess, database_url: str, actions: Any) -> None:
    calls = len(actions.calls)
    with psycopg.connect(database_url) as connection:
        before = connection.execute("SELECT count(*) FROM rasa.events").fetchone()
        assert bot.post(json.dumps({"text": "转人工"}).encode(), path="check") == (
            200,
            {"intent": "request_human", "action": "action_request_human"},
        )
        assert connection.execute("SELECT count(*) FROM rasa.events").fetchone() == before
    assert len(actions.calls) == calls


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"text": 1}', b'{"text": null}', b"x" * 40_000])
def test_what_is_no_check_is_refused(bot: BotProcess, body: bytes) -> None:
    assert bot.post(body, path="check")[0] == 400
    assert bot.post(body, secret=None, path="check")[0] == 401


def test_health_names_the_model(bot: BotProcess, model: Path) -> None:
    assert bot.health() == (200, {"ready": True, "model": model.name})


def test_no_word_of_a_consumer_stands_in_the_log(bot: BotProcess, told: dict[str, Any], conversation: str) -> None:
    canary = "金丝雀七号住在月亮街"
    bot.say(conversation, f"你好 {canary}")
    for failure in FAILURES.values():
        told["action_greet"] = failure
        bot.say(conversation, f"你好 {canary}")
    bot.post(f"{{{canary}".encode())
    bot.say(conversation, f"/{canary}" + "\u0000" * 3)
    log = bot.log()
    assert conversation in log
    for spelling in (canary, canary.encode("unicode_escape").decode(), "秘密", BOT_SECRET, ACTIONS_SECRET):
        assert spelling not in log
    assert all(json.loads(line)["action"] for line in log.splitlines())
