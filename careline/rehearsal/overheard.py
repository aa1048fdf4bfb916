"""The client of Rasa, listening to itself: what consumers never see, names of responses and intents, is kept."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from careline.dialogue.client import Answer, DialogueClient


class Overheard(DialogueClient):
    """Answers are kept by conversation until they are taken."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._answers: dict[UUID, list[Answer]] = defaultdict(list)

    async def ask(self, conversation_id: UUID, *given: Any, **named: Any) -> Answer:
        """As DialogueClient.ask."""
        answer = await super().ask(conversation_id, *given, **named)
        self._answers[conversation_id].append(answer)
        return answer

    def take(self, conversation_id: UUID) -> Answer | None:
        """The newest answer in this conversation since the last time; None if the bot was not asked or failed."""
        answers = self._answers.pop(conversation_id, [])
        return answers[-1] if answers else None
