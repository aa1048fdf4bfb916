"""What webhooks of other systems become: order events that the feed takes."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import deadlines_of
from careline.core.money import exponent
from careline.core.orders import Order, RefundScope
from careline.core.paid import money_back_for, shipping_paid
from careline.feed.adapters import shopify, woocommerce
from careline.feed.adapters.common import (
    BadSignatureError,
    NotUsableError,
    check_17track,
    check_hmac,
    known_by,
    money,
    priced,
    storable,
)
from careline.feed.adapters.tracking import from_17track, from_aftership
from careline.feed.adapters.zones import zone_of
from careline.feed.schema import read_event
from careline.feed.values import order_of
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
    hmac_of,
    refund,
    shopify_line,
    shopify_order,
    track17,
    track17_event,
    transaction,
    woo_line,
    woo_order,
    woo_tracking,
)

pytestmark = pytest.mark.unit


def of_shopify(order: Json, **known: Any) -> Json:
    """The order told, after the feed has read the whole event."""
    event = shopify.order_event(order, shopify.Known(**known), SHOP)
    read_event(event)
    return dict(event["order"])


def of_woo(order: Json, **known: Any) -> Json:
    event = woocommerce.order_event(order, woocommerce.Known(**known), SITE)
    read_event(event)
    return dict(event["order"])


def understood(order: Json, **known: Any) -> Order:
    return order_of(read_event(shopify.order_event(order, shopify.Known(**known), SHOP)), new_user=False)


def eur(amount: str) -> Json:
    return {"amount": amount, "currency": "EUR"}


def pieces(order: Json) -> list[tuple[str, int]]:
    return [(item["sku"], item["quantity"]) for item in order["items"]]


class TestShopifyOrder:
    def test_what_a_paid_order_tells(self) -> None:
        told = of_shopify(shopify_order())
        assert told["order_id"] == "shopify-820100"
        assert (told["number"], told["status"], told["payment"], told["fulfilment"]) == (
            "#1047", "paid", "prepaid", "ship",
        )  # fmt: skip
        assert told["placed_at"] == told["paid_at"] == "2026-11-20T09:00:00+00:00"
        assert (told["total"], told["shipping_fee"]) == (eur("95.00"), eur("5.00"))
        assert pieces(told) == [("SKU-1", 2), ("SKU-2", 1)]
        assert told["merchant"] == {"merchant_id": SHOP, "name": "linen-and-lamp"}
        assert told["customer"]["customer_id"] == "shopify-7001"
        assert told["customer"]["time_zone"] == "Europe/Warsaw"
        assert told["address"]["detail"] == "ul. Lniana 4, 00-950"

    def test_money_is_what_the_consumer_saw(self) -> None:
        line = shopify_line(1, "Lamp", "44.00", price_set=both("40.00", "44.00"))
        order = shopify_order(
            currency="USD", presentment_currency="EUR", line_items=[line], total_price="49.50",
            total_price_set=both("45.00", "49.50"), total_shipping_price_set=both("5.00", "5.50"),
            refunds=[refund(lines=[(1, 1)], transactions=[transaction("44.00", currency="USD")])],
        )  # fmt: skip
        told = of_shopify(order)
        assert (told["items"][0]["price"], told["total"], told["shipping_fee"]) == (
            eur("40.00"), eur("45.00"), eur("5.00"),
        )  # fmt: skip
        assert told["refunds"][0]["amount"] == eur("40.00")

    def test_yen_have_no_decimals(self) -> None:
        order = shopify_order(
            currency="JPY", presentment_currency="JPY", line_items=[shopify_line(1, "Lamp", "4000", price_set={})],
            total_price="4000.0", total_price_set={}, total_shipping_price_set={},
        )  # fmt: skip
        assert of_shopify(order)["total"] == {"amount": "4000", "currency": "JPY"}

    def test_a_line_without_a_sku_is_known_by_its_own_id_everywhere(self) -> None:
        bare = shopify_line(5, "Gift wrap", "3.00", sku=None)
        sent = fulfilment(lines=[bare])
        back = refund(refund_line_items=[{"line_item_id": 5, "quantity": 1, "line_item": {"id": 5, "sku": ""}}])
        told = of_shopify(shopify_order(line_items=[bare], fulfillments=[sent], refunds=[back]))
        assert pieces(told) == [("line-5", 1)]
        assert told["parcels"][0]["items"] == told["refunds"][0]["items"] == [{"sku": "line-5", "quantity": 1}]

    def test_discounts_are_of_the_line(self) -> None:
        off = [{"amount": "7.00", "amount_set": both("6.00")}, {"amount": "1.00", "amount_set": both("1.00")}]
        told = of_shopify(shopify_order(line_items=[shopify_line(1, "Lamp", "40.00", discount_allocations=off)]))
        assert told["items"][0]["discount"] == eur("7.00")

    @pytest.mark.parametrize(
        ("status", "gateways", "expected"),
        [
            ("pending", ["Cash on Delivery (COD)"], ("placed", "on_delivery", False)),
            ("pending", ["Bank Deposit"], ("placed", "transfer", False)),
            ("authorized", ["shopify_payments"], ("paid", "prepaid", True)),
            ("partially_refunded", ["shopify_payments"], ("paid", "prepaid", True)),
            ("voided", ["shopify_payments"], ("placed", "prepaid", False)),
        ],
    )
    def test_how_it_is_paid(self, status: str, gateways: list[str], expected: tuple[str, str, bool]) -> None:
        told = of_shopify(shopify_order(financial_status=status, payment_gateway_names=gateways))
        assert (told["status"], told["payment"], bool(told["paid_at"])) == expected

    def test_paid_later_is_paid_when_it_was_first_told_paid(self) -> None:
        first = {"unpaid": "2026-11-20T09:00:05+00:00", "paid": "2026-11-23T08:00:00+00:00"}
        assert of_shopify(shopify_order(), first=first)["paid_at"] == "2026-11-23T08:00:00+00:00"
        del first["unpaid"]
        assert of_shopify(shopify_order(), first=first)["paid_at"] == "2026-11-20T09:00:00+00:00"

    def test_digital_and_collected_goods_have_no_parcels_to_wait_for(self) -> None:
        file = shopify_line(1, "Pattern (PDF)", "9.00", requires_shipping=False)
        sent = fulfilment(lines=[file], tracking_number=None, tracking_numbers=[])
        told = of_shopify(shopify_order(line_items=[file], fulfillments=[sent], shipping_lines=[]))
        assert (told["fulfilment"], told["status"], told["parcels"]) == ("digital", "delivered", [])
        told = of_shopify(shopify_order(shipping_lines=[{"code": "Store pickup", "title": "Warszawa"}]))
        assert told["fulfilment"] == "pick_up"

    def test_the_consent_is_what_was_ticked_at_the_checkout(self) -> None:
        assert of_shopify(shopify_order())["customer"]["consent"]["service_calls"] is False
        ticked = [{"name": "careline_calls", "value": "Yes"}, {"name": "careline_sms", "value": "no"}]
        consent = of_shopify(shopify_order(note_attributes=ticked))["customer"]["consent"]
        assert (consent["service_calls"], consent["service_sms"], consent["artificial_voice"]) == (True, False, False)
        assert consent["given_at"] == "2026-11-20T09:00:00+00:00"


class TestShopifyBuyer:
    def test_a_guest_is_known_by_the_order_alone(self) -> None:
        """Not by a mail address that anyone may type in: who may read one order could then read others'."""
        guest = shopify_order(customer=None)
        assert of_shopify(guest)["customer"]["customer_id"] == "shopify-guest-820100"
        assert of_shopify({**guest, "id": 820_101})["customer"]["customer_id"] == "shopify-guest-820101"

    def test_a_guest_order_that_an_account_takes_over_moves_there(self) -> None:
        told = of_shopify(shopify_order(), first={"guest": "2026-11-20T09:00:05+00:00"})
        assert told["customer"]["previous_ids"] == ["shopify-guest-820100"]

    def test_merged_accounts(self) -> None:
        customer = of_shopify(shopify_order(), customer="7002", previous=["7001"])["customer"]
        assert (customer["customer_id"], customer["previous_ids"]) == ("shopify-7002", ["shopify-7001"])

    def test_who_pays_is_called_and_not_who_gets_the_present(self) -> None:
        present = {**shopify_order()["shipping_address"], "phone": "+33 6 00 00 00 00", "country_code": "FR"}
        told = of_shopify(shopify_order(shipping_address=present))
        assert (told["customer"]["phone"], told["customer"]["region"]) == ("+48 600 100 200", "PL")
        assert told["address"]["phone"] == "+33 6 00 00 00 00"

    def test_an_order_without_any_address_is_taken(self) -> None:
        told = of_shopify(shopify_order(billing_address=None, shipping_address=None))
        assert (told["customer"]["time_zone"], told["customer"].get("region")) == ("UTC", None)
        of_woo(woo_order(billing={}, shipping={}, customer_id=0))
        half = shopify_order(billing_address={"country_code": None})
        assert of_shopify(half)["customer"]["region"] == "PL"


