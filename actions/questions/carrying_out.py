"""What a matter has answered is said, offered, done and remembered; and all that it may know is loaded."""

from __future__ import annotations

from dataclasses import replace

from actions.asking.choices import WAY_OF_MATTER, Choices
from actions.asking.offer_reply import offered_matter, spoken_of
from actions.asking.open_question import COSTS_NOTHING, our_question
from actions.deeds.registering import register
from actions.deeds.some_items import items_named, parts_meant
from actions.deeds.urging import urge, urge_for, urge_wished
from actions.matters.answer import Answer, Do, Say
from actions.matters.registry import ABOUT, DEEDS, INTENT_OF, OF_INTENT, those
from actions.matters.view import View
from actions.memory import Asked
from actions.talk import Reply, Run, Talk
from careline.cases.service import claims_of
from careline.core.guarantees import rights_of
from careline.core.orders import Order
from careline.core.remedies import RemedyKind
from careline.core.rights import with_claims
from understanding.bars import CLEAR
from understanding.context import Question
from understanding.taxonomy import Matter

_LEFT_OPEN = those(lambda one: not one.wish and not (one.matter and one.wants_words))
"""Offers of ours that a question in between leaves open; other questions are asked again (actions/turn/turn.py)."""
_REMEMBERED = 3


def acts(found: Answer) -> bool:
    """Whether more than words follow."""
    return bool(found.push or found.do or found.urge or found.then in {"withdraw", "affirm"})


def remember_matter(talk: Talk, matter: Matter) -> None:
    """Note that this matter was just spoken of."""
    if matter is Matter.OTHER:
        return  # chit-chat on the way: what was spoken of before it goes on
    before = (one for one in talk.memory.matters if one is not matter)
    talk.remember(matters=(matter, *before)[:_REMEMBERED])


def remember_intent(talk: Talk, intent: str) -> None:
    """Note what was spoken of, where the action of an intent has answered, or a yes or no to our own question."""
    ours, topic = our_question(talk.before.asked), talk.memory.topic
    asked_of = ours.matter if ours else None
    if intent in OF_INTENT:
        remember_matter(talk, OF_INTENT[intent])
    elif (
        topic is not None and topic in OF_INTENT and topic != talk.before.topic
    ):  # as on a call, which says why we call
        remember_matter(talk, OF_INTENT[topic])
    elif intent == "affirm" and asked_of:
        remember_matter(talk, asked_of)
    elif intent == "deny" and asked_of:
        left = (one for one in talk.memory.matters if one is not asked_of)
        talk.remember(matters=tuple(left))  # what is not wanted is spoken of no more


async def load_view(talk: Talk, order: Order) -> View:
    """What is known of this order now, and what the present words say of it."""
    remedies = await talk.remedies(order)
    rules = talk.rules_for(order)
    rights = with_claims(rights_of(order, talk.now, talk.rules), claims_of(remedies), order)
    ours = talk.before.order_id in {None, order.order_id}
    return View(
        order=order, customer=talk.customer, now=talk.now, rules=rules, rights=rights, remedies=remedies,
        language=talk.language, spoken=talk.spoken, said=talk.heard.said, items=parts_meant(talk, order),
        named=items_named(order, talk.heard.said, any_name=True), offered=talk.before.asked if ours else None,
        kept=talk.before.wish.kept if ours else {}, spoken_of=tuple(spoken_of(talk.before)) if ours else (),
        queued=talk.in_queue, hours=talk.hours,
    )  # fmt: skip


async def carry_out(talk: Talk, order: Order, question: Question, found: Answer) -> None:
    """Say, push, do and offer what the answer holds, and note what it was about."""
    talk.intent = INTENT_OF.get(question.matter, talk.intent)
    talk.remember(order_id=order.order_id, topic=INTENT_OF.get(question.matter, talk.before.topic))
    if _leaves_open(talk, order, question, found):
        talk.keep_question()
        talk.remember(asides=talk.before.asides + 1)
    if question.named or question.sure >= CLEAR:  # one that was only guessed leads no later question astray
        remember_matter(talk, question.matter)
    await _speak(talk, order, found)
    if found.urge:
        await urge_for(talk, order, found.urge)
    if found.push and ABOUT[question.matter].of_money:
        await urge(talk, order, RemedyKind.URGE_MERCHANT)
    elif found.push:
        await urge_wished(talk, order)
    if found.do:
        await do_now(talk, order, found.do)
    if found.then:
        talk.chosen, talk.made_anew = order, found.offer is not None
        await talk.answer_as(found.then)
    if found.offer:
        talk.propose(items=found.offer.items, **found.offer.keep)
        talk.ask(found.offer.asked, order=order)
        talk.offered_by = found.says[-1].response if found.says else None


