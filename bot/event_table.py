"""SQL of the tracker store: the table `rasa.events`, one connection, each call one statement and one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

# Made by our side's migrations; this role may SELECT, INSERT and DELETE here and see nothing else.
# One parameter of JSON: psycopg writes an array's elements one by one, in Python.
_APPEND = """
INSERT INTO rasa.events (conversation_id, n, at, event)
SELECT %s, %s + row.place, (row.pair->>0)::float8, row.pair->1
FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS row (pair, place)
"""
_ALL = "SELECT n, event FROM rasa.events WHERE conversation_id = %s ORDER BY n"
_LAST_SESSION = """
SELECT n, event FROM rasa.events WHERE conversation_id = %(id)s AND n >= coalesce((
    SELECT max(n) FROM rasa.events WHERE conversation_id = %(id)s AND event->>'event' = 'session_started'), 0)
ORDER BY n
"""
_LAST_N = "SELECT coalesce(max(n), 0) FROM rasa.events WHERE conversation_id = %s"
_CONVERSATIONS = "SELECT DISTINCT conversation_id FROM rasa.events"
_DELETE = "DELETE FROM rasa.events WHERE conversation_id = %s"
_OPTIONS = "-c statement_timeout=5000 -c lock_timeout=3000"  # ms: a turn's caller waits no longer


class EventsCollideError(Exception):
    """Another process has written to this conversation since we read it: two processes answered it at once."""


class EventTable:
    """Reads and writes events; counts rows, so that a test can show what a turn costs."""

    def __init__(self, url: str) -> None:
        """`url` of PostgreSQL; nothing is opened yet."""
        self._url = url
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._turn = asyncio.Lock()
        self.rows_read = 0
        self.rows_written = 0

    async def append(self, conversation_id: str, last_n: int, rows: Sequence[tuple[float, dict[str, Any]]]) -> None:
        """Write events numbered from `last_n` + 1 on, all or none. Raises EventsCollideError if a number is taken."""
        try:
            await self._run(_APPEND, (conversation_id, last_n, Jsonb(rows)))
        except psycopg.errors.UniqueViolation:
            # `from None`: the database's sentence quotes the row, and with it the message.
            raise EventsCollideError(f"conversation {conversation_id} was continued by another process") from None
        self.rows_written += len(rows)

    async def of_last_session(self, conversation_id: str) -> list[tuple[int, dict[str, Any]]]:
        """Numbered events since the last session start, in order."""
        return await self._rows(_LAST_SESSION, {"id": conversation_id})

    async def of_all_sessions(self, conversation_id: str) -> list[tuple[int, dict[str, Any]]]:
        """Numbered events of all sessions, in order."""
        return await self._rows(_ALL, (conversation_id,))

    async def last_n(self, conversation_id: str) -> int:
        """Number of the last event; 0 if there is none."""
        return int((await self._rows(_LAST_N, (conversation_id,)))[0][0])

    async def conversations(self) -> list[str]:
        """Ids of all conversations."""
        return [name for (name,) in await self._rows(_CONVERSATIONS, ())]

    async def delete(self, conversation_id: str) -> int:
        """Delete a conversation's events; returns how many."""
        return (await self._run(_DELETE, (conversation_id,))).rowcount

    async def check(self) -> None:
        """Raise unless the table can be read: for start-up."""
        await self._run("SELECT 1 FROM rasa.events LIMIT 1", ())

    async def close(self) -> None:
        """Close the connection, if any."""
        if self._connection:
            await self._connection.close()

    async def _rows(self, statement: str, values: Any) -> list[Any]:
        rows = await (await self._run(statement, values)).fetchall()
        self.rows_read += len(rows)
        return rows

    async def _run(self, statement: str, values: Any) -> psycopg.AsyncCursor[Any]:
        async with self._turn:
            if self._connection is None or self._connection.closed:
                self._connection = await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=5, options=_OPTIONS, application_name="careline-bot"
                )
            return await self._connection.execute(statement, values)
