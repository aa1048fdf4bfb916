"""From a call back to the message that asked for it: the trace of one is told in the log of the other."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.store.tables.callouts import attempts, callback_wishes, callouts
from careline.store.tables.conversations import turns
from shared.trace import id_of


async def asked_in(tx: AsyncConnection, attempt_id: UUID) -> tuple[str, str]:
    """The order that an attempt is about, and the trace of the consumer's message that wished for the call; empty where
    nobody wished for it, or the message is kept no longer.
    """
    message = (  # a wish has the id of the turn that made it
        select(turns.c.trace)
        .join(callback_wishes, callback_wishes.c.wish_id == turns.c.turn_id)
        .where(callback_wishes.c.customer_id == callouts.c.customer_id, callouts.c.wished_for.is_not(None))
        .order_by(callback_wishes.c.asked_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(callouts.c.order_id, message.label("trace"))
        .join(attempts, attempts.c.callout_id == callouts.c.callout_id)
        .where(attempts.c.attempt_id == attempt_id)
    )
    row = (await tx.execute(query)).one()
    return row.order_id, id_of(row.trace) if row.trace else ""
