"""What the shop platform tells us: consumers, orders, parcels, scans, refunds, return freight.

Values only. All instants are timezone-aware UTC; the consumer's own zone is an IANA name on the consumer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from careline.core.money import Money


class OrderStatus(StrEnum):
    PLACED = "placed"
    PAID = "paid"
    DISPATCHED = "dispatched"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class ScanCode(StrEnum):
    PICKED_UP = "picked_up"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    RETURNED = "returned"


class RefundKind(StrEnum):
    REFUND_ONLY = "refund_only"
    RETURN_REFUND = "return_refund"
    EXCHANGE = "exchange"


class RefundStatus(StrEnum):
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class ClaimStatus(StrEnum):
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAID = "paid"


class Guarantee(StrEnum):
    """The protections an order can carry; the names are the feed's."""

    DISPATCH_ON_TIME = "dispatch_on_time"
    RETURN_7_DAYS = "return_7_days"
    FREIGHT_INSURANCE = "freight_insurance"
    FAST_REFUND = "fast_refund"
    PRICE_PROTECTION = "price_protection"
    DAMAGE_COVER = "damage_cover"
    AUTHENTIC = "authentic"
    INSTALL = "install"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the consumer agreed to at the platform. Missing in the feed = not given."""

    service_calls: bool = False
    service_sms: bool = False
    artificial_voice: bool = False
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A consumer as last told by the feed; `as_of` is the newest event's `occurred_at`."""

    customer_id: str
    name: str
    phone: str | None
    region: str
    locale: str
    time_zone: str
    first_order_at: datetime
    orders_so_far: int
    consent: Consent
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    sku: str
    title: str
    quantity: int
    price: Money
    image: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    at: datetime
    code: ScanCode
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """`contents` maps sku to quantity; None = everything that is in no other parcel. `scans` are in time order."""

    parcel_id: str
    courier: str
    tracking_no: str
    dispatched_at: datetime
    delivered_at: datetime | None = None
    scans: tuple[Scan, ...] = ()
    contents: tuple[tuple[str, int], ...] | None = None

    @property
    def last_scan(self) -> Scan | None:
        return self.scans[-1] if self.scans else None

    @property
    def arrived(self) -> bool:
        """Handed over, by the platform's word or by the courier's scan."""
        return self.delivered_at is not None or any(scan.code is ScanCode.DELIVERED for scan in self.scans)

    @property
    def returning(self) -> bool:
        return any(scan.code is ScanCode.RETURNED for scan in self.scans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    refund_id: str
    kind: RefundKind
    reason: str | None
    status: RefundStatus
    requested_at: datetime
    amount: Money
    approved_at: datetime | None = None
    goods_sent_at: datetime | None = None
    goods_received_at: datetime | None = None
    paid_at: datetime | None = None
    to: str = ""

    @property
    def live(self) -> bool:
        """Asked for or granted, and neither refused, withdrawn nor paid yet."""
        return self.status in {RefundStatus.REQUESTED, RefundStatus.APPROVED}

    @property
    def returns_money(self) -> bool:
        return self.kind is not RefundKind.EXCHANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightClaim:
    status: ClaimStatus
    requested_at: datetime
    amount: Money
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Freight:
    """Return freight: who paid, what is insured, what was claimed."""

    insured: bool = False
    paid_by_consumer: Money | None = None
    disputed_at: datetime | None = None
    claim: FreightClaim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    recipient: str = ""
    phone: str = ""
    region: str = ""
    city: str = ""
    detail: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The whole present state of one order, at `version` of the feed."""

    order_id: str
    customer_id: str
    merchant_id: str
    merchant_name: str
    version: int
    occurred_at: datetime
    status: OrderStatus
    placed_at: datetime
    items: tuple[Item, ...]
    time_zone: str
    new_user: bool
    total: Money
    shipping_fee: Money | None = None
    paid_at: datetime | None = None
    dispatch_deadline: datetime | None = None
    presale: bool = False
    presale_dispatch_at: datetime | None = None
    address: Address = Address()
    parcels: tuple[Parcel, ...] = ()
    refunds: tuple[Refund, ...] = ()
    freight: Freight = Freight()
    guarantees: frozenset[Guarantee] = frozenset()

    @property
    def title(self) -> str:
        """What a person would call the order: its first item."""
        return self.items[0].title

    def not_dispatched(self) -> tuple[tuple[Item, int], ...]:
        """Items still at the merchant, with how many of each."""
        if any(parcel.contents is None for parcel in self.parcels):
            return ()
        sent = Counter[str]()
        for parcel in self.parcels:
            for sku, quantity in parcel.contents or ():
                sent[sku] += quantity
        left = []
        for item in self.items:
            gone = min(item.quantity, sent[item.sku])
            sent[item.sku] -= gone
            if item.quantity > gone:
                left.append((item, item.quantity - gone))
        return tuple(left)
