"""Writing and reading, seen from both sides over their sockets; no message, no transcript, no stranger knows of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientWebSocketResponse, web
from sqlalchemy import func, select

from careline.chat.hub import Hub
from careline.chat.identity import ConsumerKey, consumer_guard, sign_token
from careline.chat.routes import ChatRoutes
from careline.chat.service import WRITING_SECONDS, Chat
from careline.chat.throttle import Throttle
from careline.clock import utc_now
from careline.conversations.marks import Marks, mark_from
from careline.conversations.service import Conversations
from careline.desk.routes import desk_guards, endpoints
from careline.desk.service import Desk
from careline.http.endpoint import Access
from careline.statuses import STATUSES
from careline.store.database import Database, notify
from careline.store.notices import Topic
from careline.store.tables.conversations import messages, read_marks
from tests.desk_floor import Page, asks_for_a_person, browser, hired, paid, says, serving, told
from tests.rules import RULES

pytestmark = pytest.mark.contract

KEY = ConsumerKey(algorithm="HS256", key="k" * 32)
ORIGIN = "https://shop.example"
Frame = dict[str, Any]


async def _anyone(_request: web.Request) -> None:
    return


class Line:
    """One open socket; `heard` is everything that came over it."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.heard: list[Frame] = []

    async def say(self, said: Any) -> None:
        await self.socket.send_str(said if isinstance(said, str) else json.dumps(said))

    async def until(self, wanted: Callable[[Frame], bool], seconds: float = 10) -> Frame:
        async with asyncio.timeout(seconds):
            while True:
                frame: Frame = await self.socket.receive_json()
                self.heard.append(frame)
                if wanted(frame):
                    return frame

    async def quiet(self) -> list[Frame]:
        """What else comes within a moment."""
        came: list[Frame] = []
        with suppress(TimeoutError):
            while True:
                came.append(await self.socket.receive_json(timeout=0.5))
        return came


class Both:
    """An agent's page and a consumer's app at one server."""

    def __init__(self, database: Database, hub: Hub, page: Page, other: Page, conversation_id: UUID) -> None:
        self.database, self.hub, self.page, self.other = database, hub, page, other
        self.conversation_id = conversation_id

    @asynccontextmanager
    async def consumer(self, customer_id: str = "u-lin") -> AsyncIterator[Line]:
        token = sign_token(customer_id, KEY, utc_now(), timedelta(minutes=5))
        headers = {"Authorization": f"Bearer {token}"}
        ticket = (await (await self.page.client.post("/api/chat/ticket", headers=headers)).json())["ticket"]
        url = f"/api/chat/ws?ticket={ticket}&after=0"
        async with self.page.client.ws_connect(url, headers={"Origin": ORIGIN}) as socket:
            line = Line(socket)
            await line.until(lambda frame: "owner" in frame)
            yield line

    @asynccontextmanager
    async def agent(self, page: Page | None = None) -> AsyncIterator[Line]:
        url = "/api/desk/ws?rows=1&lang=en"
        async with (page or self.page).client.ws_connect(url, headers={"Origin": ORIGIN}) as socket:
            line = Line(socket)
            await line.until(lambda frame: frame["type"] == "tasks")
            yield line

    @property
    def about(self) -> dict[str, str]:
        return {"conversation_id": str(self.conversation_id)}

    async def marks(self) -> dict[str, int]:
        async with self.database.begin() as tx:
            rows = await tx.execute(select(read_marks.c.side, read_marks.c.seq))
            return {row.side: row.seq for row in rows}

    async def last_seq(self) -> int:
        async with self.database.begin() as tx:
            return int((await tx.execute(select(func.max(messages.c.seq)))).scalar_one())


@pytest.fixture
async def both(database: Database, database_url: str) -> AsyncIterator[Both]:
    """Li has Lin's conversation."""
    async with AsyncExitStack() as stack:
        hub = Hub(database_url)
        running = asyncio.create_task(hub.run())
        desk = endpoints(Desk(database, RULES), database, utc_now, hub, RULES, secure_cookie=False, origins=[ORIGIN])
        chat = ChatRoutes(
            Conversations(database), Chat(database, hub, RULES), Throttle(), Marks(database, utc_now), utc_now, {ORIGIN}
        )
        guards = desk_guards(database, utc_now, secure_cookie=False)
        guards |= {Access.CONSUMER: consumer_guard(KEY), Access.TICKET: _anyone}
        server = await stack.enter_async_context(serving([*desk, *chat.endpoints()], guards, dict(STATUSES)))
        await hired(database, "li")
        await hired(database, "wu")
        await told(database, paid("u-lin", "CL2026-0001"))
        conversation_id = await asks_for_a_person(database, "u-lin")
        page = await stack.enter_async_context(browser(server))
        assert (await page.log_in("li")).status == 200
        assert (await page.post(f"/api/desk/conversations/{conversation_id}/claim")).status == 200
        other = await stack.enter_async_context(browser(server))
        assert (await other.log_in("wu")).status == 200
        yield Both(database, hub, page, other, conversation_id)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_the_consumer_sees_that_the_agent_writes_until_the_words_are_there(both: Both) -> None:
    async with both.consumer() as app, both.agent() as desk:
        await desk.say({"type": "typing", **both.about})
        frame = await app.until(lambda frame: frame["typing"])
        assert (frame["messages"], frame["agent"]["name"]) == ([], "客服li")
        body = {"client_id": "018f0000-0000-7000-8000-000000000001", "text": "我看到了"}
        await both.page.post(f"/api/desk/conversations/{both.conversation_id}/messages", body)
        frame = await app.until(lambda frame: any(m["from"] == "agent" for m in frame["messages"]))
        assert frame["typing"] is False


