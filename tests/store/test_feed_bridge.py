"""Webhooks in whatever order, however often, and at once: the same order in the end."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import text

from careline.core.orders import Order, OrderStatus, ScanCode
from careline.feed.adapters.bridge import Bridge
from careline.feed.adapters.common import NotUsableError
from careline.feed.adapters.tracking import from_17track, from_aftership
from careline.feed.service import Feed
from careline.feed.taken import Taken
from careline.store.customers import merged_into
from careline.store.database import Database
from careline.store.orders import load_customer, load_order
from tests.factories import NOW
from tests.rules import RULES
from tests.shops import (
    SHOP,
    SITE,
    Json,
    aftership,
    both,
    checkpoint,
    fulfilment,
    fulfilment_event,
    merge,
    refund,
    shopify_line,
    shopify_order,
    track17,
    track17_event,
    woo_order,
    woo_tracking,
)

pytestmark = pytest.mark.store

ORDER, WOO = "shopify-820100", f"woocommerce-{SITE}-727"
Telling = Callable[[], Awaitable[Taken]]


@pytest.fixture
def bridge(database: Database) -> Bridge:
    return Bridge(database, Feed(database, RULES.new_users))


async def shopify(bridge: Bridge, topic: str, body: Json, triggered_at: str | None = None) -> Taken:
    taken = await bridge.shopify(topic, body, SHOP, NOW, triggered_at)
    assert taken.rejected == []
    return taken


async def woo(bridge: Bridge, body: Json) -> Taken:
    taken = await bridge.woocommerce(body, SITE, NOW)
    assert taken.rejected == []
    return taken


async def tracked(bridge: Bridge, told: Json | None, source: str = "aftership") -> Taken:
    assert told
    return await bridge.tracked(told, source, NOW)


async def order_now(database: Database, order_id: str = ORDER) -> Order:
    async with database.begin() as tx:
        found = await load_order(tx, order_id)
    assert found is not None, order_id
    return found


async def emptied(database: Database) -> None:
    async with database.begin() as tx:
        await tx.execute(text("SET LOCAL session_replication_role = replica"))  # past the append-only triggers
        await tx.execute(text("TRUNCATE bridge_documents, feed_events, orders, customers, merchants CASCADE"))


async def begun_again(database: Database) -> None:
    """As `emptied`, in a hundredth of the time: what was stored of the order is replaced whole by the first event."""
    async with database.begin() as tx:
        for statement in ("DELETE FROM bridge_documents", "DELETE FROM feed_events", "UPDATE orders SET version = 1"):
            await tx.execute(text(statement))


def story(bridge: Bridge) -> list[Telling]:
    """A guest's order, not yet paid; then paid, taken over by an account, one piece removed, sent, one refunded."""
    lines = [shopify_line(1, "Tablecloth", "25.00", 2, current_quantity=1), shopify_line(2, "Lamp", "40.00")]
    edit = refund(50, lines=[(1, 1)], transactions=[], created_at="2026-11-20T11:00:00+01:00")
    first = shopify_order(customer=None, financial_status="pending")
    paid = shopify_order(
        updated_at="2026-11-20T12:00:00+01:00", line_items=lines, refunds=[edit],
        current_total_price_set=both("70.00"),
    )  # fmt: skip
    sent = {**paid, "updated_at": "2026-11-21T09:00:00+01:00", "fulfillments": [fulfilment(lines=lines[1:])]}
    renumbered = fulfilment(
        lines=lines[1:], tracking_number="IN 200 PL", tracking_numbers=["IN 200 PL"],
        updated_at="2026-11-21T10:00:00+01:00",
    )  # fmt: skip
    scans = from_aftership(aftership("IN200PL", checkpoint("InTransit", "2026-11-22T09:00:00+01:00")))
    moved = fulfilment_event(71, "out_for_delivery", "2026-11-23T08:00:00+01:00")
    return [
        lambda: shopify(bridge, "orders/create", first),
        lambda: shopify(bridge, "orders/updated", paid),
        lambda: shopify(bridge, "orders/updated", sent),
        lambda: shopify(bridge, "fulfillments/update", renumbered),
        lambda: shopify(bridge, "fulfillment_events/create", moved),
        lambda: shopify(bridge, "refunds/create", refund(51, lines=[(2, 1)])),
        lambda: tracked(bridge, scans),
    ]


