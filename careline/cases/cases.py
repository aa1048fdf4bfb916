"""Cases: one consumer's trouble with one order, from the first sign to the confirmed end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.cases import CloseReason, may_close
from careline.core.conditions import ConditionState
from careline.core.conversation import Owner
from careline.core.journal import Because, What
from careline.core.promises import PromiseState
from careline.core.rules import ShopRules
from careline.ids import new_id
from careline.store import outbox
from careline.store.bulk import insert_rows, one_of_texts
from careline.store.journal import record, record_all
from careline.store.tables.cases import blocks, cases, conditions, promises, remedies
from careline.store.tables.conversations import conversations


async def open_case(
    tx: AsyncConnection, order_id: str, customer_id: str, now: datetime, rules: ShopRules, *, who: str, why: Because,
    data: Mapping[str, Any] | None = None, conversation_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """The order's open case, held until the transaction ends; one that closed lately is reopened, else a new one opens.

    The unique index lets only one of two openers win. `conversation_id` is where the matter was last spoken of: how it
    goes on is told there.
    """
    if (row := await open_case_row(tx, order_id)) is None:
        row = await _reopened(tx, order_id, now, rules, who=who, why=why, data=data)
    if row is None:
        row = await _opened(tx, order_id, customer_id, now, who=who, why=why, data=data)
    changed: dict[str, Any] = {"quiet_since": None} if row["quiet_since"] else {}
    if conversation_id and conversation_id != row["conversation_id"]:
        changed["conversation_id"] = conversation_id
    if changed:
        await tx.execute(update(cases).where(cases.c.case_id == row["case_id"]).values(changed))
    return UUID(str(row["case_id"]))


@dataclass(frozen=True, slots=True)
class Opening:
    """An order that needs an open case, and what its journal entry says beside."""

    order_id: str
    customer_id: str
    data: Mapping[str, Any]


async def open_cases(
    tx: AsyncConnection, wanted: Sequence[Opening], now: datetime, rules: ShopRules, *, who: str, why: Because
) -> dict[str, UUID]:
    """The open case of each of these orders, by order.

    First cases of many orders take as many statements as that of one; an order that has a case, or had one lately, is
    left to `open_case`.
    """
    known = select(cases.c.order_id).where(
        one_of_texts(cases.c.order_id, [one.order_id for one in wanted]),
        or_(cases.c.closed_at.is_(None), cases.c.closed_at > now - rules.cases.reopen),
    )
    had = set((await tx.execute(known)).scalars())
    found = await _opened_at_once(tx, [one for one in wanted if one.order_id not in had], now, who=who, why=why)
    for one in wanted:
        if one.order_id not in found:
            found[one.order_id] = await open_case(
                tx, one.order_id, one.customer_id, now, rules, who=who, why=why, data=one.data
            )
    return found


async def _opened_at_once(
    tx: AsyncConnection, fresh: Sequence[Opening], now: datetime, *, who: str, why: Because
) -> dict[str, UUID]:
    """Those of which nobody else opened a case meanwhile."""
    if not fresh:
        return {}
    rows = [
        {"case_id": str(new_id()), "order_id": one.order_id, "customer_id": one.customer_id, "opened_at": now}
        for one in fresh
    ]
    opening = insert_rows(cases, rows, by="order_id").on_conflict_do_nothing(
        index_elements=["order_id"], index_where=cases.c.closed_at.is_(None)
    )
    won = {row.order_id: row.case_id for row in await tx.execute(opening.returning(cases.c.order_id, cases.c.case_id))}
    if mine := [one for one in fresh if one.order_id in won]:
        entries = [
            {
                "what": What.CASE_OPENED, "why": why, "subject": f"case:{won[one.order_id]}", "order_id": one.order_id,
                "customer_id": one.customer_id, "data": dict(one.data),
            }
            for one in mine
        ]  # fmt: skip
        await record_all(tx, entries, at=now, who=who)
        told = [_told("case.opened", won[one.order_id], one.order_id, one.customer_id, now, 0) for one in mine]
        await outbox.post_all(tx, outbox.EVENT, told, now=now)
    return won


async def _opened(
    tx: AsyncConnection, order_id: str, customer_id: str, now: datetime, *, who: str, why: Because,
    data: Mapping[str, Any] | None,
) -> RowMapping:  # fmt: skip
    fresh = new_id()
    opening = insert(cases).values(case_id=fresh, order_id=order_id, customer_id=customer_id, opened_at=now)
    inserted = await tx.execute(
        opening.on_conflict_do_nothing(index_elements=["order_id"], index_where=cases.c.closed_at.is_(None))
    )
    if inserted.rowcount:
        await record(
            tx, at=now, who=who, what=What.CASE_OPENED, why=why, subject=f"case:{fresh}", order_id=order_id,
            customer_id=customer_id, data=dict(data or {}),
        )  # fmt: skip
        await _event(tx, "case.opened", fresh, order_id, customer_id, now, 0)
    row = await open_case_row(tx, order_id)
    assert row is not None
    return row


async def _reopened(
    tx: AsyncConnection, order_id: str, now: datetime, rules: ShopRules, *, who: str, why: Because,
    data: Mapping[str, Any] | None,
) -> RowMapping | None:  # fmt: skip
    lately = select(cases).where(cases.c.order_id == order_id, cases.c.closed_at > now - rules.cases.reopen)
    row = (await tx.execute(lately.order_by(cases.c.closed_at.desc()).limit(1))).mappings().first()
    if row is None:
        return None
    again = {
        "closed_at": None,
        "close_reason": None,
        "quiet_since": None,
        "asked_at": None,
        "reopened": cases.c.reopened + 1,
    }
    still_closed = (cases.c.case_id == row["case_id"]) & cases.c.closed_at.is_not(None)
    async with tx.begin_nested() as attempt:
        try:
            won = (await tx.execute(update(cases).where(still_closed).values(again))).rowcount
        except IntegrityError:  # another opener was faster, with a case of its own
            await attempt.rollback()
            won = 0
    if won:
        await record(
            tx, at=now, who=who, what=What.CASE_REOPENED, why=why, subject=f"case:{row['case_id']}", order_id=order_id,
            customer_id=row["customer_id"], data=dict(data or {}),
        )  # fmt: skip
        await _event(tx, "case.reopened", row["case_id"], order_id, row["customer_id"], now, row["reopened"] + 1)
    return await open_case_row(tx, order_id)


async def open_case_row(tx: AsyncConnection, order_id: str) -> RowMapping | None:
    """The order's open case, locked; not against those who only refer to it."""
    query = select(cases).where(cases.c.order_id == order_id, cases.c.closed_at.is_(None))
    return (await tx.execute(query.with_for_update(key_share=True))).mappings().first()


