"""POST /api/connect/… as Shopify, WooCommerce, AfterShip and 17TRACK call it: over TCP, with real signatures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text

from careline.feed.adapters import routes
from careline.feed.adapters.bridge import Bridge
from careline.feed.adapters.routes import MAX_BODY, Secrets
from careline.feed.service import Feed
from careline.http.endpoint import Access, register
from careline.http.openapi import describe
from careline.http.problem import problem_middleware
from careline.store.database import Database
from careline.store.orders import load_order
from tests.factories import NOW
from tests.rules import RULES
from tests.shops import (
    SHOP,
    SITE,
    aftership,
    checkpoint,
    fulfilment,
    hmac_of,
    shopify_order,
    track17,
    track17_event,
    woo_order,
)

pytestmark = pytest.mark.contract

SECRETS = Secrets(shopify="of shopify", woocommerce="of woo", aftership="of aftership", track17="of 17track")
Client = TestClient[Any, Any]


def clock() -> datetime:
    return NOW


@pytest.fixture
async def careline(database: Database) -> AsyncIterator[Client]:
    async def anyone(_request: web.Request) -> None:
        return

    app = web.Application(middlewares=[problem_middleware({})])
    served = routes.endpoints(Bridge(database, Feed(database, RULES.new_users)), SECRETS, clock)
    register(app, served, {Access.WEBHOOK: anyone})
    async with TestClient(TestServer(app)) as client:
        yield client


def signed(system: str, body: bytes, secret: str | None = None) -> dict[str, str]:
    if system == "17track":
        return {"sign": hashlib.sha256(body + b"/" + (secret or SECRETS.track17).encode()).hexdigest()}
    header, own = {
        "shopify": ("X-Shopify-Hmac-Sha256", SECRETS.shopify),
        "woocommerce": ("X-WC-Webhook-Signature", SECRETS.woocommerce),
        "aftership": ("aftership-hmac-sha256", SECRETS.aftership),
    }[system]
    return {header: hmac_of(secret or own, body)}


OTHERS: Mapping[str, dict[str, str]] = {
    "shopify": {"X-Shopify-Topic": "orders/create", "X-Shopify-Shop-Domain": SHOP},
    "woocommerce": {"X-WC-Webhook-Topic": "order.created", "X-WC-Webhook-Source": f"https://{SITE}/"},
    "aftership": {},
    "17track": {},
}
TOLD: Mapping[str, Any] = {
    "shopify": shopify_order(fulfillments=[fulfilment()]),
    "woocommerce": woo_order(),
    "aftership": aftership("IN100PL", checkpoint("Delivered", "2026-11-22T09:00:00+01:00")),
    "17track": track17("IN100PL", track17_event("Delivered_Other", "2026-11-22T08:00:00Z")),
}
SYSTEMS = list(TOLD)


async def post(client: Client, system: str, told: Any, headers: dict[str, str] | None = None) -> ClientResponse:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    given = signed(system, body) if headers is None else headers
    return await client.post(f"/api/connect/{system}", data=BytesIO(body), headers={**OTHERS[system], **given})


async def kept(database: Database) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(text("SELECT count(*) FROM bridge_documents"))).scalar_one())


@pytest.mark.parametrize("system", SYSTEMS)
async def test_a_signed_webhook_is_taken(careline: Client, database: Database, system: str) -> None:
    answer = await post(careline, system, TOLD[system])
    assert (answer.status, answer.content_type) == (200, "application/json")
    accepted = 1 if system in {"shopify", "woocommerce"} else 0  # a number that no order has yet
    assert await answer.json() == {"accepted": accepted, "ignored": 0, "refused": []}
    assert await kept(database) > 0


@pytest.mark.parametrize("system", SYSTEMS)
async def test_what_is_not_signed_with_our_secret_is_neither_read_nor_kept(
    careline: Client, database: Database, system: str
) -> None:
    body = json.dumps(TOLD[system]).encode()
    [name] = signed(system, body)
    wrong: list[dict[str, str]] = [
        {}, {name: ""}, {name: "x" * 5000}, signed(system, body, "another secret"), signed(system, body + b" "),
        {"X-Careline-Signature": "v1=0"},
    ]  # fmt: skip
    for headers in wrong:
        answer = await post(careline, system, body, headers)
        assert (answer.status, answer.content_type) == (401, "application/problem+json"), headers
    assert (await post(careline, system, b"not JSON", {})).status == 401
    assert await kept(database) == 0


async def test_orders_and_scans_meet(careline: Client, database: Database) -> None:
    await post(careline, "aftership", TOLD["aftership"])
    await post(careline, "shopify", TOLD["shopify"])
    async with database.begin() as tx:
        order = await load_order(tx, "shopify-820100")
    assert order
    assert (order.merchant_id, order.parcels[0].arrived) == (SHOP, True)


async def test_a_topic_that_tells_nothing_of_orders_has_no_effect(careline: Client, database: Database) -> None:
    for system, header, topic in (
        ("shopify", "X-Shopify-Topic", "products/update"),
        ("woocommerce", "X-WC-Webhook-Topic", "coupon.created"),
        ("woocommerce", "X-WC-Webhook-Topic", "order.deleted"),
    ):
        body = json.dumps({"id": 1}).encode()
        answer = await post(careline, system, body, {**signed(system, body), header: topic})
        assert (answer.status, await answer.json()) == (200, {"accepted": 0, "ignored": 0, "refused": []})
    assert await kept(database) == 0


async def test_woocommerce_asks_unsigned_whether_anyone_is_here(careline: Client, database: Database) -> None:
    assert (await post(careline, "woocommerce", b"webhook_id=12", {})).status == 200
    assert (await post(careline, "woocommerce", b"webhook_id=12&order=1", {})).status == 401
    assert await kept(database) == 0


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("body", [b"", b"no", b"[]", b"7", b'"x"', b"null", b"\xff", b"[" * 100_000, b"1" * 5000])
async def test_what_is_no_object_is_malformed(careline: Client, system: str, body: bytes) -> None:
    assert (await post(careline, system, body)).status == 400


@pytest.mark.parametrize("system", SYSTEMS)
async def test_what_cannot_be_used_is_answered_with_the_reason_so_that_the_webhook_stays(
    careline: Client, database: Database, system: str
) -> None:
    deep: Any = "bottom"
    for _ in range(200):
        deep = {"deep": deep}
    for told in ({}, {"id": [1]}, {"id": "../x"}, {"id": 7, "data": 3, "msg": None}, deep):
        answer = await post(careline, system, told)
        assert answer.status == 200
        assert (await answer.json())["accepted"] == 0
        assert len((await answer.json())["refused"]) == 1 or told.get("id") == 7
    async with database.begin() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM orders"))).scalar_one() == 0


@pytest.mark.parametrize("system", SYSTEMS)
async def test_what_is_too_large_is_not_read(careline: Client, system: str) -> None:
    assert (await post(careline, system, b" " * (MAX_BODY + 1))).status == 413


async def test_headers_of_any_kind_are_no_fault(careline: Client) -> None:
    body = json.dumps(woo_order()).encode()
    for source in ("", "https://[broken", "x" * 500, "https://täst.example/"):
        headers = {**signed("woocommerce", body), "X-WC-Webhook-Source": source}
        answer = await post(careline, "woocommerce", body, headers)
        assert (answer.status, (await answer.json())["refused"]) == (200, []), source


async def test_only_what_is_connected_is_served_and_described(database: Database) -> None:
    bridge = Bridge(database, Feed(database, RULES.new_users))
    assert routes.endpoints(bridge, Secrets(), clock) == []
    [only] = routes.endpoints(bridge, Secrets(aftership="s"), clock)
    assert only.path == "/api/connect/aftership"
    document = describe([only], "1")
    assert {"aftership": []} in document["paths"]["/api/connect/aftership"]["post"]["security"]
