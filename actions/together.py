"""What the questions of one message are side by side. Pure.

Rasa's side judges each clause by itself; here stands what a clause means only because of its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.memory import Asked
from actions.talk import Heard
from understanding.refund_details import asks_whether

_IF = re.compile(
    r"\s*(?:那|那么|但)?(?:要是|如果|万一|假如)[^谁哪几多怎什吗?？]{1,16}(?:呢|的话)?[，,?？\s]*"
    r"|\s*(?:and |but )?what if [^?]{1,40}\??\s*",
    re.IGNORECASE,
)
#: What may be asked of such a case; a question on anything else is one beside it.
_OF_THE_CASE = frozenset({"ask_guarantee", "ask_refund_policy", "request_refund"})
_HOW_LONG = re.compile(
    r"[那大概要得还会需，,。\s]*(?:多久|多长时间|几天|什么时候)(?:能?(?:好|到账?|退))?[啊呢呀？?。!！\s]*"
    r"|(?:(?:and|so|then|,)\s*)*how (?:long|soon)(?: (?:would|will|does) (?:that|it|this)(?: (?:take|be))?)?[\s?.!]*",
    re.IGNORECASE,
)
_TAKES_TIME = frozenset({"ask_refund_policy", "request_refund"})
_UNTIL = re.compile(
    r"[那\s]*(?:最晚|最迟)(?:到?哪天|什么时候|几号)[啊呢呀？?。\s]*"
    r"|(?:(?:and|so|then|,)\s*)*(?:how (?:many days|long) (?:do|can|may|have) i(?: have| got)?|(?:until|by) when)"
    r"(?: (?:to (?:decide|return|send) ?(?:it|them)?|for (?:it|that)))?[\s?.!]*",
    re.IGNORECASE,
)
_KINDS = {"how_long": _HOW_LONG, "until": _UNTIL}
_WHETHER = {
    Asked.CONFIRM_REFUND: frozenset({"request_refund", "ask_refund_policy"}),
    Asked.CONFIRM_RETURN: frozenset({"request_return", "ask_refund_policy"}),
    Asked.CONFIRM_CANCEL: frozenset({"cancel_order"}),
    Asked.CONFIRM_ADDRESS: frozenset({"change_address"}),
}


def in_one(questions: Sequence[Heard]) -> tuple[Heard, ...]:
    """The questions, joined where one only says of which case the next is asked (要是丢了呢，赔不赔), or asks how long
    the wish before it takes (能退吗，要多久).

    The others get the kind of follow-up that they are, which Rasa's side tells of whole messages only.
    """
    kept: list[Heard] = []
    for one in questions:
        last = kept[-1] if kept else None
        if last and _is_case_of(last, one):
            kept[-1] = _joined(last, one, of=one)
        elif last and last.intent in _TAKES_TIME and _HOW_LONG.fullmatch(one.text):
            kept[-1] = _joined(last, one, of=last)
        else:
            kept.append(_with_kind(one) if kept else one)
    return tuple(kept)


def _joined(one: Heard, then: Heard, *, of: Heard) -> Heard:
    return replace(
        of, text=f"{one.text} {then.text}", rest=f"{one.rest} {then.rest}", entities={**one.entities, **then.entities}
    )


def _is_case_of(one: Heard, then: Heard) -> bool:
    return then.intent in _OF_THE_CASE and bool(_IF.fullmatch(one.text))


def _with_kind(one: Heard) -> Heard:
    if "follow_up" in one.entities:
        return one
    kind = next((kind for kind, words in _KINDS.items() if words.fullmatch(one.text)), None)
    return replace(one, entities={**one.entities, "follow_up": (kind,)}) if kind else one


def asked_by(asked: str | None, question: Heard) -> bool:
    """Whether our own question is the answer already: 能退吗 behind 要我帮您申请退款吗. Of the same order, that is."""
    covered = _WHETHER.get(Asked(asked), frozenset()) if asked in set(Asked) else frozenset()
    return question.intent in covered and (question.intent != "ask_refund_policy" or asks_whether(question.text))
