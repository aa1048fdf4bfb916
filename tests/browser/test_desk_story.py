"""One matter from the first question to how it went: a consumer, her own agent and a colleague, each in a browser.

And a night on which nobody is there. Everything else that people do at the desk is tried in the files beside this one.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from careline.clock import utc_now
from careline.seeding import DEMO_LOGINS
from tests.browser.desk import all_handed_back, asking, claimed, mine, nobody_waits, signed_in, waiting
from tests.browser.test_desk_two_sides import chat_of
from tests.running.browsing import CHINESE, ZONES, Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import Given, order_of, somebody
from tests.running.waiting import eventually

pytestmark = pytest.mark.browser

LOGINS = {name: login for login, (name, _, _) in DEMO_LOGINS.items()}
APPROVERS = ("chen", "li", "zhou")


@pytest.fixture(autouse=True)
async def room(careline: Careline) -> AsyncIterator[None]:
    await all_handed_back(careline, *DEMO_LOGINS)
    await nobody_waits(careline)
    yield
    await all_handed_back(careline, *DEMO_LOGINS)
    await nobody_waits(careline)


def said_by(page: Page, author: str) -> Locator:
    return page.locator(f"[data-test=message][data-from={author}]")


async def asks(chat: Page, words: str) -> None:
    """She writes, and the assistant has answered."""
    before = await said_by(chat, "bot").count()
    await chat.get_by_test_id("composer").fill(words)
    await chat.get_by_test_id("composer").press("Enter")
    await expect(said_by(chat, "bot").nth(before)).to_be_visible()


async def writes(desk: Page, words: str) -> None:
    await desk.get_by_test_id("reply-input").fill(words)
    await desk.keyboard.press("Enter")


async def own_agent_of(careline: Careline, given: Given) -> str:
    """Who sees this new user's matter through, by name, once we have found out that it is stuck."""

    async def look() -> str:
        named = (await careline.hall(given.who.customer_id))["own_agents"]
        return str(named[0]["name"]) if named else ""

    return str(await eventually(look, "an agent of her own"))


async def ratings(careline: Careline) -> int:
    """How many cases were rated so far, as /insights counts them."""
    today = utc_now().astimezone(ZoneInfo(ZONES[CHINESE])).date()  # the figures' days are the shop's
    async with careline.agent("chen") as chen:
        figures = await chen.did("GET", f"/figures?from={today}&to={today}", area="insights")
    return int(figures["satisfaction"]["rated"])


