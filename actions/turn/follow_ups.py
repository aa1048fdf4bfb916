"""Questions that name nothing themselves, completed by what was spoken of: 还要多久 after a refund is about the refund.

Pure: one table. The kinds are those of bot/components/follow_ups.py, for a clause those of
actions/questions/joined_questions.py; without a topic the bare words count alone.
"""

from __future__ import annotations

from actions.matters.registry import intents_of
from understanding.taxonomy import Matter

_DISPATCH = intents_of(Matter.DISPATCH, Matter.ADDRESS)
_LOGISTICS = intents_of(Matter.DELIVERY, Matter.MISSING)
_REFUND = intents_of(Matter.REFUND, Matter.CANCEL)
_RETURN = intents_of(Matter.RETURN, Matter.EXCHANGE, Matter.DAMAGE)
_FREIGHT = intents_of(Matter.RETURN_FREIGHT)


def _for(topics: tuple[str, ...], intent: str | None = None) -> dict[str, str]:
    """Each of these topics leads to this intent, or to itself."""
    return {topic: intent or topic for topic in topics}


_MEANT: dict[str, dict[str, str]] = {
    "how_long": {
        **_for(_DISPATCH, "ask_dispatch_time"), **_for(_LOGISTICS, "track_shipment"),
        **_for(_REFUND, "ask_refund_status"), **_for(_RETURN, "ask_refund_policy"), **_for(_FREIGHT),
        "ask_invoice": "ask_invoice", "complain_merchant": "complain_merchant", "request_refund": "ask_refund_policy",
        "ask_refund_policy": "ask_refund_policy", "cancel_order": "ask_refund_policy",
    },
    "arrival": {
        **_for(_DISPATCH, "track_shipment"), **_for(_LOGISTICS, "track_shipment"),
        **_for(_REFUND, "ask_refund_status"), **_for(_RETURN, "ask_refund_status"),
    },
    "why": {
        **_for(_DISPATCH, "ask_dispatch"), **_for(_LOGISTICS, "report_logistics_stalled"),
        "ask_refund_status": "ask_refund_status", **_for(_FREIGHT), "ask_payment": "ask_payment",
    },
    "until": _for((*_REFUND, *_RETURN, *_FREIGHT), "ask_refund_policy"),
    "how_much": {
        **_for(_DISPATCH, "ask_shipping_fee"), **_for(_LOGISTICS, "ask_shipping_fee"),
        "ask_shipping_fee": "ask_shipping_fee", **_for(_RETURN, "ask_return_freight"), **_for(_FREIGHT),
        **_for(_REFUND, "ask_refund_status"), "request_refund": "request_refund", "ask_payment": "ask_payment",
        "ask_guarantee": "ask_guarantee",
    },
    "who_pays": {
        **_for(_RETURN, "ask_return_freight"), **_for(_REFUND, "ask_return_freight"), **_for(_FREIGHT),
        "ask_shipping_fee": "ask_shipping_fee",
    },
    "where": {
        **_for(_DISPATCH, "track_shipment"), **_for(_LOGISTICS, "track_shipment"), **_for(_REFUND, "ask_refund_status"),
    },
    "how": {
        **_for(_REFUND), "ask_refund_policy": "request_refund", **_for(_RETURN), **_for(_LOGISTICS), **_for(_DISPATCH),
        **_for(_FREIGHT), "ask_invoice": "ask_invoice", "ask_payment": "ask_payment",
    },
    "next": {
        **_for(_REFUND, "ask_refund_policy"), "ask_refund_status": "ask_refund_status",
        **_for(_RETURN, "ask_refund_policy"), **_for(_DISPATCH, "ask_dispatch_time"),
        **_for(_LOGISTICS, "track_shipment"),
    },
    "freight": {**_for(_RETURN, "ask_return_freight"), **_for(_REFUND, "ask_return_freight"), **_for(_FREIGHT)},
    "money": {
        **_for(_RETURN, "ask_refund_status"), **_for(_REFUND, "ask_refund_status"), "cancel_order": "ask_refund_policy",
        **_for(_LOGISTICS, "request_refund"), **_for(_FREIGHT),
    },
}  # fmt: skip


def after_that(topic: str | None, intent: str) -> str:
    """What an intent means after this topic in one message: 取消订单，钱几天能退 asks for no refund there is yet."""
    if topic == "cancel_order" and intent in {"request_refund", "ask_refund_status"}:
        return "ask_refund_policy"
    return intent


def completed(kind: str | None, topic: str | None) -> str | None:
    """The intent of a follow-up of this kind after this topic; None where the two make none."""
    if kind is None or topic is None:
        return None
    if kind == "other":
        return topic
    return _MEANT.get(kind, {}).get(topic)
