"""What goes in and out of /api/insights/review."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from careline.core import phrases
from careline.core.privacy.redaction import Kind, Redacted, redact
from careline.core.reviews import ReviewReason, ReviewState, Sign
from careline.core.wording.intents import INTENT
from careline.dialogue.shown import Instant, Shown
from careline.insights.rows import Review
from careline.insights.service import LONGEST_TEXT, Verb

LIKELY = 5


class IntentShown(Shown):
    """An intent as a person reads it."""

    intent: str
    name: str


class ReviewShown(Shown):
    """`text` is what would be written; `likely` are the likeliest intents, the proposal first."""

    turn_id: UUID
    version: int
    text: str
    language: Literal["zh-CN", "en"]
    reason: ReviewReason
    sign: Sign
    understood: IntentShown
    confidence: float
    proposal: str | None
    likely: list[IntentShown]
    times: int
    first_at: Instant
    last_at: Instant
    doubtful: bool
    state: ReviewState
    decided_intent: IntentShown | None
    decided_by: str | None
    decided_at: Instant | None


class ReviewsShown(Shown):
    """One page of a list; `open` counts what is open by reason, whatever was asked for."""

    reviews: list[ReviewShown]
    in_all: int
    open: dict[ReviewReason, int]
    approved: int
    intents: list[IntentShown]


class DecisionIn(BaseModel):
    """`version` is the review's as it was read; approving needs an intent and may change the text."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=1)
    verb: Verb
    intent: str | None = Field(default=None, max_length=64)
    text: str | None = Field(default=None, max_length=LONGEST_TEXT)


class PreviewIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=LONGEST_TEXT)


class PreviewShown(Shown):
    """The text as it would be written, what was taken out of it, and whether to look twice."""

    text: str
    removed: list[Kind]
    doubtful: bool


def likely_intents(review: Review) -> list[str]:
    """The proposal, then what the assistant thought likeliest; at most five that have sentences."""
    wanted = [review.decided_intent, review.proposal, *review.ranking, review.intent]
    return list(dict.fromkeys(intent for intent in wanted if intent in INTENT))[:LIKELY]


def review_shown(review: Review, language: str) -> ReviewShown:
    text = review.decided_text or review.text
    return ReviewShown(
        turn_id=review.turn_id, version=review.version, text=text, language=review.language,
        reason=review.reason, sign=review.sign, understood=intent_shown(review.intent, language),
        confidence=review.confidence, proposal=review.proposal,
        likely=[intent_shown(intent, language) for intent in likely_intents(review)],
        times=review.times, first_at=review.first_at, last_at=review.last_at, doubtful=redact(text).doubtful,
        state=review.state,
        decided_intent=intent_shown(review.decided_intent, language) if review.decided_intent else None,
        decided_by=review.decided_by, decided_at=review.decided_at,
    )  # fmt: skip


def intent_shown(intent: str, language: str) -> IntentShown:
    """Not understood is no intent of ours, but has a name of its own."""
    if intent in INTENT:
        return IntentShown(intent=intent, name=phrases.intent_name(intent, language))
    return IntentShown(intent=intent, name="not understood" if phrases.is_english(language) else "没听懂")


def intents_shown(language: str) -> list[IntentShown]:
    return [intent_shown(intent, language) for intent in INTENT]


def preview_shown(redacted: Redacted) -> PreviewShown:
    return PreviewShown(text=redacted.text, removed=sorted(redacted.removed), doubtful=redacted.doubtful)
