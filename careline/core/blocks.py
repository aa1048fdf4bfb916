"""Block detection: which promises an order has missed, and when the next one falls due.

Every rule states a *deadline* with the evidence for it, whatever the time is. An order is blocked from a deadline on,
and has to be looked at again at the next one; so "what is blocked" and "when to look again" cannot disagree.
The figures' sources are in docs/figures.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from careline.core.orders import (
    ClaimStatus,
    Fulfilment,
    Order,
    OrderStatus,
    Parcel,
    ParcelKind,
    Payment,
    Refund,
    RefundKind,
    RefundScope,
    RefundStatus,
    ScanCode,
    Whereabouts,
)
from careline.core.paid import (
    MONEY_BACK,
    failed_since,
    made_again,
    paid_for,
    paid_for_lines,
    plus,
    refunded_items,
    takes_back,
)
from careline.core.rules import Promises, ShopRules


class BlockKind(StrEnum):
    DISPATCH = "dispatch"
    LOGISTICS = "logistics"
    REFUND = "refund"
    FREIGHT = "freight"


class Rule(StrEnum):
    """Why there is a deadline; stored as evidence and worded for people in `wording/trouble.py`."""

    DISPATCH_PROMISED = "dispatch_promised"
    DISPATCH_48H = "dispatch_48h"
    PRESALE_DATE = "presale_date"
    READY_PROMISED = "ready_promised"
    EXCHANGE_UNSENT = "exchange_unsent"
    NO_PICKUP = "no_pickup"
    NO_SCAN = "no_scan"
    PARCEL_EXCEPTION = "parcel_exception"
    PARCEL_DAMAGED = "parcel_damaged"
    PARCEL_LOST = "parcel_lost"
    HELD_BY_CUSTOMS = "held_by_customs"
    AT_PICKUP_POINT = "at_pickup_point"
    ATTEMPT_FAILED = "attempt_failed"
    PARCEL_RETURNED = "parcel_returned"
    REFUND_UNDISPATCHED = "refund_undispatched"
    REFUND_UNDECIDED = "refund_undecided"
    REFUND_APPROVED = "refund_approved"
    GOODS_RETURNED = "goods_returned"
    RETURN_IN_TRANSIT = "return_in_transit"
    REFUND_FAILED = "refund_failed"
    CANCELLED_UNREFUNDED = "cancelled_unrefunded"
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
    return blocks_among(deadlines_of(order, rules), now)


def blocks_among(deadlines: Iterable[Deadline], now: datetime) -> tuple[FoundBlock, ...]:
    """The same, of an order's deadlines."""
    missed = [deadline for deadline in deadlines if deadline.due <= now]
    return tuple(
        FoundBlock(kind=kind, deadline=evidence[0].due, evidence=evidence)
        for kind in BlockKind
        if (evidence := tuple(sorted((d for d in missed if d.kind is kind), key=lambda d: (d.due, d.subject))))
    )


def next_check(order: Order, now: datetime, rules: ShopRules) -> datetime | None:
    """When the order can next become blocked without any new event; None = never."""
    return next_among(deadlines_of(order, rules), now)


def next_among(deadlines: Iterable[Deadline], now: datetime) -> datetime | None:
    """The same, of an order's deadlines."""
    return min((deadline.due for deadline in deadlines if deadline.due > now), default=None)


def deadlines_of(order: Order, rules: ShopRules) -> tuple[Deadline, ...]:
    """Every promise that is running for the order."""
    promises = rules.for_order(order).promises
    return (
        *_dispatch(order, promises),
        *_logistics(order, promises, rules.rest_days(order)),
        *_refunds(order, promises),
        *_cancelled(order, promises),
        *_freight(order, promises),
    )


def owed_after_cancelling(order: Order, rules: ShopRules) -> Deadline | None:
    """By when what was paid has to be back, where it was cancelled and no refund covers it."""
    return next((one for one in deadlines_of(order, rules) if one.rule is Rule.CANCELLED_UNREFUNDED), None)


