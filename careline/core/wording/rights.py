"""Rights in words: what is promised, how it stands, why, and what a claim needs."""

from __future__ import annotations

from careline.core.guarantees import Clause, Needs, RightState
from careline.core.money import Money
from careline.core.orders import Guarantee
from careline.core.rules import Amounts, GuaranteeTerms
from careline.core.wording.amounts import money
from careline.core.wording.language import Said, say

RIGHT = {
    Guarantee.DISPATCH_ON_TIME: Said("按时发货", "On-time dispatch"),
    Guarantee.RETURN_7_DAYS: Said("七天无理由退货", "7-day returns"),
    Guarantee.FREIGHT_INSURANCE: Said("退货运费险", "Return freight insurance"),
    Guarantee.FAST_REFUND: Said("退款时效", "Refund on time"),
    Guarantee.PRICE_PROTECTION: Said("价格保护", "Price protection"),
    Guarantee.DAMAGE_COVER: Said("破损包赔", "Damage cover"),
    Guarantee.AUTHENTIC: Said("正品保证", "Authenticity"),
    Guarantee.INSTALL: Said("上门安装", "Installation"),
}
STATE = {
    RightState.ACTIVE: Said("保障中", "Active"),
    RightState.CLAIMABLE: Said("可申请", "Can be claimed"),
    RightState.CLAIMED: Said("处理中", "In progress"),
    RightState.PAID: Said("已到账", "Paid"),
    RightState.EXPIRED: Said("已结束", "Ended"),
    RightState.NOT_APPLICABLE: Said("不适用", "Does not apply"),
}
CLAUSE = {
    Clause.LATE_DISPATCH: Said(
        "过了约定时间没发货，赔商品金额的 {percent}%，最少 {floor}，最多 {cap}。",
        "If dispatch is late, {percent}% of the goods' price is owed, at least {floor}, at most {cap}.",
    ),
    Clause.NO_REASON_RETURN: Said(
        "签收后 {days} 天内，商品没用过、不影响再卖，就可以退货退款。",
        "Within {days} days of delivery, unused goods can be sent back for a refund.",
    ),
    Clause.RETURN_FREIGHT: Said(
        "退货寄回后，寄回的运费由运费险赔付，最多 {freight}。",
        "When goods are sent back, the insurance pays the return freight, up to {freight}.",
    ),
    Clause.FAST_REFUND: Said(
        "退款同意后按约定时间到账，超时可以申请处理。",
        "An approved refund is paid within the promised time; if it is late, you can have it followed up.",
    ),
}
WHY = {
    "not_paid": Said("订单还没付款", "The order is not paid"),
    "dispatch_running": Said("还没到约定的发货时间", "Dispatch is not due yet"),
    "dispatch_late": Said("过了约定时间还没发货", "Dispatch is late"),
    "dispatch_date_open": Said("预售的发货时间还没定", "The presale date is not set yet"),
    "dispatched": Said("已经发货", "The order has been dispatched"),
    "superseded_by_refund": Said("已经申请退款，不再等发货", "A refund was asked for instead"),
    "cancelled": Said("订单已取消", "The order was cancelled"),
    "refund_paid": Said("退款已到账", "The refund has been paid"),
    "refund_running": Said("退款处理中，还没超时", "The refund is under way, not overdue"),
    "refund_late": Said("退款超时了", "The refund is overdue"),
    "refund_possible": Said("退款时按这条保障", "Applies when you ask for a refund"),
    "return_running": Said("退货处理中", "A return is under way"),
    "not_received_yet": Said("签收后开始算", "Starts when you receive the goods"),
    "return_window_open": Said("还在可退时间内", "The return window is open"),
    "return_window_over": Said("已过可退时间", "The return window is over"),
    "insured": Said("退货寄回后可以赔运费", "Pays once you send goods back"),
    "goods_sent_back": Said("货已寄回，可以申请运费", "You sent the goods back"),
    "claim_requested": Said("运费赔付已申请", "The freight claim was made"),
    "claim_approved": Said("运费赔付已通过，等到账", "The freight claim was approved"),
    "claim_paid": Said("运费已到账", "The freight has been paid"),
    "claim_rejected": Said("运费赔付未通过", "The freight claim was declined"),
}
NEEDS = {
    Needs.GOODS_UNUSED: Said("商品没用过，配件齐全", "Goods unused and complete"),
    Needs.RETURN_TRACKING_NO: Said("退货的快递单号", "Tracking number of the return"),
    Needs.FREIGHT_RECEIPT: Said("寄回运费的凭证", "Receipt for the return freight"),
}


def right_name(right: Guarantee, language: str) -> str:
    """七天无理由退货; 7-day returns."""
    return say(RIGHT, right, language)


def right_state(state: RightState, language: str) -> str:
    """可申请; Can be claimed."""
    return say(STATE, state, language)


def right_why(why: str, language: str) -> str:
    """The reason code of a right in words. Raises KeyError for a code that nobody has worded."""
    return say(WHY, why, language)


def right_needs(needs: Needs, language: str) -> str:
    """退货的快递单号; Tracking number of the return."""
    return say(NEEDS, needs, language)


def clause_text(clause: Clause, language: str, currency: str, terms: GuaranteeTerms) -> str:
    """The clause with the figures that apply; amounts in the order's currency."""
    return say(CLAUSE, clause, language).format(
        percent=terms.late_dispatch_percent,
        floor=_sum(terms.late_dispatch_floor, currency, language),
        cap=_sum(terms.late_dispatch_cap, currency, language),
        freight=_sum(terms.freight_cap, currency, language),
        days=terms.return_window.days,
    )


def _sum(amounts: Amounts, currency: str, language: str) -> str:
    return money(amounts.of(currency) or Money(0, currency), language)
