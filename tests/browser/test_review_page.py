"""/insights/review: a supervisor decides with a few keys what sentences mean; nobody else gets in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Locator, Page, expect

from careline.clock import utc_now
from careline.core.reviews import Sign
from careline.seeding import DEMO_PASSWORD
from careline.store.database import Database, engine_for
from tests.reviewing import reviewed_sentence
from tests.running.browsing import DESKTOP, PHONE, Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import order_of, somebody

pytestmark = pytest.mark.browser

SENTENCES: list[tuple[str, dict[str, Any]]] = [
    ("那个钱的事弄得咋样", {"sign": Sign.SAID_YES, "times": 4}),
    ("我女儿的裙子退货运费谁出", {"sign": Sign.REPHRASED, "proposal": "ask_return_freight", "times": 2}),
    ("就那个你们说的那个", {"sign": Sign.GAVE_UP, "proposal": None}),
    ("about the money thing", {"sign": Sign.SAID_NO, "proposal": "ask_payment", "ranking": ["ask_payment", "greet"]}),
    (
        "dress still not here and nobody tells me anything",
        {"sign": Sign.WANTED_PERSON, "intent": "track_shipment", "confidence": 0.62, "proposal": "track_shipment",
         "ranking": ["track_shipment", "report_not_received", "ask_dispatch"]},
    ),
]  # fmt: skip


@pytest.fixture
async def mark(careline: Careline) -> str:
    """Sentences of this test's own to review, each with this word at its end."""
    given = order_of(somebody())
    await careline.feed.post(given.event)
    word = f"x{uuid4().hex[:5]}".translate(str.maketrans("0123456789", "ghijklmnop"))
    database = Database(engine_for(careline.up.database_url, pool_size=1))
    for n, (text, review) in enumerate(SENTENCES):
        at = utc_now() - timedelta(minutes=7 * n)
        await reviewed_sentence(database, f"{text} {word}", customer_id=given.who.customer_id, at=at, **review)
    await database.close()
    return word


async def signed_in(browsing: Browsing, login: str, path: str, size: dict[str, int] = DESKTOP) -> Page:
    page = await browsing.open(path, size=size)
    await page.get_by_test_id("login").fill(login)
    await page.get_by_test_id("password").fill(DEMO_PASSWORD)
    await page.get_by_test_id("sign-in").click()
    await expect(page.get_by_test_id("login-form")).to_have_count(0)
    return page


def item(page: Page, text: str) -> Locator:
    return page.get_by_test_id("review-item").filter(has_text=text)


async def open_one(page: Page, text: str) -> None:
    await item(page, text).get_by_role("button").click()
    await expect(page.get_by_test_id("sentence")).to_have_text(text)


async def test_a_supervisor_decides_with_the_keyboard(browsing: Browsing, mark: str) -> None:
    page = await signed_in(browsing, "chen", "/insights/review")
    first, second = f"那个钱的事弄得咋样 {mark}", f"我女儿的裙子退货运费谁出 {mark}"
    await open_one(page, first)
    await expect(page.get_by_test_id("sign")).to_have_text("顾客说猜对了")
    await expect(page.get_by_test_id("pick").first).to_contain_text("退款进度")
    await keep_picture(page, "review-zh-desktop")
    assert await lacking(page) == []

    await page.keyboard.press("2")
    await expect(page.get_by_test_id("notice")).to_contain_text("已通过：付款")
    await expect(item(page, first)).to_have_count(0)
    await expect(page.get_by_test_id("banner-approved")).to_contain_text("careline review write")
    await page.keyboard.press("u")
    await expect(page.get_by_test_id("sentence")).to_have_text(first)
    await expect(item(page, first)).to_have_count(1)

    await open_one(page, second)
    await expect(page.get_by_test_id("doubtful")).to_be_visible()
    await page.keyboard.press("e")
    await page.get_by_test_id("edit-text").fill(f"我叫张伟，裙子退货运费谁出 {mark}")
    await expect(page.get_by_test_id("preview")).to_contain_text("我叫王小明，裙子退货运费谁出")
    await expect(page.get_by_test_id("preview")).to_contain_text("已替换：姓名")
    await keep_picture(page, "review-edit-zh-desktop")
    assert await lacking(page) == []
    await page.keyboard.press("Escape")
    await page.keyboard.press("/")
    await page.keyboard.type("退货运")
    await expect(page.get_by_test_id("hit")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("notice")).to_contain_text("退货运费")
    await page.get_by_test_id("filter-state").select_option("approved")
    edited = f"我叫王小明，裙子退货运费谁出 {mark}"
    await open_one(page, edited)
    await expect(page.get_by_test_id("decided-intent")).to_have_text("退货运费")
    await page.get_by_test_id("reopen").click()
    await expect(item(page, edited)).to_have_count(0)
    await page.get_by_test_id("filter-state").select_option("open")
    await expect(item(page, second)).to_have_count(1)
    await open_one(page, second)
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await expect(page.get_by_test_id("review-list")).not_to_be_visible()
    assert await lacking(page) == []
    await keep_picture(page, "review-zh-phone")


