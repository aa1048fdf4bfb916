"""Words that mean nothing by themselves, or something else, are taken by what is spoken of."""

from __future__ import annotations

from datetime import datetime

import pytest

from careline.demo import personas as p
from careline.store.database import Database
from tests.talking import NOW, in_app, question

pytestmark = pytest.mark.store


def clock() -> datetime:
    return NOW


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope"])
@pytest.mark.parametrize(
    ("who", "first", "text", "answer"),
    [
        (p.WANG, "ask_refund_status", "打到哪张卡上", "utter_refund_where"),
        (p.ZHAO, "ask_return_freight", "赔多少来着", "utter_freight_late"),
        (p.CHEN, "report_logistics_stalled", "会不会搞丢了呀", "utter_missing_not_said_lost"),
        (p.SUN, "ask_dispatch_time", "麻烦催催呗", "utter_urged_merchant"),
    ],
)
async def test_what_was_not_understood_is_taken_by_the_topic(
    shop: Database, who: str, first: str, text: str, answer: str, intent: str
) -> None:
    talk = await in_app(shop, who, clock)
    assert (await talk.hear(text, intent)).responses[0] in {"utter_rephrase", "utter_out_of_scope"}
    await talk.hear("查一下", first)
    assert (await talk.hear(text, intent)).responses[0] == answer


async def test_a_refund_that_drags_on_is_no_parcel_that_stands_still(shop: Database) -> None:
    talk = await in_app(shop, p.WANG, clock)
    await talk.hear("退款呢", "ask_refund_status")
    said = await talk.hear("凭什么这么拖", "report_logistics_stalled")
    assert said.responses == ["utter_no_news_promised"]


async def test_once_a_promise_is_broken_how_long_is_answered_with_ours(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("怎么还不发", "ask_dispatch")
    said = await talk.hear("还要多久", "nlu_fallback", follow_up="how_long")
    assert said.responses == ["utter_urged_before"]
    assert (await talk.hear("行，转吧", "affirm")).responses == ["utter_handoff_nobody_online"]


async def test_a_damage_that_is_none_is_left_alone(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("坏了", "report_damaged_or_wrong", order_no=p.LIU_DELIVERED)
    assert (await talk.hear("看错了 没坏", "report_damaged_or_wrong")).responses == ["utter_nothing_done"]


async def test_a_no_to_the_invoice_is_no_new_question(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("开发票", "ask_invoice")
    assert (await talk.hear("发票先不要了", "ask_invoice")).responses == ["utter_stay"]


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("退货最晚哪天", "request_return", "utter_refund_policy_open"),
        ("我要退货", "request_return", "utter_confirm_return"),
        ("退货规则", "ask_refund_policy", "utter_refund_policy_open"),
    ],
)
async def test_until_when_is_not_yet_a_wish_to_return(shop: Database, text: str, intent: str, answer: str) -> None:
    talk = await in_app(shop, p.LIU, clock)
    assert (await talk.hear(text, intent, order_no=p.LIU_DELIVERED)).responses == [answer]


async def test_another_colour_may_be_wished_for_before_anything_is_sent(shop: Database) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("什么时候发", "ask_dispatch_time", order_no=p.LIU_PAID)
    said = await talk.hear("能换个颜色吗", "request_exchange")
    assert said.responses == ["utter_exchange_which_kind"]
    assert talk.slots["order_id"] == p.LIU_PAID


async def test_two_questions_that_come_to_the_same_are_answered_once(shop: Database) -> None:
    talk = await in_app(shop, p.WANG, clock)
    await talk.hear("退款呢", "ask_refund_status")
    both = [question("退到哪张卡", "ask_refund_status"), question("退回哪个账户", "ask_refund_policy")]
    said = await talk.hear("退到哪张卡，退回哪个账户", "ask_refund_status", questions=both)
    assert said.responses == ["utter_refund_where"]


async def test_no_to_the_guess_of_a_greeting_is_no_failure(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("你好", "greet")
    assert (await talk.hear("不是", "deny")).responses == ["utter_go_on"]
