"""Everything that one turn asks, answered in order, once.

Before anything else: whoever tells of an emergency, and secrets that nobody should send (actions/turn/people_first.py).
Then a word in answer to our question comes first, then what the message asks, then what waited for that word. Where an
answer needs a word from the consumer (which order? shall I really?), the rest waits for it, and we say so: two open
questions at once make a yes ambiguous. An offer does not stop us; a later yes takes it up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import replace

from actions.asking.choices import asks_which
from actions.asking.offer_reply import (
    goes_for_goods,
    is_about_the_same,
    just_offered,
    offered_matter,
)
from actions.asking.open_question import (
    CONFIRMS,
    COSTS_NOTHING,
    INTENT_OF_WORD,
    OF_MONEY,
    STILL_OPEN,
    WISH_BEHIND,
    WISHES_FOR_GOODS,
    deed_asked,
    our_question,
)
from actions.heard import Heard
from actions.intents.amending import amend_if_corrected
from actions.intents.callee import before_known
from actions.intents.conditions import answer_if_condition
from actions.intents.handoff import leave_queue_if_wished
from actions.intents.topic_fallback import meant_in_view
from actions.intents.verifying import asks_whether_us
from actions.matters.about import GIVEN_BACK
from actions.memory import Asked, Memory
from actions.orders.reference import NUMBERS, by_goods, same_goods
from actions.questions.carrying_out import remember_intent
from actions.questions.joined_questions import asked_by
from actions.questions.matter_answers import answer_from_matter, anything_runs, appeal_if_refused
from actions.questions.plainly_wished import do_what_we_ask, wants_the_goods
from actions.questions.repeated_question import shorten_question
from actions.questions.sureness import (
    says_no_more_than_a_word,
)
from actions.questions.told_beside import answer_beside, tell_beside_our_question
from actions.remembered import OrdersShown, Proposal
from actions.talk import Reply, Talk
from actions.turn.asked_now import asked_now
from actions.turn.call_news import tell_news
from actions.turn.echo import echoes, waits_after_all
from actions.turn.follow_ups import completed
from actions.turn.meant import meant_by, word_in_answer
from actions.turn.overview import tell_all_if_asked, tell_sum_if_asked
from actions.turn.people_first import help_if_in_danger, warn_of_secrets
from actions.turn.word_by_parts import said_beside
from careline.core import phrases
from understanding.bars import OUT_OF_SCOPE, WISHED_BEHIND_AN_OFFER
from understanding.context import completed as read_of
from understanding.deeds import Verb
from understanding.taxonomy import Ask, Matter

_NEEDS_A_WORD = frozenset({Asked.CHOOSE_ORDER, *WISH_BEHIND})
_INSTEAD = frozenset({"report_damaged_or_wrong", "withdraw"})
"""Another deed than the one we asked about was wished for and answered: the question is over."""
_GIVES_BACK = (Verb.CANCEL, Verb.REFUND, Verb.RETURN)
_DEED_OF = {
    Matter.REFUND: Verb.REFUND, Matter.RETURN: Verb.RETURN, Matter.CANCEL: Verb.CANCEL, Matter.EXCHANGE: Verb.EXCHANGE,
    Matter.RESEND: Verb.RESEND, Matter.COMPENSATION: Verb.CLAIM_COMPENSATION,
}  # fmt: skip
_OFFERS = STILL_OPEN | {Asked.CONFIRM_ADDRESS, Asked.CONFIRM_URGE, Asked.HANDOFF_OFFER}
_SETTLES = frozenset({"affirm", "deny", "choose_order"})


async def answer_turn(talk: Talk, intent: str) -> None:
    """Answer everything that this turn asks. `intent` is that of the message as a whole."""
    if warn_of_secrets(talk, intent) or await help_if_in_danger(talk):
        return
    if not talk.identified:
        await before_known(talk, intent)
        return
    if await tell_news(talk, intent):
        return
    if (
        await answer_if_condition(talk)
        or await _answer_if_plain_by_ear(talk)
        or await leave_queue_if_wished(talk)
        or await tell_all_if_asked(talk)
        or await tell_sum_if_asked(talk)
        or (len(talk.heard.questions) < 2 and await amend_if_corrected(talk))
    ):
        return
    if talk.before.order_id and talk.heard.said.chases:
        await _chase(talk, everything=talk.heard.said.chases_all)
        return
    if asks_whether_us(talk):
        await talk.answer_as("ask_who_calls")  # as a whole: its clauses sound like questions of other kinds
        return
    whole = talk.heard
    if not (await _do_nothing_if_told_to_wait(talk) or asks_which(talk) or await echoes(talk)):
        await _answer_all(talk, intent if talk.heard is whole else talk.heard.intent)


async def _do_nothing_if_told_to_wait(talk: Talk) -> bool:
    """Say that nothing is done, where they only want us to wait for their word: let me sleep on it. False where not."""
    said, asked = talk.heard.said, talk.before.asked
    if await _holds_our_question_off(talk) or await waits_after_all(talk):
        return True
    if talk.spoken or not talk.before.order_id or said.asks_of_us or said.only_sees:
        return False
    if not (said.says("not_yet") or _holds_off_the_matter(talk)):
        return False
    if await anything_runs(talk):
        return False
    if asked in {*CONFIRMS, Asked.CONFIRM_DEED}:
        await talk.answer_as("deny")
    else:
        talk.say("utter_nothing_done_yet")
    return True


async def _holds_our_question_off(talk: Talk) -> bool:
    """Whether what we have asked about shall wait, whatever that is: I'd rather wait a bit."""
    ours = None if talk.spoken else our_question(talk.before.asked)
    if ours is None or ours.asked is Asked.HANDOFF_OFFER or not talk.heard.said.holds_all_off:
        return False
    if ours.wants_words:
        talk.say("utter_nothing_done_yet")
    else:
        await talk.answer_as("deny")
        remember_intent(talk, "deny")
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
    goods = deed not in {Verb.EXCHANGE, Verb.RESEND} and said.says("goes_for_goods", "new_one_wished", "sent_again")
    money = deed not in _GIVES_BACK and any(said.wishes(one) for one in _GIVES_BACK)  # 先不要赔付了 直接退款
    return not (more or goods or money) and said.holds_off(deed)


