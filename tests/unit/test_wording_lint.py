"""The bot's wording: complete in both languages and for the phone, no value missing or idle, and written as we talk."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.memory import Memory
from actions.registry import ANSWERS
from careline.core.wording.promotion import PROMOTION
from tests.rows import every_row
from tests.talking import DOMAIN, wording

pytestmark = pytest.mark.unit

ACTIONS = Path(__file__).parents[2] / "actions"
RESPONSES = wording()
NAMES = [pytest.param(name, id=name) for name in RESPONSES]
#: Said in one language whatever the slot says, because the slot changes only after the turn.
FIXED = {"utter_identify_in_chinese", "utter_now_in_chinese", "utter_identify_in_english", "utter_now_in_english"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NOT_VALUES = {"cards", "buttons"}
_KITSCH = re.compile(
    r"亲[，,~！!]|亲亲|您好呀|哦[。！]|呢[。！]|哒|小主|么么|抱歉给您带来|敬请|谅解|为您提供|请您知悉|[~～]|！"
)
_TRANSLATED = re.compile(r"您的您|被[^。，]{0,6}了的|我们很高兴|请随时告诉我|对于您的|进行处理|一个[^。，]{0,8}的问题")
_UNSPEAKABLE = re.compile(r"[（）()\[\]【】<>《》“”\"/*#~…—;；：\n]")  # a colon in English is a pause
_INSTANTS = "at|due|by|until|before|over|waited|hours|days|amount"


def variations() -> Iterator[tuple[str, dict[str, Any], bool, bool]]:
    """(name, variation, English?, phone?)"""
    for name, listed in RESPONSES.items():
        for one in listed:
            yield name, one, bool(one.get("condition")), one.get("channel") == "phone"


EACH = [
    pytest.param(one, english, phone, id=f"{name}-{'en' if english else 'zh'}-{'phone' if phone else 'app'}")
    for name, one, english, phone in variations()
    if name not in FIXED
]


def said_by_actions() -> dict[str, list[set[str]]]:
    """Each response with the values given at each place that says it. Names must be written out."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for path in sorted(ACTIONS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _says(node.func):
                name = node.args[0]
                where = f"{path.name}:{node.lineno}"
                assert isinstance(name, ast.Constant), f"{where}: the response's name is computed"
                values = {keyword.arg for keyword in node.keywords}
                assert None not in values, f"{where}: values are passed as **"
                found[name.value].append({value for value in values if value} - _NOT_VALUES)
    return found


def _says(called: ast.expr) -> bool:
    """talk.say("utter_x", ...), and say("utter_x", ...) or Reply-like values of actions/matters."""
    return (isinstance(called, ast.Attribute) and called.attr == "say") or (
        isinstance(called, ast.Name) and called.id == "say"
    )


SAID = said_by_actions()


@every_row(["name"], NAMES)
def test_every_response_is_worded_for_two_languages_and_two_channels(name: str) -> None:
    kinds = sorted((bool(one.get("condition")), one.get("channel")) for one in RESPONSES[name] if one.get("channel"))
    silent = sorted(bool(one.get("condition")) for one in RESPONSES[name] if not one.get("channel"))
    assert kinds in ([], [(False, "phone"), (True, "phone")])
    assert silent == [False, True]
    for one in RESPONSES[name]:
        conditions = one.get("condition", [])
        assert conditions in ([], [{"type": "slot", "name": "language", "value": "en"}])


def test_what_actions_say_is_worded_and_what_is_worded_is_said() -> None:
    assert set(SAID) == set(RESPONSES)


@every_row(["name"], NAMES)
def test_every_placeholder_gets_its_value_wherever_it_is_said(name: str) -> None:
    wanted = {place for one in RESPONSES[name] for place in _PLACEHOLDER.findall(one["text"])}
    for given in SAID[name]:
        assert given == wanted


def test_no_placeholder_has_the_name_of_a_slot() -> None:
    slots = {field.name for field in fields(Memory)}
    used = {place for _, one, _, _ in variations() for place in _PLACEHOLDER.findall(one["text"])}
    assert not used & slots


