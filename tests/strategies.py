"""Hypothesis strategies for core values: any order the feed could tell of, in and out of proportion."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from careline.core.money import Money
from careline.core.orders import (
    Address,
    ClaimStatus,
    Freight,
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

ZONES = (
    "Asia/Shanghai", "Asia/Urumqi", "Asia/Kathmandu", "America/New_York", "America/St_Johns", "Europe/Berlin",
    "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC",
)  # fmt: skip

zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
maybe_instants = st.none() | instants
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
skus = st.sampled_from(("coat", "scarf", "gloves"))
quantities = st.integers(1, 3)


def amounts(currency: str = "CNY") -> st.SearchStrategy[Money]:
    return st.builds(Money, amount=st.integers(0, 10**14 - 1), currency=st.just(currency))


items = st.builds(Item, sku=skus, title=texts, quantity=quantities, price=amounts(), image=st.none() | texts)
scans = st.builds(Scan, at=instants, code=st.sampled_from(ScanCode), place=texts, text=texts)
contents = st.none() | st.lists(st.tuples(skus, quantities), max_size=3).map(tuple)


@st.composite
def parcels(draw: st.DrawFn, parcel_id: str) -> Parcel:
    marks = draw(st.lists(scans, max_size=3))
    return Parcel(
        parcel_id=parcel_id,
        courier=draw(texts),
        tracking_no=draw(texts),
        dispatched_at=draw(instants),
        delivered_at=draw(st.none() | st.none() | instants),
        scans=tuple(sorted(marks, key=lambda mark: mark.at)),
        contents=draw(contents),
    )


def refunds(refund_id: str) -> st.SearchStrategy[Refund]:
    return st.builds(
        Refund,
        refund_id=st.just(refund_id),
        kind=st.sampled_from(RefundKind),
        reason=st.none() | st.sampled_from(("quality", "not_dispatched")),
        status=st.sampled_from(RefundStatus),
        requested_at=instants,
        amount=amounts(),
        approved_at=maybe_instants,
        goods_sent_at=maybe_instants,
        goods_received_at=st.none() | maybe_instants,
        paid_at=maybe_instants,
        to=texts,
    )


freights = st.builds(
    Freight,
    insured=st.booleans(),
    paid_by_consumer=st.none() | amounts(),
    disputed_at=st.none() | maybe_instants,
    claim=st.none()
    | st.builds(
        FreightClaim,
        status=st.sampled_from(ClaimStatus),
        requested_at=instants,
        amount=amounts(),
        paid_at=maybe_instants,
    ),
)
addresses = st.builds(
    Address, recipient=texts, phone=texts, region=texts, city=texts, detail=texts, remote=st.booleans()
)


@st.composite
def orders(draw: st.DrawFn, **given: Any) -> Order:
    """Any order at all; `given` fixes fields."""
    drawn: dict[str, Any] = {
        "order_id": "CL2026-0001",
        "customer_id": "u-lin",
        "merchant_id": "m-1",
        "merchant_name": draw(texts),
        "version": draw(st.integers(1, 2**63 - 1)),
        "occurred_at": draw(instants),
        "status": draw(st.sampled_from(OrderStatus)),
        "placed_at": draw(instants),
        "items": tuple(draw(st.lists(items, min_size=1, max_size=3))),
        "time_zone": draw(zones),
        "new_user": draw(st.booleans()),
        "total": draw(amounts()),
        "shipping_fee": draw(st.none() | amounts()),
        "paid_at": draw(maybe_instants),
        "dispatch_deadline": draw(maybe_instants),
        "presale": draw(st.booleans()),
        "presale_dispatch_at": draw(maybe_instants),
        "address": draw(addresses),
        "parcels": tuple(draw(parcels(f"P{n}")) for n in range(draw(st.integers(0, 3)))),
        "refunds": tuple(draw(refunds(f"R{n}")) for n in range(draw(st.integers(0, 2)))),
        "freight": draw(freights),
        "guarantees": draw(st.frozensets(st.sampled_from(Guarantee))),
    }
    return Order(**{**drawn, **given})
