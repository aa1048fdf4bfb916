"""One event of the order feed as the platform sends it, checked.

`published` says the same as JSON Schema: docs/order_event.schema.json. Fields that it does not name are ignored.
`careline/feed/values.py` makes core values of it, `careline/feed/remarks.py` says what is odd about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic.json_schema import GenerateJsonSchema

from careline.core.money import Money
from careline.core.orders import (
    Actor,
    AnswerStatus,
    ClaimStatus,
    Fulfilment,
    Guarantee,
    InvoiceState,
    OrderStatus,
    ParcelKind,
    Payment,
    RefundKind,
    RefundScope,
    RefundStatus,
    ScanCode,
)
from careline.feed.fields import (
    Bool,
    Count,
    CountOrNone,
    Id,
    MoneyIn,
    OrderId,
    Part,
    Str,
    Version,
    Zone,
)
from careline.http.fields import Instant


class ConsentIn(Part):
    """What is left out was not given. Consent told here never lifts an opt-out that the consumer made with us."""

    service_calls: Bool = False
    service_sms: Bool = False
    artificial_voice: Bool = False
    given_at: Instant | None = None


def _safe_picture(address: str | None) -> str | None:
    """It reaches an <img> of ours and of the shop's page: no script, no plain http."""
    return address if address and address.lower().startswith("https://") else None


CustomerId = Annotated[Str, Field(min_length=1, max_length=64)]


class CustomerIn(Part):
    """Comes with every order; of several orders the newest `occurred_at` tells what holds now."""

    customer_id: CustomerId
    name: Annotated[Str, Field(max_length=100)] = ""
    phone: str | None = None
    """best in E.164; else read as a number of `region`; one that cannot be dialled counts as none, with a warning"""
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = ""
    """ISO 3166-1 alpha-2: whose rules for calls, and whose holidays hold"""
    locale: Annotated[str, Field(min_length=1, max_length=35)]
    """BCP 47; zh and zh-anything are spoken to in Chinese, all others in English"""
    time_zone: Zone
    """IANA name: in it we tell times, and count the hours in which we may call"""
    first_order_at: Instant
    orders_so_far: Count
    """this order included"""
    consent: ConsentIn = ConsentIn()
    previous_ids: Annotated[tuple[CustomerId, ...], Field(max_length=20)] = ()
    """ids under which we were told of this consumer before (a guest, a merged account): their orders move here"""


class MerchantIn(Part):
    merchant_id: Id
    name: Str
    tier: Str | None = None
    """which overrides of the shop rules hold for its orders"""
    email: Annotated[Str, Field(max_length=254)] | None = None
    """where an urge goes, if the platform does not take it"""


class ItemIn(Part):
    sku: Str | None = None
    """null or empty: called `line-` and its place among the items, from 1"""
    title: Str
    quantity: CountOrNone
    """0: the line was removed"""
    price: MoneyIn
    """of one piece"""
    image: Annotated[Str | None, AfterValidator(_safe_picture)] = None
    """address of a picture, over https; another one is left out"""
    category: Str | None = None
    """which overrides of the shop rules hold for it"""
    variant: Str = ""
    """size, colour …, in words"""
    discount: MoneyIn | None = None
    """taken off this line, all its pieces together"""
    shipping: MoneyIn | None = None
    """this line's share of the shipping fee"""


class AddressIn(Part):
    recipient: Str = ""
    phone: Str = ""
    region: Str = ""
    city: Str = ""
    detail: Str = ""
    remote: Bool = False


class ScanIn(Part):
    at: Instant
    code: ScanCode
    place: Str = ""
    text: Str = ""
    """the courier's own words"""


class ContentIn(Part):
    sku: Str
    quantity: Count


Contents = tuple[ContentIn, ...]


class ParcelIn(Part):
    parcel_id: Id
    kind: ParcelKind = ParcelKind.ORIGINAL
    courier: Str = ""
    tracking_no: Str = ""
    """may be empty: then nobody expects scans"""
    dispatched_at: Instant
    expected_at: Instant | None = None
    delivered_at: Instant | None = None
    scans: tuple[ScanIn, ...] = ()
    items: Contents | None = None
    """left out: everything that is in no other parcel"""


class RefundIn(Part):
    refund_id: Id
    kind: RefundKind
    scope: RefundScope = RefundScope.GOODS
    reason: Annotated[Str, Field(max_length=200)] | None = None
    """a code or words of your own; not_dispatched, not_received, quality, wrong_item, damaged, no_reason are known"""
    status: RefundStatus
    requested_at: Instant
    approved_at: Instant | None = None
    goods_sent_at: Instant | None = None
    goods_received_at: Instant | None = None
    paid_at: Instant | None = None
    failed_at: Instant | None = None
    amount: MoneyIn
    to: Str = ""
    """where the money goes, in words for the consumer"""
    items: Contents | None = None
    """what it is for; left out: all goods if the amount covers them, else none in particular"""
    request_id: Id | None = None
    """the remedy of ours that asked for it"""
    decided_by: Actor | None = None
    decision: Str = ""
    """why it was rejected or failed, in words for the consumer"""


class ClaimIn(Part):
    status: ClaimStatus
    requested_at: Instant
    paid_at: Instant | None = None
    amount: MoneyIn
    request_id: Id | None = None
    decision: Str = ""