class TestShopifyParcels:
    def test_a_part_is_sent(self) -> None:
        sent = fulfilment(lines=[shopify_line(1, "Tablecloth", "25.00", 1)])
        told = of_shopify(shopify_order(fulfillments=[sent], fulfillment_status="partial"))
        assert told["status"] == "paid"
        assert told["parcels"][0]["items"] == [{"sku": "SKU-1", "quantity": 1}]

    def test_all_is_sent_even_if_the_order_does_not_say_so_yet(self) -> None:
        told = of_shopify(shopify_order(), fulfilments=[fulfilment()])
        assert (told["status"], told["parcels"][0]["tracking_no"]) == ("dispatched", "IN 100 PL")

    def test_the_newer_telling_of_a_fulfilment_counts(self) -> None:
        newer = fulfilment(
            updated_at="2026-11-21T10:00:00+01:00", tracking_numbers=["IN 200"], tracking_number="IN 200"
        )
        for order, own in ((fulfilment(), newer), (newer, fulfilment())):
            told = of_shopify(shopify_order(fulfillments=[order]), fulfilments=[own])
            assert [parcel["tracking_no"] for parcel in told["parcels"]] == ["IN 200"]

    def test_several_numbers_of_one_fulfilment_are_parcels_of_which_the_first_holds_the_goods(self) -> None:
        sent = fulfilment(tracking_numbers=["A1", "A2", "A1"], tracking_number="A1")
        parcels = of_shopify(shopify_order(fulfillments=[sent]))["parcels"]
        assert [(one["parcel_id"], one["tracking_no"], len(one["items"])) for one in parcels] == [
            ("31", "A1", 2), ("31-2", "A2", 0),
        ]  # fmt: skip

    @pytest.mark.parametrize("status", ["cancelled", "error", "failure", "pending", "open"])
    def test_what_was_not_sent_is_no_parcel(self, status: str) -> None:
        told = of_shopify(shopify_order(fulfillments=[fulfilment(status=status)]))
        assert (told["parcels"], told["status"]) == ([], "paid")

    def test_sent_without_a_number(self) -> None:
        sent = fulfilment(tracking_number=None, tracking_numbers=[], tracking_company=None)
        told = of_shopify(shopify_order(fulfillments=[sent], fulfillment_status="fulfilled"))
        assert told["status"] == "dispatched"
        assert (told["parcels"][0]["tracking_no"], told["parcels"][0]["courier"]) == ("", "")

    def test_events_are_scans(self) -> None:
        events = [
            fulfilment_event(1, "label_purchased", "2026-11-21T09:00:00+01:00"),
            fulfilment_event(2, "attempted_delivery", "2026-11-22T09:00:00+01:00",
                             estimated_delivery_at="2026-11-23T12:00:00+01:00"),
            fulfilment_event(3, "a_new_one", "2026-11-22T10:00:00+01:00"),
            fulfilment_event(4, "delivered", "2026-11-22T11:00:00+01:00", fulfillment_id=99),
        ]  # fmt: skip
        [parcel] = of_shopify(shopify_order(fulfillments=[fulfilment()]), events=events)["parcels"]
        assert [scan["code"] for scan in parcel["scans"]] == ["info_received", "attempt_failed", "arrived"]
        assert (parcel["scans"][0]["place"], parcel["scans"][0]["text"]) == ("Łódź", "It says label_purchased")
        assert parcel["expected_at"] == "2026-11-23T11:00:00+00:00"

    def test_the_state_of_a_shipment_counts_where_no_event_was_told(self) -> None:
        sent = fulfilment(shipment_status="delivered", updated_at="2026-11-23T09:00:00+01:00")
        told = of_shopify(shopify_order(fulfillments=[sent], fulfillment_status="fulfilled"))
        assert told["status"] == "delivered"
        assert [(scan["code"], scan["at"]) for scan in told["parcels"][0]["scans"]] == [
            ("delivered", "2026-11-23T08:00:00+00:00")
        ]

    def test_scans_of_a_tracking_service_however_the_number_is_written(self) -> None:
        scans = from_aftership(aftership("in100pl", checkpoint("InTransit", "2026-11-22T09:00:00+01:00")))
        [parcel] = of_shopify(shopify_order(fulfillments=[fulfilment()]), tracking=[scans])["parcels"]
        assert [scan["text"] for scan in parcel["scans"]] == ["It says InTransit"]
        assert parcel["expected_at"] == "2026-11-25T00:00:00+00:00"


