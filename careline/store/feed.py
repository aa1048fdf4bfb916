"""Taking orders in: many at once, idempotent by event id, the highest version of each order wins."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.orders import Customer, Order
from careline.ids import new_id
from careline.store.tables.contacts import consent_ledger
from careline.store.tables.feed import customers, feed_events, merchants, order_items, orders, parcels, refunds, scans

_PURPOSES = {
    "service_calls": "consents_to_calls",
    "service_sms": "consents_to_sms",
    "artificial_voice": "consents_to_artificial_voice",
}
_CHILDREN: tuple[Table, ...] = (order_items, scans, parcels, refunds)


async def seen_events(tx: AsyncConnection, event_ids: Iterable[str]) -> set[str]:
    """Which of these events were taken in before."""
    query = select(feed_events.c.event_id).where(feed_events.c.event_id.in_(list(event_ids)))
    return set((await tx.execute(query)).scalars())


async def owners_of(tx: AsyncConnection, order_ids: Iterable[str]) -> dict[str, str]:
    """Whose orders these are, as far as they are known."""
    query = select(orders.c.order_id, orders.c.customer_id).where(orders.c.order_id.in_(list(order_ids)))
    return {row.order_id: row.customer_id for row in await tx.execute(query)}


async def remember_events(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(feed_events).on_conflict_do_nothing(), list(rows))


async def save_customers(tx: AsyncConnection, told: Sequence[Customer]) -> None:
    """Upsert consumers where these are newer, and write every change of consent into the ledger.

    Callers pass each consumer once. Rows are locked in the order of their ids, so two importers cannot deadlock.
    """
    told = sorted(told, key=lambda customer: customer.customer_id)
    ids = [customer.customer_id for customer in told]
    query = select(customers).where(customers.c.customer_id.in_(ids)).order_by(customers.c.customer_id)
    known = {row["customer_id"]: row for row in (await tx.execute(query.with_for_update())).mappings()}
    newer = [c for c in told if c.customer_id not in known or known[c.customer_id]["as_of"] < c.as_of]
    if not newer:
        return
    rows = [_customer_row(customer) for customer in newer]
    upsert = insert(customers)
    changed = {name: upsert.excluded[name] for name in rows[0] if name != "customer_id"}
    await tx.execute(
        upsert.on_conflict_do_update(
            index_elements=["customer_id"], set_=changed, where=customers.c.as_of < upsert.excluded.as_of
        ),
        rows,
    )
    ledger = [
        {"entry_id": new_id(), "customer_id": row["customer_id"], "purpose": purpose, "granted": row[column],
         "at": row["consent_given_at"] or row["as_of"], "source": "feed"}
        for row in rows
        for purpose, column in _PURPOSES.items()
        if row[column] != (known[row["customer_id"]][column] if row["customer_id"] in known else False)
    ]  # fmt: skip
    if ledger:
        await tx.execute(insert(consent_ledger), ledger)


def _customer_row(customer: Customer) -> dict[str, Any]:
    same = ("customer_id", "name", "phone", "region", "locale", "time_zone", "first_order_at", "orders_so_far", "as_of")
    return {
        **{name: getattr(customer, name) for name in same},
        **{column: getattr(customer.consent, purpose) for purpose, column in _PURPOSES.items()},
        "consent_given_at": customer.consent.given_at,
    }


async def save_orders(tx: AsyncConnection, told: Sequence[Order], now: datetime) -> set[str]:
    """Upsert orders whose version is higher than the stored one; returns the ids of those that were taken.

    `new_user` is judged once, with the first event of an order, and kept. Each taken order is marked to be looked at.
    """
    told = sorted(told, key=lambda order: order.order_id)
    if not told:
        return set()
    shops = {order.merchant_id: order.merchant_name for order in told}
    upsert = insert(merchants)
    await tx.execute(
        upsert.on_conflict_do_update(
            index_elements=["merchant_id"],
            set_={"name": upsert.excluded.name},
            where=merchants.c.name != upsert.excluded.name,
        ),
        [{"merchant_id": key, "name": shops[key]} for key in sorted(shops)],
    )
    rows = [{**_order_row(order), "check_at": now} for order in told]
    head = insert(orders)
    changed = {name: head.excluded[name] for name in rows[0] if name not in {"order_id", "new_user", "customer_id"}}
    taken = await tx.execute(
        head.on_conflict_do_update(
            index_elements=["order_id"],
            set_={**changed, "check_at": func.least(func.coalesce(orders.c.check_at, now), now)},
            where=or_(orders.c.version < head.excluded.version),
        ).returning(orders.c.order_id),
        rows,
    )
    accepted = set(taken.scalars())
    await _replace_children(tx, [order for order in told if order.order_id in accepted])
    return accepted


async def _replace_children(tx: AsyncConnection, taken: Sequence[Order]) -> None:
    ids = [order.order_id for order in taken]
    for table in _CHILDREN:
        await tx.execute(delete(table).where(table.c.order_id.in_(ids)))
    for table, rows in (
        (order_items, [row for order in taken for row in _item_rows(order)]),
        (parcels, [row for order in taken for row in _parcel_rows(order)]),
        (scans, [row for order in taken for row in _scan_rows(order)]),
        (refunds, [row for order in taken for row in _refund_rows(order)]),
    ):
        if rows:
            await tx.execute(insert(table), rows)


def _order_row(order: Order) -> dict[str, Any]:
    same = (
        "order_id", "customer_id", "merchant_id", "version", "occurred_at", "status", "placed_at", "paid_at",
        "dispatch_deadline", "presale", "presale_dispatch_at", "new_user",
    )  # fmt: skip
    freight, claim = order.freight, order.freight.claim
    return {
        **{name: getattr(order, name) for name in same},
        "total": order.total.amount,
        "currency": order.total.currency,
        "shipping_fee": order.shipping_fee.amount if order.shipping_fee else None,
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


def _item_rows(order: Order) -> Iterable[dict[str, Any]]:
    for line, item in enumerate(order.items):
        yield {
            "order_id": order.order_id, "line": line, "sku": item.sku, "title": item.title, "quantity": item.quantity,
            "price": item.price.amount, "currency": item.price.currency, "image": item.image,
        }  # fmt: skip


def _parcel_rows(order: Order) -> Iterable[dict[str, Any]]:
    for line, parcel in enumerate(order.parcels):
        yield {
            "order_id": order.order_id, "parcel_id": parcel.parcel_id, "line": line, "courier": parcel.courier,
            "tracking_no": parcel.tracking_no, "dispatched_at": parcel.dispatched_at,
            "delivered_at": parcel.delivered_at,
            "contents": None if parcel.contents is None else json.dumps(parcel.contents),
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
        "paid_at",
    )  # fmt: skip
    for line, refund in enumerate(order.refunds):
        yield {
            **{name: getattr(refund, name) for name in same},
            "order_id": order.order_id, "line": line, "amount": refund.amount.amount,
            "currency": refund.amount.currency, "paid_to": refund.to,
        }  # fmt: skip
