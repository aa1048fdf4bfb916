"""Rasa's agent and message processor, made to fail loudly: a turn is answered wholly, or not at all and unsaved.

Stock Rasa goes on after a failed action (its events are lost), falls back to memory after a store error, drops a
response that it cannot find and says `None` or `{order_id}` for a value that it has not got. Here each of these raises.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected
from rasa.shared.core.trackers import DialogueStateTracker

from bot.action_endpoint import WebhookAction
from bot.quick_domain import read_domains_quickly
from bot.runner import StraightRunner
from bot.tracker_store import CarelineTrackerStore


class TurnFailedError(Exception):
    """The turn could not be finished; nothing of it was saved. The sentence names no words of the consumer."""


class Assistant(Agent):
    """An agent with our processor, and with the tracker store bare."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, _: Domain | None) -> TrackerStore:
        """Not wrapped as Rasa does: its wrapper answers from an empty conversation when the database fails."""
        if type(store) is not CarelineTrackerStore:
            raise TypeError("the tracker store must be bot.tracker_store.CarelineTrackerStore (endpoints.yml)")
        return store

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load the model; as Agent.load_model, with our processor. Raises if the model cannot be loaded."""
        self.processor = StrictProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            generator=self.nlg,
            action_endpoint=self.action_endpoint,
            on_circuit_break=_too_many_actions,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses

    def answers_safely(self) -> bool:
        """Whether a model is loaded and conversations go to our store and nowhere else."""
        return (
            self.processor is not None
            and type(self.tracker_store) is CarelineTrackerStore
            and self.processor.tracker_store is self.tracker_store
        )

    async def take_turn(self, message: UserMessage) -> DialogueStateTracker:
        """Handle one message whose `parse_data` is set; returns the saved tracker. Raises if anything failed."""
        async with self.lock_store.lock(message.sender_id, wait_time_in_seconds=0.02):  # Rasa's default is 1 s
            return await self.processor.take_turn(message)


class StrictProcessor(MessageProcessor):
    """Handles a message like Rasa's, but lets no failure pass."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        """As Rasa's, with our runner and our reader of the domain."""
        model = Path(model_path)
        read_domains_quickly()
        with tempfile.TemporaryDirectory() as folder:
            metadata, runner = load_predict_graph_runner(Path(folder), model, LocalModelStorage, StraightRunner)
        return model.name, metadata, runner

    async def take_turn(self, message: UserMessage) -> DialogueStateTracker:
        """As `handle_message`, without the extraction of slots (ours are set by actions alone)."""
        tracker = await self.log_message(message, should_save_tracker=False)
        await self._run_prediction_loop(message.output_channel, tracker)
        await self.save_tracker(tracker)
        return tracker

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Nothing: tests see to it that the domain knows all we find, and Rasa's costs 0.3 ms a message."""

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """Run one action. No copy of the tracker as in Rasa's: a failure throws the whole tracker away."""
        if isinstance(action, RemoteAction):
            action = WebhookAction(action.name(), self.action_endpoint)
        try:
            events = await action.run(output_channel, nlg, tracker, self.domain) or []
        except ActionExecutionRejection as error:
            raise TurnFailedError(f"{action.name()} was rejected") from error
        except Exception as error:
            raise TurnFailedError(f"{action.name()} failed: {type(error).__name__}") from error
        if any(isinstance(event, ActionExecutionRejected) for event in events):
            raise TurnFailedError(f"{action.name()} rejected itself")
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self._send_bot_messages(events, tracker, output_channel)
        return self.should_predict_another_action(action.name())


def _too_many_actions(*_: Any) -> None:
    raise TurnFailedError("the bot predicted one action after another without end")
