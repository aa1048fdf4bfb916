"""A question answered from its matter: what it is about is completed from what was spoken of, and the matter decides.

What no matter answers is left to the action of its intent.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from actions.asking.offer_reply import goes_for_goods, spoken_of
from actions.asking.open_question import OF_MONEY, deed_asked
from actions.asking.order_choice import order_for
from actions.deeds.registering import just_now, named
from actions.deeds.some_items import items_named
from actions.matters.answer import Answer, answer, offer, say
from actions.matters.delivery.telling import TELL, tell_refused
from actions.matters.money_back import REFUSED, money_back
from actions.matters.parcels import courier_of, parcel_of
from actions.matters.plainly import asked_plainly
from actions.matters.registry import ABOUT, INTENT_OF, MATTERS, OF_INTENT
from actions.matters.service import SHOP_QUESTION
from actions.matters.told import undo_buttons
from actions.matters.view import View
from actions.memory import Asked
from actions.orders.reference import by_goods
from actions.questions.as_meant import as_meant, is_nowhere_wished, told_instead, wishes_another
from actions.questions.carrying_out import acts, as_reply, carry_out, load_view, remember_intent, remember_matter
from actions.questions.matter_or_intent import (
    anything_under_way,
    goes_on_with_ours,
    intent_says_more,
    is_carried_over,
    is_for_a_matter,
    of_the_unsent,
    of_what_runs,
    opened_by,
    takes_nothing_back,
)
from actions.questions.matter_order import fits_another, order_meant, rank_for
from actions.questions.plain_question import plain_question
from actions.questions.plainly_wished import do_what_we_ask, wants_the_goods, wishes_knowingly
from actions.questions.readings import in_the_log, likeliest
from actions.questions.sureness import LOST, is_a_guess, is_sure
from actions.questions.told_before import RECENT, mark
from actions.questions.told_beside import tell_beside, tell_next_likeliest, tell_parts
from actions.talk import Talk
from careline.core.orders import Order
from careline.core.remedies import URGES
from understanding.bars import BEYOND_RULES, MAYBE_UNDONE, NEXT_TO_WHAT_WAS_TOLD, READ_SURELY
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

log = logging.getLogger(__name__)
_WITHOUT_A_QUESTION = {Ask.CONFIRM: Ask.DO_IT, Ask.DENY: Ask.REPORT}
"""What a yes or no means that names its matter, where we have asked nothing: a wish, or something told."""
_JUST_NOW = timedelta(minutes=15)
"""What was registered so lately is what a yes is about."""
_COURIER_KNOWS = frozenset({Matter.DELIVERY, Matter.MISSING})
"""Only the one who brought it knows where it was put and by whom it was signed for."""


async def answer_from_matter(talk: Talk, meant: str) -> bool:
    """Answer the question in `talk.heard` from its matter; False where the action of the intent `meant` answers it."""
    if not talk.identified:
        return False
    talk.names_goods = meant in LOST and bool(by_goods(await talk.orders(), talk.heard.said))
    found, meant = as_meant(talk, await likeliest(talk, meant), meant)
    if plain := await plain_question(talk, found):
        found = _with_plain(plain, found)
    read = {"intent": meant, "readings": [in_the_log(one) for one in found]}
    log.debug("read", extra={"action": "turn_read", "conversation": str(talk.conversation.conversation_id), **read})
    if meant == "request_human" and await _answer_if_number_wished(talk):
        return True
    if found and await _leave_to_intent(talk, found[0], meant):
        return False
    return await _answer_by_likeliest(talk, found, meant)


def _with_plain(plain: Question, found: Sequence[Question]) -> list[Question]:
    """What a rule hears goes first, unless the words name another matter beyond doubt: then they say more than it."""
    first = next(iter(found), None)
    beyond_doubt = first is not None and first.named and first.sure >= BEYOND_RULES and first.matter is not plain.matter
    return [first, plain, *found[1:]] if first and beyond_doubt else [plain, *found]


async def _answer_by_likeliest(talk: Talk, found: Sequence[Question], meant: str) -> bool:
    """Answer the first reading that a matter can; one whose answer was just told only if nothing else may be meant."""
    if talk.in_queue and talk.heard.says("place_in_queue", "tell_me_then"):
        await talk.answer_as("request_human")
        return True
    found = await _told_ones_later(talk, found)
    for place, question in enumerate(found):
        if talk.in_queue and _asks_after_the_queue(question) and is_for_a_matter(talk, question, meant):
            await talk.answer_as("request_human")  # how long is the queue: where they stand
            return True
        if await _answer_question(talk, question, meant):
            await tell_parts(talk, question)
            await tell_next_likeliest(talk, question, found[place + 1 :])
            return True
    first = next(iter(found), None)
    if first and OF_INTENT.get(meant) is not first.matter and await _answer_of_no_order(talk, first):
        return True
    return meant in LOST and await _offer_to_ask_shop(talk, found)


async def _told_ones_later(talk: Talk, found: Sequence[Question]) -> Sequence[Question]:
    """The readings with one in front whose answer was not just told, as people seldom ask that again."""
    if talk.spoken or not found or asked_plainly(found[0]) or not await _was_just_told(talk, found[0]):
        return found
    enough = found[0].sure * found[0].ask_sure * NEXT_TO_WHAT_WAS_TOLD
    rather = [one for one in found[1:] if one.sure * one.ask_sure >= enough]
    for one in rather:
        if not await _was_just_told(talk, one):
            return [one, *(other for other in found if other is not one)]
    return found


async def _was_just_told(talk: Talk, question: Question) -> bool:
    """Whether the answer to this has nothing in it that the last turns have not said."""
    if not talk.before.said.sentences:
        return False
    cell, order = MATTERS.get(question.matter, {}).get(question.ask), await order_meant(talk, question)
    found = cell(await load_view(talk, order), question) if cell and order else None
    if found is None or order is None or not found.says or acts(found) or found.then or found.offer:
        return False
    return _heard_already(talk, found, order)


async def _leave_to_intent(talk: Talk, question: Question, meant: str) -> bool:
    """Whether the action of the intent has to answer this; a complaint beside a threat is registered before it does."""
    if meant == "request_human" and (question.matter, question.ask) == (Matter.MERCHANT, Ask.DO_IT):
        await _answer_question(talk, question, "complain_merchant")  # 记个投诉，不然曝光: and a person has it
        return True
    return await intent_says_more(talk, question, meant)


_ASKED_OF_OTHERS = (
    ("courier_phone", Matter.DELIVERY, Ask.WHICH),
    ("bank_number", Matter.REFUND, Ask.WHICH),
    ("number_for_others", Matter.MERCHANT, Ask.WHICH),
    ("are_you_real", Matter.PERSON, Ask.WHO),
    ("passes_on", Matter.MERCHANT, Ask.DO_IT),
)
"""Numbers of which the words sound like a wish for a person: the driver's telephone, the bank's number."""
_ALWAYS_ASKED = frozenset({Matter.DELIVERY, Matter.MERCHANT, Matter.PERSON})
"""Of these also where they were not spoken of."""


async def _answer_if_number_wished(talk: Talk) -> bool:
    """Answer a question for a number that sounds like a wish for a person; False where it is such a wish."""
    if talk.heard.says("asks_for_person"):
        return False  # 转人工查，给个凭证
    found = (one for one in _ASKED_OF_OTHERS if talk.heard.says(one[0]))
    _, matter, ask = next(found, ("", None, Ask.WHICH))
    if matter is None or matter not in {*_ALWAYS_ASKED, *spoken_of(talk.before)}:
        return False
    return await _answer_question(talk, Question.certain(matter, ask), "track_shipment")


async def appeal_if_refused(talk: Talk) -> bool:
    """Have a refusal that was just spoken of decided again; False where there is none."""
    order = await talk.order_spoken_of()
    if order is None or Matter.REFUND not in spoken_of(talk.before):
        return False
    if money_back(await load_view(talk, order)).stage not in REFUSED:
        return False
    wish = Question.certain(Matter.REFUND, Ask.DO_IT)
    return await _answer_question(talk, wish, "request_refund")


def _asks_after_the_queue(question: Question) -> bool:
    return question.matter is Matter.PERSON and question.ask in {Ask.WHEN, Ask.STATUS, Ask.HOW_LONG_OVERDUE}


async def _answer_of_no_order(talk: Talk, question: Question) -> bool:
    """Tell the rule, or ask for the order, where nothing but the order keeps the matter from answering; else False."""
    sure = is_sure(question) and is_for_a_matter(talk, question, talk.heard.intent)
    if talk.chosen or not sure or question.ask not in MATTERS.get(question.matter, {}):
        return False
    if await order_meant(talk, question) is not None:
        return False
    if intent := INTENT_OF.get(question.matter):
        await talk.answer_as(intent)
        remember_intent(talk, intent)
        return True
    return await order_for(talk, rank_for(talk, question.matter), news=False) is None


async def _offer_to_ask_shop(talk: Talk, found: Sequence[Question]) -> bool:
    """Offer to ask the shop, or the courier, what nobody here knows of the order spoken of; False for chit-chat."""
    order = await talk.order_spoken_of()
    ours = found and (found[0].matter is not Matter.OTHER or found[0].sure < READ_SURELY)
    if order is None or not ours or talk.replies or talk.in_queue or talk.spoken or talk.before.fallback_count:
        return False
    view = await load_view(talk, order)
    by = view.at(view.answer_by(view.rules.remedies.urge_within))
    if found and found[0].matter in _COURIER_KNOWS and order.parcels and not tell_refused(view, {}):
        talk.say("utter_offer_courier_question", courier=courier_of(view, parcel_of(view)), by=by)
        talk.propose(deed=TELL.name, note=talk.heard.said.as_written, what="question")
    else:
        talk.say("utter_offer_question", shop=view.shop, by=by)
        talk.propose(deed=SHOP_QUESTION.name, text=talk.heard.said.as_written)
    talk.ask(Asked.CONFIRM_DEED, order=order)
    talk.remember(fallback_count=1)
    return True


async def _answer_question(talk: Talk, question: Question, meant: str) -> bool:
    """Answer one reading of the words from its matter; False where the matter has no answer, or another one is
    meant."""
    question = _as_a_wish(talk, question)
    cell = MATTERS.get(question.matter, {}).get(question.ask)
    if cell is None or not is_for_a_matter(talk, question, meant) or goes_on_with_ours(talk, question, meant):
        return False
    order = await order_meant(talk, question)
    if order is None or await _is_of_another(talk, order, question, meant):
        return False
    question = of_the_unsent(order, question, items_named(order, talk.heard.said, any_name=True))
    cell = MATTERS[question.matter].get(question.ask, cell)
    if opener := opened_by(talk, order, question, meant):
        await _tell_story(talk, order, opener)
        await tell_beside(talk, order, question)
        return True
    view = await load_view(talk, order)
    question = of_what_runs(view, question)
    cell = MATTERS[question.matter].get(question.ask, cell)
    found = None if takes_nothing_back(view, question, meant) else cell(view, question)
    if found is None:
        return False
    found = _as_wished(talk, view, found)
    nowhere = acts(found) and is_nowhere_wished(talk, question, found)
    if nowhere or (acts(found) and is_a_guess(talk.heard, question, meant)):
        offered = None if nowhere else _rather_offered(talk, view, found)
        if offered is None:
            return await _left_undone(talk, view, question, tell=nowhere)
        found = offered
    await carry_out(talk, order, question, found)
    if wishes_knowingly(talk, order, question):
        await do_what_we_ask(talk, order)
    await tell_beside(talk, order, question)
    talk.from_matter = found.then is None
    talk.answered += ((question.matter, question.ask),)
    return True


def _as_a_wish(talk: Talk, question: Question) -> Question:
    """The question, where a yes or no names a matter of which we have asked nothing: a wish, or something told."""
    word = question.ask in _WITHOUT_A_QUESTION and is_sure(question) and talk.heard.said.plain_yes
    unasked = question.ask not in MATTERS.get(question.matter, {}) or question.matter is Matter.CANCEL  # yes, cancel
    return replace(question, ask=_WITHOUT_A_QUESTION[question.ask]) if word and unasked else question


async def _tell_story(talk: Talk, order: Order, intent: str) -> None:
    """Tell all of an order's story by the action of this intent."""
    talk.chosen = order
    await talk.answer_as(intent)
    remember_intent(talk, intent)