def without_version(order: Order) -> Order:
    return replace(order, version=0, new_user=False)


async def test_webhooks_in_every_order_and_twice_tell_the_same_order(bridge: Bridge, database: Database) -> None:
    for telling in story(bridge):
        await telling()
    told = without_version(await order_now(database))
    assert [(item.sku, item.quantity) for item in told.items] == [("SKU-1", 1), ("SKU-2", 1)]
    assert (told.customer_id, told.total.decimal(), told.status) == ("shopify-7001", "70.00", OrderStatus.PAID)
    assert told.paid_at
    assert told.paid_at.isoformat() == "2026-11-20T11:00:00+00:00"
    assert [refund.refund_id for refund in told.refunds] == ["51"]
    [parcel] = told.parcels
    assert (parcel.tracking_no, parcel.contents) == ("IN 200 PL", (("SKU-2", 1),))
    assert [scan.code for scan in parcel.scans] == [ScanCode.ARRIVED, ScanCode.OUT_FOR_DELIVERY]
    chance = random.Random(8)
    for order in chance.sample(list(permutations(range(7))), 8):
        await begun_again(database)
        tellings = story(bridge)
        for n in order:
            await tellings[n]()
            if chance.random() < 0.3:
                await tellings[n]()
        assert without_version(await order_now(database)) == told, order


async def test_webhooks_at_once_lose_nothing(bridge: Bridge, database: Database) -> None:
    for telling in story(bridge):
        await telling()
    told = without_version(await order_now(database))
    for _ in range(3):
        await emptied(database)
        await asyncio.gather(*(telling() for telling in story(bridge)))
        assert without_version(await order_now(database)) == told


async def test_the_version_grows_even_if_nothing_changed(bridge: Bridge, database: Database) -> None:
    versions = []
    for _ in range(3):
        taken = await shopify(bridge, "orders/updated", shopify_order())
        assert (taken.accepted, taken.ignored) == (1, 0)
        versions.append((await order_now(database)).version)
    assert versions == sorted(set(versions))


async def test_an_older_telling_changes_nothing(bridge: Bridge, database: Database) -> None:
    cancelled = shopify_order(cancelled_at="2026-11-20T11:00:00+01:00", updated_at="2026-11-20T10:59:00+01:00")
    await shopify(bridge, "orders/cancelled", cancelled)
    # By the clock of the wall this one is later: daylight saving ended, or the shop moved.
    await shopify(bridge, "orders/updated", shopify_order(updated_at="2026-11-20T11:30:00+02:00"))
    assert (await order_now(database)).status is OrderStatus.CANCELLED


async def test_within_one_second_the_instant_of_the_webhook_decides(bridge: Bridge, database: Database) -> None:
    newer, older = shopify_order(name="#2"), shopify_order(name="#1")
    await shopify(bridge, "orders/updated", newer, "2026-11-20T09:00:05.900000000Z")
    await shopify(bridge, "orders/updated", older, "2026-11-20T09:00:05.100000000Z")
    assert (await order_now(database)).number == "#2"


async def test_what_comes_before_its_order_is_told_with_it(bridge: Bridge, database: Database) -> None:
    assert (await shopify(bridge, "refunds/create", refund(lines=[(2, 1)]))).accepted == 0
    assert (await shopify(bridge, "orders/create", shopify_order())).accepted == 1
    assert len((await order_now(database)).refunds) == 1


async def test_a_merge_moves_all_orders_whenever_it_is_told(bridge: Bridge, database: Database) -> None:
    own = shopify_order(id=820_200, customer={"id": 7002})
    await shopify(bridge, "orders/create", shopify_order())
    await shopify(bridge, "orders/create", own)
    taken = await shopify(bridge, "customers/merge", merge(gone=7001, kept=7002))
    assert taken.accepted == 2
    await shopify(bridge, "customers/merge", merge(gone=7002, kept=7003))
    later = shopify_order(id=820_300)  # told of the first account by a webhook that was late
    await shopify(bridge, "orders/create", later)
    for order_id in (820_100, 820_200, 820_300):
        assert (await order_now(database, f"shopify-{order_id}")).customer_id == "shopify-7003"
    async with database.begin() as tx:
        assert await merged_into(tx, ["shopify-7001", "shopify-7002"]) == {
            "shopify-7001": "shopify-7003", "shopify-7002": "shopify-7003",
        }  # fmt: skip


