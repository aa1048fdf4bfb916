"""Several conversations at once at the desk: picked by mouse and by keyboard, and told row by row what was not done."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.browser.desk import all_handed_back, asking, claimed, mine, nobody_waits, signed_in, waiting
from tests.running.axe import violations
from tests.running.browsing import Browsing, keep_picture, lacking
from tests.running.careline import Careline

pytestmark = pytest.mark.browser

TABLET = {"width": 1024, "height": 768}
WIDE = {"width": 1280, "height": 800}


@pytest.fixture(autouse=True)
async def room(careline: Careline) -> AsyncIterator[None]:
    await nobody_waits(careline)
    yield
    await all_handed_back(careline, "li", "wu", "chen")


async def test_three_of_mine_are_closed_at_once_and_the_one_that_changed_hands_says_why(
    browsing: Browsing, careline: Careline
) -> None:
    desk = await signed_in(browsing)
    await desk.set_viewport_size(WIDE)  # type: ignore[arg-type]
    consumers = {}
    for name in ("诸女士", "葛女士", "孔女士"):
        consumers[name], _ = await asking(careline, name)
        await claimed(desk, name[0])
    await desk.get_by_test_id("select").click()
    first, last = (
        desk.get_by_test_id("mine").get_by_test_id("pick").first,
        desk.get_by_test_id("mine").get_by_test_id("pick").last,
    )
    await first.click()
    await last.click(modifiers=["Shift"])
    await expect(desk.get_by_test_id("bulk-count")).to_have_text("已选 3 段")
    assert await lacking(desk) == []
    assert await violations(desk) == []
    await keep_picture(desk, "desk-bulk-zh-1280")
    await desk.get_by_test_id("bulk-close").click()
    dialog = desk.get_by_test_id("dialog")
    await expect(dialog).to_contain_text("3 段会话")
    await dialog.get_by_test_id("close-preset").first.click()
    async with careline.agent("li") as elsewhere:  # in another tab one of them goes to the assistant, and comes back
        [one] = [one for one in (await elsewhere.queue())["mine"] if one["customer"]["name"].startswith("葛")]
        await elsewhere.hand_back(one["conversation_id"])
        await consumers["葛女士"].say("转人工")
        await consumers["葛女士"].settled()
        await elsewhere.claim(one["conversation_id"])
    await dialog.get_by_test_id("close-confirm").click()
    await expect(desk.get_by_test_id("notice")).to_contain_text("办好 2 段，1 段没办成")
    await expect(mine(desk, "葛").get_by_test_id("refused")).to_contain_text("换了人或状态")
    await keep_picture(desk, "desk-bulk-refused-zh-1280")
    await expect(mine(desk, "诸")).to_have_count(0)
    await expect(mine(desk, "孔")).to_have_count(0)


async def test_picked_with_the_keyboard_and_put_off(browsing: Browsing, careline: Careline) -> None:
    desk = await signed_in(browsing, path="/desk?lang=en")
    await desk.set_viewport_size(TABLET)  # type: ignore[arg-type]
    for name in ("仉女士", "督女士"):
        await asking(careline, name)
        await claimed(desk, name[0])
    top = desk.get_by_test_id("mine").get_by_test_id("open").first
    await top.focus()
    await desk.keyboard.press("Shift+ArrowDown")
    await expect(desk.get_by_test_id("bulk-count")).to_have_text("2 selected")
    await keep_picture(desk, "desk-bulk-en-1024")
    assert await violations(desk) == []
    await desk.keyboard.press("x")  # the second one is left again
    await expect(desk.get_by_test_id("bulk-count")).to_have_text("1 selected")
    await desk.keyboard.press("x")
    await desk.get_by_test_id("bulk-snooze").click()
    await desk.get_by_test_id("snooze-60").click()
    await expect(desk.get_by_test_id("mine").get_by_test_id("snoozed")).to_have_count(2)
    await expect(desk.get_by_test_id("bulk")).to_have_count(0)


async def test_a_supervisor_gives_who_waits_to_an_agent_from_the_floor(browsing: Browsing, careline: Careline) -> None:
    for name in ("岳女士", "帅先生"):
        await asking(careline, name)
    wu = await signed_in(browsing, "wu")
    page = await signed_in(browsing, "chen")
    await page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    await expect(waiting(page, "岳")).to_have_count(1)
    await page.get_by_test_id("floor").click()
    await page.get_by_test_id("floor-select").click()
    for name in ("岳", "帅"):
        await page.get_by_test_id("floor-row").filter(has_text=f"{name}**").get_by_test_id("pick").check()
    await keep_picture(page, "floor-bulk-zh-1280")
    assert await violations(page) == []
    await page.get_by_test_id("bulk-assign").click()
    await page.get_by_test_id("dialog").get_by_text("吴").first.click()
    await page.get_by_test_id("assign-confirm").click()
    await expect(page.get_by_test_id("notice")).to_have_text("2 段都办好了。")
    for name in ("岳", "帅"):
        await expect(mine(wu, name)).to_have_count(1)
