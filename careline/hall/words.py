"""What the hall says that no other page says: what follows from a claim, how far a remedy is, who pays the freight."""

from __future__ import annotations

from datetime import timedelta

from careline.core import phrases
from careline.core.money import Money
from careline.core.orders import ClaimStatus, Guarantee, Order, OrderStatus, RefundKind
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.rights import Protection, RightKind
from careline.core.rules import ShopRules
from careline.core.wording.language import Said
from careline.hall.claims import Offer

NEXT_STAGES = {
    Guarantee.DISPATCH_ON_TIME: OrderStatus.PAID,
    Guarantee.FAST_REFUND: OrderStatus.PAID,
    Guarantee.PRICE_PROTECTION: OrderStatus.PAID,
    RightKind.PARCEL_LOST: OrderStatus.DISPATCHED,
    Guarantee.RETURN_7_DAYS: OrderStatus.DELIVERED,
    Guarantee.FREIGHT_INSURANCE: OrderStatus.DELIVERED,
    Guarantee.DAMAGE_COVER: OrderStatus.DELIVERED,
    Guarantee.AUTHENTIC: OrderStatus.DELIVERED,
    Guarantee.INSTALL: OrderStatus.DELIVERED,
    RightKind.QUALITY_RETURN: OrderStatus.DELIVERED,
}
"""From which stage of the order on a protection can matter."""

_DOES = {
    RemedyKind.COMPENSATION: Said("商家赔给您 {amount}。", "The shop pays you {amount}."),
    RemedyKind.REFUND: Said(
        "商家退给您 {amount}，原路退回，商品不用寄回。",
        "The shop refunds {amount} the way you paid; nothing has to be sent back.",
    ),
    RemedyKind.RETURN: Said(
        "商家同意后您把商品寄回，商家收到后退 {amount}，原路退回。",
        "Once the shop agrees you send the goods back; when they arrive it refunds {amount} the way you paid.",
    ),
    RemedyKind.FREIGHT_CLAIM: Said(
        "寄回的运费按运费险赔给您，{amount}。", "The insurance pays your return freight, {amount}."
    ),
    RemedyKind.RESEND: Said("商家重新发一份给您，不另收钱。", "The shop sends it again, at no cost to you."),
    RemedyKind.CANCEL: Said(
        "订单取消，付的钱原路退回。", "The order is cancelled, and what you paid goes back the way you paid."
    ),
    RemedyKind.URGE_MERCHANT: Said(
        "我们去催商家，商家要给出处理时间。", "We press the shop, and it has to say by when it is done."
    ),
    RemedyKind.URGE_COURIER: Said("我们去催快递核实包裹在哪。", "We have the courier find out where the parcel is."),
    RemedyKind.COMPLAINT: Said(
        "转给人工客服核实，由人来处理。", "A person of ours looks into it and settles it with the shop."
    ),
    RemedyKind.CALLBACK: Said("我们给您回电话。", "We call you back."),
    RemedyKind.INVOICE: Said("商家给您开发票。", "The shop issues your invoice."),
}
_NO_AMOUNT = Said("应付的金额", "what is due")
_CHECKED = Said(
    "金额较大，先由人工审核，{hours}内给您结果。", "The sum is checked by a person first; you hear within {hours}."
)
_AT_ONCE = Said("提交后马上转给商家，{hours}内告诉您结果。", "It goes to the shop at once; you hear within {hours}.")
_OURS = Said("{hours}内给您答复。", "You hear from us within {hours}.")
_PHOTO = Said(
    "提交后请在 {hours}内上传照片，收到照片才会往下处理。",
    "Then send a photo within {hours}; it goes on when the photo is here.",
)
_UNDO = Said("商家处理之前可以撤回。", "You can take it back until the shop has acted.")

_CHOICES = {
    RemedyKind.COMPENSATION: Said("要赔付", "Be compensated"),
    RemedyKind.REFUND: Said("退款", "Get a refund"),
    RemedyKind.RETURN: Said("退货退款", "Send it back for a refund"),
    RemedyKind.FREIGHT_CLAIM: Said("赔运费", "Be paid the freight"),
    RemedyKind.RESEND: Said("重新发一份", "Have it sent again"),
    RemedyKind.CANCEL: Said("取消订单", "Cancel the order"),
    RemedyKind.URGE_MERCHANT: Said("催商家", "Press the shop"),
    RemedyKind.URGE_COURIER: Said("催快递", "Press the courier"),
    RemedyKind.COMPLAINT: Said("请人工核实", "Have a person look into it"),
    RemedyKind.CALLBACK: Said("给我回电", "Be called back"),
    RemedyKind.INVOICE: Said("开发票", "Get the invoice"),
}


