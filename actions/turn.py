"""Everything that one turn asks, answered in order, once.

Before anything else: whoever tells of an emergency, and secrets that nobody should send (actions/people_first.py).
Then a word in answer to our question comes first, then what the message asks, then what waited for that word. Where an
answer needs a word from the consumer (which order? shall I really?), the rest waits for it, and we say so: two open
questions at once make a yes ambiguous. An offer does not stop us; a later yes takes it up.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace

from actions.amending import amends
from actions.call_news import news_says_all
from actions.callee import before_known
from actions.carrying_out import remember_intent
from actions.conditions import hears_condition
from actions.exchanging import answers_exchange
from actions.follow_ups import after_that, completed
from actions.handoff import leaves_the_queue
from actions.joined_questions import asked_by, in_one
from actions.matter_answers import answered_from_matter, anything_runs, appeals
from actions.matter_or_intent import A_WORD, LEADS_OFF
from actions.matters.about import GIVEN_BACK
from actions.matters.registry import ABOUT, QUESTIONS, those
from actions.memory import Asked, Memory
from actions.offer_reply import (
    goes_for_goods,
    goes_for_it,
    is_about_the_same,
    just_offered,
    keeps_only_others,
    limits,
    offered_matter,
    only_hears_us,
    takes_appeal,
    takes_that_order,
    wishes_elsewhere,
    wishes_instead,
    wishes_otherwise,
    without_refused,
    word_read,
    yes_to,
)
from actions.open_question import (
    COSTS_NOTHING,
    MAY_BE_LEFT,
    OF_A_CONDITION,
    OF_MONEY,
    STILL_OPEN,
    WISHES_FOR_GOODS,
    deed_asked,
)
from actions.order_chosen import NEVER_A_CHOICE, answer_in
from actions.other_subject import drop_question_of_another
from actions.overview import tells_all, tells_sum
from actions.people_first import puts_people_first, warn_of_secrets
from actions.plainly_wished import do_what_we_ask, wants_the_goods
from actions.reference import by_each_goods, by_goods, same_goods, without_kept
from actions.repeated_question import shorten_question
from actions.satisfaction import rates_in_words
from actions.some_items import kept
from actions.sureness import asks_surely, asks_surely_in_course, goes_on, says_no_more_than_a_word, thanks, undoes
from actions.talk import Heard, Reply, Talk
from actions.told_beside import answered_beside, told_beside_our_question
from actions.topic_fallback import PARCEL_TOPICS, meant_in_view
from actions.verifying import asks_whether_us
from actions.withdrawing import takes_back, undoes_nothing_yet
from actions.word_by_parts import asks_more, is_topic, said_beside, word_by_parts
from careline.core import phrases
from careline.core.orders import Order
from understanding.context import completed as read_of
from understanding.deeds import Deed
from understanding.goods_clauses import Wanted
from understanding.reading import NOTHING, LeadingWord
from understanding.taxonomy import Ask, Matter

#: What we ask before anything is done, and the wish behind it.
_WISH_BEHIND = {asked: one.wish for asked, one in QUESTIONS.items() if one.wish}
_NEEDS_A_WORD = frozenset({Asked.CHOOSE_ORDER, *_WISH_BEHIND})
_CONFIRMS = those(lambda one: one.wish or (one.matter and not one.wants_words)) | OF_A_CONDITION
"""After these a no is a no to our question, whatever else is under way."""
_INTENT = {True: "affirm", False: "deny"}
_INSTEAD = frozenset({"report_damaged_or_wrong", "withdraw"})
"""Another deed than the one we asked about was wished for and answered: the question is over."""
_GIVES_BACK = (Deed.CANCEL, Deed.REFUND, Deed.RETURN)
_DEED_OF = {
    Matter.REFUND: Deed.REFUND, Matter.RETURN: Deed.RETURN, Matter.CANCEL: Deed.CANCEL, Matter.EXCHANGE: Deed.EXCHANGE,
    Matter.RESEND: Deed.RESEND, Matter.COMPENSATION: Deed.CLAIM_COMPENSATION,
}  # fmt: skip
_PRESSED = frozenset({"case_settled", "rate_case"})
"""Meant as they are: a button, or words that were taken as its words."""
_WORDS_OF_THEIR_OWN = frozenset({"affirm", "deny", "acknowledge", "goodbye", "greet"})
"""A greeting, a farewell, or a word in answer to us, is no mere thanks: 没有了 谢谢 ends a call."""
_OFFERS = STILL_OPEN | {Asked.CONFIRM_ADDRESS, Asked.CONFIRM_URGE, Asked.HANDOFF_OFFER}
_SURELY_WHO = 0.9
_LOST = frozenset({"nlu_fallback", "out_of_scope"})
_SETTLES = frozenset({"affirm", "deny", "choose_order"})
_SURE_OF_GOING, _READ_PLAINLY = 0.7, 0.6
"""In the app nobody is taken off, or let go, for less; on the phone any such word counts."""
_LEFT_BY = {intent: one.left for one in ABOUT.values() if one.left for intent in one.intents}
"""For what the words were taken for, the deed that they may only name to leave alone."""
_NOT_OURS = 0.75
"""From here on words that the model takes for out of scope are nobody's question, and that is said."""
_NUMBERS = ("order_no", "tracking_no", "order_tail")


