"""An order as an agent sees it: everything about the goods, as little as possible about the person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from careline.core import phrases
from careline.core.blocks import BlockKind, deadlines_of
from careline.core.orders import (
    Address,
    ClaimStatus,
    Freight,
    Order,
    OrderStatus,
    Parcel,
    Refund,
    RefundKind,
    RefundStatus,
    ScanCode,
)
from careline.core.rights import Claim
from careline.core.rules import ShopRules
from careline.desk.masking import masked_detail, masked_name
from careline.dialogue.shown import Instant, MoneyShown, RightShown, Shown, money_shown, rights_shown


class ItemShown(Shown):
    title: str
    quantity: int
    price: MoneyShown


class AddressShown(Shown):
    city: str
    detail: str
    recipient: str


class ScanShown(Shown):
    at: Instant
    place: str
    text: str
    code: ScanCode


class ParcelShown(Shown):
    parcel_id: str
    courier: str
    tracking_no: str
    dispatched_at: Instant
    delivered_at: Instant | None
    last: ScanShown | None


class RefundShown(Shown):
    refund_id: str
    kind: RefundKind
    status: RefundStatus
    amount: MoneyShown
    requested_at: Instant
    to: str


class ClaimShown(Shown):
    status: ClaimStatus
    amount: MoneyShown
    requested_at: Instant
    paid_at: Instant | None


class FreightShown(Shown):
    insured: bool
    paid_by_consumer: MoneyShown | None
    disputed_at: Instant | None
    claim: ClaimShown | None


class OrderShown(Shown):
    order_id: str
    title: str
    merchant: str
    status: OrderStatus
    status_text: str
    placed_at: Instant
    paid_at: Instant | None
    dispatch_deadline: Instant | None
    total: MoneyShown
    items: list[ItemShown]
    address: AddressShown
    parcels: list[ParcelShown]
    refunds: list[RefundShown]
    freight: FreightShown | None
    rights: list[RightShown]


def order_shown(order: Order, claims: Iterable[Claim], now: datetime, language: str, rules: ShopRules) -> OrderShown:
    """One order in the agent's language; `claims`: those that our remedies for it make."""
    return OrderShown(
        order_id=order.order_id,
        title=order.title,
        merchant=order.merchant_name,
        status=order.status,
        status_text=phrases.stage(order, language),
        placed_at=order.placed_at,
        paid_at=order.paid_at,
        dispatch_deadline=_dispatch_deadline(order, rules),
        total=money_shown(order.total),
        items=[ItemShown(title=i.title, quantity=i.quantity, price=money_shown(i.price)) for i in order.items],
        address=_address(order.address),
        parcels=[_parcel(parcel) for parcel in order.parcels],
        refunds=[_refund(refund) for refund in order.refunds],
        freight=_freight(order.freight),
        rights=rights_shown(order, claims, now, language, rules),
    )


def _dispatch_deadline(order: Order, rules: ShopRules) -> datetime | None:
    """The promise that counts while the goods are waited for; afterwards what the platform had said."""
    running = (deadline.due for deadline in deadlines_of(order, rules) if deadline.kind is BlockKind.DISPATCH)
    return next(running, order.presale_dispatch_at or order.dispatch_deadline)


def _address(address: Address) -> AddressShown:
    return AddressShown(
        city=address.city, detail=masked_detail(address.detail), recipient=masked_name(address.recipient)
    )


def _parcel(parcel: Parcel) -> ParcelShown:
    last = parcel.last_scan
    return ParcelShown(
        parcel_id=parcel.parcel_id, courier=parcel.courier, tracking_no=parcel.tracking_no,
        dispatched_at=parcel.dispatched_at, delivered_at=parcel.delivered_at,
        last=ScanShown(at=last.at, place=last.place, text=last.text, code=last.code) if last else None,
    )  # fmt: skip


def _refund(refund: Refund) -> RefundShown:
    return RefundShown(
        refund_id=refund.refund_id, kind=refund.kind, status=refund.status, amount=money_shown(refund.amount),
        requested_at=refund.requested_at, to=refund.to,
    )  # fmt: skip


def _freight(freight: Freight) -> FreightShown | None:
    """None where nobody has insured, paid, claimed or disputed anything."""
    if freight == Freight():
        return None
    claim, paid = freight.claim, freight.paid_by_consumer
    return FreightShown(
        insured=freight.insured,
        paid_by_consumer=money_shown(paid) if paid else None,
        disputed_at=freight.disputed_at,
        claim=ClaimShown(
            status=claim.status, amount=money_shown(claim.amount), requested_at=claim.requested_at,
            paid_at=claim.paid_at,
        ) if claim else None,
    )  # fmt: skip