async def test_sentences_are_skipped_and_walked_through(browsing: Browsing, mark: str) -> None:
    page = await signed_in(browsing, "chen", "/insights/review?lang=zh-CN")
    vague = f"就那个你们说的那个 {mark}"
    await page.get_by_test_id("filter-reason").select_option("handed_over")
    await open_one(page, vague)
    await page.keyboard.press("s")
    await expect(item(page, vague)).to_have_count(0)
    await page.keyboard.press("k")
    await page.keyboard.press("j")
    await expect(page.get_by_test_id("decision")).to_be_visible()
    await page.get_by_test_id("filter-state").select_option("skipped")
    await expect(item(page, vague)).to_have_count(1)
    await page.get_by_test_id("filter-state").select_option("written")
    await page.get_by_test_id("filter-language").select_option("en")
    await expect(page.get_by_test_id("empty")).to_be_visible()
    await keep_picture(page, "review-empty-zh-desktop")


async def test_two_supervisors_do_not_decide_twice(browsing: Browsing, mark: str) -> None:
    pages = [await signed_in(browsing, "chen", "/insights/review") for _ in range(2)]
    visit = browsing.visits[-1]
    pages[1].remove_listener("console", visit._console)  # the browser calls the 409 an error
    text = f"那个钱的事弄得咋样 {mark}"
    for page in pages:
        await open_one(page, text)
    await pages[0].get_by_test_id("skip").click()
    await expect(item(pages[0], text)).to_have_count(0)
    await pages[1].get_by_test_id("pick").first.click()
    await expect(pages[1].get_by_test_id("notice")).to_contain_text("已由同事处理")
    await expect(item(pages[1], text)).to_have_count(0)


async def test_the_review_speaks_english_and_fits_a_phone(browsing: Browsing, mark: str) -> None:
    page = await signed_in(browsing, "chen", "/insights/review?lang=en", PHONE)
    text = f"dress still not here and nobody tells me anything {mark}"
    await expect(item(page, text)).to_be_visible()
    assert await lacking(page) == []
    await keep_picture(page, "review-list-en-phone")
    await open_one(page, text)
    await expect(page.get_by_test_id("sign")).to_have_text("Asked for a person after the answer")
    await expect(page.get_by_test_id("understood")).to_contain_text("Where is the parcel · 62% sure")
    await expect(page.get_by_test_id("review-list")).not_to_be_visible()
    assert await lacking(page) == []
    await keep_picture(page, "review-decision-en-phone")
    await page.get_by_test_id("back").click()
    await expect(item(page, text)).to_be_visible()


async def test_an_agent_is_told_and_sees_no_way_there(browsing: Browsing) -> None:
    page = await signed_in(browsing, "li", "/insights/review")
    await expect(page.get_by_test_id("forbidden")).to_be_visible()
    assert await lacking(page) == []
    await page.get_by_test_id("to-desk").click()
    await expect(page.get_by_test_id("desk")).to_be_visible()
    await expect(page.get_by_test_id("to-review")).to_have_count(0)


async def test_the_desk_shows_supervisors_the_way(browsing: Browsing) -> None:
    page = await signed_in(browsing, "chen", "/desk?lang=en")
    await page.get_by_test_id("to-review").click()
    await expect(page.get_by_test_id("insights")).to_be_visible()
    await expect(page.get_by_test_id("agent-name")).to_have_text("陈敏")
    await expect(page).to_have_url(f"{browsing.url}/insights/review?lang=en")
    await keep_picture(page, "review-en-desktop")


async def test_a_failure_is_said_and_can_be_tried_again(browsing: Browsing, mark: str) -> None:
    page = await signed_in(browsing, "chen", "/insights/review")
    await expect(page.get_by_test_id("review-item").first).to_be_visible()
    visit = browsing.visits[-1]
    page.remove_listener("console", visit._console)  # the browser calls a broken line an error
    await page.route("**/api/insights/review?*", lambda route: route.abort())
    await page.get_by_test_id("filter-reason").select_option("corrected")
    await expect(page.get_by_test_id("error")).to_be_visible()
    await keep_picture(page, "review-error-zh-desktop")
    await page.unroute("**/api/insights/review?*")
    await page.get_by_test_id("retry").click()
    await expect(item(page, mark).first).to_be_visible()
