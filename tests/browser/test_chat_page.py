"""/chat: what a consumer sees and does."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.pictures import photo
from tests.running.browsing import DESKTOP, ENGLISH, Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import Given, just_paid, late_dispatch, order_of, orders_of, somebody

pytestmark = pytest.mark.browser

OF_BOT = "[data-test=message][data-from=bot]"
OF_CONSUMER = "[data-test=message][data-from=consumer]"


async def chat_of(browsing: Browsing, careline: Careline, *given: Given, path: str = "/chat?customer=shown") -> Page:
    """The chat of the consumer whose orders these are, on a phone."""
    await careline.feed.post(*(one.event for one in given))
    page = await browsing.open(path, token=careline.token(given[0].who.customer_id))
    await expect(page.get_by_test_id("composer")).to_be_visible()
    return page


async def say(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("send").click()


async def test_a_question_is_answered_on_the_phone_in_chinese(browsing: Browsing, careline: Careline) -> None:
    page = await chat_of(browsing, careline, order_of(somebody()))
    assert await page.get_attribute("html", "lang") == "zh-CN"
    await say(page, "怎么还没发货")
    await expect(page.locator(OF_CONSUMER)).to_contain_text("怎么还没发货")
    await expect(page.locator(OF_BOT).first).to_contain_text("26 小时")
    await expect(page.get_by_test_id("log")).to_have_attribute("role", "log")
    await expect(page.get_by_test_id("persona-bar")).to_be_visible()
    assert await lacking(page) == []
    await keep_picture(page, "chat-zh-phone")


async def test_an_order_card_is_tapped_and_answered(browsing: Browsing, careline: Careline) -> None:
    first, second, third = orders_of(somebody(), late_dispatch, late_dispatch, just_paid)
    page = await chat_of(browsing, careline, first, second, third)
    await say(page, "怎么还不发货")
    cards = page.get_by_test_id("order-card")
    await expect(cards.first).to_be_visible()
    await keep_picture(page, "chat-cards-zh-phone")
    assert await lacking(page) == []
    await page.locator(f"[data-test=order-card][data-order='{second.order_id}']").click()
    await expect(page.locator(OF_CONSUMER)).to_have_count(2)
    await expect(page.locator(OF_BOT).filter(has_text="26 小时")).to_have_count(1)


async def test_a_quick_reply_is_pressed(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody())
    page = await chat_of(browsing, careline, given)
    await careline.why(given.order_id, "The order got stuck")
    await say(page, "你好")
    await expect(page.locator(OF_BOT).last).to_contain_text("要我现在帮您申领吗")
    yes = page.get_by_test_id("quick-reply").filter(has_text="帮我申领")
    await yes.click()
    await expect(page.locator(OF_CONSUMER).last).to_contain_text("帮我申领")
    await expect(page.locator(OF_BOT).filter(has_text="已经帮您申请好了")).to_have_count(1)
    await expect(yes).to_have_count(0)


async def test_a_person_is_called_with_one_button(browsing: Browsing, careline: Careline) -> None:
    page = await chat_of(browsing, careline, order_of(somebody()))
    await page.get_by_test_id("request-human").click()
    await expect(page.get_by_test_id("banner-queue")).to_be_visible()
    await expect(page.get_by_test_id("owner")).to_have_attribute("data-owner", "queue")
    await keep_picture(page, "chat-queue-zh-phone")


async def test_emma_chats_in_english_on_a_desktop(browsing: Browsing, careline: Careline) -> None:
    page = await browsing.open("/chat?customer=demo-emma&lang=en", size=DESKTOP, locale=ENGLISH)
    assert await page.get_attribute("html", "lang") == "en"
    await say(page, "Where is my parcel?")
    await expect(page.locator(OF_BOT).filter(has_text=re.compile("silk", re.IGNORECASE)).first).to_be_visible()
    words = await page.locator("careline-chat").inner_text()
    assert not re.search("[一-鿿]", words.replace(careline_shop(words), "")), words
    assert await lacking(page) == []
    await keep_picture(page, "chat-en-desktop")


def careline_shop(words: str) -> str:
    """The shop's own name stays as it is in every language."""
    return "橙子优选" if "橙子优选" in words else "\0"


async def test_everything_goes_by_keyboard(browsing: Browsing, careline: Careline) -> None:
    page = await chat_of(browsing, careline, order_of(somebody()))
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await focused(page) == "composer":
            break
    assert await focused(page) == "composer"
    await page.keyboard.type("怎么还没")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("发货")
    await page.keyboard.press("Enter")
    await expect(page.locator(OF_CONSUMER)).to_contain_text(re.compile("怎么还没\\s发货"))
    await expect(page.locator(OF_BOT).first).to_be_visible()
    assert await focused(page) == "composer", "the focus stays where one writes"


async def focused(page: Page) -> str:
    """data-test of the element with the focus, through all shadow roots."""
    script = """() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.dataset?.test ?? "";
    }"""
    return str(await page.evaluate(script))


