"""One event of the order feed as the platform sends it, checked; and the core values it stands for.

`published` says the same as JSON Schema: docs/order_event.schema.json. Unknown fields are ignored.
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import GenerateJsonSchema

from careline.core.money import Money, MoneyError
from careline.core.orders import ClaimStatus, Guarantee, OrderStatus, RefundKind, RefundStatus, ScanCode

_RFC3339 = re.compile(r"(\d{4})-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_YEARS = range(1970, 2200)  # so that no deadline counted from an instant can leave what the database can hold
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def _rfc3339(value: object) -> object:
    """Numbers, and strings without an offset, are not instants."""
    if not isinstance(value, str) or not (found := _RFC3339.fullmatch(value)):
        raise ValueError("an instant is RFC 3339 with an offset, such as 2026-11-22T08:00:00+08:00")
    if int(found[1]) not in _YEARS:
        raise ValueError(f"an instant lies between {_YEARS[0]} and {_YEARS[-1]}")
    return value


def _whole(value: object) -> object:
    """JSON Schema's integer: 3 and 3.0, but neither "3" nor true."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic makes its error of a ValueError
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _callable_number(number: str | None) -> str | None:
    """A number that is not E.164 cannot be dialled and is no reason to lose the order: it counts as none."""
    return number if number and _E164.fullmatch(number) else None


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("text must not contain NUL")
    text.encode("utf-8")  # a lone surrogate cannot be stored
    return text


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is not an IANA time zone") from error
    return name


Instant = Annotated[AwareDatetime, BeforeValidator(_rfc3339), AfterValidator(lambda at: at.astimezone(UTC))]
Str = Annotated[str, AfterValidator(_storable)]
Id = Annotated[str, Field(max_length=200), AfterValidator(_storable)]  # a part of a key has to fit into an index
Count = Annotated[int, Field(ge=1, lt=2**31), BeforeValidator(_whole)]
Version = Annotated[int, Field(ge=1, lt=2**63), BeforeValidator(_whole)]
Bool = Annotated[bool, Strict()]
Zone = Annotated[Str, AfterValidator(_known_zone)]
RefundReason = Literal["not_dispatched", "not_received", "quality", "wrong_item", "damaged", "no_reason", "other"]
OrderId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{4,40}$")]


class _Part(BaseModel):
    model_config = {"frozen": True, "extra": "ignore", "strict": False, "use_attribute_docstrings": True}


class MoneyIn(_Part):
    amount: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$")]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

    @model_validator(mode="after")
    def _possible(self) -> MoneyIn:
        self.money()
        return self

    def money(self) -> Money:
        try:
            return Money.parse(self.amount, self.currency)
        except MoneyError as error:
            raise ValueError(str(error)) from error


class ConsentIn(_Part):
    """What is left out was not given. Consent told here never lifts an opt-out that the consumer made with us."""

    service_calls: Bool = False
    service_sms: Bool = False
    artificial_voice: Bool = False
    given_at: Instant | None = None


class CustomerIn(_Part):
    """Comes with every order; of several orders the newest `occurred_at` tells what holds now."""

    customer_id: Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_storable)]
    name: Annotated[str, Field(max_length=100), AfterValidator(_storable)] = ""
    phone: Annotated[str | None, AfterValidator(_callable_number)] = None
    """E.164; any other number counts as none"""
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = ""
    """ISO 3166-1 alpha-2: whose rules for calls hold"""
    locale: Literal["zh-CN", "en"]
    time_zone: Zone
    """IANA name: in it we tell times, and count the hours in which we may call"""
    first_order_at: Instant
    orders_so_far: Count
    """this order included"""
    consent: ConsentIn = ConsentIn()


class MerchantIn(_Part):
    merchant_id: Id
    name: Str


class ItemIn(_Part):
    sku: Str
    title: Str
    quantity: Count
    price: MoneyIn
    image: Str | None = None
    """address of a picture"""


class AddressIn(_Part):
    recipient: Str = ""
    phone: Str = ""
    region: Str = ""
    city: Str = ""
    detail: Str = ""
    remote: Bool = False


