"""Conversations that an agent puts off."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from careline.store.database import Database
from tests.browser.desk import mine
from tests.browser.small_desk import opened, two_of_mine, writes
from tests.running.browsing import Browsing

pytestmark = pytest.mark.browser


async def test_whoever_is_put_off_is_back_with_their_next_word(database: Database, desk: Browsing) -> None:
    page, first, other = await two_of_mine(database, desk)
    await opened(page, other)
    await page.get_by_test_id("snooze").click()
    await page.get_by_test_id("snooze-60").click()
    await expect(mine(page, other.shown).get_by_test_id("snoozed")).to_have_count(1)
    await opened(page, first)
    await page.get_by_test_id("reply-input").fill("您好，我在看")
    await page.keyboard.press("Enter")
    await expect(mine(page, first.shown).get_by_test_id("waiting-since")).to_have_count(0)
    await writes(database, other, "想起来了，还有一件事")
    await expect(mine(page, other.shown).get_by_test_id("snoozed")).to_have_count(0)
    await expect(page.get_by_test_id("mine").get_by_test_id("queue-item").first).to_contain_text(other.shown)
