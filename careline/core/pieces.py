"""Which pieces of an order were sent, have come, were cancelled or are paid back: the parts that rights are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from careline.core.orders import (
    Fulfilment,
    Order,
    OrderStatus,
    Parcel,
    ParcelKind,
    Payment,
    Quantities,
    RefundKind,
    RefundStatus,
    ScanCode,
    Whereabouts,
)
from careline.core.paid import all_items, both, less, plus, refunded_items

_LIVE = frozenset({RefundStatus.REQUESTED, RefundStatus.APPROVED, RefundStatus.FAILED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Pieces that left the shop together. `arrived_at` None: under way, lost, or on their way back."""

    items: Quantities
    dispatched_at: datetime
    arrived_at: datetime | None
    parcels: tuple[Parcel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An order's pieces by what became of them; every piece bought is in exactly one."""

    cancelled: Quantities
    refunded: Quantities
    """Paid back."""
    in_refund: Quantities
    """Asked back or agreed to, not paid yet."""
    waiting: Quantities
    """Not received yet."""
    received: tuple[tuple[Quantities, datetime], ...]
    """With the consumer, since when; the newest first."""


def pays_first(order: Order) -> bool:
    """Whether the order is still to be paid before anything is owed to the consumer."""
    return order.status is OrderStatus.PLACED and order.payment is not Payment.ON_DELIVERY


def contents_of(order: Order, parcel: Parcel) -> Quantities:
    """What a parcel holds; where it does not tell, everything that no other parcel of its kind holds."""
    if parcel.contents is not None:
        return both(parcel.contents, all_items(order))
    others = (one.contents for one in order.parcels if one.kind is parcel.kind and one.contents is not None)
    return less(all_items(order), plus(*others))


def sent(order: Order, *, kinds: Iterable[ParcelKind] = (ParcelKind.ORIGINAL,)) -> tuple[Sent, ...]:
    """What was sent, the earliest first; no piece is counted twice. Parcels that tell no contents count as one."""
    wanted = [parcel for parcel in order.parcels if parcel.kind in frozenset(kinds)]
    untold = tuple(parcel for parcel in wanted if parcel.contents is None)
    groups = [(parcel,) for parcel in wanted if parcel.contents is not None] + ([untold] if untold else [])
    left, found = all_items(order), []
    for group in sorted(groups, key=lambda group: min(parcel.dispatched_at for parcel in group)):
        items = both(left, contents_of(order, group[0]))
        left = less(left, items)
        if items:
            arrivals = [arrived_at(parcel) for parcel in group]
            came = [at for at in arrivals if at is not None]
            found.append(
                Sent(
                    items=items,
                    dispatched_at=min(parcel.dispatched_at for parcel in group),
                    arrived_at=max(came) if len(came) == len(arrivals) else None,
                    parcels=group,
                )
            )
    return tuple(found)


def arrived_at(parcel: Parcel) -> datetime | None:
    """When it was handed over to the consumer; None where a newer scan denies it, or it was handed to the shop."""
    where, since = parcel.standing
    return since if where is Whereabouts.ARRIVED else None


def received_at(order: Order) -> datetime | None:
    """When the last parcel was handed over; None while any is under way or nothing was sent."""
    if not order.parcels or order.not_dispatched():
        return None
    arrivals = [arrived_at(parcel) for parcel in order.parcels]
    came = [at for at in arrivals if at is not None]
    return max(came) if len(came) == len(arrivals) else None


def items_arrived(order: Order) -> tuple[tuple[Quantities, datetime], ...]:
    """Which pieces the consumer has received, with when; the newest first.

    Goods sent again or in exchange count from their own arrival. Where the platform calls the order delivered or
    completed without telling of a parcel, the goods count as received when it said so: that is never too early for the
    consumer.
    """
    lots = sorted(
        ((one.items, one.arrived_at) for kind in ParcelKind for one in sent(order, kinds=(kind,)) if one.arrived_at),
        key=lambda lot: lot[1], reverse=True,
    )  # fmt: skip
    left, found = all_items(order), []
    for items, at in lots:
        if fresh := both(left, items):
            found.append((fresh, at))
            left = less(left, fresh)
    if order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED} and order.fulfilment is not Fulfilment.DIGITAL:
        never = plus(*(one.items for one in sent(order) if one.arrived_at is None and _gone(one)))
        if told := less(left, never):
            found.insert(0, (told, order.occurred_at))
    return tuple(found)


def _gone(one: Sent) -> bool:
    """Whether the courier's word is that they did not come, whatever the order's status says."""
    return any(
        parcel.returning or parcel.delivery_undone or any(scan.code is ScanCode.LOST for scan in parcel.scans)
        for parcel in one.parcels
    )


def cancelled_items(order: Order) -> Quantities:
    """What was cancelled of it, by whomever; that all of it was, is for its status to say."""
    if order.status is OrderStatus.CANCELLED:
        return all_items(order)
    return both(all_items(order), plus(*(one.items or () for one in order.cancellations)))


def parts_of(order: Order) -> Parts:
    """What became of every piece. A cancellation counts before a refund; a return takes from what came first."""
    lots = items_arrived(order)
    held = [items for items, _ in lots]
    here = plus(*held)
    cancelled = both(less(all_items(order), here), cancelled_items(order))
    waiting = less(all_items(order), plus(here, cancelled))
    taken: dict[bool, Quantities] = {True: (), False: ()}
    for paid, statuses in ((True, {RefundStatus.PAID}), (False, _LIVE)):
        for refund in order.refunds:
            if not refund.returns_money or refund.status not in statuses:
                continue
            wanted = refunded_items(order, refund)
            if refund.kind is RefundKind.REFUND_ONLY:
                wanted, gone, waiting = _take(wanted, waiting)
                taken[paid] = plus(taken[paid], gone)
            for n in reversed(range(len(held))):
                wanted, gone, held[n] = _take(wanted, held[n])
                taken[paid] = plus(taken[paid], gone)
            wanted, gone, waiting = _take(wanted, waiting)
            taken[paid] = plus(taken[paid], gone)
    return Parts(
        cancelled=cancelled, refunded=taken[True], in_refund=taken[False], waiting=waiting,
        received=tuple((items, at) for items, (_, at) in zip(held, lots, strict=True) if items),
    )  # fmt: skip


def _take(wanted: Quantities, stock: Quantities) -> tuple[Quantities, Quantities, Quantities]:
    """(still wanted, taken, what is left in stock)."""
    gone = both(stock, wanted)
    return less(wanted, gone), gone, less(stock, gone)
