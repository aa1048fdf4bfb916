"""Cross-origin access for the pages of the shop: the consumer API only, configured origins only, no cookies."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from aiohttp import hdrs, web

from careline.http.problem import Handler

_CONSUMER_API = ("/api/chat/", "/api/hall")
_ALLOWED = {
    hdrs.ACCESS_CONTROL_ALLOW_METHODS: "GET, POST",
    hdrs.ACCESS_CONTROL_ALLOW_HEADERS: "Authorization, Content-Type",
    hdrs.ACCESS_CONTROL_MAX_AGE: "600",
}


def cors_middleware(origins: Collection[str]) -> Any:
    """Answer preflights and mark answers for these origins. Consumers come with a bearer token, never with a cookie."""
    known = frozenset(origins)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get(hdrs.ORIGIN, "")
        if origin not in known or not request.path.startswith(_CONSUMER_API):
            return await handler(request)
        asking = hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers
        if request.method == hdrs.METH_OPTIONS and asking:
            response: web.StreamResponse = web.Response(status=204, headers=_ALLOWED)
        else:
            response = await handler(request)
        if not response.prepared:
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = origin
            response.headers.add(hdrs.VARY, hdrs.ORIGIN)
        return response

    return middleware
