"""The desk under load: so many agents' pages and open conversations on one web process.

    .venv/bin/python -m bench.desk [--agents 50] [--conversations 500] [--per-second 15] [--seconds 20]

Makes a PostgreSQL of its own in a temporary folder and a real web process before it; Rasa is not needed, since agents
have all conversations. Every second so many consumers write and so many agents answer, with a mark of writing before
each, and now and then somebody new joins the queue, which every page is told. Prints JSON; times in milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import psutil
from sqlalchemy import select, text

from bench.phases.gateway import CHAT_SECRET, environment
from bench.processes import OUR_PYTHON, BenchError, free_port, running
from bench.quantiles import quantile
from bench.shop import Server, consumers, server
from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.conversations.conversation import open_app
from careline.conversations.messages import Outgoing, say
from careline.core.journal import Because
from careline.core.rules import ShopRules
from careline.desk.agents import agent_from
from careline.desk.service import Desk, request_handoff
from careline.desk.staff import Profile, save_agent
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author
from careline.store.tables.desk import agents

PASSWORD = "bench-password-of-an-agent"
OURS = {"X-Careline-Desk": "1"}
ORIGIN = "https://desk.bench.example"
"""Where production says that it is: pages of it alone may open sockets."""
JOINS_EVERY = 2.0
"""Seconds between two who join the queue."""
_LATE = 15.0


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """`per_second`: how many messages of consumers, and how many of agents."""

    agents: int = 50
    conversations: int = 500
    per_second: float = 15.0
    seconds: float = 20.0


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One open conversation and who has it."""

    conversation_id: UUID
    customer_id: str
    login: str


@dataclass
class Seen:
    """What pages have got: when each awaited word came, and how often they were told to fetch all rows again."""

    awaited: dict[str, asyncio.Future[float]] = field(default_factory=dict)
    refetches: int = 0
    frames: int = 0

    def wait_for(self, what: str) -> asyncio.Future[float]:
        self.awaited[what] = asyncio.get_running_loop().create_future()
        return self.awaited[what]

    def came(self, what: str) -> None:
        found = self.awaited.pop(what, None)
        if found and not found.done():
            found.set_result(time.perf_counter())


async def measure(sizes: Sizes, postgres: Server) -> dict[str, Any]:
    """The figures of one run on a shop of its own. Raises BenchError where something was not answered."""
    folder = Path(tempfile.mkdtemp(prefix="careline-bench-desk-"))
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(postgres.copy())
        settings = environment(url, port, free_port(), ["http://127.0.0.1:9"]) | {"CARELINE_PUBLIC_URL": ORIGIN}
        ready = f"{address}/readyz?without=rasa"
        web = await stack.enter_async_context(
            running("web", OUR_PYTHON, "-m", "careline", "serve", ready=ready, folder=folder, environment=settings)
        )
        database = Database(engine_for(url, pool_size=5))
        stack.push_async_callback(database.close)
        rules = load_rules("standard", utc_now().date())
        connector = aiohttp.TCPConnector(limit=0)
        http = await stack.enter_async_context(
            aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        )
        bench = _Bench(sizes, address, http, database, rules, stack)
        await bench.prepare([one.customer_id for one in await consumers(url)])
        return await bench.run(psutil.Process(web.process.pid))


