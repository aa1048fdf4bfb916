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
from tests.running.languages import EN, ZH, Tongue
from tests.running.phoning import Handset
from tests.running.waiting import eventually
from tests.running.working import AgentClient

pytestmark = pytest.mark.journey
both_languages = pytest.mark.parametrize("says", [ZH, EN], ids=["zh", "en"])


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


async def same_everywhere(
    careline: Careline, agent: AgentClient, given: Given, says: Tongue, kind: str, state: str
) -> None:
    """`careline why`, the hall, the bot and the desk say the same of the order's one remedy of this kind."""
    await remedy_becomes(careline, given, kind, state)
    shown = await Hall(careline, given, says.language).remedy(kind)
    consumer = careline.consumer(given.who.customer_id)
    if kind in says.news:
        told = await consumer.answer_to(says.news[kind])
        assert says.stands[state] in told, (kind, state, told)
    await consumer.say(says.person)
    conversation = (await agent.waiting(given.who.customer_id))["conversation_id"]
    context = await agent.conversation(conversation)
    [remedy] = [one for one in context["case"]["remedies"] if one["kind"] == kind]
    assert (state, shown["amount"]) == (shown["state"], remedy["amount"]) == (remedy["status"], shown["amount"])
    await agent.claim(conversation)
    await agent.close(conversation, "测试结束")


@pytest.fixture(autouse=True)
async def _a_shop_that_works(careline: Careline) -> AsyncIterator[None]:
    yield
    await careline.shop.behave("up")


