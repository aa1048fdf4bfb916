"""/desk and /chat side by side: what the agent does is seen by the consumer."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from careline.cases.service import Remedy, Wish, request_remedy
from careline.clock import utc_now
from careline.core.money import Money
from careline.core.remedies import RemedyKind
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for
from careline.store.orders import load_order
from tests.browser.desk import signed_in
from tests.running.browsing import DESKTOP, Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.chatting import texts
from tests.running.feeding import Given, order_of, somebody

pytestmark = pytest.mark.browser


async def test_an_agent_logs_in_claims_replies_and_returns_while_the_consumer_watches(
    browsing: Browsing, careline: Careline
) -> None:
    given = order_of(somebody("濮小姐"))
    await careline.feed.post(given.event)
    chat = await browsing.open("/chat?customer=shown", token=careline.token(given.who.customer_id))
    desk = await signed_in(browsing)
    await expect(desk.get_by_test_id("agent-name")).to_contain_text("李静")
    await chat.get_by_test_id("composer").fill("怎么还没发货")
    await chat.get_by_test_id("composer").press("Enter")
    await expect(chat.locator("[data-test=message][data-from=bot]").first).to_be_visible()
    await chat.get_by_test_id("request-human").click()

    waiting = desk.get_by_test_id("waiting").get_by_test_id("queue-item").filter(has_text="濮")
    await expect(waiting).to_have_count(1)
    await keep_picture(desk, "desk-queue-zh-desktop")
    await waiting.get_by_test_id("claim").click()
    await expect(chat.get_by_test_id("owner")).to_have_attribute("data-owner", "agent")
    await expect(chat.get_by_test_id("banner-agent")).to_contain_text("李静")
    await expect(desk.get_by_test_id("log")).to_contain_text("怎么还没发货")
    await expect(desk.get_by_test_id("order-id")).to_contain_text(given.order_id)
    await expect(desk.get_by_test_id("right-row").first).to_be_visible()
    assert given.phone not in await desk.locator("careline-desk").inner_text()

    await desk.get_by_test_id("reply-input").fill("您好，马上为您处理。")
    await desk.get_by_test_id("reply-input").press("Enter")
    reply = chat.locator("[data-test=message][data-from=agent]")
    await expect(reply).to_contain_text("您好，马上为您处理。")
    await expect(reply).to_contain_text("李静")
    assert await lacking(desk) == []
    await keep_picture(desk, "desk-conversation-zh-desktop")
    await keep_picture(chat, "chat-agent-zh-phone")

    await desk.get_by_test_id("return").click()
    await desk.get_by_test_id("return-confirm").click()
    await expect(chat.get_by_test_id("owner")).to_have_attribute("data-owner", "bot")
    await chat.get_by_test_id("composer").fill("我的快递到哪了")
    bot = chat.locator("[data-test=message][data-from=bot]")
    before = await bot.count()
    await chat.get_by_test_id("composer").press("Enter")
    await expect(bot.nth(before)).to_be_visible()


async def test_a_conversation_is_closed_with_a_resolution(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("关先生"))
    consumer = await careline.told_of(given)
    await consumer.say("转人工")
    desk = await signed_in(browsing)
    item = desk.get_by_test_id("waiting").get_by_test_id("queue-item").filter(has_text="关")
    await item.get_by_test_id("claim").click()
    await desk.get_by_test_id("close").click()
    await desk.get_by_test_id("close-resolution").fill("已催商家")
    await desk.get_by_test_id("close-confirm").click()
    await consumer.owner_becomes("closed")
    await expect(desk.get_by_test_id("mine").get_by_test_id("queue-item").filter(has_text="关")).to_have_count(0)


async def test_a_wrong_password_is_told_and_nobody_is_let_in(browsing: Browsing) -> None:
    desk = await browsing.open("/desk", size=DESKTOP)
    visit = browsing.visits[-1]
    desk.remove_listener("console", visit._console)  # the browser calls the 401 an error
    await desk.get_by_test_id("login").fill("anna")
    await desk.get_by_test_id("password").fill("not-her-password")
    await desk.get_by_test_id("sign-in").click()
    await expect(desk.get_by_test_id("login-error")).to_be_visible()
    assert await lacking(desk) == []
    await keep_picture(desk, "desk-login-zh-desktop")


@pytest.mark.parametrize("login", ["anna", "chen"])  # a supervisor's bar has more in it
async def test_the_desk_speaks_english_and_fits_a_phone(browsing: Browsing, login: str) -> None:
    desk = await signed_in(browsing, login, path="/desk?lang=en")
    await desk.set_viewport_size({"width": 390, "height": 780})
    await expect(desk.get_by_test_id("pane-queue")).to_be_visible()
    assert await lacking(desk) == []
    await keep_picture(desk, "desk-en-phone")


async def wished(careline: Careline, given: Given, amount: str) -> Remedy:
    """The consumer wants so many yuan back."""
    now, database = utc_now(), Database(engine_for(careline.up.database_url, pool_size=1))
    rules = load_rules("standard", now.date())
    try:
        async with database.begin() as tx:
            order = await load_order(tx, given.order_id)
            assert order
            refund = Wish(
                order=order, kind=RemedyKind.REFUND, who="consumer", channel="hall", amount=Money.parse(amount, "CNY")
            )
            return await request_remedy(tx, refund, now, rules)
    finally:
        await database.close()


async def test_an_agent_approves_one_remedy_and_refuses_another_and_says_why(
    browsing: Browsing, careline: Careline
) -> None:
    good, bad = order_of(somebody("闻女士")), order_of(somebody("郗先生"))
    await careline.told_of(good)
    refused = await careline.told_of(bad)
    await refused.say("在吗")
    desk = await signed_in(browsing)
    approved, declined = await wished(careline, good, "88.00"), await wished(careline, bad, "66.00")
    row = desk.get_by_test_id("approval")
    first = row.and_(desk.locator(f"[data-remedy='{approved.remedy_id}']"))
    second = row.and_(desk.locator(f"[data-remedy='{declined.remedy_id}']"))
    await expect(first).to_contain_text("88.00")  # by its hint: nobody loaded the page again
    await expect(second).to_contain_text("66.00")
    await keep_picture(desk, "desk-approvals-zh-desktop")

    dialog = desk.get_by_test_id("approval-dialog")
    await first.get_by_role("button").click()
    await expect(dialog).to_contain_text(good.title)
    assert await lacking(desk) == []
    await keep_picture(desk, "desk-approval-zh-desktop")
    await dialog.get_by_test_id("approve").click()
    await expect(dialog).to_be_hidden()
    await expect(first).to_have_count(0)

    await second.get_by_role("button").click()
    await dialog.get_by_test_id("refuse").click()
    await expect(dialog.get_by_test_id("refuse-confirm")).to_be_disabled()
    await expect(dialog.get_by_test_id("refuse-reason")).to_be_focused()
    await dialog.get_by_test_id("refuse-reason").fill("和订单情况不符")
    assert await lacking(desk) == []
    await keep_picture(desk, "desk-refusal-zh-desktop")
    await dialog.get_by_test_id("refuse-confirm").click()
    await expect(second).to_have_count(0)
    await refused.until(
        lambda messages: any("和订单情况不符" in text for text in texts(messages)), "the reason", seconds=60
    )
