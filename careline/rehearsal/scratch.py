"""A database for one rehearsal on a server that is there: made, migrated, and dropped again whatever happens.

The role under which trackers are kept is a new one for each rehearsal: changing the password of the usual one would
lock the running assistant out, since roles belong to the whole server.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from psycopg import AsyncConnection, sql
from sqlalchemy.engine import make_url

from careline.store.migrate import TRACKER_ROLE, migrate


@dataclass(frozen=True, slots=True)
class Scratch:
    """`url` is ours, `tracker_url` Rasa's."""

    url: str
    tracker_url: str


@asynccontextmanager
async def scratch_database(server: str) -> AsyncIterator[Scratch]:
    """`server` is a URL of any database there; its role may create databases and roles."""
    name = f"careline_rehearsal_{secrets.token_hex(6)}"
    password = secrets.token_urlsafe(24)
    base = make_url(server).set(database=name)
    url = base.render_as_string(hide_password=False)
    database, role = sql.Identifier(name), sql.Identifier(name)
    await _run(server, sql.SQL("CREATE DATABASE {}").format(database))
    try:
        await asyncio.to_thread(migrate, url)
        made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} IN ROLE {}")
        await _run(server, made.format(role, sql.Literal(password), sql.Identifier(TRACKER_ROLE)))
        tracker = base.set(username=name, password=password).render_as_string(hide_password=False)
        yield Scratch(url, tracker)
    finally:
        await _run(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        await _run(server, sql.SQL("DROP ROLE IF EXISTS {}").format(role))


async def _run(server: str, statement: sql.Composed) -> None:
    async with await AsyncConnection.connect(server, autocommit=True) as admin:
        await admin.execute(statement)
