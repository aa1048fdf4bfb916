"""An order named by when it was bought: the only one of that time is meant; where there is none we say so."""

from __future__ import annotations

from datetime import datetime

import pytest

from careline.demo import personas as p
from careline.store.database import Database
from tests.talking import NOW, in_app, on_the_phone

pytestmark = pytest.mark.store

# NOW is Sunday, 22 November 2026. Chen bought headphones on Tuesday, the 17th, hotpot base on Friday, the 20th.


def clock() -> datetime:
    return NOW


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("周二买的到哪了", "耳机"),
        ("前天买的火锅底料到哪了", "火锅底料"),
        ("前天买的那个到哪了", "火锅底料"),
        ("十一月二十号下单的那个", "火锅底料"),
    ],
)
async def test_the_one_order_of_that_day_is_meant(shop: Database, text: str, goods: str) -> None:
    said = await (await in_app(shop, p.CHEN, clock)).hear(text, "track_shipment")
    assert said.responses[0] in {"utter_parcel_moving", "utter_parcel_stalled"}
    assert goods in said.texts[0]


async def test_a_day_without_an_order_is_told_before_the_others_are_offered(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    said = await talk.hear("昨天买的到哪了", "track_shipment")
    assert said.responses == ["utter_no_order_then", "utter_choose_order"]
    assert said.texts[0] == "昨天没查到对应的订单。"
    assert [card["order_id"] for card in said.cards] == [p.CHEN_STALLED, p.CHEN_IN_TRANSIT]
    chosen = await talk.hear("第二个", "nlu_fallback")
    assert "火锅底料" in chosen.texts[0]


async def test_goods_bought_at_another_time_are_offered_not_answered(shop: Database) -> None:
    said = await (await in_app(shop, p.CHEN, clock)).hear("前天买的耳机到哪了", "track_shipment")
    assert said.responses == ["utter_no_order_then", "utter_choose_order"]
    assert [card["order_id"] for card in said.cards] == [p.CHEN_STALLED]


async def test_in_english_too(shop: Database) -> None:
    talk = await in_app(shop, p.EMMA, clock)
    said = await talk.hear("where is the scarf I ordered last Sunday", "track_shipment")
    assert said.responses[0] == "utter_parcel_stalled"
    said = await talk.hear("where is the scarf I ordered yesterday", "track_shipment")
    assert said.texts[0] == "You ordered your Mulberry silk scarf 15 Nov."  # the only scarf of theirs


@pytest.mark.parametrize(
    ("text", "intent"), [("前天的", "nlu_fallback"), ("前天的", "affirm"), ("前天的", "ask_dispatch_time")]
)
async def test_a_day_alone_answers_which_one(shop: Database, text: str, intent: str) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    said = await talk.hear(text, intent)
    assert said.responses[0] == "utter_parcel_moving"
    assert "火锅底料" in said.texts[0]


async def test_a_time_of_several_orders_asks_again_among_those_alone(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("帮我查退款", "ask_refund_status")
    said = await talk.hear("这周的", "nlu_fallback")
    assert said.responses == ["utter_choose_order"]
    offered = [card["order_id"] for card in said.cards]
    assert offered == [p.LIU_PAID, p.LIU_IN_TRANSIT, p.LIU_OUT_FOR_DELIVERY, p.LIU_DELIVERED]
    last = await talk.hear("the last one", "nlu_fallback")
    assert last.responses == ["utter_refund_none"]


async def test_a_time_of_none_as_an_answer_is_told_and_the_question_stays_open(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    said = await talk.hear("上周的", "nlu_fallback")
    assert said.texts[0] == "11月9日到11月15日没查到对应的订单。"
    assert talk.slots["asked"] == "choose_order"
    said = await talk.hear("前天的", "nlu_fallback")
    assert said.responses[0] == "utter_parcel_moving"


async def test_a_question_about_a_day_to_come_is_no_answer_to_which_one(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    said = await talk.hear("明天能到吗", "track_shipment")
    assert said.responses == ["utter_choose_order"]


async def test_a_tail_answers_which_one(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("我的快递到哪了", "track_shipment")
    said = await talk.hear("尾号1003", "nlu_fallback")
    assert "火锅底料" in said.texts[0]


async def test_on_the_phone_days_are_spoken_and_a_key_still_chooses(shop: Database) -> None:
    talk = await on_the_phone(shop, p.CHEN, p.CHEN_STALLED, clock)
    await talk.hear("是我", "affirm")
    said = await talk.hear("上周买的到哪了", "track_shipment")
    assert said.texts[0] == "十一月九号到十一月十五号没查到对应的订单。"
    said = await talk.hear(None, "press_key", key="2")
    assert said.responses[0] == "utter_parcel_moving"


async def test_a_whole_year_is_told_by_its_days(shop: Database) -> None:
    talk = await in_app(shop, p.SUN, clock)
    said = await talk.hear("去年买的", "track_shipment")
    assert said.responses[0] == "utter_no_order_then"
    assert "2025年1月1日到2025年12月31日" in said.texts[0]
