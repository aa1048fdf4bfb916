"""The desk's windows: each acts on what it was opened about, and what was written in it outlives a refusal."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from careline.core.conversation import Owner
from careline.store.database import Database
from tests.browser.desk import mine
from tests.browser.small_desk import Asker, at_work, hire, opened, two_of_mine, writes
from tests.desk_floor import owner_of
from tests.running.axe import violations
from tests.running.browsing import Browsing, keep_picture

pytestmark = pytest.mark.browser

FORM = {"note": ("Alt+KeyN", "note-text"), "close": ("Alt+KeyX", "close-resolution")}
IN_THREAD = "[data-test=note-in-thread]"


async def comes_to_the_front(database: Database, page: Page, who: Asker) -> None:
    """They write, and the agent presses the note of the desktop that tells it."""
    await writes(database, who, "在吗？还在处理吗")
    await page.wait_for_function("id => __notes.at(-1)?.tag === id", arg=str(who.conversation_id))
    await page.evaluate("__notes.at(-1).onclick()")
    await expect(mine(page, who.shown).locator("[aria-current]")).to_have_count(1)


async def test_a_note_is_about_whom_its_window_was_opened_for(database: Database, desk: Browsing) -> None:
    page, first, other = await two_of_mine(database, desk)
    await page.keyboard.press("Alt+KeyN")
    dialog = page.get_by_test_id("dialog")
    await dialog.get_by_test_id("note-text").fill("商家电话没人接")
    await comes_to_the_front(database, page, other)
    await expect(dialog.get_by_test_id("dialog-about")).to_contain_text(first.shown)
    await keep_picture(page, "desk-note-of-another-zh-desktop")
    await dialog.get_by_test_id("note-confirm").click()
    await expect(dialog).not_to_be_visible()
    await opened(page, first)
    await expect(page.locator(IN_THREAD)).to_contain_text("商家电话没人接")
    await opened(page, other)
    await expect(page.get_by_test_id("log")).to_contain_text("还在处理吗")
    await expect(page.locator(IN_THREAD)).to_have_count(0)


async def test_closing_ends_whom_its_window_was_opened_for(database: Database, desk: Browsing) -> None:
    page, first, other = await two_of_mine(database, desk)
    await page.keyboard.press("Alt+KeyX")
    await page.get_by_test_id("close-resolution").fill("已说明")
    await comes_to_the_front(database, page, other)
    await page.get_by_test_id("close-confirm").click()
    await expect(mine(page, first.shown)).to_have_count(0)
    assert (await owner_of(database, first.conversation_id))[0] is Owner.CLOSED
    assert (await owner_of(database, other.conversation_id))[0] is Owner.AGENT
    await expect(page.get_by_test_id("log")).to_contain_text("还在处理吗")  # who came to the front stays there


async def test_a_deed_is_done_for_whom_its_window_was_opened_for(database: Database, desk: Browsing) -> None:
    page, first, other = await two_of_mine(database, desk)
    await page.locator("[data-test=deed][data-kind=urge_merchant]").click()
    await comes_to_the_front(database, page, other)
    await page.get_by_test_id("deed-confirm").click()
    await expect(page.get_by_test_id("notice")).to_contain_text("催")
    await opened(page, first)
    await expect(page.get_by_test_id("remedy").filter(has_text="催")).to_have_count(1)
    await opened(page, other)
    await expect(page.locator("[data-test=deed][data-kind=urge_merchant]")).to_be_visible()


async def test_putting_off_is_about_whom_its_window_was_opened_for(database: Database, desk: Browsing) -> None:
    page, first, other = await two_of_mine(database, desk)
    await page.get_by_test_id("snooze").click()
    await comes_to_the_front(database, page, other)
    await page.get_by_test_id("snooze-60").click()
    await expect(mine(page, first.shown).get_by_test_id("snoozed")).to_have_count(1)
    await expect(mine(page, other.shown).get_by_test_id("snoozed")).to_have_count(0)


@pytest.mark.parametrize("kind", FORM)
async def test_what_was_written_is_still_there_when_the_line_was_lost(
    database: Database, desk: Browsing, kind: str
) -> None:
    page, first, _ = await two_of_mine(database, desk)
    desk.may_complain()
    key, box = FORM[kind]
    await page.keyboard.press(key)
    dialog = page.get_by_test_id("dialog")
    await dialog.get_by_test_id(box).fill("顾客说周末要穿，已催商家")
    await page.route(f"**/api/desk/conversations/*/{kind}", lambda route: route.abort())
    await dialog.get_by_test_id(f"{kind}-confirm").click()
    await expect(dialog.get_by_test_id("dialog-problem")).to_contain_text("网络")
    await expect(dialog.get_by_test_id(box)).to_have_value("顾客说周末要穿，已催商家")
    assert await violations(page) == []
    await keep_picture(page, f"desk-{kind}-refused-zh-desktop")
    await page.unroute_all()
    await dialog.get_by_test_id(f"{kind}-confirm").click()
    await expect(dialog).not_to_be_visible()
    if kind == "close":
        await expect(mine(page, first.shown)).to_have_count(0)
    else:
        await expect(page.locator(IN_THREAD)).to_contain_text("顾客说周末要穿")


async def test_what_was_written_is_still_there_when_a_colleague_was_quicker(database: Database, desk: Browsing) -> None:
    page, first, _ = await two_of_mine(database, desk)
    desk.may_complain()
    await hire(database, "chen", "陈主管", "supervisor")
    await page.keyboard.press("Alt+KeyX")
    dialog = page.get_by_test_id("dialog")
    await dialog.get_by_test_id("close-resolution").fill("顾客说周末要穿，已催商家")
    chen = await at_work(desk, "chen")
    await chen.get_by_test_id("floor").click()
    await chen.get_by_test_id("floor-row").filter(has_text=first.shown).get_by_test_id("floor-open").click()
    await chen.get_by_test_id("take-over").click()
    await chen.get_by_test_id("take-over-confirm").click()
    await expect(mine(chen, first.shown)).to_have_count(1)
    await dialog.get_by_test_id("close-confirm").click()
    await expect(dialog.get_by_test_id("dialog-problem")).not_to_be_empty()
    await expect(dialog.get_by_test_id("close-resolution")).to_have_value("顾客说周末要穿，已催商家")
    assert (await owner_of(database, first.conversation_id))[0] is Owner.AGENT
