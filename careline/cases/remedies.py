"""Remedies as rows: wished for once, decided within limits, sent, answered, ended; each change is a ledger line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import open_case, rouse
from careline.cases.letters import write_letter
from careline.cases.promises import drop_promises, keep_promises, make_promise
from careline.core.journal import Because, What
from careline.core.money import Money
from careline.core.orders import AnswerStatus, Guarantee, Order, Quantities, RemedyAnswer
from careline.core.promises import PromiseKind, due_by
from careline.core.remedies import (
    ENDS,
    MONEY_BACK,
    OURS,
    URGES,
    RemedyKind,
    RemedyMove,
    RemedyState,
    Spent,
    Withdrawal,
    advanced,
    approvals_needed,
    overlaps,
    wish_key,
    withdrawal,
)
from careline.core.rules import ShopRules
from careline.ids import new_id
from careline.store import outbox
from careline.store.database import notify
from careline.store.journal import record
from careline.store.tables.cases import approvals, cases, remedies, remedy_changes
from careline.store.tables.feed import orders
from careline.store.tables.platform import outbox as outbox_table

APPROVALS_CHANGED = "approvals"
"""The key, on the topic "desk" of notifications, of a change in the queue of approvals."""
_DECIDING = 4_201_090
"""Advisory lock under which wishes are decided one after the other, so that no two pass a cap together."""


class NoRemedyError(LookupError):
    """There is no such remedy."""


class NotWaitingError(ValueError):
    """This remedy does not wait for a decision any more; look again."""


class SecondPersonError(ValueError):
    """You have approved this already; above the second limit another agent has to approve it too."""


class TooLateError(ValueError):
    """This has come to its end and cannot be taken back any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants done. `items` None: the whole order. `details` is what the kind needs (address, variant, …).

    `channel` is "app", "phone", "hall", "desk" or "system"; `about` tells apart wishes of one kind about the same
    items. `waits_for` names evidence that has to come before anything is decided.
    """

    order: Order
    kind: RemedyKind
    who: str
    channel: str
    items: Quantities | None = None
    amount: Money | None = None
    guarantee: Guarantee | None = None
    clause: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    conversation_id: UUID | None = None
    target_id: UUID | None = None
    about: str = ""
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A row of `remedies`. `fresh`: this call made it. `due_at` is when the consumer hears from us at the latest."""

    remedy_id: UUID
    case_id: UUID
    order_id: str
    customer_id: str
    conversation_id: UUID | None
    target_id: UUID | None
    kind: RemedyKind
    state: RemedyState
    guarantee: Guarantee | None
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
        "channel", "requested_by", "requested_at", "approvals_needed", "due_at", "answer_code", "answer", "sent_at", "ended_at",
        "told_at", "idempotency_key",
    )  # fmt: skip
    return Remedy(
        **{name: row[name] for name in same},
        kind=RemedyKind(row["kind"]),
        state=RemedyState(row["state"]),
        guarantee=Guarantee(row["guarantee"]) if row["guarantee"] else None,
        items=None if row["items"] is None else tuple((sku, quantity) for sku, quantity in row["items"]),
        amount=None if row["amount"] is None else Money(row["amount"], row["currency"]),
        fresh=fresh,
    )


