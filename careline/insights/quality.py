"""Looking at conversations afterwards: choosing them, scoring them, and the agent's one answer. Each is on record.

What is put up by itself (a bad rating, the lot) is a row since then: careline/conversations/quality.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.quality import put_up
from careline.core.conversation import Owner
from careline.core.figures import DISSATISFIED_TO
from careline.core.journal import Because, What
from careline.core.quality import (
    MAY_BE_SCORED,
    SCORED_TO,
    QualityScore,
    QualityState,
    Scored,
    WhyScored,
    check_scores,
)
from careline.core.rules import QualityRules
from careline.desk.agents import Agent
from careline.store.database import Database
from careline.store.journal import record
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import handoffs
from careline.store.tables.quality import quality_reviews, quality_scores

MOST_REASON = 300
MOST_NOTE = 2000


class NoQualityError(LookupError):
    """There is no such conversation to look at, or no such review of yours."""


class OwnWorkError(Exception):
    """Nobody reviews a conversation that they had themselves."""


class NotOverError(Exception):
    """This conversation still goes on with a person; it is looked at once it is over."""


class ScoredError(Exception):
    """Somebody else has scored this conversation, or it was answered; load it again."""


class AnsweredError(Exception):
    """This review was answered already; one answer is all there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Which closed conversations that an agent had; None is any. `low`: rated 1 or 2. `lot`: so many at random, of
    those that nobody has looked at yet, the same for the same `seed`."""

    since: datetime
    until: datetime
    agent_id: UUID | None = None
    channel: str | None = None
    low: bool = False
    lot: int | None = None
    seed: str = ""


_CLOSED = """
SELECT c.conversation_id, c.channel, c.language, c.closed_at, cu.name AS customer, had.agent_id, a.name AS agent,
  had.disposition, k.rating, r.review_id, r.state, r.why, r.version,
  EXISTS (SELECT 1 FROM handoffs o WHERE o.conversation_id = c.conversation_id
    AND (o.agent_id = :me OR o.from_agent_id = :me)) AS own
FROM conversations c JOIN customers cu ON cu.customer_id = c.customer_id
JOIN LATERAL (SELECT h.agent_id, h.disposition FROM handoffs h
  WHERE h.conversation_id = c.conversation_id AND h.agent_id IS NOT NULL ORDER BY h.assigned_at DESC LIMIT 1) had
  ON true
JOIN agents a ON a.agent_id = had.agent_id
LEFT JOIN cases k ON k.case_id = c.case_id
LEFT JOIN quality_reviews r ON r.conversation_id = c.conversation_id
WHERE c.closed_at >= :since AND c.closed_at < :until
  AND (CAST(:agent_id AS uuid) IS NULL OR had.agent_id = :agent_id)
  AND (CAST(:channel AS text) IS NULL OR c.channel = :channel)
  AND (NOT :low OR k.rating <= :dissatisfied)
"""
_LATEST = text(_CLOSED + " ORDER BY c.closed_at DESC, c.conversation_id LIMIT :limit OFFSET :offset")
_BY_LOT = text(
    _CLOSED + " AND r.review_id IS NULL ORDER BY md5(CAST(:seed AS text) || c.conversation_id::text) LIMIT :limit"
)


async def sampled(
    tx: AsyncConnection, sample: Sample, me: UUID, *, limit: int, offset: int = 0
) -> Sequence[RowMapping]:
    """Closed conversations to choose from, the latest first; by lot where that was asked for."""
    given = {
        "since": sample.since, "until": sample.until, "agent_id": sample.agent_id, "channel": sample.channel,
        "low": sample.low, "dissatisfied": DISSATISFIED_TO, "me": me,
    }  # fmt: skip
    if sample.lot is not None:
        found = await tx.execute(_BY_LOT, {**given, "limit": min(sample.lot, limit), "seed": sample.seed})
    else:
        found = await tx.execute(_LATEST, {**given, "limit": limit, "offset": offset})
    return found.mappings().all()


_REVIEWS = """
SELECT r.*, c.channel, c.language, c.closed_at, c.owner, cu.name AS customer, a.name AS agent, w.name AS reviewer,
  k.rating, k.rating_text,
  EXISTS (SELECT 1 FROM handoffs o WHERE o.conversation_id = c.conversation_id
    AND (o.agent_id = :me OR o.from_agent_id = :me)) AS own
