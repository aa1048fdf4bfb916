"""A consumer's own data, as one JSON document that they may take with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.service import UnknownConsumerError
from careline.core.money import Money
from careline.core.orders import Order
from careline.store.orders import load_customer, orders_of
from careline.store.tables.callouts import callback_wishes
from careline.store.tables.cases import cases, conditions, promises, remedies
from careline.store.tables.contacts import consent_ledger, contacts, opt_outs
from careline.store.tables.conversations import Side, conversations, messages, read_marks
from careline.store.tables.platform import photos

MOST_ORDERS = 5000
HANDED_OUT: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "conversations": (conversations, ("conversation_id", "channel", "language", "opened_at", "closed_at")),
    "messages": (messages, ("conversation_id", "seq", "author", "agent_name", "text", "cards", "at")),
    "cases": (cases, ("case_id", "order_id", "opened_at", "closed_at", "close_reason", "rating", "rating_text")),
    "remedies": (
        remedies,
        (
            "remedy_id", "order_id", "kind", "state", "guarantee", "clause", "items", "amount", "currency", "details",
            "channel", "requested_at", "answer", "ended_at",
        ),
    ),
    "promises": (promises, ("promise_id", "order_id", "remedy_id", "kind", "state", "text", "made_at", "due_at")),
    "conditions": (
        conditions,
        (
            "condition_id", "order_id", "awaited", "once", "deed", "items", "said", "channel", "set_at", "due_at",
            "state", "ended_at",
        ),
    ),
    "callback_wishes": (callback_wishes, ("words", "wished_for", "asked_at", "done_at")),
    "read_marks": (read_marks, ("conversation_id", "side", "seq", "at")),
    "contacts": (contacts, ("channel", "order_id", "about", "agent_name", "code", "at")),
    "consents": (consent_ledger, ("purpose", "granted", "at", "source")),
    "opt_outs": (opt_outs, ("channel", "source", "at")),
    "photos": (photos, ("photo_id", "order_id", "remedy_id", "media_type", "width", "height", "sha256", "at")),
}  # fmt: skip
"""What of our tables is handed to the consumer: no agents' notes, no keys, no second copies of words that stand in
another one. The pictures: GET /api/evidence/{id}. All that is held: `careline export` (docs/privacy.md)."""


async def own_data(tx: AsyncConnection, customer_id: str, now: datetime) -> dict[str, Any]:
    """What this consumer may take with them: orders and the tables above; instants in UTC, money in decimals.

    Raises UnknownConsumerError.
    """
    customer = await load_customer(tx, customer_id)
    if customer is None:
        raise UnknownConsumerError(UnknownConsumerError.__doc__)
    orders = await orders_of(tx, customer_id, MOST_ORDERS)
    told: dict[str, Any] = {
        "made_at": now, "customer": asdict(customer), "orders": [_order(order) for order in orders]
    }  # fmt: skip
    for name, (table, columns) in HANDED_OUT.items():
        query = select(*(table.c[column] for column in columns)).where(_theirs(table, customer_id))
        in_order = query.order_by(*table.primary_key.columns)
        told[name] = [dict(row) for row in (await tx.execute(in_order)).mappings()]
    plain: dict[str, Any] = _plain(told)
    return plain


def _theirs(table: Table, customer_id: str) -> ColumnElement[bool]:
    """Their own rows; of marks how far somebody has read only theirs, not the agents'."""
    if table is not read_marks:
        return table.c.customer_id == customer_id
    talks = select(conversations.c.conversation_id).where(conversations.c.customer_id == customer_id)
    return table.c.conversation_id.in_(talks) & (table.c.side == Side.CONSUMER)


def _order(order: Order) -> dict[str, Any]:
    """As the shop told it; empty parts left out."""
    return {
        name: value
        for name in Order.__dataclass_fields__
        if (value := _part(getattr(order, name))) not in (None, "", [], {})
    }


def _part(value: Any) -> Any:
    if isinstance(value, Money):
        return {"amount": value.decimal(), "currency": value.currency}
    if isinstance(value, tuple | list):
        return [_part(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _part(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _plain(value: Any) -> Any:
    """Only what JSON knows."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
