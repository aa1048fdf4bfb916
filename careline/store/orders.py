"""Reading orders and consumers: rows into core values."""

from __future__ import annotations

import functools
import json
import types
import typing
from collections.abc import Hashable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import DateTime, RowMapping, ScalarSelect, Select, Table, bindparam, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.money import Money
from careline.core.orders import (
    Actor,
    Address,
    Cancellation,
    ClaimStatus,
    Compensation,
    Consent,
    Customer,
    Freight,
    FreightClaim,
    Fulfilment,
    Guarantee,
    Invoice,
    Item,
    Order,
    OrderStatus,
    Parcel,
    ParcelKind,
    Payment,
    Quantities,
    Refund,
    RefundKind,
    RefundScope,
    RefundStatus,
    RemedyAnswer,
    Scan,
    ScanCode,
)
from careline.store.bulk import one_of_texts
from careline.store.tables.feed import customers, merchants, order_items, orders, parcels, refunds, scans

Row = dict[str, Any]
Value = TypeVar("Value")
_CHILDREN = (order_items, parcels, scans, refunds)


async def load_order(tx: AsyncConnection, order_id: str) -> Order | None:
    """One order as last told by the feed."""
    found = await load_orders(tx, [order_id])
    return found[0] if found else None


async def load_orders(tx: AsyncConnection, order_ids: Iterable[str]) -> list[Order]:
    """These orders, newest first; unknown ids are left out."""
    wanted = list(order_ids)
    return await _load(tx, _heads().where(one_of_texts(orders.c.order_id, wanted))) if wanted else []


async def orders_of(tx: AsyncConnection, customer_id: str, limit: int = 50) -> list[Order]:
    """The consumer's orders, newest first."""
    return await _load(tx, _newest(limit), customer_id=customer_id)


async def load_customer(tx: AsyncConnection, customer_id: str) -> Customer | None:
    row = (await tx.execute(select(customers).where(customers.c.customer_id == customer_id))).mappings().first()
    return customer_from(row) if row else None


async def load_customers(tx: AsyncConnection, customer_ids: Iterable[str]) -> list[Customer]:
    """These consumers, in no order; unknown ids are left out."""
    rows = await tx.execute(select(customers).where(one_of_texts(customers.c.customer_id, customer_ids)))
    return [customer_from(row) for row in rows.mappings()]


def customer_from(row: RowMapping) -> Customer:
    consent = Consent(
        service_calls=row["consents_to_calls"],
        service_sms=row["consents_to_sms"],
        artificial_voice=row["consents_to_artificial_voice"],
        given_at=row["consent_given_at"],
    )
    same = ("customer_id", "name", "phone", "region", "locale", "time_zone", "first_order_at", "orders_so_far", "as_of")
    return Customer(consent=consent, **{name: row[name] for name in same})


@functools.cache
def _heads() -> Select[Any]:
    """Orders with all that hangs on them in one statement: their number is what a turn costs, and so is making them."""
    return (
        select(
            orders, merchants.c.name.label("merchant_name"), customers.c.time_zone, customers.c.region,
            *(_children_of(table).label(table.name) for table in _CHILDREN),
        )
        .join(merchants, merchants.c.merchant_id == orders.c.merchant_id)
        .join(customers, customers.c.customer_id == orders.c.customer_id)
        .order_by(orders.c.placed_at.desc(), orders.c.order_id)
    )  # fmt: skip


def _children_of(table: Table) -> ScalarSelect[Any]:
    """The rows of an order in a table, in their order, as one JSON array; null where there are none."""
    child = table.alias()
    rows = func.jsonb_agg(aggregate_order_by(func.to_jsonb(child.table_valued()), child.c.line))
    return select(rows).where(child.c.order_id == orders.c.order_id).scalar_subquery()


@functools.cache
def _newest(limit: int) -> Select[Any]:
    return _heads().where(orders.c.customer_id == bindparam("customer_id")).limit(limit)


async def _load(tx: AsyncConnection, query: Select[Any], **values: Any) -> list[Order]:
    return [_order_from(head) for head in (await tx.execute(query, values)).mappings()]


def _rows(head: RowMapping, table: Table) -> list[Row]:
    """What `_children_of` found, instants as such again."""
    instants = [column.name for column in table.c if isinstance(column.type, DateTime)]
    found: list[Row] = head[table.name] or []
    for row in found:
        for name in instants:
            if row[name]:
                row[name] = datetime.fromisoformat(row[name]).astimezone(UTC)
    return found


