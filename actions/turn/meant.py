"""Which intent one question of a turn has: a word in answer to us, or what its words mean where they mislead."""

from __future__ import annotations

from actions.asking.offer_reply import (
    accept_yes,
    keeps_only_others,
    limits,
    only_hears_us,
    takes_appeal,
    wishes_elsewhere,
    wishes_otherwise,
    word_read,
)
from actions.asking.open_question import (
    CONFIRMS,
    MAY_BE_LEFT,
    OF_MONEY,
    STILL_OPEN,
    WISH_BEHIND,
    deed_asked,
)
from actions.heard import Heard
from actions.intents.exchanging import answers_exchange
from actions.intents.order_chosen import NEVER_A_CHOICE, answer_in
from actions.intents.topic_fallback import PARCEL_TOPICS
from actions.intents.withdrawing import takes_back, undoes_nothing_yet
from actions.matters.registry import ABOUT
from actions.memory import Asked
from actions.questions.matter_or_intent import A_WORD, LEADS_OFF
from actions.questions.sureness import (
    LOST,
    asks_surely,
    goes_on,
    thanks,
    undoes,
)
from actions.talk import Talk
from actions.turn.follow_ups import after_that, completed
from actions.turn.word_by_parts import is_topic
from understanding.bars import INTENT_LIKELY, INTENT_SURE, READ_SURELY
from understanding.deeds import Verb
from understanding.taxonomy import Ask

_PRESSED = frozenset({"case_settled", "rate_case"})
"""Meant as they are: a button, or words that were taken as its words."""
_WORDS_OF_THEIR_OWN = frozenset({"affirm", "deny", "acknowledge", "goodbye", "greet"})
"""A greeting, a farewell, or a word in answer to us, is no mere thanks: 没有了 谢谢 ends a call."""
_LEFT_BY = {intent: one.left for one in ABOUT.values() if one.left for intent in one.intents}
"""For what the words were taken for, the deed that they may only name to leave alone."""


async def word_in_answer(talk: Talk) -> str | None:
    """The intent of words that take something back, or only answer what we asked (第二个), whatever they sound like."""
    heard, asked = talk.heard, talk.before.asked
    if heard.intent in _PRESSED:
        return heard.intent
    if asked not in CONFIRMS and await takes_back(talk):
        return None if undoes(talk) else "withdraw"
    if await answers_exchange(talk):
        return "request_exchange"
    left = "deny" if asked in OF_MONEY and await undoes_nothing_yet(talk) else None
    found = left or _word(talk) or await answer_in(talk)
    found = None if found == "affirm" and _is_no_wish(talk) else found
    if found == "deny" and await keeps_only_others(talk):
        return None
    yes = not heard.said.is_empty and "affirm" in {found, heard.intent}
    if yes and not heard.said.only_asks and (only_hears_us(talk) or heard.said.only_hums):
        return "acknowledge"
    return None if yes and found and not await _accept_plain_yes(talk) else found


def _is_no_wish(talk: Talk) -> bool:
    """Whether words that sound like a yes only suppose it, or say what somebody else wants."""
    return talk.heard.said.is_no_yes(talk.whole)


def _is_no_word(talk: Talk, heard: Heard) -> bool:
    """Whether what was taken for a yes or no is neither: it asks, or is no wish of theirs."""
    return heard.intent in A_WORD and (heard.said.only_asks or (heard.intent == "affirm" and _is_no_wish(talk)))


async def _accept_plain_yes(talk: Talk) -> bool:
    """Take a yes for what we asked about; False where it is for something else, and then our question is left.

    One that names the deed (那帮我催) is for ours, whatever was spoken of in between.
    """
    deed, said = deed_asked(talk.before.asked), talk.heard.said
    if said.agrees_to(deed):
        return await accept_yes(talk)
    another = said.names_another_deed_than(deed)
    chases = talk.before.asked in {*CONFIRMS, Asked.CONFIRM_DEED} and (
        talk.heard.said.only_urges or talk.heard.says("only_chase", "other_collects")
    )
    if wishes_otherwise(talk) or chases or (another and not word_read(talk)):
        return False
    if await accept_yes(talk):
        return True
    talk.leave_question()  # it is asked anew, if at all
    talk.opened_with = None
    return False


async def meant_by(talk: Talk, *, later: bool) -> str:
    """The intent, unless the words go on from what was said (还要多久)."""
    heard, asked = talk.heard, talk.before.asked
    if found := completed(heard.entity("follow_up"), talk.before.topic):
        return found
    if heard.intent == "deny" and heard.said.begins_with_yes and limits(talk):
        return "nlu_fallback"  # yes, one only, not both
    if found := _plain_word(talk, heard) or _not_as_it_sounds(talk, heard):
        return found
    rather = after_that(talk.before.topic, heard.intent) if later or asked == Asked.CONFIRM_CANCEL else heard.intent
    as_heard = rather == heard.intent or any(order.refunds for order in await talk.orders())
    return heard.intent if as_heard else rather