async def request_remedy(tx: AsyncConnection, wish: Wish, now: datetime, rules: ShopRules) -> Remedy:
    """Note a wish once and decide at once who carries it out; the same wish again returns the first one's remedy.

    In this order: the lock of deciding, the order's case, then everything else. Within the limits the remedy leaves
    through the outbox of this transaction; above them it is in the queue of approvals when this transaction commits.
    """
    await tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _DECIDING})
    order = wish.order
    case_id = await open_case(
        tx, order.order_id, order.customer_id, now, rules, who=wish.who, why=Because.REMEDY_WISHED,
        data={"remedy": wish.kind}, conversation_id=wish.conversation_id,
    )  # fmt: skip
    earlier = await _of_order(tx, order.order_id)
    if running := _running(earlier, wish):
        return running
    ended = sum(1 for row in earlier if row["kind"] == wish.kind and row["ended_at"] is not None)
    rules = rules.for_order(order)
    spent = await _spent(tx, order, wish.amount, now)
    needed = approvals_needed(wish.amount, rules.remedies, spent)
    remedy_id = new_id()
    row = {
        "remedy_id": remedy_id, "case_id": case_id, "order_id": order.order_id, "customer_id": order.customer_id,
        "conversation_id": wish.conversation_id, "target_id": wish.target_id, "kind": wish.kind,
        "state": RemedyState.REQUESTED,
        "idempotency_key": wish_key(wish.kind, order.order_id, wish.items, ended, wish.about or str(wish.target_id or "")),
        "guarantee": wish.guarantee, "clause": wish.clause,
        "items": None if wish.items is None else [list(pair) for pair in wish.items],
        "amount": wish.amount.amount if wish.amount else None, "currency": wish.amount.currency if wish.amount else None,
        "details": dict(wish.details) | ({"waits_for": list(wish.waits_for)} if wish.waits_for else {}),
        "channel": wish.channel, "requested_by": wish.who, "why": Because.CONSUMER_CONFIRMED, "requested_at": now,
        "approvals_needed": needed,
    }  # fmt: skip
    await tx.execute(insert(remedies).values(row))
    stored = await _locked(tx, remedy_id)
    await _ledger(
        tx, stored, None, RemedyState.REQUESTED, who=wish.who, why=Because.CONSUMER_CONFIRMED, now=now, data={}
    )
    await record(
        tx, at=now, who=wish.who, what=What.REMEDY_REQUESTED, why=Because.CONSUMER_CONFIRMED, subject=f"remedy:{remedy_id}",
        order_id=order.order_id, customer_id=order.customer_id, data=_told(stored),
    )  # fmt: skip
    if wish.waits_for:
        due = now + rules.remedies.evidence_within
        await tx.execute(update(remedies).where(remedies.c.remedy_id == remedy_id).values(due_at=due))
    else:
        await _decide(tx, stored, order, now, rules)
    return remedy_from(await _locked(tx, remedy_id), fresh=True)


async def evidence_came(
    tx: AsyncConnection, remedy_id: UUID, needed: str, order: Order, now: datetime, rules: ShopRules
) -> Remedy:
    """Something that a wish waited for is here: decide as soon as nothing is missing. Raises NoRemedyError."""
    row = await _locked(tx, remedy_id)
    missing = [one for one in row["details"].get("waits_for", []) if one != needed]
    if RemedyState(row["state"]) is RemedyState.REQUESTED and missing != row["details"].get("waits_for", []):
        details = {**row["details"], "waits_for": missing}
        await tx.execute(update(remedies).where(remedies.c.remedy_id == remedy_id).values(details=details))
        if not missing:
            await _decide(tx, await _locked(tx, remedy_id), order, now, rules.for_order(order))
    return remedy_from(await _locked(tx, remedy_id))


async def _decide(tx: AsyncConnection, row: RowMapping, order: Order, now: datetime, rules: ShopRules) -> None:
    limits = rules.remedies
    if row["approvals_needed"]:
        due = due_by(now, limits.approval_within, rules.desk.hours, order.time_zone)
        await move(tx, row, RemedyMove.ASK_APPROVAL, who="bot", why=Because.ABOVE_LIMIT, now=now, due_at=due)
        await make_promise(tx, row, PromiseKind.DECISION, due, who=row["requested_by"], now=now)
    else:
        await _carry_out(tx, row, RemedyMove.PROCEED, order, now, rules, who="bot", why=Because.WITHIN_LIMITS)


