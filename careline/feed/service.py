"""Taking the platform's events in: one bad event never hides the good ones, and an order never goes back in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.customers import NewUserRule, is_new_user
from careline.core.orders import Address, Consent, Customer, Freight, FreightClaim, Item, Order, Parcel, Refund, Scan
from careline.feed.schema import CustomerIn, OrderEvent, OrderIn, ParcelIn, RefundIn, read_event
from careline.http.problem import unreadable
from careline.store.database import Database, notify
from careline.store.feed import owners_of, remember_events, save_customers, save_orders, seen_events


@dataclass(slots=True)
class Taken:
    """What became of a batch. `rejected` holds (event_id or "", why) of events that will never be good."""

    accepted: int = 0
    ignored: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)


class Feed:
    """The order feed's use case."""

    def __init__(self, database: Database, new_users: NewUserRule) -> None:
        self._database = database
        self._new_users = new_users

    async def take(self, raw_events: Sequence[Any], now: datetime) -> Taken:
        """Take in up to 1,000 events in one transaction. Raises database errors for the whole batch."""
        taken = Taken()
        events: list[OrderEvent] = []
        for raw in raw_events:
            try:
                events.append(read_event(raw))
            except (ValidationError, UnicodeEncodeError, RecursionError) as error:
                why = unreadable(error) if isinstance(error, ValidationError) else "text that cannot be stored"
                taken.rejected.append((_event_id(raw), why))
        async with self._database.begin() as tx:
            await self._take(tx, events, taken, now)
        return taken

    async def _take(self, tx: AsyncConnection, events: list[OrderEvent], taken: Taken, now: datetime) -> None:
        seen = await seen_events(tx, {event.event_id for event in events})
        owners = await owners_of(tx, {event.order.order_id for event in events})
        fresh: dict[str, OrderEvent] = {}
        for event in events:
            if (
                owners.setdefault(event.order.order_id, event.order.customer.customer_id)
                != event.order.customer.customer_id
            ):
                taken.rejected.append((event.event_id, "order.customer: this order belongs to another consumer"))
            elif event.event_id in seen or event.event_id in fresh:
                taken.ignored += 1
            else:
                fresh[event.event_id] = event
        accepted = await self._save(tx, list(fresh.values()), now)
        taken.accepted += len(accepted)
        taken.ignored += len(fresh) - len(accepted)
        if accepted:
            await notify(tx, "orders", "")

    async def _save(self, tx: AsyncConnection, fresh: list[OrderEvent], now: datetime) -> set[str]:
        consumers: dict[str, OrderEvent] = {}
        latest: dict[str, OrderEvent] = {}
        for event in fresh:
            consumer, order_id = event.order.customer.customer_id, event.order.order_id
            if consumer not in consumers or consumers[consumer].occurred_at < event.occurred_at:
                consumers[consumer] = event
            if order_id not in latest or latest[order_id].version < event.version:
                latest[order_id] = event
        await save_customers(tx, [customer_of(e.order.customer, e.occurred_at) for e in consumers.values()])
        won = await save_orders(tx, [self._order_of(event) for event in latest.values()], now)
        accepted = {event.event_id for order_id, event in latest.items() if order_id in won}
        await remember_events(
            tx,
            [
                {
                    "event_id": event.event_id,
                    "order_id": event.order.order_id,
                    "version": event.version,
                    "outcome": "accepted" if event.event_id in accepted else "ignored",
                }
                for event in fresh
            ],
        )
        return accepted

    def _order_of(self, event: OrderEvent) -> Order:
        told, customer = event.order, event.order.customer
        new = is_new_user(customer.first_order_at, customer.orders_so_far, told.placed_at, self._new_users)
        return order_of(told, event, new_user=new)


def _event_id(raw: Any) -> str:
    event_id = raw.get("event_id", "") if isinstance(raw, dict) else ""
    return event_id[:100].encode("utf-8", "replace").decode() if isinstance(event_id, str) else ""


def customer_of(told: CustomerIn, as_of: datetime) -> Customer:
    """The consumer that an event of `as_of` tells of."""
    consent = Consent(**told.consent.model_dump())
    return Customer(consent=consent, as_of=as_of, **told.model_dump(exclude={"consent"}))


def order_of(told: OrderIn, event: OrderEvent, *, new_user: bool) -> Order:
    """The core value of an order that an event tells of."""
    freight = told.freight
    claim = freight.claim
    same = told.model_dump(
        include={"order_id", "placed_at", "paid_at", "dispatch_deadline", "presale", "presale_dispatch_at"}
    )
    return Order(
        **same,
        status=told.status,
        customer_id=told.customer.customer_id,
        merchant_id=told.merchant.merchant_id,
        merchant_name=told.merchant.name,
        version=event.version,
        occurred_at=event.occurred_at,
        time_zone=told.customer.time_zone,
        new_user=new_user,
        total=told.goods_total(),
        shipping_fee=told.shipping_fee.money() if told.shipping_fee else None,
        address=Address(**told.address.model_dump()),
        items=tuple(Item(price=item.price.money(), **item.model_dump(exclude={"price"})) for item in told.items),
        parcels=tuple(_parcel_of(parcel) for parcel in told.parcels),
        refunds=tuple(_refund_of(refund) for refund in told.refunds),
        freight=Freight(
            insured=freight.insured,
            paid_by_consumer=freight.paid_by_consumer.money() if freight.paid_by_consumer else None,
            disputed_at=freight.disputed_at,
            claim=FreightClaim(amount=claim.amount.money(), **claim.model_dump(exclude={"amount"})) if claim else None,
        ),
        guarantees=frozenset(told.guarantees),
    )


def _parcel_of(told: ParcelIn) -> Parcel:
    scans = tuple(sorted((Scan(**scan.model_dump()) for scan in told.scans), key=lambda scan: scan.at))
    contents = None if told.items is None else tuple((item.sku, item.quantity) for item in told.items)
    return Parcel(scans=scans, contents=contents, **told.model_dump(exclude={"scans", "items"}))


def _refund_of(told: RefundIn) -> Refund:
    return Refund(amount=told.amount.money(), **told.model_dump(exclude={"amount"}))
