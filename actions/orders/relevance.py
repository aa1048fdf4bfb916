"""How well an order fits a topic (see reference.Rank). Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from actions.orders.reference import Rank
from careline.core.blocks import BlockKind, find_blocks, owed_after_cancelling
from careline.core.guarantees import received_at
from careline.core.orders import Order, OrderStatus, RefundKind
from careline.core.remedies import may_cancel
from careline.core.rules import ShopRules

_RECENT = timedelta(days=15)
_OVER = frozenset({OrderStatus.COMPLETED, OrderStatus.CANCELLED})


def dispatch(now: datetime, rules: ShopRules) -> Rank:
    """Late ones, then those still to be sent, then those already sent."""

    def rank(order: Order) -> int:
        if _blocked(order, now, rules, BlockKind.DISPATCH):
            return 3
        if order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED} and order.not_dispatched():
            return 2
        return int(order.status in {OrderStatus.PLACED, OrderStatus.DISPATCHED})

    return rank


def logistics(now: datetime, rules: ShopRules) -> Rank:
    """Stalled ones, then parcels under way, then what will be sent or has just arrived."""

    def rank(order: Order) -> int:
        if _blocked(order, now, rules, BlockKind.LOGISTICS):
            return 3
        if any(not parcel.arrived for parcel in order.parcels) and order.status not in _OVER:
            return 2
        waiting = order.status is OrderStatus.PAID
        return int(waiting or (order.status is OrderStatus.DELIVERED and _recently_received(order, now)))

    return rank


def not_received(now: datetime, rules: ShopRules) -> Rank:
    """Delivered by the courier's word, or stalled; then parcels under way; then not sent at all."""

    def rank(order: Order) -> int:
        if _blocked(order, now, rules, BlockKind.LOGISTICS):
            return 3
        if order.status is OrderStatus.DELIVERED and _recently_received(order, now):
            return 2
        if order.parcels and order.status not in _OVER:
            return 2
        return int(order.status is OrderStatus.PAID)

    return rank


def refund(now: datetime, rules: ShopRules, noted: Collection[str] = ()) -> Rank:
    """Overdue refunds, then running ones and those `noted` by us (order ids), then any that were ever asked for."""

    def rank(order: Order) -> int:
        if _blocked(order, now, rules, BlockKind.REFUND):
            return 3
        if order.order_id in noted or any(refund.live for refund in order.refunds):
            return 2
        if owed_after_cancelling(order, rules):
            return 2
        return int(bool(order.refunds))

    return rank


def refundable(now: datetime) -> Rank:
    """Paid orders that are not over, and those received lately."""

    def rank(order: Order) -> int:
        if not order.paid_at or order.status is OrderStatus.CANCELLED:
            return int(any(refund.live for refund in order.refunds))
        return 2 if order.status is not OrderStatus.COMPLETED else int(_recently_received(order, now))

    return rank


def returnable(now: datetime, _rules: ShopRules) -> Rank:
    """Received goods, then those that will be."""

    def rank(order: Order) -> int:
        if any(refund.live and refund.kind is not RefundKind.REFUND_ONLY for refund in order.refunds):
            return 2
        if order.status is OrderStatus.DELIVERED:
            return 2
        under_way = order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED}
        return int(under_way or _recently_received(order, now))

    return rank


def freight(now: datetime, rules: ShopRules) -> Rank:
    """Unsettled return freight, then any claim or return, then what is insured."""

    def rank(order: Order) -> int:
        if _blocked(order, now, rules, BlockKind.FREIGHT):
            return 3
        returning = any(refund.kind is not RefundKind.REFUND_ONLY and refund.live for refund in order.refunds)
        if order.freight.claim or order.freight.disputed_at or returning:
            return 2
        return int(order.status not in _OVER and order.status is not OrderStatus.PLACED)

    return rank


def changeable(_now: datetime, _rules: ShopRules) -> Rank:
    """Cancelling and re-addressing: possible, or asked for too late."""

    def rank(order: Order) -> int:
        if may_cancel(order):
            return 2
        return int(order.status is OrderStatus.DISPATCHED)

    return rank


def unfinished(now: datetime, rules: ShopRules) -> Rank:
    """Anything that is not over, those in trouble first."""

    def rank(order: Order) -> int:
        if find_blocks(order, now, rules):
            return 3
        return 2 if order.status not in _OVER else int(_recently_received(order, now))

    return rank


def _blocked(order: Order, now: datetime, rules: ShopRules, kind: BlockKind) -> bool:
    return any(block.kind is kind for block in find_blocks(order, now, rules))


def _recently_received(order: Order, now: datetime) -> bool:
    received = received_at(order)
    return received is not None and now - received < _RECENT
