"""Correcting what was just asked for: one of the two only, both of them, the hat as well; what a courier was told.

A person at a desk changes the request and reads it back. So do we, where the shop has not heard of it yet; what it
has, a colleague has it change. A courier gets one corrected note, which says so where they have the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from actions.deeds.overtaken import overtaken
from actions.deeds.registering import goods_of, just_now
from actions.deeds.rights import TOLD_REASON
from actions.deeds.some_items import goods_in
from actions.intents import agreed
from actions.matters.about import GIVEN_BACK
from actions.matters.answer import answer, say
from actions.matters.courier_notes import counts, is_note, note_of
from actions.matters.delivery.telling import in_place_of, tell_refused
from actions.matters.enquiries import ask_person
from actions.matters.merchant import tell_shop
from actions.matters.refund.deeds import ASK_SHOP
from actions.matters.view import View
from actions.memory import Asked
from actions.questions.carrying_out import load_view, remember_matter, tell
from actions.remembered import PartsSpokenOf, Proposal
from actions.talk import Run, Talk
from careline.cases.service import Remedy, take_back_unsent
from careline.core.orders import Order, Quantities
from careline.core.paid import all_items, money_back_for
from careline.core.remedies import IN_PLACE_OF, RemedyKind
from understanding.deeds import Verb
from understanding.details.delivery import WISHES
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

_ANEW: Mapping[RemedyKind, Run] = {
    RemedyKind.CANCEL: agreed.cancel,
    RemedyKind.REFUND: agreed.refund,
    RemedyKind.RETURN: agreed.send_back,
    RemedyKind.RESEND: agreed.resend,
}
_VERBS = {
    RemedyKind.CANCEL: Verb.CANCEL,
    RemedyKind.REFUND: Verb.REFUND,
    RemedyKind.RETURN: Verb.RETURN,
    RemedyKind.RESEND: Verb.RESEND,
}
_AS_KEPT = {told: kept for kept, told in TOLD_REASON.items()}
_OPEN = frozenset(
    {Asked.CONFIRM_CANCEL, Asked.CONFIRM_REFUND, Asked.CONFIRM_RETURN, Asked.CONFIRM_RESEND, Asked.CONFIRM_DEED}
)
"""What is corrected while one of these is open is our question (actions/asking/offer_reply.py)."""
_OF_GOODS = GIVEN_BACK | {Matter.RESEND, Matter.EXCHANGE, Matter.DAMAGE, Matter.MISSING}
_OTHER_QUESTIONS = frozenset({Ask.HOW_MUCH, Ask.WHEN, Ask.WHY, Ask.WHO, Ask.WHERE_TO, Ask.WHAT_IF, Ask.STATUS, Ask.HOW})


async def amend_if_corrected(talk: Talk) -> bool:
    """Change what runs for the order spoken of, and tell it; False where the words correct nothing."""
    return await _amend_note_if_corrected(talk) or await _amend_goods_if_corrected(talk)


async def _amend_goods_if_corrected(talk: Talk) -> bool:
    """Have it changed to other pieces, or another sum; False where the words correct neither."""
    if not _may_amend(talk) or _asks_something_else(talk):
        return False
    order = await talk.order_spoken_of()
    earlier = await _corrected(talk, order) if order else None
    if order is None or earlier is None:
        return False
    said = talk.heard.said
    if said.taken_back is not None or said.refuses(_VERBS[earlier.kind]) or _wishes_another_deed(talk, earlier.kind):
        return False
    pieces = said.amended_pieces(goods_in(order), dict(earlier.items or all_items(order)))
    pieces = pieces or _pieces_of_sum(order, earlier, said)
    if pieces is not None:
        await change(talk, order, earlier, pieces)
        return True
    if not said.says("corrects_self") or said.prices or said.gives_back or _is_of_something_else(talk):
        return False  # scratch that, give me the 58 instead: another deed
    await tell(talk, order, answer(do=tell_shop()))  # four screws are missing, not eight: in their own words
    return True


def _is_of_something_else(talk: Talk) -> bool:
    """A wrong digit in the address or the title of an invoice is corrected there."""
    likeliest = max(talk.heard.matters, key=lambda name: talk.heard.matters[name], default=None)
    return likeliest is None or Matter(likeliest) not in _OF_GOODS


def _may_amend(talk: Talk) -> bool:
    """Whether it is worth looking at what runs, which costs a statement."""
    said = talk.heard.said
    corrects = said.may_amend or said.says("corrects_self") or (bool(said.prices) and said.gives_back)
    return corrects and not talk.spoken and talk.before.asked not in _OPEN


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
    return heard.says("new_one_wished", "again_wished") or heard.intent == "request_exchange"


def _pieces_of_sum(order: Order, earlier: Remedy, said: Reading) -> Quantities | None:
    """So many pieces, or the whole order, as give back the very sum that is named: 先把1076退我."""
    running = earlier.items or all_items(order)
    sorts = {sku for sku, _ in running}
    several = [((item.sku, n),) for item in order.items if {item.sku} == sorts for n in range(1, item.quantity + 1)]
    named = [
        one for one in (*several, all_items(order)) if Decimal(money_back_for(order, one).decimal()) in said.prices
    ]
    found = {tuple(sorted(one)) for one in named} - {tuple(sorted(running))}
    return found.pop() if len(found) == 1 and said.gives_back else None


async def _amend_note_if_corrected(talk: Talk) -> bool:
    """Tell the courier anew (the door is 302, Thursday then); False where the words correct no note of ours."""
    said = talk.heard.said
    if talk.spoken or talk.before.asked in _OPEN or not said.may_correct_note:
        return False
    order = await talk.order_spoken_of()
    earlier = await _note_corrected(talk, order) if order else None
    if order is None or earlier is None:
        return False
    view = await load_view(talk, order)
    note = said.amended_note(note_of(earlier)) or _told_anew(view)
    if not note or tell_refused(view, {}):
        return False
    await tell(talk, order, answer(do=in_place_of(earlier, note)))
    remember_matter(talk, Matter.DELIVERY)
    return True


async def _note_corrected(talk: Talk, order: Order) -> Remedy | None:
    """The latest note to the courier that counts; answered twice, a turn finds the one that it has replaced."""
    notes = [one for one in await talk.remedies(order) if is_note(one)]
    mine = {one.details.get(IN_PLACE_OF) for one in notes if just_now(talk, one)}
    found = (one for one in reversed(notes) if not just_now(talk, one))
    return next((one for one in found if counts(one) or str(one.remedy_id) in mine), None)


def _told_anew(view: View) -> str:
    """The whole note once more, where they say that it was wrong and what the courier is to do: 说错了，放门卫."""
    said = view.said
    wished = said.says_it_was_wrong and view.says(*WISHES) and not said.asks
    return said.told_anew.courier_note if wished else ""


async def change(talk: Talk, order: Order, earlier: Remedy, pieces: Quantities) -> None:
    """Have what runs for these goods run for `pieces` of them; where the shop has it already, a colleague has it
    change."""
    talk.remember(order_id=order.order_id, parts=PartsSpokenOf(order.order_id, pieces))
    if earlier.kind in _ANEW and await take_back_unsent(talk.tx, earlier.remedy_id, order, talk.now, who="consumer"):
        told = str(earlier.details.get("reason") or "")
        reason = {"reason": _AS_KEPT.get(told, told)} if told else {}
        wish = Proposal.of(items=pieces, **reason)
        talk.take_as_agreed(order, wish)
        talk.chosen = order
        talk.say("utter_amended", goods=goods_of(talk, order, pieces))
        await _ANEW[earlier.kind](talk)
        return
    view = await load_view(talk, order)
    goods = goods_of(talk, order, pieces)
    if earlier.kind in {RemedyKind.RESEND, RemedyKind.EXCHANGE}:
        at_shop = say("utter_amended_at_shop", goods=goods)
    else:
        amount = talk.money(money_back_for(order, pieces))
        at_shop = say("utter_amended_sum_at_shop", goods=goods, amount=amount)
    await tell(talk, order, answer(at_shop, do=ask_person(view, ASK_SHOP)))
