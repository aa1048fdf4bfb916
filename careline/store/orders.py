"""Reading orders and consumers: rows into core values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.money import Money
from careline.core.orders import (
    Address,
    ClaimStatus,
    Consent,
    Customer,
    Freight,
    FreightClaim,
    Guarantee,
    Item,
    Order,
    OrderStatus,
    Parcel,
    Refund,
    RefundKind,
    RefundStatus,
    Scan,
    ScanCode,
)
from careline.store.tables.feed import customers, merchants, order_items, orders, parcels, refunds, scans

Children = Mapping[str, Sequence[RowMapping]]


async def load_order(tx: AsyncConnection, order_id: str) -> Order | None:
    """One order as last told by the feed."""
    found = await load_orders(tx, [order_id])
    return found[0] if found else None


async def load_orders(tx: AsyncConnection, order_ids: Iterable[str]) -> list[Order]:
    """These orders, newest first; unknown ids are left out."""
    return await _load(tx, _heads().where(orders.c.order_id.in_(list(order_ids))))


async def orders_of(tx: AsyncConnection, customer_id: str, limit: int = 50) -> list[Order]:
    """The consumer's orders, newest first."""
    return await _load(tx, _heads().where(orders.c.customer_id == customer_id).limit(limit))


async def load_customer(tx: AsyncConnection, customer_id: str) -> Customer | None:
    row = (await tx.execute(select(customers).where(customers.c.customer_id == customer_id))).mappings().first()
    return customer_from(row) if row else None


def customer_from(row: RowMapping) -> Customer:
    consent = Consent(
        service_calls=row["consents_to_calls"],
        service_sms=row["consents_to_sms"],
        artificial_voice=row["consents_to_artificial_voice"],
        given_at=row["consent_given_at"],
    )
    same = ("customer_id", "name", "phone", "region", "locale", "time_zone", "first_order_at", "orders_so_far", "as_of")
    return Customer(consent=consent, **{name: row[name] for name in same})


def _heads() -> Select[Any]:
    return (
        select(orders, merchants.c.name.label("merchant_name"), customers.c.time_zone)
        .join(merchants, merchants.c.merchant_id == orders.c.merchant_id)
        .join(customers, customers.c.customer_id == orders.c.customer_id)
        .order_by(orders.c.placed_at.desc(), orders.c.order_id)
    )


async def _load(tx: AsyncConnection, query: Select[Any]) -> list[Order]:
    heads = (await tx.execute(query)).mappings().all()
    if not heads:
        return []
    ids = [head["order_id"] for head in heads]
    items = await _children(tx, order_items, ids)
    boxes = await _children(tx, parcels, ids)
    marks = await _children(tx, scans, ids) if boxes else {}
    money_back = await _children(tx, refunds, ids)
    return [_order_from(head, items, boxes, marks, money_back) for head in heads]


async def _children(tx: AsyncConnection, table: Table, ids: list[str]) -> Children:
    query = select(table).where(table.c.order_id.in_(ids)).order_by(table.c.order_id, table.c.line)
    grouped: dict[str, list[RowMapping]] = defaultdict(list)
    for row in (await tx.execute(query)).mappings():
        grouped[row["order_id"]].append(row)
    return grouped


def _order_from(head: RowMapping, items: Children, boxes: Children, marks: Children, money_back: Children) -> Order:
    order_id, currency = head["order_id"], head["currency"]
    same = (
        "order_id", "customer_id", "merchant_id", "merchant_name", "version", "occurred_at", "placed_at", "time_zone",
        "new_user", "paid_at", "dispatch_deadline", "presale", "presale_dispatch_at",
    )  # fmt: skip
    return Order(
        **{name: head[name] for name in same},
        status=OrderStatus(head["status"]),
        total=Money(head["total"], currency),
        shipping_fee=_money(head["shipping_fee"], currency),
        address=Address(**head["address"]),
        items=tuple(_item_from(row) for row in items.get(order_id, ())),
        parcels=tuple(_parcel_from(row, marks.get(order_id, ())) for row in boxes.get(order_id, ())),
        refunds=tuple(_refund_from(row) for row in money_back.get(order_id, ())),
        freight=_freight_from(head, currency),
        guarantees=frozenset(Guarantee(name) for name in head["guarantees"]),
    )


def _money(amount: int | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def _item_from(row: RowMapping) -> Item:
    price = Money(row["price"], row["currency"])
    return Item(sku=row["sku"], title=row["title"], quantity=row["quantity"], price=price, image=row["image"])


def _parcel_from(row: RowMapping, marks: Sequence[RowMapping]) -> Parcel:
    contents = row["contents"]
    return Parcel(
        parcel_id=row["parcel_id"],
        courier=row["courier"],
        tracking_no=row["tracking_no"],
        dispatched_at=row["dispatched_at"],
        delivered_at=row["delivered_at"],
        contents=None if contents is None else tuple((sku, count) for sku, count in json.loads(contents)),
        scans=tuple(
            Scan(at=mark["at"], code=ScanCode(mark["code"]), place=mark["place"], text=mark["text"])
            for mark in marks
            if mark["parcel_id"] == row["parcel_id"]
        ),
    )


def _refund_from(row: RowMapping) -> Refund:
    same = (
        "refund_id",
        "reason",
        "requested_at",
        "approved_at",
        "goods_sent_at",
        "goods_received_at",
        "paid_at",
    )
    return Refund(
        **{name: row[name] for name in same},
        kind=RefundKind(row["kind"]),
        status=RefundStatus(row["status"]),
        amount=Money(row["amount"], row["currency"]),
        to=row["paid_to"],
    )


def _freight_from(head: RowMapping, currency: str) -> Freight:
    claim = None
    if head["claim_status"]:
        claim = FreightClaim(
            status=ClaimStatus(head["claim_status"]),
            requested_at=head["claim_requested_at"],
            amount=Money(head["claim_amount"], currency),
            paid_at=head["claim_paid_at"],
        )
    return Freight(
        insured=head["freight_insured"],
        paid_by_consumer=_money(head["freight_paid"], currency),
        disputed_at=head["freight_disputed_at"],
        claim=claim,
    )
