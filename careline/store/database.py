"""The connection to PostgreSQL: one pool a process, and transactions from it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Self

import psycopg
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from careline.store.notices import Notice, Topic

log = logging.getLogger(__name__)

CHANNEL = "careline"
"""The NOTIFY channel; its payload is a JSON object with `topic` and `key` (careline/store/notices.py)."""

IDLE_SECONDS = 1.0
_USED_AT = "careline_used_at"
_NOTICES = "careline_notices"
_NOTIFY = text("SELECT pg_notify(:channel, payload) FROM unnest(CAST(:payloads AS text[])) AS payload")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a process waits for its database, in seconds, before it gives up and says so.

    The server ends statements, waits for locks and transactions that lie idle; `transaction` is ours: a server that
    hangs, or a network that swallows, ends nothing, so the connection is cut.
    """

    statement: float
    lock: float
    idle: float
    transaction: float


WEB = Patience(statement=10, lock=4, idle=15, transaction=11)
"""Somebody waits for the answer."""
WORK = Patience(statement=60, lock=5, idle=60, transaction=120)
"""Nobody waits: a planner may look at many orders."""

_KEEPALIVE: dict[str, Any] = {
    "keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15_000,
    "connect_timeout": 5,
}  # fmt: skip
"""A server that vanished (its machine, not its process) is noticed within half a minute."""
PING_SECONDS = 2.0


def engine_for(
    url: str, *, pool_size: int = 10, echo: bool = False, patience: Patience | None = None, name: str = "careline"
) -> AsyncEngine:
    """An engine on psycopg for a plain `postgresql://` URL. A request waits 2 s for a connection, then fails.

    `patience`: None where anything may take as long as it takes, such as in a command. pg_stat_activity shows `name`.
    """
    options: dict[str, Any] = {**_KEEPALIVE, "application_name": name}
    if patience:
        limits = {
            "statement_timeout": patience.statement, "lock_timeout": patience.lock,
            "idle_in_transaction_session_timeout": patience.idle,
        }  # fmt: skip
        options["options"] = " ".join(f"-c {setting}={int(1000 * limit)}" for setting, limit in limits.items())
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=2,
        hide_parameters=True,  # else an error quotes what people wrote, and so does whoever prints the error
        execution_options={"preserve_rowcount": True},  # else INSERT … ON CONFLICT DO NOTHING counts as -1
        echo=echo,
        connect_args=options,
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
            with _Deadline(PING_SECONDS) as deadline:
                deadline.over(record.driver_connection)
                engine.sync_engine.dialect.do_ping(connection)
        except engine.sync_engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


class _Deadline:
    """Cuts a connection off when the block is not done in time, so that whoever waits on it fails, and others go on.

    Cancelling is not enough: the driver then waits for the server to confirm, and a server that hangs does not.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._handle: asyncio.TimerHandle | None = None

    def __enter__(self) -> Self:
        return self

    def over(self, driver: Any) -> None:
        """From now on, `driver` is psycopg's connection."""
        if self._seconds is not None:
            self._handle = asyncio.get_running_loop().call_later(self._seconds, _cut, driver)

    def __exit__(self, *_: object) -> None:
        if self._handle:
            self._handle.cancel()


def _cut(driver: psycopg.AsyncConnection[Any]) -> None:
    log.warning("a connection to the database was cut off", extra={"action": "database_too_slow"})
    with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(driver.pgconn.socket)) as line:
        line.shutdown(socket.SHUT_RDWR)


def _driver_of(connection: AsyncConnection) -> Any:
    """psycopg's own connection."""
    assert connection.sync_connection
    return connection.sync_connection.connection.driver_connection


class Database:
    """Transactions on one engine. `begin()` commits when its block ends and rolls back when it raises.

    One that takes longer than `limit_seconds` (None: as long as it takes) ends with an error of a lost connection.
    """

    def __init__(self, engine: AsyncEngine, limit_seconds: float | None = None) -> None:
        self.engine = engine
        self._autocommit = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._limit_seconds = limit_seconds

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        with _Deadline(self._limit_seconds) as deadline:
            async with self.engine.begin() as connection:
                deadline.over(_driver_of(connection))
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
        with _Deadline(self._limit_seconds) as deadline:
            async with self._autocommit.connect() as connection:
                deadline.over(_driver_of(connection))
                yield connection

    async def close(self) -> None:
        await self.engine.dispose()


async def notify(tx: AsyncConnection, topic: Topic, key: str) -> None:
    """Wake whoever listens for this, when the transaction commits; in one statement with all its other notices."""
    payload = json.dumps({"topic": topic, "key": key})
    notices: dict[str, None] | None = tx.info.get(_NOTICES)
    if notices is None:  # not a transaction of `Database`
        await tx.execute(_NOTIFY, {"channel": CHANNEL, "payloads": [payload]})
    else:
        notices[payload] = None


async def listen(url: str) -> AsyncIterator[Notice]:
    """Notifications as they come, on a connection of their own. Ends with psycopg.OperationalError when it is lost."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True, **_KEEPALIVE) as connection:
        await connection.execute(f"LISTEN {CHANNEL}")
        yield Notice(Topic.LISTENING, "")
        async for notice in connection.notifies():
            if told := _told(notice.payload):
                yield told


def _told(payload: str) -> Notice | None:
    """What we have sent; anybody who may log in to the database may send anything."""
    try:
        told = json.loads(payload)
    except ValueError:
        return None
    match told:
        case {"topic": str(topic), "key": str(key)} if topic in set(Topic):
            return Notice(Topic(topic), key)
    return None
