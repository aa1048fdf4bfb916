"""Work done beside the answering of consumers: few at a time, never for long, and nobody waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)

AT_ONCE = 2
LONGEST_SECONDS = 5.0
"""With the wait for a place: under load what is told too late is not told at all."""


class Aside:
    """`failed` is logged with the kind of whatever went wrong, under the name `action`."""

    def __init__(self, failed: str, action: str) -> None:
        self._failed = failed
        self._action = action
        self._places = asyncio.Semaphore(AT_ONCE)
        self._tasks = set[asyncio.Task[None]]()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this as soon as there is a place for it."""
        task = asyncio.create_task(self._do(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def done(self) -> None:
        """Return once everything that was started is over."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _do(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            async with asyncio.timeout(LONGEST_SECONDS), self._places:
                await work
        except Exception as error:  # noqa: BLE001 - an onlooker's failure, of whatever kind
            log.warning(self._failed, extra={"action": self._action, "kind": type(error).__name__})
        finally:
            work.close()  # where there was no place for it in time
