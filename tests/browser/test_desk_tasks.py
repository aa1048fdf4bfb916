"""Every task of an agent's and a supervisor's day, with the presses that docs/desk.md says it takes."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import FilePayload, Page, expect

from tests.browser.desk import all_handed_back, asking, claimed, mine, nobody_waits, signed_in, waiting
from tests.browser.test_desk_page import wished
from tests.running.browsing import Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import order_of, somebody
from tests.running.hands import Hands, figures

pytestmark = pytest.mark.browser

AGENTS = "[data-test=message][data-from=agent]"
CUT = "(p) => p.scrollWidth > p.clientWidth + 1 || p.scrollHeight > p.clientHeight + 1"


@pytest.fixture(autouse=True)
async def room(careline: Careline) -> AsyncIterator[None]:
    await all_handed_back(careline, "li", "wu", "chen")
    yield
    await all_handed_back(careline, "li", "wu", "chen")


def test_every_task_of_the_page_is_done_here() -> None:
    tests = (Path(__file__), Path(__file__).with_name("test_desk_manage.py"))
    done = [task for test in tests for task in re.findall(r"doing\(\"([a-z-]+)\"\)", test.read_text("utf-8"))]
    assert sorted(set(done)) == sorted(figures())


async def test_taking_reading_and_answering(browsing: Browsing, careline: Careline) -> None:
    await nobody_waits(careline)
    consumer, _ = await asking(careline, "芮女士", "都等了五天了，到底发不发", earlier=9)
    desk = await signed_in(browsing)
    hands = await Hands.at(desk)
    box = desk.get_by_test_id("reply-input")
    async with hands.doing("take-next"):
        await desk.get_by_test_id("take-next").click()
        await expect(box).to_be_focused()
        await expect(desk.get_by_test_id("log")).to_contain_text("都等了五天了")
    async with hands.doing("reply"):
        await desk.keyboard.type("您好，我在看。")
        await desk.keyboard.press("Enter")
        await expect(desk.locator(AGENTS)).to_have_count(1)
    async with hands.doing("saved-reply"):
        await desk.keyboard.type("/打招呼")
        await expect(desk.get_by_test_id("canned-reply")).to_have_count(1)
        await expect(desk.get_by_test_id("canned-reply")).to_contain_text("芮**，您好，我是李静")
        await desk.keyboard.press("Enter")
        await expect(box).to_have_value(re.compile("^芮女士"))
        await desk.keyboard.press("Enter")
        await expect(desk.locator(AGENTS)).to_have_count(2)
    async with hands.doing("drafted-reply"):
        await desk.get_by_test_id("use-draft").click()
        await desk.keyboard.press("Enter")
        await expect(desk.locator(AGENTS)).to_have_count(3)
    async with hands.doing("photo"):
        async with desk.expect_file_chooser() as opened:
            await desk.get_by_test_id("photo-button").click()
        await (await opened.value).set_files(_picture())
        await expect(desk.locator(AGENTS).last.locator("careline-photo")).to_be_visible()
    await consumer.until(
        lambda messages: any(card["kind"] == "photo" for m in messages for card in m.get("cards") or ()), "the photo"
    )
    assert await lacking(desk) == []
    await keep_picture(desk, "desk-agents-photo-zh-desktop")


def _picture() -> FilePayload:
    paper = io.BytesIO()
    Image.new("RGB", (320, 240), "#2f7d5b").save(paper, "PNG")
    return FilePayload(name="how-to-open-it.png", mimeType="image/png", buffer=paper.getvalue())


async def test_what_is_written_down_promised_and_done_for_her(browsing: Browsing, careline: Careline) -> None:
    await asking(careline, "郤女士")
    desk = await signed_in(browsing)
    await expect(waiting(desk, "郤")).to_have_count(1)
    hands = await Hands.at(desk)
    async with hands.doing("take-one"):
        await claimed(desk, "郤")
    async with hands.doing("see-number"):
        await desk.get_by_test_id("reveal-phone").click()
        await expect(desk.get_by_test_id("customer-phone").get_by_role("link")).to_be_visible()
    async with hands.doing("order-card"):
        await desk.get_by_test_id("show-order").click()
        await expect(desk.locator(AGENTS).last.get_by_test_id("order-card")).to_be_visible()
    async with hands.doing("right-card"):
        await desk.locator("[data-test=right-row][data-right=dispatch_on_time]").get_by_test_id("show-right").click()
        await expect(desk.locator(AGENTS).last.get_by_test_id("right-card")).to_be_visible()
    async with hands.doing("note"):
        await desk.keyboard.press("Alt+KeyN")
        await _said(desk, "note-text", "商家电话没人接")
        await expect(desk.get_by_test_id("note-in-thread")).to_contain_text("没人接")
    promise = desk.get_by_test_id("promise").filter(has_text="问清楚几点发货")
    async with hands.doing("promise"):
        await desk.get_by_test_id("promise-new").click()
        await desk.keyboard.type("问清楚几点发货")
        await desk.get_by_test_id("promise-soon").click()
        await desk.keyboard.press("Control+Enter")
        await expect(promise).to_have_attribute("data-state", "open")
    async with hands.doing("promise-kept"):
        await promise.get_by_test_id("promise-kept").click()
        await expect(promise).to_have_attribute("data-state", "kept")
    async with hands.doing("urge"):
        await desk.locator("[data-test=deed][data-kind=urge_merchant]").click()
        await desk.get_by_test_id("dialog").get_by_test_id("deed-confirm").click()
        await expect(desk.get_by_test_id("remedy").filter(has_text="催")).to_have_count(1)
    async with hands.doing("voucher"):
        await _for_her(desk, "compensation", "6.00", "等太久，补偿一下")
    async with hands.doing("refund"):
        await _for_her(desk, "refund", "9.00", "退差价")
    await expect(desk.get_by_test_id("remedy")).to_have_count(3)


async def _said(desk: Page, box: str, words: str) -> None:
    await expect(desk.get_by_test_id(box)).to_be_focused()
    await desk.keyboard.type(words)
    await desk.keyboard.press("Control+Enter")


async def _for_her(desk: Page, kind: str, amount: str, reason: str) -> None:
    """A deed with an amount, by right or by goodwill: what is offered for this order."""
    remedies = desk.get_by_test_id("remedy")
    before = await remedies.count()
    await desk.get_by_test_id("deeds").locator(f"[data-kind={kind}]").first.click()
    dialog = desk.get_by_test_id("dialog")
    await dialog.get_by_test_id("deed-amount").fill(amount)
    await expect(dialog.get_by_test_id("deed-reason")).to_be_visible()
    await dialog.get_by_test_id("deed-reason").fill(reason)
    await dialog.get_by_test_id("deed-reason").press("Control+Enter")
    await expect(remedies).to_have_count(before + 1)


async def test_finding_passing_on_putting_off_and_ending(browsing: Browsing, careline: Careline) -> None:
    consumer, given = await asking(careline, "蒯先生", "鞋子呢")
    desk, wu = await signed_in(browsing), await signed_in(browsing, "wu")
    hands = await Hands.at(desk)
    await claimed(desk, "蒯")
    async with hands.doing("find-by-number"):
        await _found(desk, given.phone[-6:])
    await desk.keyboard.press("Escape")
    async with hands.doing("find-by-order"):
        await _found(desk, given.order_id)
    await desk.keyboard.press("Escape")
    async with hands.doing("find-and-open"):
        await desk.keyboard.press("Alt+KeyF")
        await desk.keyboard.type(given.order_id)
        await desk.keyboard.press("Enter")
        await expect(desk.get_by_test_id("history-row").first).to_be_visible()
        await desk.keyboard.press("Enter")
        await expect(desk.get_by_test_id("search-dialog")).to_be_hidden()
        await expect(desk.get_by_test_id("log")).to_contain_text("鞋子呢")
    async with hands.doing("put-off"):
        await desk.get_by_test_id("snooze").click()
        await desk.get_by_test_id("snooze-15").click()
        await expect(desk.get_by_test_id("unsnooze")).to_be_visible()
    async with hands.doing("close"):
        await desk.keyboard.press("Alt+KeyX")
        await desk.get_by_test_id("close-preset").first.click()
        await expect(desk.get_by_test_id("close-disposition")).to_have_value("settled")
        await desk.get_by_test_id("close-confirm").click()
        await expect(mine(desk, "蒯")).to_have_count(0)
    await consumer.owner_becomes("closed")

    for words in ("还没到", "转人工"):
        await consumer.say(words)
        await consumer.settled()
    await claimed(desk, "蒯")
    async with hands.doing("see-closed"):
        await desk.get_by_test_id("history").locator("summary").click()
        await desk.get_by_test_id("earlier").first.click()
        await expect(desk.get_by_test_id("log")).to_contain_text("鞋子呢")
    await mine(desk, "蒯").get_by_test_id("open").click()
    async with hands.doing("pass-on"):
        await desk.keyboard.press("Alt+KeyT")
        await desk.get_by_test_id("dialog").locator("label", has_text="吴迪").click()
        await desk.get_by_test_id("transfer-note").fill("下午再问一次")
        await desk.get_by_test_id("transfer-note").press("Control+Enter")
        await expect(mine(wu, "蒯")).to_have_count(1)
    theirs = await Hands.at(wu)
    await mine(wu, "蒯").get_by_test_id("open").click()
    async with theirs.doing("give-back"):
        await wu.keyboard.press("Alt+KeyB")
        await wu.get_by_test_id("return-confirm").click()
        await expect(mine(wu, "蒯")).to_have_count(0)
    async with theirs.doing("away"):
        await wu.get_by_test_id("presence").click()
        await expect(wu.get_by_test_id("presence")).to_have_attribute("aria-checked", "false")
    await wu.get_by_test_id("presence").click()


async def _found(desk: Page, words: str) -> None:
    await desk.keyboard.press("Alt+KeyF")
    await desk.keyboard.type(words)
    await desk.get_by_test_id("search-hit").filter(has_text="蒯").first.click()
    await expect(desk.get_by_test_id("history-row").first).to_be_visible()


async def test_a_supervisor_decides_looks_takes_over_and_gives_to_others(
    browsing: Browsing, careline: Careline
) -> None:
    good, bad = order_of(somebody("亓官女士")), order_of(somebody("亓官先生"))
    for given in (good, bad):
        await careline.told_of(given)
    await asking(careline, "褚小姐")
    li, chen = await signed_in(browsing), await signed_in(browsing, "chen")
    await claimed(li, "褚")
    hands = await Hands.at(chen)
    approved, declined = await wished(careline, good, "88.00"), await wished(careline, bad, "66.00")
    dialog = chen.get_by_test_id("approval-dialog")
    async with hands.doing("approve"):
        await chen.locator(f"[data-test=approval][data-remedy='{approved.remedy_id}']").get_by_role("button").click()
        await dialog.get_by_test_id("approve").click()
        await expect(dialog).to_be_hidden()
    async with hands.doing("refuse"):
        await chen.locator(f"[data-test=approval][data-remedy='{declined.remedy_id}']").get_by_role("button").click()
        await dialog.get_by_test_id("refuse").click()
        await dialog.get_by_test_id("refuse-preset").first.click()
        await dialog.get_by_test_id("refuse-confirm").click()
        await expect(dialog).to_be_hidden()
    row = chen.get_by_test_id("floor-talking").get_by_test_id("floor-row").filter(has_text="褚")
    async with hands.doing("look-at-all"):
        await chen.get_by_test_id("floor").click()
        await expect(row).to_contain_text("李静")
        await expect(chen.get_by_test_id("floor-figures")).to_be_visible()
    async with hands.doing("reassign"):
        await row.get_by_test_id("floor-assign").click()
        await chen.get_by_test_id("dialog").locator("label", has_text="李静").click()
        await chen.get_by_test_id("assign-confirm").click()
        await expect(chen.get_by_test_id("dialog")).to_be_hidden()
    await chen.get_by_test_id("floor").click()
    async with hands.doing("look-into"):
        await chen.get_by_test_id("floor").click()
        await row.get_by_test_id("floor-open").click()
        await expect(chen.get_by_test_id("log")).to_be_visible()
    async with hands.doing("whisper"):
        await chen.get_by_test_id("floor").click()
        await row.get_by_test_id("floor-open").click()
        await chen.get_by_test_id("whisper").click()
        await _said(chen, "note-text", "先别答应赔，商家今天发")
        await expect(li.get_by_test_id("note-in-thread")).to_contain_text("先别答应赔")  # at once, and without a look
    await expect(chen.get_by_test_id("note-in-thread")).to_contain_text("陈敏")
    await chen.get_by_test_id("floor").click()
    async with hands.doing("take-over"):
        await row.get_by_test_id("floor-open").click()
        await chen.get_by_test_id("take-over").click()
        await chen.get_by_test_id("take-over-confirm").click()
        await expect(mine(chen, "褚")).to_have_count(1)


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
async def test_the_reason_is_told_whole_over_the_talk(
    browsing: Browsing, careline: Careline, language: str, scheme: str
) -> None:
    words = "锅漏电把手麻到了，插头还烧黑了一块，你们赶紧找人处理，我已经拍了照片留着，再不管我就报警打12315了"
    _, given = await asking(careline, "揭女士", words)
    desk = await signed_in(browsing, path=f"/desk?lang={language}")
    await desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    await claimed(desk, "揭")
    why = desk.get_by_test_id("why")
    await expect(why).to_be_visible()
    for width in (1280, 1024):
        await desk.set_viewport_size({"width": width, "height": 800})
        for shown in (why, desk.get_by_test_id("owner")):
            cut = await shown.evaluate(CUT)
            assert not cut, f"{width}: {await shown.inner_text()}"
        order = mine(desk, "揭").get_by_test_id("row-order")
        place, row = await order.bounding_box(), await mine(desk, "揭").bounding_box()
        assert place
        assert row
        assert place["x"] + place["width"] <= row["x"] + row["width"], f"{width}: the number, by which people know it"
        assert given.title.split()[0] in await desk.get_by_test_id("owner").inner_text()
        assert await lacking(desk) == []
        await keep_picture(desk, f"desk-header-{language}-{scheme}-{width}")
