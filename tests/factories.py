"""Vivid values for tests: a consumer, her coat, its parcel. Every field can be given; the rest is ordinary.

`NOW` is a Tuesday noon in Hangzhou. `ago(hours=3)` is three hours before it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from careline.core.money import Money
from careline.core.orders import (
    Address,
    ClaimStatus,
    Consent,
    Customer,
    FreightClaim,
    Guarantee,
    Item,
    Order,
    OrderStatus,
    Parcel,
    Refund,
    RefundKind,
    RefundStatus,
    Scan,
    ScanCode,
)
from careline.core.rights import Protection, Right, RightState, Why

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
_numbers = count(1)


def ago(**units: float) -> datetime:
    """This long before NOW: `ago(hours=3)`."""
    return NOW - timedelta(**units)


def ahead(**units: float) -> datetime:
    """This long after NOW."""
    return NOW + timedelta(**units)


def yuan(amount: str) -> Money:
    """`yuan("129.00")`."""
    return Money.parse(amount, "CNY")


def item(**given: Any) -> Item:
    return Item(**{"sku": "coat-red-m", "title": "羊毛大衣 红 M", "quantity": 1, "price": yuan("399.00"), **given})


def scan(code: ScanCode = ScanCode.PICKED_UP, **given: Any) -> Scan:
    return Scan(**{"at": ago(hours=20), "code": code, "place": "杭州转运中心", **given})


def parcel(**given: Any) -> Parcel:
    """Dispatched a day ago, picked up four hours later, holding everything."""
    usual = {"parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1234567890123", "dispatched_at": ago(hours=24)}
    return Parcel(**{**usual, "scans": (scan(),), **given})


def refund(**given: Any) -> Refund:
    """The whole order's money asked back an hour ago."""
    usual: dict[str, Any] = {"refund_id": "R1", "kind": RefundKind.REFUND_ONLY, "reason": "other"}
    usual |= {"status": RefundStatus.REQUESTED, "requested_at": ago(hours=1), "amount": yuan("399.00")}
    return Refund(**{**usual, **given})


def claim(status: ClaimStatus = ClaimStatus.REQUESTED, **given: Any) -> FreightClaim:
    return FreightClaim(**{"status": status, "requested_at": ago(hours=1), "amount": yuan("9.00"), **given})


def consent(**given: Any) -> Consent:
    """Everything agreed to, a month ago."""
    agreed = {"service_calls": True, "service_sms": True, "artificial_voice": True, "given_at": ago(days=30)}
    return Consent(**{**agreed, **given})


def customer(**given: Any) -> Customer:
    """林晓雨 of Hangzhou, who ordered for the first time a day ago and may be called."""
    usual: dict[str, Any] = {"customer_id": "u-lin", "name": "林晓雨", "phone": "+8613800000001", "region": "CN"}
    usual |= {"locale": "zh-CN", "time_zone": "Asia/Shanghai", "first_order_at": ago(hours=24), "orders_so_far": 1}
    return Customer(**{**usual, "consent": consent(), "as_of": ago(hours=20), **given})


def order(**given: Any) -> Order:
    """林晓雨's coat, placed and paid a day ago, not dispatched, with every guarantee that we judge."""
    usual: dict[str, Any] = {
        "order_id": "CL2026-0001",
        "customer_id": "u-lin",
        "merchant_id": "m-1",
        "merchant_name": "江南衣坊",
        "version": 1,
        "occurred_at": ago(hours=23),
        "status": OrderStatus.PAID,
        "placed_at": ago(hours=24),
        "paid_at": ago(hours=23),
        "items": (item(),),
        "time_zone": "Asia/Shanghai",
        "new_user": True,
        "total": yuan("399.00"),
        "shipping_fee": yuan("0.00"),
        "address": Address(recipient="林晓雨", phone="+8613800000001", region="浙江省", city="杭州市"),
        "guarantees": frozenset(
            {
                Guarantee.DISPATCH_ON_TIME,
                Guarantee.RETURN_7_DAYS,
                Guarantee.FREIGHT_INSURANCE,
                Guarantee.FAST_REFUND,
            }
        ),
    }
    return Order(**{**usual, **given})


def dispatched(*parcels: Parcel, **given: Any) -> Order:
    """The coat under way, in these parcels or in the usual one."""
    return order(status=OrderStatus.DISPATCHED, parcels=parcels or (parcel(),), **given)


def instant(moment: datetime) -> str:
    """As the feed writes it, at the shop's own offset."""
    return moment.isoformat()


def event(changes: dict[str, Any] | None = None, /, **given: Any) -> dict[str, Any]:
    """A feed event: 林晓雨 paid for a coat. `given` replaces fields of its order, `changes` fields of the event.

    `customer={…}` is merged into the usual consumer; every other field is replaced. A new event id each time.
    """
    who = {
        "customer_id": "u-lin",
        "name": "林晓雨",
        "phone": "+8613800000001",
        "region": "CN",
        "locale": "zh-CN",
        "time_zone": "Asia/Shanghai",
        "first_order_at": instant(ago(hours=24)),
        "orders_so_far": 1,
        "consent": {"service_calls": True, "service_sms": True, "artificial_voice": True},
    }
    told: dict[str, Any] = {
        "order_id": "CL2026-0001",
        "customer": who | given.pop("customer", {}),
        "merchant": {"merchant_id": "m-1", "name": "江南衣坊"},
        "items": [
            {
                "sku": "coat-red-m",
                "title": "羊毛大衣 红 M",
                "quantity": 1,
                "price": {"amount": "399.00", "currency": "CNY"},
            }
        ],
        "status": "paid",
        "placed_at": instant(ago(hours=24)),
        "paid_at": instant(ago(hours=23)),
        "guarantees": ["dispatch_on_time", "return_7_days"],
    }
    outer = {"event_id": f"ev-{next(_numbers)}", "occurred_at": instant(ago(hours=23)), "version": 1}
    return {**outer, "order": told | given, **(changes or {})}


def right(name: Protection = Guarantee.DISPATCH_ON_TIME, **given: Any) -> Right:
    """One that can be claimed now, of the whole order."""
    return Right(**{"right": name, "state": RightState.CLAIMABLE, "why": Why.DISPATCH_LATE, **given})


def mug_and_pan(mug: datetime | None, pan: datetime | None, **given: Any) -> Order:
    """A mug for 100 and a pan for 200, each in a parcel of its own, and when each of them came."""
    parcels = tuple(
        parcel(
            parcel_id=f"P-{sku}", tracking_no=f"SF-{sku}", contents=((sku, 1),), dispatched_at=ago(days=12),
            delivered_at=at,
        )
        for sku, at in (("mug", mug), ("pan", pan))
    )  # fmt: skip
    both_here = mug is not None and pan is not None
    usual: dict[str, Any] = {
        "items": (
            item(sku="mug", title="马克杯", price=yuan("100.00")),
            item(sku="pan", title="平底锅", price=yuan("200.00")),
        ),
        "total": yuan("300.00"), "parcels": parcels, "paid_at": ago(days=13), "placed_at": ago(days=13),
        "status": OrderStatus.DELIVERED if both_here else OrderStatus.DISPATCHED,
    }  # fmt: skip
    return order(**usual | given)
