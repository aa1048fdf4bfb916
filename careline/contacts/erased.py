"""Numbers whose consumers had said no before their data were erased: known by a keyed hash, and not contacted.

The hash keeps nobody who holds this table and its key from trying a number; it keeps the number out of every list,
log, export and search. docs/privacy.md says so.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.contact import Channel
from careline.store.tables.privacy import erased_numbers, privacy_key

DIGEST = "encode(sha256(convert_to((SELECT secret FROM privacy_key) || :kind || ':' || :value, 'UTF8')), 'hex')"
"""A keyed hash, made by the database so that its key never leaves it."""
_KEPT = text(
    f"INSERT INTO erased_numbers (digest, channel, at) VALUES ({DIGEST}, :channel, :at) ON CONFLICT DO NOTHING"  # noqa: S608
)
_FREED = text(f"DELETE FROM erased_numbers WHERE channel = :channel AND digest = {DIGEST}")  # noqa: S608


def is_erased(number: ColumnElement[str], channel: Channel) -> ColumnElement[bool]:
    """Whether an erased consumer had said no on the number: a condition, for many numbers at once."""
    secret = select(privacy_key.c.secret).scalar_subquery()
    digest = func.encode(func.sha256(func.convert_to(secret + "number:" + number, "UTF8")), "hex")
    return exists().where(erased_numbers.c.channel == channel.value, erased_numbers.c.digest == digest)


async def keep_suppressed(tx: AsyncConnection, number: str, channel: Channel, now: datetime) -> None:
    """Remember the no of a consumer who is about to be erased."""
    await tx.execute(_KEPT, {**_values(number, channel), "at": now})


async def free_erased_number(tx: AsyncConnection, number: str | None, channel: Channel) -> None:
    """Whoever has the number now wants to be contacted."""
    if number:
        await tx.execute(_FREED, _values(number, channel))


def _values(number: str | None, channel: Channel) -> dict[str, object]:
    return {"kind": "number", "value": number or "", "channel": channel.value}
