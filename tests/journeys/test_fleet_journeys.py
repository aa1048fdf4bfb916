"""Rasa processes come and go while people chat: every message is answered once, in order, and by no apology."""

from __future__ import annotations

import signal

import pytest

from tests.running.careline import Careline
from tests.running.chatters import chatting, everybody_gets_on
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey

RESTART_SECONDS = 60


async def test_losing_one_process_after_the_other_costs_nobody_an_answer(quiet: Careline) -> None:
    async with chatting(quiet) as chatters:
        for name, how in (("rasa-1", signal.SIGKILL), ("rasa-2", signal.SIGTERM)):
            victim = quiet.up.find(name)
            assert victim
            victim.send_signal(how)
            await everybody_gets_on(chatters)
            await _is_back(quiet, name, victim.pid)


async def test_a_process_that_hangs_costs_time_but_no_answer(quiet: Careline) -> None:
    async with chatting(quiet) as chatters:
        frozen = quiet.up.find("rasa-1")
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