def _order_from(head: RowMapping) -> Order:
    currency, marks = head["currency"], _rows(head, scans)
    same = (
        "order_id", "customer_id", "merchant_id", "merchant_name", "version", "occurred_at", "placed_at", "time_zone",
        "new_user", "paid_at", "dispatch_deadline", "presale", "presale_dispatch_at", "region", "merchant_tier",
        "number",
    )  # fmt: skip
    return Order(
        **{name: head[name] for name in same},
        told_id="" if head["told_id"] == head["order_id"] else head["told_id"],
        fulfilment=Fulfilment(head["fulfilment"]),
        payment=Payment(head["payment"]),
        discount=_money(head["discount"], currency),
        return_address=Address(**head["return_address"]) if head["return_address"] else None,
        invoice=from_document(Invoice, head["invoice"]) if head["invoice"] else None,
        cancellations=tuple(from_document(Cancellation, one) for one in head["cancellations"]),
        compensations=tuple(from_document(Compensation, one) for one in head["compensations"]),
        answers=tuple(from_document(RemedyAnswer, one) for one in head["answers"]),
        status=OrderStatus(head["status"]),
        total=Money(head["total"], currency),
        shipping_fee=_money(head["shipping_fee"], currency),
        address=Address(**head["address"]),
        items=tuple(_item_from(row) for row in _rows(head, order_items)),
        parcels=tuple(_parcel_from(row, marks) for row in _rows(head, parcels)),
        refunds=tuple(_refund_from(row) for row in _rows(head, refunds)),
        freight=_freight_from(head, currency),
        guarantees=frozenset(Guarantee(name) for name in head["guarantees"]),
    )


def _money(amount: int | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def _item_from(row: Row) -> Item:
    price = Money(row["price"], row["currency"])
    same = ("sku", "title", "quantity", "image", "category", "variant")
    return Item(
        **{name: row[name] for name in same},
        price=price,
        discount=_money(row["discount"], row["currency"]),
        shipping=_money(row["shipping"], row["currency"]),
    )


def _quantities(stored: Sequence[Sequence[Any]] | None) -> Quantities | None:
    return None if stored is None else tuple((sku, count) for sku, count in stored)


def from_document(kind: type[Value], document: Row) -> Value:
    """The core value that `as_document` in store/feed.py wrote; fields that it does not name keep their defaults."""
    hints = _hints(typing.cast("Hashable", kind))
    return kind(**{name: _from_json(hints[name], part) for name, part in document.items() if name in hints})


@functools.cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _from_json(hint: Any, part: Any) -> Any:
    """`hint` is the field's type, or a union of it with None."""
    if part is None:
        return None
    union = isinstance(hint, types.UnionType)
    wanted = next(one for one in typing.get_args(hint) if one is not type(None)) if union else hint
    if wanted is datetime:
        return datetime.fromisoformat(part)
    if wanted is Money:
        return Money(part["amount"], part["currency"])
    return _quantities(part) if isinstance(part, list) else wanted(part)


def _parcel_from(row: Row, marks: Sequence[Row]) -> Parcel:
    contents = row["contents"]
    return Parcel(
        parcel_id=row["parcel_id"],
        courier=row["courier"],
        tracking_no=row["tracking_no"],
        dispatched_at=row["dispatched_at"],
        delivered_at=row["delivered_at"],
        contents=None if contents is None else _quantities(json.loads(contents)),
        kind=ParcelKind(row["kind"]),
        expected_at=row["expected_at"],
        scans=tuple(
            Scan(at=mark["at"], code=ScanCode(mark["code"]), place=mark["place"], text=mark["text"])
            for mark in marks
            if mark["parcel_id"] == row["parcel_id"]
        ),
    )


def _refund_from(row: Row) -> Refund:
    same = (
        "refund_id",
        "reason",
        "requested_at",
        "approved_at",
        "goods_sent_at",
        "goods_received_at",
        "paid_at",
        "request_id",
        "decision",
        "failed_at",
    )
    return Refund(
        **{name: row[name] for name in same},
        kind=RefundKind(row["kind"]),
        status=RefundStatus(row["status"]),
        amount=Money(row["amount"], row["currency"]),
        to=row["paid_to"],
        items=_quantities(row["items"]),
        scope=RefundScope(row["scope"]),
        decided_by=Actor(row["decided_by"]) if row["decided_by"] else None,
    )


def _freight_from(head: RowMapping, currency: str) -> Freight:
    claim = None
    if head["claim_status"]:
        claim = FreightClaim(
            status=ClaimStatus(head["claim_status"]),
            requested_at=head["claim_requested_at"],
            amount=Money(head["claim_amount"], currency),
            paid_at=head["claim_paid_at"],
            request_id=head["claim_request_id"],
            decision=head["claim_decision"] or "",
        )
    return Freight(
        insured=head["freight_insured"],
        paid_by_consumer=_money(head["freight_paid"], currency),
        disputed_at=head["freight_disputed_at"],
        claim=claim,
    )
