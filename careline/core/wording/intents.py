"""Every intent that has sentences, named for the people who look at what the assistant understood."""

from __future__ import annotations

from careline.core.wording.language import Said, say

#: The names of data/nlu, in the order a person looks for them. Short: they stand on buttons.
INTENT = {
    "ask_dispatch": Said("为什么没发货", "Why not dispatched"),
    "ask_dispatch_time": Said("什么时候发货", "When dispatched"),
    "track_shipment": Said("包裹到哪了", "Where is the parcel"),
    "report_logistics_stalled": Said("物流不动了", "Parcel not moving"),
    "report_not_received": Said("没收到货", "Not received"),
    "change_address": Said("改地址", "Change the address"),
    "cancel_order": Said("取消订单", "Cancel the order"),
    "request_refund": Said("申请退款", "Ask for a refund"),
    "ask_refund_status": Said("退款进度", "Refund: how it stands"),
    "ask_refund_policy": Said("退款规则", "Refund rules"),
    "request_return": Said("退货", "Return goods"),
    "request_exchange": Said("换货", "Exchange goods"),
    "report_damaged_or_wrong": Said("货有问题", "Damaged or wrong goods"),
    "ask_return_freight": Said("退货运费", "Return freight"),
    "ask_shipping_fee": Said("运费", "Shipping fee"),
    "ask_guarantee": Said("订单保障", "Guarantees"),
    "ask_payment": Said("付款", "Payment"),
    "ask_invoice": Said("发票", "Invoice"),
    "complain_merchant": Said("投诉商家", "Complaint about the shop"),
    "request_human": Said("转人工", "Wants a person"),
    "request_callback": Said("改时间回电", "Call back later"),
    "opt_out": Said("不要再打电话", "No more calls"),
    "wrong_person": Said("不是本人", "Wrong person"),
    "ask_who_calls": Said("问是谁打来的", "Who is calling"),
    "ask_repeat": Said("再说一遍", "Say it again"),
    "ask_language": Said("换语言", "Other language"),
    "greet": Said("打招呼", "Greeting"),
    "goodbye": Said("告别", "Goodbye"),
    "thank": Said("道谢", "Thanks"),
    "affirm": Said("肯定", "Yes"),
    "acknowledge": Said("应了一声", 'Says "I see"'),
    "deny": Said("否定", "No"),
    "out_of_scope": Said("不归我们管", "Out of scope"),
}


def intent_name(intent: str, language: str) -> str:
    """退款进度; Refund: how it stands. Raises KeyError for an intent without sentences."""
    return say(INTENT, intent, language)
