"""The right to goods that are lost on the way, or that have stopped for too long: sent again, or paid back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from careline.core.orders import (
    Fulfilment,
    Order,
    OrderStatus,
    Parcel,
    ParcelKind,
    Quantities,
    RefundStatus,
    ScanCode,
    Whereabouts,
)
from careline.core.paid import both, less, paid_for, refundable, shipping_paid, taken_back
from careline.core.pieces import arrived_at, contents_of, pays_first
from careline.core.remedies import RemedyKind
from careline.core.returns import part_of
from careline.core.rights import Base, Computed, Right, RightKind, RightState, Whose, Why
from careline.core.rules import GuaranteeTerms, ShopRules

_G = RightKind.PARCEL_LOST
_LIVE = (RefundStatus.REQUESTED, RefundStatus.APPROVED, RefundStatus.FAILED)
_AGAIN_OR_BACK = (RemedyKind.REFUND, RemedyKind.RESEND)
_AGAIN_BACK_OR_WAIT = (RemedyKind.RESEND, RemedyKind.REFUND, RemedyKind.URGE_COURIER)


@dataclass(frozen=True, slots=True)
class _Found:
    why: Why
    deadline: datetime | None
    """The shop's."""
    deeds: tuple[RemedyKind, ...] = ()


def parcel_lost(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """One right for each parcel; before anything is sent, one for the order."""
    if order.status is OrderStatus.CANCELLED:
        yield Right(right=_G, state=RightState.NOT_APPLICABLE, why=Why.CANCELLED)
    elif pays_first(order):
        yield Right(right=_G, state=RightState.NOT_APPLICABLE, why=Why.NOT_PAID)
    elif order.fulfilment is not Fulfilment.SHIP:
        yield Right(right=_G, state=RightState.NOT_APPLICABLE, why=Why.NO_PARCELS)
    elif not any(contents_of(order, parcel) for parcel in order.parcels):
        come = order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED}
        yield Right(
            right=_G, state=RightState.EXPIRED if come else RightState.ACTIVE,
            why=Why.PARCEL_ARRIVED if come else Why.NOT_SENT_YET,
        )  # fmt: skip
    else:
        for parcel in order.parcels:
            if contents_of(order, parcel):  # one that holds none of the goods, as an invoice does, is nobody's loss
                yield _of_parcel(order, parcel, now, rules)


def _of_parcel(order: Order, parcel: Parcel, now: datetime, rules: ShopRules) -> Right:
    items = contents_of(order, parcel)
    whole = part_of(order, items)

    def said(state: RightState, why: Why, deadline: datetime | None = None) -> Right:
        return Right(
            right=_G, state=state, why=why, items=whole, subject=parcel.parcel_id, deadline=deadline,
            whose=Whose.SHOP if deadline else None,
        )  # fmt: skip

    if arrived_at(parcel) is not None:
        return said(RightState.EXPIRED, Why.PARCEL_ARRIVED)
    if _sent_again(order, parcel, items):
        return said(RightState.EXPIRED, Why.SENT_AGAIN)
    if _taken(order, items, RefundStatus.PAID):
        return said(RightState.PAID, Why.REFUND_PAID)
    if _taken(order, items, RefundStatus.PAID, *_LIVE):
        return said(RightState.CLAIMED, Why.REFUND_RUNNING)
    found = _trouble(order, parcel, now, rules)
    if not found.deeds:
        state = RightState.EXPIRED if found.why is Why.PARCEL_ARRIVED else RightState.ACTIVE
        return said(state, found.why, found.deadline)
    base, of = paid_for(order, items), Base.GOODS
    if whole is None and (fee := shipping_paid(order)).amount:
        base, of = type(base)(base.amount + fee.amount, base.currency), Base.GOODS_AND_SHIPPING
    owed = Computed(of=of, base=base, ceiling=refundable(order, whole, with_shipping=of is Base.GOODS_AND_SHIPPING))
    return Right(
        right=_G, state=RightState.CLAIMABLE, why=found.why, items=whole, subject=parcel.parcel_id,
        deadline=found.deadline, whose=Whose.SHOP if found.deadline else None, amount=owed.amount(), computed=owed,
        deeds=found.deeds,
    )  # fmt: skip


def _trouble(order: Order, parcel: Parcel, now: datetime, rules: ShopRules) -> _Found:
    """What is wrong with a parcel that has not arrived: the courier's own word first, then its silence."""
    last = parcel.last_scan
    where, since = parcel.standing
    if where is Whereabouts.BACK:
        return _Found(Why.PARCEL_BACK, since, _AGAIN_OR_BACK)
    if last and last.code is ScanCode.LOST:
        return _Found(Why.PARCEL_LOST, last.at, _AGAIN_OR_BACK)
    if where is Whereabouts.RETURNING:
        due = since + rules.for_order(order).promises.returned_parcel
        return _Found(Why.PARCEL_RETURNING, due, _AGAIN_OR_BACK if due <= now else ())
    if order.has_come(parcel):
        return _Found(Why.PARCEL_ARRIVED, None)  # the platform's word; the courier's last scan is missing
    return _by_silence(parcel, now, rules.for_order(order).terms)


def _by_silence(parcel: Parcel, now: datetime, terms: GuaranteeTerms) -> _Found:
    last = parcel.last_scan
    sign = last.at if last else parcel.dispatched_at
    stalled, lost = sign + terms.stalled_after, sign + terms.lost_after
    if lost <= now:
        return _Found(Why.PARCEL_SILENT, lost, _AGAIN_OR_BACK)
    if stalled <= now:
        return _Found(Why.PARCEL_STALLED, lost, _AGAIN_BACK_OR_WAIT)
    return _Found(Why.PARCEL_UNDER_WAY, stalled)


def _sent_again(order: Order, parcel: Parcel, items: Quantities) -> bool:
    """Whether another parcel replaces this one: the right goes on with that parcel."""
    later = (one for one in order.parcels if one.kind is ParcelKind.RESEND and one.dispatched_at > parcel.dispatched_at)
    return any(items and not less(items, contents_of(order, one)) for one in later)


def _taken(order: Order, items: Quantities, *statuses: RefundStatus) -> bool:
    """Whether refunds in these states are for all of these items."""
    return both(items, tuple(taken_back(order, statuses).items())) == items