FROM quality_reviews r JOIN conversations c ON c.conversation_id = r.conversation_id
JOIN customers cu ON cu.customer_id = c.customer_id
LEFT JOIN agents a ON a.agent_id = r.agent_id LEFT JOIN agents w ON w.agent_id = r.reviewer_id
LEFT JOIN cases k ON k.case_id = c.case_id
"""
_IN_ORDER = " ORDER BY r.state = 'objected' DESC, coalesce(r.answered_at, r.scored_at, r.opened_at) DESC, r.review_id"
_LISTED = text(
    _REVIEWS + " WHERE r.state = ANY(CAST(:states AS text[]))"
    " AND (CAST(:agent_id AS uuid) IS NULL OR r.agent_id = :agent_id)" + _IN_ORDER + " LIMIT :limit OFFSET :offset"
)
_COUNTED = text(
    "SELECT count(*) FROM quality_reviews r WHERE r.state = ANY(CAST(:states AS text[]))"
    " AND (CAST(:agent_id AS uuid) IS NULL OR r.agent_id = :agent_id)"
)
_ONE = text(_REVIEWS + " WHERE r.conversation_id = :conversation_id")
_OWN = text(_REVIEWS + " WHERE r.agent_id = :me AND r.state <> 'open' ORDER BY r.scored_at DESC LIMIT :limit")

TO_DO = (QualityState.OPEN, QualityState.OBJECTED)
DONE = (QualityState.SCORED, QualityState.ACKNOWLEDGED, QualityState.SETTLED)


async def listed(
    tx: AsyncConnection, states: Sequence[QualityState], agent_id: UUID | None, me: UUID, *, limit: int, offset: int = 0
) -> tuple[Sequence[RowMapping], int]:
    """Reviews in these states, objections first, and how many there are in all."""
    given = {"states": list(states), "agent_id": agent_id}
    found = await tx.execute(_LISTED, {**given, "me": me, "limit": limit, "offset": offset})
    return found.mappings().all(), (await tx.execute(_COUNTED, given)).scalar_one()


async def review_of(tx: AsyncConnection, conversation_id: UUID, me: UUID) -> RowMapping:
    """The review of this conversation. Raises NoQualityError."""
    row = (await tx.execute(_ONE, {"conversation_id": conversation_id, "me": me})).mappings().first()
    if row is None:
        raise NoQualityError(NoQualityError.__doc__)
    return row


async def own_reviews(tx: AsyncConnection, agent: Agent, *, limit: int) -> Sequence[RowMapping]:
    """What was said of this agent's conversations, the latest first."""
    return (await tx.execute(_OWN, {"me": agent.agent_id, "limit": limit})).mappings().all()


