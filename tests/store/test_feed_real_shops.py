"""What happened to other shops' feeds, replayed: public reports, in small inputs of our own, by kind of failure.

The kinds are K1 (refunds by amount and item), K2 (the present state, not the whole history), K3 (absence is no fact),
K4 (every state has a deadline), K5 (what identifies an order or a person), K6 (nothing silently) and K7 (nothing chosen
by its position).
"""

from typing import Any

import pytest
from sqlalchemy import text

from careline.core.blocks import Rule, deadlines_of, find_blocks
from careline.core.orders import Customer, Order
from careline.feed.service import Feed
from careline.store.customers import merged_into
from careline.store.database import Database
from careline.store.feed import FeedEvent, events_of
from careline.store.orders import load_customer, load_order
from tests.factories import NOW, ago, ahead, event, instant
from tests.rules import RULES

pytestmark = pytest.mark.store

NUMBER = "CL2026-0001"


def yuan(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


SHOES = {"sku": "shoes", "title": "帆布鞋", "quantity": 1, "price": yuan("129.00")}
SCARF = {"sku": "scarf", "title": "羊毛围巾", "quantity": 1, "price": yuan("88.00")}
LATE: dict[str, Any] = {
    "items": [SHOES, SCARF], "total": yuan("217.00"), "placed_at": instant(ago(hours=81)),
    "paid_at": instant(ago(hours=80)),
}  # fmt: skip


@pytest.fixture
def feed(database: Database) -> Feed:
    return Feed(database, RULES.new_users)


async def taken(feed: Feed, *events: dict[str, Any]) -> None:
    told = await feed.take(events, NOW)
    assert (told.accepted, told.rejected) == (len(events), [])


async def order_now(database: Database, order_id: str = NUMBER) -> Order:
    async with database.begin() as tx:
        found = await load_order(tx, order_id)
    assert found is not None, order_id
    return found


async def missed(database: Database, order_id: str = NUMBER) -> list[Rule]:
    """The rules that the stored order has broken by NOW."""
    return [
        one.rule for block in find_blocks(await order_now(database, order_id), NOW, RULES) for one in block.evidence
    ]


async def told_of(database: Database, order_id: str = NUMBER) -> list[FeedEvent]:
    async with database.begin() as tx:
        return await events_of(tx, order_id)


def refund(amount: str, status: str = "paid", **given: Any) -> dict[str, Any]:
    return {
        "refund_id": given.pop("refund_id", "R1"), "kind": "refund_only", "status": status,
        "requested_at": instant(ago(hours=9)), "amount": yuan(amount), **given,
    }  # fmt: skip


def parcel(*marks: tuple[str, float], **given: Any) -> dict[str, Any]:
    """A parcel with these scans: code, and how many hours ago."""
    scans = [{"at": instant(ago(hours=hours)), "code": code} for code, hours in marks]
    usual = {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": instant(ago(hours=79))}
    return {**usual, "scans": scans, **given}


class TestK1RefundsByAmountAndItem:
    """stripe_official #159, polar #7951, frappe #207."""

    @pytest.mark.parametrize(
        "small",
        [
            refund("1.00", reason="other"),
            refund("8.00", scope="shipping"),
            refund("30.00", scope="goodwill"),
            refund("88.00", items=[{"sku": "scarf", "quantity": 1}]),
        ],
    )
    async def test_a_refund_of_a_part_leaves_the_rest_watched(
        self, database: Database, feed: Feed, small: dict[str, Any]
    ) -> None:
        await taken(feed, event(**LATE, refunds=[small]))
        assert await missed(database) == [Rule.DISPATCH_48H]

    async def test_a_refund_of_everything_does_not(self, database: Database, feed: Feed) -> None:
        await taken(feed, event(**LATE, refunds=[refund("217.00")]))
        assert await missed(database) == []

    async def test_five_yuan_of_goodwill_do_not_hide_a_parcel_that_stands_still(
        self, database: Database, feed: Feed
    ) -> None:
        box = parcel(("departed", 70))
        await taken(feed, event(**LATE, status="dispatched", parcels=[box], refunds=[refund("5.00")]))
        assert await missed(database) == [Rule.NO_SCAN]

    async def test_the_part_that_was_not_sent_is_watched_on_its_own(self, database: Database, feed: Feed) -> None:
        box = parcel(("delivered", 5), items=[{"sku": "shoes", "quantity": 1}])
        await taken(feed, event(**LATE, status="dispatched", parcels=[box]))
        assert await missed(database) == [Rule.DISPATCH_48H]
        assert [item.sku for item, _ in (await order_now(database)).not_dispatched()] == ["scarf"]

    async def test_a_cancelled_line_is_not_waited_for_and_its_money_is(self, database: Database, feed: Feed) -> None:
        box = parcel(("delivered", 5), items=[{"sku": "shoes", "quantity": 1}])
        gone = {
            "at": instant(ago(hours=60)),
            "by": "merchant",
            "reason": "缺货",
            "items": [{"sku": "scarf", "quantity": 1}],
        }
        await taken(feed, event(**LATE, status="dispatched", parcels=[box], cancellations=[gone]))
        assert await missed(database) == [Rule.CANCELLED_UNREFUNDED]


class TestK2ThePresentStateCounts:
    """home-assistant #104899, allegro-api #12775 and #13380, spree #14572."""

    @pytest.mark.parametrize("status", ["dispatched", "delivered"])
    async def test_signed_for_by_mistake_is_under_way_again(self, database: Database, feed: Feed, status: str) -> None:
        box = parcel(
            ("delivered", 60), ("exception", 58), ("out_for_delivery", 50), delivered_at=instant(ago(hours=60))
        )
        await taken(feed, event(**LATE, status=status, parcels=[box]))
        found = await order_now(database)
        assert (found.arrived_at, found.items_arrived()) == (None, ())
        assert await missed(database) == [Rule.NO_SCAN]

    @pytest.mark.parametrize("status", ["dispatched", "delivered", "completed"])
    async def test_delivered_back_to_the_sender_is_not_delivered(
        self, database: Database, feed: Feed, status: str
    ) -> None:
        await taken(feed, event(**LATE, status=status, parcels=[parcel(("returned", 60), ("delivered", 6))]))
        found = await order_now(database)
        assert (found.parcels[0].back, found.arrived_at) == (True, None)
        assert await missed(database) == [Rule.PARCEL_RETURNED]

    async def test_the_half_that_came_counts_and_the_half_that_went_back_too(
        self, database: Database, feed: Feed
    ) -> None:
        boxes = [
            parcel(("delivered", 30), items=[{"sku": "shoes", "quantity": 1}]),
            parcel(("returned", 5), parcel_id="P2", items=[{"sku": "scarf", "quantity": 1}]),
        ]
        await taken(feed, event(**LATE, status="dispatched", parcels=boxes))
        found = await order_now(database)
        assert (found.arrived_at, found.items_arrived()) == (ago(hours=30), (("shoes", 1),))
        assert await missed(database) == [Rule.PARCEL_RETURNED]


class TestK3AbsenceIsNoFact:
    """woocommerce #18273, nopCommerce #540: no step "shipped with tracking"."""

    @pytest.mark.parametrize("status", ["dispatched", "delivered", "completed"])
    async def test_a_status_without_parcels_is_believed(self, database: Database, feed: Feed, status: str) -> None:
        await taken(feed, event(**LATE, status=status))
        found = await order_now(database)
        assert (found.sent, found.not_dispatched(), await missed(database)) == (True, (), [])

    @pytest.mark.parametrize("fulfilment", ["pick_up", "digital"])
    async def test_what_has_no_waybill_is_not_late_for_want_of_one(
        self, database: Database, feed: Feed, fulfilment: str
    ) -> None:
        await taken(feed, event(**LATE, fulfilment=fulfilment))
        assert await missed(database) == []

    async def test_a_parcel_without_a_number_is_not_stuck_for_want_of_scans(
        self, database: Database, feed: Feed
    ) -> None:
        await taken(feed, event(**LATE, status="dispatched", parcels=[parcel(tracking_no="", courier="")]))
        assert await missed(database) == []

    async def test_an_order_to_be_paid_on_delivery_is_watched_though_nobody_has_paid(
        self, database: Database, feed: Feed
    ) -> None:
        await taken(feed, event(**{**LATE, "paid_at": None}, status="placed", payment="on_delivery"))
        assert await missed(database) == [Rule.DISPATCH_48H]


class TestK4EveryStateHasADeadline:
    """adyen-magento2 #2250, reactioncommerce #4226, one_day_delivery #171, home-assistant #135335."""

    async def test_cancelled_and_paid_without_a_refund(self, database: Database, feed: Feed) -> None:
        off = {"at": instant(ago(hours=50)), "by": "merchant", "reason": "out_of_stock"}
        await taken(feed, event(**LATE, status="cancelled", cancellations=[off]))
        assert await missed(database) == [Rule.CANCELLED_UNREFUNDED]
        await taken(
            feed, event({"version": 2}, **LATE, status="cancelled", cancellations=[off], refunds=[refund("217.00")])
        )
        assert await missed(database) == []

    @pytest.mark.parametrize(
        ("code", "hours", "rule"),
        [
            ("returned", 1, Rule.PARCEL_RETURNED),
            ("back_at_sender", 1, Rule.PARCEL_RETURNED),
            ("lost", 1, Rule.PARCEL_LOST),
            ("damaged", 25, Rule.PARCEL_DAMAGED),
            ("exception", 25, Rule.PARCEL_EXCEPTION),
            ("attempt_failed", 25, Rule.ATTEMPT_FAILED),
            ("customs", 73, Rule.HELD_BY_CUSTOMS),
            ("at_pickup_point", 73, Rule.AT_PICKUP_POINT),
        ],
    )
    async def test_whatever_stops_a_parcel_is_a_block_in_time(
        self, database: Database, feed: Feed, code: str, hours: int, rule: Rule
    ) -> None:
        words = {"text": "包裹破损，已拦截", "place": "杭州"}
        mark = {"at": instant(ago(hours=hours)), "code": code, **words}
        await taken(feed, event(**LATE, status="dispatched", parcels=[parcel() | {"scans": [mark]}]))
        assert await missed(database) == [rule]
        (box,) = (await order_now(database)).parcels
        assert box.scans[0].text == "包裹破损，已拦截", "the courier's own words are kept"

    async def test_goods_sent_back_of_which_the_shop_says_nothing(self, database: Database, feed: Feed) -> None:
        back = refund("217.00", "approved", kind="return_refund", goods_sent_at=instant(ago(days=25)))
        await taken(feed, event(**LATE, status="completed", parcels=[parcel(("delivered", 70))], refunds=[back]))
        assert await missed(database) == [Rule.RETURN_IN_TRANSIT]

    async def test_a_refund_that_was_paid_and_bounced(self, database: Database, feed: Feed) -> None:
        """woocommerce-gateway-stripe #4405, solidus_stripe #265."""
        failed = refund("217.00", "failed", failed_at=instant(ago(hours=25)), decision="原卡已注销")
        await taken(feed, event(**LATE, refunds=[failed]))
        assert await missed(database) == [Rule.REFUND_FAILED]
        assert (await order_now(database)).refunds[0].decision == "原卡已注销"

    async def test_goods_came_back_for_an_exchange_that_is_not_sent(self, database: Database, feed: Feed) -> None:
        swap = refund("0.00", "approved", kind="exchange", goods_received_at=instant(ago(hours=49)))
        boxes = [parcel(("delivered", 70))]
        await taken(feed, event(**LATE, status="delivered", parcels=boxes, refunds=[swap]))
        assert await missed(database) == [Rule.EXCHANGE_UNSENT]
        boxes.append(parcel(("picked_up", 1), parcel_id="P2", kind="exchange", dispatched_at=instant(ago(hours=2))))
        await taken(feed, event({"version": 2}, **LATE, status="delivered", parcels=boxes, refunds=[swap]))
        assert await missed(database) == []

    async def test_lost_and_sent_again(self, database: Database, feed: Feed) -> None:
        boxes = [
            parcel(("lost", 9)),
            parcel(("picked_up", 1), parcel_id="P2", kind="resend", dispatched_at=instant(NOW)),
        ]
        await taken(feed, event(**LATE, status="dispatched", parcels=boxes))
        assert await missed(database) == []
        assert {one.subject for one in deadlines_of(await order_now(database), RULES)} == {"P2"}


class TestK5WhoAndWhichOrder:
    """adyen-magento2 #1432, magento2 #40259, medusa #11827, woocommerce #29138, saleor #339."""

    UMBRELLA, LAMP = ({**SHOES, "title": "雨伞"}, {**SHOES, "title": "台灯"})

    def of(self, shop: str, version: int, **given: Any) -> dict[str, Any]:
        return event({"version": version}, merchant={"merchant_id": shop, "name": shop}, **given)

    @pytest.mark.parametrize("who", ["u-lin", "u-chen"])
    async def test_one_number_in_two_shops_is_two_orders(self, database: Database, feed: Feed, who: str) -> None:
        await taken(feed, self.of("m-x", 1, items=[self.UMBRELLA]))
        other = self.of("m-y", 7, items=[self.LAMP], customer={"customer_id": who}, number="#1001")
        await taken(feed, other)
        async with database.begin() as tx:
            (own,) = (await tx.execute(text("SELECT order_id FROM orders WHERE merchant_id = 'm-y'"))).scalars()
        first, second = await order_now(database), await order_now(database, own)
        assert (first.title, first.version, second.title, second.version) == ("雨伞", 1, "台灯", 7)
        assert (second.told_id, second.known_as, second.customer_id) == (NUMBER, "#1001", who)
        await taken(feed, self.of("m-y", 8, status="cancelled", customer={"customer_id": who}))
        assert ((await order_now(database)).status, (await order_now(database, own)).status) == ("paid", "cancelled")

    async def test_also_in_one_request(self, database: Database, feed: Feed) -> None:
        await taken(feed, self.of("m-x", 1), self.of("m-y", 1), self.of("m-x", 1, order_id="CL2026-0002"))
        async with database.begin() as tx:
            rows = (
                await tx.execute(text("SELECT merchant_id, told_id, order_id = told_id FROM orders ORDER BY 1, 2"))
            ).all()
        assert [tuple(row) for row in rows] == [
            ("m-x", NUMBER, True),
            ("m-x", "CL2026-0002", True),
            ("m-y", NUMBER, False),
        ]

    async def test_an_event_id_that_is_used_again_eats_no_order(self, database: Database, feed: Feed) -> None:
        told = await feed.take([event({"event_id": "e"}), event({"event_id": "e"}, order_id="CL2026-0002")], NOW)
        assert (told.accepted, told.ignored) == (2, 0)
        assert told.warnings == [("e", "event_id: was used for another order too; use each one once")]
        await order_now(database, "CL2026-0002")

    async def test_a_guest_who_signs_up_keeps_the_order(self, database: Database, feed: Feed) -> None:
        guest = {"customer_id": "guest-1"}
        await taken(feed, event(customer=guest), event(order_id="CL2026-0002", customer=guest))
        account = {"customer_id": "u-7", "previous_ids": ["guest-1"], "name": "林晓雨"}
        await taken(feed, event({"version": 2}, status="dispatched", customer=account))
        assert [(await order_now(database, one)).customer_id for one in (NUMBER, "CL2026-0002")] == ["u-7", "u-7"]
        assert (await order_now(database)).status == "dispatched"

    async def test_a_late_event_of_the_old_id_is_kept_under_the_new_one(self, database: Database, feed: Feed) -> None:
        await taken(feed, event(customer={"customer_id": "guest-1"}))
        await taken(feed, event({"version": 2}, customer={"customer_id": "u-7", "previous_ids": ["guest-1"]}))
        late = event({"version": 3}, customer={"customer_id": "guest-1"}, status="dispatched")
        told = await feed.take([late, event(order_id="CL2026-0003", customer={"customer_id": "guest-1"})], NOW)
        assert (told.accepted, [why[:37] for _, why in told.warnings]) == (
            2,
            ["order.customer.customer_id: was merge"] * 2,
        )
        assert [(await order_now(database, one)).customer_id for one in (NUMBER, "CL2026-0003")] == ["u-7", "u-7"]

    async def test_a_no_that_the_guest_said_holds_for_the_account(self, database: Database, feed: Feed) -> None:
        await taken(feed, event(customer={"customer_id": "guest-1"}))
        async with database.begin() as tx:
            await tx.execute(
                text(
                    "INSERT INTO opt_outs (opt_out_id, customer_id, channel, source, at)"
                    " VALUES (gen_random_uuid(), 'guest-1', 'phone', 'call', :now)"
                ),
                {"now": NOW},
            )
        await taken(feed, event({"version": 2}, customer={"customer_id": "u-7", "previous_ids": ["guest-1"]}))
        async with database.begin() as tx:
            said = (await tx.execute(text("SELECT customer_id, channel FROM opt_outs ORDER BY 1"))).all()
        assert [tuple(row) for row in said] == [("guest-1", "phone"), ("u-7", "phone")]

    async def test_merged_twice_leads_to_the_last(self, database: Database, feed: Feed) -> None:
        for version, (who, old) in enumerate((("a", []), ("b", ["a"]), ("c", ["b"])), start=1):
            await taken(feed, event({"version": version}, customer={"customer_id": who, "previous_ids": old}))
        async with database.begin() as tx:
            assert await merged_into(tx, ["a", "b", "c"]) == {"a": "c", "b": "c"}
        assert (await order_now(database)).customer_id == "c"
        told = await feed.take([event({"version": 9}, customer={"customer_id": "a", "previous_ids": ["c"]})], NOW)
        assert (told.accepted, (await order_now(database)).customer_id) == (1, "c")

    async def test_a_merge_of_somebody_we_never_heard_of_is_remembered(self, database: Database, feed: Feed) -> None:
        await taken(feed, event(customer={"customer_id": "u-7", "previous_ids": ["guest-9", "u-7"]}))
        await taken(feed, event(order_id="CL2026-0002", customer={"customer_id": "guest-9"}))
        assert (await order_now(database, "CL2026-0002")).customer_id == "u-7"

    async def test_another_consumers_order_is_refused_with_the_way_out(self, database: Database, feed: Feed) -> None:
        await taken(feed, event())
        told = await feed.take([event({"event_id": "x", "version": 2}, customer={"customer_id": "u-chen"})], NOW)
        ((_, why),) = told.rejected
        assert "order.customer.previous_ids" in why
        refused = next(one for one in await told_of(database) if one.event_id == "x")
        assert (refused.outcome, refused.why) == ("rejected", why)


class TestK6NothingSilently:
    """frappe #99, Shopify #728: "accepted", and nobody is ever phoned."""

    async def test_a_number_with_blanks_is_dialled(self, database: Database, feed: Feed) -> None:
        await taken(feed, event(customer={"phone": "+852 5123 4567", "region": "HK"}))
        assert (await self.consumer(database)).phone == "+85251234567"

    async def test_a_number_that_cannot_be_is_said_and_kept_with_the_event(
        self, database: Database, feed: Feed
    ) -> None:
        told = await feed.take([event({"event_id": "e"}, customer={"phone": "12"})], NOW)
        ((_, warning),) = told.warnings
        assert "nobody can be phoned" in warning
        assert (await self.consumer(database)).phone is None
        assert (await told_of(database))[0].warnings == (warning,)

    async def consumer(self, database: Database) -> Customer:
        async with database.begin() as tx:
            found = await load_customer(tx, "u-lin")
        assert found is not None
        return found

    @pytest.mark.parametrize(
        ("version", "hours", "words"),
        [
            (5, 23, "version: 5 is not above 5, which is stored"),
            (4, 30, "version: 4 is not above 5, which is stored"),
            (1, 1, "if versions began anew, go on above 5"),
        ],
    )
    async def test_why_an_event_changed_nothing(
        self, database: Database, feed: Feed, version: int, hours: int, words: str
    ) -> None:
        await taken(feed, event({"version": 5}))
        told = await feed.take(
            [event({"event_id": "old", "version": version, "occurred_at": instant(ago(hours=hours))})], NOW
        )
        ((event_id, why),) = told.ignored_because
        assert (event_id, told.ignored) == ("old", 1)
        assert words in why
        assert {(one.outcome, one.why) for one in await told_of(database)} == {("accepted", None), ("ignored", why)}

    async def test_why_an_event_of_the_same_request_changed_nothing(self, database: Database, feed: Feed) -> None:
        batch = [event({"event_id": "two", "version": 2}), event({"event_id": "one", "version": 1})]
        told = await feed.take(batch, NOW)
        assert told.ignored_because == [("one", "version: 2 of this order came in the same request, event two")]

    async def test_a_refused_event_is_kept_with_its_reason_until_it_comes_mended(
        self, database: Database, feed: Feed
    ) -> None:
        told = await feed.take([event({"event_id": "e"}, status="lost")], NOW)
        ((_, why),) = told.rejected
        assert [(one.outcome, one.why) for one in await told_of(database)] == [("rejected", why)]
        await taken(feed, event({"event_id": "e"}))
        assert [(one.outcome, one.why) for one in await told_of(database)] == [("accepted", None)]
        assert (await feed.take([event({"event_id": "e"}, status="lost")], NOW)).rejected
        assert [one.outcome for one in await told_of(database)] == ["accepted"], "what was taken in stays taken in"

    async def test_an_instant_in_the_far_future_is_said(self, feed: Feed) -> None:
        told = await feed.take([event({"event_id": "e", "occurred_at": instant(ahead(days=30))})], NOW)
        assert told.warnings == [("e", "occurred_at: lies in the future, though it has happened")]


class TestK7NothingByItsPosition:
    async def test_refunds_are_told_apart_by_what_they_are_for(self, database: Database, feed: Feed) -> None:
        both = [
            refund("88.00", items=[{"sku": "scarf", "quantity": 1}], to="微信零钱"),
            refund("8.00", refund_id="R2", scope="shipping", to="礼品卡"),
        ]
        await taken(feed, event(**LATE, refunds=both))
        found = (await order_now(database)).refunds
        assert [(one.items, one.scope.value, one.to) for one in found] == [
            ((("scarf", 1),), "goods", "微信零钱"),
            (None, "shipping", "礼品卡"),
        ]


class TestWhatCouldNotBeExpressed:
    @pytest.mark.parametrize("order_id", ["7", "727", "#1047", "2026/11/7", "SO_0001", "gid.shopify-Order-450789469"])
    async def test_ids_of_every_shop(self, database: Database, feed: Feed, order_id: str) -> None:
        await taken(feed, event(order_id=order_id))
        assert (await order_now(database, order_id)).known_as == order_id

    async def test_the_number_that_consumers_know(self, database: Database, feed: Feed) -> None:
        await taken(feed, event(number="#1047"))
        assert (await order_now(database)).known_as == "#1047"

    async def test_lines_without_an_sku_and_lines_that_were_removed(self, database: Database, feed: Feed) -> None:
        lines = [{**SHOES, "quantity": 0}, {**SCARF, "sku": None}, {**SCARF, "sku": ""}]
        await taken(feed, event(items=lines))
        assert [(item.sku, item.quantity) for item in (await order_now(database)).items] == [
            ("line-2", 1),
            ("line-3", 1),
        ]

    async def test_an_order_of_which_every_line_was_removed_is_waited_for_by_nobody(
        self, database: Database, feed: Feed
    ) -> None:
        await taken(feed, event(**{**LATE, "items": [{**SHOES, "quantity": 0}]}))
        assert (await order_now(database)).not_dispatched() == ()
        assert await missed(database) == [], "and the money is due two days after"

    async def test_three_decimals_are_three(self, database: Database, feed: Feed) -> None:
        dinar = {"amount": "12.505", "currency": "KWD"}
        await taken(feed, event(items=[{**SHOES, "price": dinar}]))
        found = await order_now(database)
        assert (found.total.amount, found.total.decimal()) == (12505, "12.505")

    @pytest.mark.parametrize(("locale", "language"), [("zh-TW", "zh-CN"), ("en-US", "en"), ("ja", "en")])
    async def test_every_locale(self, database: Database, feed: Feed, locale: str, language: str) -> None:
        await taken(feed, event(customer={"locale": locale}))
        async with database.begin() as tx:
            found = await load_customer(tx, "u-lin")
        assert found is not None
        assert found.locale == language

    async def test_what_deeds_need_comes_through(self, database: Database, feed: Feed) -> None:
        await taken(
            feed,
            event(
                **LATE,
                discount=yuan("10.00"),
                merchant={"merchant_id": "m-1", "name": "江南衣坊", "tier": "gold", "email": "shop@example.com"},
                answers=[{"remedy_id": "r-1", "status": "refused", "at": instant(NOW), "code": "late", "reason": "晚"}],
                compensations=[{
                    "compensation_id": "C1", "guarantee": "dispatch_on_time", "status": "paid", "amount": yuan("5.00"),
                    "requested_at": instant(NOW), "paid_at": instant(NOW), "request_id": "r-2",
                }],
                return_address={"recipient": "售后部", "city": "杭州市"},
                invoice={"state": "issued", "title": "某公司"},
            ),
        )  # fmt: skip
        found = await order_now(database)
        assert (found.merchant_tier, found.discount and found.discount.decimal()) == ("gold", "10.00")
        assert (found.answers[0].remedy_id, found.answers[0].status.value, found.answers[0].reason) == (
            "r-1",
            "refused",
            "晚",
        )
        assert (found.compensations[0].request_id, found.compensations[0].amount.decimal()) == ("r-2", "5.00")
        assert found.return_address is not None
        assert found.invoice is not None
        async with database.begin() as tx:
            assert [tuple(row) for row in await tx.execute(text("SELECT tier, email FROM merchants"))] == [
                ("gold", "shop@example.com")
            ]
