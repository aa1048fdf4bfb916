"""An agent's browser at the desk."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from careline.seeding import DEMO_PASSWORD
from tests.running.browsing import DESKTOP, Browsing
from tests.running.careline import Careline
from tests.running.chatting import ConsumerClient
from tests.running.feeding import Given, order_of, somebody


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


async def all_handed_back(careline: Careline, *logins: str) -> None:
    """Nobody has a conversation any more: the next test's agents have room."""
    for login in logins:
        async with careline.agent(login) as agent:
            for item in (await agent.queue())["mine"]:
                await agent.hand_back(item["conversation_id"])


async def nobody_waits(careline: Careline) -> None:
    """Whoever other tests left in the queue goes back to the assistant: next is who this test sends."""
    async with careline.agent("li") as agent:
        for item in (await agent.queue())["waiting"]:
            taken = await agent.claim(item["conversation_id"])  # of a call it is the conversation in the app
            await agent.hand_back(taken["conversation_id"])


async def asking(careline: Careline, name: str, *before: str, earlier: int = 0) -> tuple[ConsumerClient, Given]:
    """A consumer with one late order who said this and waits for a person now. With `earlier` orders they are no new
    user, of whom an agent of their own might have been named."""
    given = order_of(somebody(name, earlier=earlier))
    consumer = await careline.told_of(given)
    for words in (*before, "转人工"):
        await consumer.say(words)
        await consumer.settled()
    return consumer, given


async def claimed(desk: Page, who: str) -> None:
    """Take somebody from the queue; their box has the focus then."""
    await waiting(desk, who).hover()
    await waiting(desk, who).get_by_test_id("claim").click()
    await expect(desk.get_by_test_id("reply-input")).to_be_focused()
    await expect(mine(desk, who)).to_have_count(1)
