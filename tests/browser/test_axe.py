"""axe-core over every page as people see it at work, in both languages, by day and by night."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.desk import all_handed_back, claimed, signed_in
from tests.browser.test_desk_page import wished
from tests.browser.test_desk_two_sides import chat_of
from tests.running.axe import violations
from tests.running.browsing import CHINESE, DESKTOP, ENGLISH, Browsing, keep_picture
from tests.running.careline import Careline
from tests.running.feeding import Given, order_of, somebody

pytestmark = pytest.mark.browser

WAYS = [("zh-CN", "light"), ("en", "dark")]


async def clean(page: Page, where: str) -> None:
    found = await violations(page)
    assert found == [], f"{where}: {found}"
    await keep_picture(page, f"axe-{where}")


async def asks(careline: Careline, language: str, name: str) -> Given:
    """Somebody with a late order who said what it is about, and waits for a person."""
    given = order_of(somebody(name, english=language == "en", earlier=5))
    consumer = await careline.told_of(given)
    for words in ("Where are my shoes?", "talk to a person") if language == "en" else ("我的鞋呢", "转人工"):
        await consumer.say(words)
        await consumer.settled()
    return given


async def test_axe_sees_what_is_wrong_also_inside_an_element(browsing: Browsing, careline: Careline) -> None:
    page = await browsing.open("/chat?customer=shown", token=careline.token("demo-lin"))
    for name in ("aria-label", "title"):
        await page.get_by_test_id("send").evaluate("(button, name) => button.removeAttribute(name)", name)
    assert [found.split()[0] for found in await violations(page)] == ["button-name"]


@pytest.mark.parametrize(("language", "scheme"), WAYS)
async def test_the_consumers_pages_are_clean(
    browsing: Browsing, careline: Careline, language: str, scheme: str
) -> None:
    english = language == "en"
    given = await asks(careline, language, "Nora Finch" if english else "聂女士")
    locale, token = ENGLISH if english else CHINESE, careline.token(given.who.customer_id)
    chat = await chat_of(browsing, careline, given, locale=locale)
    await chat.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await expect(chat.get_by_test_id("banner-queue")).to_be_visible()
    await clean(chat, f"chat-queue-{language}")
    async with careline.agent("anna") as anna:
        talk = (await anna.waiting(given.who.customer_id))["conversation_id"]
        await anna.claim(talk)
        await anna.reply(talk, "Hello" if english else "您好")
        await expect(chat.get_by_test_id("banner-agent")).to_be_visible()
        await clean(chat, f"chat-agent-{language}")
        await anna.hand_back(talk)
    hall = await browsing.open("/hall?customer=shown", token=token, locale=locale, size=DESKTOP)
    await hall.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await expect(hall.get_by_test_id("hall-order")).to_be_visible()
    await clean(hall, f"hall-{language}")
    await hall.get_by_test_id("claim-right").first.click()
    await expect(hall.get_by_test_id("task-confirm")).to_be_visible()
    await clean(hall, f"hall-claim-{language}")


@pytest.mark.parametrize(("language", "scheme"), WAYS)
async def test_the_agents_desk_is_clean(browsing: Browsing, careline: Careline, language: str, scheme: str) -> None:
    english = language == "en"
    door = await browsing.open(f"/desk?lang={language}", size=DESKTOP)
    await expect(door.get_by_test_id("login")).to_be_visible()
    await clean(door, f"door-{language}")
    name, shown = ("Ivy Marsh", "I** M**") if english else ("芈先生", "芈")
    await asks(careline, language, name)
    desk = await signed_in(browsing, "anna", path=f"/desk?lang={language}")
    await desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await clean(desk, f"desk-queue-{language}")
    await claimed(desk, shown)
    await expect(desk.get_by_test_id("order-id")).to_be_visible()
    await desk.get_by_test_id("show-order").click()
    await expect(desk.get_by_test_id("order-card")).to_be_visible()
    await clean(desk, f"desk-talk-{language}")
    for button in ("note", "transfer", "snooze", "return", "close", "promise-new", "search"):
        await desk.get_by_test_id(button).click()
        window = desk.get_by_test_id("search-dialog" if button == "search" else "dialog")
        await expect(window).to_be_visible()
        await clean(desk, f"desk-{button}-{language}")
        await desk.keyboard.press("Escape")
        await expect(window).to_be_hidden()
    await all_handed_back(careline, "anna")


@pytest.mark.parametrize(("language", "scheme"), WAYS)
async def test_the_supervisors_pages_are_clean(
    browsing: Browsing, careline: Careline, language: str, scheme: str
) -> None:
    given = order_of(somebody("缑女士"))
    await careline.told_of(given)
    remedy = await wished(careline, given, "77.00")
    page = await signed_in(browsing, "chen", path=f"/desk?lang={language}")
    await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await page.locator(f"[data-test=approval][data-remedy='{remedy.remedy_id}']").get_by_role("button").click()
    await expect(page.get_by_test_id("approval-dialog")).to_be_visible()
    await clean(page, f"desk-approval-{language}")
    await page.keyboard.press("Escape")
    await page.get_by_test_id("floor").click()
    await expect(page.get_by_test_id("floor-figures")).to_be_visible()
    await clean(page, f"desk-floor-{language}")
    for path, there in (
        ("", "tiles"),
        ("/callouts", "answered"),
        ("/review", "filter-state"),
        ("/quality", "quality-page"),
    ):
        await page.goto(f"{browsing.url}/insights{path}?lang={language}")
        await expect(page.get_by_test_id(there).first).to_be_visible()
        await clean(page, f"insights{path.replace('/', '-')}-{language}")