async def test_from_the_first_question_to_how_it_went(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("阚女士"))
    await careline.told_of(given)
    name = await own_agent_of(careline, given)
    login = LOGINS[name]
    colleague = next(one for one in APPROVERS if one != login)
    before = await ratings(careline)

    # She asks the assistant, which knows what is late and since when.
    chat = await chat_of(browsing, careline, given)
    await asks(chat, "我的鞋怎么还没发货")
    await expect(said_by(chat, "bot").first).to_contain_text("小时")

    # She wants a person. Somebody who threatens with the authorities is before her; she is told so, and who will come.
    await asking(careline, "逯先生", "再不解决我就打12315投诉", earlier=5)
    await chat.get_by_test_id("request-human").click()
    queue = chat.get_by_test_id("banner-queue")
    await expect(queue).to_contain_text("第 2 位")
    await expect(queue).to_contain_text(name)
    await keep_picture(chat, "story-queue")

    # Her own agent sees that she is theirs, and what it is about, before taking her.
    desk, other = await signed_in(browsing, login), await signed_in(browsing, colleague)
    row = waiting(desk, "阚")
    await expect(row).to_contain_text("专属")
    await expect(row.get_by_test_id("row-last")).to_contain_text("怎么还没发货")
    await claimed(desk, "阚")
    await expect(chat.get_by_test_id("banner-agent")).to_contain_text(f"{name} 已接入，您的事一直由 TA 跟进")
    await writes(desk, f"阚女士您好，我是{name}，这就给您处理。")
    await expect(said_by(chat, "agent")).to_contain_text(f"我是{name}")

    # More than one agent may give alone: it waits for a colleague, and she hears nothing that is not so yet.
    await desk.get_by_test_id("goodwill").and_(desk.locator("[data-kind=refund]")).click()
    window = desk.get_by_test_id("dialog")
    await window.get_by_test_id("deed-amount").fill("88.00")
    await window.get_by_test_id("deed-reason").fill("晚发货四天，顾客不想再等，退差价")
    await window.get_by_test_id("deed-confirm").click()
    remedy = desk.get_by_test_id("remedy").filter(has_text="88.00")
    await expect(remedy).to_contain_text("待审批")
    await expect(remedy.get_by_test_id("remedy-decide")).to_have_count(0)
    asked = other.get_by_test_id("approval").filter(has_text="88.00").filter(has_text="阚")
    await asked.get_by_role("button").click()
    paper = other.get_by_test_id("approval-dialog")
    await expect(paper).to_contain_text("退差价")
    await expect(paper).to_contain_text(name)  # who asked for it
    assert await lacking(other) == []
    await keep_picture(other, "story-approval")
    await paper.get_by_test_id("approve").click()
    await expect(paper).to_be_hidden()
    await expect(remedy).not_to_contain_text("待审批")
    await expect(chat.get_by_test_id("log")).to_contain_text(re.compile("88(.00)? 元.*(同意|退)"), timeout=60_000)
    await keep_picture(desk, "story-approved")

    # Back to the assistant, which answers again, and knows of what was done.
    await desk.get_by_test_id("return").click()
    await desk.get_by_test_id("return-confirm").click()
    await expect(chat.get_by_test_id("owner")).to_have_attribute("data-owner", "bot")
    await asks(chat, "退款到哪一步了")
    await expect(said_by(chat, "bot").last).to_contain_text("88")

    # Once more she wants a person, and it is the same one, who ends it.
    await chat.get_by_test_id("request-human").click()
    await expect(waiting(desk, "阚")).to_contain_text("专属")
    await claimed(desk, "阚")
    for words in ("怎么还没发货", f"我是{name}", "退款到哪一步了"):
        await expect(desk.get_by_test_id("log")).to_contain_text(words)
    await desk.get_by_test_id("close").click()
    await desk.get_by_test_id("close-disposition").select_option("settled")
    await desk.get_by_test_id("close-resolution").fill("退差价 88 元，已通过，顾客满意")
    await desk.get_by_test_id("close-confirm").click()
    await expect(mine(desk, "阚")).to_have_count(0)

    # She is asked how it went, answers with one press, and it counts.
    await expect(chat.get_by_test_id("banner-closed")).to_be_visible()
    await keep_picture(chat, "story-rating")
    await chat.get_by_test_id("quick-reply").filter(has_text="5 分").click()
    await expect(chat.get_by_test_id("log")).to_contain_text("谢谢")
    await keep_picture(chat, "story-end")
    assert await ratings(careline) == before + 1

    seqs = [int(await one.get_attribute("data-seq") or 0) for one in await chat.locator("[data-seq]").all()]
    assert seqs == sorted(set(seqs))


async def test_while_nobody_is_online_the_assistant_goes_on_and_the_place_is_kept(
    browsing: Browsing, careline: Careline
) -> None:
    for login in DEMO_LOGINS:
        async with careline.agent(login) as agent:
            await agent.did("POST", "/presence", {"state": "away"})
    given = order_of(somebody("瞿女士", earlier=5))
    await careline.told_of(given)
    chat = await chat_of(browsing, careline, given)
    await asks(chat, "转人工")
    await expect(said_by(chat, "bot").last).to_contain_text(re.compile("现在没有人工客服在线.*前有人回您"))
    queue = chat.get_by_test_id("banner-queue")
    await expect(queue).to_contain_text(re.compile("最晚.* 前有人回复"))
    await asks(chat, "到底什么时候发货")
    await expect(said_by(chat, "bot").last).to_contain_text("发货")
    await expect(queue).to_be_visible()  # what was asked meanwhile cost no place
    assert await lacking(chat) == []
    await keep_picture(chat, "story-nobody-online")

    desk = await signed_in(browsing, "wu")  # in the morning
    await expect(waiting(desk, "瞿").get_by_test_id("row-last")).to_contain_text("到底什么时候发货")
    await claimed(desk, "瞿")
    await expect(desk.get_by_test_id("log")).to_contain_text("到底什么时候发货")
    await expect(chat.get_by_test_id("banner-agent")).to_contain_text("吴迪")
