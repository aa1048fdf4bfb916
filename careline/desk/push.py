"""What changed at the desk, over a WebSocket. Tables stay the truth: a page that lost track is told to look again.

One watcher a process looks up what a notice names, once for all pages (`Watch`); a page gets what it may see. So the
number of statements of a notice does not grow with the number of open desks. An open socket is the agent's heartbeat.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from aiohttp import WSCloseCode, WSMsgType, web
from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import APPROVALS_CHANGED
from careline.conversations.marks import Mark, Marks, mark_from
from careline.core.conversation import Owner
from careline.core.roles import Role, is_at_least
from careline.core.rules import DeskRules
from careline.desk.agents import PRESENCE_CHANGED, Agent, agent_of, beat, live_sessions, session_digest
from careline.desk.handoffs import agent_states
from careline.desk.logins import AGENT, TOKEN
from careline.desk.rows import Row, View, plain_rows
from careline.desk.views import colleagues, waiting_total
from careline.http.language import asked_language
from careline.http.problem import Problem
from careline.store.database import Database
from careline.store.notices import Notice, Topic
from careline.store.tables.conversations import conversations

log = logging.getLogger(__name__)

CHECK_SECONDS = 2.0
"""How often a socket makes sure that its login still holds: a disabled agent's is closed within 5 s."""
HEARTBEAT = 20.0
_REMEMBERED = 5000
_BEHIND = 200
"""Changes that a slow page may be behind; beyond that it is told to look again."""
_LANGUAGES = ("zh-CN", "en")

Hint = dict[str, Any]
QUEUE_HINT: Hint = {"type": "queue"}
APPROVALS_HINT: Hint = {"type": "approvals"}
TASKS_HINT: Hint = {"type": "tasks"}
CALL_HINT: Hint = {"type": "call"}
ME_HINT: Hint = {"type": "me"}
"""What this agent is, or may do, was changed."""
CALL = "call:"
"""Before an agent's id, the key of Topic.DESK for what concerns their phone alone (desk/calls.py)."""
_NO_CONVERSATIONS = frozenset({"", PRESENCE_CHANGED, APPROVALS_CHANGED})


class Notices(Protocol):
    """The part of asyncio.Queue that is needed."""

    async def get(self) -> Notice: ...

    def get_nowait(self) -> Notice: ...


class Hub(Protocol):
    """In-process fan-out of database notifications."""

    def subscribe(self, topic: Topic, *, beside: Topic | None = None) -> AbstractAsyncContextManager[Notices]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A conversation that a notice named, as it is now."""

    conversation_id: UUID
    owner: str
    agent_id: UUID | None
    epoch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What some notices came to, for all pages. `rows` by language and conversation; `load` by agent.

    `lost`: anything may have changed. `sessions` are the digests of those that still hold.
    """

    keys: frozenset[str]
    sessions: frozenset[str]
    changed: tuple[Changed, ...] = ()
    rows: Mapping[str, Mapping[UUID, Row]] = field(default_factory=dict)
    load: Mapping[str, int] = field(default_factory=dict)
    waiting_total: int = 0
    online: tuple[Hint, ...] = ()
    lost: bool = False


Box = asyncio.Queue[News | Mark | None]
"""One page's news, and what consumers do beside writing messages; None ends it."""


class Watch:
    """The one who looks, for every page of this process; only while there is one."""

    def __init__(self, database: Database, hub: Hub, clock: Callable[[], datetime], rules: DeskRules) -> None:
        self._database = database
        self._hub = hub
        self._clock = clock
        self._rules = rules
        self._boxes = set[Box]()
        self._task: asyncio.Task[None] | None = None
        self._listens = asyncio.Event()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Box]:
        """News from now on: whatever happens after this has begun is in it."""
        box: Box = asyncio.Queue(_BEHIND)
        self._boxes.add(box)
        if self._task is None or self._task.done():
            self._listens = asyncio.Event()
            self._task = asyncio.create_task(self._run(self._listens))
        try:
            await self._listens.wait()
            yield box
        finally:
            self._boxes.discard(box)
            if not self._boxes and self._task:
                self._task.cancel()
                self._task = None

    async def _run(self, listens: asyncio.Event) -> None:
        try:
            async with self._hub.subscribe(Topic.DESK, beside=Topic.MARKS) as notices:
                listens.set()
                while True:
                    keys, marks = await _noticed(notices)
                    for box in tuple(self._boxes) if marks else ():
                        _put_marks(box, marks)
                    if not keys:
                        continue
                    open_now = tuple(self._boxes)  # who comes while we look is told by their first look at the tables
                    news = await self._news(keys)
                    for box in open_now:
                        _put(box, news)
        except Exception as error:  # noqa: BLE001 - a lost database must not leave deaf pages open
            log.warning("desk watch lost", extra={"action": "desk_watch_lost", "kind": type(error).__name__})
            listens.set()
            for box in self._boxes:
                _put(box, None)

    async def _news(self, keys: frozenset[str]) -> News:
        async with self._database.begin() as tx:
            now = self._clock()
            sessions = await live_sessions(tx, now)
            changed = await _changed(tx, keys)
            if "" in keys or not (changed or PRESENCE_CHANGED in keys):
                return News(keys=keys, sessions=sessions, lost="" in keys)
            return await self._looked_up(tx, News(keys=keys, sessions=sessions, changed=changed), now)

    async def _looked_up(self, tx: AsyncConnection, news: News, now: datetime) -> News:
        """The news with what pages show of them."""
        changed = news.changed
        listed = [row.conversation_id for row in changed if row.owner in {Owner.QUEUE, Owner.AGENT}]
        named = and_(conversations.c.conversation_id.in_(listed), conversations.c.owner.in_([Owner.QUEUE, Owner.AGENT]))
        rows = dict[str, Mapping[UUID, Row]]()
        for language in _LANGUAGES if listed else ():
            found = await plain_rows(tx, named, View(language=language, now=now, rules=self._rules))
            rows[language] = {row.conversation_id: row for row in found}
        states = await agent_states(tx, now, self._rules)
        online = await colleagues(tx, now, self._rules)
        return replace(
            news, rows=rows, waiting_total=await waiting_total(tx),
            load={state.agent_id: state.active for state in states},
            online=tuple(one.model_dump(mode="json") for one in online),
        )  # fmt: skip


