"""A caller asks for a person: the agent's browser rings with what it is about, they talk, and it is wrapped up."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from careline.core import phrases
from tests.browser.desk import all_handed_back, nobody_waits, signed_in
from tests.browser.test_phone_page import VOICE, handset_of
from tests.running.browsing import Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import Given, order_of, somebody

pytestmark = pytest.mark.browser

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


async def asks_for_a_person(handset: Page, *, known: str, wish: str) -> None:
    """Pick up, say who one is, and ask for somebody real."""
    await handset.get_by_test_id("answer").click()
    for words in (known, wish):
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
    await asks_for_a_person(handset, known="是我", wish="转人工")
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
    await asks_for_a_person(handset, known="Yes, speaking", wish="I want to talk to a person")
    await expect(desk.get_by_test_id("softphone")).to_be_visible()
    await goods_are_told(desk, given, "en")
    assert await lacking(desk) == []
    await keep_picture(desk, "softphone-rings-en-tablet-dark")
    await desk.get_by_test_id("call-decline").click()
    await expect(desk.get_by_test_id("softphone")).to_have_count(0)
    await expect(handset.locator(VOICE).last).to_contain_text("will answer you in the app by")
    await expect(handset.get_by_test_id("handset")).to_have_attribute("data-state", "completed")
    await all_handed_back(careline, "anna")
