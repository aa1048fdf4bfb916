"""The trace of a request: in its answer and in what it stores, passed on to whoever is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import aiohttp
import pytest
from aiohttp import web as http
from aiohttp.test_utils import TestServer

from callouts.transport import OneTryHttpClient
from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.conversations.turns import claim
from careline.dialogue.client import DialogueClient
from careline.platform.http_adapter import HttpPlatform, post_event
from careline.platform.port import PlatformDeed
from careline.store.customers import save_customers
from careline.store.database import Database, engine_for
from shared.trace import id_of, new_trace, read_trace, traced
from tests.conftest import NewDatabase
from tests.factories import NOW, customer
from tests.fake_bot import SECRET, fake_bot
from tests.whole_web import SECRETS, Web, whole_web

pytestmark = pytest.mark.contract

GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
THEIRS = id_of(GIVEN)


@pytest.fixture(scope="module")
async def web(new_database: NewDatabase) -> AsyncIterator[Web]:
    """One whose proxy is listed: this machine."""
    with new_database() as url:
        async with whole_web(url, trace_from="127.0.0.1") as served:
            yield served


@pytest.fixture(scope="module")
async def by_itself(new_database: NewDatabase) -> AsyncIterator[Web]:
    """One of which no proxy is listed, as usual."""
    with new_database() as url:
        async with whole_web(url) as served:
            yield served


async def _told(web: Web, path: str, trace: str = GIVEN) -> str:
    headers = {"traceparent": trace, "X-Forwarded-For": "203.0.113.9"}
    async with aiohttp.ClientSession() as session, session.get(web.url + path, headers=headers) as answer:
        return answer.headers["X-Request-Id"]


@pytest.mark.parametrize("path", ["/healthz", "/api/hall", "/nothing-here", "/static/%00", "/api/chat/ws?ticket=x"])
async def test_every_answer_names_its_trace(web: Web, by_itself: Web, path: str) -> None:
    assert await _told(web, path) == THEIRS
    ours = [await _told(by_itself, path) for _ in range(2)]
    assert THEIRS not in ours
    assert len(set(ours)) == 2


async def test_what_is_no_trace_is_replaced(web: Web) -> None:
    told = await _told(web, "/healthz", "00-" + "0" * 32 + "-00f067aa0ba902b7-01")
    assert read_trace(f"00-{told}-00f067aa0ba902b7-01")


async def test_one_connection_serves_many_traces(by_itself: Web) -> None:
    """A request's trace ends with it, though the next one comes by the same connection."""
    request = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answers = (await by_itself.raw(request + last, whole=True)).decode().splitlines()
    told = [line for line in answers if line.startswith("X-Request-Id: ")]
    assert len(set(told)) == 2


async def test_a_message_s_turn_keeps_the_trace_for_whoever_answers_it(web: Web) -> None:
    customer_id = f"t-{uuid4().hex[:8]}"
    key = ConsumerKey(algorithm="HS256", key=SECRETS["chat_secret"])
    headers = {
        "Authorization": f"Bearer {sign_token(customer_id, key, utc_now(), timedelta(minutes=5))}",
        "traceparent": GIVEN,
    }
    database = Database(engine_for(web.settings.database_url, pool_size=1))
    try:
        async with database.begin() as tx:
            await save_customers(tx, [customer(customer_id=customer_id)])
        body = {"client_id": str(uuid4()), "text": "怎么还没发货"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{web.url}/api/chat/messages", json=body, headers=headers) as answer,
        ):
            assert answer.status == 202, await answer.text()
        async with database.begin() as tx:
            claimed = await claim(tx, 60)
        assert claimed
        assert claimed[1].trace == GIVEN
    finally:
        await database.close()


async def test_whoever_is_asked_hears_it() -> None:
    """Rasa, the platform, whoever listens to events, the carrier; and none of them where there is no trace."""
    heard: list[str | None] = []

    async def listen(request: http.Request) -> http.Response:
        heard.append(request.headers.get("traceparent"))
        return http.json_response({"status": "done"})

    app = http.Application()
    app.router.add_route("*", "/{any:.*}", listen)
    async with TestServer(app) as server, aiohttp.ClientSession() as session, fake_bot() as bot:
        url, carrier, trace = str(server.make_url("")).rstrip("/"), OneTryHttpClient(5), new_trace()

        async def ask_all() -> None:
            await HttpPlatform(session, url, "s" * 32, utc_now).carry_out(PlatformDeed(key="k", body={}))
            await post_event(session, f"{url}/events", "s" * 32, "k", {}, NOW)
            await carrier.request("POST", f"{url}/Calls.json", data={"To": "x"})
            await DialogueClient(session, [bot.url], SECRET).ask(
                uuid4(), uuid4(), "app", text="你好", payload=None, hints={}, limit_seconds=5
            )

        try:
            with traced(trace):
                await ask_all()
            await ask_all()
        finally:
            await carrier.close()
    assert heard == [trace] * 3 + [None] * 3
    assert bot.traces == [trace, None]
