"""Remedies as rows: every change of one is a line in its ledger; and who asks about them.

How one begins is in wishing.py, how people and the shop move it on in deciding.py, how it is watched in keeping.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import rouse
from careline.cases.promises import drop_promises, keep_promises
from careline.core.journal import Because, What
from careline.core.money import Money
from careline.core.orders import Quantities
from careline.core.remedies import (
    ENDS,
    OURS,
    RemedyKind,
    RemedyMove,
    RemedyState,
    advanced,
    asked_prefix,
)
from careline.core.rights import Protection, protection
from careline.ids import new_id
from careline.store import outbox
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.cases import approvals, remedies, remedy_changes
from careline.store.waking import wake

APPROVALS_CHANGED = "approvals"
"""The key, on the topic "desk" of notifications, of a change in the queue of approvals and of what is ours to do."""


class NoRemedyError(LookupError):
    """There is no such remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A row of `remedies`. `fresh`: the request that asks has made it, in this run or in one that was cut off.

    `due_at` is when the consumer hears from us at the latest.
    """

    remedy_id: UUID
    case_id: UUID
    order_id: str
    customer_id: str
    conversation_id: UUID | None
    target_id: UUID | None
    kind: RemedyKind
    state: RemedyState
    guarantee: Protection | None
    clause: str | None
    items: Quantities | None
    amount: Money | None
    details: Mapping[str, Any]
    channel: str
    requested_by: str
    requested_at: datetime
    approvals_needed: int
    due_at: datetime | None
    answer_code: str | None
    answer: str | None
    sent_at: datetime | None
    ended_at: datetime | None
    told_at: datetime | None
    idempotency_key: str
    fresh: bool = False

    @property
    def open(self) -> bool:
        return self.state not in ENDS


def remedy_from(row: RowMapping, *, fresh: bool = False) -> Remedy:
    same = (
        "remedy_id", "case_id", "order_id", "customer_id", "conversation_id", "target_id", "clause", "details",
        "channel", "requested_by", "requested_at", "approvals_needed", "due_at", "answer_code", "answer", "sent_at",
        "ended_at", "told_at", "idempotency_key",
    )  # fmt: skip
    return Remedy(
        **{name: row[name] for name in same},
        kind=RemedyKind(row["kind"]),
        state=RemedyState(row["state"]),
        guarantee=protection(row["guarantee"]) if row["guarantee"] else None,
        items=None if row["items"] is None else tuple((sku, quantity) for sku, quantity in row["items"]),
        amount=None if row["amount"] is None else Money(row["amount"], row["currency"]),
        fresh=fresh,
    )


async def move(
    tx: AsyncConnection, row: RowMapping, step: RemedyMove, *, who: str, why: Because, now: datetime, **values: Any
) -> RemedyState:
    """Change a locked remedy's state, with its line in the ledger and in the journal, and an event for whoever listens.

    At an end its promises end too, what still waits in the outbox stays, and its case wakes up. The consumer has to be
    told of an end and of a failure, which an agent goes on with (cases/keeping.py). Raises IllegalRemedyMoveError.
    """
    before = RemedyState(row["state"])
    after = advanced(before, step)
    ends = after in ENDS
    values |= {"state": after} | ({"ended_at": now, "due_at": None} if ends else {})
    if ends or after is RemedyState.FAILED:
        values["told_at"] = now if why is Because.CONSUMER_WITHDREW or _called(row, after) else None
    await tx.execute(update(remedies).where(remedies.c.remedy_id == row["remedy_id"]).values(values))
    data = {name: values[name] for name in ("answer_code", "answer") if values.get(name)}
    await note_change(tx, row, before, after, who=who, why=why, now=now, data=data)
    await record(
        tx, at=now, who=who, what=What.REMEDY_CHANGED, why=why, subject=f"remedy:{row['remedy_id']}",
        note=values.get("answer"), order_id=row["order_id"], customer_id=row["customer_id"],
        data=told_of(row) | {"before": before, "after": after},
    )  # fmt: skip
    step_told = {"remedy_id": str(row["remedy_id"]), "before": before, "after": after, "why": why}
    await outbox.post(
        tx, outbox.EVENT, "remedy.changed", now=now, order_id=row["order_id"], customer_id=row["customer_id"],
        key=f"event:remedy:{row['remedy_id']}:{before}:{after}:{now.isoformat()}",
        body=told_of(row) | step_told | {"at": now.isoformat()},
    )  # fmt: skip
    if ends:
        await outbox.stop(tx, row["remedy_id"])
        kept = after is not RemedyState.WITHDRAWN
        await (keep_promises if kept else drop_promises)(tx, row["remedy_id"], None, now=now)
        await rouse(tx, row["case_id"], now)
    if ends or after is RemedyState.FAILED:
        await wake(tx, orders=[row["order_id"]])
    await notify(tx, Topic.REMEDIES, row["customer_id"])
    if {before, after} & {RemedyState.NEEDS_APPROVAL, RemedyState.FAILED} or RemedyKind(row["kind"]) in OURS:
        await notify(tx, Topic.DESK, APPROVALS_CHANGED)
    return after


def _called(row: RowMapping, end: RemedyState) -> bool:
    """A call back that was made need not be told: they were on the phone."""
    return (row["kind"], end) == (RemedyKind.CALLBACK, RemedyState.DONE)


async def make_due(tx: AsyncConnection, remedy_id: UUID, now: datetime) -> None:
    """Nothing is to be waited for any more: whoever keeps our word (cases/keeping.py) raises the remedy at once."""
    mine = (remedies.c.remedy_id == remedy_id) & remedies.c.ended_at.is_(None) & (remedies.c.due_at > now)
    await tx.execute(update(remedies).where(mine).values(due_at=now))


async def note_change(
    tx: AsyncConnection, row: RowMapping, before: RemedyState | None, after: RemedyState,
    *, who: str, why: Because, now: datetime, data: dict[str, Any],
) -> None:  # fmt: skip
    await tx.execute(
        insert(remedy_changes).values(
            change_id=new_id(), remedy_id=row["remedy_id"], at=now, who=who, why=why, clause=row["clause"],
            amount=row["amount"], currency=row["currency"], before=before, after=after, data=data,
        )
    )  # fmt: skip


def told_of(row: RowMapping) -> dict[str, Any]:
    """What journal and events tell of a remedy: no address, no number, nothing that somebody wrote."""
    amount = None if row["amount"] is None else Money(row["amount"], row["currency"])
    return {
        "remedy": row["kind"], "guarantee": row["guarantee"], "clause": row["clause"], "items": row["items"],
        "amount": amount.decimal() if amount else None, "currency": row["currency"],
        **({"variant": row["details"]["variant_title"]} if "variant_title" in row["details"] else {}),
    }  # fmt: skip


async def locked_remedy(tx: AsyncConnection, remedy_id: UUID) -> RowMapping:
    """The row, held until the transaction ends, for whoever moves it next. Raises NoRemedyError.

    Who holds more takes it in the order of locks in ARCHITECTURE.md.
    """
    query = select(remedies).where(remedies.c.remedy_id == remedy_id).with_for_update(key_share=True)
    row = (await tx.execute(query)).mappings().first()
    if row is None:
        raise NoRemedyError(NoRemedyError.__doc__)
    return row


async def rows_of_order(tx: AsyncConnection, order_id: str) -> Sequence[RowMapping]:
    query = (
        select(remedies).where(remedies.c.order_id == order_id).order_by(remedies.c.requested_at, remedies.c.remedy_id)
    )
    return (await tx.execute(query)).mappings().all()


async def remedies_of(tx: AsyncConnection, order_id: str) -> list[Remedy]:
    """Everything that was ever wished for about an order, oldest first."""
    return [remedy_from(row) for row in await rows_of_order(tx, order_id)]


async def remedies_of_customer(tx: AsyncConnection, customer_id: str, *, open_only: bool) -> list[Remedy]:
    """A consumer's remedies over all orders, oldest first."""
    query = select(remedies).where(remedies.c.customer_id == customer_id)
    if open_only:
        query = query.where(remedies.c.ended_at.is_(None))
    rows = (await tx.execute(query.order_by(remedies.c.requested_at, remedies.c.remedy_id))).mappings()
    return [remedy_from(row) for row in rows]