async def answer_turn(talk: Talk, intent: str) -> None:
    """Answer everything that this turn asks. `intent` is that of the message as a whole."""
    if warn_of_secrets(talk, intent) or await puts_people_first(talk):
        return
    if not talk.identified:
        await before_known(talk, intent)
        return
    if await news_says_all(talk, intent):
        return
    if (
        await hears_condition(talk)
        or await _answered_by_ear(talk)
        or await leaves_the_queue(talk)
        or await tells_all(talk)
        or await tells_sum(talk)
        or (len(talk.heard.questions) < 2 and await amends(talk))
    ):
        return
    if talk.before.order_id and talk.heard.said.chases:
        await _chase(talk, everything=talk.heard.said.chases_all)
        return
    if asks_whether_us(talk):
        await talk.answer_as("ask_who_calls")  # as a whole: its clauses sound like questions of other kinds
        return
    if not await _waits_for_their_word(talk):
        await _answer_all(talk, intent)


async def _waits_for_their_word(talk: Talk) -> bool:
    """Whether they only say that nothing shall be done until they say so: let me sleep on it."""
    said, asked = talk.heard.said, talk.before.asked
    if talk.spoken or not talk.before.order_id or said.asks_of_us or said.only_sees:
        return False
    if not (said.says("not_yet") or _holds_off_the_matter(talk)):
        return False
    if await anything_runs(talk):
        return False
    if asked in {*_CONFIRMS, Asked.CONFIRM_DEED}:
        await talk.answer_as("deny")
    else:
        talk.say("utter_nothing_done_yet")
    return True


def _holds_off_the_matter(talk: Talk) -> bool:
    """Whether short words only say that what they are about shall not be done yet, though we have not asked whether we
    shall: 先嫑急着换, before they name a size."""
    first, said = next(iter(talk.heard.readings), None), talk.heard.said
    deed = _DEED_OF.get(first.matter) if first else None
    waits = talk.before.asked in {None, Asked.EXCHANGE_VARIANT, Asked.EXCHANGE_ITEM} and talk.heard.intent != "deny"
    if not waits or len(talk.heard.questions) > 1:
        return False
    more = said.is_longer_than(24, 16) or said.says("tell_them", "pushes_them", "call_me")
    goods = deed not in {Deed.EXCHANGE, Deed.RESEND} and said.says("goes_for_goods", "new_one_wished", "sent_again")
    return not (more or goods) and said.holds_off(deed)


async def _answered_by_ear(talk: Talk) -> bool:
    """What a few spoken words mean on the phone, whatever we have offered: nothing more, or chase them."""
    if not talk.spoken:
        return False
    if talk.heard.said.nothing_more:
        await talk.answer_as("goodbye")
        return True
    offered = talk.before.asked in {*_CONFIRMS, Asked.CONFIRM_DEED}
    if (offered or talk.heard.intent == "acknowledge") and talk.heard.said.only_urges:
        await _chase(talk)
        return True
    return False


