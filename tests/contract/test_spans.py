"""Spans: what is told of whom, that they belong to the trace that rows have, and that nobody waits for a collector."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import pytest
from aiohttp import web as http
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from actions.services import Services
from actions.webhook import webhook_app
from callouts.carrier import Refused
from callouts.phone_simulator.callees import Script, Speak
from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.dialogue.answering import Answering, Limits
from careline.dialogue.client import DialogueClient
from careline.http.tracing import tracing_middleware
from careline.otlp import BATCH, QUEUE
from careline.platform.outbox import Deliverer
from careline.platform.port import Done, NotDelivered
from careline.spans import FLUSH_SECONDS, fail, recording, span, spans_sent, tell
from careline.store.customers import save_customers
from careline.store.database import Database
from careline.store.tables.platform import outbox
from shared.trace import current_trace, id_of, trace_of, traced
from tests.callouts_kit import LIN_PHONE, Engine, FakeCarrier, late_order, phone, settings_for, take
from tests.collector import Collector, Sent, collecting, listening
from tests.conftest import Engines, NewDatabase
from tests.factories import NOW, customer
from tests.fake_bot import SECRET, FakeBot, fake_bot
from tests.fake_platform import FakePlatform
from tests.platform_kit import wished
from tests.rules import RULES
from tests.running.process import free_port
from tests.whole_web import SECRETS, Web, whole_web

pytestmark = pytest.mark.contract

GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
WORDS = "我叫张伟芳，电话13812345678，怎么还没发货"
IDS_AND_KINDS = {
    "http.request.method", "http.route", "http.response.status_code", "error.type", "careline.turn_id",
    "careline.conversation_id", "careline.channel", "careline.claims", "careline.outcome", "careline.process",
    "careline.attempt_id", "careline.carrier", "careline.result", "careline.message_id", "careline.remedy_id",
    "careline.kind", "careline.tries", "careline.said",
}  # fmt: skip


def names_nobody(collector: Collector, *words: str) -> None:
    assert {name for span in collector.spans for name in span.told} <= IDS_AND_KINDS
    assert sum(span.events for span in collector.spans) == 0
    for said in words:
        assert said.encode() not in collector.raw


@pytest.fixture(scope="module")
async def web(new_database: NewDatabase) -> AsyncIterator[Web]:
    """One whose proxy is listed: this machine."""
    with new_database() as url:
        async with whole_web(url, trace_from="127.0.0.1") as served:
            yield served


async def _asked(web: Web, engines: Engines, bot: FakeBot, *, trace: str | None = None) -> str:
    """Somebody writes in the app and is answered; returns what the answer to their request called its trace."""
    customer_id = f"t-{uuid4().hex[:8]}"
    key = ConsumerKey(algorithm="HS256", key=SECRETS["chat_secret"])
    headers = {"Authorization": f"Bearer {sign_token(customer_id, key, utc_now(), timedelta(minutes=5))}"}
    headers |= {"traceparent": trace} if trace else {}
    async with engines.opened(web.settings.database_url) as database, aiohttp.ClientSession() as session:
        async with database.begin() as tx:
            await save_customers(tx, [customer(customer_id=customer_id)])
        body = {"client_id": str(uuid4()), "text": WORDS}
        async with session.post(f"{web.url}/api/chat/messages", json=body, headers=headers) as answer:
            assert answer.status == 202, await answer.text()
            told = answer.headers["X-Request-Id"]
        answering = Answering(database, DialogueClient(session, [bot.url], SECRET), utc_now, Limits(app=3, phone=3))
        assert await answering.answer_waiting()
        await answering.close()
    return told


async def test_a_turn_belongs_to_the_trace_of_its_message_s_request(web: Web, engines: Engines) -> None:
    async with fake_bot() as bot, collecting() as collector:
        told = await _asked(web, engines, bot)
    request, turn, asked = (collector.one(name) for name in ("POST /api/chat/messages", "turn", "ask Rasa"))
    assert {one.trace_id for one in collector.spans} == {told}
    assert (request.above, turn.above, asked.above) == ("", request.span_id, turn.span_id)
    assert bot.traces == [f"00-{told}-{asked.span_id}-01"]
    assert request.told == {
        "http.request.method": "POST", "http.route": "/api/chat/messages", "http.response.status_code": 202
    }  # fmt: skip
    assert turn.told | {"careline.channel": "app", "careline.outcome": "answered", "careline.claims": 1} == turn.told
    assert turn.told["careline.turn_id"] == asked.told["careline.turn_id"] == bot.asked[0]["turn_id"]
    assert not any(one.failed for one in collector.spans)
    assert {one.service for one in collector.spans} == {"careline-web"}
    names_nobody(collector, WORDS, "张伟芳", "13812345678", customer().name)


async def test_a_listed_proxy_s_trace_goes_on(web: Web, engines: Engines) -> None:
    async with fake_bot() as bot:
        async with collecting() as collector:
            assert await _asked(web, engines, bot, trace=GIVEN) == id_of(GIVEN)
        async with collecting() as unsampled:
            await _asked(web, engines, bot, trace=GIVEN[:-2] + "00")
    request = collector.one("POST /api/chat/messages")
    assert (request.trace_id, request.above) == (id_of(GIVEN), GIVEN[36:52])
    assert unsampled.spans == []  # who begins a trace decides whether it is recorded
    assert bot.traces[1] == GIVEN[:-2] + "00"


async def test_a_turn_that_nobody_answers_has_failed(web: Web, engines: Engines) -> None:
    async with fake_bot() as bot:
        bot.status = 500
        async with collecting() as collector:
            await _asked(web, engines, bot)
    turn, asked = collector.one("turn"), [one for one in collector.spans if one.name == "ask Rasa"]
    assert turn.failed
    assert (turn.told["careline.outcome"], turn.told["error.type"]) == ("bot_unavailable", "bot_unavailable")
    assert asked
    assert all(one.failed for one in asked)
    names_nobody(collector, WORDS)


async def test_a_request_is_called_by_its_route_and_not_by_what_its_path_holds(web: Web) -> None:
    async with collecting() as collector, aiohttp.ClientSession() as session:
        for path in ("/api/evidence/13812345678-secret", "/nothing/13812345678-secret", "/healthz", "/readyz"):
            async with session.get(web.url + path):
                pass
        async with session.request("PROPFIND", f"{web.url}/api/hall"):
            pass
    assert {one.name.partition(" ")[0] for one in collector.spans} == {"GET", "_OTHER"}
    assert len(collector.spans) == 3  # those that only machines look at are left out
    assert all("{" in one.name for one in collector.spans if "evidence" in one.name)
    names_nobody(collector, "13812345678", "secret", "PROPFIND")


async def test_a_request_has_failed_where_we_failed_and_not_where_it_was_refused() -> None:
    async def answer(request: http.Request) -> http.Response:
        if request.match_info["order_id"] == "breaks":
            raise RuntimeError("张伟芳 13812345678")
        return http.Response(status=int(request.match_info["order_id"]))

    app = http.Application(middlewares=[tracing_middleware(())])
    app.router.add_get("/orders/{order_id}", answer)
    async with collecting() as collector, TestClient(TestServer(app)) as client:
        for order_id in ("200", "404", "503", "breaks"):
            await client.get(f"/orders/{order_id}")
    assert {one.name for one in collector.spans} == {"GET /orders/{order_id}"}
    assert [one.told.get("error.type") for one in collector.spans] == [None, None, "503", "RuntimeError"]
    assert [one.failed for one in collector.spans] == [False, False, True, True]
    assert len({one.trace_id for one in collector.spans}) == 4
    names_nobody(collector, "张伟芳", "13812345678", "breaks")


@pytest.fixture
async def actions(database: Database) -> AsyncIterator[TestClient[Any, Any]]:
    app = webhook_app(Services(database=database, clock=utc_now, shop_name="店", rules=RULES), SECRET)
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def test_an_action_call_is_under_whoever_asked_and_tells_of_its_failure_by_kind(
    actions: TestClient[Any, Any],
) -> None:
    tracker = {"sender_id": "张伟芳 13812345678", "slots": {}, "latest_message": {"text": WORDS}, "events": []}
    headers = {"X-Careline-Secret": SECRET, "traceparent": GIVEN}
    async with collecting() as collector:
        for name in ("action_session_start", "张伟芳"):
            body = {"next_action": name, "tracker": tracker, "sender_id": "张伟芳"}
            async with actions.post("/webhook", json=body, headers=headers) as answer:
                assert answer.status in {400, 404}
    failed, unknown = collector.spans
    assert (failed.trace_id, failed.above, failed.failed) == (id_of(GIVEN), GIVEN[36:52], True)
    assert failed.name.startswith("action action_")
    assert (unknown.name, unknown.told["error.type"]) == ("action", "unknown_action")
    names_nobody(collector, WORDS, "张伟芳", "13812345678")


async def test_a_dial_is_the_first_of_its_call_s_trace_and_what_is_said_in_it_below(database: Database) -> None:
    await take(database, late_order(1))
    async with collecting("careline-worker") as collector, phone(database) as lin:
        lin.callee(Script(pick_up="answer", steps=(Speak("是的"), Speak("好的"))))
        await lin.engine.step()
        attempt_id = (await lin.over())["attempt_id"]
    dial, mine = collector.one("dial"), trace_of(attempt_id, sampled=True)
    assert (dial.trace_id, dial.span_id, dial.above) == (id_of(mine), mine[36:52], "")
    assert dial.told == {
        "careline.attempt_id": str(attempt_id), "careline.carrier": "simulator", "careline.result": "Placed"
    }  # fmt: skip
    assert (dial.service, dial.failed) == ("careline-worker", False)
    turns = [one for one in collector.spans if one.name == "turn"]
    assert len(turns) == 2
    assert {(one.trace_id, one.above, one.told["careline.channel"]) for one in turns} == {
        (dial.trace_id, dial.span_id, "phone")
    }
    names_nobody(collector, LIN_PHONE, LIN_PHONE[3:], "是的", "好的")


async def test_a_call_that_is_refused_has_failed(database: Database) -> None:
    carrier = FakeCarrier()
    carrier.results = [Refused("the sentence of a carrier", temporary=False)]
    engine = Engine(database, carrier, settings_for())
    await take(database, late_order(1))
    await engine.plan()
    async with collecting() as collector:
        await engine.dial()
    assert collector.one("dial").failed
    names_nobody(collector, "the sentence of a carrier")


async def test_a_delivery_belongs_to_the_trace_that_its_row_has(database: Database) -> None:
    with traced(GIVEN):
        remedy = await wished(database)
    async with collecting() as collector:
        for outcome in (NotDelivered(why="http_503"), Done()):
            later = NOW + timedelta(minutes=30) if isinstance(outcome, Done) else NOW
            await Deliverer(database, FakePlatform(outcome), None, lambda at=later: at, RULES).deliver_remedies()
    away, done = (one for one in collector.spans if one.name == "deliver remedy")
    assert {(one.trace_id, one.above) for one in (away, done)} == {(id_of(GIVEN), GIVEN[36:52])}
    assert (away.failed, away.told["error.type"], done.failed) == (True, "http_503", False)
    assert done.told["careline.remedy_id"] == str(remedy.remedy_id)
    names_nobody(collector, customer().name)


async def test_events_are_deliveries_too(database: Database) -> None:
    with traced(GIVEN):
        await wished(database)
    codes = iter(("", "http_500"))

    async def post(_key: str, _body: dict[str, Any]) -> str:
        return next(codes, "http_500")

    async with database.begin() as tx:
        waiting = (await tx.execute(select(outbox.c.message_id).where(outbox.c.topic == "event"))).all()
    assert waiting
    async with collecting() as collector:
        await Deliverer(database, None, post, lambda: NOW, RULES).deliver_events()
    told: list[Sent] = [one for one in collector.spans if one.name == "deliver event"]
    assert UUID(str(told[0].told["careline.message_id"])) in {row.message_id for row in waiting}
    assert [one.failed for one in told] == [False, True][: len(told)]


async def test_an_error_is_told_by_its_kind_and_never_by_its_sentence() -> None:
    async with collecting() as collector:
        with pytest.raises(ValueError, match="13812345678"), span("turn"):
            raise ValueError("张伟芳 13812345678")
    assert collector.one("turn").told == {"error.type": "ValueError"}
    assert collector.one("turn").failed
    names_nobody(collector, "张伟芳", "13812345678")


async def test_a_span_ends_with_its_block() -> None:
    async with collecting() as collector:
        with traced(GIVEN):
            with span("outer"):
                with span("inner"):
                    pass
                tell(outcome="answered")
            assert current_trace() == GIVEN
            with span("next"):
                pass
    assert collector.one("next").above == GIVEN[36:52]
    assert collector.one("inner").above == collector.one("outer").span_id
    assert (collector.one("outer").told, collector.one("inner").told) == ({"careline.outcome": "answered"}, {})


async def test_what_nobody_gave_a_trace_begins_one() -> None:
    async with collecting() as collector:
        with span("deliver event"), span("within"):
            pass
    assert collector.one("within").trace_id == collector.one("deliver event").trace_id
    assert collector.one("deliver event").above == ""


async def test_a_collector_that_never_answers_slows_nobody_and_what_waits_for_it_is_bounded() -> None:
    async with listening() as (collector, url):
        collector.gate.clear()
        began = time.monotonic()
        async with spans_sent(url, "careline-web"):
            for _ in range(3 * QUEUE):
                with span("turn"):
                    pass
                await asyncio.sleep(0)
            ending = time.monotonic()
        over = time.monotonic()
        assert over - ending < FLUSH_SECONDS + 1
        assert ending - began < 20  # a wait for each would be 3 * QUEUE of them
        assert not recording()
        collector.gate.set()
        for _ in range(200):
            if len(collector.spans) >= QUEUE:
                break
            await asyncio.sleep(0.02)
        assert 0 < len(collector.spans) <= QUEUE + BATCH


async def test_a_collector_that_is_away_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        async with spans_sent(f"http://127.0.0.1:{free_port()}", "careline-web"):
            for _ in range(3 * BATCH):
                with span("turn"):
                    fail("given_up")
            began = time.monotonic()
        assert time.monotonic() - began < FLUSH_SECONDS + 1
    ours = [one for one in caplog.records if one.name.startswith(("careline", "opentelemetry"))]
    assert [vars(one)["action"] for one in ours] in ([], ["spans_lost"])


async def test_one_that_refuses_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        async with listening() as (collector, url):
            collector.status = 400
            async with spans_sent(url, "careline-web"):
                for _ in range(2 * BATCH + 1):
                    with span("turn"):
                        pass
    assert collector.requests == 3
    ours = [one for one in caplog.records if one.name.startswith(("careline", "opentelemetry"))]
    assert [vars(one)["action"] for one in ours] == ["spans_lost"]


def test_without_the_setting_nothing_of_it_is_loaded() -> None:
    script = """
import asyncio, sys
import careline.app, careline.callout_wiring
from careline.spans import recording, span, spans_sent, tell
from shared.trace import current_trace, traced
async def main():
    async with spans_sent("", "careline-web"):
        with traced("t"), span("turn", "consumer", first=True, turn_id=1):
            tell(outcome="answered")
            assert current_trace() == "t" and not recording()
asyncio.run(main())
print([name for name in sys.modules if name.startswith(("opentelemetry", "google.protobuf", "careline.otlp"))])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
