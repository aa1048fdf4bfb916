"""What a question is about, given its own words and what was spoken of before: one fusion of two guesses. Pure.

The words give a probability for each matter, "open" among them (they name none). The dialogue gives the matters that
were spoken of, the nearest first. What the words leave open goes to the nearest; what they name counts less where it
leads away from it, so that 什么时候到账 after a compensation stays there, and 退款什么时候到账 goes to the refund.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from understanding.bars import READ_FOR_CERTAIN
from understanding.taxonomy import Ask, Matter

_NEAR = (0.75, 0.15, 0.06)
"""How much of what is left open goes to the matters spoken of, the nearest first; the rest is spread over none."""
_CANDIDATES = 3
_WAY_THERE = frozenset({Matter.DISPATCH, Matter.DELIVERY})
_LEADS_AWAY, _NEIGHBOUR = 0.55, 0.8
_ALIKE: Mapping[Matter, frozenset[Matter]] = {
    Matter.DISPATCH: frozenset({Matter.DELIVERY, Matter.COMPENSATION, Matter.PROMISE, Matter.CANCEL}),
    Matter.DELIVERY: frozenset({Matter.DISPATCH, Matter.MISSING, Matter.PROMISE}),
    Matter.MISSING: frozenset({Matter.DELIVERY, Matter.RESEND, Matter.REFUND}),
    Matter.REFUND: frozenset({Matter.RETURN, Matter.CANCEL, Matter.PROMISE}),
    Matter.RETURN: frozenset({Matter.REFUND, Matter.RETURN_FREIGHT}),
    Matter.RETURN_FREIGHT: frozenset({Matter.RETURN}),
    Matter.DAMAGE: frozenset({Matter.RESEND, Matter.REFUND, Matter.EXCHANGE}),
    Matter.EXCHANGE: frozenset({Matter.RETURN, Matter.RETURN_FREIGHT, Matter.DAMAGE}),
    Matter.CANCEL: frozenset({Matter.REFUND}),
    Matter.COMPENSATION: frozenset({Matter.DISPATCH}),
}
#: What nobody can ask of a matter: money goes to an account, a parcel does not.
_NEVER: Mapping[Ask, frozenset[Matter]] = {
    Ask.WHERE_TO: frozenset({Matter.DISPATCH, Matter.INVOICE, Matter.PERSON, Matter.PROMISE}),
    Ask.WHEN: frozenset({Matter.SHIPPING_FEE}),
    Ask.EVIDENCE: frozenset({Matter.DISPATCH, Matter.PERSON, Matter.CANCEL}),
}


@dataclass(frozen=True)
class Question:
    """One question with its matter completed. `sure` and `ask_sure`: 0 to 1. `named`: its own words say the matter.

    `likely`: how it compares with the other readings of the same words, as a logarithm.
    """

    matter: Matter
    ask: Ask
    sure: float
    ask_sure: float
    named: bool
    likely: float = 0.0

    @classmethod
    def certain(cls, matter: Matter, ask: Ask) -> Question:
        """One that nobody had to guess, as we ask it ourselves."""
        return cls(matter, ask, sure=1.0, ask_sure=1.0, named=True)

    @classmethod
    def by_rule(cls, matter: Matter, ask: Ask) -> Question:
        """One that a pattern hears in the words."""
        return cls(matter, ask, sure=READ_FOR_CERTAIN, ask_sure=READ_FOR_CERTAIN, named=True)

    @classmethod
    def from_told(cls, told: Mapping[str, Any]) -> Question:
        """As a reader tells it in JSON. Raises KeyError or ValueError where it is none."""
        return cls(
            Matter(told["matter"]), Ask(told["ask"]), float(told["sure"]), float(told["ask_sure"]),
            bool(told["named"]), float(told.get("likely", 0.0)),
        )  # fmt: skip


def completed(matters: Mapping[str, float], asks: Mapping[str, float], spoken_of: Sequence[Matter]) -> Question | None:
    """The likeliest question that these words ask after what was `spoken_of` (nearest first); None without guesses."""
    return next(iter(candidates(matters, asks, spoken_of)), None)


def candidates(matters: Mapping[str, float], asks: Mapping[str, float], spoken_of: Sequence[Matter]) -> list[Question]:
    """The questions that these words may ask, the likeliest first: where a matter has no answer, the next may have."""
    if not matters or not asks:
        return []
    ask = max(asks, key=lambda name: asks[name])
    scores = _scores(matters, Ask(ask), spoken_of)
    whole = sum(scores.values()) or 1.0
    left_open = matters.get(Matter.OPEN.value, 0.0)
    ranked = sorted(scores, key=lambda matter: -scores[matter])[:_CANDIDATES]
    return [
        Question(matter, Ask(ask), scores[matter] / whole, asks[ask], matters.get(matter.value, 0.0) > left_open)
        for matter in ranked
    ]


def in_course(matters: Mapping[str, float], ask: str, spoken_of: Sequence[str]) -> dict[str, float]:
    """How likely each matter is once what the words leave open is given to the matters `spoken_of`; sums to 1."""
    scores = _scores(matters, Ask(ask), [Matter(name) for name in spoken_of])
    whole = sum(scores.values()) or 1.0
    return {matter.value: score / whole for matter, score in scores.items()}


def _scores(matters: Mapping[str, float], ask: Ask, spoken_of: Sequence[Matter]) -> dict[Matter, float]:
    nearest = spoken_of[0] if spoken_of else None
    alike = _ALIKE.get(nearest, frozenset()) if nearest else frozenset()
    scores: dict[Matter, float] = {}
    for name, probability in matters.items():
        matter = Matter(name)
        if matter is Matter.OPEN:
            continue
        stays = nearest is None or matter is nearest
        weight = 1.0 if stays else _NEIGHBOUR if matter in alike else _LEADS_AWAY
        scores[matter] = probability * weight
    left_open = matters.get(Matter.OPEN.value, 0.0)
    for matter, share in zip(dict.fromkeys(spoken_of), _NEAR):  # noqa: B905 - either may be longer
        scores[matter] = scores.get(matter, 0.0) + left_open * share
    if nearest in _WAY_THERE:
        scores[Matter.RETURN_FREIGHT] = scores.get(Matter.RETURN_FREIGHT, 0.0) * 0.3  # 那运费呢: of the way there
    never = _NEVER.get(ask, frozenset())
    return {matter: score * 0.1 if matter in never else score for matter, score in scores.items()}