class ScanIn(_Part):
    at: Instant
    code: ScanCode
    place: Str = ""
    text: Str = ""


class ContentIn(_Part):
    sku: Str
    quantity: Count


class ParcelIn(_Part):
    parcel_id: Id
    courier: Str
    tracking_no: Str
    dispatched_at: Instant
    delivered_at: Instant | None = None
    scans: tuple[ScanIn, ...] = ()
    items: tuple[ContentIn, ...] | None = None
    """left out: everything that is in no other parcel"""


class RefundIn(_Part):
    refund_id: Id
    kind: RefundKind
    reason: RefundReason | None = None
    status: RefundStatus
    requested_at: Instant
    approved_at: Instant | None = None
    goods_sent_at: Instant | None = None
    goods_received_at: Instant | None = None
    paid_at: Instant | None = None
    amount: MoneyIn
    to: Str = ""
    """where the money goes, in words for the consumer"""


class ClaimIn(_Part):
    status: ClaimStatus
    requested_at: Instant
    paid_at: Instant | None = None
    amount: MoneyIn


class FreightIn(_Part):
    insured: Bool = False
    paid_by_consumer: MoneyIn | None = None
    disputed_at: Instant | None = None
    claim: ClaimIn | None = None


class OrderIn(_Part):
    order_id: OrderId
    customer: CustomerIn
    merchant: MerchantIn
    items: Annotated[tuple[ItemIn, ...], Field(json_schema_extra={"minItems": 1})]
    total: MoneyIn | None = None
    """left out: the sum of the items"""
    shipping_fee: MoneyIn | None = None
    address: AddressIn = AddressIn()
    status: OrderStatus
    placed_at: Instant
    paid_at: Instant | None = None
    dispatch_deadline: Instant | None = None
    """what the platform promised; left out: 48 hours after payment, unless it is a presale"""
    presale: Bool = False
    presale_dispatch_at: Instant | None = None
    parcels: tuple[ParcelIn, ...] = ()
    refunds: tuple[RefundIn, ...] = ()
    freight: FreightIn = FreightIn()
    guarantees: tuple[Guarantee, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> OrderIn:
        """What the schema cannot say: one currency an order, parts that can be told apart."""
        if not self.items:  # said here: pydantic's own check also counts items that are wrong as missing
            raise ValueError("an order has at least one item")
        if len(self._currencies()) > 1:
            raise ValueError("all amounts of one order must be in one currency")
        if self.goods_total().amount >= 2**63:
            raise ValueError("the items are worth more than can be counted")
        for name, ids in (
            ("parcel_id", [parcel.parcel_id for parcel in self.parcels]),
            ("refund_id", [refund.refund_id for refund in self.refunds]),
            ("guarantees", list(self.guarantees)),
        ):
            if len(ids) != len(set(ids)):
                raise ValueError(f"{name} occurs twice in one order")
        return self

    def _currencies(self) -> set[str]:
        claim = self.freight.claim
        single = (self.total, self.shipping_fee, self.freight.paid_by_consumer, claim and claim.amount)
        listed = [item.price for item in self.items] + [refund.amount for refund in self.refunds]
        return {money.currency for money in (*single, *listed) if money}

    def goods_total(self) -> Money:
        """The total as told, else the sum of the items."""
        if self.total:
            return self.total.money()
        amount = sum(item.price.money().amount * item.quantity for item in self.items)
        return Money(amount, self.items[0].price.currency)


class OrderEvent(_Part):
    """The whole present state of one order. Sent at least once, in any order: per order the highest `version` wins."""

    event_id: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_storable)]
    occurred_at: Instant
    version: Version
    """grows with every change of the order"""
    order: OrderIn


def published() -> dict[str, Any]:
    """JSON Schema of one event, for the platform's engineers."""
    schema = OrderEvent.model_json_schema(schema_generator=_Untitled)
    return {"$schema": _Untitled.schema_dialect, **schema, "title": "Careline order event"}


class _Untitled(GenerateJsonSchema):
    """Without a title for every field that says its name again."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def read_event(raw: Any) -> OrderEvent:
    """Check one event. Raises pydantic.ValidationError."""
    return OrderEvent.model_validate(raw)
