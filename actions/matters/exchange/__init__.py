"""Goods exchanged: may I, at what difference, who sends first, who pays the freight, and when the new one comes.

- `stages`: how far it has got. `standing` tells it, and when the new one comes; `terms`: who pays, who sends first.
- `outlook`: may I, how, what if, what next. `money`: the money in its place.
- `wishes`: what they want done, and what they report. `deeds`: what is registered for it.
"""

from __future__ import annotations

from actions.matters.about import About, OurQuestion
from actions.matters.answer import Cell, say
from actions.matters.exchange.deeds import AS_SAID, SAME
from actions.matters.exchange.outlook import evidence, how, how_much, may_i, overdue, what_if, what_next, where_to, why
from actions.matters.exchange.stages import MATTER
from actions.matters.exchange.standing import status, when
from actions.matters.exchange.terms import who
from actions.matters.exchange.wishes import change, complain, confirmed, do_it, not_all, report, undo, which
from actions.memory import Asked
from actions.orders import relevance
from careline.core.remedies import RemedyKind
from understanding.deeds import Verb
from understanding.taxonomy import Ask

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: status,
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: overdue,
    Ask.HOW_MUCH: how_much,
    Ask.HOW: how,
    Ask.WHERE_TO: where_to,
    Ask.WHO: who,
    Ask.WHY: why,
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: what_if,
    Ask.WHAT_NEXT: what_next,
    Ask.WHICH: which,
    Ask.DO_IT: do_it,
    Ask.NOT_ALL: not_all,
    Ask.UNDO: undo,
    Ask.CHANGE: change,
    Ask.REPORT: report,
    Ask.EVIDENCE: evidence,
    Ask.CONFIRM: confirmed,
    Ask.COMPLAIN: complain,
}
WHICH_ITEM = OurQuestion(asked=Asked.EXCHANGE_ITEM, matter=MATTER, wants_words=True)
WHICH_VARIANT = OurQuestion(asked=Asked.EXCHANGE_VARIANT, matter=MATTER, wants_words=True)
CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_EXCHANGE,
    matter=MATTER,
    verbs=Verb.EXCHANGE,
    kinds=frozenset({RemedyKind.EXCHANGE}),
    wish="request_exchange",
    waits=True,
    in_full=("utter_confirm_exchange", "utter_confirm_exchange_unsent"),
    in_few_words=lambda said: say("utter_still_exchange", goods=said["goods"], variant=said["variant"]),
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(SAME, AS_SAID),
    questions=(WHICH_ITEM, WHICH_VARIANT, CONFIRM),
    intents=("request_exchange",),
    topic="request_exchange",
    left=Verb.RETURN,
    rank=relevance.returnable,
    by_a_word=True,
    sent_back=True,
)
