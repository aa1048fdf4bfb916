"""Wishes: what somebody wants done, noted once, decided within the limits, sent on its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import open_case
from careline.cases.letters import write_letter
from careline.cases.promises import make_promise
from careline.cases.remedies import Remedy, locked_remedy, move, note_change, remedy_from, rows_of_order, told_of
from careline.core.blocks import find_blocks
from careline.core.journal import Because, What
from careline.core.money import Money
from careline.core.orders import Guarantee, Order, Quantities
from careline.core.promises import PromiseKind
from careline.core.remedies import (
    MONEY,
    OURS,
    REPLACES,
    SUM_TO_BE_KNOWN,
    URGES,
    RemedyKind,
    RemedyMove,
    RemedyState,
    Spent,
    approvals_needed,
    asked_key,
    given_by_itself,
    late_details,
    overlaps,
    wish_key,
    worth_of,
)
from careline.core.rights import Clause, Right
from careline.core.rules import ShopRules
from careline.ids import new_id
from careline.store import outbox
from careline.store.database import notify
from careline.store.hours import falls_due
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.cases import remedies
from careline.store.tables.feed import orders
from careline.store.tables.platform import outbox as outbox_table

_WISHES = text("SELECT pg_advisory_xact_lock(hashtextextended(:customer_id, 4201091))")
"""One consumer's wishes come one after the other, so that the same one from two devices is one remedy."""
_CAPS = text("SELECT pg_advisory_xact_lock(4201090)")
"""What costs something is decided one after the other, shop-wide, so that no two pass a cap together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants done. `items` None: the whole order. `details` is what the kind needs (address, variant, …).

    Whoever wishes says what and by which `right`; what it is worth, its clause and who has to agree follow from that
    in one way for every channel: "app", "phone", "hall", "desk" or "system". `amount` of a cancellation may be left
    out. `about` tells apart wishes of one kind about the same items. `waits_for` names evidence that has to come before
    anything is decided. `asked_in` names the request that the wish is part of (the turn, the page's id of a tap), which
    may be worked off twice. `why`: who wished it, just now or for a case that has come.
    """

    order: Order
    kind: RemedyKind
    who: str
    channel: str
    items: Quantities | None = None
    amount: Money | None = None
    right: Right | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    conversation_id: UUID | None = None
    target_id: UUID | None = None
    about: str = ""
    waits_for: tuple[str, ...] = ()
    asked_in: str | None = None
    why: Because = Because.CONSUMER_CONFIRMED

    @property
    def guarantee(self) -> Guarantee | None:
        """A right that no guarantee names is told by its clause alone."""
        return self.right.right if self.right and isinstance(self.right.right, Guarantee) else None

    @property
    def clause(self) -> Clause | None:
        return self.right.clause if self.right else None

    @property
    def told_apart_by(self) -> str:
        """What keeps this wish from being the same as another one of its kind about the same items."""
        parts = (self.guarantee, str(self.target_id) if self.target_id else None, self.about)
        return "/".join(part for part in parts if part)


