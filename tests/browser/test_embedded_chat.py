"""<careline-chat> on a shop's own page, which is another origin."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from playwright.async_api import expect

from tests.running.browsing import DESKTOP, Browsing, keep_picture, lacking
from tests.running.careline import FOREIGN_PORT, Careline
from tests.running.feeding import order_of, somebody

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>橙子优选</title>
<style nonce="shop">careline-chat { display: block; height: 600px; max-width: 420px }</style></head>
<body><h1>我的订单</h1><careline-chat lang="zh-CN"></careline-chat>
<script nonce="shop">
  const chat = document.querySelector("careline-chat");
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  chat.addEventListener("careline-token-needed", () => chat.setAttribute("token", token));
</script>
<script type="module" src="{careline}/static/embed.js"></script></body></html>"""

# A strict policy of the shop's own, with what docs/production.md (part 6) says that it has to allow.
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'nonce-shop'; "
    "script-src 'nonce-shop' {careline}; connect-src {careline} {socket}; img-src 'self' {careline}"
)


@pytest.fixture
async def shop(careline: Careline) -> AsyncIterator[str]:
    """The shop's site, at the origin that Careline was told of."""
    app = web.Application()
    html = PAGE.replace("{careline}", careline.url)
    policy = POLICY.format(careline=careline.url, socket=careline.url.replace("http", "ws", 1))

    async def page(_request: web.Request) -> web.Response:
        return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": policy})

    async def icon(_request: web.Request) -> web.Response:
        return web.Response(status=204)

    app.add_routes([web.get("/orders", page), web.get("/favicon.ico", icon)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", FOREIGN_PORT).start()
    yield f"http://127.0.0.1:{FOREIGN_PORT}"
    await runner.cleanup()


async def test_the_chat_works_on_the_shops_own_page(browsing: Browsing, careline: Careline, shop: str) -> None:
    given = order_of(somebody())
    await careline.feed.post(given.event)
    token = careline.token(given.who.customer_id)
    page = await browsing.open(f"/orders#token={token}", at=shop, size=DESKTOP)
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if "Content Security Policy" in told.text else None)
    await page.get_by_test_id("composer").fill("怎么还没发货")
    await page.get_by_test_id("composer").press("Enter")
    answer = page.locator("[data-test=message][data-from=bot]").first
    await expect(answer).to_contain_text("26 小时")
    assert refused == []
    assert await lacking(page) == []
    await keep_picture(page, "embedded-zh-desktop")
