"""Noticing that due callouts wait: whatever holds them up (places, pace, a stuck dialer), an operator has to know."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from callouts.pacing import Pace
from careline.core.callouts import CalloutState
from careline.store.database import Database
from careline.store.tables.callouts import attempts, callouts, dial_control

log = logging.getLogger(__name__)

LATE = timedelta(seconds=60)
SAID_EVERY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Callouts that are due: how many, for how long the first of them (zero if none), and what may hold them up."""

    due: int
    longest: timedelta
    paused: bool
    live: int


async def waiting(database: Database, now: datetime) -> Waiting:
    """How due callouts stand at `now` (UTC)."""
    due = (callouts.c.state == CalloutState.PLANNED) & (callouts.c.due_at <= now)
    live = select(func.count()).select_from(attempts).where(attempts.c.ended_at.is_(None)).scalar_subquery()
    paused = select(dial_control.c.paused).scalar_subquery()
    query = select(func.count(), func.min(callouts.c.due_at), paused, live).where(due)
    async with database.autocommit() as connection:
        count, first, is_paused, under_way = (await connection.execute(query)).one()
    return Waiting(due=count, longest=now - first if first else timedelta(0), paused=is_paused, live=under_way)


class LatenessAlarm:
    """Logs an error, at most once a minute, while callouts are late that nobody has paused."""

    def __init__(self, database: Database, pace: Pace) -> None:
        self._database = database
        self._pace = pace
        self._said: datetime | None = None

    async def look(self, now: datetime) -> Waiting:
        found = await waiting(self._database, now)
        silent = self._said is None or now - self._said >= SAID_EVERY
        if found.longest > LATE and not found.paused and silent:
            self._said = now
            told = {
                "action": "callouts_late", "due": found.due, "waiting_s": round(found.longest.total_seconds()),
                "live": found.live, "places": self._pace.concurrency,
            }  # fmt: skip
            log.error("callouts are due and not dialled", extra=told)
        return found
