"""Spans of a real web process and a real worker, and what it costs them when nobody takes them."""

from __future__ import annotations

import asyncio
import signal
import time

import aiohttp
import pytest
from aiohttp import web as http
from aiohttp.test_utils import TestServer

from careline.store.database import Database
from shared.trace import id_of, new_trace, traced
from tests.collector import listening
from tests.platform_kit import wished
from tests.running.alone import answers, environment_of, process
from tests.running.process import free_port
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey

STOP_SECONDS = 2.5
"""After which `careline up` kills."""


async def test_both_processes_send_theirs_under_the_ids_of_the_rows(database: Database, database_url: str) -> None:
    trace = f"{new_trace()[:-2]}01"
    with traced(trace):
        await wished(database)

    async def take(_request: http.Request) -> http.Response:
        return http.Response(status=204)

    shop = http.Application()
    shop.router.add_post("/events", take)
    async with listening() as (collector, url), TestServer(shop) as server, aiohttp.ClientSession() as session:
        environment = environment_of(database_url, free_port()) | {
            "CARELINE_OTLP_ENDPOINT": url, "CARELINE_EVENTS_URL": str(server.make_url("/events")),
        }  # fmt: skip
        web = f"http://127.0.0.1:{environment['CARELINE_PORT']}"
        async with process("careline", "serve", **environment), process("careline", "worker", **environment):
            await answers(session, f"{web}/healthz")
            async with session.get(f"{web}/api/hall") as answer:
                told = answer.headers["X-Request-Id"]

            async def delivered() -> bool:
                return any(one.name == "deliver event" for one in collector.spans)

            await eventually(delivered, "the worker's span", seconds=60)
    request, event = collector.one("GET /api/hall"), next(one for one in collector.spans if "event" in one.name)
    assert (request.service, request.trace_id) == ("careline-web", told)
    assert (event.service, event.trace_id, event.above) == ("careline-worker", id_of(trace), trace[36:52])


async def test_a_process_whose_collector_hangs_answers_and_ends_in_time(database_url: str) -> None:
    async with listening() as (collector, url), aiohttp.ClientSession() as session:
        collector.gate.clear()
        environment = environment_of(database_url, free_port()) | {"CARELINE_OTLP_ENDPOINT": url}
        web = f"http://127.0.0.1:{environment['CARELINE_PORT']}"
        async with process("careline", "serve", **environment) as child:
            await answers(session, f"{web}/healthz")

            async def asked() -> bool:
                async with session.get(f"{web}/api/hall"):
                    return collector.requests > 0

            await eventually(asked, "a batch that nobody takes", seconds=20)
            async with session.get(f"{web}/api/hall") as answer:
                assert answer.status < 500
            began = time.monotonic()
            child.send_signal(signal.SIGTERM)
            async with asyncio.timeout(30):
                assert await child.wait() == 0
            assert time.monotonic() - began < STOP_SECONDS
