"""Databases for tests, cheaply: cloned by one connection, and used through engines that outlive them.

A new engine compiles every statement anew, which costs a test more than its database does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from careline.store.database import Database, engine_for
from careline.store.migrate import tracker_role

EMPTY = "template1"
KEPT = 2
"""So many databases outlive their tests by a little: PostgreSQL sleeps for 100 ms where a connection to the one that it
drops is still being closed."""


class Server:
    """The PostgreSQL server under test, by a URL whose role may create databases. They go when their blocks end."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._admin = psycopg.connect(url, autocommit=True)
        self._done_with: deque[str] = deque()

    def hasten(self) -> None:
        """For a server of our own: a login costs the client one round of hashing instead of 4,096 (2 ms).

        Nobody vacuums databases that live for a second: a worker in one keeps it from being cloned or dropped. And no
        page is logged whole after a checkpoint, as each new database makes two, and nobody recovers this server.
        """
        own, same = make_url(self.url), sql.SQL("ALTER ROLE CURRENT_USER PASSWORD {}")
        self._admin.execute("SET scram_iterations = 1")
        self._admin.execute(same.format(sql.Literal(own.password)))
        self._admin.execute("ALTER SYSTEM SET autovacuum = off")
        self._admin.execute("ALTER SYSTEM SET full_page_writes = off")
        self._admin.execute("SELECT pg_reload_conf()")

    @contextmanager
    def database(self, template: str = EMPTY) -> Iterator[str]:
        """A copy of the template, which nobody may have open; gives its URL. Files are copied: faster than the log."""
        name = f"careline_test_{uuid4().hex}"
        new, old = sql.Identifier(name), sql.Identifier(template)
        self._admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(new, old))
        try:
            yield make_url(self.url).set(database=name).render_as_string(hide_password=False)
        finally:
            self._done_with.append(name)
            self._drop_all_but(KEPT)

    def _drop_all_but(self, newest: int) -> None:
        while len(self._done_with) > newest:
            name = self._done_with.popleft()
            self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            self._admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(tracker_role(name))))

    def close(self) -> None:
        self._drop_all_but(0)
        self._admin.close()


class Engines:
    """The service's own engines, each for one database after another; what they have compiled stays."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._spare: list[tuple[AsyncEngine, dict[str, Any]]] = []

    @asynccontextmanager
    async def opened(self, url: str) -> AsyncIterator[Database]:
        """Access to this database of the server; no connection of it is left afterwards."""
        engine, target = self._spare.pop() if self._spare else self._new()
        target["dbname"] = make_url(url).database
        database = Database(engine)
        yield database
        await database.close()
        vars(database).clear()  # a task that outlives its test fails here, and does not get at the next one's rows
        self._spare.append((engine, target))

    def _new(self) -> tuple[AsyncEngine, dict[str, Any]]:
        engine, target = engine_for(self._server), dict[str, Any]()
        # Fifty posts at once have taken more than the service's 2 s to get their connections on a busy machine.
        vars(engine.sync_engine.pool)["_timeout"] = 30
        # Where it connects to is decided at each connection, the only thing of an engine that may change.
        event.listen(engine.sync_engine, "do_connect", lambda _d, _r, _a, options: options.update(target))
        return engine, target
