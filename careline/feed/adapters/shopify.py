"""Shopify: orders, fulfilments, fulfilment events and refunds as its webhooks send them, as one order event. Pure.

Money is taken in the presentment currency, which is what the consumer paid in. Goods are told as ordered: a refund is
told beside them, and only what was removed without money (an order edit) is gone.
"""

from __future__ import annotations

from collections import Counter
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
    listed,
    milliseconds,
    money,
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

SOURCE = "shopify"

_SCANS = {
    "label_purchased": "info_received", "label_printed": "info_received", "confirmed": "info_received",
    "ready_for_pickup": "at_pickup_point", "picked_up": "picked_up", "carrier_picked_up": "picked_up",
    "in_transit": "arrived", "out_for_delivery": "out_for_delivery", "attempted_delivery": "attempt_failed",
    "delayed": "exception", "failure": "exception", "delivered": "delivered",
}  # fmt: skip
_CANCELLED_BY = {"customer": "consumer", "declined": "platform"}
_TOLD_REASONS = frozenset({"customer", "inventory"})  # nobody is told that we took them for a fraud
_PAID = frozenset({"authorized", "paid", "partially_paid", "partially_refunded", "refunded"})
_FAILED = frozenset({"failure", "error"})
_TENDERS = {"gift_card": "gift card", "paypal": "PayPal", "shopify_store_credit": "store credit"}

