"""Entering a call into the ledger that the consumer sees."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import HeldAttempt
from careline.contacts.service import note_contact
from careline.core.contact import Channel
from careline.store.tables.cases import blocks


async def note_call(tx: AsyncConnection, held: HeldAttempt, now: datetime) -> str:
    """One entry per attempt that may ring; returns its code."""
    kind = (await tx.execute(select(blocks.c.kind).where(blocks.c.block_id == held.block_id))).scalar_one()
    return await note_contact(
        tx, held.customer_id, Channel.PHONE, about=kind, origin_id=held.attempt_id, now=now, order_id=held.order_id
    )
