"""Signs of life for systemd (Type=notify, WatchdogSec=): from the event loop, so that a loop that hangs gives none."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Mapping
from contextlib import suppress

EVERY_SECONDS = 5.0
"""How often where systemd does not say within what time it wants to hear of us."""


def tell(words: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Send one message to whoever supervises us; False if nobody does."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    where = "\0" + address[1:] if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect(where)
        line.sendall(words.encode())
    return True


async def give_signs_of_life(environment: Mapping[str, str] = os.environ) -> None:
    """That we are ready, and from then on that we live, until cancelled. Waits for ever where nobody listens."""
    within = int(environment.get("WATCHDOG_USEC") or 0) / 1_000_000
    pause = within / 3 if within else EVERY_SECONDS
    if not tell("READY=1", environment):
        await asyncio.Event().wait()
    while True:
        tell("WATCHDOG=1", environment)
        await asyncio.sleep(pause)