class TestShopifyRefunds:
    def test_one_line_of_two(self) -> None:
        [told] = of_shopify(shopify_order(refunds=[refund(lines=[(2, 1)])]))["refunds"]
        assert (told["scope"], told["status"], told["kind"]) == ("goods", "paid", "refund_only")
        assert (told["items"], told["amount"], told["to"]) == (
            [{"sku": "SKU-2", "quantity": 1}], eur("40.00"), "Visa 4242",
        )  # fmt: skip

    def test_goods_stay_ordered_when_they_are_refunded(self) -> None:
        lines = [shopify_line(1, "Tablecloth", "25.00", 2), shopify_line(2, "Lamp", "40.00", current_quantity=0)]
        told = of_shopify(
            shopify_order(line_items=lines, refunds=[refund(lines=[(2, 1)])], current_total_price_set=both("55.00"))
        )
        assert pieces(told) == [("SKU-1", 2), ("SKU-2", 1)]
        assert told["total"] == eur("95.00")

    def test_the_shipping_fee_in_it_is_told_apart(self) -> None:
        told = refund(
            lines=[(2, 1)], transactions=[transaction("45.00")],
            order_adjustments=[{"kind": "shipping_refund", "amount": "-5.00", "amount_set": both("-5.00")}],
        )  # fmt: skip
        found = of_shopify(shopify_order(refunds=[told]))["refunds"]
        assert {(one["scope"], one["amount"]["amount"]) for one in found} == {("goods", "40.00"), ("shipping", "5.00")}

    def test_the_shipping_fee_alone(self) -> None:
        told = refund(
            transactions=[transaction("5.00")],
            refund_shipping_lines=[{"id": 1, "subtotal_amount_set": both("5.00")}],
        )
        [found] = of_shopify(shopify_order(refunds=[told]))["refunds"]
        assert (found["scope"], found["amount"]) == ("shipping", eur("5.00"))

    def test_an_amount_without_lines_is_goodwill(self) -> None:
        [told] = of_shopify(shopify_order(refunds=[refund(transactions=[transaction("1.00")])]))["refunds"]
        assert told["scope"] == "goodwill"
        assert "items" not in told

    @pytest.mark.parametrize("cancelled", [None, "2026-11-24T11:59:00+01:00"])
    @pytest.mark.parametrize(
        "refunds",
        [
            [refund(transactions=[transaction("95.00")])],
            [refund(transactions=[transaction("50.00"), transaction("45.00", id=9002, gateway="gift_card")])],
            [refund(transactions=[transaction("50.00")]), refund(52, transactions=[transaction("45.00")])],
            [refund(lines=[(2, 1)]), refund(52, transactions=[transaction("55.00")])],
        ],
    )
    def test_who_has_all_the_money_back_waits_for_nothing(self, refunds: list[Json], cancelled: str | None) -> None:
        paid_back = understood(shopify_order(refunds=refunds, cancelled_at=cancelled))
        assert {one.scope for one in paid_back.refunds} == {RefundScope.GOODS}
        assert deadlines_of(paid_back, RULES) == ()

    def test_goods_that_came_back(self) -> None:
        lines = [{"line_item_id": 2, "quantity": 1, "restock_type": "return", "line_item": {"id": 2, "sku": "SKU-2"}}]
        [told] = of_shopify(shopify_order(refunds=[refund(refund_line_items=lines)]))["refunds"]
        assert told["kind"] == "return_refund"

    def test_pending_failed_and_tried_again(self) -> None:
        def state(*transactions: Json) -> list[tuple[str, str]]:
            told = of_shopify(shopify_order(refunds=[refund(lines=[(2, 1)], transactions=[*transactions])]))
            return [(one["status"], one["amount"]["amount"]) for one in told["refunds"]]

        failed = transaction("40.00", id=1, status="failure", message="Card closed")
        assert state(transaction("40.00", status="pending")) == [("approved", "40.00")]
        assert state(failed) == [("failed", "40.00")]
        assert state(failed, {**failed, "id": 2}) == [("failed", "40.00")]
        assert state(failed, transaction("40.00", id=2)) == [("paid", "40.00")]
        [told] = of_shopify(shopify_order(refunds=[refund(lines=[(2, 1)], transactions=[failed])]))["refunds"]
        assert (told["decision"], told["failed_at"]) == ("Card closed", "2026-11-24T11:00:00+00:00")

    def test_two_tenders_are_two_refunds_and_one_holds_the_goods(self) -> None:
        card = transaction("10.00", id=2, gateway="gift_card", payment_details=None)
        told = refund(lines=[(2, 1)], transactions=[transaction("30.00", id=1), card])
        found = of_shopify(shopify_order(refunds=[told]))["refunds"]
        assert [(one["refund_id"], one["to"], one["items"]) for one in found] == [
            ("51", "Visa 4242", [{"sku": "SKU-2", "quantity": 1}]), ("51-2", "gift card", []),
        ]  # fmt: skip

    def test_the_note_names_our_remedy_and_is_told_to_nobody(self) -> None:
        ours = "019AC2B0-7d1e-7000-8000-000000000001"
        [told] = of_shopify(shopify_order(refunds=[refund(note=f"angry! careline:{ours} ok")]))["refunds"]
        assert told["request_id"] == ours
        assert "angry" not in str(told)

    def test_a_removal_without_money_makes_the_order_smaller(self) -> None:
        edit = refund(lines=[(1, 1)], transactions=[])
        lines = [shopify_line(1, "Tablecloth", "25.00", 2, current_quantity=1), shopify_line(2, "Lamp", "40.00")]
        told = of_shopify(shopify_order(line_items=lines, refunds=[edit], current_total_price_set=both("70.00")))
        assert (pieces(told), told["refunds"], told["total"]) == ([("SKU-1", 1), ("SKU-2", 1)], [], eur("70.00"))

    def test_a_removal_that_left_no_record(self) -> None:
        lines = [shopify_line(1, "Tablecloth", "25.00", 2), shopify_line(2, "Lamp", "40.00", current_quantity=0)]
        told = of_shopify(shopify_order(line_items=lines, current_total_price_set=both("55.00")))
        assert pieces(told) == [("SKU-1", 2), ("SKU-2", 0)]
        assert told["total"] == eur("55.00")

    def test_goods_returned_without_money_were_ordered_nevertheless(self) -> None:
        lines = [{"line_item_id": 2, "quantity": 1, "restock_type": "return", "line_item": {"id": 2}}]
        told = of_shopify(shopify_order(refunds=[refund(refund_line_items=lines, transactions=[])]))
        assert pieces(told) == [("SKU-1", 2), ("SKU-2", 1)]

    def test_a_refund_told_before_the_order_holds_it(self) -> None:
        told = of_shopify(shopify_order(), refunds=[refund(lines=[(2, 1)])])
        assert [one["refund_id"] for one in told["refunds"]] == ["51"]

    def test_cancelled_and_refunded(self) -> None:
        order = shopify_order(
            cancelled_at="2026-11-24T11:00:00+01:00", cancel_reason="customer", financial_status="refunded",
            refunds=[refund(lines=[(1, 2), (2, 1)], transactions=[transaction("95.00")])],
        )  # fmt: skip
        told = of_shopify(order)
        assert (told["status"], told["refunds"][0]["status"]) == ("cancelled", "paid")
        assert told["cancellations"] == [{"at": "2026-11-24T10:00:00+00:00", "by": "consumer", "reason": "customer"}]
        assert told["paid_at"]

    def test_nobody_is_told_that_they_were_taken_for_a_fraud(self) -> None:
        told = of_shopify(shopify_order(cancelled_at="2026-11-24T11:00:00+01:00", cancel_reason="fraud"))
        assert told["cancellations"][0]["reason"] == ""

    def test_a_hold_on_a_card_that_is_released_is_no_money_due(self) -> None:
        order = shopify_order(cancelled_at="2026-11-24T11:00:00+01:00", financial_status="authorized")
        assert of_shopify(order)["paid_at"] is None