async def scores_of(tx: AsyncConnection, reviews: Sequence[UUID]) -> Mapping[UUID, list[QualityScore]]:
    query = select(quality_scores).where(quality_scores.c.review_id.in_(reviews))
    found: dict[UUID, list[QualityScore]] = {review_id: [] for review_id in reviews}
    for row in await tx.execute(query.order_by(quality_scores.c.criterion)):
        found[row.review_id].append(QualityScore(criterion=row.criterion, points=row.points, reason=row.reason))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A supervisor's scores. `version` is the review's as they saw it, 0 where there was none."""

    conversation_id: UUID
    version: int
    scores: Sequence[QualityScore]
    note: str


class Quality:
    """Each use case is one transaction."""

    def __init__(self, database: Database, rules: QualityRules) -> None:
        self._database = database
        self._rules = rules

    async def score(self, reviewer: Agent, verdict: Verdict, now: datetime) -> None:
        """Score a conversation for the first time, or for good after an objection.

        Raises NoQualityError, OwnWorkError, NotOverError, ScoredError, ScoresError.
        """
        check_scores(verdict.scores, self._rules.criteria)
        who = f"agent:{reviewer.login}"
        async with self._database.begin() as tx:
            await _may_be_looked_at(tx, reviewer, verdict.conversation_id)
            if verdict.version == 0:
                await put_up(tx, verdict.conversation_id, WhyScored.CHOSEN, now, who=who)
            row = await _locked(tx, quality_reviews.c.conversation_id == verdict.conversation_id)
            state, seen = QualityState(row["state"]), max(verdict.version, 1)
            if state not in MAY_BE_SCORED or row["version"] != seen:
                raise ScoredError(ScoredError.__doc__)
            await _change(
                tx, row, state=SCORED_TO[state], reviewer_id=reviewer.agent_id, scored_at=now,
                note=verdict.note.strip() or None,
            )  # fmt: skip
            await _replace_scores(tx, row["review_id"], verdict.scores)
            await _noted(
                tx, row, now, who, What.QUALITY_SCORED, Because.REVIEWER_DECIDED, verdict.note,
                {"points": {score.criterion: score.points for score in verdict.scores}},
            )  # fmt: skip

    async def answer(self, agent: Agent, review_id: UUID, objects: bool, words: str, now: datetime) -> None:
        """The agent whose conversation it was agrees, or objects with a reason; once.

        Raises NoQualityError, AnsweredError.
        """
        async with self._database.begin() as tx:
            row = await _locked(tx, quality_reviews.c.review_id == review_id)
            if row["agent_id"] != agent.agent_id or row["state"] == QualityState.OPEN:
                raise NoQualityError(NoQualityError.__doc__)
            if row["state"] != QualityState.SCORED:
                raise AnsweredError(AnsweredError.__doc__)
            after = QualityState.OBJECTED if objects else QualityState.ACKNOWLEDGED
            await _change(tx, row, state=after, answer=words.strip() or None, answered_at=now)
            because = Because.AGENT_OBJECTED if objects else Because.AGENT_ACKNOWLEDGED
            await _noted(tx, row, now, f"agent:{agent.login}", What.QUALITY_ANSWERED, because, words, {})


async def _may_be_looked_at(tx: AsyncConnection, reviewer: Agent, conversation_id: UUID) -> None:
    mine = conversations.c.conversation_id == conversation_id
    owner = (await tx.execute(select(conversations.c.owner).where(mine))).scalar()
    if owner is None:
        raise NoQualityError(NoQualityError.__doc__)
    if owner in {Owner.QUEUE, Owner.AGENT}:
        raise NotOverError(NotOverError.__doc__)
    theirs = (handoffs.c.agent_id == reviewer.agent_id) | (handoffs.c.from_agent_id == reviewer.agent_id)
    had = select(handoffs.c.handoff_id).where(handoffs.c.conversation_id == conversation_id, theirs).limit(1)
    if (await tx.execute(had)).first():
        raise OwnWorkError(OwnWorkError.__doc__)


async def _locked(tx: AsyncConnection, which: Any) -> RowMapping:
    query = (
        select(quality_reviews, conversations.c.customer_id)
        .join(conversations, conversations.c.conversation_id == quality_reviews.c.conversation_id)
        .where(which)
        .with_for_update(of=quality_reviews)
    )
    row = (await tx.execute(query)).mappings().first()
    if row is None:
        raise NoQualityError(NoQualityError.__doc__)
    return row


async def _change(tx: AsyncConnection, row: RowMapping, **values: Any) -> None:
    mine = quality_reviews.c.review_id == row["review_id"]
    await tx.execute(update(quality_reviews).where(mine).values(version=row["version"] + 1, **values))


async def _replace_scores(tx: AsyncConnection, review_id: UUID, scores: Sequence[QualityScore]) -> None:
    await tx.execute(delete(quality_scores).where(quality_scores.c.review_id == review_id))
    rows = [
        {"review_id": review_id, "criterion": one.criterion, "points": one.points, "reason": one.reason.strip()}
        for one in scores
    ]
    await tx.execute(insert(quality_scores), rows)


async def _noted(
    tx: AsyncConnection, row: RowMapping, now: datetime, who: str, what: What, why: Because, note: str,
    data: dict[str, Any],
) -> None:  # fmt: skip
    await record(
        tx, at=now, who=who, what=what, why=why, subject=f"quality:{row['review_id']}", customer_id=row["customer_id"],
        note=note.strip() or None, data=data,
    )  # fmt: skip


_SCORED = text("""
SELECT r.review_id::text AS review, coalesce(r.agent_id::text, '') AS agent, s.criterion, s.points
FROM quality_reviews r JOIN quality_scores s ON s.review_id = r.review_id
WHERE r.scored_at >= :since AND r.scored_at < :until
""")


async def scored(tx: AsyncConnection, since: datetime, until: datetime) -> list[Scored]:
    """Every score that was given from `since` to before `until`, as it holds now."""
    return [Scored(**row) for row in (await tx.execute(_SCORED, {"since": since, "until": until})).mappings()]
