"""What the assistant can be asked, in words: for 您是想问…，对吗？ and for the desk."""

from __future__ import annotations

from collections.abc import Sequence

from careline.core.wording.language import Said, is_english, say

#: Only what can be guessed at: a wish for a person or a goodbye is never suggested.
TOPIC = {
    "ask_dispatch": Said("为什么还没发货", "why your order hasn't been dispatched"),
    "ask_dispatch_time": Said("什么时候发货", "when your order will be dispatched"),
    "track_shipment": Said("包裹到哪了", "where your parcel is"),
    "report_logistics_stalled": Said("物流一直没动", "a parcel that isn't moving"),
    "report_not_received": Said("没收到货", "a parcel you haven't received"),
    "change_address": Said("修改收货地址", "changing the delivery address"),
    "cancel_order": Said("取消订单", "cancelling an order"),
    "request_refund": Said("申请退款", "asking for a refund"),
    "ask_refund_status": Said("退款进度", "how your refund stands"),
    "ask_refund_policy": Said("退款规则", "the refund rules"),
    "request_return": Said("退货", "returning goods"),
    "request_exchange": Said("换货", "exchanging goods"),
    "ask_return_freight": Said("退货运费", "the freight for a return"),
    "ask_shipping_fee": Said("运费", "the shipping fee"),
    "report_damaged_or_wrong": Said("收到的货有问题", "goods that arrived damaged or wrong"),
    "ask_guarantee": Said("订单有哪些保障", "the guarantees on your order"),
    "complain_merchant": Said("投诉商家", "a complaint about the shop"),
    "ask_invoice": Said("发票", "an invoice"),
    "ask_payment": Said("付款", "payment"),
    "opt_out": Said("不再接到我们的电话", "not being called by us again"),
    "request_callback": Said("换个时间给您回电", "a call back at another time"),
}


def topic(intent: str, language: str) -> str:
    """退款进度; how your refund stands. Raises KeyError for what is no topic."""
    return say(TOPIC, intent, language)


def topics(intents: Sequence[str], language: str) -> str:
    """退款进度和发票; how your refund stands and an invoice. Raises KeyError for what is no topic."""
    *first, last = [topic(intent, language) for intent in intents]
    if not first:
        return last
    return f"{', '.join(first)} and {last}" if is_english(language) else f"{'、'.join(first)}和{last}"


def is_topic(intent: str) -> bool:
    """Whether this intent can be named to a consumer."""
    return intent in TOPIC
