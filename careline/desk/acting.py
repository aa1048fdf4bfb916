"""What an agent does beside writing, over HTTP: cards, deeds for the consumer, promises with a time, saved replies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from aiohttp import web

from careline.core.rules import ShopRules
from careline.desk.canned import CannedIn, CannedList, CannedReplies, CannedShown, NoCannedError
from careline.desk.doing import DeedDone, DeedIn, Doing, PromiseIn
from careline.desk.logins import AGENT
from careline.desk.service import NotYoursError
from careline.desk.shapes import ReplyAnswer
from careline.desk.showing import CardIn, Showing
from careline.http.endpoint import Access, Endpoint
from careline.http.language import asked_language
from careline.store.database import Database

_ONE = "/api/desk/conversations/{conversation_id}"
_CANNED = "/api/desk/canned"


def endpoints(database: Database, clock: Callable[[], datetime], rules: ShopRules) -> list[Endpoint]:
    """The routes; saved replies are written by supervisors and read by all."""
    acting = _Acting(Doing(database, rules), Showing(database, rules), CannedReplies(database), clock)
    return [
        _endpoint(
            "POST", f"{_ONE}/cards", acting.show, "Show an order or a right, exactly once per client_id", body=CardIn,
            answer=ReplyAnswer, status=201,
        ),
        _endpoint("POST", f"{_ONE}/deeds", acting.do, "Request a remedy", body=DeedIn, answer=DeedDone, status=201),
        _endpoint("POST", f"{_ONE}/promises", acting.promise, "Note a promise", body=PromiseIn, status=201),
        _endpoint("POST", f"{_ONE}/promises/{{promise_id}}/kept", acting.kept, "A promise was kept", status=204),
        _endpoint(
            "POST", f"{_ONE}/conditions/{{condition_id}}/withdraw", acting.withdraw_condition,
            "Take back what was agreed for a case to come", status=204,
        ),
        _endpoint("GET", _CANNED, acting.canned, "Saved replies", answer=CannedList),
        _endpoint(
            "POST", _CANNED, acting.add, "Save a reply", access=Access.SUPERVISOR, body=CannedIn, answer=CannedShown,
            status=201,
        ),
        _endpoint(
            "POST", f"{_CANNED}/{{canned_id}}/remove", acting.remove, "Remove a saved reply", access=Access.SUPERVISOR,
            status=204,
        ),
    ]  # fmt: skip


def _endpoint(
    method: str, path: str, handle: Any, summary: str, *, access: Access = Access.AGENT, **more: Any
) -> Endpoint:
    return Endpoint(method=method, path=path, access=access, handle=handle, summary=summary, **more)


class _Acting:
    """Handlers; the guard has put AGENT into each request."""

    def __init__(self, doing: Doing, showing: Showing, canned: CannedReplies, clock: Callable[[], datetime]) -> None:
        self._doing = doing
        self._showing = showing
        self._canned = canned
        self._clock = clock

    async def show(self, request: web.Request, body: CardIn) -> ReplyAnswer:
        seq = await self._showing.card(request[AGENT], _conversation(request), body, self._clock())
        return ReplyAnswer(seq=seq)

    async def do(self, request: web.Request, body: DeedIn) -> DeedDone:
        return await self._doing.do(request[AGENT], _conversation(request), body, self._clock(), _language(request))

    async def promise(self, request: web.Request, body: PromiseIn) -> dict[str, Any]:
        promise_id = await self._doing.promise(request[AGENT], _conversation(request), body, self._clock())
        return {"promise_id": str(promise_id)}

    async def kept(self, request: web.Request) -> None:
        promise_id = _id(request, "promise_id", NotYoursError)
        await self._doing.kept(request[AGENT], _conversation(request), promise_id, self._clock())

    async def withdraw_condition(self, request: web.Request) -> None:
        condition_id = _id(request, "condition_id", NotYoursError)
        await self._doing.withdraw_condition(request[AGENT], _conversation(request), condition_id, self._clock())

    async def canned(self, request: web.Request) -> CannedList:
        return await self._canned.all(_language(request))

    async def add(self, request: web.Request, body: CannedIn) -> CannedShown:
        return await self._canned.add(request[AGENT], body, self._clock())

    async def remove(self, request: web.Request) -> None:
        await self._canned.remove(_id(request, "canned_id", NoCannedError))


def _conversation(request: web.Request) -> UUID:
    return _id(request, "conversation_id", NotYoursError)


def _id(request: web.Request, name: str, error: type[Exception]) -> UUID:
    """An id of the path. Raises `error` for what is no id at all."""
    try:
        return UUID(request.match_info[name])
    except ValueError:
        raise error(error.__doc__) from None


def _language(request: web.Request) -> str:
    """The page's own language, else the first that the agent works in."""
    return asked_language(request) or next(iter(request[AGENT].languages), "zh-CN")
