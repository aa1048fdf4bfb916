"""What we promise is done: asked for in chat, hall and by phone, carried out by the demo shop, and told unasked.

After each, the hall, the desk and `careline why` say the same as the bot did.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from careline.core import phrases
from careline.core.remedies import RemedyKind, RemedyState
from careline.demo.draft import Draft
from careline.demo.parcels import Reach
from tests.running.careline import Careline
from tests.running.chatting import ConsumerClient, Message, buttons, texts
from tests.running.feeding import Given, just_paid, order_of, somebody
from tests.running.phoning import Handset
from tests.running.waiting import eventually
from tests.running.working import AgentClient

pytestmark = pytest.mark.journey


def delivered(draft: Draft) -> None:
    """Signed for a day ago, with return-freight insurance and the usual guarantees."""
    draft.arrived(26)
    draft.order["freight"] = {"insured": True}
    draft.order["guarantees"] = sorted({*draft.order.get("guarantees", []), "freight_insurance", "return_7_days"})


def on_its_way(draft: Draft) -> None:
    """Sent two days ago, scanned five hours ago."""
    draft.paid(52)
    draft.sent(48, 5, Reach.LEFT_HUB)


class Hall:
    """The hall of one consumer over HTTP."""

    def __init__(self, careline: Careline, given: Given, language: str = "zh-CN") -> None:
        self.careline, self.given, self.language = careline, given, language
        self.headers = {"Authorization": f"Bearer {careline.token(given.who.customer_id)}"}

    async def order(self) -> dict[str, Any]:
        shown = await self.careline.hall(self.given.who.customer_id, self.language)
        return next(order for order in shown["orders"] if order["order_id"] == self.given.order_id)

    async def remedy(self, kind: str) -> dict[str, Any]:
        shown = await self.careline.hall(self.given.who.customer_id, self.language)
        mine = [one for one in shown["remedies"] if one["order_id"] == self.given.order_id]
        return next(one for one in mine if one["kind"] == kind)

    async def right(self, name: str) -> dict[str, Any]:
        return next(right for right in (await self.order())["rights"] if right["right"] == name)

    async def post(self, path: str, body: Any) -> tuple[int, Any]:
        url = f"{self.careline.url}/api/hall{path}?lang={self.language}"
        async with aiohttp.ClientSession() as http, http.post(url, json=body, headers=self.headers) as answer:
            return answer.status, (await answer.json() if answer.content_type.endswith("json") else None)


async def hears(consumer: ConsumerClient, *words: str, after: int = 0, seconds: float = 40) -> str:
    """What is told without being asked, once it holds all of these words."""

    def found(messages: Any) -> str:
        said = [message["text"] for message in messages if message["from"] in {"bot", "system"}]
        return next((text for text in said if all(word in text for word in words)), "")

    return str(await consumer.until(found, f"{words} told", after=after, seconds=seconds))


async def remedy_becomes(careline: Careline, given: Given, kind: str, state: str, *, seconds: float = 40) -> None:
    what = phrases.remedy_kind(RemedyKind(kind), "en"), phrases.remedy_state(RemedyState(state), "en")

    async def look() -> str:
        told = await careline.why(given.order_id)
        return told if any(what[0] in line and what[1] in line for line in told.splitlines()) else ""

    await eventually(look, f"{what} in `careline why`", seconds=seconds)


async def press(consumer: ConsumerClient, shown: list[Message], title: str) -> list[Message]:
    """Press the quick reply whose title holds this."""
    offered = buttons(shown)
    button = next((button for name, button in offered.items() if title in name), None)
    assert button, f"no button with {title!r} among {list(offered)}: {texts(shown)}"
    return await consumer.answers_to(await consumer.press(button))


async def done_once(careline: Careline, given: Given, kind: str) -> dict[str, Any]:
    """The shop's ledger: this was done exactly once."""
    deeds = [deed for deed in await careline.shop.deeds(given.order_id) if deed["kind"] == kind]
    assert len(deeds) == 1, deeds
    return deeds[0]


@pytest.fixture(autouse=True)
async def _a_shop_that_works(careline: Careline) -> AsyncIterator[None]:
    yield
    await careline.shop.behave("up")


async def test_late_dispatch_compensation_claimed_in_chat_is_paid_by_the_shop_and_told(careline: Careline) -> None:
    given = order_of(somebody())
    consumer = await careline.told_of(given)
    offer = await consumer.ask("我的鞋怎么还没发货，超时了赔不赔")
    noted = await press(consumer, offer, "申领")
    last = noted[-1]["seq"]
    await hears(consumer, "赔付", "付给您", after=last)
    await remedy_becomes(careline, given, "compensation", "done")
    await done_once(careline, given, "compensation")
    assert (await Hall(careline, given).right("dispatch_on_time"))["state"] == "paid"


