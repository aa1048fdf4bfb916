"""Shopify: orders, fulfilments, fulfilment events and refunds as its webhooks send them, as one order event. Pure.

Topics: orders/* (the whole order with its fulfilments and refunds), fulfillments/*, fulfillment_events/*,
refunds/create, customers/merge. Money is taken in the presentment currency, which is what the consumer paid in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from careline.feed.adapters.common import Json, NotUsableError, guest_id, instant, is_zero, milliseconds, money, zone_of

SOURCE = "shopify"

_SCANS = {
    "label_purchased": "info_received", "label_printed": "info_received", "confirmed": "info_received",
    "ready_for_pickup": "at_pickup_point", "picked_up": "picked_up", "carrier_picked_up": "picked_up",
    "in_transit": "arrived", "out_for_delivery": "out_for_delivery", "attempted_delivery": "attempt_failed",
    "delayed": "exception", "failure": "exception", "delivered": "delivered",
}  # fmt: skip
_CANCELLED_BY = {"customer": "consumer", "inventory": "merchant", "fraud": "merchant", "declined": "platform"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the bridge keeps beside the order: events and refunds told apart from it, and the buyer's history.

    `first_order_at` is RFC 3339, `orders_so_far` counts this order; `previous_ids` are accounts merged into this one.
    """

    events: Sequence[Json] = ()
    refunds: Sequence[Json] = ()
    tracking: Sequence[Json] = ()
    first_order_at: str | None = None
    orders_so_far: int = 1
    previous_ids: Sequence[str] = ()


def order_event(order: Json, known: Known, shop_domain: str) -> Json:
    """The feed event of one Shopify order. Raises NotUsableError."""
    placed = instant(order.get("processed_at")) or instant(order.get("created_at"))
    if not order.get("id") or not placed:
        raise NotUsableError("a Shopify order has id and created_at")
    currency = str(order.get("presentment_currency") or order.get("currency") or "")
    items = [_item(line, currency) for line in order.get("line_items") or [] if _quantity(line) > 0]
    if not items:
        raise NotUsableError("every line of this order was removed")
    refunds = _refunds(order, known, currency)
    told: Json = {
        "order_id": f"{SOURCE}-{order['id']}",
        "number": str(order.get("name") or order.get("order_number") or order["id"]),
        "customer": _customer(order, known, placed),
        "merchant": {"merchant_id": shop_domain, "name": _shop_name(order, shop_domain)},
        "items": items,
        "total": money(_shown(order, "current_total_price") or _shown(order, "total_price"), currency),
        "shipping_fee": money(_shown(order, "total_shipping_price"), currency),
        "status": _status(order),
        "placed_at": placed,
        "paid_at": placed if order.get("financial_status") in _PAID else None,
        "fulfilment": _fulfilment(order),
        "payment": "prepaid" if "cash on delivery" not in _gateways(order) else "on_delivery",
        "address": _address(order.get("shipping_address") or order.get("billing_address") or {}),
        "parcels": [parcel for done in order.get("fulfillments") or [] for parcel in _parcels(done, known)],
        "refunds": refunds,
        "cancellations": _cancellations(order),
        "guarantees": [],
    }
    changed = max(milliseconds(instant(order.get("updated_at"))), *(_changed(one) for one in _all(known)), 1)
    return {
        "event_id": f"{SOURCE}-{order['id']}-{changed}",
        "occurred_at": instant(order.get("updated_at")) or placed,
        "version": changed,
        "order": told,
    }


_PAID = frozenset({"paid", "partially_refunded", "refunded", "partially_paid"})


def _status(order: Json) -> str:
    if order.get("cancelled_at"):
        return "cancelled"
    fulfilled = [one for one in order.get("fulfillments") or [] if one.get("status") in {"success", "open", None}]
    if fulfilled and order.get("fulfillment_status") == "fulfilled":
        delivered = all(one.get("shipment_status") == "delivered" for one in fulfilled)
        return "delivered" if delivered else "dispatched"
    if order.get("financial_status") in _PAID:
        return "paid"
    return "placed"


def _quantity(line: Json) -> int:
    """Pieces that are still ordered: removals lower `current_quantity`."""
    current = line.get("current_quantity", line.get("quantity", 0))
    refunded_away = current == 0 and line.get("quantity", 0) > 0 and line.get("fulfillment_status") == "fulfilled"
    return int(line["quantity"] if refunded_away else current or 0)