async def request_remedy(tx: AsyncConnection, wish: Wish, now: datetime, rules: ShopRules) -> Remedy:
    """Note a wish once and decide at once who carries it out; the same wish again returns the first one's remedy.

    Within the limits the remedy leaves through the outbox of this transaction; above them it is in the queue of
    approvals when this transaction commits. Whatever costs something makes every other such wish of the shop wait
    until then: nobody is asked over the network in a transaction that may have wished.
    """
    order = wish.order
    await hold_wishes(tx, order.customer_id)
    wish = replace(wish, amount=wish.amount or given_by_itself(wish.kind, order, wish.items))
    apart = "" if wish.kind is RemedyKind.CALLBACK else wish.told_apart_by  # 半小时后: later in a turn's second run
    asked = wish.asked_in and asked_key(wish.asked_in, wish.kind, order.order_id, wish.items, apart)
    earlier = await rows_of_order(tx, order.order_id)
    if known := next((row for row in earlier if asked and row["asked_key"] == asked), None):
        return remedy_from(known, fresh=True)
    if same := next((row for row in earlier if _same(row, wish)), None):
        return remedy_from(same)
    its_rules = rules.for_order(order)
    wish = replace(wish, details={**_what_is_late(wish, now, rules), **wish.details})
    worth = worth_of(wish.kind, order, wish.items)
    costs = wish.amount or worth
    needed = approvals_needed(costs, its_rules.remedies, await _spent(tx, order, costs, now))
    if wish.kind in SUM_TO_BE_KNOWN and wish.amount is None:
        needed = max(needed, 1)  # a person finds out the sum before anything is paid
    await _end_replaced(tx, earlier, wish, now)
    case_id = await open_case(
        tx, order.order_id, order.customer_id, now, rules, who=wish.who, why=Because.REMEDY_WISHED,
        data={"remedy": wish.kind}, conversation_id=wish.conversation_id,
    )  # fmt: skip
    remedy_id = new_id()
    new = insert(remedies).values(_row_of(wish, remedy_id, case_id, asked, earlier, needed, worth, now))
    stored = (await tx.execute(new.returning(remedies))).mappings().one()
    await note_change(tx, stored, None, RemedyState.REQUESTED, who=wish.who, why=wish.why, now=now, data={})
    await record(
        tx, at=now, who=wish.who, what=What.REMEDY_REQUESTED, why=wish.why, subject=f"remedy:{remedy_id}",
        order_id=order.order_id, customer_id=order.customer_id, data=told_of(stored),
    )  # fmt: skip
    if wish.waits_for:
        due = await falls_due(tx, now, its_rules.remedies.evidence_within, its_rules.desk, order.time_zone)
        await tx.execute(update(remedies).where(remedies.c.remedy_id == remedy_id).values(due_at=due))
        await notify(tx, Topic.REMEDIES, order.customer_id)
    else:
        await _decide(tx, stored, order, now, its_rules)
    return remedy_from(await locked_remedy(tx, remedy_id), fresh=True)


def _what_is_late(wish: Wish, now: datetime, rules: ShopRules) -> dict[str, str]:
    """So that a push is not over because another parcel or refund of the order has moved."""
    if wish.kind not in URGES or "note" in wish.details:
        return {}
    block = wish.details.get("block")
    late = next((one for one in find_blocks(wish.order, now, rules) if one.kind == block), None)
    return late_details(late) if late else {}


async def hold_wishes(tx: AsyncConnection, customer_id: str) -> None:
    """Hold what this consumer wishes for until the transaction ends. Whoever goes on to lock a remedy of theirs and may
    wish afterwards calls it first: see the order of locks in ARCHITECTURE.md."""
    await tx.execute(_WISHES, {"customer_id": customer_id})


async def _end_replaced(tx: AsyncConnection, earlier: Sequence[RowMapping], wish: Wish, now: datetime) -> None:
    """A call at another hour or number takes the place of the one wished before: nobody is called twice about it."""
    if wish.kind is not RemedyKind.CALLBACK:
        return
    for one in map(remedy_from, earlier):
        if one.kind is RemedyKind.CALLBACK and one.state is RemedyState.APPROVED:
            row = await locked_remedy(tx, one.remedy_id)
            await move(tx, row, RemedyMove.WITHDRAW, who=wish.who, why=Because.CONSUMER_WITHDREW, now=now)


