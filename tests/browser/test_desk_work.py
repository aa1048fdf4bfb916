"""A day at the desk: whom to take, what one has to know, what one can do, and to whom one passes on."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.browser.desk import all_handed_back, asking, claimed, mine, nobody_waits, signed_in, waiting
from tests.running.browsing import Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import just_paid, late_dispatch, orders_of, somebody

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
async def room(careline: Careline) -> AsyncIterator[None]:
    yield
    await all_handed_back(careline, "li", "wu", "chen")


async def test_a_row_tells_goods_order_wait_and_the_customers_own_words_and_the_list_can_be_narrowed(
    browsing: Browsing, careline: Careline
) -> None:
    _, given = await asking(careline, "麹小姐", "都等了五天了，到底发不发")
    english = await careline.told_of(orders_of(somebody("Ada Finch", english=True), late_dispatch)[0])
    await english.say("talk to a person")
    await english.settled()
    desk = await signed_in(browsing)
    row = waiting(desk, "麹")
    await expect(row.get_by_test_id("row-goods")).to_contain_text(given.title.split()[0])
    await expect(row.get_by_test_id("row-order")).to_have_text(given.order_id)
    await expect(row.get_by_test_id("row-last")).to_have_text("都等了五天了，到底发不发")
    await expect(row.get_by_test_id("age")).to_have_text(re.compile(r"已等待\d\d:\d\d"))
    height = await row.evaluate("(row) => row.getBoundingClientRect().height")
    assert height <= 80, "at most half of what a row took before"

    await desk.get_by_test_id("filter-language").select_option("en")
    await expect(row).to_have_count(0)
    await expect(waiting(desk, "A** F**")).to_have_count(1)
    await desk.get_by_test_id("filter-language").select_option("")
    await expect(row).to_have_count(1)
    await desk.get_by_test_id("tab-mine").click()
    await expect(desk.get_by_test_id("waiting")).to_have_count(0)
    await desk.get_by_test_id("tab-waiting").click()
    await expect(row).to_have_count(1)
    assert await lacking(desk) == []


async def test_the_next_one_is_taken_with_one_press_and_says_since_when_it_waits_for_me(
    browsing: Browsing, careline: Careline
) -> None:
    await nobody_waits(careline)
    consumer, _ = await asking(careline, "仝先生", "再不处理我就打12315", earlier=9)
    desk = await signed_in(browsing)
    await expect(waiting(desk, "仝")).to_have_count(1)
    await desk.get_by_test_id("take-next").click()
    await expect(desk.get_by_test_id("reply-input")).to_be_focused()
    await expect(mine(desk, "仝").get_by_test_id("waiting-since")).to_be_visible()
    await desk.get_by_test_id("reply-input").fill("您好，我在看。")
    await desk.keyboard.press("Enter")
    await expect(mine(desk, "仝").get_by_test_id("waiting-since")).to_have_count(0)
    await consumer.say("好的")
    await expect(mine(desk, "仝").get_by_test_id("waiting-since")).to_be_visible()
    await expect(mine(desk, "仝").get_by_test_id("row-last")).to_have_text("好的")


async def test_her_agent_sees_the_number_with_one_click_that_is_written_down(
    browsing: Browsing, careline: Careline
) -> None:
    _, given = await asking(careline, "祃女士")
    desk = await signed_in(browsing)
    await waiting(desk, "祃").get_by_test_id("open").click()
    await expect(desk.get_by_test_id("customer-phone")).to_contain_text("****")
    await expect(desk.get_by_test_id("reveal-phone")).to_have_count(0)  # not yet hers
    await claimed(desk, "祃")
    await desk.get_by_test_id("reveal-phone").click()
    await expect(desk.get_by_test_id("customer-phone").get_by_role("link")).to_have_text(given.phone)
    await desk.get_by_test_id("reveal-name").click()
    await expect(desk.get_by_role("heading", name="祃女士").first).to_be_visible()
    await desk.get_by_test_id("reveal-address").click()
    await expect(desk.get_by_test_id("address")).to_contain_text("滨江区江南大道9号2栋301室")
    assert "Personal data looked at" in await careline.why(given.order_id, "Personal data looked at")


async def test_each_order_of_hers_has_its_own_case_and_what_is_promised_about_any_is_told(
    browsing: Browsing, careline: Careline
) -> None:
    first, second = orders_of(somebody("庹先生"), late_dispatch, just_paid)
    await careline.told_of(second)
    consumer = await careline.told_of(first)
    await consumer.say("转人工")
    await consumer.settled()
    desk = await signed_in(browsing)
    await claimed(desk, "庹")
    for given, blocks in ((second, 0), (first, 1)):
        await desk.locator(f"[data-test=order-choice][data-order='{given.order_id}']").click()
        await expect(desk.get_by_test_id("order-id")).to_contain_text(given.order_id)
        await expect(desk.get_by_test_id("case").get_by_test_id("block")).to_have_count(blocks)

    await desk.get_by_test_id("promise-new").click()
    dialog = desk.get_by_test_id("dialog")
    await dialog.get_by_test_id("promise-text").fill("问清楚商家几点发货")
    await expect(dialog.get_by_test_id("promise-confirm")).to_be_disabled()
    await dialog.get_by_test_id("promise-soon").click()
    await keep_picture(desk, "desk-promise-zh-desktop")
    await dialog.get_by_test_id("promise-confirm").click()
    promise = desk.get_by_test_id("promise").filter(has_text="问清楚商家几点发货")
    await expect(promise).to_have_attribute("data-state", "open")
    await desk.locator(f"[data-test=order-choice][data-order='{second.order_id}']").click()
    await expect(promise).to_be_visible()  # whatever order is looked at
    await promise.get_by_test_id("promise-kept").click()
    await desk.locator(f"[data-test=order-choice][data-order='{first.order_id}']").click()
    await expect(promise).to_have_attribute("data-state", "kept")


async def test_an_urge_from_the_desk_is_a_remedy_of_hers(browsing: Browsing, careline: Careline) -> None:
    _, given = await asking(careline, "缑小姐")
    desk = await signed_in(browsing)
    await claimed(desk, "缑")
    await desk.locator("[data-test=deed][data-kind=urge_merchant]").click()
    dialog = desk.get_by_test_id("dialog")
    await expect(dialog.get_by_test_id("deed-confirm")).not_to_be_focused()
    await dialog.get_by_test_id("deed-confirm").click()
    await expect(desk.get_by_test_id("notice")).to_contain_text("催")
    await expect(desk.get_by_test_id("remedy").filter(has_text="催")).to_have_count(1)
    await expect(desk.locator("[data-test=deed][data-kind=urge_merchant]")).to_have_count(0)  # not twice
    assert "李静" in await careline.why(given.order_id, "李静")


async def test_saved_replies_are_found_filled_and_sent_only_by_enter(browsing: Browsing, careline: Careline) -> None:
    consumer, _ = await asking(careline, "逯女士")
    desk = await signed_in(browsing)
    await claimed(desk, "逯")
    box = desk.get_by_test_id("reply-input")
    await desk.keyboard.type("/打招呼")
    await expect(desk.get_by_test_id("canned-reply")).to_have_count(1)
    assert await lacking(desk) == []
    await keep_picture(desk, "desk-canned-zh-desktop")
    await desk.keyboard.press("Enter")
    await expect(box).to_have_value(re.compile(r"^逯女士，您好，我是李静。"))
    await expect(desk.locator("[data-test=message][data-from=agent]")).to_have_count(0)
    await desk.keyboard.press("Enter")
    await consumer.until(lambda messages: any(m["from"] == "agent" for m in messages), "the reply")

    await expect(desk.get_by_test_id("suggestion")).to_be_visible()  # facts, put into the box by a press and no further
    draft = await desk.get_by_test_id("suggested-draft").inner_text()
    await desk.get_by_test_id("use-draft").click()
    await expect(box).to_have_value(draft)
    await expect(desk.locator("[data-test=message][data-from=agent]")).to_have_count(1)


async def test_a_colleague_gets_her_with_a_note_in_the_thread_and_finds_her_by_the_end_of_the_number(
    browsing: Browsing, careline: Careline
) -> None:
    consumer, given = await asking(careline, "呙先生")
    li, wu = await signed_in(browsing), await signed_in(browsing, "wu")
    await expect(wu.get_by_test_id("approvals")).to_have_count(0)  # wu decides about no money
    await claimed(li, "呙")
    await li.keyboard.press("Alt+KeyN")
    await li.get_by_test_id("note-text").fill("商家电话没人接")
    await li.get_by_test_id("note-confirm").click()
    await expect(li.get_by_test_id("note-in-thread")).to_contain_text("商家电话没人接")
    await li.get_by_test_id("transfer").click()
    dialog = li.get_by_test_id("dialog")
    await expect(dialog.get_by_test_id("transfer-confirm")).to_be_disabled()
    await dialog.locator("label", has_text="吴迪").click()
    await dialog.get_by_test_id("transfer-note").fill("下午再打一次商家电话")
    assert await lacking(li) == []
    await keep_picture(li, "desk-transfer-zh-desktop")
    await dialog.get_by_test_id("transfer-confirm").click()
    await expect(mine(li, "呙")).to_have_count(0)

    await expect(mine(wu, "呙")).to_have_count(1)
    await wu.get_by_test_id("search").click()
    await wu.get_by_test_id("search-box").fill(given.phone[-6:])
    await wu.get_by_test_id("search-hit").filter(has_text="呙").click()
    await keep_picture(wu, "desk-search-zh-desktop")
    await wu.get_by_test_id("history-row").first.click()
    await expect(wu.get_by_test_id("log")).to_contain_text("商家电话没人接")
    await expect(wu.get_by_test_id("context").or_(wu.get_by_test_id("summary"))).to_contain_text("下午再打一次商家电话")
    await consumer.owner_becomes("agent")


async def test_a_supervisor_sees_the_floor_and_takes_over(browsing: Browsing, careline: Careline) -> None:
    consumer, _ = await asking(careline, "厍小姐")
    li, chen = await signed_in(browsing), await signed_in(browsing, "chen")
    await expect(li.get_by_test_id("floor")).to_have_count(0)
    await claimed(li, "厍")
    await chen.get_by_test_id("floor").click()
    row = chen.get_by_test_id("floor-talking").get_by_test_id("floor-row").filter(has_text="厍")
    await expect(row).to_contain_text("李静")
    assert await lacking(chen) == []
    await keep_picture(chen, "desk-floor-zh-desktop")
    await row.get_by_test_id("floor-open").click()
    await chen.get_by_test_id("take-over").click()
    await chen.get_by_test_id("take-over-confirm").click()
    await expect(mine(chen, "厍")).to_have_count(1)
    await expect(mine(li, "厍")).to_have_count(0)
    await chen.get_by_test_id("reply-input").fill("我是主管陈敏，我来处理。")
    await chen.keyboard.press("Enter")
    await consumer.until(lambda messages: any("主管" in m["text"] for m in messages), "the supervisor's words")


async def test_an_agent_is_told_of_a_language_that_is_not_theirs_and_nothing_is_fetched_again_and_again(
    browsing: Browsing, careline: Careline
) -> None:
    consumer = await careline.told_of(orders_of(somebody("Ben Ostler", english=True), late_dispatch)[0])
    await consumer.say("talk to a person")
    await consumer.settled()
    desk = await signed_in(browsing, "wu")
    await expect(waiting(desk, "B** O**")).to_have_count(1)
    looks: list[str] = []
    desk.on("request", lambda request: looks.append(request.url) if "/api/desk/queue" in request.url else None)
    for n in range(6):
        await consumer.say(f"still waiting, number {n}")
    await expect(waiting(desk, "B** O**").get_by_test_id("row-last")).to_have_text("still waiting, number 5")
    assert len(looks) <= 1, "rows come with the hint"
    await waiting(desk, "B** O**").get_by_test_id("open").click()
    await expect(desk.get_by_test_id("language-warning")).to_contain_text("英文")
