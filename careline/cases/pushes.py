"""When what was pushed for has come about, by what its order says: of several, that which was late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from careline.cases.remedies import Remedy
from careline.core.blocks import all_money_back, owed_for_cancelled, still_owed, unsent_exchanges
from careline.core.orders import ClaimStatus, Fulfilment, Order, OrderStatus, Parcel, RefundStatus
from careline.core.paid import all_items, money_to_come, refunded_items
from careline.core.remedies import RemedyKind


def moved_at(order: Order, remedy: Remedy, since: datetime) -> datetime | None:
    """When what this urge is about moved after `since`: dispatched, scanned again, decided or paid; None: not yet."""
    block, moved = remedy.details.get("block"), list[datetime]()
    if remedy.kind is RemedyKind.URGE_COURIER:
        moved += _scanned(order, remedy, since)
    elif _in_words(remedy):
        return None
    elif block == "refund" or (block is None and any(refund.live for refund in order.refunds)):
        moved += _refunds_moved(order, remedy, since)
    elif block == "freight":
        claim = order.freight.claim
        over = claim is not None and claim.status in {ClaimStatus.PAID, ClaimStatus.REJECTED}
        moved += [order.occurred_at] if over and order.freight.open_dispute is None else []
    elif _has_left(order, remedy):
        moved.append(max([order.occurred_at, *(parcel.dispatched_at for parcel in order.parcels)]))
    return min(moved, default=None)


def _scanned(order: Order, remedy: Remedy, since: datetime) -> Iterator[datetime]:
    own = [parcel for parcel in order.parcels if parcel.parcel_id == remedy.details.get("parcel_id")]
    for parcel in own or order.parcels:
        yield from (scan.at for scan in parcel.scans if scan.at > since)
        if parcel.delivered_at and parcel.delivered_at > since:
            yield parcel.delivered_at
    if own and not any(_waited_for(order, parcel) for parcel in own):
        yield order.occurred_at  # it came by the order's status alone, was sent again, or its goods were paid back


def _waited_for(order: Order, parcel: Parcel) -> bool:
    """Whether anybody still waits for this parcel."""
    back = Counter[str]()
    for refund in order.refunds:
        if refund.returns_money and (refund.live or refund.status is RefundStatus.PAID):
            back += Counter(dict(refunded_items(order, refund)))
    paid_back = order.contents_of(parcel) <= back
    return not (order.has_come(parcel) or order.replaced(parcel) or paid_back)


_PUSHES = frozenset({"hurry", "sooner"})
"""Of what is passed on to a shop in the consumer's words, what is over once the goods have left."""


def _in_words(remedy: Remedy) -> bool:
    """A question or a message to the shop: what the order does answers neither, only the shop itself."""
    details = remedy.details
    return bool(details.get("text") or details.get("note")) and details.get("wish") not in _PUSHES


def _has_left(order: Order, remedy: Remedy) -> bool:
    """Whether what was urged has left the shop: what replaces goods that were sent back, or what was ordered."""
    if exchange := remedy.details.get("refund_id"):
        return exchange not in unsent_exchanges(order)
    if order.fulfilment is not Fulfilment.SHIP:
        return order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED} or all_money_back(order)
    return not set(still_owed(order)) & {sku for sku, _ in remedy.items or all_items(order)}


def _refunds_moved(order: Order, remedy: Remedy, since: datetime) -> Iterator[datetime]:
    """When what was urged was decided; by now, if nothing of it is waited for any more: neither a payment that bounced
    and has to be made again, nor money for what was cancelled."""
    own = [refund for refund in order.refunds if refund.refund_id == remedy.details.get("refund_id")]
    refunds = own or order.refunds
    yield from (at for refund in refunds if (at := refund.paid_at or refund.failed_at) and at > since)
    if refunds and not money_to_come(order, refunds) and (own or not owed_for_cancelled(order)):
        yield order.occurred_at