async def test_accounts_that_are_merged_in_a_circle_end_somewhere(bridge: Bridge, database: Database) -> None:
    await shopify(bridge, "orders/create", shopify_order())
    await shopify(bridge, "customers/merge", merge(gone=7001, kept=7002))
    await bridge.shopify("customers/merge", merge(gone=7002, kept=7001), SHOP, NOW)
    assert (await order_now(database)).customer_id in {"shopify-7001", "shopify-7002"}


async def test_a_guest_who_signs_up_takes_only_that_order_along(bridge: Bridge, database: Database) -> None:
    await shopify(bridge, "orders/create", shopify_order(customer=None))
    await shopify(bridge, "orders/create", shopify_order(id=820_200, customer=None))
    await shopify(bridge, "orders/updated", shopify_order(updated_at="2026-11-20T12:00:00+01:00"))
    assert (await order_now(database)).customer_id == "shopify-7001"
    assert (await order_now(database, "shopify-820200")).customer_id == "shopify-guest-820200"


async def test_how_new_a_buyer_is_counts_what_we_were_told(bridge: Bridge, database: Database) -> None:
    for n, day in enumerate((3, 1, 2)):
        at = f"2026-11-{day:02}T10:00:00+01:00"
        await shopify(
            bridge, "orders/create",
            shopify_order(id=900 + n, processed_at=at, created_at=at, updated_at=f"2026-11-2{n}T10:00:00+01:00"),
        )  # fmt: skip
    await shopify(bridge, "orders/create", shopify_order(updated_at="2026-11-25T10:00:00+01:00"))
    async with database.begin() as tx:
        customer = await load_customer(tx, "shopify-7001")
    assert customer
    assert (customer.first_order_at.isoformat(), customer.orders_so_far) == ("2026-11-01T09:00:00+00:00", 4)


async def test_scans_before_and_after_the_order(bridge: Bridge, database: Database) -> None:
    first = from_17track(track17("RM1", track17_event("InTransit_PickedUp", "2026-11-22T09:00:00Z")))
    assert (await tracked(bridge, first, "17track")).accepted == 0
    await woo(bridge, woo_order(status="completed", meta_data=[woo_tracking("rm 1")]))
    [parcel] = (await order_now(database, WOO)).parcels
    assert [scan.code for scan in parcel.scans] == [ScanCode.PICKED_UP]
    events = [
        track17_event("InTransit_PickedUp", "2026-11-22T09:00:00Z"),
        track17_event("Delivered_Other", "2026-11-23T09:00:00Z"),
    ]
    assert (await tracked(bridge, from_17track(track17("RM1", *events)), "17track")).accepted == 1
    [parcel] = (await order_now(database, WOO)).parcels
    assert (parcel.arrived, len(parcel.scans)) == (True, 2)


async def test_one_number_of_two_orders_is_told_to_both(bridge: Bridge, database: Database) -> None:
    await woo(bridge, woo_order(meta_data=[woo_tracking("X 1")]))
    await woo(bridge, woo_order(id=728, meta_data=[woo_tracking("X1")]))
    told = from_aftership(aftership("x1", checkpoint("Delivered", "2026-11-22T09:00:00+01:00")))
    assert (await tracked(bridge, told)).accepted == 2
    assert (await order_now(database, f"woocommerce-{SITE}-728")).parcels[0].arrived


async def test_a_woo_refund_keeps_the_instant_of_its_first_telling(bridge: Bridge, database: Database) -> None:
    refunds = [{"id": 730, "reason": "", "total": "-10.00"}]
    later = woo_order(refunds=refunds, date_modified_gmt="2026-11-24T10:00:00", customer_note="x")
    await woo(bridge, later)
    await woo(bridge, woo_order(refunds=refunds, date_modified_gmt="2026-11-22T10:00:00"))
    [found] = (await order_now(database, WOO)).refunds
    assert found.paid_at
    assert found.paid_at.isoformat() == "2026-11-22T10:00:00+00:00"


