"""Parcels: where is it, it does not move, it never came."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from actions.asking.order_choice import order_for, pointing_in
from actions.deeds.registering import running
from actions.deeds.undeliverable import any_gone
from actions.deeds.urging import urge, urge_for
from actions.intents.dispatch import tell_dispatch
from actions.intents.parcels import stalled, tell_parcels, under_way
from actions.intents.refund_state import tell_refund
from actions.intents.topic_fallback import PARCEL_TOPICS
from actions.intents.urge_questions import REFUND_TOPICS, or_push
from actions.matters.parcels import line_of, silent_since
from actions.memory import Asked
from actions.orders import relevance
from actions.orders.reference import points_anywhere
from actions.questions.carrying_out import load_view
from actions.talk import Handler, Talk
from careline.cases.service import take_back
from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.orders import Order, OrderStatus, Parcel, ScanCode
from careline.core.remedies import RemedyKind


async def track_shipment(talk: Talk) -> None:
    """Tell where it is, and when it comes."""
    order = await order_for(talk, relevance.logistics(talk.now, talk.rules))
    if order is None:
        return
    if not (talk.heard.says("when_at_all") and under_way(order) and not stalled(order, talk.now, talk.rules)):
        await tell_state(talk, order)
        return
    if talk.before.order_id != order.order_id or talk.before.topic not in PARCEL_TOPICS:
        await tell_state(talk, order)  # else they have just heard it
    if _out_today(talk, order):
        talk.say("utter_arrival_today")
    else:
        talk.say("utter_arrival_unknown")


def _out_today(talk: Talk, order: Order) -> bool:
    zone = ZoneInfo(talk.customer.time_zone)
    last = [parcel.last_scan for parcel in order.parcels if not parcel.arrived]
    today = talk.now.astimezone(zone).date()
    return any(
        scan and scan.code is ScanCode.OUT_FOR_DELIVERY and scan.at.astimezone(zone).date() == today for scan in last
    )


async def report_logistics_stalled(talk: Talk) -> None:
    """Tell the facts of a parcel that does not move, true or not; push the courier for who complains."""
    if await _refund_in_view(talk):
        await talk.answer_as("ask_refund_status")  # 凭什么拖这么久
        return
    lost = talk.heard.says("lost")
    order = await order_for(talk, relevance.logistics(talk.now, talk.rules), urgent=True, news=not lost)
    if order is None:
        return
    if not order.parcels and order.status is OrderStatus.PAID:
        await tell_dispatch(talk, order, pushing=True)  # 能不能快点, before anything has left
        return
    if lost and stalled(order, talk.now, talk.rules):
        await tell_maybe_lost(talk, order)
        return
    await tell_state(talk, order)
    if under_way(order) and not stalled(order, talk.now, talk.rules):
        talk.say("utter_offer_urge_courier")
        talk.ask(Asked.CONFIRM_URGE, order=order)


async def tell_maybe_lost(talk: Talk, order: Order) -> None:
    """Tell where it was last, how long nothing was heard, what if, and that the courier has to say."""
    quiet = min((parcel for parcel in order.parcels if not parcel.arrived), key=silent_since)
    waited, line = talk.lasting(talk.now - silent_since(quiet)), line_of(await load_view(talk, order), quiet)
    talk.say("utter_parcel_maybe_lost", goods=talk.goods(order), waited=waited, line=line)
    await urge_for(talk, order, BlockKind.LOGISTICS)


async def report_not_received(talk: Talk) -> None:
    """Tell what the courier says of a parcel that they do not have, or that it is still under way.

    Or it has turned up; or, while a refund is spoken of, it is the money that cannot be seen.
    """
    if talk.heard.says("found_now") and not talk.heard.says("negated") and await _looked_for(talk):
        await _found(talk)
        return
    if await _refund_in_view(talk):
        await talk.answer_as("ask_refund_status")
        return
    order = await order_for(talk, relevance.not_received(talk.now, talk.rules), urgent=True)
    if order is None:
        return
    if sent_back := next((refund for refund in order.refunds if refund.live and refund.goods_sent_at), None):
        await tell_refund(talk, order, sent_back)  # 收到没 is about what they sent back
        return
    if talk.heard.says("piece_missing") and order.items_arrived() and not under_way(order):
        await talk.answer_as("report_damaged_or_wrong")  # 少了两盒: it came, but not all of it
        return
    arrived = [parcel for parcel in order.parcels if parcel.arrived]
    told_so = order.status in {OrderStatus.DELIVERED, OrderStatus.COMPLETED} and not any_gone(order)
    if arrived and not under_way(order):
        await _tell_signed_for(talk, order, arrived[-1])
    elif not arrived and told_so:
        talk.say("utter_not_received_unsigned", goods=talk.goods(order))
        await urge(talk, order, RemedyKind.URGE_COURIER if order.parcels else RemedyKind.URGE_MERCHANT)
    else:
        await tell_state(talk, order)


async def _tell_signed_for(talk: Talk, order: Order, parcel: Parcel) -> None:
    """Tell what the courier says of it, and that they have to find out."""
    handed = phrases.handed_over(parcel)
    if handed is None:  # `arrived` means that it was
        return
    at, words = handed
    if words and not talk.spoken:
        talk.say("utter_signed_for_words", goods=talk.goods(order), at=talk.at(at), words=words.rstrip("。."))
    else:
        talk.say("utter_signed_for", goods=talk.goods(order), at=talk.at(at))
    await urge(talk, order, RemedyKind.URGE_COURIER)


async def _looked_for(talk: Talk) -> bool:
    """Whether a parcel is spoken of, or the courier is still looking for one and no money is meant (收到了)."""
    if talk.before.topic in PARCEL_TOPICS:
        return True
    order = await talk.order_spoken_of()
    looking = order and any(one.kind is RemedyKind.URGE_COURIER for one in await running(talk, order))
    return bool(looking) and talk.heard.says("turned_up")


async def _found(talk: Talk) -> None:
    """Take back the courier's search for what has turned up, so that the desk sees why."""
    order = await talk.order_spoken_of()
    if order:
        for urged in await running(talk, order):
            if urged.kind is RemedyKind.URGE_COURIER:
                await take_back(
                    talk.tx, urged.remedy_id, order, talk.now, talk.rules, who="consumer",
                    channel=talk.conversation.channel, conversation_id=talk.conversation.conversation_id,
                    asked_in=str(talk.turn_id),
                )  # fmt: skip
    talk.say("utter_found")


async def _refund_in_view(talk: Talk) -> bool:
    """Whether money is spoken of, of an order with nothing on its way, and no parcel is named."""
    order = await talk.order_spoken_of()
    money = talk.before.topic in REFUND_TOPICS and not points_anywhere(await talk.orders(), pointing_in(talk))
    return bool(money and order and order.refunds and not under_way(order)) and not talk.heard.says("thing_named")


async def tell_state(talk: Talk, order: Order) -> None:
    """Tell where this order is, from payment to the door."""
    if order.parcels and order.status is not OrderStatus.CANCELLED:
        await tell_parcels(talk, order)
    else:
        await tell_dispatch(talk, order)


ANSWERS = {
    "track_shipment": Handler(or_push(track_shipment), topic=True),
    "report_logistics_stalled": Handler(or_push(report_logistics_stalled), topic=True),
    "report_not_received": Handler(report_not_received, topic=True),
}
