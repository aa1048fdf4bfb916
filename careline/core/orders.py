"""What the shop platform tells us: consumers, orders, parcels, scans, refunds, return freight.

Values only. All instants are timezone-aware UTC; the consumer's own zone is an IANA name on the consumer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
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


class Whereabouts(StrEnum):
    """Where a parcel is by its newest plausible scan, coarsely. `BACK`: at the shop again."""

    UNDER_WAY = "under_way"
    ARRIVED = "arrived"
    RETURNING = "returning"
    BACK = "back"


# A scan that says that what was called delivered was not, or not to the consumer. Late uploads of earlier stages
# (picked up, departed) say nothing of the kind.
_UNDOES_DELIVERY = frozenset(
    {
        ScanCode.OUT_FOR_DELIVERY,
        ScanCode.ATTEMPT_FAILED,
        ScanCode.AT_PICKUP_POINT,
        ScanCode.EXCEPTION,
        ScanCode.LOST,
    }
)
_MAY_BE_LATE = frozenset({ScanCode.OUT_FOR_DELIVERY, ScanCode.AT_PICKUP_POINT})
_CLOCKS_DIFFER = timedelta(hours=12)
"""A delivery told by day, or by another clock than the scans', is not undone by the scan just before it."""


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
    """`price` is that of one piece; `discount` and `shipping` are the line's shares of what was taken off and added."""

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
    def standing(self) -> tuple[Whereabouts, datetime]:
        """Where it is, and since when: the newest plausible scan decides, the platform's word being one of them.

        Once it goes back it is the shop's: what is then called delivered was delivered to the shop.
        """
        marks = [(scan.at, scan.code) for scan in self.scans]
        if self.delivered_at:
            marks = sorted([(self.delivered_at, ScanCode.DELIVERED), *marks], key=lambda mark: mark[0])
        where, since = Whereabouts.UNDER_WAY, self.dispatched_at
        for at, code in marks:
            later = _moved(where, code, at - since)
            if later is not where:
                where, since = later, at
        if where is Whereabouts.ARRIVED and self.delivered_at and self.delivered_at > since:
            since = self.delivered_at
        return where, since

    @property
    def arrived(self) -> bool:
        """Handed over to the consumer, by the platform's word or by the courier's scan, and nothing newer denies it."""
        return self.standing[0] is Whereabouts.ARRIVED

    @property
    def returning(self) -> bool:
        """On its way back to the shop, or there again."""
        return self.standing[0] in {Whereabouts.RETURNING, Whereabouts.BACK}

    @property
    def back(self) -> bool:
        """At the shop again."""
        return self.standing[0] is Whereabouts.BACK

    @property
    def delivery_undone(self) -> bool:
        """Called delivered once, and by a newer scan it is not."""
        told = self.delivered_at is not None or any(scan.code is ScanCode.DELIVERED for scan in self.scans)
        return told and self.standing[0] is Whereabouts.UNDER_WAY


def _moved(where: Whereabouts, code: ScanCode, after: timedelta) -> Whereabouts:
    """Where a scan moves a parcel to; `after` is how long after it came to be where it is."""
    if where is Whereabouts.BACK or code is ScanCode.BACK_AT_SENDER:
        return Whereabouts.BACK
    if where is Whereabouts.RETURNING:
        return Whereabouts.BACK if code is ScanCode.DELIVERED else where
    if code is ScanCode.RETURNED:
        return Whereabouts.RETURNING
    if code is ScanCode.DELIVERED:
        return Whereabouts.ARRIVED
    if where is Whereabouts.ARRIVED and code in _UNDOES_DELIVERY:
        late = code in _MAY_BE_LATE and after < _CLOCKS_DIFFER
        return where if late else Whereabouts.UNDER_WAY
    return where


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

    @property
    def open_dispute(self) -> datetime | None:
        """Since when it is in dispute; None: it is not. A payment settles the dispute that was before it."""
        paid = self.claim is not None and self.claim.status is ClaimStatus.PAID
        if paid and self.claim and self.disputed_at:
            return self.disputed_at if self.claim.paid_at and self.disputed_at > self.claim.paid_at else None
        return self.disputed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    recipient: str = ""
    phone: str = ""
    region: str = ""
    city: str = ""
    detail: str = ""
    remote: bool = False


