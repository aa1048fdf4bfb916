"""Calls a second and calls at once: no window of a second ever holds more calls than agreed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callouts.pacing import Bucket, Pace, has_room, held_back, seconds_until, take

pytestmark = pytest.mark.unit

START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_first_call_goes_out_at_once_and_the_second_has_to_wait() -> None:
    after = take(Bucket(1.0, START), START, Pace(cps=1.0))
    assert after is not None
    assert take(after, START + timedelta(seconds=0.9), Pace(cps=1.0)) is None
    assert take(after, START + timedelta(seconds=1.2), Pace(cps=1.0)) is not None


def test_an_idle_night_saves_up_one_call_and_no_more() -> None:
    pace = Pace(cps=5.0)
    morning = START + timedelta(hours=8)
    after = take(Bucket(0.0, START), morning, pace)
    assert after is not None
    assert take(after, morning, pace) is None


def test_a_process_whose_clock_is_behind_waits() -> None:
    after = take(Bucket(1.0, START), START, Pace(cps=1.0))
    assert after is not None
    assert take(after, START - timedelta(hours=2), Pace(cps=1.0)) is None


def test_while_the_carrier_rests_nobody_dials() -> None:
    resting = held_back(Bucket(1.0, START), START, 30)
    assert take(resting, START + timedelta(seconds=29), Pace(cps=30.0)) is None
    assert take(resting, START + timedelta(seconds=31), Pace(cps=30.0)) is not None


@given(st.floats(-1.0, 1.0), st.floats(-5.0, 30.0), st.floats(0.2, 30.0))
def test_whoever_waits_as_long_as_told_gets_a_call(tokens: float, ahead: float, cps: float) -> None:
    bucket, pace = Bucket(tokens, START + timedelta(seconds=ahead)), Pace(cps=cps)
    wait = seconds_until(bucket, START, pace)
    assert wait >= 0
    assert take(bucket, START + timedelta(seconds=wait + 0.001), pace) is not None
    if wait > 0.002:
        assert take(bucket, START + timedelta(seconds=wait - 0.002), pace) is None


def test_a_shorter_rest_does_not_cut_a_longer_one_short() -> None:
    resting = held_back(held_back(Bucket(1.0, START), START, 60), START, 1)
    assert take(resting, START + timedelta(seconds=30), Pace(cps=30.0)) is None


@pytest.mark.parametrize(("live", "room"), [(0, True), (4, True), (5, False), (6, False)])
def test_there_is_room_only_below_the_limit_even_if_it_was_just_lowered(live: int, room: bool) -> None:
    assert has_room(live, Pace(concurrency=5)) is room


@given(
    st.floats(0.2, 30.0),
    st.lists(st.floats(0.0, 1.5), min_size=1, max_size=200),
    st.lists(st.floats(-2.0, 2.0), min_size=1, max_size=5),
)
def test_in_any_second_no_more_calls_begin_than_agreed(cps: float, gaps: list[float], skews: list[float]) -> None:
    """Tries at arbitrary instants by processes whose clocks differ; each call is noted in true time."""
    pace, bucket, true = Pace(cps=cps), Bucket(1.0, START), START
    begun: list[datetime] = []
    for n, gap in enumerate(gaps):
        true += timedelta(seconds=gap / cps)
        taken = take(bucket, true + timedelta(seconds=skews[n % len(skews)]), pace)
        if taken is not None:
            bucket = taken
            begun.append(true)
    if len(set(skews)) == 1:
        for first in begun:
            assert sum(first <= other < first + SECOND for other in begun) <= max(1, -(-cps // 1))
    claimed = (true - START + timedelta(seconds=4)).total_seconds() * pace.rate + 1
    assert len(begun) <= claimed + 1e-6
