"""Several web processes behind one Rasa: whichever lives runs the action, within the one limit of time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError

from bot import action_endpoint
from bot.action_endpoint import ActionEndpoint
from shared.trace import new_trace, traced

DONE = {"events": [], "responses": []}


class Web:
    """A web process's listener for actions; `hangs`: it answers nothing."""

    def __init__(self) -> None:
        self.asked, self.hangs, self.status, self.url = 0, False, 200, ""
        self.trace: str | None = None
        app = web.Application()
        app.router.add_post("/webhook", self._webhook)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)

    async def start(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/webhook"

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _webhook(self, request: web.Request) -> web.Response:
        self.asked += 1
        self.trace = request.headers.get("traceparent")
        if self.hangs:
            await asyncio.sleep(30)
        return web.json_response(DONE, status=self.status)


@asynccontextmanager
async def two() -> AsyncIterator[tuple[Web, Web, ActionEndpoint]]:
    """Two web processes, and the endpoint that knows both, the first one first."""
    first, second = Web(), Web()
    await first.start()
    await second.start()
    endpoint = ActionEndpoint(f"{first.url}, {second.url}")
    try:
        yield first, second, endpoint
    finally:
        await endpoint.close()
        await first.stop()
        await second.stop()


async def test_an_action_belongs_to_the_trace_of_its_turn() -> None:
    trace = new_trace()
    async with two() as (first, _, endpoint):
        with traced(trace):
            await endpoint.request(json={})
        assert first.trace == trace
        await endpoint.request(json={})
        assert first.trace is None


async def test_the_first_is_asked_as_long_as_it_is_there() -> None:
    async with two() as (first, second, endpoint):
        for _ in range(3):
            await endpoint.request(json={})
        assert (first.asked, second.asked) == (3, 0)


async def test_one_that_is_gone_takes_no_action_with_it_and_is_left_alone_for_a_while() -> None:
    async with two() as (first, second, endpoint):
        await endpoint.request(json={})
        await first.stop()
        for _ in range(3):
            assert await endpoint.request(json={}) == DONE
        assert (first.asked, second.asked) == (1, 3)


async def test_one_that_hangs_costs_its_share_of_the_time_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action_endpoint, "SECONDS_AT_MOST", 1.0)
    async with two() as (first, second, endpoint):
        first.hangs = True
        began = time.monotonic()
        for _ in range(3):
            await endpoint.request(json={})
        assert 0.5 <= time.monotonic() - began < 1.0
        assert (first.asked, second.asked) == (1, 3)


async def test_a_failed_action_is_not_tried_elsewhere() -> None:
    async with two() as (first, second, endpoint):
        first.status = 400
        with pytest.raises(ClientResponseError):
            await endpoint.request(json={})
        assert (first.asked, second.asked) == (1, 0)


async def test_with_none_of_them_there_the_turn_fails_at_once() -> None:
    async with two() as (first, second, endpoint):
        await first.stop()
        await second.stop()
        began = time.monotonic()
        with pytest.raises(OSError, match=r"Cannot connect"):
            await endpoint.request(json={})
        assert time.monotonic() - began < 1