def _as_wished(talk: Talk, view: View, found: Answer) -> Answer:
    """The answer, where it does no more than the words wish: nothing is taken back, or done, against them."""
    if found.then == "withdraw" and _wished_in_front(talk, view):
        return answer()
    ours = talk.before.asked in OF_MONEY
    if found.then == "affirm" and ours and wants_the_goods(talk, view.order, deed_asked(talk.before.asked)):
        return _goods_instead(talk, view) or answer(then="deny")  # I don't want to send it back, I want my scarf
    return found


def _wished_in_front(talk: Talk, view: View) -> bool:
    """Whether the same message has just had it registered: its end only says it once more (好 再帮我申请一遍)."""
    just = any(one.open and one.kind not in URGES and just_now(talk, one) for one in view.remedies)
    return just and not talk.heard.said.taken_back


def _goods_instead(talk: Talk, view: View) -> Answer | None:
    """The goods where the money was offered: 把那把补给我. None where it is only refused."""
    if talk.heard.says("sum_for_keeping", "less_for_keeping", "repair") or not goes_for_goods(talk.heard):
        return None
    wish = Question.certain(Matter.RESEND, Ask.DO_IT)
    return MATTERS[wish.matter][wish.ask](view, wish)


def _tell_how_to_undo(talk: Talk, view: View, question: Question) -> bool:
    """Tell that it can be taken back, with the button, where the words may ask that; False where nothing runs."""
    running = next((one for one in reversed(view.remedies) if one.open and one.kind not in URGES), None)
    if running is None or question.ask_sure < MAYBE_UNDONE or talk.replies or talk.heard.said.undoes_nothing:
        return False
    talk.say("utter_can_be_withdrawn", buttons=[dict(one) for one in undo_buttons(view, running)])
    talk.remember(order_id=view.order.order_id)
    remember_matter(talk, question.matter)
    return True


