"""A question answered from its matter: what it is about is completed from what was spoken of, and the matter decides.

What no matter answers is left to the action of its intent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions import ranks
from actions.choosing import order_if_clear, pointing_in
from actions.deeds import register
from actions.leading import agrees
from actions.matters.answer import Answer, Do, Say
from actions.matters.registry import DEEDS, INTENT_OF, MATTERS, OF_INTENT, OF_QUESTION
from actions.matters.service import SHOP_QUESTION
from actions.matters.view import View
from actions.memory import Asked, Memory
from actions.pieces import keep, kept, parts_meant
from actions.reference import Rank, has_number, points_anywhere
from actions.talk import Heard, Reply, Talk
from actions.urging import urge, urge_for, urge_wished
from actions.words import asks_for_all
from careline.cases.service import claims_of, remedies_of
from careline.core.guarantees import rights_of
from careline.core.orders import Order, OrderStatus
from careline.core.remedies import URGES, RemedyKind, may_cancel
from careline.core.rights import with_claims
from understanding.context import Question, candidates, completed
from understanding.details import details_in
from understanding.replies import plain_yes
from understanding.taxonomy import Ask, Matter

#: Words in answer to us, and what is no question about an order: the present actions know what they mean.
_NOT_ASKED = frozenset(
    {"affirm", "deny", "acknowledge", "choose_order", "withdraw", "request_human", "greet", "goodbye", "thank",
     "opt_out", "wrong_person", "request_callback", "ask_who_calls", "ask_repeat", "ask_language", "open_call",
     "silence", "press_key", "case_settled", "rate_case"}
)  # fmt: skip
_LEFT_OPEN = frozenset(
    {Asked.CONFIRM_COMPENSATION, Asked.CONFIRM_FREIGHT, Asked.CONFIRM_RESEND, Asked.CONFIRM_URGE, Asked.HANDOFF_OFFER,
     Asked.CONFIRM_DEED}
)  # fmt: skip
"""Offers of ours that a question in between leaves open; other questions are asked again (actions/several.py)."""
_COURTESIES = frozenset({"affirm", "deny", "acknowledge", "thank"})
_SAID_ALONE = frozenset({Ask.CONFIRM, Ask.DENY, Ask.THANK, Ask.COMPLAIN})
_LOST = frozenset({"nlu_fallback", "out_of_scope"})
_TOLD_WHOLE = frozenset(
    {Ask.STATUS, Ask.WHY, Ask.REPORT, Ask.COMPLAIN, Ask.WHAT_NEXT, Ask.DO_IT, Ask.WHEN, Ask.HOW_LONG_OVERDUE}
)
_OPENED_BY: Mapping[Matter, tuple[str, frozenset[Ask]]] = {
    Matter.DISPATCH: ("ask_dispatch", _TOLD_WHOLE),
    Matter.DELIVERY: ("track_shipment", _TOLD_WHOLE - {Ask.DO_IT}),
    Matter.MISSING: ("report_not_received", _TOLD_WHOLE - {Ask.DO_IT, Ask.WHEN}),
    Matter.REFUND: ("ask_refund_status", _TOLD_WHOLE - {Ask.DO_IT}),
    Matter.RETURN_FREIGHT: ("ask_return_freight", frozenset({Ask.STATUS, Ask.WHY, Ask.REPORT, Ask.COMPLAIN})),
    Matter.MERCHANT: ("complain_merchant", frozenset({Ask.STATUS, Ask.REPORT, Ask.COMPLAIN})),
}
"""Which action tells the whole story of an order where one of these asks opens the subject."""
_SURE, _ASK_SURE = 0.4, 0.3
_SURE_OF_ANOTHER = 0.6
_OF_SOMETHING_NOTED = frozenset({Ask.UNDO, Ask.CHANGE})
_WISH_HEARD, _AGAINST_A_WISH = 0.75, 0.6
_SENT_BACK = frozenset({Matter.RETURN, Matter.RETURN_FREIGHT, Matter.EXCHANGE, Matter.REFUND})
"""Matters in which a courier's number that is none of ours is that of the parcel that they sent back."""
_LIKE_A_WISH = frozenset({Ask.DO_IT, Ask.NOT_ALL, Ask.MAY_I, Ask.WHAT_IF, Ask.HOW, Ask.HOW_MUCH, Ask.CONFIRM})
_WISHES = frozenset({"request_refund", "cancel_order", "request_return", "request_exchange"})
_MONEY_MATTERS = frozenset(
    {Matter.REFUND, Matter.RETURN, Matter.CANCEL, Matter.RETURN_FREIGHT, Matter.PRICE, Matter.INVOICE, Matter.PAYMENT,
     Matter.COMPENSATION, Matter.SHIPPING_FEE}
)  # fmt: skip
"""Of these it is the shop that has to move, wherever the parcels are."""
_NAME_THEIRS = frozenset(
    {"ask_dispatch_time", "ask_invoice", "ask_return_freight", "ask_shipping_fee", "complain_merchant"}
)
_INTENT_SURE, _BY_INTENT = 0.9, 0.6
_NOT_OURS = 0.75
"""From here on words that the model takes for out of scope are nobody's question."""
_OVER_COURTESY = 0.5
_ASKED_FOR_A_PERSON = 0.95
"""From here on a wish for a person was heard by rule, or is as good as sure."""
_REMEMBERED = 3
_REMEMBERED_FROM = 0.5
"""A matter that was only guessed leads no later question astray."""