async def _speak(talk: Talk, order: Order, found: Answer) -> None:
    """Say the sentences; before them which order they are about, where they do not name it and it is another one."""
    named = any("goods" in one.values for one in found.says)
    other = talk.before.order_id != order.order_id and len(await talk.orders()) > 1
    if found.says and not named and (other or talk.heard.entity("order_id")):
        talk.say("utter_about_order", goods=talk.goods(order))
    for one in found.says:
        talk.add(as_reply(one))


_FOR_FAULTS, _FAULTS = frozenset({Matter.REFUND, Matter.RESEND}), frozenset({Matter.DAMAGE, Matter.MISSING})
"""What we offer for what came broken or not at all; a question about that leaves the offer open."""


def _leaves_open(talk: Talk, order: Order, question: Question, found: Answer) -> bool:
    """Whether our question waits on: the answer does nothing, and is about the order that a yes would be for."""
    asked, same_order = talk.before.asked, talk.before.order_id in {None, order.order_id}
    about = offered_matter(talk.before)
    way = WAY_OF_MATTER.get(question.matter)  # how long would a new one take: one of those to choose from
    of_choices = way is not None and way in {one.way for one in Choices.remembered(talk.before).presses}
    aside = (
        asked in _LEFT_OPEN
        or about is question.matter
        or of_choices
        or (about in _FOR_FAULTS and question.matter in _FAULTS)
    )
    moves = found.push or (found.urge and asked not in COSTS_NOTHING)
    return aside and same_order and not (found.then or moves or found.do)


async def do_deed(talk: Talk) -> None:
    """Do the declared deed that our question was about, for its order, after a yes."""
    wish = talk.before.wish
    deed = DEEDS.get(wish.deed)
    order = await talk.order_spoken_of()
    if deed is None or order is None:
        talk.say("utter_which_order_else")
        return
    remember_matter(talk, deed.matter)
    if deed.matter is Matter.EXCHANGE and not talk.whole.is_empty:
        talk.heard = replace(talk.heard, said=talk.whole)  # 可以 不过要39码: what follows the yes says which one
    await do_now(talk, order, Do(deed=deed, kept={name: value for name, value in wish.kept.items() if name != "deed"}))


async def do_now(talk: Talk, order: Order, what: Do) -> None:
    """Register a declared deed, or say why not; then tell what was registered."""
    view = await load_view(talk, order)
    refused = what.deed.refused(view, what.kept)
    if refused:
        says = refused
    else:
        wished = what.deed.wished(view, what.kept)
        remember_matter(talk, what.deed.matter)
        remedy = await register(
            talk, order, what.deed.kind, items=wished.items, amount=wished.amount, right=wished.right,
            details=wished.details, waits_for=wished.waits_for, about=wished.about,
        )  # fmt: skip
        says = what.deed.told(await load_view(talk, order), remedy)
    for one in says:
        talk.add(as_reply(one))


async def tell(talk: Talk, order: Order, told: Answer) -> None:
    """Say what a matter answers where no question was read from it: its sentences, its deed, and what it offers."""
    for one in told.says:
        talk.add(as_reply(one))
    if told.do:
        await do_now(talk, order, told.do)
    if told.offer:
        talk.propose(items=told.offer.items, **told.offer.keep)
        talk.ask(told.offer.asked, order=order)
    talk.remember(order_id=order.order_id)


def as_reply(one: Say) -> Reply:
    """A matter's sentence as the turn keeps it."""
    buttons, cards = tuple(dict(button) for button in one.buttons), tuple(dict(card) for card in one.cards)
    return Reply(response=one.response, values=one.values, buttons=buttons, cards=cards)


YES: dict[Asked, Run] = {Asked.CONFIRM_DEED: do_deed}
