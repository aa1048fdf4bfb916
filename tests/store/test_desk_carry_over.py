"""A consumer who asked for a person on the phone is served in the app, by one agent who knows what was said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from careline.conversations.conversation import latest_app
from careline.conversations.messages import messages_after
from careline.conversations.service import Conversations
from careline.core import phrases
from careline.core.conversation import Owner
from careline.core.routing import Disposition, Priority
from careline.demo import personas as p
from careline.desk.agents import Agent
from careline.desk.context import conversation_of
from careline.desk.handoffs import promise_answer
from careline.desk.service import Desk, TakenError
from careline.desk.views import queue_of
from careline.store.database import Database
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import handoffs
from tests.desk_floor import asks_for_a_person, hired, reader
from tests.rules import RULES
from tests.talking import NOW, Talking, on_the_phone

pytestmark = pytest.mark.store


async def wants_a_person(shop: Database) -> Talking:
    call = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, lambda: NOW)
    await call.hear("是我", "affirm")
    await call.hear("给我转人工", "request_human")
    return call


async def claimed(shop: Database, login: str = "li") -> tuple[Agent, UUID, UUID]:
    agent, call = await hired(shop, login), await wants_a_person(shop)
    return agent, call.conversation_id, await Desk(shop, RULES).claim(agent, call.conversation_id, NOW)


async def test_a_call_waits_in_the_queue_with_the_priority_of_the_phone(shop: Database) -> None:
    agent, call = await hired(shop, "li"), await wants_a_person(shop)
    async with shop.begin() as tx:
        [waiting] = (await queue_of(tx, reader(agent))).waiting
    assert (waiting.conversation_id, waiting.channel) == (str(call.conversation_id), "phone")
    assert waiting.priority == Priority.ON_THE_PHONE


async def test_claiming_a_call_gives_the_agent_the_consumers_conversation_in_the_app(shop: Database) -> None:
    agent, call, app = await claimed(shop)
    async with shop.begin() as tx:
        found = await latest_app(tx, p.LIN)
        ended = select(handoffs.c.end_reason).where(handoffs.c.conversation_id == call)
        owner = select(conversations.c.owner).where(conversations.c.conversation_id == call)
        assert (await tx.execute(ended)).scalar_one() == "moved to the app"
        assert (await tx.execute(owner)).scalar_one() == Owner.CLOSED
    assert found
    assert (found.conversation_id, found.ownership.agent_id) == (app, str(agent.agent_id))
    assert found.case_id, "the agent sees the case that the call was about"
    async with shop.begin() as tx:
        [item] = (await queue_of(tx, reader(agent))).mine
    assert (item.priority, bool(item.why)) == (Priority.ON_THE_PHONE, True)


async def test_the_reply_reaches_the_consumer_in_the_app_and_the_answer_reaches_the_agent(shop: Database) -> None:
    agent, _, app = await claimed(shop)
    await Desk(shop, RULES).reply(agent, app, uuid4(), "林女士您好，已经催到仓库了。", NOW)
    accepted = await Conversations(shop).post(p.LIN, uuid4(), NOW, text="好的，等您消息")
    assert accepted.turn_id is None, "the bot stays silent"
    async with shop.begin() as tx:
        shown = [(row["author"], row["text"]) for row in await messages_after(tx, p.LIN, "app", 0)]
    assert shown == [
        ("system", f"您电话里说的事，由客服{agent.name}接着处理，就在这里跟您聊。"),
        ("agent", "林女士您好，已经催到仓库了。"),
        ("consumer", "好的，等您消息"),
    ]


async def test_the_agent_reads_what_was_said_on_the_phone_before_the_chat(shop: Database) -> None:
    agent, _, app = await claimed(shop)
    async with shop.begin() as tx:
        messages: list[Any] = (await conversation_of(tx, agent, app, NOW, "zh-CN", RULES)).messages
    texts = [message.text for message in messages]
    assert texts.index("给我转人工") < texts.index(next(text for text in texts if text.startswith("您电话里说的事")))
    assert [message.seq for message in messages] == sorted({message.seq for message in messages})


async def test_a_call_stays_in_the_queue_while_a_colleague_talks_with_the_consumer(shop: Database) -> None:
    wu, li = await hired(shop, "wu"), await hired(shop, "li")
    await Desk(shop, RULES).claim(wu, await asks_for_a_person(shop, p.LIN, NOW), NOW)
    call = await wants_a_person(shop)
    with pytest.raises(TakenError):
        await Desk(shop, RULES).claim(li, call.conversation_id, NOW)
    async with shop.begin() as tx:
        owner = select(conversations.c.owner).where(conversations.c.conversation_id == call.conversation_id)
        assert (await tx.execute(owner)).scalar_one() == Owner.QUEUE
    assert await Desk(shop, RULES).claim(wu, call.conversation_id, NOW), "the colleague may take both"


async def test_the_summary_tells_what_was_asked_in_the_call_and_not_in_an_older_one(shop: Database) -> None:
    agent, call = await hired(shop, "li"), await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, lambda: NOW)
    await call.hear("到底什么时候发货", "ask_dispatch_time")
    await call.hear("给我转人工", "request_human")
    app = await Desk(shop, RULES).claim(agent, call.conversation_id, NOW)
    assert "到底什么时候发货" in await said(shop, agent, app)
    await Desk(shop, RULES).close(agent, app, "已催", NOW, Disposition.SETTLED)
    later = NOW + timedelta(minutes=5)
    again = await asks_for_a_person(shop, p.LIN, later)
    assert "到底什么时候发货" not in await said(shop, agent, await Desk(shop, RULES).claim(agent, again, later))


async def said(shop: Database, agent: Agent, conversation_id: UUID) -> str:
    async with shop.begin() as tx:
        shown = await conversation_of(tx, agent, conversation_id, NOW, "zh-CN", RULES)
    return "".join(line.text for line in shown.summary if line.about == "said")


async def test_an_answer_that_was_promised_on_the_phone_stays_promised_in_the_app(shop: Database) -> None:
    agent, call = await hired(shop, "li"), await wants_a_person(shop)
    by = NOW + timedelta(hours=1)
    async with shop.begin() as tx:
        assert await promise_answer(tx, call.conversation_id, by) == by
    app = await Desk(shop, RULES).claim(agent, call.conversation_id, NOW)
    async with shop.begin() as tx:
        owed = select(handoffs.c.answer_by).where(handoffs.c.conversation_id == app, handoffs.c.ended_at.is_(None))
        assert (await tx.execute(owed)).scalar_one() == by
        shown = await conversation_of(tx, agent, app, NOW, "zh-CN", RULES)
    promised = next(line.text for line in shown.summary if line.about == "promised")
    assert f"{phrases.instant(by, NOW, 'Asia/Shanghai', 'zh-CN')} 前有人回复" in promised
