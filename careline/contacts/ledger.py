"""The ledger of every call and SMS we made, with the code by which a consumer can check that it was us."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.contact import Channel
from careline.ids import new_id
from careline.store.tables.callouts import attempts
from careline.store.tables.contacts import contacts, sms


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """`about` is the kind of block (BlockKind), worded where it is shown; `code` has four digits, or is empty."""

    channel: Channel
    order_id: str | None
    about: str
    agent_name: str | None
    code: str
    at: datetime


async def note_contact(
    tx: AsyncConnection,
    customer_id: str,
    channel: Channel,
    *,
    about: str,
    origin_id: UUID,
    now: datetime,
    order_id: str | None = None,
    agent_name: str | None = None,
) -> str:
    """Enter one call or SMS, once per `origin_id` (the attempt's or SMS's id); returns its code.

    A call gets a fresh code. The code of an SMS is the one that its text gives, so that what the consumer looks up is
    what they were sent; a text that gives none has none ("").
    """
    code = await _code_in_text(tx, origin_id) if channel is Channel.SMS else None
    entry = insert(contacts).values(
        contact_id=new_id(), customer_id=customer_id, order_id=order_id, channel=channel, about=about,
        agent_name=agent_name, code=fresh_code() if code is None else code, origin_id=origin_id, at=now,
    )  # fmt: skip
    fresh = entry.on_conflict_do_nothing(index_elements=["origin_id"]).returning(contacts.c.code)
    if (given := (await tx.execute(fresh)).scalar()) is not None:
        return str(given)
    known = select(contacts.c.code).where(contacts.c.origin_id == origin_id)
    return str((await tx.execute(known)).scalar_one())


def fresh_code() -> str:
    return f"{secrets.randbelow(10_000):04}"


async def _code_in_text(tx: AsyncConnection, sms_id: UUID) -> str | None:
    """The code that the text of this SMS gives: that of a call of its callout. "" if it gives none; None if unknown."""
    mine = sms.c.sms_id == sms_id
    body = (await tx.execute(select(sms.c.body).where(mine))).scalar_one_or_none()
    if body is None:
        return None
    of_callout = select(attempts.c.attempt_id).join(sms, sms.c.callout_id == attempts.c.callout_id).where(mine)
    known = select(contacts.c.code).where(contacts.c.origin_id.in_(of_callout)).order_by(contacts.c.at.desc())
    given = set(re.findall(r"(?<!\d)\d{4}(?!\d)", body))
    return next((code for code in (await tx.execute(known)).scalars() if code in given), "")


async def contacts_of(tx: AsyncConnection, customer_id: str, limit: int = 50) -> list[Contact]:
    """What we did to reach this consumer, the latest first."""
    names = Contact.__dataclass_fields__
    query = (
        select(*(contacts.c[name] for name in names))
        .where(contacts.c.customer_id == customer_id)
        .order_by(contacts.c.at.desc(), contacts.c.contact_id.desc())
        .limit(limit)
    )
    rows = (await tx.execute(query)).mappings()
    return [Contact(**{**row, "channel": Channel(row["channel"])}) for row in rows]
