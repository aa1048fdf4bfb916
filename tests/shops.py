"""Webhooks of shop systems and tracking services as these document them; every value in them is made up here."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

Json = dict[str, Any]
SHOP, SITE = "linen-and-lamp.myshopify.com", "teekanne.example"


def both(shown: str, ours: str | None = None, currency: str = "EUR") -> Json:
    """An amount as Shopify tells it twice: in the shop's money and in that which the consumer saw."""
    return {
        "shop_money": {"amount": ours or shown, "currency_code": "USD" if ours else currency},
        "presentment_money": {"amount": shown, "currency_code": currency},
    }


def shopify_line(line_id: int, title: str, price: str, quantity: int = 1, **changes: Any) -> Json:
    return {
        "id": line_id, "sku": f"SKU-{line_id}", "title": title, "name": title, "variant_title": "blue", "price": price,
        "price_set": both(price), "quantity": quantity, "current_quantity": quantity, "requires_shipping": True,
        "taxable": True, "vendor": "Linen Mill", "fulfillment_status": None, "discount_allocations": [],
        "tax_lines": [], **changes,
    }  # fmt: skip


def shopify_order(**changes: Any) -> Json:
    """Two tablecloths and a lamp for 90.00 EUR and 5.00 postage, paid by card, nothing sent."""
    address = {
        "first_name": "Marta", "last_name": "Kowalska", "name": "Marta Kowalska", "phone": "+48 600 100 200",
        "address1": "ul. Lniana 4", "address2": None, "zip": "00-950", "city": "Warszawa", "province": "Mazowieckie",
        "province_code": None, "country": "Poland", "country_code": "PL",
    }  # fmt: skip
    return {
        "id": 820_100, "name": "#1047", "order_number": 1047, "email": "marta@mail.example", "phone": None,
        "created_at": "2026-11-20T10:00:00+01:00", "processed_at": "2026-11-20T10:00:00+01:00",
        "updated_at": "2026-11-20T10:00:05+01:00", "cancelled_at": None, "cancel_reason": None, "currency": "EUR",
        "presentment_currency": "EUR", "financial_status": "paid", "fulfillment_status": None, "total_price": "95.00",
        "total_price_set": both("95.00"), "current_total_price": "95.00", "current_total_price_set": both("95.00"),
        "total_shipping_price_set": both("5.00"), "taxes_included": True, "customer_locale": "pl-PL",
        "payment_gateway_names": ["shopify_payments"], "note": None, "note_attributes": [], "tags": "",
        "customer": {"id": 7001, "first_name": "Marta", "last_name": "Kowalska", "phone": None},
        "billing_address": address, "shipping_address": address,
        "shipping_lines": [{"code": "Standard", "title": "Standard", "price": "5.00"}],
        "line_items": [shopify_line(1, "Tablecloth", "25.00", 2), shopify_line(2, "Lamp", "40.00")],
        "fulfillments": [], "refunds": [], **changes,
    }  # fmt: skip


def fulfilment(fulfilment_id: int = 31, lines: list[Json] | None = None, **changes: Any) -> Json:
    return {
        "id": fulfilment_id, "order_id": 820_100, "status": "success", "created_at": "2026-11-21T09:00:00+01:00",
        "updated_at": "2026-11-21T09:00:00+01:00", "tracking_company": "InPost", "tracking_number": "IN 100 PL",
        "tracking_numbers": ["IN 100 PL"], "shipment_status": None,
        "line_items": lines or [shopify_line(1, "Tablecloth", "25.00", 2), shopify_line(2, "Lamp", "40.00")], **changes,
    }  # fmt: skip


def fulfilment_event(event_id: int, status: str, at: str, **changes: Any) -> Json:
    return {
        "id": event_id, "fulfillment_id": 31, "order_id": 820_100, "status": status, "message": f"It says {status}",
        "happened_at": at, "created_at": at, "updated_at": at, "city": "Łódź", "province": None, **changes,
    }  # fmt: skip


def transaction(amount: str, **changes: Any) -> Json:
    return {
        "id": 9001, "kind": "refund", "status": "success", "amount": amount, "currency": "EUR",
        "gateway": "shopify_payments", "processed_at": "2026-11-24T12:00:00+01:00",
        "payment_details": {"credit_card_company": "Visa", "credit_card_number": "•••• •••• •••• 4242"}, **changes,
    }  # fmt: skip


def refund(refund_id: int = 51, lines: list[tuple[int, int]] | None = None, **changes: Any) -> Json:
    """`lines` are (line, how many)."""
    return {
        "id": refund_id, "order_id": 820_100, "created_at": "2026-11-24T11:59:00+01:00", "note": "", "restock": True,
        "refund_line_items": [
            {"id": 60 + n, "line_item_id": line, "quantity": quantity, "restock_type": "cancel",
             "line_item": {"id": line, "sku": f"SKU-{line}", "title": "…"}}
            for n, (line, quantity) in enumerate(lines or [])
        ],
        "order_adjustments": [], "transactions": [transaction("40.00")], **changes,
    }  # fmt: skip