async def close_if_over(tx: AsyncConnection, order_id: str, now: datetime) -> bool:
    """Close the order's case if nobody ever spoke about it and nothing is open any more; else let its quiet time begin.

    Returns whether it was closed. A case that was spoken of closes when the consumer confirms, or keeps silent for as
    long as the shop rules say (careline/cases/closing.py).
    """
    row = await open_case_row(tx, order_id)
    if row is None or not await settle_down(tx, row, now):
        return False
    return not await _was_spoken_of(tx, row)


async def settle_down(tx: AsyncConnection, row: RowMapping, now: datetime) -> bool:
    """Close an open case that nobody spoke of, or begin its quiet time; False where something of it is open."""
    if not await nothing_open(tx, row["case_id"]):
        return False
    if not await _was_spoken_of(tx, row):
        await close_case(tx, row, CloseReason.UNBLOCKED, now, who="system", why=Because.NOTHING_BLOCKED)
    elif row["quiet_since"] is None:
        await tx.execute(update(cases).where(cases.c.case_id == row["case_id"]).values(quiet_since=now))
    return True


async def rouse(tx: AsyncConnection, case_id: UUID, now: datetime) -> None:
    """Something of the case has come to its end: maybe all has."""
    order_id = (await tx.execute(select(cases.c.order_id).where(cases.c.case_id == case_id))).scalar_one()
    await close_if_over(tx, order_id, now)


