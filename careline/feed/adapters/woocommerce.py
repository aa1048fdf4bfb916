"""WooCommerce: orders as its webhooks send them (order.created, order.updated), as one order event. Pure.

WooCommerce itself knows no parcels: a completed order counts as delivered without tracking, unless one of the usual
tracking plugins leaves its numbers in the order's meta data. Its refunds name an amount and a reason, but no items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from careline.feed.adapters.common import Json, NotUsableError, guest_id, instant, is_zero, milliseconds, money, zone_of

SOURCE = "woocommerce"

_STATUS = {
    "pending": "placed", "on-hold": "placed", "checkout-draft": "placed", "processing": "paid", "completed": "delivered",
    "cancelled": "cancelled", "failed": "cancelled", "refunded": "delivered", "trash": "cancelled",
}  # fmt: skip
_PAYMENT = {"cod": "on_delivery", "bacs": "transfer", "cheque": "transfer"}
_CHINESE = frozenset({"CN", "HK", "MO", "TW"})
_TRACKING_KEYS = frozenset({"_wc_shipment_tracking_items", "wc_shipment_tracking_items"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the bridge keeps beside the order: scans of a tracking service, and the buyer's history."""

    tracking: Sequence[Json] = ()
    first_order_at: str | None = None
    orders_so_far: int = 1


def order_event(order: Json, known: Known, site: str) -> Json:
    """The feed event of one WooCommerce order of this site (a host name). Raises NotUsableError."""
    placed = instant(order.get("date_created_gmt"), utc=True)
    if not order.get("id") or not placed:
        raise NotUsableError("a WooCommerce order has id and date_created_gmt")
    currency = str(order.get("currency") or "")
    items = [_item(line, currency) for line in order.get("line_items") or [] if int(line.get("quantity") or 0) > 0]
    if not items:
        raise NotUsableError("this order has no lines")
    paid = instant(order.get("date_paid_gmt"), utc=True)
    changed = max(milliseconds(instant(order.get("date_modified_gmt"), utc=True)), 1)
    parcels = list(_parcels(order, known))
    status = _STATUS.get(str(order.get("status")), "paid" if paid else "placed")
    if parcels and status == "delivered" and order.get("status") == "completed":
        status = "dispatched"  # the shop sent it; its arrival is told by scans
    told: Json = {
        "order_id": f"{SOURCE}-{site}-{order['id']}"[:64],
        "number": str(order.get("number") or order["id"]),
        "customer": _customer(order, known, placed),
        "merchant": {"merchant_id": site, "name": site},
        "items": items,
        "total": money(order.get("total"), currency),
        "shipping_fee": money(order.get("shipping_total"), currency),
        "status": status,
        "placed_at": placed,
        "paid_at": paid,
        "fulfilment": _fulfilment(order),
        "payment": _PAYMENT.get(str(order.get("payment_method")), "prepaid"),
        "address": _address(order),
        "parcels": parcels,
        "refunds": list(_refunds(order, currency, instant(order.get("date_modified_gmt"), utc=True) or placed)),
        "cancellations": _cancellations(order),
        "guarantees": [],
    }
    scanned = [milliseconds(scan.get("at")) for one in known.tracking for scan in one.get("scans") or []]
    changed = max(changed, *scanned, 1)
    return {
        "event_id": f"{SOURCE}-{site}-{order['id']}-{changed}"[:100],
        "occurred_at": instant(order.get("date_modified_gmt"), utc=True) or placed,
        "version": changed,
        "order": told,
    }


def buyer(order: Json) -> str:
    """Who placed it: the account, or for a guest what is known of them."""
    account = order.get("customer_id")
    billing = order.get("billing") or {}
    if account:
        return f"{SOURCE}-{account}"
    return guest_id(SOURCE, billing.get("email"), billing.get("phone"), order.get("id"))


def _customer(order: Json, known: Known, placed: str) -> Json:
    billing, shipping = order.get("billing") or {}, order.get("shipping") or {}
    country = str(shipping.get("country") or billing.get("country") or "")
    name = " ".join(
        filter(None, (shipping.get("first_name") or billing.get("first_name"), billing.get("last_name") or ""))
    )
    return {
        "customer_id": buyer(order),
        "name": name.strip(),
        "phone": shipping.get("phone") or billing.get("phone") or None,
        "region": country,
        "locale": "zh-CN" if country in _CHINESE else "en",
        "time_zone": zone_of(country, str(shipping.get("state") or billing.get("state") or "")),
        "first_order_at": known.first_order_at or placed,
        "orders_so_far": max(known.orders_so_far, 1),
    }


