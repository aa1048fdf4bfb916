"""Two agents at one browser: what the first had written stays theirs."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Route, expect
from sqlalchemy import select

from careline.store.database import Database
from careline.store.tables.desk import agents
from tests.browser.desk import claimed, mine
from tests.browser.small_desk import Asker, asker, at_work, hire, signs_in
from tests.desk_floor import PASSWORD
from tests.running.browsing import Browsing
from tests.running.working import AgentClient

pytestmark = pytest.mark.browser


async def given_to(database: Database, browsing: Browsing, who: Asker, login: str) -> None:
    """A supervisor gives them to this agent."""
    await hire(database, "chen", "陈主管", "supervisor")
    async with database.begin() as tx:
        agent_id = (await tx.execute(select(agents.c.agent_id).where(agents.c.login == login))).scalar_one()
    chen = AgentClient(browsing.url)
    try:
        await chen.log_in("chen", PASSWORD)
        await chen.did("POST", f"/conversations/{who.conversation_id}/assign", {"agent_id": str(agent_id)})
    finally:
        await chen.close_browser()


@pytest.mark.parametrize("way_out", ["signs out", "is signed out"])
async def test_what_an_agent_did_not_get_sent_is_neither_sent_nor_seen_by_the_next_one_here(
    database: Database, desk: Browsing, way_out: str
) -> None:
    await hire(database, "li", "李婷", "agent")
    await hire(database, "wu", "吴敏", "agent")
    who = await asker(database, 1, "林女士")
    page = await at_work(desk, "li")
    await claimed(page, who.shown)
    desk.may_complain()
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.post_data or "") if request.method == "POST" else None)
    await page.route("**/api/desk/conversations/*/messages", lambda route: route.fulfill(status=503))
    await page.get_by_test_id("reply-input").fill("我是李婷，您的手机尾号 1234 对吗")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-test=message][data-state=waiting]")).to_have_count(1)
    await page.get_by_test_id("reply-input").fill("李婷的草稿")
    if way_out == "signs out":
        await page.get_by_test_id("logout").click()
    else:
        await page.context.clear_cookies()
        await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.get_by_test_id("login-form")).to_be_visible()
    await page.unroute_all()
    posted.clear()
    await signs_in(page, "wu")
    await given_to(database, desk, who, "wu")
    await mine(page, who.shown).get_by_test_id("open").click()
    box = page.get_by_test_id("reply-input")
    await expect(box).to_have_value("")
    await box.fill("我是吴敏")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-test=message][data-from=agent][data-seq]")).to_contain_text(["我是吴敏"])
    assert not [body for body in posted if "李婷" in body]


async def test_the_next_one_here_sees_nothing_that_the_first_had_revealed_or_asked_for(
    database: Database, desk: Browsing
) -> None:
    await hire(database, "li", "李婷", "agent")
    await hire(database, "wu", "吴敏", "agent")
    who = await asker(database, 1, "林女士")
    page = await at_work(desk, "li")
    await claimed(page, who.shown)
    await page.get_by_test_id("reveal-name").click()
    await expect(page.get_by_role("heading", name="林女士").first).to_be_visible()
    let_go, came = asyncio.Event(), asyncio.Event()

    async def slowly(route: Route) -> None:
        came.set()
        await let_go.wait()
        await route.fulfill(json={"value": "+8613812345678"})

    await page.route("**/api/desk/conversations/*/reveal", slowly)
    await page.get_by_test_id("reveal-phone").click()
    await came.wait()
    desk.may_complain()
    await page.context.clear_cookies()
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.get_by_test_id("login-form")).to_be_visible()
    await signs_in(page, "wu")
    await given_to(database, desk, who, "wu")
    await mine(page, who.shown).get_by_test_id("open").click()
    await expect(page.get_by_test_id("reveal-name")).to_be_visible()
    await expect(page.get_by_role("heading", name="林女士")).to_have_count(0)
    async with page.expect_response("**/api/desk/conversations/*/reveal"):
        let_go.set()
    await page.evaluate("new Promise((done) => setTimeout(done))")  # what the answer leads to has been drawn
    await expect(page.get_by_test_id("customer-phone")).to_contain_text("****")
    await expect(page.get_by_test_id("reveal-phone")).to_be_visible()


async def test_an_agent_who_was_signed_out_gets_the_words_sent_once_they_are_back(
    database: Database, desk: Browsing
) -> None:
    await hire(database, "li", "李婷", "agent")
    who = await asker(database, 1, "林女士")
    page = await at_work(desk, "li")
    await claimed(page, who.shown)
    desk.may_complain()
    await page.route("**/api/desk/conversations/*/messages", lambda route: route.fulfill(status=503))
    await page.get_by_test_id("reply-input").fill("您好，我在看")
    await page.keyboard.press("Enter")
    await page.get_by_test_id("reply-input").fill("还有一句")
    await page.context.clear_cookies()
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.get_by_test_id("login-form")).to_be_visible()
    await page.unroute_all()
    await signs_in(page, "li")
    await expect(page.locator("[data-test=message][data-from=agent][data-seq]")).to_contain_text(["您好，我在看"])
    await expect(page.get_by_test_id("reply-input")).to_have_value("还有一句")
