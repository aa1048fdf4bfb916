"""Which matter answers which ask; and which matter an intent or an open question of ours is about."""

from __future__ import annotations

from collections.abc import Mapping

from actions.matters import (
    address,
    authenticity,
    benefit,
    cancel,
    compensation,
    courtesy,
    damage,
    delivery,
    dispatch,
    exchange,
    guarantee,
    invoice,
    merchant,
    missing,
    payment,
    person,
    price,
    promise,
    refund,
    resend,
    return_freight,
    returns,
    service,
    shipping_fee,
)
from actions.matters.answer import Cell, Deed
from actions.matters.elsewhere import where_it_belongs
from actions.memory import Asked
from understanding.taxonomy import Ask, Matter

_ALL = (
    address,
    authenticity,
    benefit,
    cancel,
    compensation,
    courtesy,
    damage,
    delivery,
    dispatch,
    exchange,
    guarantee,
    invoice,
    merchant,
    missing,
    payment,
    person,
    price,
    promise,
    refund,
    resend,
    return_freight,
    returns,
    service,
    shipping_fee,
)
MATTERS: Mapping[Matter, Mapping[Ask, Cell]] = {
    one.MATTER: {ask: where_it_belongs(one.MATTER, ask, cell) for ask, cell in one.CELLS.items()} for one in _ALL
}
DEEDS: Mapping[str, Deed] = {deed.name: deed for one in _ALL for deed in one.DEEDS}
"""The deeds that matters declare, by name."""

OF_INTENT: Mapping[str, Matter] = {
    "ask_dispatch": Matter.DISPATCH,
    "ask_dispatch_time": Matter.DISPATCH,
    "track_shipment": Matter.DELIVERY,
    "report_logistics_stalled": Matter.DELIVERY,
    "report_not_received": Matter.MISSING,
    "change_address": Matter.ADDRESS,
    "cancel_order": Matter.CANCEL,
    "request_refund": Matter.REFUND,
    "ask_refund_status": Matter.REFUND,
    "ask_refund_policy": Matter.REFUND,
    "request_return": Matter.RETURN,
    "request_exchange": Matter.EXCHANGE,
    "report_damaged_or_wrong": Matter.DAMAGE,
    "ask_return_freight": Matter.RETURN_FREIGHT,
    "ask_shipping_fee": Matter.SHIPPING_FEE,
    "ask_guarantee": Matter.GUARANTEE,
    "ask_payment": Matter.PAYMENT,
    "ask_invoice": Matter.INVOICE,
    "complain_merchant": Matter.MERCHANT,
    "request_human": Matter.PERSON,
}
INTENT_OF: Mapping[Matter, str] = {
    Matter.DISPATCH: "ask_dispatch",
    Matter.DELIVERY: "track_shipment",
    Matter.MISSING: "report_not_received",
    Matter.REFUND: "ask_refund_status",
    Matter.RETURN: "request_return",
    Matter.EXCHANGE: "request_exchange",
    Matter.RESEND: "report_damaged_or_wrong",
    Matter.DAMAGE: "report_damaged_or_wrong",
    Matter.COMPENSATION: "ask_guarantee",
    Matter.PRICE: "ask_guarantee",
    Matter.AUTHENTICITY: "ask_guarantee",
    Matter.RETURN_FREIGHT: "ask_return_freight",
    Matter.SHIPPING_FEE: "ask_shipping_fee",
    Matter.ADDRESS: "change_address",
    Matter.CANCEL: "cancel_order",
    Matter.INVOICE: "ask_invoice",
    Matter.PAYMENT: "ask_payment",
    Matter.MERCHANT: "complain_merchant",
    Matter.GUARANTEE: "ask_guarantee",
}
"""The topic that the present actions remember for a matter."""

OF_QUESTION: Mapping[Asked, Matter] = {
    Asked.CONFIRM_CANCEL: Matter.CANCEL,
    Asked.CONFIRM_ADDRESS: Matter.ADDRESS,
    Asked.NEW_ADDRESS: Matter.ADDRESS,
    Asked.CONFIRM_REFUND: Matter.REFUND,
    Asked.CONFIRM_RETURN: Matter.RETURN,
    Asked.CONFIRM_FREIGHT: Matter.RETURN_FREIGHT,
    Asked.CONFIRM_COMPENSATION: Matter.COMPENSATION,
    Asked.CONFIRM_RESEND: Matter.RESEND,
    Asked.CONFIRM_EXCHANGE: Matter.EXCHANGE,
    Asked.EXCHANGE_ITEM: Matter.EXCHANGE,
    Asked.EXCHANGE_VARIANT: Matter.EXCHANGE,
}
