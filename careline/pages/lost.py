"""The page for an address that leads nowhere: people get a page with the way back, programs a problem document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape

from careline.pages.routes import language_of

_WORDS = MappingProxyType(
    {
        "zh-CN": {
            "title": "没有这个页面",
            "text": "链接可能打错了，或者页面已经搬走。",
            "chat": "去在线客服",
            "hall": "看我的订单和保障",
        },
        "en": {
            "title": "There is no such page",
            "text": "The link may be mistyped, or the page has moved.",
            "chat": "To customer service",
            "hall": "My orders and guarantees",
        },
    }
)


def lost_middleware(shop_in: Callable[[str], str]) -> Any:
    """Answers 404 as a page where a person asked for one; the interfaces under /api stay as they are."""
    templates = Environment(loader=PackageLoader("careline.pages"), autoescape=select_autoescape(), auto_reload=False)

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        response = await handler(request)
        lost = response.status == 404 and response.content_type == "application/problem+json"
        if not (lost and _by_a_person(request)):
            return response
        lang = language_of(request)
        html = templates.get_template("lost.html").render(lang=lang, shop_name=shop_in(lang), **_WORDS[lang])
        policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
        return web.Response(
            text=html, status=404, content_type="text/html", headers={"Content-Security-Policy": policy}
        )

    return middleware


def _by_a_person(request: web.Request) -> bool:
    shown = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
    return shown and not request.path.startswith("/api/")
