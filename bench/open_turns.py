"""Turns for those who ask Rasa without a gateway: an action answers only the claimed turn of its conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import psycopg

_RENEW = "UPDATE turns SET turn_id = %s WHERE conversation_id = %s AND state = 'claimed'"


class OpenTurns:
    """Gives the one claimed turn of a conversation a new name before each message, as if it were the next turn.

    Under its old name our channel would say its last answer again, in no time at all.
    """

    def __init__(self, connection: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        self._connection = connection

    async def renewed(self, conversation_id: str) -> str:
        """The new turn's id. Raises LookupError where no turn is claimed."""
        turn_id = str(uuid4())
        if (await self._connection.execute(_RENEW, (turn_id, conversation_id))).rowcount != 1:
            raise LookupError(f"no claimed turn in {conversation_id}")
        return turn_id


@asynccontextmanager
async def open_turns(url: str) -> AsyncIterator[OpenTurns]:
    """Over one connection."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        yield OpenTurns(connection)
