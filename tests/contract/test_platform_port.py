"""The port to the shop's platform: one suite for the fake, and for the signed adapter with the demo shop behind it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from careline.clock import utc_now
from careline.demo.shop_process import Shop, ShopSettings
from careline.http.signature import SIGNATURE, TIMESTAMP, sign, signed_headers, verify
from careline.platform import http_adapter
from careline.platform.http_adapter import HttpPlatform, post_event
from careline.platform.port import (
    Accepted,
    Done,
    Failed,
    LookUpError,
    NotDelivered,
    Outcome,
    Platform,
    PlatformDeed,
    Refused,
    Variant,
)
from tests.factories import event, yuan
from tests.fake_platform import FakePlatform

pytestmark = pytest.mark.contract
SECRET, FEED_SECRET = "demo-secret-of-the-platform", "demo-secret-of-the-feed"
REMEDY = "0192f000-0000-7000-8000-000000000001"


def body(kind: str = "refund", **given: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "remedy_id": REMEDY, "kind": kind, "order_id": "CL2026-0001", "merchant_id": "m-1", "customer_id": "u-lin",
        "items": None, "amount": {"amount": "20.00", "currency": "CNY"} if kind == "refund" else None,
        "guarantee": None, "clause": None, "details": {}, "requested_at": "2026-11-24T04:00:00+00:00",
        "withdraws": None,
    }  # fmt: skip
    return usual | given


def deed(key: str = "remedy:1:0", kind: str = "refund", **given: Any) -> PlatformDeed:
    return PlatformDeed(key=key, body=body(kind, **given))


@dataclass
class Side:
    """A platform under test, and how to switch it off and to count what it did."""

    platform: Platform
    done: Callable[[], list[dict[str, Any]]]
    switch: Callable[[bool], None]


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def shop(http: aiohttp.ClientSession, tmp_path: Path) -> AsyncIterator[Shop]:
    """The demo shop, which knows one order and has nobody to tell of it."""
    settings = ShopSettings(
        secret=SECRET, feed_secret=FEED_SECRET, careline="http://127.0.0.1:9", data_dir=tmp_path, pause=0
    )
    shop = Shop(settings, http)
    shop.ledger.learn([event()], told=True)
    yield shop
    shop.ledger.close()


@pytest.fixture
async def adapter(shop: Shop, http: aiohttp.ClientSession) -> AsyncIterator[HttpPlatform]:
    async with TestServer(shop.app()) as server:
        yield HttpPlatform(http, str(server.make_url("")), SECRET, utc_now)


@pytest.fixture(params=["fake", "http"])
def side(request: pytest.FixtureRequest, shop: Shop, adapter: HttpPlatform) -> Side:
    if request.param == "fake":
        fake = FakePlatform(variants=[Variant(sku="coat-red-l", title="L", in_stock=True, price=yuan("399.00"))])

        def switch_fake(on: bool) -> None:
            fake.away = not on

        return Side(fake, lambda: fake.done, switch_fake)

    def switch_shop(on: bool) -> None:
        shop.mode = "up" if on else "down"

    return Side(adapter, shop.ledger.deeds, switch_shop)


async def test_a_deed_is_taken_on(side: Side) -> None:
    assert isinstance(await side.platform.carry_out(deed()), Accepted)
    assert [done["remedy_id"] for done in side.done()] == [REMEDY]


async def test_the_same_key_is_done_once_and_answered_alike(side: Side) -> None:
    answers = [await side.platform.carry_out(deed()) for _ in range(4)]
    assert len(set(answers)) == 1
    assert len(side.done()) == 1


async def test_another_key_is_another_deed(side: Side) -> None:
    await side.platform.carry_out(deed())
    await side.platform.carry_out(deed("remedy:2:0", remedy_id=REMEDY[:-1] + "2"))
    assert len(side.done()) == 2


async def test_a_platform_that_is_away_is_no_error_and_did_nothing(side: Side) -> None:
    side.switch(False)
    assert isinstance(await side.platform.carry_out(deed()), NotDelivered)
    assert side.done() == []
    side.switch(True)
    assert isinstance(await side.platform.carry_out(deed()), Accepted)


async def test_variants_are_looked_up_and_a_platform_that_is_away_does_not_say(side: Side) -> None:
    found = await side.platform.variants("CL2026-0001", "coat-red-m")
    assert found
    assert all(one.price.currency == "CNY" for one in found)
    side.switch(False)
    with pytest.raises(LookUpError):
        await side.platform.variants("CL2026-0001", "coat-red-m")


# What only the adapter can get


Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def answered_with(http: aiohttp.ClientSession, handle: Answer) -> Outcome:
    app = web.Application()
    app.router.add_post("/remedies", handle)
    async with TestServer(app) as server:
        return await HttpPlatform(http, str(server.make_url("/")), SECRET, utc_now).carry_out(deed())


def replies(told: Any, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    async def handle(_request: web.Request) -> web.StreamResponse:
        text = told if isinstance(told, str) else json.dumps(told)
        return web.Response(text=text, status=status, headers=headers, content_type="application/json")

    return handle


REFUSED = {"status": "refused", "code": "out_of_stock", "reason": "没货了"}


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (replies({"status": "done", "ref": "S-1"}), Done(ref="S-1")),
        (replies({"status": "accepted"}, 202), Accepted()),
        (
            replies({"status": "accepted", "expected_by": "2026-12-01T08:00:00+08:00"}),
            Accepted(expected_by=datetime.fromisoformat("2026-12-01T00:00:00+00:00")),
        ),
        (replies(REFUSED), Refused(code="out_of_stock", reason="没货了")),
        (replies(REFUSED, 422), Refused(code="out_of_stock", reason="没货了")),
        (replies({"status": "failed", "reason": "银行退回"}), Failed(reason="银行退回")),
        (replies({"status": "done"}, 400), NotDelivered(why="http_400")),
        (replies("", 401), NotDelivered(why="http_401")),
        (replies(REFUSED, 503), NotDelivered(why="http_503")),
        (replies("", 429, {"Retry-After": "30"}), NotDelivered(why="http_429", retry_after=timedelta(seconds=30))),
        (
            replies("", 503, {"Retry-After": "99999"}),
            NotDelivered(why="http_503", retry_after=timedelta(minutes=15)),
        ),
        (replies("", 503, {"Retry-After": "Tue"}), NotDelivered(why="http_503")),
        (replies("<html>Welcome!</html>"), NotDelivered(why="nonsense")),
        (replies({"status": "perhaps"}), NotDelivered(why="nonsense")),
        (replies({"status": "done", "expected_by": "tomorrow"}), NotDelivered(why="nonsense")),
        (replies({"status": "accepted", "expected_by": "0001-01-01T00:00:00+08:00"}), NotDelivered(why="nonsense")),
        (replies({"status": "accepted", "expected_by": "9999-12-31T23:59:59-08:00"}), NotDelivered(why="nonsense")),
        (replies({"status": "done", "ref": "S\x00"}), NotDelivered(why="nonsense")),
        (replies({"status": "refused", "reason": "\ud800"}), NotDelivered(why="nonsense")),
        (replies([{"status": "done"}]), NotDelivered(why="nonsense")),
        (replies({"status": "refused", "reason": "x" * 501}), NotDelivered(why="nonsense")),
        (replies("[" * 100_000), NotDelivered(why="nonsense")),
        (replies("", 302, {"Location": "http://127.0.0.1:9/elsewhere"}), NotDelivered(why="http_302")),
    ],
)
async def test_every_answer_means_one_thing(http: aiohttp.ClientSession, reply: Answer, outcome: Outcome) -> None:
    assert await answered_with(http, reply) == outcome


async def test_an_endless_answer_is_not_read_to_its_end(http: aiohttp.ClientSession) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1000):
            await response.write(b" " * 1024)
        return response

    assert await answered_with(http, endless) == NotDelivered(why="nonsense")


async def test_a_connection_that_breaks_off_is_no_answer(http: aiohttp.ClientSession) -> None:
    async def hang_up(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.abort()
        return web.Response()

    assert isinstance(await answered_with(http, hang_up), NotDelivered)
    nobody = HttpPlatform(http, "http://127.0.0.1:9", SECRET, utc_now)
    assert await nobody.carry_out(deed()) == NotDelivered(why="no_connection")


async def test_a_slow_platform_times_out(http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    async def slow(_request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(5)
        return web.Response()

    monkeypatch.setattr(http_adapter, "TIMEOUT", aiohttp.ClientTimeout(total=0.2))
    assert await answered_with(http, slow) == NotDelivered(why="timeout")


async def test_what_is_sent_is_signed_and_carries_its_key(http: aiohttp.ClientSession) -> None:
    seen: list[Any] = []

    async def look(request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        verify(SECRET, request.headers[TIMESTAMP], request.headers[SIGNATURE], raw, utc_now())
        seen.append((request.headers["Idempotency-Key"], request.content_type, json.loads(raw)))
        return web.json_response({"status": "done"})

    assert await answered_with(http, look) == Done()
    assert seen == [("remedy:1:0", "application/json", body())]


async def test_the_shop_does_not_listen_to_strangers(http: aiohttp.ClientSession, shop: Shop) -> None:
    raw = json.dumps(body()).encode()
    stamp = str(int(utc_now().timestamp()))
    async with TestServer(shop.app()) as server:
        for headers in (
            {},
            {TIMESTAMP: stamp, SIGNATURE: sign("another secret entirely", stamp, raw)},
            signed_headers(SECRET, raw, utc_now() - timedelta(hours=1)),
        ):
            async with http.post(server.make_url("/remedies"), data=raw, headers=headers) as answer:
                assert answer.status == 401
    assert shop.ledger.deeds() == []


async def test_an_event_is_taken_with_any_success_and_nothing_else(http: aiohttp.ClientSession) -> None:
    async def take(request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        verify(SECRET, request.headers[TIMESTAMP], request.headers[SIGNATURE], raw, utc_now())
        return web.Response(status=json.loads(raw)["status"])

    app = web.Application()
    app.router.add_post("/events", take)
    async with TestServer(app) as server:
        url = str(server.make_url("/events"))
        said = [await post_event(http, url, SECRET, "k", {"status": n}, utc_now()) for n in (204, 404, 503)]
    assert said == ["", "http_404", "http_503"]
    assert await post_event(http, "http://127.0.0.1:9/", SECRET, "k", {}, utc_now()) == "no_connection"
