"""What was paid for which items: discounts shared out, shipping apart, nothing ever above what the consumer paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from careline.core.money import Money
from careline.core.orders import Item, Order, Quantities, Refund, RefundKind, RefundScope, RefundStatus


def paid_for_lines(order: Order) -> tuple[int, ...]:
    """Minor units paid for each item line, in the order's own sequence; their sum never exceeds the total.

    A line's own discount counts; the order's discount is shared out over the other lines by their price. Where the
    shop's total is lower than the lines (a coupon that it does not tell of), every line gives up its share.
    """
    gross = [item.price.amount * item.quantity for item in order.items]
    own = [
        min(item.discount.amount, worth) if item.discount else 0 for item, worth in zip(order.items, gross, strict=True)
    ]
    open_lines = [0 if item.discount else worth for item, worth in zip(order.items, gross, strict=True)]
    off = min(order.discount.amount if order.discount else 0, sum(open_lines))
    shared = shared_out(off, open_lines)
    net = [worth - taken - share for worth, taken, share in zip(gross, own, shared, strict=True)]
    if sum(net) > order.total.amount:
        return shared_out(order.total.amount, net)
    return tuple(net)


def shared_out(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`amount` split in proportion to the weights, to the last minor unit; zeros where nothing weighs anything."""
    whole = sum(weights)
    if whole == 0:
        return tuple(0 for _ in weights)
    shares = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: (-(amount * weights[n] % whole), n))
    for n in by_remainder[: amount - sum(shares)]:
        shares[n] += 1
    return tuple(shares)


