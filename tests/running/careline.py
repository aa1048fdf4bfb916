"""One running Careline with everybody around it: the shop's feed, consumers, agents, handsets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from io import StringIO
from subprocess import CompletedProcess
from typing import Any

import aiohttp
from argon2 import PasswordHasher
from rich.console import Console
from sqlalchemy import RowMapping, select, update

from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.seeding import DEMO_PASSWORD
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for
from careline.store.tables.cases import promises, remedies
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.transfers import transfers
from careline.why import explain
from tests.running.chatting import ConsumerClient
from tests.running.feeding import FeedClient, Given
from tests.running.phoning import Handset, SimulatorControl
from tests.running.process import STOP_SECONDS, Up, alive, free_port
from tests.running.shopping import ShopControl
from tests.running.waiting import eventually
from tests.running.working import AgentClient

FOREIGN_PORT = free_port()
"""Where a shop's own page is served that embeds the chat: an origin that Careline is told of at its start."""


class Careline:
    """Clients of one `careline up`. What is opened here is closed by `leave`."""

    def __init__(self, up: Up) -> None:
        self.up = up
        self._stack = AsyncExitStack()
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        self._stack.push_async_callback(self._http.close)
        self.feed = FeedClient(self._http, up.url, up.secrets["CARELINE_FEED_SECRET"])
        self.phones = SimulatorControl(self._http, up.simulator)
        self.shop = ShopControl(self._http, up.shop)

    @property
    def url(self) -> str:
        return self.up.url

    async def leave(self) -> None:
        await self._stack.aclose()

    def token(self, customer_id: str) -> str:
        """As the shop's app signs it. `careline token` prints the same kind, but takes a second."""
        key = ConsumerKey(algorithm="HS256", key=self.up.secrets["CARELINE_CHAT_SECRET"])
        return sign_token(customer_id, key, utc_now(), timedelta(hours=6))

    def consumer(self, customer_id: str) -> ConsumerClient:
        """A device of this consumer."""
        return ConsumerClient(self._http, self.url, self.token(customer_id))

    async def told_of(self, given: Given) -> ConsumerClient:
        """The shop has the order, and the feed is told of it; a device of its consumer."""
        await self.shop.learn(given.event)
        await self.feed.post(given.event)
        return self.consumer(given.who.customer_id)

    async def cheap_passwords(self) -> None:
        """From now on a login costs next to nothing, as in all other tests: a page's test makes a dozen, each of 0.2 s
        of processor time. Fails unless the demo's password is the one that its agents were seeded with."""
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(DEMO_PASSWORD)
        async with self._database() as database, database.begin() as tx:
            seeded = (await tx.execute(select(agents.c.password_hash).where(agents.c.login == "anna"))).scalar_one()
            PasswordHasher().verify(seeded, DEMO_PASSWORD)
            await tx.execute(update(agents).values(password_hash=cheap))

    @asynccontextmanager
    async def agent(self, login: str = "li") -> AsyncIterator[AgentClient]:
        """An agent who is logged in and online."""
        agent = AgentClient(self.url)
        try:
            await agent.log_in(login, DEMO_PASSWORD)
            yield agent
        finally:
            await agent.close_browser()

    @asynccontextmanager
    async def handset(self) -> AsyncIterator[Handset]:
        """A handset page that is open."""
        handset = Handset(self._http, self.up.simulator, self.url, self.phones)
        await handset.switch_on()
        try:
            yield handset
        finally:
            await handset.switch_off()

    async def command(self, *words: str, seconds: float = 60) -> CompletedProcess[str]:
        """What `careline …` in another terminal does."""
        return await asyncio.to_thread(partial(self.up.careline, *words, seconds=seconds))

    async def why(self, order_id: str, *words: str, seconds: float = 30) -> str:
        """What `careline why` prints, once it holds all of these words. In this process: the command takes seconds."""

        told = ""

        async def look() -> str:
            nonlocal told
            told = await self._explained(order_id)
            return told if all(word in told for word in words) else ""

        what = f"{words} in `careline why {order_id}`"
        return str(await eventually(look, what, seconds=seconds, seen=lambda: told))

    async def _explained(self, order_id: str) -> str:
        async with self._database() as database:
            paper, now = StringIO(), utc_now()
            rules = load_rules("demo", now.date())
            await explain(database, order_id, now, rules, Console(file=paper, width=160))
            return paper.getvalue()

    async def hours_pass(self, order_id: str) -> None:
        """Everything that was promised about this order falls due now, as if the hours until then had passed."""
        async with self._database() as database, database.begin() as tx:
            for table in (remedies, promises):
                running = (table.c.order_id == order_id) & table.c.ended_at.is_(None)
                await tx.execute(update(table).where(running).values(due_at=utc_now()))

    async def nobody_picks_up(self, customer_id: str) -> None:
        """The time in which agents are rung for this caller is over now, as if it had passed. Nobody is woken by it."""
        now = utc_now()
        theirs = select(conversations.c.conversation_id).where(conversations.c.customer_id == customer_id)
        rings = transfers.c.conversation_id.in_(theirs) & transfers.c.ended_at.is_(None)
        async with self._database() as database, database.begin() as tx:
            await tx.execute(update(transfers).where(rings).values(ring_until=now, until=now))

    async def waits_for_a_person(self, customer_id: str) -> RowMapping:
        """The open row of this consumer's wish for a person, with who has their conversation."""
        of = conversations.c.conversation_id == handoffs.c.conversation_id
        query = (
            select(handoffs, conversations.c.owner, conversations.c.agent_id.label("held_by"))
            .join(conversations, of)
            .where(conversations.c.customer_id == customer_id, handoffs.c.ended_at.is_(None))
        )
        async with self._database() as database, database.begin() as tx:
            return (await tx.execute(query)).mappings().one()

    @asynccontextmanager
    async def _database(self) -> AsyncIterator[Database]:
        database = Database(engine_for(self.up.database_url, pool_size=1))
        try:
            yield database
        finally:
            await database.close()

    async def hall(self, customer_id: str, language: str = "zh-CN") -> dict[str, Any]:
        """What the hall shows this consumer."""
        headers = {"Authorization": f"Bearer {self.token(customer_id)}"}
        async with self._http.get(f"{self.url}/api/hall", params={"lang": language}, headers=headers) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == 200, json.dumps(body)
            return body


