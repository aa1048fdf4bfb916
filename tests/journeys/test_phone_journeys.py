"""A blocked new user's phone rings, and everything that can come of it."""

from __future__ import annotations

import pytest

from careline.core import phrases
from tests.running.careline import Careline
from tests.running.chatting import texts
from tests.running.feeding import Given, late_dispatch, order_of, orders_of, somebody
from tests.running.phoning import Handset, PhoneCall, code_in
from tests.running.waiting import eventually
from tests.running.working import AgentClient

pytestmark = pytest.mark.journey

SHOP = "橙子优选"


async def ringing(careline: Careline, handset: Handset, given: Given) -> PhoneCall:
    """Tell shop and feed of a late order; the call it leads to."""
    await careline.told_of(given)
    return await handset.rings(given.phone)


def spoken_name(given: Given) -> str:
    return phrases.order_name(given.order, given.event["order"]["customer"]["locale"], spoken=True)


async def test_the_call_says_nothing_of_the_order_before_the_callee_has_said_who_they_are(
    careline: Careline, handset: Handset
) -> None:
    given = order_of(somebody())
    call = await ringing(careline, handset, given)
    greeting = await call.answer()
    assert SHOP in greeting
    assert "智能语音助手" in greeting
    assert f"{given.who.name}本人" in greeting
    before = greeting + await call.say("你们找我什么事") + await call.say("我的快递怎么了")
    assert spoken_name(given) not in before
    assert "发货" not in before
    assert spoken_name(given) in await call.say("对，我就是")
    await call.hang_up()


async def test_a_call_answered_by_speech_tells_why_and_notes_the_remedy(
    careline: Careline, handset: Handset, li: AgentClient
) -> None:
    given = order_of(somebody())
    call = await ringing(careline, handset, given)
    await call.answer()
    reason = await call.say("是我")
    assert spoken_name(given) in reason
    assert "发" in reason
    promise = await call.say("好的，麻烦你帮我催一下")
    assert "催" in promise, call.transcript()
    await handset.send(call.call_sid, type="say", text="没有了，再见")
    await eventually(lambda: "满意请按1" in "".join(call.transcript()), "how it went is asked", seen=call.transcript)
    await handset.send(call.call_sid, type="key", digit="1")  # by key alone: the voice waits for no words any more
    await call.ends()
    assert "谢谢您" in call.transcript()[-1]
    told = await careline.why(given.order_id, "urge_merchant", "Talked", "Rated by the consumer")
    assert "attempt 1 by simulator" in told
    consumer = careline.consumer(given.who.customer_id)
    await consumer.say("转人工")
    item = await li.waiting(given.who.customer_id)
    shown = await li.conversation(item["conversation_id"])
    assert [remedy["kind"] for remedy in shown["case"]["remedies"]] == ["urge_merchant"]
    assert [contact["channel"] for contact in shown["contacts"]] == ["phone"]
    await li.claim(item["conversation_id"])
    await li.close(item["conversation_id"], "测试结束")


async def test_a_call_can_be_led_by_keys_alone(careline: Careline, handset: Handset) -> None:
    given = order_of(somebody())
    call = await ringing(careline, handset, given)
    await call.answer()
    assert spoken_name(given) in await call.press("1")
    assert "催" in await call.press("1"), call.transcript()
    assert call.state == "in-progress"
    await call.hang_up()
    await careline.why(given.order_id, "urge_merchant", "Talked")
    assert len(await careline.phones.posts_to(given.phone)) == 1


async def test_an_english_speaking_consumer_is_phoned_in_english(careline: Careline, handset: Handset) -> None:
    given = order_of(somebody("Nora Bennett", english=True), merchant="m-silk")
    call = await ringing(careline, handset, given)
    greeting = await call.answer()
    assert "automated assistant" in greeting
    assert given.who.name in greeting
    reason = await call.say("Yes, speaking")
    assert not any("一" <= letter <= "鿿" for letter in reason), reason
    assert spoken_name(given) in reason
    await call.hang_up()


