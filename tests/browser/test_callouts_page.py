"""/insights/callouts: how phoning went, for supervisors."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from careline.seeding import DEMO_PASSWORD
from tests.running.browsing import DESKTOP, Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import order_of, somebody

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
async def test_a_supervisor_reads_how_phoning_went(browsing: Browsing, careline: Careline, lang: str) -> None:
    given = order_of(somebody("数先生"))
    async with careline.handset() as handset:
        await careline.told_of(given)
        call = await handset.rings(given.phone)
        await call.answer()
        await call.say("是我")
        await call.hang_up()
    page = await browsing.open(f"/insights/callouts?lang={lang}", size=DESKTOP)
    await page.get_by_test_id("login").fill("chen")
    await page.get_by_test_id("password").fill(DEMO_PASSWORD)
    await page.get_by_test_id("sign-in").click()
    await expect(page.get_by_test_id("answered")).to_contain_text("%")
    await page.get_by_test_id("minute-price").fill("0.5")
    await page.get_by_test_id("show").click()
    await expect(page.get_by_test_id("cost")).to_be_visible()
    await page.get_by_test_id("kind").select_option("dispatch")
    await page.get_by_test_id("show").click()
    kind = await page.get_by_test_id("kind").evaluate("(choice) => choice.selectedOptions[0].text")
    await expect(page.locator("tbody").last.locator("th")).to_have_text([kind])  # one name for one thing
    assert await lacking(page) == []
    await keep_picture(page, f"callouts-{lang[:2]}-desktop")


async def test_an_agent_may_not(browsing: Browsing) -> None:
    page = await browsing.open("/insights/callouts?lang=zh-CN", size=DESKTOP)
    await page.get_by_test_id("login").fill("li")
    await page.get_by_test_id("password").fill(DEMO_PASSWORD)
    await page.get_by_test_id("sign-in").click()
    await expect(page.get_by_test_id("forbidden")).to_be_visible()