async def _chase(talk: Talk, *, everything: bool = False) -> None:
    """Ok, chase them: no yes to a refund."""
    wish = json.dumps({"all": True}) if everything else None
    talk.before = replace(talk.before, asked=Asked.CONFIRM_URGE, wish=wish)
    await talk.answer_as("affirm")


async def _answer_all(talk: Talk, intent: str) -> None:
    """A word in answer to us, each question, and what had to wait."""
    talk.whole = talk.heard.said
    talk.opened_with, talk.offered_order = talk.before.asked, talk.before.order_id
    before, open_question, whole = talk.before, talk.memory, talk.heard
    todo, waiting = deque([one async for one in _asked_now(talk, intent)]), _waiting(talk.before)
    settled, later, offered = False, False, None
    while todo:
        if later:
            _next_question(talk)
        talk.heard = todo.popleft()
        word = await _word_in_answer(talk)
        meant = word or await _meant(talk, later=later)
        beside = [] if later else await _beside_the_word(talk, whole, meant)
        already = len(talk.replies)
        await _answer(talk, meant, in_answer=word is not None, more=bool(todo))
        if meant in _SETTLES and not settled:
            settled = True
            todo = deque([one for one in todo if not is_about_the_same(talk, one, after=meant)])
            todo = (deque(beside) if len(beside) > len(todo) else todo) + deque(waiting)
        elif beside and not todo:
            todo = deque(beside)
        if talk.memory.asked:
            _let_go_of(talk, offered)
            offered = _offer_in(talk, since=already)
            open_question = talk.memory
        await _do_what_is_wished_behind(talk, todo)
        todo = deque([one for one in todo if not await _said_already(talk, one)])
        if talk.memory.asked in _NEEDS_A_WORD:
            todo = deque([one for one in todo if not await answered_beside(talk, one)])
        if talk.ended or _postponed(talk, todo):
            return
        later = True
    await told_beside_our_question(talk, before)
    await _name_of_alike(talk, before)
    _reopen(talk, open_question)
    if not settled:
        await _come_back(talk, before)
        if waiting and talk.memory.asked in _NEEDS_A_WORD and not talk.memory.pending:
            talk.remember(pending=before.pending)  # one question has led to the next: the rest waits on


async def _do_what_is_wished_behind(talk: Talk, todo: deque[Heard]) -> None:
    """A further clause wishes for what costs nothing and was just told and offered: 晚了几天总得赔吧 帮我弄到手."""
    about, first = offered_matter(talk.memory), next(iter(todo), None)
    if first is None or about is None or talk.memory.asked not in COSTS_NOTHING or talk.spoken:
        return
    order = next((one for one in await talk.orders() if one.order_id == talk.memory.order_id), None)
    found = read_of(first.matters, first.asks, [about])
    sure = found is not None and found.matter is about and found.ask is Ask.DO_IT and found.ask_sure >= _SURE_OF_GOING
    if order is None or not sure or not first.said.plain_yes or by_goods(await talk.orders(), first.said):
        return
    todo.popleft()
    talk.heard = first
    await do_what_we_ask(talk, order)


async def _beside_the_word(talk: Talk, whole: Heard, meant: str) -> list[Heard]:
    """What else the message wishes or asks, where it was read as a yes or no to an offer of ours, or brings what we
    have asked for."""
    brings = talk.before.asked == Asked.CONFIRM_DEED and bool(whole.said.invoice_data)
    if not (brings or meant in _INTENT.values()) or not whole.halves or talk.before.asked not in _OFFERS:
        return []
    found = await said_beside(talk, whole, word="affirm" if brings else meant)
    found = [one for one in found if not any(one.said.refuses(deed) for deed in _GIVES_BACK)]  # don't you dare cancel
    return [one for one in found if not (brings and one.said.invoice_data)]  # the tax number behind the title