async def _carry_out(
    tx: AsyncConnection, row: RowMapping, step: RemedyMove, order: Order, now: datetime, rules: ShopRules,
    *, who: str, why: Because,
) -> None:  # fmt: skip
    """Approved: out of the house with it, and promise by when the consumer hears how it went."""
    kind = RemedyKind(row["kind"])
    within = rules.remedies.urge_within if kind in URGES else rules.remedies.answer_within
    due = due_by(now, within, rules.desk.hours, order.time_zone)
    await move(tx, row, step, who=who, why=why, now=now, due_at=due)
    await make_promise(tx, row, PromiseKind.ANSWER, due, who=row["requested_by"], now=now)
    if kind in OURS or (kind is RemedyKind.URGE_MERCHANT and await write_letter(tx, row, order, now)):
        return
    tries = (await tx.execute(select(func.count()).where(outbox_table.c.remedy_id == row["remedy_id"]))).scalar_one()
    await outbox.post(
        tx, outbox.REMEDY, kind, key=f"remedy:{row['remedy_id']}:{tries}", body=_order_to_shop(row, order), now=now,
        order_id=row["order_id"], customer_id=row["customer_id"], remedy_id=row["remedy_id"],
    )  # fmt: skip


def _order_to_shop(row: RowMapping, order: Order) -> dict[str, Any]:
    """What the platform is asked to do, as docs/contracts.md describes it."""
    amount = None if row["amount"] is None else Money(row["amount"], row["currency"])
    details = {name: value for name, value in row["details"].items() if name != "waits_for"}
    return {
        "remedy_id": str(row["remedy_id"]), "kind": row["kind"], "order_id": order.order_id,
        "merchant_id": order.merchant_id, "customer_id": order.customer_id,
        "items": None if row["items"] is None else [{"sku": sku, "quantity": n} for sku, n in row["items"]],
        "amount": {"amount": amount.decimal(), "currency": amount.currency} if amount else None,
        "guarantee": row["guarantee"], "clause": row["clause"], "details": details,
        "requested_at": row["requested_at"].isoformat(),
        "withdraws": str(row["target_id"]) if row["target_id"] else None,
    }  # fmt: skip


async def approve(
    tx: AsyncConnection, remedy_id: UUID, agent_id: UUID, login: str, order: Order, now: datetime, rules: ShopRules
) -> Remedy:
    """One agent's yes; the remedy is carried out when as many different agents as it needs have said so.

    A failed one is tried once more. Raises NoRemedyError, NotWaitingError, SecondPersonError.
    """
    row = await _locked(tx, remedy_id)
    who = f"agent:{login}"
    rules = rules.for_order(order)
    if RemedyState(row["state"]) is RemedyState.FAILED:
        await _carry_out(tx, row, RemedyMove.RETRY, order, now, rules, who=who, why=Because.AGENT_RETRIED)
        return remedy_from(await _locked(tx, remedy_id))
    if RemedyState(row["state"]) is not RemedyState.NEEDS_APPROVAL:
        raise NotWaitingError(NotWaitingError.__doc__)
    known = select(approvals.c.agent_id).where(approvals.c.remedy_id == remedy_id)
    agreed = set((await tx.execute(known)).scalars())
    if agent_id in agreed:
        raise SecondPersonError(SecondPersonError.__doc__)
    await tx.execute(insert(approvals).values(approval_id=new_id(), remedy_id=remedy_id, agent_id=agent_id, at=now))
    if len(agreed) + 1 < row["approvals_needed"]:
        await record(
            tx, at=now, who=who, what=What.REMEDY_APPROVED_ONCE, why=Because.AGENT_APPROVED, subject=f"remedy:{remedy_id}",
            order_id=row["order_id"], customer_id=row["customer_id"], data=_told(row),
        )  # fmt: skip
        await notify(tx, "desk", APPROVALS_CHANGED)
        return remedy_from(row)
    await keep_promises(tx, remedy_id, PromiseKind.DECISION, now=now)
    await _carry_out(tx, row, RemedyMove.APPROVE, order, now, rules, who=who, why=Because.AGENT_APPROVED)
    return remedy_from(await _locked(tx, remedy_id))