_GRANTED = MONEY_BACK - {RefundStatus.REQUESTED}


def still_owed(order: Order) -> Counter[str]:
    """How many pieces of each sku the shop still has to send: neither sent nor cancelled, nor given back in money.

    A refund takes out what it names, or everything if it covers all goods: one of a part ends the wait for that part.
    Pieces that are sent back count as those that had come, money for goods that stay as those that had not.
    """
    left = Counter[str]()
    for item, quantity in order.not_dispatched():
        left[item.sku] += quantity
    gone = Counter({item.sku: 0 for item in order.items})
    for item in order.items:
        gone[item.sku] += item.quantity
    gone -= left
    returned = _money_instead(order, MONEY_BACK, {RefundKind.RETURN_REFUND})
    return left - _money_instead(order, MONEY_BACK, {RefundKind.REFUND_ONLY}) - (returned - gone)


def _money_instead(order: Order, statuses: Iterable[RefundStatus], kinds: Iterable[RefundKind]) -> Counter[str]:
    """How many pieces of each sku the refunds in these states and of these kinds are for."""
    found = Counter[str]()
    for refund in order.refunds:
        if refund.status in statuses and refund.kind in kinds:
            for sku, quantity in refunded_items(order, refund):
                found[sku] += quantity
    return found


def _dispatch(order: Order, promises: Promises) -> Iterator[Deadline]:
    yield from _exchanges(order, promises)
    if not _shop_is_to_act(order):
        return
    since = order.paid_at or order.placed_at
    if order.fulfilment is not Fulfilment.SHIP:
        waiting = order.status is not OrderStatus.DELIVERED and not all_money_back(order)
        due, rule = order.dispatch_deadline if waiting else None, Rule.READY_PROMISED
    elif not still_owed(order):
        return
    elif order.presale:
        due, rule = order.presale_dispatch_at or order.dispatch_deadline, Rule.PRESALE_DATE
    elif order.dispatch_deadline:
        due, rule = order.dispatch_deadline, Rule.DISPATCH_PROMISED
    else:
        counted = order.paid_at or (order.placed_at if order.payment is Payment.ON_DELIVERY else None)
        due, rule = counted and counted + promises.dispatch, Rule.DISPATCH_48H
    if due:
        yield Deadline(kind=BlockKind.DISPATCH, rule=rule, due=due, since=since, subject=order.order_id)


def _shop_is_to_act(order: Order) -> bool:
    """Whether it is the shop's turn: paid, or to be paid on delivery; of a delivered order a part may be missing."""
    if order.status is OrderStatus.PLACED:
        return order.payment is Payment.ON_DELIVERY
    return order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED, OrderStatus.DELIVERED}


def all_money_back(order: Order) -> bool:
    """Whether every piece that was ordered is given back in money."""
    back = _money_instead(order, MONEY_BACK, set(RefundKind) - {RefundKind.EXCHANGE})
    ordered = Counter[str]()
    for item in order.items:
        ordered[item.sku] += item.quantity
    return ordered <= back


def _exchanges(order: Order, promises: Promises) -> Iterator[Deadline]:
    for refund_id, back in unsent_exchanges(order).items():
        yield Deadline(
            kind=BlockKind.DISPATCH, rule=Rule.EXCHANGE_UNSENT, due=back + promises.exchange, since=back,
            subject=refund_id,
        )  # fmt: skip


def unsent_exchanges(order: Order) -> dict[str, datetime]:
    """When goods came back to be exchanged, by the exchange's id: what replaces them has yet to leave."""
    sent = _sent_in_exchange(order)
    return {
        refund.refund_id: refund.goods_received_at
        for refund in order.refunds
        if refund.kind is RefundKind.EXCHANGE and refund.live and refund.goods_received_at
        and refund.refund_id not in sent
    }  # fmt: skip


@dataclass(slots=True)
class _Box:
    """A parcel sent in exchange: what was in it, and what of that is still for no exchange."""

    at: datetime
    whole: Counter[str]
    left: Counter[str]


