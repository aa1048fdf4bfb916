"""What the steps of a worker share: one consumer or case after the other, each in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Conversation, open_app
from careline.conversations.messages import Button, Outgoing, say
from careline.core.conversation import Owner
from careline.core.orders import Customer, Order
from careline.store.database import Database
from careline.store.failures import database_lost
from careline.store.orders import load_customer, load_order
from careline.store.tables.conversations import Author, messages

log = logging.getLogger(__name__)

AT_ONCE = 100
"""How many consumers or cases one round of a step works on."""
THERE = timedelta(minutes=10)
"""Who has written in the app for this long reads the answer there and needs no text message."""


_LOOKED_BACK = 20
"""Messages within which the same sentence would be a repetition."""


async def tell_in_app(
    tx: AsyncConnection, held: Conversation, texts: Sequence[str], now: datetime, buttons: tuple[Button, ...] = ()
) -> None:
    author = Author.BOT if held.ownership.owner is Owner.BOT else Author.SYSTEM
    await say(tx, held, author, Outgoing(text="\n".join(texts), buttons=buttons), now)


async def unsaid(tx: AsyncConnection, held: Conversation, texts: Sequence[str]) -> list[str]:
    """Those of the texts that were not told among the last messages of the conversation, each once: two urges of one
    order end in the same words."""
    query = (
        select(messages.c.text).where(messages.c.conversation_id == held.conversation_id)
        .order_by(messages.c.seq.desc()).limit(_LOOKED_BACK)
    )  # fmt: skip
    told = {line for text in (await tx.execute(query)).scalars() for line in (text or "").split("\n")}
    return [text for text in dict.fromkeys(texts) if text not in told]


async def app_of(tx: AsyncConnection, customer_id: str, now: datetime) -> tuple[Customer, Conversation]:
    """The consumer and their conversation in the app, held; a new one where none is open."""
    customer = await load_customer(tx, customer_id)
    assert customer
    return customer, await open_app(tx, customer, now)


async def order_of(tx: AsyncConnection, order_id: str) -> Order:
    order = await load_order(tx, order_id)
    assert order
    return order


async def is_there(tx: AsyncConnection, customer_id: str, now: datetime) -> bool:
    """Whether the consumer has written in the app just now."""
    return bool((await tx.execute(select(there(literal(customer_id), now)))).scalar_one())


def there(customer_id: ColumnElement[str], now: datetime) -> ColumnElement[bool]:
    """The same as a condition, to find by."""
    return exists().where(
        messages.c.customer_id == customer_id, messages.c.channel == "app", messages.c.author == Author.CONSUMER,
        messages.c.at > now - THERE,
    )  # fmt: skip


class Walk:
    """Where the rounds of one step have got to: each begins behind the last row of the one before, and at the head
    again once none is left.

    So rows that nothing can be done about now, or that always fail, keep nobody else waiting, however many they are.
    """

    def __init__(self) -> None:
        self.behind: Any = None
        """The key of the last row; None at the head."""


async def each(
    database: Database,
    query: Select[Any],
    work: Callable[[AsyncConnection, Any], Awaitable[bool]],
    walk: Walk | None,
) -> int:
    """Work on every value that the query finds, each in a transaction of its own."""

    async def _first(tx: AsyncConnection, row: tuple[Any, ...]) -> bool:
        return await work(tx, row[0])

    return await each_row(database, query, _first, walk)


async def each_row(
    database: Database,
    query: Select[Any],
    work: Callable[[AsyncConnection, Any], Awaitable[bool]],
    walk: Walk | None,
) -> int:
    """Likewise with whole rows, in the order of their first column, by which each is found once. A round takes AT_ONCE.

    What fails is logged and left for a later round; it keeps nobody else waiting. `walk` None: the head alone.
    """
    walk = walk or Walk()
    key = query.selected_columns[0]
    page = query.order_by(None).order_by(key).limit(AT_ONCE)
    if walk.behind is not None:
        page = page.where(key > walk.behind)
    async with database.autocommit() as tx:
        found = [tuple(row) for row in await tx.execute(page)]
    done = 0
    for row in found:
        try:
            async with database.begin() as tx:
                done += await work(tx, row)
        except Exception as error:
            if database_lost(error):
                raise
            log.exception("could not keep our word", extra={"action": "keeping_failed", "about": str(row[0])})
    walk.behind = found[-1][0] if len(found) == AT_ONCE else None
    return done
