"""One consumer with many devices, or a script that pretends to be: others do not notice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import WSServerHandshakeError
from sqlalchemy import event

from careline.chat import routes
from careline.chat.identity import customer_of, sign_token
from careline.chat.seats import MOST_POLLS, MOST_SOCKETS
from careline.chat.throttle import MOST_HELD, Turnstile
from careline.clock import utc_now
from careline.http.problem import Problem
from careline.store.database import Database
from tests.contract.test_chat import KEY, ORIGIN, Chatting, bearer, client, post, reply
from tests.running.chatting import ConsumerClient, transport_of

pytestmark = pytest.mark.contract

__all__ = ["client"]


async def _ticket(client: Chatting, customer_id: str = "u-lin") -> tuple[int, str]:
    async with client.post("/api/chat/ticket", headers=bearer(customer_id)) as answer:
        return answer.status, (await answer.json()).get("ticket", "")


async def _socket(
    client: Chatting, after: int = 0, customer_id: str = "u-lin", ticket: str = ""
) -> aiohttp.ClientWebSocketResponse:
    ticket = ticket or (await _ticket(client, customer_id))[1]
    return await client.ws_connect(f"/api/chat/ws?ticket={ticket}&after={after}", headers={"Origin": ORIGIN})


@pytest.fixture
async def opened(client: Chatting) -> AsyncIterator[list[aiohttp.ClientWebSocketResponse]]:
    """As many sockets of one consumer as there may be, each told what there is."""
    sockets = [await _socket(client) for _ in range(MOST_SOCKETS)]
    for socket in sockets:
        await socket.receive_json(timeout=5)
    yield sockets
    for socket in sockets:
        await socket.close()


async def test_one_more_socket_is_refused_and_free_again_when_one_closes(client: Chatting) -> None:
    tickets = [(await _ticket(client))[1] for _ in range(MOST_SOCKETS + 1)]
    opened = [await _socket(client, ticket=ticket) for ticket in tickets[:-1]]
    with pytest.raises(WSServerHandshakeError) as refused:
        await _socket(client, ticket=tickets[-1])
    assert refused.value.status == 429
    async with await _socket(client, customer_id="u-other"):
        pass
    await opened.pop().close()
    async with asyncio.timeout(5):
        while (await _ticket(client))[0] == 429:
            await asyncio.sleep(0.05)
    opened.append(await _socket(client))
    for socket in opened:
        await socket.close()


async def test_who_holds_all_sockets_is_refused_a_ticket_before_the_database_is_asked(
    client: Chatting, opened: list[aiohttp.ClientWebSocketResponse], database: Database
) -> None:
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "chat_tickets" in statement:
            asked.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        assert (await _ticket(client))[0] == 429
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    assert asked == []


async def test_looks_have_a_limit_of_their_own(client: Chatting) -> None:
    """Long before everything that a consumer asks is too much."""
    looks = await asyncio.gather(*(client.get("/api/chat/messages", headers=bearer()) for _ in range(50)))
    assert sorted(answer.status for answer in looks) == [200] * 40 + [429] * 10
    assert (await _ticket(client))[0] == 200


async def test_tickets_have_a_limit_of_their_own(client: Chatting) -> None:
    assert [(await _ticket(client))[0] for _ in range(31)][-2:] == [200, 429]
    assert (await client.get("/api/chat/messages", headers=bearer())).status == 200


async def test_one_more_poll_ends_the_one_that_waits_longest(client: Chatting, database: Database) -> None:
    async def poll() -> float:
        began = time.monotonic()
        answer = await client.get("/api/chat/messages?after=0&wait=20", headers=bearer())
        assert answer.status == 200
        return time.monotonic() - began

    polls = []
    for _ in range(MOST_POLLS + 1):
        polls.append(asyncio.create_task(poll()))
        await asyncio.sleep(0.05)
    assert await asyncio.wait_for(polls[0], 2) < 2
    assert not any(task.done() for task in polls[1:])
    await post(client, "在吗")
    async with asyncio.timeout(5):
        await asyncio.gather(*polls[1:])


async def test_devices_that_wake_together_ask_the_database_once(
    client: Chatting, opened: list[aiohttp.ClientWebSocketResponse], database: Database
) -> None:
    await post(client, "在吗")
    for socket in opened:
        assert (await socket.receive_json(timeout=5))["messages"]
    await asyncio.sleep(0.2)
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "messages.seq >" in statement:
            asked.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        await reply(database, "您好")
        for socket in opened:
            assert [one["text"] for one in (await socket.receive_json(timeout=5))["messages"]] == ["您好"]
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    assert len(asked) == 1


async def test_sockets_that_are_cut_off_give_their_connections_back(client: Chatting, database: Database) -> None:
    """In the middle of a look, and without waiting for the garbage collector."""
    pool: Any = database.engine.sync_engine.pool
    async with AsyncExitStack() as stack:
        for round_ in range(6):
            sockets = [await _socket(client) for _ in range(MOST_SOCKETS)]
            posted = asyncio.create_task(post(client, f"在吗 {round_}"))
            await asyncio.sleep(0.002 * round_)
            for socket in sockets:
                transport_of(socket).abort()
                stack.push_async_callback(socket.close)
            await posted
            await _until(lambda: pool.checkedout() == 0)
            await asyncio.sleep(0.3)  # until the server has noticed, so that there is room for the next ones


async def test_whoever_never_reads_is_hung_up_on(client: Chatting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "WS_HEARTBEAT", 0.4)
    deaf = ConsumerClient(
        client.session, str(client.make_url("")).rstrip("/"), sign_token("u-lin", KEY, utc_now(), timedelta(minutes=5))
    )
    sockets = [await deaf.deaf_socket(ORIGIN) for _ in range(MOST_SOCKETS)]
    assert (await _ticket(client))[0] == 429
    async with asyncio.timeout(5):
        while (await _ticket(client))[0] == 429:
            await asyncio.sleep(0.05)
    for socket in sockets:
        transport_of(socket).abort()
        await socket.close()


async def _until(true: Any) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.02)


async def test_a_loop_without_a_pause_is_told_to_wait(client: Chatting) -> None:
    answers = await asyncio.gather(*(client.get("/api/chat/messages", headers=bearer()) for _ in range(150)))
    assert {answer.status for answer in answers} == {200, 429}
    assert (await client.get("/api/chat/messages", headers=bearer("u-other"))).status == 200


async def test_who_asks_on_and_on_hears_late_that_they_are_refused_and_others_at_once() -> None:
    """Hundreds of connections that ask again at once would else cost more by their refusals than by their answers."""
    turnstile, began = Turnstile(hold=(0.3, 0.4)), time.monotonic()
    for _ in range(80):
        await turnstile.let_through("u-lin")

    async def refused() -> float:
        with pytest.raises(Problem) as told:
            await turnstile.let_through("u-lin")
        assert told.value.status == 429
        return time.monotonic() - began

    waiting = [asyncio.create_task(refused()) for _ in range(MOST_HELD)]
    await asyncio.sleep(0)
    await turnstile.let_through("u-other")
    with pytest.raises(Problem) as at_once:  # nobody fills the process with refusals that are held back
        await turnstile.let_through("u-lin")
    assert at_once.value.headers["Connection"] == "close"
    assert time.monotonic() - began < 0.3
    assert min(await asyncio.gather(*waiting)) >= 0.3


def test_a_token_that_was_good_is_refused_once_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read once and remembered; its end is looked at each time."""
    token = sign_token("u-lin", KEY, utc_now(), timedelta(minutes=5))
    assert [customer_of(token, KEY) for _ in range(2)] == ["u-lin"] * 2
    later = utc_now() + timedelta(minutes=6)
    monkeypatch.setattr("careline.chat.identity.utc_now", lambda: later)
    with pytest.raises(Problem) as refused:
        customer_of(token, KEY)
    assert refused.value.status == 401
