"""Scores of conversations: what one needs, whom the lot falls on, and means that were computed by hand."""

from __future__ import annotations

from uuid import UUID

import pytest

from careline.core.quality import (
    Mean,
    QualityScore,
    Scored,
    ScoresError,
    check_scores,
    is_drawn,
    means_by_agent,
    means_of,
)

pytestmark = pytest.mark.unit

CRITERIA = ("facts", "tone")


def _scores(facts: int | None, tone: int | None, reason: str = "Said so twice.") -> list[QualityScore]:
    return [
        QualityScore(criterion="facts", points=facts, reason=reason),
        QualityScore(criterion="tone", points=tone, reason=reason),
    ]


@pytest.mark.parametrize(("facts", "tone"), [(2, 2), (0, 1), (None, 2)])
def test_every_criterion_is_scored_or_does_not_apply(facts: int | None, tone: int | None) -> None:
    check_scores(_scores(facts, tone), CRITERIA)


@pytest.mark.parametrize(
    "scores",
    [
        _scores(2, 2)[:1],
        [*_scores(2, 2), QualityScore(criterion="speed", points=2)],
        [*_scores(2, 2), QualityScore(criterion="tone", points=2)],
        _scores(3, 2),
        _scores(-1, 2),
        _scores(1, 2, reason=" "),
        _scores(None, 2, reason=""),
        _scores(None, None),
    ],
)
def test_what_is_missing_unknown_without_reason_or_says_nothing_is_refused(scores: list[QualityScore]) -> None:
    with pytest.raises(ScoresError):
        check_scores(scores, CRITERIA)


def test_what_is_met_needs_no_reason() -> None:
    check_scores(_scores(2, 2, reason=""), CRITERIA)


def test_the_lot_falls_on_as_many_as_are_set_and_on_the_same_again() -> None:
    ids = [str(UUID(int=n)) for n in range(4000)]
    drawn = [one for one in ids if is_drawn(one, 5)]
    assert 0.04 < len(drawn) / len(ids) < 0.06
    assert drawn == [one for one in ids if is_drawn(one, 5)]
    assert set(drawn) <= {one for one in ids if is_drawn(one, 20)}
    assert not any(is_drawn(one, 0) for one in ids)
    assert all(is_drawn(one, 100) for one in ids)


def test_means_by_agent_and_criterion_as_computed_by_hand() -> None:
    """Li: facts 2 and 1, tone 0 and not applicable: 3 of 3 scores make 1.0. Wu: 2 and 2."""
    scores = [
        Scored(review="a", agent="li", criterion="facts", points=2),
        Scored(review="a", agent="li", criterion="tone", points=0),
        Scored(review="b", agent="li", criterion="facts", points=1),
        Scored(review="b", agent="li", criterion="tone", points=None),
        Scored(review="c", agent="wu", criterion="facts", points=2),
        Scored(review="c", agent="wu", criterion="tone", points=2),
    ]
    by_agent = means_by_agent(scores, CRITERIA)
    assert list(by_agent) == ["li", "wu"]  # who was looked at most comes first
    assert by_agent["li"].all == Mean(reviews=2, mean=1.0)
    assert by_agent["li"].by_criterion == {"facts": Mean(reviews=2, mean=1.5), "tone": Mean(reviews=1, mean=0.0)}
    assert by_agent["wu"].all == Mean(reviews=1, mean=2.0)
    assert means_of(scores, CRITERIA).all == Mean(reviews=3, mean=1.4)
    assert means_of([], CRITERIA).by_criterion["tone"] == Mean(reviews=0, mean=None)
