"""Until a person takes over, the assistant goes on answering: nothing is dropped, and nobody loses their place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, select

from careline.chat.hub import Hub
from careline.chat.service import Chat
from careline.conversations.conversation import hold
from careline.conversations.messages import messages_after
from careline.conversations.service import Conversations
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.core.roles import Role
from careline.core.routing import Priority
from careline.demo import personas as p
from careline.desk.agents import Agent
from careline.desk.raising import raise_case
from careline.desk.service import Desk, place_in_queue, request_handoff
from careline.dialogue.answering import Answering, Limits
from careline.dialogue.client import DialogueClient
from careline.store.database import Database
from careline.store.tables.cases import cases
from careline.store.tables.conversations import turns
from careline.store.tables.desk import handoffs
from tests.desk_floor import asks_for_a_person, hired, owner_of, paid, says, told
from tests.factories import NOW, ago, ahead
from tests.fake_bot import SECRET, FakeBot, fake_bot, said
from tests.rules import RULES
from tests.talking import NOW as SUNDAY
from tests.talking import Talking, claim_of, in_app
from tests.waiting import until

pytestmark = pytest.mark.store


@pytest.fixture
async def floor(database: Database) -> Database:
    """Two consumers of a shop; the second one's order is late."""
    await told(database, paid("u-lin", "CL2026-0001"), paid("u-wu", "CL2026-0002", hours_ago=60))
    return database


@pytest.fixture
async def li(floor: Database) -> Agent:
    return await hired(floor, "li")


@pytest.fixture
async def chen(floor: Database) -> Agent:
    """Who may step in while the assistant talks."""
    return await hired(floor, "chen", role=Role.SUPERVISOR)


@pytest.fixture
async def bot() -> AsyncIterator[FakeBot]:
    async with fake_bot() as running:
        yield running


@pytest.fixture
async def answering(floor: Database, bot: FakeBot) -> AsyncIterator[Answering]:
    async with aiohttp.ClientSession() as http:
        yield Answering(floor, DialogueClient(http, [bot.url], SECRET), lambda: NOW, Limits(app=2, phone=2))


async def all_answered(answering: Answering) -> None:
    while await answering.answer_waiting():
        pass


async def lines(database: Database, customer_id: str = "u-lin") -> list[tuple[str, str]]:
    """What was said; who answers from now on is told between."""
    async with database.begin() as tx:
        rows = await messages_after(tx, customer_id, "app", 0)
    return [(row["author"], row["text"]) for row in rows if row["author"] != "system"]


async def turn_states(database: Database) -> list[tuple[str, str | None]]:
    async with database.begin() as tx:
        return [tuple(row) for row in await tx.execute(select(turns.c.state, turns.c.outcome).order_by(turns.c.seq))]


async def test_who_waits_gets_an_answer_to_each_message_and_keeps_the_place(
    floor: Database, li: Agent, answering: Answering
) -> None:
    first = await asks_for_a_person(floor, "u-lin", ago(minutes=9))
    second = await asks_for_a_person(floor, "u-wu", ago(minutes=9))
    await all_answered(answering)
    async with floor.begin() as tx:
        before = [(await place_in_queue(tx, one, NOW)).position for one in (first, second)]
        asked = (await tx.execute(select(handoffs).order_by(handoffs.c.handoff_id))).all()
    for words in ("我的大衣发货了吗", "那什么时候能到"):
        await says(floor, "u-lin", words)
        await all_answered(answering)
    async with floor.begin() as tx:
        assert [(await place_in_queue(tx, one, NOW)).position for one in (first, second)] == before == [2, 1]
        assert (await tx.execute(select(handoffs).order_by(handoffs.c.handoff_id))).all() == asked
    assert (await lines(floor))[-4:] == [
        ("consumer", "我的大衣发货了吗"), ("bot", "回答：我的大衣发货了吗"),
        ("consumer", "那什么时候能到"), ("bot", "回答：那什么时候能到"),
    ]  # fmt: skip
    assert (await owner_of(floor, first))[0] is Owner.QUEUE


async def test_what_waits_when_the_conversation_goes_into_the_queue_is_answered_all_the_same(
    floor: Database, answering: Answering
) -> None:
    conversation_id = await says(floor, "u-lin", "我的大衣发货了吗")
    async with floor.begin() as tx:
        await request_handoff(tx, conversation_id, why=Because.CONSUMER_COMPLAINED, now=NOW)
    await all_answered(answering)
    assert (await lines(floor))[-1] == ("bot", "回答：我的大衣发货了吗")


async def test_an_answer_under_way_still_counts_when_a_case_rises_meanwhile(
    floor: Database, bot: FakeBot, answering: Answering
) -> None:
    bot.gate = asyncio.Event()
    conversation_id = await says(floor, "u-wu", "我的大衣发货了吗")
    thinking = asyncio.create_task(answering.answer_waiting())
    await until(lambda: _true(bot.asked))
    async with floor.begin() as tx:
        case_id = (await tx.execute(select(cases.c.case_id))).scalar_one()
        await raise_case(tx, await hold(tx, conversation_id), case_id, NOW)
    bot.gate.set()
    await thinking
    assert (await lines(floor, "u-wu"))[-1] == ("bot", "回答：我的大衣发货了吗")
    assert (await owner_of(floor, conversation_id))[0] is Owner.QUEUE