def _item(line: Json, currency: str) -> Json:
    off = sum((_decimal(_shown(part, "amount")) for part in line.get("discount_allocations") or []), start=_decimal(0))
    item: Json = {
        "sku": _sku(line),
        "title": str(line.get("title") or line.get("name") or ""),
        "quantity": _quantity(line),
        "price": money(_shown(line, "price"), currency),
        "variant": str(line.get("variant_title") or ""),
    }
    return item | ({} if is_zero(off) else {"discount": money(off, currency)})


def _sku(line: Json) -> str:
    return str(line.get("sku") or f"line-{line.get('id')}")


def _decimal(value: Any) -> Decimal:
    try:
        return Decimal(str(value or 0))
    except InvalidOperation as error:
        raise NotUsableError(f"{value!r} is no amount") from error


def _shown(part: Json, name: str) -> Any:
    """An amount in the currency that the consumer saw, where Shopify tells both."""
    both = part.get(f"{name}_set")
    if isinstance(both, dict) and isinstance(both.get("presentment_money"), dict):
        return both["presentment_money"].get("amount")
    return part.get(name)


def _customer(order: Json, known: Known, placed: str) -> Json:
    who = order.get("customer") or {}
    address = order.get("shipping_address") or order.get("billing_address") or who.get("default_address") or {}
    country = str(address.get("country_code") or "")
    phone = order.get("phone") or address.get("phone") or who.get("phone")
    customer_id = f"{SOURCE}-{who['id']}" if who.get("id") else guest_id(SOURCE, order.get("email"), phone, order["id"])
    name = " ".join(filter(None, (address.get("first_name"), address.get("last_name")))) or str(
        address.get("name") or ""
    )
    return {
        "customer_id": customer_id,
        "name": name,
        "phone": phone,
        "region": country,
        "locale": str(order.get("customer_locale") or "en"),
        "time_zone": zone_of(country, str(address.get("province_code") or "")),
        "first_order_at": known.first_order_at or placed,
        "orders_so_far": max(known.orders_so_far, 1),
        "previous_ids": [f"{SOURCE}-{one}" for one in known.previous_ids],
    }


def _shop_name(order: Json, domain: str) -> str:
    lines = order.get("line_items") or []
    vendors = {str(line.get("vendor")) for line in lines if line.get("vendor")}
    return vendors.pop() if len(vendors) == 1 else domain.removesuffix(".myshopify.com")


def _fulfilment(order: Json) -> str:
    lines = [line for line in order.get("line_items") or [] if _quantity(line) > 0]
    if lines and not any(line.get("requires_shipping", True) for line in lines):
        return "digital"
    methods = {str(line.get("code") or line.get("title") or "").lower() for line in order.get("shipping_lines") or []}
    local = any("pickup" in method or "pick up" in method for method in methods)
    return "pick_up" if local else "ship"


def _gateways(order: Json) -> str:
    return " ".join(str(name).lower() for name in order.get("payment_gateway_names") or []).replace("_", " ")


def _address(told: Json) -> Json:
    lines = filter(None, (told.get("address1"), told.get("address2"), told.get("zip")))
    return {
        "recipient": str(told.get("name") or ""), "phone": str(told.get("phone") or ""),
        "region": str(told.get("province") or ""), "city": str(told.get("city") or ""), "detail": ", ".join(lines),
    }  # fmt: skip


def _parcels(done: Json, known: Known) -> list[Json]:
    """One parcel for each tracking number of a fulfilment; its contents are told with the first of several."""
    if done.get("status") in {"cancelled", "error", "failure"}:
        return []
    sent = instant(done.get("created_at"))
    if sent is None:
        return []
    numbers = [str(n) for n in done.get("tracking_numbers") or [done.get("tracking_number")] if n] or [""]
    contents = [
        {"sku": _sku(line), "quantity": int(line.get("quantity") or 0)}
        for line in done.get("line_items") or []
        if line.get("quantity")
    ]
    scans = _scans(done, known)
    courier = str(done.get("tracking_company") or "")
    return [
        {
            "parcel_id": f"{done.get('id')}-{n}" if len(numbers) > 1 else str(done.get("id")),
            "courier": courier,
            "tracking_no": number,
            "dispatched_at": sent,
            "scans": [*scans, *_tracked(number, known)],
            "items": contents if n == 0 else [],
        }
        for n, number in enumerate(numbers)
    ]


