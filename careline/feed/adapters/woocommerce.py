"""WooCommerce: orders as its webhooks send them (order.created, order.updated), as one order event. Pure.

WooCommerce itself knows no parcels: a completed order was sent, tracking unknown, unless one of the usual tracking
plugins leaves its numbers in the order's meta data. Its refunds name an amount and a reason, but neither items nor an
instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from careline.feed.adapters.common import (
    Json,
    NotUsableError,
    consent_of,
    country_of,
    currency_of,
    decimal,
    from_milliseconds,
    ident,
    instant,
    joined,
    known_by,
    milliseconds,
    money,
    of_seconds,
    part,
    parts,
    priced,
    remedy_named,
    storable,
    tracking_key,
    whole,
    words,
)
from careline.feed.adapters.tracking import scans_of
from careline.feed.adapters.zones import zone_of

SOURCE = "woocommerce"

_UNPAID = frozenset({"pending", "on-hold", "failed", "checkout-draft"})
_CANCELLED = frozenset({"cancelled", "trash"})
_SENT = frozenset({"completed", "shipped", "wc-shipped"})
_PAYMENT = {"cod": "on_delivery", "bacs": "transfer", "cheque": "transfer"}
_CHINESE = frozenset({"CN", "HK", "MO", "TW"})
_TRACKING = frozenset({"_wc_shipment_tracking_items", "wc_shipment_tracking_items", "_aftership_tracking_items"})

_CONSENT = frozenset({"careline_calls", "careline_sms", "careline_artificial_voice"})
_KEPT = frozenset(
    {
        "id", "number", "status", "currency", "prices_include_tax", "date_created_gmt", "date_modified_gmt",
        "date_paid_gmt", "date_completed_gmt", "total", "shipping_total", "customer_id", "billing", "shipping",
        "payment_method", "payment_method_title", "line_items", "shipping_lines", "refunds",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the bridge keeps beside the order.

    `first` maps sightings (`refund:ID`, `parcel:NUMBER`, `guest`) to when they were first told (RFC 3339).
    """

    tracking: Sequence[Json] = ()
    first: Mapping[str, str] = field(default_factory=dict)
    first_order_at: str | None = None
    orders_so_far: int = 1


def order_event(order: Json, known: Known, site: str) -> Json:
    """The feed event of one order of this site (a host name), its version not yet final. Raises NotUsableError."""
    order = storable(order)
    order_id, placed = ident(order, "id"), instant(order.get("date_created_gmt"), utc=True)
    if not order_id or not placed:
        raise NotUsableError("a WooCommerce order has an id and date_created_gmt")
    currency = currency_of(order, "currency")
    lines = [line for line in parts(order, "line_items") if whole(line, "quantity")]
    if not lines:
        raise NotUsableError("this order has no lines")
    fulfilment, parcels = _fulfilment(order), list(_parcels(order, known))
    paid = instant(order.get("date_paid_gmt"), utc=True)
    changed = _changed(order, known, placed)
    told: Json = {
        "order_id": known_by(SOURCE, site, order_id),
        "number": words(order, "number", "id")[:64],
        "customer": _customer(order, known, placed, site),
        "merchant": {"merchant_id": site, "name": site},
        "items": [_item(line, currency) for line in lines],
        "total": money(order.get("total"), currency),
        "shipping_fee": money(_shipping_fee(order), currency),
        "status": _status(order, paid, fulfilment),
        "placed_at": placed,
        "paid_at": paid,
        "fulfilment": fulfilment,
        "payment": _PAYMENT.get(words(order, "payment_method"), "prepaid"),
        "address": _address(order),
        "parcels": parcels if fulfilment == "ship" else [],
        "refunds": list(_refunds(order, known, currency)),
        "cancellations": _cancellations(order, known),
        "guarantees": [],
    }
    return {
        "event_id": f"{known_by(SOURCE, site, order_id)}-{changed}", "version": changed,
        "occurred_at": from_milliseconds(changed), "order": told,
    }  # fmt: skip


def kept(order: Json) -> Json:
    """What of an order is worth keeping: not its keys, nor the buyer's browser, nor what other plugins left."""
    told = {name: value for name, value in order.items() if name in _KEPT}
    wanted = _TRACKING | _CONSENT | {"wpml_language"}
    meta = [one for one in parts(order, "meta_data") if words(one, "key") in wanted or words(one, "key")[1:] in wanted]
    return {**told, "meta_data": meta}


