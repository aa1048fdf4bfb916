"""The trace of each request: a new one, or that of a listed proxy; told in the answer and in every log line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import web

from careline.http.peer import is_among
from shared.trace import HEADER, current_trace, id_of, new_trace, read_trace, traced

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOLD_AS = "X-Request-Id"
_TRACE = web.RequestKey("trace", str)


def tracing_middleware(listed: Sequence[str]) -> Any:
    """Has to be the outermost. `listed` are addresses and networks of proxies that begin traces, or pass on none of
    their visitors': anybody else's header counts for nothing, or a stranger could write others' ids into our logs."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        given = read_trace(request.headers.get(HEADER)) if is_among(request.remote, listed) else None
        with traced(given or new_trace()):
            request[_TRACE] = current_trace() or ""
            return await handler(request)

    return middleware


async def tell_trace(request: web.Request, response: web.StreamResponse) -> None:
    """A signal, for sockets and errors too: `X-Request-Id` with the 32 digits by which our log calls it."""
    if trace := request.get(_TRACE):
        response.headers[TOLD_AS] = id_of(trace)
