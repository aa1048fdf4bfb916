"""The conversation of a call ends with the call, unless a person is to answer it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import change_owner, hold
from careline.core.callouts import AttemptState, Outcome
from careline.core.conversation import Move, Owner
from careline.core.journal import Because
from careline.store.database import Database
from careline.store.tables.callouts import attempts
from careline.store.tables.conversations import conversations


async def close_conversation(database: Database, conversation_id: UUID, why: Because, now: datetime) -> bool:
    """Close it if the bot has it; False if a person does, or if it is closed."""
    async with database.begin() as tx:
        held = await hold(tx, conversation_id)
        if held.ownership.owner is not Owner.BOT:
            return False
        await change_owner(tx, held, Move.CLOSE, who="system", why=why, now=now)
        return True


async def close_silent_conversations(
    database: Database, now: datetime, attempt_id: UUID | None = None, limit: int = 50
) -> None:
    """Close the bot's conversations of calls that are over: of one attempt, or of all that were left behind."""
    query = (
        select(conversations.c.conversation_id)
        .join(attempts, attempts.c.attempt_id == conversations.c.attempt_id)
        .where(attempts.c.state == AttemptState.ENDED)
        .where(conversations.c.channel == "phone", conversations.c.owner == Owner.BOT)  # as its index says
        .limit(limit)
    )
    if attempt_id:
        query = query.where(attempts.c.attempt_id == attempt_id)
    async with database.autocommit() as connection:
        found = list((await connection.execute(query)).scalars())
    for conversation_id in found:
        await close_conversation(database, conversation_id, Because.CALL_OVER, now)


async def note_cut_off(tx: AsyncConnection, attempt_id: UUID) -> None:
    """The call dies on our side; what it had come to before stays."""
    mine = (attempts.c.attempt_id == attempt_id) & attempts.c.found.is_(None) & attempts.c.ended_at.is_(None)
    await tx.execute(update(attempts).where(mine).values(found=Outcome.CUT_OFF))
