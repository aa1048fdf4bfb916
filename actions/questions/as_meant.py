"""What was read, against the shape of the words: a deed that no clause wishes is not done, but told of.

A reading weighs a message as a whole, and a clause that only supposes or quotes a deed sounds like the wish for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.matters.answer import Answer
from actions.matters.delivery.telling import TELL
from actions.matters.registry import INTENT_OF, MATTERS, OF_INTENT
from actions.matters.service import SHOP_QUESTION
from actions.matters.view import View
from actions.questions.sureness import WISHED
from actions.talk import Talk
from understanding.bars import READ_FOR_CERTAIN
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

_DOES = WISHED | {Ask.NOT_ALL, Ask.COMPLAIN}
"""What is wanted of us by these is done; what is told or asked has an answer that does what it says by itself."""
_IN_WORDS = frozenset({TELL.name, SHOP_QUESTION.name})
"""Their own words are passed on, ifs and all: if nobody is in, leave it next door."""
_TOLD_INSTEAD = (Ask.WHAT_IF, Ask.MAY_I, Ask.HOW_MUCH, Ask.HOW, Ask.STATUS)
_FIRST_WISHED = (Matter.RESEND, Matter.EXCHANGE, Matter.CANCEL, Matter.RETURN, Matter.REFUND)


def is_nowhere_wished(talk: Talk, question: Question, found: Answer) -> bool:
    """Whether the answer would do what the words only suppose, ask, deny, quote or put off."""
    said, whole = talk.heard.said, talk.whole
    if found.then == "withdraw" or question.ask is Ask.UNDO:
        return said.takes_nothing_back(whole)
    does = found.push or found.do or found.then == "affirm"
    if not does or question.ask not in _DOES or (found.do and found.do.deed.name in _IN_WORDS):
        return False
    if question.matter is Matter.MERCHANT:
        return said.denies_naming(question.matter, whole)  # what somebody said to them is what they complain of
    if question.matter is Matter.PERSON:
        return said.only_supposes_or_quotes(question.matter, whole)  # call me later wishes for a call
    return said.wishes_nowhere(question.matter, whole)


def wishes_another(talk: Talk, question: Question) -> bool:
    """Whether another deed is plainly wished beside the one that is nowhere wished: 那别换了 退钱."""
    return any(talk.heard.said.names_plainly(one) for one in _FIRST_WISHED if one is not question.matter)


def told_instead(view: View, question: Question) -> tuple[Question, Answer] | None:
    """What is known of the deed, or the offer of it with its sum, without doing it."""
    for ask in _TOLD_INSTEAD:
        cell = MATTERS.get(question.matter, {}).get(ask)
        asked = replace(question, ask=ask)
        found = cell(view, asked) if cell else None
        if found is not None and not (found.do or found.push or found.urge or found.then):
            return asked, found
    return None


def as_meant(talk: Talk, found: Sequence[Question], meant: str) -> tuple[Sequence[Question], str]:
    """The readings and the intent, without what is named only to say that it is not meant; and of "one thing, otherwise
    the other", the one thing first."""
    said = talk.heard.said
    likely = {OF_INTENT.get(meant), found[0].matter if found else None} - {None}
    if said.has_fallback and any(one is not None and said.only_as_fallback(one) for one in likely):
        first = next((one for one in _FIRST_WISHED if said.names_plainly(one)), None)
        if first is not None and not said.only_as_fallback(first):
            wish = Question(first, Ask.DO_IT, READ_FOR_CERTAIN, READ_FOR_CERTAIN, named=True)
            return [wish, *(one for one in found if one.matter is not first)], INTENT_OF.get(first, meant)
    return [one for one in found if not said.sets_apart(one.matter)] or found, meant
