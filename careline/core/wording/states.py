"""States in words: orders, parcels, refunds, claims, remedies, promises, cases."""

from __future__ import annotations

from enum import StrEnum

from careline.core.cases import CloseReason
from careline.core.orders import (
    ClaimStatus,
    Fulfilment,
    Order,
    OrderStatus,
    Payment,
    Refund,
    RefundKind,
    RefundStatus,
    ScanCode,
)
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.wording.language import Said, say

ORDER_STATUS = {
    OrderStatus.PLACED: Said("待付款", "Awaiting payment"),
    OrderStatus.PAID: Said("待发货", "Awaiting dispatch"),
    OrderStatus.DISPATCHED: Said("运输中", "On its way"),
    OrderStatus.DELIVERED: Said("已签收", "Delivered"),
    OrderStatus.COMPLETED: Said("已完成", "Completed"),
    OrderStatus.CANCELLED: Said("已取消", "Cancelled"),
}
REFUND_STATUS = {
    RefundStatus.REQUESTED: Said("等商家处理", "Waiting for the shop"),
    RefundStatus.APPROVED: Said("已同意，待退款", "Approved, not paid yet"),
    RefundStatus.REJECTED: Said("商家未同意", "Declined by the shop"),
    RefundStatus.PAID: Said("已退款", "Refunded"),
    RefundStatus.WITHDRAWN: Said("已撤回", "Withdrawn"),
    RefundStatus.FAILED: Said("退款没有退成功", "The payment did not go through"),
}
REFUND_KIND = {
    RefundKind.REFUND_ONLY: Said("仅退款", "refund without return"),
    RefundKind.RETURN_REFUND: Said("退货退款", "return and refund"),
    RefundKind.EXCHANGE: Said("换货", "exchange"),
}
CLAIM_STATUS = {
    ClaimStatus.REQUESTED: Said("已申请", "Requested"),
    ClaimStatus.APPROVED: Said("已通过，待到账", "Approved, not paid yet"),
    ClaimStatus.REJECTED: Said("未通过", "Declined"),
    ClaimStatus.PAID: Said("已到账", "Paid"),
}
REMEDY_KIND = {
    RemedyKind.URGE_MERCHANT: Said("催商家处理", "Urge the shop"),
    RemedyKind.URGE_COURIER: Said("催快递", "Urge the courier"),
    RemedyKind.COMPENSATION: Said("补偿", "Compensation"),
    RemedyKind.REFUND: Said("退款", "Refund"),
    RemedyKind.RETURN: Said("退货退款", "Return and refund"),
    RemedyKind.EXCHANGE: Said("换货", "Exchange"),
    RemedyKind.RESEND: Said("补发", "Sending it again"),
    RemedyKind.FREIGHT_CLAIM: Said("运费赔付", "Return freight claim"),
    RemedyKind.ADDRESS_CHANGE: Said("修改地址", "Address change"),
    RemedyKind.CANCEL: Said("取消订单", "Cancellation"),
    RemedyKind.WITHDRAW: Said("撤回申请", "Taking a request back"),
    RemedyKind.INVOICE: Said("开发票", "Invoice"),
    RemedyKind.COMPLAINT: Said("投诉", "Complaint"),
    RemedyKind.CALLBACK: Said("回电", "Call back"),
}
REMEDY_STATE = {
    RemedyState.REQUESTED: Said("已登记", "Noted"),
    RemedyState.NEEDS_APPROVAL: Said("待审核", "Waiting for approval"),
    RemedyState.APPROVED: Said("已通过", "Approved"),
    RemedyState.SENT: Said("已提交商家", "With the shop"),
    RemedyState.DONE: Said("已完成", "Done"),
    RemedyState.REFUSED: Said("未通过", "Declined"),
    RemedyState.FAILED: Said("没办成", "Did not work"),
    RemedyState.WITHDRAWN: Said("已撤回", "Taken back"),
}
PROMISE_KIND = {
    PromiseKind.ANSWER: Said("答复", "An answer"),
    PromiseKind.DECISION: Said("审核结果", "A decision"),
    PromiseKind.CALLBACK: Said("回电", "A call back"),
    PromiseKind.AGENT_WORD: Said("客服答应的事", "What the agent said"),
}
PROMISE_STATE = {
    PromiseState.OPEN: Said("还没到时间", "Open"),
    PromiseState.KEPT: Said("已做到", "Kept"),
    PromiseState.BROKEN: Said("没有按时做到", "Not kept in time"),
    PromiseState.VOID: Said("不需要了", "No longer needed"),
}
CLOSE_REASON = {
    CloseReason.CONFIRMED: Said("顾客确认已解决", "The consumer confirmed it"),
    CloseReason.QUIET: Said("解决后顾客没有再提", "Settled, and the consumer did not come back to it"),
    CloseReason.UNBLOCKED: Said("订单已恢复正常", "The order moved on by itself"),
    CloseReason.AGENT: Said("客服关闭", "Closed by an agent"),
}


class Stage(StrEnum):
    """Where an order stands, a little finer than the platform's status."""

    TO_PAY = "to_pay"
    TO_DISPATCH = "to_dispatch"
    PARTLY_SENT = "partly_sent"
    WAITING_PICKUP = "waiting_pickup"
    UNDER_WAY = "under_way"
    OUT_FOR_DELIVERY = "out_for_delivery"
    PARTLY_ARRIVED = "partly_arrived"
    GOING_BACK = "going_back"
    TO_PICK_UP = "to_pick_up"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


