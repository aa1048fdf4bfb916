"""POST /api/feed/orders as the shop platform sees it: over TCP, with the real database."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text

from careline.demo.shop import demo_events
from careline.feed import routes
from careline.feed.service import Feed
from careline.feed.signature import MAX_BODY, feed_guard, sign
from careline.http.endpoint import Access, register
from careline.http.openapi import describe
from careline.http.problem import problem_middleware
from careline.store.database import Database, engine_for
from tests.factories import NOW, event
from tests.feed_rubbish import RUBBISH
from tests.rules import RULES

pytestmark = pytest.mark.contract

SECRET = "a secret that the platform and we share"
PATH = "/api/feed/orders"
Post = Callable[..., Awaitable[ClientResponse]]


def clock() -> datetime:
    return NOW


async def serving(database: Database) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application(middlewares=[problem_middleware({})])
    endpoints = routes.endpoints(Feed(database, RULES.new_users), clock)
    register(app, endpoints, {Access.FEED: feed_guard(SECRET, clock)})
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
async def platform(database: Database) -> AsyncIterator[TestClient[Any, Any]]:
    async for client in serving(database):
        yield client


def headers(body: bytes, *, at: datetime = NOW, secret: str = SECRET) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    return {
        "X-Careline-Timestamp": stamp,
        "X-Careline-Signature": sign(secret, stamp, body),
        "Content-Type": "application/json",
    }


async def post(client: TestClient[Any, Any], told: Any, **signed: Any) -> ClientResponse:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return await client.post(PATH, data=BytesIO(body), headers=headers(body, **signed))


def said(**given: Any) -> dict[str, Any]:
    """The answer to a batch of which nothing has to be said but this."""
    return {"accepted": 0, "ignored": 0, "rejected": [], "ignored_because": [], "warnings": [], **given}


async def orders_in(database: Database) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(text("SELECT count(*) FROM orders"))).scalar_one())


async def test_one_event_is_accepted(platform: TestClient[Any, Any], database: Database) -> None:
    answer = await post(platform, event())
    assert (answer.status, answer.content_type) == (200, "application/json")
    assert await answer.json() == said(accepted=1)
    assert await orders_in(database) == 1


async def test_an_array_is_answered_as_the_contract_says(platform: TestClient[Any, Any], database: Database) -> None:
    batch = [event(order_id="CL2026-0001"), event({"event_id": "bad", "version": 0}), event(order_id="CL2026-0002")]
    answer = await post(platform, [*batch, batch[0]])
    assert answer.status == 200
    repeated = {"event_id": batch[0]["event_id"], "why": "event_id: was told of this order before"}
    assert await answer.json() == said(
        accepted=2,
        ignored=1,
        rejected=[{"event_id": "bad", "error": "version: Input should be greater than or equal to 1"}],
        ignored_because=[repeated],
    )
    again = await post(platform, [*batch, batch[0]])
    assert (await again.json())["accepted"] == 0


async def test_what_is_odd_is_taken_in_and_said(platform: TestClient[Any, Any]) -> None:
    answer = await (await post(platform, event({"event_id": "odd"}, customer={"phone": "12"}))).json()
    why = "order.customer.phone: is not a number of CN, so nobody can be phoned or sent an SMS"
    assert answer == said(accepted=1, warnings=[{"event_id": "odd", "warning": why}])


async def test_no_events_are_fine_too(platform: TestClient[Any, Any]) -> None:
    assert await (await post(platform, [])).json() == said()


async def test_all_rubbish_at_once_does_not_hide_one_good_event(
    platform: TestClient[Any, Any], database: Database
) -> None:
    """Also what `json.loads` itself refuses: integers of thousands of digits, nesting without end."""
    shallow = [told for kind, told in RUBBISH.items() if "nested" not in kind]
    deep = '{"event_id": "deep", "order": ' + "[" * 5000 + "]" * 5000 + "}"
    huge = json.dumps(event({"event_id": "huge", "version": 12345})).replace("12345", "9" * 5000)
    body = json.dumps([*shallow, event()])[:-1] + f", {deep}, {huge}]"
    answer = await (await post(platform, body.encode())).json()
    assert (answer["accepted"], answer["ignored"], len(answer["rejected"])) == (1, 0, len(shallow) + 2)
    assert all(refused["error"] for refused in answer["rejected"])
    assert await orders_in(database) == 1


class TestWhoMaySend:
    @pytest.mark.parametrize("missing", ["X-Careline-Timestamp", "X-Careline-Signature"])
    async def test_both_headers_are_needed(self, platform: TestClient[Any, Any], missing: str) -> None:
        body = json.dumps(event()).encode()
        signed = headers(body)
        del signed[missing]
        answer = await platform.post(PATH, data=body, headers=signed)
        assert answer.status == 401
        assert answer.content_type == "application/problem+json"

    @pytest.mark.parametrize("late", [timedelta(seconds=301), timedelta(seconds=-301), timedelta(days=9)])
    async def test_a_recorded_request_is_worth_nothing_later(
        self, platform: TestClient[Any, Any], database: Database, late: timedelta
    ) -> None:
        answer = await post(platform, event(), at=NOW - late)
        assert answer.status == 401
        assert "five minutes" in (await answer.json())["detail"]
        assert await orders_in(database) == 0

    async def test_another_secret_does_not_fit(self, platform: TestClient[Any, Any], database: Database) -> None:
        assert (await post(platform, event(), secret="guessed")).status == 401
        assert await orders_in(database) == 0

    async def test_a_changed_body_does_not_fit(self, platform: TestClient[Any, Any], database: Database) -> None:
        body = json.dumps(event()).encode()
        answer = await platform.post(PATH, data=body.replace(b"399.00", b"999.00"), headers=headers(body))
        assert answer.status == 401
        assert await orders_in(database) == 0

    async def test_the_signature_is_over_the_raw_bytes_however_they_are_written(
        self, platform: TestClient[Any, Any]
    ) -> None:
        body = json.dumps(event(), indent=3, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        assert (await post(platform, body)).status == 200

    async def test_rubbish_is_looked_at_only_when_it_is_signed(self, platform: TestClient[Any, Any]) -> None:
        assert (await post(platform, b"{not json", secret="guessed")).status == 401
        assert (await post(platform, b"{not json")).status == 400


class TestSize:
    async def test_a_thousand_events_may_come_at_once(self, platform: TestClient[Any, Any], database: Database) -> None:
        batch = demo_events(seed=5, now=NOW, customers=250, orders=1000)
        assert await (await post(platform, batch)).json() == said(accepted=1000)
        assert await orders_in(database) == 1000

    async def test_more_are_too_many(self, platform: TestClient[Any, Any], database: Database) -> None:
        answer = await post(platform, [event(order_id=f"CL-{n:05}") for n in range(1001)])
        assert answer.status == 413
        assert await orders_in(database) == 0

    async def test_a_body_may_have_eight_mebibytes(self, platform: TestClient[Any, Any]) -> None:
        padding = MAX_BODY - len(json.dumps(event() | {"later": ""}).encode())
        body = json.dumps(event() | {"later": "x" * (padding - 2)}).encode()
        assert MAX_BODY - 10 < len(body) <= MAX_BODY
        assert (await post(platform, body)).status == 200

    async def test_and_not_more(self, platform: TestClient[Any, Any]) -> None:
        assert (await post(platform, b" " * (MAX_BODY + 1))).status == 413

    async def test_also_when_its_length_is_not_announced(self, platform: TestClient[Any, Any]) -> None:
        async def chunks() -> AsyncIterator[bytes]:
            for _ in range(9):
                yield b" " * 1024 * 1024

        answer = await platform.post(PATH, data=chunks(), headers=headers(b""))
        assert answer.status == 413


@pytest.mark.parametrize("body", [b"", b"[{}", b"\xff", b"7", b'"event"', b"null"])
async def test_what_is_neither_an_event_nor_an_array_is_no_request(platform: TestClient[Any, Any], body: bytes) -> None:
    answer = await post(platform, body)
    assert answer.status == 400
    assert (await answer.json())["title"] == "Bad Request"


async def test_only_posting_is_served(platform: TestClient[Any, Any]) -> None:
    assert (await platform.get(PATH)).status == 405


async def test_without_a_database_the_whole_batch_is_to_be_sent_again() -> None:
    nowhere = Database(engine_for("postgresql://careline@127.0.0.1:1/careline"))
    async for client in serving(nowhere):
        answer = await post(client, [event(), event({"version": 0})])
        assert answer.status == 503
        assert answer.headers["Retry-After"]
        assert "127.0.0.1" not in await answer.text()
    await nowhere.close()


async def test_a_transaction_that_is_cut_off_leaves_nothing_and_is_to_be_sent_again(
    platform: TestClient[Any, Any], database: Database
) -> None:
    async with database.begin() as tx:
        await tx.execute(
            text(
                "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
            )
        )
        await tx.execute(text("CREATE TRIGGER cut AFTER INSERT ON feed_events EXECUTE FUNCTION cut()"))
    batch = [event({"event_id": f"e{n}"}, order_id=f"CL-{n:04}") for n in range(3)]
    assert (await post(platform, batch)).status == 503
    assert await orders_in(database) == 0
    async with database.begin() as tx:
        await tx.execute(text("DROP TRIGGER cut ON feed_events"))
    assert await (await post(platform, batch)).json() == said(accepted=3)


def test_the_route_is_described_with_what_it_takes_and_gives() -> None:
    document = describe(routes.endpoints(Feed.__new__(Feed), clock), "1")
    operation = document["paths"][PATH]["post"]
    assert operation["security"] == [{"feed": []}]
    assert operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/OrderEvents")
    schemas = document["components"]["schemas"]
    assert {"OrderEvents", "OrderEvent", "OrderIn", "FeedAnswer", "Rejected"} <= set(schemas)
    assert set(schemas["FeedAnswer"]["properties"]) == set(said())
