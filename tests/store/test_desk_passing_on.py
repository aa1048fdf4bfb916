"""A conversation from hand to hand: passed on, taken over, given back, left; and what the consumer reads of it."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import pytest
from sqlalchemy import RowMapping, select, update

from careline.conversations.conversation import find, hold
from careline.conversations.messages import messages_after
from careline.core.conversation import Owner
from careline.core.journal import Because, What
from careline.core.routing import Disposition, Priority, in_order
from careline.desk.agents import Agent, set_presence
from careline.desk.handoffs import place_in_queue, waiting_from, waiting_rows
from careline.desk.raising import raise_case
from careline.desk.service import (
    AtCapacityError,
    ColleagueFullError,
    Desk,
    NobodyWaitsError,
    NotThereError,
    NotYoursError,
    leave_queue,
)
from careline.store.database import Database
from careline.store.tables.cases import cases, journal
from careline.store.tables.conversations import turns
from careline.store.tables.desk import handoffs
from tests.desk_floor import asks_for_a_person, handed_over, hired, owner_of, paid, says, told
from tests.factories import NOW, ago, ahead
from tests.rules import RULES

pytestmark = pytest.mark.store


async def _there(database: Database, login: str, **profile: object) -> Agent:
    """An agent whose page is open."""
    agent = await hired(database, login, **profile)
    async with database.begin() as tx:
        await set_presence(tx, agent.agent_id, True, NOW)
    return agent


@pytest.fixture
async def li(database: Database) -> Agent:
    return await _there(database, "li", name="李婷")


@pytest.fixture
async def wu(database: Database) -> Agent:
    return await _there(database, "wu", name="吴迪")


@pytest.fixture
async def waiting(database: Database) -> UUID:
    """林晓雨's order is late, and she has asked for a person four minutes ago."""
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    return await asks_for_a_person(database, "u-lin", ago(minutes=4))


@pytest.fixture
async def talking(database: Database, li: Agent, waiting: UUID) -> UUID:
    await Desk(database, RULES).claim(li, waiting, NOW)
    return waiting


async def _lines(database: Database, customer_id: str = "u-lin") -> list[str]:
    """What the thread tells of who answers."""
    async with database.begin() as tx:
        rows = await messages_after(tx, customer_id, "app", 0)
    return [row["text"] for row in rows if row["author"] == "system"]


async def _handoff(database: Database, conversation_id: UUID) -> RowMapping:
    async with database.begin() as tx:
        mine = select(handoffs).where(handoffs.c.conversation_id == conversation_id)
        return (await tx.execute(mine.order_by(handoffs.c.requested_at.desc()).limit(1))).mappings().one()


async def _case_agent(database: Database) -> UUID | None:
    async with database.begin() as tx:
        found: UUID | None = (await tx.execute(select(cases.c.agent_id))).scalar_one()
    return found


async def test_who_joins_is_told_by_name(database: Database, talking: UUID) -> None:
    assert await _lines(database) == ["客服李婷来了，前面说的都看得到，您不用再说一遍。"]


async def test_an_agent_who_works_in_another_language_says_so(database: Database, waiting: UUID) -> None:
    await Desk(database, RULES).claim(await _there(database, "anna", name="Anna", languages=("en",)), waiting, NOW)
    assert "回得慢一点请见谅" in (await _lines(database))[-1]


async def test_passed_on_to_a_colleague_with_a_note_who_then_sees_it_through(
    database: Database, li: Agent, wu: Agent, talking: UUID
) -> None:
    await Desk(database, RULES).transfer(li, talking, ahead(seconds=30), to=wu.agent_id, note="要补发，等仓库回话")
    assert await owner_of(database, talking) == (Owner.AGENT, str(wu.agent_id))
    row = await _handoff(database, talking)
    assert (row["agent_id"], row["from_agent_id"], row["note"]) == (wu.agent_id, li.agent_id, "要补发，等仓库回话")
    assert await _case_agent(database) == wu.agent_id
    assert (await _lines(database))[-1] == "接下来由客服吴迪跟您聊，前面说的都转过去了。"
    with pytest.raises(NotYoursError):
        await Desk(database, RULES).reply(li, talking, uuid4(), "还有一句", NOW)


