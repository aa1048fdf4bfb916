"""Which rights a consumer holds on an order at an instant: every guarantee that the feed names, and what holds unnamed.

One judge for each protection; each gives at least one right at every instant, so that none disappears without a word.
Where parts of an order stand differently, it gives one right for each part. docs/rights.md explains them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from careline.core.blocks import BlockKind, Deadline, deadlines_of
from careline.core.claims import compensated, told_claim
from careline.core.late_dispatch import dispatch_on_time
from careline.core.lost_parcels import parcel_lost
from careline.core.money import Money
from careline.core.orders import (
    Fulfilment,
    Guarantee,
    Order,
    OrderStatus,
    Quantities,
    Refund,
    RefundKind,
    RefundStatus,
)
from careline.core.paid import all_items, both, less, paid_for, plus, refundable
from careline.core.pieces import items_arrived, parts_of, pays_first, received_at
from careline.core.remedies import RemedyKind
from careline.core.returns import authentic, damage_cover, part_of, quality_return, return_7_days
from careline.core.rights import (
    Base,
    Bound,
    Claim,
    Clause,
    Computed,
    Needs,
    Protection,
    Right,
    RightKind,
    RightState,
    Whose,
    Why,
    foremost,
    full_days,
    with_claims,
)
from careline.core.rules import GuaranteeTerms, ShopRules

__all__ = [
    "Base", "Bound", "Claim", "Clause", "Computed", "Needs", "Protection", "Right", "RightKind", "RightState", "Whose",
    "Why", "foremost", "full_days", "items_arrived", "price_drop", "received_at", "rights_of", "terms_of",
    "with_claims",
]  # fmt: skip


def rights_of(order: Order, now: datetime, rules: ShopRules) -> tuple[Right, ...]:
    """The order's rights in a fixed order, by what the feed tells; `with_claims` counts in our own remedies.

    A guarantee that was not promised for the order is not listed; a quality return and a lost parcel always are.
    """
    named = order.guarantees | ({Guarantee.FREIGHT_INSURANCE} if _insured(order) else set())
    return tuple(
        right
        for kind, judge in _JUDGES.items()
        if kind in named or isinstance(kind, RightKind)
        for right in judge(order, now, rules)
    )


def price_drop(order: Order, sku: str, quantity: int, price_now: Money) -> Computed:
    """What price protection owes where one piece now costs `price_now`: what was paid more, never above what was paid.

    Raises ValueError for a price in another currency.
    """
    paid = paid_for(order, ((sku, quantity),))
    if price_now.currency != paid.currency:
        raise ValueError(f"the order was paid in {paid.currency}, not in {price_now.currency}")
    drop = Money(max(0, paid.amount - price_now.amount * quantity), paid.currency)
    return Computed(of=Base.PRICE_DROP, base=drop, ceiling=paid)


def terms_of(order: Order, right: Right, rules: ShopRules) -> GuaranteeTerms:
    """The terms that hold for a right's items."""
    return terms_for(order, right.items, rules)


def terms_for(order: Order, which: Quantities | None, rules: ShopRules) -> GuaranteeTerms:
    """The terms that hold for these items, or for the whole order: of their category where they share one, else the
    order's."""
    skus = {sku for sku, _ in which} if which else {item.sku for item in order.items}
    items = [item for item in order.items if item.sku in skus]
    one_kind = len({item.category for item in items}) == 1
    return (rules.for_item(order, items[0]) if one_kind else rules.for_order(order)).terms


def _insured(order: Order) -> bool:
    return order.freight.insured or order.freight.claim is not None