async def test_what_a_consumer_writes_is_shown_as_text(browsing: Browsing, careline: Careline) -> None:
    page = await chat_of(browsing, careline, order_of(somebody()))
    attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    await say(page, attack)
    await expect(page.locator(OF_CONSUMER)).to_contain_text(attack)
    assert await page.title() not in {"1", "2"}


async def test_a_message_written_without_a_network_is_sent_once_when_it_is_back(
    browsing: Browsing, careline: Careline
) -> None:
    given = order_of(somebody())
    page = await chat_of(browsing, careline, given)
    await say(page, "你好")
    await expect(page.locator(OF_BOT).first).to_be_visible()
    browsing.may_complain()
    await page.context.set_offline(True)
    await say(page, "怎么还没发货")
    await expect(page.get_by_test_id("message-pending")).to_be_visible()
    await expect(page.get_by_test_id("offline")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_test_id("message-pending")).to_have_count(0)
    await expect(page.locator(OF_BOT).filter(has_text="26 小时")).to_have_count(1)
    await expect(page.get_by_test_id("offline")).to_have_count(0)
    consumer = careline.consumer(given.who.customer_id)
    await consumer.catch_up()
    assert [message["text"] for message in consumer.seen if message["from"] == "consumer"] == ["你好", "怎么还没发货"]


async def test_the_conversation_is_there_again_after_a_reload(browsing: Browsing, careline: Careline) -> None:
    page = await chat_of(browsing, careline, order_of(somebody()))
    await say(page, "怎么还没发货")
    await expect(page.locator(OF_BOT).filter(has_text="26 小时")).to_have_count(1)
    await expect(page.get_by_test_id("quick-reply").first).to_be_visible()  # under the last message of the answer
    shown = await page.get_by_test_id("message").all_text_contents()
    await page.reload()
    for place, text in enumerate(shown):  # news of the urge may have come behind them
        await expect(page.get_by_test_id("message").nth(place)).to_have_text(text)


async def test_a_photo_is_sent_shown_and_answered(browsing: Browsing, careline: Careline) -> None:
    page = await chat_of(browsing, careline, order_of(somebody()))
    given = {"name": "cup.jpg", "mimeType": "image/jpeg", "buffer": photo(size=(1600, 1200))}
    await page.get_by_test_id("photo-file").set_input_files(given)  # type: ignore[arg-type]
    card = page.get_by_test_id("photo-card")
    await expect(card.locator("img").first).to_have_attribute("src", re.compile("^data:image/jpeg"))
    await expect(page.locator(OF_BOT).last).to_contain_text("照片收到了")
    await page.reload()
    await expect(card).to_have_count(1)
    assert await lacking(page) == []
    await keep_picture(page, "chat-photo-zh-phone")


async def test_one_may_stop_waiting_and_go_on_with_the_assistant(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("亢小姐"))
    consumer = await careline.told_of(given)
    await consumer.say("转人工")
    await consumer.owner_becomes("queue")
    chat = await browsing.open("/chat?customer=shown", token=careline.token(given.who.customer_id))
    await expect(chat.get_by_test_id("banner-queue")).to_be_visible()
    await chat.get_by_test_id("leave-queue").click()
    await expect(chat.get_by_test_id("owner")).to_have_attribute("data-owner", "bot")
    await expect(chat.get_by_test_id("banner-queue")).to_have_count(0)


async def test_links_and_numbers_in_what_an_agent_writes_can_be_pressed(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("郤先生"))
    consumer = await careline.told_of(given)
    await consumer.say("转人工")
    async with careline.agent("anna") as agent:
        item = await agent.waiting(given.who.customer_id)
        await agent.claim(item["conversation_id"])
        await agent.reply(item["conversation_id"], "看 https://shop.example/a?b=1，或打 400-800-1234。<b>x</b>")
        chat = await browsing.open("/chat?customer=shown", token=careline.token(given.who.customer_id))
        said = chat.locator("[data-test=message][data-from=agent]")
        await expect(said.get_by_role("link")).to_have_count(2)
        await expect(said.get_by_role("link").first).to_have_attribute("href", "https://shop.example/a?b=1")
        await expect(said.get_by_role("link").last).to_have_attribute("href", "tel:4008001234")
        await expect(said).to_contain_text("<b>x</b>")
        await agent.hand_back(item["conversation_id"])
    await expect(chat.get_by_text("智能助手").first).to_be_visible()
    assert await lacking(chat) == []


async def test_whoever_is_lost_gets_a_page_with_the_way_back(browsing: Browsing) -> None:
    page = await browsing.open("/nope")
    visit = browsing.visits[-1]
    visit.faults.clear()  # the browser calls the 404 itself an error
    await expect(page.get_by_role("heading")).to_have_text("没有这个页面")
    assert await lacking(page) == []
    await expect(page.get_by_role("link", name="去在线客服")).to_have_attribute("href", "/chat")