def _put_marks(box: Box, marks: Collection[Mark]) -> None:
    """Of a page that is behind, nobody has to know who writes just now."""
    for mark in marks:
        if not box.full():
            box.put_nowait(mark)


def _put(box: Box, news: News | None) -> None:
    """What does not fit any more is replaced by the word to look again."""
    if box.full():
        while not box.empty():
            box.get_nowait()
        news = replace(news, keys=frozenset({""}), lost=True) if news else None
    box.put_nowait(news)


class Push:
    """One socket of one agent after another; `origins` are the pages that may open one."""

    def __init__(
        self, database: Database, hub: Hub, clock: Callable[[], datetime], origins: Collection[str], rules: DeskRules
    ) -> None:
        self._database = database
        self._clock = clock
        self._marks = Marks(database, clock)
        self._origins = frozenset(origins)
        self._watch = Watch(database, hub, clock, rules)

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """Serve the agent who was put into the request, until they leave or their login ends."""
        if request.headers.get("Origin") not in self._origins:  # aiohttp does not look at it
            raise Problem(403, "This origin may not open the desk.")
        language = (asked_language(request) or "zh-CN") if request.query.get("rows") == "1" else None
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=1024)
        await socket.prepare(request)
        pushing = asyncio.create_task(self._serve(socket, request[TOKEN], language))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._marks.from_agent(request[AGENT].agent_id, message.data)
        finally:
            pushing.cancel()
            await asyncio.gather(pushing, return_exceptions=True)
        return socket

    async def _serve(self, socket: web.WebSocketResponse, token: str, language: str | None) -> None:
        """Push until the login ends; whatever fails closes the socket, and the page comes again."""
        code = WSCloseCode.TRY_AGAIN_LATER
        try:
            await self._push(socket, token, language)
            code = WSCloseCode.POLICY_VIOLATION
        except Exception as error:  # noqa: BLE001 - a lost database must not leave a deaf socket open
            log.warning("desk socket lost", extra={"action": "desk_socket_lost", "kind": type(error).__name__})
        await socket.close(code=code)

    async def _push(self, socket: web.WebSocketResponse, token: str, language: str | None) -> None:
        known: dict[UUID, int] = {}
        loop = asyncio.get_running_loop()
        async with self._watch.listening() as box:
            agent, checked = await self._still(token), loop.time()
            if agent is None:
                return
            await self._send(socket, await self._first(agent, language))
            while not socket.closed:
                found = await _next(box, CHECK_SECONDS - (loop.time() - checked))
                if loop.time() - checked >= CHECK_SECONDS:
                    before, agent, checked = agent, await self._still(token), loop.time()
                    if agent is None:
                        return
                    if language and replace(agent, online=before.online) != before:
                        await self._send(socket, [ME_HINT])
                if isinstance(found, Mark):
                    await self._send(socket, marked(agent, found))
                    continue
                if found and session_digest(token) not in found.sessions:
                    return
                if found:
                    await self._send(socket, told(agent, found, known, language))

    async def _still(self, token: str) -> Agent | None:
        """Whose login this is, if it still holds; its page lives."""
        async with self._database.begin() as tx:
            now = self._clock()
            agent = await agent_of(tx, token, now)
            if agent:
                await beat(tx, agent.agent_id, now)
        return agent

    async def _first(self, agent: Agent, language: str | None) -> list[Hint]:
        """What happened before we listened."""
        if language:
            return [QUEUE_HINT, APPROVALS_HINT, TASKS_HINT, CALL_HINT, ME_HINT]
        own = select(conversations.c.conversation_id).where(conversations.c.agent_id == agent.agent_id)
        async with self._database.begin() as tx:
            ids = (await tx.execute(own)).scalars()
            return [QUEUE_HINT, *({"type": "conversation", "conversation_id": str(one)} for one in ids), APPROVALS_HINT]

    async def _send(self, socket: web.WebSocketResponse, hints: Iterable[Hint]) -> None:
        for hint in hints:
            await socket.send_str(json.dumps(hint, ensure_ascii=False))


