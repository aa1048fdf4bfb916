"""Who opens the chat with known trouble is told of it, of what was done, of the remedy, and of who looks after it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from careline.demo import personas as p
from careline.desk.service import Desk
from careline.store.database import Database
from careline.store.tables.cases import cases, remedies
from careline.store.tables.desk import agents
from tests.desk_floor import hired
from tests.rules import RULES
from tests.talking import NOW, in_app

pytestmark = pytest.mark.store


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


async def noted(database: Database) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(select(func.count()).select_from(remedies))).scalar_one())


async def looked_after(database: Database, name: str = "李静") -> None:
    """The case of 林晓雨's late order has a dedicated agent."""
    li = await hired(database, "li", name=name)
    async with database.begin() as tx:
        await tx.execute(update(cases).where(cases.c.order_id == p.LIN_LATE_DISPATCH).values(agent_id=li.agent_id))


async def test_a_greeting_offers_what_is_owed_and_does_nothing_unasked(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, Clock())
    heard = await talk.hear("在吗", "greet")
    assert heard.responses == ["utter_greet_known", "utter_compensation_due"]
    assert "可以赔 16.45 元" in heard.text
    assert [one["title"] for one in heard.buttons] == ["帮我申领", "先不用"]
    assert await noted(shop) == 0
    assert (await talk.hear("好", "affirm")).responses == ["utter_compensation_noted"]


async def test_what_was_done_already_is_told_and_not_done_again(shop: Database) -> None:
    clock = Clock()
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("怎么还不发", "ask_dispatch")
    await talk.hear("好", "affirm")
    clock.now += timedelta(hours=2)
    before = await noted(shop)
    heard = await talk.hear("在吗", "greet")
    assert heard.responses == ["utter_greet_known", "utter_urged_before"]
    assert await noted(shop) == before == 2


async def test_the_dedicated_agent_is_named_in_greeting_and_handoff(shop: Database) -> None:
    await looked_after(shop)
    talk = await in_app(shop, p.LIN, Clock())
    heard = await talk.hear("在吗", "greet")
    assert heard.responses == ["utter_greet_known", "utter_own_agent", "utter_compensation_due"]
    assert "客服李静" in heard.text
    heard = await talk.hear("转人工", "request_human")
    assert heard.responses == ["utter_handoff_nobody_online", "utter_own_agent_sees"]
    assert "李静" in heard.texts[-1]


async def test_an_agent_who_has_left_is_not_named(shop: Database) -> None:
    await looked_after(shop)
    async with shop.begin() as tx:
        await tx.execute(update(agents).values(disabled_at=NOW))
    talk = await in_app(shop, p.LIN, Clock())
    assert "utter_own_agent" not in (await talk.hear("在吗", "greet")).responses
    assert "utter_own_agent_sees" not in (await talk.hear("转人工", "request_human")).responses


async def test_who_claims_once_is_named_the_next_time(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, Clock())
    await talk.hear("转人工", "request_human")
    desk, li = Desk(shop, RULES), await hired(shop, "li", name="李静")
    await desk.claim(li, talk.conversation_id, NOW)
    await desk.return_to_bot(li, talk.conversation_id, NOW)
    assert "李静" in (await talk.hear("转人工", "request_human")).texts[-1]
