"""Answers waiting turns of the app. Any number of web processes do so side by side; each turn is claimed by one."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from careline.chat.hub import Hub
from careline.dialogue.answering import Answering

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""Finds the turns of a process that died, whose lease ran out without a notification."""


class TurnWorker:
    """`width` turns of different conversations at once."""

    def __init__(self, answering: Answering, hub: Hub, width: int = 8) -> None:
        self._answering = answering
        self._hub = hub
        self._width = width

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            for _ in range(self._width):
                group.create_task(self._work())

    async def _work(self) -> None:
        async with self._hub.subscribe("turns") as queue:
            while True:
                try:
                    while await self._answering.answer_next():
                        pass
                except Exception as error:  # noqa: BLE001 - a lost database must not end the worker
                    log.warning("turn not answered", extra={"action": "turn_failed", "kind": type(error).__name__})
                    await asyncio.sleep(POLL_SECONDS)
                # Not wait_for: in Python 3.11 it swallows a cancellation that comes together with a notice.
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await queue.get()
