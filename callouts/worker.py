"""The callout worker: one loop that looks, plans, dials, hangs up, reconciles and texts. Run as many as you like."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from callouts.carrier import Carrier
from callouts.dialer import Dialer
from callouts.failures import database_lost
from callouts.hang_ups import hang_up_asked
from callouts.planner import plan
from callouts.reconcile import Reconciler
from callouts.settings import CalloutSettings
from callouts.texting import send_due_sms
from careline.cases.service import look_at_due_orders
from careline.store.database import Database, listen

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two rounds when nothing wakes us."""
SLOWEST = 15.0
"""Seconds between two tries while the database is away."""
WAKING = frozenset({"orders", "blocks", "callouts", "listening"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerServices:
    """`url` is the database's plain address, for listening on a connection of its own."""

    database: Database
    url: str
    carrier: Carrier
    settings: CalloutSettings
    clock: Callable[[], datetime]


async def run_worker(services: WorkerServices, stop: asyncio.Event) -> None:
    """Work until `stop` is set; requests that are out are waited for. Closes neither carrier nor database."""
    worker = Worker(services)
    woken = asyncio.Event()
    listener = asyncio.create_task(_listen(services.url, woken, stop))
    try:
        while not stop.is_set():
            await _first_of(stop, woken, await worker.round())
            woken.clear()
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)
        await worker.dialer.settled()


class Worker:
    """The steps of one round, and how it takes a lost database."""

    def __init__(self, services: WorkerServices) -> None:
        self._services = services
        self.dialer = Dialer(services.database, services.carrier, services.settings, services.clock)
        self._reconciler = Reconciler(services.database, services.carrier, services.settings)
        self._away = 0

    async def round(self) -> float:
        """Do every step once; a step that fails keeps no other from running. Returns how long to wait, in seconds."""
        lost = False
        for name, step in self._steps():
            try:
                await step()
            except Exception as error:
                if database_lost(error):
                    lost = True
                    break
                log.exception("step failed", extra={"action": "worker_step_failed", "step": name})
        if lost and not self._away:
            log.warning("database out of reach, trying on", extra={"action": "database_unavailable"})
        if self._away and not lost:
            log.info("database is back", extra={"action": "database_back"})
        self._away = self._away + 1 if lost else 0
        return min(EVERY * (1 << min(max(self._away - 1, 0), 8)), SLOWEST)

    def _steps(self) -> list[tuple[str, Callable[[], Awaitable[Any]]]]:
        s = self._services
        return [
            ("look", lambda: look_at_due_orders(s.database, s.clock(), 200, s.settings.promises)),
            ("plan", lambda: plan(s.database, s.clock(), s.settings, s.carrier.may_dial)),
            ("hang up", lambda: hang_up_asked(s.database, s.carrier, s.settings, s.clock())),
            ("dial", self.dialer.dial_due),
            ("reconcile", lambda: self._reconciler.reconcile(s.clock())),
            ("text", lambda: send_due_sms(s.database, s.carrier, s.settings, s.clock)),
        ]


async def _first_of(stop: asyncio.Event, woken: asyncio.Event, seconds: float) -> None:
    waiting = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(woken.wait())]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for waiter in waiting:
            waiter.cancel()


async def _listen(url: str, woken: asyncio.Event, stop: asyncio.Event) -> None:
    """Wake the loop on notifications. They only save time: every round looks at the tables anyway."""
    while not stop.is_set():
        try:
            async for notice in listen(url):
                if notice["topic"] in WAKING:
                    woken.set()
        except (psycopg.Error, OSError):
            await asyncio.sleep(EVERY)
