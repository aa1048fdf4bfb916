"""When a candidate is worse, when consumers fare worse with it, and which model a start takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.models import (
    HeldOut,
    Model,
    ModelScore,
    Traffic,
    Trial,
    choice_at_start,
    why_roll_back,
    why_worse,
)

pytestmark = pytest.mark.unit

MODEL = Model(name="a.tar.gz", sha256="0" * 64)
PRESENT = Trial(
    model=MODEL,
    scores={"zh": ModelScore(rows=600, strict=540, lenient=560), "en": ModelScore(rows=400, strict=340, lenient=360)},
    held_out={"zh": HeldOut(sentences=900, right=0.8)},
    talks={"urging": True, "refund": True, "gone": False},
)


def scored(lenient: int) -> Trial:
    return replace(
        PRESENT, scores={"zh": ModelScore(rows=600, strict=0, lenient=lenient - 360), "en": PRESENT.scores["en"]}
    )


def test_accuracy_counts_every_sentence_alike_whatever_file_it_is_in() -> None:
    assert PRESENT.accuracy == 0.92
    assert PRESENT.held_out_accuracy == pytest.approx(0.8)
    assert Trial(model=MODEL).accuracy is Trial(model=MODEL).held_out_accuracy is None


@pytest.mark.parametrize(("lenient", "worse"), [(920, False), (910, False), (909, True), (960, False)])
def test_a_candidate_may_understand_less_only_within_the_margin(lenient: int, worse: bool) -> None:
    assert bool(why_worse(scored(lenient), PRESENT, margin=0.01)) is worse


def test_a_conversation_that_went_well_before_has_to_go_well_again() -> None:
    lost = replace(PRESENT, talks={"urging": False, "refund": True, "gone": True})
    assert why_worse(lost, PRESENT, 0.0) == ["conversation that went well before: urging"]
    missing = replace(PRESENT, talks={"urging": True})
    assert why_worse(missing, PRESENT, 0.0) == ["conversation that went well before: refund"]


def test_the_trainings_own_figures_count_only_without_labelled_sentences() -> None:
    poorer = {"zh": HeldOut(sentences=900, right=0.7)}
    assert why_worse(replace(PRESENT, held_out=poorer), PRESENT, 0.01) == []
    unlabelled = replace(PRESENT, scores={})
    reasons = why_worse(replace(unlabelled, held_out=poorer), unlabelled, 0.01)
    assert "held out by training: 70.0% understood, 80.0% before" in reasons[0]


def test_where_nothing_is_known_of_the_present_model_nothing_speaks_against_another() -> None:
    assert why_worse(PRESENT, Trial(model=MODEL), 0.0) == []


@given(rows=st.integers(1, 500), hits=st.integers(0, 500), margin=st.floats(0, 1))
def test_no_model_is_worse_than_itself(rows: int, hits: int, margin: float) -> None:
    trial = replace(PRESENT, scores={"x": ModelScore(rows=rows, strict=0, lenient=min(hits, rows))})
    assert why_worse(trial, trial, margin) == []


@pytest.mark.parametrize(
    ("before", "since", "goes_back"),
    [
        (Traffic(turns=500, not_understood=50, failed=0), Traffic(turns=19, not_understood=19, failed=0), False),
        (Traffic(turns=500, not_understood=50, failed=0), Traffic(turns=20, not_understood=5, failed=0), False),
        (Traffic(turns=500, not_understood=50, failed=0), Traffic(turns=20, not_understood=4, failed=2), True),
        (Traffic(turns=0, not_understood=0, failed=0), Traffic(turns=100, not_understood=15, failed=0), False),
        (Traffic(turns=0, not_understood=0, failed=0), Traffic(turns=100, not_understood=0, failed=16), True),
    ],
)
def test_it_goes_back_only_when_clearly_more_turns_have_no_proper_answer(
    before: Traffic, since: Traffic, goes_back: bool
) -> None:
    assert bool(why_roll_back(before, since)) is goes_back


@pytest.mark.parametrize(
    ("recorded", "sources", "intact", "keeps"),
    [
        (None, "", False, False),
        (MODEL, "p.tar.gz", True, True),
        (MODEL, "p.tar.gz", False, False),
        (MODEL, "older.tar.gz", True, False),
    ],
)
def test_a_start_keeps_the_model_on_record_unless_sources_or_file_changed(
    recorded: Model | None, sources: str, intact: bool, keeps: bool
) -> None:
    assert choice_at_start(recorded, sources, "p.tar.gz", intact=intact)[0] is keeps
