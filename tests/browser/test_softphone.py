"""A caller asks for a person: the agent's browser rings with what it is about, they talk, and it is wrapped up."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from careline.clock import utc_now
from careline.core import phrases
from careline.core.conversation import Owner
from tests.browser.desk import all_handed_back, claimed, mine, nobody_waits, signed_in, waiting
from tests.browser.test_phone_page import VOICE, handset_of
from tests.running.browsing import Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.chatting import texts
from tests.running.feeding import Given, order_of, somebody

pytestmark = pytest.mark.browser

HOME = {"zh-CN": "Asia/Shanghai", "en": "Asia/Singapore"}
TABLET = {"width": 1024, "height": 768}


async def alone(careline: Careline, login: str) -> None:
    """Nobody but this agent may be rung."""
    for other in {"li", "wu", "chen", "anna"} - {login}:
        async with careline.agent(other) as agent:
            await agent.did("POST", "/presence", {"state": "away"})


@pytest.fixture(autouse=True)
async def back_at_work(careline: Careline) -> AsyncIterator[None]:
    """Whoever was sent away comes back."""
    yield
    for login in ("li", "wu", "chen", "anna"):
        async with careline.agent(login) as agent:
            await agent.did("POST", "/presence", {"state": "online"})


async def picks_up_and_says(handset: Page, *said_in_turn: str) -> None:
    """Answer the phone; each of these is said when the voice listens, and answered."""
    await handset.get_by_test_id("answer").click()
    for words in said_in_turn:
        await expect(handset.get_by_test_id("listening")).to_have_attribute("data-listening", "true")
        said = await handset.locator(VOICE).count()
        await handset.get_by_test_id("say-input").fill(words)
        await handset.get_by_test_id("say-input").press("Enter")
        await expect(handset.locator(VOICE).nth(said)).to_be_visible()  # heard and answered


async def goods_are_told(desk: Page, given: Given, language: str) -> None:
    name = phrases.order_name(given.order, language, spoken=True)
    await expect(desk.get_by_test_id("softphone-whisper")).to_contain_text(name)


async def test_the_agents_browser_rings_they_talk_and_it_is_wrapped_up(browsing: Browsing, careline: Careline) -> None:
    await all_handed_back(careline, "li")
    await nobody_waits(careline)
    await alone(careline, "li")
    desk = await signed_in(browsing, "li", path="/desk?lang=zh-CN")
    given = order_of(somebody("钟小姐"))
    handset = await handset_of(browsing, careline, given)
    await picks_up_and_says(handset, "是我", "转人工")
    await expect(desk.get_by_test_id("softphone")).to_be_visible()
    await goods_are_told(desk, given, "zh-CN")
    await expect(handset.get_by_test_id("call-log")).to_contain_text("请别挂机")  # nobody waits in silence
    assert await lacking(desk) == []
    await keep_picture(desk, "softphone-rings-zh-desktop")
    await desk.keyboard.press("Alt+KeyP")
    panel = desk.get_by_test_id("softphone")
    await expect(panel).to_have_attribute("data-state", "connected")
    await expect(desk.get_by_test_id("summary")).to_be_visible()  # the conversation is open, with all that is known
    await expect(desk.get_by_test_id("call-say")).to_be_focused()
    await desk.get_by_test_id("call-say").fill("您好，我是客服，正在帮您看。")
    await desk.get_by_test_id("call-say").press("Enter")
    await expect(handset.locator(VOICE).last).to_contain_text("正在帮您看")
    await handset.get_by_test_id("say-input").fill("到底什么时候发货")
    await handset.get_by_test_id("say-input").press("Enter")
    await expect(desk.get_by_test_id("call-log")).to_contain_text("到底什么时候发货")
    assert await lacking(desk) == []
    await keep_picture(desk, "softphone-talks-zh-desktop")
    await desk.get_by_test_id("call-hold").click()
    await expect(desk.get_by_test_id("call-hold")).to_have_attribute("aria-pressed", "true")
    await expect(handset.locator(VOICE).last).to_contain_text("请稍等")
    await desk.get_by_test_id("call-hold").click()
    await expect(desk.get_by_test_id("call-hold")).to_have_attribute("aria-pressed", "false")
    await desk.get_by_test_id("call-mute").click()
    await expect(desk.get_by_test_id("call-mute")).to_have_attribute("aria-pressed", "true")
    await desk.keyboard.press("Alt+KeyE")
    await expect(handset.locator(VOICE).last).to_contain_text("挂断了")
    await handset.get_by_test_id("hangup").click()
    await expect(panel).to_have_attribute("data-state", "ended")
    await keep_picture(desk, "softphone-over-zh-desktop")
    await desk.get_by_test_id("call-close").click()
    await desk.get_by_test_id("close-disposition").select_option("settled")
    await desk.get_by_test_id("close-resolution").fill("电话里说清楚了，已催商家")
    await desk.get_by_test_id("close-confirm").click()
    await expect(panel).to_have_count(0)
    await careline.why(given.order_id, "asked")


async def test_in_english_on_a_tablet_a_call_is_passed_on_and_the_caller_is_told(
    browsing: Browsing, careline: Careline
) -> None:
    await all_handed_back(careline, "anna")
    await alone(careline, "anna")
    desk = await signed_in(browsing, "anna", path="/desk?lang=en")
    await desk.set_viewport_size(TABLET)  # type: ignore[arg-type]
    await desk.emulate_media(color_scheme="dark")
    given = order_of(somebody("Emma Clark", english=True))
    handset = await handset_of(browsing, careline, given, lang="en")
    await picks_up_and_says(handset, "Yes, speaking", "I want to talk to a person")
    await expect(desk.get_by_test_id("softphone")).to_be_visible()
    await goods_are_told(desk, given, "en")
    assert await lacking(desk) == []
    await keep_picture(desk, "softphone-rings-en-tablet-dark")
    await desk.get_by_test_id("call-decline").click()
    await expect(desk.get_by_test_id("softphone")).to_have_count(0)
    await expect(handset.locator(VOICE).last).to_contain_text("will answer you in the app by")
    await expect(handset.get_by_test_id("handset")).to_have_attribute("data-state", "completed")
    await all_handed_back(careline, "anna")


NOBODY = {
    "zh-CN": "没能接起来，不好意思。最晚{by}前会有人在应用里回复您",
    "en": "nobody could pick up just now. Someone will answer you in the app by {by} at the latest",
}


@pytest.mark.parametrize(
    ("language", "rung", "next_one", "name", "known", "asked", "wish", "reply"),
    [
        ("zh-CN", "li", "wu", "戚小姐", "是我", "到底什么时候发货", "转人工", "我是吴迪，已经在催了"),
        ("en", "anna", "li", "Olive Reyes", "Yes, speaking", "when will it leave", "I want to talk to a person",
         "This is Li, I am on it"),
    ],
    ids=["zh", "en"],
)  # fmt: skip
async def test_nobody_takes_the_call_an_answer_is_promised_and_the_next_agent_keeps_it(
    browsing: Browsing, careline: Careline, language: str, rung: str, next_one: str, name: str, known: str, asked: str,
    wish: str, reply: str,
) -> None:  # fmt: skip
    """The one who is rung is at the desk and lets it ring; only the clock of the ringing is turned on."""
    await all_handed_back(careline, rung, next_one)
    await nobody_waits(careline)
    await alone(careline, rung)
    desk = await signed_in(browsing, rung, path=f"/desk?lang={language}")
    given = order_of(somebody(name, english=language == "en"))
    customer = given.who.customer_id
    handset = await handset_of(browsing, careline, given, lang=language)
    await picks_up_and_says(handset, known, asked, wish)
    await expect(desk.get_by_test_id("softphone")).to_be_visible()
    await careline.nobody_picks_up(customer)
    await expect(desk.get_by_test_id("softphone")).to_have_count(0)
    await expect(handset.get_by_test_id("handset")).to_have_attribute("data-state", "completed")

    promised = await careline.waits_for_a_person(customer)
    assert promised["owner"] == Owner.QUEUE
    assert promised["answer_by"] > utc_now()
    assert promised["first_reply_at"] is None
    by = phrases.instant(promised["answer_by"], utc_now(), HOME[language], language, spoken=True)
    await expect(handset.locator(VOICE).last).to_contain_text(NOBODY[language].format(by=by))
    await expect(handset.get_by_test_id("call-log")).not_to_contain_text("careline-")  # no name of a conference
    await keep_picture(handset, f"phone-nobody-came-{language[:2]}")
    await careline.why(given.order_id, "asked_person")
    assert len(await careline.phones.posts_to(given.phone)) == 1  # the machine does not phone again

    await alone(careline, next_one)
    other = await signed_in(browsing, next_one, path=f"/desk?lang={language}")
    shown = name[:1]
    await expect(waiting(other, shown)).to_have_count(1)
    await claimed(other, shown)
    await expect(other.get_by_test_id("summary-trouble")).to_be_visible()
    await expect(other.get_by_test_id("summary-said")).to_contain_text(asked)
    await expect(other.get_by_test_id("summary-promised")).to_be_visible()
    await expect(other.get_by_test_id("log")).to_contain_text(by)  # as it was told
    await keep_picture(other, f"desk-after-nobody-came-{language[:2]}")
    await other.keyboard.type(reply)
    await other.keyboard.press("Enter")
    await careline.consumer(customer).until(lambda seen: reply in texts(seen, "agent"), "the answer in the app")
    kept = await careline.waits_for_a_person(customer)
    assert kept["answer_by"] == promised["answer_by"]  # the same word, and somebody's now
    assert kept["first_reply_at"] <= kept["answer_by"]
    assert kept["owner"] == Owner.AGENT
    assert kept["held_by"] == kept["agent_id"]
    await expect(mine(other, shown)).to_have_count(1)
    await all_handed_back(careline, next_one)