async def _left_undone(talk: Talk, view: View, question: Question, *, tell: bool) -> bool:
    """Do nothing, and say of a taking back that it may be; `tell`: of another deed what would be, or the offer of it.
    False: something else is to answer."""
    if question.ask is Ask.UNDO:
        return _tell_how_to_undo(talk, view, question)
    instead = told_instead(view, question) if tell and not wishes_another(talk, question) else None
    if instead is None:
        return False
    await carry_out(talk, view.order, *instead)
    talk.from_matter = True
    talk.answered = (*talk.answered, (instead[0].matter, instead[0].ask))
    return True


def _rather_offered(talk: Talk, view: View, found: Answer) -> Answer | None:
    """What is known, with the question to the shop offered and not sent; None where the answer does anything else."""
    if found.do is None or found.do.deed is not SHOP_QUESTION or not found.says or talk.spoken or talk.in_queue:
        return None
    by = view.at(view.answer_by(view.rules.remedies.urge_within))
    asks = say("utter_offer_question_too", shop=view.shop, by=by)
    return answer(*found.says, asks, offer=offer(SHOP_QUESTION, **found.do.kept))


async def _is_of_another(talk: Talk, order: Order, question: Question, meant: str) -> bool:
    """Whether another order or another matter is meant than was read."""
    if is_carried_over(talk, order, question, meant) or await fits_another(talk, order, question):
        return True
    return await intent_says_more(talk, question, meant)