def merge(gone: int, kept: int) -> Json:
    return {
        "admin_graphql_api_customer_kept_id": f"gid://shopify/Customer/{kept}",
        "admin_graphql_api_customer_deleted_id": f"gid://shopify/Customer/{gone}",
        "admin_graphql_api_job_id": None, "status": "completed", "errors": [],
    }  # fmt: skip


def woo_line(line_id: int, name: str, subtotal: str, quantity: int = 1, **changes: Any) -> Json:
    return {
        "id": line_id, "name": name, "product_id": 90 + line_id, "variation_id": 0, "quantity": quantity,
        "subtotal": subtotal, "subtotal_tax": "0.00", "total": subtotal, "total_tax": "0.00", "sku": f"w-{line_id}",
        "price": 0, "image": {"id": "1", "src": "https://teekanne.example/a.jpg"}, "meta_data": [], **changes,
    }  # fmt: skip


def woo_order(**changes: Any) -> Json:
    """A teapot and three cups for 54.00 GBP and 4.50 postage, paid, nothing sent."""
    address = {
        "first_name": "Ana", "last_name": "Reid", "company": "", "address_1": "4 Kiln Lane", "address_2": "",
        "city": "Leith", "state": "", "postcode": "EH6 1AA", "country": "GB", "phone": "07700 900123",
    }  # fmt: skip
    return {
        "id": 727, "number": "727", "status": "processing", "currency": "GBP", "prices_include_tax": False,
        "date_created": "2026-11-20T09:12:00", "date_created_gmt": "2026-11-20T09:12:00",
        "date_modified_gmt": "2026-11-20T09:12:30", "date_paid_gmt": "2026-11-20T09:12:20",
        "date_completed_gmt": None, "discount_total": "0.00", "shipping_total": "4.50", "total": "58.50",
        "customer_id": 26, "billing": {**address, "email": "ana@mail.example"}, "shipping": address,
        "payment_method": "stripe", "payment_method_title": "Card", "customer_note": "", "meta_data": [],
        "line_items": [woo_line(315, "Teapot", "30.00"), woo_line(316, "Cup", "24.00", 3)],
        "shipping_lines": [{"id": 317, "method_id": "flat_rate", "total": "4.50"}], "refunds": [], **changes,
    }  # fmt: skip


def woo_tracking(*numbers: str, **changes: Any) -> Json:
    """What the shipment tracking plugin leaves in the order's meta data."""
    return {
        "id": 1, "key": "_wc_shipment_tracking_items",
        "value": [
            {"tracking_provider": "royal-mail", "custom_tracking_provider": "", "tracking_number": number,
             "date_shipped": "1795334400", "tracking_id": f"t{n}", **changes}
            for n, number in enumerate(numbers)
        ],
    }  # fmt: skip


def checkpoint(tag: str, at: str, **changes: Any) -> Json:
    return {
        "slug": "inpost", "created_at": "2026-11-23T20:00:00+00:00", "checkpoint_time": at, "tag": tag,
        "subtag": f"{tag}_001", "subtag_message": tag, "message": f"It says {tag}", "city": "Łódź", "location": None,
        **changes,
    }  # fmt: skip


def aftership(number: str, *checkpoints: Json, at: str = "2026-11-23T20:00:01+00:00", **changes: Any) -> Json:
    return {
        "event": "tracking_update", "event_id": "11111111-2222-3333-4444-555555555555", "ts": 1_795_464_001,
        "msg": {
            "id": "abc", "tracking_number": number, "slug": "inpost", "tag": "InTransit", "updated_at": at,
            "expected_delivery": "2026-11-25", "checkpoints": list(checkpoints), **changes,
        },
    }  # fmt: skip


def track17_event(sub_status: str, at: str, **changes: Any) -> Json:
    return {
        "time_utc": at, "time_iso": at, "description": f"It says {sub_status}", "location": "POZNAN", "stage": None,
        "sub_status": sub_status, **changes,
    }  # fmt: skip


def track17(number: str, *events: Json, name: str = "TRACKING_UPDATED") -> Json:
    provider = {
        "provider": {"key": 1, "name": "InPost"},
        "latest_sync_time": "2026-11-23T21:00:00Z",
        "events": [*events],
    }
    return {
        "event": name,
        "data": {
            "number": number, "carrier": 1, "tag": "",
            "track_info": {
                "time_metrics": {"estimated_delivery_date": {"from": None, "to": "2026-11-26T17:00:00Z"}},
                "tracking": {"providers": [provider]},
            },
        },
    }  # fmt: skip


def hmac_of(secret: str, body: bytes) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
