"""Whether the order tells by now of what was asked for through us, or it cannot be done any more. Pure."""

from __future__ import annotations

from careline.cases.service import Remedy
from careline.core.orders import Order, OrderStatus
from careline.core.remedies import MONEY_BACK, RemedyKind, may_change_address


def overtaken(order: Order, remedy: Remedy) -> bool:
    """From then on the order is what counts, and no longer the remedy."""
    if remedy.kind is RemedyKind.ADDRESS_CHANGE:
        return not may_change_address(order)
    if remedy.kind not in MONEY_BACK:
        return False
    mine = str(remedy.remedy_id)
    told = any(refund.request_id == mine or refund.requested_at >= remedy.requested_at for refund in order.refunds)
    return told or order.status is OrderStatus.CANCELLED
