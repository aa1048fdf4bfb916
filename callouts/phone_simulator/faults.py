"""Faults of the REST interface that tests order: each strikes the next POST that creates a call or a message."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from callouts.phone_simulator.refusal import RefusalError


class FaultKind(StrEnum):
    """Before = nothing was accepted; after = the call exists."""

    TOO_MANY = "429"
    ERROR_BEFORE = "500-before"
    ERROR_AFTER = "500-after"
    DROP_BEFORE = "drop-before"  # the connection is reset, unread as far as the client can tell
    DROP_AFTER = "drop-after"
    SLOW = "slow"  # accepted; the reply comes after `seconds`
    SLOW_BODY = "slow-body"  # accepted; the head of the reply comes at once, its body after `seconds`
    HTML_502 = "502-html"  # from some proxy in front, before


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `seconds` are real ones, `retry_after_s` goes into a 429's Retry-After."""

    kind: FaultKind
    seconds: float = 60.0
    retry_after_s: int | None = None


class Faults:
    """Those that wait for their POST, per resource ("calls", "messages")."""

    def __init__(self, closing: asyncio.Event) -> None:
        self._closing = closing
        self._waiting: dict[str, deque[Fault]] = {"calls": deque(), "messages": deque()}

    def order(self, resource: str, fault: Fault, times: int = 1) -> None:
        """Strike that resource's next POSTs. An unknown resource is a KeyError."""
        self._waiting[resource].extend([fault] * times)

    def forget(self) -> None:
        """Drop those that have not struck."""
        for waiting in self._waiting.values():
            waiting.clear()

    def next(self, resource: str) -> Fault | None:
        """The fault that strikes this POST."""
        waiting = self._waiting[resource]
        return waiting.popleft() if waiting else None

    async def strike(
        self, fault: Fault | None, request: web.Request, accept: Callable[[], web.Response]
    ) -> web.StreamResponse:
        """Answer the POST as the fault demands; `accept` places the call and makes the good reply."""
        match fault.kind if fault else None:
            case FaultKind.TOO_MANY | FaultKind.ERROR_BEFORE | FaultKind.HTML_502:
                return _refusal(fault)
            case FaultKind.DROP_BEFORE:
                return _dropped(request)
        reply = accept()
        match fault:
            case Fault(FaultKind.ERROR_AFTER):
                return _refusal(fault)
            case Fault(FaultKind.DROP_AFTER):
                return _dropped(request)
            case Fault(FaultKind.SLOW, seconds):
                await self._delay(seconds)
            case Fault(FaultKind.SLOW_BODY, seconds):
                return await self._trickle(request, reply, seconds)
        return reply

    async def _delay(self, seconds: float) -> None:
        """Real seconds, cut short when the simulator stops."""
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return

    async def _trickle(self, request: web.Request, reply: web.Response, seconds: float) -> web.StreamResponse:
        stream = web.StreamResponse(status=reply.status, headers={"Content-Type": "application/json"})
        await stream.prepare(request)
        await self._delay(seconds)
        if isinstance(reply.body, bytes) and request.transport is not None:
            await stream.write(reply.body)
        return stream


def _refusal(fault: Fault | None) -> web.Response:
    if fault is not None and fault.kind is FaultKind.HTML_502:
        return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
    if fault is not None and fault.kind is FaultKind.TOO_MANY:
        seconds = fault.retry_after_s
        headers = {} if seconds is None else {"Retry-After": str(seconds)}
        return web.json_response(RefusalError(429, 20429, "Too Many Requests").to_json(), status=429, headers=headers)
    return web.json_response(RefusalError(500, 20500, "An internal server error has occurred").to_json(), status=500)


def _dropped(request: web.Request) -> web.Response:
    """Reset the connection under the reply."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
