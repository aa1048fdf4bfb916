"""Where a return of an order stands, and whether it is the shop's fault that it goes back."""

from __future__ import annotations

from enum import StrEnum

from actions.matters.view import View
from careline.cases.service import Remedy
from careline.core.guarantees import Right, RightState
from careline.core.orders import Guarantee, Order, OrderStatus, Payment, Refund, RefundKind, RefundStatus
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.returns import QUALITY_REASONS, about_some_of
from careline.core.rights import foremost
from understanding.taxonomy import Matter

MATTER = Matter.RETURN


class Stage(StrEnum):
    """Where a return of this order stands."""

    UNPAID = "unpaid"
    CANCELLED = "cancelled"
    UNSENT = "unsent"
    COMING = "coming"
    OPEN = "open"
    """It may be asked for now."""
    OVER = "over"
    EXCLUDED = "excluded"
    UNPROMISED = "unpromised"
    OURS = "ours"
    """We have asked for it, and the order does not tell of it yet."""
    MONEY_ASKED = "money_asked"
    """Money was asked back without a return."""
    ASKED = "asked"
    TO_SEND = "to_send"
    SENT = "sent"
    BACK = "back"
    """At the shop again; the money is due."""
    PAID = "paid"
    DECLINED = "declined"


def the_return(order: Order) -> Refund | None:
    """The return that the shop tells of: a running one before those that are over."""
    found = [one for one in order.refunds if one.kind is RefundKind.RETURN_REFUND]
    found = [one for one in found if one.status is not RefundStatus.WITHDRAWN]
    return next((one for one in reversed(found) if one.live), found[-1] if found else None)


def ours(view: View) -> Remedy | None:
    """The return that we have asked for and that the shop has not taken up yet."""
    remedy, told = view.open_remedy(RemedyKind.RETURN), the_return(view.order)
    overtaken = remedy and told and told.requested_at >= remedy.requested_at
    return None if overtaken else remedy


def stage_of(view: View) -> Stage:
    """By the running return, then by what we asked for, then by the right to one."""
    refund = the_return(view.order)
    if refund and refund.live:
        return _of_running(refund)
    if ours(view) and not _money_asked(view):
        return Stage.OURS
    if _money_asked(view) or (refund and refund.status is RefundStatus.FAILED):
        return Stage.MONEY_ASKED
    if refund and refund.status is RefundStatus.PAID:
        return Stage.PAID
    return Stage.DECLINED if refund or refused_return(view) else _of_right(view)


def _money_asked(view: View) -> bool:
    """Whether money is asked back without a return, at the shop or by us."""
    at_shop = any(one.live and one.kind is RefundKind.REFUND_ONLY for one in view.order.refunds)
    return at_shop or (view.open_remedy(RemedyKind.REFUND) is not None and ours(view) is None)


def _of_running(refund: Refund) -> Stage:
    if refund.goods_received_at:
        return Stage.BACK
    if refund.goods_sent_at:
        return Stage.SENT
    return Stage.TO_SEND if refund.status is RefundStatus.APPROVED else Stage.ASKED


def refused_return(view: View) -> Remedy | None:
    """What we asked for and the shop refused."""
    remedy = view.remedy(RemedyKind.RETURN)
    return remedy if remedy and remedy.state is RemedyState.REFUSED else None


def right_meant(view: View) -> Right | None:
    """The one to speak of for what they mean, where parts of the order stand differently."""
    return foremost(about_some_of(view.order, view.rights, view.items), Guarantee.RETURN_7_DAYS)


def _of_right(view: View) -> Stage:
    order, right = view.order, right_meant(view)
    if order.status is OrderStatus.CANCELLED:
        return Stage.CANCELLED
    if order.status is OrderStatus.PLACED and order.payment is not Payment.ON_DELIVERY:
        return Stage.UNPAID
    if not order.sent:
        return Stage.UNSENT
    if right is None:
        return Stage.UNPROMISED if view.received_at else Stage.COMING
    by_state = {
        RightState.CLAIMABLE: Stage.OPEN, RightState.EXPIRED: Stage.OVER, RightState.ACTIVE: Stage.COMING,
        RightState.CLAIMED: Stage.MONEY_ASKED, RightState.PAID: Stage.PAID, RightState.NOT_APPLICABLE: Stage.EXCLUDED,
    }  # fmt: skip
    return by_state[right.state]


def faulty(view: View) -> bool:
    """Whether it is the shop's fault: by the reason of the return or of what we asked for, else by the words, of this
    turn or when the damage was told of."""
    refund, kept = the_return(view.order), view.kept or {}
    ours_open = (one.details.get("reason") for one in view.remedies if one.open)
    others = (one.reason for one in view.order.refunds if one.kind is not RefundKind.RETURN_REFUND)
    told = {refund.reason if refund else None, kept.get("reason"), *ours_open, *(others if refund is None else ())}
    if view.says("goods_faulty") or bool(kept.get("fault")) or not told.isdisjoint(QUALITY_REASONS):
        return True
    own_reason = view.says("changed_mind") or (refund is not None and refund.live)
    return bool(_FAULTS & set(view.spoken_of)) and not own_reason


_FAULTS = frozenset({Matter.DAMAGE, Matter.AUTHENTICITY})
"""Spoken of, these are the shop's fault: what is broken, what is not genuine."""
