"""Rasa processes come and go while people chat: every message is answered once, in order, and by no apology."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator

import pytest

from tests.running.careline import Careline, started
from tests.running.chatters import chatting, everybody_gets_on
from tests.running.process import Up
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey

RESTART_SECONDS = 60


@pytest.fixture(scope="module")
async def fleet() -> AsyncIterator[Careline]:
    """A Careline whose phones are quiet: the demo's first calls, all at once, are not what is tested here."""
    async with started(Up({"CARELINE_CALLS_AT_ONCE": "1", "CARELINE_CALLS_PER_SECOND": "1"})) as running:
        yield running


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_losing_one_process_after_the_other_costs_nobody_an_answer(fleet: Careline, how: signal.Signals) -> None:
    async with chatting(fleet) as chatters:
        for name in ("rasa-1", "rasa-2"):
            victim = fleet.up.find(name)
            assert victim
            victim.send_signal(how)
            await everybody_gets_on(chatters)
            await _is_back(fleet, name, victim.pid)


async def test_a_process_that_hangs_costs_time_but_no_answer(fleet: Careline) -> None:
    async with chatting(fleet) as chatters:
        frozen = fleet.up.find("rasa-1")
        assert frozen
        frozen.suspend()
        try:
            await everybody_gets_on(chatters, 3)
        finally:
            frozen.resume()


async def _is_back(careline: Careline, name: str, old: int) -> None:
    def another() -> bool:
        found = careline.up.find(name)
        return found is not None and found.pid != old

    await eventually(another, f"{name} to be started again", seconds=RESTART_SECONDS, seen=careline.up.report)
    printed = careline.up.output
    ready, ended = f"{name:<10} ready", f"{name:<10} ended"
    await eventually(
        lambda: 0 <= printed().rfind(ended) < printed().rfind(ready), f"`{ended}` and then `{ready}`",
        seconds=RESTART_SECONDS, seen=careline.up.report,
    )  # fmt: skip
