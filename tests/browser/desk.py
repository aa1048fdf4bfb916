"""An agent's browser at the desk."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from careline.seeding import DEMO_PASSWORD
from tests.running.browsing import DESKTOP, Browsing


async def signed_in(browsing: Browsing, login: str = "li", *, path: str = "/desk") -> Page:
    """The desk of somebody who has just logged in."""
    desk = await browsing.open(path, size=DESKTOP)
    await log_in(desk, login)
    return desk


async def log_in(desk: Page, login: str) -> None:
    """From the login to the lists."""
    await desk.get_by_test_id("login").fill(login)
    await desk.get_by_test_id("password").fill(DEMO_PASSWORD)
    await desk.get_by_test_id("sign-in").click()
    await expect(desk.get_by_test_id("desk")).to_be_visible()


def waiting(desk: Page, who: str) -> Locator:
    """The row of somebody who waits, by the part of their name that is shown."""
    return desk.get_by_test_id("waiting").get_by_test_id("queue-item").filter(has_text=who)


def mine(desk: Page, who: str) -> Locator:
    """The row of somebody whom this agent has."""
    return desk.get_by_test_id("mine").get_by_test_id("queue-item").filter(has_text=who)
