"""Remedies: noted once per idempotency key, within limits, with who, why and which clause on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import open_case
from careline.core.money import Money
from careline.core.orders import Order
from careline.core.remedies import DEFAULT_LIMITS, RemedyKind, RemedyLimits, RemedyState, promised_by, state_for
from careline.ids import new_id
from careline.store.journal import record
from careline.store.tables.cases import cases, remedies


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """`fresh` is False where the same key had noted it before. `promised_by` is when the consumer hears from us."""

    remedy_id: UUID
    state: RemedyState
    promised_by: datetime | None
    fresh: bool


async def note_remedy(
    tx: AsyncConnection,
    order: Order,
    kind: RemedyKind,
    *,
    key: str,
    who: str,
    why: str,
    now: datetime,
    amount: Money | None = None,
    clause: str | None = None,
    details: dict[str, Any] | None = None,
    limits: RemedyLimits = DEFAULT_LIMITS,
) -> Remedy:
    """Note a remedy in the order's case (opened if need be); a second call with `key` returns the first one's."""
    case_id = await open_case(tx, order.order_id, order.customer_id, now, who=who, why=f"remedy: {kind}")
    row = {
        "remedy_id": new_id(), "case_id": case_id, "order_id": order.order_id, "kind": kind,
        "state": state_for(amount, limits), "idempotency_key": key, "amount": amount.amount if amount else None,
        "currency": amount.currency if amount else None, "clause": clause, "details": details or {},
        "noted_by": who, "why": why, "noted_at": now, "promised_by": promised_by(now, limits),
    }  # fmt: skip
    noting = insert(remedies).values(row).on_conflict_do_nothing(index_elements=["idempotency_key"])
    fresh = bool((await tx.execute(noting)).rowcount)
    if fresh:
        await record(
            tx, at=now, who=who, what="remedy_noted", why=why, subject=f"case:{case_id}", order_id=order.order_id,
            customer_id=order.customer_id, data={"kind": kind, "state": row["state"], "clause": clause},
        )  # fmt: skip
    stored = (await tx.execute(select(remedies).where(remedies.c.idempotency_key == key))).mappings().one()
    return Remedy(
        remedy_id=stored["remedy_id"], state=RemedyState(stored["state"]), promised_by=stored["promised_by"],
        fresh=fresh,
    )  # fmt: skip


async def settle_remedies(
    tx: AsyncConnection, order: Order, kind: RemedyKind, *, who: str, why: str, now: datetime
) -> None:
    """What was noted of this kind in the order's open case has come about, or is not needed any more."""
    waiting = select(cases.c.case_id).where(cases.c.order_id == order.order_id, cases.c.closed_at.is_(None))
    settling = (
        update(remedies)
        .where(remedies.c.case_id.in_(waiting), remedies.c.kind == kind, remedies.c.settled_at.is_(None))
        .values(state=RemedyState.DONE, settled_at=now)
        .returning(remedies.c.case_id)
    )
    for case_id in (await tx.execute(settling)).scalars().all():
        await record(
            tx, at=now, who=who, what="remedy_settled", why=why, subject=f"case:{case_id}", order_id=order.order_id,
            customer_id=order.customer_id, data={"kind": kind, "state": RemedyState.DONE},
        )  # fmt: skip


async def remedies_of(tx: AsyncConnection, order_id: str) -> Sequence[RowMapping]:
    """What was done or promised for an order in its open case, oldest first."""
    query = (
        select(remedies)
        .join(cases, cases.c.case_id == remedies.c.case_id)
        .where(remedies.c.order_id == order_id, cases.c.closed_at.is_(None))
        .order_by(remedies.c.noted_at, remedies.c.remedy_id)
    )
    return (await tx.execute(query)).mappings().all()


async def unsettled_of(tx: AsyncConnection, customer_id: str) -> Sequence[RowMapping]:
    """What was noted for any of a consumer's orders and nobody has settled yet, oldest first."""
    query = (
        select(remedies)
        .join(cases, cases.c.case_id == remedies.c.case_id)
        .where(cases.c.customer_id == customer_id, cases.c.closed_at.is_(None), remedies.c.settled_at.is_(None))
        .order_by(remedies.c.noted_at, remedies.c.remedy_id)
    )
    return (await tx.execute(query)).mappings().all()
