"""The softphone over HTTP: the call that rings for an agent or that they talk in, and what they do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel

from careline.core.rules import ShopRules
from careline.core.transfers import TransferEnd, TransferState
from careline.desk.calls import Calls, CallSeen, NoLineError, Ringing, call_of, transfer_of
from careline.desk.logins import AGENT
from careline.desk.masking import masked_name
from careline.desk.service import Desk, NotYoursError
from careline.dialogue.shown import Instant, Shown
from careline.http.endpoint import Access, Endpoint
from careline.store.database import Database

_ONE = "/api/desk/calls/{transfer_id}"
_SOFTPHONE = "client:"


class Telephone(Protocol):
    """Whoever has the line (callouts/putting_through.py). Each raises NoLineError where the carrier does not answer."""

    async def mute(self, one: Ringing, muted: bool) -> None:
        """The caller does not hear the agent, or hears them again."""

    async def hold(self, one: Ringing, on_hold: bool) -> None:
        """The caller hears words instead of the agent, or the agent again."""

    async def hang_up(self, one: Ringing) -> None:
        """The agent leaves the call, and it is over."""


class SwitchIn(BaseModel):
    on: bool


class CallShown(Shown):
    """`softphone`: the name under which this page rings, None where the agent's own phone does. `may` are the routes
    that make sense now; `written`: what it was about, in words for the agent."""

    transfer_id: str
    conversation_id: str
    state: TransferState
    end: TransferEnd | None
    customer: str
    language: Literal["zh-CN", "en"]
    whisper: str
    softphone: str | None
    muted: bool
    on_hold: bool
    offered_at: Instant
    ring_until: Instant
    joined_at: Instant | None
    ended_at: Instant | None
    may: list[str]


class CallAnswer(Shown):
    """None: nobody is on the phone for this agent."""

    call: CallShown | None


class WrittenAnswer(Shown):
    conversation_id: str


def endpoints(
    database: Database, desk: Desk, clock: Callable[[], datetime], rules: ShopRules, line: Telephone | None
) -> list[Endpoint]:
    """The routes; `line` None: the shop does not phone."""
    routes = _Calling(database, Calls(database, desk, rules), clock, line)
    return [
        _endpoint("GET", "/api/desk/call", routes.now, "Who is on the phone for me", answer=CallAnswer),
        _endpoint("POST", f"{_ONE}/accept", routes.accept, "Take the call", answer=CallAnswer),
        _endpoint("POST", f"{_ONE}/decline", routes.decline, "Not me, not now", status=204),
        _endpoint("POST", f"{_ONE}/mute", routes.mute, "Not to be heard, or heard again", body=SwitchIn, status=204),
        _endpoint("POST", f"{_ONE}/hold", routes.hold, "Let the caller wait, or go on", body=SwitchIn, status=204),
        _endpoint("POST", f"{_ONE}/hang_up", routes.hang_up, "End the call", status=204),
        _endpoint("POST", f"{_ONE}/write", routes.write, "Go on in the app after the call", answer=WrittenAnswer),
    ]


def _endpoint(method: str, path: str, handle: Any, summary: str, **more: Any) -> Endpoint:
    return Endpoint(method=method, path=path, access=Access.AGENT, handle=handle, summary=summary, **more)


class _Calling:
    """Handlers; the guard has put AGENT into each request."""

    def __init__(self, database: Database, calls: Calls, clock: Callable[[], datetime], line: Telephone | None) -> None:
        self._database = database
        self._calls = calls
        self._clock = clock
        self._line = line

    async def now(self, request: web.Request) -> CallAnswer:
        async with self._database.begin() as tx:
            seen = await call_of(tx, request[AGENT].agent_id)
        return CallAnswer(call=_shown(seen) if seen else None)

    async def accept(self, request: web.Request) -> CallAnswer:
        await self._calls.accept(_named(request), "desk", self._clock(), agent=request[AGENT])
        return await self.now(request)

    async def decline(self, request: web.Request) -> None:
        await self._calls.decline(_named(request), self._clock(), agent=request[AGENT])

    async def mute(self, request: web.Request, body: SwitchIn) -> None:
        one, line = await self._mine(request, "mute")
        await line.mute(one, body.on)

    async def hold(self, request: web.Request, body: SwitchIn) -> None:
        one, line = await self._mine(request, "hold")
        await line.hold(one, body.on)

    async def hang_up(self, request: web.Request) -> None:
        one, line = await self._mine(request, "hang_up")
        await line.hang_up(one)

    async def write(self, request: web.Request) -> WrittenAnswer:
        written = await self._calls.go_on_in_app(request[AGENT], _named(request), self._clock())
        return WrittenAnswer(conversation_id=str(written))

    async def _mine(self, request: web.Request, what: str) -> tuple[Ringing, Telephone]:
        """The agent's own call that goes on. Raises NotYoursError; NoLineError where this cannot be done now."""
        async with self._database.begin() as tx:
            one = await transfer_of(tx, _named(request))
        if one is None or one.agent_id != request[AGENT].agent_id or one.value.end:
            raise NotYoursError(NotYoursError.__doc__)
        if self._line is None or what not in _may(one.value.state):
            raise NoLineError(NoLineError.__doc__)
        return one, self._line


def _shown(seen: CallSeen) -> CallShown:
    one = seen.ringing
    value = one.value
    return CallShown(
        transfer_id=str(one.transfer_id), conversation_id=str(one.conversation_id), state=value.state, end=value.end,
        customer=masked_name(seen.customer_name), language=seen.language, whisper=one.whisper,
        softphone=one.address if one.address.startswith(_SOFTPHONE) else None, muted=one.muted, on_hold=one.on_hold,
        offered_at=value.offered_at, ring_until=value.ring_until, joined_at=value.joined_at, ended_at=value.ended_at,
        may=_may(value.state),
    )  # fmt: skip


def _may(state: TransferState) -> list[str]:
    match state:
        case TransferState.OFFERED | TransferState.RINGING:
            return ["accept", "decline"]
        case TransferState.ACCEPTED:
            return ["hang_up"]
        case TransferState.CONNECTED:
            return ["mute", "hold", "hang_up"]
    return ["write", "close"]


def _named(request: web.Request) -> UUID:
    """The call in the path. Raises NotYoursError for what is no id at all."""
    try:
        return UUID(request.match_info["transfer_id"])
    except ValueError:
        raise NotYoursError(NotYoursError.__doc__) from None
