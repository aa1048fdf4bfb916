"""/hall: rights on every order, and every contact we made."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from careline.demo.blocked import stalled
from tests.running.browsing import DESKTOP, ENGLISH, Browsing, keep_picture, lacking
from tests.running.careline import Careline
from tests.running.feeding import order_of, somebody

pytestmark = pytest.mark.browser


async def test_the_hall_shows_rights_trouble_and_the_call_with_its_code(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("何女士"))
    await careline.feed.post(given.event)
    async with careline.handset() as handset:
        call = await handset.rings(given.phone)
        await call.answer()
        await call.press("1")
        await call.hang_up()
    [contact] = (await careline.hall(given.who.customer_id))["contacts"]
    page = await browsing.open("/hall?customer=shown", token=careline.token(given.who.customer_id))
    order = page.locator(f"[data-test=hall-order][data-order='{given.order_id}']")
    await expect(order).to_be_visible()
    await expect(page.get_by_test_id("blocked-note")).to_have_attribute("data-kind", "dispatch")
    late = order.locator("[data-test=right-row][data-right=dispatch_on_time]")
    await expect(late).to_have_attribute("data-state", "claimable")
    await late.locator("summary").click()
    await expect(late.get_by_test_id("right-clause")).to_be_visible()
    await expect(page.get_by_test_id("contact-row")).to_have_attribute("data-channel", "phone")
    await expect(page.get_by_test_id("contact-code")).to_have_text(contact["code"])
    assert await lacking(page) == []
    await keep_picture(page, "hall-zh-phone")
    await expect(late.get_by_test_id("right-deadline")).to_have_attribute("data-whose", "shop")
    await expect(late.get_by_test_id("right-deadline")).to_contain_text("商家应在")


async def test_a_right_is_claimed_in_one_tap_and_seen_on_its_way(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("林女士"))
    await careline.feed.post(given.event)
    page = await browsing.open("/hall?customer=shown", token=careline.token(given.who.customer_id))
    late = page.locator("[data-test=right-row][data-right=dispatch_on_time]")
    await late.get_by_test_id("claim-right").click()
    await expect(page.get_by_test_id("consequences")).to_contain_text("商家赔给您")
    assert await lacking(page) == []
    await keep_picture(page, "hall-claim-zh-phone")
    await page.get_by_test_id("task-confirm").click()
    await expect(page.get_by_test_id("task-made")).to_be_visible()
    await page.get_by_test_id("task-close").click()
    await expect(page.get_by_test_id("remedy-row").first).to_have_attribute("data-kind", "compensation")
    await expect(late.get_by_test_id("claim-right")).to_have_count(0)
    [remedy] = (await careline.hall(given.who.customer_id))["remedies"]
    assert (remedy["kind"], remedy["order_id"]) == ("compensation", given.order_id)


async def test_hall_and_chat_tell_times_in_the_consumers_zone_whatever_the_devices_is(
    browsing: Browsing, careline: Careline
) -> None:
    given = order_of(somebody("袁女士"))
    await careline.feed.post(given.event)
    consumer = careline.consumer(given.who.customer_id)
    await consumer.say("你好")
    await consumer.settled()
    told = {}
    for zone in ("Asia/Shanghai", "UTC"):
        token = careline.token(given.who.customer_id)
        hall, chat = [
            await browsing.open(f"/{name}?customer=shown", token=token, zone=zone) for name in ("hall", "chat")
        ]
        late = hall.locator("[data-test=right-row][data-right=dispatch_on_time]").get_by_test_id("right-deadline")
        stamp = chat.locator(".stamp time").first
        await expect(stamp).to_be_visible()
        told[zone] = [await stamp.inner_text(), *re.findall(r"\d\d:\d\d", await late.inner_text())]
        assert len(told[zone]) == 2
    assert told["UTC"] == told["Asia/Shanghai"]


async def test_the_hall_is_english_on_a_desktop(browsing: Browsing, careline: Careline) -> None:
    given = order_of(somebody("Grace Tan", english=True), stalled)
    await careline.told_of(given)
    path, token = "/hall?customer=shown&lang=en", careline.token(given.who.customer_id)
    await careline.why(given.order_id, "The order got stuck")
    page = await browsing.open(path, token=token, size=DESKTOP, locale=ENGLISH)
    await expect(page.get_by_test_id("hall-order").first).to_be_visible()
    await expect(page.get_by_test_id("blocked-note")).to_have_attribute("data-kind", "logistics")
    words = await page.locator("careline-hall").inner_text()
    assert not re.search("[一-鿿]", words.replace("橙子优选", "")), words
    assert await lacking(page) == []
    await keep_picture(page, "hall-en-desktop")


async def test_a_consumer_without_orders_sees_an_empty_hall(browsing: Browsing, careline: Careline) -> None:
    page = await browsing.open("/hall?customer=shown", token=careline.token("nobody-yet"))
    await expect(page.get_by_test_id("empty")).to_be_visible()
    assert await lacking(page) == []
