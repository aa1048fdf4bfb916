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


class Fulfilment(StrEnum):
    """How the goods reach the consumer. Digital goods and those picked up in a shop have no parcels to wait for."""

    SHIP = "ship"
    PICK_UP = "pick_up"
    DIGITAL = "digital"


class Payment(StrEnum):
    """How the order is paid. On delivery: placed means ordered, and nothing has to be paid yet."""

    PREPAID = "prepaid"
    ON_DELIVERY = "on_delivery"
    TRANSFER = "transfer"


class Actor(StrEnum):
    """Who did it: cancelled the order, refused the refund."""

    CONSUMER = "consumer"
    MERCHANT = "merchant"
    PLATFORM = "platform"


class ScanCode(StrEnum):
    """`RETURNED`: on its way back to the shop; `BACK_AT_SENDER`: there again."""

    INFO_RECEIVED = "info_received"
    PICKED_UP = "picked_up"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    CUSTOMS = "customs"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPT_FAILED = "attempt_failed"
    AT_PICKUP_POINT = "at_pickup_point"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    DAMAGED = "damaged"
    LOST = "lost"
    RETURNED = "returned"
    BACK_AT_SENDER = "back_at_sender"


class ParcelKind(StrEnum):
    """Why it was sent: the order itself, goods sent again, goods given in exchange."""

    ORIGINAL = "original"
    RESEND = "resend"
    EXCHANGE = "exchange"


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
    FAILED = "failed"


class RefundScope(StrEnum):
    """What a refund is for: goods (all, or the items it names), the shipping fee, or goodwill on top of the goods."""

    GOODS = "goods"
    SHIPPING = "shipping"
    GOODWILL = "goodwill"


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


Quantities = tuple[tuple[str, int], ...]
"""How many of which sku."""


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
    """`price` is that of one piece; `discount` and `shipping` are the whole line's shares of what was taken off and added."""

    sku: str
    title: str
    quantity: int
    price: Money
    image: str | None = None
    category: str | None = None
    variant: str = ""
    discount: Money | None = None
    shipping: Money | None = None


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
    contents: Quantities | None = None
    kind: ParcelKind = ParcelKind.ORIGINAL
    expected_at: datetime | None = None
    """When the courier or the platform expects to hand it over."""

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
    items: Quantities | None = None
    """What it is for; None: all goods that its amount covers."""
    scope: RefundScope = RefundScope.GOODS
    request_id: str | None = None
    """The remedy of ours that asked for it, as we named it to the platform."""
    decided_by: Actor | None = None
    decision: str = ""
    """Why it was rejected, or what went wrong with the payment: in words for the consumer."""
    failed_at: datetime | None = None

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
    request_id: str | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensation:
    """Money owed or paid under a guarantee other than return freight: late dispatch, a price that fell, damage."""

    compensation_id: str
    guarantee: Guarantee
    status: ClaimStatus
    requested_at: datetime
    amount: Money
    paid_at: datetime | None = None
    items: Quantities | None = None
    request_id: str | None = None
    decision: str = ""
    to: str = ""


class AnswerStatus(StrEnum):
    """What the platform says of a remedy that we sent."""

    ACCEPTED = "accepted"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyAnswer:
    """The platform's answer to one remedy, told with its order. `code` and `reason` say why not, or how."""

    remedy_id: str
    status: AnswerStatus
    at: datetime
    code: str = ""
    reason: str = ""
    expected_by: datetime | None = None
    """By when the merchant says it will be done (an urge answered with a date)."""


class InvoiceState(StrEnum):
    NONE = "none"
    REQUESTED = "requested"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    state: InvoiceState
    title: str = ""
    at: datetime | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """Who cancelled the order or some of its items (None: all of it), when and why."""

    at: datetime
    by: Actor
    reason: str = ""
    items: Quantities | None = None
    request_id: str | None = None


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
    region: str = ""
    """The consumer's (ISO 3166-1 alpha-2): its market's holidays and law hold."""
    merchant_tier: str | None = None
    told_id: str = ""
    """The merchant's own id of it, where another merchant's order had that id first; empty: the order id."""
    number: str = ""
    """What the consumer knows it by (#1047); empty: the order id."""
    fulfilment: Fulfilment = Fulfilment.SHIP
    payment: Payment = Payment.PREPAID
    discount: Money | None = None
    """Taken off the whole order, to be shared out over items that do not tell their own."""
    cancellations: tuple[Cancellation, ...] = ()
    compensations: tuple[Compensation, ...] = ()
    answers: tuple[RemedyAnswer, ...] = ()
    return_address: Address | None = None
    invoice: Invoice | None = None

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