async def test_zero_puts_the_callee_into_the_desks_queue_before_the_chats(
    careline: Careline, handset: Handset, li: AgentClient
) -> None:
    chatting = order_of(somebody("安宁"))
    await (await careline.told_of(chatting)).say("转人工")
    chat = await li.waiting(chatting.who.customer_id)
    given = order_of(somebody())
    call = await ringing(careline, handset, given)
    await call.answer()
    await call.press("1")
    await call.press("0")
    item = await li.waiting(given.who.customer_id, channel="phone")
    assert item["priority"] > chat["priority"]
    await call.ends()
    mine = (await li.claim(item["conversation_id"]))["conversation_id"]
    await li.reply(mine, "您好，刚才电话里说的事我来处理。")
    consumer = careline.consumer(given.who.customer_id)
    await consumer.until(lambda seen: texts(seen, "agent"), "the agent's word in the app, where the call goes on")
    await li.close(mine, "测试结束")
    await li.claim(chat["conversation_id"])
    await li.close(chat["conversation_id"], "测试结束")


@pytest.mark.parametrize("how", ["key", "words"])
async def test_whoever_opts_out_is_never_phoned_again(careline: Careline, handset: Handset, how: str) -> None:
    first, second = orders_of(somebody(), late_dispatch, late_dispatch)
    call = await ringing(careline, handset, first)
    await call.answer()
    goodbye = await (call.press("9") if how == "key" else call.say("别再打电话给我了"))
    assert "不会再" in goodbye, call.transcript()
    await call.ends()
    await careline.feed.post(second.event)
    await careline.why(second.order_id, "do not call", "opted_out")
    assert len(await careline.phones.posts_to(first.phone)) == 1
    consumer = careline.consumer(first.who.customer_id)
    assert await consumer.answer_to("我的订单发货了吗"), "the app still serves them"


async def test_a_wish_to_be_called_later_becomes_a_planned_call(careline: Careline, handset: Handset) -> None:
    given = order_of(somebody())
    call = await ringing(careline, handset, given)
    await call.answer()
    await call.press("1")
    await call.say("我在开会，两个小时以后再打给我吧")
    await call.hang_up() if call.state == "in-progress" else await call.ends()
    told = await careline.why(given.order_id, "callback_wished")
    assert "call" in told
    assert len(await careline.phones.posts_to(given.phone)) == 1, "not at once"


async def test_a_stranger_at_the_phone_learns_nothing_and_is_left_in_peace(
    careline: Careline, handset: Handset
) -> None:
    given = order_of(somebody())
    call = await ringing(careline, handset, given)
    await call.answer()
    sorry = await call.say("你打错了，我不认识这个人")
    await call.ends()
    assert spoken_name(given) not in "".join(call.transcript()), sorry
    await careline.why(given.order_id, "wrong_person")
    assert len(await careline.phones.posts_to(given.phone)) == 1


async def test_the_code_spoken_in_the_call_is_the_one_in_the_hall(careline: Careline, handset: Handset) -> None:
    given = order_of(somebody())
    call = await ringing(careline, handset, given)
    await call.answer()
    await call.say("是我")
    spoken = code_in(await call.say("你们真的是官方的吗，怎么证明不是骗子"))
    await call.hang_up()
    hall = await careline.hall(given.who.customer_id)
    [contact] = hall["contacts"]
    assert (contact["channel"], contact["code"], contact["order_id"]) == ("phone", spoken, given.order_id)


async def test_an_old_user_and_an_order_in_time_are_not_phoned(careline: Careline) -> None:
    regular = order_of(somebody("田老客", earlier=30))
    await careline.feed.post(regular.event)
    await careline.why(regular.order_id, "do not call", "not_new_user")
    assert await careline.phones.posts_to(regular.phone) == []
