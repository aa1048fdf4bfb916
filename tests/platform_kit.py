"""An order in the database and remedies wished for it, for tests about the shop's side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import Remedy, Wish, remedies_of, request_remedy
from careline.core.orders import Order
from careline.core.remedies import RemedyKind
from careline.store.customers import save_customers
from careline.store.database import Database
from careline.store.feed import save_merchants, save_orders
from careline.store.tables.platform import outbox
from tests.factories import NOW, customer, order, yuan
from tests.rules import OPEN_HANDED, RULES

WITHIN_LIMITS = {
    RemedyKind.REFUND: yuan("20.00"),
    RemedyKind.RETURN: yuan("20.00"),
    RemedyKind.FREIGHT_CLAIM: yuan("9.00"),
}
"""Sums that nobody has to approve; money without a sum needs somebody."""


async def told(database: Database, *orders: Order) -> None:
    """The feed has told of these orders."""
    async with database.begin() as tx:
        await tell(tx, *orders)


async def tell(tx: AsyncConnection, *orders: Order) -> None:
    await save_customers(tx, [customer()])
    await save_merchants(
        tx, [{"merchant_id": one.merchant_id, "name": one.merchant_name, "as_of": NOW} for one in orders]
    )
    await save_orders(tx, list(orders), NOW)


async def wished(
    database: Database, kind: RemedyKind = RemedyKind.REFUND, about: Order | None = None, /, *, now: datetime = NOW,
    **given: Any,
) -> Remedy:  # fmt: skip
    """A wish within the limits, unless another `amount` is given, its order told of before."""
    about = about or order()
    given = {"amount": WITHIN_LIMITS.get(kind), **given}
    async with database.begin() as tx:
        await tell(tx, about)
        wish = Wish(order=about, kind=kind, who="consumer", channel="app", **given)
        return await request_remedy(tx, wish, now, RULES if wish.amount else OPEN_HANDED)


async def remedy_now(database: Database, remedy: Remedy) -> Remedy:
    async with database.begin() as tx:
        [found] = [one for one in await remedies_of(tx, remedy.order_id) if one.remedy_id == remedy.remedy_id]
    return found


async def outbox_rows(database: Database, topic: str = "remedy") -> list[Any]:
    async with database.begin() as tx:
        query = select(outbox).where(outbox.c.topic == topic).order_by(outbox.c.created_at, outbox.c.message_id)
        return list((await tx.execute(query)).mappings())
