"""Conditions as rows: set with the consumer's yes, taken back, ended once; who keeps them is in holding.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import open_case, rouse
from careline.core.conditions import (
    ConditionMove,
    ConditionState,
    Planned,
    Seen,
    Terms,
    Verdict,
    condition_after,
    expected,
)
from careline.core.journal import Because, What
from careline.core.orders import Order
from careline.core.remedies import ENDS, MONEY_BACK, RemedyKind, RemedyState, overlaps
from careline.core.rules import ShopRules
from careline.ids import new_id
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts
from careline.store.tables.cases import conditions, remedies
from understanding.condition_words import Awaited, Then


class NoConditionError(LookupError):
    """There is no such condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A row of `conditions`. `verdict`: why it ended, None while it is open or if it was taken back."""

    condition_id: UUID
    case_id: UUID
    order_id: str
    customer_id: str
    conversation_id: UUID | None
    remedy_id: UUID | None
    terms: Terms
    said: str
    set_by: str
    state: ConditionState
    verdict: Verdict | None
    ended_at: datetime | None

    @property
    def open(self) -> bool:
        return self.state is ConditionState.OPEN

    def planned(self, order: Order, now: datetime, rules: ShopRules) -> Planned | None:
        """What it would come to now; None where that is not known, or over."""
        return expected(self.terms, order, now, rules) if self.open else None


def condition_from(row: RowMapping) -> Condition:
    same = (
        "condition_id", "case_id", "order_id", "customer_id", "conversation_id", "remedy_id", "said", "set_by",
        "ended_at",
    )  # fmt: skip
    return Condition(
        **{name: row[name] for name in same},
        state=ConditionState(row["state"]),
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        terms=Terms(
            awaited=Awaited(row["awaited"]), once=row["once"], then=Then(row["deed"]),
            items=None if row["items"] is None else tuple((sku, quantity) for sku, quantity in row["items"]),
            set_at=row["set_at"], due_at=row["due_at"],
        ),
    )  # fmt: skip


async def set_condition(
    tx: AsyncConnection, order: Order, terms: Terms, rules: ShopRules,
    *, said: str, who: str, channel: str, conversation_id: UUID | None, asked_in: str,
) -> Condition:  # fmt: skip
    """Keep it from now (`terms.set_at`) on. `asked_in` names the request, which may be worked off twice; `said` are
    the consumer's words. What was agreed before about the same deed for this order makes way: 还是后天吧.

    The conversation is held by whoever calls.
    """
    now = terms.set_at
    key = f"{asked_in}:{order.order_id}:{terms.then.value}"
    known = (await tx.execute(select(conditions).where(conditions.c.asked_key == key))).mappings().first()
    if known:
        return condition_from(known)
    case_id = await open_case(
        tx, order.order_id, order.customer_id, now, rules, who=who, why=Because.REMEDY_WISHED,
        conversation_id=conversation_id,
    )  # fmt: skip
    for earlier in await conditions_of_order(tx, order.order_id):
        if earlier.open and earlier.terms.then is terms.then:
            await withdraw_condition(tx, earlier.condition_id, now, who=who)
    row = {
        "condition_id": new_id(), "case_id": case_id, "order_id": order.order_id, "customer_id": order.customer_id,
        "conversation_id": conversation_id, "awaited": terms.awaited.value, "once": terms.once,
        "deed": terms.then.value, "items": None if terms.items is None else [list(pair) for pair in terms.items],
        "said": said, "channel": channel, "set_by": who, "set_at": now, "due_at": terms.due_at,
        "state": ConditionState.OPEN, "seen_version": order.version, "asked_key": key,
    }  # fmt: skip
    stored = (await tx.execute(insert(conditions).values(row).returning(conditions))).mappings().one()
    await _note(tx, stored, What.CONDITION_SET, Because.CONSUMER_CONFIRMED, who, now)
    return condition_from(stored)


async def end_condition(
    tx: AsyncConnection, condition: Condition, move: ConditionMove, now: datetime,
    *, who: str, why: Because, verdict: Verdict | None, remedy_id: UUID | None = None,
) -> bool:  # fmt: skip
    """End an open one; False where it has ended before, whoever was faster."""
    after = condition_after(ConditionState.OPEN, move)
    mine = (conditions.c.condition_id == condition.condition_id) & (conditions.c.state == ConditionState.OPEN)
    ending = update(conditions).where(mine).values(state=after, verdict=verdict, ended_at=now, remedy_id=remedy_id)
    ended = (await tx.execute(ending.returning(conditions))).mappings().first()
    if ended is None:
        return False
    await _note(tx, ended, What.CONDITION_ENDED, why, who, now)
    await rouse(tx, condition.case_id, now)
    return True


async def withdraw_condition(tx: AsyncConnection, condition_id: UUID, now: datetime, *, who: str) -> bool:
    """Take it back, whoever wishes it; False where it has ended before. Raises NoConditionError."""
    found = await condition_of(tx, condition_id)
    why = Because.AGENT_DID_IT if who.startswith("agent:") else Because.CONSUMER_WITHDREW
    return await end_condition(tx, found, ConditionMove.WITHDRAW, now, who=who, why=why, verdict=None)


async def condition_of(tx: AsyncConnection, condition_id: UUID) -> Condition:
    """Raises NoConditionError."""
    query = select(conditions).where(conditions.c.condition_id == condition_id)
    row = (await tx.execute(query)).mappings().first()
    if row is None:
        raise NoConditionError(NoConditionError.__doc__)
    return condition_from(row)


async def conditions_of_order(tx: AsyncConnection, order_id: str) -> list[Condition]:
    """All that were ever set about an order, oldest first."""
    query = select(conditions).where(conditions.c.order_id == order_id)
    rows = (await tx.execute(query.order_by(conditions.c.set_at, conditions.c.condition_id))).mappings()
    return [condition_from(row) for row in rows]


async def conditions_of_customer(tx: AsyncConnection, customer_id: str, *, open_only: bool) -> list[Condition]:
    """Of a consumer, what is due soonest first."""
    query = select(conditions).where(conditions.c.customer_id == customer_id)
    if open_only:
        query = query.where(conditions.c.state == ConditionState.OPEN)
    rows = (await tx.execute(query.order_by(conditions.c.due_at, conditions.c.condition_id))).mappings()
    return [condition_from(row) for row in rows]


async def seen_beside(tx: AsyncConnection, order: Order, terms: Terms) -> Seen:
    """What we know beside the order: whether the shop has answered us, whether we have called, what is under way."""
    rows: Sequence[RowMapping] = (
        (await tx.execute(select(remedies).where(remedies.c.order_id == order.order_id))).mappings().all()
    )
    asked_back = any(
        row["kind"] in MONEY_BACK and row["state"] not in ENDS and overlaps(_items(row), terms.items) for row in rows
    )
    happened: set[Awaited] = set()
    if terms.awaited is Awaited.SHOP_ANSWERED and _answered(order, rows, terms.set_at):
        happened.add(Awaited.SHOP_ANSWERED)
    if terms.awaited is Awaited.CALLED and await _called(tx, order, rows, terms.set_at):
        happened.add(Awaited.CALLED)
    return Seen(happened=happened, under_way=asked_back)


def _items(row: RowMapping) -> tuple[tuple[str, int], ...] | None:
    return None if row["items"] is None else tuple((sku, quantity) for sku, quantity in row["items"])


def _answered(order: Order, rows: Sequence[RowMapping], since: datetime) -> bool:
    """Whether an urge of ours has an answer of the shop since then."""
    urged = {str(row["remedy_id"]) for row in rows if row["kind"] == RemedyKind.URGE_MERCHANT}
    answered = any(one.remedy_id in urged and one.at > since for one in order.answers)
    over = {RemedyState.DONE, RemedyState.REFUSED}
    return answered or any(
        row["kind"] == RemedyKind.URGE_MERCHANT and row["state"] in over and row["ended_at"] > since for row in rows
    )


async def _called(tx: AsyncConnection, order: Order, rows: Sequence[RowMapping], since: datetime) -> bool:
    """Whether a call of ours was answered, or a colleague's is done, since then."""
    if any(
        row["kind"] == RemedyKind.CALLBACK and row["state"] == RemedyState.DONE and row["ended_at"] > since
        for row in rows
    ):
        return True
    query = select(attempts.c.attempt_id).where(
        attempts.c.customer_id == order.customer_id, attempts.c.answered_at > since
    )
    return (await tx.execute(query.limit(1))).first() is not None


async def _note(tx: AsyncConnection, row: Mapping[Any, Any], what: What, why: Because, who: str, now: datetime) -> None:
    data = {"awaited": row["awaited"], "once": row["once"], "deed": row["deed"], "due_at": row["due_at"].isoformat()}
    if row["verdict"]:
        data["verdict"] = row["verdict"]
    await record(
        tx, at=now, who=who, what=what, why=why, subject=f"condition:{row['condition_id']}", order_id=row["order_id"],
        customer_id=row["customer_id"], data=data,
    )  # fmt: skip
    await notify(tx, Topic.REMEDIES, row["customer_id"])
