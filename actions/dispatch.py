"""Not dispatched yet: when it is due, whether that is past, and what we do about it."""

from __future__ import annotations

from actions import ranks
from actions.cancelled import tell_cancelled
from actions.choosing import order_for
from actions.compensation import offer_compensation
from actions.memory import Asked
from actions.noted import MONEY, tell_if_noted
from actions.parcels import tell_parcels
from actions.pushing import or_push
from actions.refund_state import tell_refund
from actions.talk import Answer, Talk
from actions.urging import urge_for
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline, deadlines_of, takes_back
from careline.core.orders import Order, OrderStatus


async def ask_dispatch(talk: Talk) -> None:
    """Why is it not sent? Who asks so is also asking us to push."""
    if order := await order_for(talk, ranks.dispatch(talk.now, talk.rules), urgent=True):
        await tell_dispatch(talk, order, pushing=True)


async def ask_dispatch_time(talk: Talk) -> None:
    """When will it be sent?"""
    if order := await order_for(talk, ranks.dispatch(talk.now, talk.rules)):
        await tell_dispatch(talk, order)


async def tell_dispatch(talk: Talk, order: Order, *, pushing: bool = False) -> None:
    """How the dispatch of this order stands, whatever its state."""
    refund = next((refund for refund in reversed(order.refunds) if takes_back(refund)), None)
    if order.status is OrderStatus.PLACED:
        talk.say("utter_dispatch_unpaid", goods=talk.goods(order))
    elif refund and not order.parcels:
        talk.say("utter_dispatch_refunding", goods=talk.goods(order))
        await tell_refund(talk, order, refund)
    elif order.status is OrderStatus.CANCELLED:
        await tell_cancelled(talk, order)
    elif not order.parcels and await tell_if_noted(talk, order, MONEY):
        return  # whoever wants the money back is not waiting for the goods
    elif order.not_dispatched() and order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED}:
        await _tell_waiting(talk, order, pushing=pushing)
    else:
        await tell_parcels(talk, order)


async def _tell_waiting(talk: Talk, order: Order, *, pushing: bool) -> None:
    due = next((found for found in deadlines_of(order, talk.rules) if found.kind is BlockKind.DISPATCH), None)
    if due and due.due <= talk.now:
        _tell_late(talk, order, due)
        await urge_for(talk, order, BlockKind.DISPATCH)
        if talk.memory.asked is None:
            await offer_compensation(talk, order)
        return
    if due is None:
        talk.say("utter_dispatch_no_date", goods=_left(talk, order))
    elif order.parcels:
        talk.say("utter_dispatch_rest", left=_left(talk, order), due=talk.at(due.due))
    else:
        talk.say("utter_dispatch_running", goods=talk.goods(order), due=talk.at(due.due))
    if pushing:
        talk.say("utter_offer_urge_merchant")
        talk.ask(Asked.CONFIRM_URGE, order=order)


def _tell_late(talk: Talk, order: Order, due: Deadline) -> None:
    over = talk.lasting(talk.now - due.due)
    if order.parcels:
        talk.say("utter_dispatch_rest_late", left=_left(talk, order), due=talk.at(due.due), over=over)
    else:
        talk.say("utter_dispatch_late", goods=talk.goods(order), due=talk.at(due.due), over=over)


def _left(talk: Talk, order: Order) -> str:
    """What is still at the merchant."""
    if not order.parcels:
        return talk.goods(order)
    return phrases.goods_list(order.not_dispatched(), talk.language, spoken=talk.spoken)


ANSWERS = {
    "ask_dispatch": Answer(or_push(ask_dispatch), topic=True),
    "ask_dispatch_time": Answer(or_push(ask_dispatch_time), topic=True),
}
