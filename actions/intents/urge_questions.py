"""What is said about our pushing itself, with an order in view: 帮我催催, 上次就说在催了, 最晚什么时候答复我.

A plain wish is done at once, without 要我帮您催吗 and without telling the state of the order once more.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.asking.order_choice import pointing_in
from actions.deeds.pending_remedies import ADDRESS, MONEY, tell_if_noted
from actions.deeds.registering import running
from actions.deeds.urging import block_pushed, urge
from actions.intents.parcels import under_way
from actions.matters.registry import intents_of
from actions.orders.reference import points_anywhere
from actions.talk import Talk
from careline.core.blocks import BlockKind, find_blocks, owed_after_cancelling
from careline.core.orders import ClaimStatus, Order, OrderStatus
from careline.core.remedies import URGE_FOR, URGES, RemedyKind
from understanding.taxonomy import Matter
from understanding.urge_words import Pushing

REFUND_TOPICS = frozenset(intents_of(Matter.REFUND, Matter.RETURN))
"""After these 到账 and 没看到 are about money, and pushing means the merchant."""
_WAITS = frozenset({"how_long", "arrival"})
"""Once a promise is broken, the only date there is to tell is that of our own answer."""


def or_push(answer: Callable[[Talk], Awaitable[None]]) -> Callable[[Talk], Awaitable[None]]:
    """The answer of a topic, unless only our pushing is spoken of."""

    async def pushing_first(talk: Talk) -> None:
        if not await _tell_of_push_if_asked(talk):
            await answer(talk)

    return pushing_first


async def _tell_of_push_if_asked(talk: Talk) -> bool:
    """Push, or tell how our pushing stands; False where the words are about anything else."""
    about, waits = talk.heard.said.pushing, talk.heard.entity("follow_up") in _WAITS
    order = await _in_view(talk) if about or waits else None
    if order is None or not (about or find_blocks(order, talk.now, talk.rules)):
        return False
    topic = talk.before.topic
    if await tell_if_noted(talk, order, MONEY | ADDRESS):
        talk.remember(order_id=order.order_id, topic=topic)
        return True
    urged = [(one.kind, block_pushed(one)) for one in await running(talk, order) if one.kind in URGES]
    whom = _whom(talk, order, topic) if about is Pushing.WISH else next(reversed(urged), None)
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
    return await talk.order_spoken_of()


def _whom(talk: Talk, order: Order, topic: str | None) -> tuple[RemedyKind, BlockKind | None] | None:
    """Who has to move, and about which trouble, if it is one by now; None where nobody has to move any more."""
    if (about := _waited_for(talk, order, topic)) is None:
        return None
    late = any(block.kind is about for block in find_blocks(order, talk.now, talk.rules))
    return URGE_FOR[about], about if late else None


def _waited_for(talk: Talk, order: Order, topic: str | None) -> BlockKind | None:
    """By what was spoken of, then by where the order is."""
    claim, parcel_meant = order.freight.claim, talk.heard.says("parcel_named")
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
