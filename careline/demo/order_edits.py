"""What a shop does to one of its orders, in the order's event: it leaves, moves on, is paid back."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from careline.demo.reading import read_order

Event = dict[str, Any]


def dispatch(event: Event, _subject: str, at: str) -> None:
    """What is still at the merchant leaves; if nothing is, goods in exchange do."""
    order = event["order"]
    rest = [{"sku": item.sku, "quantity": left} for item, left in read_order(event).not_dispatched()]
    if rest:
        add_parcel(event, rest, at)
        order["status"] = "dispatched"
    else:
        add_parcel(event, contents(event, None), at, kind="exchange")


def add_parcel(event: Event, items: list[dict[str, Any]], at: str, *, kind: str = "original") -> dict[str, Any]:
    """A parcel of SF Express that was picked up at once."""
    order = event["order"]
    parcels = order.setdefault("parcels", [])
    parcel_id = f"{order['order_id']}-P{len(parcels) + 1}"
    english = in_english(event)
    scan = {"at": at, "code": "picked_up", "text": "Picked up by SF Express" if english else "顺丰速运已揽收快件"}
    parcel = {
        "parcel_id": parcel_id,
        "courier": "SF Express" if english else "顺丰速运",
        "tracking_no": f"SF3{int(sha256(parcel_id.encode()).hexdigest(), 16) % 10**12:012d}",
        "dispatched_at": at, "delivered_at": None, "scans": [scan], "items": items,
    }  # fmt: skip
    parcels.append(parcel if kind == "original" else parcel | {"kind": kind})
    return parcel


def contents(event: Event, items: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """These items, or all of the order's."""
    return items or [{"sku": item["sku"], "quantity": item["quantity"]} for item in event["order"]["items"]]


def in_english(event: Event) -> bool:
    return bool(event["order"]["customer"]["locale"] == "en")


def scan_again(event: Event, subject: str, at: str) -> None:
    """The parcel of this id moves again; every one that has not arrived, if no parcel has this id."""
    order = event["order"]
    city = order.get("address", {}).get("city", "")
    parcels = [parcel for parcel in order.get("parcels", []) if not parcel.get("delivered_at")]
    for parcel in [parcel for parcel in parcels if parcel["parcel_id"] == subject] or parcels:
        english, courier = in_english(event), parcel["courier"]
        if not parcel.setdefault("scans", []):
            code, text = "picked_up", f"Picked up by {courier}" if english else f"{courier}已揽收快件"
        else:
            code, text = "arrived", f"Moving again, arrived in {city}" if english else f"快件恢复运输，到达【{city}】"
        parcel["scans"].append({"at": at, "code": code, "text": text})


def pay_refund(event: Event, subject: str, at: str) -> None:
    """The refund of this id is paid; one of everything, if no refund has this id (cancelled, and nobody paid back)."""
    order = event["order"]
    refunds = order.setdefault("refunds", [])
    found = [refund for refund in refunds if refund["refund_id"] == subject]
    for refund in found:
        refund |= {"status": "paid", "approved_at": refund.get("approved_at") or at, "paid_at": at, "failed_at": None}
    if not found:
        refunds.append({
            "refund_id": f"{order['order_id']}-R{len(refunds) + 1}", "kind": "refund_only", "reason": "other",
            "status": "paid", "requested_at": at, "approved_at": at, "paid_at": at, "amount": total(event),
        })  # fmt: skip


def total(event: Event) -> dict[str, str]:
    """What the goods cost, as the feed sends it."""
    money = read_order(event).total
    return {"amount": money.decimal(), "currency": money.currency}


def pay_freight(event: Event, _subject: str, at: str) -> None:
    """Return freight is paid, claimed or not, and nobody disputes it any more."""
    freight = event["order"].setdefault("freight", {"insured": False})
    amount = freight.get("paid_by_consumer") or {**total(event), "amount": "12.00"}
    claim = freight.get("claim") or {"requested_at": at, "amount": amount}
    freight |= {"disputed_at": None, "claim": {**claim, "status": "paid", "paid_at": at}}
