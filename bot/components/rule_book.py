"""The only policy: data/rules say which action answers which intent, once, and then we listen.

Rasa's RulePolicy allows rules of any length and looks through the states of the whole conversation for each prediction,
two fifths of a turn's time. Ours are one intent, one action, since all branching lives in actions/; this reads that off
as a table, and refuses at training what is no such rule.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException

_FILE = "answers.json"


class NoSuchRuleError(RasaException):
    """data/rules hold something else than one intent and its one action."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class RuleBook(Policy):
    """After an utterance the action of its intent, after an action listening."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`otherwise` answers an intent without a rule."""
        return {"priority": 1, "otherwise": "action_fallback"}

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules alone."""
        return SupportedData.RULE_DATA

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        answers: dict[str, str] | None = None,
    ) -> None:
        """`answers`: the action of each intent."""
        super().__init__(config, model_storage, resource, execution_context)
        self.answers = answers or {}

    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],
        domain: Domain,  # noqa: ARG002 - Rasa passes it by name
        **_: Any,
    ) -> Resource:
        """Read the rules. Raises NoSuchRuleError."""
        for tracker in training_trackers:
            intent, action = _rule_in(tracker)
            if self.answers.setdefault(intent, action) != action:
                raise NoSuchRuleError(f"{intent} has two rules: {self.answers[intent]} and {action}")
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(self.answers, sort_keys=True), encoding="utf-8")
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        **_: Any,
    ) -> PolicyPrediction:
        """Certain, always."""
        if tracker.latest_action_name == ACTION_LISTEN_NAME and tracker.latest_message:
            name = self.answers.get(tracker.latest_message.intent.get("name") or "", self.config["otherwise"])
        else:
            name = ACTION_LISTEN_NAME
        return PolicyPrediction.for_action_name(domain, name, type(self).__name__)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> RuleBook:
        """For answering (called by Rasa)."""
        with model_storage.read_from(resource) as folder:
            answers = json.loads(Path(folder, _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, execution_context, answers)


def _rule_in(tracker: DialogueStateTracker) -> tuple[str, str]:
    said = [event for event in tracker.events if isinstance(event, UserUttered)]
    done = [
        event.action_name
        for event in tracker.events
        if isinstance(event, ActionExecuted) and not event.unpredictable and event.action_name not in _NO_ANSWER
    ]
    if len(said) != 1 or len(done) != 1 or not said[0].intent_name or not done[0]:
        intents = ", ".join(str(event.intent_name) for event in said)
        raise NoSuchRuleError(f"the rule of {intents or 'no intent'} has to be one intent and one action")
    return said[0].intent_name, done[0]


_NO_ANSWER = frozenset({ACTION_LISTEN_NAME, "..."})