def _row_of(
    wish: Wish, remedy_id: UUID, case_id: UUID, asked: str | None, earlier: Sequence[RowMapping], needed: int,
    worth: Money | None, now: datetime,
) -> dict[str, Any]:  # fmt: skip
    order, amount = wish.order, wish.amount
    ended = sum(1 for row in earlier if row["kind"] == wish.kind and row["ended_at"] is not None)
    return {
        "remedy_id": remedy_id, "case_id": case_id, "order_id": order.order_id, "customer_id": order.customer_id,
        "conversation_id": wish.conversation_id, "target_id": wish.target_id, "kind": wish.kind,
        "state": RemedyState.REQUESTED, "asked_key": asked,
        "idempotency_key": wish_key(wish.kind, order.order_id, wish.items, ended, wish.told_apart_by),
        "guarantee": wish.guarantee, "clause": wish.clause,
        "items": None if wish.items is None else [list(pair) for pair in wish.items],
        "amount": amount.amount if amount else None, "currency": amount.currency if amount else None,
        "worth": worth.amount if worth else None,
        "details": {
            **wish.details,
            **({"about": wish.about} if wish.about else {}),
            **({"waits_for": list(wish.waits_for)} if wish.waits_for else {}),
        },
        "channel": wish.channel, "requested_by": wish.who, "why": wish.why, "requested_at": now,
        "approvals_needed": needed,
    }  # fmt: skip


async def evidence_came(
    tx: AsyncConnection, remedy_id: UUID, needed: str, order: Order, now: datetime, rules: ShopRules
) -> Remedy:
    """Something that a wish waited for is here: decide as soon as nothing is missing. Raises NoRemedyError."""
    row = await locked_remedy(tx, remedy_id)
    waits_for = row["details"].get("waits_for", [])
    missing = [one for one in waits_for if one != needed]
    if RemedyState(row["state"]) is RemedyState.REQUESTED and missing != waits_for:
        details = {**row["details"], "waits_for": missing}
        await tx.execute(update(remedies).where(remedies.c.remedy_id == remedy_id).values(details=details))
        if not missing:
            await _decide(tx, await locked_remedy(tx, remedy_id), order, now, rules.for_order(order))
    return remedy_from(await locked_remedy(tx, remedy_id))


async def _decide(tx: AsyncConnection, row: RowMapping, order: Order, now: datetime, rules: ShopRules) -> None:
    limits = rules.remedies
    if row["approvals_needed"]:
        due = await falls_due(tx, now, limits.approval_within, rules.desk, order.time_zone)
        await move(tx, row, RemedyMove.ASK_APPROVAL, who="bot", why=Because.ABOVE_LIMIT, now=now, due_at=due)
        await make_promise(tx, row, PromiseKind.DECISION, due, who=row["requested_by"], now=now)
    else:
        await carry_out(tx, row, RemedyMove.PROCEED, order, now, rules, who="bot", why=Because.WITHIN_LIMITS)


async def carry_out(
    tx: AsyncConnection, row: RowMapping, step: RemedyMove, order: Order, now: datetime, rules: ShopRules,
    *, who: str, why: Because,
) -> None:  # fmt: skip
    """Approved: out of the house with it, and promise by when the consumer hears how it went."""
    kind = RemedyKind(row["kind"])
    within = rules.remedies.urge_within if kind in URGES else rules.remedies.answer_within
    due = await falls_due(tx, now, within, rules.desk, order.time_zone)
    await move(tx, row, step, who=who, why=why, now=now, due_at=due)
    await make_promise(tx, row, PromiseKind.ANSWER, due, who=row["requested_by"], now=now)
    if kind in OURS or (kind is RemedyKind.URGE_MERCHANT and await write_letter(tx, row, order, now)):
        return
    await send_to_platform(tx, row, order, now)


async def send_to_platform(tx: AsyncConnection, row: RowMapping, order: Order, now: datetime) -> None:
    """Have the shop's system carry this remedy out; each try that an agent asks for is a message of its own."""
    kind = RemedyKind(row["kind"])
    tries = (await tx.execute(select(func.count()).where(outbox_table.c.remedy_id == row["remedy_id"]))).scalar_one()
    await outbox.post(
        tx, outbox.REMEDY, kind, key=f"remedy:{row['remedy_id']}:{tries}", body=_order_to_shop(row, order), now=now,
        order_id=row["order_id"], customer_id=row["customer_id"], remedy_id=row["remedy_id"],
    )  # fmt: skip


