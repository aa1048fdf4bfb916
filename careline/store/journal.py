"""The journal: every change of state that matters, with who, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import What
from careline.ids import new_id
from careline.store.bulk import insert_rows
from careline.store.tables.cases import journal


async def record(
    tx: AsyncConnection,
    *,
    at: datetime,
    who: str,
    what: What,
    why: StrEnum | str,
    subject: str,
    order_id: str | None = None,
    customer_id: str | None = None,
    data: dict[str, Any] | None = None,
    note: str | None = None,
) -> None:
    """Write one entry in the deciding transaction.

    Words are codes (careline/core/journal.py says which, and what `who` may be); `why` may also be a code of another
    area's enumeration. `subject` is "case:ID", "callout:ID" …; `data` is JSON without phone numbers, addresses or
    message texts; `note` is what a person wrote.
    """
    await tx.execute(
        insert(journal).values(
            entry_id=new_id(), at=at, who=who, what=what, why=why, subject=subject, note=note,
            order_id=order_id, customer_id=customer_id, data=data or {},
        )
    )  # fmt: skip


async def record_all(tx: AsyncConnection, entries: Sequence[dict[str, Any]], *, at: datetime, who: str) -> None:
    """The same for many entries, as `journal_rows` has them, in one statement."""
    await tx.execute(insert_rows(journal, journal_rows(entries, at=at, who=who)))


def journal_rows(entries: Sequence[dict[str, Any]], *, at: datetime, who: str) -> list[dict[str, Any]]:
    """Entries with `what`, `why`, `subject`, `order_id`, `customer_id` and `data`, as rows for one statement."""
    return [{"entry_id": str(new_id()), "at": at, "who": who, **entry} for entry in entries]


async def story_of(tx: AsyncConnection, order_id: str, limit: int = 200) -> list[dict[str, Any]]:
    """What was recorded about an order, oldest first; of a very long story the last `limit` entries."""
    newest_first = journal.c.at.desc(), journal.c.entry_id.desc()
    query = select(journal).where(journal.c.order_id == order_id).order_by(*newest_first).limit(limit)
    return [dict(row) for row in (await tx.execute(query)).mappings()][::-1]


async def around(tx: AsyncConnection, customer_id: str, since: datetime, limit: int = 200) -> list[dict[str, Any]]:
    """What was recorded about the consumer but about no order by name (owners, opt-outs, identity), oldest first."""
    query = (
        select(journal)
        .where(journal.c.customer_id == customer_id, journal.c.order_id.is_(None), journal.c.at >= since)
        .order_by(journal.c.at, journal.c.entry_id)
        .limit(limit)
    )
    return [dict(row) for row in (await tx.execute(query)).mappings()]