async def test_woo_guests_who_sign_up(bridge: Bridge, database: Database) -> None:
    await woo(bridge, woo_order(customer_id=0))
    assert (await order_now(database, WOO)).customer_id == f"woocommerce-{SITE}-guest-727"
    await woo(bridge, woo_order(date_modified_gmt="2026-11-21T10:00:00"))
    assert (await order_now(database, WOO)).customer_id == f"woocommerce-{SITE}-26"


async def test_two_sites_have_the_same_order_number(bridge: Bridge, database: Database) -> None:
    await woo(bridge, woo_order())
    await bridge.woocommerce(woo_order(number="other"), "other.example", NOW)
    assert (await order_now(database, WOO)).number == "727"
    assert (await order_now(database, "woocommerce-other.example-727")).number == "other"


async def test_a_deleted_woo_order_stays_as_it_was_told(bridge: Bridge, database: Database) -> None:
    await woo(bridge, woo_order())
    assert (await woo(bridge, {"id": 727})).accepted == 0
    assert (await order_now(database, WOO)).status is OrderStatus.PAID


@pytest.mark.parametrize("topic", ["products/update", "orders/edited", "orders/delete", "shop/update", "", "orders/"])
async def test_topics_that_tell_nothing_of_orders_keep_nothing(bridge: Bridge, database: Database, topic: str) -> None:
    assert await bridge.shopify(topic, {"id": 1, "title": "Lamp"}, SHOP, NOW) == Taken()
    async with database.begin() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM bridge_documents"))).scalar_one() == 0


async def test_what_cannot_be_told_is_refused_and_kept_for_what_may_mend_it(bridge: Bridge, database: Database) -> None:
    taken = await bridge.shopify("orders/create", shopify_order(presentment_currency="", currency=""), SHOP, NOW)
    assert taken.rejected == [("820100", "the order names no currency")]
    with pytest.raises(NotUsableError):
        await bridge.shopify("orders/create", {"name": "#1"}, SHOP, NOW)
    with pytest.raises(NotUsableError):
        await bridge.shopify("customers/merge", {"status": "completed"}, SHOP, NOW)
    await shopify(bridge, "orders/updated", shopify_order())
    assert (await order_now(database)).status is OrderStatus.PAID


async def test_what_the_database_cannot_hold_is_no_fault(bridge: Bridge, database: Database) -> None:
    odd: dict[str, Any] = {"note": "a\x00b", "tags": "\ud800", "weight": float("inf"), "name": "#\x001047"}
    await shopify(bridge, "orders/create", shopify_order(**odd))
    assert (await order_now(database)).number == "#1047"


async def test_only_what_is_read_is_kept(bridge: Bridge, database: Database) -> None:
    secret = {"order_status_url": "https://x.example/?key=abc", "browser_ip": "192.0.2.1", "client_details": {"a": 1}}
    await shopify(bridge, "orders/create", shopify_order(**secret, token="abc"))
    await woo(
        bridge, woo_order(order_key="abc", customer_ip_address="192.0.2.1", meta_data=[{"key": "x", "value": "abc"}])
    )
    async with database.begin() as tx:
        bodies = str((await tx.execute(text("SELECT body FROM bridge_documents"))).all())
    assert "abc" not in bodies
    assert "192.0.2.1" not in bodies


async def test_a_consumer_who_has_to_be_forgotten_leaves_the_bridge(bridge: Bridge, database: Database) -> None:
    for telling in story(bridge)[:6]:
        await telling()
    await shopify(bridge, "orders/create", shopify_order(id=820_200, customer={"id": 7002}))
    told = {"shop_domain": SHOP, "customer": {"id": 7001, "email": "marta@mail.example"}, "orders_to_redact": [820_100]}
    await shopify(bridge, "customers/redact", told)
    await shopify(bridge, "customers/redact", {"orders_to_redact": 7})
    async with database.begin() as tx:
        left = (await tx.execute(text("SELECT external_id FROM bridge_documents ORDER BY external_id"))).scalars().all()
    assert left == ["820200", "820200 paid"]
