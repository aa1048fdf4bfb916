"""Rights in words: what is promised, how it stands, why, what a claim needs, and how its amount was computed."""

from __future__ import annotations

import re
from datetime import timedelta

from careline.core.money import Money
from careline.core.orders import Guarantee
from careline.core.rights import (
    Base,
    Bound,
    Clause,
    Computed,
    Needs,
    Protection,
    Right,
    RightKind,
    RightState,
    Whose,
    Why,
)
from careline.core.rules import Amounts, GuaranteeTerms
from careline.core.wording.amounts import money
from careline.core.wording.language import Said, is_english, say

RIGHT: dict[Protection, Said] = {
    Guarantee.DISPATCH_ON_TIME: Said("按时发货", "On-time dispatch"),
    Guarantee.RETURN_7_DAYS: Said("七天无理由退货", "7-day returns"),
    Guarantee.FREIGHT_INSURANCE: Said("退货运费险", "Return freight insurance"),
    Guarantee.FAST_REFUND: Said("退款时效", "Refund on time"),
    Guarantee.PRICE_PROTECTION: Said("价格保护", "Price protection"),
    Guarantee.DAMAGE_COVER: Said("破损包赔", "Damage cover"),
    Guarantee.AUTHENTIC: Said("正品保证", "Authenticity"),
    Guarantee.INSTALL: Said("上门安装", "Installation"),
    RightKind.QUALITY_RETURN: Said("质量问题退换", "Returns for faults"),
    RightKind.PARCEL_LOST: Said("丢件保障", "Lost parcel cover"),
}
STATE = {
    RightState.ACTIVE: Said("保障中", "Active"),
    RightState.CLAIMABLE: Said("可申请", "Can be claimed"),
    RightState.CLAIMED: Said("处理中", "In progress"),
    RightState.PAID: Said("已到账", "Paid"),
    RightState.EXPIRED: Said("已结束", "Ended"),
    RightState.NOT_APPLICABLE: Said("不适用", "Does not apply"),
}
# A half-sentence in […] is left out where the rules name no sum for it in the order's currency.
CLAUSE = {
    Clause.LATE_DISPATCH: Said(
        "过了约定时间没发货，赔这部分商品实付金额的 {percent}%[，最少 {floor}][，最多 {cap}]。"
        "晚发货后 {claim_window}内都可以申请。",
        "If dispatch is late, {percent}% of what you paid for the goods concerned is owed[, at least {floor}]"
        "[, at most {cap}]. You can claim it for {claim_window} after the late dispatch.",
    ),
    Clause.NO_REASON_RETURN: Said(
        "签收次日起 {return_window}内，商品没用过、不影响再卖，就可以退货退款，寄回的运费由您出。",
        "For {return_window} from the day after delivery, unused goods can be sent back for a refund; "
        "you pay the return freight.",
    ),
    Clause.QUALITY_RETURN: Said(
        "签收次日起 {quality_window}内发现质量问题，可以退货或换货，来回运费由商家出。",
        "For {quality_window} from the day after delivery, goods with a fault can be sent back or exchanged; "
        "the shop pays the freight both ways.",
    ),
    Clause.RETURN_FREIGHT: Said(
        "退货寄回后，寄回的运费由运费险赔付[，最多 {freight}]。",
        "When goods are sent back, the insurance pays the return freight[, up to {freight}].",
    ),
    Clause.FAST_REFUND: Said(
        "退款同意后按约定时间到账，超时可以申请处理。",
        "An approved refund is paid within the promised time; if it is late, you can have it followed up.",
    ),
    Clause.PRICE_PROTECTION: Said(
        "付款次日起 {price_window}内，同一商品降价了，退您差价。",
        "If the price of the same goods falls within {price_window} from the day after you paid, "
        "the difference is paid back.",
    ),
    Clause.DAMAGE_COVER: Said(
        "收到时有破损，签收后 {damage_window}内拍照告诉我们，就退款或补寄。",
        "If goods come damaged, send a photo within {damage_window} of delivery and they are refunded or sent again.",
    ),
    Clause.AUTHENTIC: Said(
        "经证明不是正品的，退款之外再赔商品实付金额的 {times} 倍[，最少 {authentic_floor}]。",
        "For goods proved not to be genuine, {times} times what you paid is owed on top of the refund"
        "[, at least {authentic_floor}].",
    ),
    Clause.INSTALL: Said(
        "到货后 {install_within}内安排上门安装，超时可以催办或投诉。",
        "Installation is arranged within {install_within} of delivery; if it is late, you can have it followed up.",
    ),
    Clause.PARCEL_LOST: Said(
        "快递 {stalled_after}没有新记录，可以继续等、补寄或退款；"
        "{lost_after}没有新记录，或快递确认丢件、退回，就补寄或全额退这件的钱。",
        "After {stalled_after} without a scan you may wait, have the goods sent again or be refunded; "
        "after {lost_after}, or once the courier says the parcel is lost or returned, they are sent again or "
        "refunded in full.",
    ),
}
WHY = {
    Why.NOT_PAID: Said("订单还没付款", "The order is not paid"),
    Why.CANCELLED: Said("订单已取消", "The order was cancelled"),
    Why.NO_PARCELS: Said("这单不用快递寄送", "Nothing is sent by courier for this order"),
    Why.DIGITAL_GOODS: Said("虚拟商品不适用", "Does not cover digital goods"),
    Why.EXCLUDED_GOODS: Said("这类商品不在保障范围内", "This kind of goods is not covered"),
    Why.DISPATCH_RUNNING: Said("还没到约定的发货时间", "Dispatch is not due yet"),
    Why.DISPATCH_LATE: Said("过了约定时间还没发货", "Dispatch is late"),
    Why.DISPATCHED_LATE: Said("已经发货，但比约定的晚", "It was dispatched, but late"),
    Why.DISPATCH_DATE_OPEN: Said("发货时间还没定", "The dispatch date is not set yet"),
    Why.DISPATCHED: Said("已经按时发货", "It was dispatched on time"),
    Why.DISPATCH_UNKNOWN: Said("已经发货，但商家没说是什么时候发的", "It was dispatched, but we were not told when"),
    Why.LATE_THEN_CANCELLED: Said("过了约定时间没发货，后来取消了", "Dispatch was late before the order was cancelled"),
    Why.LATE_THEN_REFUND: Said("过了约定时间没发货，后来申请了退款", "Dispatch was late before a refund was asked for"),
    Why.SUPERSEDED_BY_REFUND: Said("已经申请退款，这项就不再适用", "A refund was asked for instead"),
    Why.LIMIT_REACHED: Said("这单已经赔到上限", "The most that this order can be paid has been paid"),
    Why.CLAIM_WINDOW_OVER: Said("已过申请时间", "The time for claiming is over"),
    Why.NOT_RECEIVED_YET: Said("签收后开始算", "Starts when you receive the goods"),
    Why.RETURN_WINDOW_OPEN: Said("还在可退时间内", "The return window is open"),
    Why.RETURN_WINDOW_OVER: Said("已过可退时间", "The return window is over"),
    Why.RETURN_RUNNING: Said("退货处理中", "A return is under way"),
    Why.RETURN_REFUSED: Said("商家没有同意退货", "The shop declined the return"),
    Why.FAULT_WINDOW_OPEN: Said("发现质量问题可以退换", "Goods with a fault can be sent back"),
    Why.FAULT_WINDOW_OVER: Said("已过质量问题的退换时间", "The time for reporting a fault is over"),
    Why.REFUND_POSSIBLE: Said("退款时按这条保障", "Applies when you ask for a refund"),
    Why.REFUND_RUNNING: Said("退款处理中，还没超时", "The refund is under way, not overdue"),
    Why.REFUND_LATE: Said("退款超时了", "The refund is overdue"),
    Why.REFUND_PAID: Said("退款已到账", "The refund has been paid"),
    Why.REFUND_REJECTED: Said("商家没有同意退款", "The shop declined the refund"),
    Why.REFUND_WITHDRAWN: Said("退款申请已撤回", "The refund request was withdrawn"),
    Why.INSURED: Said("退货寄回后可以赔运费", "Pays once you send goods back"),
    Why.GOODS_SENT_BACK: Said("货已寄回，可以申请运费", "You sent the goods back"),
    Why.FREIGHT_DISPUTED: Said("运费由谁出还在协商", "Who pays the freight is being settled"),
    Why.CLAIM_REQUESTED: Said("已申请，等商家确认", "The claim was made and waits for the shop"),
    Why.CLAIM_APPROVED: Said("已通过，等到账", "The claim was approved; payment is on its way"),
    Why.CLAIM_OVERDUE: Said("申请过了时间还没到账", "The claim should have been paid by now"),
    Why.CLAIM_PAID: Said("赔付已到账", "The claim has been paid"),
    Why.CLAIM_REJECTED: Said("申请没有通过", "The claim was declined"),
    Why.PRICE_WINDOW_OPEN: Said("降价了可以退差价", "If the price falls, you get the difference"),
    Why.PRICE_WINDOW_OVER: Said("已过价格保护时间", "The price protection has ended"),
    Why.DAMAGE_WINDOW_OPEN: Said("收到时有破损可以申请", "Damage on arrival can be claimed"),
    Why.DAMAGE_WINDOW_OVER: Said("已过报破损的时间", "The time for reporting damage is over"),
    Why.DAMAGE_SCANNED: Said("快递已记录破损", "The courier has recorded damage"),
    Why.AUTHENTIC_ANY_TIME: Said("怀疑不是正品可以申请鉴定赔付", "If you find it is not genuine, you can claim"),
    Why.INSTALL_RUNNING: Said("还没到约定的安装时间", "Installation is not due yet"),
    Why.INSTALL_LATE: Said("过了约定的安装时间，没装好可以催", "Installation is due; if not done, it can be chased"),
    Why.ORDER_COMPLETED: Said("订单已完成", "The order is completed"),
    Why.NOT_SENT_YET: Said("还没发货，寄出后开始保障", "Starts when the parcel is sent"),
    Why.PARCEL_UNDER_WAY: Said("快递正常在途", "The parcel is under way"),
    Why.PARCEL_STALLED: Said(
        "快递好几天没动了，等、补寄、退款都可以", "The parcel has not moved for days; wait, resend or refund"
    ),
    Why.PARCEL_SILENT: Said(
        "快递太久没有记录，按丢件处理", "There has been no scan for so long that it counts as lost"
    ),
    Why.PARCEL_LOST: Said("快递确认丢件", "The courier says it is lost"),
    Why.PARCEL_RETURNING: Said("包裹正退回商家", "The parcel is on its way back to the shop"),
    Why.PARCEL_BACK: Said("包裹已退回商家", "The parcel is back at the shop"),
    Why.PARCEL_ARRIVED: Said("包裹已送到", "The parcel has arrived"),
    Why.SENT_AGAIN: Said("已补寄新的包裹", "The goods were sent again"),
    Why.OUR_CLAIM_RUNNING: Said("我们正在办理", "We are handling your claim"),
    Why.OUR_CLAIM_DONE: Said("已办好", "Your claim is settled"),
    Why.CLAIM_REFUSED: Said("申请没有通过，可以请人工再看", "Your claim was declined; a person can look at it again"),
}
NEEDS = {
    Needs.GOODS_UNUSED: Said("商品没用过，配件齐全", "Goods unused and complete"),
    Needs.RETURN_TRACKING_NO: Said("退货的快递单号", "Tracking number of the return"),
    Needs.FREIGHT_RECEIPT: Said("寄回运费的凭证", "Receipt for the return freight"),
    Needs.FAULT_PHOTO: Said("质量问题的照片", "Photo of the fault"),
    Needs.DAMAGE_PHOTO: Said("破损处和外包装的照片", "Photo of the damage and the packaging"),
    Needs.PRICE_PROOF: Said("降价后的商品链接或截图", "Link or screenshot of the lower price"),
    Needs.AUTHENTICITY_PROOF: Said("鉴定报告或能看出问题的照片", "Appraisal, or photos that show the problem"),
}
WHOSE = {
    Whose.SHOP: Said("商家最晚", "The shop's deadline"),
    Whose.CONSUMER: Said("最晚申请", "Claim by"),
}
BASE = {
    Base.GOODS: Said("商品实付", "the goods paid"),
    Base.GOODS_AND_SHIPPING: Said("商品和运费实付", "the goods and shipping paid"),
    Base.REFUND: Said("退款", "the refund"),
    Base.RETURN_FREIGHT: Said("寄回的运费", "the return freight"),
    Base.FREIGHT_LIMIT: Said("运费险最多", "the insurance's limit"),
    Base.COMPENSATION: Said("商家确认的赔付", "the compensation that the shop told"),
    Base.PRICE_DROP: Said("差价", "the price difference"),
}
BOUND = {
    Bound.FLOOR: Said("，不足 {limit}按 {limit}算", "; less than {limit} counts as {limit}"),
    Bound.CAP: Said("，最多 {limit}", ", at most {limit}"),
    Bound.PAID: Said("，以实付的 {limit}为限", ", no more than the {limit} paid"),
}
_HALF = re.compile(r"\[([^\]]*)\]")
_LACKING = "{}"


