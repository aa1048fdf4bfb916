"""Comparing a worker's clock with the database's: with a wrong clock nobody is phoned, nothing leaves,
and nothing is given up.

Windows, pace and time limits are judged by a clock. A worker whose clock is hours off would phone people at night, so
it stops instead, says so, and goes on by itself once the clocks agree again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.callouts import callout_workers

log = logging.getLogger(__name__)

MOST = timedelta(seconds=5)
"""How far a clock may be from the database's."""
ASKED_EVERY = 1.0
"""Seconds for which one comparison holds for the loops of a worker; the dialer compares before each call."""
SAID_EVERY = 60.0
"""Seconds between two alarms while the clock stays wrong."""
FORGOTTEN = timedelta(days=1)
PRUNED_EVERY = 3600.0
"""Seconds between two looks for workers that are long gone."""


class ClockWatch:
    """One worker's. `compare` is False only where time is virtual and the database's clock means nothing."""

    def __init__(self, clock: Callable[[], datetime], *, compare: bool = True) -> None:
        self._clock = clock
        self._compare = compare
        self._asked = float("-inf")
        self._said = float("-inf")
        self._pruned = float("-inf")
        self.worker_id: UUID = new_id()
        self.ahead = timedelta(0)
        """How far this worker's clock was ahead of the database's when they were last compared."""

    @property
    def wrong(self) -> bool:
        return abs(self.ahead) > MOST

    def now(self) -> datetime:
        """The database's time as far as known, also with a wrong clock. Never ahead of it."""
        return self._clock() - self.ahead

    def time_of(self, database_now: datetime) -> datetime | None:
        """The time to judge by, given what the database's clock says at this moment; None if ours is wrong."""
        if not self._compare:
            return self._clock()
        return database_now if self.compared(database_now) else None

    def compared(self, database_now: datetime) -> bool:
        """Note what the database's clock says, and whether ours agrees. Raises the alarm, again every minute."""
        if not self._compare:
            return True
        self._asked = time.monotonic()
        was_wrong, self.ahead = self.wrong, self._clock() - database_now
        told = {"action": "clock_wrong", "ahead_s": round(self.ahead.total_seconds(), 1)}
        if self.wrong and (not was_wrong or time.monotonic() >= self._said + SAID_EVERY):
            self._said = time.monotonic()
            log.error("this clock is not the database's: nothing is dialled, told or delivered", extra=told)
        if was_wrong and not self.wrong:
            log.info("the clocks agree again", extra=told | {"action": "clock_right"})
        return not self.wrong

    async def agrees(self, database: Database) -> bool:
        """Compare, unless that was done within a second."""
        if self._compare and time.monotonic() >= self._asked + ASKED_EVERY:
            async with database.autocommit() as connection:
                database_now = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
            self.compared(database_now)
        return not self.wrong

    async def note_alive(self, database: Database) -> None:
        """Keep this worker's row fresh, in the database's time: who is at work, and whose clock is wrong."""
        await self.agrees(database)
        now = func.clock_timestamp()
        seen = {
            "seen_at": now, "clock_ahead": self.ahead.total_seconds(), "stopped_by_clock": self.wrong,
        }  # fmt: skip
        row = insert(callout_workers).values(worker_id=self.worker_id, started_at=now, **seen)
        async with database.autocommit() as connection:
            await connection.execute(row.on_conflict_do_update(index_elements=["worker_id"], set_=seen))
            if time.monotonic() >= self._pruned + PRUNED_EVERY:
                await connection.execute(delete(callout_workers).where(callout_workers.c.seen_at < now - FORGOTTEN))
                self._pruned = time.monotonic()