@asynccontextmanager
async def started(up: Up) -> AsyncIterator[Careline]:
    """A Careline of one's own: started, and gone at the end without a trace, within the promised time."""
    await up.start()
    careline = Careline(up)
    try:
        await careline.cheap_passwords()
        yield careline
        await careline.leave()
        family = up.family()
        took = await up.stop()
        assert took <= STOP_SECONDS, f"Ctrl-C took {took:.1f} s\n{up.report()}"
        assert not alive(family), f"left behind: {alive(family)}"
    finally:
        await careline.leave()
        up.destroy()


class Shared:
    """The one Careline of a session: started for the first folder of tests that wants it, stopped with the last."""

    def __init__(self) -> None:
        self._stack: AsyncExitStack | None = None
        self._careline: Careline | None = None
        self._users = 0

    @asynccontextmanager
    async def used(self) -> AsyncIterator[Careline]:
        self._users += 1
        try:
            yield await self._running()
        finally:
            self._users -= 1
            if not self._users and self._stack:
                stack, self._stack, self._careline = self._stack, None, None
                await stack.aclose()

    async def _running(self) -> Careline:
        if self._careline is None:
            self._stack = AsyncExitStack()
            up = Up({"CARELINE_CHAT_ORIGINS": f"http://127.0.0.1:{FOREIGN_PORT}"})
            trained = await asyncio.to_thread(up.careline, "train", seconds=300)  # cached; not part of the start
            assert trained.returncode == 0, trained.stderr
            self._careline = await self._stack.enter_async_context(started(up))
        return self._careline


SHARED = Shared()
