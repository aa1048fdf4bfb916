"""From the bot to a person and back: one answerer at a time, every message once, and what is left behind."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import RowMapping, func, select

from careline.conversations.conversation import Conversation, find, hold
from careline.conversations.messages import Button, ClientIdReusedError, Outgoing, messages_after, say
from careline.conversations.service import Conversations
from careline.core.conversation import IllegalMoveError, Owner
from careline.core.routing import Priority
from careline.desk.service import Desk, NotYoursError, place_in_queue
from careline.evidence.service import About, Evidence
from careline.store.database import Database
from careline.store.tables.cases import cases
from careline.store.tables.conversations import Author, turns
from careline.store.tables.desk import handoffs, notes
from tests.desk_floor import asks_for_a_person, handed_over, hired, paid, says, told
from tests.factories import NOW, ago, ahead
from tests.pictures import photo
from tests.rules import RULES

pytestmark = pytest.mark.store


async def _conversation(database: Database, conversation_id: UUID) -> Conversation:
    async with database.begin() as tx:
        found = await find(tx, conversation_id)
    assert found
    return found


async def _sequence(database: Database, customer_id: str = "u-lin") -> list[tuple[int, str, str]]:
    async with database.begin() as tx:
        rows = await messages_after(tx, customer_id, "app", 0)
    return [(row["seq"], row["author"], row["text"]) for row in rows]


async def _turns(database: Database, conversation_id: UUID, state: str = "waiting") -> int:
    async with database.begin() as tx:
        mine = (turns.c.conversation_id == conversation_id) & (turns.c.state == state)
        return int((await tx.execute(select(func.count()).where(mine))).scalar_one())


async def _handoff(database: Database, conversation_id: UUID) -> RowMapping:
    async with database.begin() as tx:
        query = select(handoffs).where(handoffs.c.conversation_id == conversation_id)
        return (await tx.execute(query)).mappings().one()


@pytest.fixture
async def waiting(database: Database) -> UUID:
    """林晓雨 has asked for a person."""
    await told(database, paid("u-lin", "CL2026-0001"))
    return await asks_for_a_person(database, "u-lin")


async def test_a_reply_reaches_the_consumers_sequence_exactly_once(database: Database, waiting: UUID) -> None:
    desk, li = Desk(database, RULES), await hired(database, "li")
    await desk.claim(li, waiting, NOW)
    client_id = uuid4()
    seqs = [await desk.reply(li, waiting, client_id, "您好，我是小李", NOW) for _ in range(3)]
    assert len(set(seqs)) == 1
    said = await _sequence(database)
    assert [text for _, author, text in said if author == "agent"] == ["您好，我是小李"]
    assert [seq for seq, _, _ in said] == list(range(1, len(said) + 1))


async def test_the_same_client_id_with_other_words_is_refused_and_says_nothing(
    database: Database, waiting: UUID
) -> None:
    desk, li = Desk(database, RULES), await hired(database, "li")
    await desk.claim(li, waiting, NOW)
    client_id = uuid4()
    await desk.reply(li, waiting, client_id, "马上查", NOW)
    with pytest.raises(ClientIdReusedError):
        await desk.reply(li, waiting, client_id, "查不到", NOW)
    assert [text for _, author, text in await _sequence(database) if author == "agent"] == ["马上查"]


async def test_while_a_person_answers_the_bot_is_not_asked(database: Database, waiting: UUID) -> None:
    await says(database, "u-lin", "还在吗")
    assert await _turns(database, waiting) == 2  # in the queue the assistant goes on
    await Desk(database, RULES).claim(await hired(database, "li"), waiting, NOW)
    await says(database, "u-lin", "什么时候发货")
    assert await _turns(database, waiting) == 0
    said = [text for _, author, text in await _sequence(database) if author == "consumer"]
    assert said == ["转人工", "还在吗", "什么时候发货"]


async def test_back_with_the_bot_the_next_message_is_the_bots_again(database: Database, waiting: UUID) -> None:
    desk, li = Desk(database, RULES), await hired(database, "li")
    await desk.claim(li, waiting, NOW)
    before = await _conversation(database, waiting)
    await desk.return_to_bot(li, waiting, ahead(minutes=3))
    after = await _conversation(database, waiting)
    assert (after.ownership.owner, after.ownership.agent_id) == (Owner.BOT, None)
    assert after.ownership.epoch == before.ownership.epoch + 1
    row = await _handoff(database, waiting)
    assert (row["end_reason"], row["ended_at"]) == ("returned", ahead(minutes=3))
    asked = await _turns(database, waiting)
    await says(database, "u-lin", "退款到哪了")
    assert await _turns(database, waiting) == asked + 1


async def test_back_with_the_bot_a_photo_is_no_question_and_a_button_is_what_it_means(
    database: Database, waiting: UUID
) -> None:
    payload = {"intent": "affirm", "entities": {}}
    async with database.begin() as tx:
        held = await hold(tx, waiting)
        urge = Button(title="催一下", payload=payload)
        await say(tx, held, Author.BOT, Outgoing(text="要催吗？", buttons=(urge,)), NOW)
    desk, li = Desk(database, RULES), await hired(database, "li")
    await desk.claim(li, waiting, NOW)
    await Evidence(database, RULES).receive("u-lin", photo(), About(in_chat=True, client_id=uuid4()), NOW)
    async with database.begin() as tx:
        shown = [row["buttons"][0] for row in await messages_after(tx, "u-lin", "app", 0) if row["buttons"]]
    await Conversations(database).post("u-lin", uuid4(), NOW, button_id=UUID(shown[0]["id"]))
    await says(database, "u-lin", "催一下")
    await desk.return_to_bot(li, waiting, ahead(minutes=3))
    async with database.begin() as tx:
        open_now = (turns.c.conversation_id == waiting) & (turns.c.state == "waiting")
        asked = (await tx.execute(select(turns.c.text, turns.c.payload).where(open_now).order_by(turns.c.seq))).all()
    assert [tuple(one) for one in asked] == [(None, payload), ("催一下", None)]


async def test_closing_ends_the_handoff_and_a_case_in_which_nothing_is_left(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    desk, li = Desk(database, RULES), await hired(database, "li")
    conversation_id = await asks_for_a_person(database, "u-lin")
    await desk.claim(li, conversation_id, NOW)
    unblocked = paid("u-lin", "CL2026-0001", hours_ago=60, status="cancelled")
    await told(database, unblocked | {"version": 2})
    async with database.begin() as tx:
        assert (await tx.execute(select(cases.c.closed_at))).scalar_one() is None  # it is still talked about
    await desk.close(li, conversation_id, "订单已取消，退款已发起", NOW)
    async with database.begin() as tx:
        case = (await tx.execute(select(cases.c.closed_at, cases.c.close_reason))).one()
    assert tuple(case) == (NOW, "agent")
    assert (await _handoff(database, conversation_id))["end_reason"] == "closed"
    assert (await _conversation(database, conversation_id)).ownership.owner is Owner.CLOSED


async def test_closing_leaves_a_case_open_whose_order_is_still_stuck(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    desk, li = Desk(database, RULES), await hired(database, "li")
    conversation_id = await asks_for_a_person(database, "u-lin")
    await desk.claim(li, conversation_id, NOW)
    await desk.close(li, conversation_id, "已催商家", NOW)
    async with database.begin() as tx:
        assert (await tx.execute(select(cases.c.closed_at))).scalar_one() is None


async def test_a_case_that_is_given_back_to_the_bot_with_nothing_left_closes_after_silence(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    desk, li = Desk(database, RULES), await hired(database, "li")
    conversation_id = await asks_for_a_person(database, "u-lin")
    await desk.claim(li, conversation_id, NOW)
    unblocked = paid("u-lin", "CL2026-0001", hours_ago=60, status="cancelled")
    await told(database, unblocked | {"version": 2})
    await desk.return_to_bot(li, conversation_id, NOW)
    async with database.begin() as tx:
        case = (await tx.execute(select(cases.c.closed_at, cases.c.quiet_since))).one()
    assert tuple(case) == (None, NOW)


@pytest.mark.parametrize("act", ["reply", "return_to_bot", "close", "note"])
async def test_nobody_acts_in_anothers_conversation(database: Database, waiting: UUID, act: str) -> None:
    role = "agent" if act == "note" else "supervisor"  # whose note in it is a whisper (tests/store/test_desk_doing.py)
    desk, li, wu = Desk(database, RULES), await hired(database, "li"), await hired(database, "wu", role=role)
    await desk.claim(li, waiting, NOW)
    acts = {
        "reply": lambda: desk.reply(wu, waiting, uuid4(), "我来", NOW),
        "return_to_bot": lambda: desk.return_to_bot(wu, waiting, NOW),
        "close": lambda: desk.close(wu, waiting, "好了", NOW),
        "note": lambda: desk.note(wu, waiting, "备注", NOW),
    }
    before = await _sequence(database)
    with pytest.raises(NotYoursError):
        await acts[act]()
    assert (await _conversation(database, waiting)).ownership.agent_id == str(li.agent_id)
    assert await _sequence(database) == before


async def test_a_note_is_kept_and_never_said(database: Database, waiting: UUID) -> None:
    desk, li = Desk(database, RULES), await hired(database, "li")
    await desk.claim(li, waiting, NOW)
    before = await _sequence(database)
    await desk.note(li, waiting, "商家答应明天发", NOW)
    assert await _sequence(database) == before
    async with database.begin() as tx:
        assert (await tx.execute(select(notes.c.text))).scalars().all() == ["商家答应明天发"]


async def test_asking_twice_keeps_the_place_in_the_queue(database: Database) -> None:
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002"))
    await hired(database, "li")
    first = await asks_for_a_person(database, "u-lin", ago(minutes=9))
    second = await asks_for_a_person(database, "u-wu", ago(minutes=5))
    again = await handed_over(database, first, NOW)
    assert (again.position, again.fresh) == (1, False)
    async with database.begin() as tx:
        assert (await place_in_queue(tx, second, NOW)).position == 2
        assert (await tx.execute(select(func.count()).select_from(handoffs))).scalar_one() == 2


async def test_what_is_on_fire_comes_before_what_is_stuck_and_that_before_the_rest(database: Database) -> None:
    old_hand = {"first_order_at": "2020-01-01T00:00:00+08:00", "orders_so_far": 90}
    await told(
        database,
        paid("u-calm", "CL2026-0001"),
        paid("u-stuck", "CL2026-0002", hours_ago=60, customer=old_hand),
        paid("u-new", "CL2026-0003", hours_ago=60),
        paid("u-fire", "CL2026-0004"),
    )
    asked = {name: await asks_for_a_person(database, name) for name in ("u-calm", "u-stuck", "u-new")}
    asked["u-fire"] = await asks_for_a_person(database, "u-fire", danger=True)
    found = {name: (await _handoff(database, conversation))["priority"] for name, conversation in asked.items()}
    assert found == {
        "u-calm": Priority.NORMAL,
        "u-stuck": Priority.BLOCKED,
        "u-new": Priority.BLOCKED_NEW_USER,
        "u-fire": Priority.DANGER,
    }


async def test_a_closed_conversation_is_not_handed_over(database: Database, waiting: UUID) -> None:
    desk, li = Desk(database, RULES), await hired(database, "li")
    await desk.claim(li, waiting, NOW)
    await desk.close(li, waiting, "已解决", NOW)
    with pytest.raises(IllegalMoveError):
        await handed_over(database, waiting)
