"""Managing the desk in its page, in a real browser: logins, teams, hours, and the audit log of it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import select

from careline.clock import utc_now
from careline.core.conversation import Owner
from careline.desk.invitations import invite
from careline.desk.service import place_in_queue
from careline.desk.staff import Profile, save_agent
from careline.store.database import Database
from careline.store.sealing import seal
from careline.store.tables.desk import agents
from tests.browser.small_desk import at_work, hire
from tests.desk_floor import PASSWORD, asks_for_a_person, owner_of, paid, told
from tests.factories import ago
from tests.rules import RULES
from tests.running.axe import violations
from tests.running.browsing import CHINESE, ENGLISH, Browsing, keep_picture
from tests.running.hands import Hands

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 1024, "height": 768}
OWN = "a word of my own"
TABS = ("agents", "teams", "hours", "audit")


async def becomes(database: Database, login: str, role: str) -> None:
    async with database.begin() as tx:
        await save_agent(tx, login, Profile(role=role), RULES.desk, who="operator", now=utc_now())


async def managing(browsing: Browsing, login: str, tab: str = "agents", **how: object) -> Page:
    """The management page of somebody who has just signed in."""
    page = await browsing.open("/desk", **{"size": WIDE, **how})  # type: ignore[arg-type]
    await page.get_by_test_id("login").fill(login)
    await page.get_by_test_id("password").fill(PASSWORD)
    await page.get_by_test_id("sign-in").click()
    await page.get_by_test_id("manage").click()
    await page.get_by_test_id(f"tab-{tab}").click()
    return page


async def test_a_login_is_made_used_and_taken_away_and_whoever_had_it_is_out_at_once(
    database: Database, desk: Browsing
) -> None:
    await hire(database, "gao", "高经理", "admin")
    await hire(database, "li", "李婷", "agent", team="售后")
    await told(database, paid("u-lin", "CL2026-0001", hours_ago=60), paid("u-wang", "CL2026-0002", hours_ago=60))
    first = await asks_for_a_person(database, "u-lin", ago(minutes=9))
    await asks_for_a_person(database, "u-wang", ago(minutes=5))
    page = await managing(desk, "gao")
    await page.get_by_test_id("add-agent").click()
    await page.get_by_test_id("name").fill("孙悦")
    await page.get_by_test_id("new-login").fill("sun")
    await page.get_by_test_id("team").select_option("售后")
    await page.get_by_label("退款").check()
    await page.get_by_test_id("save-agent").click()
    link = await page.get_by_test_id("invitation").input_value()
    await page.get_by_test_id("invitation-done").click()
    await expect(page.locator("[data-login=sun]")).to_contain_text("还没设密码")

    theirs = await desk.open(link.removeprefix(desk.url), size=WIDE)
    await theirs.get_by_test_id("new-password").fill(OWN)
    await theirs.get_by_test_id("password-again").fill("something else")
    await theirs.get_by_test_id("choose").click()
    await expect(theirs.get_by_test_id("login-error")).to_be_visible()
    await theirs.get_by_test_id("password-again").fill(OWN)
    await theirs.get_by_test_id("choose").click()
    await expect(theirs.get_by_test_id("agent-name")).to_have_text("孙悦")
    assert "invitation" not in theirs.url
    row = theirs.get_by_test_id("queue-item").filter(has=theirs.get_by_test_id("claim")).first
    await row.hover()
    await row.get_by_test_id("claim").click()
    await expect(theirs.get_by_test_id("mine").get_by_test_id("queue-item")).to_have_count(1)
    assert (await owner_of(database, first))[0] is Owner.AGENT

    await page.locator("[data-login=sun]").get_by_test_id("edit-agent").click()
    await page.get_by_test_id("capacity").fill("3")
    await page.get_by_test_id("save-agent").click()
    await expect(page.locator("[data-login=sun]")).to_contain_text("1 / 3")
    await page.locator("[data-login=sun]").get_by_test_id("edit-agent").click()
    await page.get_by_test_id("disable").click()
    await page.get_by_test_id("reason").fill("试用期结束")
    await page.get_by_test_id("confirm").click()
    await expect(page.get_by_test_id("notice")).to_contain_text("1 段会话回到队列")
    await expect(theirs.get_by_test_id("login-form")).to_be_visible()
    assert await owner_of(database, first) == (Owner.QUEUE, None)
    async with database.begin() as tx:
        assert (await place_in_queue(tx, first, utc_now())).position == 1

    await page.get_by_test_id("tab-audit").click()
    await page.get_by_test_id("audit-what").select_option("agent_disabled")
    entry = page.get_by_test_id("audit-row")
    await expect(entry).to_have_count(1)
    for words in ("高经理", "停用客服账号", "试用期结束", "客服 孙悦"):
        await expect(entry).to_contain_text(words)
    async with page.expect_download() as loading:
        await page.get_by_test_id("audit-export").click()
    rows = list(csv.reader(Path(await (await loading.value).path()).read_text("utf-8-sig").splitlines()))
    assert [(row[1], row[2]) for row in rows[1:]] == [("高经理", "停用客服账号")]
    await page.get_by_test_id("audit-what").select_option("audit_exported")
    await expect(entry).to_contain_text("导出审计日志：1 条")


async def test_each_task_takes_the_presses_that_the_page_of_the_desk_says(database: Database, desk: Browsing) -> None:
    await hire(database, "gao", "高经理", "admin")
    await hire(database, "li", "李婷", "agent")
    page = await desk.open("/desk", size=WIDE)
    await page.get_by_test_id("login").fill("gao")
    await page.get_by_test_id("password").fill(PASSWORD)
    await page.get_by_test_id("sign-in").click()
    await expect(page.get_by_test_id("manage")).to_be_visible()
    hands = await Hands.at(page)
    async with hands.doing("add-agent"):
        await page.get_by_test_id("manage").click()
        await page.get_by_test_id("add-agent").click()
        await expect(page.get_by_test_id("name")).to_be_focused()
        await page.keyboard.type("孙悦")
        await page.get_by_test_id("new-login").fill("sun")
        await page.get_by_test_id("save-agent").click()
        await page.get_by_test_id("copy").click()
    await page.get_by_test_id("invitation-done").click()
    await page.get_by_test_id("manage").click()
    async with hands.doing("deactivate"):
        await page.get_by_test_id("manage").click()
        await page.locator("[data-login=li]").get_by_test_id("edit-agent").click()
        await page.get_by_test_id("disable").click()
        await expect(page.get_by_test_id("reason")).to_be_focused()
        await page.keyboard.type("离职")
        await page.get_by_test_id("confirm").click()
        await expect(page.get_by_test_id("deactivated")).to_be_visible()
    await page.get_by_test_id("manage").click()
    async with hands.doing("set-holiday"):
        await page.get_by_test_id("manage").click()
        await page.get_by_test_id("tab-hours").click()
        await page.get_by_test_id("add-day").click()
        await expect(page.get_by_test_id("special-date")).to_be_focused()
        await page.get_by_test_id("special-date").fill("2027-02-17")
        await page.get_by_test_id("save-hours").click()
        await expect(page.get_by_test_id("notice")).to_contain_text("马上生效")
    await page.get_by_test_id("manage").click()
    async with hands.doing("who-did"):
        await page.get_by_test_id("manage").click()
        await page.get_by_test_id("tab-audit").click()
        await page.get_by_test_id("audit-about").fill("李婷")
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("audit-row")).to_have_count(2)


async def test_a_link_that_was_used_opens_nothing(database: Database, desk: Browsing) -> None:
    await hire(database, "gao", "高经理", "admin")
    page = await desk.open(f"/desk#invitation=sun.{'x' * 43}", size=NARROW)
    desk.visits.clear()  # the browser calls the refusal an error
    for field in ("new-password", "password-again"):
        await page.get_by_test_id(field).fill(OWN)
    await page.get_by_test_id("choose").click()
    await expect(page.get_by_test_id("login-error")).to_contain_text("已经用过")
    await expect(page.get_by_test_id("login-form")).to_be_visible()


@pytest.mark.parametrize("desk", [{"second_factor": "everybody"}], indirect=True)
async def test_a_link_is_no_way_round_the_second_factor(database: Database, desk: Browsing) -> None:
    await hire(database, "gao", "高经理", "admin")
    async with database.begin() as tx:
        agent_id = (await tx.execute(select(agents.c.agent_id))).scalar_one()
        token = await invite(tx, agent_id, utc_now())
    page = await desk.open(f"/desk#invitation=gao.{token}", size=NARROW)
    for field in ("new-password", "password-again"):
        await page.get_by_test_id(field).fill(OWN)
    await page.get_by_test_id("choose").click()
    await expect(page.get_by_test_id("secret")).to_be_visible()
    await expect(page.get_by_test_id("desk")).to_have_count(0)


async def test_hours_are_tried_out_saved_and_told_and_a_team_is_renamed(database: Database, desk: Browsing) -> None:
    await hire(database, "gao", "高经理", "admin")
    await hire(database, "li", "李婷", "agent", team="售后")
    page = await managing(desk, "gao", "hours")
    await expect(page.get_by_test_id("preview-state")).to_be_visible()
    await page.get_by_test_id("add-day").click()
    await page.get_by_test_id("special-date").fill(await page.evaluate("new Date().toLocaleDateString('sv')"))
    await page.get_by_test_id("special-name").fill("盘点")
    await expect(page.get_by_test_id("preview-state")).to_contain_text("现在休息")
    await expect(page.get_by_test_id("told-zh-CN")).to_contain_text(re.compile("最晚 (明天|.*日) "))  # by night too
    await page.get_by_test_id("save-hours").click()
    await expect(page.get_by_test_id("notice")).to_contain_text("马上生效")
    await page.get_by_test_id("day-mon").get_by_test_id("from").fill("20:00")
    await page.get_by_test_id("day-mon").get_by_test_id("until").fill("09:00")
    await expect(page.get_by_test_id("fault")).to_be_visible()
    await expect(page.get_by_test_id("save-hours")).to_be_disabled()

    await page.get_by_test_id("tab-teams").click()
    await page.get_by_test_id("rename-team").click()
    await page.get_by_test_id("team-name").fill("售后组")
    await page.get_by_test_id("confirm").click()
    await expect(page.locator("[data-team=售后组]")).to_contain_text("李婷")
    await page.locator("[data-team=售后组]").get_by_test_id("take-out").click()
    await expect(page.locator("[data-team=售后组]").get_by_test_id("member")).to_have_count(0)
    await page.get_by_test_id("tab-audit").click()
    rows = page.get_by_test_id("audit-row")
    await expect(rows.filter(has_text="小组改名：售后 → 售后组")).to_have_count(1)
    await expect(rows.filter(has_text="盘点 休息")).to_have_count(1)


async def test_a_supervisor_looks_and_changes_the_own_team_alone(database: Database, desk: Browsing) -> None:
    await hire(database, "chen", "陈主管", "supervisor", team="售后")
    await hire(database, "li", "李婷", "agent", team="售后")
    await hire(database, "wu", "吴敏", "agent", team="售前")
    page = await managing(desk, "chen")
    await expect(page.locator("[data-login=wu]")).to_be_visible()
    await expect(page.locator("[data-login=wu]").get_by_test_id("edit-agent")).to_have_count(0)
    await expect(page.get_by_test_id("add-agent")).to_have_count(0)
    await page.locator("[data-login=li]").get_by_test_id("edit-agent").click()
    await expect(page.get_by_test_id("role")).to_have_count(0)
    await page.get_by_test_id("capacity").fill("2")
    await page.get_by_test_id("save-agent").click()
    await expect(page.locator("[data-login=li]")).to_contain_text("0 / 2")
    await page.get_by_test_id("tab-hours").click()
    await expect(page.get_by_test_id("preview-state")).to_be_visible()
    await expect(page.get_by_test_id("save-hours")).to_have_count(0)
    await page.get_by_test_id("tab-audit").click()
    await expect(page.get_by_test_id("audit-row").first).to_be_visible()
    await expect(page.get_by_test_id("audit-export")).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "scheme", "size"),
    [(CHINESE, "light", WIDE), (ENGLISH, "dark", NARROW)],
)
async def test_every_view_is_clean_and_fits(
    database: Database, desk: Browsing, locale: str, scheme: str, size: dict[str, int]
) -> None:
    english = locale == ENGLISH
    names = ("Grace Gao", "Tina Li", "Max Wu") if english else ("高经理", "李婷", "吴敏")
    after = "After-sales" if english else "售后"
    await hire(database, "gao", names[0], "admin", languages=("zh-CN", "en"))
    skills = ("refund", "freight", "returns")
    await hire(database, "li", names[1], "agent", team=after, skills=skills, languages=("zh-CN", "en"))
    await hire(database, "wu", names[2], "senior", team="Night" if english else "夜班", skills=("logistics",))
    async with database.begin() as tx:
        await seal(tx, utc_now())
    page = await managing(desk, "gao", locale=locale, size=size)
    await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await page.reload()  # else some of it may still be drawn in the colours of before
    await page.get_by_test_id("manage").click()
    name = f"{locale}-{size['width']}-{scheme}"
    for tab in TABS:
        await page.get_by_test_id(f"tab-{tab}").click()
        shown = {"agents": "agent-row", "teams": "team", "hours": "preview-state", "audit": "chain"}[tab]
        await expect(page.get_by_test_id(shown).first).to_be_visible()
        if tab == "hours":
            await page.get_by_test_id("add-day").click()
            await page.get_by_test_id("special-date").fill("2027-02-17")
        assert await violations(page) == [], tab
        await keep_picture(page, f"manage-{tab}-{name}")
        for other in (WIDE, NARROW):
            await page.set_viewport_size(other)  # type: ignore[arg-type]
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (tab, other)
        await page.set_viewport_size(size)  # type: ignore[arg-type]
    await page.get_by_test_id("tab-agents").click()
    await page.locator("[data-login=li]").get_by_test_id("edit-agent").click()
    assert await violations(page) == []
    await keep_picture(page, f"manage-edit-{name}")
    await page.get_by_test_id("disable").click()
    assert await violations(page) == []
    await keep_picture(page, f"manage-disable-{name}")


async def test_who_becomes_a_supervisor_sees_it_at_once_and_who_is_none_any_more_too(
    database: Database, desk: Browsing
) -> None:
    await hire(database, "wu", "吴敏", "agent", team="售前")
    page = await at_work(desk, "wu")
    await expect(page.get_by_test_id("floor")).to_have_count(0)
    await becomes(database, "wu", "supervisor")
    await page.get_by_test_id("floor").click(timeout=10_000)
    await expect(page.get_by_test_id("floor-figures")).to_be_visible()
    for name in ("figures", "quality", "review"):
        await expect(page.get_by_test_id(f"to-{name}")).to_be_visible()
    await keep_picture(page, "desk-supervisor-zh-1280")
    await becomes(database, "wu", "agent")
    await expect(page.get_by_test_id("floor")).to_have_count(0, timeout=10_000)
    await expect(page.get_by_test_id("floor-figures")).to_have_count(0)
    desk.visits.clear()  # the browser calls a refusal in between an error
