"""What the service guarantee hall shows of an order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from careline.cases.service import BlockRow
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.orders import Order, OrderStatus
from careline.dialogue.shown import ContactShown, Instant, MoneyShown, RightShown, Shown, money_shown, rights_shown


class BlockedShown(Shown):
    """`since` is the deadline that was missed."""

    kind: BlockKind
    since: Instant
    text: str


class HallOrder(Shown):
    """`stage` is the platform's status, for the stage line; `stage_text` is finer, after its parcels."""

    order_id: str
    title: str
    merchant: str
    image: str | None
    stage: OrderStatus
    stage_text: str
    placed_at: Instant
    total: MoneyShown
    blocked: list[BlockedShown]
    rights: list[RightShown]


class HallCustomer(Shown):
    name: str


class HallShown(Shown):
    customer: HallCustomer
    orders: list[HallOrder]
    contacts: list[ContactShown]


def hall_order(order: Order, blocks: Sequence[BlockRow], now: datetime, language: str) -> HallOrder:
    """One order with its rights, and the trouble it is in by our own account (`blocks`: those of any order)."""
    return HallOrder(
        order_id=order.order_id,
        title=order.title,
        merchant=order.merchant_name,
        image=order.items[0].image,
        stage=order.status,
        stage_text=phrases.stage(order, language),
        placed_at=order.placed_at,
        total=money_shown(order.total),
        blocked=[_blocked(block, order, now, language) for block in blocks if block.order_id == order.order_id],
        rights=rights_shown(order, now, language),
    )


def _blocked(block: BlockRow, order: Order, now: datetime, language: str) -> BlockedShown:
    missed = block.evidence[0]
    text = phrases.evidence(missed, now, order.time_zone, language)
    return BlockedShown(kind=block.kind, since=block.deadline, text=text)