AT_REST = ~(
    exists().where(blocks.c.case_id == cases.c.case_id, blocks.c.ended_at.is_(None))
    | exists().where(conversations.c.case_id == cases.c.case_id, conversations.c.owner.in_([Owner.QUEUE, Owner.AGENT]))
    | exists().where(remedies.c.case_id == cases.c.case_id, remedies.c.ended_at.is_(None))
    | exists().where(promises.c.case_id == cases.c.case_id, promises.c.state == PromiseState.OPEN)
    | exists().where(conditions.c.case_id == cases.c.case_id, conditions.c.state == ConditionState.OPEN)
)
"""`may_close` as a condition, to find cases by: nothing is blocked, with a person, under way, promised or agreed."""


async def nothing_open(tx: AsyncConnection, case_id: UUID) -> bool:
    """Whether a case may close: nothing is blocked, talked about with a person, under way, promised or agreed for a
    case to come."""
    blocked = select(func.count()).where(blocks.c.case_id == case_id, blocks.c.ended_at.is_(None)).scalar_subquery()
    talking = select(
        exists().where(conversations.c.case_id == case_id, conversations.c.owner.in_([Owner.QUEUE, Owner.AGENT]))
    ).scalar_subquery()
    wished = select(func.count()).where(remedies.c.case_id == case_id, remedies.c.ended_at.is_(None)).scalar_subquery()
    promised = (
        select(func.count())
        .where(promises.c.case_id == case_id, promises.c.state == PromiseState.OPEN)
        .scalar_subquery()
    )
    kept = (
        select(func.count())
        .where(conditions.c.case_id == case_id, conditions.c.state == ConditionState.OPEN)
        .scalar_subquery()
    )
    query = select(
        blocked.label("blocked"), talking.label("talking"), wished.label("wished"), promised.label("promised"),
        kept.label("kept"),
    )  # fmt: skip
    row = (await tx.execute(query)).mappings().one()
    return may_close(
        open_blocks=row["blocked"], in_conversation=row["talking"], open_remedies=row["wished"],
        open_promises=row["promised"] + row["kept"],
    )  # fmt: skip


async def _was_spoken_of(tx: AsyncConnection, row: RowMapping) -> bool:
    """Whether the consumer knows of this case: they talked about it, or something was done or promised."""
    if row["conversation_id"] is not None:
        return True
    case_id = row["case_id"]
    known = (
        exists().where(remedies.c.case_id == case_id)
        | exists().where(promises.c.case_id == case_id)
        | exists().where(conversations.c.case_id == case_id)
    )
    return bool((await tx.execute(select(known))).scalar_one())


async def close_case(
    tx: AsyncConnection, row: RowMapping, reason: CloseReason, now: datetime, *, who: str, why: Because
) -> None:
    """Close an open case row."""
    await tx.execute(
        update(cases)
        .where(cases.c.case_id == row["case_id"])
        .values(closed_at=now, close_reason=reason, quiet_since=None)
    )
    await record(
        tx, at=now, who=who, what=What.CASE_CLOSED, why=why, subject=f"case:{row['case_id']}", order_id=row["order_id"],
        customer_id=row["customer_id"], data={"reason": reason},
    )  # fmt: skip
    await _event(
        tx, "case.closed", row["case_id"], row["order_id"], row["customer_id"], now, row["reopened"], reason=reason
    )


async def _event(
    tx: AsyncConnection, kind: str, case_id: UUID, order_id: str, customer_id: str, now: datetime, times: int,
    **more: str,
) -> None:  # fmt: skip
    told = _told(kind, case_id, order_id, customer_id, now, times, **more)
    await outbox.post_all(tx, outbox.EVENT, [told], now=now)


def _told(
    kind: str, case_id: UUID, order_id: str, customer_id: str, now: datetime, times: int, **more: str
) -> outbox.Message:
    return outbox.Message(
        kind=kind, key=f"event:{kind}:{case_id}:{times}", order_id=order_id, customer_id=customer_id,
        body={"case_id": str(case_id), "at": now.isoformat(), **more},
    )  # fmt: skip
