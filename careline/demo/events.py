"""Drafts become feed events, once it is known how many orders each consumer had placed when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from careline.demo.draft import Draft, instant

Event = dict[str, Any]


def events_of(drafts: list[Draft]) -> list[Event]:
    """One event per draft, in their order; all orders of a consumer must be among them."""
    by_consumer: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_consumer.setdefault(draft.who.customer_id, []).append(draft)
    customers = {order_id: block for own in by_consumer.values() for order_id, block in _customer_blocks(own)}
    return [_event(draft, customers[draft.order_id]) for draft in drafts]


def _customer_blocks(drafts: list[Draft]) -> Iterator[tuple[str, dict[str, Any]]]:
    """`customer` of every order of one consumer, by order id; the first order of an old one lies before the feed's."""
    ordered = sorted(drafts, key=lambda draft: (-draft.first, draft.serial))
    oldest, who = ordered[0], ordered[0].who
    first_hours = oldest.first + who.earlier * oldest.between(200, 900)
    base: dict[str, Any] = {"customer_id": who.customer_id, "name": who.name, "phone": who.phone}
    base |= {"region": who.city.country, "locale": "en" if who.english else "zh-CN", "time_zone": who.city.time_zone}
    base["first_order_at"] = oldest.at(first_hours)
    given_at = oldest.at(first_hours + oldest.between(0.01, 1))
    for rank, draft in enumerate(ordered, start=1):
        block = {**base, "orders_so_far": who.earlier + rank}
        if who.consent is not None:
            block["consent"] = {**who.consent, "given_at": given_at}
        yield draft.order_id, block


def _event(draft: Draft, customer: dict[str, Any]) -> Event:
    order = draft.order
    return {
        "event_id": f"{draft.order_id}-v{draft.changes}",
        "occurred_at": instant(draft.now - timedelta(seconds=round(draft.newest * 3600))),
        "version": draft.changes,
        "order": {"order_id": draft.order_id, "customer": customer, **order},
    }
