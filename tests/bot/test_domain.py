"""Intents, rules, actions and training data fit together: one intent, one action, one topic file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from test_annotations import FILES, examples

ROOT = Path(__file__).resolve().parents[2]
PAYLOAD_ONLY = {
    "choose_order",
    "withdraw",
    "case_settled",
    "rate_case",
    "open_call",
    "silence",
    "press_key",
}  # from buttons and phone events: nobody writes them
FOUND = {"order_no", "tracking_no", "phone", "amount", "date", "bought_on", "order_tail", "place", "other", "goods"}
PRESSED = {"order_id", "key", "items", "remedy_id", "photo_id", "deed", "case_id", "settled", "rating", "variant"}
ENTITIES = {*FOUND, *PRESSED, "urgency", "follow_up"}


def base() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "bot" / "domain" / "_base.yml").read_text(encoding="utf-8"))


def rules() -> dict[str, list[tuple[str, str]]]:
    """Topic -> pairs of intent and action."""
    found = {}
    for file in sorted((ROOT / "data" / "rules").glob("*.yml")):
        steps = [rule["steps"] for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]]
        assert all(len(step) == 2 for step in steps), f"{file.name}: one intent, one action"
        found[file.stem] = [(step[0]["intent"], step[1]["action"]) for step in steps]
    return found


def test_every_intent_has_exactly_one_rule_to_the_action_of_its_name() -> None:
    pairs = [pair for topic in rules().values() for pair in topic]
    assert sorted(intent for intent, _ in pairs) == sorted(base()["intents"])
    assert dict(pairs) == {
        intent: "action_fallback" if intent == "nlu_fallback" else f"action_{intent}" for intent in base()["intents"]
    }


def test_the_domain_lists_every_action_and_no_other() -> None:
    called = {action for topic in rules().values() for _, action in topic}
    assert set(base()["actions"]) == called | {"action_session_start"}


def test_every_intent_but_the_payload_ones_has_training_sentences_in_the_file_of_its_topic() -> None:
    topic_of = {intent: topic for topic, pairs in rules().items() for intent, _ in pairs}
    written = {intent: file.stem for file in FILES for intent, _ in examples(file)}
    assert set(written) == set(base()["intents"]) - PAYLOAD_ONLY - {"nlu_fallback"}
    assert written == {intent: topic_of[intent] for intent in written}


def test_slots_are_set_by_actions_alone_and_nothing_survives_a_session() -> None:
    domain = base()
    assert set(domain["entities"]) == ENTITIES
    assert set(domain["slots"]) >= {"language", "order_id", "asked", "suggested_intent", "fallback_count", "topic"}
    for slot in domain["slots"].values():  # else rules would have to name every value of it
        assert slot["influence_conversation"] is False
        assert slot["mappings"] == [{"type": "custom"}]
    assert domain["session_config"] == {"session_expiration_time": 60, "carry_over_slots_to_new_session": False}
