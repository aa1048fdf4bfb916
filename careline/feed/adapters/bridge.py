"""What a stateful bridge has to keep: the last document of every order, refund, parcel event and tracking number.

Each webhook replaces its own document and is committed; only then is the order told again, from all of its documents
and with its row locked. So neither the order of the webhooks nor one that comes twice matters, and of two at once the
one that commits last sees both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, Text, cast, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.feed.adapters import shopify, woocommerce
from careline.feed.adapters.common import (
    Json,
    NotUsableError,
    from_milliseconds,
    ident,
    instant,
    milliseconds,
    part,
    storable,
    words,
)
from careline.feed.service import Feed
from careline.feed.taken import Taken
from careline.store.database import Database
from careline.store.tables.platform import bridge_documents as documents

_ORDERS = frozenset({"create", "updated", "paid", "cancelled", "fulfilled", "partially_fulfilled"})
_NUMBERS = "tracking"
"""The source under which scans are kept, whichever service told them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """`changed` is when it changed by its system's clock, in Unix milliseconds."""

    source: str
    kind: str
    external_id: str
    about: Sequence[str]
    body: Json
    changed: int


class Bridge:
    """Turns other systems' webhooks into order events, and hands them to the feed."""

    def __init__(self, database: Database, feed: Feed) -> None:
        self._database = database
        self._feed = feed

    async def shopify(self, topic: str, body: Json, shop: str, now: datetime, triggered_at: str | None = None) -> Taken:
        """One Shopify webhook of this shop (its domain). `triggered_at` tells apart what changed within one second.

        A topic that tells nothing of orders has no effect. Raises NotUsableError.
        """
        body = storable(body)
        if topic == "customers/redact":
            async with self._database.begin() as tx:
                await _forget(tx, body)
            return Taken()
        told = _of_shopify(topic, body, shop)
        if not told:
            return Taken()
        async with self._database.begin() as tx:
            await _keep(tx, told, now, milliseconds(instant(triggered_at)))
        if told[0].kind == "merge":
            async with self._database.begin() as tx:  # after the commit: an order that comes just now finds it itself
                merged = await _merged(tx, ident(told[0].body, "kept"))
                orders = await _orders_about(tx, [f"buyer:{one}" for one in merged])
        else:
            orders = [(shopify.SOURCE, name.removeprefix("order:")) for name in told[0].about if name[:6] == "order:"]
        return await self._tell(orders, now)

    async def woocommerce(self, body: Json, site: str, now: datetime) -> Taken:
        """One WooCommerce webhook of an order of this site (its host name). Raises NotUsableError."""
        body = storable(body)
        if not ident(body, "id"):
            raise NotUsableError("a WooCommerce order has an id")
        changed = milliseconds(woocommerce.modified(body))
        if not changed:
            return Taken()  # order.deleted names the order and nothing more; see docs/connect.md
        key = f"{site}/{ident(body, 'id')}"
        order = _Document(
            source=woocommerce.SOURCE, kind="order", external_id=key, about=woocommerce.about(body, site),
            body={**woocommerce.kept(body), "_shop": site}, changed=changed,
        )  # fmt: skip
        async with self._database.begin() as tx:
            await _keep(tx, [order, *_sightings(order, woocommerce.sightings(body))], now)
        return await self._tell([(woocommerce.SOURCE, key)], now)

    async def tracked(self, told: Json, source: str, now: datetime) -> Taken:
        """Scans of a tracking number: kept, and told with every order that has a parcel of that number."""
        number = told["number"]
        document = _Document(
            source=_NUMBERS, kind=source, external_id=number, about=[f"scans:{number}"], body=storable(told),
            changed=milliseconds(told["told_at"]),
        )  # fmt: skip
        async with self._database.begin() as tx:
            await _keep(tx, [document], now)
        async with (
            self._database.begin() as tx
        ):  # after the commit: an order that comes just now finds the scans itself
            orders = await _orders_about(tx, [f"parcel:{number}"])
        return await self._tell(orders, now)

    async def _tell(self, orders: Iterable[tuple[str, str]], now: datetime) -> Taken:
        events, refused = [], []
        for source, order_id in sorted(set(orders)):
            try:
                async with self._database.begin() as tx:
                    events += await _event(tx, source, order_id)
            except NotUsableError as error:
                refused.append((order_id, str(error)))
        taken = await self._feed.take(events, now) if events else Taken()
        taken.add(Taken(rejected=refused))
        return taken


