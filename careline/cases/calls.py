"""The call that somebody was promised: a promise of its own, kept when the phone rings, and raised when it does not."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.promises import end_promise, make_promise
from careline.core.journal import Because
from careline.core.promises import PromiseKind, PromiseMove, PromiseState
from careline.store.tables.cases import cases, promises

GRACE = timedelta(minutes=10)
"""How long after its time a promised call may ring before the promise is broken and a person takes over."""


async def promise_a_call(
    tx: AsyncConnection, case_id: UUID | None, customer_id: str, conversation_id: UUID, at: datetime, now: datetime,
    *, order_id: str | None,
) -> None:  # fmt: skip
    """The machine will ring at that instant. A later wish replaces it; a turn that runs twice changes nothing.

    `order_id`: the order spoken of. The promise is of its open case, else of `case_id`; without either there is none.
    """
    same = _of_machine(customer_id) & (promises.c.due_at == at + GRACE)
    if (await tx.execute(select(promises.c.promise_id).where(same))).first():
        return
    spoken_of = (cases.c.order_id == order_id) & cases.c.closed_at.is_(None)
    query = select(cases.c.case_id, cases.c.order_id).where(cases.c.customer_id == customer_id)
    query = query.where(or_(spoken_of, cases.c.case_id == case_id)).order_by(spoken_of.desc().nulls_last()).limit(1)
    found = (await tx.execute(query)).mappings().first()
    if found is None:
        return
    await _end(tx, customer_id, PromiseMove.DROP, now)
    about = {**found, "customer_id": customer_id, "conversation_id": conversation_id}
    await make_promise(tx, about, PromiseKind.CALLBACK, at + GRACE, who="bot", now=now, why=Because.CONSUMER_ASKED)


async def order_of_promised_call(tx: AsyncConnection, customer_id: str) -> str | None:
    """What they spoke of when the call was promised."""
    query = select(promises.c.order_id).where(_of_machine(customer_id)).order_by(promises.c.made_at.desc()).limit(1)
    return (await tx.execute(query)).scalar_one_or_none()


async def promised_call_rings(tx: AsyncConnection, customer_id: str, now: datetime) -> None:
    """Their phone rings for the call that they wished for."""
    await _end(tx, customer_id, PromiseMove.KEEP, now)


async def promised_call_is_off(tx: AsyncConnection, customer_id: str, now: datetime) -> bool:
    """Nobody waits for it any more; whether one was promised."""
    return await _end(tx, customer_id, PromiseMove.DROP, now)


async def _end(tx: AsyncConnection, customer_id: str, move: PromiseMove, now: datetime) -> bool:
    found = (await tx.execute(select(promises.c.promise_id).where(_of_machine(customer_id)))).scalars().all()
    for promise_id in found:
        await end_promise(tx, promise_id, move, now=now)
    return bool(found)


def _of_machine(customer_id: str) -> ColumnElement[bool]:
    """A colleague's call is a remedy, and its promise is about that."""
    mine = (promises.c.customer_id == customer_id) & (promises.c.kind == PromiseKind.CALLBACK)
    return mine & (promises.c.state == PromiseState.OPEN) & promises.c.remedy_id.is_(None)