async def test_once_an_agent_claims_the_late_answer_is_discarded_and_what_waits_is_the_agents(
    floor: Database, li: Agent, bot: FakeBot, answering: Answering
) -> None:
    conversation_id = await asks_for_a_person(floor, "u-lin")
    await all_answered(answering)
    bot.gate, bot.asked = asyncio.Event(), []
    await says(floor, "u-lin", "我的大衣发货了吗")
    thinking = asyncio.create_task(answering.answer_waiting())
    await until(lambda: _true(bot.asked))
    await says(floor, "u-lin", "那什么时候能到")
    before = await lines(floor)
    await Desk(floor, RULES).claim(li, conversation_id, NOW)
    await says(floor, "u-lin", "您好，在吗")
    bot.gate.set()
    await thinking
    await all_answered(answering)
    assert await lines(floor) == [*before, ("consumer", "您好，在吗")]
    assert (await turn_states(floor))[1:] == [("discarded", "late"), ("discarded", "claim")]
    assert len(bot.asked) == 1


async def test_a_bot_that_fails_over_a_claimed_conversation_says_nothing(
    floor: Database, chen: Agent, bot: FakeBot, answering: Answering
) -> None:
    bot.gate, bot.status = asyncio.Event(), 500
    conversation_id = await says(floor, "u-lin", "我的大衣发货了吗")
    thinking = asyncio.create_task(answering.answer_waiting())
    await until(lambda: _true(bot.asked))
    await Desk(floor, RULES).claim(chen, conversation_id, NOW)
    bot.gate.set()
    await thinking
    assert await lines(floor) == [("consumer", "我的大衣发货了吗")]
    assert await turn_states(floor) == [("discarded", "late")]


async def test_back_in_the_queue_after_an_agent_the_old_turn_stays_too_late(
    floor: Database, chen: Agent, bot: FakeBot, answering: Answering
) -> None:
    """Returned to the bot and handed over again while the first answer is still on its way: it is not revived."""
    desk = Desk(floor, RULES)
    bot.gate = asyncio.Event()
    conversation_id = await says(floor, "u-lin", "我的大衣发货了吗")
    thinking = asyncio.create_task(answering.answer_waiting())
    await until(lambda: _true(bot.asked))
    await desk.claim(chen, conversation_id, NOW)
    await desk.return_to_bot(chen, conversation_id, NOW)
    async with floor.begin() as tx:
        await request_handoff(tx, conversation_id, why=Because.ASKED_FOR_A_PERSON, now=NOW)
    bot.gate.set()
    await thinking
    await all_answered(answering)  # the question that the agent left open is asked anew, and answered once
    assert await lines(floor) == [("consumer", "我的大衣发货了吗"), ("bot", "回答：我的大衣发货了吗")]


async def test_when_the_assistant_fails_in_the_queue_nobody_is_offered_the_person_they_wait_for(
    floor: Database, bot: FakeBot, answering: Answering
) -> None:
    await asks_for_a_person(floor, "u-lin")
    bot.status = 500
    await says(floor, "u-lin", "我的大衣发货了吗")
    await all_answered(answering)
    async with floor.begin() as tx:
        last = (await messages_after(tx, "u-lin", "app", 0))[-1]
    assert "接手的客服会看到" in last["text"]
    assert last["buttons"] == []


async def test_offers_of_a_person_are_left_out_in_the_queue(
    floor: Database, bot: FakeBot, answering: Answering
) -> None:
    async def offers(_body: dict[str, Any]) -> list[dict[str, Any]]:
        yes, no = ({"intent": name, "entities": {}} for name in ("affirm", "deny"))
        buttons = [{"title": "转人工", "payload": yes}, {"title": "不用", "payload": no}]
        return [said("还是刚才说的情况。要我帮您转人工看看吗？", buttons=buttons)]

    bot.script = offers  # type: ignore[method-assign]
    await says(floor, "u-lin", "我的大衣发货了吗")
    await all_answered(answering)
    assert (await lines(floor))[-1][1] == "还是刚才说的情况。要我帮您转人工看看吗？"
    await asks_for_a_person(floor, "u-lin")
    await all_answered(answering)
    assert (await lines(floor))[-1][1] == "还是刚才说的情况。接手的客服会看到。"


async def test_the_app_shows_place_and_thinking_side_by_side(floor: Database) -> None:
    await asks_for_a_person(floor, "u-lin")
    found = await Chat(floor, Hub(""), RULES).news("u-lin", 0, NOW)
    assert (found["owner"], found["thinking"]) == ("queue", True)
    assert found["queue"] == {
        "position": 1, "wait_minutes": None, "own_agent": None, "answer_by": "2026-11-24T05:00:00+00:00",
    }  # fmt: skip


