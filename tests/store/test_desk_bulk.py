"""One thing done to several conversations: as each alone, told row by row, and never twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import func, select, update

from careline.chat.hub import Hub
from careline.conversations.conversation import find
from careline.core.conversation import Owner
from careline.desk import bulk
from careline.desk import routes as desk_routes
from careline.desk.agents import Agent
from careline.desk.service import Desk
from careline.statuses import STATUSES
from careline.store.database import Database
from careline.store.tables.conversations import messages
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.quality import bulk_rows
from tests.desk_floor import Clock, Page, asks_for_a_person, browser, hired, owner_of, paid, serving, told
from tests.factories import NOW
from tests.rules import RULES

pytestmark = pytest.mark.store


@dataclass
class Floor:
    database: Database
    server: TestServer
    li: Agent
    wu: Agent
    desk: Desk

    async def waiting(self, *customers: str) -> list[UUID]:
        await told(self.database, *(paid(one, f"CL-{one}") for one in customers))
        return [await asks_for_a_person(self.database, one) for one in customers]

    async def with_(self, agent: Agent, *customers: str) -> list[UUID]:
        talks = await self.waiting(*customers)
        for talk in talks:
            await self.desk.claim(agent, talk, NOW)
        return talks

    async def picks(self, *talks: UUID) -> list[dict[str, object]]:
        """As an agent sees them now."""
        found = []
        async with self.database.begin() as tx:
            for talk in talks:
                held = await find(tx, talk)
                assert held
                found.append({"conversation_id": str(talk), "epoch": held.ownership.epoch})
        return found

    async def ended(self) -> int:
        async with self.database.begin() as tx:
            query = select(func.count()).select_from(handoffs).where(handoffs.c.end_reason == "closed")
            return int((await tx.execute(query)).scalar_one())


@pytest.fixture
async def floor(database: Database, database_url: str) -> AsyncIterator[Floor]:
    li, wu = [await hired(database, login, capacity=3, team="售后") for login in ("li", "wu")]
    await hired(database, "chen", role="supervisor")
    async with database.begin() as tx:
        await tx.execute(update(agents).values(online=True, seen_at=NOW))
    clock, desk = Clock(), Desk(database, RULES)
    guards = desk_routes.desk_guards(database, clock, secure_cookie=False)
    served = desk_routes.endpoints(
        desk, database, clock, Hub(database_url), RULES, secure_cookie=False, origins=["http://desk.test"]
    )
    doing = bulk.endpoints(database, clock, RULES, STATUSES)
    async with serving([*served, *doing], guards, dict(STATUSES)) as server:
        yield Floor(database, server, li, wu, desk)


async def asked(page: Page, what: str, status: int = 200, **body: object) -> dict[str, str | None]:
    """The problem of each conversation; None where it is done."""
    answer = await page.post(f"/api/desk/bulk/{what}?lang=en", {"bulk_id": str(uuid4()), **body})
    assert answer.status == status, await answer.text()
    if status != 200:
        return {}
    rows = (await answer.json())["rows"]
    assert all(row["done"] == (row["problem"] is None) for row in rows)
    return {row["conversation_id"]: row["problem"] for row in rows}


async def test_several_are_closed_each_with_its_end_and_its_farewell(floor: Floor) -> None:
    talks = await floor.with_(floor.li, "u-1", "u-2")
    async with browser(floor.server) as page:
        await page.log_in("li")
        picks = await floor.picks(*talks)
        found = await asked(page, "close", picks=picks, resolution="都办好了", disposition="settled")
    assert found == {str(talk): None for talk in talks}
    async with floor.database.begin() as tx:
        rows = (await tx.execute(select(handoffs.c.disposition, handoffs.c.end_reason))).all()
    assert set(rows) == {("settled", "closed")}
    assert [await owner_of(floor.database, talk) for talk in talks] == [(Owner.CLOSED, None)] * 2


async def test_sent_again_nothing_is_done_twice_and_what_was_left_is_done(floor: Floor) -> None:
    one, other = await floor.with_(floor.li, "u-1", "u-2")
    picks, key = await floor.picks(one, other), str(uuid4())
    body: dict[str, Any] = {"bulk_id": key, "resolution": "办好了"}
    async with browser(floor.server) as page:
        await page.log_in("li")
        await asked(page, "close", picks=picks[:1], **body)
        assert await asked(page, "close", picks=picks, **body) == {str(one): None, str(other): None}
        assert await asked(page, "close", picks=picks, **body) == {str(one): None, str(other): None}
    assert await floor.ended() == 2
    async with floor.database.begin() as tx:
        told_by_us = select(messages.c.conversation_id).where(messages.c.author == "system")
        lines = (await tx.execute(told_by_us)).scalars().all()
    assert [lines.count(talk) for talk in (one, other)] == [2, 2]  # came, and closed


async def test_at_the_same_time_twice_it_is_done_once(floor: Floor) -> None:
    talks = await floor.with_(floor.li, "u-1", "u-2", "u-3")
    picks, key = await floor.picks(*talks), str(uuid4())
    async with browser(floor.server) as page:
        await page.log_in("li")
        both = [asked(page, "close", picks=picks, bulk_id=key, resolution="好了") for _ in range(2)]
        for found in await asyncio.gather(*both):
            assert found == {str(talk): None for talk in talks}
    assert await floor.ended() == 3


async def test_who_changed_hands_since_is_left_and_told_while_the_others_are_done(floor: Floor) -> None:
    stays, goes, foreign = (*await floor.with_(floor.li, "u-1", "u-2"), *await floor.with_(floor.wu, "u-3"))
    picks = await floor.picks(stays, goes, foreign)
    await floor.desk.return_to_bot(floor.li, goes, NOW)
    async with browser(floor.server) as page:
        await page.log_in("li")
        found = await asked(page, "close", picks=picks, resolution="好了")
    assert found == {
        str(stays): None,
        str(goes): "It has changed hands since you selected it; look again.",
        str(foreign): "There is no such conversation at your desk.",
    }
    assert await owner_of(floor.database, foreign) == (Owner.AGENT, str(floor.wu.agent_id))


async def test_a_colleague_gets_as_many_as_there_is_room_for_and_the_rest_is_told(floor: Floor) -> None:
    await floor.with_(floor.wu, "u-a", "u-b")  # of three
    talks = await floor.with_(floor.li, "u-1", "u-2", "u-3")
    async with browser(floor.server) as page:
        await page.log_in("li")
        picks = await floor.picks(*talks)
        found = await asked(page, "transfer", picks=picks, agent_id=str(floor.wu.agent_id), note="帮我接一下")
    full = "This colleague has as many conversations as their limit allows."
    assert [found[str(talk)] for talk in talks] == [None, full, full]
    owners = [(await owner_of(floor.database, talk))[1] for talk in talks]
    assert owners == [str(floor.wu.agent_id), str(floor.li.agent_id), str(floor.li.agent_id)]


async def test_a_supervisor_gives_who_waits_and_who_talks_to_a_team_or_an_agent(floor: Floor) -> None:
    waits, talks = await floor.waiting("u-1"), await floor.with_(floor.li, "u-2")
    async with browser(floor.server) as page:
        await page.log_in("chen")
        found = await asked(page, "assign", picks=await floor.picks(*waits, *talks), team="售后")
        assert set(found.values()) == {None}
        async with floor.database.begin() as tx:
            assert set((await tx.execute(select(handoffs.c.team))).scalars()) == {"售后"}
        assert [(await owner_of(floor.database, one))[0] for one in (*waits, *talks)] == [Owner.QUEUE] * 2
        found = await asked(page, "assign", picks=await floor.picks(*waits, *talks), agent_id=str(floor.wu.agent_id))
    assert set(found.values()) == {None}
    assert {(await owner_of(floor.database, one))[1] for one in (*waits, *talks)} == {str(floor.wu.agent_id)}


async def test_what_is_wrong_with_all_of_it_is_a_problem_document(floor: Floor) -> None:
    talks = await floor.with_(floor.li, "u-1")
    picks, key = await floor.picks(*talks), str(uuid4())
    async with browser(floor.server) as page, browser(floor.server) as other:
        await page.log_in("li")
        await other.log_in("wu")
        await asked(page, "assign", 403, picks=picks, team="售后")
        await asked(page, "close", 422, picks=[], resolution="好了")
        await asked(page, "close", 422, picks=picks)
        await asked(page, "transfer", 422, picks=picks, team="售后", skill="refund")
        await asked(page, "close", picks=picks, bulk_id=key, resolution="好了")
        await asked(other, "close", 409, picks=picks, bulk_id=key, resolution="好了")
    async with floor.database.begin() as tx:
        assert (await tx.execute(select(func.count()).select_from(bulk_rows))).scalar_one() == 1


async def test_unknown_conversations_are_told_like_the_others(floor: Floor) -> None:
    async with browser(floor.server) as page:
        await page.log_in("li")
        found = await asked(page, "close", picks=[{"conversation_id": str(UUID(int=5)), "epoch": 1}], resolution="好了")
    assert list(found.values()) == ["There is no such conversation."]