class TestWooCommerce:
    def test_what_a_paid_order_tells(self) -> None:
        told = of_woo(woo_order())
        assert told["order_id"] == "woocommerce-teekanne.example-727"
        assert (told["number"], told["status"], told["fulfilment"]) == ("727", "paid", "ship")
        assert (told["placed_at"], told["paid_at"]) == ("2026-11-20T09:12:00+00:00", "2026-11-20T09:12:20+00:00")
        assert [(one["sku"], one["price"]["amount"]) for one in told["items"]] == [
            ("w-315", "30.00"),
            ("w-316", "8.00"),
        ]
        assert told["customer"]["customer_id"] == "woocommerce-teekanne.example-26"
        assert (told["customer"]["time_zone"], told["customer"]["locale"]) == ("Europe/London", "en")

    @pytest.mark.parametrize(
        ("status", "changes", "expected"),
        [
            ("pending", {"date_paid_gmt": None}, "placed"),
            ("on-hold", {"date_paid_gmt": None, "payment_method": "bacs"}, "placed"),
            ("failed", {"date_paid_gmt": None}, "placed"),
            ("processing", {"date_paid_gmt": None, "payment_method": "cod"}, "placed"),
            ("completed", {"date_completed_gmt": "2026-11-21T08:00:00"}, "dispatched"),
            ("completed", {"shipping_lines": [{"method_id": "local_pickup"}]}, "delivered"),
            ("refunded", {"date_completed_gmt": "2026-11-21T08:00:00"}, "dispatched"),
            ("refunded", {}, "paid"),
            ("packed-by-a-plugin", {}, "paid"),
            ("delivered", {}, "delivered"),
            ("cancelled", {}, "cancelled"),
        ],
    )
    def test_states(self, status: str, changes: Json, expected: str) -> None:
        assert of_woo(woo_order(status=status, **changes))["status"] == expected

    def test_refunds_lose_their_minus_and_keep_the_instant_of_their_first_telling(self) -> None:
        refunds = [{"id": 730, "reason": "The lid was broken", "total": "-10.00"}]
        told = of_woo(
            woo_order(refunds=refunds, date_modified_gmt="2026-11-28T10:00:00"),
            first={"refund:730": "2026-11-24T10:00:00+00:00"},
        )
        [found] = told["refunds"]
        assert (found["amount"], found["paid_at"]) == (
            {"amount": "10.00", "currency": "GBP"},
            "2026-11-24T10:00:00+00:00",
        )
        assert (found["reason"], found["request_id"]) == ("The lid was broken", None)
        assert "items" not in found
        [ours] = of_woo(woo_order(refunds=[{"id": 1, "reason": "careline:abc-1", "total": "-1"}]))["refunds"]
        assert (ours["reason"], ours["request_id"]) == (None, "abc-1")

    def test_two_refunds_that_come_to_all_are_for_all(self) -> None:
        refunds = [{"id": 730, "reason": "", "total": "-28.50"}, {"id": 731, "reason": "", "total": "-30.00"}]
        told = woocommerce.order_event(woo_order(status="refunded", refunds=refunds), woocommerce.Known(), SITE)
        assert deadlines_of(order_of(read_event(told), new_user=False), RULES) == ()

    def test_a_cancelled_order_that_was_paid_says_so(self) -> None:
        told = of_woo(woo_order(status="cancelled"))
        assert (bool(told["paid_at"]), told["cancellations"][0]["by"]) == (True, "merchant")
        told = of_woo(woo_order(status="cancelled", date_paid_gmt=None))
        assert told["cancellations"][0]["by"] == "platform"

    def test_discounts_and_tax_as_the_consumer_saw_them(self) -> None:
        line = woo_line(1, "Cup", "20.00", 2, subtotal_tax="4.00", total="15.00", total_tax="3.00")
        [item] = of_woo(woo_order(line_items=[line], prices_include_tax=True))["items"]
        assert (item["price"]["amount"], item["discount"]["amount"]) == ("12.00", "6.00")
        [item] = of_woo(woo_order(line_items=[line]))["items"]
        assert (item["price"]["amount"], item["discount"]["amount"]) == ("12.00", "6.00")

    def test_a_line_without_a_sku_and_with_a_variation(self) -> None:
        variation = [{"key": "pa_size", "display_key": "Size", "display_value": "0.5 l"}, {"key": "_x", "value": "y"}]
        [item] = of_woo(woo_order(line_items=[woo_line(9, "Cup", "8.00", sku="", meta_data=variation)]))["items"]
        assert (item["sku"], item["variant"]) == ("line-9", "0.5 l")

    def test_tracking_of_the_plugin(self) -> None:
        scans = from_17track(track17("RM1", track17_event("Delivered_Other", "2026-11-23T09:00:00Z")))
        order = woo_order(status="completed", meta_data=[woo_tracking("rm 1", "rm 2", "RM1")])
        parcels = of_woo(order, tracking=[scans])["parcels"]
        assert [(one["parcel_id"], one["courier"], one.get("items")) for one in parcels] == [
            ("t0", "royal-mail", None), ("t1", "royal-mail", []),
        ]  # fmt: skip
        assert [scan["code"] for scan in parcels[0]["scans"]] == ["delivered"]
        assert parcels[0]["dispatched_at"] == "2026-11-22T08:00:00+00:00"

    def test_tracking_that_says_what_is_in_the_parcel(self) -> None:
        inside = [{"product": "406", "item_id": "316", "qty": "2"}]
        [parcel] = of_woo(woo_order(meta_data=[woo_tracking("RM1", products_list=inside)]))["parcels"]
        assert parcel["items"] == [{"sku": "w-316", "quantity": 2}]

    def test_a_parcel_without_an_instant_was_sent_when_it_was_first_told(self) -> None:
        meta = woo_tracking("RM1", date_shipped="")
        told = of_woo(woo_order(meta_data=[meta]), first={"parcel:RM1": "2026-11-22T10:00:00+00:00"})
        assert told["parcels"][0]["dispatched_at"] == "2026-11-22T10:00:00+00:00"

    def test_guests_and_accounts(self) -> None:
        assert of_woo(woo_order(customer_id=0))["customer"]["customer_id"] == "woocommerce-teekanne.example-guest-727"
        told = of_woo(woo_order(), first={"guest": "2026-11-20T09:12:30+00:00"})
        assert told["customer"]["previous_ids"] == ["woocommerce-teekanne.example-guest-727"]

    def test_the_language_of_a_multilingual_shop(self) -> None:
        meta = [{"key": "wpml_language", "value": "zh-hans"}, {"key": "_careline_calls", "value": "1"}]
        customer = of_woo(woo_order(meta_data=meta))["customer"]
        assert (customer["locale"], customer["consent"]["service_calls"]) == ("zh-hans", True)

    def test_the_same_order_number_at_two_sites(self) -> None:
        ids = {
            woocommerce.order_event(woo_order(), woocommerce.Known(), site)["order"]["order_id"]
            for site in ("a.example", "b.example", "x" * 90 + ".a", "x" * 90 + ".b")
        }
        assert len(ids) == 4


