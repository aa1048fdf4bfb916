"""Read a feed event exactly as the service does, so that its own rules say what is blocked."""

from __future__ import annotations

from typing import Any

from careline.core.customers import is_new_user
from careline.core.orders import Order
from careline.feed.schema import read_event
from careline.feed.values import order_of


def read_order(event: dict[str, Any]) -> Order:
    """The order of an event, new user by the default rule. Raises pydantic.ValidationError if the feed refuses it."""
    told = read_event(event)
    customer = told.order.customer
    new = is_new_user(customer.first_order_at, customer.orders_so_far, told.order.placed_at)
    return order_of(told, new_user=new)
