"""Signs of life come from the loop, as often as systemd asks."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from shared.systemd import give_signs_of_life, tell

pytestmark = pytest.mark.unit


async def test_systemd_hears_that_we_are_ready_and_then_that_we_live(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(address)
        line.settimeout(5)
        alive = asyncio.create_task(give_signs_of_life({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "150000"}))
        heard = [await asyncio.to_thread(line.recv, 100) for _ in range(4)]
        alive.cancel()
    assert heard == [b"READY=1", *[b"WATCHDOG=1"] * 3]


def test_without_a_supervisor_nothing_is_told() -> None:
    assert not tell("READY=1", {})
