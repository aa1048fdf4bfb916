"""Several things in one turn: each answered, in order, once; what has to wait waits and is not forgotten."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from careline.demo import personas as p
from careline.store.database import Database
from careline.store.orders import orders_of
from careline.store.tables.cases import remedies
from tests.talking import NOW, in_app, question

pytestmark = pytest.mark.store


def clock() -> datetime:
    return NOW


TWO = (question("什么时候发货", "ask_dispatch_time"), question("运费多少", "ask_shipping_fee"))


@pytest.mark.parametrize("turned", [False, True])
async def test_both_are_answered_in_the_order_they_were_asked(shop: Database, *, turned: bool) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("什么时候发货？运费多少？", "ask_dispatch_time", questions=TWO[::-1] if turned else TWO)
    fee, late = (0, 1) if turned else (-1, 0)
    assert said.responses[fee].startswith("utter_shipping")
    assert said.responses[late] == "utter_dispatch_late"


async def test_what_needs_a_word_first_makes_the_rest_wait_for_it(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    asked = (question("取消订单", "cancel_order"), question("运费多少", "ask_shipping_fee"))
    said = await talk.hear("取消订单，另外运费多少", "cancel_order", questions=asked)
    assert said.responses == ["utter_confirm_cancel", "utter_then_the_rest"]
    assert "运费" in said.texts[-1]
    done = await talk.hear("确定", "affirm")
    assert done.responses[0] == "utter_deed_above_limit"
    assert done.responses[1].startswith("utter_shipping")
    again = await talk.hear("好的", "affirm")
    assert not any("shipping" in str(name) for name in again.responses)  # once


async def test_the_rest_is_answered_after_a_no_as_well_and_survives_an_aside(shop: Database) -> None:
    asked = (question("取消订单", "cancel_order"), question("运费多少", "ask_shipping_fee"))
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("取消订单，另外运费多少", "cancel_order", questions=asked)
    said = await talk.hear("算了", "deny")
    assert said.responses[0] == "utter_nothing_done"
    assert said.responses[1].startswith("utter_shipping")
    await talk.hear("取消订单，另外运费多少", "cancel_order", questions=asked)
    aside = await talk.hear("退款规则是什么", "ask_refund_policy")
    assert aside.responses[0].startswith("utter_refund_policy")
    assert aside.responses[-1] == "utter_still_cancel"  # so that a yes is not late for another question
    said = await talk.hear("不用", "deny")
    assert said.responses[0] == "utter_nothing_done"
    assert said.responses[1].startswith("utter_shipping")
    async with shop.begin() as tx:
        assert not (await tx.execute(select(remedies).where(remedies.c.kind == "cancel"))).all()


async def test_a_yes_in_front_is_done_before_the_question_behind_it(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("取消订单", "cancel_order")
    said = await talk.hear("确定取消，钱几天能退回来？", "ask_refund_status")
    assert said.responses[0] == "utter_deed_above_limit"
    assert said.responses[1] == "utter_money_back_within"


async def test_a_no_that_names_the_goods_is_a_no(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("取消订单", "cancel_order")
    said = await talk.hear("等等，大衣还是不取消了", "cancel_order")
    assert said.responses == ["utter_nothing_done"]


async def test_who_only_says_that_they_see_is_not_sent_to_a_person(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    for _ in range(2):
        said = await talk.hear("怎么还不发货", "ask_dispatch")
    assert said.responses == ["utter_no_news_promised"]
    said = await talk.hear("好的知道了", "affirm")
    assert said.responses == ["utter_stay"]


async def test_an_acknowledgement_agrees_to_nothing_and_is_no_end(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    assert (await talk.hear("取消订单", "cancel_order")).responses == ["utter_confirm_cancel"]
    assert (await talk.hear("行，我再看看", "acknowledge")).responses == ["utter_nothing_done"]
    assert (await talk.hear("我自己去查", "acknowledge")).responses == ["utter_idle"]
    await talk.hear("没收到货", "report_not_received")
    assert (await talk.hear("oh found it", "acknowledge")).responses == ["utter_found"]


async def test_a_yes_that_sounds_like_an_acknowledgement_is_a_yes(shop: Database) -> None:
    talk = await in_app(shop, p.SUN, clock)
    assert (await talk.hear("快点发货", "ask_dispatch")).responses[-1] == "utter_offer_urge_merchant"
    assert (await talk.hear("好的，那你催吧", "acknowledge")).responses == ["utter_urged_merchant"]


async def test_two_numbers_are_two_answers(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    async with shop.begin() as tx:
        first, second = [order.order_id for order in (await orders_of(tx, p.CHEN, 9))[:2]]
    heard = [{"entity": "order_no", "value": number} for number in (first, second)]
    asked = {**question("这两单到哪了", "track_shipment"), "entities": heard}
    said = await talk.hear("这两单到哪了", "track_shipment", questions=[asked])
    assert "utter_choose_order" not in said.responses
    assert len(said.responses) >= 2


async def test_an_offer_stays_open_behind_the_next_answer(shop: Database) -> None:
    """The first answer offers to push; a yes after the second still means that offer."""
    talk = await in_app(shop, p.SUN, clock)
    asked = (question("快点发货", "ask_dispatch"), TWO[1])
    said = await talk.hear("快点发货！运费多少", "ask_dispatch", questions=asked)
    assert said.responses[:2] == ["utter_dispatch_presale", "utter_offer_urge_merchant"]
    assert said.responses[2].startswith("utter_shipping")
    said = await talk.hear("好", "affirm")
    assert said.responses == ["utter_urged_merchant"]


async def test_a_question_without_a_noun_is_about_what_was_spoken_of(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("怎么还不发货", "ask_dispatch")
    said = await talk.hear("那运费呢", "nlu_fallback", follow_up="how_much")
    assert said.responses == ["utter_fee_none"]
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("怎么还不发货", "ask_dispatch")
    said = await talk.hear("那还要多久", "nlu_fallback", follow_up="how_long")
    assert said.responses == ["utter_urged_before"]  # the promise is broken: only our own answer has a date
    said = await talk.hear("为什么", "out_of_scope", follow_up="why")
    assert said.responses == ["utter_no_news_promised"]  # of what is late the same facts are no answer to a why


async def test_without_a_topic_the_bare_words_count_for_themselves(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("还要多久", "ask_dispatch_time", follow_up="how_long")
    assert said.responses[0] == "utter_dispatch_late"
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("为什么", "nlu_fallback", follow_up="why")
    assert said.responses == ["utter_rephrase"]


async def test_what_our_question_answers_is_not_asked_again_behind_it(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    asked = (question("我要退款", "request_refund"), question("能不能退啊", "ask_refund_policy"))
    said = await talk.hear("我要退款，能不能退啊", "request_refund", questions=asked)
    assert said.responses == ["utter_confirm_refund_unsent"]
    assert (await talk.hear("算了", "deny")).responses == ["utter_nothing_done"]


async def test_the_same_wish_for_another_order_is_no_repetition(shop: Database) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    asked = (question("耳机要退款", "request_refund"), question("火锅底料也要退款", "request_refund"))
    said = await talk.hear("耳机要退款，火锅底料也要退款", "request_refund", questions=asked)
    assert said.responses == ["utter_confirm_refund_under_way", "utter_then_the_rest"]


@pytest.mark.parametrize(
    ("text", "first"), [("不用催，运费多少", "utter_nothing_done"), ("不用，运费多少", "utter_shipping")]
)
async def test_a_no_gets_its_word_where_it_names_the_deed(shop: Database, text: str, first: str) -> None:
    talk = await in_app(shop, p.CHEN, clock)
    await talk.hear("火锅底料怎么不动了", "report_logistics_stalled")
    assert talk.slots["asked"] == "confirm_urge"
    said = await talk.hear(text, "ask_shipping_fee")
    assert said.responses[0] is not None
    assert said.responses[0].startswith(first)