def taxed_shopify(goods: str, quantity: int, tax: str, off: str, fee: str, fee_tax: str, total: str) -> Order:
    taxes, fees = [{"price": tax, "price_set": both(tax)}], [{"price": fee_tax, "price_set": both(fee_tax)}]
    discounts = [{"amount": off, "amount_set": both(off)}]
    line = shopify_line(1, "Lamp", goods, quantity, tax_lines=taxes, discount_allocations=discounts)
    return understood(
        shopify_order(
            line_items=[line], taxes_included=False, total_price=total, total_price_set=both(total),
            total_shipping_price_set=both(fee), shipping_lines=[{"code": "x", "price": fee, "tax_lines": fees}],
        )
    )  # fmt: skip


def taxed_woo(goods: str, quantity: int, tax: str, off: str, fee: str, fee_tax: str, total: str) -> Order:
    before = Decimal(goods) * quantity
    line = woo_line(1, "Lamp", str(before), quantity, total=str(before - Decimal(off)), subtotal_tax=tax, total_tax=tax)
    shipping = [{"id": 3, "method_id": "flat_rate", "total": fee, "total_tax": fee_tax}]
    told = woo_order(line_items=[line], shipping_lines=shipping, shipping_total=fee, shipping_tax=fee_tax, total=total)
    return order_of(read_event(woocommerce.order_event(told, woocommerce.Known(), SITE)), new_user=False)


