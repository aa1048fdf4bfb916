"""A person for whoever asks for one while the assistant is away: no Rasa is needed for that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.turns import Turn
from careline.core.journal import Because
from careline.desk.handoffs import request_handoff

_WORDS_SHOWN = 200


async def hand_over_unanswered(tx: AsyncConnection, turn: Turn, now: datetime, danger: bool) -> None:
    """Put the turn's conversation, which is held, into the queue: before all others where the words told of danger."""
    await request_handoff(
        tx, turn.conversation_id, why=Because.DANGER_WORDS if danger else Because.ASKED_FOR_A_PERSON, now=now,
        danger=danger, said=(turn.text or "")[:_WORDS_SHOWN] if danger else None, by_turn=turn.turn_id,
    )  # fmt: skip