_SENT = frozenset({OrderStatus.DISPATCHED, OrderStatus.DELIVERED, OrderStatus.COMPLETED})
_HANDED_OVER = frozenset({OrderStatus.DELIVERED, OrderStatus.COMPLETED})


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

    @property
    def known_as(self) -> str:
        """The number that the consumer knows it by."""
        return self.number or self.told_id or self.order_id

    @property
    def sent(self) -> bool:
        """Whether anything has left the shop: by a parcel, or by its status where it tells of no parcels."""
        return bool(self.parcels) or self.status in _SENT

    @property
    def cancelled_at(self) -> datetime | None:
        """When the whole order was cancelled, as exactly as we were told; None: it was not."""
        if self.status is not OrderStatus.CANCELLED:
            return None
        return max((one.at for one in self.cancellations if one.items is None), default=self.occurred_at)

    def cancelled_items(self) -> Counter[str]:
        """How many of each sku were cancelled out of an order that goes on."""
        ordered, found = self._ordered(), Counter[str]()
        for one in self.cancellations:
            for sku, quantity in one.items or ():
                found[sku] += quantity
        return found & ordered

    def contents_of(self, parcel: Parcel) -> Counter[str]:
        """What is in one of its parcels: as listed, else what is in none of the others.

        A parcel sent again or in exchange that lists nothing holds the whole order.
        """
        if parcel.contents is not None:
            return _count(parcel.contents)
        if parcel.kind is not ParcelKind.ORIGINAL:
            return self._ordered()
        listed = Counter[str]()
        for other in self.parcels:
            if other.kind is ParcelKind.ORIGINAL:
                listed += _count(other.contents or ())
        return self._ordered() - listed - self.cancelled_items()

    def replaced(self, parcel: Parcel) -> bool:
        """Whether what was in this parcel was sent again later."""
        again = Counter[str]()
        for other in self.parcels:
            if other.kind is not ParcelKind.ORIGINAL and other.dispatched_at > parcel.dispatched_at:
                again += self.contents_of(other)
        held = self.contents_of(parcel)
        return parcel.kind is ParcelKind.ORIGINAL and bool(held) and held <= again

    def at_shop(self, items: Quantities | None) -> bool:
        """Whether all of these items (None: the whole order) are still at the merchant."""
        if items is None:
            return not self.sent
        waiting = {item.sku: n for item, n in self.not_dispatched()}
        return not self.sent or all(n <= waiting.get(sku, 0) for sku, n in items)

    def not_dispatched(self) -> tuple[tuple[Item, int], ...]:
        """Items still at the merchant, with how many of each; what was cancelled is not waited for.

        Its status is believed where it tells of no parcels, and always once it is completed. What is picked up or
        digital is never dispatched.
        """
        originals = [parcel for parcel in self.parcels if parcel.kind is ParcelKind.ORIGINAL]
        if self.fulfilment is not Fulfilment.SHIP or self.status is OrderStatus.COMPLETED:
            return ()
        if (self.sent and not originals) or any(parcel.contents is None for parcel in originals):
            return ()
        gone_for_good = self.cancelled_items()
        for parcel in originals:
            gone_for_good += self.contents_of(parcel)
        left = []
        for item in self.items:
            gone = min(item.quantity, gone_for_good[item.sku])
            gone_for_good[item.sku] -= gone
            if item.quantity > gone:
                left.append((item, item.quantity - gone))
        return tuple(left)

    def has_come(self, parcel: Parcel) -> bool:
        """Whether the consumer has this parcel: by its scans, else by the order's status.

        That status tells nothing of what was sent later in exchange.
        """
        where, _ = parcel.standing
        told = self.status in _HANDED_OVER and parcel.kind is not ParcelKind.EXCHANGE
        believed = told and where is Whereabouts.UNDER_WAY and not parcel.delivery_undone
        return where is Whereabouts.ARRIVED or believed

    def items_arrived(self) -> Quantities:
        """What was handed over to the consumer and how many of each; goods that they have sent back are among them."""
        ordered = self._ordered()
        if self.fulfilment is not Fulfilment.SHIP or not self.parcels:
            return tuple((ordered - self.cancelled_items()).items()) if self.status in _HANDED_OVER else ()
        came, held = Counter[str](), Counter[str]()
        for parcel in self.parcels:
            if parcel.kind is not ParcelKind.EXCHANGE:
                contents = self.contents_of(parcel)
                held += contents
                came += contents if self.has_come(parcel) else Counter()
        if self.status is OrderStatus.COMPLETED:
            came += ordered - held - self.cancelled_items()
        return tuple((came & ordered).items())

    @property
    def arrived_at(self) -> datetime | None:
        """When the last part was handed over; None while any part is still to come, or nothing came.

        Parcels that went back to the shop are no part of what is to come. Where only the status says that it arrived,
        it is the instant of the newest event: later than the truth, so in the consumer's favour.
        """
        if self.fulfilment is not Fulfilment.SHIP or not self.parcels:
            return self.occurred_at if self.status in _HANDED_OVER else None
        if self.not_dispatched():
            return None
        came = []
        for parcel in self.parcels:
            where, since = parcel.standing
            if self.has_come(parcel):
                came.append(since if where is Whereabouts.ARRIVED else self.occurred_at)
            elif where is Whereabouts.UNDER_WAY and not self.replaced(parcel):
                return None
        return max(came, default=None)

    def _ordered(self) -> Counter[str]:
        return _count((item.sku, item.quantity) for item in self.items)


def _count(items: Iterable[tuple[str, int]]) -> Counter[str]:
    found = Counter[str]()
    for sku, quantity in items:
        found[sku] += quantity
    return found
