"""Taking the platform's events in: one bad event never hides the good ones, and an order never goes back in time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg import DataError, errors
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.customers import NewUserRule, is_new_user
from careline.feed.body import Unreadable
from careline.feed.schema import OrderEvent, read_event
from careline.feed.values import customer_of, order_of
from careline.http.problem import unreadable
from careline.store.customers import save_customers
from careline.store.database import Database, notify
from careline.store.feed import (
    note_new_users,
    owners_of,
    remember_events,
    save_merchants,
    save_orders,
    seen_events,
)

log = logging.getLogger(__name__)

Place = Callable[[int], str]
"""Names an event by its position among those handed over, for the sender to find it."""
_NEVER_GOOD = (DataError, errors.CheckViolation, errors.NotNullViolation, errors.ProgramLimitExceeded)


@dataclass(slots=True)
class Taken:
    """What became of a batch. `rejected` holds (event_id or "", why) of events that will never be good."""

    accepted: int = 0
    ignored: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Taken) -> None:
        self.accepted += other.accepted
        self.ignored += other.ignored
        self.rejected += other.rejected


class Feed:
    """The order feed's use case."""

    def __init__(self, database: Database, new_users: NewUserRule) -> None:
        self._database = database
        self._new_users = new_users

    async def take(self, raw_events: Sequence[Any], now: datetime, place: Place | None = None) -> Taken:
        """Take in up to 1,000 events in one transaction. Raises the database's passing failures for the whole batch."""
        taken = Taken()
        # In a thread: checking a thousand events takes 0.3 s, too long for the chats of this process to wait.
        events = await asyncio.to_thread(lambda: list(_readable(raw_events, taken, place)))
        if events:
            taken.add(await self._take_all(events, now))
        return taken

    async def _take_all(self, events: list[OrderEvent], now: datetime) -> Taken:
        """What the schema lets through and the database refuses is found by halving, and refused alone."""
        taken = Taken()
        try:
            async with self._database.begin() as tx:
                await self._take(tx, events, taken, now)
        except DBAPIError as error:
            if not isinstance(error.orig, _NEVER_GOOD):
                raise
            if len(events) == 1:
                log.warning(
                    "event cannot be stored", extra={"action": "feed_refused", "kind": type(error.orig).__name__}
                )
                return Taken(rejected=[(events[0].event_id, "the database cannot hold this event")])
            half = len(events) // 2
            taken = await self._take_all(events[:half], now)
            taken.add(await self._take_all(events[half:], now))
        return taken

    async def _take(self, tx: AsyncConnection, events: list[OrderEvent], taken: Taken, now: datetime) -> None:
        seen = await seen_events(tx, {event.event_id for event in events})
        owners = await owners_of(tx, {event.order.order_id for event in events})
        fresh: dict[str, OrderEvent] = {}
        for event in events:
            consumer = event.order.customer.customer_id
            if owners.setdefault(event.order.order_id, consumer) != consumer:
                taken.rejected.append((event.event_id, "order.customer: this order belongs to another consumer"))
            elif event.event_id in seen or event.event_id in fresh:
                taken.ignored += 1
            else:
                fresh[event.event_id] = event
        accepted = await self._save(tx, list(fresh.values()), now) if fresh else 0
        taken.accepted += accepted
        taken.ignored += len(fresh) - accepted
        if accepted:
            await notify(tx, "orders", "")

    async def _save(self, tx: AsyncConnection, fresh: list[OrderEvent], now: datetime) -> int:
        """Consumers, merchants, orders, events: always in this order, so that two importers cannot deadlock."""
        tellings = _highest(fresh, of=lambda event: event.order.customer.customer_id, by=_age)
        await save_customers(tx, [customer_of(e.order.customer, e.occurred_at) for e in tellings.values()])
        await save_merchants(tx, [{**vars(e.order.merchant), "as_of": e.occurred_at} for e in fresh])
        latest = _highest(fresh, of=lambda event: event.order.order_id, by=lambda event: event.version)
        new = {event.order.order_id for event in fresh if self._of_new_user(event)}
        orders = [order_of(event, new_user=order_id in new) for order_id, event in latest.items()]
        won = await save_orders(tx, orders, now)
        await note_new_users(tx, new - won, now)
        accepted = {latest[order_id].event_id for order_id in won}
        await remember_events(tx, [_event_row(event, accepted) for event in fresh])
        return len(accepted)

    def _of_new_user(self, event: OrderEvent) -> bool:
        customer = event.order.customer
        return is_new_user(customer.first_order_at, customer.orders_so_far, event.order.placed_at, self._new_users)


def _readable(raw_events: Iterable[Any], taken: Taken, place: Place | None) -> Iterator[OrderEvent]:
    for position, raw in enumerate(raw_events):
        try:
            if isinstance(raw, Unreadable):
                raise raw
            yield read_event(raw)
        except (ValidationError, Unreadable) as error:
            why = unreadable(error) if isinstance(error, ValidationError) else str(error)
            event_id = _event_id(raw)
            if place or not event_id:
                why = f"{place(position) if place else f'event {position + 1} of the batch'}: {why}"
            taken.rejected.append((event_id, why))


def _event_id(raw: Any) -> str:
    event_id = raw.get("event_id", "") if isinstance(raw, dict) else ""
    return event_id[:100].encode("utf-8", "replace").decode() if isinstance(event_id, str) else ""


def _highest(
    events: Sequence[OrderEvent], *, of: Callable[[OrderEvent], str], by: Callable[[OrderEvent], Any]
) -> dict[str, OrderEvent]:
    """For each `of` the event with the highest `by`; among equals the first, as between batches."""
    found: dict[str, OrderEvent] = {}
    for event in sorted(events, key=by, reverse=True):
        found.setdefault(of(event), event)
    return found


def _age(event: OrderEvent) -> tuple[datetime, int]:
    return event.occurred_at, event.order.customer.orders_so_far


def _event_row(event: OrderEvent, accepted: set[str]) -> dict[str, Any]:
    outcome = "accepted" if event.event_id in accepted else "ignored"
    return {"event_id": event.event_id, "order_id": event.order.order_id, "version": event.version, "outcome": outcome}
