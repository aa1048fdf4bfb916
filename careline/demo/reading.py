"""Read a feed event exactly as the service does, so that its own rules say what is blocked."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from careline.core.customers import is_new_user
from careline.core.orders import Order
from careline.core.rules import ShopRules
from careline.feed.schema import read_event
from careline.feed.values import order_of
from careline.shop_rules import load_rules


def standard_rules(today: date) -> ShopRules:
    """The rules by which the demo shop's orders are late, or are not. They ship with us, so no order is too old."""
    return _rules(max(today.year, 2026))


@lru_cache(maxsize=4)
def _rules(year: int) -> ShopRules:
    return load_rules("standard", date(year, 12, 31))


def read_order(event: dict[str, Any]) -> Order:
    """The order of an event, new user by the standard rules. Raises pydantic.ValidationError if the feed refuses it."""
    told = read_event(event)
    customer = told.order.customer
    rule = standard_rules(told.occurred_at.date()).new_users
    new = is_new_user(customer.first_order_at, customer.orders_so_far, told.order.placed_at, rule)
    return order_of(told, new_user=new)