async def _answer(talk: Talk, meant: str, *, in_answer: bool, more: bool) -> None:
    """A word in answer to us by its action; else from the question's matter, or by the action of its intent.

    Of a clause that nobody understands nothing is said where the rest is answered: "I didn't get that" behind an answer
    is about the wrong words. `more`: further clauses follow.
    """
    refused = talk.heard.said.not_wanted and not goes_for_goods(talk.heard)
    if meant in WISHES_FOR_GOODS and talk.before.asked not in _NEEDS_A_WORD and refused:
        talk.keep_question()
        if not more:  # a refund I don't want, send another one: the wish behind it is what is answered
            talk.say("utter_nothing_done")
        return
    if not in_answer and (await amends(talk) or (talk.heard.said.contests and await appeals(talk))):
        return
    if in_answer or not await answered_from_matter(talk, meant):
        lost = meant == "nlu_fallback" or (meant == "out_of_scope" and talk.heard.confidence < _NOT_OURS)
        beside = lost and not in_answer and not talk.spoken and (more or bool(talk.replies))
        if beside and await meant_in_view(talk) is None:
            return
        await talk.answer_as(meant)
        remember_intent(talk, meant)


async def _asked_now(talk: Talk, intent: str) -> AsyncIterator[Heard]:
    """A word in answer to us, then each question; a question about several numbers is one for each."""
    heard = talk.heard
    if talk.before.asked == Asked.NEW_ADDRESS and heard.said.address_alone:
        yield replace(heard, intent="change_address", questions=())  # commas in an address part no questions
        return
    if rates_in_words(talk):
        yield replace(heard, intent="rate_case", questions=(), entities={})
        return
    await drop_question_of_another(talk)
    if await takes_that_order(talk):
        yield heard.only_word(LeadingWord(True, heard.said, NOTHING))
        return
    word, behind = _word_in_front(talk)
    if word and word.behind.is_empty:
        yield heard.only_word(word)
        return
    if word is None and (rest := await _behind_what_never_was(talk)):
        heard = rest
    questions = _questions(replace(heard, intent=intent if heard is talk.heard else heard.intent), word, behind)
    if word:
        questions = _behind_the_word(talk, word, questions)
        asked = talk.before.asked
        wish = _WISH_BEHIND.get(Asked(asked or ""))
        questions = tuple(one for one in questions if asks_more(talk, one, wish))
        # A mere "no" to an offer, and another wish: nothing to say about the offer. 不用催 gets its word.
        plain = asked == Asked.HANDOFF_OFFER or not word.said.refuses(deed_asked(asked))
        if word.yes or wish or not questions or not plain:
            yield heard.only_word(word)
    for question in questions:
        for one in await _for_each_order(talk, question):
            yield one


def _behind_the_word(talk: Talk, word: LeadingWord, questions: tuple[Heard, ...]) -> tuple[Heard, ...]:
    """What follows the word in answer to us, read by itself where it is the second half; after a no it is no wish for
    the same."""
    rest = next(iter(talk.heard.halves[1:]), None)
    alone = rest is not None and len(questions) == 1 and rest.said.on_one_line == word.behind.on_one_line
    behind = (rest,) if alone and rest is not None else questions
    return behind if word.yes else tuple(without_refused(talk, one) for one in behind)


async def _behind_what_never_was(talk: Talk) -> Heard | None:
    """What is wished behind a deed that is given up though nobody has asked for it: 不退了，你让快递快点就行."""
    if len(talk.heard.halves) < 2 or talk.before.asked not in {None, Asked.HANDOFF_OFFER} or talk.spoken:
        return None
    first, rest = talk.heard.halves[:2]
    left = next(iter(first.readings), None)
    given_up = sum(first.asks.get(ask.value, 0.0) for ask in (Ask.DENY, Ask.UNDO)) >= _READ_PLAINLY
    if left is None or left.matter not in GIVEN_BACK or not given_up or not asks_surely_in_course(talk, rest):
        return None
    return None if await anything_runs(talk) else rest


def _questions(heard: Heard, word: LeadingWord | None, behind: Heard | None) -> tuple[Heard, ...]:
    """What the message asks, behind the word in answer to us where it begins with one."""
    several = [one for one in in_one(heard.questions) if not thanks(one)]
    several = [one for one in several if not one.said.says_what_is_not_meant] or several
    return tuple(several) or (behind or (replace(heard, said=word.behind) if word else heard),)


def _word_in_front(talk: Talk) -> tuple[LeadingWord | None, Heard | None]:
    """The yes or no in answer to us in front of something else, with that by itself where it was read so."""
    if _is_no_word(talk):
        return None, None
    word = _word_at_the_head(talk)
    return (word, None) if word else (word_by_parts(talk) or (None, None))


