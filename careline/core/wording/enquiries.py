"""What a person here, or the shop, is asked to find out: what each is called when its end is told.

An enquiry is registered as a remedy, with its name (up to a colon) as what the remedy is about. It has its words from
the beginning, so that none can end as "your complaint" to somebody who never complained.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from careline.core.wording.language import Said


class Enquiry(StrEnum):
    """In the row and in words: {thing}的事同事核实过了; a colleague has looked into the {thing}."""

    called: Said

    def __new__(cls, about: str, chinese: str, english: str) -> Self:
        one = str.__new__(cls, about)
        one._value_ = about
        one.called = Said(chinese, english)
        return one

    TRACE_REFUND = "trace_refund", "退款去向", "refund that you can't see"
    REFUND_ACCOUNT = "refund_account", "退款账户", "account for the refund"
    CHANGE_REFUND = "change_refund", "退款改动", "change of the refund"
    REFUND_SUM = "refund_sum", "退款金额", "sum refunded"
    PARTIAL_REFUND = "partial_refund", "部分退款", "partial refund"
    RETURN_ARRIVED = "return_arrived", "退货签收", "arrival of the goods sent back"
    RETURN = "return", "退货", "return"
    RETURN_FREIGHT = "return_freight", "退货运费", "return freight"
    FREIGHT_APPEAL = "freight_appeal", "运费险理赔", "claim for return freight"
    SHIPPING_FEE = "shipping_fee", "运费", "shipping fee"
    COUPON_BACK = "coupon_back", "优惠券", "voucher"
    COUPON = "coupon", "优惠券", "voucher"
    PRICE = "price", "差价", "price difference"
    CHECK_PAYMENT = "check_payment", "付款", "payment"
    DEPOSIT = "deposit", "定金", "deposit"
    DUTY_INCLUDED = "duty_included", "关税", "duty"
    WHY_CANCELLED = "why_cancelled", "取消原因", "reason for the cancellation"
    NOT_REFUSED = "not_refused", "退回原因", "parcel that went back"
    AUTHENTICITY = "authenticity", "真伪", "authenticity"
    INJURY_COSTS = "injury_costs", "这笔费用", "costs that you had"
    TAKE_UP = "take_up", "这个问题", "matter that you raised"
    SHOP_QUESTION = "shop_question", "您问商家", "question to the shop"
    APPEAL = "appeal", "复核", "new decision"
    ERASURE = "erasure", "删除个人数据", "erasure of your data"


def enquiry_in(details: Mapping[str, Any]) -> Enquiry | None:
    """The one that a remedy with these details is; None: it asks nothing of anybody."""
    about = str(details.get("about", "")).partition(":")[0]
    return next((one for one in Enquiry if one == about), None)