def _item(line: Json, currency: str) -> Json:
    """`subtotal` is before discounts, `total` after them; both are of the whole line."""
    quantity = int(line["quantity"])
    subtotal, total = _decimal(line.get("subtotal") or line.get("total")), _decimal(line.get("total"))
    each = subtotal / quantity
    item: Json = {
        "sku": str(line.get("sku") or f"line-{line.get('id')}"), "title": str(line.get("name") or ""),
        "quantity": quantity, "price": money(_rounded(each, currency), currency),
    }  # fmt: skip
    off = subtotal - total
    image = (line.get("image") or {}).get("src") if isinstance(line.get("image"), dict) else None
    return item | ({} if off <= 0 else {"discount": money(off, currency)}) | ({"image": image} if image else {})


def _decimal(value: Any) -> Decimal:
    try:
        return Decimal(str(value or 0))
    except InvalidOperation as error:
        raise NotUsableError(f"{value!r} is no amount") from error


def _rounded(amount: Decimal, currency: str) -> Decimal:
    return amount.quantize(Decimal(1) if currency in {"JPY", "KRW", "VND", "CLP"} else Decimal("0.01"))


def _fulfilment(order: Json) -> str:
    lines = order.get("shipping_lines") or []
    if not lines:
        virtual = is_zero(order.get("shipping_total")) and not (order.get("shipping") or {}).get("address_1")
        return "digital" if virtual else "ship"
    return "pick_up" if all("pickup" in str(line.get("method_id") or "") for line in lines) else "ship"


def _address(order: Json) -> Json:
    told = order.get("shipping") or {}
    told = told if told.get("address_1") else order.get("billing") or {}
    lines = filter(None, (told.get("address_1"), told.get("address_2"), told.get("postcode")))
    return {
        "recipient": " ".join(filter(None, (told.get("first_name"), told.get("last_name")))),
        "phone": str(told.get("phone") or ""), "region": str(told.get("state") or ""),
        "city": str(told.get("city") or ""), "detail": ", ".join(lines),
    }  # fmt: skip


def _parcels(order: Json, known: Known) -> list[Json]:
    found = []
    for meta in order.get("meta_data") or []:
        if meta.get("key") not in _TRACKING_KEYS or not isinstance(meta.get("value"), list):
            continue
        for n, one in enumerate(meta["value"]):
            number = str(one.get("tracking_number") or "")
            sent = _unix(one.get("date_shipped"))
            if number and sent:
                found.append({
                    "parcel_id": str(one.get("tracking_id") or n),
                    "courier": str(one.get("tracking_provider") or one.get("custom_tracking_provider") or ""),
                    "tracking_no": number, "dispatched_at": sent, "scans": _tracked(number, known),
                    **({"items": []} if n else {}),
                })  # fmt: skip
    return found


def _unix(seconds: Any) -> str | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _tracked(number: str, known: Known) -> list[Json]:
    return [scan for one in known.tracking if one.get("number") == number for scan in one.get("scans") or []]


def _refunds(order: Json, currency: str, changed: str) -> list[Json]:
    """Woo tells amounts with a minus, and neither when nor for which items."""
    return [
        {
            "refund_id": str(one.get("id")), "kind": "refund_only", "reason": str(one.get("reason") or "") or None,
            "status": "paid", "requested_at": changed, "approved_at": changed, "paid_at": changed,
            "amount": money(one.get("total"), currency), "to": str(order.get("payment_method_title") or ""),
        }
        for one in order.get("refunds") or []
        if not is_zero(one.get("total"))
    ]  # fmt: skip


def _cancellations(order: Json) -> list[Json]:
    if _STATUS.get(str(order.get("status"))) != "cancelled":
        return []
    at = instant(order.get("date_modified_gmt"), utc=True)
    by = "platform" if order.get("status") == "failed" else "merchant"
    return [{"at": at, "by": by, "reason": str(order.get("status"))}] if at else []
