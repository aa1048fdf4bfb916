"""What a stateful bridge has to keep: the last document of every order, refund, parcel event and tracking number.

Each webhook replaces its own document and rebuilds the order's event from all of them, so that neither the order of the
webhooks nor one that comes twice matters. Webhooks of one order wait for each other (an advisory lock).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.feed.adapters import shopify, tracking, woocommerce
from careline.feed.adapters.common import Json, NotUsableError
from careline.feed.service import Feed, Taken
from careline.store.database import Database
from careline.store.tables.platform import bridge_documents as documents

_LOCK = 4_201_091


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One document: of which kind, its own id there, and the order (or number) that it belongs to."""

    kind: str
    external_id: str
    belongs_to: str | None
    body: Json


class Bridge:
    """Turns other systems' webhooks into order events, and hands them to the feed."""

    def __init__(self, database: Database, feed: Feed) -> None:
        self._database = database
        self._feed = feed

    async def shopify(self, topic: str, body: Json, domain: str, now: datetime) -> Taken:
        """One Shopify webhook. Raises NotUsableError; a topic that tells nothing of orders is taken without effect."""
        told = _shopify_document(topic, body)
        if told is None:
            return Taken()
        async with self._database.begin() as tx:
            await _lock(tx, shopify.SOURCE, told.belongs_to or told.external_id)
            await _keep(tx, shopify.SOURCE, told, now)
            if told.kind == "merge":
                ids = await _orders_of(tx, shopify.SOURCE, str(body.get("admin_graphql_api_customer_kept_id") or ""))
            else:
                ids = [told.belongs_to or ""]
            events = [event for one in ids if (event := await self._shopify_event(tx, one, domain))]
        return await self._feed.take(events, now) if events else Taken()

    async def woocommerce(self, body: Json, site: str, now: datetime) -> Taken:
        """One WooCommerce order webhook. Raises NotUsableError."""
        order_id = str(body.get("id") or "")
        if not order_id:
            return Taken()  # its first delivery is a ping without an order
        async with self._database.begin() as tx:
            await _lock(tx, woocommerce.SOURCE, order_id)
            told = Told(kind="order", external_id=order_id, belongs_to=woocommerce.buyer(body), body=body)
            await _keep(tx, woocommerce.SOURCE, told, now)
            event = await self._woo_event(tx, body, site)
        return await self._feed.take([event], now)

    async def tracked(self, source: str, told: Json, now: datetime) -> Taken:
        """Scans of a tracking number: kept, and told with every order that has a parcel of that number."""
        number = str(told["number"])
        events = []
        async with self._database.begin() as tx:
            await _lock(tx, source, number)
            await _keep(tx, source, Told(kind="number", external_id=number, belongs_to=None, body=told), now)
            for order in await _orders_with(tx, number):
                if order.source == shopify.SOURCE:
                    events.append(
                        await self._shopify_event(tx, order.external_id, str(order.body.get("_domain") or ""))
                    )
                else:
                    events.append(await self._woo_event(tx, order.body, str(order.body.get("_site") or "")))
        return await self._feed.take([event for event in events if event], now)

    async def _shopify_event(self, tx: AsyncConnection, order_id: str, domain: str) -> Json | None:
        kept = await _kept(tx, shopify.SOURCE, order_id)
        [order] = kept["order"] or [None]
        if order is None:
            return None  # a refund or an event that comes before its order is told with it
        who = str((order.get("customer") or {}).get("id") or "")
        first, count = await _history(tx, shopify.SOURCE, "customer", who, order)
        merged = [one["body"] for one in await _merges(tx, who)] if who else []
        known = shopify.Known(
            events=kept["event"], refunds=kept["refund"], tracking=await _trackings(tx, _numbers_shopify(order)),
            first_order_at=first, orders_so_far=count, previous_ids=[str(one.get("_gone") or "") for one in merged],
        )  # fmt: skip
        event = shopify.order_event(order, known, domain or str(order.get("_domain") or "shopify"))
        return await _versioned(tx, shopify.SOURCE, order_id, event)

    async def _woo_event(self, tx: AsyncConnection, order: Json, site: str) -> Json:
        first, count = await _history(tx, woocommerce.SOURCE, "order", woocommerce.buyer(order), order)
        numbers = [str(one.get("tracking_number") or "") for meta in order.get("meta_data") or []
                   if isinstance(meta.get("value"), list) for one in meta["value"] if isinstance(one, dict)]  # fmt: skip
        known = woocommerce.Known(tracking=await _trackings(tx, numbers), first_order_at=first, orders_so_far=count)
        event = woocommerce.order_event(order, known, site)
        return await _versioned(tx, woocommerce.SOURCE, str(order["id"]), event)


def _shopify_document(topic: str, body: Json) -> Told | None:
    kind, _, action = topic.partition("/")
    if kind == "orders" and body.get("id"):
        return Told(kind="order", external_id=str(body["id"]), belongs_to=str(body["id"]), body=body)
    if kind == "fulfillment_events" and body.get("id"):
        return Told(kind="event", external_id=str(body["id"]), belongs_to=str(body.get("order_id")), body=body)
    if kind == "refunds" and body.get("id"):
        return Told(kind="refund", external_id=str(body["id"]), belongs_to=str(body.get("order_id")), body=body)
    if topic == "customers/merge":
        gone = str(body.get("admin_graphql_api_customer_deleted_id") or "").rpartition("/")[2]
        kept = str(body.get("admin_graphql_api_customer_kept_id") or "").rpartition("/")[2]
        if not gone or not kept:
            raise NotUsableError("customers/merge names the customer kept and the one deleted")
        return Told(kind="merge", external_id=gone, belongs_to=kept, body={**body, "_gone": gone})
    return None  # fulfillments/* come again inside orders/updated; the rest says nothing of orders


