"""A desk with people around it, for tests of desk and hall: agents, consumers with trouble, conversations that wait."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from aiohttp import ClientResponse, DummyCookieJar, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from careline.cases.service import look_at_due_orders
from careline.conversations.conversation import find, latest_app
from careline.conversations.service import Conversations
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.desk.agents import Agent, agent_from
from careline.desk.rows import Reader
from careline.desk.service import Handoff, request_handoff
from careline.desk.staff import Profile, save_agent
from careline.feed.service import Feed
from careline.http.endpoint import Access, Endpoint, Guard, register
from careline.http.problem import Answers, problem_middleware
from careline.store.database import Database
from careline.store.tables.desk import agents
from tests.factories import NOW, event
from tests.rules import RULES

PASSWORD = "correct horse battery"
DESK = {"X-Careline-Desk": "1"}


@dataclass
class Clock:
    """A clock that tests move by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **units: float) -> None:
        self.now += timedelta(**units)


async def told(database: Database, *events: dict[str, Any], now: datetime = NOW) -> None:
    """The shop tells of these orders, and we look at them."""
    taken = await Feed(database, RULES.new_users).take(list(events), now)
    assert not taken.rejected, taken.rejected
    while await look_at_due_orders(database, now, RULES, 200):
        pass


def paid(customer_id: str, order_id: str, hours_ago: float = 1, **given: Any) -> dict[str, Any]:
    """An order paid so many hours ago and not dispatched: late after 48."""
    at = (NOW - timedelta(hours=hours_ago)).isoformat()
    who = {"customer_id": customer_id} | given.pop("customer", {})
    return event(order_id=order_id, customer=who, placed_at=at, paid_at=at, **given)


async def hired(database: Database, login: str, **profile: Any) -> Agent:
    """An agent who can log in with PASSWORD."""
    async with database.begin() as tx:
        given = Profile(**{"name": f"客服{login}", **profile})
        await save_agent(tx, login, given, RULES.desk, password=PASSWORD, who="operator", now=NOW)
        return agent_from((await tx.execute(select(agents).where(agents.c.login == login))).mappings().one())


async def says(database: Database, customer_id: str, text: str = "在吗？", now: datetime = NOW) -> UUID:
    """The consumer writes in the app; returns the conversation."""
    await Conversations(database).post(customer_id, uuid4(), now, text=text)
    async with database.begin() as tx:
        conversation = await latest_app(tx, customer_id)
    assert conversation
    return conversation.conversation_id


async def asks_for_a_person(database: Database, customer_id: str, now: datetime = NOW, **given: Any) -> UUID:
    """The consumer writes, and the bot hands over; returns the conversation."""
    conversation_id = await says(database, customer_id, "转人工", now)
    await handed_over(database, conversation_id, now, **given)
    return conversation_id


async def handed_over(database: Database, conversation_id: UUID, now: datetime = NOW, **given: Any) -> Handoff:
    async with database.begin() as tx:
        return await request_handoff(tx, conversation_id, **{"why": Because.ASKED_FOR_A_PERSON, "now": now, **given})


def reader(agent: Agent, now: datetime = NOW, language: str = "zh-CN") -> Reader:
    """This agent before their page."""
    return Reader(agent=agent, language=language, now=now, rules=RULES.desk)


async def owner_of(database: Database, conversation_id: UUID) -> tuple[Owner, str | None]:
    """Who answers this conversation, and which agent."""
    async with database.begin() as tx:
        found = await find(tx, conversation_id)
    assert found
    return found.ownership.owner, found.ownership.agent_id


@dataclass
class Page:
    """One browser at one server: keeps its cookies, sends what our own page sends."""

    client: TestClient[Any, Any]
    headers: dict[str, str] = field(default_factory=lambda: dict(DESK))

    async def get(self, path: str, **given: Any) -> ClientResponse:
        return await self.client.get(path, **given)

    async def post(self, path: str, json: Any = None, **given: Any) -> ClientResponse:
        return await self.client.post(path, json={} if json is None else json, **{"headers": self.headers, **given})

    async def log_in(self, login: str, password: str = PASSWORD) -> ClientResponse:
        return await self.post("/api/desk/login", {"login": login, "password": password})


@asynccontextmanager
async def serving(
    endpoints: list[Endpoint], guards: dict[Access, Guard], answers: Answers
) -> AsyncIterator[TestServer]:
    """These endpoints on a real server on loopback."""
    app = web.Application(middlewares=[problem_middleware(answers)])
    register(app, endpoints, {Access.PUBLIC: _anyone, **guards})
    server = TestServer(app, shutdown_timeout=0.5)
    await server.start_server()
    try:
        yield server
    finally:
        await server.close()


@asynccontextmanager
async def browser(server: TestServer, *, cookies: bool = True) -> AsyncIterator[Page]:
    """A browser of its own, without any cookie yet; or one that never keeps any."""
    client = TestClient(server) if cookies else TestClient(server, cookie_jar=DummyCookieJar())
    try:
        yield Page(client)
    finally:
        await client.session.close()


async def _anyone(_request: web.Request) -> None:
    return
