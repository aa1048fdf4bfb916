"""What a set of feed events holds, counted: for tests, and for the line `careline seed` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from careline.core.blocks import FoundBlock, find_blocks
from careline.core.orders import ClaimStatus, Order, OrderStatus, RefundKind, RefundStatus
from careline.demo.reading import read_order, standard_rules

# A call is planned this long after the deadline at the earliest (docs/figures.md).
CALL_AFTER = timedelta(hours=2)


def shapes(events: Iterable[dict[str, Any]], *, now: datetime) -> Counter[str]:
    """How many orders show each shape at `now`, by names such as `block:refund:new:en` or `status:paid`.

    `callable` counts consumers, not orders: new users with consent, a number, and a block that may be called about.
    """
    found = Counter[str]()
    callable_people = set()
    for event in events:
        order, customer = read_order(event), event["order"]["customer"]
        blocks = find_blocks(order, now, standard_rules(now.date()))
        found.update(_common(event, order, customer))
        found.update(_special(order, now))
        found.update(_blocks(order, blocks, customer["locale"]))
        if order.new_user and _may_be_called(customer) and any(b.deadline + CALL_AFTER < now for b in blocks):
            callable_people.add((customer["customer_id"], customer["locale"]))
    found["callable"] = len(callable_people)
    found.update(f"callable:{_language(locale)}" for _, locale in callable_people)
    return found


def _language(locale: str) -> str:
    return locale.partition("-")[0]


def _may_be_called(customer: dict[str, Any]) -> bool:
    consent = customer.get("consent", {})
    return bool(customer["phone"] and consent.get("service_calls") and consent.get("artificial_voice"))


def _common(event: dict[str, Any], order: Order, customer: dict[str, Any]) -> Iterator[str]:
    yield "orders"
    yield f"status:{order.status}"
    yield f"locale:{_language(customer['locale'])}"
    yield f"region:{customer['region']}"
    yield "new user" if order.new_user else "old user"
    given = [value for name, value in customer.get("consent", {}).items() if name != "given_at"]
    yield "consent:all" if given and all(given) else "consent:some" if any(given) else "consent:none"
    if order.address.remote:
        yield f"remote:{order.address.region}"
    yield from (f"courier:{parcel.courier}" for parcel in order.parcels)
    yield from (f"scan:{scan.code}" for parcel in order.parcels for scan in parcel.scans)
    yield from (f"guarantee:{name}" for name in event["order"]["guarantees"])


def _blocks(order: Order, blocks: tuple[FoundBlock, ...], locale: str) -> Iterator[str]:
    who = f"{'new' if order.new_user else 'old'}:{_language(locale)}"
    for block in blocks:
        yield f"block:{block.kind}"
        yield f"block:{block.kind}:{who}"
        yield from (f"rule:{missed.rule}" for missed in block.evidence)
        yield from (f"block:{block.kind}:{extra}" for extra in _extras(order))
    if not blocks and not _quarrel(order):
        yield "healthy"
        yield f"healthy:{order.status}"


def _extras(order: Order) -> Iterator[str]:
    if order.parcels and order.not_dispatched():
        yield "partly dispatched"
    if order.address.remote:
        yield "remote"


def _quarrel(order: Order) -> bool:
    """Trouble that is no block (yet): a refusal, a delivery in dispute, money asked back instead of waiting."""
    waits = any(refund.live and refund.reason in {"not_received", "not_dispatched"} for refund in order.refunds)
    return waits or any(refund.status is RefundStatus.REJECTED for refund in order.refunds)


def _special(order: Order, now: datetime) -> Iterator[str]:
    """Shapes with a name of their own."""
    due, claim = order.presale_dispatch_at or order.dispatch_deadline, order.freight.claim
    if len(order.parcels) > 1:
        yield "several parcels"
    if order.parcels and order.not_dispatched():
        yield "partly dispatched"
    if order.presale:
        yield "presale late" if due and due < now else "presale waiting"
    if claim:
        yield f"claim {claim.status}"
    if order.freight.insured and claim and claim.status is ClaimStatus.PAID:
        yield "insured freight paid"
    for refund in order.refunds:
        yield f"{refund.kind} {refund.status}"
        if refund.kind is RefundKind.EXCHANGE:
            yield "exchange"
        if refund.live and refund.reason == "not_received" and order.status is OrderStatus.DELIVERED:
            yield "delivered but disputed"
        if refund.live and refund.reason == "not_dispatched" and not order.parcels and due and due < now:
            yield "refund instead of late dispatch"
