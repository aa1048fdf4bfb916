"""Fan-out inside one process: database notifications to whoever waits for them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg

from careline.store.database import listen
from careline.store.notices import Notice, Topic

log = logging.getLogger(__name__)

RETRY_SECONDS = 0.5


class Hub:
    """Subscriptions to topics of `store.database.notify`. A slow subscriber loses notices, never the truth."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._queues: dict[tuple[Topic, str], set[asyncio.Queue[Notice]]] = {}
        self._told_at: dict[tuple[Topic, str], float] = {}
        self.closing = False
        """Set once the process is about to stop: whoever waits should say good-bye."""

    @asynccontextmanager
    async def subscribe(
        self, topic: Topic, key: str = "", *, beside: Topic | None = None
    ) -> AsyncIterator[asyncio.Queue[Notice]]:
        """Notices of a topic; with a key only those about it, and those that anything may have changed.

        `beside`: a second topic, whose notices come into the same queue.
        """
        queue: asyncio.Queue[Notice] = asyncio.Queue(maxsize=1000)
        topics = [(one, key) for one in (topic, beside) if one]
        for one in topics:
            self._queues.setdefault(one, set()).add(queue)
        try:
            yield queue
        finally:
            for one in topics:
                self._leave(one, queue)

    def _leave(self, topic: tuple[Topic, str], queue: asyncio.Queue[Notice]) -> None:
        queues = self._queues[topic]
        queues.discard(queue)
        if not queues:
            del self._queues[topic]
            self._told_at.pop(topic, None)

    def told_at(self, topic: Topic, key: str) -> float:
        """When the subscribers of this were last told anything, in the loop's time; 0 where they were told nothing."""
        return self._told_at.get((topic, key), 0.0)

    async def run(self) -> None:
        """Listen until cancelled. After a lost connection everybody is told that anything may have changed.

        An outage is two lines in the log, however long it lasts.
        """
        away = False
        while True:
            try:
                async for notice in listen(self._url):
                    if notice.topic is Topic.LISTENING:
                        if away:
                            log.warning("the wake-up line is back", extra={"action": "listen_again"})
                            away = False
                        self._tell_all()
                    else:
                        self._tell(notice)
            except (psycopg.Error, OSError) as error:
                if not away:
                    log.warning("lost the wake-up line", extra={"action": "listen_lost", "kind": type(error).__name__})
                away = True
            await asyncio.sleep(RETRY_SECONDS)

    def close(self) -> None:
        """Wake everybody for the last time."""
        self.closing = True
        self._tell_all()

    def _tell(self, notice: Notice) -> None:
        for key in {"", notice.key}:
            self._put(notice.topic, key, notice)

    def _tell_all(self) -> None:
        for topic, key in self._queues:
            self._put(topic, key, Notice(topic, ""))

    def _put(self, topic: Topic, key: str, notice: Notice) -> None:
        if queues := self._queues.get((topic, key)):
            self._told_at[topic, key] = asyncio.get_running_loop().time()
            for queue in queues:
                _put(queue, notice)


def _put(queue: asyncio.Queue[Notice], notice: Notice) -> None:
    if not queue.full():
        queue.put_nowait(notice)
