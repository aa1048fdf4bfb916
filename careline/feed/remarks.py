"""What is odd about an event that is good enough to be taken in: told to the sender, and kept with the event.

No remark repeats a phone number, a name or an address: they are stored with the event and shown to operators.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel

from careline.core.orders import Fulfilment, OrderStatus, Payment
from careline.feed.phones import dialled
from careline.feed.schema import Contents, CustomerIn, OrderEvent, OrderIn
from careline.feed.values import all_removed, language_of, sku_of

AHEAD = timedelta(days=1)
"""Clocks differ; what has happened lies no further ahead than this."""
_SENT = frozenset({OrderStatus.PAID, OrderStatus.DISPATCHED, OrderStatus.DELIVERED})
_HAPPENS = frozenset(
    {
        "occurred_at", "placed_at", "paid_at", "dispatched_at", "delivered_at", "at", "requested_at", "approved_at",
        "goods_sent_at", "goods_received_at", "failed_at", "disputed_at", "first_order_at", "given_at",
    }
)  # fmt: skip
_MISNAMED = {"RMB": "CNY", "CNH": "CNY", "NTD": "TWD", "UKP": "GBP"}
"""What people call a currency, and its code by ISO 4217, which sums of money in the shop's rules are named by."""
_MOST = 10
"""So many places are named in one remark."""


def remarks_on(event: OrderEvent, now: datetime) -> tuple[str, ...]:
    """One sentence for each kind of oddity, the place before the colon."""
    order, found = event.order, _Found(now + AHEAD)
    found.walk(event, ())
    return (
        *_of_customer(order.customer),
        *_of_merchant(order.merchant.email),
        *_of_instants(order, found.late),
        *_of_items(order),
        *_of_states(order),
        *_of_unknown_fields(found.unknown),
    )


class _Found:
    """What one walk finds: instants after `latest` of what has happened, and fields that are not ours."""

    def __init__(self, latest: datetime) -> None:
        self._latest = latest
        self.late: list[str] = []
        self.unknown: list[str] = []

    def walk(self, part: BaseModel, place: tuple[str, ...]) -> None:
        for name in part.model_extra or ():
            self.unknown.append(".".join((*place, _quoted(name))))
        for name, value in part.__dict__.items():
            if isinstance(value, datetime):
                if value > self._latest and name in _HAPPENS:
                    self.late.append(".".join((*place, name)))
            elif isinstance(value, BaseModel):
                self.walk(value, (*place, name))
            elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
                for n, child in enumerate(value):
                    self.walk(child, (*place, name, str(n)))


def _of_customer(told: CustomerIn) -> Iterator[str]:
    if remark := dialled(told.phone, told.region)[1]:
        yield f"order.customer.phone: {remark}"
    if language_of(told.locale) not in {"zh", "en"}:
        yield f"order.customer.locale: {_quoted(told.locale)} is not spoken here; they are spoken to in English"
    if not told.region:
        yield "order.customer.region: empty, so the rules for calls and the holidays of no country hold"


def _of_merchant(email: str | None) -> Iterator[str]:
    if email is not None and not is_address(email):
        yield "order.merchant.email: is no e-mail address, and counts as none"


def is_address(email: str) -> bool:
    """Whether it looks like one e-mail address and nothing else: it goes into the head of a letter."""
    name, at, host = email.rpartition("@")
    return bool(name and at and "." in host) and email.isprintable() and not set(email) & set(' ,;<>"')


def _of_instants(order: OrderIn, late: Sequence[str]) -> Iterator[str]:
    if late:
        yield f"{_listed(late)}: lies in the future, though it has happened"
    before = [
        f"order.parcels.{n}.dispatched_at"
        for n, parcel in enumerate(order.parcels)
        if parcel.dispatched_at < order.placed_at - AHEAD
    ]
    if order.paid_at and order.paid_at < order.placed_at - AHEAD:
        before.append("order.paid_at")
    if before:
        yield f"{_listed(before)}: lies before the order was placed"


def _of_items(order: OrderIn) -> Iterator[str]:
    currency = order.items[0].price.currency  # the schema sees to it that an order has one
    if currency in _MISNAMED:
        yield f"order.items.0.price.currency: {currency} is no currency of ISO 4217, {_MISNAMED[currency]} is"
    if all_removed(order):
        yield "order.items: every line has the quantity 0; all of them count as cancelled"
    if minted := [f"line-{n}" for n, item in enumerate(order.items, start=1) if not item.sku]:
        yield f"order.items: lines without a sku are called {_listed(minted)}"
    if nameless := [f"order.items.{n}" for n, item in enumerate(order.items) if not item.title.strip()]:
        yield f"{_listed(nameless)}: has no title, so nothing tells the consumer what it is"
    known = {sku_of(item.sku, n) for n, item in enumerate(order.items, start=1)}
    unknown = [
        f"{place}.{n}" for place, contents in _contents(order) for n, one in enumerate(contents) if one.sku not in known
    ]
    if unknown:
        yield f"{_listed(unknown)}: its sku is none of the order's items"


def _contents(order: OrderIn) -> Iterator[tuple[str, Contents]]:
    """All lists of items. What is sent in exchange may be something else."""
    lists: tuple[tuple[str, Sequence[Any]], ...] = (
        ("parcels", [parcel for parcel in order.parcels if parcel.kind != "exchange"]),
        ("refunds", order.refunds),
        ("cancellations", order.cancellations),
        ("compensations", order.compensations),
    )
    for name, told in lists:
        for n, one in enumerate(told):
            yield f"order.{name}.{n}.items", one.items or ()


def _of_states(order: OrderIn) -> Iterator[str]:
    cancelled = order.status is OrderStatus.CANCELLED
    if not cancelled and any(one.items is None for one in order.cancellations):
        yield f"order.cancellations: the whole order is cancelled, its status says {order.status}; the status counts"
    paid = order.status in _SENT and order.payment is not Payment.ON_DELIVERY
    if paid and not order.paid_at and not order.dispatch_deadline and order.fulfilment is Fulfilment.SHIP:
        yield "order.paid_at: left out of a paid order, so nobody can tell when it has to be sent"
    if cancelled and not order.paid_at and order.payment is Payment.PREPAID and order.refunds:
        yield "order.paid_at: left out of a cancelled order, so it counts as never paid"


def _of_unknown_fields(found: Sequence[str]) -> Iterator[str]:
    if found:
        yield f"{_listed(found)}: not a field of ours, ignored"


def _quoted(text: str) -> str:
    """Any text from outside as short printable ASCII."""
    return json.dumps(text[:60])[1:-1]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")