async def test_late_dispatch_compensation_claimed_in_the_hall_by_its_id_in_english(careline: Careline) -> None:
    given = order_of(somebody("Dora Lim", english=True))
    consumer = await careline.told_of(given)
    hall = Hall(careline, given, "en")

    async def claimable() -> Any:
        return (await hall.right("dispatch_on_time")).get("claim")

    claim = await eventually(claimable, "a claim in the hall", seconds=20)
    status, asked = await hall.post("/claims", {"claim_id": claim["claim_id"], "confirm": False})
    assert (status, await careline.shop.deeds(given.order_id)) == (200, []), asked
    for _ in range(2):  # two taps, or two devices
        status, done = await hall.post("/claims", {"claim_id": claim["claim_id"], "confirm": True})
        assert status == 200, done
    await hears(consumer, "compensation", "paid")
    await done_once(careline, given, "compensation")
    assert (await hall.right("dispatch_on_time"))["state"] == "paid"
    status, again = await hall.post("/claims", {"claim_id": claim["claim_id"], "confirm": True})
    assert status in {200, 409}, again
    await done_once(careline, given, "compensation")


async def test_late_dispatch_compensation_claimed_on_the_phone(careline: Careline, handset: Handset) -> None:
    given = order_of(somebody())
    await careline.shop.learn(given.event)
    await careline.feed.post(given.event)
    call = await handset.rings(given.phone)
    await call.answer()
    await call.say("是我")
    offered = await call.say("超时发货赔不赔钱")
    assert "元" in offered, call.transcript()
    await call.say("好的，帮我申领")
    await call.say("没有了，再见")
    await call.ends()
    await remedy_becomes(careline, given, "compensation", "done")
    await hears(careline.consumer(given.who.customer_id), "赔付")


async def test_a_refund_above_the_limit_waits_for_an_agent_and_is_paid_after_the_yes(
    careline: Careline, li: AgentClient
) -> None:
    given = order_of(somebody(), just_paid, merchant="m-cook")
    consumer = await careline.told_of(given)
    asked = await consumer.ask("我不想要了，申请退款")
    noted = await press(consumer, asked, "申请")
    assert "审核" in "".join(texts(noted)), texts(noted)
    waiting = await approval_of(li, given)
    assert waiting["approvals_needed"] >= 1
    await li.did("POST", f"/approvals/{waiting['remedy_id']}/approve", {})
    if waiting["approvals_needed"] == 2:
        status, _ = await li.call("POST", f"/approvals/{waiting['remedy_id']}/approve", {})
        assert status == 409, "the same agent twice"
        async with careline.agent("anna") as anna:
            await anna.did("POST", f"/approvals/{waiting['remedy_id']}/approve", {})
    await hears(consumer, "退款", "打款", after=noted[-1]["seq"])
    await remedy_becomes(careline, given, "refund", "done")
    await done_once(careline, given, "refund")
    assert (await Hall(careline, given).remedy("refund"))["state"] == "done"


async def approval_of(agent: AgentClient, given: Given) -> dict[str, Any]:
    async def look() -> Any:
        listed = (await agent.did("GET", "/approvals"))["waiting"]
        return next((one for one in listed if one["order_id"] == given.order_id), None)

    found: dict[str, Any] = await eventually(look, f"an approval about {given.order_id}", seconds=20)
    return found


async def test_a_refund_that_an_agent_refuses_is_told_with_the_agents_reason(
    careline: Careline, li: AgentClient
) -> None:
    given = order_of(somebody(), just_paid, merchant="m-cook")
    consumer = await careline.told_of(given)
    noted = await press(consumer, await consumer.ask("申请退款"), "申请")
    waiting = await approval_of(li, given)
    await li.did("POST", f"/approvals/{waiting['remedy_id']}/refuse", {"reason": "这单已经备好货，今晚就发出"})
    await hears(consumer, "没有通过", "今晚就发出", after=noted[-1]["seq"])
    assert await careline.shop.deeds(given.order_id) == []
    refused = await Hall(careline, given).remedy("refund")
    assert (refused["state"], "今晚就发出" in str(refused)) == ("refused", True)