async def refuse(tx: AsyncConnection, remedy_id: UUID, login: str, reason: str, now: datetime) -> Remedy:
    """An agent says no; `reason` is told to the consumer in these words. Raises NoRemedyError, NotWaitingError."""
    row = await _locked(tx, remedy_id)
    if RemedyState(row["state"]) not in {RemedyState.NEEDS_APPROVAL, RemedyState.FAILED, RemedyState.REQUESTED}:
        raise NotWaitingError(NotWaitingError.__doc__)
    await move(
        tx, row, RemedyMove.REFUSE, who=f"agent:{login}", why=Because.AGENT_REFUSED, now=now,
        answer_code="agent", answer=reason,
    )  # fmt: skip
    return remedy_from(await _locked(tx, remedy_id))


async def take_back(
    tx: AsyncConnection, remedy_id: UUID, order: Order, now: datetime, rules: ShopRules,
    *, who: str, channel: str, conversation_id: UUID | None = None,
) -> tuple[Withdrawal, Remedy]:  # fmt: skip
    """The consumer does not want it any more: end it, or ask the shop to (a remedy of its own, which is returned).

    Raises NoRemedyError, and TooLateError for what has ended.
    """
    row = await _locked(tx, remedy_id)
    state = RemedyState(row["state"])
    how = withdrawal(state, delivery_tried=False)
    if how is Withdrawal.TOO_LATE:
        raise TooLateError(TooLateError.__doc__)
    if (
        state is RemedyState.APPROVED
        and RemedyKind(row["kind"]) not in OURS
        and not await outbox.take_back(tx, remedy_id)
    ):
        how = withdrawal(state, delivery_tried=True)
    if how is Withdrawal.AT_ONCE:
        await move(tx, row, RemedyMove.WITHDRAW, who=who, why=Because.CONSUMER_WITHDREW, now=now)
        return how, remedy_from(await _locked(tx, remedy_id))
    wish = Wish(
        order=order, kind=RemedyKind.WITHDRAW, who=who, channel=channel, conversation_id=conversation_id,
        target_id=remedy_id, details={"kind": row["kind"]},
    )  # fmt: skip
    return how, await request_remedy(tx, wish, now, rules)


async def answered(tx: AsyncConnection, remedy_id: UUID, told: RemedyAnswer, now: datetime, *, who: str) -> Remedy:
    """The platform's answer, by whichever way it came; one that comes twice, or too late, changes nothing.

    Raises NoRemedyError.
    """
    row = await _locked(tx, remedy_id)
    state = RemedyState(row["state"])
    if state in ENDS:
        return remedy_from(row)
    values: dict[str, Any] = {"answer_code": told.code or None, "answer": told.reason or None}
    if told.status is AnswerStatus.ACCEPTED:
        if state is RemedyState.APPROVED:
            await move(tx, row, RemedyMove.SEND, who=who, why=Because.SHOP_ACCEPTED, now=now, sent_at=now)
            row = await _locked(tx, remedy_id)
        if told.expected_by and told.expected_by != row["due_at"]:
            await tx.execute(update(remedies).where(remedies.c.remedy_id == remedy_id).values(due_at=told.expected_by))
            await keep_promises(tx, remedy_id, PromiseKind.ANSWER, now=now)
            await make_promise(tx, row, PromiseKind.ANSWER, told.expected_by, who=who, now=now)
        return remedy_from(await _locked(tx, remedy_id))
    step, why = _ANSWERS[told.status]
    if (state, step) == (RemedyState.FAILED, RemedyMove.FAIL):
        return remedy_from(row)
    await move(tx, row, step, who=who, why=why, now=now, **values)
    if RemedyKind(row["kind"]) is RemedyKind.WITHDRAW and told.status is AnswerStatus.DONE:
        target = await _locked(tx, row["target_id"])
        if RemedyState(target["state"]) not in ENDS:
            await move(tx, target, RemedyMove.WITHDRAW, who=who, why=Because.CONSUMER_WITHDREW, now=now)
    return remedy_from(await _locked(tx, remedy_id))


_ANSWERS: Mapping[AnswerStatus, tuple[RemedyMove, Because]] = {
    AnswerStatus.DONE: (RemedyMove.COMPLETE, Because.SHOP_DID_IT),
    AnswerStatus.REFUSED: (RemedyMove.REFUSE, Because.SHOP_REFUSED),
    AnswerStatus.FAILED: (RemedyMove.FAIL, Because.SHOP_FAILED),
}


