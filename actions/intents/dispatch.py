"""Not dispatched yet: when it is due, whether that is past, and what we do about it."""

from __future__ import annotations

from actions.asking.order_choice import order_for
from actions.deeds.pending_remedies import MONEY, tell_if_noted
from actions.deeds.urging import urge_for
from actions.intents.cancelled import tell_cancelled
from actions.intents.compensation import offer_compensation
from actions.intents.parcels import tell_parcels
from actions.intents.refund_state import tell_refund
from actions.intents.urge_questions import or_push
from actions.memory import Asked
from actions.orders import relevance
from actions.talk import Handler, Talk
from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline, deadlines_of
from careline.core.orders import Fulfilment, Order, OrderStatus
from careline.core.paid import takes_back

_HANDED_OVER = frozenset({OrderStatus.DELIVERED, OrderStatus.COMPLETED})


async def ask_dispatch(talk: Talk) -> None:
    """Tell why it is not sent, and push: whoever asks so wants that too."""
    if order := await order_for(talk, relevance.dispatch(talk.now, talk.rules), urgent=True):
        await tell_dispatch(talk, order, pushing=True)


async def ask_dispatch_time(talk: Talk) -> None:
    """Tell when it will be sent."""
    if order := await order_for(talk, relevance.dispatch(talk.now, talk.rules)):
        await tell_dispatch(talk, order)


async def tell_dispatch(talk: Talk, order: Order, *, pushing: bool = False) -> None:
    """Tell how the dispatch of this order stands, whatever its state."""
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
    elif order.fulfilment is not Fulfilment.SHIP and order.status not in _HANDED_OVER:
        await _tell_ready(talk, order)
    elif not order.parcels:
        _tell_untracked(talk, order)
    else:
        await tell_parcels(talk, order)


async def _tell_ready(talk: Talk, order: Order) -> None:
    """Tell by when what is picked up or comes online should be there."""
    digital, goods = order.fulfilment is Fulfilment.DIGITAL, talk.goods(order)
    due = _deadline(talk, order)
    if due is None:
        if digital:
            talk.say("utter_digital_no_date", goods=goods)
        else:
            talk.say("utter_pickup_no_date", goods=goods)
    elif due.due > talk.now and digital:
        talk.say("utter_digital_running", goods=goods, due=talk.at(due.due))
    elif due.due > talk.now:
        talk.say("utter_pickup_running", goods=goods, due=talk.at(due.due))
    else:
        over = talk.lasting(talk.now - due.due)
        if digital:
            talk.say("utter_digital_late", goods=goods, due=talk.at(due.due), over=over)
        else:
            talk.say("utter_pickup_late", goods=goods, due=talk.at(due.due), over=over)
        await urge_for(talk, order, BlockKind.DISPATCH)


def _tell_untracked(talk: Talk, order: Order) -> None:
    """Tell the platform's word alone, as it names no parcel."""
    if order.status in _HANDED_OVER:
        talk.say("utter_handed_over_untracked", goods=talk.goods(order))
    else:
        talk.say("utter_sent_untracked", goods=talk.goods(order))
        talk.say("utter_offer_urge_merchant")
        talk.ask(Asked.CONFIRM_URGE, order=order)


def _deadline(talk: Talk, order: Order) -> Deadline | None:
    return next((found for found in deadlines_of(order, talk.rules) if found.kind is BlockKind.DISPATCH), None)


async def _tell_waiting(talk: Talk, order: Order, *, pushing: bool) -> None:
    due = _deadline(talk, order)
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
    elif order.presale:
        talk.say("utter_dispatch_presale", goods=talk.goods(order), due=talk.at(due.due))
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
    "ask_dispatch": Handler(or_push(ask_dispatch), topic=True),
    "ask_dispatch_time": Handler(or_push(ask_dispatch_time), topic=True),
}
