"""Who is a new user."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUserRule:
    """First order at most 30 days ago, or at most 3 orders so far. Either makes a new user."""

    within: timedelta = timedelta(days=30)
    orders_at_most: int = 3


def is_new_user(
    first_order_at: datetime, orders_so_far: int, placed_at: datetime, rule: NewUserRule | None = None
) -> bool:
    """Judged when the order was placed, so that a slow order does not make its buyer an old hand."""
    rule = rule or NewUserRule()
    return placed_at - first_order_at <= rule.within or orders_so_far <= rule.orders_at_most
