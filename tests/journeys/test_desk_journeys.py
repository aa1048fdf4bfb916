"""From the bot to a person and back."""

from __future__ import annotations

import pytest

from tests.running.careline import Careline
from tests.running.chatting import texts
from tests.running.feeding import order_of, somebody
from tests.running.working import AgentClient

pytestmark = pytest.mark.journey

REPLY = "您好，我是李静，已经联系商家，今天内给您发出。"


async def test_a_person_takes_over_answers_and_hands_back(careline: Careline, li: AgentClient) -> None:
    given = order_of(somebody())
    consumer = await careline.told_of(given)
    await consumer.answer_to("怎么还没发货")
    asked = await consumer.say("转人工")
    await consumer.owner_becomes("queue")
    place = consumer.state["queue"]["position"]
    assert place >= 1
    assert texts(await consumer.ask("我的快递什么时候发货")), "nobody answers while they wait"
    assert (consumer.state["owner"], consumer.state["queue"]["position"]) == ("queue", place)
    waiting = await li.waiting(given.who.customer_id, blocked=True)
    assert waiting["order_id"] == given.order_id
    assert waiting["blocks"] == ["dispatch"]
    conversation = waiting["conversation_id"]
    await li.claim(conversation)
    await consumer.owner_becomes("agent")

    async with consumer.socket() as socket:
        replied = await li.reply(conversation, REPLY)
        for seen in (
            await consumer.until(lambda messages: texts(messages, "agent"), "the agent's reply", after=asked),
            await socket.until(lambda messages: texts(messages, "agent"), "the agent's reply"),
        ):
            assert seen == [REPLY]
    assert consumer.state["agent"]["name"] == "李静"

    question = await consumer.say("那大概几点能发出来")
    await li.conversation_once(
        conversation, lambda shown: shown["messages"][-1]["seq"] == question, "the consumer's word at the desk"
    )
    await li.hand_back(conversation)
    await consumer.owner_becomes("bot")
    left = await consumer.until(texts, "an answer to what the agent left open", after=question)
    assert left, "the question that nobody answered"
    assert texts(await consumer.ask("我的快递什么时候发货"))
    silent = [message for message in consumer.seen if replied < message["seq"] <= question]
    assert texts(silent) == [], "the bot spoke while a person had the conversation"


async def test_a_closed_conversation_stays_closed_and_a_new_word_opens_a_new_one(
    careline: Careline, li: AgentClient
) -> None:
    given = order_of(somebody())
    consumer = await careline.told_of(given)
    await consumer.say("我要找真人客服")
    first = (await li.waiting(given.who.customer_id))["conversation_id"]
    await li.claim(first)
    await li.close(first, "已催商家，消费者同意等待")
    await consumer.owner_becomes("closed")
    assert texts(await consumer.ask("你好"))
    assert consumer.state["owner"] == "bot"
    await consumer.say("转人工")
    second = (await li.waiting(given.who.customer_id))["conversation_id"]
    assert second != first
    numbers = [message["seq"] for message in consumer.seen]
    assert numbers == list(range(1, len(numbers) + 1)), "the sequence goes on over conversations"
    await li.claim(second)
    await li.close(second, "测试结束")


async def test_words_of_danger_go_before_everybody_else_in_the_queue(careline: Careline, li: AgentClient) -> None:
    calm, angry = order_of(somebody("安宁")), order_of(somebody("郑怒"))
    await (await careline.told_of(calm)).say("转人工")
    calm_item = await li.waiting(calm.who.customer_id)
    await (await careline.told_of(angry)).say("再不处理我就打12315投诉你们")
    angry_item = await li.waiting(angry.who.customer_id)
    assert angry_item["priority"] > calm_item["priority"]
    order = [item["conversation_id"] for item in (await li.queue())["waiting"]]
    assert order.index(angry_item["conversation_id"]) < order.index(calm_item["conversation_id"])
    for item in (calm_item, angry_item):
        await li.claim(item["conversation_id"])
        await li.close(item["conversation_id"], "测试结束")


async def test_the_agent_sees_case_order_rights_and_what_was_promised(careline: Careline, li: AgentClient) -> None:
    given = order_of(somebody())
    consumer = await careline.told_of(given)
    await consumer.answer_to("怎么还没发货，帮我催一下")
    await consumer.say("转人工")
    conversation = (await li.waiting(given.who.customer_id))["conversation_id"]
    shown = await li.conversation(conversation)
    assert [remedy["kind"] for remedy in shown["case"]["remedies"]] == ["urge_merchant"]
    assert shown["case"]["promised"]
    assert shown["order"]["order_id"] == given.order_id
    assert {right["right"] for right in shown["order"]["rights"]} >= {"dispatch_on_time"}
    assert given.phone not in str(shown), "the number is masked"
    await li.claim(conversation)
    await li.close(conversation, "测试结束")
