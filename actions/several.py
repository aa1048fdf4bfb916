"""A turn that asks several things: each is answered, in order, once.

Where an answer needs a word from the consumer first (which order? shall I really?), the rest waits for it, and we say
so: two open questions at once make a yes ambiguous. An offer does not stop us; a later yes takes it up.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from actions.chosen import answer_in
from actions.follow_ups import completed
from actions.memory import Asked
from actions.talk import Heard, Talk
from careline.core import phrases

_NEEDS_A_WORD = frozenset(
    {Asked.CHOOSE_ORDER, Asked.CONFIRM_CANCEL, Asked.CONFIRM_ADDRESS, Asked.CONFIRM_REFUND, Asked.CONFIRM_RETURN}
)
_SETTLES = frozenset({"affirm", "deny", "choose_order"})


async def answer_turn(talk: Talk, intent: str) -> None:
    """Answer everything that this turn asks. `intent` is that of the message as a whole."""
    if not talk.identified:
        await talk.answer_as(intent)
        return
    questions = list(talk.heard.questions)
    if not questions:
        meant = await _meant(talk, intent)
        await talk.answer_as(meant)
        questions = _waiting(talk) if meant in _SETTLES else []
        if not questions or talk.ended or _postponed(talk, questions):
            return
        _next_question(talk)
    await _answer_each(talk, questions)


async def _answer_each(talk: Talk, questions: list[Heard]) -> None:
    open_question = talk.memory
    for n, question in enumerate(questions):
        talk.heard = question
        talk.memory = replace(talk.memory, asked=None, offered=None, suggested_intent=None)
        await talk.answer_as(await _meant(talk, question.intent))
        if talk.memory.asked:
            open_question = talk.memory
        if talk.ended or _postponed(talk, questions[n + 1 :]):
            return
        _next_question(talk)
    if talk.memory.asked is None and open_question.asked:
        was = open_question
        talk.remember(
            asked=was.asked, offered=was.offered, suggested_intent=was.suggested_intent, order_id=was.order_id
        )


async def _meant(talk: Talk, intent: str) -> str:
    """The intent, unless the words only answer what we asked (第二个), or go on from what was said (还要多久)."""
    answer = await answer_in(talk)
    return answer or completed(talk.heard.entity("follow_up"), talk.before.topic) or intent


def _next_question(talk: Talk) -> None:
    """What was just spoken of is what the next question may be about."""
    talk.before = replace(
        talk.before, order_id=talk.memory.order_id, topic=talk.memory.topic, asked=None, offered=None, told=None,
        suggested_intent=None,
    )  # fmt: skip
    talk.chosen = None


def _postponed(talk: Talk, rest: list[Heard]) -> bool:
    """Whether the rest has to wait for the consumer's word; it is remembered then."""
    if not rest or talk.memory.asked not in _NEEDS_A_WORD:
        return False
    talk.remember(pending=json.dumps([asdict(question) for question in rest], ensure_ascii=False))
    named = [question.intent for question in rest if phrases.is_topic(question.intent)]
    if named:
        talk.say("utter_then_the_rest", rest=phrases.topics(named, talk.language))
    return True


def _waiting(talk: Talk) -> list[Heard]:
    """What an earlier turn left for after its question."""
    found = json.loads(talk.before.pending) if talk.before.pending else []
    return [
        Heard(
            intent=one["intent"], confidence=one["confidence"], text=one["text"], ranking=tuple(one["ranking"]),
            entities={name: tuple(values) for name, values in one["entities"].items()},
        )
        for one in found
    ]  # fmt: skip
