"""Which turns a person should look at, so that the assistant learns from what really happens. Pure.

Two turns of one conversation are looked at together: what a consumer does next often says what they had meant.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from careline.core.wording.intents import INTENT
from careline.core.wording.topics import is_topic

NOT_UNDERSTOOD = "nlu_fallback"
LITTLE_CONFIDENCE = 0.45
"""Answered, but closer to the assistant's bars (0.31 to 0.33, docs/understanding.md) than to certainty."""
SOON = timedelta(minutes=5)
"""Whatever comes later is no comment on the answer before."""
ALIKE = 0.5
"""Share of character pairs in common from which on one sentence is the other in different words."""


class ReviewReason(StrEnum):
    LOW_CONFIDENCE = "low_confidence"
    CORRECTED = "corrected"
    HANDED_OVER = "handed_over"


class Sign(StrEnum):
    """What told us, from the weakest to the strongest: a stronger one replaces a weaker one's proposal."""

    UNSURE = "unsure"  # asked for other words, or answered with little confidence
    GUESSED = "guessed"  # asked "did you mean ...?"
    GAVE_UP = "gave_up"  # not understood twice: given to a person
    WANTED_PERSON = "wanted_person"  # the answer did not help: they asked for a person
    SAID_NO = "said_no"  # they said no to our guess
    REPHRASED = "rephrased"  # they said it again in other words, and we understood those
    SAID_YES = "said_yes"  # they said yes to our guess


class ReviewState(StrEnum):
    """open -> approved -> written, or open -> skipped; approved and skipped can be opened again."""

    OPEN = "open"
    APPROVED = "approved"
    SKIPPED = "skipped"
    WRITTEN = "written"


REASON_OF = MappingProxyType(
    {
        Sign.UNSURE: ReviewReason.LOW_CONFIDENCE,
        Sign.GUESSED: ReviewReason.LOW_CONFIDENCE,
        Sign.GAVE_UP: ReviewReason.HANDED_OVER,
        Sign.WANTED_PERSON: ReviewReason.HANDED_OVER,
        Sign.SAID_NO: ReviewReason.CORRECTED,
        Sign.REPHRASED: ReviewReason.CORRECTED,
        Sign.SAID_YES: ReviewReason.CORRECTED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One turn as the rule sees it. `text` is None for a button; `ranking` is likeliest first, and known of an earlier
    turn only if that was worth a look itself; `responses` are the names of what we answered, of this turn alone."""

    text: str | None
    intent: str
    confidence: float
    at: datetime
    ranking: tuple[str, ...] = ()
    responses: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence worth a look: of this turn, or (`earlier`) of the one before. `proposal` is an intent, if any."""

    earlier: bool
    sign: Sign
    proposal: str | None


def findings(before: Exchange | None, now: Exchange) -> tuple[Finding, ...]:
    """At most one for each of the two turns. `before` is the conversation's last answered turn, if the bot answered."""
    found = [_of_this(now)]
    if before is not None and before.text and now.at - before.at <= SOON:
        found.append(_of_earlier(before, now))
    return tuple(finding for finding in found if finding)


def likeliest_topic(ranking: tuple[str, ...]) -> str | None:
    """What "did you mean ...?" names: the likeliest topic of the first two; a greeting or a yes is no guess."""
    return next((intent for intent in ranking[:2] if is_topic(intent)), None)


def outweighs(new: Sign, old: Sign) -> bool:
    """Whether a new sign about the same sentence replaces the old one. The newest of equals does."""
    order = list(Sign)
    return order.index(new) >= order.index(old)


def _of_this(now: Exchange) -> Finding | None:
    if not now.text:
        return None
    guess = likeliest_topic(now.ranking)
    first = guess or next(iter(now.ranking), None)
    if "utter_not_understood_again" in now.responses:
        return _finding(Sign.GAVE_UP, first)
    if "utter_suggest" in now.responses:
        return _finding(Sign.GUESSED, guess)
    if now.intent == NOT_UNDERSTOOD:  # where the words answered a question of ours, nobody was asked to rephrase
        return _finding(Sign.UNSURE, first) if "utter_rephrase" in now.responses else None
    if now.intent == "request_human":  # by a rule (confidence 1) it is certain, and worth nobody's time
        return _finding(Sign.WANTED_PERSON, now.intent) if now.confidence < 1 else None
    return _finding(Sign.UNSURE, now.intent) if now.confidence < LITTLE_CONFIDENCE else None


def _of_earlier(before: Exchange, now: Exchange) -> Finding | None:
    if before.intent == NOT_UNDERSTOOD:
        return _of_not_understood(before, now)
    if not is_topic(before.intent):
        return None
    if now.intent == "request_human":
        return _finding(Sign.WANTED_PERSON, before.intent, earlier=True)
    other = is_topic(now.intent) and now.intent != before.intent
    if other and now.text and alike(before.text or "", now.text) >= ALIKE:
        return _finding(Sign.REPHRASED, now.intent, earlier=True)
    return None


def _of_not_understood(before: Exchange, now: Exchange) -> Finding | None:
    """What the consumer did with "did you mean ...?" or "in other words, please"."""
    guess = likeliest_topic(before.ranking)
    said_no = now.intent == "deny" or ("utter_rephrase" in now.responses and now.intent != NOT_UNDERSTOOD)
    if guess and now.intent in {"affirm", guess}:
        return _finding(Sign.SAID_YES, guess, earlier=True)
    if guess and said_no:
        return _finding(Sign.SAID_NO, next((one for one in before.ranking if one != guess), None), earlier=True)
    if now.intent == "request_human":
        return _finding(Sign.WANTED_PERSON, guess, earlier=True)
    return _finding(Sign.REPHRASED, now.intent, earlier=True) if is_topic(now.intent) else None


def _finding(sign: Sign, proposal: str | None, *, earlier: bool = False) -> Finding:
    """What has no sentences (a key, a chosen order) is no proposal."""
    return Finding(earlier=earlier, sign=sign, proposal=proposal if proposal in INTENT else None)


def alike(one: str, other: str) -> float:
    """Dice coefficient of the character pairs of two sentences, 0 to 1. Works for both languages alike."""
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _pairs(text: str) -> Counter[str]:
    kept = "".join(char for char in text.lower() if char.isalnum())
    return Counter(left + right for left, right in pairwise(kept))