def about(order: Json, site: str) -> list[str]:
    """What an order's document can be found by: itself, its buyer, their mail address, its tracking numbers."""
    found = [f"order:{site}/{ident(order, 'id')}"]
    if account := ident(order, "customer_id"):
        found.append(f"buyer:{site}/{account}")
    if mail := words(part(order, "billing"), "email").lower():
        found.append(f"mail:{site}/{mail[:200]}")
    return found + [f"parcel:{tracking_key(number)}" for number, _ in _tracked(order)]


def sightings(order: Json) -> list[str]:
    """What has to be remembered of when it was first told, because WooCommerce does not tell it."""
    found = [f"refund:{ident(one, 'id')}" for one in parts(order, "refunds") if ident(one, "id")]
    found += [f"parcel:{tracking_key(number)}" for number, _ in _tracked(order)]
    found += ["cancelled"] if words(order, "status") in _CANCELLED else []
    return found if ident(order, "customer_id") else [*found, "guest"]


def modified(order: Json) -> str | None:
    return instant(order.get("date_modified_gmt"), utc=True) or instant(order.get("date_created_gmt"), utc=True)


def _changed(order: Json, known: Known, placed: str) -> int:
    scans = [scan["at"] for one in known.tracking for scan in one["scans"]]
    return max(milliseconds(at) for at in (modified(order), placed, *scans)) or 1


def _status(order: Json, paid: str | None, fulfilment: str) -> str:
    """Statuses of plugins are read by what WooCommerce itself says beside them: completed when, paid when."""
    told = words(order, "status")
    if told in _CANCELLED:
        return "cancelled"
    if told == "delivered":
        return "delivered"
    if told in _SENT or (told not in _UNPAID | {"processing"} and order.get("date_completed_gmt")):
        return "dispatched" if fulfilment == "ship" else "delivered"
    return "paid" if paid and told not in _UNPAID else "placed"


def _customer(order: Json, known: Known, placed: str, site: str) -> Json:
    """Who pays: the phone number and the zone are theirs, not those of someone a present goes to."""
    billing, shipping = part(order, "billing"), part(order, "shipping")
    address = billing if country_of(billing, "country") else shipping
    country, account = country_of(address, "country"), ident(order, "customer_id")
    guest = known_by(SOURCE, site, "guest", ident(order, "id"))
    names = [joined((words(one, "first_name"), words(one, "last_name")), " ") for one in (billing, shipping)]
    return {
        "customer_id": known_by(SOURCE, site, account) if account else guest,
        "name": next(filter(None, names), "")[:100],
        "phone": words(billing, "phone") or words(shipping, "phone") or None,
        **({"region": country} if country else {}),
        "locale": _language(order) or ("zh-CN" if country in _CHINESE else "en"),
        "time_zone": zone_of(country, words(address, "state")),
        "first_order_at": known.first_order_at or placed,
        "orders_so_far": max(known.orders_so_far, 1),
        "consent": consent_of(((words(one, "key"), words(one, "value")) for one in parts(order, "meta_data")), placed),
        "previous_ids": [guest] if account and "guest" in known.first else [],
    }


def _language(order: Json) -> str:
    """As the WPML plugin leaves it."""
    return next(
        (words(one, "value")[:35] for one in parts(order, "meta_data") if one.get("key") == "wpml_language"), ""
    )


def _shipping_fee(order: Json) -> Decimal:
    taxes = (decimal(line.get("total_tax")) for line in parts(order, "shipping_lines"))
    return sum(taxes, start=decimal(order.get("shipping_total")))


def _item(line: Json, currency: str) -> Json:
    """`subtotal` is before discounts, `total` after them; both are of the whole line, and their tax is beside them.

    The order's total holds the tax, whether the shop's prices are shown with it or not.
    """
    quantity = whole(line, "quantity")
    before = decimal(words(line, "subtotal", "total")) + decimal(line.get("subtotal_tax"))
    after = decimal(line.get("total")) + decimal(line.get("total_tax"))
    variant = joined(
        words(one, "display_value")
        for one in parts(line, "meta_data")
        if not words(one, "display_key", "key").startswith("_")
    )
    item: Json = {
        "sku": _sku(line), "title": words(line, "name"), "quantity": quantity,
        **priced(before, max(before - after, Decimal(0)), quantity, currency), "variant": variant,
    }  # fmt: skip
    image = words(part(line, "image"), "src")
    return item | ({"image": image} if image else {})


