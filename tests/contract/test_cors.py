"""Pages of other origins: those configured may use the consumer's API with a token, and nobody the desk's."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer

from careline.app import built, web_app
from tests.store.test_wiring import installed

pytestmark = pytest.mark.contract

SHOP = "https://shop.example"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    given = installed(database_url, chat_origins=f"{SHOP},https://other.example")
    async with built(given) as parts, TestClient(TestServer(web_app(parts))) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/api/chat/messages", "/api/hall", "/api/evidence"])
async def test_a_configured_page_may_ask_and_read(client: TestClient, path: str) -> None:  # type: ignore[type-arg]
    before = await client.options(path, headers={"Origin": SHOP, **PREFLIGHT})
    assert (before.status, before.headers["Access-Control-Allow-Origin"]) == (204, SHOP)
    assert "Authorization" in before.headers["Access-Control-Allow-Headers"]
    answer = await client.get(path, headers={"Origin": SHOP})
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "https://shop.example.evil.example",
        "http://shop.example",
        "https://shop.example/",
    ],
)
async def test_any_other_page_is_told_nothing(client: TestClient, origin: str) -> None:  # type: ignore[type-arg]
    for answer in (
        await client.options("/api/chat/messages", headers={"Origin": origin, **PREFLIGHT}),
        await client.get("/api/chat/messages", headers={"Origin": origin}),
    ):
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/api/desk/queue", "/api/desk/login", "/api/feed/orders", "/metrics", "/openapi.json"]
)
async def test_what_is_not_a_consumers_is_open_to_no_page(client: TestClient, path: str) -> None:  # type: ignore[type-arg]
    answer = await client.get(path, headers={"Origin": SHOP})
    assert "Access-Control-Allow-Origin" not in answer.headers