async def answered_from_matter(talk: Talk, meant: str) -> bool:
    """Answer the question in `talk.heard` from its matter; False where the action of the intent `meant` answers it."""
    if talk.chosen or not talk.identified:
        return False
    found = candidates(_matters(talk.heard), talk.heard.asks, spoken_of(talk.before))
    for question in found:
        if await _answered(talk, question, meant):
            return True
    return meant in _LOST and await _question_offered(talk, found)


async def _question_offered(talk: Talk, found: Sequence[Question]) -> bool:
    """What nobody here knows of an order spoken of is asked of the shop, if they like; chit-chat is not."""
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    sure = talk.heard.confidence >= _NOT_OURS and talk.heard.intent == "out_of_scope"
    ours = found and not sure and (found[0].matter is not Matter.OTHER or found[0].sure < _NOT_OURS)
    if order is None or not ours or talk.in_queue or talk.spoken or talk.before.fallback_count:
        return False
    view = await load_view(talk, order)
    by = view.answer_by(view.rules.remedies.answer_within)
    talk.say("utter_offer_question", shop=view.shop, by=view.at(by))
    keep(talk, deed=SHOP_QUESTION.name, text=talk.heard.text)
    talk.ask(Asked.CONFIRM_DEED, order=order)
    talk.remember(fallback_count=1.0)
    return True


def _matters(heard: Heard) -> Mapping[str, float]:
    """How likely each matter is; an intent whose words always name theirs counts too."""
    by_intent = OF_INTENT.get(heard.intent)
    if by_intent is None or heard.intent not in _NAME_THEIRS or heard.confidence < _INTENT_SURE or not heard.matters:
        return heard.matters
    fused = {name: (1 - _BY_INTENT) * share for name, share in heard.matters.items()}
    return fused | {by_intent.value: fused.get(by_intent.value, 0.0) + _BY_INTENT * heard.confidence}


async def _answered(talk: Talk, question: Question, meant: str) -> bool:
    cell = MATTERS.get(question.matter, {}).get(question.ask)
    if cell is None or not _is_for_a_matter(talk, question, meant) or _goes_on(talk, meant):
        return False
    order = await _order(talk, question)
    if order is None or await _fits_another(talk, order, question):
        return False
    if opener := _opened_by(talk, order, question, meant):
        talk.chosen = order
        await talk.answer_as(opener)
        remember_intent(talk, opener)
        return True
    view = await load_view(talk, order)
    if (
        question.ask in _OF_SOMETHING_NOTED
        and meant in _WISHES
        and not any(one.open and one.kind not in URGES for one in view.remedies)
    ):
        return False  # there is nothing to take back or to change: it is the wish itself
    found = cell(view, question)
    if found is None:
        return False
    await _carry_out(talk, order, question, found)
    talk.from_matter = found.then is None
    return True


async def answered_beside(talk: Talk, question: Heard) -> bool:
    """Answer a further question of the message, while one of ours is open, where that asks and does nothing itself."""
    heard, asked = talk.heard, talk.memory
    talk.heard = question
    if points_anywhere(await talk.orders(), pointing_in(talk)):  # maybe at another order
        talk.heard = heard
        return False
    found = completed(question.matters, question.asks, spoken_of(asked))
    order = next((one for one in await talk.orders() if one.order_id == asked.order_id), None)
    cell = MATTERS.get(found.matter, {}).get(found.ask) if found else None
    told = cell(await load_view(talk, order), found) if cell and found and order else None
    talk.heard = heard
    if told is None or told.urge or told.push or told.do or told.then or told.offer or not told.says:
        return False
    last = talk.replies.pop() if talk.replies else None  # our own question stays the last thing said
    for one in told.says:
        talk.add(as_reply(one))
    if last:
        talk.replies.append(last)
    return True


