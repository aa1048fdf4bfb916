"""What we called about has moved on while we talk: told before anything else, once, and then nobody is pushed for it.

The reason was said at the beginning of the call; minutes later the parcel may have left. What was stuck when the callee
said who they are, and is not stuck by the order as it is now, is news.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from actions.intents.call import found_out
from actions.intents.trouble import troubles_of
from actions.memory import Asked
from actions.remembered import Proposal
from actions.talk import Talk
from careline.core.blocks import BlockKind, find_blocks
from careline.core.callouts import Outcome
from careline.core.orders import Order
from careline.store.tables.cases import blocks, cases
from understanding.deeds import Verb

_TOLD = "news:"
"""In the slot `said`, beside other marks of a call: the blocks of which we have told that they are over."""
_ANSWERS_US = frozenset({"affirm", "deny", "acknowledge"})


@dataclass(frozen=True, slots=True)
class _News:
    block_id: UUID
    order: Order
    kind: BlockKind


async def tell_news(talk: Talk, intent: str) -> bool:
    """Tell what has moved on since the call began; True where the turn was only a word about that, and is answered."""
    if not talk.spoken or talk.attempt is None or talk.attempt.identified_at is None:
        return False
    news = await _news(talk)
    if not news:
        return False
    for one in news:
        _tell(talk, one)
    talk.remember(said=talk.before.said.and_once(*(f"{_TOLD}{one.block_id}" for one in news)))
    still_stuck = await troubles_of(talk)
    if not still_stuck:
        await found_out(talk, Outcome.SETTLED)
    if talk.before.asked != Asked.CONFIRM_URGE:
        return False
    said = talk.heard.said
    about_it = intent in _ANSWERS_US or said.wishes(Verb.URGE) or said.only_sees
    if still_stuck:  # the offer holds for the rest
        talk.before = replace(talk.before, order_id=None, wish=Proposal.of(all=True))
        return False
    talk.leave_question()
    return about_it or talk.heard.entity("key") in {"1", "2"}


async def _news(talk: Talk) -> list[_News]:
    assert talk.attempt
    known_at = talk.attempt.identified_at
    over_since = blocks.c.ended_at.is_(None) | (blocks.c.ended_at > known_at)
    query = (
        select(blocks.c.block_id, blocks.c.order_id, blocks.c.kind)
        .join(cases, cases.c.case_id == blocks.c.case_id)
        .where(cases.c.customer_id == talk.customer.customer_id, blocks.c.started_at <= known_at, over_since)
        .order_by(blocks.c.deadline)
    )
    own = {order.order_id: order for order in await talk.orders()}
    found = []
    for row in (await talk.tx.execute(query)).all():
        order = own.get(row.order_id)
        kind = BlockKind(row.kind)
        if order is None or f"{_TOLD}{row.block_id}" in talk.before.said.once:
            continue
        if kind not in {one.kind for one in find_blocks(order, talk.now, talk.rules)}:
            found.append(_News(row.block_id, order, kind))
    return found


def _tell(talk: Talk, news: _News) -> None:
    """Tell what we know of it: goods that have left, a parcel that moves, money that was paid; else only that it
    moved."""
    goods, order = talk.goods(news.order), news.order
    if news.kind is BlockKind.DISPATCH and order.parcels and not order.not_dispatched():
        talk.say("utter_news_dispatched", goods=goods)
    elif news.kind is BlockKind.LOGISTICS and any(parcel.scans for parcel in order.parcels):
        talk.say("utter_news_moves", goods=goods)
    else:
        talk.say("utter_news_over", goods=goods)
