"""What happens at the desk by itself: who left is replaced, who waits rises, promises are owned up to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import RowMapping, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.chat.hub import Hub
from careline.conversations.messages import messages_after
from careline.core.conversation import Owner
from careline.core.journal import What
from careline.core.routing import AGED_OUT, Priority
from careline.desk.agents import ABSOLUTE, IDLE, Agent, beat, begin_session, log_out, set_presence, verified
from careline.desk.handoffs import promise_answer
from careline.desk.keeper import Keeper, escalate, give_out, name_own_agents, own_up, raise_who_waits, replace_who_left
from careline.desk.postponing import PAUSE, Postponed
from careline.desk.rows import rows_of
from careline.desk.service import Desk
from careline.hall.service import Hall
from careline.privacy.erase import erase
from careline.store.database import Database
from careline.store.tables.cases import cases, journal
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.feed import customers
from tests.desk_floor import PASSWORD, asks_for_a_person, hired, owner_of, paid, reader, says, told
from tests.factories import NOW, ago, ahead
from tests.rules import RULES, rules_with

pytestmark = pytest.mark.store
LEASE = RULES.desk.lease
REFUSING = """
CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN
  IF NEW.conversation_id = '{}' THEN RAISE EXCEPTION 'not this one'; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql
"""
BEFORE_MESSAGES = "CREATE TRIGGER refusing BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION refuse()"


@pytest.fixture
async def li(database: Database) -> Agent:
    agent = await hired(database, "li", name="李婷")
    async with database.begin() as tx:
        await set_presence(tx, agent.agent_id, True, NOW)
        await beat(tx, agent.agent_id, NOW)
    return agent


@pytest.fixture
async def talking(database: Database, li: Agent) -> UUID:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    conversation_id = await asks_for_a_person(database, "u-lin", ago(minutes=4))
    await Desk(database, RULES).claim(li, conversation_id, NOW)
    return conversation_id


async def _handoff(database: Database, conversation_id: UUID) -> RowMapping:
    async with database.begin() as tx:
        mine = select(handoffs).where(handoffs.c.conversation_id == conversation_id)
        return (await tx.execute(mine)).mappings().one()


async def _said(database: Database) -> list[str]:
    async with database.begin() as tx:
        return [row["text"] for row in await messages_after(tx, "u-lin", "app", 0)]


async def _noted(database: Database, what: What) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(select(func.count()).where(journal.c.what == what))).scalar_one())


async def test_whose_page_died_is_replaced_after_the_lease_and_the_consumer_keeps_the_place(
    database: Database, li: Agent, talking: UUID
) -> None:
    assert await replace_who_left(database, NOW + LEASE, RULES, Postponed()) == 0
    gone = NOW + LEASE + timedelta(seconds=1)
    assert await replace_who_left(database, gone, RULES, Postponed()) == 1
    assert await owner_of(database, talking) == (Owner.QUEUE, None)
    row = await _handoff(database, talking)
    assert (row["requested_at"], row["agent_id"], row["dedicated_agent_id"]) == (ago(minutes=4), None, li.agent_id)
    assert (await _said(database))[-1] == "客服李婷那边断线了。您还在原来的位置，由其他同事接着办。"
    assert await replace_who_left(database, gone, RULES, Postponed()) == 0
    async with database.begin() as tx:
        assert (await tx.execute(select(cases.c.agent_id))).scalar_one() == li.agent_id  # who comes back goes on


async def test_a_page_that_lives_or_came_back_keeps_its_consumers(database: Database, li: Agent, talking: UUID) -> None:
    for seconds in (20, 40, 60):
        at = ahead(seconds=seconds)
        async with database.begin() as tx:
            await beat(tx, li.agent_id, at)
        assert await replace_who_left(database, at + timedelta(seconds=15), RULES, Postponed()) == 0
    assert await owner_of(database, talking) == (Owner.AGENT, str(li.agent_id))


async def test_who_logs_out_leaves_nobody_behind(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    wu = await hired(database, "wu")
    async with database.begin() as tx:
        _, token = await begin_session(tx, await verified(tx, "wu", PASSWORD), NOW, strong=False)
    conversation_id = await asks_for_a_person(database, "u-lin")
    await Desk(database, RULES).claim(wu, conversation_id, NOW)
    async with database.begin() as tx:
        await log_out(tx, token, NOW)
    assert await replace_who_left(database, ahead(seconds=1), RULES, Postponed()) == 1
    assert await owner_of(database, conversation_id) == (Owner.QUEUE, None)


async def _logged_in(database: Database, login: str, now: datetime) -> str:
    async with database.begin() as tx:
        return (await begin_session(tx, await verified(tx, login, PASSWORD), now, strong=False))[1]


async def _online(database: Database, login: str) -> bool:
    async with database.begin() as tx:
        query = select(agents.c.online, agents.c.seen_at).where(agents.c.login == login)
        row = (await tx.execute(query)).one()
    return bool(row.online and row.seen_at)


async def test_who_logs_out_on_the_tablet_is_online_on_the_pc(database: Database) -> None:
    wu = await hired(database, "wu")
    pc, tablet = [await _logged_in(database, "wu", NOW) for _ in range(2)]
    async with database.begin() as tx:
        await beat(tx, wu.agent_id, NOW)
    for token, online in ((tablet, True), (pc, False)):
        async with database.begin() as tx:
            await log_out(tx, token, ahead(minutes=1))
        assert await _online(database, "wu") is online


@pytest.mark.parametrize("idle", [IDLE, ABSOLUTE])
async def test_a_session_that_has_ended_by_itself_keeps_nobody_online(database: Database, idle: timedelta) -> None:
    await hired(database, "wu")
    await _logged_in(database, "wu", NOW)
    later = await _logged_in(database, "wu", NOW + idle)
    async with database.begin() as tx:
        await log_out(tx, later, NOW + idle)
    assert not await _online(database, "wu")


async def test_of_two_devices_that_log_out_at_once_the_second_takes_the_agent_offline(database: Database) -> None:
    await hired(database, "wu")
    pc, tablet = [await _logged_in(database, "wu", NOW) for _ in range(2)]
    async with database.begin() as first:
        await log_out(first, pc, NOW)
        second = asyncio.create_task(_logs_out(database, tablet))
        await _waits_for_a_lock(database)
    await second
    assert not await _online(database, "wu")


async def _logs_out(database: Database, token: str) -> None:
    async with database.begin() as tx:
        await log_out(tx, token, NOW)


async def _waits_for_a_lock(database: Database) -> None:
    here = text("wait_event_type = 'Lock' AND datname = current_database()")
    waiting = select(func.count()).select_from(text("pg_stat_activity")).where(here)
    async with asyncio.timeout(10):
        while True:
            async with database.begin() as tx:
                if (await tx.execute(waiting)).scalar_one():
                    return
            await asyncio.sleep(0.01)


async def test_who_works_without_a_page_has_longer(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    wu = await hired(database, "wu")
    async with database.begin() as tx:
        await set_presence(tx, wu.agent_id, True, NOW)
    await Desk(database, RULES).claim(wu, await asks_for_a_person(database, "u-lin"), NOW)
    assert await replace_who_left(database, NOW + LEASE * 2, RULES, Postponed()) == 0
    assert await replace_who_left(database, NOW + RULES.desk.idle + timedelta(seconds=1), RULES, Postponed()) == 1


async def test_the_rank_grows_with_the_time_and_danger_stays_above(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002"))
    calm = await asks_for_a_person(database, "u-lin", NOW)
    fire = await asks_for_a_person(database, "u-wu", NOW, danger=True)
    assert await raise_who_waits(database, ahead(minutes=29), RULES) == 0
    assert await raise_who_waits(database, ahead(minutes=31), RULES) == 1
    assert (await _handoff(database, calm))["rank"] == Priority.NORMAL + 10
    await raise_who_waits(database, ahead(hours=9), RULES)
    ranks = (await _handoff(database, calm))["rank"], (await _handoff(database, fire))["rank"]
    assert ranks == (AGED_OUT, Priority.DANGER)
    assert (await _handoff(database, calm))["priority"] == Priority.NORMAL


async def test_what_nobody_answers_in_time_is_noted_once(database: Database, li: Agent, talking: UUID) -> None:
    assert await escalate(database, ahead(minutes=1), RULES) == 1  # asked for five minutes ago, no word yet
    assert await escalate(database, ahead(minutes=2), RULES) == 0
    await Desk(database, RULES).reply(li, talking, uuid4(), "您好", ahead(minutes=2))
    assert await escalate(database, ahead(minutes=60), RULES) == 0  # nothing of hers is open
    await says(database, "u-lin", "还在吗", ahead(minutes=61))
    assert await escalate(database, ahead(minutes=65), RULES) == 0
    assert await escalate(database, ahead(minutes=67), RULES) == 1
    assert await _noted(database, What.HANDOFF_LATE) == 2


async def test_an_answer_promised_out_of_hours_is_owned_up_to_when_it_does_not_come(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001"))
    conversation_id = await asks_for_a_person(database, "u-lin", NOW)
    async with database.begin() as tx:
        assert await promise_answer(tx, conversation_id, ahead(hours=1)) == ahead(hours=1)
        assert await promise_answer(tx, conversation_id, ahead(hours=2)) == ahead(hours=1)  # the first word holds
    assert await own_up(database, ahead(minutes=59), RULES, Postponed()) == 0
    assert await own_up(database, ahead(minutes=61), RULES, Postponed()) == 1
    assert (await _said(database))[-1].startswith("答应您有同事来回，到现在还没有，抱歉。")
    row = await _handoff(database, conversation_id)
    assert (row["priority"], row["rank"]) == (Priority.BROKEN_PROMISE, Priority.BROKEN_PROMISE)
    assert await own_up(database, ahead(minutes=62), RULES, Postponed()) == 0
    assert await own_up(database, ahead(hours=3), RULES, Postponed()) == 1
    assert (await _handoff(database, conversation_id))["answer_by"] >= ahead(hours=24)


async def test_who_is_passed_into_a_queue_is_late_there_too(database: Database, li: Agent, talking: UUID) -> None:
    desk = Desk(database, RULES)
    await escalate(database, ahead(minutes=1), RULES)
    await desk.reply(li, talking, uuid4(), "我给您转退款组", ahead(minutes=1))
    await desk.transfer(li, talking, ahead(minutes=20), team="refunds")
    assert await escalate(database, ahead(minutes=24), RULES) == 0
    assert await escalate(database, ahead(minutes=26), RULES) == 1
    async with database.begin() as tx:
        (item,) = await rows_of(tx, conversations.c.conversation_id == talking, reader(li, ahead(minutes=24)))
    assert item.waiting_since == ahead(minutes=20)
    assert item.timer
    assert item.timer.due_at == ahead(minutes=25), "the page shows the time by which supervisors are told"


async def test_late_with_one_agent_and_late_again_in_the_queue_is_noted_twice(
    database: Database, li: Agent, talking: UUID
) -> None:
    assert await escalate(database, ahead(minutes=1), RULES) == 1
    await Desk(database, RULES).transfer(li, talking, ahead(minutes=2), team="refunds")
    assert await escalate(database, ahead(minutes=2), RULES) == 1
    assert await escalate(database, ahead(minutes=3), RULES) == 0


async def test_a_promise_is_kept_by_whoever_answered_and_what_is_promised_after_that_is_owned_up_to(
    database: Database, li: Agent, talking: UUID
) -> None:
    desk = Desk(database, RULES)
    async with database.begin() as tx:
        await promise_answer(tx, talking, ahead(minutes=10))
    await desk.reply(li, talking, uuid4(), "我给您转退款组", ahead(minutes=1))
    await desk.transfer(li, talking, ahead(minutes=2), team="refunds")
    assert await _owned_up(database, ahead(minutes=11)) == 0
    async with database.begin() as tx:
        assert await promise_answer(tx, talking, ahead(minutes=30)) == ahead(minutes=30)
    assert await _owned_up(database, ahead(minutes=31)) == 1
    assert (await _handoff(database, talking))["priority"] == Priority.BROKEN_PROMISE


async def test_who_waits_again_without_an_answer_is_still_promised_it(
    database: Database, li: Agent, talking: UUID
) -> None:
    async with database.begin() as tx:
        await promise_answer(tx, talking, ahead(minutes=10))
    await Desk(database, RULES).transfer(li, talking, ahead(minutes=2), team="refunds")
    assert await _owned_up(database, ahead(minutes=11)) == 1


async def _owned_up(database: Database, now: datetime) -> int:
    return await own_up(database, now, RULES, Postponed())


async def promised_both(database: Database) -> tuple[UUID, UUID]:
    """林晓雨 and 吴 wait past the hour that they were promised."""
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002"))
    lin, wu = await asks_for_a_person(database, "u-lin", NOW), await asks_for_a_person(database, "u-wu", NOW)
    async with database.begin() as tx:
        for minutes, waits in enumerate((lin, wu), 50):
            await promise_answer(tx, waits, ahead(minutes=minutes))
    return lin, wu


class Between(Database):
    """Something happens after a step has looked, and before it acts."""

    def __init__(self, database: Database, happens: Callable[[AsyncConnection], Awaitable[object]]) -> None:
        super().__init__(database.engine)
        self._happens = happens
        self._begun = 0

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        self._begun += 1
        if self._begun == 2:
            async with super().begin() as tx:
                await self._happens(tx)
        async with super().begin() as tx:
            yield tx


async def test_who_is_erased_in_the_middle_keeps_nobody_from_hearing(database: Database) -> None:
    _, wu = await promised_both(database)

    async def erased(tx: AsyncConnection) -> None:
        await erase(tx, "u-lin", asked_by="consumer", now=NOW, anyway=True)

    assert await own_up(Between(database, erased), ahead(hours=1), RULES, Postponed()) == 1
    assert (await _handoff(database, wu))["priority"] == Priority.BROKEN_PROMISE


async def test_a_row_that_fails_is_left_alone_for_a_while_and_the_others_are_told(database: Database) -> None:
    lin, wu = await promised_both(database)
    async with database.begin() as tx:
        await tx.execute(text(REFUSING.format(lin)))
        await tx.execute(
            text("CREATE TRIGGER refusing BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION refuse()")
        )
    postponed = Postponed()
    assert await own_up(database, ahead(hours=1), RULES, postponed) == 1
    assert (await _handoff(database, wu))["priority"] == Priority.BROKEN_PROMISE
    async with database.begin() as tx:
        await tx.execute(text("DROP TRIGGER refusing ON messages"))
    assert await own_up(database, ahead(hours=1) + PAUSE / 2, RULES, postponed) == 0
    assert await own_up(database, ahead(hours=1) + PAUSE, RULES, postponed) == 1
    assert (await _handoff(database, lin))["priority"] == Priority.BROKEN_PROMISE


async def test_whose_zone_is_unknown_hears_of_it_by_utc_and_is_late_like_others(database: Database) -> None:
    lin, wu = await promised_both(database)
    async with database.begin() as tx:
        await tx.execute(update(customers).where(customers.c.customer_id == "u-lin").values(time_zone="Mars/Olympus"))
    assert await own_up(database, ahead(hours=1), RULES, Postponed()) == 2
    assert await escalate(database, ahead(hours=8), RULES) == 2
    for waits in (lin, wu):
        assert (await _handoff(database, waits))["priority"] == Priority.BROKEN_PROMISE


async def test_a_round_ends_whatever_is_wrong_with_its_steps(database: Database, database_url: str) -> None:
    await promised_both(database)
    naive = ahead(hours=1).replace(tzinfo=None)  # which no step can compare with anything
    with pytest.raises(TypeError):
        await escalate(database, naive, RULES)
    await Keeper(Desk(database, RULES), database, Hub(database_url), lambda: naive, RULES).round()


async def test_an_answer_that_came_in_time_is_not_apologised_for(database: Database, li: Agent, talking: UUID) -> None:
    async with database.begin() as tx:
        await promise_answer(tx, talking, ahead(minutes=5))
    await Desk(database, RULES).reply(li, talking, uuid4(), "您好", ahead(minutes=2))
    assert await own_up(database, ahead(minutes=9), RULES, Postponed()) == 0


async def test_a_new_user_whose_order_is_stuck_gets_an_agent_of_their_own(database: Database, li: Agent) -> None:
    fair = {"orders_so_far": 40, "first_order_at": "2020-01-01T00:00:00Z"}
    await told(
        database, paid("u-new", "CL2026-0001", hours_ago=60), paid("u-old", "CL2026-0002", hours_ago=60, customer=fair)
    )
    assert await name_own_agents(database, NOW, RULES, Postponed()) == 1
    assert await name_own_agents(database, NOW, RULES, Postponed()) == 0
    async with database.begin() as tx:
        query = select(cases.c.order_id, cases.c.agent_id, cases.c.agent_until).where(cases.c.agent_id.is_not(None))
        rows = [tuple(row) for row in await tx.execute(query)]
    assert rows == [("CL2026-0001", li.agent_id, NOW + RULES.desk.own_term)]
    shown = [await Hall(database, RULES).show(one, "zh-CN", NOW) for one in ("u-new", "u-old")]
    assert [[agent.name for agent in one.own_agents] for one in shown] == [["李婷"], []]
    assert await name_own_agents(database, NOW + RULES.desk.own_term, RULES, Postponed()) == 1  # the term is over


async def test_pushed_to_whom_routing_says_within_capacity(database: Database, li: Agent) -> None:
    rules = rules_with(desk={"assign": "push"})
    consumers = [f"u-{n}" for n in range(7)]
    await told(database, *(paid(one, f"CL-{one}") for one in consumers))
    for one in consumers:
        await asks_for_a_person(database, one)
    desk = Desk(database, rules)
    assert await give_out(desk, database, NOW, rules, Postponed()) == 4  # five places, one kept for own consumers
    assert await give_out(desk, database, NOW, rules, Postponed()) == 0
    async with database.begin() as tx:
        taken = select(func.count()).where(handoffs.c.agent_id == li.agent_id)
        assert (await tx.execute(taken)).scalar_one() == 4
        assert (await tx.execute(select(agents.c.capacity))).scalar_one() == 5
