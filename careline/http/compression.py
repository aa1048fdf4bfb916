"""Answers are sent gzipped to whoever takes that; the front end is built gzipped beside itself (web/vite.config.ts)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import hdrs, web

SMALLEST = 1024
"""Bytes below which the header costs more than it saves: one packet is one packet."""
_TEXTS = frozenset({"application/json", "application/problem+json", "text/html", "text/css", "image/svg+xml"})


def compression_middleware() -> Any:
    """Marks large texts; aiohttp itself looks at Accept-Encoding, and compresses what is really large off the loop."""

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        response = await handler(request)
        if isinstance(response, web.Response) and response.content_type in _TEXTS:
            body = response.body
            if isinstance(body, bytes) and len(body) >= SMALLEST:
                response.enable_compression()
                response.headers.add(hdrs.VARY, hdrs.ACCEPT_ENCODING)
        return response

    return middleware
