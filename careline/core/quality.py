"""Looking at how a conversation was held: which ones are put up for it, what a score is, and what scores come to. Pure.

Sentences that were not understood are another matter: careline/core/reviews.py.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

BEST = 2
"""A criterion is met (2), met in part (1), or not met (0)."""


class WhyScored(StrEnum):
    """Why a conversation is looked at."""

    DISSATISFIED = "dissatisfied"
    """The consumer rated it 1 or 2."""
    SAMPLED = "sampled"
    """Drawn by lot when it was closed."""
    CHOSEN = "chosen"
    """A supervisor picked it."""


class QualityState(StrEnum):
    """open -> scored -> answered (acknowledged) | objected -> settled (scored once more, for good)."""

    OPEN = "open"
    SCORED = "scored"
    ACKNOWLEDGED = "acknowledged"
    OBJECTED = "objected"
    SETTLED = "settled"


MAY_BE_SCORED = frozenset({QualityState.OPEN, QualityState.OBJECTED})
SCORED_TO: Mapping[QualityState, QualityState] = MappingProxyType(
    {QualityState.OPEN: QualityState.SCORED, QualityState.OBJECTED: QualityState.SETTLED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityScore:
    """`points` from 0 to BEST; None: the criterion does not apply to this conversation."""

    criterion: str
    points: int | None
    reason: str = ""


class ScoresError(ValueError):
    """Every criterion needs a score, and whatever is less than met, or does not apply, a reason."""


def check_scores(scores: Sequence[QualityScore], criteria: Iterable[str]) -> None:
    """Raises ScoresError, also where no criterion at all applies: then there is nothing to tell anybody."""
    if sorted(score.criterion for score in scores) != sorted(criteria):
        raise ScoresError(ScoresError.__doc__)
    for score in scores:
        if score.points is not None and not 0 <= score.points <= BEST:
            raise ScoresError(ScoresError.__doc__)
        if score.points != BEST and not score.reason.strip():
            raise ScoresError(ScoresError.__doc__)
    if all(score.points is None for score in scores):
        raise ScoresError(ScoresError.__doc__)


def is_drawn(conversation_id: str, percent: int) -> bool:
    """Whether the lot falls on this conversation: the same however often it is asked."""
    digest = hashlib.sha256(f"quality:{conversation_id}".encode()).digest()
    return int.from_bytes(digest[:8]) * 100 < percent * 2**64


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One score of a review as it holds now. `agent` is an id, empty for the assistant."""

    review: str
    agent: str
    criterion: str
    points: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """`reviews` that hold a score which counts; `mean` of those scores, from 0 to BEST, None of none."""

    reviews: int
    mean: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentMeans:
    """`all` criteria together, and each by itself. What does not apply counts nowhere."""

    all: Mean
    by_criterion: Mapping[str, Mean]


def means_of(scores: Sequence[Scored], criteria: Iterable[str]) -> AgentMeans:
    """Of all these scores, whosever they are."""
    return AgentMeans(
        all=_mean(scores),
        by_criterion={one: _mean([score for score in scores if score.criterion == one]) for one in criteria},
    )


def means_by_agent(scores: Sequence[Scored], criteria: Sequence[str]) -> dict[str, AgentMeans]:
    """By agent's id, who was looked at most first."""
    groups = defaultdict[str, list[Scored]](list)
    for score in scores:
        groups[score.agent].append(score)
    found = {agent: means_of(some, criteria) for agent, some in groups.items()}
    return dict(sorted(found.items(), key=lambda pair: -pair[1].all.reviews))


def _mean(scores: Sequence[Scored]) -> Mean:
    counted = [score for score in scores if score.points is not None]
    points = [score.points for score in counted if score.points is not None]
    return Mean(
        reviews=len({score.review for score in counted}),
        mean=round(sum(points) / len(points), 2) if points else None,
    )