@both_languages
async def test_late_dispatch_compensation_claimed_in_chat_is_paid_by_the_shop_and_told(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = says.buys()
    consumer = await careline.told_of(given)
    offer = await consumer.ask(says.late)
    noted = await press(consumer, offer, says.claim)
    await hears(consumer, *says.compensated, after=noted[-1]["seq"])
    await done_once(careline, given, "compensation")
    await same_everywhere(careline, li, given, says, "compensation", "done")
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


@both_languages
async def test_late_dispatch_compensation_claimed_on_the_phone(
    careline: Careline, handset: Handset, li: AgentClient, says: Tongue
) -> None:
    given = says.buys()
    consumer = await careline.told_of(given)
    call = await handset.rings(given.phone)
    await call.answer()
    await call.say(says.it_is_me)
    offered = await call.say(says.late_by_phone)
    assert says.yuan in offered, call.transcript()
    await call.say(says.claim_by_phone)
    await call.say(says.goodbye)
    await call.ends()
    await hears(consumer, *says.compensated)
    await done_once(careline, given, "compensation")
    await same_everywhere(careline, li, given, says, "compensation", "done")


@both_languages
async def test_a_refund_above_the_limit_waits_for_an_agent_and_is_paid_after_the_yes(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = says.buys(just_paid)
    consumer = await careline.told_of(given)
    asked = await consumer.ask(says.refund)
    noted = await press(consumer, asked, says.yes)
    assert says.waits in "".join(texts(noted)), texts(noted)
    waiting = await approval_of(li, given)
    assert waiting["approvals_needed"] >= 1
    await li.did("POST", f"/approvals/{waiting['remedy_id']}/approve", {})
    if waiting["approvals_needed"] == 2:
        status, _ = await li.call("POST", f"/approvals/{waiting['remedy_id']}/approve", {})
        assert status == 409, "the same agent twice"
        async with careline.agent("anna") as anna:
            await anna.did("POST", f"/approvals/{waiting['remedy_id']}/approve", {})
    await hears(consumer, *says.refunded, after=noted[-1]["seq"])
    await done_once(careline, given, "refund")
    await same_everywhere(careline, li, given, says, "refund", "done")


async def approval_of(agent: AgentClient, given: Given) -> dict[str, Any]:
    async def look() -> Any:
        listed = (await agent.did("GET", "/approvals"))["waiting"]
        return next((one for one in listed if one["order_id"] == given.order_id), None)

    found: dict[str, Any] = await eventually(look, f"an approval about {given.order_id}", seconds=20)
    return found


@both_languages
async def test_a_refund_that_an_agent_refuses_is_told_with_the_agents_reason(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = says.buys(just_paid)
    consumer = await careline.told_of(given)
    noted = await press(consumer, await consumer.ask(says.refund), says.yes)
    waiting = await approval_of(li, given)
    await li.did("POST", f"/approvals/{waiting['remedy_id']}/refuse", {"reason": says.reason})
    await hears(consumer, says.refused, says.reason, after=noted[-1]["seq"])
    assert await careline.shop.deeds(given.order_id) == []
    await same_everywhere(careline, li, given, says, "refund", "refused")
    assert says.reason in str(await Hall(careline, given).remedy("refund"))


@both_languages
async def test_a_small_refund_is_carried_out_at_once(careline: Careline, li: AgentClient, says: Tongue) -> None:
    given = cheap(says.buys(just_paid))
    consumer = await careline.told_of(given)
    noted = await press(consumer, await consumer.ask(says.refund), says.yes)
    await hears(consumer, *says.refunded, after=noted[-1]["seq"])
    await done_once(careline, given, "refund")
    await same_everywhere(careline, li, given, says, "refund", "done")


def cheap(given: Given, amount: str = "29.90") -> Given:
    """The same order for less than the assistant's limit."""
    order = given.event["order"]
    order["items"][0]["price"] = {**order["items"][0]["price"], "amount": amount}
    for name in ("total", "discount"):
        order.pop(name, None)
    return given


def two_lines(given: Given, cup: str) -> Given:
    """A cup at 19.90 beside the first article at 25.00."""
    cheap(given, "25.00")
    items = given.event["order"]["items"]
    items[0]["quantity"] = 1
    price = {**items[0]["price"], "amount": "19.90"}
    items.append({"sku": "CUP-77", "title": cup, "quantity": 1, "price": price})
    return given


@both_languages
async def test_only_one_of_two_articles_is_refunded_and_the_sum_said_is_the_sum_paid(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = two_lines(says.buys(just_paid), says.cup)
    consumer = await careline.told_of(given)
    asked = await consumer.ask(says.only_the_cup)
    assert "19.90" in "".join(texts(asked)), texts(asked)
    noted = await press(consumer, asked, says.yes)
    await hears(consumer, "19.90", after=noted[-1]["seq"])
    await done_once(careline, given, "refund")
    [refund] = (await careline.shop.order(given.order_id))["order"]["refunds"]
    assert (refund["items"], refund["amount"]["amount"]) == ([{"sku": "CUP-77", "quantity": 1}], "19.90")
    await same_everywhere(careline, li, given, says, "refund", "done")


@both_languages
async def test_a_refund_that_waits_for_approval_can_be_taken_back_in_words(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = says.buys(just_paid)
    consumer = await careline.told_of(given)
    await press(consumer, await consumer.ask(says.refund), says.yes)
    await approval_of(li, given)
    answer = await consumer.answer_to(says.take_back)
    assert says.withdrawn in answer, answer
    await same_everywhere(careline, li, given, says, "refund", "withdrawn")
    assert all(one["order_id"] != given.order_id for one in (await li.did("GET", "/approvals"))["waiting"])
    assert await careline.shop.deeds(given.order_id) == []


@both_languages
async def test_a_return_with_freight_insurance_to_its_end(careline: Careline, li: AgentClient, says: Tongue) -> None:
    given = cheap(says.buys(delivered))
    consumer = await careline.told_of(given)
    noted = await press(consumer, await consumer.ask(says.give_back), says.yes)
    await hears(consumer, says.returned, after=noted[-1]["seq"], seconds=60)
    hall = Hall(careline, given, says.language)

    async def claimable() -> Any:
        return (await hall.right("freight_insurance")).get("claim")

    claim = await eventually(claimable, "return freight to claim", seconds=30)
    wish = {"claim_id": claim["claim_id"], "confirm": True}
    assert (await hall.post("/claims", wish))[0] == 422, "without the number of the return"
    status, answer = await hall.post("/claims", {**wish, "tracking_no": "SF1234567890123"})
    assert status == 200, answer
    assert (await send_photo(careline, given))[0] in {200, 201}
    await hears(consumer, *says.freight_paid, seconds=60)
    await done_once(careline, given, "freight_claim")
    await same_everywhere(careline, li, given, says, "return", "done")


@both_languages
async def test_an_article_that_came_damaged_is_sent_again_once_a_photo_is_there(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = cheap(says.buys(delivered))
    consumer = await careline.told_of(given)
    asked = await press(consumer, await consumer.ask(says.broken), says.again)
    assert says.photo in "".join(texts(asked)), texts(asked)
    assert await careline.shop.deeds(given.order_id) == []
    assert (await send_photo(careline, given))[0] in {200, 201}
    await hears(consumer, says.sent_again, after=asked[-1]["seq"], seconds=60)
    await done_once(careline, given, "resend")
    await same_everywhere(careline, li, given, says, "resend", "done")


@both_languages
async def test_an_article_that_was_left_out_of_the_parcel_is_sent_alone(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = two_lines(says.buys(delivered), says.cup)
    consumer = await careline.told_of(given)
    noted = await press(consumer, await consumer.ask(says.left_out), says.again)
    await hears(consumer, says.sent_again, after=noted[-1]["seq"])
    await done_once(careline, given, "resend")
    assert [one["title"] for one in (await Hall(careline, given).remedy("resend"))["items"]] == [says.cup]
    await same_everywhere(careline, li, given, says, "resend", "done")


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


@both_languages
async def test_an_address_is_changed_before_dispatch_and_refused_after(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = says.buys(just_paid)
    consumer = await careline.told_of(given)
    await consumer.ask(says.change)
    read_back = await consumer.ask(says.address)
    assert says.street in "".join(texts(read_back)), texts(read_back)
    await hears(consumer, *says.changed, after=read_back[0]["seq"] - 1)
    assert says.street in str((await careline.shop.order(given.order_id))["order"]["address"])
    await same_everywhere(careline, li, given, says, "address_change", "done")
    late = says.buys(on_its_way)
    other = await careline.told_of(late)
    answer = await other.answer_to(says.change)
    assert says.too_late in answer, answer
    assert await careline.shop.deeds(late.order_id) == []


@both_languages
async def test_a_shop_that_refuses_is_told_with_its_reason(careline: Careline, li: AgentClient, says: Tongue) -> None:
    given = cheap(says.buys(just_paid))
    consumer = await careline.told_of(given)
    await careline.shop.behave("refuse", says.shops_reason)
    noted = await press(consumer, await consumer.ask(says.refund), says.yes)
    await hears(consumer, says.disagreed, says.shops_reason, after=noted[-1]["seq"])
    await same_everywhere(careline, li, given, says, "refund", "refused")


@both_languages
async def test_a_shop_that_is_down_for_a_while_loses_nothing_and_does_it_once(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = cheap(says.buys(just_paid), "6.50")
    consumer = await careline.told_of(given)
    await careline.shop.behave("down")
    noted = await press(consumer, await consumer.ask(says.refund), says.yes)
    await remedy_becomes(careline, given, "refund", "approved")
    await careline.shop.behave("up")
    await hears(consumer, *says.refunded, after=noted[-1]["seq"], seconds=90)
    await done_once(careline, given, "refund")
    await same_everywhere(careline, li, given, says, "refund", "done")


@both_languages
async def test_a_promise_that_is_not_kept_rises_to_a_person_before_the_consumer_asks(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = cheap(says.buys(just_paid))
    consumer = await careline.told_of(given)
    await careline.shop.behave("down")
    noted = await press(consumer, await consumer.ask(says.refund), says.yes)
    await remedy_becomes(careline, given, "refund", "approved")
    await careline.hours_pass(given.order_id)
    await hears(consumer, says.unkept, after=noted[-1]["seq"])
    waiting = await li.waiting(given.who.customer_id)
    await li.claim(waiting["conversation_id"])
    shown = await li.conversation(waiting["conversation_id"])
    assert shown["order"]["order_id"] == given.order_id
    await li.reply(waiting["conversation_id"], "我在跟商家核实，稍后给您答复。")
    await li.close(waiting["conversation_id"], "已跟进")
    await careline.shop.behave("up")
    await hears(consumer, *says.refunded, after=noted[-1]["seq"], seconds=90)
    await done_once(careline, given, "refund")
    await same_everywhere(careline, li, given, says, "refund", "done")


@both_languages
async def test_what_waits_for_approval_stands_the_same_in_hall_bot_desk_and_why(
    careline: Careline, li: AgentClient, says: Tongue
) -> None:
    given = says.buys(just_paid)
    consumer = await careline.told_of(given)
    await press(consumer, await consumer.ask(says.refund), says.yes)
    waiting = await approval_of(li, given)
    assert waiting["state"] == "needs_approval"
    assert waiting["amount"] == (await Hall(careline, given).remedy("refund"))["amount"]
    assert waiting["amount"]["amount"] in await careline.why(given.order_id, "refund", "needs_approval")
    await same_everywhere(careline, li, given, says, "refund", "needs_approval")
    await li.did("POST", f"/approvals/{waiting['remedy_id']}/refuse", {"reason": says.reason})
