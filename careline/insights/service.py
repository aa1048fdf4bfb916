"""Deciding about a sentence: what it means, or that nobody needs to learn from it. Every decision is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import What
from careline.core.privacy.redaction import Redacted, redact
from careline.core.reviews import ReviewState
from careline.core.wording.intents import INTENT
from careline.insights import rows
from careline.insights.collecting import known_of_turn
from careline.insights.rows import DecidedError, NoReviewError, Review
from careline.store.database import Database
from careline.store.journal import record

LONGEST_TEXT = 400
"""Characters of a sentence that somebody edited."""


class BadDecisionError(ValueError):
    """The decision cannot be taken; nothing was changed."""


class Verb(StrEnum):
    APPROVE = "approve"
    SKIP = "skip"
    REOPEN = "reopen"


_FROM = {
    Verb.APPROVE: {ReviewState.OPEN},
    Verb.SKIP: {ReviewState.OPEN},
    Verb.REOPEN: {ReviewState.APPROVED, ReviewState.SKIPPED},
}
_DONE = {Verb.APPROVE: What.REVIEW_APPROVED, Verb.SKIP: What.REVIEW_SKIPPED, Verb.REOPEN: What.REVIEW_REOPENED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`version` is that of the review as its reader saw it; approving needs an `intent`, and may change the `text`."""

    turn_id: UUID
    version: int
    verb: Verb
    intent: str | None = None
    text: str | None = None


async def decide(database: Database, decision: Decision, *, who: str, now: datetime) -> Review:
    """Take one decision and return the review after it. `who` is as in the journal.

    Raises NoReviewError, DecidedError if somebody was faster, BadDecisionError.
    """
    async with database.begin() as tx:
        review = await rows.one(tx, decision.turn_id)
        if review.version != decision.version or review.state not in _FROM[decision.verb]:
            raise DecidedError(DecidedError.__doc__)
        values = await _values(tx, review, decision)
        reopened = decision.verb is Verb.REOPEN
        values |= {"decided_by": None if reopened else who, "decided_at": None if reopened else now}
        await rows.change(tx, review.turn_id, version=review.version + 1, **values)
        await record(
            tx, at=now, who=who, what=_DONE[decision.verb], why=review.sign, subject=f"review:{review.turn_id}",
            data={"understood": review.intent, "intent": decision.intent} if decision.intent else {},
        )  # fmt: skip
        return await rows.one(tx, decision.turn_id)


async def _values(tx: AsyncConnection, review: Review, decision: Decision) -> dict[str, Any]:
    if decision.verb is not Verb.APPROVE:
        state = ReviewState.SKIPPED if decision.verb is Verb.SKIP else ReviewState.OPEN
        return {"state": state, "decided_intent": None, "decided_text": None}
    if decision.intent not in INTENT:
        raise BadDecisionError("The assistant has no such intent, or none with sentences.")
    text = (await redacted_for(tx, review, decision.text)).text
    if not text or len(text) > LONGEST_TEXT:
        raise BadDecisionError(f"The sentence needs a letter, and at most {LONGEST_TEXT} characters.")
    return {"state": ReviewState.APPROVED, "decided_intent": decision.intent, "decided_text": text}


async def redacted_for(tx: AsyncConnection, review: Review, text: str | None = None) -> Redacted:
    """What would be written of this text, by default the review's own: an edit is looked through like any other."""
    return redact(review.text if text is None else text, await known_of_turn(tx, review.turn_id))


async def preview(database: Database, turn_id: UUID, text: str) -> Redacted:
    """As `redacted_for`, for a page. Raises NoReviewError."""
    async with database.begin() as tx:
        return await redacted_for(tx, await rows.one(tx, turn_id), text)


__all__ = [
    "BadDecisionError", "DecidedError", "Decision", "NoReviewError", "Review", "Verb", "decide", "preview",
    "redacted_for",
]  # fmt: skip