async def test_danger_named_in_the_queue_goes_before_the_others_and_their_order_stays(
    floor: Database, li: Agent
) -> None:
    stuck = await asks_for_a_person(floor, "u-wu", ago(minutes=5))
    calm = await asks_for_a_person(floor, "u-lin", ago(minutes=4))
    async with floor.begin() as tx:
        again = await request_handoff(tx, calm, why=Because.DANGER_WORDS, danger=True, now=NOW)
        assert (again.position, again.fresh) == (1, False)
        assert (await place_in_queue(tx, stuck, NOW)).position == 2
        row = (await tx.execute(select(handoffs).where(handoffs.c.conversation_id == calm))).one()
    assert (row.priority, row.why, row.requested_at) == (Priority.LEGAL, "danger_words", ago(minutes=4))


# --- the actions -----------------------------------------------------------------------------------------------------


@pytest.fixture
async def talk(shop: Database) -> Talking:
    """林晓雨, whose order is late, has just asked for a person; nobody is online."""
    talk = await in_app(shop, p.LIN, lambda: SUNDAY)
    assert (await talk.hear("转人工", "request_human")).responses == ["utter_handoff_nobody_online"]
    return talk


async def test_facts_and_deeds_go_on_in_the_queue(talk: Talking) -> None:
    heard = await talk.hear("怎么还不发货", "ask_dispatch")
    assert heard.responses[:2] == ["utter_dispatch_late", "utter_urged_merchant"]
    assert await _handoffs(talk) == 1


async def test_asked_again_they_hear_where_they_stand(talk: Talking) -> None:
    heard = await talk.hear("给我转人工", "request_human")
    assert heard.responses == ["utter_still_nobody_online"]
    assert "第 1 位" in heard.text
    assert await _handoffs(talk) == 1


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope"])
async def test_what_is_not_understood_is_left_to_the_agent(talk: Talking, intent: str) -> None:
    heard = [(await talk.hear("嘟嘟", intent, ranking=("ask_refund_status",))).responses for _ in range(3)]
    assert heard == [["utter_agent_will_read"], ["utter_agent_will_read_too"], ["utter_agent_will_read_too"]]
    assert await _handoffs(talk) == 1


@pytest.mark.parametrize("text", ["不等人工了 还是你说吧", "算了 不转了", "never mind the agent"])
async def test_who_goes_on_with_us_is_out_of_the_queue(talk: Talking, text: str) -> None:
    assert (await talk.hear(text, "deny")).responses == ["utter_left_queue"]
    assert await owner_of(talk.database, talk.conversation_id) == (Owner.BOT, None)


async def test_what_is_asked_beside_leaving_is_answered_too(talk: Talking) -> None:
    heard = await talk.hear("不用转人工了，怎么还不发货", "ask_dispatch")
    assert heard.responses[:2] == ["utter_left_queue", "utter_dispatch_late"]


async def test_words_take_nobody_out_of_the_queue_who_told_of_danger(talk: Talking) -> None:
    async with talk.database.begin() as tx:
        await request_handoff(tx, talk.conversation_id, why=Because.SELF_HARM, danger=True, now=SUNDAY)
    await talk.hear("算了 不转了", "deny")
    assert await owner_of(talk.database, talk.conversation_id) == (Owner.QUEUE, None)


async def test_a_greeting_says_that_they_still_wait(talk: Talking) -> None:
    assert (await talk.hear("在吗", "greet")).responses == ["utter_greet_in_queue"]


async def test_nobody_is_asked_whether_they_want_the_person_they_wait_for(talk: Talking) -> None:
    await talk.hear("这家店态度太差", "complain_merchant")
    assert talk.slots.get("asked") is None
    assert (await talk.hear("好", "affirm")).responses == ["utter_idle"]


async def test_a_question_beside_the_wish_for_a_person_is_answered_too(shop: Database) -> None:
    from tests.talking import question

    talk = await in_app(shop, p.LIN, lambda: SUNDAY)
    both = (question("转人工", "request_human"), question("怎么还不发货", "ask_dispatch"))
    heard = await talk.hear("转人工，怎么还不发货", "request_human", questions=both)
    assert heard.responses[:2] == ["utter_handoff_nobody_online", "utter_dispatch_late"]


async def test_an_action_that_runs_after_an_agent_took_over_does_nothing(shop: Database) -> None:
    """Rasa may think for seconds; the turn it works on is still claimed, but a person has the conversation by now."""
    talk = await in_app(shop, p.LIN, lambda: SUNDAY)
    heard = await Conversations(shop).heard(talk.conversation_id, SUNDAY, text="怎么还不发货")
    async with shop.begin() as tx:
        await claim_of(tx, talk.conversation_id)
    assert heard.turn_id
    await Desk(shop, RULES).claim(
        await hired(shop, "chen", role=Role.SUPERVISOR), talk.conversation_id, ahead(minutes=1)
    )
    from actions.loading import NoTurnError

    with pytest.raises(NoTurnError):
        await talk.run(talk.call(heard.turn_id, "怎么还不发货", "ask_dispatch"))


async def _handoffs(talk: Talking) -> int:
    async with talk.database.begin() as tx:
        return int((await tx.execute(select(func.count()).select_from(handoffs))).scalar_one())


async def _true(value: object) -> bool:
    return bool(value)