def _freight_insurance(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    right = Guarantee.FREIGHT_INSURANCE
    if claim := order.freight.claim:
        told = told_claim(order, right, claim, None, now, rules)
        yield told
        return
    off = (
        Why.CANCELLED if order.status is OrderStatus.CANCELLED
        else Why.NOT_PAID if pays_first(order)
        else Why.NO_PARCELS if order.fulfilment is not Fulfilment.SHIP
        else None
    )  # fmt: skip
    if off:
        yield Right(right=right, state=RightState.NOT_APPLICABLE, why=off)
        return
    limit = rules.for_order(order).terms.freight_cap.of(order.total.currency)
    if order.freight.disputed_at:
        owed = _freight_owed(order, limit)
        yield Right(
            right=right, state=RightState.CLAIMED, why=Why.FREIGHT_DISPUTED, amount=owed.amount() if owed else None,
            computed=owed, deeds=(RemedyKind.COMPLAINT,), appeal=True,
        )  # fmt: skip
    elif back := _sent_back(order):
        owed = _freight_owed(order, limit)
        receipt = () if order.freight.paid_by_consumer else (Needs.FREIGHT_RECEIPT,)
        yield Right(
            right=right, state=RightState.CLAIMABLE, why=Why.GOODS_SENT_BACK, items=_items_of(order, back),
            subject=back.refund_id, amount=owed.amount() if owed else None, computed=owed,
            needs=(Needs.RETURN_TRACKING_NO, *receipt), deeds=(RemedyKind.FREIGHT_CLAIM,),
        )  # fmt: skip
    else:
        most = _freight_limit(limit)
        yield Right(
            right=right, state=RightState.ACTIVE, why=Why.INSURED, amount=most.amount() if most else None, computed=most
        )


def _sent_back(order: Order) -> Refund | None:
    returns = (one for one in order.refunds if one.kind is not RefundKind.REFUND_ONLY and one.goods_sent_at)
    return next((one for one in returns if one.status is not RefundStatus.WITHDRAWN), None)


def _freight_owed(order: Order, limit: Money | None) -> Computed | None:
    """What was spent, up to the insurance's limit; the limit where nobody told what was spent."""
    spent = order.freight.paid_by_consumer
    if spent is None:
        return _freight_limit(limit)
    return Computed(of=Base.RETURN_FREIGHT, base=spent, cap=limit, open=limit is None)


def _freight_limit(limit: Money | None) -> Computed | None:
    return Computed(of=Base.FREIGHT_LIMIT, base=limit) if limit else None


def _fast_refund(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """One right for each refund, and one for what may still be asked back."""
    right = Guarantee.FAST_REFUND
    never_paid = order.status is OrderStatus.CANCELLED and not order.paid_at and not order.refunds
    if pays_first(order) or never_paid:
        yield Right(right=right, state=RightState.NOT_APPLICABLE, why=Why.NOT_PAID)
        return
    running = _refund_deadlines(order, rules)
    known = {refund.refund_id for refund in order.refunds}
    money = [refund for refund in order.refunds if refund.returns_money]
    for refund in money:
        yield _of_refund(order, refund, running.get(refund.refund_id), now)
    for subject, due in running.items():
        if subject not in known:
            owed = Computed(of=Base.REFUND, base=refundable(order, None, with_shipping=True))
            yield _due_refund(due, owed, None, subject, now)
    live = any(refund.live or refund.status is RefundStatus.FAILED for refund in money) or running.keys() - known
    left = refundable(order, None, with_shipping=True).amount
    if not live and (left or not money):
        yield Right(right=right, state=RightState.ACTIVE, why=Why.REFUND_POSSIBLE)


def _refund_deadlines(order: Order, rules: ShopRules) -> dict[str, datetime]:
    """By when each refund is due; for an order that was cancelled and paid without any refund yet, by its own id."""
    found: dict[str, datetime] = {}
    for deadline in filter(_of_refunds, deadlines_of(order, rules)):
        found[deadline.subject] = min(deadline.due, found.get(deadline.subject, deadline.due))
    promises = rules.for_order(order).promises
    for refund in order.refunds:
        if refund.status is RefundStatus.FAILED and refund.failed_at and refund.refund_id not in found:
            found[refund.refund_id] = refund.failed_at + promises.refund_failed
    cancelled = max((one.at for one in order.cancellations if one.items is None), default=None)
    whole = order.status is OrderStatus.CANCELLED and order.paid_at and cancelled
    if whole and cancelled and not found and not any(_counts(refund) for refund in order.refunds):
        found[order.order_id] = cancelled + promises.cancelled_refund
    return found


def _of_refunds(deadline: Deadline) -> bool:
    return deadline.kind is BlockKind.REFUND


def _counts(refund: Refund) -> bool:
    return refund.returns_money and refund.status not in {RefundStatus.REJECTED, RefundStatus.WITHDRAWN}


def _of_refund(order: Order, refund: Refund, due: datetime | None, now: datetime) -> Right:
    amount = min(refund.amount, order.total) if refund.amount.currency == order.total.currency else refund.amount
    told = Computed(of=Base.REFUND, base=amount)

    def said(state: RightState, why: Why) -> Right:
        return Right(
            right=Guarantee.FAST_REFUND, state=state, why=why, items=_items_of(order, refund), subject=refund.refund_id,
            amount=amount, computed=told, reason=refund.decision, appeal=why is Why.REFUND_REJECTED,
        )  # fmt: skip

    if refund.status is RefundStatus.PAID:
        return said(RightState.PAID, Why.REFUND_PAID)
    if refund.status is RefundStatus.REJECTED:
        return said(RightState.EXPIRED, Why.REFUND_REJECTED)
    if refund.status is RefundStatus.WITHDRAWN:
        return said(RightState.EXPIRED, Why.REFUND_WITHDRAWN)
    if due is None:
        return said(RightState.CLAIMED, Why.RETURN_RUNNING)  # the shop waits for the goods, so nothing is due yet
    return _due_refund(due, told, _items_of(order, refund), refund.refund_id, now)


def _items_of(order: Order, refund: Refund) -> Quantities | None:
    """The order's goods that a refund names; None where it names none of them."""
    return both(all_items(order), refund.items or ()) or None


def _due_refund(due: datetime, owed: Computed, items: Quantities | None, subject: str, now: datetime) -> Right:
    late = due <= now
    return Right(
        right=Guarantee.FAST_REFUND, state=RightState.CLAIMABLE if late else RightState.CLAIMED,
        why=Why.REFUND_LATE if late else Why.REFUND_RUNNING, items=items, subject=subject, deadline=due,
        whose=Whose.SHOP, amount=owed.amount(), computed=owed, deeds=(RemedyKind.URGE_MERCHANT,) if late else (),
    )  # fmt: skip


def _price_protection(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """Open for the price window after payment. How much it fell is not known before the consumer shows the price."""
    right = Guarantee.PRICE_PROTECTION
    told = compensated(order, right, all_items(order), now, rules)
    yield from told.rights
    if not told.rest:
        return
    since = order.paid_at or (None if pays_first(order) else order.placed_at)
    if order.status is OrderStatus.CANCELLED or since is None:
        why = Why.NOT_PAID if since is None else Why.CANCELLED
        yield Right(right=right, state=RightState.NOT_APPLICABLE, why=why, items=part_of(order, told.rest))
        return
    parts = parts_of(order)
    kept = both(told.rest, plus(parts.waiting, *(items for items, _ in parts.received)))
    lots: dict[tuple[RightState, Why, datetime | None], Quantities] = {}
    for one in kept:
        window = _terms(order, one[0], rules).price_window
        until = full_days(since, window, order.time_zone) if window else None
        key = (
            (RightState.NOT_APPLICABLE, Why.EXCLUDED_GOODS, None) if until is None
            else (RightState.CLAIMABLE, Why.PRICE_WINDOW_OPEN, until) if now <= until
            else (RightState.EXPIRED, Why.PRICE_WINDOW_OVER, until)
        )  # fmt: skip
        lots[key] = plus(lots.get(key, ()), (one,))
    for (state, why, until), items in lots.items():
        is_open = state is RightState.CLAIMABLE
        yield Right(
            right=right, state=state, why=why, items=part_of(order, items), deadline=until,
            whose=Whose.CONSUMER if until else None, needs=(Needs.PRICE_PROOF,) if is_open else (),
            deeds=(RemedyKind.COMPENSATION,) if is_open else (),
        )  # fmt: skip
    if gone := less(told.rest, kept):
        why = Why.SUPERSEDED_BY_REFUND if both(gone, plus(parts.refunded, parts.in_refund)) else Why.CANCELLED
        yield Right(right=right, state=RightState.EXPIRED, why=why, items=part_of(order, gone))


def _install(order: Order, now: datetime, rules: ShopRules) -> Iterator[Right]:
    """To be installed within the promised time after the goods came; nobody tells us when it is done."""
    right = Guarantee.INSTALL
    told = compensated(order, right, all_items(order), now, rules)
    yield from told.rights
    if not told.rest:
        return
    if order.status is OrderStatus.CANCELLED or pays_first(order) or order.fulfilment is Fulfilment.DIGITAL:
        why = (
            Why.CANCELLED if order.status is OrderStatus.CANCELLED
            else Why.NOT_PAID if pays_first(order)
            else Why.DIGITAL_GOODS
        )  # fmt: skip
        yield Right(right=right, state=RightState.NOT_APPLICABLE, why=why, items=part_of(order, told.rest))
        return
    parts = parts_of(order)
    done = order.status is OrderStatus.COMPLETED
    lots: dict[tuple[RightState, Why, datetime | None], Quantities] = {}

    def add(state: RightState, why: Why, due: datetime | None, items: Quantities) -> None:
        if items := both(items, told.rest):
            lots[state, why, due] = plus(lots.get((state, why, due), ()), items)

    for items, at in parts.received:
        for one in items:
            due = at + _terms(order, one[0], rules).install_within
            if done:
                add(RightState.EXPIRED, Why.ORDER_COMPLETED, None, (one,))
            elif due <= now:
                add(RightState.CLAIMABLE, Why.INSTALL_LATE, due, (one,))
            else:
                add(RightState.ACTIVE, Why.INSTALL_RUNNING, due, (one,))
    add(RightState.ACTIVE, Why.NOT_RECEIVED_YET, None, parts.waiting)
    add(RightState.EXPIRED, Why.SUPERSEDED_BY_REFUND, None, plus(parts.refunded, parts.in_refund))
    add(RightState.NOT_APPLICABLE, Why.CANCELLED, None, parts.cancelled)
    for (state, why, until), items in lots.items():
        yield Right(
            right=right, state=state, why=why, items=part_of(order, items), deadline=until,
            whose=Whose.SHOP if until else None,
            deeds=(RemedyKind.URGE_MERCHANT, RemedyKind.COMPLAINT) if state is RightState.CLAIMABLE else (),
        )  # fmt: skip


def _terms(order: Order, sku: str, rules: ShopRules) -> GuaranteeTerms:
    item = next(item for item in order.items if item.sku == sku)
    return rules.for_item(order, item).terms


_Judge = Callable[[Order, datetime, ShopRules], Iterator[Right]]

_JUDGES: Mapping[Protection, _Judge] = MappingProxyType(
    {
        Guarantee.DISPATCH_ON_TIME: dispatch_on_time,
        RightKind.PARCEL_LOST: parcel_lost,
        Guarantee.RETURN_7_DAYS: return_7_days,
        RightKind.QUALITY_RETURN: quality_return,
        Guarantee.DAMAGE_COVER: damage_cover,
        Guarantee.FREIGHT_INSURANCE: _freight_insurance,
        Guarantee.FAST_REFUND: _fast_refund,
        Guarantee.PRICE_PROTECTION: _price_protection,
        Guarantee.AUTHENTIC: authentic,
        Guarantee.INSTALL: _install,
    }
)