@pytest.mark.parametrize("told", [taxed_shopify, taxed_woo])
@pytest.mark.parametrize(
    ("goods", "quantity", "tax", "off", "fee", "fee_tax", "total"),
    [
        ("100.00", 1, "8.00", "0", "5.00", "0", "113.00"),
        ("9.99", 3, "2.62", "0", "5.00", "0.44", "38.03"),
        ("9.99", 3, "2.17", "5.00", "0", "0", "27.14"),
    ],
)
def test_tax_beside_the_prices_is_given_back_with_the_goods(
    told: Callable[..., Order], goods: str, quantity: int, tax: str, off: str, fee: str, fee_tax: str, total: str
) -> None:
    order = told(goods, quantity, tax, off, fee, fee_tax, total)
    assert money_back_for(order, None) == order.total
    assert shipping_paid(order).amount == (Decimal(fee) + Decimal(fee_tax)) * 100


@given(
    st.decimals(0, 10**6, places=4), st.decimals(0, 10**4, places=2), st.integers(1, 50),
    st.sampled_from(["USD", "JPY", "KWD"]),
)  # fmt: skip
def test_a_line_comes_to_what_was_paid_for_it(worth: Decimal, off: Decimal, quantity: int, currency: str) -> None:
    told = priced(worth, off, quantity, currency)
    coin = Decimal(1).scaleb(-exponent(currency))
    paid = Decimal(told["price"]["amount"]) * quantity - Decimal(told.get("discount", {"amount": 0})["amount"])
    assert abs(paid - (worth - off)) <= coin / 2


