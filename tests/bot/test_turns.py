from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.nlu.training_data.message import Message

from bot.turns import BODY_BYTES_AT_MOST, TEXT_AT_MOST, BadTurnError, harmless, read_forget, read_turn

INTENTS, ENTITIES = {"choose_order", "greet"}, {"order_id", "key"}
GOOD = {"conversation_id": "c-1", "turn_id": "t-1", "channel": "app", "text": "你好"}


def read(**fields: Any) -> Any:
    return read_turn(json.dumps({**GOOD, **fields}).encode(), INTENTS, ENTITIES)


def test_a_text_and_a_payload_are_read() -> None:
    turn = read(hints={"language": "en", "asked": ["a", {"b": 1}]})
    assert (turn.conversation_id, turn.turn_id, turn.channel, turn.text, turn.payload) == (
        "c-1",
        "t-1",
        "app",
        "你好",
        None,
    )
    assert turn.hints == {"language": "en", "asked": ["a", {"b": 1}]}
    chosen = read(text=None, payload={"intent": "choose_order", "entities": {"order_id": "9"}})
    assert chosen.text is None
    assert (chosen.payload.intent, chosen.payload.entities) == ("choose_order", {"order_id": "9"})


@pytest.mark.parametrize(
    "fields",
    [
        {"text": None},  # neither
        {"payload": {"intent": "greet"}},  # both
        {"text": 5},
        {"channel": "web"},
        {"channel": None},
        {"conversation_id": ""},
        {"conversation_id": "a b"},
        {"conversation_id": "x" * 129},
        {"conversation_id": 7},
        {"turn_id": None},
        {"hints": []},
        {"hints": {"a": {"b": {"c": {"d": {}}}}}},
        {"sender": "someone else"},
        {"text": None, "payload": {"intent": "restart"}},  # Rasa's own commands are not ours to give
        {"text": None, "payload": {"intent": "session_start"}},
        {"text": None, "payload": {"intent": ["greet"]}},
        {"text": None, "payload": {"intent": "greet", "slots": {}}},
        {"text": None, "payload": {"intent": "greet", "entities": {"phone": "1"}}},
        {"text": None, "payload": {"intent": "greet", "entities": {"key": {"a": 1}}}},
        {"text": None, "payload": {"intent": "greet", "entities": {"key": "1" * 201}}},
        {"text": None, "payload": "/greet"},
        {"text": "x" * (TEXT_AT_MOST + 1)},
        {"hints": {"x": "x" * BODY_BYTES_AT_MOST}},
    ],
)
def test_what_is_not_a_turn_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(BadTurnError):
        read(**fields)


def test_the_longest_chinese_message_fits() -> None:
    assert len(read(text="退" * TEXT_AT_MOST).text) == TEXT_AT_MOST


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"\xff", b"{", b"[" * 8000, b'{"a":' * 1500])
def test_what_is_not_an_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadTurnError):
        read_turn(body, INTENTS, ENTITIES)
    with pytest.raises(BadTurnError):
        read_forget(body)


def test_what_a_database_cannot_hold_is_left_out() -> None:
    assert read(text="a\u0000b\ud800c\u001b[31m").text == "abc[31m"
    body = b'{"conversation_id":"c","turn_id":"t","channel":"app","text":"x","hints":{"n":NaN,"m":1e999}}'
    assert read_turn(body, INTENTS, ENTITIES).hints == {"n": None, "m": None}


HIDDEN = ["", " ", "\u200b", "\u00a0", "\ufeff", "\u2060", "\u00ad", "\ufe0f", "\u3000", "\n", "\t", "\u202e", "\u0301"]
SLASHES = ["/", "\uff0f", "//", "/\u200b/", "\u2215", "EXTERNAL: /", "ＥＸＴＥＲＮＡＬ：/", "external :/"]


@pytest.mark.parametrize("slash", SLASHES)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_prefix_makes_a_text_a_command(hidden: str, slash: str) -> None:
    text = harmless(f'{hidden}{slash}{hidden}restart{{"order_id": "1"}}')
    assert text == 'restart{"order_id": "1"}'


@given(
    st.lists(st.sampled_from([*HIDDEN, *SLASHES, "EXTERNAL: "]) | st.text(max_size=3), max_size=8), st.text(max_size=20)
)
def test_rasa_never_sees_a_command_in_what_a_person_wrote(prefix: list[str], rest: str) -> None:
    text = harmless("".join(prefix) + rest)
    assert not text.strip().startswith(("/", "EXTERNAL:"))
    message = Message(data={"text": text.strip()})
    RegexMessageHandler().process([message])
    assert message.get("intent") is None
    assert harmless(text) == text


def test_a_slash_within_a_sentence_stays() -> None:
    assert harmless("and/or 1/2 https://a.b") == "and/or 1/2 https://a.b"
