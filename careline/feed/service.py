"""Taking the platform's events in: one bad event never hides the good ones, and an order never goes back in time.

Nothing is accepted, ignored or refused without a word: the sender is told, and the event is kept with it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import DataError, errors
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.customers import is_new_user
from careline.core.orders import Order
from careline.core.rules import NewUserRule
from careline.feed.body import Unreadable
from careline.feed.identity import Merges, OrderKeys, own_key
from careline.feed.remarks import is_address, remarks_on
from careline.feed.schema import MerchantIn, OrderEvent, read_event
from careline.feed.taken import Taken
from careline.feed.values import customer_of, order_of
from careline.http.problem import unreadable
from careline.metrics.counters import FEED_EVENTS
from careline.store.bulk import made_beside
from careline.store.customers import merge_customers, merged_into, save_customers
from careline.store.database import Database, notify
from careline.store.feed import (
    Stored,
    note_new_users,
    remember_events,
    save_merchants,
    save_orders,
    seen_events,
    stored_orders,
)
from careline.store.notices import Topic

log = logging.getLogger(__name__)

Place = Callable[[int], str]
"""Names an event by its position among those handed over, for the sender to find it."""
_NEVER_GOOD = (DataError, errors.CheckViolation, errors.NotNullViolation, errors.ProgramLimitExceeded)
_TRIES = 3
_ANOTHERS = (
    "order.customer: this order belongs to another consumer; if it is the same person under a new id (a guest who "
    "signed up, merged accounts), name the old id in order.customer.previous_ids"
)
Row = dict[str, Any]
PART = 100
"""Events in one transaction. Each of its steps keeps the other work of the process waiting: a few milliseconds; of a
thousand events it was a third of a second on a busy machine, and everybody's chat felt it."""


@dataclass(slots=True)
class _Telling:
    """An event that could be read, the remarks on it, and which order and consumer it is about."""

    event: OrderEvent
    remarks: tuple[str, ...]
    order_id: str = ""
    customer_id: str = ""
    before: Stored | None = None

    @property
    def told(self) -> tuple[str, str]:
        return self.event.event_id, self.order_id

    @property
    def merchant_id(self) -> str:
        return self.event.order.merchant.merchant_id

    def remark(self, *sentences: str) -> None:
        """Once each, though a batch may be gone through again."""
        self.remarks += tuple(one for one in sentences if one not in self.remarks)

    def row(self, outcome: str, why: str | None = None) -> Row:
        return {
            "event_id": self.event.event_id,
            "order_id": self.order_id,
            "version": self.event.version,
            "outcome": outcome,
            "why": why,
            "warnings": list(self.remarks),
        }