async def test_nobody_is_passed_on_to_who_is_away_or_full(
    database: Database, li: Agent, wu: Agent, talking: UUID
) -> None:
    desk, away = Desk(database, RULES), await hired(database, "away")
    with pytest.raises(NotThereError):
        await desk.transfer(li, talking, NOW, to=away.agent_id)
    with pytest.raises(NotThereError):
        await desk.transfer(li, talking, NOW, to=uuid4())
    full = await _there(database, "full", capacity=1)
    await told(database, paid("u-wu", "CL2026-0002"))
    await desk.claim(full, await asks_for_a_person(database, "u-wu"), NOW)
    with pytest.raises(ColleagueFullError):
        await desk.transfer(li, talking, NOW, to=full.agent_id)
    assert await owner_of(database, talking) == (Owner.AGENT, str(li.agent_id))


async def test_passed_on_to_a_team_they_wait_in_their_old_place(database: Database, li: Agent, talking: UUID) -> None:
    await Desk(database, RULES).transfer(li, talking, ahead(minutes=9), team="理赔", note="要理赔的同事")
    row = await _handoff(database, talking)
    assert (row["team"], row["requested_at"], row["agent_id"]) == ("理赔", ago(minutes=4), None)
    assert row["dedicated_agent_id"] is None
    assert await owner_of(database, talking) == (Owner.QUEUE, None)
    assert "位置不用重新排" in (await _lines(database))[-1]


async def test_of_a_close_and_a_transfer_at_once_one_wins(
    database: Database, li: Agent, wu: Agent, talking: UUID
) -> None:
    desk = Desk(database, RULES)
    results = await asyncio.gather(
        desk.close(li, talking, "好了", NOW), desk.transfer(li, talking, NOW, to=wu.agent_id), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in results) == ["NoneType", "NotYoursError"]


async def test_a_supervisor_takes_over_and_assigns(database: Database, wu: Agent, talking: UUID) -> None:
    desk, chen = Desk(database, RULES), await _there(database, "chen", name="陈敏", role="supervisor")
    assert await desk.take_over(chen, talking, NOW) == talking
    assert await owner_of(database, talking) == (Owner.AGENT, str(chen.agent_id))
    await desk.assign(chen, talking, wu.agent_id, NOW)
    assert await owner_of(database, talking) == (Owner.AGENT, str(wu.agent_id))
    await desk.assign(chen, talking, None, NOW)
    assert await owner_of(database, talking) == (Owner.QUEUE, None)
    assert (await _handoff(database, talking))["requested_at"] == ago(minutes=4)
    await desk.assign(chen, talking, wu.agent_id, NOW)
    assert await owner_of(database, talking) == (Owner.AGENT, str(wu.agent_id))


async def test_next_gives_who_is_next_until_nobody_waits_or_there_is_no_room(database: Database, waiting: UUID) -> None:
    desk, one = Desk(database, RULES), await _there(database, "one", capacity=1)
    assert await desk.next(one, NOW) == waiting
    with pytest.raises(AtCapacityError):
        await desk.next(one, NOW)
    with pytest.raises(NobodyWaitsError):
        await desk.next(await _there(database, "two"), NOW)


async def test_fifty_who_ask_for_the_next_at_once_never_get_the_same(database: Database, waiting: UUID) -> None:
    desk, staff = Desk(database, RULES), [await _there(database, f"a{n}") for n in range(5)]
    got = await asyncio.gather(*(desk.next(agent, NOW) for agent in staff), return_exceptions=True)
    assert [one for one in got if isinstance(one, UUID)] == [waiting]
    assert sum(isinstance(one, NobodyWaitsError) for one in got) == 4


