"""Calls a second and calls at once: no window of a second ever holds more calls than agreed."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callouts.pacing import (
    AHEAD,
    AT_FULL_SPEED,
    MOST_AHEAD,
    Bucket,
    Pace,
    Turns,
    held_back,
    room_in,
    room_left,
    seconds_until,
    stands_back,
    take,
)

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


@pytest.mark.parametrize(("live", "room"), [(0, 5), (4, 1), (5, 0), (6, 0)])
def test_there_is_room_only_below_the_limit_even_if_it_was_just_lowered(live: int, room: int) -> None:
    assert room_left(live, Pace(concurrency=5)) == room


@pytest.mark.parametrize(("cps", "most"), [(1.0, 1), (5.0, 1), (11.0, 3), (33.0, 7), (10_000.0, 1 + MOST_AHEAD)])
def test_a_fast_line_begins_several_calls_at_once_and_a_slow_one_never(cps: float, most: int) -> None:
    pace = Pace(cps=cps)
    assert room_in(Bucket(1.0, START), START, pace) == most
    after = take(Bucket(1.0, START), START, pace, most)
    assert after is not None
    assert room_in(after, START, pace) == 0
    assert take(Bucket(1.0, START), START, pace, most + 1) is None


@given(st.floats(0.2, 60.0), st.lists(st.integers(1, 30), min_size=1, max_size=60))
def test_a_call_that_is_begun_has_its_turn_soon(cps: float, wishes: list[int]) -> None:
    """However many are wished for at one instant, those that are begun can all go within `AHEAD` and a gap."""
    pace, bucket = Pace(cps=cps), Bucket(1.0, START)
    begun = 0
    for wish in wishes:
        if taken := take(bucket, START, pace, min(wish, max(1, room_in(bucket, START, pace)))):
            bucket, begun = taken, begun + min(wish, room_in(bucket, START, pace))
    assert (begun - 1) * pace.gap <= AHEAD + timedelta(microseconds=begun)


@given(
    st.floats(0.2, 60.0),
    st.floats(1.0, 1.5),
    st.lists(st.tuples(st.floats(0.0, 0.4), st.floats(0.0, 0.3)), min_size=1, max_size=200),
)
def test_in_any_second_no_more_requests_go_than_the_carrier_takes(
    cps: float, headroom: float, tries: list[tuple[float, float]]
) -> None:
    """Requests that come at arbitrary instants and are woken late by up to 0.3 s."""
    pace, now = Pace(cps=cps, headroom=headroom), 0.0
    turns, went = Turns(pace.gap.total_seconds(), pace.slack.total_seconds()), list[float]()
    for quiet, late in tries:
        now += quiet / cps
        if (wait := turns.wait(now)) > 0:
            now += wait + late
        turns.went(now)
        went.append(now)
    for n, first in enumerate(went):
        in_the_second = sum(at < first + 1 - 1e-6 for at in went[n:])
        assert in_the_second <= max(1, math.ceil(cps))


def test_a_request_that_went_late_is_made_up_for_but_an_idle_time_is_not() -> None:
    turns = Turns(gap=0.1, slack=0.05)
    turns.went(10.0)
    assert turns.wait(10.0) == pytest.approx(0.05)
    turns.went(10.13)  # 30 ms late: the next turn is where it was
    assert turns.wait(10.13) == pytest.approx(0.05, abs=0.021)
    turns.went(20.0)
    assert turns.wait(20.0) >= 0.05 - 1e-9
    turns.went(20.05)
    assert turns.wait(20.05) >= 0.1 - 1e-9, "what was made up for is spent"


@given(
    st.floats(0.2, 30.0),
    st.lists(st.floats(0.0, 1.5), min_size=1, max_size=200),
    st.lists(st.floats(-2.0, 2.0), min_size=1, max_size=5),
)
def test_no_more_calls_begin_than_agreed_but_those_that_go_later(
    cps: float, gaps: list[float], skews: list[float]
) -> None:
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
            within = sum(first <= other < first + SECOND for other in begun)
            assert within <= max(1, math.ceil(cps)) + pace.ahead
    claimed = (true - START + timedelta(seconds=4)).total_seconds() * pace.rate + 1 + pace.ahead
    assert len(begun) <= claimed + 1e-6


def test_what_misses_its_deadline_together_is_worked_off_at_once_and_a_shops_past_in_breaths() -> None:
    assert stands_back(busy=10.0, took=0.2) == 0.0
    assert stands_back(busy=AT_FULL_SPEED + 1, took=0.2) >= 0.2