def _is_no_word(talk: Talk) -> bool:
    """Whether words that begin like a yes are none to the money we offered: ya, I was out, can they post it again; let
    them show me the signature."""
    said = talk.heard.said
    again = said.says("again_wished", "new_one_wished") and not said.says("money_wished")
    elsewhere = again or said.says("others_told")
    return talk.before.asked in OF_MONEY and elsewhere and not said.agrees_to(deed_asked(talk.before.asked))


def _word_at_the_head(talk: Talk) -> LeadingWord | None:
    """The yes or no in answer to us that the words begin with; None where the whole of them is one word, or says what
    we offered to do after all."""
    heard = talk.heard
    declared = talk.before.asked in {Asked.CONFIRM_DEED, Asked.CONFIRM_CONDITION}
    word = heard.said.leading_word(Deed.CLAIM_COMPENSATION if declared else deed_asked(talk.before.asked))
    if declared and word and not word.yes:
        return None  # a no to these is read whole
    if word is None or (not word.yes and (goes_for_it(talk) or heard.says("sum_for_keeping"))):
        return None  # nah keep it, claim the difference; 不退，补我三十
    if word.yes and (word.behind.holds_back or word.behind.holds_off(deed_asked(talk.before.asked))):
        return LeadingWord(False, heard.said, NOTHING)  # yes refund, but not before I hear from the shop
    whole = not heard.questions and word_read(talk) == _INTENT[word.yes]  # yep go ahead, send it
    return None if whole or wishes_instead(talk) or limits(talk) else word


def _is_topic_or_lost(talk: Talk, question: Heard) -> bool:
    return is_topic(talk, question) or question.intent in {"nlu_fallback", "out_of_scope"}


async def _for_each_order(talk: Talk, question: Heard) -> list[Heard]:
    """The question once for each order that it names, by a number or by its goods."""
    asks = is_topic(talk, question) or asks_surely(talk, question)
    numbers = [(kind, value) for kind in _NUMBERS for value in question.entities.get(kind, ())]
    others = {kind: values for kind, values in question.entities.items() if kind not in _NUMBERS}
    lost = question.intent in {"nlu_fallback", "out_of_scope"}  # 转椅 文件柜 俩单啥情况
    if not (asks or lost):
        return [question]
    if asks and len(numbers) > 1:
        return [replace(question, entities={**others, kind: (value,)}) for kind, value in numbers]
    orders = await talk.orders()
    named = [] if numbers else by_each_goods(orders, without_kept(orders, question.said))
    if len(named) < 2 or question.said.corrects or question.says("one_of_two"):
        return [question]
    if apart := _by_clauses(question, named):
        return apart
    return [replace(question, entities={**others, "order_id": (order.order_id,)}) for order in named]


_INTENT_WANTED = {
    Wanted.REFUND: "ask_refund_status",
    Wanted.CANCEL: "cancel_order",
    Wanted.EXCHANGE: "request_exchange",
    Wanted.INVOICE: "ask_invoice",
    Wanted.FAULT: "report_damaged_or_wrong",
    Wanted.DISPATCH: "ask_dispatch",
    Wanted.RETURN: "request_return",
    Wanted.DELIVERY: "track_shipment",
}


def _by_clauses(question: Heard, orders: Sequence[Order]) -> list[Heard] | None:
    """Each order with what its own clause plainly asks, where they differ: the model reads the message as one."""
    parts = question.said.clauses_of(orders=[[item.title for item in order.items] for order in orders])
    if parts is None:
        return None
    wanted = [part.asked_of_goods for part in parts]
    if None in wanted or len(set(wanted)) < 2:
        return None
    return [
        replace(
            question, intent=_INTENT_WANTED[one], confidence=1.0, said=part, entities={"order_id": (order.order_id,)},
            questions=(), halves=(), matters={}, asks={}, readings=(),
        )
        for order, part, one in zip(orders, parts, wanted, strict=True)
        if one is not None
    ]  # fmt: skip


