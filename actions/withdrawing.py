"""Taking back what was asked for: 撤回, 不退了, undo. Heard by its words where something is under way."""

from __future__ import annotations

from datetime import timedelta

from actions.conditions import condition_pressed
from actions.deeds import called, goods_of
from actions.matters.registry import DEEDS, QUESTIONS
from actions.memory import Asked
from actions.offer_reply import spoken_of
from actions.order_choice import ask_which
from actions.pending_remedies import tell_refused
from actions.talk import Answer, Talk
from careline.cases.service import Remedy, TooLateError, remedies_of_customer, take_back
from careline.core.orders import Order
from careline.core.remedies import MONEY_BACK, URGES, RemedyKind, RemedyState, Withdrawal
from understanding.reading import Reading
from understanding.taxonomy import Matter

_JUST_NOW = timedelta(minutes=15)
_KINDS = {one.verbs: one.kinds for one in QUESTIONS.values() if one.verbs and one.kinds}


def kinds_taken_back(said: Reading) -> frozenset[RemedyKind] | None:
    """Which kinds these words take back; an empty set: whatever is under way; None: they take nothing back. Pure."""
    deeds = said.taken_back
    return None if deeds is None else frozenset().union(*(_KINDS[deed] for deed in deeds))


async def takes_back(talk: Talk) -> bool:
    """Whether these words take back something that is under way."""
    kinds = kinds_taken_back(talk.heard.said)
    if kinds is None and talk.heard.said.keeps_the_goods:
        kinds = MONEY_BACK
    if kinds is None and await _calls_off_complaint(talk):
        return True
    if kinds is None or talk.heard.said.undoes_nothing:
        return False
    if _meant(await _under_way(talk), kinds, talk.before.order_id):
        return True
    return talk.heard.said.only_takes_back  # else they hear that there is nothing to take back


async def _calls_off_complaint(talk: Talk) -> bool:
    """Whether 算了不用 gives up the complaint that was registered just before, while nothing else is asked."""
    said = talk.heard.said
    nearest = next(iter(spoken_of(talk.before)), None)
    if talk.before.asked in set(Asked) or nearest is not Matter.MERCHANT or talk.in_queue:
        return False
    if not said.says("never_mind"):
        return False
    last = next((one for one in reversed(await _under_way(talk)) if one.kind not in URGES), None)
    just = last is not None and talk.now - last.requested_at <= _JUST_NOW
    return just and last is not None and last.kind is RemedyKind.COMPLAINT and not _is_enquiry(last)


async def undoes_nothing_yet(talk: Talk) -> bool:
    """Whether a bare 撤回, "undo that" is a no to our question, as nothing that could be taken back is under way."""
    said = talk.heard.said
    bare = said.taken_back == frozenset() and not said.undoes_nothing
    return bare and not [one for one in await _under_way(talk) if one.kind not in URGES]


async def withdraw(talk: Talk) -> None:
    """The one that the button or the words mean, of the order spoken of first."""
    orders = {order.order_id: order for order in await talk.orders()}
    pressed = talk.heard.entity("remedy_id")
    if pressed and await condition_pressed(talk, pressed):
        return
    if pressed:
        every = await remedies_of_customer(talk.tx, talk.customer.customer_id, open_only=False)
        found = [one for one in every if str(one.remedy_id) == pressed and one.order_id in orders]
    else:
        focus = talk.chosen.order_id if talk.chosen else talk.before.order_id
        found = _meant(await _under_way(talk), kinds_taken_back(talk.heard.said) or frozenset(), focus)
    mine = [orders[one.order_id] for one in found if one.order_id in orders]
    if not mine:
        talk.say("utter_nothing_to_withdraw")
    elif len({order.order_id for order in mine}) > 1:
        ask_which(talk, list({order.order_id: order for order in mine}.values()))
    else:
        talk.remember(order_id=mine[-1].order_id)
        await _take_back(talk, mine[-1], found[-1])


async def _under_way(talk: Talk) -> list[Remedy]:
    return [one for one in await talk.under_way() if one.kind is not RemedyKind.WITHDRAW]


def _meant(open_ones: list[Remedy], kinds: frozenset[RemedyKind], focus: str | None) -> list[Remedy]:
    """Of the order spoken of, where it has any; what was merely pushed only if there is nothing else."""
    fits = [one for one in open_ones if not kinds or one.kind in kinds]
    deeds = [one for one in fits if one.kind not in URGES] or fits
    here = [one for one in deeds if one.order_id == focus]
    return here or deeds


async def _take_back(talk: Talk, order: Order, remedy: Remedy) -> None:
    goods, what = goods_of(talk, order, remedy.items), called(talk, remedy.kind)
    try:
        how, after = await take_back(
            talk.tx, remedy.remedy_id, order, talk.now, talk.rules, who="consumer",
            channel=talk.conversation.channel, conversation_id=talk.conversation.conversation_id,
            asked_in=str(talk.turn_id),
        )  # fmt: skip
    except TooLateError:
        _tell_over(talk, order, remedy, goods, what)
        return
    if how is Withdrawal.AT_ONCE and _is_enquiry(remedy):
        talk.say("utter_enquiry_withdrawn")
    elif how is Withdrawal.AT_ONCE:
        talk.say("utter_withdrawn", goods=goods, what=what)
    else:
        talk.say("utter_withdraw_asked", goods=goods, what=what, by=talk.at(after.due_at or talk.now))


def _is_enquiry(remedy: Remedy) -> bool:
    """Whether a person finds something out for them, which is no complaint."""
    return remedy.kind is RemedyKind.COMPLAINT and remedy.details.get("about") in DEEDS


def _tell_over(talk: Talk, order: Order, remedy: Remedy, goods: str, what: str) -> None:
    if remedy.state is RemedyState.WITHDRAWN:
        talk.say("utter_withdrawn", goods=goods, what=what)
    elif remedy.state is RemedyState.REFUSED:
        tell_refused(talk, order, remedy)
    else:
        talk.say("utter_withdraw_too_late", goods=goods, what=what)


ANSWERS = {"withdraw": Answer(withdraw, topic=True)}
