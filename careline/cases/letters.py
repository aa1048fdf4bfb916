"""Urges by letter: a merchant that the platform cannot reach for us gets one, with a link to answer it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.orders import Order
from careline.ids import new_id
from careline.store import outbox
from careline.store.tables.feed import merchants
from careline.store.tables.platform import urge_letters

_CHINESE = frozenset({"CN", "HK", "MO", "TW", ""})


async def write_letter(tx: AsyncConnection, remedy: RowMapping, order: Order, now: datetime) -> bool:
    """Have an urge go to the merchant by mail; False where the feed tells no address for it."""
    query = select(merchants.c.email).where(merchants.c.merchant_id == order.merchant_id)
    if not (await tx.execute(query)).scalar_one_or_none():
        return False
    letter_id = new_id()
    language = "zh-CN" if order.region in _CHINESE else "en"
    row = {"letter_id": letter_id, "remedy_id": remedy["remedy_id"], "merchant_id": order.merchant_id}
    await tx.execute(insert(urge_letters).values(**row, language=language, created_at=now))
    await send_letter(tx, letter_id, remedy, "urge", now)
    return True


def letter_key(letter_id: UUID, kind: str) -> str:
    """Of the row in the outbox; `kind` is "urge" or "reminder"."""
    return f"letter:{letter_id}:{kind}"


async def send_letter(tx: AsyncConnection, letter_id: UUID, remedy: Any, kind: str, now: datetime) -> None:
    """Put a letter, or its reminder, into the outbox; once of each kind."""
    await outbox.post(
        tx, outbox.LETTER, kind, key=letter_key(letter_id, kind), body={"letter_id": str(letter_id)}, now=now,
        order_id=remedy["order_id"], remedy_id=remedy["remedy_id"],
    )  # fmt: skip


async def note_reminder(tx: AsyncConnection, letter_id: UUID, now: datetime) -> None:
    await tx.execute(update(urge_letters).where(urge_letters.c.letter_id == letter_id).values(reminded_at=now))
