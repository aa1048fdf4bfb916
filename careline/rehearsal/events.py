"""The shop's feed events that tell of a script's people and orders. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from careline.core.money import Money
from careline.core.orders import Guarantee
from careline.rehearsal.goods import EXTRA, GOODS, Good
from careline.rehearsal.script import Conversation, Order
from careline.rehearsal.situations import SITUATIONS, at

USUAL = (Guarantee.DISPATCH_ON_TIME, Guarantee.RETURN_7_DAYS, Guarantee.FREIGHT_INSURANCE, Guarantee.FAST_REFUND)
_NAMES = {("zh-CN", True): "周敏", ("zh-CN", False): "高远", ("en", True): "Anna Reed", ("en", False): "Tom Hale"}
_PLACE = {"zh-CN": ("CN", "Asia/Shanghai"), "en": ("SG", "Asia/Singapore")}
_SHOPS = {
    "zh-CN": {"merchant_id": "r-merchant", "name": "江南百货"},
    "en": {"merchant_id": "r-merchant-en", "name": "Jiangnan Store"},
}
"""One each: of one shop with two names the one told last would be everybody's."""
Event = dict[str, Any]


def customer_told(seed: str, script: Conversation, *, mine: bool) -> dict[str, Any]:
    """The consumer or the stranger, as every event of theirs repeats it."""
    role = "consumer" if mine else "stranger"
    region, zone = _PLACE[script.speaks]
    code = "+86138" if region == "CN" else "+6598"
    number = code + _digits(seed, role, 8 if region == "CN" else 6)
    return {
        "customer_id": f"r-{role}-{_digits(seed, role, 12)}",
        "name": _NAMES[script.speaks, mine],
        "phone": number if script.phone else None,
        "region": region,
        "locale": script.speaks,
        "time_zone": zone,
        "first_order_at": at(24 * 20),
        "orders_so_far": 1,
        "consent": {"service_calls": True, "service_sms": True, "artificial_voice": True, "given_at": at(24 * 20)},
    }


def order_told(seed: str, key: str, wanted: Order, who: dict[str, Any], language: str, place: int = 0) -> Event:
    """The one event that tells everything about an order. Of orders alike the first in the script is the newest."""
    good = GOODS[key.partition("-")[0]]
    number = f"CL2026-{_digits(seed, who['customer_id'] + key, 8)}"
    past = SITUATIONS[wanted.situation]()
    items = [_item(key, good, language)] + ([_item("extra", EXTRA, language)] if past.pop("two", False) else [])
    held = {"first": items[:1], "extra": items[1:]}
    guarantees = [name for name in (*USUAL, *wanted.extra) if name not in wanted.lacks]
    total = _sum([*items, {"price": _yuan(wanted.shipping_fee), "quantity": 1}])
    freight: dict[str, Any] = {"insured": Guarantee.FREIGHT_INSURANCE in guarantees}
    if claim := past.pop("claim", None):
        freight["claim"] = {**claim, "amount": _yuan("9.00")}
    if disputed := past.pop("disputed_at", None):
        freight["disputed_at"] = disputed
    return {
        "event_id": f"{number}-v1",
        "occurred_at": past.get("paid_at") or past["placed_at"],
        "version": 1,
        "order": {
            **past,
            "placed_at": (datetime.fromisoformat(past["placed_at"]) - timedelta(minutes=place)).isoformat(),
            "order_id": number,
            "customer": who,
            "merchant": _SHOPS[language],
            "items": items,
            "total": total,
            "shipping_fee": _yuan(wanted.shipping_fee),
            "parcels": [_parcel(number, parcel, language, held) for parcel in past.get("parcels", [])],
            "refunds": [_refund(number, refund, total, language) for refund in past.get("refunds", [])],
            "freight": freight,
            "guarantees": guarantees,
        },
    }


def _item(sku: str, good: Good, language: str) -> dict[str, Any]:
    return {
        "sku": sku, "title": good.title if language == "zh-CN" else good.title_en, "quantity": 1,
        "price": _yuan(good.price),
    }  # fmt: skip


def _yuan(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def _sum(items: list[dict[str, Any]]) -> dict[str, str]:
    fen = sum(Money.parse(item["price"]["amount"], "CNY").amount for item in items)
    return _yuan(Money(fen, "CNY").decimal())


def _parcel(
    number: str, told: dict[str, Any], language: str, held: Mapping[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    """In the consumer's language, under numbers of its own."""
    which, english = told["number"], language == "en"
    holds = told.get("holds")
    return {
        "parcel_id": f"{number}-P{which}",
        "courier": "SF Express" if english else "顺丰速运",
        "tracking_no": f"SF{_digits(number, f'parcel {which}', 12)}",
        "dispatched_at": told["dispatched_at"],
        "delivered_at": told["delivered_at"],
        "items": [{"sku": item["sku"], "quantity": item["quantity"]} for item in held[holds]] if holds else None,
        "scans": [
            {
                "at": scan["at"], "code": scan["code"], "place": scan["place_en"] if english else scan["place"],
                "text": scan.get("text_en" if english else "text", ""),
            }
            for scan in told["scans"]
        ],
    }  # fmt: skip


def _refund(number: str, told: dict[str, Any], total: dict[str, str], language: str) -> dict[str, Any]:
    english = language == "en"
    amount = _yuan("0.00") if told["kind"] == "exchange" else total
    worded = {name: value for name, value in told.items() if name != "decision_en"}
    if english and "decision_en" in told:
        worded["decision"] = told["decision_en"]
    return {"refund_id": f"{number}-R1", "amount": amount, "to": "Visa" if english else "微信零钱", **worded}


def _digits(seed: str, what: str, count: int) -> str:
    number = int.from_bytes(hashlib.sha256(f"{seed}|{what}".encode()).digest()[:8])
    return f"{number % 10**count:0{count}d}"