def marked(agent: Agent, mark: Mark) -> list[Hint]:
    """That the consumer of one of this agent's conversations writes, or has read up to `seq`."""
    if mark.agent_id != str(agent.agent_id):
        return []
    about = {"conversation_id": mark.conversation_id}
    return [{"type": "typing", **about} if mark.seq is None else {"type": "read", **about, "seq": mark.seq}]


def told(agent: Agent, news: News, known: dict[UUID, int], language: str | None) -> list[Hint]:
    """What one agent's page is told of some news: rows in the page's language, or with None only that they changed."""
    if news.lost:
        return [QUEUE_HINT, APPROVALS_HINT, *([TASKS_HINT, CALL_HINT] if language else [])]
    if language is None:
        found = hints(agent, news.changed, known)
        if PRESENCE_CHANGED in news.keys and QUEUE_HINT not in found:
            found.insert(0, QUEUE_HINT)
    else:
        found = _rows_told(agent, news, known, language)
        if PRESENCE_CHANGED in news.keys:
            found.append({"type": "presence", "online": list(news.online)})
    if f"{CALL}{agent.agent_id}" in news.keys:
        found.append(CALL_HINT)
    if APPROVALS_CHANGED in news.keys:
        found += [APPROVALS_HINT, *([TASKS_HINT] if language else [])]
    return found


def _rows_told(agent: Agent, news: News, known: dict[UUID, int], language: str) -> list[Hint]:
    """The rows of the agent's lists that changed, which have left them, and what else may be open on the page."""
    rows, gone, talked = list[Hint](), list[str](), list[Hint]()
    _forget(known)
    for one in news.changed:
        before, known[one.conversation_id] = known.get(one.conversation_id, 1), one.epoch
        row = news.rows.get(language, {}).get(one.conversation_id)
        if _listed(one, agent) and row:
            rows.append(row.shown_to(agent).model_dump(mode="json"))
        elif one.epoch != before:
            gone.append(str(one.conversation_id))
        if _sees(one, agent):
            talked.append({"type": "conversation", "conversation_id": str(one.conversation_id)})
    if not rows and not gone:
        return talked
    load = {"active": news.load.get(str(agent.agent_id), 0), "capacity": agent.capacity}
    return [{"type": "rows", "rows": rows, "gone": gone, "waiting_total": news.waiting_total, "load": load}, *talked]


def hints(agent: Agent, changed: Iterable[Changed], known: dict[UUID, int]) -> list[Hint]:
    """What to tell an agent of changed conversations, and of none that they may not see.

    `known` maps conversations to the epoch last seen here. A change of owner concerns everybody's queue, since it may
    have left it; a message only those who have the conversation in their lists.
    """
    queue, found = False, list[Hint]()
    _forget(known)
    for row in changed:
        queue = queue or _listed(row, agent) or row.epoch != known.get(row.conversation_id, 1)
        known[row.conversation_id] = row.epoch
        if _sees(row, agent):
            found.append({"type": "conversation", "conversation_id": str(row.conversation_id)})
    return [QUEUE_HINT, *found] if queue else found


def _forget(known: dict[UUID, int]) -> None:
    if len(known) > _REMEMBERED:
        known.clear()  # costs some needless hints


def _listed(row: Changed, agent: Agent) -> bool:
    return row.owner == Owner.QUEUE or row.agent_id == agent.agent_id


def _sees(row: Changed, agent: Agent) -> bool:
    return _listed(row, agent) or is_at_least(agent.role, Role.SUPERVISOR)


async def _changed(tx: AsyncConnection, keys: Collection[str]) -> tuple[Changed, ...]:
    """The conversations that notices name."""
    named = [UUID(key) for key in keys if key not in _NO_CONVERSATIONS and not key.startswith(CALL)]
    if not named:
        return ()
    table = conversations.c
    query = select(*(table[name] for name in Changed.__dataclass_fields__)).where(table.conversation_id.in_(named))
    return tuple(Changed(**row) for row in (await tx.execute(query)).mappings())


async def _next(box: Box, at_most: float) -> News | Mark | None:
    """The next news or mark; None after `at_most` seconds. Raises ConnectionError where nobody looks any more."""
    try:
        async with asyncio.timeout(max(at_most, 0)):
            news = await box.get()
    except TimeoutError:
        return None
    if news is None:
        raise ConnectionError("nobody looks any more")
    return news


async def _noticed(notices: Notices) -> tuple[frozenset[str], list[Mark]]:
    """Everything that was noticed, as soon as something was: keys of what changed, and the consumers' marks."""
    came = [await notices.get()]
    with suppress(asyncio.QueueEmpty):
        while True:
            came.append(notices.get_nowait())
    keys = frozenset(one.key for one in came if one.topic is not Topic.MARKS or not one.key)
    marks = (mark_from(one.key) for one in came if one.topic is Topic.MARKS and one.key)
    return keys, [mark for mark in marks if mark]
