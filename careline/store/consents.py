"""The ledger of consent: what a consumer agreed to or took back, when, and how we learnt it. Rows are only added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.contact import Channel
from careline.ids import new_id
from careline.store.tables.contacts import consent_ledger

PURPOSES = {Channel.PHONE: ("service_calls", "artificial_voice"), Channel.SMS: ("service_sms",)}
"""What a yes or no about a channel is about."""
FEED = "feed"
"""The shop's own word; every other source is the consumer's word to us."""


async def note_consent(
    tx: AsyncConnection, customer_id: str, channel: Channel, *, granted: bool, source: str, now: datetime
) -> None:
    """Write what a consumer has just told us. `source`: "call", "key_9", "sms", "app", "hall", "agent", "carrier" …"""
    await tx.execute(
        insert(consent_ledger),
        [
            {
                "entry_id": new_id(), "customer_id": customer_id, "purpose": purpose, "granted": granted, "at": now,
                "source": source,
            }
            for purpose in PURPOSES[channel]
        ],
    )  # fmt: skip


async def consented_at(tx: AsyncConnection, customer_id: str, purpose: str, at: datetime) -> bool:
    """Whether this was allowed at an instant, by the ledger alone: the shop had told of a yes, and nobody of a no.

    The consumer's own no to us stands whatever the shop tells later; their own yes takes only their own no back.
    """
    ledger = consent_ledger.c
    mine = (ledger.customer_id == customer_id) & (ledger.purpose == purpose) & (ledger.at <= at)
    newest_first = ledger.at.desc(), ledger.entry_id.desc()
    shops, own = [
        (await tx.execute(select(ledger.granted).where(mine, of).order_by(*newest_first).limit(1))).scalar()
        for of in (ledger.source == FEED, ledger.source != FEED)
    ]
    return bool(shops) and own is not False
