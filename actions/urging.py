"""Urging the merchant or the courier: noted once a turn, not again while an answer is still due, and said honestly."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.memory import Asked
from actions.talk import Talk
from careline.cases.service import note_remedy, remedies_of
from careline.core import phrases
from careline.core.blocks import BlockKind, find_blocks
from careline.core.orders import Order
from careline.core.remedies import URGE_FOR, RemedyKind, promised_by

_JUST_NOW = timedelta(minutes=15)


async def urge(talk: Talk, order: Order, kind: RemedyKind, why: str) -> None:
    """Note the urging and say by when there will be an answer; or that it is in hand; or that we broke our word."""
    key = f"{talk.turn_id}:{kind}:{order.order_id}"
    mine, earlier = False, None
    for row in await remedies_of(talk.tx, order.order_id):
        if row["kind"] == kind and row["settled_at"] is None:
            mine = mine or row["idempotency_key"] == key
            earlier = earlier if row["idempotency_key"] == key else row
    if earlier and not mine and earlier["promised_by"] and earlier["promised_by"] > talk.now:
        talk.say("utter_urged_before", at=_back_then(talk, earlier["noted_at"]), by=talk.at(earlier["promised_by"]))
        return
    noted = await note_remedy(talk.tx, order, kind, key=key, who="bot", why=why, now=talk.now)
    by = talk.at(noted.promised_by or promised_by(talk.now))
    if earlier and earlier["promised_by"]:
        talk.say("utter_promise_missed", before=talk.at(earlier["promised_by"]), by=by)
        talk.ask(Asked.HANDOFF_OFFER, order=order)
    elif kind is RemedyKind.URGE_COURIER:
        talk.say("utter_urged_courier", by=by)
    else:
        talk.say("utter_urged_merchant", by=by)


def _back_then(talk: Talk, at: datetime) -> str:
    """刚才, just now; else the instant. Written Chinese has a space behind figures."""
    if talk.now - at < _JUST_NOW:
        return "just now" if phrases.is_english(talk.language) else "刚才"
    spaced = not talk.spoken and not phrases.is_english(talk.language)
    return talk.at(at) + (" " if spaced else "")


async def urge_for(talk: Talk, order: Order, block: BlockKind) -> None:
    """What urging means for this kind of block."""
    await urge(talk, order, URGE_FOR[block], f"blocked: {block}")


async def urge_wished(talk: Talk, order: Order) -> None:
    """They said yes to 要我帮您催一下吗: whoever has to move for this order, blocked or not."""
    blocks = find_blocks(order, talk.now)
    if blocks:
        for kind in dict.fromkeys(URGE_FOR[block.kind] for block in blocks):
            await urge(talk, order, kind, f"asked for, blocked: {blocks[0].kind}")
        return
    courier = bool(order.parcels) and not order.not_dispatched()
    await urge(talk, order, RemedyKind.URGE_COURIER if courier else RemedyKind.URGE_MERCHANT, "asked for")


async def say_no_news(talk: Talk, order: Order) -> None:
    """Nothing has changed since we told it: say by when our answer is due, if one is, and offer a person."""
    due = [row["promised_by"] for row in await remedies_of(talk.tx, order.order_id) if row["settled_at"] is None]
    running = [by for by in due if by and by > talk.now]
    if running:
        talk.say("utter_no_news_promised", goods=talk.goods(order), by=talk.at(max(running)))
    else:
        talk.say("utter_no_news", goods=talk.goods(order))
    talk.ask(Asked.HANDOFF_OFFER, order=order)
