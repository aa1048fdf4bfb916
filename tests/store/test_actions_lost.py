"""A parcel that may be lost, one that has turned up, and how much freight is paid."""

from __future__ import annotations

from datetime import datetime

import pytest

from careline.cases.service import remedies_of
from careline.demo import personas as p
from careline.store.database import Database
from careline.store.journal import story_of
from tests.talking import NOW, in_app

pytestmark = pytest.mark.store


def clock() -> datetime:
    return NOW


async def test_whether_it_is_lost_nobody_knows_yet_and_the_courier_is_pushed(shop: Database) -> None:
    talk = await in_app(shop, p.EMMA, clock)
    said = await talk.hear("is it lost?", "report_logistics_stalled")
    assert said.responses == ["utter_parcel_maybe_lost", "utter_urged_courier"]
    said = await talk.hear("is it lost?", "report_logistics_stalled")
    assert said.responses[0] == "utter_missing_not_said_lost"  # the answer in fewer words
    assert "utter_parcel_maybe_lost" not in said.responses


async def test_what_moves_is_not_called_lost(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    said = await talk.hear("不会丢了吧", "report_logistics_stalled", order_no=p.LIU_IN_TRANSIT)
    assert said.responses == ["utter_parcel_moving", "utter_offer_urge_courier"]


async def test_what_has_turned_up_is_not_looked_for_any_more(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("没收到", "report_not_received", order_no=p.LIU_DELIVERED)
    assert (await talk.hear("还是没收到", "report_not_received")).responses == ["utter_no_news_promised"]
    said = await talk.hear("哦找到了，在门卫", "report_not_received")
    assert said.responses == ["utter_missing_found_off", "utter_withdrawn"]
    async with shop.begin() as tx:
        (urged,) = await remedies_of(tx, p.LIU_DELIVERED)
        (entry,) = [entry for entry in await story_of(tx, p.LIU_DELIVERED) if entry["data"].get("after") == "withdrawn"]
    assert (urged.kind, urged.state, urged.ended_at) == ("urge_courier", "withdrawn", NOW)
    assert (entry["who"], entry["why"]) == ("consumer", "consumer_withdrew")
    said = await talk.hear("还是没收到", "report_not_received", order_no=p.LIU_DELIVERED)
    assert said.responses[-1] == "utter_urged_courier"  # and missing again is looked for again


@pytest.mark.parametrize(
    ("text", "answer"),
    [("oh wait, found it", "utter_missing_found_off"), ("found it, but it is broken", "utter_damaged_covered")],
)
async def test_what_has_turned_up_is_damaged_only_if_that_is_said(shop: Database, text: str, answer: str) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("没收到", "report_not_received", order_no=p.LIU_DELIVERED)
    assert (await talk.hear(text, "report_damaged_or_wrong")).responses[0] == answer


async def test_how_much_after_the_freight_is_about_the_freight(shop: Database) -> None:
    talk = await in_app(shop, p.ZHAO, clock)
    await talk.hear("运费什么时候赔", "ask_return_freight")
    said = await talk.hear("赔多少钱", "ask_guarantee")
    assert said.responses[0] == "utter_freight_late"
    said = await talk.hear("赔多少钱", "ask_guarantee")
    assert said.responses == ["utter_again_being_done"]  # asked a third time: what is being done, and until when
    assert (await talk.hear("这单有什么保障", "ask_guarantee")).responses[0] == "utter_rights"


@pytest.mark.parametrize(("text", "found"), [("哦找到了，在驿站", True), ("收到了吗", False)])
async def test_what_turns_up_is_known_while_it_is_looked_for(shop: Database, text: str, *, found: bool) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("耳机怎么不动了", "report_logistics_stalled")
    await talk.hear("要是丢了能退款吗", "ask_refund_policy")
    said = await talk.hear(text, "report_not_received")
    assert ("utter_missing_found_off" in said.responses) is found
