"""The trace of each request: a new one, or that of a listed proxy; told in the answer and in every log line.

Where spans are recorded, each request is one, called by its route: paths hold ids and keys of letters.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import hdrs, web

from careline.http.peer import is_among
from careline.spans import fail, recording, span, tell
from shared.trace import HEADER, current_trace, id_of, new_trace, read_trace, traced

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOLD_AS = "X-Request-Id"
_TRACE = web.RequestKey("trace", str)
_LOOKED_AT = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked every few seconds by machines, which nobody follows."""


def tracing_middleware(listed: Sequence[str]) -> Any:
    """Has to be the outermost. `listed` are addresses and networks of proxies that begin traces, or pass on none of
    their visitors': anybody else's header counts for nothing, or a stranger could write others' ids into our logs."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        given = read_trace(request.headers.get(HEADER)) if is_among(request.remote, listed) else None
        with traced(given or new_trace()):
            request[_TRACE] = current_trace() or ""
            if not recording() or request.path in _LOOKED_AT:
                return await handler(request)
            return await _in_a_span(request, handler, first=given is None)

    return middleware


async def _in_a_span(request: web.Request, handler: Handler, *, first: bool) -> web.StreamResponse:
    method = request.method if request.method in hdrs.METH_ALL else "_OTHER"
    resource = request.match_info.route.resource
    route = resource.canonical if resource else None
    with span(f"{method} {route}" if route else method, "server", first=first, method=method, route=route):
        response = await handler(request)
        tell(status=response.status)
        if response.status >= 500:
            fail(str(response.status))
        return response


async def tell_trace(request: web.Request, response: web.StreamResponse) -> None:
    """A signal, for sockets and errors too: `X-Request-Id` with the 32 digits by which our log calls it."""
    if trace := request.get(_TRACE):
        response.headers[TOLD_AS] = id_of(trace)
