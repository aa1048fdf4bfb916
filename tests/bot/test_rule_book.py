from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates

from bot.components.rule_book import NoSuchRuleError, RuleBook

LISTEN = ActionExecuted("action_listen")
DOMAIN = Domain.from_dict(
    {"intents": ["greet", "thank", "cancel"], "actions": ["action_greet", "action_thank", "action_fallback"]}
)


def heard(intent: str) -> UserUttered:
    return UserUttered("words", {"name": intent, "confidence": 1.0})


def tracker(*events: Event) -> TrackerWithCachedStates:
    found = TrackerWithCachedStates("c", [], domain=DOMAIN)
    for event in events:
        found.update(event)
    return found


def rule(intent: str, *actions: str) -> TrackerWithCachedStates:
    return tracker(LISTEN, heard(intent), *(ActionExecuted(action) for action in actions), LISTEN)


def book(folder: Path, *rules: TrackerWithCachedStates) -> RuleBook:
    """Trained, saved and loaded."""
    storage, config = LocalModelStorage(folder), RuleBook.get_default_config()
    where = (config, storage, Resource("rules"), ExecutionContext(GraphSchema({})))
    RuleBook.create(*where).train(list(rules), DOMAIN)
    return RuleBook.load(*where)


def next_of(rules: RuleBook, *events: Event) -> str:
    prediction = rules.predict_action_probabilities(tracker(*events), DOMAIN)
    assert prediction.max_confidence == 1.0
    return DOMAIN.action_names_or_texts[prediction.max_confidence_index]


def test_an_intent_is_answered_by_its_action_once_and_then_we_listen(tmp_path: Path) -> None:
    rules = book(tmp_path, rule("greet", "action_greet"), rule("thank", "action_thank"))
    assert next_of(rules, LISTEN, heard("greet")) == "action_greet"
    assert next_of(rules, LISTEN, heard("greet"), ActionExecuted("action_greet")) == "action_listen"
    earlier = (LISTEN, heard("greet"), ActionExecuted("action_greet"), LISTEN)
    assert next_of(rules, *earlier, heard("thank")) == "action_thank"


def test_an_intent_without_a_rule_is_answered_by_the_fallback(tmp_path: Path) -> None:
    assert next_of(book(tmp_path, rule("greet", "action_greet")), LISTEN, heard("cancel")) == "action_fallback"


@pytest.mark.parametrize(
    "rules",
    [
        [rule("greet", "action_greet"), rule("greet", "action_thank")],
        [rule("greet", "action_greet", "action_thank")],
        [rule("greet")],
        [tracker(LISTEN, heard("greet"), ActionExecuted("action_greet"), LISTEN, heard("thank"))],
    ],
    ids=["contradiction", "two actions", "no action", "two intents"],
)
def test_other_rules_are_refused_at_training(tmp_path: Path, rules: list[TrackerWithCachedStates]) -> None:
    with pytest.raises(NoSuchRuleError, match="greet"):
        book(tmp_path, *rules)
