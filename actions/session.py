"""The start of a Rasa session: what is true comes from our conversation row, nothing is carried over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import ActionExecuted, SessionStarted
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker

from actions.base import short_language, slot
from actions.loading import load_conversation
from actions.services import Services


class SessionStart(Action):
    """In place of Rasa's own, which would repeat every slot of the last session."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def name(self) -> str:
        return "action_session_start"

    async def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Raises UnknownConversationError."""
        async with self._services.database.begin() as tx:
            conversation = await load_conversation(tx, tracker)
        return [
            SessionStarted(),
            slot("language", short_language(conversation.language)),
            ActionExecuted("action_listen"),
        ]