class _Bench:
    def __init__(
        self, sizes: Sizes, address: str, http: aiohttp.ClientSession, database: Database, rules: ShopRules,
        stack: AsyncExitStack,
    ) -> None:  # fmt: skip
        self._sizes, self._address, self._http = sizes, address, http
        self._database, self._rules, self._stack = database, rules, stack
        self._cookies: dict[str, str] = {}
        self._talks: list[Talk] = []
        self._late: list[str] = []
        self._pages: dict[str, aiohttp.ClientWebSocketResponse] = {}
        self._apps: dict[str, aiohttp.ClientWebSocketResponse] = {}
        self.seen = Seen()

    async def prepare(self, people: list[str]) -> None:
        """Agents who are logged in and have all conversations; everybody's sockets are open."""
        logins = [f"bench-{n:03}" for n in range(self._sizes.agents)]
        each = -(-self._sizes.conversations // len(logins))
        async with self._database.begin() as tx:
            for login in logins:
                profile = Profile(name=login, languages=("zh-CN", "en"), capacity=min(each + 1, 20))
                await save_agent(tx, login, profile, self._rules.desk, password=PASSWORD, who="bench", now=utc_now())
        await _each(logins, self._log_in, at_once=4)
        talking, self._late = people[: self._sizes.conversations], people[self._sizes.conversations :]
        pairs = [(customer_id, logins[n % len(logins)]) for n, customer_id in enumerate(talking)]
        await _each(pairs, self._given, at_once=4)
        await _each(logins, self._open_page, at_once=10)
        await _each(talking, self._open_app, at_once=10)

    async def _log_in(self, login: str) -> None:
        body = {"login": login, "password": PASSWORD}
        async with self._http.post(f"{self._address}/api/desk/login", json=body, headers=OURS) as answer:
            _good(answer)
            self._cookies[login] = "; ".join(f"{name}={one.value}" for name, one in answer.cookies.items())
        await self._desk(login, "presence", {"state": "online"})

    async def _desk(self, login: str, path: str, body: dict[str, Any]) -> None:
        headers = {**OURS, "Cookie": self._cookies[login]}
        async with self._http.post(f"{self._address}/api/desk/{path}", json=body, headers=headers) as answer:
            _good(answer)

    async def _queued(self, customer_id: str) -> UUID:
        now = utc_now()
        async with self._database.begin() as tx:
            customer = await load_customer(tx, customer_id)
            assert customer
            held = await open_app(tx, customer, now)
            await say(tx, held, Author.CONSUMER, Outgoing(text="转人工"), now)
            await request_handoff(tx, held.conversation_id, why=Because.ASKED_FOR_A_PERSON, now=now)
            return held.conversation_id

    async def _given(self, pair: tuple[str, str]) -> None:
        customer_id, login = pair
        conversation_id = await self._queued(customer_id)
        async with self._database.begin() as tx:
            row = (await tx.execute(select(agents).where(agents.c.login == login))).mappings().one()
        claimed = await Desk(self._database, self._rules).claim(agent_from(row), conversation_id, utc_now())
        self._talks.append(Talk(conversation_id=claimed, customer_id=customer_id, login=login))

    async def _open_page(self, login: str) -> None:
        socket = await self._stack.enter_async_context(
            self._http.ws_connect(
                f"{self._address}/api/desk/ws?rows=1&lang=zh-CN",
                headers={"Origin": ORIGIN, "Cookie": self._cookies[login]},
            )
        )
        for _ in range(3):
            await socket.receive_json(timeout=30)
        self._pages[login] = socket
        self._listen(self._page_told(login, socket))

    async def _open_app(self, customer_id: str) -> None:
        token = sign_token(
            customer_id, ConsumerKey(algorithm="HS256", key=CHAT_SECRET), utc_now(), timedelta(hours=1)
        )  # fmt: skip
        self._cookies[customer_id] = token
        async with self._http.post(f"{self._address}/api/chat/ticket", headers=_bearer(token)) as answer:
            _good(answer)
            ticket = (await answer.json())["ticket"]
        url = f"{self._address}/api/chat/ws?ticket={ticket}&after=0"
        socket = await self._stack.enter_async_context(self._http.ws_connect(url, headers={"Origin": ORIGIN}))
        await socket.receive_json(timeout=30)
        self._apps[customer_id] = socket
        self._listen(self._app_told(customer_id, socket))

    def _listen(self, listening: Awaitable[None]) -> None:
        task = asyncio.ensure_future(listening)
        self._stack.callback(task.cancel)

    async def _page_told(self, login: str, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            told = json.loads(message.data)
            self.seen.frames += 1
            self.seen.refetches += told["type"] == "queue"
            if told["type"] == "typing":
                self.seen.came(f"typing {told['conversation_id']}")
            for row in told.get("rows", ()) if told["type"] == "rows" else ():
                self.seen.came(f"{login} {row['customer']['customer_id']} {row['last'] and row['last']['text']}")

    async def _app_told(self, customer_id: str, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            told = json.loads(message.data)
            if told["typing"]:
                self.seen.came(f"typing {customer_id}")
            for one in told["messages"]:
                self.seen.came(f"{customer_id} {one['text']}")

    async def run(self, web: psutil.Process) -> dict[str, Any]:
        sizes = self._sizes
        times: dict[str, list[float]] = {"consumer": [], "agent": [], "typing": [], "queue": []}
        jobs: list[tuple[float, Callable[[], Awaitable[None]]]] = []
        chosen = random.Random(1)
        for n in range(int(sizes.per_second * sizes.seconds)):
            at = n / sizes.per_second
            jobs.append((at, self._job(self._consumer_says, chosen.choice(self._talks), times)))
            jobs.append((at + 0.5 / sizes.per_second, self._job(self._agent_says, chosen.choice(self._talks), times)))
        late = self._late[: int(sizes.seconds / JOINS_EVERY)]
        jobs += [(n * JOINS_EVERY + 1, self._job(self._joins, one, times)) for n, one in enumerate(late)]
        await asyncio.sleep(3)  # what was opened last has settled
        family = [web, *await self._backends()]
        before, began = _cpu(family), time.perf_counter()
        self.seen.refetches = self.seen.frames = 0
        await asyncio.gather(*(_later(began + at, job) for at, job in jobs))
        took, after = time.perf_counter() - began, _cpu(family)
        return {
            "agents": sizes.agents, "conversations": sizes.conversations, "per_second": sizes.per_second,
            "seconds": round(took, 1), "refetches": self.seen.refetches, "frames_to_pages": self.seen.frames,
            "percent_web": round(100 * (after[web.pid] - before[web.pid]) / took, 1),
            "percent_postgres": round(
                100 * sum(used - before.get(pid, 0.0) for pid, used in after.items() if pid != web.pid) / took, 1
            ),
            **{
                name: {"n": len(some), "p50": _ms(some, 0.5), "p95": _ms(some, 0.95), "most": _ms(some, 1.0)}
                for name, some in times.items()
            },
        }  # fmt: skip

    async def _backends(self) -> list[psutil.Process]:
        """The database's own processes, and no other server's."""
        async with self._database.begin() as tx:
            backend = (await tx.execute(text("SELECT pg_backend_pid()"))).scalar_one()
        parent = psutil.Process(backend).parent()
        return [parent, *parent.children()] if parent else []

    def _job(self, what: Callable[..., Awaitable[None]], about: Any, times: dict[str, list[float]]) -> Any:
        return lambda: what(about, times)

    async def _consumer_says(self, talk: Talk, times: dict[str, list[float]]) -> None:
        """The agent's page shows it in the row."""
        if f"typing {talk.conversation_id}" not in self.seen.awaited:
            typing, began = self.seen.wait_for(f"typing {talk.conversation_id}"), time.perf_counter()
            await self._apps[talk.customer_id].send_json({"type": "typing"})
            times["typing"].append(await _soon(typing) - began)
        words = f"问 {uuid4().hex[:12]}"
        seen, began = self.seen.wait_for(f"{talk.login} {talk.customer_id} {words}"), time.perf_counter()
        body, token = {"client_id": str(uuid4()), "text": words}, self._cookies[talk.customer_id]
        url = f"{self._address}/api/chat/messages"
        async with self._http.post(url, json=body, headers=_bearer(token)) as answer:
            _good(answer)
        times["consumer"].append(await _soon(seen) - began)

    async def _agent_says(self, talk: Talk, times: dict[str, list[float]]) -> None:
        """The consumer's app shows it."""
        await self._pages[talk.login].send_json({"type": "typing", "conversation_id": str(talk.conversation_id)})
        words = f"答 {uuid4().hex[:12]}"
        seen, began = self.seen.wait_for(f"{talk.customer_id} {words}"), time.perf_counter()
        body = {"client_id": str(uuid4()), "text": words}
        await self._desk(talk.login, f"conversations/{talk.conversation_id}/messages", body)
        times["agent"].append(await _soon(seen) - began)

    async def _joins(self, customer_id: str, times: dict[str, list[float]]) -> None:
        """Every page has the new row: from the wish until the last one has it."""
        all_told = [self.seen.wait_for(f"{login} {customer_id} 转人工") for login in self._pages]
        began = time.perf_counter()
        await self._queued(customer_id)
        times["queue"].append(max([await _soon(told) for told in all_told]) - began)


async def _each(some: list[Any], what: Callable[[Any], Awaitable[None]], *, at_once: int) -> None:
    room = asyncio.Semaphore(at_once)

    async def one(about: Any) -> None:
        async with room:
            await what(about)

    await asyncio.gather(*(one(about) for about in some))


async def _later(at: float, job: Callable[[], Awaitable[None]]) -> None:
    await asyncio.sleep(max(0.0, at - time.perf_counter()))
    await job()


async def _soon(told: asyncio.Future[float]) -> float:
    try:
        return await asyncio.wait_for(told, _LATE)
    except TimeoutError as error:
        raise BenchError(f"something was not told within {_LATE:.0f} s") from error


def _good(answer: aiohttp.ClientResponse) -> None:
    if answer.status >= 300:
        raise BenchError(f"{answer.method} {answer.url.path} was answered {answer.status}")


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _cpu(family: list[psutil.Process]) -> dict[int, float]:
    """Seconds of processor time by process; those that have ended are left out."""
    used = dict[int, float]()
    for one in family:
        try:
            times = one.cpu_times()
            used[one.pid] = times.user + times.system
        except psutil.NoSuchProcess:
            continue
    return used


def _ms(seconds: list[float], share: float) -> float:
    return round(1000 * quantile(seconds, share), 1)


async def _main(sizes: Sizes) -> None:
    async with server() as postgres:
        print(json.dumps(await measure(sizes, postgres), indent=1))


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--agents", type=int, default=Sizes.agents)
    cli.add_argument("--conversations", type=int, default=Sizes.conversations)
    cli.add_argument("--per-second", type=float, default=Sizes.per_second)
    cli.add_argument("--seconds", type=float, default=Sizes.seconds)
    asyncio.run(_main(Sizes(**vars(cli.parse_args()))))
