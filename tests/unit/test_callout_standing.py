"""How long a decision stands, who may send requests, and how they are spaced."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from callouts.clock_watch import MOST, ClockWatch
from callouts.gate import Gate
from callouts.pacing import TURN, Line, Pace, Turns, line_free_at
from callouts.planner import fingerprint
from callouts.policy import Call, Dont
from callouts.standing import SWEEP, decide_again_at
from careline.core.callouts import FINAL_WHY, Why
from tests.callouts_kit import settings_for
from tests.rules import rules_with
from tests.unit.test_callout_policy import TEN, facts

pytestmark = pytest.mark.unit

REPOSITORY = Path(__file__).parents[2]


def test_a_planned_call_waits_for_its_own_end_and_a_final_no_for_nothing() -> None:
    assert decide_again_at(Call(TEN, Why.BLOCKED), facts(), TEN) is None
    assert all(decide_again_at(Dont(why), facts(), TEN) is None for why in FINAL_WHY)


def test_a_remedy_is_waited_for_until_it_is_due() -> None:
    due = TEN + timedelta(hours=7)
    assert decide_again_at(Dont(Why.REMEDY_IN_HAND), facts(remedy_due=due), TEN) == due
    assert decide_again_at(Dont(Why.REMEDY_IN_HAND), facts(remedy_due=TEN), TEN) > TEN  # type: ignore[operator]


@pytest.mark.parametrize("why", sorted(set(Why) - FINAL_WHY - {Why.BLOCKED, Why.CALLBACK_WISHED}))
def test_every_other_no_is_asked_again_some_day(why: Why) -> None:
    again = decide_again_at(Dont(why), facts(), TEN)
    assert again is not None
    assert TEN + timedelta(minutes=1) <= again <= TEN + timedelta(hours=6)


def test_many_a_no_of_one_moment_are_not_all_asked_again_in_one() -> None:
    again = {decide_again_at(Dont(Why.NO_CONSENT), facts(block_id=UUID(int=n)), TEN) for n in range(1000)}
    assert len(again) == 1000
    assert all(timedelta(hours=3) < at - TEN < SWEEP * 1.2 for at in again if at)


def test_the_line_is_ones_own_or_free_after_the_others_turn_and_a_gap() -> None:
    me, other, pace = uuid4(), uuid4(), Pace(cps=2.0)
    assert line_free_at(Line(), me, pace) is None
    assert line_free_at(Line(me, TEN + TURN), me, pace) is None
    free_at = line_free_at(Line(other, TEN + TURN), me, pace)
    assert free_at is not None
    assert free_at - (TEN + TURN) >= timedelta(seconds=1 / 2)


async def test_a_gate_spaces_what_comes_at_once_and_does_not_save_up() -> None:
    gate, passed = Gate(Turns(0.05)), list[float]()

    async def go() -> None:
        async with gate:
            passed.append(time.monotonic())

    await asyncio.gather(*(go() for _ in range(4)))
    await asyncio.sleep(0.2)
    await asyncio.gather(*(go() for _ in range(3)))
    assert min(b - a for a, b in pairwise(passed)) >= 0.049


@pytest.mark.parametrize(("ahead", "right"), [(0, True), (4.9, True), (-4.9, True), (5.1, False), (-7200, False)])
def test_a_clock_may_be_five_seconds_off(ahead: float, right: bool) -> None:
    true = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    watch = ClockWatch(lambda: true + timedelta(seconds=ahead))
    assert watch.compared(true) is right
    assert watch.time_of(true) == (true if right else None)
    assert watch.now() == true, "with a wrong clock too"
    assert timedelta(seconds=5) == MOST


def test_what_decisions_rest_on_is_known_again_in_another_process() -> None:
    """Sets have another order there."""
    code = (
        "from tests.callouts_kit import settings_for; from callouts.planner import fingerprint; "
        "print(fingerprint(settings_for(), 'twilio'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, env={"PYTHONHASHSEED": "1"}, capture_output=True, text=True,
        check=True,
    ).stdout.strip()  # fmt: skip
    assert told == fingerprint(settings_for(), "twilio")
    assert told != fingerprint(settings_for(), "simulator")
    assert told != fingerprint(settings_for(rules=rules_with(calls={"attempts_per_block": 9})), "twilio")
