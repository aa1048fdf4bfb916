"""The rights on one order: what holds now, until when."""

from __future__ import annotations

from typing import Any

from actions.asking.order_choice import order_for, order_if_clear, pointing_in
from actions.deeds.pending_remedies import COMPENSATION, tell_if_noted
from actions.intents.compensation import offer_compensation
from actions.intents.logistics import tell_maybe_lost
from actions.intents.parcels import stalled
from actions.matters import price, service
from actions.memory import Asked
from actions.orders import relevance
from actions.questions.carrying_out import load_view, remember_matter, tell
from actions.talk import Handler, Talk
from careline.cases.service import claims_of
from careline.core import phrases
from careline.core.guarantees import Right, RightState, rights_of
from careline.core.orders import Guarantee, Order
from careline.core.rights import Claim, with_claims
from careline.dialogue.shown import rights_shown
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

_CHEAPER = Question.certain(Matter.PRICE, Ask.MAY_I)
_WARRANTY = Question.certain(Matter.SERVICE, Ask.WHEN)
_ALIVE = (RightState.CLAIMABLE, RightState.CLAIMED, RightState.ACTIVE, RightState.PAID)
_TOLD_AT_MOST = {False: 6, True: 2}  # on screen, aloud


async def ask_guarantee(talk: Talk) -> None:
    """Those that hold, claimable first; in the app each also as a card. 赔多少 after freight is about the freight."""
    if talk.before.topic == "ask_return_freight" and talk.heard.says("how_much"):
        await talk.answer_as("ask_return_freight")
        return
    if await _tell_of_several(talk):
        return
    order = await order_for(talk, relevance.unfinished(talk.now, talk.rules), news=False)
    if order is None or await _tell_price_if_asked(talk, order) or await _tell_warranty_if_asked(talk, order):
        return
    claims = claims_of(await talk.remedies(order))
    rights = with_claims(rights_of(order, talk.now, talk.rules), claims, order)
    if await _tell_compensation_if_asked(talk, order, rights):
        return
    alive = sorted((right for right in rights if right.state in _ALIVE), key=lambda right: _ALIVE.index(right.state))
    ended = [right for right in rights if right.state is RightState.EXPIRED and right.right in order.guarantees]
    names = [_in_words(talk, right) for right in alive] + _unjudged(talk, order, rights)
    names += [_in_words(talk, right) for right in ended if names]
    if not names:
        talk.say("utter_rights_none", goods=talk.goods(order))
        return
    told = (", " if phrases.is_english(talk.language) else "、").join(names[: _TOLD_AT_MOST[talk.spoken]])
    talk.say("utter_rights", goods=talk.goods(order), rights=told, cards=_cards(talk, order, claims))
    if any(right.state is RightState.CLAIMABLE for right in alive):
        talk.say("utter_rights_in_hall")
    await offer_compensation(talk, order)


async def _tell_of_several(talk: Talk) -> bool:
    """Tell the guarantees of two or three orders, none of them named, each by their names; False where it is another
    question."""
    fits = relevance.unfinished(talk.now, talk.rules)
    if talk.spoken or talk.chosen or not talk.heard.says("all_guarantees") or await order_if_clear(talk, fits):
        return False
    if pointing_in(talk).anywhere or talk.heard.entity("order_id"):
        return False
    several = [order for order in await talk.orders() if fits(order) > 1]
    if not 1 < len(several) <= _SEVERAL:
        return False
    for order in several:
        names = [phrases.right_name(one, talk.language) for one in sorted(order.guarantees)]
        held = [right for right in rights_of(order, talk.now, talk.rules) if right.state in _ALIVE]
        names = list(dict.fromkeys([*names, *(phrases.right_name(one.right, talk.language) for one in held)]))
        told = (", " if phrases.is_english(talk.language) else "、").join(names)
        if told:
            talk.say("utter_rights_names", goods=talk.goods(order), rights=told)
    return bool(talk.replies)


_SEVERAL = 3


async def _tell_price_if_asked(talk: Talk, order: Order) -> bool:
    """Answer 买贵了 by price protection alone, as no list of other rights helps; False where it is another question."""
    if not talk.heard.says("cheaper_now"):
        return False
    if told := price.CELLS[Ask.MAY_I](await load_view(talk, order), _CHEAPER):
        remember_matter(talk, Matter.PRICE)
        await tell(talk, order, told)
        return True
    if Guarantee.PRICE_PROTECTION in order.guarantees:
        talk.say("utter_price_protected", goods=talk.goods(order))
    else:
        talk.say("utter_price_not_protected", goods=talk.goods(order))
    talk.ask(Asked.HANDOFF_OFFER, order=order)
    return True


async def _tell_warranty_if_asked(talk: Talk, order: Order) -> bool:
    """Tell until when a fault can be returned (how long the maker stands for it only the shop knows); False where it is
    another question."""
    if not talk.heard.says("warranty") or talk.heard.says("all_guarantees"):
        return False
    if told := service.told(await load_view(talk, order), _WARRANTY):
        remember_matter(talk, Matter.SERVICE)
        await tell(talk, order, told)
    return told is not None


async def _tell_compensation_if_asked(talk: Talk, order: Order, rights: tuple[Right, ...]) -> bool:
    """Tell the sum that is owed for the late dispatch (赔不赔, 赔多少), or that a person decides; False where it is
    another question."""
    if not talk.heard.says("compensated") or talk.heard.says("all_guarantees"):
        return False
    if await tell_if_noted(talk, order, COMPENSATION) or await offer_compensation(talk, order):
        return True
    owed = next((right for right in rights if right.right is Guarantee.DISPATCH_ON_TIME and right.amount), None)
    if owed and owed.amount and owed.deadline:
        amount, due = talk.money(owed.amount), talk.at(owed.deadline)
        talk.say("utter_compensation_if_late", goods=talk.goods(order), amount=amount, due=due)
        return True
    if stalled(order, talk.now, talk.rules):
        await tell_maybe_lost(talk, order)
        return True
    talk.say("utter_compensation_by_person", goods=talk.goods(order))
    talk.ask(Asked.HANDOFF_OFFER, order=order)
    return True


def _in_words(talk: Talk, right: Right) -> str:
    """七天无理由退货（可申请，明天 14:20 前）; aloud only the name."""
    name = phrases.right_name(right.right, talk.language)
    if talk.spoken:
        return name
    state = phrases.right_state(right.state, talk.language)
    english = phrases.is_english(talk.language)
    if right.deadline is None or right.deadline <= talk.now:
        return f"{name} ({state.lower()})" if english else f"{name}（{state}）"
    until = talk.at(right.deadline)
    return f"{name} ({state.lower()}, until {until})" if english else f"{name}（{state}，{until} 前）"


def _unjudged(talk: Talk, order: Order, rights: tuple[Right, ...]) -> list[str]:
    """Promised for this order, but without rules of ours: by name only."""
    judged = {right.right for right in rights}
    return [phrases.right_name(name, talk.language) for name in sorted(order.guarantees - judged)]


def _cards(talk: Talk, order: Order, claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    shown = rights_shown(order, claims, talk.now, language=talk.language, rules=talk.rules)
    kept = ("right", "name", "state", "clause", "deadline", "whose", "amount")
    rows = [right.model_dump(mode="json", include=set(kept)) for right in shown if right.state in _ALIVE]
    return [{"kind": "right", "order_id": order.order_id, **row} for row in rows]


ANSWERS = {"ask_guarantee": Handler(ask_guarantee, topic=True)}