async def latest_of_customers(
    tx: AsyncConnection, customer_ids: Collection[str], each: int
) -> Mapping[str, list[Remedy]]:
    """The last remedies of each of these consumers over all their orders, at most so many, the newest first."""
    newest = (remedies.c.requested_at.desc(), remedies.c.remedy_id.desc())
    rank = func.row_number().over(partition_by=remedies.c.customer_id, order_by=newest)
    ranked = select(remedies, rank.label("rank")).where(remedies.c.customer_id.in_(customer_ids)).subquery()
    rows = (await tx.execute(select(ranked).where(ranked.c.rank <= each).order_by(ranked.c.rank))).mappings()
    found: dict[str, list[Remedy]] = {}
    for row in rows:
        found.setdefault(row["customer_id"], []).append(remedy_from(row))
    return found


async def waiting_for_approval(tx: AsyncConnection, at_most: int | None = None) -> list[Remedy]:
    """What agents have to decide, the oldest first: what needs approval, and what failed at the shop."""
    waits = remedies.c.state.in_([RemedyState.NEEDS_APPROVAL, RemedyState.FAILED])
    query = select(remedies).where(waits).order_by(remedies.c.requested_at, remedies.c.remedy_id).limit(at_most)
    return [remedy_from(row) for row in (await tx.execute(query)).mappings()]