def _of_shopify(topic: str, body: Json, shop: str) -> list[_Document]:
    """The documents of a webhook: its own first, then what has to be remembered of when it was first told."""
    kind, _, action = topic.partition("/")
    told_at = instant(words(body, "updated_at", "created_at", "happened_at"))
    if topic == "customers/merge":
        return _merge(body)
    if kind == "orders" and action in _ORDERS:
        order_id, found = _named(topic, body, "id"), shopify.about(body)
        order = _shopify_document("order", order_id, found, {**shopify.kept(body), "_shop": shop}, told_at)
        return [order, *_sightings(order, shopify.sightings(body))]
    if kind in {"fulfillments", "fulfillment_events", "refunds"}:
        about = [f"order:{_named(topic, body, 'order_id')}"]
        about += shopify.about_fulfilment(body) if kind == "fulfillments" else []
        return [_shopify_document(kind, _named(topic, body, "id"), about, body, told_at)]
    return []


def _named(topic: str, body: Json, name: str) -> str:
    if found := ident(body, name):
        return found
    raise NotUsableError(f"{topic} names no {name}")


def _shopify_document(kind: str, external_id: str, about: Sequence[str], body: Json, at: str | None) -> _Document:
    return _Document(
        source=shopify.SOURCE, kind=kind, external_id=external_id, about=about, body=body, changed=milliseconds(at)
    )


def _merge(body: Json) -> list[_Document]:
    names = ("admin_graphql_api_customer_deleted_id", "admin_graphql_api_customer_kept_id")
    ids = {name: words(body, name).rpartition("/")[2] for name in names}
    gone, kept = (ident(ids, name) for name in names)
    if not gone or not kept or gone == kept:
        raise NotUsableError("customers/merge names the customer that is kept and the one that is deleted")
    about = [f"merge:{gone}", f"merge:{kept}"]
    return [_shopify_document("merge", gone, about, {"gone": gone, "kept": kept}, None)]


def _sightings(order: _Document, names: Iterable[str]) -> list[_Document]:
    """When each of these was first told. Sorted, so that two webhooks of one order cannot deadlock."""
    if not order.changed:
        return []
    about = [f"first:{order.external_id}"]
    return [
        _Document(
            source=order.source,
            kind="first",
            external_id=f"{order.external_id} {name}",
            about=about,
            body={"what": name},
            changed=order.changed,
        )
        for name in sorted(set(names))
    ]


async def _keep(tx: AsyncConnection, told: Sequence[_Document], now: datetime, triggered: int = 0) -> None:
    """The newest telling of a document wins by its system's own clock; of a sighting the oldest."""
    for one in told:
        adding = insert(documents).values(
            source=one.source, kind=one.kind, external_id=one.external_id, about=list(one.about), body=one.body,
            changed=[one.changed, triggered], version=0, received_at=now,
        )  # fmt: skip
        told_now, before = adding.excluded.changed, documents.c.changed
        await tx.execute(
            adding.on_conflict_do_update(
                index_elements=["source", "kind", "external_id"],
                set_={name: adding.excluded[name] for name in ("about", "body", "changed", "received_at")},
                where=told_now < before if one.kind == "first" else told_now >= before,
            )
        )


async def _forget(tx: AsyncConnection, body: Json) -> None:
    """A consumer whom Shopify has to forget: their documents, and those of the orders that it names."""
    told = body.get("orders_to_redact")
    orders = [ident({"id": one}, "id") for one in told] if isinstance(told, list) else []
    names = [f"{kind}:{one}" for one in orders if one for kind in ("order", "first")]
    names += [f"buyer:{who}"] if (who := ident(part(body, "customer"), "id")) else []
    await tx.execute(delete(documents).where(documents.c.source == shopify.SOURCE, _about_any(names)))


async def _event(tx: AsyncConnection, source: str, order_id: str) -> list[Json]:
    """The order as all of its documents tell it, with a version that grows; nothing before the order itself is told."""
    own = (documents.c.source == source, documents.c.kind == "order", documents.c.external_id == order_id)
    locked = (await tx.execute(select(documents).where(*own).with_for_update())).mappings().one_or_none()
    if locked is None:
        return []
    order: Json = locked["body"]
    event = await (_shopify_event if source == shopify.SOURCE else _woo_event)(tx, order, order_id, locked["about"])
    version = max(locked["version"] + 1, event["version"])
    await tx.execute(update(documents).where(*own).values(version=version))
    event_id = f"{event['event_id'].rpartition('-')[0]}-{version}"
    return [{**event, "version": version, "event_id": event_id}]


