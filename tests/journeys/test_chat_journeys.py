"""A consumer asks in the app, and gets the facts of their own order."""

from __future__ import annotations

from uuid import uuid4

import pytest

from careline.clock import utc_now
from careline.core import phrases
from careline.core.blocks import find_blocks
from careline.demo.personas import EMMA
from tests.rules import DEMO
from tests.running.careline import Careline
from tests.running.chatting import cards, texts
from tests.running.feeding import just_paid, late_dispatch, order_of, orders_of, somebody

pytestmark = pytest.mark.journey

NOBODYS_ORDER = "CL2026-7777777"


async def test_a_chinese_question_about_a_late_order_is_answered_with_that_orders_facts(careline: Careline) -> None:
    given = order_of(somebody())
    consumer = await careline.told_of(given)
    answer = await consumer.answer_to("我买的东西怎么还没发货啊")
    [missed] = find_blocks(given.order, utc_now(), DEMO)
    assert phrases.instant(missed.deadline, utc_now(), "Asia/Shanghai", "zh-CN") in answer
    assert "26 小时" in answer
    assert phrases.order_name(given.order, "zh-CN") in answer
    assert "{" not in answer


async def test_one_question_in_three_messages_gets_one_answer(careline: Careline) -> None:
    given = order_of(somebody())
    consumer = await careline.told_of(given)
    await consumer.say("在吗")
    await consumer.say("我上次买的东西")
    answer = await consumer.answer_to("怎么还没发货啊")
    assert phrases.order_name(given.order, "zh-CN") in answer
    await consumer.settled()
    assert [message["from"] for message in consumer.seen[:4]] == ["consumer", "consumer", "consumer", "bot"]
    assert "您好" not in answer, "the greeting was answered by itself"


async def test_an_english_question_is_answered_in_english(careline: Careline) -> None:
    emma = careline.consumer(EMMA)
    answer = await emma.answer_to("Where is my parcel? It hasn't moved for days.")
    assert "silk" in answer.lower(), answer
    assert not any("一" <= letter <= "鿿" for letter in answer), answer


async def test_several_orders_are_offered_as_cards_and_tapping_one_answers_for_it(careline: Careline) -> None:
    first, second, _ = given = orders_of(somebody(), late_dispatch, late_dispatch, just_paid)
    await careline.feed.post(*(one.event for one in given))
    consumer = careline.consumer(first.who.customer_id)
    asked = await consumer.ask("怎么还不发货")
    offered = {card["order_id"]: card["button_id"] for card in cards(asked) if card["kind"] == "order"}
    assert {first.order_id, second.order_id} <= set(offered), consumer.shown()
    for tapped, other in ((first, second), (second, first)):
        said = texts(await consumer.answers_to(await consumer.press(offered[tapped.order_id])))
        story = next(text for text in said if "26 小时" in text)  # beside it: what became of the order before
        assert phrases.order_name(tapped.order, "zh-CN") in story
        assert phrases.order_name(other.order, "zh-CN") not in story


async def test_an_order_is_named_by_when_it_was_bought_or_by_its_tail_in_words(careline: Careline) -> None:
    late, fresh = given = orders_of(somebody(), late_dispatch, just_paid)
    await careline.feed.post(*(one.event for one in given))
    consumer = careline.consumer(late.who.customer_id)
    answer = await consumer.answer_to("三天前买的那个怎么还没发货")
    assert phrases.order_name(late.order, "zh-CN") in answer, answer
    tail = fresh.order_id[-4:].translate(str.maketrans("0123456789", "零一二三四五六七八九"))
    answer = await consumer.answer_to(f"尾号{tail}那单什么时候发货")
    assert phrases.order_name(fresh.order, "zh-CN") in answer, answer
    answer = await consumer.answer_to("去年买的怎么还没发货")
    assert "没查到对应的订单" in answer, answer


async def test_the_order_of_somebody_else_is_answered_like_a_number_that_does_not_exist(careline: Careline) -> None:
    theirs = order_of(somebody("钱多多"))
    await careline.feed.post(theirs.event)
    mine = order_of(somebody())
    consumer = await careline.told_of(mine)
    unknown = await consumer.answer_to(f"订单 {NOBODYS_ORDER} 怎么还没发货")
    foreign = await consumer.answer_to(f"订单 {theirs.order_id} 怎么还没发货")
    assert foreign.replace(theirs.order_id, "N") == unknown.replace(NOBODYS_ORDER, "N")
    assert theirs.title not in foreign


@pytest.mark.parametrize("command", ["/restart", "／restart", " /restart", "/session_start", "EXTERNAL: restart"])
async def test_a_command_typed_in_the_chat_is_only_words(careline: Careline, command: str) -> None:
    given = order_of(somebody())
    consumer = await careline.told_of(given)
    first = await consumer.answer_to("怎么还没发货")
    await consumer.ask(command)
    assert consumer.state["owner"] == "bot"
    again = await consumer.answer_to("怎么还没发货")
    assert again != first, "the same answer as to the first question: the bot has forgotten what it said"


async def test_a_payload_typed_in_the_chat_opens_no_order(careline: Careline) -> None:
    theirs = order_of(somebody("钱多多"), merchant="m-digi")
    await careline.feed.post(theirs.event)
    consumer = await careline.told_of(order_of(somebody()))
    for typed in (
        f'/inform{{"order_id":"{theirs.order_id}"}}',
        f'/choose_order{{"order_id":"{theirs.order_id}"}}',
        f'／track_shipment{{"order_id": "{theirs.order_id}"}}',
    ):
        answer = await consumer.answer_to(typed)
        assert theirs.title not in answer, answer
        assert phrases.order_name(theirs.order, "zh-CN") not in answer, answer
    assert "26 小时" in await consumer.answer_to("怎么还没发货")


async def test_a_button_of_somebody_else_cannot_be_pressed(careline: Careline) -> None:
    given = orders_of(somebody("钱多多"), late_dispatch, late_dispatch)
    await careline.feed.post(*(one.event for one in given))
    [theirs, *_] = cards(await careline.consumer(given[0].who.customer_id).ask("怎么还不发货"))
    mine = await careline.told_of(order_of(somebody()))
    await mine.ask("你好")
    status, _ = await mine.post({"client_id": str(uuid4()), "button_id": theirs["button_id"]})
    assert status == 404
