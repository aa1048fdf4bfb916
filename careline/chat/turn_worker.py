"""Answers waiting turns of the app. Any number of web processes do so side by side; each turn is claimed by one."""

from __future__ import annotations

import asyncio
import logging
from uuid import UUID

from careline.chat.hub import Hub, Notice
from careline.dialogue.answering import Answering

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""Finds the turns of a process that died, whose lease ran out without a notification."""


class TurnWorker:
    """`width` turns of different conversations at once. A notice names its turn, so that nobody looks for others."""

    def __init__(self, answering: Answering, hub: Hub, width: int = 8) -> None:
        self._answering = answering
        self._hub = hub
        self._width = width

    async def run(self) -> None:
        """Work until cancelled."""
        slots = asyncio.Semaphore(self._width)
        async with self._hub.subscribe("turns") as queue, asyncio.TaskGroup() as group:
            while True:
                notice = await _next(queue)
                await slots.acquire()
                group.create_task(self._work(notice, queue, slots))

    async def _work(self, notice: Notice, queue: asyncio.Queue[Notice], slots: asyncio.Semaphore) -> None:
        try:
            if await self._answering.answer_waiting(UUID(notice.key) if notice.key else None) and not notice.key:
                queue.put_nowait(notice)  # there may be more of what nobody told us about
        except Exception as error:  # noqa: BLE001 - a lost database must not end the worker
            log.warning("turn not answered", extra={"action": "turn_failed", "kind": type(error).__name__})
        finally:
            slots.release()


async def _next(queue: asyncio.Queue[Notice]) -> Notice:
    """The next notice; after a quiet second one that anything may wait."""
    try:
        async with asyncio.timeout(POLL_SECONDS):
            return await queue.get()
    except TimeoutError:
        return Notice("turns", "")
