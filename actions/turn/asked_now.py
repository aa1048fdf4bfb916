"""What a message asks, in order: a word in answer to us, then each question, for each order that it names."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from actions.asking.choices import chosen_in_words
from actions.asking.offer_reply import (
    goes_for_it,
    limits,
    takes_that_order,
    wishes_instead,
    without_refused,
    word_read,
)
from actions.asking.open_question import (
    INTENT_OF_WORD,
    OF_MONEY,
    WISH_BEHIND,
    deed_asked,
)
from actions.heard import Heard
from actions.intents.satisfaction import rates_in_words
from actions.matters.about import GIVEN_BACK
from actions.memory import Asked
from actions.orders.reference import NUMBERS, by_each_goods, without_kept
from actions.questions.joined_questions import in_one
from actions.questions.matter_answers import anything_runs
from actions.questions.other_subject import drop_question_of_another
from actions.questions.sureness import (
    asks_surely,
    asks_surely_in_course,
    thanks,
)
from actions.talk import Talk
from actions.turn.word_by_parts import asks_more, is_topic, word_by_parts
from careline.core.orders import Order
from understanding.bars import READ_SURELY
from understanding.deeds import Verb
from understanding.goods_clauses import AskedOfGoods
from understanding.reading import NOTHING, LeadingWord
from understanding.taxonomy import Ask


async def asked_now(talk: Talk, intent: str) -> AsyncIterator[Heard]:
    """A word in answer to us, then each question; a question about several numbers is one for each."""
    heard = talk.heard
    if talk.before.asked == Asked.NEW_ADDRESS and heard.said.address_alone:
        yield replace(heard, intent="change_address", questions=())  # commas in an address part no questions
        return
    if rates_in_words(talk):
        yield replace(heard, intent="rate_case", questions=(), entities={})
        return
    await drop_question_of_another(talk)
    if one := await _picked(talk):
        yield one
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
        wish = WISH_BEHIND.get(asked) if asked else None
        questions = tuple(one for one in questions if asks_more(talk, one, wish))
        # A mere "no" to an offer, and another wish: nothing to say about the offer. 不用催 gets its word.
        plain = asked == Asked.HANDOFF_OFFER or not word.said.refuses(deed_asked(asked))
        if word.yes or wish or not questions or not plain:
            yield heard.only_word(word)
    for question in questions:
        for one in await _for_each_order(talk, question):
            yield one


async def _picked(talk: Talk) -> Heard | None:
    """One of the ways that we left open, or a yes that names the very order of our question."""
    if one := chosen_in_words(talk):
        return one
    return (
        talk.heard.only_word(LeadingWord(yes=True, said=talk.heard.said, behind=NOTHING))
        if await takes_that_order(talk)
        else None
    )


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
    given_up = first.likely_asks(Ask.DENY, Ask.UNDO) >= READ_SURELY
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
    word = heard.said.leading_word(Verb.CLAIM_COMPENSATION if declared else deed_asked(talk.before.asked))
    if declared and word and not word.yes:
        return None  # a no to these is read whole
    if word is None or (not word.yes and (goes_for_it(talk) or heard.says("sum_for_keeping"))):
        return None  # nah keep it, claim the difference; 不退，补我三十
    if word.yes and (word.behind.holds_back or word.behind.holds_off(deed_asked(talk.before.asked))):
        # yes refund, but not before I hear from the shop
        return LeadingWord(yes=False, said=heard.said, behind=NOTHING)
    whole = not heard.questions and word_read(talk) == INTENT_OF_WORD[word.yes]  # yep go ahead, send it
    return None if whole or wishes_instead(talk) or limits(talk) else word


async def _for_each_order(talk: Talk, question: Heard) -> list[Heard]:
    """The question once for each order that it names, by a number or by its goods."""
    asks = is_topic(talk, question) or asks_surely(talk, question)
    numbers = [(kind, value) for kind in NUMBERS for value in question.entities.get(kind, ())]
    others = {kind: values for kind, values in question.entities.items() if kind not in NUMBERS}
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
    AskedOfGoods.REFUND: "ask_refund_status",
    AskedOfGoods.CANCEL: "cancel_order",
    AskedOfGoods.EXCHANGE: "request_exchange",
    AskedOfGoods.INVOICE: "ask_invoice",
    AskedOfGoods.FAULT: "report_damaged_or_wrong",
    AskedOfGoods.DISPATCH: "ask_dispatch",
    AskedOfGoods.RETURN: "request_return",
    AskedOfGoods.DELIVERY: "track_shipment",
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
