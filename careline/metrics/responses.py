"""Counting the answers of the web process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from careline.metrics.counters import REFUSALS, RESPONSES

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_REFUSED = {401: "unknown", 403: "forbidden", 429: "rate"}


@web.middleware
async def counting_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Has to be the outermost: it sees problem documents, and whatever escaped them."""
    status = 500
    try:
        response = await handler(request)
        status = response.status
    except web.HTTPException as error:
        status = error.status
        raise
    finally:
        RESPONSES.labels(status=f"{status // 100}xx").inc()
        if status in _REFUSED:
            REFUSALS.labels(kind=_REFUSED[status]).inc()
    return response