async def test_a_small_refund_is_carried_out_at_once(careline: Careline) -> None:
    given = cheap(order_of(somebody(), just_paid))
    consumer = await careline.told_of(given)
    noted = await press(consumer, await consumer.ask("不要了，退款"), "申请")
    await hears(consumer, "退款", "打款", after=noted[-1]["seq"])
    await done_once(careline, given, "refund")


def cheap(given: Given, amount: str = "29.90") -> Given:
    """The same order for less than the assistant's limit."""
    order = given.event["order"]
    order["items"][0]["price"] = {**order["items"][0]["price"], "amount": amount}
    for name in ("total", "discount"):
        order.pop(name, None)
    return given


def two_lines(given: Given) -> Given:
    """A cup at 19.90 beside the first article at 25.00."""
    cheap(given, "25.00")
    items = given.event["order"]["items"]
    items[0]["quantity"] = 1
    price = {**items[0]["price"], "amount": "19.90"}
    items.append({"sku": "CUP-77", "title": "搪瓷杯", "quantity": 1, "price": price})
    return given


async def test_only_one_of_two_articles_is_refunded_and_the_sum_said_is_the_sum_paid(careline: Careline) -> None:
    given = two_lines(order_of(somebody(), just_paid))
    consumer = await careline.told_of(given)
    asked = await consumer.ask("我要退款，只退搪瓷杯")
    assert "19.90" in "".join(texts(asked)), texts(asked)
    noted = await press(consumer, asked, "申请")
    await hears(consumer, "19.90", "打款", after=noted[-1]["seq"])
    await done_once(careline, given, "refund")
    [refund] = (await careline.shop.order(given.order_id))["order"]["refunds"]
    assert (refund["items"], refund["amount"]["amount"]) == ([{"sku": "CUP-77", "quantity": 1}], "19.90")


async def test_a_refund_that_waits_for_approval_can_be_taken_back_in_words(careline: Careline, li: AgentClient) -> None:
    given = order_of(somebody(), just_paid, merchant="m-cook")
    consumer = await careline.told_of(given)
    await press(consumer, await consumer.ask("申请退款"), "申请")
    await approval_of(li, given)
    answer = await consumer.answer_to("我不退了，撤回刚才的申请")
    assert "撤回" in answer, answer
    await remedy_becomes(careline, given, "refund", "withdrawn")
    assert all(one["order_id"] != given.order_id for one in (await li.did("GET", "/approvals"))["waiting"])
    assert await careline.shop.deeds(given.order_id) == []


async def test_a_return_with_freight_insurance_to_its_end(careline: Careline) -> None:
    given = cheap(order_of(somebody(), delivered))
    consumer = await careline.told_of(given)
    noted = await press(consumer, await consumer.ask("我要退货，尺码不合适"), "申请")
    await hears(consumer, "退货办好了", after=noted[-1]["seq"], seconds=60)
    await remedy_becomes(careline, given, "return", "done")
    hall = Hall(careline, given)

    async def claimable() -> Any:
        return (await hall.right("freight_insurance")).get("claim")

    claim = await eventually(claimable, "return freight to claim", seconds=30)
    wish = {"claim_id": claim["claim_id"], "confirm": True}
    assert (await hall.post("/claims", wish))[0] == 422, "without the number of the return"
    status, answer = await hall.post("/claims", {**wish, "tracking_no": "SF1234567890123"})
    assert status == 200, answer
    assert (await send_photo(careline, given))[0] in {200, 201}
    await hears(consumer, "运费", "赔付给您", seconds=60)
    await done_once(careline, given, "freight_claim")


async def test_an_article_that_came_damaged_is_sent_again_once_a_photo_is_there(careline: Careline) -> None:
    given = cheap(order_of(somebody(), delivered))
    consumer = await careline.told_of(given)
    offer = await consumer.ask("收到的东西是碎的，破损了")
    asked = await press(consumer, offer, "补发")
    if "照片" not in "".join(texts(asked)):
        asked = await press(consumer, asked, "补发")
    assert "照片" in "".join(texts(asked)), texts(asked)
    assert await careline.shop.deeds(given.order_id) == []
    assert (await send_photo(careline, given))[0] in {200, 201}
    await hears(consumer, "补发", after=asked[-1]["seq"], seconds=60)
    await done_once(careline, given, "resend")