def _is_for_a_matter(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the guesses are sure enough, and the words are none that something else hears better."""
    heard, sure = talk.heard, question.named and question.sure >= _SURE_OF_ANOTHER
    if meant in _COURTESIES and talk.before.asked is None:
        return question.ask not in _SAID_ALONE and question.ask_sure >= _OVER_COURTESY
    if meant in _NOT_ASKED:
        unsure_person = meant == "request_human" and heard.confidence < _ASKED_FOR_A_PERSON
        return unsure_person and sure and question.matter is not Matter.PERSON and not _is_weak(question)
    wish = meant in _WISHES and heard.confidence >= _WISH_HEARD and question.ask not in _LIKE_A_WISH
    heard_better = (
        (wish and question.ask_sure < _AGAINST_A_WISH)
        or (meant in _LOST and (talk.before.fallback_count or (question.matter is Matter.PERSON and not sure)))
        or (meant == "out_of_scope" and heard.confidence >= _NOT_OURS)
        or (meant == "ask_guarantee" and asks_for_all(heard.text))
    )
    return not heard_better and not _is_weak(question)


def _goes_on(talk: Talk, meant: str) -> bool:
    """Whether the words go on with what we have asked for: the new address, the variant."""
    return (talk.before.asked in {Asked.NEW_ADDRESS, Asked.CONFIRM_ADDRESS} and meant == "change_address") or (
        talk.before.asked in {Asked.EXCHANGE_ITEM, Asked.EXCHANGE_VARIANT} and meant == "request_exchange"
    )


async def _fits_another(talk: Talk, order: Order, question: Question) -> bool:
    """Whether what is wished for can only be done with another of their orders: cancel that one."""
    if question.matter is Matter.CANCEL and not may_cancel(order):
        return any(may_cancel(one) for one in await talk.orders())
    waits = order.status is OrderStatus.PAID or bool(order.not_dispatched())
    if question.matter is Matter.DISPATCH and not waits:
        return any(one.status is OrderStatus.PAID for one in await talk.orders())
    return False


def _is_weak(question: Question) -> bool:
    return question.sure < _SURE or question.ask_sure < _ASK_SURE


def _opened_by(talk: Talk, order: Order, question: Question, meant: str) -> str | None:
    """The action that tells all of an order's story, where the question opens it; None where a cell answers."""
    if order.order_id == talk.before.order_id:
        return None
    intent, asks = _OPENED_BY.get(question.matter, ("", frozenset()))
    if question.ask not in asks:
        return None
    return meant if OF_INTENT.get(meant) is question.matter else intent


def spoken_of(memory: Memory) -> list[Matter]:
    """The matters spoken of, nearest first: those answered, then what we offered."""
    named = [Matter(name) for name in (memory.matters or "").split(",") if name]
    offered = OF_QUESTION.get(Asked(memory.asked)) if memory.asked in set(Asked) else None
    return list(dict.fromkeys([*named, *([offered] if offered else [])]))


def remember_matter(talk: Talk, matter: Matter) -> None:
    """That this was just spoken of."""
    before = [name for name in (talk.memory.matters or "").split(",") if name and name != matter.value]
    talk.remember(matters=",".join([matter.value, *before][:_REMEMBERED]))


def remember_intent(talk: Talk, intent: str) -> None:
    """That the action of an intent has answered, or of our own question a yes or no."""
    asked = talk.before.asked
    topic = talk.memory.topic
    if intent in OF_INTENT:
        remember_matter(talk, OF_INTENT[intent])
    elif (
        topic is not None and topic in OF_INTENT and topic != talk.before.topic
    ):  # as on a call, which says why we call
        remember_matter(talk, OF_INTENT[topic])
    elif intent == "affirm" and asked in set(Asked) and Asked(asked) in OF_QUESTION:
        remember_matter(talk, OF_QUESTION[Asked(asked)])
    elif intent == "deny" and asked in set(Asked) and Asked(asked) in OF_QUESTION:
        left = [name for name in (talk.memory.matters or "").split(",") if name != OF_QUESTION[Asked(asked)].value]
        talk.remember(matters=",".join(left) or None)  # what is not wanted is spoken of no more


def wishes_it(talk: Talk, *, in_words: bool = False) -> bool:
    """Whether the words wish for the very deed that we have just offered, in any form: 那就直接赔我呗, 嗯勺子退.

    A condition, a question or a "but" behind it, another sum or another matter make it something else. `in_words`: a
    mere yes does not count.
    """
    asked, heard = talk.before.asked, talk.heard
    if heard.intent in _NO_WISH or not plain_yes(heard.text):
        return False
    if asked not in set(Asked) or Asked(asked) not in OF_QUESTION or asked in _WANT_WORDS:
        return False
    question = completed(heard.matters, heard.asks, [OF_QUESTION[Asked(asked)], *spoken_of(talk.before)])
    if question is None or question.ask_sure < _WISH_SURE or question.ask not in {Ask.DO_IT, Ask.CONFIRM}:
        return False
    mere_yes = question.ask is Ask.CONFIRM
    return not in_words if mere_yes else question.matter in _DONE_BY[OF_QUESTION[Asked(asked)]]


def wishes_otherwise(talk: Talk) -> bool:
    """Whether words that sound like a yes name another deed than the one that our question is about."""
    asked, heard = talk.before.asked, talk.heard
    if asked not in set(Asked) or Asked(asked) not in OF_QUESTION:
        return False
    question = completed(heard.matters, heard.asks, [OF_QUESTION[Asked(asked)], *spoken_of(talk.before)])
    return (
        question is not None
        and question.named
        and question.sure >= _OTHERWISE
        and (question.ask is Ask.DO_IT and question.matter not in _DONE_BY[OF_QUESTION[Asked(asked)]])
    )


def only_hears_us(talk: Talk) -> bool:
    """Whether a yes comes after an answer to another question, and says no more than that it was heard: 哦好."""
    return talk.before.asides > 0 and not (agrees(talk.before.asked, talk.heard.text) or wishes_it(talk, in_words=True))


def is_about_the_same(talk: Talk, question: Heard) -> bool:
    """Whether a further clause only says once more what a no to our question has said: nah, don't cancel anything."""
    asked = talk.before.asked
    if asked not in set(Asked) or Asked(asked) not in OF_QUESTION:
        return False
    about = OF_QUESTION[Asked(asked)]
    found = completed(question.matters, question.asks, [about])
    return found is not None and found.matter in _DONE_BY[about] and found.ask in _SAID_ONCE_MORE


_OTHERWISE = 0.5
_SAID_ONCE_MORE = frozenset({Ask.DENY, Ask.UNDO, Ask.DO_IT, Ask.CONFIRM, Ask.WHAT_IF, Ask.MAY_I, Ask.NOT_ALL})
_NO_WISH = _NOT_ASKED - {"affirm", "acknowledge"}
"""Words that the model takes for something of their own: say it again, the other language, a person."""
_WANT_WORDS = frozenset({Asked.NEW_ADDRESS, Asked.EXCHANGE_ITEM, Asked.EXCHANGE_VARIANT})
"""Questions that are answered with an address or a choice, not with a yes."""
_WISH_SURE = 0.5
_DONE_BY = {matter: frozenset({matter}) for matter in Matter} | {
    Matter.REFUND: frozenset({Matter.REFUND, Matter.CANCEL, Matter.RETURN, Matter.DAMAGE}),
    Matter.CANCEL: frozenset({Matter.REFUND, Matter.CANCEL}),
    Matter.RETURN: frozenset({Matter.REFUND, Matter.RETURN}),
    Matter.RESEND: frozenset({Matter.RESEND, Matter.MISSING, Matter.DAMAGE}),
}
"""For our question about a matter, the matters whose wish is a yes to it."""


async def load_view(talk: Talk, order: Order) -> View:
    """What is known of this order now; two statements at most."""
    remedies = tuple(await remedies_of(talk.tx, order.order_id))
    rules = talk.rules_for(order)
    rights = with_claims(rights_of(order, talk.now, talk.rules), claims_of(remedies), order)
    text, wish = talk.heard.text, kept(talk.before.wish)
    items = parts_meant(talk, order)
    return View(
        order=order, customer=talk.customer, now=talk.now, rules=rules, rights=rights, remedies=remedies,
        language=talk.language, spoken=talk.spoken, text=text, items=items,
        details=details_in(text), offered=talk.before.asked, kept=wish, spoken_of=tuple(spoken_of(talk.before)),
    )  # fmt: skip


async def _order(talk: Talk, question: Question) -> Order | None:
    """The order that the words name, else the one spoken of; None where neither is clear."""
    orders, said = await talk.orders(), pointing_in(talk)
    if said.bought or said.places or said.other:
        return None  # the action of the intent asks, or says that there was none
    couriers = set(talk.heard.entities.get("tracking_no", ())) >= said.numbers and question.matter in _SENT_BACK
    unknown = said.numbers and not any(has_number(one, number) for one in orders for number in said.numbers)
    if points_anywhere(orders, said) and not (unknown and couriers and talk.before.order_id):
        return await order_if_clear(talk, lambda _: 1)
    if talk.before.order_id is None:
        if not question.named:
            return None
        return orders[0] if len(orders) == 1 else await order_if_clear(talk, _rank(talk, question.matter))
    return next((order for order in orders if order.order_id == talk.before.order_id), None)


def _rank(talk: Talk, matter: Matter) -> Rank:
    """How well an order fits a matter."""
    now, rules = talk.now, talk.rules
    by_matter = {
        **dict.fromkeys((Matter.DISPATCH, Matter.COMPENSATION), ranks.dispatch(now, rules)),
        **dict.fromkeys((Matter.ADDRESS, Matter.CANCEL), ranks.changeable(now)),
        **dict.fromkeys(_OF_GOODS_RECEIVED, ranks.returnable(now)),
        Matter.DELIVERY: ranks.logistics(now, rules),
        Matter.MISSING: ranks.not_received(now, rules),
        Matter.RETURN_FREIGHT: ranks.freight(now, rules),
        Matter.REFUND: ranks.refund(now, rules),
    }
    return by_matter.get(matter) or ranks.unfinished(now, rules)


_OF_GOODS_RECEIVED = (Matter.RETURN, Matter.EXCHANGE, Matter.DAMAGE, Matter.RESEND, Matter.AUTHENTICITY)


async def _carry_out(talk: Talk, order: Order, question: Question, found: Answer) -> None:
    talk.intent = INTENT_OF.get(question.matter, talk.intent)
    talk.remember(order_id=order.order_id, topic=INTENT_OF.get(question.matter, talk.before.topic))
    same = talk.before.asked in set(Asked) and OF_QUESTION.get(Asked(talk.before.asked or "")) is question.matter
    does = found.then or found.urge or found.push or found.do
    if (talk.before.asked in _LEFT_OPEN or same) and not does:
        talk.keep_question()
        talk.remember(asides=talk.before.asides + 1)
    if question.named or question.sure >= _REMEMBERED_FROM:
        remember_matter(talk, question.matter)
    for one in found.says:
        talk.add(as_reply(one))
    if found.urge:
        await urge_for(talk, order, found.urge)
    if found.push and question.matter in _MONEY_MATTERS:
        await urge(talk, order, RemedyKind.URGE_MERCHANT)
    elif found.push:
        await urge_wished(talk, order)
    if found.do:
        await _do(talk, order, found.do)
    if found.then:
        talk.chosen = order
        await talk.answer_as(found.then)
    if found.offer:
        keep(talk, items=found.offer.items, **found.offer.keep)
        talk.ask(found.offer.asked, order=order)


async def do_deed(talk: Talk) -> None:
    """Yes to a declared deed: the one that stands in the wish, for the order that our question was about."""
    wish = dict(kept(talk.before.wish))
    deed = DEEDS.get(str(wish.pop("deed", "")))
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    if deed is None or order is None:
        talk.say("utter_which_order_else")
        return
    remember_matter(talk, deed.matter)
    await _do(talk, order, Do(deed=deed, kept=wish))


async def _do(talk: Talk, order: Order, what: Do) -> None:
    view = await load_view(talk, order)
    refused = what.deed.refused(view, what.kept)
    if refused:
        says = refused
    else:
        wished = what.deed.wished(view, what.kept)
        remember_matter(talk, what.deed.matter)
        remedy = await register(
            talk, order, what.deed.kind, items=wished.items, amount=wished.amount, right=wished.right,
            details=wished.details, waits_for=wished.waits_for, about=wished.about, worth=wished.worth,
        )  # fmt: skip
        says = what.deed.told(await load_view(talk, order), remedy)
    for one in says:
        talk.add(as_reply(one))


def as_reply(one: Say) -> Reply:
    """A matter's sentence as the turn keeps it."""
    buttons, cards = [dict(button) for button in one.buttons], [dict(card) for card in one.cards]
    return Reply(response=one.response, values=one.values, buttons=buttons, cards=cards)
