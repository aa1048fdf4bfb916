"""Taking orders in: many at once, idempotent by event id, the highest version of each order wins."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.orders import Order
from careline.store.bulk import Row, insert_rows, made_beside, one_of_texts
from careline.store.tables.feed import feed_events, merchants, order_items, orders, parcels, refunds, scans

_CHILDREN: tuple[Table, ...] = (order_items, parcels, refunds)  # the scans go with their parcels


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of an order before a batch is taken in."""

    order_id: str
    merchant_id: str
    told_id: str
    customer_id: str
    version: int
    occurred_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEvent:
    """One event of the feed and what became of it; `why` says why it was not taken in."""

    event_id: str
    order_id: str
    version: int
    outcome: str
    why: str | None
    warnings: tuple[str, ...]
    received_at: datetime


async def seen_events(tx: AsyncConnection, event_ids: Iterable[str]) -> set[tuple[str, str]]:
    """Which of these events were taken in or ignored before, each with the order it was about."""
    query = select(feed_events.c.event_id, feed_events.c.order_id).where(
        one_of_texts(feed_events.c.event_id, event_ids), feed_events.c.outcome != "rejected"
    )
    return {(row.event_id, row.order_id) for row in await tx.execute(query)}


async def stored_orders(tx: AsyncConnection, ids: Iterable[str]) -> list[Stored]:
    """The orders that any merchant calls by one of these ids, or that we do."""
    wanted = list(ids)
    known = or_(one_of_texts(orders.c.told_id, wanted), one_of_texts(orders.c.order_id, wanted))
    columns = (getattr(orders.c, name) for name in Stored.__slots__)
    return [Stored(*row) for row in await tx.execute(select(*columns).where(known))]


async def remember_events(tx: AsyncConnection, rows: Sequence[Row]) -> None:
    """Keep what became of each event. One that was rejected may come again, mended; nothing else is told twice."""
    if not rows:
        return
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        first.setdefault((row["event_id"], row["order_id"]), row)
    told = insert_rows(feed_events, list(first.values()), by=("event_id", "order_id"))
    changed = {name: told.excluded[name] for name in ("version", "outcome", "why", "warnings")}
    await tx.execute(
        told.on_conflict_do_update(
            index_elements=["event_id", "order_id"],
            set_=changed | {"received_at": func.now()},
            where=feed_events.c.outcome == "rejected",
        )
    )


async def events_of(tx: AsyncConnection, order_id: str, limit: int = 50) -> list[FeedEvent]:
    """What the feed told of an order, newest first: also what was ignored or refused, and what was odd about it.

    An event that was refused may be filed under the id that the platform tells, where ours is another.
    """
    names = FeedEvent.__slots__
    told = select(orders.c.told_id).where(orders.c.order_id == order_id)
    query = (
        select(*(feed_events.c[name] for name in names))
        .where(or_(feed_events.c.order_id == order_id, feed_events.c.order_id.in_(told)))
        .order_by(feed_events.c.received_at.desc(), feed_events.c.version.desc())
        .limit(limit)
    )
    found = (await tx.execute(query)).mappings()
    return [FeedEvent(**{**row, "warnings": tuple(row["warnings"])}) for row in found]


async def save_merchants(tx: AsyncConnection, told: Sequence[Row]) -> None:
    """Upsert merchants (`merchant_id`, `name`, `as_of`, and `tier`, `email`); the newest telling of each wins."""
    if not told:
        return
    newest: dict[str, Row] = {}
    rows = [{"tier": None, "email": None, **row} for row in told]
    for row in sorted(rows, key=lambda row: (row["as_of"], row["name"], row["tier"] or "", row["email"] or "")):
        newest[row["merchant_id"]] = row
    shops = insert_rows(merchants, list(newest.values()), by="merchant_id")
    parts = ("name", "tier", "email")
    here, there = (
        tuple_(side.as_of, *(func.coalesce(side[name], "") for name in parts)) for side in (merchants.c, shops.excluded)
    )
    await tx.execute(
        shops.on_conflict_do_update(
            index_elements=["merchant_id"],
            set_={name: shops.excluded[name] for name in (*parts, "as_of")},
            where=here < there,
        )
    )


async def save_orders(tx: AsyncConnection, told: Sequence[Order], now: datetime) -> set[str]:
    """Upsert orders whose version is higher than the stored one; returns the ids of those that were taken.

    Each order is passed once. Each taken order is marked to be looked at; one that stands under another consumer or
    another merchant is left alone. `new_user` is kept once it is true: it is judged by each telling, and an older one
    knows fewer orders.
    """
    if not told:
        return set()
    head, names = await made_beside(len(told), lambda: _heads(told, now))
    changed = {name: head.excluded[name] for name in names if name not in {"order_id", "customer_id", "merchant_id"}}
    taken = head.on_conflict_do_update(
        index_elements=["order_id"],
        set_=changed | {
            "new_user": orders.c.new_user | head.excluded.new_user,
            "check_at": func.least(orders.c.check_at, now),
        },
        where=and_(
            orders.c.version < head.excluded.version,
            orders.c.customer_id == head.excluded.customer_id,
            orders.c.merchant_id == head.excluded.merchant_id,
        ),
    ).returning(orders.c.order_id)  # fmt: skip
    accepted = set((await tx.execute(taken)).scalars())
    await _replace_children(tx, [order for order in told if order.order_id in accepted])
    return accepted


