"""Hints over a WebSocket that something changed at the desk; the page fetches what is named. Tables stay the truth."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from aiohttp import WSCloseCode, web
from sqlalchemy import false, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import APPROVALS_CHANGED
from careline.core.conversation import Owner
from careline.desk.agents import PRESENCE_CHANGED, Agent, agent_of, stay_present
from careline.desk.logins import TOKEN
from careline.http.problem import Problem
from careline.store.database import Database
from careline.store.tables.conversations import conversations

log = logging.getLogger(__name__)

CHECK_SECONDS = 2.0
"""How often an idle socket makes sure that its login still holds: a disabled agent's is closed within 5 s."""
HEARTBEAT = 20.0
_REMEMBERED = 5000

Hint = dict[str, str]
QUEUE_HINT: Hint = {"type": "queue"}
APPROVALS_HINT: Hint = {"type": "approvals"}
_NO_CONVERSATIONS = frozenset({"", PRESENCE_CHANGED, APPROVALS_CHANGED})


class Notice(Protocol):
    """A wake-up of topic "desk": `key` is a conversation id; empty = anything may have changed."""

    @property
    def key(self) -> str: ...


class Notices(Protocol):
    """The part of asyncio.Queue that is needed."""

    async def get(self) -> Notice: ...

    def get_nowait(self) -> Notice: ...


class Hub(Protocol):
    """In-process fan-out of database notifications."""

    def subscribe(self, topic: str) -> AbstractAsyncContextManager[Notices]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A conversation that a notice named, as it is now."""

    conversation_id: UUID
    owner: str
    agent_id: UUID | None
    epoch: int


class Push:
    """One socket of one agent after another; `origins` are the pages that may open one."""

    def __init__(self, database: Database, hub: Hub, clock: Callable[[], datetime], origins: Collection[str]) -> None:
        self._database = database
        self._hub = hub
        self._clock = clock
        self._origins = frozenset(origins)

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """Serve the agent who was put into the request, until they leave or their login ends."""
        if request.headers.get("Origin") not in self._origins:  # aiohttp does not look at it
            raise Problem(403, "This origin may not open the desk.")
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=1024)
        await socket.prepare(request)
        pushing = asyncio.create_task(self._serve(socket, request[TOKEN]))
        try:
            async for _ in socket:  # the page only listens
                pass
        finally:
            pushing.cancel()
            await asyncio.gather(pushing, return_exceptions=True)
        return socket

    async def _serve(self, socket: web.WebSocketResponse, token: str) -> None:
        """Push until the login ends; whatever fails closes the socket, and the page comes again."""
        code = WSCloseCode.TRY_AGAIN_LATER
        try:
            await self._push(socket, token)
            code = WSCloseCode.POLICY_VIOLATION
        except Exception as error:  # noqa: BLE001 - a lost database must not leave a deaf socket open
            log.warning("desk socket lost", extra={"action": "desk_socket_lost", "kind": type(error).__name__})
        await socket.close(code=code)

    async def _push(self, socket: web.WebSocketResponse, token: str) -> None:
        known: dict[UUID, int] = {}
        async with self._hub.subscribe("desk") as notices:
            keys = {""}  # what happened before we listened
            while not socket.closed:
                async with self._database.begin() as tx:
                    now = self._clock()
                    agent = await agent_of(tx, token, now)
                    if agent is None:
                        return
                    await stay_present(tx, agent.agent_id, now)
                    changed = await _changed(tx, agent, keys)
                found = hints(agent, changed, known)
                if keys & {"", PRESENCE_CHANGED} and QUEUE_HINT not in found:
                    found.insert(0, QUEUE_HINT)
                if keys & {"", APPROVALS_CHANGED}:
                    found.append(APPROVALS_HINT)
                for hint in found:
                    await socket.send_str(json.dumps(hint))
                keys = await _next_keys(notices, CHECK_SECONDS)


def hints(agent: Agent, changed: Iterable[Changed], known: dict[UUID, int]) -> list[Hint]:
    """What to tell an agent of changed conversations, and of none that they may not see.

    `known` maps conversations to the epoch last seen here. A change of owner concerns everybody's queue, since it may
    have left it; a message only those who have the conversation in their lists.
    """
    queue, told = False, list[Hint]()
    if len(known) > _REMEMBERED:
        known.clear()  # costs some needless hints
    for row in changed:
        listed = row.owner == Owner.QUEUE or row.agent_id == agent.agent_id
        queue = queue or listed or row.epoch != known.get(row.conversation_id, 1)
        known[row.conversation_id] = row.epoch
        if listed or agent.role == "supervisor":
            told.append({"type": "conversation", "conversation_id": str(row.conversation_id)})
    return [QUEUE_HINT, *told] if queue else told


async def _changed(tx: AsyncConnection, agent: Agent, keys: set[str]) -> list[Changed]:
    """The conversations that notices name; with an empty key the agent's own, since they may have missed one."""
    if not keys:
        return []
    table = conversations.c
    named = [UUID(key) for key in keys - _NO_CONVERSATIONS]
    own = table.agent_id == agent.agent_id if "" in keys else false()
    query = select(*(table[name] for name in Changed.__dataclass_fields__)).where(
        or_(table.conversation_id.in_(named), own)
    )
    return [Changed(**row) for row in (await tx.execute(query)).mappings()]


async def _next_keys(notices: Notices, at_most: float) -> set[str]:
    """Everything that was noticed, as soon as something was; nothing after `at_most` seconds."""
    try:
        async with asyncio.timeout(at_most):
            keys = {(await notices.get()).key}
    except TimeoutError:
        return set()
    while True:
        try:
            keys.add(notices.get_nowait().key)
        except asyncio.QueueEmpty:
            return keys
