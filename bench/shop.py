"""Databases to measure on: one server, one seeded shop, a fresh copy of it for every assistant."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from psycopg import sql
from sqlalchemy import select
from sqlalchemy.engine import make_url

from careline.clock import utc_now
from careline.conversations.conversation import open_app
from careline.conversations.messages import Outgoing, say
from careline.conversations.turns import add_turn, claim
from careline.seeding import seed_demo
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for
from careline.store.embedded import EmbeddedPostgres
from careline.store.migrate import migrate, tracker_url
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author
from careline.store.tables.feed import customers

CUSTOMERS, ORDERS = 900, 1800
TRACKER_PASSWORD = "bench-tracker-password"
_LEASE_SECONDS = 24 * 3600.0


@dataclass(frozen=True)
class Consumer:
    """`language` is zh or en. With a conversation whose one turn is claimed, Rasa can be asked without a gateway."""

    customer_id: str
    language: str
    conversation_id: UUID | None = None


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server with a seeded database that is only ever copied."""

    url: str
    template: str

    @asynccontextmanager
    async def copy(self) -> AsyncIterator[str]:
        """The URL of a database of one's own with the seeded shop in it."""
        name = await asyncio.to_thread(self._create, self.template)
        try:
            yield _named(self.url, name)
        finally:
            await asyncio.to_thread(self._drop, name)

    @asynccontextmanager
    async def empty(self) -> AsyncIterator[str]:
        """The URL of an empty database: for stock's tracker store, which makes its own table."""
        name = await asyncio.to_thread(self._create, "template1")
        try:
            yield _named(self.url, name)
        finally:
            await asyncio.to_thread(self._drop, name)

    def _create(self, template: str) -> str:
        name = f"careline_bench_{uuid4().hex[:12]}"
        with psycopg.connect(self.url, autocommit=True) as admin:
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )
        return name

    def _drop(self, name: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    """A server on disk with durable commits, as an operator has, and the demo shop in its template."""
    folder = Path(tempfile.mkdtemp(prefix="careline-bench-"))
    folder.chmod(0o755)  # noqa: ASYNC240 - as root, the server runs as another user
    postgres = EmbeddedPostgres(folder / "postgres")
    try:
        url = await postgres.start()
        template = "careline_bench_template"
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template)))
        await _seed(_named(url, template))
        yield Server(url, template)
    finally:
        await postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _seed(url: str) -> None:
    await asyncio.to_thread(migrate, url)
    database = Database(engine_for(url))
    try:
        now = utc_now()
        await seed_demo(database, now, load_rules("demo", now.date()), customers=CUSTOMERS, orders_made=ORDERS)
    finally:
        await database.close()


def rasa_url(url: str) -> str:
    """The same database as Rasa's role sees it."""
    return tracker_url(url, TRACKER_PASSWORD)


async def consumers(url: str) -> list[Consumer]:
    """Everybody in the shop, in a fixed order."""
    database = Database(engine_for(url, pool_size=1))
    try:
        async with database.begin() as tx:
            rows = await tx.execute(
                select(customers.c.customer_id, customers.c.locale).order_by(customers.c.customer_id)
            )
            return [Consumer(row.customer_id, "en" if row.locale.startswith("en") else "zh") for row in rows]
    finally:
        await database.close()


async def with_open_turns(url: str) -> list[Consumer]:
    """Everybody, with a conversation whose one turn is claimed for good: Rasa can be asked without a gateway."""
    everybody = await consumers(url)
    database = Database(engine_for(url, pool_size=1))
    try:
        return [await _with_open_turn(database, one) for one in everybody]
    finally:
        await database.close()


async def _with_open_turn(database: Database, one: Consumer) -> Consumer:
    now = utc_now()
    async with database.begin() as tx:
        customer = await load_customer(tx, one.customer_id)
        assert customer is not None
        held = await open_app(tx, customer, now)
        seq = await say(tx, held, Author.CONSUMER, Outgoing(text="…"), now)
        turn_id = await add_turn(tx, held, seq, now, text="…")
    async with database.begin() as tx:
        await claim(tx, _LEASE_SECONDS, turn_id)
    return Consumer(one.customer_id, one.language, held.conversation_id)


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)