def consequences(offer: Offer, deed: RemedyKind, rules: ShopRules, language: str) -> list[str]:
    """What follows when the consumer says yes: sentences, in this order."""
    limits = rules.for_order(offer.order).remedies
    amount = offer.amount(deed)
    sum_of = phrases.money(amount, language) if amount else _NO_AMOUNT.to(language)
    said = [_DOES[deed].to(language).format(amount=sum_of)]
    if offer.needs_photo:
        said.append(_within(_PHOTO, limits.evidence_within, language))
    if needs_approval(amount, rules.for_order(offer.order)):
        said.append(_within(_CHECKED, limits.approval_within, language))
    elif deed in {RemedyKind.COMPLAINT, RemedyKind.CALLBACK}:
        said.append(_within(_OURS, limits.answer_within, language))
    else:
        urge = deed in {RemedyKind.URGE_MERCHANT, RemedyKind.URGE_COURIER}
        said.append(_within(_AT_ONCE, limits.urge_within if urge else limits.answer_within, language))
    return [*said, _UNDO.to(language)]


def needs_approval(amount: Money | None, rules: ShopRules) -> bool:
    """Whether the sum alone makes a person decide; sums of the day may do so too, which is known when it is claimed."""
    if amount is None or amount.amount == 0:
        return False
    limit = rules.remedies.assistant.of(amount.currency)
    return limit is None or amount.amount > limit.amount


def choice(deed: RemedyKind, language: str) -> str:
    """重新发一份; Have it sent again."""
    return _CHOICES[deed].to(language)


def _within(said: Said, within: timedelta, language: str) -> str:
    return said.to(language).format(hours=phrases.duration(within, language))


STEPS = {
    RemedyState.REQUESTED: Said("您提交了申请", "You asked for it"),
    RemedyState.NEEDS_APPROVAL: Said("等人工审核", "Waiting for a person's decision"),
    RemedyState.APPROVED: Said("已通过，转给商家", "Approved, on its way to the shop"),
    RemedyState.SENT: Said("商家已收到", "The shop has it"),
    RemedyState.DONE: Said("办好了", "Done"),
    RemedyState.REFUSED: Said("没有通过", "Declined"),
    RemedyState.FAILED: Said("商家那边没办成，我们在处理", "It did not work at the shop; we are on it"),
    RemedyState.WITHDRAWN: Said("已撤回", "Taken back"),
}
OUR_STEPS = {
    **STEPS,
    RemedyState.APPROVED: Said("我们正在处理", "We are seeing to it"),
}
WAITS_FOR_PHOTO = Said("等您上传照片", "Waiting for your photo")
TAKING_BACK = Said("正在请商家撤回", "We have asked the shop to take it back")


_PAYERS = {
    "insurance": Said("运费险", "The insurance"),
    "shop": Said("商家", "The shop"),
    "consumer": Said("您", "You"),
}
_RULES = {
    "insurance": Said(
        "这笔订单有运费险，退货寄回的运费由运费险赔付，最多 {cap}。",
        "This order has return freight insurance: it pays for sending goods back, up to {cap}.",
    ),
    "shop": Said(
        "商品有问题退货，来回运费由商家承担。",
        "When goods are faulty, wrong or damaged, the shop pays the freight both ways.",
    ),
    "consumer": Said(
        "无理由退货，而且没有运费险，寄回的运费由您承担。",
        "Returned without a fault and without insurance: the freight is yours to pay.",
    ),
}
_CLAIM = {
    ClaimStatus.REQUESTED: Said("已申请，等结果", "Asked for, not decided yet"),
    ClaimStatus.APPROVED: Said("已通过，等到账", "Approved, not paid yet"),
    ClaimStatus.REJECTED: Said("没有通过", "Declined"),
    ClaimStatus.PAID: Said("已到账", "Paid"),
}
_DISPUTED = Said("您提出了异议，我们在核实", "You have disputed it; we are looking into it")
FAULTS = frozenset({"quality", "wrong_item", "damaged", "not_received"})


def freight_payer(order: Order) -> str | None:
    """Who pays for sending goods back: "insurance", "shop" or "consumer"; None where nothing goes back."""
    returns = [refund for refund in order.refunds if refund.kind is not RefundKind.REFUND_ONLY]
    if not returns and order.freight.claim is None and order.freight.disputed_at is None:
        return None
    if any(refund.reason in FAULTS for refund in returns):
        return "shop"
    return "insurance" if order.freight.insured or order.freight.claim else "consumer"


def freight_payer_name(payer: str, language: str) -> str:
    """运费险; The insurance."""
    return _PAYERS[payer].to(language)


def freight_rule(payer: str, order: Order, rules: ShopRules, language: str) -> str:
    """By which rule that is so."""
    cap = rules.for_order(order).terms.freight_cap.of(order.total.currency)
    said = _RULES[payer].to(language)
    if cap is None and payer == "insurance":
        return said.replace("，最多 {cap}", "").replace(", up to {cap}", "")
    return said.format(cap=phrases.money(cap, language) if cap else "")


def freight_state(order: Order, language: str) -> str:
    """How far it is; empty where nothing has been claimed or disputed."""
    claim = order.freight.claim
    if order.freight.open_dispute:
        return _DISPUTED.to(language)
    return _CLAIM[claim.status].to(language) if claim else ""


def starts_at(right: Protection) -> OrderStatus:
    return NEXT_STAGES.get(right, OrderStatus.PAID)
