"""/phone: the demo handset rings, and one talks by typing and by keys."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.async_api import Page, expect

from careline.core import phrases
from tests.running.browsing import DESKTOP, ENGLISH, Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import Given, order_of, somebody

pytestmark = pytest.mark.browser

VOICE = "[data-test=log-line][data-who=voice]"


async def handset_of(browsing: Browsing, careline: Careline, given: Given, *, lang: str = "zh-CN") -> Page:
    """The handset of this consumer's number, ringing."""
    desktop = {"size": DESKTOP, "locale": ENGLISH} if lang == "en" else {}
    page = await browsing.open(f"/phone?number={quote(given.phone)}&lang={lang}", **desktop)  # type: ignore[arg-type]
    await expect(page.get_by_test_id("handset")).to_have_attribute("data-state", "idle")
    await careline.feed.post(given.event)
    await expect(page.get_by_test_id("handset")).to_have_attribute("data-state", "ringing")
    return page


async def test_the_phone_rings_is_answered_and_one_talks_by_typing_and_keys(
    browsing: Browsing, careline: Careline
) -> None:
    given = order_of(somebody("钟小姐"))
    page = await handset_of(browsing, careline, given)
    await expect(page.get_by_test_id("demo-label")).to_contain_text("演示")
    assert await lacking(page) == []
    await keep_picture(page, "phone-ringing-zh-phone")
    await page.get_by_test_id("answer").click()
    await expect(page.locator(VOICE).first).to_contain_text("智能语音助手")
    await expect(page.get_by_test_id("listening")).to_have_attribute("data-listening", "true")
    await page.get_by_test_id("say-input").fill("是我")
    await page.get_by_test_id("say-input").press("Enter")
    name = phrases.order_name(given.order, "zh-CN", spoken=True)
    await expect(page.get_by_test_id("call-log")).to_contain_text(name)
    await expect(page.get_by_test_id("listening")).to_have_attribute("data-listening", "true")
    await page.get_by_test_id("keypad").click()
    await keep_picture(page, "phone-talking-zh-phone")
    spoken = await page.locator(VOICE).count()
    await page.get_by_test_id("key-1").click()
    await expect(page.locator("[data-test=log-line][data-who=key]")).to_contain_text("1")
    await expect(page.locator(VOICE).nth(spoken)).to_contain_text("催")
    assert await lacking(page) == []
    await page.get_by_test_id("hangup").click()
    await expect(page.get_by_test_id("handset")).to_have_attribute("data-state", "completed")
    await careline.why(given.order_id, "Talked", "Urge the shop")


async def test_a_call_is_declined(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("拒先生"))
    page = await handset_of(browsing, careline, given, lang="en")
    await page.get_by_test_id("reject").click()
    row = page.get_by_test_id("call-item").first
    await expect(row).to_have_attribute("data-state", "busy")
    number, state = await row.locator("strong").bounding_box(), await row.locator(".call-state").bounding_box()
    assert number
    assert state
    assert number["x"] + number["width"] <= state["x"], "a long number lies under the longest state"
    await careline.why(given.order_id, "rejected")


async def test_nora_is_phoned_in_english(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("Nora Bennett", english=True), merchant="m-silk")
    page = await handset_of(browsing, careline, given, lang="en")
    await expect(page.get_by_test_id("handset")).to_contain_text("Orange Select")  # as her messages are signed
    await keep_picture(page, "phone-ringing-en-desktop")
    await page.get_by_test_id("answer").click()
    await expect(page.locator(VOICE).first).to_contain_text("automated assistant")
    await page.get_by_test_id("say-input").fill("Yes, this is Nora")
    await page.get_by_test_id("say").click()
    await expect(page.get_by_test_id("call-log")).to_contain_text(phrases.order_name(given.order, "en", spoken=True))
    await page.get_by_test_id("hangup").click()
    await expect(page.get_by_test_id("handset")).to_have_attribute("data-state", "completed")


async def test_the_page_finds_the_simulator_again_after_it_was_restarted(
    browsing: Browsing, careline: Careline
) -> None:
    given = order_of(somebody("回来"))
    page = await browsing.open(f"/phone?number={quote(given.phone)}")
    await expect(page.get_by_test_id("handset")).to_have_attribute("data-state", "idle")
    page.remove_listener("console", browsing.visits[-1]._console)  # a lost socket is an error to the browser
    simulator = careline.up.find("simulator")
    assert simulator
    simulator.kill()
    await expect(page.get_by_test_id("offline")).to_be_visible()
    await expect(page.get_by_test_id("offline")).to_have_count(0, timeout=40_000)
    await careline.feed.post(given.event)
    await expect(page.get_by_test_id("handset")).to_have_attribute("data-state", "ringing", timeout=40_000)
    await page.get_by_test_id("reject").click()