def _sent_in_exchange(order: Order) -> frozenset[str]:
    """Exchanges whose goods have left since they were asked for, each piece sent for one of them.

    The same goods again come first; of what is left, as of another size, the number counts. An exchange that names
    nothing takes a parcel of its own.
    """
    sent = sorted((one for one in order.parcels if one.kind is ParcelKind.EXCHANGE), key=lambda one: one.dispatched_at)
    held = [(one.dispatched_at, order.contents_of(one) or Counter({"": 1})) for one in sent]
    boxes, found = [_Box(at, whole, whole.copy()) for at, whole in held], set[str]()
    granted = [
        (one, Counter(dict(plus(refunded_items(order, one)))), [box for box in boxes if box.at >= one.requested_at])
        for one in sorted(order.refunds, key=lambda one: (one.live, one.requested_at))
        if one.kind is RefundKind.EXCHANGE and (one.live or one.status is RefundStatus.PAID)
    ]
    for refund, wanted, since in granted:
        if wanted and _drawn(wanted, since):
            found.add(refund.refund_id)
    for refund, wanted, since in granted:
        waits = refund.refund_id not in found and (refund.goods_received_at or not refund.live)
        if waits and _drawn_otherwise(wanted, since):
            found.add(refund.refund_id)
    return frozenset(found)


def _drawn(wanted: Counter[str], boxes: Iterable[_Box]) -> bool:
    """Whether these boxes hold all that is wanted, which is then taken out of them."""
    if not wanted <= sum((box.left for box in boxes), Counter[str]()):
        return False
    for box in boxes:
        taken = wanted & box.left
        wanted, box.left = wanted - taken, box.left - taken
    return True


def _drawn_otherwise(wanted: Counter[str], boxes: Iterable[_Box]) -> bool:
    """The same of as many pieces of whatever it is; of a whole box where it is not known what is wanted."""
    if not wanted:
        own = [box for box in boxes if box.left == box.whole][:1]
        return bool(own) and _drawn(own[0].whole, own)
    pieces = [sku for box in boxes for sku in box.left.elements()][: wanted.total()]
    return len(pieces) == wanted.total() and _drawn(Counter(pieces), boxes)


def _logistics(order: Order, promises: Promises, rest_days: frozenset[date]) -> Iterator[Deadline]:
    if order.fulfilment is not Fulfilment.SHIP or order.status is OrderStatus.CANCELLED:
        return
    paid_back = _money_instead(order, _GRANTED, {RefundKind.REFUND_ONLY})
    asked_back = _money_instead(order, MONEY_BACK, set(RefundKind) - {RefundKind.EXCHANGE})
    unsent = Counter[str]()
    for item, quantity in order.not_dispatched():
        unsent[item.sku] += quantity
    # What never left is given back first; what is left over of a refund is for what is in the parcels.
    paid_back, asked_back = paid_back - unsent, asked_back - unsent
    sums, shared = _sums_of_goods(order), set[Whereabouts]()
    for parcel in order.parcels:
        where, since = parcel.standing
        if order.has_come(parcel) or order.replaced(parcel):
            continue
        held = order.contents_of(parcel)
        settled = asked_back if where is not Whereabouts.UNDER_WAY else paid_back
        untold = parcel.kind is ParcelKind.ORIGINAL and parcel.contents is None
        if untold and where in shared:
            continue  # those that do not tell what they hold all stand for the same
        if held and held <= settled:
            shared |= {where} if untold else set()
            if parcel.kind is ParcelKind.ORIGINAL:  # one refund is not counted for two parcels with the same goods
                paid_back, asked_back = paid_back - held, asked_back - held
            continue
        if where is not Whereabouts.UNDER_WAY and _spent_on(order, parcel, since, sums):
            continue
        if (found := _parcel_due(order, parcel, promises, rest_days)) is not None:
            rule, counted_from, allowed = found
            yield Deadline(
                kind=BlockKind.LOGISTICS, rule=rule, due=counted_from + allowed, since=counted_from,
                subject=parcel.parcel_id,
            )  # fmt: skip


