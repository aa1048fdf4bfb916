"""Block detection: which promises an order has missed, and when the next one falls due.

Every rule states a *deadline* with the evidence for it, whatever the time is. An order is blocked from a deadline on,
and has to be looked at again at the next one; so "what is blocked" and "when to look again" cannot disagree.
The figures' sources are in docs/figures.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from careline.core.orders import ClaimStatus, Order, OrderStatus, Parcel, Refund, RefundKind, RefundStatus
from careline.core.rules import Promises, ShopRules


class BlockKind(StrEnum):
    DISPATCH = "dispatch"
    LOGISTICS = "logistics"
    REFUND = "refund"
    FREIGHT = "freight"


class Rule(StrEnum):
    """Why there is a deadline; stored as evidence and worded for people in `phrases`."""

    DISPATCH_PROMISED = "dispatch_promised"
    DISPATCH_48H = "dispatch_48h"
    PRESALE_DATE = "presale_date"
    NO_PICKUP = "no_pickup"
    NO_SCAN = "no_scan"
    REFUND_UNDISPATCHED = "refund_undispatched"
    REFUND_UNDECIDED = "refund_undecided"
    REFUND_APPROVED = "refund_approved"
    GOODS_RETURNED = "goods_returned"
    CLAIM_UNPAID = "claim_unpaid"
    FREIGHT_DISPUTED = "freight_disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`subject` is the parcel, refund or order concerned; `since` is the instant the waiting is counted from."""

    kind: BlockKind
    rule: Rule
    due: datetime
    since: datetime
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBlock:
    """One kind of trouble of one order now. `deadline` is the first missed one; `evidence` lists all, oldest first."""

    kind: BlockKind
    deadline: datetime
    evidence: tuple[Deadline, ...]


def find_blocks(order: Order, now: datetime, rules: ShopRules) -> tuple[FoundBlock, ...]:
    """The kinds of block the order is in at `now`, in the order of BlockKind."""
    missed = [deadline for deadline in deadlines_of(order, rules) if deadline.due <= now]
    return tuple(
        FoundBlock(kind=kind, deadline=evidence[0].due, evidence=evidence)
        for kind in BlockKind
        if (evidence := tuple(sorted((d for d in missed if d.kind is kind), key=lambda d: (d.due, d.subject))))
    )


def next_check(order: Order, now: datetime, rules: ShopRules) -> datetime | None:
    """When the order can next become blocked without any new event; None = never."""
    return min((deadline.due for deadline in deadlines_of(order, rules) if deadline.due > now), default=None)


def deadlines_of(order: Order, rules: ShopRules) -> tuple[Deadline, ...]:
    """Every promise that is running for the order."""
    promises = rules.for_order(order).promises
    return (
        *_dispatch(order, promises),
        *_logistics(order, promises, rules.rest_days(order)),
        *_refunds(order, promises),
        *_freight(order, promises),
    )


def _dispatch(order: Order, promises: Promises) -> Iterator[Deadline]:
    waiting = order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED} and order.not_dispatched()
    # Money on its way back supersedes the goods: the consumer now waits for the refund, not for the parcel.
    if not waiting or any(takes_back(refund) for refund in order.refunds):
        return
    since = order.paid_at or order.placed_at
    if order.presale:
        due, rule = order.presale_dispatch_at or order.dispatch_deadline, Rule.PRESALE_DATE
    elif order.dispatch_deadline:
        due, rule = order.dispatch_deadline, Rule.DISPATCH_PROMISED
    else:
        due, rule = order.paid_at and order.paid_at + promises.dispatch, Rule.DISPATCH_48H
    if due:
        yield Deadline(kind=BlockKind.DISPATCH, rule=rule, due=due, since=since, subject=order.order_id)


def takes_back(refund: Refund) -> bool:
    """Whether the money is on its way back, or was: the order's goods are not waited for any more."""
    return refund.returns_money and (refund.live or refund.status is RefundStatus.PAID)


def _logistics(order: Order, promises: Promises, rest_days: frozenset[date]) -> Iterator[Deadline]:
    # A partly dispatched order may still be called paid; its parcels are as much under way.
    under_way = order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED}
    if not under_way or any(_settles_parcels(refund) for refund in order.refunds):
        return
    for parcel in order.parcels:
        if parcel.arrived or parcel.returning:
            continue
        last = parcel.last_scan
        rule, since = (Rule.NO_SCAN, last.at) if last else (Rule.NO_PICKUP, parcel.dispatched_at)
        allowed = _scan_limit(order, parcel, promises, rest_days) if last else promises.pickup
        yield Deadline(kind=BlockKind.LOGISTICS, rule=rule, due=since + allowed, since=since, subject=parcel.parcel_id)


def _settles_parcels(refund: Refund) -> bool:
    granted = refund.status in {RefundStatus.APPROVED, RefundStatus.PAID}
    return refund.kind is RefundKind.REFUND_ONLY and granted


def _scan_limit(order: Order, parcel: Parcel, promises: Promises, rest_days: frozenset[date]) -> timedelta:
    """72 h instead of 48 h to remote areas, or when a public holiday falls into the 48 h."""
    if order.address.remote:
        return promises.scan_slow
    zone = ZoneInfo(order.time_zone)
    last = parcel.scans[-1].at
    first_day, last_day = last.astimezone(zone).date(), (last + promises.scan).astimezone(zone).date()
    days = (last_day - first_day).days + 1
    rests = any(first_day + timedelta(days=n) in rest_days for n in range(days))
    return promises.scan_slow if rests else promises.scan


def _refunds(order: Order, promises: Promises) -> Iterator[Deadline]:
    for refund in order.refunds:
        if refund.live and refund.returns_money and (found := _refund_due(order, refund, promises)):
            rule, since, allowed = found
            yield Deadline(kind=BlockKind.REFUND, rule=rule, due=since + allowed, since=since, subject=refund.refund_id)


def _refund_due(order: Order, refund: Refund, promises: Promises) -> tuple[Rule, datetime, timedelta] | None:
    if refund.goods_received_at:
        return Rule.GOODS_RETURNED, refund.goods_received_at, promises.refund_returned
    if refund.kind is RefundKind.RETURN_REFUND and order.parcels:
        return None  # the goods are still with the consumer or on the way back: nobody is late yet
    if not any(parcel.dispatched_at <= refund.requested_at for parcel in order.parcels):
        return Rule.REFUND_UNDISPATCHED, refund.requested_at, promises.refund
    if refund.status is RefundStatus.APPROVED and refund.approved_at:
        return Rule.REFUND_APPROVED, refund.approved_at, promises.refund
    return Rule.REFUND_UNDECIDED, refund.requested_at, promises.refund_decision


def _freight(order: Order, promises: Promises) -> Iterator[Deadline]:
    claim = order.freight.claim
    if claim and claim.status is ClaimStatus.PAID:
        return
    if claim and claim.status in {ClaimStatus.REQUESTED, ClaimStatus.APPROVED}:
        due = claim.requested_at + promises.freight_claim
        yield Deadline(
            kind=BlockKind.FREIGHT, rule=Rule.CLAIM_UNPAID, due=due, since=claim.requested_at, subject=order.order_id
        )
    if disputed := order.freight.disputed_at:
        yield Deadline(
            kind=BlockKind.FREIGHT, rule=Rule.FREIGHT_DISPUTED, due=disputed, since=disputed, subject=order.order_id
        )
