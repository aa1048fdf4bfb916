"""Entering a call into the ledger that the consumer sees."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import HeldAttempt
from careline.contacts.service import note_contact
from careline.core.contact import Channel


async def note_call(tx: AsyncConnection, held: HeldAttempt, now: datetime) -> str:
    """One entry per attempt that may ring; returns its code."""
    return await note_contact(
        tx, held.customer_id, Channel.PHONE, about=held.kind, origin_id=held.attempt_id, now=now, order_id=held.order_id
    )
