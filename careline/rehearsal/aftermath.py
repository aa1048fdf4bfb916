"""What stands in the database when a conversation is over."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.service import opted_out
from careline.conversations.conversation import find
from careline.core.contact import Channel
from careline.core.remedies import RemedyKind
from careline.rehearsal.cast import Person
from careline.rehearsal.told import Aftermath
from careline.store.database import Database
from careline.store.tables.callouts import callback_wishes
from careline.store.tables.cases import remedies


async def aftermath(database: Database, conversation_id: UUID, who: Person) -> Aftermath:
    """Owner, remedies, opt-out and wish for a call of one consumer, whose only conversation this was."""
    async with database.begin() as tx:
        conversation = await find(tx, conversation_id)
        assert conversation
        out = [await opted_out(tx, who.customer_id, channel) for channel in (Channel.PHONE, Channel.SMS)]
        wished = exists().where(callback_wishes.c.customer_id == who.customer_id)
        return Aftermath(
            owner=conversation.ownership.owner,
            noted={key: await _noted(tx, order.order_id) for key, order in who.orders.items()},
            opted_out=all(out),
            callback=bool((await tx.execute(select(wished))).scalar_one()),
        )


async def _noted(tx: AsyncConnection, order_id: str) -> tuple[RemedyKind, ...]:
    query = (
        select(remedies.c.kind)
        .where(remedies.c.order_id == order_id)
        .order_by(remedies.c.requested_at, remedies.c.remedy_id)
    )
    return tuple(RemedyKind(kind) for kind in (await tx.execute(query)).scalars())
