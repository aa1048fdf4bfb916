"""`careline up` at its end: gone at Ctrl-C, and no orphans however it ends."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator

import pytest

from tests.running.process import MARKS, STOP_SECONDS, Up, alive
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey


@pytest.fixture
async def up() -> AsyncIterator[Up]:
    """A Careline of the test's own."""
    up = Up()
    try:
        await up.start()
        yield up
    finally:
        up.destroy()


async def test_everything_ends_with_its_supervisor_and_the_data_outlives_both(up: Up) -> None:
    family = up.family()
    assert {name for name in MARKS if up.find(name)} == set(MARKS)
    took = await up.stop()
    assert took <= STOP_SECONDS, f"Ctrl-C took {took:.1f} s\n{up.report()}"
    assert up.process is not None
    assert up.process.returncode == 0, up.report()
    assert not alive(family)
    assert not (up.data_dir / "running.json").exists()

    up.output_file.unlink()
    await up.start()
    assert "800 orders" in up.output(), up.report()
    family = up.family()
    await up.stop(signal.SIGKILL)
    await eventually(lambda: not alive(family), "all processes to end", seconds=15, seen=lambda: alive(family))


async def test_ctrl_c_during_the_start_stops_it_at_once() -> None:
    up = Up()
    up.process = up.spawn()
    try:
        await eventually(lambda: "postgres   starting" in up.output(), "the first line", seconds=30, seen=up.report)
        await eventually(lambda: up.find("postgres"), "a server", seconds=30, seen=up.report)
        family = up.family()
        took = await up.stop()
        assert took <= STOP_SECONDS, f"Ctrl-C took {took:.1f} s\n{up.report()}"
        assert not alive(family)
    finally:
        up.destroy()
