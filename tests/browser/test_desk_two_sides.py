"""Consumer and agent, each in a browser of their own: who writes and who has read, lost lines, a browser that dies."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from tests.browser.desk import all_handed_back, asking, claimed, mine, nobody_waits, signed_in, waiting
from tests.running.browsing import CHINESE, ENGLISH, Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import Given, late_dispatch, order_of, orders_of, somebody

pytestmark = pytest.mark.browser


async def chat_of(browsing: Browsing, careline: Careline, given: Given, **more: str) -> Page:
    token = careline.token(given.who.customer_id)
    return await browsing.open(f"/chat?customer={uuid4().hex[:8]}", token=token, **more)  # type: ignore[arg-type]


async def said(page: Page, *authors: str) -> list[tuple[int, str]]:
    """What a page shows of these, as it shows it: number and words."""
    chosen = ", ".join(f"[data-test=message][data-from={author}][data-seq]" for author in authors)
    found = page.locator(chosen)
    return [
        (int(await one.get_attribute("data-seq") or 0), await one.locator(".text").first.inner_text())
        for one in await found.all()
    ]


async def test_each_side_sees_that_the_other_writes_and_has_read(browsing: Browsing, careline: Careline) -> None:
    _, given = await asking(careline, "郗女士", "鞋子到底什么时候发")
    chat, desk = await chat_of(browsing, careline, given), await signed_in(browsing)
    await claimed(desk, "郗")
    await expect(chat.get_by_test_id("banner-agent")).to_be_visible()
    await desk.keyboard.type("您好")
    await expect(chat.get_by_test_id("agent-typing")).to_contain_text("李静正在输入")
    assert await lacking(chat) == []
    await keep_picture(chat, "chat-agent-typing-zh-phone")
    await desk.keyboard.press("Enter")
    await expect(chat.locator("[data-test=message][data-from=agent]")).to_contain_text("您好")
    await expect(chat.get_by_test_id("agent-typing")).to_have_count(0)
    await expect(chat.get_by_test_id("read")).to_have_count(1)  # what was said before is read with the claim
    await expect(desk.get_by_test_id("read")).to_be_visible()  # and the consumer has seen the answer

    await chat.get_by_test_id("composer").press_sequentially("周末要穿")
    await expect(desk.get_by_test_id("customer-typing")).to_contain_text("正在输入")
    await expect(mine(desk, "郗").get_by_test_id("row-last")).to_have_text("正在输入…")
    assert await lacking(desk) == []
    await keep_picture(desk, "desk-customer-typing-zh-desktop")
    await chat.get_by_test_id("composer").press("Enter")
    await expect(desk.get_by_test_id("customer-typing")).to_have_count(0)
    last = chat.locator("[data-test=message][data-from=consumer]").last
    await expect(last.get_by_test_id("read")).to_have_text("已读")
    await chat.reload()
    await expect(chat.get_by_test_id("read")).to_have_count(1)
    for page in (chat, desk):
        assert not any("正在输入" in words for _, words in await said(page, "consumer", "agent", "system", "bot"))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_card_that_an_agent_sends_leads_the_consumer_to_their_claim(
    browsing: Browsing, careline: Careline, language: str
) -> None:
    english = language == "en"
    given = order_of(somebody("Lena Ortiz" if english else "娄女士", english=english, earlier=5))
    consumer = await careline.told_of(given)
    await consumer.say("talk to a person" if english else "转人工")
    await consumer.settled()
    locale = ENGLISH if english else CHINESE
    chat = await chat_of(browsing, careline, given, locale=locale)
    desk = await signed_in(browsing, "anna", path=f"/desk?lang={language}")
    await claimed(desk, "L** O**" if english else "娄")
    right = desk.locator("[data-test=right-row][data-right=dispatch_on_time]")
    await desk.get_by_test_id("show-order").click()
    await right.get_by_test_id("show-right").click()
    sent = chat.locator("[data-test=message][data-from=agent]")
    await expect(sent.nth(0).get_by_test_id("order-card")).to_contain_text(given.title)
    await expect(sent.nth(0).get_by_test_id("order-card")).to_contain_text("Awaiting dispatch" if english else "待发货")
    card = sent.nth(1).get_by_test_id("right-card")
    await expect(card).to_have_attribute("data-state", "claimable")
    await expect(sent.nth(1).locator("p.bubble")).to_have_count(0)  # the card speaks for itself
    assert await lacking(chat) == []
    assert await lacking(desk) == []
    await keep_picture(chat, f"chat-agents-cards-{language}-phone")
    await keep_picture(desk, f"desk-agents-cards-{language}-desktop")
    row = mine(desk, "L** O**" if english else "娄").get_by_test_id("row-last")
    await expect(row).to_have_text("talk to a person" if english else "转人工")  # still what the consumer said

    await card.get_by_test_id("right-go").click()
    await expect(chat.get_by_test_id("task-amount")).to_be_visible()
    await keep_picture(chat, f"hall-from-card-{language}-phone")
    await chat.get_by_test_id("task-confirm").click()
    await expect(chat.get_by_test_id("task-made")).to_be_visible()
    [remedy] = (await careline.hall(given.who.customer_id))["remedies"]
    assert (remedy["kind"], remedy["order_id"]) == ("compensation", given.order_id)
    await chat.reload()
    await expect(chat.get_by_test_id("hall-order")).to_be_visible()
    await expect(chat.get_by_test_id("task")).to_have_count(0)  # the way in counts once
    await all_handed_back(careline, "anna")


async def test_after_lost_lines_on_both_sides_each_shows_every_word_once_and_in_one_order(
    browsing: Browsing, careline: Careline
) -> None:
    _, given = await asking(careline, "嵇先生")
    chat, desk = await chat_of(browsing, careline, given), await signed_in(browsing)
    await claimed(desk, "嵇")
    await expect(chat.get_by_test_id("banner-agent")).to_be_visible()
    browsing.may_complain()
    box, reply = chat.get_by_test_id("composer"), desk.get_by_test_id("reply-input")
    for n in range(3):
        await chat.context.set_offline(True)
        for words in (f"客服第 {n} 轮一", f"客服第 {n} 轮二"):
            await reply.fill(words)
            await reply.press("Enter")
        await box.fill(f"顾客断网时第 {n} 轮")
        await box.press("Enter")
        await chat.context.set_offline(False)
        await expect(desk.get_by_test_id("log")).to_contain_text(f"顾客断网时第 {n} 轮", timeout=40_000)
        await desk.context.set_offline(True)
        await box.fill(f"顾客第 {n} 轮")
        await box.press("Enter")
        await reply.fill(f"客服断网时第 {n} 轮")
        await reply.press("Enter")
        await desk.context.set_offline(False)
        await expect(chat.get_by_test_id("log")).to_contain_text(f"客服断网时第 {n} 轮", timeout=40_000)
        await expect(desk.get_by_test_id("log")).to_contain_text(f"顾客第 {n} 轮", timeout=40_000)
        await expect(desk.locator("[data-test=message][data-state=waiting]")).to_have_count(0, timeout=40_000)
        await expect(chat.get_by_test_id("message-pending")).to_have_count(0, timeout=40_000)
    await expect(chat.locator("[data-test=message][data-from=agent][data-seq]")).to_have_count(9)
    theirs, ours = await said(chat, "consumer", "agent"), await said(desk, "consumer", "agent")
    assert theirs == ours
    assert len(theirs) == len({seq for seq, _ in theirs}) == len({words for _, words in theirs})
    assert [seq for seq, _ in theirs] == sorted(seq for seq, _ in theirs)


async def test_whose_agents_browser_dies_is_the_first_to_be_taken_by_another(
    browsing: Browsing, careline: Careline
) -> None:
    await all_handed_back(careline, "li", "wu")
    await nobody_waits(careline)
    _, given = await asking(careline, "宓女士", "我的鞋呢", earlier=5)
    chat = await chat_of(browsing, careline, given)
    li, wu = await signed_in(browsing), await signed_in(browsing, "wu")
    await claimed(li, "宓")
    await li.get_by_test_id("reply-input").fill("您好，我先查一下。")
    await li.keyboard.press("Enter")
    await expect(chat.locator("[data-test=message][data-from=agent]")).to_contain_text("我先查一下")
    await asking(careline, "蓟先生", earlier=5)  # came later, and waits in the queue
    await expect(waiting(wu, "蓟")).to_have_count(1)

    await li.context.close()
    await chat.get_by_test_id("composer").fill("还在吗")
    await chat.get_by_test_id("composer").press("Enter")
    await expect(waiting(wu, "宓")).to_have_count(1, timeout=60_000)
    await expect(chat.get_by_test_id("banner-queue")).to_be_visible()
    rows = wu.get_by_test_id("waiting").get_by_test_id("queue-item")
    await expect(rows.first).to_contain_text("宓")
    await expect(rows.nth(1)).to_contain_text("蓟")
    await keep_picture(chat, "chat-requeued-zh-phone")

    await wu.get_by_test_id("take-next").click()
    await expect(mine(wu, "宓")).to_have_count(1)
    for words in ("我的鞋呢", "我先查一下", "还在吗"):
        await expect(wu.get_by_test_id("log")).to_contain_text(words)
    await wu.get_by_test_id("reply-input").fill("我是吴迪，接着帮您查。")
    await wu.keyboard.press("Enter")
    await expect(chat.get_by_test_id("banner-agent")).to_contain_text("吴迪")
    await expect(chat.locator("[data-test=message][data-from=agent]").last).to_contain_text("接着帮您查")
    seqs = [seq for seq, _ in await said(chat, "consumer", "agent")]
    assert seqs == sorted(set(seqs))
    await all_handed_back(careline, "wu")
    await nobody_waits(careline)


async def test_who_cannot_read_the_consumer_passes_them_to_somebody_who_can(
    browsing: Browsing, careline: Careline
) -> None:
    given = orders_of(somebody("Cora Wells", english=True, earlier=5), late_dispatch)[0]
    consumer = await careline.told_of(given)
    await consumer.say("talk to a person")
    await consumer.settled()
    chat = await chat_of(browsing, careline, given, locale=ENGLISH)
    wu, anna = await signed_in(browsing, "wu"), await signed_in(browsing, "anna", path="/desk?lang=en")
    await waiting(wu, "C** W**").get_by_test_id("open").click()
    await expect(wu.get_by_test_id("language-warning")).to_contain_text("英文")
    await wu.get_by_test_id("claim-open").click()
    await expect(chat.get_by_test_id("banner-agent")).to_contain_text("吴迪")
    await wu.get_by_test_id("language-warning").get_by_role("button").click()
    dialog = wu.get_by_test_id("dialog")
    await dialog.locator("label", has_text="Anna").click()
    await dialog.get_by_test_id("transfer-note").fill("顾客说英文")
    await dialog.get_by_test_id("transfer-confirm").click()
    await expect(mine(anna, "C** W**")).to_have_count(1)
    await mine(anna, "C** W**").get_by_test_id("open").click()
    await expect(anna.get_by_test_id("language-warning")).to_have_count(0)
    await anna.get_by_test_id("reply-input").fill("Hi Cora, this is Anna.")
    await anna.keyboard.press("Enter")
    await expect(chat.get_by_test_id("banner-agent")).to_contain_text("Anna")
    await expect(chat.locator("[data-test=message][data-from=agent]").last).to_contain_text("this is Anna")
    await all_handed_back(careline, "anna", "wu")


async def test_an_open_question_is_answered_by_the_assistant_once_it_has_them_again(
    browsing: Browsing, careline: Careline
) -> None:
    _, given = await asking(careline, "逄小姐")
    chat, desk = await chat_of(browsing, careline, given), await signed_in(browsing)
    await claimed(desk, "逄")
    await chat.get_by_test_id("composer").fill("快递到哪了")
    await chat.get_by_test_id("composer").press("Enter")
    await expect(desk.get_by_test_id("log")).to_contain_text("快递到哪了")
    bot = chat.locator("[data-test=message][data-from=bot]")
    before = await bot.count()
    await desk.get_by_test_id("return").click()
    await desk.get_by_test_id("return-confirm").click()
    await expect(chat.get_by_test_id("owner")).to_have_attribute("data-owner", "bot")
    await expect(bot.nth(before)).to_be_visible()
    await expect(chat.get_by_test_id("read")).to_have_count(0)  # nobody reads for the assistant