@every_row(["one", "english", "phone"], EACH)
def test_each_text_is_in_its_language(one: dict[str, Any], english: bool, phone: bool) -> None:
    bare = _PLACEHOLDER.sub("", one["text"])
    if english:
        assert not _HAN.search(bare)
        assert not re.search(r"[，。？！：；]", bare)
        assert bare.rstrip().endswith((".", "?"))
    else:
        assert _HAN.search(bare)
        assert not re.search(r"[A-Za-z]", bare)
        assert not re.search(r"[,.?!;:]", bare)
        assert bare.endswith(("。", "？"))


@every_row(["one", "english", "phone"], EACH)
def test_each_text_sounds_like_a_person(one: dict[str, Any], english: bool, phone: bool) -> None:
    text = one["text"]
    assert not _KITSCH.search(text)
    assert not _TRANSLATED.search(text)
    assert "点击" not in text
    assert "\n" not in text
    assert len(_PLACEHOLDER.sub("", text)) <= (210 if english else 80)
    assert text == text.strip()


@every_row(["one", "english", "phone"], [case for case in EACH if case.values[2]])
def test_a_spoken_text_is_short_and_can_be_read_aloud(one: dict[str, Any], english: bool, phone: bool) -> None:
    text = one["text"]
    sentences = re.split(r"(?<=[.?!])\s+", text) if english else re.findall(r"[^。？]+[。？]", text)
    assert len(sentences) <= 2
    assert not _UNSPEAKABLE.search(text)
    assert "buttons" not in one
    assert english or " " not in text
    assert not any(word in text.lower() for word in PROMOTION)


#: Without a text of its own the phone reads the app's, without spaces between Chinese and figures (bot/replies.py).
READ_AS_WRITTEN = [
    pytest.param(one, english, id=f"{name}-{'en' if english else 'zh'}")
    for name, one, english, _ in variations()
    if not any(other.get("channel") for other in RESPONSES[name])
]


@every_row(["one", "english"], READ_AS_WRITTEN)
def test_what_the_phone_reads_as_written_can_be_read_aloud(one: dict[str, Any], english: bool) -> None:
    text = one["text"]
    sentences = re.split(r"(?<=[.?!])\s+", text) if english else re.findall(r"[^。？]+[。？]", text)
    assert len(sentences) <= 2
    assert not _UNSPEAKABLE.search(text.replace("：", "") if not english else text.replace(":", ""))
    assert not any(word in text.lower() for word in PROMOTION)


@every_row(["one", "english", "phone"], [case for case in EACH if not case.values[1]])
def test_written_figures_stand_off_from_chinese_characters(one: dict[str, Any], english: bool, phone: bool) -> None:
    if not phone:
        assert not re.search(rf"[\u3400-\u9fff]\{{({_INSTANTS})\}}", one["text"])


@cache
def _base() -> dict[str, Any]:
    domain: dict[str, Any] = yaml.load((DOMAIN / "_base.yml").read_text("utf-8"), yaml.CSafeLoader)
    return domain


@every_row(["name"], [row for row in NAMES if any("buttons" in one for one in RESPONSES[str(row.id)])])
def test_buttons_do_the_same_in_both_languages(name: str) -> None:
    intents = {intent if isinstance(intent, str) else next(iter(intent)) for intent in _base()["intents"]}
    buttons = [one.get("buttons", []) for one in RESPONSES[name] if not one.get("channel")]
    payloads = [[button["payload"] for button in listed] for listed in buttons]
    assert payloads[0] == payloads[1] != []
    assert {payload.removeprefix("/") for payload in payloads[0]} <= intents
    for listed in buttons:
        assert len({button["title"] for button in listed}) == len(listed) <= 3


def test_the_domain_lists_exactly_the_actions_there_are() -> None:
    listed = set(_base()["actions"])
    ours = {"action_session_start"} | {
        f"action_{'fallback' if intent == 'nlu_fallback' else intent}" for intent in ANSWERS
    }
    assert listed == ours


def test_every_slot_that_actions_remember_is_declared() -> None:
    assert set(_base()["slots"]) == {field.name for field in fields(Memory)}