async def do_deed_spoken_of(talk: Talk) -> bool:
    """Take "do it" after an answer that asked nothing as the wish for what it was about; False if that is no deed.

    What no answer of ours has named is only asked about, and nobody is pushed: "the money comes on Friday" offers
    nothing, "tell me and I'll chase them" does. Who was told that it cannot go back yet is asked about the money.
    """
    nearest = next(iter(spoken_of(talk.before)), None)
    order = next((one for one in await talk.orders() if one.order_id == talk.before.order_id), None)
    if nearest is None or order is None:
        return False
    view = await load_view(talk, order)
    for matter in dict.fromkeys([nearest, *([Matter.REFUND] if nearest is Matter.RETURN else [])]):
        wish = Question.certain(matter, Ask.DO_IT)
        cell = MATTERS.get(matter, {}).get(wish.ask)
        found = cell(view, wish) if cell else None
        if found is None or await _was_just_told(talk, wish):
            continue
        if (found.push or found.urge) and not _heard_already(talk, found, order):
            continue
        if (ABOUT[matter].by_a_word and matter is nearest) or (found.offer and not acts(found)):
            return await _answer_question(talk, wish, "affirm")
    return False


def _heard_already(talk: Talk, found: Answer, order: Order) -> bool:
    """Whether the last turns have said all of an answer."""
    return all(talk.before.said.within(mark(as_reply(one), order.order_id), RECENT) for one in found.says)


async def confirm_if_just_registered(talk: Talk) -> bool:
    """Say that what they say yes to is under way, where a turn of this conversation has just registered it."""
    nearest = next(iter(spoken_of(talk.before)), None)
    order = await talk.order_spoken_of()
    if nearest is None or order is None or Ask.CONFIRM not in MATTERS.get(nearest, {}):
        return False
    view = await load_view(talk, order)
    if not any(one.open and talk.now - one.requested_at <= _JUST_NOW for one in view.remedies):
        return False
    question = Question.certain(nearest, Ask.CONFIRM)
    found = MATTERS[nearest][Ask.CONFIRM](view, question)
    if found is None or acts(found) or found.offer:
        return False
    await carry_out(talk, order, question, found)
    return True


async def tell_if_registered(talk: Talk) -> bool:
    """Say that it is registered, and by when there is an answer, to 对，改吧 after it was done; False where nothing
    was."""
    order = await talk.order_spoken_of()
    if order is None or talk.spoken:
        return False
    view = await load_view(talk, order)
    ours = (one for one in reversed(view.remedies) if one.open and talk.now - one.requested_at <= _JUST_NOW)
    remedy = next(ours, None)
    if remedy is None or remedy.due_at is None:
        return False
    what = named(remedy.kind, view.language)
    if remedy.amount:
        amount = view.money(remedy.amount)
        what = view.either(f"{amount} 的{what}", f"{what} for {amount}")
    talk.say("utter_already_registered", what=what, by=view.at(remedy.due_at))
    talk.remember(order_id=order.order_id)
    return True


async def anything_runs(talk: Talk) -> bool:
    """Whether something that can be taken back is under way for the order spoken of."""
    order = await talk.order_spoken_of()
    return order is not None and anything_under_way(await load_view(talk, order))
