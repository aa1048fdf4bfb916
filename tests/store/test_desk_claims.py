"""Who gets a conversation: one of several claimers, within their capacity, without ever waiting in a circle."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import func, select

from careline.conversations.conversation import NoConversationError, find, latest_app
from careline.core.conversation import Owner
from careline.desk.agents import Agent
from careline.desk.service import AtCapacityError, Desk, NotYoursError, TakenError, may_see
from careline.ids import new_id
from careline.store.database import Database, engine_for
from careline.store.tables.cases import cases
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import handoffs
from tests.desk_floor import asks_for_a_person, handed_over, hired, owner_of, paid, says, told
from tests.factories import NOW, ahead
from tests.rules import RULES

pytestmark = pytest.mark.store


@pytest.fixture
async def wide(database_url: str) -> AsyncIterator[Database]:
    """The database of a process with room for fifty requests at once."""
    opened = Database(engine_for(database_url, pool_size=50))
    yield opened
    await opened.close()


async def _many_wait(database: Database, number: int) -> list[UUID]:
    consumers = [f"u-{n:03}" for n in range(number)]
    await told(database, *(paid(consumer, f"CL-{consumer}") for consumer in consumers))
    return [await asks_for_a_person(database, consumer) for consumer in consumers]


async def test_of_two_agents_who_claim_the_same_conversation_exactly_one_gets_it(wide: Database) -> None:
    desk, li, wu = Desk(wide, RULES), await hired(wide, "li", capacity=50), await hired(wide, "wu", capacity=50)
    for conversation_id in await _many_wait(wide, 20):
        claims = [desk.claim(agent, conversation_id, NOW) for agent in (li, wu)]
        results = await asyncio.gather(*claims, return_exceptions=True)
        assert sorted(type(result).__name__ for result in results) == ["TakenError", "UUID"]
        winner = (li, wu)[results.index(conversation_id)]
        assert await owner_of(wide, conversation_id) == (Owner.AGENT, str(winner.agent_id))
        async with wide.begin() as tx:
            assigned = select(handoffs.c.agent_id).where(handoffs.c.conversation_id == conversation_id)
            assert (await tx.execute(assigned)).scalar_one() == winner.agent_id


async def test_fifty_claims_at_once_give_an_agent_no_more_than_their_capacity(wide: Database) -> None:
    desk, li = Desk(wide, RULES), await hired(wide, "li", capacity=5)
    claims = [desk.claim(li, conversation_id, NOW) for conversation_id in await _many_wait(wide, 50)]
    results = await asyncio.gather(*claims, return_exceptions=True)
    assert [type(result) for result in results].count(AtCapacityError) == 45
    async with wide.begin() as tx:
        mine = select(func.count()).where(conversations.c.agent_id == li.agent_id)
        assert (await tx.execute(mine)).scalar_one() == sum(isinstance(result, UUID) for result in results) == 5


async def test_claiming_again_what_one_has_changes_nothing(database: Database) -> None:
    desk, li = Desk(database, RULES), await hired(database, "li", capacity=1)
    [conversation_id] = await _many_wait(database, 1)
    await desk.claim(li, conversation_id, NOW)
    async with database.begin() as tx:
        before = await find(tx, conversation_id)
    await desk.claim(li, conversation_id, ahead(minutes=1))
    async with database.begin() as tx:
        assert await find(tx, conversation_id) == before


async def test_a_supervisor_can_step_into_the_bots_conversation_but_not_into_a_closed_one(database: Database) -> None:
    desk, boss = Desk(database, RULES), await hired(database, "boss", role="supervisor")
    await told(database, paid("u-lin", "CL2026-0001"))
    conversation_id = await says(database, "u-lin")
    await desk.claim(boss, conversation_id, NOW)
    assert (await owner_of(database, conversation_id))[0] is Owner.AGENT
    await desk.close(boss, conversation_id, "已解决", NOW)
    with pytest.raises(TakenError):
        await desk.claim(boss, conversation_id, NOW)


async def test_knowing_the_id_of_the_bots_conversation_gives_an_agent_nothing(database: Database) -> None:
    """Not even one that was theirs before."""
    desk, li = Desk(database, RULES), await hired(database, "li")
    [conversation_id] = await _many_wait(database, 1)
    await desk.claim(li, conversation_id, NOW)
    await desk.return_to_bot(li, conversation_id, NOW)
    with pytest.raises(TakenError):
        await desk.claim(li, conversation_id, NOW)
    assert (await owner_of(database, conversation_id))[0] is Owner.BOT
    assert not await _sees(database, li, conversation_id)


async def test_a_conversation_that_does_not_exist_cannot_be_claimed(database: Database) -> None:
    li = await hired(database, "li")
    with pytest.raises(NoConversationError):
        await Desk(database, RULES).claim(li, new_id(), NOW)


async def test_who_settles_a_case_becomes_its_dedicated_agent(database: Database) -> None:
    li = await hired(database, "li")
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    await Desk(database, RULES).claim(li, await asks_for_a_person(database, "u-lin"), NOW)
    async with database.begin() as tx:
        assert (await tx.execute(select(cases.c.agent_id))).scalar_one() == li.agent_id


async def test_a_claim_never_waits_in_a_circle_with_what_refers_to_its_agent(wide: Database) -> None:
    """A note and a dedicated handoff hold a conversation and refer to the agent; a claim does it the other way."""
    desk, li = Desk(wide, RULES), await hired(wide, "li", capacity=50)
    await told(wide, *(paid(f"u-{n}", f"CL-{n:04}", hours_ago=60) for n in range(10)))
    held = [await asks_for_a_person(wide, f"u-{n}") for n in range(10)]
    for conversation_id in held:
        await desk.claim(li, conversation_id, NOW)
    work = [
        step
        for conversation_id in held
        for step in (
            desk.note(li, conversation_id, "已打给商家", NOW),
            desk.claim(li, conversation_id, NOW),
            _returned_and_asked_again(wide, desk, li, conversation_id),
        )
    ]
    async with asyncio.timeout(20):
        results = await asyncio.gather(*work, return_exceptions=True)
    assert {type(result) for result in results} <= {type(None), UUID, NotYoursError, TakenError}


async def _returned_and_asked_again(database: Database, desk: Desk, agent: Agent, conversation_id: UUID) -> None:
    await desk.return_to_bot(agent, conversation_id, NOW)
    await handed_over(database, conversation_id)


async def test_an_agent_sees_own_and_queued_conversations_and_a_supervisor_sees_all(database: Database) -> None:
    desk = Desk(database, RULES)
    li, wu, boss = (
        await hired(database, "li"),
        await hired(database, "wu"),
        await hired(database, "boss", role="supervisor"),
    )
    [conversation_id] = await _many_wait(database, 1)
    for agent in (li, wu, boss):
        assert await _sees(database, agent, conversation_id)
    await desk.claim(li, conversation_id, NOW)
    assert [await _sees(database, agent, conversation_id) for agent in (li, wu, boss)] == [True, False, True]
    await desk.return_to_bot(li, conversation_id, NOW)
    assert [await _sees(database, agent, conversation_id) for agent in (li, wu, boss)] == [False, False, True]


async def _sees(database: Database, agent: Agent, conversation_id: UUID) -> bool:
    async with database.begin() as tx:
        try:
            return bool(await may_see(tx, agent, conversation_id))
        except NotYoursError:
            return False


async def test_after_a_close_the_consumers_next_message_starts_anew_with_the_bot(database: Database) -> None:
    desk, li = Desk(database, RULES), await hired(database, "li")
    [conversation_id] = await _many_wait(database, 1)
    await desk.claim(li, conversation_id, NOW)
    await desk.close(li, conversation_id, "已补发", NOW)
    again = await says(database, "u-000", "还有个问题")
    assert again != conversation_id
    async with database.begin() as tx:
        latest = await latest_app(tx, "u-000")
    assert latest
    assert (latest.conversation_id, latest.ownership.owner) == (again, Owner.BOT)