def _plain_word(talk: Talk, heard: Heard) -> str | None:
    """`deny` for a no to a person (别转 我就问问), whatever we offered; `goodbye` where there is nothing more."""
    if heard.says("no_transfer") and not talk.in_queue:
        return "deny"
    return "goodbye" if heard.said.nothing_more and heard.intent in LOST else None


def _not_as_it_sounds(talk: Talk, heard: Heard) -> str | None:
    """The intent of words that the model takes for another by their sound; None where they mean what they sound
    like."""
    asked, found = talk.before.asked, None
    if heard.said.only_praises or (
        heard.intent in LOST and asked is None and heard.says("thanks_and_goes") and not heard.said.asks
    ):
        found = "thank"
    elif _only_named(talk, heard):
        found = "nlu_fallback"
    elif heard.said.waits_on and asked is None:
        found = "acknowledge"
    elif heard.intent == "wrong_person" and not talk.spoken and talk.before.order_id and _is_read_plainly(heard):
        found = "nlu_fallback"  # 他家要是不搭理你呢: nobody was called
    elif not talk.spoken and _sounds_like_going(heard):
        found = "nlu_fallback"  # 打不通 is no wish never to be called again, 我下礼拜才回来 no farewell
    elif heard.intent == "deny" and asked is None and heard.said.plain_yes and _is_read_as_yes(heard):
        found = "affirm"  # yes change it, of what was just registered
    elif _is_no_word(talk, heard):  # so? u sure; why not: neither agreed to nor refused
        found = "ask_repeat" if talk.spoken and asked and not asks_surely(talk, heard) else "nlu_fallback"
    elif _only_thanks(talk, heard):
        found = "thank"
    elif heard.intent == "ask_who_calls" and heard.confidence < INTENT_SURE and goes_on(talk):
        found = "nlu_fallback"  # so what do you do about it: not who we are
    return found


def _only_named(talk: Talk, heard: Heard) -> bool:
    """Whether the words only name what they were taken for: whom do I call about it; 不用换整套."""
    if heard.intent == "ask_who_calls":
        return not talk.spoken and heard.says("whom_to_call", "told_what", "told_yet")
    return heard.intent == "request_exchange" and heard.said.refuses(Verb.EXCHANGE)


def _only_thanks(talk: Talk, heard: Heard) -> bool:
    if heard.intent in LOST and heard.says("thanks_us") and not asks_surely(talk, heard):
        return True
    return heard.intent not in _WORDS_OF_THEIR_OWN and thanks(heard) and not is_topic(talk, heard)


def _sounds_like_going(heard: Heard) -> bool:
    """Whether an unsure intent alone leads off, or has our last words said again where the words ask plainly."""
    if heard.confidence >= INTENT_LIKELY or heard.said.nothing_more:
        return False
    again = heard.intent == "ask_repeat" and heard.said.is_chinese
    return heard.intent in LEADS_OFF or (again and _is_read_plainly(heard))


def _is_read_plainly(heard: Heard) -> bool:
    return any(min(one.sure, one.ask_sure) >= READ_SURELY for one in heard.readings[:1])


def _is_read_as_yes(heard: Heard) -> bool:
    return heard.likely_asks(Ask.CONFIRM) >= READ_SURELY


def _word(talk: Talk) -> str | None:
    """A yes or no to what we asked that may sound like something else: 还是不取消了, 那你催吧, 知道了."""
    heard, asked = talk.heard, talk.before.asked
    if heard.intent == "affirm" and heard.said.holds_off(deed_asked(asked)):
        return "deny"  # 好嘛 先莫退
    goes_on_unasked = heard.said.goes_ahead and asked not in set(Asked) and not talk.spoken and talk.before.order_id
    if goes_on_unasked or heard.said.agrees_to(deed_asked(asked)):
        return "affirm"  # crack on: what was just spoken of; 那就改吧 holds no other meaning, whatever it was taken for
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
    """Whether the words wish another deed than the one they refuse: then the wish is what is answered."""
    other = next((asked for asked, wish in WISH_BEHIND.items() if wish == talk.heard.intent), None)
    return other is not None and other != talk.before.asked and talk.heard.said.wishes(deed_asked(other))


def _is_topic_or_lost(talk: Talk, question: Heard) -> bool:
    return is_topic(talk, question) or question.intent in {"nlu_fallback", "out_of_scope"}
