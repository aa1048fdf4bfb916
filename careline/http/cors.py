"""Which foreign pages may call the consumer's API from a browser: those configured, which embed `<careline-chat>`.

Only requests with a bearer token are meant, never cookies, so no credentials are allowed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from aiohttp import web
from aiohttp.typedefs import Middleware

OPEN_TO_PAGES = ("/api/chat/", "/api/hall", "/api/evidence")
_ANSWER = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Expose-Headers": "Retry-After",
    "Access-Control-Max-Age": "600",
}


def cors_middleware(origins: Collection[str]) -> Middleware:
    """Answers a browser's question beforehand (preflight), and marks answers for pages of `origins`."""
    known = frozenset(origins)

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin not in known or not request.path.startswith(OPEN_TO_PAGES):
            return await handler(request)
        asked_before = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = web.Response(status=204) if asked_before else await handler(request)
        if not response.prepared:
            response.headers.update({"Access-Control-Allow-Origin": origin, "Vary": "Origin", **_ANSWER})
        return response

    return middleware
