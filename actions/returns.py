"""Sending back, exchanging, and goods that came broken or wrong."""

from __future__ import annotations

from actions import ranks
from actions.choosing import order_for
from actions.logistics import tell_state
from actions.memory import Asked
from actions.noted import MONEY, tell_if_noted
from actions.refund import ask_whether_to_refund
from actions.refund_state import tell_refund
from actions.talk import Answer, Talk
from actions.words import ANOTHER_KIND, DAMAGE, FOUND, NOT_BACK, NOT_BROKEN, UNTIL_WHEN
from careline.core.guarantees import Right, RightState, rights_of
from careline.core.orders import Guarantee, Order, OrderStatus, RefundKind


async def request_return(talk: Talk) -> None:
    """Within the window we note it after a yes; outside it a person decides. Until when is a question of its own."""
    if UNTIL_WHEN.search(talk.heard.text):
        await talk.answer_as("ask_refund_policy")
        return
    if NOT_BACK.search(talk.heard.text):
        await talk.answer_as("request_exchange")  # 我不退，就要零件
        return
    order = await order_for(talk, ranks.returnable(talk.now), news=False)
    if order is None or await tell_if_noted(talk, order, MONEY):
        return
    if refund := next((refund for refund in order.refunds if refund.live), None):
        await tell_refund(talk, order, refund)
        return
    _tell_window(talk, order, _right(talk, order))


def _right(talk: Talk, order: Order) -> Right | None:
    rights = (right for right in rights_of(order, talk.now) if right.right is Guarantee.RETURN_7_DAYS)
    return next(rights, None)


def _tell_window(talk: Talk, order: Order, right: Right | None) -> None:
    goods = talk.goods(order)
    if right and right.state is RightState.CLAIMABLE and right.deadline:
        talk.say("utter_confirm_return", goods=goods, until=talk.at(right.deadline))
        talk.ask(Asked.CONFIRM_RETURN, order=order)
    elif right and right.state is RightState.EXPIRED and right.deadline:
        talk.say("utter_return_over", goods=goods, until=talk.at(right.deadline))
        talk.ask(Asked.HANDOFF_OFFER, order=order)
    elif order.status is OrderStatus.PAID and not order.parcels:
        ask_whether_to_refund(talk, order)  # nothing has left, so there is nothing to send back
    elif right and right.state is RightState.ACTIVE:
        talk.say("utter_return_not_received", goods=goods)
    elif order.status is OrderStatus.CANCELLED:
        talk.say("utter_order_cancelled", goods=goods)
    else:
        talk.say("utter_return_not_promised", goods=goods)
        talk.ask(Asked.HANDOFF_OFFER, order=order)


async def request_exchange(talk: Talk) -> None:
    """Stock is the merchant's business: a person arranges it. One under way is told of.

    Another colour may be wished for before anything is sent: then the order spoken of is meant.
    """
    fits = ranks.returnable(talk.now)
    focus = talk.before.order_id if ANOTHER_KIND.search(talk.heard.text) else None
    order = await order_for(talk, lambda order: 2 if order.order_id == focus else fits(order), news=False)
    if order is None:
        return
    running = next((refund for refund in order.refunds if refund.live), None)
    if running and running.kind is RefundKind.EXCHANGE:
        await tell_refund(talk, order, running)
    else:
        talk.say("utter_exchange_by_person", goods=talk.goods(order))
        talk.ask(Asked.HANDOFF_OFFER, order=order)


async def report_damaged_or_wrong(talk: Talk) -> None:
    """Sorry, and what can be done at once: money back after a yes, or a person. Or they take it back."""
    if talk.before.asked == Asked.CONFIRM_REFUND and NOT_BROKEN.search(talk.heard.text):
        await talk.answer_as("deny")
        return
    if (
        talk.before.topic == "report_not_received"
        and FOUND.search(talk.heard.text)
        and not DAMAGE.search(talk.heard.text)
    ):
        await talk.answer_as("report_not_received")  # it has turned up, and nothing is said against it
        return
    order = await order_for(talk, ranks.returnable(talk.now), news=False)
    if order is None or await tell_if_noted(talk, order, MONEY):
        return
    if refund := next((refund for refund in order.refunds if refund.live), None):
        await tell_refund(talk, order, refund)
        return
    if not _has_come(order):
        await tell_state(talk, order)  # nobody can have received it damaged
        return
    if Guarantee.DAMAGE_COVER in order.guarantees:
        talk.say("utter_damaged_covered", goods=talk.goods(order), amount=talk.money(order.total))
    else:
        talk.say("utter_damaged", goods=talk.goods(order), amount=talk.money(order.total))
    talk.ask(Asked.CONFIRM_REFUND, order=order)


def _has_come(order: Order) -> bool:
    """Whether any of it was handed over; a platform may tell so of the order alone."""
    told = order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED}
    return told or any(parcel.arrived for parcel in order.parcels)


ANSWERS = {
    "request_return": Answer(request_return, topic=True),
    "request_exchange": Answer(request_exchange, topic=True),
    "report_damaged_or_wrong": Answer(report_damaged_or_wrong, topic=True),
}
