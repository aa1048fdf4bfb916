"""The invariants of a handoff to a desk that is not ours: one owner, nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text, update

from careline.conversations.conversation import find, hold
from careline.conversations.messages import Outgoing, say
from careline.core.conversation import may_reply
from careline.core.routing import Priority
from careline.demo import personas as p
from careline.desk.agents import LoginError, set_presence, verified
from careline.desk.keeper import give_out, name_own_agents, replace_who_left
from careline.desk.postponing import Postponed
from careline.desk.service import Desk, NobodyWaitsError, leave_queue, place_in_queue
from careline.evidence.service import About, Evidence
from careline.store.database import Database
from careline.store.tables.conversations import Author, turns
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.external_desk import external_talks
from tests.desk_floor import asks_for_a_person, hired, paid, says, told
from tests.external_desk_kit import Between, between
from tests.factories import NOW
from tests.pictures import photo
from tests.rules import RULES
from tests.talking import NOW as AFTERNOON
from tests.talking import end_attempts, on_the_phone

pytestmark = pytest.mark.store

LI, WANG = 7, 8
JOINED = "客服李静来了，前面说的都看得到，您不用再说一遍。"


@pytest.fixture
async def kit(database: Database) -> AsyncIterator[Between]:
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60))
    async with between(database) as kit:
        yield kit


@pytest.fixture
async def waiting(kit: Between) -> UUID:
    """林晓雨 said something, asked for a person, and her talk is at the desk."""
    await says(kit.database, "u-lin", "我的锅怎么还没发")
    conversation_id = await asks_for_a_person(kit.database, "u-lin")
    await kit.round()
    return conversation_id


@pytest.fixture
async def talking(kit: Between, waiting: UUID) -> UUID:
    """李静 has answered her."""
    kit.desk.says(1, LI, "您好，我看一下")
    await kit.told()
    return waiting


async def _bot_says(kit: Between, conversation_id: UUID, text: str) -> None:
    async with kit.database.begin() as tx:
        await say(tx, await hold(tx, conversation_id), Author.BOT, Outgoing(text=text), kit.clock())


async def test_who_asks_for_a_person_is_handed_over_with_summary_and_talk_and_their_last_words_as_theirs(
    kit: Between, waiting: UUID
) -> None:
    (note,) = kit.desk.notes(1)
    assert "林**" in note
    assert "CL2026-0001" in note
    assert "顾客：我的锅怎么还没发" in note
    assert kit.desk.said(1) == ["转人工"]
    (contact,) = kit.desk.contacts.values()
    assert contact["identifier"] == "u-lin"
    assert set(contact) <= {"id", "identifier", "email", "name", "source_id"}  # no number, no address
    assert "u-lin" not in contact["source_id"]
    assert await kit.owner(waiting) == ("queue", None)


async def test_the_agents_words_reach_the_consumer_once_under_their_name_however_often_it_is_told(
    kit: Between, talking: UUID
) -> None:
    for _ in range(3):
        await kit.told()
    await kit.later()
    assert (await kit.thread())[-2:] == [("system", JOINED), ("李静", "您好，我看一下")]
    assert await kit.owner(talking) == ("agent", "chatwoot:7")
    async with kit.database.begin() as tx:
        row = (await tx.execute(select(handoffs))).mappings().one()
    assert row["first_reply_at"] == row["assigned_at"] == NOW


async def test_a_webhook_that_was_lost_costs_a_minute_and_no_word(kit: Between, waiting: UUID) -> None:
    kit.desk.says(1, LI, "您好")
    kit.desk.says(1, LI, "我看一下")
    await kit.round()
    assert await kit.owner(waiting) == ("queue", None)
    await kit.later(seconds=61)
    assert [text for who, text in await kit.thread() if who == "李静"] == ["您好", "我看一下"]


async def test_in_the_queue_the_assistant_goes_on_and_the_agents_read_along(kit: Between, waiting: UUID) -> None:
    await says(kit.database, "u-lin", "那运费谁出")
    await _bot_says(kit, waiting, "运费由商家承担。")
    await kit.round()
    assert kit.desk.said(1) == ["转人工", "那运费谁出"]
    assert kit.desk.notes(1)[1:] == ["助手：运费由商家承担。"]


async def test_a_photo_of_the_consumers_is_there_too(kit: Between, talking: UUID) -> None:
    evidence = Evidence(kit.database, RULES)
    await evidence.receive("u-lin", photo(), About(in_chat=True, client_id=uuid4()), kit.clock())
    await kit.round()
    assert kit.desk.said(1) == ["转人工", "[照片]"]
    sent = next(one for one in kit.desk.messages if one["content"] == "[照片]")
    assert sent["attachments"][0]["bytes"] > 500


async def test_while_an_agent_answers_the_consumers_words_go_there_and_the_assistant_is_not_asked(
    kit: Between, talking: UUID
) -> None:
    await says(kit.database, "u-lin", "好的")
    await says(kit.database, "u-lin", "最好今天")
    await kit.round()
    await kit.round()
    assert kit.desk.said(1) == ["转人工", "好的", "最好今天"]
    async with kit.database.begin() as tx:
        waits = (await tx.execute(select(func.count()).where(turns.c.state == "waiting"))).scalar_one()
    assert waits == 0


async def test_an_answer_that_the_assistant_was_making_when_the_agent_came_is_late(kit: Between, waiting: UUID) -> None:
    async with kit.database.begin() as tx:
        before = await find(tx, waiting)
    kit.desk.assign(1, LI)
    await kit.told()
    async with kit.database.begin() as tx:
        after = await find(tx, waiting)
        states = (await tx.execute(select(turns.c.state).where(turns.c.conversation_id == waiting))).scalars().all()
    assert before
    assert after
    assert not may_reply(after.ownership, before.ownership.epoch)
    assert set(states) == {"discarded"}


async def test_an_agents_private_note_is_never_told_to_the_consumer(kit: Between, talking: UUID) -> None:
    before = await kit.thread()
    kit.desk.says(1, LI, "这位有点急，@王磊 看下仓库", private=True)
    await kit.told()
    assert await kit.thread() == before


async def test_away_for_an_hour_the_desk_gets_everything_once_in_order_and_somebody_is_alarmed(
    kit: Between, talking: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    kit.desk.away = True
    for n in range(5):
        await says(kit.database, "u-lin", f"第{n}句")
        await kit.later(minutes=12)
    assert kit.desk.said(1) == ["转人工"]
    stuck = await kit.row()
    assert stuck["failing_since"] is not None
    assert stuck["last_error"] == "http_503"
    assert "external_desk_stuck" in {getattr(record, "action", "") for record in caplog.records}
    kit.desk.away = False
    await kit.later(seconds=31)
    assert kit.desk.said(1) == ["转人工", *(f"第{n}句" for n in range(5))]
    assert (await kit.row())["failing_since"] is None
    assert await kit.owner(talking) == ("agent", "chatwoot:7")


@pytest.mark.parametrize("keeps_source_id", [True, False])
async def test_whichever_answer_is_lost_nothing_is_doubled(database: Database, keeps_source_id: bool) -> None:
    """Each write of the story is done by the desk and its answer lost, one write a run."""
    lost_at = 0
    while True:
        who = f"u-{lost_at}"
        await told(database, paid(who, f"CL-{lost_at}", hours_ago=60))
        async with between(database, keeps_source_id=keeps_source_id) as kit:
            kit.clock.pass_(hours=lost_at)
            conversation_id = await asks_for_a_person(database, who, kit.clock())
            writes = await _story(kit, who, conversation_id, lost_at)
            mine = [talk for talk, one in kit.desk.talks.items() if one["custom_attributes"]]
            assert len(mine) == 1, f"write {lost_at}: begun twice"
            assert kit.desk.said(mine[0]) == ["转人工", "在吗", "在吗"], f"write {lost_at}"
            notes = kit.desk.notes(mine[0])
            assert len(notes) == 2, f"write {lost_at}: {notes}"
            assert kit.desk.talks[mine[0]]["status"] == "resolved"
            if lost_at > writes:
                break
        lost_at += 1
    assert lost_at > 7


async def _story(kit: Between, who: str, conversation_id: UUID, lost_at: int) -> int:
    """From the queue to "go on with the assistant"; returns how many writes that took."""
    posts = 0

    async def until_done() -> None:
        for _ in range(4):
            await kit.later(seconds=31)

    def lose_this_one() -> None:
        nonlocal posts
        posts += 1
        kit.desk.lose = 1 if posts == lost_at + 1 else 0

    kit.desk.before_write = lose_this_one
    await until_done()
    for words in ("在吗", "在吗"):
        await says(kit.database, who, words, kit.clock())
    await until_done()
    async with kit.database.begin() as tx:
        await leave_queue(tx, conversation_id, kit.clock())
    await until_done()
    return posts


async def test_who_goes_on_with_the_assistant_is_taken_back_and_the_agents_are_told(
    kit: Between, waiting: UUID
) -> None:
    async with kit.database.begin() as tx:
        assert await leave_queue(tx, waiting, kit.clock())
    await kit.round()
    assert kit.desk.talks[1]["status"] == "resolved"
    assert "顾客决定接着由智能助手处理" in kit.desk.notes(1)[-1]
    await says(kit.database, "u-lin", "退款到哪了")
    await kit.later()
    assert kit.desk.said(1) == ["转人工"]  # what is said to the assistant stays there
    again = await asks_for_a_person(kit.database, "u-lin", kit.clock())
    await kit.round()
    assert again == waiting
    assert kit.desk.talks[2]["contact"] == kit.desk.talks[1]["contact"]


async def test_words_that_came_too_late_are_given_back_and_whoever_reopens_takes_over(
    kit: Between, waiting: UUID
) -> None:
    async with kit.database.begin() as tx:
        await leave_queue(tx, waiting, kit.clock())
    kit.desk.says(1, LI, "您好，来晚了")  # before it was told
    await kit.told()
    assert ("李静", "您好，来晚了") not in await kit.thread()
    assert any("没有送到顾客那里" in note and "来晚了" in note for note in kit.desk.notes(1))
    assert await kit.owner(waiting) == ("bot", None)

    kit.desk.says(1, LI, "还在吗")  # resolved by now
    await kit.told()
    assert sum("没有送到顾客那里" in note for note in kit.desk.notes(1)) == 2
    kit.desk.set_status(1, "open")
    await kit.told()
    assert await kit.owner(waiting) == ("bot", None)  # reopening alone says nothing to anybody
    kit.desk.says(1, LI, "我来接着办")
    await kit.told()
    assert await kit.owner(waiting) == ("agent", "chatwoot:7")
    assert (await kit.thread())[-2:] == [("system", JOINED), ("李静", "我来接着办")]
    await says(kit.database, "u-lin", "好")
    await kit.round()
    assert kit.desk.said(1) == ["转人工", "好"]
    assert len(kit.desk.notes(1)) == 4  # introduction, two that did not arrive, the end


async def test_who_leaves_in_the_moment_of_a_look_is_not_written_to(kit: Between, waiting: UUID) -> None:
    async def leaves() -> None:
        async with kit.database.begin() as tx:
            await leave_queue(tx, waiting, kit.clock())

    kit.desk.says(1, LI, "我来了")
    kit.desk.while_looked_at = leaves
    await kit.told()
    kit.desk.while_looked_at = None
    await kit.round()
    assert await kit.owner(waiting) == ("bot", None)
    assert ("李静", "我来了") not in await kit.thread()
    assert any("没有送到顾客那里" in note and "我来了" in note for note in kit.desk.notes(1))


async def test_assigned_passed_on_taken_away_and_given_back_are_our_moves(kit: Between, waiting: UUID) -> None:
    kit.desk.assign(1, LI)
    await kit.told()
    assert await kit.owner(waiting) == ("agent", "chatwoot:7")
    assert (await kit.thread())[-1] == ("system", JOINED)
    kit.desk.assign(1, WANG)
    await kit.told()
    assert await kit.owner(waiting) == ("agent", "chatwoot:8")
    assert (await kit.thread())[-1][1].startswith("接下来由客服王磊跟您聊")
    kit.desk.assign(1, None)
    await kit.told()
    assert await kit.owner(waiting) == ("queue", None)
    async with kit.database.begin() as tx:
        row = (await tx.execute(select(handoffs))).mappings().one()
    assert row["requested_at"] == NOW  # the old place
    kit.desk.assign(1, WANG)
    await kit.told()
    kit.desk.set_status(1, "pending")
    await kit.told()
    assert await kit.owner(waiting) == ("bot", None)
    assert (await kit.thread())[-1][1].startswith("客服王磊先去忙了")
    assert kit.desk.talks[1]["status"] == "resolved"
    assert "已交回智能助手" in kit.desk.notes(1)[-1]


async def test_resolved_there_is_closed_here_and_reopened_goes_on_in_a_new_conversation(
    kit: Between, talking: UUID
) -> None:
    kit.desk.set_status(1, "resolved")
    await kit.told()
    assert await kit.owner(talking) == ("closed", None)
    assert (await kit.thread())[-1][1].startswith("客服李静结束了这次会话")
    requests = len(kit.desk.requests)
    await kit.later(minutes=30)
    assert len([one for one in kit.desk.requests[requests:] if "agents" not in one[1]]) == 0  # nobody asks any more
    kit.desk.set_status(1, "open")
    kit.desk.says(1, LI, "刚查到，今天发")
    await kit.told()
    assert (await kit.thread())[-1] == ("李静", "刚查到，今天发")
    assert await kit.owner(talking) == ("closed", None)
    new = (await kit.row())["conversation_id"]
    assert new != talking
    assert await kit.owner(new) == ("agent", "chatwoot:7")


async def test_resolved_without_a_word_the_consumer_hears_that_the_wait_is_over(kit: Between, waiting: UUID) -> None:
    kit.desk.set_status(1, "resolved")
    await kit.told()
    assert await kit.owner(waiting) == ("bot", None)
    assert (await kit.thread())[-1][1].startswith("同事看过了")


async def test_a_colleague_at_our_own_desk_takes_the_consumer_and_the_agents_there_are_told(
    kit: Between, talking: UUID
) -> None:
    chen = await hired(kit.database, "chen", role="supervisor")
    await Desk(kit.database, RULES).take_over(chen, talking, kit.clock())
    await says(kit.database, "u-lin", "谢谢")
    await kit.round()
    assert await kit.owner(talking) == ("agent", "chen")
    assert kit.desk.said(1) == ["转人工"]
    assert "Careline 人工台的同事接手了" in kit.desk.notes(1)[-1]
    assert kit.desk.talks[1]["status"] == "resolved"
    kit.desk.set_status(1, "open")
    kit.desk.says(1, LI, "我还在")
    await kit.told()
    assert await kit.owner(talking) == ("agent", "chen")  # one owner
    assert "顾客正由同事接待" in kit.desk.notes(1)[-1]


async def test_who_waits_at_the_external_desk_is_given_to_nobody_here(kit: Between, waiting: UUID) -> None:
    li = await hired(kit.database, "li")
    desk = Desk(kit.database, RULES)
    async with kit.database.begin() as tx:
        await set_presence(tx, li.agent_id, True, kit.clock())
    assert await give_out(desk, kit.database, kit.clock(), RULES, Postponed()) == 0
    with pytest.raises(NobodyWaitsError):
        await desk.next(li, kit.clock())
    await desk.claim(li, waiting, kit.clock())  # picked by hand, all the same
    assert await kit.owner(waiting) == ("agent", "li")


async def test_agents_there_are_rows_of_ours_that_count_and_cannot_log_in(kit: Between, talking: UUID) -> None:
    async with kit.database.begin() as tx:
        online = (await tx.execute(select(agents.c.login).where(agents.c.outside, agents.c.online))).scalars().all()
        place = await place_in_queue(tx, talking, kit.clock())
        with pytest.raises(LoginError):
            await verified(tx, "chatwoot:7", "!")
    assert sorted(online) == ["chatwoot:7", "chatwoot:8"]
    assert (place.agents_online, place.agent_free) == (2, False)
    kit.clock.pass_(hours=5)
    assert await replace_who_left(kit.database, kit.clock(), RULES, Postponed()) == 0  # their desk sees to that
    assert await name_own_agents(kit.database, kit.clock(), RULES, Postponed()) == 0
    assert await kit.owner(talking) == ("agent", "chatwoot:7")


async def test_a_talk_that_was_deleted_there_is_begun_anew(kit: Between, talking: UUID) -> None:
    kit.desk.deleted(1)
    await says(kit.database, "u-lin", "人呢")
    await kit.round()
    await kit.later(seconds=31)
    assert "李静：您好，我看一下" in kit.desk.notes(2)[0]  # nothing of what was said before is lost
    assert kit.desk.said(2) == ["人呢"]
    assert await kit.owner(talking) == ("agent", "chatwoot:7")


async def test_a_desk_with_one_conversation_for_each_contact_says_nothing_again(kit: Between, talking: UUID) -> None:
    kit.desk.one_for_each_contact = True
    kit.desk.set_status(1, "resolved")
    await kit.told()
    again = await asks_for_a_person(kit.database, "u-lin", kit.clock())
    await kit.round()
    assert list(kit.desk.talks) == [1]
    assert kit.desk.talks[1]["status"] == "open"
    kit.desk.assign(1, None)
    await kit.told()
    before = await kit.thread()
    await kit.later()
    assert await kit.thread() == before
    kit.desk.says(1, WANG, "又见面了")
    await kit.told()
    assert await kit.owner(again) == ("agent", "chatwoot:8")
    assert [text for who, text in await kit.thread() if who in {"李静", "王磊"}] == ["您好，我看一下", "又见面了"]


async def test_a_talk_that_cannot_be_tended_keeps_no_other_waiting(kit: Between, waiting: UUID) -> None:
    await told(kit.database, paid("u-wu", "CL2026-0002", customer={"name": "吴迪"}))
    async with kit.database.begin() as tx:
        await tx.execute(update(external_talks).values(introduced=False))
        broken = "ALTER TABLE external_talks ADD CONSTRAINT broken CHECK (external_id <> 1 OR NOT introduced)"
        await tx.execute(text(broken))
    await asks_for_a_person(kit.database, "u-wu")
    await kit.round()
    assert kit.desk.said(2) == ["转人工"]
    assert (await kit.rows())[0]["last_error"] == "fault"


async def test_two_workers_side_by_side_write_everything_once(kit: Between, waiting: UUID) -> None:
    async with between(kit.database) as second:
        second.tending._desk = kit.tending._desk
        for n in range(6):
            await says(kit.database, "u-lin", f"第{n}句")
            await asyncio.gather(kit.round(), second.round())
    await kit.round()
    assert kit.desk.said(1) == ["转人工", *(f"第{n}句" for n in range(6))]
    assert len(kit.desk.talks) == 1


async def test_her_own_agent_is_given_the_talk_again(kit: Between, talking: UUID) -> None:
    kit.desk.set_status(1, "resolved")
    await kit.told()
    await asks_for_a_person(kit.database, "u-lin", kit.clock())
    await kit.round()
    assert kit.desk.talks[2]["meta"]["assignee"]["id"] == LI
    assert "专属客服：李静" in kit.desk.notes(2)[0]


async def test_an_own_agent_who_cannot_be_assigned_keeps_nobody_waiting(kit: Between, talking: UUID) -> None:
    kit.desk.set_status(1, "resolved")
    await kit.told()
    kit.desk.agents[LI]["left"] = True  # no member of the inbox any more
    await asks_for_a_person(kit.database, "u-lin", kit.clock())
    await kit.round()
    assert kit.desk.said(2) == ["转人工"]
    assert len(kit.desk.talks) == 2


async def test_danger_is_in_the_summary_that_the_agent_reads_first(kit: Between) -> None:
    await asks_for_a_person(kit.database, "u-lin", danger=True, said="锅漏电，手麻了")
    await kit.round()
    async with kit.database.begin() as tx:
        assert (await tx.execute(select(handoffs.c.priority))).scalar_one() >= Priority.DANGER
    assert "安全" in kit.desk.notes(1)[0]


async def test_a_caller_waits_there_once_the_call_is_over_and_goes_on_in_the_app(shop: Database) -> None:
    call = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, lambda: AFTERNOON)
    await call.hear("是我", "affirm")
    await call.hear("给我转人工", "request_human")
    async with between(shop) as kit:
        kit.clock.now = AFTERNOON
        await kit.round()
        assert kit.desk.talks == {}  # rung through to agents of our own first
        await end_attempts(shop, AFTERNOON)
        await kit.round()
        assert kit.desk.said(1) == ["给我转人工"]
        kit.desk.says(1, LI, "林女士您好，已经催到仓库了")
        await kit.told()
        assert await kit.owner(call.conversation_id) == ("closed", None)
        assert (await kit.thread(p.LIN))[-2:] == [
            ("system", "您电话里说的事，由客服李静接着处理，就在这里跟您聊。"), ("李静", "林女士您好，已经催到仓库了"),
        ]  # fmt: skip
        await says(shop, p.LIN, "好的，等您消息", AFTERNOON)
        await kit.round()
        assert kit.desk.said(1) == ["给我转人工", "好的，等您消息"]
        assert await kit.owner((await kit.row())["conversation_id"]) == ("agent", "chatwoot:7")


async def test_a_caller_whose_app_another_agent_has_waits_on_and_nothing_is_half_done(shop: Database) -> None:
    call = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, lambda: AFTERNOON)
    await call.hear("是我", "affirm")
    await call.hear("给我转人工", "request_human")
    async with between(shop) as kit:
        kit.clock.now = AFTERNOON
        await end_attempts(shop, AFTERNOON)
        await kit.round()
        app = await says(shop, p.LIN, "在吗", AFTERNOON)
        await Desk(shop, RULES).take_over(await hired(shop, "chen", role="supervisor"), app, AFTERNOON)
        kit.desk.assign(1, LI)
        await kit.told()
        assert await kit.owner(call.conversation_id) == ("queue", None)
        assert await kit.owner(app) == ("agent", "chen")
        mine = (handoffs.c.conversation_id == call.conversation_id) & handoffs.c.ended_at.is_(None)
        async with shop.begin() as tx:
            assert (await tx.execute(select(func.count()).select_from(handoffs).where(mine))).scalar_one() == 1
        kit.desk.says(1, LI, "您好")
        await kit.told()
        assert await kit.owner(call.conversation_id) == ("queue", None)
        assert "顾客正由同事接待" in kit.desk.notes(1)[-1]