async def test_who_stops_writing_is_not_shown_as_writing_for_long(both: Both) -> None:
    async with both.consumer() as app, both.agent() as desk:
        await desk.say({"type": "typing", **both.about})
        await app.until(lambda frame: frame["typing"])
        frame = await app.until(lambda frame: not frame["typing"], seconds=WRITING_SECONDS + 3)
        assert frame["messages"] == []


async def test_the_agent_alone_sees_that_the_consumer_writes(both: Both) -> None:
    async with both.consumer() as app, both.agent() as mine, both.agent(both.other) as theirs:
        await app.say({"type": "typing"})
        await mine.until(lambda frame: frame == {"type": "typing", **both.about})
        assert [frame for frame in await theirs.quiet() if frame["type"] in {"typing", "read"}] == []


async def test_reading_is_one_row_a_side_that_only_goes_on_and_never_beyond_what_was_said(both: Both) -> None:
    last = await both.last_seq()
    async with both.consumer() as app, both.agent() as desk:
        await app.say({"type": "read", "seq": 1})
        await desk.until(lambda frame: frame == {"type": "read", **both.about, "seq": 1})
        await app.say({"type": "read", "seq": last + 50})
        await desk.until(lambda frame: frame == {"type": "read", **both.about, "seq": last})
        await app.say({"type": "read", "seq": 1})
        await desk.say({"type": "read", **both.about, "seq": last})
        frame = await app.until(lambda frame: frame["read_seq"] == last)
        assert frame["messages"] == []
        assert await both.marks() == {"consumer": last, "agent": last}
    shown = await (await both.page.get(f"/api/desk/conversations/{both.conversation_id}")).json()
    assert shown["read_seq"] == last


async def test_marks_leave_no_message(both: Both) -> None:
    before = await both.last_seq()
    async with both.consumer() as app, both.agent() as desk:
        for line, more in ((app, {}), (desk, both.about)):
            await line.say({"type": "typing", **more})
            await line.say({"type": "read", "seq": before, **more})
        await app.until(lambda frame: frame["read_seq"] == before)
    assert await both.last_seq() == before


async def test_a_stranger_marks_nothing(both: Both) -> None:
    await told(both.database, paid("u-other", "CL2026-0002"))
    await says(both.database, "u-other")
    async with (
        both.consumer() as app,
        both.agent() as desk,
        both.agent(both.other) as colleague,
        both.consumer("u-other") as stranger,
    ):
        await colleague.say({"type": "read", "seq": 1, **both.about})
        await colleague.say({"type": "typing", **both.about})
        await stranger.say({"type": "read", "seq": 1, **both.about})
        await stranger.say({"type": "typing", **both.about})
        assert [frame for frame in await desk.quiet() if frame["type"] in {"typing", "read"}] == []
        assert [frame for frame in await app.quiet() if frame["typing"] or frame["read_seq"]] == []
    assert await both.marks() == {}


async def test_what_comes_too_fast_or_is_no_mark_is_passed_over_and_the_socket_lives(both: Both) -> None:
    async with both.consumer() as app, both.agent() as desk:
        for said in (
            "{",
            "[]",
            '{"type": "nonsense"}',
            '{"type": "read", "seq": -1}',
            '{"type": "read", "seq": 1e400}',
        ):
            await app.say(said)
        for _ in range(40):
            await app.say({"type": "typing"})
        await desk.until(lambda frame: frame["type"] == "typing")
        assert len([frame for frame in await desk.quiet() if frame["type"] == "typing"]) < 4
        await app.say({"type": "read", "seq": 1})
        await desk.until(lambda frame: frame["type"] == "read")


async def test_after_a_lost_wake_up_line_nobody_is_thought_to_write(both: Both) -> None:
    async with both.consumer() as app, both.agent() as desk:
        both.hub._tell_all()
        assert [frame for frame in await app.quiet() if frame["typing"]] == []
        assert [frame for frame in await desk.quiet() if frame["type"] == "typing"] == []


async def test_a_foreign_notice_on_our_channel_breaks_nothing(both: Both) -> None:
    async with both.agent() as desk, both.consumer() as app:
        async with both.database.begin() as tx:
            for key in ("nonsense", "[1]", "{}", "[1,2,3,4]"):
                await notify(tx, Topic.MARKS, key)
            await notify(tx, Topic.WRITING, "somebody")
        await app.say({"type": "typing"})
        await desk.until(lambda frame: frame["type"] == "typing")
    assert [mark_from(key) for key in ("x", "[1]", "7", "null")] == [None] * 4
