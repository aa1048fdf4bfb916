"""A person for whoever asks for one while the assistant is away: no Rasa is needed for that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.turns import Turn
from careline.core.journal import Because
from careline.desk.handoffs import request_handoff
from understanding.people_first import emergency_in

_WORDS_SHOWN = 200


async def hand_over_unanswered(tx: AsyncConnection, turn: Turn, now: datetime, danger: bool) -> None:
    """Put the turn's conversation, which is held, into the queue: before all others where the words told of danger."""
    kind = emergency_in(turn.text) if danger and turn.text else None
    why = Because(kind.value) if kind else Because.ASKED_FOR_A_PERSON
    said = (turn.text or "")[:_WORDS_SHOWN] if danger else None
    await request_handoff(
        tx, turn.conversation_id, why=why, now=now, danger=danger, said=said, by_turn=turn.turn_id
    )  # fmt: skip
