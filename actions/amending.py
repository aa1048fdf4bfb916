"""Correcting what was just asked for: one of the two only, both of them, the hat as well.

A person at a desk changes the request and reads it back. So do we, where the shop has not heard of it yet; what it
has, a colleague has it change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from actions import agreed
from actions.carrying_out import load_view, tell
from actions.deeds import goods_of, just_now
from actions.matters.answer import answer, say
from actions.matters.enquiries import ask_person
from actions.matters.refund import ASK_SHOP
from actions.memory import Asked
from actions.open_question import WISHES_FOR_GOODS
from actions.overtaken import overtaken
from actions.rights import TOLD_REASON
from actions.talk import Run, Talk
from careline.cases.service import Remedy, take_back_unsent
from careline.core.orders import Order, Quantities
from careline.core.paid import all_items, money_back_for
from careline.core.remedies import RemedyKind
from understanding.deeds import Deed
from understanding.item_words import Goods
from understanding.taxonomy import Ask

_ANEW: Mapping[RemedyKind, Run] = {
    RemedyKind.CANCEL: agreed.cancel,
    RemedyKind.REFUND: agreed.refund,
    RemedyKind.RETURN: agreed.send_back,
    RemedyKind.RESEND: agreed.resend,
}
_VERBS = {
    RemedyKind.CANCEL: Deed.CANCEL,
    RemedyKind.REFUND: Deed.REFUND,
    RemedyKind.RETURN: Deed.RETURN,
    RemedyKind.RESEND: Deed.RESEND,
}
_AS_KEPT = {told: kept for kept, told in TOLD_REASON.items()}
_OPEN = frozenset(
    {Asked.CONFIRM_CANCEL, Asked.CONFIRM_REFUND, Asked.CONFIRM_RETURN, Asked.CONFIRM_RESEND, Asked.CONFIRM_DEED}
)
"""What is corrected while one of these is open is our question (actions/offer_reply.py)."""
_OTHER_QUESTIONS = frozenset({Ask.HOW_MUCH, Ask.WHEN, Ask.WHY, Ask.WHO, Ask.WHERE_TO, Ask.WHAT_IF, Ask.STATUS, Ask.HOW})


async def amends(talk: Talk) -> bool:
    """Whether the words correct what runs for the order spoken of; then it is changed, and told."""
    if talk.spoken or not talk.heard.said.may_amend or talk.before.asked in _OPEN or _asks_something_else(talk):
        return False
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    earlier = await _corrected(talk, order) if order else None
    if order is None or earlier is None:
        return False
    said = talk.heard.said
    if said.taken_back is not None or said.refuses(_VERBS[earlier.kind]) or _wishes_another_deed(talk, earlier.kind):
        return False
    pieces = said.amended_pieces(
        [Goods(item.sku, (item.title, item.variant), item.quantity) for item in order.items],
        dict(earlier.items or all_items(order)),
    )
    if pieces is None:
        return False
    await _change(talk, order, earlier, pieces)
    return True


def _asks_something_else(talk: Talk) -> bool:
    """What would two of them be; not: can you make it two."""
    heard = talk.heard
    likeliest = max(heard.asks, key=lambda name: heard.asks[name], default=None)
    return heard.said.asks_of_us and (likeliest is None or Ask(likeliest) in _OTHER_QUESTIONS)


async def _corrected(talk: Talk, order: Order) -> Remedy | None:
    """What is under way for goods of this order. What this very turn has put in its place does not count: answered
    twice, a turn says the same twice."""
    found = [one for one in await talk.remedies(order) if one.kind in _ANEW and not overtaken(order, one)]
    again = any(just_now(talk, one) for one in found)
    return next((one for one in reversed(found) if not just_now(talk, one) and (one.open or again)), None)


def _wishes_another_deed(talk: Talk, kind: RemedyKind) -> bool:
    """Both broken, send me new ones: no correction of the refund. Words for the money mean any of its three kinds."""
    heard = talk.heard
    if kind is RemedyKind.RESEND:
        return heard.said.gives_back
    return heard.says("new_one_wished", "again_wished") or heard.intent in WISHES_FOR_GOODS


async def _change(talk: Talk, order: Order, earlier: Remedy, pieces: Quantities) -> None:
    talk.remember(order_id=order.order_id, parts=json.dumps([order.order_id, pieces]))
    if await take_back_unsent(talk.tx, earlier.remedy_id, talk.now, who="consumer"):
        told = str(earlier.details.get("reason") or "")
        reason = {"reason": _AS_KEPT.get(told, told)} if told else {}
        talk.before = replace(talk.before, wish=json.dumps({"items": pieces, **reason}))
        talk.say("utter_amended", goods=goods_of(talk, order, pieces))
        await _ANEW[earlier.kind](talk)
        return
    view = await load_view(talk, order)
    goods = goods_of(talk, order, pieces)
    if earlier.kind is RemedyKind.RESEND:
        at_shop = say("utter_amended_at_shop", goods=goods)
    else:
        amount = talk.money(money_back_for(order, pieces))
        at_shop = say("utter_amended_sum_at_shop", goods=goods, amount=amount)
    await tell(talk, order, answer(at_shop, do=ask_person(view, ASK_SHOP)))
