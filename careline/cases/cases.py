"""Cases: one consumer's trouble with one order, from the first sign to the confirmed end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.cases import CloseReason, may_close
from careline.core.conversation import Owner
from careline.core.remedies import RemedyState
from careline.ids import new_id
from careline.store.journal import record
from careline.store.tables.cases import blocks, cases, remedies
from careline.store.tables.conversations import conversations


async def open_case(tx: AsyncConnection, order_id: str, customer_id: str, now: datetime, *, who: str, why: str) -> UUID:
    """The order's open case, a new one if there is none: the unique index lets only one of two openers win."""
    fresh = new_id()
    opening = insert(cases).values(case_id=fresh, order_id=order_id, customer_id=customer_id, opened_at=now)
    inserted = await tx.execute(
        opening.on_conflict_do_nothing(index_elements=["order_id"], index_where=cases.c.closed_at.is_(None))
    )
    if not inserted.rowcount:
        row = await open_case_row(tx, order_id)
        assert row is not None
        return UUID(str(row["case_id"]))
    await record(
        tx, at=now, who=who, what="case_opened", why=why, subject=f"case:{fresh}", order_id=order_id,
        customer_id=customer_id,
    )  # fmt: skip
    return fresh


async def open_case_row(tx: AsyncConnection, order_id: str) -> RowMapping | None:
    """The order's open case, locked; not against those who only refer to it."""
    query = select(cases).where(cases.c.order_id == order_id, cases.c.closed_at.is_(None))
    return (await tx.execute(query.with_for_update(key_share=True))).mappings().first()


async def close_if_over(tx: AsyncConnection, order_id: str, now: datetime) -> bool:
    """Close the order's case if nothing about it is open any more. Returns whether it was closed."""
    row = await open_case_row(tx, order_id)
    if row is None:
        return False
    case_id = row["case_id"]
    blocked = select(func.count()).where(blocks.c.case_id == case_id, blocks.c.ended_at.is_(None))
    talking = select(
        exists().where(conversations.c.case_id == case_id, conversations.c.owner.in_([Owner.QUEUE, Owner.AGENT]))
    )
    waiting = RemedyState.NEEDS_APPROVAL
    promised = select(func.count()).where(remedies.c.case_id == case_id, remedies.c.state == waiting)
    over = may_close(
        open_blocks=(await tx.execute(blocked)).scalar_one(),
        in_conversation=(await tx.execute(talking)).scalar_one(),
        open_promises=(await tx.execute(promised)).scalar_one(),
    )
    if over:
        await close_case(tx, row, CloseReason.UNBLOCKED, now, who="system", why="nothing is blocked any more")
    return over


async def close_case(
    tx: AsyncConnection, row: RowMapping, reason: CloseReason, now: datetime, *, who: str, why: str
) -> None:
    """Close an open case row."""
    await tx.execute(update(cases).where(cases.c.case_id == row["case_id"]).values(closed_at=now, close_reason=reason))
    await record(
        tx, at=now, who=who, what="case_closed", why=why, subject=f"case:{row['case_id']}", order_id=row["order_id"],
        customer_id=row["customer_id"], data={"reason": reason},
    )  # fmt: skip