async def _lock(tx: AsyncConnection, source: str, one: str) -> None:
    key = zlib.crc32(f"{source}:{one}".encode())
    await tx.execute(text("SELECT pg_advisory_xact_lock(:lock, :key)"), {"lock": _LOCK % 2**31, "key": key - 2**31})


async def _keep(tx: AsyncConnection, source: str, told: Told, now: datetime) -> None:
    """The newest telling of a document wins, by its own `updated_at` where it has one."""
    row = {
        "source": source, "kind": told.kind, "external_id": told.external_id, "belongs_to": told.belongs_to,
        "body": told.body, "version": 0, "received_at": now,
    }  # fmt: skip
    keeping = insert(documents).values(row)
    updated = func.coalesce(
        keeping.excluded.body["updated_at"].astext, keeping.excluded.body["date_modified_gmt"].astext
    )
    before = func.coalesce(documents.c.body["updated_at"].astext, documents.c.body["date_modified_gmt"].astext, "")
    await tx.execute(
        keeping.on_conflict_do_update(
            index_elements=["source", "kind", "external_id"],
            set_={"body": keeping.excluded.body, "belongs_to": keeping.excluded.belongs_to, "received_at": now},
            where=func.coalesce(updated, before) >= before,
        )
    )


async def _kept(tx: AsyncConnection, source: str, belongs_to: str) -> dict[str, list[Json]]:
    query = select(documents.c.kind, documents.c.body).where(
        documents.c.source == source, documents.c.belongs_to == belongs_to, documents.c.kind != "merge"
    )
    found: dict[str, list[Json]] = {"order": [], "event": [], "refund": []}
    for row in await tx.execute(query.order_by(documents.c.external_id)):
        found.setdefault(row.kind, []).append(row.body)
    return found


async def _versioned(tx: AsyncConnection, source: str, order_id: str, event: Json) -> Json:
    """Two changes within a millisecond still get versions that grow."""
    raising = (
        update(documents)
        .where(documents.c.source == source, documents.c.kind == "order", documents.c.external_id == order_id)
        .values(version=func.greatest(documents.c.version + 1, event["version"]))
        .returning(documents.c.version)
    )
    version = (await tx.execute(raising)).scalar_one()
    event_id = f"{event['event_id'].rpartition('-')[0]}-{version}"[:100]
    return {**event, "version": version, "event_id": event_id}


async def _history(tx: AsyncConnection, source: str, by: str, who: str, order: Json) -> tuple[str | None, int]:
    """When this buyer ordered first, and how many orders they had placed with this one, of those that we were told."""
    if not who:
        return None, 1
    created = (
        documents.c.body["created_at"].astext
        if source == shopify.SOURCE
        else documents.c.body["date_created_gmt"].astext
    )
    mine = documents.c.body["customer"]["id"].astext == who if by == "customer" else documents.c.belongs_to == who
    at = str(order.get("created_at") or order.get("date_created_gmt") or "")
    query = select(func.min(created), func.count()).where(
        documents.c.source == source, documents.c.kind == "order", mine, created <= at
    )
    first, count = (await tx.execute(query)).one()
    if first and source == woocommerce.SOURCE and not first.endswith("Z"):
        first += "+00:00"
    return first, max(int(count), int((order.get("customer") or {}).get("orders_count") or 0), 1)


async def _merges(tx: AsyncConnection, kept: str) -> Sequence[Any]:
    query = select(documents).where(
        documents.c.source == shopify.SOURCE, documents.c.kind == "merge", documents.c.belongs_to == kept
    )
    return (await tx.execute(query)).mappings().all()


async def _orders_of(tx: AsyncConnection, source: str, customer: str) -> list[str]:
    who = customer.rpartition("/")[2]
    query = select(documents.c.external_id).where(
        documents.c.source == source, documents.c.kind == "order", documents.c.body["customer"]["id"].astext == who
    )
    return list((await tx.execute(query)).scalars())


async def _trackings(tx: AsyncConnection, numbers: Iterable[str]) -> list[Json]:
    wanted = [number for number in numbers if number]
    if not wanted:
        return []
    query = select(documents.c.body).where(documents.c.kind == "number", documents.c.external_id.in_(wanted))
    return list((await tx.execute(query)).scalars())


async def _orders_with(tx: AsyncConnection, number: str) -> Sequence[Any]:
    """Orders whose document names this tracking number anywhere."""
    named = func.jsonb_path_exists(documents.c.body, text("'$.** ? (@ == $n)'"), func.jsonb_build_object("n", number))
    query = select(documents).where(documents.c.kind == "order", named)
    return (await tx.execute(query)).all()


def _numbers_shopify(order: Json) -> list[str]:
    done = order.get("fulfillments") or []
    return [
        str(number) for one in done for number in one.get("tracking_numbers") or [one.get("tracking_number")] if number
    ]


READERS: dict[str, Callable[[Json], Json]] = {
    tracking.AFTERSHIP: tracking.from_aftership,
    tracking.TRACK17: tracking.from_17track,
}
