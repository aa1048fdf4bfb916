"""Hypothesis strategies for core values: any order the feed could tell of, in and out of proportion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from careline.core.money import Money
from careline.core.orders import (
    Actor,
    Address,
    AnswerStatus,
    Cancellation,
    ClaimStatus,
    Compensation,
    Freight,
    FreightClaim,
    Fulfilment,
    Guarantee,
    Invoice,
    InvoiceState,
    Item,
    Order,
    OrderStatus,
    Parcel,
    ParcelKind,
    Payment,
    Refund,
    RefundKind,
    RefundScope,
    RefundStatus,
    RemedyAnswer,
    Scan,
    ScanCode,
)

Value = TypeVar("Value")

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


items = st.builds(
    Item,
    sku=skus,
    title=texts,
    quantity=quantities,
    price=amounts(),
    image=st.none() | texts,
    category=st.none() | texts,
    variant=texts,
    discount=st.none() | amounts(),
    shipping=st.none() | amounts(),
)
scans = st.builds(Scan, at=instants, code=st.sampled_from(ScanCode), place=texts, text=texts)
some_items = st.lists(st.tuples(skus, quantities), max_size=3).map(tuple)
contents = st.none() | st.lists(st.tuples(skus, quantities), max_size=3).map(tuple)
in_time = st.lists(scans, max_size=3).map(lambda marks: tuple(sorted(marks, key=lambda mark: mark.at)))


def parcels(parcel_id: str) -> st.SearchStrategy[Parcel]:
    return st.builds(
        Parcel,
        parcel_id=st.just(parcel_id),
        courier=texts,
        tracking_no=texts,
        dispatched_at=instants,
        delivered_at=st.none() | st.none() | instants,
        scans=in_time,
        contents=contents,
        kind=st.just(ParcelKind.ORIGINAL) | st.sampled_from(ParcelKind),
        expected_at=maybe_instants,
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
        items=st.none() | some_items,
        scope=st.sampled_from(RefundScope),
        request_id=st.none() | texts,
        decided_by=st.none() | st.sampled_from(Actor),
        decision=texts,
        failed_at=maybe_instants,
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
        request_id=st.none() | texts,
        decision=texts,
    ),
)
addresses = st.builds(
    Address, recipient=texts, phone=texts, region=texts, city=texts, detail=texts, remote=st.booleans()
)


def compensations(compensation_id: str) -> st.SearchStrategy[Compensation]:
    return st.builds(
        Compensation,
        compensation_id=st.just(compensation_id),
        guarantee=st.sampled_from(Guarantee),
        status=st.sampled_from(ClaimStatus),
        requested_at=instants,
        amount=amounts(),
        paid_at=maybe_instants,
        items=st.none() | some_items,
        request_id=st.none() | texts,
        decision=texts,
        to=texts,
    )


cancellations = st.builds(
    Cancellation,
    at=instants,
    by=st.sampled_from(Actor),
    reason=texts,
    items=st.none() | some_items,
    request_id=st.none() | texts,
)
answers = st.builds(
    RemedyAnswer,
    remedy_id=texts,
    status=st.sampled_from(AnswerStatus),
    at=instants,
    code=texts,
    reason=texts,
    expected_by=maybe_instants,
)
invoices = st.builds(
    Invoice, state=st.sampled_from(InvoiceState), title=texts, at=maybe_instants, url=st.none() | texts
)


def numbered(each: Callable[[str], st.SearchStrategy[Value]], letter: str, most: int) -> st.SearchStrategy[Any]:
    """Up to so many of them as a tuple: letter and number are their ids."""
    ids = [f"{letter}{n}" for n in range(most)]
    return st.integers(0, most).flatmap([st.tuples(*map(each, ids[:n])) for n in range(most + 1)].__getitem__)


# Made once: hypothesis looks at each new strategy from all sides before its first draw, which costs more than drawing.
_DRAWN: Mapping[str, st.SearchStrategy[Any]] = {
    "merchant_name": texts,
    "version": st.integers(1, 2**63 - 1),
    "occurred_at": instants,
    "status": st.sampled_from(OrderStatus),
    "placed_at": instants,
    "items": st.lists(items, min_size=1, max_size=3).map(tuple),
    "time_zone": zones,
    "new_user": st.booleans(),
    "total": amounts(),
    "shipping_fee": st.none() | amounts(),
    "paid_at": maybe_instants,
    "dispatch_deadline": maybe_instants,
    "presale": st.booleans(),
    "presale_dispatch_at": maybe_instants,
    "address": addresses,
    "parcels": numbered(parcels, "P", 3),
    "refunds": numbered(refunds, "R", 2),
    "freight": freights,
    "guarantees": st.frozensets(st.sampled_from(Guarantee)),
    "region": st.sampled_from(("", "CN", "US")),
    "merchant_tier": st.none() | texts,
    "number": texts,
    "fulfilment": st.just(Fulfilment.SHIP) | st.sampled_from(Fulfilment),
    "payment": st.sampled_from(Payment),
    "discount": st.none() | amounts(),
    "cancellations": st.lists(cancellations, max_size=2).map(tuple),
    "compensations": numbered(compensations, "C", 2),
    "answers": st.lists(answers, max_size=2).map(tuple),
    "return_address": st.none() | addresses,
    "invoice": st.none() | invoices,
}


@st.composite
def orders(draw: st.DrawFn, **given: Any) -> Order:
    """Any order at all; `given` fixes fields."""
    drawn = {name: draw(strategy) for name, strategy in _DRAWN.items() if name not in given}
    whose = {"order_id": "CL2026-0001", "customer_id": "u-lin", "merchant_id": "m-1"}
    return Order(**{**whose, **drawn, **given})


some = settings(max_examples=settings().max_examples * 3 // 4, suppress_health_check=[HealthCheck.too_slow])
"""For properties of whole orders: drawing one costs far more than judging it. Each run draws others."""