async def ours_to_do(tx: AsyncConnection, at_most: int | None = None) -> list[Remedy]:
    """What our own people have to do (complaints, calls back), what is due soonest first."""
    ours = (remedies.c.state == RemedyState.APPROVED) & remedies.c.kind.in_(sorted(OURS))
    query = select(remedies).where(ours).order_by(remedies.c.due_at, remedies.c.remedy_id).limit(at_most)
    return [remedy_from(row) for row in (await tx.execute(query)).mappings()]


async def remedy_of(tx: AsyncConnection, remedy_id: UUID) -> Remedy | None:
    """This remedy as it stands; None if there is none."""
    row = (await tx.execute(select(remedies).where(remedies.c.remedy_id == remedy_id))).mappings().first()
    return remedy_from(row) if row else None


async def approvers_of(tx: AsyncConnection, remedy_ids: Collection[UUID]) -> Mapping[UUID, list[UUID]]:
    """The agents who have approved each of these so far, in the order in which they did; none where nobody has."""
    query = select(approvals).where(approvals.c.remedy_id.in_(remedy_ids))
    found: dict[UUID, list[UUID]] = {}
    for row in (await tx.execute(query.order_by(approvals.c.at, approvals.c.approval_id))).mappings():
        found.setdefault(row["remedy_id"], []).append(row["agent_id"])
    return found


async def ledger_of(tx: AsyncConnection, remedy_id: UUID) -> Sequence[RowMapping]:
    """Every change of a remedy, oldest first."""
    query = select(remedy_changes).where(remedy_changes.c.remedy_id == remedy_id)
    return (await tx.execute(query.order_by(remedy_changes.c.at, remedy_changes.c.change_id))).mappings().all()


async def ledgers_of(tx: AsyncConnection, remedy_ids: Collection[UUID]) -> Mapping[UUID, list[RowMapping]]:
    """The same of many remedies, in one statement; none where there is no such remedy."""
    query = select(remedy_changes).where(remedy_changes.c.remedy_id.in_(remedy_ids))
    found: dict[UUID, list[RowMapping]] = {}
    for row in (await tx.execute(query.order_by(remedy_changes.c.at, remedy_changes.c.change_id))).mappings():
        found.setdefault(row["remedy_id"], []).append(row)
    return found


async def made_in(tx: AsyncConnection, customer_id: str, asked_in: str) -> UUID | None:
    """The consumer's remedy that this request of theirs made, if it made one; `asked_in` as in `Wish`."""
    mine = remedies.c.customer_id == customer_id
    of_request = remedies.c.asked_key.startswith(asked_prefix(asked_in), autoescape=True)
    return (await tx.execute(select(remedies.c.remedy_id).where(mine, of_request))).scalars().first()
