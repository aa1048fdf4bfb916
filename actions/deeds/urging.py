"""Urging the merchant or the courier: once while an answer is due, and said honestly."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.deeds.registering import just_now, register_urge, running
from actions.memory import Asked
from actions.orders.reference import by_goods
from actions.talk import Talk
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.blocks import BlockKind, find_blocks
from careline.core.orders import Order
from careline.core.remedies import URGE_FOR, URGES, RemedyKind

_JUST_NOW = timedelta(minutes=15)


async def urge(talk: Talk, order: Order, kind: RemedyKind, block: BlockKind | None = None) -> None:
    """Have them pushed and say by when there will be an answer; or that it is in hand; or that we broke our word.

    Each kind of trouble is pushed by itself; `block` None: nothing is late.
    """
    earlier = await _pushed_before(talk, order, kind, block)
    if earlier and earlier.due_at and earlier.due_at <= talk.now:
        talk.say("utter_promise_missed", before=talk.at(earlier.due_at))
        talk.ask(Asked.HANDOFF_OFFER, order=order)
        return
    if earlier and earlier.due_at:
        tell_pushed(talk, earlier, earlier.due_at)
        return
    by = talk.at((await register_urge(talk, order, kind, block)).due_at or talk.now)
    if kind is RemedyKind.URGE_COURIER:
        talk.say("utter_urged_courier", by=by)
    else:
        talk.say("utter_urged_merchant", by=by)


async def pushed_before(talk: Talk, order: Order, block: BlockKind) -> Remedy | None:
    """What was done about this trouble in an earlier turn, while its answer is still to come."""
    earlier = await _pushed_before(talk, order, URGE_FOR[block], block)
    return earlier if earlier and earlier.due_at and earlier.due_at > talk.now else None


async def _pushed_before(talk: Talk, order: Order, kind: RemedyKind, block: BlockKind | None) -> Remedy | None:
    same = (
        one
        for one in await running(talk, order)
        if one.kind is kind and block_pushed(one) is block and "note" not in one.details  # a message is no push
    )
    return next((one for one in same if not just_now(talk, one)), None)


def tell_pushed(talk: Talk, earlier: Remedy, by: datetime) -> None:
    """Tell since when they are pushed, and by when we answer."""
    courier = earlier.kind is RemedyKind.URGE_COURIER
    names = ("the courier", "the shop") if phrases.is_english(talk.language) else ("快递", "商家")
    whom = names[0] if courier else names[1]
    talk.say("utter_urged_before", at=_back_then(talk, earlier.requested_at), by=talk.at(by), whom=whom)


def block_pushed(remedy: Remedy) -> BlockKind | None:
    """The trouble that an urge is about; None: nothing was late."""
    about = remedy.details.get("about")
    return BlockKind(about) if about in set(BlockKind) else None


def _back_then(talk: Talk, at: datetime) -> str:
    """刚才, just now; else the instant. Written Chinese has a space behind figures."""
    if talk.now - at < _JUST_NOW:
        return "just now" if phrases.is_english(talk.language) else "刚才"
    spaced = not talk.spoken and not phrases.is_english(talk.language)
    return talk.at(at) + (" " if spaced else "")


async def urge_for(talk: Talk, order: Order, block: BlockKind) -> None:
    """Push whoever has to move for this kind of block."""
    await urge(talk, order, URGE_FOR[block], block)


async def urge_wished(talk: Talk, order: Order) -> None:
    """Push whoever has to move for this order, blocked or not, after a yes to 要我帮您催一下吗."""
    blocks = find_blocks(order, talk.now, talk.rules)
    if not blocks and (other := await _called_about(talk, order)):
        talk.say("utter_about_order", goods=talk.goods(other))
        order, blocks = other, find_blocks(other, talk.now, talk.rules)
    if blocks:
        for block in blocks:
            await urge_for(talk, order, block.kind)
        return
    courier = bool(order.parcels) and not order.not_dispatched()
    await urge(talk, order, RemedyKind.URGE_COURIER if courier else RemedyKind.URGE_MERCHANT)


async def _called_about(talk: Talk, spoken_of: Order) -> Order | None:
    """On the phone, after an aside about an order with which all is well: the one that is stuck, if they name none."""
    orders = await talk.orders()
    if not talk.spoken or by_goods([spoken_of], talk.heard.said):
        return None
    stuck = [one for one in orders if find_blocks(one, talk.now, talk.rules)]
    return stuck[0] if len(stuck) == 1 else None


async def tell_if_pushed(talk: Talk) -> bool:
    """Say that we push already, and by when there is an answer; False where nobody is pushed."""
    order = await talk.order_spoken_of()
    pushed = [one for one in await running(talk, order) if one.kind in URGES and one.due_at] if order else []
    if not pushed or pushed[-1].due_at is None:
        return False
    tell_pushed(talk, pushed[-1], pushed[-1].due_at)
    return True


async def say_no_news(talk: Talk, order: Order) -> None:
    """Say that nothing has changed since we told it, and by when our answer is due, if one is; offer a person."""
    due = [remedy.due_at for remedy in await running(talk, order) if remedy.due_at and remedy.due_at > talk.now]
    if due:
        talk.say("utter_no_news_promised", goods=talk.goods(order), by=talk.at(max(due)))
    else:
        talk.say("utter_no_news", goods=talk.goods(order))
    talk.ask(Asked.HANDOFF_OFFER, order=order)