def _scans(done: Json, known: Known) -> list[Json]:
    events = [event for event in known.events if event.get("fulfillment_id") == done.get("id")]
    scans = [
        {
            "at": at, "code": _SCANS.get(str(event.get("status")), "arrived"),
            "place": ", ".join(filter(None, (event.get("city"), event.get("province")))),
            "text": str(event.get("message") or ""),
        }
        for event in events
        if (at := instant(event.get("happened_at") or event.get("created_at")))
    ]  # fmt: skip
    status = str(done.get("shipment_status") or "")
    told = {scan["code"] for scan in scans}
    if status in _SCANS and _SCANS[status] not in told and (at := instant(done.get("updated_at"))):
        scans.append({"at": at, "code": _SCANS[status], "place": "", "text": ""})
    return scans


def _tracked(number: str, known: Known) -> list[Json]:
    """Scans that a tracking service told of this number."""
    return [scan for one in known.tracking if number and one.get("number") == number for scan in one.get("scans") or []]


def _refunds(order: Json, known: Known, currency: str) -> list[Json]:
    told = {one.get("id"): one for one in [*known.refunds, *(order.get("refunds") or [])]}
    return [refund for one in told.values() for refund in _refund(one, currency)]


def _refund(told: Json, currency: str) -> list[Json]:
    """Goods and shipping fee are told apart: only the first is about items."""
    at = instant(told.get("created_at"))
    transactions = [one for one in told.get("transactions") or [] if one.get("kind") == "refund"]
    if at is None or not transactions:
        return []  # a removal or a restock without money
    status, decision = _refund_status(transactions)
    lines = told.get("refund_line_items") or []
    amount = sum((_decimal(_shown(one, "amount")) for one in transactions), start=_decimal(0))
    shipping = sum((_decimal(_shown(one, "amount")) for one in told.get("order_adjustments") or []
                    if one.get("kind") == "shipping_refund"), start=_decimal(0))  # fmt: skip
    shipping = min(abs(shipping), amount)
    common: Json = {
        "kind": "refund_only", "reason": str(told.get("note") or "") or None, "status": status, "requested_at": at,
        "approved_at": at, "to": ", ".join(dict.fromkeys(str(one.get("gateway") or "") for one in transactions)),
        "decision": decision, "request_id": _request_id(told),
    }  # fmt: skip
    if status == "paid":
        common["paid_at"] = instant(transactions[-1].get("processed_at")) or at
    if status == "failed":
        common["failed_at"] = instant(transactions[-1].get("processed_at")) or at
    items = [
        {"sku": _sku(one.get("line_item") or {}), "quantity": int(one.get("quantity") or 0)}
        for one in lines
        if one.get("quantity")
    ]
    found = []
    if amount > shipping or not shipping:
        scope = {"scope": "goods", "items": items} if items else {"scope": "goodwill"}
        found.append(
            {**common, "refund_id": str(told.get("id")), "amount": money(amount - shipping, currency), **scope}
        )
    if shipping:
        refund_id = f"{told.get('id')}-shipping"
        found.append({**common, "refund_id": refund_id, "amount": money(shipping, currency), "scope": "shipping"})
    return found


def _refund_status(transactions: Sequence[Json]) -> tuple[str, str]:
    states = [str(one.get("status")) for one in transactions]
    bad = next((one for one in transactions if one.get("status") in {"failure", "error"}), None)
    if bad:
        return "failed", str(bad.get("message") or bad.get("error_code") or "")
    return ("paid" if all(state == "success" for state in states) else "approved"), ""


def _request_id(told: Json) -> str | None:
    """Our remedy's id, where whoever refunds at the shop's request keeps it in the note: careline:ID."""
    note = str(told.get("note") or "")
    return note.partition("careline:")[2].split()[0][:64] if "careline:" in note else None


def _cancellations(order: Json) -> list[Json]:
    at = instant(order.get("cancelled_at"))
    if at is None:
        return []
    reason = str(order.get("cancel_reason") or "")
    return [{"at": at, "by": _CANCELLED_BY.get(reason, "merchant"), "reason": reason}]


def _all(known: Known) -> list[Json]:
    return [*known.events, *known.refunds, *known.tracking]


def _changed(told: Json) -> int:
    return milliseconds(instant(told.get("updated_at") or told.get("created_at") or told.get("happened_at")))