async def _answer_if_plain_by_ear(talk: Talk) -> bool:
    """Answer a few spoken words that mean the same whatever we have offered: nothing more; chase them. False where
    not."""
    if not talk.spoken:
        return False
    if talk.heard.said.nothing_more:
        await talk.answer_as("goodbye")
        return True
    offered = talk.before.asked in {*CONFIRMS, Asked.CONFIRM_DEED}
    urges = talk.heard.said.only_urges and not talk.heard.said.wishes_nowhere(Matter.DISPATCH, talk.whole)
    if (offered or talk.heard.intent == "acknowledge") and urges:
        await _chase(talk)
        return True
    return False


async def _chase(talk: Talk, *, everything: bool = False) -> None:
    """Push whoever has to move, for the order spoken of or for all that is stuck, whatever we have offered."""
    talk.before = replace(talk.before, asked=Asked.CONFIRM_URGE, wish=Proposal.of(all=everything))
    await talk.answer_as("affirm")


async def _answer_all(talk: Talk, intent: str) -> None:
    """Answer a word to us, each question, and what had to wait."""
    talk.whole = talk.heard.said
    talk.opened_with, talk.offered_order = talk.before.asked, talk.before.order_id
    before, open_question, whole = talk.before, talk.memory, talk.heard
    todo, waiting = deque([one async for one in asked_now(talk, intent)]), talk.before.pending
    settled, later, offered = False, False, None
    while todo:
        if later:
            _next_question(talk)
        talk.heard = todo.popleft()
        word = await word_in_answer(talk)
        meant = word or await meant_by(talk, later=later)
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
            todo = deque([one for one in todo if not await answer_beside(talk, one)])
        if talk.ended or _postpone_if_we_asked(talk, todo):
            return
        later = True
    await tell_beside_our_question(talk, before)
    await _say_which_of_alike(talk, before)
    _reopen(talk, open_question)
    if not settled:
        talk.unanswered = before
        await _come_back(talk, before)
        if waiting and talk.memory.asked in _NEEDS_A_WORD and not talk.memory.pending:
            talk.remember(pending=before.pending)  # one question has led to the next: the rest waits on


