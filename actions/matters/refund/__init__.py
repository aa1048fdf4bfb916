"""Money asked back: decided or not, when, where to, how much, and what if not.

- `standing` tells how it stands, which one it is and where it goes, with the words of `stages`.
- `timing`, `sums`, `reasons`: when, how much, who and why. `outlook`: may I, what if, what next.
- `wishes`: what they want done, and what they report. `deeds`: what a person here does about it.
- `beside` lets every answer heed what else the words say. `parts`: what all of them are made of.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.matters.about import GIVEN_BACK, TOLD_WHOLE, About, OurQuestion
from actions.matters.answer import Cell, say
from actions.matters.refund.beside import heeding
from actions.matters.refund.deeds import (
    APPEAL,
    ASK_SHOP,
    COUPON,
    MATTER,
    OTHER_ACCOUNT,
    PARTIAL,
    RETURN_CHECK,
    SUM_CHECK,
    TRACE,
)
from actions.matters.refund.outlook import may_i, what_if, what_next
from actions.matters.refund.reasons import evidence, who, why
from actions.matters.refund.standing import status, where_to, which
from actions.matters.refund.sums import how_much
from actions.matters.refund.timing import overdue, when
from actions.matters.refund.wishes import change, complain, confirm, deny, do_it, how, not_all, report, undo
from actions.memory import Asked
from actions.orders import relevance
from careline.core.remedies import MONEY_BACK
from understanding.condition_words import Then
from understanding.deeds import Verb
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

_CELLS: dict[Ask, Cell] = {
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
    Ask.EVIDENCE: evidence,
    Ask.DO_IT: do_it,
    Ask.NOT_ALL: not_all,
    Ask.UNDO: undo,
    Ask.CHANGE: change,
    Ask.REPORT: report,
    Ask.COMPLAIN: complain,
    Ask.CONFIRM: confirm,
    Ask.DENY: deny,
}
CELLS: dict[Ask, Cell] = {ask: heeding(cell) for ask, cell in _CELLS.items()}


def _given(said: Reading, near: Sequence[Matter], _asked: str | None) -> Ask | None:
    """The bank's number of the payment, by which a refund is found."""
    return Ask.WHICH if MATTER in near and said.says("bank_flow_number") else None


CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_REFUND,
    matter=MATTER,
    verbs=Verb.REFUND,
    kinds=MONEY_BACK,
    wish="request_refund",
    then=Then.REFUND,
    waits=True,
    covers=frozenset({"request_refund", "ask_refund_policy"}),
    of_items=True,
    in_full=("utter_confirm_refund_unsent", "utter_confirm_refund_under_way", "utter_confirm_refund_received"),
    in_few_words=lambda said: say("utter_still_refund", goods=said["goods"]),
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(TRACE, OTHER_ACCOUNT, ASK_SHOP, COUPON, SUM_CHECK, RETURN_CHECK, PARTIAL, APPEAL),
    questions=(CONFIRM,),
    intents=("request_refund", "ask_refund_status", "ask_refund_policy"),
    topic="ask_refund_status",
    left=Verb.RETURN,
    opens=TOLD_WHOLE - {Ask.DO_IT, Ask.WHY, Ask.REPORT, Ask.COMPLAIN},
    rank=relevance.refund,
    given=_given,
    done_by=GIVEN_BACK | {Matter.DAMAGE},
    by_a_word=True,
    of_money=True,
    sent_back=True,
)
