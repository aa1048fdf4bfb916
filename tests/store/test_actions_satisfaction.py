"""Whether a matter is settled, and how it went: pressed under our question, with the words right after."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from careline.cases import telling
from careline.cases.service import open_case
from careline.core.journal import Because
from careline.demo import personas as p
from careline.store.database import Database
from careline.store.tables.cases import cases
from careline.store.tables.desk import handoffs
from tests.rules import RULES
from tests.talking import NOW, in_app

pytestmark = pytest.mark.store


def clock() -> datetime:
    return NOW


async def a_case(shop: Database) -> UUID:
    async with shop.begin() as tx:
        return await open_case(
            tx, p.LIU_DELIVERED, p.LIU, NOW - timedelta(hours=1), RULES, who="bot", why=Because.CONSUMER_ASKED, data={}
        )


async def case_row(shop: Database, case_id: UUID) -> tuple[object, object, object]:
    async with shop.begin() as tx:
        row = (await tx.execute(select(cases).where(cases.c.case_id == case_id))).mappings().one()
    return row["closed_at"], row["rating"], row["rating_text"]


async def test_yes_closes_the_case_and_asks_how_it_went_and_words_after_a_figure_are_kept(shop: Database) -> None:
    case_id = await a_case(shop)
    talk = await in_app(shop, p.LIU, clock)
    said = await talk.hear(None, "case_settled", case_id=str(case_id), settled="yes")
    assert said.texts == [telling.CLOSED.to("zh-CN")]
    assert [button["payload"]["entities"]["rating"] for button in said.buttons] == ["5", "4", "3", "2", "1"]
    assert (await case_row(shop, case_id))[0] == NOW
    said = await talk.hear(None, "rate_case", case_id=str(case_id), rating="2")
    assert said.texts == [telling.THANKS.to("zh-CN")]
    said = await talk.hear("物流太慢了", "report_logistics_stalled")
    assert said.responses == ["utter_rating_words_noted"]
    assert (await case_row(shop, case_id))[1:] == (2, "物流太慢了")
    assert (await talk.hear("鞋子到哪了", "track_shipment")).responses != ["utter_rating_words_noted"]
    assert (await case_row(shop, case_id))[2] == "物流太慢了"


@pytest.mark.parametrize(
    ("text", "intent"), [("那双鞋到哪了？", "track_shipment"), ("谢谢", "thank"), ("转人工", "request_human")]
)
async def test_a_question_or_a_wish_after_a_figure_is_no_word_of_it(shop: Database, text: str, intent: str) -> None:
    case_id = await a_case(shop)
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear(None, "rate_case", case_id=str(case_id), rating="5")
    assert (await talk.hear(text, intent)).responses != ["utter_rating_words_noted"]
    assert (await case_row(shop, case_id))[1:] == (5, None)


async def test_no_leaves_the_case_open_and_asks_for_a_person(shop: Database) -> None:
    case_id = await a_case(shop)
    talk = await in_app(shop, p.LIU, clock)
    said = await talk.hear(None, "case_settled", case_id=str(case_id), settled="no")
    assert said.responses == ["utter_not_settled", "utter_handoff_nobody_online"]
    assert (await case_row(shop, case_id))[0] is None
    async with shop.begin() as tx:
        assert len((await tx.execute(select(handoffs))).all()) == 1


async def test_while_something_is_under_way_nothing_is_called_done(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("怎么还不发", "ask_dispatch")
    async with shop.begin() as tx:
        case_id = (await tx.execute(select(cases.c.case_id).where(cases.c.customer_id == p.LIN))).scalar_one()
    said = await talk.hear(None, "case_settled", case_id=str(case_id), settled="yes")
    assert said.responses == ["utter_not_over_yet"]
    assert (await case_row(shop, case_id))[0] is None


@pytest.mark.parametrize("case_id", ["", "no id", "01890000-0000-7000-8000-000000000000"])
@pytest.mark.parametrize("intent", ["case_settled", "rate_case"])
async def test_an_unknown_case_changes_nothing(shop: Database, intent: str, case_id: str) -> None:
    talk = await in_app(shop, p.LIU, clock)
    said = await talk.hear(None, intent, case_id=case_id, settled="yes", rating="5")
    assert said.responses == ["utter_go_on"]


async def test_somebody_elses_case_is_unknown(shop: Database) -> None:
    case_id = await a_case(shop)
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear(None, "rate_case", case_id=str(case_id), rating="1")
    assert (await case_row(shop, case_id))[1] is None
