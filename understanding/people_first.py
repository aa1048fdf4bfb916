"""Words of danger to life, body or money, heard by rule before any model. Pure.

Every kind has many voices, and every voice its figure of speech (急死我了, "this is killing me"): those are taken out
first. What may happen one day, or did not happen, is no emergency; what somebody says they will do to themselves or to
others is one. A doubt costs a consumer one kind sentence and a person; a miss may cost more.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from understanding.bars import DANGER, DANGER_TO_MONEY
from understanding.doubts import doubt_in
from understanding.emergency_words import WORDS, Emergency
from understanding.emergency_words.figures import (
    ANIMAL,
    ASKED_EN,
    FEARED_ZH,
    FIGURES,
    LONG_AGO_EN,
    MAYBE_EN,
    MAYBE_ZH,
    NOT_EN,
    NOT_WITHIN,
    NOT_ZH,
)
from understanding.emergency_words.spelling import as_spoken
from understanding.plain import has_han
from understanding.secrets import without_marks

__all__ = ["BODILY", "FRAUD", "Emergency", "Likely", "emergency_in"]

BODILY = frozenset({Emergency.CHILD_IN_DANGER, Emergency.FIRE, Emergency.POISONING, Emergency.INJURY})
"""Danger to a body: no emergency where it is only feared or asked about."""
FRAUD = frozenset({Emergency.FRAUD_UNDER_WAY, Emergency.MONEY_ALREADY_SENT})
_OF_MONEY = frozenset({*FRAUD, Emergency.ACCOUNT_TAKEN_OVER, Emergency.PAID_BUT_UNPAID})


def _compiled(patterns: tuple[str, ...], *, chinese: bool) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns if has_han(one) is chinese))


_WORDS = {
    kind: (_compiled(patterns, chinese=True), _compiled(patterns, chinese=False)) for kind, patterns in WORDS.items()
}
"""By kind, the patterns of each language: only those of a language that is there are asked, since they are many."""
_LATIN = re.compile(r"[a-z]{2}")
_FIGURES = re.compile("|".join(f"(?:{one})" for one in FIGURES))
_MAYBE = re.compile(rf"{MAYBE_ZH}|{MAYBE_EN}")
_FEARED = re.compile(FEARED_ZH)
_NOT_WITHIN = re.compile(NOT_WITHIN)
_NOT = re.compile(rf"{NOT_ZH}|{NOT_EN}")
_ANIMAL = re.compile(ANIMAL)
_ASKED = re.compile(ASKED_EN)
_LONG_AGO = re.compile(LONG_AGO_EN)
_CLAUSE = re.compile(r"[，,。.！!？?；;\n]")
_BEFORE = 40
"""How far before the words a doubt may stand, in characters."""


def emergency_in(text: str, *, goes_on: bool = False) -> Emergency | None:
    """The most urgent thing that these words tell; None for nearly every message.

    `goes_on`: a call or message that may be fraud was just spoken of (see `doubt_in`).
    """
    said = without_marks(text)
    if len(said) < 2:
        return None
    literal = _literal(said)
    for kind in _WORDS:
        if kind is Emergency.ACCOUNT_TAKEN_OVER and (fraud := _fraud_in(said, goes_on=goes_on)):
            return fraud
        if _tells(kind, literal):
            return kind
    return None


class Likely(NamedTuple):
    """What a model makes of the words (bot/components/danger.py): the likeliest kind, and how likely there is any."""

    kind: Emergency
    sure: float

    @property
    def danger(self) -> Emergency | None:
        """The kind, where that is likely enough to be answered as one."""
        return self.kind if self.sure >= (DANGER_TO_MONEY if self.kind in _OF_MONEY else DANGER) else None


def is_hurt(text: str) -> bool:
    """Whether these words tell of an injury, whatever else they tell: it blew up, and boiled water hit her leg."""
    return _tells(Emergency.INJURY, _literal(without_marks(text)))


def _tells(kind: Emergency, literal: str) -> bool:
    chinese, english = _WORDS[kind]
    asked = [*([chinese] if has_han(literal) else []), *([english] if _LATIN.search(literal) else [])]
    return any(_is_meant(kind, literal, found) for words in asked for found in words.finditer(literal))


def _literal(said: str) -> str:
    """What is left without figures of speech, in one spelling."""
    return _FIGURES.sub(" ", as_spoken(said))


def _fraud_in(said: str, *, goes_on: bool) -> Emergency | None:
    doubt = doubt_in(said, goes_on=goes_on)
    if doubt is None or not doubt.danger:
        return None
    return Emergency.MONEY_ALREADY_SENT if doubt.given else Emergency.FRAUD_UNDER_WAY


def _is_meant(kind: Emergency, text: str, found: re.Match[str]) -> bool:
    """Whether it happens, or is announced: neither denied nor only feared, in the clause where it is said."""
    clause = _CLAUSE.split(text[max(0, found.start() - _BEFORE) : found.start()])[-1]
    if _NOT.search(clause):
        return False
    if kind not in BODILY:
        return True
    if kind is Emergency.POISONING and _ANIMAL.search(clause + found[0]):
        return False
    near = clause[-12:] if has_han(clause) else _ASKED.sub("", clause)
    done = found[0].endswith("了") or text[found.end() : found.end() + 1] == "了"
    if _MAYBE.search(near) or (_FEARED.search(near) and not done) or _NOT_WITHIN.search(found[0]):
        return False
    return not _LONG_AGO.search(text[found.end() : found.end() + 60])
