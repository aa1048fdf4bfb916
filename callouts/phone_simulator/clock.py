"""The simulator's time: the real one, or one that a test moves by hand. Nothing else here knows about clocks."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

T = TypeVar("T")


class Clock(Protocol):
    """Time as the calls in the simulator see it."""

    def now(self) -> datetime:
        """The present instant, UTC."""

    async def sleep(self, seconds: float) -> None:
        """Return when that much simulated time has passed; at once for 0 or less."""


class RealClock:
    """True instants; waiting takes `pace` real seconds for each simulated one."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace

    def now(self) -> datetime:
        """The true instant."""
        return datetime.fromtimestamp(time.time(), UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait in real time."""
        if seconds > 0:
            await asyncio.sleep(seconds * self._pace)


class ManualClock:
    """Stands still until `advance`, so that a test decides when a ring or a Gather times out."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._order = itertools.count()
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        """The instant reached so far."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been advanced that far."""
        if seconds > 0:
            awake = asyncio.get_running_loop().create_future()
            heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._order), awake))
            await awake

    async def advance(self, seconds: float) -> None:
        """Pass time, waking sleepers one by one in the order in which they are due."""
        await _let_others_run()  # whoever is about to go to sleep does so before time passes
        end = self._now + timedelta(seconds=seconds)
        while self._sleepers and self._sleepers[0][0] <= end:
            due, _, awake = heapq.heappop(self._sleepers)
            if not awake.done():
                self._now = due
                awake.set_result(None)
                await _let_others_run()
        self._now = end


async def _let_others_run() -> None:
    """A few turns of the loop; what waits for the network is not waited for: tests watch the ledger for that."""
    for _ in range(10):
        await asyncio.sleep(0)


async def within(clock: Clock, seconds: float, awaitable: Awaitable[T]) -> T | None:
    """The awaitable's result, or None (and it cancelled) if that much simulated time passes first."""
    wanted = asyncio.ensure_future(awaitable)
    timer = asyncio.ensure_future(clock.sleep(seconds))
    try:
        await asyncio.wait({wanted, timer}, return_when=asyncio.FIRST_COMPLETED)
        return wanted.result() if wanted.done() else None
    finally:
        wanted.cancel()
        timer.cancel()