def paid_for(order: Order, items: Quantities | None) -> Money:
    """What was paid for these items (None: all goods), without shipping. More pieces than were bought count as all."""
    lines = paid_for_lines(order)
    if items is None:
        return Money(sum(lines), order.total.currency)
    paid, bought = Counter[str](), Counter[str]()
    for item, line in zip(order.items, lines, strict=True):
        paid[item.sku] += line
        bought[item.sku] += item.quantity
    # Two lines of one sku count as one, at their mean price: nobody can say which of them a piece came from.
    pieces = Counter(dict(_merged(items)))
    amount = sum(paid[sku] * min(pieces[sku], bought[sku]) // bought[sku] for sku in bought if bought[sku] > 0)
    return Money(amount, order.total.currency)


def shipping_paid(order: Order) -> Money:
    """The shipping fee, else the lines' shares of it, as far as the total has room for it beside the goods."""
    room = max(0, order.total.amount - sum(paid_for_lines(order)))
    shares = sum(item.shipping.amount for item in order.items if item.shipping)
    fee = order.shipping_fee.amount if order.shipping_fee else shares
    return Money(min(fee, room), order.total.currency)


MONEY_BACK = frozenset({RefundStatus.REQUESTED, RefundStatus.APPROVED, RefundStatus.PAID, RefundStatus.FAILED})
"""The consumer has asked for money instead of goods, and nobody has said no: they wait for it, or have it."""

_SUREST = (RefundStatus.PAID, RefundStatus.APPROVED, RefundStatus.FAILED, RefundStatus.REQUESTED)


def takes_back(refund: Refund) -> bool:
    """Whether the money is on its way back, or was. How much of it, and for what, is another question."""
    return refund.returns_money and refund.status in MONEY_BACK


def failed_since(refund: Refund) -> datetime:
    """When the payment of a refund bounced, as exactly as we were told."""
    return refund.failed_at or refund.paid_at or refund.approved_at or refund.requested_at


def money_to_come(order: Order, refunds: Iterable[Refund]) -> bool:
    """Whether one of these refunds of the order is neither paid nor refused: a payment that bounced is made again."""
    again = made_again(order)
    return any(one.live or (one.status is RefundStatus.FAILED and one.refund_id not in again) for one in refunds)


def made_again(order: Order) -> frozenset[str]:
    """Ids of the refunds that bounced and whose place later ones have taken: by their goods, else by their sum.

    No piece and no coin of a later one takes the place of two.
    """
    done = set[str]()
    bounced = [one for one in order.refunds if one.returns_money and one.status is RefundStatus.FAILED]
    pieces = {one.refund_id: Counter(dict(_merged(one.items or ()))) for one in order.refunds if bounced}
    money = {one.refund_id: one.amount.amount for one in order.refunds}
    for failed in sorted(bounced, key=lambda one: (failed_since(one), one.refund_id)):
        later = [
            other.refund_id
            for other in sorted(order.refunds, key=lambda one: (one.requested_at, one.refund_id))
            if other is not failed and takes_back(other) and other.scope is failed.scope
            if other.requested_at >= failed_since(failed)
        ]
        wanted, owed = Counter(dict(_merged(failed.items or ()))), failed.amount.amount
        if wanted and wanted <= sum((pieces[other] for other in later), Counter[str]()):
            for other in later:
                taken = wanted & pieces[other]
                wanted, pieces[other] = wanted - taken, pieces[other] - taken
                money[other] = 0 if taken else money[other]
            done.add(failed.refund_id)
            continue
        unnamed = [other for other in later if not wanted or not pieces[other]]
        if unnamed and owed <= sum(money[other] for other in unnamed):
            for other in unnamed:
                spent = min(owed, money[other])
                owed, money[other] = owed - spent, money[other] - spent
                pieces[other] = Counter() if spent else pieces[other]
            done.add(failed.refund_id)
    return frozenset(done)


def refunded(order: Order, *, live_too: bool) -> Money:
    """Money that went back, or (`live_too`) is on its way: of all refunds, whatever they are for."""
    counted = {RefundStatus.PAID} | (
        {RefundStatus.REQUESTED, RefundStatus.APPROVED, RefundStatus.FAILED} if live_too else set()
    )
    again = made_again(order)
    counts = (r for r in order.refunds if r.returns_money and r.status in counted and r.refund_id not in again)
    total = sum(refund.amount.amount for refund in counts)
    return Money(min(total, order.total.amount), order.total.currency)


def refundable(order: Order, items: Quantities | None, *, with_shipping: bool) -> Money:
    """What may still be given back for these items: what was paid for them, within what is left of the total."""
    wanted = paid_for(order, items).amount + (shipping_paid(order).amount if with_shipping and items is None else 0)
    left = order.total.amount - refunded(order, live_too=True).amount
    return Money(max(0, min(wanted, left)), order.total.currency)


def money_back_for(order: Order, items: Quantities | None) -> Money:
    """What is given back for these items (None: all); the shipping fee too while nothing has left."""
    return refundable(order, items, with_shipping=items is None and not order.parcels)


def refunded_items(order: Order, refund: Refund) -> Quantities:
    """Which items a refund is for. One that names none and covers all goods is for all; a smaller one for none, except
    the one with which those that name none come to all that is not named by others: it is for the rest.

    A return that names none is for the one piece that the order has: something is sent back, whatever its amount.
    One that bounced and was made again is for nothing: the later one is for its goods.
    """
    if refund.scope is not RefundScope.GOODS or refund.refund_id in made_again(order):
        return ()
    if refund.items is not None:
        return refund.items
    whole = refund.amount.amount >= sum(paid_for_lines(order)) and refund.amount.amount > 0
    sends_back = refund.kind is not RefundKind.REFUND_ONLY
    only_piece = sends_back and sum(item.quantity for item in order.items) == 1
    if whole or only_piece:
        return all_items(order)
    last, rest = _by_sum(order)
    return rest if refund.refund_id == last else ()


def _by_sum(order: Order) -> tuple[str | None, Quantities]:
    """(Id, what it is for) of the refund of goods with which those that name none come to what the named ones leave.

    What is surest is counted first, so that everything is paid back, or agreed to, only once all of its money is.
    """
    again = made_again(order)
    goods = [
        one
        for one in order.refunds
        if takes_back(one) and one.scope is RefundScope.GOODS and one.refund_id not in again
    ]
    named = [piece for one in goods for piece in one.items or ()]
    rest = less(all_items(order), tuple(named))
    needed, come = paid_for(order, rest).amount or paid_for(order, None).amount, 0
    unnamed = [one for one in goods if one.items is None]
    for one in sorted(unnamed, key=lambda one: (_SUREST.index(one.status), one.requested_at, one.refund_id)):
        come += one.amount.amount
        if come >= needed > 0:
            return one.refund_id, rest
    return None, ()


def taken_back(order: Order, statuses: Iterable[RefundStatus]) -> Counter[str]:
    """How many pieces of each sku the consumer gets money for instead, by refunds in these states."""
    found: Counter[str] = Counter()
    wanted = frozenset(statuses)
    for refund in order.refunds:
        if refund.returns_money and refund.status in wanted:
            found.update(dict(_merged(refunded_items(order, refund))))
    bought = Counter(dict(all_items(order)))
    return found & bought


def all_items(order: Order) -> Quantities:
    return _merged((item.sku, item.quantity) for item in order.items)


def less(items: Quantities, taken: Quantities) -> Quantities:
    """These items without those; what is not among them changes nothing."""
    left = Counter(dict(_merged(items))) - Counter(dict(_merged(taken)))
    return tuple((sku, left[sku]) for sku, _ in _merged(items) if left[sku] > 0)


def plus(*parts: Quantities) -> Quantities:
    """All of them together, one entry a sku."""
    return _merged(one for part in parts for one in part)


def both(items: Quantities, others: Quantities) -> Quantities:
    """What is among both."""
    return less(items, less(items, others))


def item_of(order: Order, sku: str) -> Item | None:
    return next((item for item in order.items if item.sku == sku), None)


def _merged(items: Iterable[tuple[str, int]]) -> Quantities:
    count: Counter[str] = Counter()
    for sku, quantity in items:
        count[sku] += quantity
    return tuple(count.items())