def _sums_of_goods(order: Order) -> dict[str, tuple[datetime, int]]:
    """When each refund of goods that names none was asked for, and the minor units of it, the earliest first."""
    again = made_again(order)
    found = {
        one.refund_id: (one.requested_at, one.amount.amount)
        for one in order.refunds
        if takes_back(one) and one.items is None and one.scope is RefundScope.GOODS and one.refund_id not in again
    }
    return dict(sorted(found.items(), key=lambda one: one[1][0]))


def _spent_on(order: Order, parcel: Parcel, since: datetime, sums: dict[str, tuple[datetime, int]]) -> bool:
    """Whether sums asked for since the parcel turned back come to what is in it, which they then are spent on."""
    worth = paid_for(order, tuple(order.contents_of(parcel).items())).amount
    later = {one: left for one, (at, left) in sums.items() if at >= since}
    back = sum(later.values())
    if back < worth or back <= 0:
        return False
    for one, left in later.items():
        spent = min(worth, left)
        worth -= spent
        sums[one] = (sums[one][0], left - spent)
    return True


def _parcel_due(
    order: Order, parcel: Parcel, promises: Promises, rest_days: frozenset[date]
) -> tuple[Rule, datetime, timedelta] | None:
    """The rule that holds for a parcel that has not come, from when it counts, and how long it allows."""
    where, since = parcel.standing
    if where is not Whereabouts.UNDER_WAY:
        return Rule.PARCEL_RETURNED, since, promises.returned_parcel
    last = next((scan for scan in reversed(parcel.scans) if scan.code is not ScanCode.INFO_RECEIVED), None)
    if last is None:
        # Without a tracking number there is nothing to be scanned: that there are no scans says nothing.
        known = parcel.tracking_no or parcel.scans
        return (Rule.NO_PICKUP, parcel.dispatched_at, promises.pickup) if known else None
    stopped = {
        ScanCode.EXCEPTION: (Rule.PARCEL_EXCEPTION, promises.exception),
        ScanCode.DAMAGED: (Rule.PARCEL_DAMAGED, promises.exception),
        ScanCode.LOST: (Rule.PARCEL_LOST, promises.returned_parcel),
        ScanCode.CUSTOMS: (Rule.HELD_BY_CUSTOMS, promises.customs),
        ScanCode.AT_PICKUP_POINT: (Rule.AT_PICKUP_POINT, promises.pickup_point),
        ScanCode.ATTEMPT_FAILED: (Rule.ATTEMPT_FAILED, promises.exception),
    }
    rule, allowed = stopped.get(last.code, (Rule.NO_SCAN, _scan_limit(order, last.at, promises, rest_days)))
    return rule, last.at, allowed


def _scan_limit(order: Order, last: datetime, promises: Promises, rest_days: frozenset[date]) -> timedelta:
    """72 h instead of 48 h to remote areas, or when a public holiday falls into the 48 h."""
    if order.address.remote:
        return promises.scan_slow
    zone = ZoneInfo(order.time_zone)
    first_day, last_day = last.astimezone(zone).date(), (last + promises.scan).astimezone(zone).date()
    days = (last_day - first_day).days + 1
    rests = any(first_day + timedelta(days=n) in rest_days for n in range(days))
    return promises.scan_slow if rests else promises.scan


def _refunds(order: Order, promises: Promises) -> Iterator[Deadline]:
    for refund in order.refunds:
        if refund.returns_money and (found := _refund_due(order, refund, promises)):
            rule, since, allowed = found
            yield Deadline(kind=BlockKind.REFUND, rule=rule, due=since + allowed, since=since, subject=refund.refund_id)