async def _do_what_is_wished_behind(talk: Talk, todo: deque[Heard]) -> None:
    """Do at once what costs nothing and was just offered, where a further clause wishes for it: 晚了几天总得赔吧
    帮我弄到手."""
    about, first = offered_matter(talk.memory), next(iter(todo), None)
    if first is None or about is None or talk.memory.asked not in COSTS_NOTHING or talk.spoken:
        return
    order = await talk.order(talk.memory.order_id)
    found = read_of(first.matters, first.asks, [about])
    wished = found is not None and (found.matter, found.ask) == (about, Ask.DO_IT)
    sure = wished and found is not None and found.ask_sure >= WISHED_BEHIND_AN_OFFER
    if order is None or not sure or not first.said.plain_yes or by_goods(await talk.orders(), first.said):
        return
    todo.popleft()
    talk.heard = first
    await do_what_we_ask(talk, order)


async def _beside_the_word(talk: Talk, whole: Heard, meant: str) -> list[Heard]:
    """What else the message wishes or asks, where it was read as a yes or no to an offer of ours, or brings what we
    have asked for."""
    brings = talk.before.asked == Asked.CONFIRM_DEED and bool(whole.said.invoice_data)
    if not (brings or meant in INTENT_OF_WORD.values()) or not whole.halves or talk.before.asked not in _OFFERS:
        return []
    if whole.said.pick and not whole.said.pick.behind:
        return []  # 算了 还是钱吧: which one, and no more
    found = await said_beside(talk, whole, word="affirm" if brings else meant)
    found = [one for one in found if not any(one.said.refuses(deed) for deed in _GIVES_BACK)]  # don't you dare cancel
    return [one for one in found if not (brings and one.said.invoice_data)]  # the tax number behind the title


async def _answer(talk: Talk, meant: str, *, in_answer: bool, more: bool) -> None:
    """Answer a word to us by its action; a question from its matter, or by the action of its intent.

    Of a clause that nobody understands nothing is said where the rest is answered: "I didn't get that" behind an answer
    is about the wrong words. `more`: further clauses follow.
    """
    refused = talk.heard.said.not_wanted and not goes_for_goods(talk.heard)
    if meant in WISHES_FOR_GOODS and talk.before.asked not in _NEEDS_A_WORD and refused:
        talk.keep_question()
        if not more:  # a refund I don't want, send another one: the wish behind it is what is answered
            talk.say("utter_nothing_done")
        return
    if not in_answer and await amend_if_corrected(talk):
        return
    if not in_answer and talk.heard.said.contests and await appeal_if_refused(talk):
        return
    if in_answer or not await answer_from_matter(talk, meant):
        lost = meant == "nlu_fallback" or (meant == "out_of_scope" and talk.heard.confidence < OUT_OF_SCOPE)
        beside = lost and not in_answer and not talk.spoken and (more or bool(talk.replies))
        if beside and await meant_in_view(talk) is None:
            return
        await talk.answer_as(meant)
        remember_intent(talk, meant)


def _offer_in(talk: Talk, *, since: int) -> Reply | None:
    """The sentence with which an answer, told before it, offers something; None where the answer is that alone."""
    told = talk.replies[since:]
    return told[-1] if len(told) > 1 and talk.memory.asked in STILL_OPEN else None


def _let_go_of(talk: Talk, offered: Reply | None) -> None:
    """Take back the offer before, where another question of the message was answered with one too: of two open
    questions a yes means neither."""
    if offered is None or offered not in talk.replies[:-1]:
        return
    talk.replies.remove(offered)
    if offered.response == talk.offered_by:
        talk.replies.append(offered)  # both come to the same question, which stands at the end


