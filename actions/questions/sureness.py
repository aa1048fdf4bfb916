"""How sure a reading has to be, of what it is about and of what it wants, before anything follows from it."""

from __future__ import annotations

from actions.asking.offer_reply import spoken_of
from actions.matters.about import GIVEN_BACK, TOLD_WHOLE
from actions.matters.plainly import asked_plainly
from actions.matters.registry import ABOUT, MATTERS
from actions.talk import Heard, Talk
from understanding.context import Question, completed
from understanding.taxonomy import Ask, Matter

_WORDS_ALONE = frozenset({Ask.CONFIRM, Ask.DENY, Ask.THANK})
LOST = frozenset({"nlu_fallback", "out_of_scope"})
_HOW_IT_STANDS = frozenset({Ask.STATUS, Ask.WHY, Ask.WHEN, Ask.WHAT_NEXT, Ask.HOW_LONG_OVERDUE})
_SURE, _ASK_SURE = 0.4, 0.3
_SURE_IN_COURSE, _ASK_IN_COURSE = 0.25, 0.15
SURE_OF_ANOTHER = 0.6
CERTAIN = 0.95
"""From here on an intent was heard by rule, or is as good as sure."""
READ_FOR_CERTAIN = 0.9
"""From here on a reading holds even where the intent takes the words for nobody's."""
SURE_OF_GOING, READ_PLAINLY = 0.7, 0.6
"""In the app nobody is taken off, or let go, for less; on the phone any such word counts."""
_PLAIN_ENOUGH = 0.75
CLEAR, MAYBE = 0.5, 0.25
_ENOUGH_TO_ACT, _TOO_LITTLE_TO_ACT, _TOO_UNSURE_TO_ACT = 0.5, 0.25, 0.3
WISHED = frozenset({Ask.DO_IT, Ask.CHANGE, Ask.CONFIRM})
_WHAT_NEXT = 0.45
WISHED_WHOLE = frozenset({Ask.DO_IT, Ask.CONFIRM, Ask.NOT_ALL})
NOTHING_ASKED = frozenset({Ask.DENY, Ask.THANK})
OF_FACTS = frozenset(
    {Ask.STATUS, Ask.WHEN, Ask.HOW_LONG_OVERDUE, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.WHO, Ask.WHY, Ask.WHICH}
)
ONLY_ASKS = OF_FACTS | {Ask.CONFIRM, Ask.HOW, Ask.MAY_I, Ask.WHAT_IF, Ask.WHAT_NEXT, Ask.EVIDENCE}


def is_plain(question: Question) -> bool:
    """Whether the words say for certain what they are about, and well enough what they want."""
    if question.named and question.sure >= CERTAIN and question.ask_sure >= CLEAR:
        return True
    return question.sure >= _PLAIN_ENOUGH and question.ask_sure >= SURE_OF_ANOTHER and question.named


def is_a_guess(heard: Heard, question: Question, meant: str) -> bool:
    """Whether nothing should be registered, pushed or taken back for it: the words may well want something else.

    A wish counts whole, whether it is read as a new one or as more of one: a title and a tax number alone.
    """
    if question.sure < _TOO_UNSURE_TO_ACT:
        return True
    if asked_plainly(question):
        return False
    if heard.said.taken_back and question.matter in GIVEN_BACK:
        return False  # pull the refund: the words themselves say it
    if heard.says(*ABOUT[question.matter].wished_by):
        return False
    against = heard.asks.get(Ask.DENY.value, 0.0) + heard.asks.get(Ask.UNDO.value, 0.0)
    if question.ask in WISHED and against >= CLEAR:
        return True  # wait, don't cancel first: rather a no than a wish
    sure = max(question.ask_sure, _asked_alike(heard, question))
    if question.ask in WISHED and (question.named or question.sure >= READ_FOR_CERTAIN):
        alike = (one for one in heard.readings if one.matter is question.matter and one.ask in WISHED)
        sure = max(sure, sum(one.ask_sure for one in alike))
    return sure < (_ENOUGH_TO_ACT if meant in LOST or question.ask is Ask.UNDO else _TOO_LITTLE_TO_ACT)


def _asked_alike(heard: Heard, question: Question) -> float:
    """How sure the words ask one of what the same answer is for: of members' benefits anything, of a parcel how it
    stands."""
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
    return asks and question is not None and question.ask_sure >= SURE_OF_ANOTHER


def goes_on(talk: Talk) -> bool:
    """Whether words that name no matter ask what comes next of the one spoken of, or whether they may."""
    question = completed(talk.heard.matters, talk.heard.asks, spoken_of(talk.before))
    if question is None or talk.before.order_id is None or question.matter is Matter.PERSON:
        return False
    return question.ask in {Ask.WHAT_NEXT, Ask.MAY_I, Ask.HOW} and question.ask_sure >= _WHAT_NEXT


def thanks(heard: Heard) -> bool:
    """Whether a clause only thanks, so that another clause of the message is what wants an answer."""
    question = completed(heard.matters, heard.asks, [])
    return question is not None and question.ask is Ask.THANK and question.ask_sure >= SURE_OF_ANOTHER


def says_no_more_than_a_word(talk: Talk, question: Heard) -> bool:
    """Whether a further clause is surely but a yes, a no or thanks, and no matter has an answer to that."""
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
    return question.named and min(question.sure, question.ask_sure) >= SURE_OF_ANOTHER


def asked_in_all(heard: Heard, question: Question) -> float:
    """How sure the words only want to know how it stands: 怎么还没好 is why as much as status."""
    if question.ask not in _HOW_IT_STANDS:
        return question.ask_sure
    alike = [one for one in heard.readings if one.matter is question.matter and one.ask in _HOW_IT_STANDS]
    return max(question.ask_sure, sum(one.ask_sure for one in alike))


def asks_of_it(question: Question) -> bool:
    return question.named or question.ask_sure >= SURE_OF_ANOTHER


def is_weak(question: Question, *, in_course: bool) -> bool:
    """With an order spoken of, or a matter that is beyond doubt, a guess of what is asked is better than "what do you
    mean?"; nobody begins a talk in riddles."""
    sure, ask_sure = (_SURE_IN_COURSE, _ASK_IN_COURSE) if in_course else (_SURE, _ASK_SURE)
    return question.sure < sure or question.ask_sure < ask_sure
