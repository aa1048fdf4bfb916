"""The desk over HTTP: one agent's queue, one conversation, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from aiohttp import web

from careline.cases.service import NoRemedyError
from careline.core.rules import ShopRules
from careline.desk.approvals import Approvals, ApprovalsShown, RefuseIn
from careline.desk.context import conversation_of
from careline.desk.logins import AGENT, DEFAULT_LIMITS, LoginLimits, Logins, agent_guard, supervisor_guard
from careline.desk.push import Hub, Push
from careline.desk.service import Desk, NotYoursError
from careline.desk.shapes import (
    AgentAnswer,
    CloseIn,
    ConversationShown,
    LoginIn,
    NoteIn,
    PresenceIn,
    QueueItem,
    QueueShown,
    ReplyAnswer,
    ReplyIn,
)
from careline.desk.views import item_of, queue_of
from careline.http.endpoint import Access, Endpoint
from careline.http.language import asked_language
from careline.store.database import Database

__all__ = ["AGENT", "agent_guard", "endpoints", "supervisor_guard"]

_ONE = "/api/desk/conversations/{conversation_id}"
_APPROVALS = "/api/desk/approvals"


def endpoints(
    desk: Desk,
    database: Database,
    clock: Callable[[], datetime],
    hub: Hub,
    rules: ShopRules,
    *,
    secure_cookie: bool,
    origins: Collection[str],
    limits: LoginLimits = DEFAULT_LIMITS,
) -> list[Endpoint]:
    """Everything under /api/desk. `origins` are the pages that may open the WebSocket."""
    routes = _Routes(desk, database, clock, rules)
    approvals = _Approvals(Approvals(database, rules), clock)
    logins = Logins(database, clock, secure_cookie=secure_cookie, limits=limits)
    push = Push(database, hub, clock, origins)
    return [
        Endpoint(
            method="POST", path="/api/desk/login", access=Access.PUBLIC, handle=logins.login, body=LoginIn,
            answer=AgentAnswer, summary="Log in; sets the session cookie",
        ),
        _endpoint("POST", "/api/desk/logout", logins.logout, "End the session", status=204),
        _endpoint("GET", "/api/desk/me", logins.me, "Who is logged in", answer=AgentAnswer),
        _endpoint(
            "POST", "/api/desk/presence", logins.presence, "Be online or away", body=PresenceIn, status=204
        ),
        _endpoint("GET", "/api/desk/queue", routes.queue, "Who waits, what is mine, who is there", answer=QueueShown),
        _endpoint("GET", _ONE, routes.read, "A conversation with its context", answer=ConversationShown),
        _endpoint("POST", f"{_ONE}/claim", routes.claim, "Take a conversation", answer=QueueItem),
        _endpoint(
            "POST", f"{_ONE}/messages", routes.reply, "Reply, exactly once per client_id", body=ReplyIn,
            answer=ReplyAnswer, status=201,
        ),
        _endpoint("POST", f"{_ONE}/return", routes.hand_back, "Let the bot answer again", status=204),
        _endpoint("POST", f"{_ONE}/close", routes.close, "End a conversation", body=CloseIn, status=204),
        _endpoint("POST", f"{_ONE}/note", routes.note, "Write an internal note", body=NoteIn, status=201),
        _endpoint("GET", _APPROVALS, approvals.waiting, "What waits for a decision", answer=ApprovalsShown),
        _endpoint("POST", f"{_APPROVALS}/{{remedy_id}}/approve", approvals.approve, "Approve or retry", status=204),
        _endpoint(
            "POST", f"{_APPROVALS}/{{remedy_id}}/refuse", approvals.refuse, "Refuse, with a reason for the consumer",
            body=RefuseIn, status=204,
        ),
        _endpoint("GET", "/api/desk/ws", push.socket, "Hints that something changed, pushed"),
    ]  # fmt: skip


def _endpoint(method: str, path: str, handle: Any, summary: str, **more: Any) -> Endpoint:
    return Endpoint(method=method, path=path, access=Access.AGENT, handle=handle, summary=summary, **more)


class _Routes:
    """Handlers of an agent's requests; the guard has put AGENT into each."""

    def __init__(self, desk: Desk, database: Database, clock: Callable[[], datetime], rules: ShopRules) -> None:
        self._desk = desk
        self._database = database
        self._clock = clock
        self._rules = rules

    async def queue(self, request: web.Request) -> QueueShown:
        async with self._database.begin() as tx:
            return await queue_of(tx, request[AGENT], self._clock(), _language(request))

    async def read(self, request: web.Request) -> ConversationShown:
        async with self._database.begin() as tx:
            return await conversation_of(
                tx, request[AGENT], _named(request), self._clock(), _language(request), self._rules
            )  # fmt: skip

    async def claim(self, request: web.Request) -> QueueItem:
        agent, conversation_id = request[AGENT], _named(request)
        claimed = await self._desk.claim(agent, conversation_id, self._clock())
        async with self._database.begin() as tx:
            return await item_of(tx, agent, claimed, _language(request))

    async def reply(self, request: web.Request, body: ReplyIn) -> ReplyAnswer:
        seq = await self._desk.reply(request[AGENT], _named(request), body.client_id, body.text, self._clock())
        return ReplyAnswer(seq=seq)

    async def hand_back(self, request: web.Request) -> None:
        await self._desk.return_to_bot(request[AGENT], _named(request), self._clock())

    async def close(self, request: web.Request, body: CloseIn) -> None:
        await self._desk.close(request[AGENT], _named(request), body.resolution.strip(), self._clock())

    async def note(self, request: web.Request, body: NoteIn) -> dict[str, Any]:
        await self._desk.note(request[AGENT], _named(request), body.text, self._clock())
        return {}


class _Approvals:
    """Handlers of the queue of approvals."""

    def __init__(self, approvals: Approvals, clock: Callable[[], datetime]) -> None:
        self._approvals = approvals
        self._clock = clock

    async def waiting(self, request: web.Request) -> ApprovalsShown:
        return await self._approvals.waiting(request[AGENT], _language(request))

    async def approve(self, request: web.Request) -> None:
        await self._approvals.approve(request[AGENT], _remedy(request), self._clock())

    async def refuse(self, request: web.Request, body: RefuseIn) -> None:
        await self._approvals.refuse(request[AGENT], _remedy(request), body.reason, self._clock())


def _remedy(request: web.Request) -> UUID:
    """The remedy in the path. Raises NoRemedyError for what is no id at all."""
    try:
        return UUID(request.match_info["remedy_id"])
    except ValueError:
        raise NoRemedyError(NoRemedyError.__doc__) from None


def _named(request: web.Request) -> UUID:
    """The conversation in the path. Raises NotYoursError for what is no id at all."""
    try:
        return UUID(request.match_info["conversation_id"])
    except ValueError:
        raise NotYoursError(NotYoursError.__doc__) from None


def _language(request: web.Request) -> str:
    """The page's own language, else the first that the agent works in."""
    return asked_language(request) or next(iter(request[AGENT].languages), "zh-CN")