class Feed:
    """The order feed's use case.

    `rest`: for how many seconds it stands back after each second of a long batch, so that a shop's whole past leaves
    the machine to those who wait for an answer.
    """

    def __init__(self, database: Database, new_users: NewUserRule, *, rest: float = 0.0) -> None:
        self._database = database
        self._new_users = new_users
        self._rest = rest

    async def take(self, raw_events: Sequence[Any], now: datetime, place: Place | None = None) -> Taken:
        """Take in up to 1,000 events. Raises the database's passing failures; what was taken in until then stays, and
        is told as ignored when the batch is sent again."""
        taken = Taken()
        for start in range(0, len(raw_events), PART):
            began = time.monotonic()
            taken.add(await self._take_part(raw_events[start : start + PART], start, now, place))
            if self._rest and start + PART < len(raw_events):
                await asyncio.sleep((time.monotonic() - began) * self._rest)
        return taken

    async def _take_part(self, raw_events: Sequence[Any], start: int, now: datetime, place: Place | None) -> Taken:
        taken, refused = Taken(), list[Row]()
        # In a thread: checking a hundred events takes 30 ms, and the chats of this process wait for nothing.
        tellings = await asyncio.to_thread(lambda: list(readable(raw_events, taken, refused, now, place, start)))
        if tellings:
            taken.add(await self._take_all(tellings, refused, now))
        if refused:
            async with self._database.begin() as tx:
                await remember_events(tx, refused)
        _count(taken)
        return taken

    async def _take_all(self, tellings: list[_Telling], refused: list[Row], now: datetime, tries: int = 1) -> Taken:
        """What the schema lets through and the database refuses is found by halving, and refused alone."""
        taken, turned_away = Taken(), list[Row]()
        try:
            async with self._database.begin() as tx:
                await self._take(tx, tellings, taken, turned_away, now)
        except DBAPIError as error:
            if isinstance(error.orig, errors.UniqueViolation) and tries < _TRIES:
                # Two requests met an id that is new to both: whoever looks again sees the other's.
                return await self._take_all(tellings, refused, now, tries + 1)
            if not isinstance(error.orig, _NEVER_GOOD):
                raise
            if len(tellings) == 1:
                log.warning(
                    "event cannot be stored", extra={"action": "feed_refused", "kind": type(error.orig).__name__}
                )
                why = "the database cannot hold this event"
                refused.append(tellings[0].row("rejected", why))
                return Taken(rejected=[(tellings[0].event.event_id, why)])
            half = len(tellings) // 2
            taken = await self._take_all(tellings[:half], refused, now)
            taken.add(await self._take_all(tellings[half:], refused, now))
            return taken
        refused += turned_away
        return taken

    async def _take(
        self, tx: AsyncConnection, tellings: list[_Telling], taken: Taken, refused: list[Row], now: datetime
    ) -> None:
        seen = await seen_events(tx, {telling.event.event_id for telling in tellings})
        used = {event_id for event_id, _ in seen}
        merges = await _place(tx, tellings)
        fresh: dict[tuple[str, str], _Telling] = {}
        owners: dict[str, str] = {}
        for telling in tellings:
            owner = telling.before.customer_id if telling.before else telling.customer_id
            if merges.now(owners.setdefault(telling.order_id, owner)) != telling.customer_id:
                taken.rejected.append((telling.event.event_id, _ANOTHERS))
                refused.append(telling.row("rejected", _ANOTHERS))
            elif telling.told in seen or telling.told in fresh:
                taken.ignore(telling.event.event_id, "event_id: was told of this order before")
            else:
                if telling.event.event_id in used:
                    telling.remark("event_id: was used for another order too; use each one once")
                used.add(telling.event.event_id)
                fresh[telling.told] = telling
        if fresh and await self._save(tx, list(fresh.values()), merges, taken, now):
            await notify(tx, Topic.ORDERS, "")

    async def _save(
        self, tx: AsyncConnection, fresh: list[_Telling], merges: Merges, taken: Taken, now: datetime
    ) -> int:
        """Consumers, merchants, orders, events: always in this order, so that two importers cannot deadlock."""
        newest = _highest(fresh, of=lambda one: one.customer_id, by=_age)
        told_customers = [
            customer_of(one.event.order.customer, one.event.occurred_at, customer_id=customer_id)
            for customer_id, one in newest.items()
        ]
        moving = {old: merges.now(old) for old in merges.fresh if merges.now(old) in newest}
        await save_customers(tx, told_customers, also_lock=moving)
        await merge_customers(tx, moving, now)
        await save_merchants(tx, [_merchant_row(one.event) for one in fresh])
        latest = _highest(fresh, of=lambda one: one.order_id, by=lambda one: one.event.version)
        new = {one.order_id for one in fresh if self._of_new_user(one.event)}
        won = await self._save_orders(tx, fresh, latest, new, now)
        await note_new_users(tx, new - won, now)
        rows = []
        for one in fresh:
            accepted = one.order_id in won and latest[one.order_id] is one
            why = None if accepted else _passed_over(one, latest[one.order_id])
            if why:
                taken.ignore(one.event.event_id, why)
            rows.append(one.row("accepted" if accepted else "ignored", why))
            taken.warnings += [(one.event.event_id, remark) for remark in one.remarks]
        await remember_events(tx, rows)
        taken.accepted += len(won)
        return len(won)

    async def _save_orders(
        self, tx: AsyncConnection, fresh: list[_Telling], latest: dict[str, _Telling], new: set[str], now: datetime
    ) -> set[str]:
        """Save the newest telling of each order; returns the keys of those that were taken.

        Another merchant's order may have taken the plain id since we looked: then ours gets its own key after all.
        """
        orders = await made_beside(len(latest), lambda: [_order(one, new) for one in latest.values()])
        won = await save_orders(tx, orders, now)
        left = {key: one for key, one in latest.items() if key not in won and one.before is None}
        if not left:
            return won
        there = {one.order_id: one.merchant_id for one in await stored_orders(tx, left)}
        moved = {key: one for key, one in left.items() if there.get(key) not in {None, one.merchant_id}}
        for key, one in moved.items():
            own = own_key(one.merchant_id, one.event.order.order_id)
            latest[own] = latest.pop(key)
            if key in new:
                new.add(own)
            for other in fresh:
                if other.order_id == key and other.merchant_id == one.merchant_id:
                    other.order_id = own
        return won | await save_orders(tx, [_order(one, new) for one in moved.values()], now)

    def _of_new_user(self, event: OrderEvent) -> bool:
        customer = event.order.customer
        return is_new_user(customer.first_order_at, customer.orders_so_far, event.order.placed_at, self._new_users)


