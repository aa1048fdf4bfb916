"""The chat API as docs/contracts.md promises it, over a real server and a real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from random import Random
from socket import SHUT_RDWR
from typing import Any
from uuid import uuid4

import jwt
import psycopg
import pytest
from aiohttp import ClientResponse, ClientWebSocketResponse, WSCloseCode, WSMsgType, WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import make_url
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.chat.hub import Hub
from careline.chat.identity import ConsumerKey, consumer_guard, sign_token
from careline.chat.routes import ChatRoutes
from careline.chat.service import POLL_SECONDS, Chat
from careline.chat.throttle import Throttle
from careline.clock import utc_now
from careline.conversations.conversation import hold, latest_app
from careline.conversations.marks import Marks
from careline.conversations.messages import Outgoing, say
from careline.conversations.service import Conversations
from careline.http.endpoint import Access, register
from careline.http.problem import problem_middleware
from careline.statuses import STATUSES
from careline.store.customers import save_customers
from careline.store.database import Database
from careline.store.tables.conversations import Author
from tests.factories import NOW, customer
from tests.rules import RULES

pytestmark = pytest.mark.contract

KEY = ConsumerKey(algorithm="HS256", key="k" * 32)
ORIGIN = "https://shop.example"
Chatting = TestClient[web.Request, web.Application]


async def _anyone(_request: web.Request) -> None:
    return


@pytest.fixture
async def client(database: Database, database_url: str) -> AsyncIterator[Chatting]:
    async with database.begin() as tx:
        await save_customers(tx, [customer(), customer(customer_id="u-other")])
    hub = Hub(database_url)
    routes = ChatRoutes(
        Conversations(database), Chat(database, hub, RULES), Throttle(), Marks(database, utc_now), utc_now, {ORIGIN}
    )
    app = web.Application(middlewares=[problem_middleware(STATUSES)])
    register(app, routes.endpoints(), {Access.CONSUMER: consumer_guard(KEY), Access.TICKET: _anyone})
    listening = asyncio.create_task(hub.run())
    async with TestClient(TestServer(app)) as running:
        yield running
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


def bearer(customer_id: str = "u-lin") -> dict[str, str]:
    return {"Authorization": f"Bearer {sign_token(customer_id, KEY, utc_now(), timedelta(minutes=5))}"}


async def post(client: Chatting, text: str, customer_id: str = "u-lin", **more: Any) -> ClientResponse:
    body = {"client_id": str(uuid4()), "text": text, **more}
    return await client.post("/api/chat/messages", json=body, headers=bearer(customer_id))


async def reply(database: Database, text: str, customer_id: str = "u-lin") -> None:
    async with database.begin() as tx:
        found = await latest_app(tx, customer_id)
        assert found
        await say(tx, await hold(tx, found.conversation_id), Author.AGENT, Outgoing(text=text), NOW, agent_name="李静")


async def test_a_post_is_accepted_with_its_number_and_read_back(client: Chatting) -> None:
    answer = await post(client, "我的包裹呢")
    assert (answer.status, await answer.json()) == (202, {"seq": 1})
    read = await (await client.get("/api/chat/messages?after=0", headers=bearer())).json()
    assert read["owner"] == "bot"
    assert read["thinking"] is True
    message = read["messages"][0]
    assert (message["seq"], message["from"], message["text"]) == (1, "consumer", "我的包裹呢")
    assert (message["buttons"], message["cards"]) == ([], [])


async def test_the_same_client_id_answers_alike_and_other_content_conflicts(client: Chatting) -> None:
    client_id = str(uuid4())
    first = await post(client, "在吗", client_id=client_id)
    again = await post(client, "在吗", client_id=client_id)
    other = await post(client, "不在", client_id=client_id)
    assert (await first.json(), await again.json()) == ({"seq": 1}, {"seq": 1})
    assert (again.status, other.status) == (202, 409)
    assert other.content_type == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [
        {"text": "x"},
        {"client_id": "not-a-uuid", "text": "x"},
        {"client_id": str(uuid4())},
        {"client_id": str(uuid4()), "text": ""},
        {"client_id": str(uuid4()), "text": "  \n"},
        {"client_id": str(uuid4()), "text": "x" * 4001},
        {"client_id": str(uuid4()), "text": "a\x00b"},
        {"client_id": str(uuid4()), "text": "\ud800"},
        {"client_id": str(uuid4()), "text": "x", "button_id": str(uuid4())},
        {"client_id": str(uuid4()), "text": 7},
    ],
)
async def test_bad_bodies_get_a_sentence_that_helps_and_store_nothing(client: Chatting, body: dict[str, Any]) -> None:
    answer = await client.post("/api/chat/messages", json=body, headers=bearer())
    assert answer.status == 422
    assert (await answer.json())["detail"]
    read = await (await client.get("/api/chat/messages", headers=bearer())).json()
    assert read["messages"] == []


@pytest.mark.parametrize(
    ("raw", "status"), [(b"{", 400), (b"[" * 20_000, 400), (b"\xff\xfe", 400), (b"x" * 70_000, 413)]
)
async def test_what_is_not_json_or_too_large_is_refused(client: Chatting, raw: bytes, status: int) -> None:
    headers = {**bearer(), "Content-Type": "application/json"}
    answer = await client.post("/api/chat/messages", data=raw, headers=headers)
    assert answer.status == status


async def test_odd_but_lawful_text_is_stored_to_the_letter(client: Chatting) -> None:
    text = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0671\u0644 \u202eabc\u200b <b onclick=x> \U0001f9e7"
    await post(client, text)
    read = await (await client.get("/api/chat/messages", headers=bearer())).json()
    assert read["messages"][0]["text"] == text


def forged(**changes: Any) -> str:
    claims = {"sub": "u-lin", "aud": "careline", "exp": utc_now() + timedelta(minutes=5)}
    kept = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    return jwt.encode(kept, changes.pop("key", KEY.key), algorithm="HS256")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "nonsense",
        forged(aud="elsewhere"),
        forged(aud=None),
        forged(exp=None),
        forged(sub=None),
        forged(exp=utc_now() - timedelta(minutes=5)),
        forged(exp=utc_now() + timedelta(days=3650)),
        jwt.encode({"sub": "u-lin", "aud": "careline", "exp": utc_now() + timedelta(minutes=5)}, "o" * 32, "HS256"),
        jwt.encode({"sub": "u-lin", "aud": "careline", "exp": utc_now() + timedelta(minutes=5)}, "", "none"),
    ],
)
async def test_only_a_valid_token_says_who_one_is(client: Chatting, token: str) -> None:
    answer = await client.get("/api/chat/messages", headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 401


async def test_a_consumer_sees_nothing_of_another(client: Chatting) -> None:
    await post(client, "只有我能看")
    read = await (await client.get("/api/chat/messages?after=0", headers=bearer("u-other"))).json()
    assert read["messages"] == []


async def test_a_long_poll_ends_as_soon_as_there_is_something(client: Chatting, database: Database) -> None:
    await post(client, "在吗")
    waiting = asyncio.create_task(client.get("/api/chat/messages?after=1&wait=20", headers=bearer()))
    await asyncio.sleep(0)
    await reply(database, "在的")
    async with asyncio.timeout(3):
        read = await (await waiting).json()
    assert [message["text"] for message in read["messages"]] == ["在的"]
    assert read["messages"][0]["agent"] == {"name": "李静"}


@pytest.mark.parametrize("query", ["after=-1", "after=x", "wait=26", "after=٣", "after=1.5"])
async def test_numbers_out_of_range_are_refused(client: Chatting, query: str) -> None:
    assert (await client.get(f"/api/chat/messages?{query}", headers=bearer())).status == 422


async def ticket(client: Chatting, customer_id: str = "u-lin") -> str:
    answer = await client.post("/api/chat/ticket", headers=bearer(customer_id))
    return str((await answer.json())["ticket"])


async def test_a_socket_resumes_after_any_number_without_gap_or_duplicate(client: Chatting, database: Database) -> None:
    seen: list[int] = []
    await post(client, "第一条")
    for round_ in range(6):
        url = f"/api/chat/ws?ticket={await ticket(client)}&after={max(seen, default=0)}"
        async with client.ws_connect(url, headers={"Origin": ORIGIN}) as socket:
            await reply(database, f"回复 {round_}")
            async with asyncio.timeout(5):
                while len(seen) < round_ + 2:
                    frame = await socket.receive_json()
                    seen += [message["seq"] for message in frame["messages"]]
    assert seen == list(range(1, 8))


RECONNECTS, CONSUMERS = 100, 5


async def test_a_hundred_random_reconnects_leave_no_gap_and_no_duplicate(client: Chatting, database: Database) -> None:
    """Devices that lose their lines at any moment, most of them without a word, while an agent goes on writing."""
    customers = [f"u-{n}" for n in range(CONSUMERS)]
    async with database.begin() as tx:
        await save_customers(tx, [customer(customer_id=one) for one in customers])
    for one in customers:
        await post(client, "第一条", one)
    heard = await asyncio.gather(*(_lose_lines(client, database, one, Random(n)) for n, one in enumerate(customers)))
    for one, (seen, written) in zip(customers, heard, strict=True):
        rest = await client.get(f"/api/chat/messages?after={max(seen, default=0)}", headers=bearer(one))
        seen += [message["seq"] for message in (await rest.json())["messages"]]
        assert seen == list(range(1, written + 2))


async def _lose_lines(client: Chatting, database: Database, who: str, random: Random) -> tuple[list[int], int]:
    """The numbers that a device took in, as it took them in, and how many answers were written meanwhile."""
    seen: list[int] = []
    written = 0
    for _ in range(RECONNECTS // CONSUMERS):
        pauses = [random.uniform(0, 0.05) for _ in range(random.randint(0, 3))]
        written += len(pauses)
        async with asyncio.TaskGroup() as both:
            both.create_task(_write(database, who, pauses))
            both.create_task(_hear(client, who, seen, random))
    return seen, written


async def _hear(client: Chatting, who: str, seen: list[int], random: Random) -> None:
    """Listen for a moment, going on after the last number that was taken in, and lose the line."""
    url = f"/api/chat/ws?ticket={await ticket(client, who)}&after={max(seen, default=0)}"
    socket = await client.ws_connect(url, headers={"Origin": ORIGIN})
    with suppress(TimeoutError):
        async with asyncio.timeout(random.uniform(0.005, 0.15)):
            while True:
                seen += [message["seq"] for message in (await socket.receive_json())["messages"]]
    if random.random() < 0.7:  # as a phone that leaves the building
        socket.get_extra_info("socket").shutdown(SHUT_RDWR)
    await socket.close()


async def _write(database: Database, who: str, after: list[float]) -> None:
    """So many answers, each so many seconds after the one before."""
    for seconds in after:
        await asyncio.sleep(seconds)
        await reply(database, "还在办", who)


async def test_a_ticket_is_good_once(client: Chatting) -> None:
    url = f"/api/chat/ws?ticket={await ticket(client)}&after=0"
    async with client.ws_connect(url, headers={"Origin": ORIGIN}) as socket:
        assert (await socket.receive_json())["owner"] == "bot"
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect(url, headers={"Origin": ORIGIN})
    assert refused.value.status == 401


async def test_a_ticket_is_good_for_half_a_minute(client: Chatting, database: Database) -> None:
    ticket = (await (await client.post("/api/chat/ticket", headers=bearer())).json())["ticket"]
    async with database.begin() as tx:
        left = (await tx.execute(sql("SELECT max(expires_at) - now() FROM chat_tickets"))).scalar_one()
        await tx.execute(sql("UPDATE chat_tickets SET expires_at = now() - interval '1 second'"))
    assert timedelta(0) < left <= timedelta(seconds=31)
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect(f"/api/chat/ws?ticket={ticket}", headers={"Origin": ORIGIN})
    assert refused.value.status == 401


async def test_a_consumer_whom_the_shop_has_not_told_us_of_gets_no_ticket(client: Chatting) -> None:
    """The token is good: it is the feed that has not come yet."""
    answer = await client.post("/api/chat/ticket", headers=bearer("u-not-told"))
    assert answer.status == 404
    assert "reference" not in (await answer.json())["detail"]


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "https://shop.example.evil.example"])
async def test_a_socket_opens_only_for_our_pages(client: Chatting, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect(f"/api/chat/ws?ticket={await ticket(client)}", headers=headers)
    assert refused.value.status == 403


async def test_a_flood_is_slowed_down_and_nothing_else_is(client: Chatting) -> None:
    answers = [(await post(client, f"第{n}条")).status for n in range(12)]
    assert answers[:8] == [202] * 8
    assert 429 in answers
    assert (await post(client, "我没刷屏", "u-other")).status == 202


async def test_a_long_history_is_read_page_after_page_without_waiting(client: Chatting, database: Database) -> None:
    await post(client, "在吗")
    async with database.begin() as tx:
        found = await latest_app(tx, "u-lin")
        assert found
        held = await hold(tx, found.conversation_id)
        for n in range(450):
            await say(tx, held, Author.AGENT, Outgoing(text=f"第{n}句"), NOW, agent_name="李静")
    async with await opened(client) as socket:
        seen: list[int] = []
        async with asyncio.timeout(POLL_SECONDS - 1):
            while len(seen) < 451:
                seen += [message["seq"] for message in (await socket.receive_json())["messages"]]
    assert seen == list(range(1, 452))


async def test_a_socket_is_closed_rather_than_left_deaf(
    client: Chatting, server_url: str, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careline.chat.service.POLL_SECONDS", 0.05)
    await post(client, "在吗")
    async with await opened(client) as socket:
        assert (await socket.receive_json())["messages"]
        with refused(server_url, database_url):
            closing = await asyncio.wait_for(socket.receive(), 5)
        assert (closing.type, closing.data) == (WSMsgType.CLOSE, WSCloseCode.TRY_AGAIN_LATER)


async def opened(client: Chatting) -> ClientWebSocketResponse:
    ticket = (await (await client.post("/api/chat/ticket", headers=bearer())).json())["ticket"]
    return await client.ws_connect(f"/api/chat/ws?ticket={ticket}&after=0", headers={"Origin": ORIGIN})


@contextmanager
def refused(server_url: str, database_url: str) -> Iterator[None]:
    """The database lets nobody in, and those who are in out; as while it fails over."""
    name = make_url(database_url).database
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        try:
            yield
        finally:
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


SECRETS = {
    "我的卡号是4111 1111 1111 1111，CVV 987": ("我的卡号是〔卡号〕，CVV 〔安全码〕", ["4111 1111", "11111111"]),
    "card 5555-5555-5555-4444, the OTP is 48291357": (
        "card 〔card number〕, the OTP is 〔one-time code〕",
        ["5555-5555", "48291357"],
    ),
    "身份证11010519491231002X，密码是hunter2019": (
        "身份证〔证件号〕，密码是〔密码〕",
        ["11010519491231002", "hunter2019"],
    ),
}


@pytest.mark.parametrize(("text", "kept", "secrets"), [(text, *expected) for text, expected in SECRETS.items()])
async def test_a_secret_that_is_posted_never_reaches_the_database(
    client: Chatting, database: Database, text: str, kept: str, secrets: list[str]
) -> None:
    assert (await post(client, text)).status == 202
    async with database.begin() as tx:
        whole = await whole_database(tx)
    assert kept in whole
    assert [secret for secret in secrets if secret in whole] == []
    read = await (await client.get("/api/chat/messages?after=0", headers=bearer())).json()
    assert [message["text"] for message in read["messages"]] == [kept]


async def test_the_same_post_repeated_with_its_secret_is_the_same_post(client: Chatting) -> None:
    client_id = str(uuid4())
    first = await post(client, "卡号4111111111111111", client_id=client_id)
    again = await post(client, "卡号4111111111111111", client_id=client_id)
    assert (await first.json(), again.status) == (await again.json(), 202)


async def test_an_order_number_is_stored_as_it_was_posted(client: Chatting) -> None:
    await post(client, "订单 CL2026-0001，快递 SF1234567890123 到哪了")
    read = await (await client.get("/api/chat/messages?after=0", headers=bearer())).json()
    assert read["messages"][0]["text"] == "订单 CL2026-0001，快递 SF1234567890123 到哪了"


async def whole_database(tx: AsyncConnection) -> str:
    """Every row of every table of ours, as text."""
    named = (
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    tables = list((await tx.execute(sql(named))).scalars())
    assert "public.messages" in tables
    rows = [row for table in tables for row in (await tx.execute(sql(f"SELECT t::text FROM {table} t"))).scalars()]
    return "\n".join(rows)
