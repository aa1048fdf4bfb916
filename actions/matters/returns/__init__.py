"""Goods sent back: may I, until when, where to, how, and the money after it.

- `stages`: where it stands. `standing` tells it, with the sum and how late it is; `money` and `faults` are its parts.
- `outlook`: may I, until when, what if. `steps`: how, where to, who, what next, with the words of `sending`.
- `wishes`: what they want done, and what they report. `deeds`: what the shop or a colleague is told of it.
- `instead`: what else may be meant by 退, where no return runs.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.matters.about import GIVEN_BACK, About, OurQuestion
from actions.matters.answer import Cell, say
from actions.matters.returns.deeds import APPEAL, NOTE
from actions.matters.returns.faults import fault_first, fault_named, how_to_prove, not_denied, why_faulty
from actions.matters.returns.instead import of_what_runs
from actions.matters.returns.money import money_wanted
from actions.matters.returns.outlook import if_gone_wrong, if_late, if_refused, may_i, may_now, when
from actions.matters.returns.sending import (
    courier_asked,
    exchange_back,
    need_to_send,
    no_return_needed,
    number_given,
    pickup,
    proof_kept,
    turns_up,
)
from actions.matters.returns.stages import MATTER
from actions.matters.returns.standing import how_long_overdue, how_much, status
from actions.matters.returns.steps import how_now, next_now, where_by_stage, which, who
from actions.matters.returns.wishes import (
    ask_for_it,
    changed,
    confirmed,
    deny,
    evidence,
    push_or_appeal,
    reported,
    undo,
)
from actions.matters.told import first_of
from actions.memory import Asked
from actions.orders import relevance
from careline.core.remedies import MONEY_BACK
from understanding.condition_words import Then
from understanding.deeds import Verb
from understanding.reading import Reading
from understanding.taxonomy import Ask, Matter

CELLS: dict[Ask, Cell] = {
    Ask.STATUS: first_of(number_given, need_to_send, exchange_back, status),
    Ask.WHEN: when,
    Ask.HOW_LONG_OVERDUE: how_long_overdue,
    Ask.HOW_MUCH: how_much,
    Ask.HOW: first_of(need_to_send, how_to_prove, pickup, courier_asked, how_now, status, no_return_needed),
    Ask.WHERE_TO: first_of(money_wanted, where_by_stage, status, no_return_needed),
    Ask.WHO: first_of(pickup, who),
    Ask.WHY: first_of(why_faulty, status),
    Ask.MAY_I: may_i,
    Ask.WHAT_IF: first_of(
        need_to_send,
        proof_kept,
        if_gone_wrong,
        if_late,
        if_refused,
        turns_up,
        fault_named,
        may_now,
        status,
        no_return_needed,
    ),
    Ask.WHAT_NEXT: first_of(number_given, need_to_send, next_now, status, no_return_needed),
    Ask.WHICH: first_of(need_to_send, courier_asked, which),
    Ask.DO_IT: first_of(number_given, pickup, fault_first, ask_for_it, push_or_appeal, status),
    Ask.NOT_ALL: first_of(ask_for_it, status),
    Ask.UNDO: undo,
    Ask.DENY: deny,
    Ask.CONFIRM: first_of(need_to_send, confirmed, may_i),
    Ask.CHANGE: first_of(number_given, pickup, changed, fault_named, ask_for_it, status),
    Ask.REPORT: first_of(number_given, pickup, reported, not_denied, status),
    Ask.EVIDENCE: first_of(number_given, need_to_send, how_to_prove, evidence),
    Ask.COMPLAIN: push_or_appeal,
}
"""Each as a chain: the first link that has an answer gives it."""
CELLS = {ask: of_what_runs(ask, cell) for ask, cell in CELLS.items()}


def _given(said: Reading, near: Sequence[Matter], asked: str | None) -> Ask | None:
    """The number of the parcel that they sent back."""
    sent = near[:1] == [MATTER] or (MATTER in near and said.says("posted_it"))
    else_asked = asked in {Asked.CONFIRM_DEED, Asked.NEW_ADDRESS}
    return Ask.REPORT if sent and said.tracking_no and not else_asked else None


CONFIRM = OurQuestion(
    asked=Asked.CONFIRM_RETURN,
    matter=MATTER,
    verbs=Verb.RETURN,
    kinds=MONEY_BACK,
    wish="request_return",
    then=Then.RETURN,
    waits=True,
    covers=frozenset({"request_return", "ask_refund_policy"}),
    of_items=True,
    in_full=("utter_confirm_return",),
    in_few_words=lambda said: say("utter_still_return", goods=said["goods"]),
)
ABOUT = About(
    matter=MATTER,
    cells=CELLS,
    deeds=(NOTE, APPEAL),
    questions=(CONFIRM,),
    intents=("request_return",),
    topic="request_return",
    left=Verb.RETURN,
    rank=relevance.returnable,
    given=_given,
    done_by=GIVEN_BACK | {Matter.DAMAGE},
    by_a_word=True,
    of_money=True,
    sent_back=True,
)