STAGE = {
    Stage.TO_PAY: Said("待付款", "Awaiting payment"),
    Stage.TO_DISPATCH: Said("待发货", "Awaiting dispatch"),
    Stage.PARTLY_SENT: Said("部分已发货", "Partly dispatched"),
    Stage.WAITING_PICKUP: Said("已发货，待揽收", "Dispatched, awaiting pickup"),
    Stage.UNDER_WAY: Said("运输中", "On its way"),
    Stage.OUT_FOR_DELIVERY: Said("派送中", "Out for delivery"),
    Stage.PARTLY_ARRIVED: Said("部分已签收", "Partly delivered"),
    Stage.GOING_BACK: Said("退回商家", "Going back to the shop"),
    Stage.TO_PICK_UP: Said("待取", "Ready to be picked up"),
    Stage.DELIVERED: Said("已签收", "Delivered"),
    Stage.COMPLETED: Said("已完成", "Completed"),
    Stage.CANCELLED: Said("已取消", "Cancelled"),
}
_BY_STATUS = {
    OrderStatus.PLACED: Stage.TO_PAY,
    OrderStatus.COMPLETED: Stage.COMPLETED,
    OrderStatus.CANCELLED: Stage.CANCELLED,
}


def stage_of(order: Order) -> Stage:
    """By its status, and once it is paid by its parcels, as far as it has any."""
    on_delivery = order.status is OrderStatus.PLACED and order.payment is Payment.ON_DELIVERY
    if order.status in _BY_STATUS and not on_delivery:
        return _BY_STATUS[order.status]
    if not order.parcels or order.fulfilment is not Fulfilment.SHIP:
        return _without_parcels(order)
    return _by_parcels(order)


def _by_parcels(order: Order) -> Stage:
    came = [order.has_come(parcel) for parcel in order.parcels]
    if order.not_dispatched():
        return Stage.PARTLY_ARRIVED if any(came) else Stage.PARTLY_SENT
    if any(came):
        return Stage.DELIVERED if all(came) else Stage.PARTLY_ARRIVED
    if all(parcel.returning for parcel in order.parcels):
        return Stage.GOING_BACK
    last = {parcel.last_scan.code if parcel.last_scan else ScanCode.INFO_RECEIVED for parcel in order.parcels}
    for code, stage in (
        (ScanCode.AT_PICKUP_POINT, Stage.TO_PICK_UP),
        (ScanCode.OUT_FOR_DELIVERY, Stage.OUT_FOR_DELIVERY),
    ):
        if code in last:
            return stage
    return Stage.WAITING_PICKUP if last == {ScanCode.INFO_RECEIVED} else Stage.UNDER_WAY


def _without_parcels(order: Order) -> Stage:
    """By its status alone."""
    if order.status is OrderStatus.DELIVERED:
        return Stage.DELIVERED
    if order.status is OrderStatus.DISPATCHED:
        return Stage.TO_PICK_UP if order.fulfilment is Fulfilment.PICK_UP else Stage.UNDER_WAY
    return Stage.TO_DISPATCH


def order_status(status: OrderStatus, language: str) -> str:
    """待发货; Awaiting dispatch."""
    return say(ORDER_STATUS, status, language)


def stage(order: Order, language: str) -> str:
    """待发货, 派送中 …"""
    return say(STAGE, stage_of(order), language)


def refund_status(status: RefundStatus, language: str) -> str:
    """已同意，待退款; Approved, not paid yet."""
    return say(REFUND_STATUS, status, language)


def refund_kind(kind: RefundKind, language: str) -> str:
    """仅退款; refund without return."""
    return say(REFUND_KIND, kind, language)


def refund_goes_to(refund: Refund, language: str, *, spoken: bool = False) -> str:
    """Where the money goes, as the end of a sentence: 退到您的微信零钱, 原路退回; to your PayPal, the way you paid.

    Aloud never by name: the platform's text may hold a card number's tail, which a voice would read as an amount.
    """
    if not refund.to or spoken:
        return Said("原路退回", "the way you paid").to(language)
    return Said(f"退到您的{refund.to}", f"to your {refund.to}").to(language)


def claim_status(status: ClaimStatus, language: str) -> str:
    """已到账; Paid."""
    return say(CLAIM_STATUS, status, language)


def remedy_kind(kind: RemedyKind, language: str, *, variant: str | None = None) -> str:
    """催快递; Urge the courier. With the title of the variant wanted: 换货：黑色 T 恤; Exchange: black T-shirt."""
    name = say(REMEDY_KIND, kind, language)
    return Said(f"{name}：{variant}", f"{name}: {variant}").to(language) if variant else name


def remedy_state(state: RemedyState, language: str) -> str:
    """待审核; Needs approval."""
    return say(REMEDY_STATE, state, language)


def promise_kind(kind: PromiseKind, language: str) -> str:
    """答复; An answer."""
    return say(PROMISE_KIND, kind, language)


def promise_state(state: PromiseState, language: str) -> str:
    """已做到; Kept."""
    return say(PROMISE_STATE, state, language)


def close_reason(reason: CloseReason, language: str) -> str:
    """顾客确认已解决; The consumer confirmed it."""
    return say(CLOSE_REASON, reason, language)