def _sku(line: Json) -> str:
    return words(line, "sku") or f"line-{ident(line, 'id')}"


def _fulfilment(order: Json) -> str:
    methods = [words(one, "method_id") for one in parts(order, "shipping_lines")]
    if not methods:
        return "ship" if words(part(order, "shipping"), "address_1") else "digital"
    return "pick_up" if all("pickup" in method for method in methods) else "ship"


def _address(order: Json) -> Json:
    shipping = part(order, "shipping")
    told = shipping if words(shipping, "address_1") else part(order, "billing")
    return {
        "recipient": joined((words(told, "first_name"), words(told, "last_name")), " "), "phone": words(told, "phone"),
        "region": words(told, "state"), "city": words(told, "city"),
        "detail": joined(words(told, name) for name in ("address_1", "address_2", "postcode")),
    }  # fmt: skip


def _tracked(order: Json) -> Iterator[tuple[str, Json]]:
    """Tracking numbers that a plugin left, each once, with what it says of them."""
    seen = set()
    for meta in parts(order, "meta_data"):
        for one in parts(meta, "value") if words(meta, "key") in _TRACKING else ():
            number = words(one, "tracking_number")
            if number and tracking_key(number) not in seen:
                seen.add(tracking_key(number))
                yield number, one


def _parcels(order: Json, known: Known) -> Iterator[Json]:
    """What is in which parcel some plugins say; of the others the first holds everything that is in none."""
    everything_told = False
    for number, one in _tracked(order):
        scans, expected = scans_of(number, known.tracking)
        contents = _contents(order, one)
        fields: Json = {"items": contents} if contents else {"items": []} if everything_told else {}
        everything_told = everything_told or not contents
        yield {
            "parcel_id": (words(one, "tracking_id") or tracking_key(number))[:200], "tracking_no": number,
            "courier": words(one, "tracking_provider", "custom_tracking_provider", "slug"),
            "dispatched_at": of_seconds(one.get("date_shipped"))
            or instant(order.get("date_completed_gmt"), utc=True)
            or known.first.get(f"parcel:{tracking_key(number)}")
            or modified(order),
            "scans": scans, "expected_at": expected, **fields,
        }  # fmt: skip


def _contents(order: Json, tracked: Json) -> list[Json]:
    lines = {ident(line, "id"): _sku(line) for line in parts(order, "line_items")}
    pieces: dict[str, int] = {}
    for one in parts(tracked, "products_list"):
        if (sku := lines.get(ident(one, "item_id"))) and whole(one, "qty"):
            pieces[sku] = pieces.get(sku, 0) + whole(one, "qty")
    return [{"sku": sku, "quantity": quantity} for sku, quantity in pieces.items()]


def _refunds(order: Json, known: Known, currency: str) -> Iterator[Json]:
    """Amounts come with a minus. When it was paid is not told: when it was first told."""
    for one in parts(order, "refunds"):
        refund_id = ident(one, "id")
        at = known.first.get(f"refund:{refund_id}") or modified(order)
        if refund_id and decimal(one.get("total")):
            reason = words(one, "reason")
            yield {
                "refund_id": refund_id, "kind": "refund_only", "status": "paid", "requested_at": at, "approved_at": at,
                "paid_at": at, "amount": money(one.get("total"), currency), "to": words(order, "payment_method_title"),
                "request_id": remedy_named(reason), "reason": None if remedy_named(reason) else reason[:200] or None,
            }  # fmt: skip


def _cancellations(order: Json, known: Known) -> list[Any]:
    at = known.first.get("cancelled") or modified(order)
    by = "merchant" if order.get("date_paid_gmt") else "platform"  # which cancels by itself what is not paid in time
    return [{"at": at, "by": by, "reason": ""}] if words(order, "status") in _CANCELLED else []
