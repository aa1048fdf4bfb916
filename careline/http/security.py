"""What a web process counts of its requests, and the security log: every refusal is seen, and no flood fills the disk.

Figures are for /metrics. Lines of the logger `careline.security` name a route, never a path, for paths hold tokens.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import Counter, Gauge

from careline.http.peer import address_of

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = logging.getLogger("careline.security")

ANSWERS = Counter("careline_http_answers", "Answers by route, method and status", ["route", "method", "status"])
EVENTS = Counter("careline_security_events", "Requests refused, by why", ["why"])
CONNECTIONS = Gauge("careline_http_connections", "Connections that are open")
TURNED_AWAY = Counter("careline_http_connections_turned_away", "Connections closed at once because there were too many")

_WHY = {401: "not_known", 403: "not_allowed", 408: "too_slow", 413: "too_large", 429: "too_often"}
LINES_A_MINUTE = 120


class Lines:
    """At most so many lines a minute; what was left out is told with the next one that is written."""

    def __init__(self, most: int = LINES_A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._minute, self._written, self._left_out = 0, 0, 0

    def write(self, message: str, **extra: object) -> None:
        minute = int(self._clock() // 60)
        if minute != self._minute:
            self._minute, self._written = minute, 0
        if self._written >= self._most:
            self._left_out += 1
            return
        self._written += 1
        if self._left_out:
            extra["left_out_before"], self._left_out = self._left_out, 0
        log.warning(message, extra=extra)


_LINES = Lines()


def refused(request: web.Request, why: str, **more: object) -> None:
    """Count and log one refusal; `why` is a code. `more` holds no word of a person."""
    EVENTS.labels(why).inc()
    _LINES.write("refused", action="refused", why=why, route=route_of(request), address=address_of(request), **more)


def route_of(request: web.Request) -> str:
    """The route's pattern, such as /api/hall/{order_id}: few, and without anybody's ids. Unknown paths are "other"."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "other"


@web.middleware
async def security_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Counts every answer, and logs those that refuse."""
    response = await handler(request)
    ANSWERS.labels(route_of(request), request.method if request.method in _METHODS else "other", response.status).inc()
    if why := _WHY.get(response.status):
        refused(request, why, status=response.status)
    return response


_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
