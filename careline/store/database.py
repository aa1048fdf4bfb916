"""The connection to PostgreSQL: one pool a process, and transactions from it."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

CHANNEL = "careline"
"""The NOTIFY channel; its payload is a JSON object with `topic` and `key`. A wake-up only: tables are the truth."""

IDLE_SECONDS = 1.0
_USED_AT = "careline_used_at"
_NOTICES = "careline_notices"
_NOTIFY = text("SELECT pg_notify(:channel, payload) FROM unnest(CAST(:payloads AS text[])) AS payload")


def engine_for(url: str, *, pool_size: int = 10, echo: bool = False) -> AsyncEngine:
    """An engine on psycopg for a plain `postgresql://` URL. A request waits 2 s for a connection, then fails."""
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=2,
        hide_parameters=True,  # else an error quotes what people wrote, and so does whoever prints the error
        execution_options={"preserve_rowcount": True},  # else INSERT … ON CONFLICT DO NOTHING counts as -1
        echo=echo,
    )
    _ping_when_idle(engine)
    return engine


def _ping_when_idle(engine: AsyncEngine) -> None:
    """Ask a connection whether it lives only where it lay unused for a second: SQLAlchemy's own pre-ping asks before
    each transaction, a tenth of what a message costs. Where a busy one was lost, the first statement fails, and with
    it all connections of the pool are given up."""

    @event.listens_for(engine.sync_engine.pool, "checkin")
    def _used(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info[_USED_AT] = time.monotonic()

    @event.listens_for(engine.sync_engine.pool, "checkout")
    def _still_there(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        if time.monotonic() - record.info.get(_USED_AT, time.monotonic()) <= IDLE_SECONDS:
            return
        try:
            engine.sync_engine.dialect.do_ping(connection)
        except engine.sync_engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


class Database:
    """Transactions on one engine. `begin()` commits when its block ends and rolls back when it raises."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._autocommit = engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        async with self.engine.begin() as connection:
            notices: dict[str, None] = {}
            info = connection.info  # of a connection that was lost meanwhile it could not be asked for
            info[_NOTICES] = notices
            try:
                yield connection
                if notices:
                    await connection.execute(_NOTIFY, {"channel": CHANNEL, "payloads": list(notices)})
            finally:
                info.pop(_NOTICES, None)

    @asynccontextmanager
    async def autocommit(self) -> AsyncIterator[AsyncConnection]:
        """For looking, or for one change: each statement by itself, which spares the two of a transaction."""
        async with self._autocommit.connect() as connection:
            yield connection

    async def close(self) -> None:
        await self.engine.dispose()


async def notify(tx: AsyncConnection, topic: str, key: str) -> None:
    """Wake whoever listens for this, when the transaction commits; in one statement with all its other notices."""
    payload = json.dumps({"topic": topic, "key": key})
    notices: dict[str, None] | None = tx.info.get(_NOTICES)
    if notices is None:  # not a transaction of `Database`
        await tx.execute(_NOTIFY, {"channel": CHANNEL, "payloads": [payload]})
    else:
        notices[payload] = None


async def listen(url: str) -> AsyncIterator[dict[str, Any]]:
    """Notifications as they come, on a connection of their own. Ends with psycopg.OperationalError when it is lost."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(f"LISTEN {CHANNEL}")
        yield {"topic": "listening", "key": ""}
        async for notice in connection.notifies():
            if told := _told(notice.payload):
                yield told


def _told(payload: str) -> dict[str, Any] | None:
    """What we have sent; anybody who may log in to the database may send anything."""
    try:
        told = json.loads(payload)
    except ValueError:
        return None
    known = isinstance(told, dict) and isinstance(told.get("topic"), str) and isinstance(told.get("key"), str)
    return told if known else None
