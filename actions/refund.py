"""Refunds: how one stands, by the facts; asking for one; the rules, with this order's own dates."""

from __future__ import annotations

from actions import ranks
from actions.choosing import order_for, order_if_clear
from actions.memory import Asked
from actions.noted import MONEY, orders_with_money_noted, tell_if_noted
from actions.pushing import or_push
from actions.talk import Answer, Talk
from actions.urging import urge_for
from careline.core import phrases
from careline.core.blocks import DEFAULT_PROMISES, BlockKind, Deadline, deadlines_of
from careline.core.guarantees import DEFAULT_TERMS, received_at
from careline.core.orders import Guarantee, Order, OrderStatus, Refund, RefundKind, RefundStatus


async def ask_refund_status(talk: Talk) -> None:
    """Where is my money?"""
    order = await order_for(talk, ranks.refund(talk.now, noted=await orders_with_money_noted(talk)))
    if order is None or await tell_if_noted(talk, order, MONEY):
        return
    refund = _latest(order)
    if refund is None:
        talk.say("utter_refund_none", goods=talk.goods(order))
    else:
        await tell_refund(talk, order, refund)


def _latest(order: Order) -> Refund | None:
    """A running one before those that are over."""
    return next(
        (refund for refund in reversed(order.refunds) if refund.live), order.refunds[-1] if order.refunds else None
    )


async def tell_refund(talk: Talk, order: Order, refund: Refund) -> None:
    """How this refund stands; an overdue one is pushed."""
    due = next((found for found in deadlines_of(order) if found.subject == refund.refund_id), None)
    if refund.kind is RefundKind.EXCHANGE:
        _tell_exchange(talk, order, refund)
    elif refund.live and due and due.due <= talk.now:
        _tell_overdue(talk, order, refund, due)
        await urge_for(talk, order, BlockKind.REFUND)
    elif refund.live:
        _tell_running(talk, order, refund, due)
    else:
        _tell_over(talk, order, refund)


def _tell_overdue(talk: Talk, order: Order, refund: Refund, due: Deadline) -> None:
    goods, amount, over = talk.goods(order), talk.money(refund.amount), talk.lasting(talk.now - due.due)
    if refund.goods_received_at:
        at = talk.at(refund.goods_received_at)
        talk.say("utter_refund_returned_late", goods=goods, amount=amount, at=at, due=talk.at(due.due), over=over)
    elif refund.status is RefundStatus.APPROVED and refund.approved_at:
        at = talk.at(refund.approved_at)
        talk.say(
            "utter_refund_approved_late", goods=goods, amount=amount, at=at, due=talk.at(due.due), over=over,
            to=_goes_to(talk, refund),
        )  # fmt: skip
    else:
        at = talk.at(refund.requested_at)
        talk.say("utter_refund_undecided_late", goods=goods, amount=amount, at=at, due=talk.at(due.due), over=over)


def _tell_running(talk: Talk, order: Order, refund: Refund, due: Deadline | None) -> None:
    goods, amount = talk.goods(order), talk.money(refund.amount)
    if due and refund.goods_received_at:
        at = talk.at(refund.goods_received_at)
        talk.say("utter_refund_returned", goods=goods, amount=amount, at=at, due=talk.at(due.due))
    elif due and refund.status is RefundStatus.APPROVED:
        at = talk.at(refund.approved_at or refund.requested_at)
        to = _goes_to(talk, refund)
        talk.say("utter_refund_approved", goods=goods, amount=amount, at=at, due=talk.at(due.due), to=to)
    elif due:
        talk.say(
            "utter_refund_requested", goods=goods, amount=amount, at=talk.at(refund.requested_at), due=talk.at(due.due)
        )
    elif refund.goods_sent_at:
        days = talk.lasting(DEFAULT_PROMISES.refund_returned)
        talk.say("utter_return_sent", goods=goods, at=talk.at(refund.goods_sent_at), days=days)
    elif refund.status is RefundStatus.APPROVED:
        talk.say("utter_return_approved", goods=goods)
    else:
        talk.say("utter_return_requested", goods=goods, at=talk.at(refund.requested_at))


