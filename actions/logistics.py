"""Parcels: where is it, it does not move, it never came."""

from __future__ import annotations

import re

from actions import ranks
from actions.choosing import order_for
from actions.dispatch import tell_dispatch
from actions.memory import Asked
from actions.parcels import stalled, tell_parcels, under_way
from actions.pushing import or_push
from actions.refund import tell_refund
from actions.talk import Answer, Talk
from actions.urging import urge
from careline.core import phrases
from careline.core.orders import Order, OrderStatus
from careline.core.remedies import RemedyKind

_WHEN = re.compile(r"几天|多久|什么时候|啥时候|何时|几点|几号|哪天|今天能|明天能|\bwhen\b|how long|arrive by|\beta\b")


async def track_shipment(talk: Talk) -> None:
    """Where is it, when does it come?"""
    order = await order_for(talk, ranks.logistics(talk.now))
    if order is None:
        return
    await tell_state(talk, order)
    if _WHEN.search(talk.heard.text.lower()) and under_way(order) and not stalled(order, talk.now):
        talk.say("utter_arrival_unknown")


async def report_logistics_stalled(talk: Talk) -> None:
    """It does not move: true or not, the facts first; who complains may have us push the courier."""
    order = await order_for(talk, ranks.logistics(talk.now), urgent=True)
    if order is None:
        return
    await tell_state(talk, order)
    if under_way(order) and not stalled(order, talk.now):
        talk.say("utter_offer_urge_courier")
        talk.ask(Asked.CONFIRM_URGE, order=order)


async def report_not_received(talk: Talk) -> None:
    """The courier says delivered, the consumer says no; or it is simply still under way."""
    order = await order_for(talk, ranks.not_received(talk.now), urgent=True)
    if order is None:
        return
    if sent_back := next((refund for refund in order.refunds if refund.live and refund.goods_sent_at), None):
        await tell_refund(talk, order, sent_back)  # 收到没 is about what they sent back
        return
    arrived = [parcel for parcel in order.parcels if parcel.arrived]
    if not arrived or under_way(order):
        await tell_state(talk, order)
        return
    handed = phrases.handed_over(arrived[-1])
    if handed is None:  # `arrived` means that it was
        return
    at, words = handed
    if words and not talk.spoken:
        talk.say("utter_signed_for_words", goods=talk.goods(order), at=talk.at(at), words=words.rstrip("。."))
    else:
        talk.say("utter_signed_for", goods=talk.goods(order), at=talk.at(at))
    await urge(talk, order, RemedyKind.URGE_COURIER, "the consumer has not received what was signed for")


async def tell_state(talk: Talk, order: Order) -> None:
    """Where this order is, from payment to the door."""
    if order.parcels and order.status is not OrderStatus.CANCELLED:
        await tell_parcels(talk, order)
    else:
        await tell_dispatch(talk, order)


ANSWERS = {
    "track_shipment": Answer(or_push(track_shipment), topic=True),
    "report_logistics_stalled": Answer(or_push(report_logistics_stalled), topic=True),
    "report_not_received": Answer(report_not_received, topic=True),
}
