"""A database for one rehearsal on a server that is there: made, migrated, and dropped again whatever happens.

The role under which trackers are kept is a new one for each rehearsal: changing the password of the usual one would
lock the running assistant out, since roles belong to the whole server.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from psycopg import AsyncConnection, sql
from sqlalchemy.engine import make_url

from careline.clock import utc_now
from careline.store.migrate import TRACKER_ROLE, migrate

LEFT_BEHIND = timedelta(hours=1)
"""No rehearsal takes so long: a database older than this belongs to one that was killed."""
_NAME = re.compile(r"careline_rehearsal_(\d+)_[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Scratch:
    """`url` is ours, `tracker_url` Rasa's."""

    url: str
    tracker_url: str


@asynccontextmanager
async def scratch_database(server: str) -> AsyncIterator[Scratch]:
    """`server` is a URL of any database there; its role may create databases and roles."""
    await _sweep(server)
    name = name_at(utc_now())
    password = secrets.token_urlsafe(24)
    base = make_url(server).set(database=name)
    url = base.render_as_string(hide_password=False)
    await _run(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        await asyncio.to_thread(migrate, url)
        made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} IN ROLE {}")
        role = made.format(sql.Identifier(name), sql.Literal(password), sql.Identifier(TRACKER_ROLE))
        await _run(server, role)
        tracker = base.set(username=name, password=password).render_as_string(hide_password=False)
        yield Scratch(url, tracker)
    finally:
        await _drop(server, name)


def name_at(now: datetime) -> str:
    """A name that says when its rehearsal began."""
    return f"careline_rehearsal_{int(now.timestamp())}_{secrets.token_hex(4)}"


async def _sweep(server: str) -> None:
    """Drop what killed rehearsals have left on the server."""
    async with await AsyncConnection.connect(server, autocommit=True) as admin:
        found = await admin.execute("SELECT datname FROM pg_database UNION SELECT rolname FROM pg_roles")
        names = [match for row in await found.fetchall() if (match := _NAME.fullmatch(row[0]))]
    for match in names:
        if datetime.fromtimestamp(int(match[1]), UTC) < utc_now() - LEFT_BEHIND:
            await _drop(server, match[0])


async def _drop(server: str, name: str) -> None:
    await _run(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    await _run(server, sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))


async def _run(server: str, statement: sql.Composed) -> None:
    async with await AsyncConnection.connect(server, autocommit=True) as admin:
        await admin.execute(statement)
