"""A case that rises: what we promised has not come about, so its own agent goes on with it, or the queue."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Conversation, attach_case
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.desk.handoffs import move_up, request_handoff
from careline.store.tables.cases import cases
from careline.store.tables.desk import handoffs


async def raise_case(tx: AsyncConnection, held: Conversation, case_id: UUID, now: datetime) -> None:
    """Put the held conversation into the queue about this case, for its dedicated agent if it has one.

    Whoever has the conversation already keeps it: a person reads what the consumer was just told. Who waits already
    goes before others.
    """
    if held.ownership.owner is Owner.QUEUE:
        await move_up(tx, held, Because.PROMISE_DUE, now)
    if held.ownership.owner is not Owner.BOT:
        return
    await attach_case(tx, held.conversation_id, case_id)
    await request_handoff(tx, held.conversation_id, why=Because.PROMISE_DUE, now=now)
    agent_id = (await tx.execute(select(cases.c.agent_id).where(cases.c.case_id == case_id))).scalar_one()
    if agent_id:
        mine = (handoffs.c.conversation_id == held.conversation_id) & handoffs.c.ended_at.is_(None)
        await tx.execute(update(handoffs).where(mine).values(dedicated_agent_id=agent_id))