class TestTracking:
    @pytest.mark.parametrize(
        ("tag", "changes", "code"),
        [
            ("InfoReceived", {}, "info_received"),
            ("InTransit", {"subtag": "InTransit_002"}, "picked_up"),
            ("InTransit", {"subtag": "InTransit_006"}, "customs"),
            ("AttemptFail", {}, "attempt_failed"),
            ("AvailableForPickup", {}, "at_pickup_point"),
            ("Exception", {"subtag": "Exception_011"}, "back_at_sender"),
            ("Exception", {"subtag": "Exception_013"}, "lost"),
            ("Exception", {"message": "Parcel damaged in the sorting centre"}, "damaged"),
            ("Exception", {"message": "Lost patience"}, "exception"),
            ("Expired", {}, "exception"),
            ("SomethingNew", {}, "arrived"),
        ],
    )
    def test_tags_of_aftership(self, tag: str, changes: Json, code: str) -> None:
        told = from_aftership(aftership("A1", checkpoint(tag, "2026-11-22T09:00:00+01:00", **changes)))
        assert told
        assert [scan["code"] for scan in told["scans"]] == [code]

    def test_a_checkpoint_without_offset_is_never_after_it_was_seen(self) -> None:
        told = from_aftership(aftership("A1", checkpoint("InTransit", "2026-11-24T03:00:00")))
        assert told
        assert told["scans"][0]["at"] == "2026-11-23T20:00:00+00:00"

    @pytest.mark.parametrize(
        ("sub_status", "changes", "code"),
        [
            ("InTransit_PickedUp", {}, "picked_up"),
            ("InTransit_CustomsRequiringInformation", {}, "customs"),
            ("DeliveryFailure_NoBody", {}, "attempt_failed"),
            ("AvailableForPickup_Other", {}, "at_pickup_point"),
            ("Exception_Returned", {}, "back_at_sender"),
            ("Exception_Damage", {}, "damaged"),
            ("InTransit_Other", {"stage": "Departure"}, "departed"),
            ("Delivered_Other", {"stage": "Delivered"}, "delivered"),
            ("New_Thing", {}, "arrived"),
        ],
    )
    def test_states_of_17track(self, sub_status: str, changes: Json, code: str) -> None:
        told = from_17track(track17("A1", track17_event(sub_status, "2026-11-22T09:00:00Z", **changes)))
        assert told
        assert ([scan["code"] for scan in told["scans"]], told["expected_at"]) == ([code], "2026-11-26T17:00:00+00:00")

    def test_what_tells_no_scans_takes_none_away(self) -> None:
        assert from_aftership(aftership("A1")) is None
        event = track17_event("Delivered_Other", "2026-11-22T09:00:00Z")
        assert from_17track(track17("A1", event, name="TRACKING_STOPPED")) is None
        assert from_17track(track17("A1")) is None