def right_name(right: Protection, language: str) -> str:
    """七天无理由退货; 7-day returns."""
    return say(RIGHT, right, language)


def right_state(state: RightState, language: str) -> str:
    """可申请; Can be claimed."""
    return say(STATE, state, language)


def right_why(why: Why, language: str) -> str:
    """The reason code of a right in words. Raises KeyError for a code that nobody has worded."""
    return say(WHY, why, language)


def right_needs(needs: Needs, language: str) -> str:
    """退货的快递单号; Tracking number of the return."""
    return say(NEEDS, needs, language)


def right_whose(whose: Whose, language: str) -> str:
    """What stands before a deadline: 商家最晚, 最晚申请; The shop's deadline, Claim by."""
    return say(WHOSE, whose, language)


def clause_text(clause: Clause, language: str, currency: str, terms: GuaranteeTerms) -> str:
    """The clause with the figures that apply, in the order's currency; a sum that the rules lack is not spoken of."""

    def sum_of(amounts: Amounts) -> str:
        found = amounts.of(currency)
        return money(found, language) if found else _LACKING

    windows = {
        "claim_window": terms.late_dispatch_claim_window,
        "return_window": terms.return_window,
        "quality_window": terms.quality_window,
        "price_window": terms.price_window,
        "damage_window": terms.damage_window,
        "stalled_after": terms.stalled_after,
        "lost_after": terms.lost_after,
        "install_within": terms.install_within,
    }
    figures: dict[str, object] = {name: _window(length, language) for name, length in windows.items()}
    figures |= {"percent": terms.late_dispatch_percent, "times": terms.authentic_times}
    figures |= {
        "floor": sum_of(terms.late_dispatch_floor),
        "cap": sum_of(terms.late_dispatch_cap),
        "freight": sum_of(terms.freight_cap),
        "authentic_floor": sum_of(terms.authentic_floor),
    }
    worded = say(CLAUSE, clause, language)
    return _HALF.sub(lambda half: _kept(half[1].format(**figures)), worded).format(**figures)


