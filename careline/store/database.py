"""The connection to PostgreSQL: one pool a process, and transactions from it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

CHANNEL = "careline"
"""The NOTIFY channel; its payload is a JSON object with `topic` and `key`. A wake-up only: tables are the truth."""

_NOTICES = "careline_notices"
_NOTIFY = text("SELECT pg_notify(:channel, payload) FROM unnest(CAST(:payloads AS text[])) AS payload")


def engine_for(url: str, *, pool_size: int = 10, echo: bool = False) -> AsyncEngine:
    """An engine on psycopg for a plain `postgresql://` URL. A request waits 2 s for a connection, then fails."""
    return create_async_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=2,
        pool_pre_ping=True,
        execution_options={"preserve_rowcount": True},  # else INSERT … ON CONFLICT DO NOTHING counts as -1
        echo=echo,
    )


class Database:
    """Transactions on one engine. `begin()` commits when its block ends and rolls back when it raises."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")

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
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """For looking only, each statement by itself: spares the two statements of a transaction."""
        async with self._reading.connect() as connection:
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
            yield json.loads(notice.payload)
