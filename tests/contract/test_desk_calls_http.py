"""The softphone over HTTP, and the figures of phoning: with a real call at the simulator behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.ledger import Kind
from careline.chat.hub import Hub
from careline.core.transfers import TransferEnd, TransferState
from careline.desk import calling
from careline.desk import routes as desk_routes
from careline.desk.calls import softphone_of
from careline.desk.service import Desk
from careline.insights import callouts as insights_callouts
from careline.statuses import STATUSES
from careline.store.database import Database
from careline.store.tables.conversations import conversations
from tests.callouts_kit import LIN_PHONE, rows
from tests.contract.test_putting_through import TAKES, Floor, _floor
from tests.desk_floor import Page, browser, hired, serving

pytestmark = pytest.mark.contract


@asynccontextmanager
async def at_the_desk(database: Database, database_url: str) -> AsyncIterator[tuple[Floor, TestServer]]:
    async with _floor(database) as floor:
        clock, rules = floor.lin.clock.now, floor.lin.engine.settings.rules
        desk = Desk(database, rules)
        served = [
            *desk_routes.endpoints(
                desk, database, clock, Hub(database_url), rules, secure_cookie=False, origins=["http://desk.test"]
            ),
            *calling.endpoints(database, desk, clock, rules, floor.through),
            *insights_callouts.endpoints(database, clock, rules.desk),
        ]
        guards = desk_routes.desk_guards(database, clock, secure_cookie=False)
        async with serving(served, guards, dict(STATUSES)) as server:
            yield floor, server


async def call_on(page: Page) -> dict[str, Any] | None:
    answer = await page.get("/api/desk/call")
    assert answer.status == 200
    call: dict[str, Any] | None = (await answer.json())["call"]
    return call


async def test_a_call_is_taken_held_muted_hung_up_and_goes_on_in_the_app(database: Database, database_url: str) -> None:
    async with at_the_desk(database, database_url) as (floor, server), browser(server) as page:
        li = await floor.agent("li", Script(pick_up="handset"))
        assert (await page.log_in("li")).status == 200
        assert await call_on(page) is None
        await floor.calls()
        await floor.ringing()
        await floor.until(TransferState.RINGING)
        call = await call_on(page)
        assert call is not None
        assert (call["may"], call["softphone"]) == (["accept", "decline"], softphone_of(li.agent_id))
        assert "羊毛大衣" in call["whisper"]
        assert call["customer"] == "林**"
        one = f"/api/desk/calls/{call['transfer_id']}"
        assert (await page.post(f"{one}/hold", {"on": True})).status == 503  # nobody talks yet
        assert (await (await page.post(f"{one}/accept")).json())["call"]["state"] == "accepted"
        floor.line_to(softphone_of(li.agent_id)).pick_up("answer")
        await floor.until(TransferState.CONNECTED, seconds=0.1)
        talk = f"/api/desk/conversations/{call['conversation_id']}"
        written_in = {"client_id": "0192f000-0000-7000-8000-000000000001", "text": "您好"}
        assert (await page.post(f"{talk}/messages", written_in)).status == 409  # nobody would read it
        assert (await page.post(f"{talk}/return")).status == 409
        room = floor.lin.exchange.kit.conferences
        [seats] = [one.seats for one in room._open.values()]
        for what, switched in (("mute", "muted"), ("hold", "on_hold")):
            assert (await page.post(f"{one}/{what}", {"on": True})).status == 204
            seen = await call_on(page)
            assert seen
            assert seen[switched] is True
        assert {(seat.muted, seat.hold) for seat in seats} == {(True, False), (False, True)}
        await floor.lin.exchange.kit.ledger.until(
            Kind.SAID, text="客服在帮您查，请稍等，不用挂机。", call_sid=floor.caller.call.sid
        )
        assert (await page.post(f"{one}/hold", {"on": False})).status == 204
        assert (await page.post(f"{one}/hang_up")).status == 204
        await floor.until(TransferEnd.TALKED)
        ended = await call_on(page)
        assert ended
        assert ended["may"] == ["write", "close"]
        written = (await (await page.post(f"{one}/write")).json())["conversation_id"]
        app = [row for row in await rows(database, conversations) if str(row["conversation_id"]) == written]
        assert [(row["channel"], row["agent_id"]) for row in app] == [("app", li.agent_id)]
        assert await call_on(page) is None


async def test_another_agent_does_nothing_to_a_call_that_is_not_theirs(database: Database, database_url: str) -> None:
    async with at_the_desk(database, database_url) as (floor, server), browser(server) as page:
        await floor.agent("li", Script(pick_up="handset"))
        await floor.calls()
        row = await floor.ringing()
        await hired(database, "wu")
        assert (await page.log_in("wu")).status == 200
        assert await call_on(page) is None
        for what in ("accept", "decline", "hang_up", "write"):
            assert (await page.post(f"/api/desk/calls/{row['transfer_id']}/{what}")).status == 404
        assert (await page.post(f"/api/desk/calls/{row['transfer_id']}/mute", {"on": True})).status == 404
        assert (await page.post("/api/desk/calls/nonsense/accept")).status == 404


async def test_the_figures_of_phoning_are_for_supervisors_and_tell_of_this_call(
    database: Database, database_url: str
) -> None:
    async with at_the_desk(database, database_url) as (floor, server), browser(server) as page:
        await floor.agent("li", TAKES)
        await floor.calls()
        await floor.until(TransferState.CONNECTED)
        floor.caller.hang_up()
        await floor.lin.over()
        await floor.until(TransferEnd.TALKED)
        await page.log_in("li")
        assert (await page.get("/api/insights/callouts")).status == 403
        await hired(database, "chen", role="supervisor", languages=("en",))
        await page.log_in("chen")
        told = await (await page.get("/api/insights/callouts?minute_price=0.5")).json()
        assert (told["total"]["calls"], told["total"]["answered"]) == (1, 1)
        assert [(one["code"], one["number"]) for one in told["outcomes"]] == [("asked_person", 1)]
        assert [(one["code"], one["number"]) for one in told["transfers"]] == [("talked", 1)]
        assert told["put_through"] == 1
        assert [one["code"] for one in told["by_kind"]] == ["dispatch"]
        assert told["waited_median"] == 0  # found and phoned in the same moment
        assert told["minutes"] == 2
        assert float(told["cost"]) == 1.0
        table = await (await page.get("/api/insights/callouts.csv?kind=dispatch")).text()
        assert table.splitlines()[1] == "2026-11-24,1,1,0,0,0,1"
        for wrong in ("from=yesterday", "kind=love", "minute_price=-1"):
            assert (await page.get(f"/api/insights/callouts?{wrong}")).status == 422
        for unbounded in ("to=9999-12-31", "from=2000-01-01"):
            assert (await page.get(f"/api/insights/callouts.csv?{unbounded}")).status == 400
        nothing = await (await page.get("/api/insights/callouts?kind=refund")).json()
        assert (nothing["total"]["calls"], nothing["answer_rate"]) == (0, None)
        assert LIN_PHONE not in str(told)