async def _word_in_answer(talk: Talk) -> str | None:
    """The intent of words that take something back, or only answer what we asked (第二个), whatever they sound like."""
    heard, asked = talk.heard, talk.before.asked
    if heard.intent in _PRESSED:
        return heard.intent
    if asked not in _CONFIRMS and await takes_back(talk):
        return None if undoes(talk) else "withdraw"
    if await answers_exchange(talk):
        return "request_exchange"
    left = "deny" if asked in OF_MONEY and await undoes_nothing_yet(talk) else None
    found = left or _word(talk) or await answer_in(talk)
    if found == "deny" and await keeps_only_others(talk):
        return None
    yes = not heard.said.is_empty and "affirm" in {found, heard.intent}
    if yes and not heard.said.only_asks and (only_hears_us(talk) or heard.said.only_hums):
        return "acknowledge"
    return None if yes and found and not await _is_plain(talk) else found


async def _is_plain(talk: Talk) -> bool:
    """Whether a yes is for what we asked about, and for nothing else. One that names it (那帮我催) is, whatever was
    spoken of in between."""
    deed, said = deed_asked(talk.before.asked), talk.heard.said
    if said.agrees_to(deed):
        return await yes_to(talk)
    another = said.names_another_deed_than(deed)
    chases = talk.before.asked in {*_CONFIRMS, Asked.CONFIRM_DEED} and (
        talk.heard.said.only_urges or talk.heard.says("only_chase", "other_collects")
    )
    if wishes_otherwise(talk) or chases or (another and not word_read(talk)):
        return False
    if await yes_to(talk):
        return True
    talk.before, talk.opened_with = replace(talk.before, asked=None, wish=None), None  # it is asked anew, if at all
    return False


async def _meant(talk: Talk, *, later: bool) -> str:
    """The intent, unless the words go on from what was said (还要多久)."""
    heard, asked = talk.heard, talk.before.asked
    if found := completed(heard.entity("follow_up"), talk.before.topic):
        return found
    if heard.intent == "deny" and heard.said.begins_with_yes and limits(talk):
        return "nlu_fallback"  # yes, one only, not both
    if found := _not_as_it_sounds(talk, heard):
        return found
    rather = after_that(talk.before.topic, heard.intent) if later or asked == Asked.CONFIRM_CANCEL else heard.intent
    as_heard = rather == heard.intent or any(order.refunds for order in await talk.orders())
    return heard.intent if as_heard else rather


def _not_as_it_sounds(talk: Talk, heard: Heard) -> str | None:
    """What words mean that are taken for something else by their sound; None where they mean what they sound like."""
    asked, found = talk.before.asked, None
    if heard.said.only_praises or (
        heard.intent in _LOST and asked not in set(Asked) and heard.says("thanks_and_goes") and not heard.said.asks
    ):
        found = "thank"
    elif _only_named(talk, heard):
        found = "nlu_fallback"
    elif heard.said.waits_on and asked not in set(Asked):
        found = "acknowledge"
    elif heard.intent == "wrong_person" and not talk.spoken and talk.before.order_id and _is_read_plainly(heard):
        found = "nlu_fallback"  # 他家要是不搭理你呢: nobody was called
    elif heard.confidence < _SURE_OF_GOING and not talk.spoken and _sounds_like_going(heard):
        found = "nlu_fallback"  # 打不通 is no wish never to be called again, 我下礼拜才回来 no farewell
    elif heard.intent == "deny" and asked is None and heard.said.plain_yes and _is_read_as_yes(heard):
        found = "affirm"  # yes change it, of what was just registered
    elif heard.intent in A_WORD and heard.said.only_asks:  # so? u sure; why not: neither agreed to nor refused
        found = "ask_repeat" if talk.spoken and asked and not asks_surely(talk, heard) else "nlu_fallback"
    elif _only_thanks(talk, heard):
        found = "thank"
    elif heard.intent == "ask_who_calls" and heard.confidence < _SURELY_WHO and goes_on(talk):
        found = "nlu_fallback"  # so what do you do about it: not who we are
    return found