_KEPT = frozenset(
    {
        "id", "name", "order_number", "email", "contact_email", "phone", "created_at", "processed_at", "updated_at",
        "cancelled_at", "cancel_reason", "currency", "presentment_currency", "financial_status", "fulfillment_status",
        "total_price", "total_price_set", "current_total_price", "current_total_price_set", "total_shipping_price",
        "total_shipping_price_set", "taxes_included", "customer_locale", "payment_gateway_names", "note_attributes",
        "customer", "billing_address", "shipping_address", "shipping_lines", "line_items", "fulfillments", "refunds",
    }
)  # fmt: skip
_KEPT_OF_CUSTOMER = frozenset({"id", "first_name", "last_name", "phone", "default_address"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the bridge keeps beside the order.

    `first` maps `paid`, `unpaid` and `guest` to when the order was first told so (RFC 3339); `customer` is the account
    that it belongs to after all merges, `previous` those merged into it; `orders_so_far` counts this order.
    """

    events: Sequence[Json] = ()
    fulfilments: Sequence[Json] = ()
    refunds: Sequence[Json] = ()
    tracking: Sequence[Json] = ()
    first: Mapping[str, str] = field(default_factory=dict)
    first_order_at: str | None = None
    orders_so_far: int = 1
    customer: str = ""
    previous: Sequence[str] = ()


def order_event(order: Json, known: Known, shop: str) -> Json:
    """The feed event of one order of this shop (its domain), its version not yet final. Raises NotUsableError."""
    order = storable(order)
    order_id, placed = ident(order, "id"), instant(order.get("processed_at")) or instant(order.get("created_at"))
    if not order_id or not placed:
        raise NotUsableError("a Shopify order has an id and created_at")
    currency = currency_of(order, "presentment_currency", "currency")
    lines, refunds = parts(order, "line_items"), _refunds_told(order, known)
    if not lines:
        raise NotUsableError("this order has no lines")
    left = _left(lines, refunds)
    fulfilment = _fulfilment(order, lines, left)
    sent = [one for one in _fulfilments(order, known) if words(one, "status") in {"success", ""}]
    changed, total = _changed(order, known), _total(order, lines, left)
    paid = _paid_at(order, known, placed)
    told: Json = {
        "order_id": known_by(SOURCE, order_id),
        "number": words(order, "name", "order_number", "id")[:64],
        "customer": _customer(order, known, placed),
        "merchant": {"merchant_id": shop, "name": shop.removesuffix(".myshopify.com")},
        "items": [_item(line, left[_key(line)], currency, _tax_beside(order, line)) for line in lines],
        "total": money(total, currency),
        "shipping_fee": money(_shipping_fee(order), currency),
        "status": _status(order, sent, lines, left, paid, fulfilment),
        "placed_at": placed,
        "paid_at": paid,
        "fulfilment": fulfilment,
        "payment": _payment(order),
        "address": _address(part(order, "shipping_address") or part(order, "billing_address")),
        "parcels": [one for done in sent for one in _parcels(done, known)] if fulfilment == "ship" else [],
        "refunds": _refunds(refunds, order, total, currency),
        "cancellations": _cancellations(order),
        "guarantees": [],
    }
    return {
        "event_id": f"{SOURCE}-{order_id}-{changed}", "occurred_at": from_milliseconds(changed), "version": changed,
        "order": told,
    }  # fmt: skip


def kept(order: Json) -> Json:
    """What of an order is worth keeping: not its links with keys in them, nor the buyer's browser and address there."""
    told = {name: value for name, value in order.items() if name in _KEPT}
    customer = {name: value for name, value in part(order, "customer").items() if name in _KEPT_OF_CUSTOMER}
    return {**told, "customer": customer}


def about(order: Json) -> list[str]:
    """What an order's document can be found by: itself, its buyer, their mail address, its tracking numbers."""
    found = [f"order:{ident(order, 'id')}"]
    if who := ident(part(order, "customer"), "id"):
        found.append(f"buyer:{who}")
    if mail := words(order, "email", "contact_email").lower():
        found.append(f"mail:{mail[:200]}")
    return found + [name for done in parts(order, "fulfillments") for name in about_fulfilment(done)]


def about_fulfilment(done: Json) -> list[str]:
    return [f"parcel:{tracking_key(number)}" for number in _numbers(done)]


def sightings(order: Json) -> list[str]:
    """What has to be remembered of when it was first told: that the order was paid, not paid, without an account."""
    paid = "paid" if words(order, "financial_status") in _PAID else "unpaid"
    return [paid] if ident(part(order, "customer"), "id") else [paid, "guest"]


def _changed(order: Json, known: Known) -> int:
    """The newest instant of everything told, in Unix milliseconds."""
    others = [*known.events, *known.fulfilments, *known.refunds]
    told = [instant(words(one, "updated_at", "created_at", "happened_at")) for one in (order, *others)]
    scans = [scan["at"] for one in known.tracking for scan in one["scans"]]
    return max((milliseconds(at) for at in (*told, *scans)), default=0) or 1


def _paid_at(order: Json, known: Known, placed: str) -> str | None:
    """Shopify does not tell it: as placed, unless the order was told unpaid before it was told paid."""
    if words(order, "financial_status") not in _PAID:
        return None
    if order.get("cancelled_at") and words(order, "financial_status") == "authorized":
        return None  # the hold on the card is released, no money has to come back
    return known.first.get("paid", placed) if "unpaid" in known.first else placed


def _status(
    order: Json, sent: Sequence[Json], lines: Sequence[Json], left: Mapping[str, int], paid: str | None, fulfilment: str
) -> str:
    if order.get("cancelled_at"):
        return "cancelled"
    gone = sum((_pieces(one) for one in sent), start=Counter[str]())
    everything = all(gone[_key(line)] >= left[_key(line)] for line in lines)
    if sent and (everything or words(order, "fulfillment_status") == "fulfilled"):
        arrived = all(words(one, "shipment_status") == "delivered" for one in sent)
        return "delivered" if arrived or fulfilment != "ship" else "dispatched"
    return "paid" if paid else "placed"


def _pieces(told: Json) -> Counter[str]:
    return Counter({_key(line): whole(line, "quantity") for line in parts(told, "line_items")})


def _key(line: Json) -> str:
    return ident(line, "id") or words(line, "sku", "title")


def _left(lines: Sequence[Json], refunds: Sequence[Json]) -> dict[str, int]:
    """How many pieces of each line are still ordered, or were and came back for money."""
    removed, accounted = Counter[str](), Counter[str]()
    for refund in refunds:
        for one in parts(refund, "refund_line_items"):
            key = ident(one, "line_item_id") or _key(part(one, "line_item"))
            accounted[key] += whole(one, "quantity")
            if not _transactions(refund) and words(one, "restock_type") != "return":
                removed[key] += whole(one, "quantity")
    left = {}
    for line in lines:
        ordered, key = whole(line, "quantity"), _key(line)
        if "current_quantity" in line:  # says so too where an edit left no record
            removed[key] += max(0, ordered - accounted[key] - whole(line, "current_quantity"))
        left[key] = max(0, ordered - removed[key])
    return left


def _total(order: Json, lines: Sequence[Json], left: Mapping[str, int]) -> Decimal:
    """What the order cost, less what was removed from it; not less what was refunded."""
    total = decimal(_shown(order, "total_price"))
    gone = sum((_removed_worth(order, line, left[_key(line)]) for line in lines), start=Decimal(0))
    return max(total - gone, decimal(_shown(order, "current_total_price")), Decimal(0)) if gone else total


def _removed_worth(order: Json, line: Json, left: int) -> Decimal:
    ordered = whole(line, "quantity")
    if left >= ordered:
        return Decimal(0)
    worth = decimal(_shown(line, "price")) * ordered - _off(line)
    return (worth + _tax_beside(order, line)) * (ordered - left) / ordered


def _tax_beside(order: Json, line: Json) -> Decimal:
    """The tax of a line of goods or of shipping, where its price does not hold it."""
    if order.get("taxes_included"):
        return Decimal(0)
    return sum((decimal(_shown(tax, "price")) for tax in parts(line, "tax_lines")), start=Decimal(0))


def _shipping_fee(order: Json) -> Decimal:
    taxes = (_tax_beside(order, line) for line in parts(order, "shipping_lines"))
    return sum(taxes, start=decimal(_shown(order, "total_shipping_price")))


def _off(line: Json) -> Decimal:
    return sum((decimal(_shown(one, "amount")) for one in parts(line, "discount_allocations")), start=Decimal(0))


def _item(line: Json, left: int, currency: str, tax: Decimal) -> Json:
    """What the consumer paid for the pieces that are left, with their tax; of none the price that one would have."""
    ordered = whole(line, "quantity")
    counted = left or ordered or 1
    worth = decimal(_shown(line, "price")) * counted + (tax * counted / ordered if ordered else 0)
    off = _off(line) * counted / ordered if ordered else Decimal(0)
    priced_so = priced(worth, off, counted, currency)
    item: Json = {
        "sku": _sku(line), "title": words(line, "title", "name"), "quantity": left, "price": priced_so["price"],
        "variant": words(line, "variant_title"),
    }  # fmt: skip
    return item | (priced_so if left else {})


def _sku(line: Json) -> str:
    return words(line, "sku") or f"line-{_key(line)}"[:200]


def _shown(told: Json, name: str) -> Any:
    """An amount in the currency that the consumer saw, where Shopify tells both."""
    shown = part(part(told, f"{name}_set"), "presentment_money").get("amount")
    return told.get(name) if shown is None else shown


def _customer(order: Json, known: Known, placed: str) -> Json:
    """Who pays: the phone number and the zone are theirs, not those of someone a present goes to."""
    who = part(order, "customer")
    told = (part(order, "billing_address"), part(order, "shipping_address"), part(who, "default_address"))
    address = next((one for one in told if country_of(one, "country_code")), told[0])
    account = known.customer or ident(who, "id")
    guest = known_by(SOURCE, "guest", ident(order, "id"))
    previous = [known_by(SOURCE, one) for one in known.previous]
    if account and "guest" in known.first:
        previous.append(guest)
    country = country_of(address, "country_code")
    phone = words(order, "phone") or words(who, "phone") or words(address, "phone")
    names = (words(who, "first_name"), words(who, "last_name"))
    return {
        "customer_id": known_by(SOURCE, account) if account else guest,
        "name": (joined(names, " ") or words(address, "name"))[:100],
        "phone": phone or None,
        **({"region": country} if country else {}),
        "locale": words(order, "customer_locale")[:35] or "en",
        "time_zone": zone_of(country, words(address, "province_code")),
        "first_order_at": known.first_order_at or placed,
        "orders_so_far": max(known.orders_so_far, 1),
        "consent": consent_of(
            ((words(one, "name"), words(one, "value")) for one in parts(order, "note_attributes")), placed
        ),
        "previous_ids": previous[:20],
    }


def _fulfilment(order: Json, lines: Sequence[Json], left: Mapping[str, int]) -> str:
    if not any(line.get("requires_shipping", True) for line in lines if left[_key(line)]):
        return "digital" if any(left.values()) else "ship"
    methods = [joined((words(one, "code"), words(one, "title"), words(one, "source")), " ").lower()
               for one in parts(order, "shipping_lines")]  # fmt: skip
    collected = bool(methods) and all("pickup" in one or "pick up" in one or "pick-up" in one for one in methods)
    return "pick_up" if collected else "ship"


def _payment(order: Json) -> str:
    gateways = joined(listed(order, "payment_gateway_names"), " ").lower().replace("_", " ")
    if "cash on delivery" in gateways or "(cod)" in gateways:
        return "on_delivery"
    return "transfer" if any(one in gateways for one in ("bank deposit", "bank transfer", "money order")) else "prepaid"


def _address(told: Json) -> Json:
    return {
        "recipient": words(told, "name"), "phone": words(told, "phone"), "region": words(told, "province"),
        "city": words(told, "city"),
        "detail": joined(words(told, name) for name in ("address1", "address2", "zip")),
    }  # fmt: skip


def _fulfilments(order: Json, known: Known) -> list[Json]:
    """Each fulfilment as it was told last: with its order, or by a webhook of its own."""
    newest: dict[str, Json] = {}
    for one in (*parts(order, "fulfillments"), *known.fulfilments):
        before = newest.get(ident(one, "id"))
        if before is None or _told_at(one) > _told_at(before):
            newest[ident(one, "id")] = one
    return [newest[key] for key in sorted(newest, key=lambda key: (_sent_at(newest[key]), key))]


def _told_at(one: Json) -> int:
    return milliseconds(instant(one.get("updated_at")) or instant(one.get("created_at")))


def _sent_at(one: Json) -> int:
    return milliseconds(instant(one.get("created_at")))


def _numbers(done: Json) -> list[str]:
    told = [*listed(done, "tracking_numbers"), words(done, "tracking_number")]
    return list(dict.fromkeys(number for number in told if number))


def _parcels(done: Json, known: Known) -> Iterator[Json]:
    """One parcel for each tracking number of a fulfilment. What is in which nobody says: all of it in the first."""
    sent = instant(done.get("created_at"))
    if sent is None:
        return
    pieces: Counter[str] = Counter()
    for line in parts(done, "line_items"):
        pieces[_sku(line)] += whole(line, "quantity")
    contents = [{"sku": sku, "quantity": quantity} for sku, quantity in pieces.items() if quantity]
    needs_none = contents and not any(line.get("requires_shipping", True) for line in parts(done, "line_items"))
    events = [one for one in known.events if ident(one, "fulfillment_id") == ident(done, "id")]
    by_shop = _scans(done, events)
    promised = [at for one in events if (at := instant(one.get("estimated_delivery_at")))]
    for n, number in enumerate(_numbers(done) or [""]):
        scans, expected = scans_of(number, known.tracking)
        yield {
            "parcel_id": f"{ident(done, 'id')}{f'-{n + 1}' if n else ''}",
            "courier": words(done, "tracking_company"), "tracking_no": number, "dispatched_at": sent,
            "expected_at": expected or max(promised, key=milliseconds, default=None),
            "delivered_at": sent if needs_none else None,
            "scans": [*by_shop, *scans],
            "items": [] if n else contents or None,
        }  # fmt: skip


def _scans(done: Json, events: Sequence[Json]) -> list[Json]:
    scans = [
        {
            "at": at, "code": _SCANS.get(words(event, "status"), "arrived"),
            "place": joined((words(event, "city"), words(event, "province"))), "text": words(event, "message"),
        }
        for event in events
        if (at := instant(event.get("happened_at")) or instant(event.get("created_at")))
    ]  # fmt: skip
    code = _SCANS.get(words(done, "shipment_status"))
    if code and code not in {scan["code"] for scan in scans} and (at := instant(done.get("updated_at"))):
        scans.append({"at": at, "code": code, "place": "", "text": ""})
    return scans


def _refunds_told(order: Json, known: Known) -> list[Json]:
    """Each refund once: as it stands with its order, else as its own webhook told it."""
    told = {ident(one, "id"): one for one in (*known.refunds, *parts(order, "refunds")) if ident(one, "id")}
    return [told[key] for key in sorted(told)]


def _transactions(refund: Json) -> list[Json]:
    """Payments back, without those that failed and were then made again."""
    tried = [one for one in parts(refund, "transactions") if words(one, "kind") == "refund"]
    good = {(words(one, "gateway"), words(one, "amount")) for one in tried if words(one, "status") not in _FAILED}
    failed = {}
    for one in tried:
        if words(one, "status") in _FAILED and (same := (words(one, "gateway"), words(one, "amount"))) not in good:
            failed[same] = one
    return [one for one in tried if words(one, "status") not in _FAILED] + list(failed.values())


def _refunds(refunds: Sequence[Json], order: Json, total: Decimal, currency: str) -> list[Json]:
    """A refund by its sum alone is goodwill, unless by all of them everything that was paid went back."""
    sums = (_paid_back(one, order, currency) for told in refunds for one in _transactions(told))
    everything = words(order, "financial_status") == "refunded" or 0 < total <= sum(sums, start=Decimal(0))
    by_sum = "goods" if everything else "goodwill"
    return [one for told in refunds for one in _refund(told, order, currency, by_sum)]


def _paid_back(payment: Json, order: Json, currency: str) -> Decimal:
    rate = 1 if words(payment, "currency") in {"", currency} else _rate(order)
    return abs(decimal(payment.get("amount"))) * rate


def _refund(told: Json, order: Json, currency: str, by_sum: str) -> Iterator[Json]:
    """One refund for each payment back; the largest is for the goods, what it holds of the shipping fee told apart.

    `by_sum` is the scope of one that names neither lines nor shipping.
    """
    at = instant(told.get("created_at"))
    paid = sorted(_transactions(told), key=lambda one: abs(decimal(one.get("amount"))), reverse=True)
    if at is None:
        return
    shipping = _shipping_refunded(told)
    skus = {_key(line): _sku(line) for line in parts(order, "line_items")}
    for n, one in enumerate(paid):
        amount = _paid_back(one, order, currency)
        common = {**_payment_back(one, at), "kind": _kind(told), "request_id": remedy_named(words(told, "note"))}
        refund_id = ident(told, "id") if n == 0 else f"{ident(told, 'id')}-{ident(one, 'id') or n}"
        fee = min(shipping, amount) if n == 0 else Decimal(0)
        if fee:
            yield {
                **common, "refund_id": f"{refund_id}-shipping", "kind": "refund_only", "scope": "shipping",
                "amount": money(fee, currency),
            }  # fmt: skip
        if amount > fee:
            items = _items_refunded(told, skus)
            scope: Json = {"scope": "goods", "items": [] if n else items} if items else {"scope": by_sum}
            yield {**common, **scope, "refund_id": refund_id, "amount": money(amount - fee, currency)}


def _payment_back(one: Json, at: str) -> Json:
    """The note is the staff's own, and no reason to tell the consumer."""
    done = instant(one.get("processed_at")) or instant(one.get("created_at")) or at
    told: Json = {"requested_at": at, "approved_at": at, "to": _tender(one)}
    if words(one, "status") in _FAILED:
        return {**told, "status": "failed", "failed_at": done, "decision": words(one, "message")}
    return (
        {**told, "status": "paid", "paid_at": done}
        if words(one, "status") == "success"
        else {**told, "status": "approved"}
    )


def _tender(one: Json) -> str:
    card = part(one, "payment_details")
    digits = "".join(mark for mark in words(card, "credit_card_number")[-4:] if mark.isdigit())
    return joined((words(card, "credit_card_company"), digits), " ") or _TENDERS.get(words(one, "gateway"), "")


def _kind(told: Json) -> str:
    back = any(words(one, "restock_type") == "return" for one in parts(told, "refund_line_items"))
    return "return_refund" if back else "refund_only"


def _items_refunded(told: Json, skus: Mapping[str, str]) -> list[Json]:
    pieces: Counter[str] = Counter()
    for one in parts(told, "refund_line_items"):
        key = ident(one, "line_item_id") or _key(part(one, "line_item"))
        pieces[skus.get(key) or _sku(part(one, "line_item"))] += whole(one, "quantity")
    return [{"sku": sku, "quantity": quantity} for sku, quantity in pieces.items() if quantity]


def _shipping_refunded(told: Json) -> Decimal:
    """In the currency that the consumer saw. Older versions tell it as an adjustment below zero, newer as lines."""
    older = [one for one in parts(told, "order_adjustments") if words(one, "kind") == "shipping_refund"]
    amounts = [abs(decimal(_shown(one, "amount"))) + abs(decimal(_shown(one, "tax_amount"))) for one in older]
    if not older:
        amounts = [
            abs(decimal(part(part(one, "subtotal_amount_set"), "presentment_money").get("amount")))
            for one in parts(told, "refund_shipping_lines")
        ]
    return sum(amounts, start=Decimal(0))


def _rate(order: Json) -> Decimal:
    """Presentment money for a unit of the shop's, as this order was placed."""
    both = part(order, "total_price_set")
    ours = decimal(part(both, "shop_money").get("amount"))
    return decimal(part(both, "presentment_money").get("amount")) / ours if ours else Decimal(1)


def _cancellations(order: Json) -> list[Json]:
    at = instant(order.get("cancelled_at"))
    if at is None:
        return []
    reason = words(order, "cancel_reason")
    told = reason if reason in _TOLD_REASONS else ""
    return [{"at": at, "by": _CANCELLED_BY.get(reason, "merchant"), "reason": told}]