async def send_photo(careline: Careline, given: Given) -> tuple[int, Any]:
    """A photo from the consumer's phone, as the chat page sends it."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (64, 48), (180, 40, 40)).save(out, "JPEG")
    form = aiohttp.FormData()
    form.add_field("order_id", given.order_id)
    form.add_field("photo", out.getvalue(), filename="photo.jpg", content_type="image/jpeg")
    headers = {"Authorization": f"Bearer {careline.token(given.who.customer_id)}"}
    url = f"{careline.url}/api/evidence"
    async with aiohttp.ClientSession() as http, http.post(url, data=form, headers=headers) as answer:
        return answer.status, await answer.json()


async def test_an_address_is_changed_before_dispatch_and_refused_after(careline: Careline) -> None:
    given = order_of(somebody(), just_paid)
    consumer = await careline.told_of(given)
    await consumer.ask("地址写错了，帮我改地址")
    read_back = await consumer.ask("杭州市西湖区文三路100号3幢502室")
    assert "文三路100号" in "".join(texts(read_back)), texts(read_back)
    noted = await press(consumer, read_back, "")
    await hears(consumer, "地址", "改好", after=noted[-1]["seq"])
    assert "文三路100号" in str((await careline.shop.order(given.order_id))["order"]["address"])
    late = order_of(somebody(), on_its_way)
    other = await careline.told_of(late)
    answer = await other.answer_to("地址写错了，帮我改地址")
    assert "改不了" in answer, answer
    assert await careline.shop.deeds(late.order_id) == []


async def test_a_shop_that_refuses_is_told_with_its_reason(careline: Careline) -> None:
    given = cheap(order_of(somebody(), just_paid))
    consumer = await careline.told_of(given)
    await careline.shop.behave("refuse", "这款商品是定制的，不支持退款")
    noted = await press(consumer, await consumer.ask("申请退款"), "申请")
    await hears(consumer, "没有同意", "定制", after=noted[-1]["seq"])
    await remedy_becomes(careline, given, "refund", "refused")


async def test_a_shop_that_is_down_for_a_while_loses_nothing_and_does_it_once(careline: Careline) -> None:
    given = cheap(order_of(somebody("Ben Ho", english=True), just_paid), "6.50")
    consumer = await careline.told_of(given)
    await careline.shop.behave("down")
    noted = await press(consumer, await consumer.ask("I want a refund"), "")
    await remedy_becomes(careline, given, "refund", "approved")
    await careline.shop.behave("up")
    await hears(consumer, "refund", "paid", after=noted[-1]["seq"], seconds=90)
    await done_once(careline, given, "refund")


async def test_a_promise_that_is_not_kept_rises_to_a_person_before_the_consumer_asks(
    careline: Careline, li: AgentClient
) -> None:
    given = cheap(order_of(somebody(), just_paid))
    consumer = await careline.told_of(given)
    await careline.shop.behave("down")
    noted = await press(consumer, await consumer.ask("申请退款"), "申请")
    await remedy_becomes(careline, given, "refund", "approved")
    await careline.hours_pass(given.order_id)
    await hears(consumer, "还没", after=noted[-1]["seq"])
    waiting = await li.waiting(given.who.customer_id)
    await li.claim(waiting["conversation_id"])
    shown = await li.conversation(waiting["conversation_id"])
    assert shown["order"]["order_id"] == given.order_id
    await li.reply(waiting["conversation_id"], "我在跟商家核实，稍后给您答复。")
    await li.close(waiting["conversation_id"], "已跟进")
    await careline.shop.behave("up")
    await hears(consumer, "退款", "打款", after=noted[-1]["seq"], seconds=90)
    await done_once(careline, given, "refund")


async def test_hall_bot_desk_and_why_say_the_same_of_one_remedy(careline: Careline, li: AgentClient) -> None:
    given = order_of(somebody(), just_paid, merchant="m-cook")
    consumer = await careline.told_of(given)
    await press(consumer, await consumer.ask("申请退款"), "申请")
    waiting = await approval_of(li, given)
    shown = await Hall(careline, given).remedy("refund")
    assert shown["state"] == "needs_approval" == waiting["state"]
    assert shown["amount"] == waiting["amount"]
    told = await careline.why(given.order_id, "Refund", "Waiting for approval")
    assert waiting["amount"]["amount"] in told
    assert "审核" in await consumer.answer_to("我的退款批了没")
    await consumer.say("转人工")
    conversation = (await li.waiting(given.who.customer_id))["conversation_id"]
    context = await li.conversation(conversation)
    [remedy] = [one for one in context["case"]["remedies"] if one["kind"] == "refund"]
    assert (remedy["status"], remedy["amount"]) == ("needs_approval", shown["amount"])
    await li.did("POST", f"/approvals/{waiting['remedy_id']}/refuse", {"reason": "测试结束"})
    await li.claim(conversation)
    await li.close(conversation, "测试结束")
