"""What an agent types at the desk: it reaches the customer, and is never an order to the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.desk import all_handed_back, asking, mine, signed_in, waiting
from tests.running.browsing import Browsing
from tests.running.careline import Careline

pytestmark = pytest.mark.browser

SENTENCE = "Hello, the box left today. Xin nian kuai le, bie zhao ji."

COMPOSING = """(row) => row.dispatchEvent(
  new KeyboardEvent("keydown", { key: "c", keyCode: 229, bubbles: true, composed: true }))"""


@pytest.fixture(autouse=True)
async def room(careline: Careline) -> AsyncIterator[None]:
    yield
    await all_handed_back(careline, "li")


async def slow(desk: Page, seconds: float) -> None:
    """Lists and conversations come late from now on; what the agent does is answered as fast as ever."""

    async def late(route: Route) -> None:
        await asyncio.sleep(seconds)
        await route.continue_()

    for path in ("**/api/desk/queue*", "**/api/desk/conversations/*"):
        await desk.route(path, late)


async def test_what_is_typed_right_after_a_claim_is_the_reply_however_slow_the_lists_are(
    browsing: Browsing, careline: Careline
) -> None:
    consumer, _ = await asking(careline, "宓小姐")
    desk = await signed_in(browsing)
    await expect(waiting(desk, "宓")).to_have_count(1)
    await slow(desk, 2.5)
    await waiting(desk, "宓").hover()
    await waiting(desk, "宓").get_by_test_id("claim").click()
    await desk.keyboard.type(SENTENCE, delay=15)  # at once, as somebody in a hurry does
    box = desk.get_by_test_id("reply-input")
    await expect(box).to_be_focused()
    await expect(box).to_have_value(SENTENCE)
    await desk.keyboard.press("Enter")
    await consumer.until(lambda messages: SENTENCE in [m["text"] for m in messages], "the agent's sentence")
    await expect(desk.get_by_test_id("dialog")).to_be_hidden()
    await consumer.owner_becomes("agent")


async def test_a_letter_outside_of_the_list_does_nothing(browsing: Browsing, careline: Careline) -> None:
    consumer, _ = await asking(careline, "訾先生")
    desk = await signed_in(browsing)
    await waiting(desk, "訾").get_by_test_id("open").click()
    await expect(desk.get_by_test_id("claim-open")).to_be_visible()
    await desk.get_by_test_id("log").focus()
    await desk.keyboard.type("cbxnrsj?", delay=10)
    await desk.evaluate("document.activeElement.blur()")
    await desk.keyboard.type("cbxnrsj? ", delay=10)
    await expect(desk.get_by_test_id("dialog")).to_be_hidden()
    await expect(waiting(desk, "訾")).to_have_count(1)
    await consumer.owner_becomes("queue")


async def test_no_key_alone_gives_a_customer_away(browsing: Browsing, careline: Careline) -> None:
    consumer, _ = await asking(careline, "逄女士")
    desk = await signed_in(browsing)
    row = waiting(desk, "逄")
    await row.get_by_test_id("open").focus()
    await desk.keyboard.press("c")  # with the focus on the row, this is a shortcut
    box = desk.get_by_test_id("reply-input")
    await expect(box).to_be_focused()
    await expect(mine(desk, "逄")).to_have_count(1)
    dialog = desk.get_by_test_id("dialog")
    for opens, confirm in (("Alt+KeyB", "return-confirm"), ("Alt+KeyX", "close-confirm")):
        await desk.keyboard.press(opens)
        await expect(dialog).to_be_visible()
        await expect(dialog.get_by_test_id(confirm)).not_to_be_focused()
        await desk.keyboard.type("b x ", delay=10)
        await desk.keyboard.press("Enter")
        await expect(dialog).to_be_visible()
        await desk.keyboard.press("Escape")
        await expect(dialog).to_be_hidden()
    await expect(mine(desk, "逄")).to_have_count(1)
    await consumer.owner_becomes("agent")


async def test_letters_of_an_input_method_are_no_shortcuts_and_its_enter_sends_nothing(
    browsing: Browsing, careline: Careline
) -> None:
    await asking(careline, "亓先生")
    desk = await signed_in(browsing)
    row = waiting(desk, "亓")
    await row.get_by_test_id("open").focus()
    composing = (
        "(e) => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'c', keyCode: 229, bubbles: true, composed: true}))"
    )
    await row.get_by_test_id("open").evaluate(composing)
    await expect(row).to_have_count(1)
    await row.hover()
    await row.get_by_test_id("claim").click()
    box = desk.get_by_test_id("reply-input")
    await expect(box).to_be_focused()
    session = await desk.context.new_cdp_session(desk)
    await session.send("Input.imeSetComposition", {"text": "nihao", "selectionStart": 5, "selectionEnd": 5})
    enter = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    await session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    await session.send("Input.insertText", {"text": "你好"})
    await expect(box).to_have_value("你好")
    await expect(desk.locator("[data-test=message][data-from=agent]")).to_have_count(0)


async def test_a_reload_opens_the_same_conversation_with_what_was_begun_to_be_written(
    browsing: Browsing, careline: Careline
) -> None:
    await asking(careline, "仉小姐")
    desk = await signed_in(browsing)
    await waiting(desk, "仉").hover()
    await waiting(desk, "仉").get_by_test_id("claim").click()
    box = desk.get_by_test_id("reply-input")
    await expect(box).to_be_focused()
    await box.fill("还没写完")
    await desk.reload()
    await expect(box).to_have_value("还没写完")
    await expect(desk.get_by_test_id("log")).to_contain_text("转人工")
    await desk.get_by_test_id("presence").focus()
    await mine(desk, "仉").get_by_test_id("open").click()  # one's own is opened to be answered
    await expect(box).to_be_focused()
