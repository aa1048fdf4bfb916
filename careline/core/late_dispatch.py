"""The right to dispatch on time: by when, which pieces missed it, and what is owed for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from careline.core.blocks import BlockKind, Rule, deadlines_of
from careline.core.claims import compensated
from careline.core.money import Money
from careline.core.orders import ClaimStatus, Fulfilment, Guarantee, Order, OrderStatus, Payment, Quantities
from careline.core.paid import all_items, both, less, paid_for, plus, refunded_items, takes_back
from careline.core.pieces import pays_first, sent
from careline.core.remedies import RemedyKind
from careline.core.rights import Base, Computed, Right, RightState, Whose, Why, full_days
from careline.core.rules import ShopRules

_G = Guarantee.DISPATCH_ON_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waited:
    """Pieces and how their waiting for dispatch ended; `at` None: it has not, or (`unknown`) nobody told when."""

    items: Quantities
    at: datetime | None
    in_time: Why
    late: Why
    unknown: bool = False


def dispatch_due(order: Order, rules: ShopRules) -> datetime | None:
    """By when the order has to be dispatched: a presale on its date, else as promised, else by the rules."""
    if order.presale:
        return order.presale_dispatch_at or order.dispatch_deadline
    if order.dispatch_deadline:
        return order.dispatch_deadline
    since = order.paid_at or (order.placed_at if order.payment is Payment.ON_DELIVERY else None)
    return since and since + rules.for_order(order).promises.dispatch


def late_dispatch_owed(order: Order, items: Quantities | None, rules: ShopRules) -> Computed:
    """What is owed for these items: a share of what was paid for them, within floor and cap, never above what was paid.

    The cap is one for the order: what the shop has agreed to or paid already lowers it. In a currency without a cap the
    sum stays open.
    """
    terms = rules.for_order(order).terms
    paid = paid_for(order, items)
    cap = terms.late_dispatch_cap.of(paid.currency)
    granted = sum(
        one.amount.amount
        for one in order.compensations
        if one.guarantee is _G and one.status is not ClaimStatus.REJECTED and one.amount.currency == paid.currency
    )
    return Computed(
        of=Base.GOODS,
        base=paid,
        percent=terms.late_dispatch_percent,
        floor=terms.late_dispatch_floor.of(paid.currency),
        cap=cap and Money(max(0, cap.amount - granted), cap.currency),
        ceiling=paid,
        open=cap is None,
    )


def dispatch_on_time(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """Pieces that the shop compensates, that wait, that missed the deadline, and that were sent in time."""
    if order.fulfilment is not Fulfilment.SHIP:
        yield Right(right=_G, state=RightState.NOT_APPLICABLE, why=Why.NO_PARCELS)
        return
    due = dispatch_due(order, rules)
    # A claim that was declined before the deadline says nothing about missing it.
    told = compensated(order, _G, all_items(order), now, rules, declined_after=due)
    yield from told.rights
    if pays_first(order):
        yield Right(right=_G, state=RightState.NOT_APPLICABLE, why=Why.NOT_PAID)
        return
    missed: list[tuple[_Waited, Quantities]] = []
    ended: dict[tuple[Why, datetime | None], Quantities] = {}
    for part, items in _each_once(told.rest, _waited(order, rules, due)):
        until = _claim_until(order, part.at, rules) if part.at else None
        if part.at is None and not part.unknown:
            if due is None or now < due:
                yield _running(order, items, due, rules)
            else:
                missed.append((part, items))
        elif part.unknown or due is None or part.at is None or part.at <= due:
            ended[part.in_time, None] = plus(ended.get((part.in_time, None), ()), items)
        elif until and until < now:
            ended[Why.CLAIM_WINDOW_OVER, until] = plus(ended.get((Why.CLAIM_WINDOW_OVER, until), ()), items)
        else:
            missed.append((part, items))
    if missed:
        yield _missed(order, missed, due, rules)
    for (why, claim_until), items in ended.items():
        yield Right(
            right=_G, state=RightState.EXPIRED, why=why, items=_part(order, items), deadline=claim_until,
            whose=Whose.CONSUMER if claim_until else None, appeal=why is Why.DISPATCH_UNKNOWN,
        )  # fmt: skip


def _each_once(left: Quantities, parts: Iterable[_Waited]) -> Iterator[tuple[_Waited, Quantities]]:
    """Of each part what is left of it: where one of two pairs is compensated, the other was cancelled, or waits."""
    for part in parts:
        items = both(left, part.items)
        if items:
            left = less(left, items)
            yield part, items


def _running(order: Order, items: Quantities, due: datetime | None, rules: ShopRules) -> Right:
    if due is None:
        why = Why.DISPATCH_DATE_OPEN
        return Right(right=_G, state=RightState.ACTIVE, why=why, items=_part(order, items))
    owed = late_dispatch_owed(order, items, rules)
    return Right(
        right=_G, state=RightState.ACTIVE, why=Why.DISPATCH_RUNNING, items=_part(order, items), deadline=due,
        whose=Whose.SHOP, amount=owed.amount(), computed=owed,
    )  # fmt: skip


def _missed(order: Order, missed: list[tuple[_Waited, Quantities]], due: datetime | None, rules: ShopRules) -> Right:
    """One claim for all pieces that missed the deadline: floor and cap hold once for an order."""
    items = plus(*(items for _, items in missed))
    owed = late_dispatch_owed(order, items, rules)
    if owed.cap and owed.cap.amount == 0:
        return Right(right=_G, state=RightState.EXPIRED, why=Why.LIMIT_REACHED, items=_part(order, items))
    ends = [part.at for part, _ in missed if part.at]
    waiting = len(ends) < len(missed)
    last = max(missed, key=lambda one: (one[0].at is None, one[0].at or due))[0]
    return Right(
        right=_G, state=RightState.CLAIMABLE, why=Why.DISPATCH_LATE if waiting else last.late,
        items=_part(order, items), deadline=due if waiting else min(_claim_until(order, at, rules) for at in ends),
        whose=Whose.SHOP if waiting else Whose.CONSUMER, amount=owed.amount(), computed=owed,
        deeds=(RemedyKind.COMPENSATION,),
    )  # fmt: skip


def _claim_until(order: Order, ended: datetime, rules: ShopRules) -> datetime:
    return full_days(ended, rules.for_order(order).terms.late_dispatch_claim_window, order.time_zone)


def _waited(order: Order, rules: ShopRules, due: datetime | None) -> Iterator[_Waited]:
    """Every piece once: sent, cancelled, asked back before it was sent, or still waiting; what is known best first."""
    left = all_items(order)

    def take(items: Quantities) -> Quantities:
        nonlocal left
        found = both(left, items)
        left = less(left, found)
        return found

    for one in sent(order):
        yield _Waited(items=take(one.items), at=one.dispatched_at, in_time=Why.DISPATCHED, late=Why.DISPATCHED_LATE)
    # A cancellation of everything counts where the status says so too (`feed.remarks`).
    believed = (one for one in order.cancellations if one.items or order.status is OrderStatus.CANCELLED)
    for cancelled in sorted(believed, key=lambda one: one.at):
        items = take(left if cancelled.items is None else cancelled.items)
        yield _Waited(items=items, at=cancelled.at, in_time=Why.CANCELLED, late=Why.LATE_THEN_CANCELLED)
    for refund in sorted(filter(takes_back, order.refunds), key=lambda one: one.requested_at):
        items = take(refunded_items(order, refund))
        yield _Waited(items=items, at=refund.requested_at, in_time=Why.SUPERSEDED_BY_REFUND, late=Why.LATE_THEN_REFUND)
    if order.status is OrderStatus.CANCELLED:
        yield _Waited(items=take(left), at=None, in_time=Why.CANCELLED, late=Why.CANCELLED, unknown=True)
    elif _believed(order, rules):
        in_time = due is None or order.occurred_at <= due
        why = Why.DISPATCHED if in_time else Why.DISPATCH_UNKNOWN
        yield _Waited(items=take(left), at=None, in_time=why, late=why, unknown=True)
    yield _Waited(items=take(left), at=None, in_time=Why.DISPATCHED, late=Why.DISPATCHED_LATE)


def _believed(order: Order, rules: ShopRules) -> bool:
    """Whether the platform's word alone says that all was dispatched; when that was, nobody told.

    What we still watch for dispatch, as a part of a delivered order that is in no parcel, is not believed to have left.
    """
    if order.status is OrderStatus.COMPLETED:
        return True
    watched = any(
        deadline.kind is BlockKind.DISPATCH and deadline.rule is not Rule.EXCHANGE_UNSENT
        for deadline in deadlines_of(order, rules)
    )
    silent = order.status is OrderStatus.DISPATCHED and not order.parcels
    return not watched and (silent or order.status is OrderStatus.DELIVERED)


def _part(order: Order, items: Quantities) -> Quantities | None:
    """None where it is the whole order."""
    return None if not less(all_items(order), items) else items
