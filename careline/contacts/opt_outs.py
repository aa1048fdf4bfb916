"""Opt-outs: final until the consumer says otherwise, and in force for whatever begins after their commit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.contact import Channel
from careline.core.journal import Because, What
from careline.ids import new_id
from careline.store.consents import note_consent
from careline.store.database import notify
from careline.store.journal import record
from careline.store.tables.contacts import opt_outs
from careline.store.tables.feed import customers


async def hold_consumer(tx: AsyncConnection, customer_id: str) -> None:
    """Wait for everyone who is about to opt this consumer out, or to contact them; they wait for us then.

    Whoever contacts takes this before it reads the opt-outs: a call cannot slip in beside an opt-out's commit.
    """
    mine = customers.c.customer_id == customer_id
    await tx.execute(select(customers.c.customer_id).where(mine).with_for_update(key_share=True))


async def opt_out(
    tx: AsyncConnection,
    customer_id: str,
    channel: Channel,
    *,
    source: str,
    now: datetime,
    conversation_id: UUID | None = None,
) -> bool:
    """No contact on this channel from the commit on. Returns whether it is new; asked again, it changes nothing.

    `source` says how we learnt it: "call", "app", "agent", "carrier", "key_9" …; it goes into the journal.
    """
    await hold_consumer(tx, customer_id)
    row = {"opt_out_id": new_id(), "customer_id": customer_id, "channel": channel, "source": source, "at": now}
    saved = await tx.execute(insert(opt_outs).values(row).on_conflict_do_nothing())
    fresh = bool(saved.rowcount)
    if fresh:
        await note_consent(tx, customer_id, channel, granted=False, source=source, now=now)
        await record(
            tx, at=now, who="consumer", what=What.OPTED_OUT, why=Because.CONSUMER_ASKED,
            subject=f"customer:{customer_id}", customer_id=customer_id,
            data={
                "channel": channel, "source": source,
                "conversation_id": str(conversation_id) if conversation_id else None,
            },
        )  # fmt: skip
        await notify(tx, "callouts", customer_id)
    return fresh


async def opted_out(tx: AsyncConnection, customer_id: str, channel: Channel) -> bool:
    mine = (opt_outs.c.customer_id == customer_id) & (opt_outs.c.channel == channel)
    return bool((await tx.execute(select(exists().where(mine)))).scalar_one())
