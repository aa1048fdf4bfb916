"""What is said about our pushing itself, with an order in view: 帮我催催, 上次就说在催了, 最晚什么时候答复我.

A plain wish is done at once, without 要我帮您催吗 and without telling the state of the order once more.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from enum import StrEnum

from actions.cancelled import owed_after_cancelling
from actions.choosing import pointing_in
from actions.deeds import running
from actions.noted import ADDRESS, MONEY, tell_if_noted
from actions.parcels import under_way
from actions.reference import points_anywhere
from actions.talk import Talk
from actions.urging import block_pushed, urge
from careline.core.blocks import BlockKind, find_blocks
from careline.core.orders import ClaimStatus, Order, OrderStatus
from careline.core.remedies import URGE_FOR, URGES, RemedyKind

REFUND_TOPICS = frozenset({"ask_refund_status", "request_refund", "ask_refund_policy", "request_return"})
"""After these 到账 and 没看到 are about money, and pushing means the merchant."""
_LONGEST = (24, 12)  # Chinese characters, English words: who says more asks more
_ASKED_THEM = r"(?:联系|问|找)[^，,。]{0,6}(?:没有?|了吗|过吗)[?？呀啊]*$|\b(?:did|have) you (?:contact|ask|call|reach)"
_SAID_SO = r"(?:上次|上回|每次|昨天|前天|之前|你们?都?)[^，,。]{0,3}(?:也|就|都)?是?(?:这么|这样|说马上|说快)"
_PUSH = re.compile(rf"催|{_SAID_SO}|{_ASKED_THEM}|\b(?:chas|push|urg|nudg)(?:e|es|ed|ing)?\b", re.IGNORECASE)
_REFUSED = re.compile(r"(?:不(?!是)|别|甭|没)[^，,。\s]{0,4}催|\b(?:don'?t|no need|not|never)\b", re.IGNORECASE)
_FACTS = re.compile(
    r"为什么|为啥|怎么|咋|几[天点号]|哪|何时|什么时候|啥时候|多久(?!了)|\b(?:why|when|where|what|how)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"(?:在|已经|不是|说|都|又|刚|上次)[^，,。]{0,3}催|催[过了]|\b(?:chas|push|urg|nudg)(?:ed|ing)\b"
    rf"|{_ASKED_THEM}|{_SAID_SO}",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:什么时候|啥时候|多久|何时|几点|哪天|最晚|最迟)[^，,。]{0,8}(?:答复|回复|回话|回信|回音|说法)"
    r"|(?:答复|回复|回话|说法)[^，,。]{0,4}(?:什么时候|啥时候|多久|何时|几点|最晚)"
    r"|\bwhen (?:will|do|can|am|are) (?:you|i|we|they) .{0,12}\b(?:hear|answer|reply|respond|get back)\b",
    re.IGNORECASE,
)


_WAITS = frozenset({"how_long", "arrival"})
"""Once a promise is broken, the only date there is to tell is that of our own answer."""


class About(StrEnum):
    """A wish that we push; a reminder that we have; a question when the answer to it comes."""

    WISH = "wish"
    DONE = "done"
    ANSWER = "answer"


def about_pushing(text: str) -> About | None:
    """What short words say about pushing; None for all others. Pure."""
    signs = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    if signs > _LONGEST[0] or len(text.split()) > _LONGEST[1]:
        return None
    if _ANSWER.search(text):
        return About.ANSWER
    if not _PUSH.search(text) or _REFUSED.search(text) or _FACTS.search(text):
        return None
    return About.DONE if _DONE.search(text) else About.WISH


def or_push(answer: Callable[[Talk], Awaitable[None]]) -> Callable[[Talk], Awaitable[None]]:
    """The answer of a topic, unless only our pushing is spoken of."""

    async def pushing_first(talk: Talk) -> None:
        if not await _pushed(talk):
            await answer(talk)

    return pushing_first


async def _pushed(talk: Talk) -> bool:
    about, waits = about_pushing(talk.heard.text), talk.heard.entity("follow_up") in _WAITS
    order = await _in_view(talk) if about or waits else None
    if order is None or not (about or find_blocks(order, talk.now, talk.rules)):
        return False
    topic = talk.before.topic
    if await tell_if_noted(talk, order, MONEY | ADDRESS):
        talk.remember(order_id=order.order_id, topic=topic)
        return True
    urged = [(one.kind, block_pushed(one)) for one in await running(talk, order) if one.kind in URGES]
    whom = _whom(talk, order, topic) if about is About.WISH else next(reversed(urged), None)
    if whom is None:
        return False
    talk.remember(order_id=order.order_id, topic=topic, told=talk.before.told)
    await urge(talk, order, *whom)
    return True


async def _in_view(talk: Talk) -> Order | None:
    """The order spoken of, where the words name no other."""
    orders = await talk.orders()
    if points_anywhere(orders, pointing_in(talk)):
        return None
    return next((order for order in orders if order.order_id == talk.before.order_id), None)


def _whom(talk: Talk, order: Order, topic: str | None) -> tuple[RemedyKind, BlockKind | None] | None:
    """Who has to move, and about which trouble, if it is one by now; None where nobody has to move any more."""
    if (about := _waited_for(talk, order, topic)) is None:
        return None
    late = any(block.kind is about for block in find_blocks(order, talk.now, talk.rules))
    return URGE_FOR[about], about if late else None


def _waited_for(talk: Talk, order: Order, topic: str | None) -> BlockKind | None:
    """By what was spoken of, then by where the order is."""
    claim, parcel_meant = order.freight.claim, re.search(r"快递|物流|包裹|courier|parcel", talk.heard.text.lower())
    if topic in REFUND_TOPICS and not parcel_meant:
        owed = any(refund.live for refund in order.refunds) or owed_after_cancelling(order, talk.rules)
        return BlockKind.REFUND if owed else None
    if topic == "ask_return_freight":
        claimed = claim is not None and claim.status is not ClaimStatus.PAID
        return BlockKind.FREIGHT if order.freight.disputed_at or claimed else None
    if under_way(order):
        return BlockKind.LOGISTICS
    waiting = order.status in {OrderStatus.PAID, OrderStatus.DISPATCHED} and order.not_dispatched()
    return BlockKind.DISPATCH if waiting else None
