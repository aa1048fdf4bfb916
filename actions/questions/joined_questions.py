"""What the questions of one message are side by side. Pure.

Rasa's side judges each clause by itself; here stands what a clause means only because of its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.asking.open_question import our_question
from actions.heard import Heard
from actions.memory import Asked

#: What may be asked of such a case; a question on anything else is one beside it.
_OF_THE_CASE = frozenset(
    {"ask_guarantee", "ask_refund_policy", "request_refund", "ask_refund_status", "request_return"}
)
_TAKES_TIME = frozenset({"ask_refund_policy", "request_refund"})


def in_one(questions: Sequence[Heard]) -> tuple[Heard, ...]:
    """The questions, joined where one only says of which case the next is asked (要是丢了呢，赔不赔), or asks how long
    the wish before it takes (能退吗，要多久).

    The others get the kind of follow-up that they are, which Rasa's side tells of whole messages only.
    """
    kept: list[Heard] = []
    in_a_case = False
    for one in questions:
        last = kept[-1] if kept else None
        if last and (_is_case_of(last, one) or (in_a_case and one.intent in _OF_THE_CASE)):
            kept[-1] = one.joined(last, one)
            in_a_case = True
        elif last and last.intent in _TAKES_TIME and one.said.only_asks_how_long:
            kept[-1] = last.joined(last, one)
        else:
            kept.append(_with_kind(one) if kept else one)
    return tuple(kept)


def _is_case_of(one: Heard, then: Heard) -> bool:
    return then.intent in _OF_THE_CASE and one.said.only_supposes


def _with_kind(one: Heard) -> Heard:
    if "follow_up" in one.entities:
        return one
    kind = one.said.follow_up
    return replace(one, entities={**one.entities, "follow_up": (kind,)}) if kind else one


def asked_by(asked: Asked | None, question: Heard) -> bool:
    """Whether our own question is the answer already: 能退吗 behind 要我帮您申请退款吗. Of the same order, that is."""
    ours = our_question(asked)
    covered = ours is not None and question.intent in ours.covers
    return covered and (question.intent != "ask_refund_policy" or question.says("refund_possible"))