class FreightIn(Part):
    insured: Bool = False
    paid_by_consumer: MoneyIn | None = None
    disputed_at: Instant | None = None
    claim: ClaimIn | None = None


class CompensationIn(Part):
    """Money owed or paid under a guarantee: late dispatch, a price that fell, damage."""

    compensation_id: Id
    guarantee: Guarantee
    status: ClaimStatus
    requested_at: Instant
    paid_at: Instant | None = None
    amount: MoneyIn
    items: Contents | None = None
    request_id: Id | None = None
    decision: Str = ""
    to: Str = ""


class CancellationIn(Part):
    """Of the whole order (its status says so too), or of the items named."""

    at: Instant
    by: Actor
    reason: Str = ""
    items: Contents | None = None
    request_id: Id | None = None


class AnswerIn(Part):
    """What came of a remedy that Careline sent."""

    remedy_id: Id
    status: AnswerStatus
    at: Instant
    code: Str = ""
    reason: Str = ""
    expected_by: Instant | None = None


class InvoiceIn(Part):
    state: InvoiceState
    title: Str = ""
    at: Instant | None = None
    url: Str | None = None


class OrderIn(Part):
    order_id: OrderId
    number: Annotated[Str, Field(max_length=64)] = ""
    """what the consumer knows it by (#1047); left out: the order id"""
    customer: CustomerIn
    merchant: MerchantIn
    items: Annotated[tuple[ItemIn, ...], Field(json_schema_extra={"minItems": 1})]
    total: MoneyIn | None = None
    """left out: the sum of the items, less their discounts and the order's"""
    discount: MoneyIn | None = None
    """taken off the whole order, to be shared out over items that do not tell their own"""
    shipping_fee: MoneyIn | None = None
    address: AddressIn = AddressIn()
    fulfilment: Fulfilment = Fulfilment.SHIP
    payment: Payment = Payment.PREPAID
    status: OrderStatus
    """believed where there are no parcels: `dispatched` without any means sent, tracking unknown"""
    placed_at: Instant
    paid_at: Instant | None = None
    dispatch_deadline: Instant | None = None
    """what the platform promised; left out: 48 hours after payment, unless it is a presale"""
    presale: Bool = False
    presale_dispatch_at: Instant | None = None
    parcels: tuple[ParcelIn, ...] = ()
    refunds: tuple[RefundIn, ...] = ()
    cancellations: tuple[CancellationIn, ...] = ()
    freight: FreightIn = FreightIn()
    compensations: tuple[CompensationIn, ...] = ()
    answers: tuple[AnswerIn, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    return_address: AddressIn | None = None
    invoice: InvoiceIn | None = None

    @model_validator(mode="after")
    def _consistent(self) -> OrderIn:
        """What the schema cannot say: one currency an order, parts that can be told apart."""
        if not self.items:  # said here: pydantic's own check also counts items that are wrong as missing
            raise ValueError("an order has at least one item")
        if len({money.currency for money in self._amounts()}) > 1:
            raise ValueError("all amounts of one order must be in one currency")
        if self.goods_total().amount >= 2**63:
            raise ValueError("the items are worth more than can be counted")
        for name, ids in (
            ("parcel_id", [parcel.parcel_id for parcel in self.parcels]),
            ("refund_id", [refund.refund_id for refund in self.refunds]),
            ("compensation_id", [one.compensation_id for one in self.compensations]),
            ("guarantees", list(self.guarantees)),
        ):
            if len(ids) != len(set(ids)):
                raise ValueError(f"{name} occurs twice in one order")
        return self

    def _amounts(self) -> Iterator[MoneyIn]:
        claim = self.freight.claim
        single = (self.total, self.discount, self.shipping_fee, self.freight.paid_by_consumer, claim and claim.amount)
        yield from (money for money in single if money)
        for item in self.items:
            yield from (money for money in (item.price, item.discount, item.shipping) if money)
        yield from (refund.amount for refund in self.refunds)
        yield from (one.amount for one in self.compensations)

    def goods_total(self) -> Money:
        """The total as told, else the sum of the items less what was taken off."""
        if self.total:
            return self.total.money()
        amount = sum(item.price.money().amount * item.quantity for item in self.items)
        off = [item.discount for item in self.items] + [self.discount]
        amount -= sum(money.money().amount for money in off if money)
        return Money(max(0, amount), self.items[0].price.currency)


class OrderEvent(Part):
    """The whole present state of one order. Sent at least once, in any order: per order the highest `version` wins."""

    event_id: Annotated[Str, Field(min_length=1, max_length=100)]
    occurred_at: Instant
    version: Version
    """grows with every change of the order"""
    order: OrderIn


def published() -> dict[str, Any]:
    """JSON Schema of one event, for the platform's engineers."""
    schema = OrderEvent.model_json_schema(schema_generator=_Plain)
    return {"$schema": _Plain.schema_dialect, **schema, "title": "Careline order event"}


class _Plain(GenerateJsonSchema):
    """Without a title for every field that says its name again, or a line for every part that it may be added to."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def model_schema(self, schema: Any) -> dict[str, Any]:
        told = super().model_schema(schema)
        told.pop("additionalProperties", None)
        return told


def read_event(raw: Any) -> OrderEvent:
    """Check one event. Raises pydantic.ValidationError."""
    return OrderEvent.model_validate(raw)