def _refund_due(order: Order, refund: Refund, promises: Promises) -> tuple[Rule, datetime, timedelta] | None:
    """The rule that a refund stands under, from when it counts, and how long it allows; None: nobody is late."""
    if not refund.live:
        return _refund_again(order, refund, promises) if refund.status is RefundStatus.FAILED else None
    if refund.goods_received_at:
        return Rule.GOODS_RETURNED, refund.goods_received_at, promises.refund_returned
    if refund.kind is RefundKind.RETURN_REFUND and (refund.goods_sent_at or not _at_shop(order, refund, order.parcels)):
        return _return_due(refund, promises)
    earlier = tuple(parcel for parcel in order.parcels if parcel.dispatched_at <= refund.requested_at)
    if _at_shop(order, refund, earlier) or (order.parcels and not earlier):
        return Rule.REFUND_UNDISPATCHED, refund.requested_at, promises.refund
    granted = refund.approved_at if refund.status is RefundStatus.APPROVED else None
    if granted:
        return Rule.REFUND_APPROVED, granted, promises.refund
    return Rule.REFUND_UNDECIDED, refund.requested_at, promises.refund_decision


def _at_shop(order: Order, refund: Refund, parcels: tuple[Parcel, ...]) -> bool:
    """Whether what a refund is for had not left the shop when these parcels had; what was cancelled never left."""
    if not order.sent:
        return True
    told = bool(refund.items and parcels)
    return told and replace(order, parcels=parcels, cancellations=()).at_shop(refund.items)


def _return_due(refund: Refund, promises: Promises) -> tuple[Rule, datetime, timedelta] | None:
    """The shop has to agree, then the goods have to arrive; in between the consumer has them, and nobody is late."""
    if refund.goods_sent_at:
        return Rule.RETURN_IN_TRANSIT, refund.goods_sent_at, promises.return_transit
    if refund.status is RefundStatus.REQUESTED:
        return Rule.REFUND_UNDECIDED, refund.requested_at, promises.refund_decision
    return None


def _refund_again(order: Order, refund: Refund, promises: Promises) -> tuple[Rule, datetime, timedelta] | None:
    """A payment that bounced has to be made again, unless a later refund takes its place."""
    if refund.refund_id in made_again(order):
        return None
    return Rule.REFUND_FAILED, failed_since(refund), promises.refund_failed


def _cancelled(order: Order, promises: Promises) -> Iterator[Deadline]:
    if since := owed_for_cancelled(order):
        yield Deadline(
            kind=BlockKind.REFUND, rule=Rule.CANCELLED_UNREFUNDED, due=since + promises.cancelled_refund, since=since,
            subject=order.order_id,
        )  # fmt: skip


def owed_for_cancelled(order: Order) -> datetime | None:
    """Since when there is no refund on record for what was paid for and then cancelled; None: nothing is owed so.

    What is on record counts for what was cancelled first, so that the next part cancelled gives the shop no new time.
    """
    if order.paid_at is None:
        return None
    again = made_again(order)
    on_record = sum(
        refund.amount.amount
        for refund in order.refunds
        if takes_back(refund) and refund.scope is not RefundScope.GOODWILL and refund.refund_id not in again
    )
    gone = Counter[str]()
    for part in sorted(order.cancellations, key=lambda one: one.at):
        gone += Counter(dict(plus(part.items or ())))
        if paid_for(order, tuple(gone.items())).amount > on_record:
            return part.at
    return order.cancelled_at if order.cancelled_at and sum(paid_for_lines(order)) > on_record else None


def _freight(order: Order, promises: Promises) -> Iterator[Deadline]:
    claim = order.freight.claim
    if claim and claim.status in {ClaimStatus.REQUESTED, ClaimStatus.APPROVED}:
        due = claim.requested_at + promises.freight_claim
        yield Deadline(
            kind=BlockKind.FREIGHT, rule=Rule.CLAIM_UNPAID, due=due, since=claim.requested_at, subject=order.order_id
        )
    if disputed := order.freight.open_dispute:
        due = disputed + promises.freight_dispute
        yield Deadline(
            kind=BlockKind.FREIGHT, rule=Rule.FREIGHT_DISPUTED, due=due, since=disputed, subject=order.order_id
        )
