"""Who is a new user."""

from __future__ import annotations

from datetime import datetime

from careline.core.rules import NewUserRule


def is_new_user(first_order_at: datetime, orders_so_far: int, placed_at: datetime, rule: NewUserRule) -> bool:
    """Judged when the order was placed, so that a slow order does not make its buyer an old hand."""
    return placed_at - first_order_at <= rule.within or orders_so_far <= rule.orders_at_most
