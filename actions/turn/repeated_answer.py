"""The same sentence is not said twice in a conversation: asked again, we go up a ladder.

First what is being done and until when, then what the consumer may do now, then a person with the whole story.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from actions.asking.open_question import STILL_OPEN
from actions.deeds.registering import named
from actions.matters.answer import say
from actions.matters.registry import DEEDS
from actions.matters.view import View
from actions.memory import Asked
from actions.questions.carrying_out import as_reply, load_view
from actions.questions.repeated_question import still_asked
from actions.questions.told_before import RECENT, mark, mark_of_deed, mark_of_question, mark_of_sum
from actions.remembered import LastSaid, SaidSoFar
from actions.talk import Reply, Talk
from careline.core import phrases
from careline.core.guarantees import RightState
from careline.core.orders import Guarantee
from careline.core.remedies import RemedyKind
from understanding.taxonomy import Ask

_ASKS = ("utter_confirm_", "utter_still_", "utter_ask_", "utter_choose_order", "utter_suggest", "utter_order_not_found")
_HEADS = frozenset({"utter_about_order"})
_FACTS = frozenset({Ask.WHERE_TO, Ask.HOW_MUCH, Ask.WHICH, Ask.WHO, Ask.MAY_I, Ask.HOW, Ask.WHY, Ask.EVIDENCE})
"""Whoever asks for one of these again has not found it in what was said, so it is said a second time before the
ladder."""
_ALWAYS = (*_ASKS, "utter_handoff", "utter_anything_else", "utter_now_in", "utter_greet", "utter_welcome", "utter_idle",
           "utter_goodbye", "utter_identify", "utter_stay", "utter_nothing_done", "utter_condition_",
           "utter_again_", "utter_echo_", "utter_urged_merchant", "utter_urged_courier")  # fmt: skip
"""Responses whose meaning is in being said now: questions, courtesies, what a yes or no has done; and the ladder's."""


async def without_repeating(talk: Talk) -> None:
    """Take away every sentence that was said before in the same words; where nothing is left, go up the ladder.

    This holds for the answer of a matter. The action of an intent may have said the same for another question, so it
    may say it a second time.
    """
    if talk.spoken or talk.ended:
        return
    said, turn = dict(talk.before.said.sentences), talk.before.said.this_turn
    question = mark_of_question(talk.answered, talk.memory.order_id)
    last_asked = talk.answered[-1][1] if talk.answered else None
    asked_again = question is None or turn - said.get(question, LastSaid(-RECENT, 0)).turn <= RECENT
    fresh = [reply for reply in talk.replies if not _named(reply) or mark(reply, talk.memory.order_id) not in said]
    if talk.replies and not fresh:
        last, times = max(said[mark(reply, talk.memory.order_id)] for reply in talk.replies)
        asks = talk.memory.asked is not None and talk.memory.asked != talk.before.asked
        fact = times == 1 and last_asked in _FACTS
        if turn - last <= RECENT and not asks and not fact and (talk.from_matter or times > 1) and asked_again:
            talk.replies.clear()
            await _ladder(talk, said)
        elif last_asked is not Ask.DO_IT:
            _shorten(talk)
    elif any(_named(reply) for reply in fresh):
        asks_now = talk.memory.asked not in {None, Asked.HANDOFF_OFFER} and not talk.memory.asides
        kept = {id(talk.replies[0]), *({id(talk.replies[-1])} if asks_now else ())}
        talk.replies[:] = [reply for reply in talk.replies if reply in fresh or id(reply) in kept]
    _ask_in_few_words(talk, said)
    _note_what_was_said(talk, said, turn)
    if question:
        said[question] = LastSaid(turn, 1)
    talk.remember(said=SaidSoFar(said))


def _note_what_was_said(talk: Talk, said: dict[str, LastSaid], turn: int) -> None:
    """Mark the sentences of this turn, the sums in them, and the deeds that they told of."""
    for reply in talk.replies:
        if reply.response:
            sentence = mark(reply, talk.memory.order_id)
            said[sentence] = LastSaid(turn, said[sentence].times + 1 if sentence in said else 1)
        if amount := reply.values.get("amount"):
            said[mark_of_sum(amount, talk.memory.order_id)] = LastSaid(turn, 1)
    for told in {mark_of_deed(one.remedy_id) for one in talk.done}:
        said[told] = LastSaid(turn, said[told].times + 1 if told in said else 1)


def _shorten(talk: Talk) -> None:
    """Keep the first sentence and what we ask, where another question has the same answer."""
    heads = 1 + (talk.replies[0].response in _HEADS)
    asked = [one for one in talk.replies[heads:] if _is_question(talk, one)]
    talk.replies[heads:] = asked[-1:]


def _ask_in_few_words(talk: Talk, said: Collection[str]) -> None:
    """Ask the question of before in few words, where it follows something else; the third time leave it out."""
    if len(talk.replies) < 2 or talk.memory.asked not in STILL_OPEN:
        return
    last = talk.replies[-1]
    if not _is_question(talk, last) or mark(last, talk.memory.order_id) not in said:
        return
    talk.replies.pop()
    still = still_asked()
    if mark(still, talk.memory.order_id) not in said:
        talk.replies.append(replace(still, buttons=[*still.buttons, *last.buttons]))
    else:
        talk.remember(asides=max(1, talk.memory.asides))


def _is_question(talk: Talk, reply: Reply) -> bool:
    asks = reply.response is not None and reply.response.startswith(_ASKS)
    return asks or (talk.offered_by is not None and reply.response == talk.offered_by)


def _named(reply: Reply) -> bool:
    return reply.response is not None and not reply.response.startswith(_ALWAYS)


async def _ladder(talk: Talk, said: Collection[str]) -> None:
    """Say what is being done, else what may be done, else offer a person: the first that was not said yet."""
    order = await talk.order(talk.memory.order_id)
    if order is not None:
        view = await load_view(talk, order)
        for rung in (_being_done, _may_be_done):
            reply = rung(view)
            if reply and mark(reply, talk.memory.order_id) not in said:
                talk.replies.append(reply)
                return
    talk.say("utter_again_person")
    talk.ask(Asked.HANDOFF_OFFER, order=order)


def _being_done(view: View) -> Reply | None:
    """What is under way for this order, and when there is news of it."""
    running = next((one for one in reversed(view.remedies) if one.open and one.due_at and one.due_at > view.now), None)
    if running is None or running.due_at is None:
        return None
    what = named(running.kind, view.language)
    if running.kind is RemedyKind.COMPLAINT and running.details.get("about") in DEEDS:
        what = view.either("核实", "check")  # what a colleague finds out is no complaint
    return as_reply(say("utter_again_being_done", what=what, by=view.at(running.due_at)))


def _may_be_done(view: View) -> Reply | None:
    """What the consumer may ask for now."""
    open_rights = (right for right in view.rights if right.state is RightState.CLAIMABLE)
    deeds = dict.fromkeys(
        kind
        for right in open_rights
        for kind in right.deeds
        if kind in _CHOICES or right.right is Guarantee.DISPATCH_ON_TIME
    )
    if not deeds:
        return None
    names = [phrases.remedy_kind(kind, view.language) for kind in deeds]
    told = view.list_of([name.lower() for name in names] if view.english else names)
    return as_reply(say("utter_again_may", choices=told))


_CHOICES = frozenset(
    {RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.EXCHANGE, RemedyKind.RESEND,
     RemedyKind.FREIGHT_CLAIM, RemedyKind.CANCEL}
)  # fmt: skip
