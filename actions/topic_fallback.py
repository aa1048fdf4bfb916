"""Words that nobody understands by themselves, but that fit what is spoken of: 微信里没看到 after a refund."""

from __future__ import annotations

from actions.matters.registry import intents_of
from actions.talk import Talk
from actions.urge_questions import REFUND_TOPICS
from understanding.taxonomy import Matter

PARCEL_TOPICS = frozenset(intents_of(Matter.DELIVERY, Matter.MISSING))

FREIGHT_TOPIC = "ask_return_freight"


async def meant_in_view(talk: Talk) -> str | None:
    """The intent they make with the order and the topic spoken of, if they make one."""
    said, topic = talk.heard.said, talk.before.topic
    order = next((order for order in await talk.orders() if order.order_id == talk.before.order_id), None)
    if order is None or topic is None:
        return None
    if topic in REFUND_TOPICS and order.refunds and said.refund_detail:
        return "ask_refund_status"
    if topic in PARCEL_TOPICS and said.says("lost"):
        return "report_logistics_stalled"
    if topic == FREIGHT_TOPIC and said.says("how_much"):
        return FREIGHT_TOPIC
    return topic if said.pushing else None
