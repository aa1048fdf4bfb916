"""What is stuck for a consumer now, in words: for the call, and for the first words in the app."""

from __future__ import annotations

from dataclasses import dataclass

from actions.deeds.registering import register_urge
from actions.memory import Asked
from actions.talk import Talk
from careline.cases.service import open_blocks_of
from careline.core import phrases
from careline.core.blocks import BlockKind, FoundBlock, find_blocks
from careline.core.orders import Order
from careline.core.remedies import URGE_FOR, RemedyKind

#: The question that a block of this kind is most likely to be about.
TOPIC_OF = {
    BlockKind.DISPATCH: "ask_dispatch",
    BlockKind.LOGISTICS: "report_logistics_stalled",
    BlockKind.REFUND: "ask_refund_status",
    BlockKind.FREIGHT: "ask_return_freight",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One block of one order; `text` names goods and promise, without a full stop."""

    order: Order
    kind: BlockKind
    text: str

    @property
    def for_courier(self) -> bool:
        return URGE_FOR[self.kind] is RemedyKind.URGE_COURIER


async def troubles_of(talk: Talk) -> list[Trouble]:
    """The consumer's open blocks that are still true by the order as it is now, the longest overdue first."""
    own = {order.order_id: order for order in await talk.orders()}
    rows = [(row.order_id, row.kind) for row in await open_blocks_of(talk.tx, talk.customer.customer_id)]
    found = [
        (order, block)
        for order_id, kind in rows
        if (order := own.get(order_id))
        for block in find_blocks(order, talk.now, talk.rules)
        if block.kind is kind
    ]
    return [Trouble(order=order, kind=block.kind, text=in_words(talk, order, block)) for order, block in found]


def in_words(talk: Talk, order: Order, block: FoundBlock) -> str:
    """The missed promise as part of a sentence. Of goods of which a part has left only the rest is late."""
    goods, left = talk.goods(order), order.not_dispatched()
    if block.kind is BlockKind.DISPATCH and order.parcels and left:
        goods = phrases.goods_list(left, talk.language, spoken=talk.spoken)
    missed = block.evidence[0]
    return phrases.trouble(missed, goods, talk.now, talk.customer.time_zone, talk.language, spoken=talk.spoken)


async def urge_all(talk: Talk) -> None:
    """Push in every matter at once: one remedy each, one sentence."""
    registered = [await register_urge(talk, one.order, URGE_FOR[one.kind], one.kind) for one in await troubles_of(talk)]
    due = [remedy.due_at for remedy in registered if remedy.due_at]
    if not due:
        talk.say("utter_call_resolved")
    elif max(due) > talk.now:
        talk.say("utter_urged_all", by=talk.at(max(due)))
    else:
        talk.say("utter_promise_missed", before=talk.at(max(due)))
        talk.ask(Asked.HANDOFF_OFFER)