def _next_question(talk: Talk) -> None:
    """Forget our question: what was just spoken of is what the next question may be about."""
    talk.before = replace(
        talk.before.without_question(), order_id=talk.memory.order_id, topic=talk.memory.topic,
        offered=OrdersShown(), told=None, suggested_intent=None,
    )  # fmt: skip
    talk.memory = replace(talk.memory.without_question(), offered=OrdersShown(), suggested_intent=None)
    talk.chosen = None


async def _say_which_of_alike(talk: Talk, before: Memory) -> None:
    """Say which order we ask about, where another one is of the same goods, so that their name says nothing."""
    if talk.memory.asked not in WISH_BEHIND or before.asked == talk.memory.asked or not talk.replies:
        return
    order = await talk.order(talk.memory.order_id)
    others = [one for one in await talk.orders() if order and one is not order and same_goods(one, order)]
    if order is None or not others or talk.spoken:
        return
    asked = talk.replies.pop()
    talk.say("utter_of_alike", at=talk.at(order.placed_at), number=order.known_as)
    talk.replies.append(asked)


def _reopen(talk: Talk, was: Memory) -> None:
    """Leave an offer that was made on the way open at the end, for its own order."""
    if talk.memory.asked is None and was.asked:
        talk.remember(
            asked=was.asked,
            offered=was.offered,
            suggested_intent=was.suggested_intent,
            order_id=was.order_id,
            wish=was.wish,
        )


async def _come_back(talk: Talk, before: Memory) -> None:
    """Ask again after an aside whether we shall really: a yes must never be late for another question."""
    wish = WISH_BEHIND.get(before.asked) if before.asked else None
    aside = talk.answers.get(talk.intent)
    off_topic = talk.intent == "out_of_scope"
    answered = off_topic or bool(aside and aside.topic)
    if wish is None or talk.memory.asked or talk.ended or not answered or talk.intent in {wish, *_INSTEAD}:
        return
    wished = (Ask.DO_IT, Ask.NOT_ALL)
    done = any(matter in GIVEN_BACK and ask in wished for matter, ask in talk.answered)
    if done and before.asked in OF_MONEY:
        return  # 重新给我申: what was refused is decided again, which is the wish that we asked about
    order = await talk.order(before.order_id)
    if order and before.asked in OF_MONEY and wants_the_goods(talk, order, deed_asked(before.asked)):
        return
    if order:
        talk.chosen = order
        talk.remember(wish=before.wish)
        await talk.answer_as(wish)
        if talk.memory.asked == before.asked:  # asked once more, for the same reason and the same pieces
            talk.remember(wish=before.wish.and_also(**talk.memory.wish.kept))
        shorten_question(talk)
        talk.remember(pending=before.pending)


async def _said_already(talk: Talk, question: Heard) -> bool:
    """Whether what we have just asked answers this question too, as it names no other order; or it asks nothing."""
    if says_no_more_than_a_word(talk, question):
        return True
    named = by_goods(await talk.orders(), question.said)
    other = any(kind in question.entities for kind in (*NUMBERS, "other", "place", "bought_on", "order_id"))
    same = not other and all(order.order_id == talk.memory.order_id for order in named)
    return same and (asked_by(talk.memory.asked, question) or just_offered(talk, question))


def _postpone_if_we_asked(talk: Talk, rest: Collection[Heard]) -> bool:
    """Keep the rest for after the consumer's word, where we have just asked for one; False where it can be answered
    now."""
    if not rest or talk.memory.asked not in _NEEDS_A_WORD or talk.memory.asides:
        return False  # a question that an earlier turn asked, and that stays open, keeps nothing waiting
    meant = [completed(one.entity("follow_up"), talk.memory.topic) or one.intent for one in rest]
    talk.remember(pending=tuple(rest))
    named = list(dict.fromkeys(intent for intent in meant if phrases.is_topic(intent)))
    if named:
        talk.say("utter_then_the_rest", rest=phrases.topics(named, talk.language))
    return True
