"""Promises as rows: made with the deed they are about, moved, kept or dropped with it, broken when they fall due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import rouse
from careline.core.journal import Because, What
from careline.core.promises import PromiseKind, PromiseMove, PromiseState, promise_after
from careline.ids import new_id
from careline.store import outbox
from careline.store.journal import record
from careline.store.tables.cases import journal, promises
from careline.store.waking import wake


async def make_promise(
    tx: AsyncConnection, about: Mapping[Any, Any], kind: PromiseKind, due_at: datetime, *, who: str, now: datetime,
    text: str = "", agent_id: UUID | None = None, why: Because = Because.REMEDY_WISHED,
) -> UUID:  # fmt: skip
    """Write down what we told a consumer. `about` names case, order, consumer, and conversation and remedy if any."""
    promise_id = new_id()
    row = {
        "promise_id": promise_id, "case_id": about["case_id"], "order_id": about["order_id"],
        "customer_id": about["customer_id"], "conversation_id": about.get("conversation_id"),
        "remedy_id": about.get("remedy_id"), "agent_id": agent_id, "kind": kind, "state": PromiseState.OPEN,
        "text": text, "made_by": who, "made_at": now, "due_at": due_at,
    }  # fmt: skip
    await tx.execute(insert(promises).values(row))
    await _note(tx, row, What.PROMISE_MADE, why, who, now)
    return promise_id


async def move_promise(
    tx: AsyncConnection, about: Mapping[Any, Any], due_at: datetime, *, who: str, now: datetime, why: Because
) -> bool:
    """What we promised about this remedy is due at another time now, which `who` has named; where nothing is open any
    more, it is promised anew. One wish has one answer, so it stays one promise: the journal tells what was said before.

    False where nothing is new: orders repeat what they said, and the time that we told of it may be a little later.
    """
    mine = _about(about["remedy_id"], PromiseKind.ANSWER) & (promises.c.state == PromiseState.OPEN)
    open_one = (await tx.execute(select(promises).where(mine))).mappings().first()
    if open_one is None:
        await make_promise(tx, about, PromiseKind.ANSWER, due_at, who=who, now=now, why=why)
        return True
    if await _last_named(tx, open_one) == due_at.isoformat():
        return False
    moving = update(promises).where(mine).values(due_at=due_at, made_by=who, told_at=None).returning(promises)
    for row in (await tx.execute(moving)).mappings().all():
        await _note(tx, row, What.PROMISE_MOVED, why, who, now)
    return True


async def _last_named(tx: AsyncConnection, row: Mapping[Any, Any]) -> str | None:
    """The time to which this promise was moved last, as it was named."""
    moves = (
        select(journal.c.data["due_at"].astext)
        .where(
            journal.c.order_id == row["order_id"], journal.c.subject == f"promise:{row['promise_id']}",
            journal.c.what == What.PROMISE_MOVED,
        )
        .order_by(journal.c.at.desc(), journal.c.entry_id.desc())
    )  # fmt: skip
    return (await tx.execute(moves.limit(1))).scalar_one_or_none()


async def keep_promises(tx: AsyncConnection, remedy_id: UUID, kind: PromiseKind | None, *, now: datetime) -> None:
    """What was promised about this remedy (of this kind, or anything) has come about."""
    await _end(tx, _about(remedy_id, kind), PromiseMove.KEEP, now)


async def drop_promises(tx: AsyncConnection, remedy_id: UUID, kind: PromiseKind | None, *, now: datetime) -> None:
    """Nobody waits any more for what was promised about this remedy."""
    await _end(tx, _about(remedy_id, kind), PromiseMove.DROP, now)


async def end_promise(tx: AsyncConnection, promise_id: UUID, step: PromiseMove, *, now: datetime) -> bool:
    """Keep, break or drop one promise; False where it had ended before. What was the last thing open wakes its case."""
    ended = await _end(tx, promises.c.promise_id == promise_id, step, now)
    for row in ended:
        await rouse(tx, row["case_id"], now)
    return bool(ended)


async def break_promises(tx: AsyncConnection, which: ColumnElement[bool], *, now: datetime) -> Sequence[RowMapping]:
    """These promises fell due and nothing has come of them; returns those that were open."""
    return await _end(tx, which, PromiseMove.BREAK, now)


def _about(remedy_id: UUID, kind: PromiseKind | None) -> ColumnElement[bool]:
    about = promises.c.remedy_id == remedy_id
    return about if kind is None else about & (promises.c.kind == kind)


async def _end(
    tx: AsyncConnection, which: ColumnElement[bool], step: PromiseMove, now: datetime
) -> Sequence[RowMapping]:
    after = promise_after(PromiseState.OPEN, step)
    ending = (
        update(promises)
        .where(which, promises.c.state == PromiseState.OPEN)
        .values(state=after, ended_at=now)
        .returning(promises)
    )
    ended: Sequence[RowMapping] = (await tx.execute(ending)).mappings().all()
    what, why = _ENDED[step]
    for row in ended:
        await _note(tx, row, what, why, "system", now)
    if step is PromiseMove.BREAK:
        await wake(tx, orders={row["order_id"] for row in ended})
    return ended


_ENDED = {
    PromiseMove.KEEP: (What.PROMISE_KEPT, Because.REMEDY_ENDED),
    PromiseMove.BREAK: (What.PROMISE_BROKEN, Because.PROMISE_DUE),
    PromiseMove.DROP: (What.PROMISE_DROPPED, Because.CONSUMER_WITHDREW),
}


async def _note(tx: AsyncConnection, row: Mapping[Any, Any], what: What, why: Because, who: str, now: datetime) -> None:
    data = {"promise": row["kind"], "due_at": row["due_at"].isoformat()}
    await record(
        tx, at=now, who=who, what=what, why=why, subject=f"promise:{row['promise_id']}", order_id=row["order_id"],
        customer_id=row["customer_id"], data=data,
    )  # fmt: skip
    kind = f"promise.{what.removeprefix('promise_')}"
    # Only a move may come twice, and then with another time.
    once = f"{what}:{data['due_at']}" if what is What.PROMISE_MOVED else what
    await outbox.post(
        tx, outbox.EVENT, kind, key=f"event:promise:{row['promise_id']}:{once}", now=now, order_id=row["order_id"],
        customer_id=row["customer_id"], body={**data, "promise_id": str(row["promise_id"]), "at": now.isoformat()},
    )  # fmt: skip


async def promises_of(tx: AsyncConnection, customer_id: str, *, open_only: bool) -> Sequence[RowMapping]:
    """What a consumer was promised, what is due soonest first."""
    query = select(promises).where(promises.c.customer_id == customer_id)
    if open_only:
        query = query.where(promises.c.state == PromiseState.OPEN)
    return (await tx.execute(query.order_by(promises.c.due_at, promises.c.promise_id))).mappings().all()
