"""Putting a conversation up for a look at how it was held (core/quality.py), in the transaction that calls for it."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.core.quality import QualityState, WhyScored
from careline.ids import new_id
from careline.store.journal import record
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import handoffs
from careline.store.tables.quality import quality_reviews

_BECAUSE = MappingProxyType(
    {
        WhyScored.DISSATISFIED: Because.CONSUMER_RATED,
        WhyScored.SAMPLED: Because.DRAWN_BY_LOT,
        WhyScored.CHOSEN: Because.REVIEWER_DECIDED,
    }
)


async def put_up(tx: AsyncConnection, conversation_id: UUID, why: WhyScored, now: datetime, *, who: str) -> None:
    """One review for a conversation, however often it is called for; it is about whoever had it last.

    Of one that nobody has scored yet, the consumer's dissatisfaction is the reason that counts.
    """
    mine = conversations.c.conversation_id == conversation_id
    customer_id = (await tx.execute(select(conversations.c.customer_id).where(mine))).scalar_one()
    review_id = new_id()
    row = {
        "review_id": review_id, "conversation_id": conversation_id, "agent_id": await last_agent(tx, conversation_id),
        "why": why, "state": QualityState.OPEN, "opened_at": now,
    }  # fmt: skip
    adding = insert(quality_reviews).values(row)
    if why is WhyScored.DISSATISFIED:
        waits = (quality_reviews.c.state == QualityState.OPEN) & (quality_reviews.c.why != why)
        adding = adding.on_conflict_do_update(index_elements=["conversation_id"], set_={"why": why}, where=waits)
    else:
        adding = adding.on_conflict_do_nothing(index_elements=["conversation_id"])
    opened = (await tx.execute(adding.returning(quality_reviews.c.review_id))).scalar()
    if opened is None:
        return
    await record(
        tx, at=now, who=who, what=What.QUALITY_OPENED, why=_BECAUSE[why], subject=f"quality:{opened}",
        customer_id=customer_id,
    )  # fmt: skip


async def last_agent(tx: AsyncConnection, conversation_id: UUID) -> UUID | None:
    """Who had the conversation last; None where nobody but the assistant did."""
    theirs = (handoffs.c.conversation_id == conversation_id) & handoffs.c.agent_id.is_not(None)
    query = select(handoffs.c.agent_id).where(theirs).order_by(handoffs.c.assigned_at.desc()).limit(1)
    found: UUID | None = (await tx.execute(query)).scalar()
    return found
