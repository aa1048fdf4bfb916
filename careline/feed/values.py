"""The core values that an event stands for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from careline.core.orders import (
    Actor,
    Address,
    Cancellation,
    Compensation,
    Consent,
    Customer,
    Freight,
    FreightClaim,
    Invoice,
    Item,
    Order,
    Parcel,
    Quantities,
    Refund,
    RemedyAnswer,
    Scan,
)
from careline.feed.fields import MoneyIn
from careline.feed.phones import dialled
from careline.feed.schema import Contents, CustomerIn, FreightIn, OrderEvent, OrderIn, ParcelIn


def customer_of(told: CustomerIn, as_of: datetime, *, customer_id: str | None = None) -> Customer:
    """The consumer that an event of `as_of` tells of; `customer_id` where they go by another id by now."""
    fields = {**vars(told), "consent": Consent(**vars(told.consent))}
    del fields["previous_ids"]
    fields["customer_id"] = customer_id or told.customer_id
    fields["phone"] = dialled(told.phone, told.region)[0]
    fields["locale"] = spoken(told.locale)
    return Customer(**fields, as_of=as_of)


def spoken(locale: str) -> str:
    """The language we speak with someone of this locale: zh-CN, or en."""
    return "zh-CN" if language_of(locale) == "zh" else "en"


def language_of(locale: str) -> str:
    """The language of a BCP 47 tag, or of one written with an underscore: zh of zh_Hant_HK."""
    return locale.replace("_", "-").split("-")[0].lower()


def order_of(
    event: OrderEvent, *, new_user: bool, order_id: str | None = None, customer_id: str | None = None
) -> Order:
    """The order that an event tells of; `order_id` and `customer_id` where we know them by other ids than it tells."""
    told = event.order
    return Order(
        order_id=order_id or told.order_id,
        told_id=told.order_id if order_id and order_id != told.order_id else "",
        customer_id=customer_id or told.customer.customer_id,
        merchant_id=told.merchant.merchant_id,
        merchant_name=told.merchant.name,
        merchant_tier=told.merchant.tier,
        region=told.customer.region,
        version=event.version,
        occurred_at=event.occurred_at,
        number=told.number,
        status=told.status,
        fulfilment=told.fulfilment,
        payment=told.payment,
        placed_at=told.placed_at,
        items=tuple(_items_of(told)),
        time_zone=told.customer.time_zone,
        new_user=new_user,
        total=told.goods_total(),
        discount=_money(told.discount),
        shipping_fee=_money(told.shipping_fee),
        paid_at=told.paid_at,
        dispatch_deadline=told.dispatch_deadline,
        presale=told.presale,
        presale_dispatch_at=told.presale_dispatch_at,
        address=Address(**vars(told.address)),
        parcels=tuple(_parcel_of(parcel) for parcel in told.parcels),
        refunds=tuple(Refund(**_plain(refund)) for refund in told.refunds),
        cancellations=_cancellations_of(event),
        freight=_freight_of(told.freight),
        compensations=tuple(Compensation(**_plain(one)) for one in told.compensations),
        answers=tuple(RemedyAnswer(**vars(answer)) for answer in told.answers),
        guarantees=frozenset(told.guarantees),
        return_address=Address(**vars(told.return_address)) if told.return_address else None,
        invoice=Invoice(**vars(told.invoice)) if told.invoice else None,
    )


def sku_of(told: str | None, line: int) -> str:
    """The item's sku, or one of ours by its place among all lines as told (from 1), removed ones included."""
    return told or f"line-{line}"


def _items_of(told: OrderIn) -> Iterator[Item]:
    """The lines that are left. Where every line was removed they are kept, one piece each, as what was cancelled."""
    removed = all_removed(told)
    for line, item in enumerate(told.items, start=1):
        if item.quantity or removed:
            yield Item(**{**_plain(item), "sku": sku_of(item.sku, line), "quantity": item.quantity or 1})


def all_removed(told: OrderIn) -> bool:
    return all(item.quantity == 0 for item in told.items)


def _cancellations_of(event: OrderEvent) -> tuple[Cancellation, ...]:
    told = tuple(Cancellation(**_plain(one)) for one in event.order.cancellations)
    if not all_removed(event.order):
        return told
    everything = tuple((sku_of(item.sku, line), 1) for line, item in enumerate(event.order.items, start=1))
    return (*told, Cancellation(at=event.occurred_at, by=Actor.PLATFORM, items=everything))


def _plain(told: Any) -> dict[str, Any]:
    """The fields of a part, its money and its list of items as core values."""
    fields = {name: value.money() if isinstance(value, MoneyIn) else value for name, value in vars(told).items()}
    return fields | {"items": _quantities(told.items)} if "items" in fields else fields


def _money(told: MoneyIn | None) -> Any:
    return told.money() if told else None


def _quantities(told: Contents | None) -> Quantities | None:
    return None if told is None else tuple((one.sku, one.quantity) for one in told)


def _parcel_of(told: ParcelIn) -> Parcel:
    fields = {**vars(told), "contents": _quantities(told.items)}
    del fields["items"]
    fields["scans"] = tuple(sorted((Scan(**vars(scan)) for scan in told.scans), key=lambda scan: scan.at))
    return Parcel(**fields)


def _freight_of(told: FreightIn) -> Freight:
    claim = FreightClaim(**_plain(told.claim)) if told.claim else None
    return Freight(**{**_plain(told), "claim": claim})