class TestCommon:
    def test_signatures(self) -> None:
        check_hmac("s", hmac_of("s", b"{}"), b"{}")
        check_17track("k", hashlib.sha256(b"{}/k").hexdigest().upper(), b"{}")
        for wrong in ("", "x", hmac_of("t", b"{}"), hmac_of("s", b"{} "), "ü\udcff"):
            with pytest.raises(BadSignatureError):
                check_hmac("s", wrong, b"{}")
            with pytest.raises(BadSignatureError):
                check_17track("s", wrong, b"{}")

    def test_zones(self) -> None:
        assert zone_of("US", "CA") == "America/Los_Angeles"
        assert zone_of("US", "US-HI") == "Pacific/Honolulu"
        assert zone_of("us") == "America/New_York"
        assert zone_of("CN") == "Asia/Shanghai"
        assert zone_of("FJ") == "Pacific/Fiji"
        assert zone_of("") == zone_of("QQ") == "UTC"

    def test_amounts(self) -> None:
        assert money("-5", "EUR") == {"amount": "5.00", "currency": "EUR"}
        assert money(None, "EUR")["amount"] == "0.00"
        assert money("10.005", "EUR")["amount"] == "10.01"
        wrongs: list[Any] = ["NaN", "Infinity", "sNaN", "1e300", "ten", [], True]
        for wrong in wrongs:
            with pytest.raises(NotUsableError):
                money(wrong, "EUR")

    def test_ids_that_are_too_long_stay_apart(self) -> None:
        assert known_by("shop", "1") == "shop-1"
        assert known_by("shop", "täst.example", "1").isascii()
        long = {known_by("shop", "x" * 90, one) for one in "12"}
        assert len(long) == 2
        assert all(len(one) <= 64 for one in long)

    def test_what_the_database_cannot_hold_is_left_out(self) -> None:
        assert storable({"a\x00": ["b\x00", "\ud800", float("nan"), 1]}) == {"a": ["b", "?", None, 1]}
        deep: Any = 1
        for _ in range(100):
            deep = [deep]
        with pytest.raises(NotUsableError):
            storable({"deep": deep})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(
        ["2026-11-20T10:00:00+01:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "-5", "1e400", "EUR"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def spoilt(told: Any, path: list[int], value: Any) -> Any:
    """The same with one place of it, found by walking `path`, replaced."""
    if not path or not isinstance(told, dict | list) or not told:
        return value
    keys = sorted(told) if isinstance(told, dict) else range(len(told))
    key = keys[path[0] % len(keys)]
    changed = copy.copy(told)
    changed[key] = spoilt(told[key], path[1:], value)
    return changed


FULL_SHOPIFY = shopify_order(
    fulfillments=[fulfilment(shipment_status="delivered")], refunds=[refund(lines=[(2, 1)])], note_attributes=[{}],
    cancelled_at="2026-11-24T11:00:00+01:00",
)  # fmt: skip
FULL_WOO = woo_order(
    meta_data=[woo_tracking("A", products_list=[{"item_id": "315", "qty": 1}])], refunds=[{"id": 1, "total": "-1"}]
)
FULL_AFTERSHIP = aftership("A1", checkpoint("InTransit", "2026-11-22T09:00:00+01:00"))
FULL_17TRACK = track17("A1", track17_event("Delivered_Other", "2026-11-22T09:00:00Z"))


def read_all(body: Json) -> None:
    """Everything that reads a body, as every system would."""
    for read in (
        lambda: shopify.order_event(body, shopify.Known(), SHOP),
        lambda: shopify.order_event(
            shopify_order(), shopify.Known(events=[body], fulfilments=[body, fulfilment()], refunds=[body]), SHOP
        ),
        lambda: (shopify.about(body), shopify.sightings(body), shopify.about_fulfilment(body)),
        lambda: woocommerce.order_event(body, woocommerce.Known(), SITE),
        lambda: (woocommerce.about(body, SITE), woocommerce.sightings(body), woocommerce.modified(body)),
        lambda: from_aftership(body),
        lambda: from_17track(body),
    ):
        try:
            read()
        except NotUsableError:
            continue


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_any_object_is_read_or_not_usable(body: Json) -> None:
    read_all(body)


@given(
    st.sampled_from([FULL_SHOPIFY, FULL_WOO, FULL_AFTERSHIP, FULL_17TRACK, fulfilment(), refund(lines=[(1, 1)])]),
    st.lists(st.integers(0, 60), min_size=1, max_size=7), JSON,
)  # fmt: skip
def test_a_webhook_with_one_thing_wrong_is_read_or_not_usable(told: Json, path: list[int], value: Any) -> None:
    body = spoilt(told, path, value)
    if isinstance(body, dict):
        read_all(body)


ANYTHING: list[Any] = [None, True, -1, "", "9" * 50, [], {"id": []}, float("inf")]


def places(told: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value in it, except the whole."""
    inner = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


def with_at(told: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.copy(told)
    changed[path[0]] = with_at(told[path[0]], path[1:], value)
    return changed


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (FULL_SHOPIFY, lambda body: shopify.order_event(body, shopify.Known(), SHOP)),
        (FULL_SHOPIFY, lambda body: (shopify.about(body), shopify.sightings(body), shopify.kept(body))),
        (fulfilment(), lambda body: shopify.order_event(shopify_order(), shopify.Known(fulfilments=[body]), SHOP)),
        (
            refund(lines=[(1, 1)]),
            lambda body: shopify.order_event(shopify_order(), shopify.Known(refunds=[body]), SHOP),
        ),
        (FULL_WOO, lambda body: woocommerce.order_event(body, woocommerce.Known(), SITE)),
        (FULL_WOO, lambda body: (woocommerce.about(body, SITE), woocommerce.sightings(body), woocommerce.kept(body))),
        (FULL_AFTERSHIP, from_aftership),
        (FULL_17TRACK, from_17track),
    ],
)
def test_every_place_of_a_webhook_may_hold_anything(told: Json, read: Callable[[Json], Any]) -> None:
    for path in places(told):
        for value in ANYTHING:
            try:
                event = read(with_at(told, path, value))
            except NotUsableError:
                continue
            if isinstance(event, dict) and "order" in event:
                read_event(event)


def test_what_was_ordered_is_understood() -> None:
    order = understood(shopify_order(fulfillments=[fulfilment(lines=[shopify_line(1, "Tablecloth", "25.00", 2)])]))
    assert [(item.sku, left) for item, left in order.not_dispatched()] == [("SKU-2", 1)]


def test_what_is_kept_of_an_order_tells_the_same() -> None:
    known = shopify.Known()
    for changes in ({}, {"customer": None}, {"financial_status": "pending"}):
        order = {**FULL_SHOPIFY, **changes}
        assert shopify.order_event(shopify.kept(order), known, SHOP) == shopify.order_event(order, known, SHOP)
        assert shopify.about(shopify.kept(order)) == shopify.about(order)
    meta = [*FULL_WOO["meta_data"], {"key": "_careline_calls", "value": "1"}, {"key": "wpml_language", "value": "de"}]
    woo = {**FULL_WOO, "meta_data": meta}
    told = [woocommerce.order_event(one, woocommerce.Known(), SITE) for one in (woo, woocommerce.kept(woo))]
    assert told[0] == told[1]
    assert told[0]["order"]["customer"]["consent"]["service_calls"]
