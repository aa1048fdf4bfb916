"""The desk over HTTP: one agent's queue, one conversation, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from aiohttp import web

from careline.cases.service import NoRemedyError
from careline.core.routing import TOPICS, Disposition
from careline.core.rules import ShopRules
from careline.desk import signing_in
from careline.desk.approvals import Approvals, ApprovalsShown, RefuseIn
from careline.desk.context import conversation_of, news_of
from careline.desk.entrance import PASSWORDS_ALONE, SignIn
from careline.desk.floor import floor_of, teams_of
from careline.desk.logins import AGENT, DEFAULT_LIMITS, LoginLimits, agent_guard, desk_guards, supervisor_guard
from careline.desk.push import Hub, Push
from careline.desk.revealing import reveal
from careline.desk.rows import Reader
from careline.desk.search import history_of, search
from careline.desk.service import Desk, NotYoursError
from careline.desk.shapes import (
    AssignIn,
    CloseIn,
    ColleaguesShown,
    ConversationShown,
    FloorShown,
    FoundAnswer,
    HistoryShown,
    NamedCode,
    NewsShown,
    NoteIn,
    OptionsShown,
    QueueItem,
    QueueShown,
    ReplyAnswer,
    ReplyIn,
    RevealAnswer,
    RevealIn,
    RowsShown,
    TaskDoneIn,
    TasksShown,
    TransferIn,
)
from careline.desk.tasks import Tasks, tasks_of
from careline.desk.views import MOST_ROWS, colleagues, item_of, queue_of, rows_shown
from careline.desk.words import disposition_words, topic_words
from careline.http.endpoint import Access, Endpoint
from careline.http.language import asked_language
from careline.http.problem import Problem
from careline.store.database import Database

__all__ = ["AGENT", "agent_guard", "desk_guards", "endpoints", "supervisor_guard"]

_ONE = "/api/desk/conversations/{conversation_id}"
_APPROVALS = "/api/desk/approvals"
_TASKS = "/api/desk/tasks"
SHOWN_AT_FIRST = 50
MOST_NAMED = 100
_LONGEST_SEARCH = 100


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
    sign_in: SignIn = PASSWORDS_ALONE,
) -> list[Endpoint]:
    """Everything under /api/desk. `origins` are the pages that may open the WebSocket."""
    routes, lists = _Routes(desk, database, clock, rules), _Lists(database, clock, rules)
    approvals = _Approvals(Approvals(database, rules), clock)
    tasks = _Tasks(Tasks(database), database, clock, rules)
    push = Push(database, hub, clock, origins, rules.desk)
    return [
        *signing_in.endpoints(database, clock, sign_in, secure_cookie=secure_cookie, limits=limits),
        _endpoint("GET", "/api/desk/queue", lists.queue, "Who waits, what is mine, who is there", answer=QueueShown),
        _endpoint("GET", "/api/desk/queue/rows", lists.rows, "Some rows, as they are now", answer=RowsShown),
        _endpoint("POST", "/api/desk/next", routes.next, "Take who is next for me", answer=QueueItem),
        _endpoint("GET", "/api/desk/options", lists.options, "What there is to choose from", answer=OptionsShown),
        _endpoint("GET", "/api/desk/colleagues", lists.colleagues, "Who else is there", answer=ColleaguesShown),
        _endpoint("GET", "/api/desk/search", lists.search, "Find a consumer, an order or words", answer=FoundAnswer),
        _endpoint(
            "GET", "/api/desk/customers/{customer_id}/history", lists.history,
            "Every conversation of a consumer, on all channels", answer=HistoryShown,
        ),
        _endpoint("GET", _ONE, routes.read, "A conversation with its context", answer=ConversationShown),
        _endpoint("GET", f"{_ONE}/messages", routes.news, "Messages after a sequence number", answer=NewsShown),
        _endpoint("POST", f"{_ONE}/claim", routes.claim, "Take a conversation", answer=QueueItem),
        _endpoint(
            "POST", f"{_ONE}/messages", routes.reply, "Reply, exactly once per client_id", body=ReplyIn,
            answer=ReplyAnswer, status=201,
        ),
        _endpoint("POST", f"{_ONE}/return", routes.hand_back, "Let the bot answer again", status=204),
        _endpoint(
            "POST", f"{_ONE}/transfer", routes.transfer, "Pass on to a colleague, a team or a skill", body=TransferIn,
            status=204,
        ),
        _endpoint("POST", f"{_ONE}/close", routes.close, "End a conversation", body=CloseIn, status=204),
        _endpoint("POST", f"{_ONE}/note", routes.note, "Write an internal note", body=NoteIn, status=201),
        _endpoint(
            "POST", f"{_ONE}/reveal", routes.reveal, "Personal data in full, on record", body=RevealIn,
            answer=RevealAnswer,
        ),
        _endpoint(
            "POST", f"{_ONE}/take_over", routes.take_over, "Go on with it, whoever has it", answer=QueueItem,
            access=Access.SUPERVISOR,
        ),
        _endpoint(
            "POST", f"{_ONE}/assign", routes.assign, "Give it to an agent, or back into the queue", body=AssignIn,
            status=204, access=Access.SUPERVISOR,
        ),
        _endpoint(
            "GET", "/api/desk/floor", lists.floor, "The desk at this instant", answer=FloorShown,
            access=Access.SUPERVISOR,
        ),
        _endpoint("GET", _APPROVALS, approvals.waiting, "What waits for a decision", answer=ApprovalsShown),
        _endpoint(
            "POST", f"{_APPROVALS}/{{remedy_id}}/approve", approvals.approve, "Approve or retry", status=204,
            access=Access.SENIOR,
        ),
        _endpoint(
            "POST", f"{_APPROVALS}/{{remedy_id}}/refuse", approvals.refuse, "Refuse, with a reason for the consumer",
            body=RefuseIn, status=204, access=Access.SENIOR,
        ),
        _endpoint("GET", _TASKS, tasks.waiting, "What was promised to be done by a colleague", answer=TasksShown),
        _endpoint(
            "POST", f"{_TASKS}/{{remedy_id}}/done", tasks.done, "Done, with the answer for the consumer",
            body=TaskDoneIn, status=204,
        ),
        _endpoint(
            "POST", f"{_TASKS}/{{remedy_id}}/refuse", tasks.refuse, "Not possible, with the reason for the consumer",
            body=RefuseIn, status=204,
        ),
        _endpoint("GET", "/api/desk/ws", push.socket, "What changed at the desk, pushed"),
    ]  # fmt: skip


def _endpoint(
    method: str, path: str, handle: Any, summary: str, *, access: Access = Access.AGENT, **more: Any
) -> Endpoint:
    return Endpoint(method=method, path=path, access=access, handle=handle, summary=summary, **more)


class _Reading:
    """What handlers of reading requests share; the guard has put AGENT into each."""

    def __init__(self, database: Database, clock: Callable[[], datetime], rules: ShopRules) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules

    def _reader(self, request: web.Request) -> Reader:
        return Reader(agent=request[AGENT], language=_language(request), now=self._clock(), rules=self._rules.desk)


class _Lists(_Reading):
    """Handlers of lists."""

    async def queue(self, request: web.Request) -> QueueShown:
        limit, offset = _number(request, "limit", SHOWN_AT_FIRST), _number(request, "offset", 0)
        async with self._database.begin() as tx:
            return await queue_of(tx, self._reader(request), limit=min(max(limit, 1), MOST_ROWS), offset=offset)

    async def rows(self, request: web.Request) -> RowsShown:
        ids = [_uuid(one) for one in request.query.get("ids", "").split(",")[:MOST_NAMED] if one]
        async with self._database.begin() as tx:
            return await rows_shown(tx, self._reader(request), ids)

    async def options(self, request: web.Request) -> OptionsShown:
        language, desk = _language(request), self._rules.desk
        async with self._database.begin() as tx:
            teams = await teams_of(tx)
        return OptionsShown(
            dispositions=[NamedCode(code=one, name=disposition_words(one, language)) for one in Disposition],
            skills=[NamedCode(code=one, name=topic_words(one, language)) for one in TOPICS],
            teams=teams,
            assign="push" if desk.assign == "push" else "pull",
            first_reply_seconds=int(desk.first_reply.total_seconds()),
            next_reply_seconds=int(desk.next_reply.total_seconds()),
            lease_seconds=int(desk.lease.total_seconds()),
        )

    async def colleagues(self, _request: web.Request) -> ColleaguesShown:
        async with self._database.begin() as tx:
            return ColleaguesShown(online=await colleagues(tx, self._clock(), self._rules.desk))

    async def search(self, request: web.Request) -> FoundAnswer:
        words = request.query.get("q", "")[:_LONGEST_SEARCH].replace("\x00", "")
        async with self._database.begin() as tx:
            return await search(tx, request[AGENT], words, _language(request))

    async def history(self, request: web.Request) -> HistoryShown:
        async with self._database.begin() as tx:
            return await history_of(tx, request[AGENT], request.match_info["customer_id"], _language(request))

    async def floor(self, request: web.Request) -> FloorShown:
        async with self._database.begin() as tx:
            return await floor_of(tx, self._reader(request))


class _Routes(_Reading):
    """Handlers of one conversation."""

    def __init__(self, desk: Desk, database: Database, clock: Callable[[], datetime], rules: ShopRules) -> None:
        super().__init__(database, clock, rules)
        self._desk = desk

    async def read(self, request: web.Request) -> ConversationShown:
        async with self._database.begin() as tx:
            return await conversation_of(
                tx, request[AGENT], _named(request), self._clock(), _language(request), self._rules
            )  # fmt: skip

    async def news(self, request: web.Request) -> NewsShown:
        async with self._database.begin() as tx:
            after = _number(request, "after", 0)
            return await news_of(tx, request[AGENT], _named(request), after, _language(request))

    async def claim(self, request: web.Request) -> QueueItem:
        return await self._taken(request, await self._desk.claim(request[AGENT], _named(request), self._clock()))

    async def next(self, request: web.Request) -> QueueItem:
        return await self._taken(request, await self._desk.next(request[AGENT], self._clock()))

    async def take_over(self, request: web.Request) -> QueueItem:
        return await self._taken(request, await self._desk.take_over(request[AGENT], _named(request), self._clock()))

    async def _taken(self, request: web.Request, conversation_id: UUID) -> QueueItem:
        async with self._database.begin() as tx:
            return await item_of(tx, self._reader(request), conversation_id)

    async def reply(self, request: web.Request, body: ReplyIn) -> ReplyAnswer:
        seq = await self._desk.reply(request[AGENT], _named(request), body.client_id, body.text, self._clock())
        return ReplyAnswer(seq=seq)

    async def hand_back(self, request: web.Request) -> None:
        await self._desk.return_to_bot(request[AGENT], _named(request), self._clock())

    async def transfer(self, request: web.Request, body: TransferIn) -> None:
        await self._desk.transfer(
            request[AGENT], _named(request), self._clock(), to=body.agent_id, team=body.team, skill=body.skill,
            note=body.note,
        )  # fmt: skip

    async def assign(self, request: web.Request, body: AssignIn) -> None:
        await self._desk.assign(request[AGENT], _named(request), body.agent_id, self._clock(), team=body.team)

    async def close(self, request: web.Request, body: CloseIn) -> None:
        await self._desk.close(
            request[AGENT], _named(request), body.resolution.strip(), self._clock(), body.disposition
        )

    async def note(self, request: web.Request, body: NoteIn) -> dict[str, Any]:
        await self._desk.note(request[AGENT], _named(request), body.text, self._clock())
        return {}

    async def reveal(self, request: web.Request, body: RevealIn) -> RevealAnswer:
        async with self._database.begin() as tx:
            return await reveal(tx, request[AGENT], _named(request), body, self._clock())


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


class _Tasks(_Reading):
    """Handlers of what colleagues were promised to do."""

    def __init__(self, tasks: Tasks, database: Database, clock: Callable[[], datetime], rules: ShopRules) -> None:
        super().__init__(database, clock, rules)
        self._tasks = tasks

    async def waiting(self, request: web.Request) -> TasksShown:
        async with self._database.begin() as tx:
            return await tasks_of(tx, self._reader(request))

    async def done(self, request: web.Request, body: TaskDoneIn) -> None:
        await self._tasks.done(request[AGENT], _remedy(request), body.answer, self._clock())

    async def refuse(self, request: web.Request, body: RefuseIn) -> None:
        await self._tasks.refuse(request[AGENT], _remedy(request), body.reason, self._clock())


def _remedy(request: web.Request) -> UUID:
    """The remedy in the path. Raises NoRemedyError for what is no id at all."""
    try:
        return UUID(request.match_info["remedy_id"])
    except ValueError:
        raise NoRemedyError(NoRemedyError.__doc__) from None


def _named(request: web.Request) -> UUID:
    """The conversation in the path. Raises NotYoursError for what is no id at all."""
    return _uuid(request.match_info["conversation_id"])


def _uuid(name: str) -> UUID:
    try:
        return UUID(name)
    except ValueError:
        raise NotYoursError(NotYoursError.__doc__) from None


def _number(request: web.Request, name: str, default: int) -> int:
    """A whole number of the query. Raises Problem 422."""
    given = request.query.get(name, str(default))
    if not (given.isascii() and given.isdigit() and len(given) <= 18):
        raise Problem(422, f"{name}: a whole number from 0 on")
    return int(given)


def _language(request: web.Request) -> str:
    """The page's own language, else the first that the agent works in."""
    return asked_language(request) or next(iter(request[AGENT].languages), "zh-CN")
