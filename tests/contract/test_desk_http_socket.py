"""The desk's WebSocket: hints to whom they concern, to nobody else, and to nobody whose login has ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestServer
from sqlalchemy import select, update

from careline.chat.hub import Hub
from careline.clock import utc_now
from careline.desk.routes import desk_guards, endpoints
from careline.desk.service import Desk
from careline.statuses import STATUSES
from careline.store.database import Database
from careline.store.tables.desk import agents
from tests.desk_floor import Page, asks_for_a_person, browser, handed_over, hired, paid, says, serving, told
from tests.rules import RULES

pytestmark = pytest.mark.contract

ORIGIN = "https://desk.shop.example"
QUEUE = {"type": "queue"}
NewPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def server(database: Database, database_url: str) -> AsyncIterator[TestServer]:
    hub = Hub(database_url)
    running = asyncio.create_task(hub.run())
    served = endpoints(Desk(database, RULES), database, utc_now, hub, RULES, secure_cookie=False, origins=[ORIGIN])
    async with serving(served, desk_guards(database, utc_now, secure_cookie=False), dict(STATUSES)) as s:
        yield s
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@pytest.fixture
async def page_of(database: Database, server: TestServer) -> AsyncIterator[NewPage]:
    """A logged-in browser of a new agent."""
    async with AsyncExitStack() as stack:

        async def opened(login: str, **profile: Any) -> Page:
            await hired(database, login, **profile)
            page = await stack.enter_async_context(browser(server))
            assert (await page.log_in(login)).status == 200
            return page

        yield opened


async def _socket(page: Page, origin: str | None = ORIGIN) -> ClientWebSocketResponse:
    """An open socket that has heard of everything before it."""
    socket = await page.client.ws_connect("/api/desk/ws", headers={"Origin": origin} if origin else {})
    await _heard(socket, QUEUE)
    return socket


async def _heard(socket: ClientWebSocketResponse, *wanted: Any) -> list[Any]:
    """Everything until all that is wanted was heard, and then until nothing more comes."""
    heard: list[Any] = []
    while any(hint not in heard for hint in wanted):
        heard.append(await socket.receive_json(timeout=10))
    with suppress(TimeoutError):
        while True:
            heard.append(await socket.receive_json(timeout=0.4))
    return heard


def _of(conversation_id: UUID) -> dict[str, str]:
    return {"type": "conversation", "conversation_id": str(conversation_id)}


async def _waiting(database: Database) -> UUID:
    await told(database, paid("u-lin", "CL2026-0001"))
    return await asks_for_a_person(database, "u-lin")


async def test_whoever_joins_the_queue_is_announced_to_all(database: Database, page_of: NewPage) -> None:
    sockets = [await _socket(await page_of(login)) for login in ("li", "wu")]
    conversation_id = await _waiting(database)
    for socket in sockets:
        assert (await _heard(socket, QUEUE, _of(conversation_id)))[0] == QUEUE


async def test_a_message_in_my_conversation_is_told_to_me_alone(database: Database, page_of: NewPage) -> None:
    li, wu = await page_of("li"), await page_of("wu")
    conversation_id = await _waiting(database)
    await li.post(f"/api/desk/conversations/{conversation_id}/claim")
    mine, others = await _socket(li), await _socket(wu)
    await says(database, "u-lin", "到哪了")
    assert await _heard(mine, _of(conversation_id)) == [QUEUE, _of(conversation_id)]
    await says(database, "u-lin", "在吗")
    await wu.post("/api/desk/presence", {"state": "away"})  # the last that both hear of
    assert set(map(str, await _heard(others, QUEUE))) == {str(QUEUE)}


async def test_who_lost_a_conversation_to_a_colleague_is_told_that_the_queue_changed(
    database: Database, page_of: NewPage
) -> None:
    li, wu = await page_of("li"), await page_of("wu")
    conversation_id = await _waiting(database)
    socket = await _socket(wu)
    await li.post(f"/api/desk/conversations/{conversation_id}/claim")
    assert await _heard(socket, QUEUE) == [QUEUE]


async def test_the_bots_conversations_make_no_noise_but_for_supervisors(database: Database, page_of: NewPage) -> None:
    li, boss = await page_of("li"), await page_of("boss", role="supervisor")
    agent, supervisor = await _socket(li), await _socket(boss)
    await told(database, paid("u-lin", "CL2026-0001"))
    conversation_id = await says(database, "u-lin")
    assert await _heard(supervisor, _of(conversation_id)) == [_of(conversation_id)]
    await li.post("/api/desk/presence", {"state": "away"})
    assert await _heard(agent, QUEUE) == [QUEUE]


async def test_a_colleague_who_goes_away_changes_the_queue(database: Database, page_of: NewPage) -> None:
    li, wu = await page_of("li"), await page_of("wu")
    socket = await _socket(li)
    await wu.post("/api/desk/presence", {"state": "away"})
    assert await _heard(socket, QUEUE) == [QUEUE]


async def test_who_comes_back_is_told_to_look_at_everything_of_theirs(database: Database, page_of: NewPage) -> None:
    li = await page_of("li")
    conversation_id = await _waiting(database)
    await li.post(f"/api/desk/conversations/{conversation_id}/claim")
    await says(database, "u-lin", "人呢")
    socket = await li.client.ws_connect("/api/desk/ws", headers={"Origin": ORIGIN})
    assert (await _heard(socket, _of(conversation_id)))[:2] == [QUEUE, _of(conversation_id)]


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", f"{ORIGIN}.evil.example", "http://desk.shop.example", ORIGIN + "/"]
)
async def test_no_other_page_may_open_the_socket(page_of: NewPage, origin: str | None) -> None:
    page = await page_of("li")
    with pytest.raises(WSServerHandshakeError) as refused:
        await _socket(page, origin)
    assert refused.value.status == 403


async def test_nobody_listens_without_logging_in(server: TestServer) -> None:
    async with browser(server) as page:
        with pytest.raises(WSServerHandshakeError) as refused:
            await _socket(page)
    assert refused.value.status == 401


async def _closed_within(socket: ClientWebSocketResponse, seconds: float) -> int | None:
    """The close code; fails after this long."""
    async with asyncio.timeout(seconds):
        while (message := await socket.receive()).type is WSMsgType.TEXT:
            pass
    assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED}
    return socket.close_code


async def test_disabling_an_agent_closes_their_socket_within_five_seconds(database: Database, page_of: NewPage) -> None:
    socket = await _socket(await page_of("li"))
    async with database.begin() as tx:
        await tx.execute(update(agents).values(disabled_at=utc_now()))
    assert await _closed_within(socket, 5) == 1008


async def test_logging_out_closes_the_socket_within_five_seconds(page_of: NewPage) -> None:
    page = await page_of("li")
    socket = await _socket(page)
    await page.post("/api/desk/logout")
    assert await _closed_within(socket, 5) == 1008


async def test_nothing_is_pushed_after_the_login_has_ended(database: Database, page_of: NewPage) -> None:
    socket = await _socket(await page_of("li"))
    async with database.begin() as tx:
        await tx.execute(update(agents).values(disabled_at=utc_now()))
    await _waiting(database)
    heard = [message.data async for message in socket if message.type is WSMsgType.TEXT]
    assert heard == []


async def _seen(database: Database) -> bool:
    async with database.begin() as tx:
        return (await tx.execute(select(agents.c.seen_at))).scalar_one() is not None


async def test_an_open_page_keeps_its_agent_present(database: Database, page_of: NewPage) -> None:
    page = await page_of("li")
    socket = await _socket(page)
    async with database.begin() as tx:
        await tx.execute(update(agents).values(seen_at=None))
    async with asyncio.timeout(5):
        while not await _seen(database):
            await asyncio.sleep(0.1)
    assert not socket.closed


async def test_a_burst_of_messages_is_a_few_hints_and_none_is_lost(database: Database, page_of: NewPage) -> None:
    li = await page_of("li")
    conversation_id = await _waiting(database)
    await li.post(f"/api/desk/conversations/{conversation_id}/claim")
    socket = await _socket(li)
    for number in range(20):
        await says(database, "u-lin", f"第 {number} 句")
    heard = await _heard(socket, _of(conversation_id))
    assert (heard[-1], len(heard) <= 40) == (_of(conversation_id), True)
    shown = await (await li.get(f"/api/desk/conversations/{conversation_id}")).json()
    assert [message["text"] for message in shown["messages"]][-20:] == [f"第 {number} 句" for number in range(20)]


async def test_a_conversation_that_comes_back_into_the_queue_is_announced_again(
    database: Database, page_of: NewPage
) -> None:
    li, wu = await page_of("li"), await page_of("wu")
    conversation_id = await _waiting(database)
    await li.post(f"/api/desk/conversations/{conversation_id}/claim")
    socket = await _socket(wu)
    await li.post(f"/api/desk/conversations/{conversation_id}/return")
    assert await _heard(socket, QUEUE) == [QUEUE]
    await handed_over(database, conversation_id, utc_now())
    assert await _heard(socket, _of(conversation_id)) == [QUEUE, _of(conversation_id)]
