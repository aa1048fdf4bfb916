"""An address that leads nowhere: a page for people, a problem document for programs."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from careline.http.problem import problem_middleware
from careline.pages.lost import lost_middleware

pytestmark = pytest.mark.contract
BROWSER = "text/html,application/xhtml+xml;q=0.9"


@pytest.mark.parametrize(
    ("path", "headers", "kind", "told"),
    [
        ("/nope", {"Accept": BROWSER, "Accept-Language": "zh-CN"}, "text/html", "没有这个页面"),
        ("/nope?lang=en", {"Accept": BROWSER}, "text/html", "There is no such page"),
        ("/nope", {"Accept": "application/json"}, "application/problem+json", "Not Found"),
        ("/api/nope", {"Accept": BROWSER}, "application/problem+json", "Not Found"),
        ("/own", {"Accept": BROWSER}, "text/plain", "our own words"),
    ],
)
async def test_who_is_lost_is_told_so(path: str, headers: dict[str, str], kind: str, told: str) -> None:
    async def own(_request: web.Request) -> web.Response:
        return web.Response(text="our own words", status=404)

    app = web.Application(middlewares=[lost_middleware(lambda _: "A & B"), problem_middleware({})])
    app.router.add_get("/own", own)
    async with (
        TestServer(app) as server,
        ClientSession() as http,
        http.get(server.make_url(path), headers=headers) as answer,
    ):
        text = await answer.text()
    assert (answer.status, answer.content_type) == (404, kind)
    assert told in text
    assert "A & B" not in text
