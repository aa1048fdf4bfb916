"""/insights: supervisors see how it went; the same figures as a table; in both languages, on a tablet, in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.desk import all_handed_back, asking, claimed, signed_in
from tests.running.browsing import Browsing, keep_picture, lacking
from tests.running.careline import Careline

pytestmark = pytest.mark.browser

TABLET = {"width": 1024, "height": 768}


async def test_a_supervisor_sees_how_it_went_and_takes_it_along(
    browsing: Browsing, careline: Careline, tmp_path: Path
) -> None:
    desk = await signed_in(browsing)
    await asking(careline, "酆小姐", "怎么还没发货", earlier=5)
    await claimed(desk, "酆")
    await desk.get_by_test_id("reply-input").fill("您好，我在看。")
    await desk.keyboard.press("Enter")
    page = await signed_in(browsing, "chen")
    await page.get_by_test_id("to-figures").click()
    await expect(page).to_have_url(f"{browsing.url}/insights")
    await expect(page.get_by_test_id("tiles")).to_contain_text("没转人工就结束")
    await expect(page.get_by_test_id("days").get_by_role("img")).to_be_visible()
    await expect(page.get_by_test_id("bars-requests")).to_contain_text("发货")
    await expect(page.get_by_test_id("bars-reasons")).to_contain_text("顾客要求人工")
    await expect(page.get_by_test_id("wait-facts")).to_contain_text("没超过告知的时长")
    assert await lacking(page) == []
    await keep_picture(page, "insights-zh-desktop")
    await page.set_viewport_size(TABLET)  # type: ignore[arg-type]
    await keep_picture(page, "insights-zh-tablet")
    await page.emulate_media(color_scheme="dark")
    assert await lacking(page) == []
    await keep_picture(page, "insights-zh-tablet-dark")

    await page.get_by_test_id("period-7").click()
    await expect(page.get_by_test_id("figures")).to_have_attribute("data-days", "7")
    async with page.expect_download() as started:
        await page.get_by_test_id("csv").click()
    table = tmp_path / "figures.csv"
    await (await started.value).save_as(table)
    lines = table.read_text("utf-8-sig").splitlines()
    assert lines[0] == "figure,of,value"
    assert any(line.startswith("requests,发货,") for line in lines)
    await all_handed_back(careline, "li")


async def test_the_figures_speak_english(browsing: Browsing) -> None:
    page = await signed_in(browsing, "chen", path="/desk?lang=en")
    await page.get_by_test_id("to-figures").click()
    await expect(page.get_by_test_id("tiles")).to_contain_text("Settled without a person")
    await expect(page.get_by_role("heading", name="Service figures")).to_be_visible()
    await keep_picture(page, "insights-en-desktop")
    await page.get_by_test_id("to-review").click()
    await expect(page).to_have_url(f"{browsing.url}/insights/review?lang=en")


async def test_an_agent_is_told_that_the_figures_are_for_supervisors(browsing: Browsing) -> None:
    page = await signed_in(browsing)
    await expect(page.get_by_test_id("to-figures")).to_have_count(0)
    await page.goto(f"{browsing.url}/insights")
    await expect(page.get_by_test_id("forbidden")).to_be_visible()
    await expect(page.get_by_test_id("figures")).to_have_count(0)