async def move(
    tx: AsyncConnection, row: RowMapping, step: RemedyMove, *, who: str, why: Because, now: datetime, **values: Any
) -> RemedyState:
    """Change a locked remedy's state, with its line in the ledger and in the journal, and an event for whoever listens.

    At an end its promises end too, and its case wakes up. Raises IllegalRemedyMoveError.
    """
    before = RemedyState(row["state"])
    after = advanced(before, step)
    ends = after in ENDS
    values |= {"state": after} | ({"ended_at": now, "due_at": None} if ends else {})
    await tx.execute(update(remedies).where(remedies.c.remedy_id == row["remedy_id"]).values(values))
    data = {name: values[name] for name in ("answer_code", "answer") if values.get(name)}
    await _ledger(tx, row, before, after, who=who, why=why, now=now, data=data)
    await record(
        tx, at=now, who=who, what=What.REMEDY_CHANGED, why=why, subject=f"remedy:{row['remedy_id']}", note=values.get("answer"),
        order_id=row["order_id"], customer_id=row["customer_id"], data=_told(row) | {"before": before, "after": after},
    )  # fmt: skip
    await outbox.post(
        tx, outbox.EVENT, "remedy.changed", key=f"event:remedy:{row['remedy_id']}:{before}:{after}:{now.isoformat()}", now=now,
        order_id=row["order_id"], customer_id=row["customer_id"],
        body=_told(row) | {"remedy_id": str(row["remedy_id"]), "before": before, "after": after, "why": why, "at": now.isoformat()},
    )  # fmt: skip
    if ends:
        kept = after is not RemedyState.WITHDRAWN
        await (keep_promises if kept else drop_promises)(tx, row["remedy_id"], None, now=now)
        await rouse(tx, row["case_id"], now)
    await notify(tx, "remedies", row["customer_id"])
    if {before, after} & {RemedyState.NEEDS_APPROVAL, RemedyState.FAILED}:
        await notify(tx, "desk", APPROVALS_CHANGED)
    return after


async def _ledger(
    tx: AsyncConnection, row: RowMapping, before: RemedyState | None, after: RemedyState,
    *, who: str, why: Because, now: datetime, data: dict[str, Any],
) -> None:  # fmt: skip
    await tx.execute(
        insert(remedy_changes).values(
            change_id=new_id(), remedy_id=row["remedy_id"], at=now, who=who, why=why, clause=row["clause"],
            amount=row["amount"], currency=row["currency"], before=before, after=after, data=data,
        )
    )  # fmt: skip


def _told(row: RowMapping) -> dict[str, Any]:
    """What journal and events tell of a remedy: no address, no number, nothing that somebody wrote."""
    amount = None if row["amount"] is None else Money(row["amount"], row["currency"])
    return {
        "remedy": row["kind"], "guarantee": row["guarantee"], "clause": row["clause"], "items": row["items"],
        "amount": amount.decimal() if amount else None, "currency": row["currency"],
    }  # fmt: skip


async def _locked(tx: AsyncConnection, remedy_id: UUID) -> RowMapping:
    query = select(remedies).where(remedies.c.remedy_id == remedy_id).with_for_update(key_share=True)
    row = (await tx.execute(query)).mappings().first()
    if row is None:
        raise NoRemedyError(NoRemedyError.__doc__)
    return row


async def locked_remedy(tx: AsyncConnection, remedy_id: UUID) -> RowMapping:
    """The row, held until the transaction ends; for whoever moves it next. Raises NoRemedyError."""
    return await _locked(tx, remedy_id)


async def _of_order(tx: AsyncConnection, order_id: str) -> Sequence[RowMapping]:
    query = (
        select(remedies).where(remedies.c.order_id == order_id).order_by(remedies.c.requested_at, remedies.c.remedy_id)
    )
    return (await tx.execute(query)).mappings().all()


