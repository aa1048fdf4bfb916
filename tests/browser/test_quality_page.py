"""Quality reviews in real browsers: scored with reasons, seen by the agent, objected to, settled, in the figures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.desk import all_handed_back, asking, claimed, mine, signed_in
from tests.running.axe import violations
from tests.running.browsing import Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.chatting import Message

pytestmark = pytest.mark.browser

TABLET = {"width": 1024, "height": 768}
WIDE = {"width": 1280, "height": 800}


@pytest.fixture(autouse=True)
async def room(careline: Careline) -> AsyncIterator[None]:
    yield
    await all_handed_back(careline, "li", "wu", "chen")


async def closed(careline: Careline, desk: Page, name: str, *, unhappy: bool = False) -> None:
    """Li takes somebody, answers and closes; an unhappy one says so."""
    consumer, _ = await asking(careline, name, "都五天了还不发货，你们到底管不管")
    await claimed(desk, name[0])
    await desk.get_by_test_id("reply-input").fill("我在帮您催商家，有消息马上告诉您。")
    await desk.keyboard.press("Enter")
    await desk.keyboard.press("Alt+x")
    await desk.get_by_test_id("close-preset").first.click()
    await desk.get_by_test_id("close-confirm").click()
    await expect(mine(desk, name[0])).to_have_count(0)
    if unhappy:
        await consumer.press(await consumer.until(_worst, "asked how it went"))
        await consumer.settled()


def _worst(said: Sequence[Message]) -> str | None:
    """The button of one star."""
    buttons = [button for message in said for button in message["buttons"]]
    return next((str(one["id"]) for one in buttons if one["title"].startswith("1 分")), None)


def criterion(page: Page, name: str) -> Locator:
    return page.get_by_test_id("criterion").filter(has_text=name)


async def test_a_conversation_is_scored_and_its_agent_objects_once(browsing: Browsing, careline: Careline) -> None:
    desk = await signed_in(browsing)
    await closed(careline, desk, "逄女士")
    page = await signed_in(browsing, "chen", path="/desk")
    await page.goto(f"{browsing.url}/insights/quality")
    await page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    await page.get_by_test_id("list-choose").click()
    row = page.get_by_test_id("quality-row").filter(has_text="逄**")
    await row.get_by_role("button").click()
    await expect(page.get_by_test_id("quality-one").get_by_test_id("message").first).to_be_visible()
    await expect(page.get_by_test_id("quality-one")).to_contain_text("我在帮您催商家")
    await page.get_by_test_id("quality-save").click()
    await expect(page.get_by_test_id("lacking")).to_be_visible()  # nothing is sent half
    for name in ("听懂来意", "信息准确", "说到做到"):
        await criterion(page, name).get_by_test_id("points-2").check(force=True)
    await criterion(page, "语气得体").get_by_test_id("points-1").check(force=True)
    await criterion(page, "语气得体").get_by_test_id("reason").fill("没有先道歉就说在催")
    await criterion(page, "收尾妥当").get_by_test_id("points-na").check(force=True)
    await page.get_by_test_id("quality-save").click()
    await expect(page.get_by_test_id("lacking")).to_be_visible()
    await criterion(page, "收尾妥当").get_by_test_id("reason").fill("顾客没再回复")
    await page.get_by_test_id("quality-note").fill("催得及时，开头可以先道歉。")
    assert await lacking(page) == []
    assert await violations(page) == []
    await keep_picture(page, "quality-scoring-zh-1280")
    await page.set_viewport_size(TABLET)  # type: ignore[arg-type]
    await keep_picture(page, "quality-scoring-zh-1024")
    await page.get_by_test_id("quality-save").click()
    await expect(page.get_by_test_id("scorecard")).to_have_attribute("data-state", "scored")

    await desk.reload()
    await desk.get_by_test_id("reviews").click()
    review = desk.get_by_test_id("own-review").filter(has_text="逄**")
    await expect(review).to_contain_text("没有先道歉就说在催")
    await review.get_by_test_id("object").click()
    await review.get_by_test_id("objection").fill("她一上来就说别道歉，要快")
    assert await violations(desk) == []
    await keep_picture(desk, "own-reviews-zh")
    await review.get_by_test_id("objection-send").click()
    await expect(review).to_have_attribute("data-state", "objected")
    await expect(review.get_by_test_id("acknowledge")).to_have_count(0)

    await page.get_by_test_id("list-to_do").click()
    await row.get_by_role("button").click()
    await expect(page.get_by_test_id("agent-answer")).to_contain_text("她一上来就说别道歉，要快")
    await keep_picture(page, "quality-objection-zh-1024")
    await criterion(page, "语气得体").get_by_test_id("points-2").check(force=True)
    await page.get_by_test_id("quality-save").click()
    await expect(page.get_by_test_id("scorecard")).to_have_attribute("data-state", "settled")
    await page.get_by_test_id("to-figures").click()
    figures = page.get_by_test_id("quality-row").filter(has_text="李静")
    await expect(figures).to_be_visible()
    await expect(page.get_by_test_id("served-row").filter(has_text="李静")).to_be_visible()
    await page.get_by_test_id("served").scroll_into_view_if_needed()
    assert await violations(page) == []
    await keep_picture(page, "insights-served-zh-1024")
    await page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    await page.get_by_test_id("quality").scroll_into_view_if_needed()
    await keep_picture(page, "insights-quality-zh-1280")


async def test_an_unhappy_consumers_conversation_waits_to_be_looked_at_in_english(
    browsing: Browsing, careline: Careline
) -> None:
    desk = await signed_in(browsing)
    await closed(careline, desk, "郗先生", unhappy=True)
    page = await signed_in(browsing, "chen", path="/desk?lang=en")
    await page.goto(f"{browsing.url}/insights/quality?lang=en")
    await page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    row = page.get_by_test_id("quality-row").filter(has_text="郗**")
    await expect(row).to_contain_text("Dissatisfied")
    await row.get_by_role("button").click()
    await expect(page.get_by_test_id("scorecard")).to_contain_text("Understood the matter")
    await keep_picture(page, "quality-en-1280")
    await page.set_viewport_size(TABLET)  # type: ignore[arg-type]
    assert await lacking(page) == []
    await keep_picture(page, "quality-en-1024")
    await page.emulate_media(color_scheme="dark")
    await page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    assert await violations(page) == []
    await keep_picture(page, "quality-en-1024-dark")


async def test_nobody_is_offered_to_score_their_own(browsing: Browsing, careline: Careline) -> None:
    desk = await signed_in(browsing, "chen")
    await closed(careline, desk, "郄女士")
    await desk.goto(f"{browsing.url}/insights/quality")
    await desk.get_by_test_id("list-choose").click()
    row = desk.get_by_test_id("quality-row").filter(has_text="郄**")
    await expect(row).to_contain_text("您接待过")
    await row.get_by_role("button").click()
    await expect(desk.get_by_test_id("own-hint")).to_be_visible()
    await expect(desk.get_by_test_id("quality-save")).to_have_count(0)


async def test_the_desk_leads_there(browsing: Browsing) -> None:
    page = await signed_in(browsing, "chen")
    await page.get_by_test_id("to-quality").click()
    await expect(page).to_have_url(f"{browsing.url}/insights/quality")