def _only_named(talk: Talk, heard: Heard) -> bool:
    """Whom do I call about it is not who we are; 不用换整套，把那几颗补给我 wants no exchange."""
    if heard.intent == "ask_who_calls":
        return not talk.spoken and heard.says("whom_to_call")
    return heard.intent == "request_exchange" and heard.said.refuses(Deed.EXCHANGE)


def _only_thanks(talk: Talk, heard: Heard) -> bool:
    if heard.intent in _LOST and heard.says("thanks_us") and not asks_surely(talk, heard):
        return True
    return heard.intent not in _WORDS_OF_THEIR_OWN and thanks(heard) and not is_topic(talk, heard)


def _sounds_like_going(heard: Heard) -> bool:
    """Whether the intent alone would lead off, or say our last words again where the words ask something plainly."""
    again = heard.intent == "ask_repeat" and heard.said.is_chinese
    return heard.intent in LEADS_OFF or (again and _is_read_plainly(heard))


def _is_read_plainly(heard: Heard) -> bool:
    return any(min(one.sure, one.ask_sure) >= _READ_PLAINLY for one in heard.readings[:1])


def _is_read_as_yes(heard: Heard) -> bool:
    return heard.asks.get(Ask.CONFIRM.value, 0.0) >= _READ_PLAINLY


def _word(talk: Talk) -> str | None:
    """A yes or no to what we asked that may sound like something else: 还是不取消了, 那你催吧, 知道了."""
    heard, asked = talk.heard, talk.before.asked
    if heard.intent == "affirm" and heard.said.holds_off(deed_asked(asked)):
        return "deny"  # 好嘛 先莫退
    if heard.said.agrees_to(deed_asked(asked)):
        return "affirm"  # 那就改吧 holds no other meaning, whatever it was taken for
    if takes_appeal(talk):
        return "affirm"
    if (word := word_read(talk)) or heard.said.is_empty:
        return word
    if heard.intent in NEVER_A_CHOICE or asks_surely(talk, heard) or wishes_elsewhere(talk):
        return None
    return _word_beside(talk)


def _word_beside(talk: Talk) -> str | None:
    """A yes or no in words that name no matter."""
    heard, asked = talk.heard, talk.before.asked
    if heard.said.only_asks:
        return None  # oh okay, what about it
    if heard.intent == "acknowledge" and talk.before.topic in PARCEL_TOPICS and heard.says("found_now"):
        return "acknowledge"  # it has turned up: no word about our offer
    if heard.intent == "acknowledge" and talk.before.asides and asked in STILL_OPEN and not talk.spoken:
        return "acknowledge"  # what was told in between is heard; what we asked before it is still open
    if heard.said.only_sees or heard.intent == "acknowledge":
        if asked in MAY_BE_LEFT:
            return "deny"
        return "affirm" if asked is None and _is_topic_or_lost(talk, heard) else None
    rather = _wishes_instead(talk) or heard.says("part_of_order", "sum_for_keeping")  # 不退货 就补20块
    says_no = heard.said.refuses(deed_asked(asked)) and not rather
    left = says_no or (asked is None and heard.said.leaves(_LEFT_BY.get(heard.intent)))
    return "deny" if left else None


def _wishes_instead(talk: Talk) -> bool:
    """No to what we asked, and another deed wished for in the same breath: the wish is what is answered."""
    other = next((asked for asked, wish in _WISH_BEHIND.items() if wish == talk.heard.intent), None)
    return other is not None and other != talk.before.asked and talk.heard.said.wishes(deed_asked(other))


def _offer_in(talk: Talk, *, since: int) -> Reply | None:
    """The sentence with which an answer, told before it, offers something; None where the answer is that alone."""
    told = talk.replies[since:]
    return told[-1] if len(told) > 1 and talk.memory.asked in STILL_OPEN else None


def _let_go_of(talk: Talk, offered: Reply | None) -> None:
    """What another question of the message was answered with asks too: of two open questions a yes means neither."""
    if offered is None or offered not in talk.replies[:-1]:
        return
    talk.replies.remove(offered)
    if offered.response == talk.question:
        talk.replies.append(offered)  # both come to the same question, which stands at the end


