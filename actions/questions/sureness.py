"""How sure a reading has to be, of what it is about and of what it wants, before anything follows from it."""

from __future__ import annotations

from actions.asking.offer_reply import spoken_of
from actions.heard import Heard
from actions.matters.about import GIVEN_BACK, TOLD_WHOLE
from actions.matters.plainly import asked_plainly
from actions.matters.registry import ABOUT, MATTERS
from actions.talk import Talk
from understanding.bars import (
    CLEAR,
    ENOUGH_TO_ACT,
    ENOUGH_WITH_INTENT,
    FIRST_WORDS,
    GOES_ON,
    IN_COURSE,
    MATTER_CERTAIN,
    MATTER_PLAIN,
    MATTER_TO_ACT,
    READ_FOR_CERTAIN,
    READ_SURELY,
)
from understanding.context import Question, completed
from understanding.taxonomy import Ask, Matter

_WORDS_ALONE = frozenset({Ask.CONFIRM, Ask.DENY, Ask.THANK})
LOST = frozenset({"nlu_fallback", "out_of_scope"})
_HOW_IT_STANDS = frozenset({Ask.STATUS, Ask.WHY, Ask.WHEN, Ask.WHAT_NEXT, Ask.HOW_LONG_OVERDUE})
WISHED = frozenset({Ask.DO_IT, Ask.CHANGE, Ask.CONFIRM})
WISHED_WHOLE = frozenset({Ask.DO_IT, Ask.CONFIRM, Ask.NOT_ALL})
NOTHING_ASKED = frozenset({Ask.DENY, Ask.THANK})
OF_FACTS = frozenset(
    {Ask.STATUS, Ask.WHEN, Ask.HOW_LONG_OVERDUE, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.WHO, Ask.WHY, Ask.WHICH}
)
ONLY_ASKS = OF_FACTS | {Ask.CONFIRM, Ask.HOW, Ask.MAY_I, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.EVIDENCE}


def is_plain(question: Question) -> bool:
    """Whether the words say for certain what they are about, and well enough what they want."""
    if question.named and question.sure >= MATTER_CERTAIN and question.ask_sure >= CLEAR:
        return True
    return question.sure >= MATTER_PLAIN and question.ask_sure >= READ_SURELY and question.named


def is_a_guess(heard: Heard, question: Question, meant: str) -> bool:
    """Whether nothing should be registered, pushed or taken back for it: the words may well want something else.

    A wish counts whole, whether it is read as a new one or as more of one: a title and a tax number alone.
    """
    if question.sure < MATTER_TO_ACT:
        return True
    if asked_plainly(question):
        return False
    if heard.said.taken_back and question.matter in GIVEN_BACK:
        return False  # pull the refund: the words themselves say it
    if heard.says(*ABOUT[question.matter].wished_by):
        return False
    against = heard.likely_asks(Ask.DENY, Ask.UNDO)
    if question.ask in WISHED and against >= CLEAR:
        return True  # wait, don't cancel first: rather a no than a wish
    sure = max(question.ask_sure, _asked_alike(heard, question))
    if question.ask in WISHED and (question.named or question.sure >= READ_FOR_CERTAIN):
        alike = (one for one in heard.readings if one.matter is question.matter and one.ask in WISHED)
        sure = max(sure, sum(one.ask_sure for one in alike))
    return sure < (ENOUGH_TO_ACT if meant in LOST or question.ask is Ask.UNDO else ENOUGH_WITH_INTENT)


def _asked_alike(heard: Heard, question: Question) -> float:
    """How sure the words are read as one of the asks that get this very answer."""
    cells = MATTERS[question.matter]
    same = {ask for ask, cell in cells.items() if cell is cells[question.ask]}
    alike = same | (TOLD_WHOLE - {Ask.DO_IT} if question.ask in TOLD_WHOLE - {Ask.DO_IT} else frozenset())
    return sum(one.ask_sure for one in heard.readings if one.matter is question.matter and one.ask in alike)


def asks_surely(talk: Talk, heard: Heard) -> bool:
    """Whether the words surely ask or wish something of a matter by themselves, and are no mere yes, no or thanks."""
    question = completed(heard.matters, heard.asks, spoken_of(talk.before))
    return question is not None and is_sure(question) and question.ask not in _WORDS_ALONE


def asks_surely_in_course(talk: Talk, heard: Heard) -> bool:
    """Whether words wish or ask something, of their own matter or of the one spoken of."""
    question = completed(heard.matters, heard.asks, spoken_of(talk.before))
    asks = question is not None and question.ask not in _WORDS_ALONE | NOTHING_ASKED
    return asks and question is not None and question.ask_sure >= READ_SURELY


def goes_on(talk: Talk) -> bool:
    """Whether words that name no matter ask what comes next of the one spoken of, or whether they may."""
    question = completed(talk.heard.matters, talk.heard.asks, spoken_of(talk.before))
    if question is None or talk.before.order_id is None or question.matter is Matter.PERSON:
        return False
    return question.ask in {Ask.WHAT_NEXT, Ask.MAY_I, Ask.HOW} and question.ask_sure >= GOES_ON


def thanks(heard: Heard) -> bool:
    """Whether a clause only thanks, so that another clause of the message is what wants an answer."""
    question = completed(heard.matters, heard.asks, [])
    return question is not None and question.ask is Ask.THANK and question.ask_sure >= READ_SURELY


def says_no_more_than_a_word(talk: Talk, question: Heard) -> bool:
    """Whether a further clause is surely no more than a yes, a no or thanks, to which no matter has an answer."""
    found = completed(question.matters, question.asks, spoken_of(talk.memory))
    if found is None or not is_sure(found) or found.ask not in _WORDS_ALONE:
        return False
    return found.ask not in MATTERS.get(found.matter, {})


def undoes(talk: Talk) -> bool:
    """Whether words that take something back surely say of which matter, so that this answers."""
    question = completed(talk.heard.matters, talk.heard.asks, spoken_of(talk.before))
    if question is None or question.ask is not Ask.UNDO:
        return False
    return is_sure(question) and question.ask in MATTERS.get(question.matter, {})


def is_sure(question: Question) -> bool:
    """Whether the words themselves say both what they are about and what they want."""
    return question.named and min(question.sure, question.ask_sure) >= READ_SURELY


def asked_in_all(heard: Heard, question: Question) -> float:
    """How sure the words want to know how it stands, in whatever way: 怎么还没好 is why as much as status."""
    if question.ask not in _HOW_IT_STANDS:
        return question.ask_sure
    alike = [one for one in heard.readings if one.matter is question.matter and one.ask in _HOW_IT_STANDS]
    return max(question.ask_sure, sum(one.ask_sure for one in alike))


def asks_of_it(question: Question) -> bool:
    """Whether the words name the matter, or surely want something of it."""
    return question.named or question.ask_sure >= READ_SURELY


def is_weak(question: Question, *, in_course: bool) -> bool:
    """Whether this is too unsure to be answered at all. `in_course`: an order was spoken of, or the matter is beyond
    doubt; then a guess is better than asking back."""
    bar = IN_COURSE if in_course else FIRST_WORDS
    return question.sure < bar.matter or question.ask_sure < bar.ask