def _order_to_shop(row: RowMapping, order: Order) -> dict[str, Any]:
    """What the platform is asked to do, as docs/contracts.md describes it."""
    amount = None if row["amount"] is None else Money(row["amount"], row["currency"])
    details = {name: value for name, value in row["details"].items() if name not in {"waits_for", "about"}}
    return {
        "remedy_id": str(row["remedy_id"]), "kind": row["kind"], "order_id": order.order_id,
        "merchant_id": order.merchant_id, "customer_id": order.customer_id,
        "items": None if row["items"] is None else [{"sku": sku, "quantity": n} for sku, n in row["items"]],
        "amount": {"amount": amount.decimal(), "currency": amount.currency} if amount else None,
        "guarantee": row["guarantee"], "clause": row["clause"], "details": details,
        "requested_at": row["requested_at"].isoformat(),
        "withdraws": str(row["target_id"]) if row["target_id"] else None,
    }  # fmt: skip


def _same(row: RowMapping, wish: Wish) -> bool:
    """Whether this wish repeats that remedy: one of its kind about the same, or another that gives the same money back.

    Beside the open ones, what was paid since the shop last told us about the order counts: who asks for it again does
    so because neither they nor we see it on the order yet.
    """
    earlier = remedy_from(row)
    if not earlier.open and not _paid_unseen(earlier, wish):
        return False
    if earlier.kind is wish.kind:
        if wish.kind in URGES:
            return _about_of(row) == wish.about
        alike = (earlier.guarantee, earlier.target_id, _about_of(row)) == (wish.guarantee, wish.target_id, wish.about)
        return alike and overlaps(earlier.items, wish.items)
    return {earlier.kind, wish.kind} <= REPLACES and overlaps(earlier.items, wish.items)


def _paid_unseen(earlier: Remedy, wish: Wish) -> bool:
    paid = earlier.kind in MONEY and earlier.state is RemedyState.DONE
    return paid and earlier.ended_at is not None and earlier.ended_at > wish.order.occurred_at


def _about_of(row: RowMapping) -> str:
    return str(row["details"].get("about", ""))


async def _spent(tx: AsyncConnection, order: Order, costs: Money | None, now: datetime) -> Spent:
    """What was carried out without approval, in money and in goods of this currency, over a day and over 30 days.

    The caps are held from here on, until the transaction ends.
    """
    if costs is None or costs.amount == 0:
        return Spent(consumer_today=0, consumer_month=0, merchant_today=0, shop_today=0)
    await tx.execute(_CAPS)
    day, month = now - timedelta(days=1), now - timedelta(days=30)
    mine, theirs = remedies.c.customer_id == order.customer_id, orders.c.merchant_id == order.merchant_id
    today = remedies.c.requested_at > day
    sums = {
        "consumer_today": mine & today,
        "consumer_month": mine,
        "merchant_today": theirs & today,
        "shop_today": today,
    }
    total = func.sum(func.coalesce(remedies.c.amount, remedies.c.worth))
    counts = or_(remedies.c.amount.is_not(None), remedies.c.worth.is_not(None))
    currency = func.coalesce(remedies.c.currency, orders.c.currency)  # goods are worth what was paid for them
    query = (
        select(*(func.coalesce(total.filter(which), 0).label(name) for name, which in sums.items()))
        .join(orders, orders.c.order_id == remedies.c.order_id)
        .where(
            remedies.c.requested_at > month, counts, currency == costs.currency, remedies.c.approvals_needed == 0,
            remedies.c.state.not_in([RemedyState.REFUSED, RemedyState.WITHDRAWN]), mine | today,
        )
    )  # fmt: skip
    row = (await tx.execute(query)).mappings().one()
    return Spent(**{name: int(value) for name, value in row.items()})