def _next_question(talk: Talk) -> None:
    """What was just spoken of is what the next question may be about."""
    talk.before = replace(
        talk.before, order_id=talk.memory.order_id, topic=talk.memory.topic, asked=None, offered=None, told=None,
        suggested_intent=None, wish=None,
    )  # fmt: skip
    talk.memory = replace(talk.memory, asked=None, offered=None, suggested_intent=None, wish=None)
    talk.chosen = None


async def _name_of_alike(talk: Talk, before: Memory) -> None:
    """Of the same goods ordered twice, which of the orders we now ask about: their name says nothing."""
    if talk.memory.asked not in _WISH_BEHIND or before.asked == talk.memory.asked or not talk.replies:
        return
    order = next((one for one in await talk.orders() if one.order_id == talk.memory.order_id), None)
    others = [one for one in await talk.orders() if order and one is not order and same_goods(one, order)]
    if order is None or not others or talk.spoken:
        return
    asked = talk.replies.pop()
    talk.say("utter_of_alike", at=talk.at(order.placed_at), number=order.known_as)
    talk.replies.append(asked)


def _reopen(talk: Talk, was: Memory) -> None:
    """An offer made on the way is still open at the end, for its own order."""
    if talk.memory.asked is None and was.asked:
        talk.remember(
            asked=was.asked,
            offered=was.offered,
            suggested_intent=was.suggested_intent,
            order_id=was.order_id,
            wish=was.wish,
        )


async def _come_back(talk: Talk, before: Memory) -> None:
    """After an aside, ask again whether we shall really: a yes must never be late for another question."""
    wish = _WISH_BEHIND.get(Asked(before.asked)) if before.asked in set(Asked) else None
    aside = talk.answers.get(talk.intent)
    off_topic = talk.intent == "out_of_scope"
    answered = off_topic or bool(aside and aside.topic)
    if wish is None or talk.memory.asked or talk.ended or not answered or talk.intent in {wish, *_INSTEAD}:
        return
    wished = (Ask.DO_IT, Ask.NOT_ALL)
    done = any(f"{matter.value}.{ask.value}" in talk.answered for matter in GIVEN_BACK for ask in wished)
    if done and before.asked in OF_MONEY:
        return  # 重新给我申: what was refused is decided again, which is the wish that we asked about
    order = next((order for order in await talk.orders() if order.order_id == before.order_id), None)
    if order and before.asked in OF_MONEY and wants_the_goods(talk, order, deed_asked(before.asked)):
        return
    if order:
        talk.chosen = order
        talk.remember(wish=before.wish)
        await talk.answer_as(wish)
        if talk.memory.asked == before.asked:  # asked once more, for the same reason and the same pieces
            again = {**kept(before.wish), **kept(talk.memory.wish)}
            talk.remember(wish=json.dumps(again, ensure_ascii=False) if again else None)
        shorten_question(talk)
        talk.remember(pending=before.pending)


async def _said_already(talk: Talk, question: Heard) -> bool:
    """Whether what we have just asked answers this question too, as it names no other order; or it asks nothing."""
    if says_no_more_than_a_word(talk, question):
        return True
    named = by_goods(await talk.orders(), question.said)
    other = any(kind in question.entities for kind in (*_NUMBERS, "other", "place", "bought_on", "order_id"))
    same = not other and all(order.order_id == talk.memory.order_id for order in named)
    return same and (asked_by(talk.memory.asked, question) or just_offered(talk, question))


def _postponed(talk: Talk, rest: Collection[Heard]) -> bool:
    """Whether the rest has to wait for the consumer's word; it is remembered then."""
    if not rest or talk.memory.asked not in _NEEDS_A_WORD or talk.memory.asides:
        return False  # a question that an earlier turn asked, and that stays open, keeps nothing waiting
    meant = [completed(one.entity("follow_up"), talk.memory.topic) or one.intent for one in rest]
    talk.remember(pending=json.dumps([one.told() for one in rest], ensure_ascii=False))
    named = list(dict.fromkeys(intent for intent in meant if phrases.is_topic(intent)))
    if named:
        talk.say("utter_then_the_rest", rest=phrases.topics(named, talk.language))
    return True


def _waiting(before: Memory) -> list[Heard]:
    """What an earlier turn left for after its question."""
    return [Heard.remembered(one) for one in json.loads(before.pending)] if before.pending else []
