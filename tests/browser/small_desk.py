"""A desk of a test's own (the fixture `desk`): its agents and who waits there, put straight into its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from playwright.async_api import Page, expect

from careline.clock import utc_now
from careline.desk.staff import Profile, save_agent
from careline.store.database import Database
from tests.browser.desk import claimed, mine
from tests.desk_floor import PASSWORD, asks_for_a_person, paid, says, told
from tests.factories import ago
from tests.rules import RULES
from tests.running.browsing import DESKTOP, Browsing

NOTES = """
window.__notes = [];
window.Notification = class {
  static permission = "granted";
  constructor(title, { tag }) { this.tag = tag; window.__notes.push(this); }
  close() {}
};
Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
"""
"""The agent looks at another window, and the desktop shows notes there; `__notes` are those that were shown."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A consumer with a late order who wants a person."""

    name: str
    customer_id: str
    order_id: str
    conversation_id: UUID

    @property
    def shown(self) -> str:
        """The part of the name that the desk shows before it is revealed."""
        return self.name[0]


async def hire(database: Database, login: str, name: str, role: str, **given: object) -> None:
    async with database.begin() as tx:
        profile = Profile(name=name, role=role, **given)  # type: ignore[arg-type]
        await save_agent(tx, login, profile, RULES.desk, password=PASSWORD, who="operator", now=utc_now())


async def asker(database: Database, number: int, name: str) -> Asker:
    """`number` tells apart: who comes with a higher one asked later."""
    customer_id, order_id = f"u-{number}", f"CL2026-000{number}"
    await told(database, paid(customer_id, order_id, hours_ago=60, customer={"name": name}))
    conversation_id = await asks_for_a_person(database, customer_id, ago(minutes=30 - number))
    return Asker(name, customer_id, order_id, conversation_id)


async def writes(database: Database, who: Asker, text: str, now: datetime | None = None) -> None:
    await says(database, who.customer_id, text, now or utc_now())


async def signs_in(page: Page, login: str) -> None:
    """From the login to the lists."""
    await page.get_by_test_id("login").fill(login)
    await page.get_by_test_id("password").fill(PASSWORD)
    await page.get_by_test_id("sign-in").click()
    await expect(page.get_by_test_id("desk")).to_be_visible()


async def at_work(browsing: Browsing, login: str, **how: object) -> Page:
    """The desk of somebody who has just signed in."""
    page = await browsing.open("/desk", **{"size": DESKTOP, **how})  # type: ignore[arg-type]
    await signs_in(page, login)
    return page


async def two_of_mine(database: Database, browsing: Browsing) -> tuple[Page, Asker, Asker]:
    """The desk of an agent who has two conversations; the first is open, and beside it the other's note may come up."""
    await hire(database, "li", "李婷", "agent")
    first, other = await asker(database, 1, "林女士"), await asker(database, 2, "王先生")
    page = await at_work(browsing, "li")
    for who in (other, first):
        await claimed(page, who.shown)
    await page.keyboard.press("Alt+KeyS")  # sound on: only then notes come up
    await page.evaluate(NOTES)
    return page, first, other


async def opened(page: Page, who: Asker) -> None:
    await mine(page, who.shown).get_by_test_id("open").click()
    await expect(page.get_by_test_id("context").or_(page.get_by_test_id("customer"))).to_contain_text(who.shown)
