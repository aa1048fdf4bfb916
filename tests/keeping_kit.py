"""An order in the database and wishes about it, for tests of remedies, promises and cases without the assistant."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import Condition, Remedy, Wish, request_remedy, set_condition
from careline.conversations.conversation import open_app
from careline.core.conditions import Terms
from careline.core.orders import Customer, Order
from careline.core.remedies import RemedyKind
from careline.core.rules import ShopRules
from careline.ids import new_id
from careline.store.customers import save_customers
from careline.store.database import Database
from careline.store.feed import save_merchants, save_orders
from careline.store.orders import load_customer
from careline.store.tables.cases import cases, promises, remedies
from careline.store.tables.conversations import messages
from careline.store.tables.desk import agents
from careline.store.tables.platform import outbox
from tests.factories import NOW, ahead, customer, order
from tests.rules import RULES
from understanding.condition_words import Awaited, Then


async def known(database: Database, shown: Order | None = None, who: Customer | None = None) -> Order:
    """Have the shop told us about this order (the coat by default) and its consumer."""
    shown = shown or order()
    who = who or customer(customer_id=shown.customer_id)
    async with database.begin() as tx:
        await save_customers(tx, [who])
        merchant = {"merchant_id": shown.merchant_id, "name": shown.merchant_name, "as_of": shown.occurred_at}
        await save_merchants(tx, [merchant])
        await save_orders(tx, [shown], NOW)
    return shown


def wish(shown: Order, kind: RemedyKind = RemedyKind.URGE_MERCHANT, **given: Any) -> Wish:
    return Wish(**{"order": shown, "kind": kind, "who": "consumer", "channel": "app", **given})


async def wished(
    database: Database, shown: Order, kind: RemedyKind = RemedyKind.URGE_MERCHANT, now: datetime = NOW,
    rules: ShopRules = RULES, **given: Any,
) -> Remedy:  # fmt: skip
    """Wish for something, in a transaction of its own."""
    async with database.begin() as tx:
        return await request_remedy(tx, wish(shown, kind, **given), now, rules)


async def an_agent(database: Database, login: str) -> UUID:
    """Somebody at the desk; returns their id."""
    agent_id = new_id()
    async with database.begin() as tx:
        await tx.execute(
            agents.insert().values(
                agent_id=agent_id, login=login, name=f"客服{login}", password_hash="x", role="agent",
                languages=["zh-CN"], skills=[], capacity=5,
            )
        )  # fmt: skip
    return agent_id


async def remedy_row(tx: AsyncConnection, remedy_id: UUID) -> RowMapping:
    return (await tx.execute(select(remedies).where(remedies.c.remedy_id == remedy_id))).mappings().one()


async def remedy_now(database: Database, remedy_id: UUID) -> RowMapping:
    async with database.begin() as tx:
        return await remedy_row(tx, remedy_id)


async def outbox_of(database: Database, remedy_id: UUID) -> list[RowMapping]:
    """What was to leave for the shop about this remedy."""
    query = select(outbox).where(outbox.c.remedy_id == remedy_id).order_by(outbox.c.created_at, outbox.c.message_id)
    async with database.begin() as tx:
        return list((await tx.execute(query)).mappings())


async def promises_now(database: Database, order_id: str) -> list[tuple[str, str]]:
    """Kind and state of everything promised about an order, in the order in which it was."""
    query = select(promises).where(promises.c.order_id == order_id).order_by(promises.c.promise_id)
    async with database.begin() as tx:
        return [(row["kind"], row["state"]) for row in (await tx.execute(query)).mappings()]


async def case_now(database: Database, order_id: str) -> RowMapping:
    """The order's only case."""
    async with database.begin() as tx:
        return (await tx.execute(select(cases).where(cases.c.order_id == order_id))).mappings().one()


async def told_to(database: Database, customer_id: str) -> list[RowMapping]:
    """What the consumer was told in the app, oldest first."""
    mine = (messages.c.customer_id == customer_id) & (messages.c.author != "consumer")
    async with database.begin() as tx:
        return list((await tx.execute(select(messages).where(mine).order_by(messages.c.seq))).mappings())


def terms(awaited: Awaited = Awaited.SENT, then: Then = Then.REFUND, **given: Any) -> Terms:
    """明天还不发就退, said at NOW: a day from then."""
    usual = {"once": False, "items": None, "set_at": NOW, "due_at": ahead(hours=24)}
    return Terms(**{"awaited": awaited, "then": then, **usual, **given})


async def agree(tx: AsyncConnection, shown: Order, kept: Terms, turn: str) -> Condition:
    """The consumer's yes in the app, as the assistant keeps it."""
    who = await load_customer(tx, shown.customer_id)
    assert who
    held = await open_app(tx, who, NOW)
    return await set_condition(
        tx, shown, kept, RULES, said="明天还不发就退", who="bot", channel="app", conversation_id=held.conversation_id,
        asked_in=turn,
    )  # fmt: skip


async def agreed(database: Database, shown: Order, kept: Terms | None = None, turn: str = "turn-1") -> Condition:
    """Likewise in a transaction of its own."""
    async with database.begin() as tx:
        return await agree(tx, shown, kept or terms(), turn)
