"""Answers waiting turns of the app. Any number of web processes do so side by side; each turn is claimed by one."""

from __future__ import annotations

import asyncio
import logging
from uuid import UUID

from careline.chat.hub import Hub
from careline.conversations.turns import PATIENCE_SECONDS
from careline.dialogue.answering import Answering
from careline.store.failures import database_lost
from careline.store.notices import Notice, Topic

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
"""Finds the turns of a process that died, and those whose notice was lost; however many notices come meanwhile."""
DRAIN_SECONDS = 1.5
"""How long turns under way may still take once we are told to stop; the supervisor kills after 2.5 s."""
_ANY = Notice(Topic.TURNS, "")


class TurnWorker:
    """`width` turns of different conversations at once. A notice names its turn, so that nobody looks for others."""

    def __init__(self, answering: Answering, hub: Hub, width: int = 8) -> None:
        self._answering = answering
        self._hub = hub
        self._slots = asyncio.Semaphore(width)
        self._working = set[asyncio.Task[None]]()
        self._poll_at = 0.0
        self._away = False

    async def run(self) -> None:
        """Work until cancelled; then what is under way is answered, or given back for another process to answer."""
        try:
            async with self._hub.subscribe(Topic.TURNS) as queue, self._hub.subscribe(Topic.FRAGMENTS) as fragments:
                passing = asyncio.create_task(_pass_on_later(fragments, queue))
                try:
                    await self._run(queue)
                finally:
                    passing.cancel()
        finally:
            await self._drain()

    async def _run(self, queue: asyncio.Queue[Notice]) -> None:
        while True:
            notice = await self._next(queue)
            await self._slots.acquire()
            task = asyncio.create_task(self._work(notice, queue))
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    async def _drain(self) -> None:
        if not self._working:
            return
        _, left = await asyncio.wait(self._working, timeout=DRAIN_SECONDS)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _work(self, notice: Notice, queue: asyncio.Queue[Notice]) -> None:
        try:
            if notice.key:
                await self._answering.answer_waiting(UUID(notice.key))
            else:  # there may be more of what nobody told us about: side by side, not one after the other
                await self._answering.answer_waiting(once_claimed=lambda: _look_on(queue))
            self._away = False
        except Exception as error:  # noqa: BLE001 - a lost database must not end the worker
            if not self._away:
                log.warning("turn not answered", extra={"action": "turn_failed", "kind": type(error).__name__})
            self._away = database_lost(error)  # said once, however long it lasts
        finally:
            self._slots.release()

    async def _next(self, queue: asyncio.Queue[Notice]) -> Notice:
        """The next notice; twice a second one that anything may wait, which busy consumers must not put off."""
        loop = asyncio.get_running_loop()
        try:
            if loop.time() < self._poll_at:
                async with asyncio.timeout_at(self._poll_at):
                    return await queue.get()
        except TimeoutError:
            pass
        self._poll_at = loop.time() + POLL_SECONDS
        return _ANY


async def _pass_on_later(fragments: asyncio.Queue[Notice], queue: asyncio.Queue[Notice]) -> None:
    """What waits for more is looked at when it has waited; one that was answered with others by then costs one look."""
    loop = asyncio.get_running_loop()
    while True:
        notice = await fragments.get()
        if notice.key:
            loop.call_later(PATIENCE_SECONDS, _put, queue, notice)


def _look_on(queue: asyncio.Queue[Notice]) -> None:
    """Look for more at once, but never at the cost of the turn just claimed: the next poll looks anyway."""
    _put(queue, _ANY)


def _put(queue: asyncio.Queue[Notice], notice: Notice) -> None:
    if not queue.full():
        queue.put_nowait(notice)
