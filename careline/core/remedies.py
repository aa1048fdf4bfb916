"""What may be done for the consumer, within which limits, and who has to agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from careline.core.blocks import BlockKind
from careline.core.money import Money
from careline.core.orders import Order, OrderStatus


class RemedyKind(StrEnum):
    URGE_MERCHANT = "urge_merchant"
    URGE_COURIER = "urge_courier"
    REFUND = "refund"
    FREIGHT_COMPENSATION = "freight_compensation"
    VOUCHER_OWED = "voucher_owed"
    ADDRESS_CHANGE = "address_change"
    CANCEL = "cancel"


class RemedyState(StrEnum):
    NOTED = "noted"
    NEEDS_APPROVAL = "needs_approval"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyLimits:
    """Up to `alone` (minor units) the bot notes a remedy by itself; above it an agent has to approve."""

    alone: int = 5000
    answer_within: timedelta = timedelta(hours=24)
    """What we promise the consumer: a result, or a word from us, by then."""


DEFAULT_LIMITS = RemedyLimits()

#: What urging means for each kind of block: who has to be pushed.
URGE_FOR: dict[BlockKind, RemedyKind] = {
    BlockKind.DISPATCH: RemedyKind.URGE_MERCHANT,
    BlockKind.LOGISTICS: RemedyKind.URGE_COURIER,
    BlockKind.REFUND: RemedyKind.URGE_MERCHANT,
    BlockKind.FREIGHT: RemedyKind.URGE_MERCHANT,
}


def state_for(amount: Money | None, limits: RemedyLimits = DEFAULT_LIMITS) -> RemedyState:
    """Noted at once without money or within the limit; otherwise it waits for an agent."""
    return RemedyState.NEEDS_APPROVAL if amount and amount.amount > limits.alone else RemedyState.NOTED


def promised_by(now: datetime, limits: RemedyLimits = DEFAULT_LIMITS) -> datetime:
    return now + limits.answer_within


def may_cancel(order: Order) -> bool:
    """An order can still be cancelled while nothing of it has left the merchant."""
    return order.status in {OrderStatus.PLACED, OrderStatus.PAID} and not order.parcels


def may_change_address(order: Order) -> bool:
    """The same border: a parcel under way cannot be re-addressed by the shop."""
    return may_cancel(order)