def _running(earlier: Sequence[RowMapping], wish: Wish) -> Remedy | None:
    """The open remedy that this wish repeats: of its kind about the same, or another that gives the same money back."""
    for row in earlier:
        remedy = remedy_from(row)
        if not remedy.open:
            continue
        same_kind = (
            remedy.kind is wish.kind and remedy.target_id == wish.target_id and remedy.guarantee == wish.guarantee
        )
        same_money = {remedy.kind, wish.kind} <= MONEY_BACK
        if (same_kind or same_money) and (overlaps(remedy.items, wish.items) or wish.kind in URGES):
            return remedy
    return None


async def _spent(tx: AsyncConnection, order: Order, amount: Money | None, now: datetime) -> Spent:
    """What was carried out without approval, in this currency, over a day and over 30 days."""
    if amount is None or amount.amount == 0:
        return Spent(consumer_today=0, consumer_month=0, merchant_today=0, shop_today=0)
    day, month = now - timedelta(days=1), now - timedelta(days=30)
    given = func.coalesce(func.sum(remedies.c.amount), 0)
    mine, theirs = remedies.c.customer_id == order.customer_id, orders.c.merchant_id == order.merchant_id
    today = remedies.c.requested_at > day
    query = (
        select(
            given.filter(mine & today).label("consumer_today"), given.filter(mine).label("consumer_month"),
            given.filter(theirs & today).label("merchant_today"), given.filter(today).label("shop_today"),
        )
        .join(orders, orders.c.order_id == remedies.c.order_id)
        .where(
            remedies.c.requested_at > month, remedies.c.currency == amount.currency, remedies.c.approvals_needed == 0,
            remedies.c.state.not_in([RemedyState.REFUSED, RemedyState.WITHDRAWN]), mine | today,
        )
    )  # fmt: skip
    row = (await tx.execute(query)).mappings().one()
    return Spent(**{name: int(value) for name, value in row.items()})


async def remedies_of(tx: AsyncConnection, order_id: str) -> list[Remedy]:
    """Everything that was ever wished for about an order, oldest first."""
    return [remedy_from(row) for row in await _of_order(tx, order_id)]


async def remedies_of_customer(tx: AsyncConnection, customer_id: str, *, open_only: bool) -> list[Remedy]:
    """A consumer's remedies over all orders, oldest first."""
    query = select(remedies).where(remedies.c.customer_id == customer_id)
    if open_only:
        query = query.where(remedies.c.ended_at.is_(None))
    rows = (await tx.execute(query.order_by(remedies.c.requested_at, remedies.c.remedy_id))).mappings()
    return [remedy_from(row) for row in rows]


async def waiting_for_approval(tx: AsyncConnection) -> list[Remedy]:
    """What agents have to decide, the oldest first: what needs approval, and what failed at the shop."""
    waits = remedies.c.state.in_([RemedyState.NEEDS_APPROVAL, RemedyState.FAILED])
    rows = (await tx.execute(select(remedies).where(waits).order_by(remedies.c.requested_at))).mappings()
    return [remedy_from(row) for row in rows]


async def approvers_of(tx: AsyncConnection, remedy_id: UUID) -> set[UUID]:
    """The agents who have approved it so far."""
    return set((await tx.execute(select(approvals.c.agent_id).where(approvals.c.remedy_id == remedy_id))).scalars())


async def ledger_of(tx: AsyncConnection, remedy_id: UUID) -> Sequence[RowMapping]:
    """Every change of a remedy, oldest first."""
    query = select(remedy_changes).where(remedy_changes.c.remedy_id == remedy_id)
    return (await tx.execute(query.order_by(remedy_changes.c.at, remedy_changes.c.change_id))).mappings().all()


async def case_of(tx: AsyncConnection, remedy_id: UUID) -> RowMapping:
    """The case that a remedy belongs to. Raises NoRemedyError."""
    query = select(cases).join(remedies, remedies.c.case_id == cases.c.case_id).where(remedies.c.remedy_id == remedy_id)
    row = (await tx.execute(query)).mappings().first()
    if row is None:
        raise NoRemedyError(NoRemedyError.__doc__)
    return row
