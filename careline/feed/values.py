"""The core values that an event stands for."""

from __future__ import annotations

from datetime import datetime

from careline.core.orders import Address, Consent, Customer, Freight, FreightClaim, Item, Order, Parcel, Refund, Scan
from careline.feed.schema import CustomerIn, FreightIn, OrderEvent, ParcelIn, RefundIn


def customer_of(told: CustomerIn, as_of: datetime) -> Customer:
    """The consumer that an event of `as_of` tells of."""
    return Customer(**{**vars(told), "consent": Consent(**vars(told.consent))}, as_of=as_of)


def order_of(event: OrderEvent, *, new_user: bool) -> Order:
    told = event.order
    return Order(
        order_id=told.order_id,
        customer_id=told.customer.customer_id,
        merchant_id=told.merchant.merchant_id,
        merchant_name=told.merchant.name,
        version=event.version,
        occurred_at=event.occurred_at,
        status=told.status,
        placed_at=told.placed_at,
        items=tuple(Item(**{**vars(item), "price": item.price.money()}) for item in told.items),
        time_zone=told.customer.time_zone,
        new_user=new_user,
        total=told.goods_total(),
        shipping_fee=told.shipping_fee.money() if told.shipping_fee else None,
        paid_at=told.paid_at,
        dispatch_deadline=told.dispatch_deadline,
        presale=told.presale,
        presale_dispatch_at=told.presale_dispatch_at,
        address=Address(**vars(told.address)),
        parcels=tuple(_parcel_of(parcel) for parcel in told.parcels),
        refunds=tuple(_refund_of(refund) for refund in told.refunds),
        freight=_freight_of(told.freight),
        guarantees=frozenset(told.guarantees),
    )


def _parcel_of(told: ParcelIn) -> Parcel:
    return Parcel(
        parcel_id=told.parcel_id,
        courier=told.courier,
        tracking_no=told.tracking_no,
        dispatched_at=told.dispatched_at,
        delivered_at=told.delivered_at,
        scans=tuple(sorted((Scan(**vars(scan)) for scan in told.scans), key=lambda scan: scan.at)),
        contents=None if told.items is None else tuple((item.sku, item.quantity) for item in told.items),
    )


def _refund_of(told: RefundIn) -> Refund:
    return Refund(**{**vars(told), "amount": told.amount.money()})


def _freight_of(told: FreightIn) -> Freight:
    claim = told.claim
    return Freight(
        insured=told.insured,
        paid_by_consumer=told.paid_by_consumer.money() if told.paid_by_consumer else None,
        disputed_at=told.disputed_at,
        claim=FreightClaim(**{**vars(claim), "amount": claim.amount.money()}) if claim else None,
    )
