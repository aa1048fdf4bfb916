"""Handing a conversation on rewrites nothing of how long its consumer waited."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from careline.core.figures import Figures
from careline.desk.agents import Agent, set_presence
from careline.desk.floor import floor_of
from careline.desk.handoffs import note_wait_told, place_in_queue
from careline.desk.service import Desk
from careline.insights.figures import figures
from careline.store.database import Database
from tests.desk_floor import asks_for_a_person, hired, paid, reader, told
from tests.factories import NOW, ahead
from tests.rules import RULES

pytestmark = pytest.mark.store


async def _there(database: Database, login: str) -> Agent:
    agent = await hired(database, login)
    async with database.begin() as tx:
        await set_presence(tx, agent.agent_id, True, NOW)
    return agent


@pytest.fixture
async def li(database: Database) -> Agent:
    return await _there(database, "li")


@pytest.fixture
async def wu(database: Database) -> Agent:
    return await _there(database, "wu")


@pytest.fixture
async def answered(database: Database, li: Agent) -> UUID:
    """Told ten minutes, taken after one, answered after two."""
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002"))
    talk = await asks_for_a_person(database, "u-lin")
    async with database.begin() as tx:
        await note_wait_told(tx, talk, 10)
    desk = Desk(database, RULES)
    await desk.claim(li, talk, ahead(minutes=1))
    await desk.reply(li, talk, uuid4(), "您好", ahead(minutes=2))
    return talk


async def _figures(database: Database) -> Figures:
    async with database.begin() as tx:
        return await figures(tx, NOW - timedelta(days=1), NOW + timedelta(days=1), "UTC", RULES)


async def _as_it_was(database: Database, li: Agent) -> None:
    found = await _figures(database)
    assert [tuple(pair) for pair in found.waits.pairs] == [(600.0, 60.0)]
    assert (found.served.first_reply_median, found.served.first_reply_in_time) == (120.0, 1.0)
    async with database.begin() as tx:
        floor = await floor_of(tx, reader(li, ahead(minutes=45)))
    assert floor.within_time == 1.0


async def test_passed_on_to_a_colleague(database: Database, li: Agent, wu: Agent, answered: UUID) -> None:
    desk = Desk(database, RULES)
    async with database.begin() as tx:
        await set_presence(tx, wu.agent_id, True, ahead(minutes=40))
    await desk.transfer(li, answered, ahead(minutes=40), to=wu.agent_id)
    await _as_it_was(database, li)
    await desk.reply(wu, answered, uuid4(), "您好，我接着看", ahead(minutes=41))
    await desk.close(wu, answered, "已处理", ahead(minutes=50))
    await _as_it_was(database, li)
    assert (await _figures(database)).served.handling_median == timedelta(minutes=49).total_seconds()


async def test_passed_into_a_queue_and_taken_there(database: Database, li: Agent, wu: Agent, answered: UUID) -> None:
    desk = Desk(database, RULES)
    await desk.transfer(li, answered, ahead(minutes=20), team="refunds")
    await _as_it_was(database, li)
    await desk.claim(wu, answered, ahead(minutes=40))
    await _as_it_was(database, li)


async def test_what_others_are_told_of_waiting_is_not_corrected_by_it(
    database: Database, li: Agent, wu: Agent, answered: UUID
) -> None:
    desk = Desk(database, RULES)
    await desk.transfer(li, answered, ahead(minutes=20), team="refunds")
    await desk.claim(wu, answered, ahead(minutes=40))
    other = await asks_for_a_person(database, "u-wu", ahead(minutes=41))
    async with database.begin() as tx:
        place = await place_in_queue(tx, other, ahead(minutes=41))
    assert [minutes for _, _, minutes in place.lately] == [1.0]


async def test_who_was_never_taken_or_answered_is_not_counted_by_a_later_talk(
    database: Database, li: Agent, answered: UUID
) -> None:
    desk = Desk(database, RULES)
    await desk.return_to_bot(li, answered, ahead(minutes=5))
    again = await asks_for_a_person(database, "u-lin", ahead(minutes=6))
    async with database.begin() as tx:
        await note_wait_told(tx, again, 3)
    found = await _figures(database)
    assert (found.waits.counted, found.served.handoffs, found.served.first_reply_in_time) == (1, 2, 0.5)