def _tell_over(talk: Talk, order: Order, refund: Refund) -> None:
    goods = talk.goods(order)
    if refund.status is RefundStatus.PAID:
        at, amount = talk.at(refund.paid_at or refund.requested_at), talk.money(refund.amount)
        talk.say("utter_refund_paid", goods=goods, amount=amount, at=at, to=_goes_to(talk, refund))
    elif refund.status is RefundStatus.REJECTED:
        talk.say("utter_refund_rejected", goods=goods, at=talk.at(refund.requested_at))
        talk.ask(Asked.HANDOFF_OFFER, order=order)
    else:
        talk.say("utter_refund_withdrawn", goods=goods)


def _goes_to(talk: Talk, refund: Refund) -> str:
    return phrases.refund_goes_to(refund, talk.language, spoken=talk.spoken)


def _tell_exchange(talk: Talk, order: Order, refund: Refund) -> None:
    if refund.goods_sent_at and refund.live:
        talk.say("utter_exchange_sent", goods=talk.goods(order), at=talk.at(refund.goods_sent_at))
    elif refund.live:
        talk.say("utter_exchange_running", goods=talk.goods(order), at=talk.at(refund.requested_at))
    else:
        talk.say("utter_exchange_over", goods=talk.goods(order))


async def request_refund(talk: Talk) -> None:
    """Ask back before anything is noted: what would be refunded, and on which condition."""
    order = await order_for(talk, ranks.refundable(talk.now), news=False)
    if order is None or await tell_if_noted(talk, order, MONEY):
        return
    running = _latest(order)
    if running and (running.live or running.status is RefundStatus.PAID):
        await tell_refund(talk, order, running)
    elif order.status is OrderStatus.PLACED:
        talk.say("utter_refund_unpaid_order", goods=talk.goods(order))
    elif order.status is OrderStatus.CANCELLED:
        talk.say("utter_order_cancelled", goods=talk.goods(order))
    else:
        ask_whether_to_refund(talk, order)


def ask_whether_to_refund(talk: Talk, order: Order) -> None:
    """What would come back, on which condition, and whether to ask for it."""
    goods, amount = talk.goods(order), talk.money(order.total)
    received = received_at(order)
    if not order.parcels:
        talk.say("utter_confirm_refund_unsent", goods=goods, amount=amount)
    elif received is None:
        talk.say("utter_confirm_refund_under_way", goods=goods, amount=amount)
    else:
        talk.say("utter_confirm_refund_received", goods=goods, amount=amount)
    talk.ask(Asked.CONFIRM_REFUND, order=order)


async def ask_refund_policy(talk: Talk) -> None:
    """The rules in two sentences; with an order in view, its own dates."""
    order = await order_if_clear(talk, ranks.refundable(talk.now))
    if order and await tell_if_noted(talk, order, MONEY):
        return
    if order and (running := next((refund for refund in order.refunds if refund.live), None)):
        await tell_refund(talk, order, running)  # how it stands says more than the rule
        return
    received = received_at(order) if order else None
    if order and received and Guarantee.RETURN_7_DAYS in order.guarantees:
        until = received + DEFAULT_TERMS.return_window
        if until > talk.now:
            talk.say("utter_refund_policy_open", goods=talk.goods(order), until=talk.at(until))
        else:
            talk.say("utter_refund_policy_over", goods=talk.goods(order), until=talk.at(until))
    elif order and not order.parcels and order.paid_at and order.status is OrderStatus.PAID:
        talk.say("utter_refund_policy_unsent", goods=talk.goods(order), hours=_hours(talk))
    else:
        days = talk.lasting(DEFAULT_TERMS.return_window)
        talk.say("utter_refund_policy", hours=_hours(talk), days=days)


def _hours(talk: Talk) -> str:
    return talk.lasting(DEFAULT_PROMISES.refund)


ANSWERS = {
    "ask_refund_status": Answer(or_push(ask_refund_status), topic=True),
    "request_refund": Answer(request_refund, topic=True),
    "ask_refund_policy": Answer(ask_refund_policy, topic=True),
}