async def test_what_an_agent_left_open_is_asked_of_the_assistant(database: Database, li: Agent, talking: UUID) -> None:
    desk = Desk(database, RULES)
    await desk.reply(li, talking, uuid4(), "您好", NOW)
    for text in ("好的", "那退款要多久？"):
        await says(database, "u-lin", text)
    await desk.return_to_bot(li, talking, ahead(minutes=1))
    async with database.begin() as tx:
        mine = (turns.c.conversation_id == talking) & (turns.c.state == "waiting")
        asked = (await tx.execute(select(turns.c.text).where(mine).order_by(turns.c.seq))).scalars().all()
    assert asked == ["好的", "那退款要多久？"]
    assert (await _lines(database))[-1].startswith("客服李婷先去忙了，接下来有事直接问我。")


async def test_what_was_answered_is_not_asked_again(database: Database, li: Agent, talking: UUID) -> None:
    desk = Desk(database, RULES)
    await says(database, "u-lin", "那退款要多久？")
    await desk.reply(li, talking, uuid4(), "三天内", NOW)
    await desk.return_to_bot(li, talking, ahead(minutes=1))
    async with database.begin() as tx:
        waiting = select(turns.c.turn_id).where(turns.c.conversation_id == talking, turns.c.state == "waiting")
        assert (await tx.execute(waiting)).all() == []


async def test_who_comes_back_goes_to_the_same_agent_before_others(database: Database, li: Agent, wu: Agent) -> None:
    desk = Desk(database, RULES)
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002"))
    talk = await asks_for_a_person(database, "u-lin", ago(minutes=9))
    await desk.claim(li, talk, NOW)
    await desk.return_to_bot(li, talk, NOW)
    other = await asks_for_a_person(database, "u-wu", ahead(minutes=1))
    back = await handed_over(database, talk, ahead(minutes=2))
    assert (back.position, back.own_agent) == (1, "李婷")
    async with database.begin() as tx:
        assert (await place_in_queue(tx, other, ahead(minutes=2))).position == 2
    assert (await _handoff(database, talk))["priority"] == Priority.COMING_BACK
    async with database.begin() as tx:
        for agent in (li, wu):
            await set_presence(tx, agent.agent_id, True, ahead(minutes=2))
    assert await desk.next(wu, ahead(minutes=2)) == other  # hers is left to 李婷 for a while
    await desk.claim(li, talk, ahead(minutes=2))
    await desk.close(li, talk, "好了", ahead(minutes=3), Disposition.SETTLED)
    later = await asks_for_a_person(database, "u-lin", ahead(hours=30))
    assert (await _handoff(database, later))["dedicated_agent_id"] is None


async def test_closing_tells_and_asks_how_it_went_and_the_answer_counts_in_the_next_conversation(
    database: Database, li: Agent, talking: UUID
) -> None:
    from careline.conversations.service import Conversations

    await Desk(database, RULES).close(li, talking, "已催商家", NOW, Disposition.UNDER_WAY)
    row = await _handoff(database, talking)
    assert (row["end_reason"], row["disposition"]) == ("closed", "under_way")
    async with database.begin() as tx:
        last = (await messages_after(tx, "u-lin", "app", 0))[-1]
    assert last["text"] == "客服李婷结束了这次会话，还有事随时说。这次办得怎么样？"
    assert len(last["buttons"]) == 5
    pressed = await Conversations(database).post("u-lin", uuid4(), NOW, button_id=UUID(last["buttons"][0]["id"]))
    assert pressed.turn_id


async def test_who_leaves_the_queue_is_with_the_assistant_and_in_no_list(database: Database, waiting: UUID) -> None:
    async with database.begin() as tx:
        assert await leave_queue(tx, waiting, NOW)
    assert await owner_of(database, waiting) == (Owner.BOT, None)
    assert (await _handoff(database, waiting))["end_reason"] == "left"
    async with database.begin() as tx:
        assert not await leave_queue(tx, waiting, NOW)
    assert await _lines(database) == ["好的，不排了，接下来我帮您看。要找人工随时说。"]


