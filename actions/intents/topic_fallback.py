"""Words that nobody understands by themselves, but that fit what is spoken of: 微信里没看到 after a refund."""

from __future__ import annotations

from actions.intents.urge_questions import REFUND_TOPICS
from actions.matters.registry import intents_of
from actions.orders.reference import by_goods
from actions.talk import Talk
from careline.core.orders import Order, OrderStatus
from careline.core.reviews import likeliest_topic
from understanding.taxonomy import Matter

PARCEL_TOPICS = frozenset(intents_of(Matter.DELIVERY, Matter.MISSING))

FREIGHT_TOPIC = "ask_return_freight"


async def meant_in_view(talk: Talk) -> str | None:
    """The intent they make with the order and the topic spoken of, if they make one."""
    said, topic = talk.heard.said, talk.before.topic
    order = await talk.order_spoken_of()
    if order is None or topic is None:
        return None
    if topic in REFUND_TOPICS and order.refunds and said.refund_detail:
        return "ask_refund_status"
    if topic in PARCEL_TOPICS and said.says("lost"):
        return "report_logistics_stalled"
    if topic == FREIGHT_TOPIC and said.says("how_much"):
        return FREIGHT_TOPIC
    return topic if said.pushing else None


async def story_meant(talk: Talk) -> str | None:
    """The intent whose action tells how an order stands, where the first words of a talk lament and name goods that
    are still to come, or the place where their parcel lies; or sound like it, and only one order is to come."""
    if talk.before.order_id is not None or talk.spoken or talk.in_queue or talk.replies:
        return None
    orders = await talk.orders()
    waiting = [one for one in orders if one.status in _STORY]
    stuck = waiting if talk.heard.says("lies_still") else []
    named = by_goods(orders, talk.heard.said) or [one for one in stuck if _lies_where(one, talk)]
    if stuck and any(one in waiting for one in named):
        named = [one for one in named if one in waiting]  # of two cups the one that has not come
    if not named and len(waiting) == 1 and talk.heard.intent != "out_of_scope" and _sounds_like_waiting(talk):
        named = waiting
    if not named or any(one not in waiting for one in named):
        return None
    if len(named) == 1:
        talk.chosen = named[0]
    return _STORY[named[0].status]


_STORY = {OrderStatus.PAID: "ask_dispatch", OrderStatus.DISPATCHED: "track_shipment"}


def _lies_where(order: Order, talk: Talk) -> bool:
    """Whether the words name the place of the last scan: 在嘉兴躺了三天."""
    places = (parcel.last_scan.place for parcel in order.parcels if parcel.last_scan and not parcel.arrived)
    return any(talk.heard.said.names(_called(place)) for place in places if place)


def _called(place: str) -> str:
    return place.split(maxsplit=1)[0] if place.isascii() else place[:_OF_A_PLACE]


_OF_A_PLACE = 2
"""Characters of a place's name by which it is called: 济南 of 济南转运中心."""


def _sounds_like_waiting(talk: Talk) -> bool:
    return likeliest_topic(talk.heard.ranking) in _OF_WAITING


_OF_WAITING = PARCEL_TOPICS | frozenset(intents_of(Matter.DISPATCH))
