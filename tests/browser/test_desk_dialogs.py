"""The desk's windows: each acts on what it was opened about."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from careline.core.conversation import Owner
from careline.store.database import Database
from tests.browser.desk import mine
from tests.browser.small_desk import Asker, opened, two_of_mine, writes
from tests.desk_floor import owner_of
from tests.running.browsing import Browsing, keep_picture

pytestmark = pytest.mark.browser

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