async def test_the_order_talked_about_is_attached_though_another_is_later(database: Database) -> None:
    await told(database, paid("u-many", "CL2026-0001", hours_ago=90), paid("u-many", "CL2026-0002", hours_ago=50))
    conversation_id = await says(database, "u-many")
    await handed_over(database, conversation_id, order_id="CL2026-0002")
    assert (await _handoff(database, conversation_id))["order_id"] == "CL2026-0002"
    async with database.begin() as tx:
        found = await find(tx, conversation_id)
        assert found
        about = select(cases.c.order_id).where(cases.c.case_id == found.case_id)
        assert (await tx.execute(about)).scalar_one() == "CL2026-0002"
    await handed_over(database, conversation_id, order_id="CL2026-0001")  # asked again, about the other one
    assert (await _handoff(database, conversation_id))["order_id"] == "CL2026-0001"


async def test_an_order_of_somebody_else_is_never_attached(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002"))
    conversation_id = await says(database, "u-lin")
    await handed_over(database, conversation_id, order_id="CL2026-0002")
    assert (await _handoff(database, conversation_id))["order_id"] is None


@pytest.mark.parametrize(
    ("why", "danger", "priority"),
    [
        (Because.FIRE, True, Priority.DANGER),
        (Because.DANGER_WORDS, True, Priority.LEGAL),
        (Because.PROMISE_DUE, False, Priority.BROKEN_PROMISE),
        (Because.ASKED_FOR_A_PERSON, False, Priority.BLOCKED_NEW_USER),
    ],
)
async def test_the_reason_decides_the_priority(
    database: Database, why: Because, danger: bool, priority: Priority
) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    conversation_id = await asks_for_a_person(database, "u-lin", why=why, danger=danger)
    assert (await _handoff(database, conversation_id))["priority"] == priority


async def test_the_place_that_is_told_is_the_place_in_the_order_of_the_queue(database: Database) -> None:
    consumers = [f"u-{n}" for n in range(8)]
    await told(database, *(paid(one, f"CL-{one}") for one in consumers))
    for n, one in enumerate(consumers):
        conversation_id = await asks_for_a_person(database, one, ago(minutes=n % 3))
        rank = (10, 49, 20)[n % 3 - n % 2]
        async with database.begin() as tx:
            mine = handoffs.c.conversation_id == conversation_id
            await tx.execute(update(handoffs).where(mine).values(rank=rank))
    async with database.begin() as tx:
        order = in_order(waiting_from(row) for row in await waiting_rows(tx))
        places = [(await place_in_queue(tx, UUID(one.conversation_id), NOW)).position for one in order]
    assert places == list(range(1, 9))


async def test_a_promise_that_breaks_while_they_wait_puts_them_before_others(database: Database, waiting: UUID) -> None:
    async with database.begin() as tx:
        held = await hold(tx, waiting)
        case_id = (await tx.execute(select(cases.c.case_id))).scalar_one()
        await raise_case(tx, held, case_id, NOW)
    row = await _handoff(database, waiting)
    assert (row["priority"], row["why"], row["requested_at"]) == (
        Priority.BROKEN_PROMISE, "promise_due", ago(minutes=4),
    )  # fmt: skip


async def test_whoever_passes_on_and_takes_over_is_in_the_journal(
    database: Database, li: Agent, wu: Agent, talking: UUID
) -> None:
    await Desk(database, RULES).transfer(li, talking, NOW, to=wu.agent_id)
    async with database.begin() as tx:
        query = select(journal.c.who, journal.c.why).where(journal.c.what == What.OWNER_CHANGED)
        rows = (await tx.execute(query.order_by(journal.c.entry_id))).all()
    assert tuple(rows[-1]) == ("agent:li", "transferred")
