"""Fan-out inside one process: database notifications to whoever waits for them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psycopg

from careline.store.database import listen

log = logging.getLogger(__name__)

RETRY_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about `key` changed; read the tables to learn what. An empty key means: anything may have."""

    topic: str
    key: str


class Hub:
    """Subscriptions to topics of `store.database.notify`. A slow subscriber loses notices, never the truth."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._queues: dict[str, set[asyncio.Queue[Notice]]] = {}
        self.closing = False
        """Set once the process is about to stop: whoever waits should say good-bye."""

    @asynccontextmanager
    async def subscribe(self, *topics: str) -> AsyncIterator[asyncio.Queue[Notice]]:
        queue: asyncio.Queue[Notice] = asyncio.Queue(maxsize=1000)
        for topic in topics:
            self._queues.setdefault(topic, set()).add(queue)
        try:
            yield queue
        finally:
            for topic in topics:
                self._queues[topic].discard(queue)

    async def run(self) -> None:
        """Listen until cancelled. After a lost connection everybody is told that anything may have changed."""
        while True:
            try:
                async for notice in listen(self._url):
                    if notice["topic"] == "listening":
                        self._tell_all()
                    else:
                        self._tell(Notice(notice["topic"], notice["key"]))
            except (psycopg.Error, OSError) as error:
                log.warning("lost the wake-up line", extra={"action": "listen_lost", "kind": type(error).__name__})
            await asyncio.sleep(RETRY_SECONDS)

    def close(self) -> None:
        """Wake everybody for the last time."""
        self.closing = True
        self._tell_all()

    def _tell(self, notice: Notice) -> None:
        for queue in self._queues.get(notice.topic, ()):
            if not queue.full():
                queue.put_nowait(notice)

    def _tell_all(self) -> None:
        for topic in self._queues:
            self._tell(Notice(topic, ""))