def _heads(told: Sequence[Order], now: datetime) -> tuple[Insert, list[str]]:
    """The statement, and the columns that it fills."""
    rows = [{**_order_row(order), "check_at": now} for order in told]
    return insert_rows(orders, rows, by="order_id"), list(rows[0])


async def note_new_users(tx: AsyncConnection, order_ids: Iterable[str], now: datetime) -> None:
    """Late tellings say that the buyers of these orders were new users: have the orders looked at once more."""
    await tx.execute(
        update(orders)
        .where(one_of_texts(orders.c.order_id, order_ids), ~orders.c.new_user)
        .values(new_user=True, check_at=func.least(orders.c.check_at, now))
    )


async def _replace_children(tx: AsyncConnection, taken: Sequence[Order]) -> None:
    ids = [order.order_id for order in taken]
    for table in _CHILDREN:
        await tx.execute(delete(table).where(one_of_texts(table.c.order_id, ids)))
    kinds = ((order_items, _item_rows), (parcels, _parcel_rows), (scans, _scan_rows), (refunds, _refund_rows))
    for table, rows_of in kinds:

        def make(table: Table = table, rows_of: Callable[[Order], Iterable[Row]] = rows_of) -> Insert | None:
            rows = [row for order in taken for row in rows_of(order)]
            return insert_rows(table, rows) if rows else None

        if (statement := await made_beside(len(taken), make)) is not None:
            await tx.execute(statement)


def _order_row(order: Order) -> dict[str, Any]:
    same = (
        "order_id", "customer_id", "merchant_id", "version", "occurred_at", "status", "placed_at", "paid_at",
        "dispatch_deadline", "presale", "presale_dispatch_at", "new_user", "merchant_tier", "number", "fulfilment",
        "payment",
    )  # fmt: skip
    freight, claim = order.freight, order.freight.claim
    return {
        **{name: getattr(order, name) for name in same},
        "total": order.total.amount,
        "currency": order.total.currency,
        "told_id": order.told_id or order.order_id,
        "shipping_fee": order.shipping_fee.amount if order.shipping_fee else None,
        "discount": order.discount.amount if order.discount else None,
        "return_address": asdict(order.return_address) if order.return_address else None,
        "invoice": as_document(order.invoice) if order.invoice else None,
        "cancellations": [as_document(one) for one in order.cancellations],
        "compensations": [as_document(one) for one in order.compensations],
        "answers": [as_document(one) for one in order.answers],
        "claim_request_id": claim.request_id if claim else None,
        "claim_decision": claim.decision if claim else None,
        "address": asdict(order.address),
        "freight_insured": freight.insured,
        "freight_paid": freight.paid_by_consumer.amount if freight.paid_by_consumer else None,
        "freight_disputed_at": freight.disputed_at,
        "claim_status": claim.status if claim else None,
        "claim_requested_at": claim.requested_at if claim else None,
        "claim_paid_at": claim.paid_at if claim else None,
        "claim_amount": claim.amount.amount if claim else None,
        "guarantees": sorted(order.guarantees),
    }


def as_document(value: Any) -> dict[str, Any]:
    """A core value as JSON: instants in RFC 3339, money as its minor units and currency, quantities as pairs."""
    return {name: _as_json(part) for name, part in asdict(value).items()}


def _as_json(part: Any) -> Any:
    if isinstance(part, datetime):
        return part.isoformat()
    return [list(pair) for pair in part] if isinstance(part, tuple) else part


def _item_rows(order: Order) -> Iterable[dict[str, Any]]:
    for line, item in enumerate(order.items):
        yield {
            "order_id": order.order_id, "line": line, "sku": item.sku, "title": item.title, "quantity": item.quantity,
            "price": item.price.amount, "currency": item.price.currency, "image": item.image,
            "category": item.category, "variant": item.variant,
            "discount": item.discount.amount if item.discount else None,
            "shipping": item.shipping.amount if item.shipping else None,
        }  # fmt: skip


def _parcel_rows(order: Order) -> Iterable[dict[str, Any]]:
    for line, parcel in enumerate(order.parcels):
        yield {
            "order_id": order.order_id, "parcel_id": parcel.parcel_id, "line": line, "courier": parcel.courier,
            "tracking_no": parcel.tracking_no, "dispatched_at": parcel.dispatched_at,
            "delivered_at": parcel.delivered_at,
            "contents": None if parcel.contents is None else json.dumps(parcel.contents),
            "kind": parcel.kind, "expected_at": parcel.expected_at,
        }  # fmt: skip


def _scan_rows(order: Order) -> Iterable[dict[str, Any]]:
    for parcel in order.parcels:
        for line, scan in enumerate(parcel.scans):
            yield {
                "order_id": order.order_id, "parcel_id": parcel.parcel_id, "line": line, "at": scan.at,
                "code": scan.code, "place": scan.place, "text": scan.text,
            }  # fmt: skip


def _refund_rows(order: Order) -> Iterable[dict[str, Any]]:
    same = (
        "refund_id", "kind", "reason", "status", "requested_at", "approved_at", "goods_sent_at", "goods_received_at",
        "paid_at", "scope", "request_id", "decided_by", "decision", "failed_at",
    )  # fmt: skip
    for line, refund in enumerate(order.refunds):
        yield {
            **{name: getattr(refund, name) for name in same},
            "order_id": order.order_id, "line": line, "amount": refund.amount.amount,
            "currency": refund.amount.currency, "paid_to": refund.to,
            "items": None if refund.items is None else [list(pair) for pair in refund.items],
        }  # fmt: skip