async def _shopify_event(tx: AsyncConnection, order: Json, order_id: str, about: Sequence[str]) -> Json:
    beside = await _bodies(tx, shopify.SOURCE, [f"order:{order_id}"])
    of_kind = {kind: [body for each, body in beside if each == kind] for kind, _ in beside}
    fulfilments = of_kind.get("fulfillments", [])
    numbers = [*about, *(name for one in fulfilments for name in shopify.about_fulfilment(one))]
    account = ident(part(order, "customer"), "id")
    accounts = await _merged(tx, account) if account else []
    people = [f"buyer:{one}" for one in accounts] + [name for name in about if name.startswith("mail:")]
    at = instant(order.get("processed_at")) or instant(order.get("created_at"))
    first_at, count = await _history(tx, shopify.SOURCE, people, at)
    known = shopify.Known(
        events=of_kind.get("fulfillment_events", []), fulfilments=fulfilments, refunds=of_kind.get("refunds", []),
        tracking=await _scans(tx, numbers), first=await _first(tx, shopify.SOURCE, order_id), first_order_at=first_at,
        orders_so_far=count, customer=accounts[0] if accounts else "", previous=accounts[1:],
    )  # fmt: skip
    return shopify.order_event(order, known, words(order, "_shop"))


async def _woo_event(tx: AsyncConnection, order: Json, order_id: str, about: Sequence[str]) -> Json:
    people = [name for name in about if name.startswith(("buyer:", "mail:"))]
    at = instant(order.get("date_created_gmt"), utc=True)
    first_at, count = await _history(tx, woocommerce.SOURCE, people, at)
    known = woocommerce.Known(
        tracking=await _scans(tx, about), first=await _first(tx, woocommerce.SOURCE, order_id),
        first_order_at=first_at, orders_so_far=count,
    )  # fmt: skip
    return woocommerce.order_event(order, known, words(order, "_shop"))


def _about_any(names: Sequence[str]) -> Any:
    return documents.c.about.op("&&")(cast(list(names), ARRAY(Text)))


async def _bodies(tx: AsyncConnection, source: str, names: Sequence[str]) -> list[tuple[str, Json]]:
    query = select(documents.c.kind, documents.c.body).where(documents.c.source == source, _about_any(names))
    return [(row.kind, row.body) for row in await tx.execute(query.order_by(documents.c.kind, documents.c.external_id))]


async def _orders_about(tx: AsyncConnection, names: Sequence[str]) -> list[tuple[str, str]]:
    """Orders, and those of fulfilments, that are about any of these."""
    query = select(documents.c.source, documents.c.about).where(_about_any(names))
    return [
        (row.source, name.removeprefix("order:"))
        for row in await tx.execute(query)
        for name in row.about
        if name.startswith("order:")
    ]


async def _first(tx: AsyncConnection, source: str, order_id: str) -> dict[str, str]:
    query = select(documents.c.body, documents.c.changed).where(
        documents.c.source == source, documents.c.kind == "first", _about_any([f"first:{order_id}"])
    )
    return {str(row.body["what"]): from_milliseconds(row.changed[0]) for row in await tx.execute(query)}


async def _history(tx: AsyncConnection, source: str, people: Sequence[str], at: str | None) -> tuple[str | None, int]:
    """When this buyer ordered first, and how many orders they had placed with this one, of those that we were told.

    The same mail address counts as the same buyer: nothing but how new they are to the shop hangs on it.
    """
    if not people:
        return None, 1
    told = [documents.c.body[name].astext for name in ("processed_at", "created_at", "date_created_gmt")]
    query = select(*told).where(documents.c.source == source, documents.c.kind == "order", _about_any(people))
    placed = [
        instant(processed) or instant(created) or instant(gmt, utc=True)
        for processed, created, gmt in await tx.execute(query)
    ]
    before = sorted((one for one in placed if one and milliseconds(one) <= milliseconds(at)), key=milliseconds)
    return (before[0] if before else None), max(len(before), 1)


async def _merged(tx: AsyncConnection, account: str) -> list[str]:
    """All accounts that are one by now with this one: first that which is left, then those merged into it."""
    into: dict[str, str] = {}
    known, new = {account}, {account}
    while new:
        merges = [body for _, body in await _bodies(tx, shopify.SOURCE, [f"merge:{one}" for one in new])]
        into |= {one["gone"]: one["kept"] for one in merges}
        new = ({*into} | {*into.values()}) - known
        known |= new
    left, followed = account, {account}
    while (after := into.get(left)) and after not in followed:
        left = after
        followed.add(left)
    return [left, *sorted(known - {left})]


async def _scans(tx: AsyncConnection, about: Sequence[str]) -> list[Json]:
    """What the tracking services told of the parcels among these names."""
    numbers = [f"scans:{name.removeprefix('parcel:')}" for name in about if name.startswith("parcel:")]
    return [body for _, body in await _bodies(tx, _NUMBERS, numbers)] if numbers else []