def computed_text(right: Right, language: str, *, spoken: bool = False) -> str:
    """商品实付 329 元的 5%; 5% of the goods paid, CNY 329.00. Empty where there is no sum to explain."""
    return _computed(right.computed, language, spoken=spoken) if right.computed else ""


def _computed(computed: Computed, language: str, *, spoken: bool) -> str:
    base, of = money(computed.base, language, spoken=spoken), say(BASE, computed.of, language)
    if is_english(language):
        plain = f"{of}, {base}"
        if computed.percent is not None:
            plain = f"{computed.percent}% of {plain}"
        elif computed.times is not None:
            plain = f"{computed.times} times {plain}"
    else:
        plain = f"{of} {base}"
        if computed.percent is not None:
            plain += f"的 {computed.percent}%"
        elif computed.times is not None:
            plain += f"的 {computed.times} 倍"
    if computed.open:
        return plain + _OPEN.to(language)
    bound, amount = computed.bound(), computed.amount()
    if bound is None or amount is None:
        return plain
    whole = computed.percent is None and computed.times is None
    said = _STILL_LEFT.to(language) if bound is Bound.PAID and whole else say(BOUND, bound, language)
    return plain + said.format(limit=money(_limit(computed, bound, amount), language, spoken=spoken))


_STILL_LEFT = Said("，最多还能退 {limit}", ", of which {limit} can still be paid back")
_OPEN = Said("，具体金额以平台核定为准", "; the platform sets the exact sum")


def _limit(computed: Computed, bound: Bound, amount: Money) -> Money:
    limits = {Bound.FLOOR: computed.floor, Bound.CAP: computed.cap, Bound.PAID: computed.ceiling}
    return limits[bound] or amount


def _window(length: timedelta, language: str) -> str:
    """Whole days from three days on, else hours: as the windows of guarantees are usually told."""
    hours, days = length // timedelta(hours=1), length // timedelta(days=1)
    in_days = length == timedelta(days=days) and days >= 3
    if is_english(language):
        number, unit = (days, "day") if in_days else (hours, "hour")
        return f"{number} {unit}{'' if number == 1 else 's'}"
    return f"{days} 天" if in_days else f"{hours} 小时"


def _kept(half: str) -> str:
    return "" if _LACKING in half else half
