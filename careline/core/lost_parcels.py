"""The right to goods that are lost on the way, or that have stopped for too long: sent again, or paid back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from careline.core.orders import (
    Fulfilment,
    Order,
    OrderStatus,
    Parcel,
    ParcelKind,
    Quantities,
    RefundKind,
    RefundStatus,
    ScanCode,
    Whereabouts,
)
from careline.core.paid import all_items, less, paid_for, refundable, refunded_items, shipping_paid
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
        paid = _given_back(order, (RefundStatus.PAID,))
        granted = _given_back(order, (RefundStatus.PAID, *_LIVE), first=paid)
        for parcel in order.parcels:
            if contents_of(order, parcel):  # one that holds none of the goods, as an invoice does, is nobody's loss
                yield _of_parcel(order, parcel, now, rules, paid=paid, granted=granted)


def _of_parcel(
    order: Order, parcel: Parcel, now: datetime, rules: ShopRules, *, paid: frozenset[str], granted: frozenset[str]
) -> Right:
    """`paid` and `granted` are the parcels whose goods are paid back, or will be too."""
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
    if parcel.parcel_id in paid:
        return said(RightState.PAID, Why.REFUND_PAID)
    if parcel.parcel_id in granted:
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


def _given_back(
    order: Order, statuses: Collection[RefundStatus], *, first: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Parcels for all of whose goods refunds in these states give the money; of each piece for one parcel only.

    As in blocks money for goods that stay is for what never left before it is for parcels; what is sent back had come.
    `first` are parcels that are known to be among them.
    """
    stay, back, unsent = Counter[str](), Counter[str](), Counter[str]()
    for refund in order.refunds:
        if refund.returns_money and refund.status in statuses:
            for sku, quantity in refunded_items(order, refund):
                (back if refund.kind is RefundKind.RETURN_REFUND else stay)[sku] += quantity
    for item, quantity in order.not_dispatched():
        unsent[item.sku] += quantity
    left = ((stay - unsent) + (back - Counter(dict(order.items_arrived())))) & Counter(dict(all_items(order)))
    found = set[str]()
    for parcel in sorted(order.parcels, key=lambda one: one.parcel_id not in first):
        items = contents_of(order, parcel)
        over = parcel.parcel_id in found or arrived_at(parcel) is not None or _sent_again(order, parcel, items)
        if over or not Counter(dict(items)) <= left:
            continue
        found.add(parcel.parcel_id)
        if parcel.kind is ParcelKind.ORIGINAL:
            left -= Counter(dict(items))
            if parcel.contents is None:  # those that do not tell what they hold all stand for the same
                found |= {one.parcel_id for one in order.parcels if one.contents is None and one.kind is parcel.kind}
    return frozenset(found)