def _count(taken: Taken) -> None:
    for outcome, number in (
        ("accepted", taken.accepted), ("ignored", taken.ignored), ("rejected", len(taken.rejected))
    ):  # fmt: skip
        FEED_EVENTS.labels(outcome=outcome).inc(number)


async def _place(tx: AsyncConnection, tellings: Sequence[_Telling]) -> Merges:
    """Say of each telling which order and which consumer it is about."""
    keys = OrderKeys(await stored_orders(tx, {one.event.order.order_id for one in tellings}))
    named = set[str]()
    for one in tellings:
        one.order_id, one.before = keys.key(one.event), keys.before(one.event)
        named |= {one.event.order.customer.customer_id, *one.event.order.customer.previous_ids}
        named |= {one.before.customer_id} if one.before else set()
    merges = Merges(await merged_into(tx, named))
    for one in tellings:
        one.remark(*merges.read(one.event))
    for one in tellings:
        one.customer_id = merges.now(one.event.order.customer.customer_id)
    return merges


def _order(telling: _Telling, new: set[str]) -> Order:
    return order_of(
        telling.event,
        new_user=telling.order_id in new,
        order_id=telling.order_id,
        customer_id=telling.customer_id,
    )


def _merchant_row(event: OrderEvent) -> Row:
    told: MerchantIn = event.order.merchant
    email = told.email if told.email and is_address(told.email) else None
    return {**vars(told), "email": email, "as_of": event.occurred_at}


def _passed_over(telling: _Telling, winner: _Telling) -> str:
    """Why a good event changed nothing."""
    told, before = telling.event, telling.before
    if before and told.version <= before.version:
        why = f"version: {told.version} is not above {before.version}, which is stored"
        if told.version < before.version and told.occurred_at > before.occurred_at:
            why += f", though it occurred later; if versions began anew, go on above {before.version}"
        return why
    if winner is not telling:
        return f"version: {winner.event.version} of this order came in the same request, event {winner.event.event_id}"
    return "version: another request told of this order in the meantime"


def readable(
    raw_events: Iterable[Any], taken: Taken, refused: list[Row], now: datetime, place: Place | None, start: int = 0
) -> Iterator[_Telling]:
    """The events that can be read, with the remarks on each; the others are put on record as refused.

    `start`: the first one's position in its batch.
    """
    for position, raw in enumerate(raw_events, start):
        try:
            if isinstance(raw, Unreadable):
                raise raw
            event = read_event(raw)
            yield _Telling(event, remarks_on(event, now))
        except (ValidationError, Unreadable) as error:
            why = unreadable(error) if isinstance(error, ValidationError) else str(error)
            event_id = _text(raw, "event_id", 100)
            if event_id:
                refused.append(_refused_row(event_id, raw, why))
            if place or not event_id:
                why = f"{place(position) if place else f'event {position + 1} of the batch'}: {why}"
            taken.rejected.append((event_id, why))


def _refused_row(event_id: str, raw: Any, why: str) -> Row:
    order_id = _text(raw.get("order"), "order_id", 64)
    stored = why.replace("\x00", "").encode("utf-8", "replace").decode()
    return {
        "event_id": event_id.replace("\x00", ""), "order_id": order_id.replace("\x00", ""), "version": 0,
        "outcome": "rejected", "why": stored, "warnings": [],
    }  # fmt: skip


def _text(raw: Any, name: str, most: int) -> str:
    """A text of something that may be anything, as far as it can be told back."""
    text = raw.get(name, "") if isinstance(raw, dict) else ""
    return text[:most].encode("utf-8", "replace").decode() if isinstance(text, str) else ""


def _highest(
    tellings: Sequence[_Telling], *, of: Callable[[_Telling], str], by: Callable[[_Telling], Any]
) -> dict[str, _Telling]:
    """For each `of` the telling with the highest `by`; among equals the first, as between batches."""
    found: dict[str, _Telling] = {}
    for telling in sorted(tellings, key=by, reverse=True):
        found.setdefault(of(telling), telling)
    return found


def _age(telling: _Telling) -> tuple[datetime, int]:
    return telling.event.occurred_at, telling.event.order.customer.orders_so_far
