"""The callout worker: looks, plans, dials, hangs up, reconciles and texts. Run as many as you like."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from callouts.carrier import Carrier
from callouts.dialer import Dialer
from callouts.hang_ups import hang_up_asked
from callouts.planner import plan
from callouts.reconcile import Reconciler
from callouts.settings import CalloutSettings
from callouts.texting import send_due_sms
from careline.cases.service import look_at_due_orders
from careline.core.rules import ShopRules
from careline.store.database import Database, listen
from careline.store.failures import database_lost

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two rounds when nothing wakes us."""
SLOWEST = 15.0
"""Seconds between two tries while the database is away."""
_LOOKED_AT_ONCE = 50
WAKING = frozenset({"orders", "blocks", "callouts", "remedies", "promises", "outbox", "listening"})


Step = tuple[str, Callable[[], Awaitable[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerServices:
    """`url` is the database's plain address, for listening on a connection of its own."""

    database: Database
    url: str
    carrier: Carrier
    settings: CalloutSettings
    clock: Callable[[], datetime]


async def run_worker(services: WorkerServices, stop: asyncio.Event, extra: Sequence[Loop]) -> None:
    """Work until `stop` is set; requests that are out are waited for. Closes neither carrier nor database.

    `extra` runs beside our own loops and is woken with them; each finishes the step that it is at.
    """
    worker = Worker(services)
    loops = [*worker.loops, *extra]
    async with asyncio.TaskGroup() as group:
        group.create_task(_listen(services.url, loops, stop))
        planning, *_ = [group.create_task(loop.run(stop)) for loop in loops]
        await stop.wait()
        worker.dialer.stopping = True
        planning.cancel()  # rolls back what it is at; the others have requests out, whose answers must be written
    await worker.dialer.settled()


async def run_loops(url: str, loops: Sequence[Loop], stop: asyncio.Event) -> None:
    """Work these loops until `stop` is set, for a shop that does not phone; each finishes the step that it is at."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_listen(url, loops, stop))
        for loop in loops:
            group.create_task(loop.run(stop))


class Worker:
    """Three loops side by side, so that neither a long plan nor a slow carrier keeps a due call waiting."""

    def __init__(self, services: WorkerServices) -> None:
        s = services
        self.dialer = Dialer(s.database, s.carrier, s.settings, s.clock)
        self.reconciler = Reconciler(s.database, s.carrier, s.settings)
        self.loops = [
            Loop(
                ("look", lambda: _look_at_all(s)),
                ("plan", lambda: plan(s.database, s.clock(), s.settings, s.carrier.may_dial)),
            ),
            Loop(("dial", self.dialer.dial_due), soon=lambda: self.dialer.next_in),
            Loop(
                ("hang up", lambda: hang_up_asked(s.database, s.carrier, s.settings, s.clock())),
                ("reconcile", lambda: self.reconciler.reconcile(s.clock())),
                ("text", lambda: send_due_sms(s.database, s.carrier, s.settings, s.clock)),
            ),
        ]


async def _look_at_all(s: WorkerServices) -> None:
    await look_at_all(s.database, s.clock, s.settings.rules)


async def look_at_all(database: Database, clock: Callable[[], datetime], rules: ShopRules) -> None:
    """Look at every order that is due."""
    while await look_at_due_orders(database, clock(), rules, _LOOKED_AT_ONCE) == _LOOKED_AT_ONCE:
        pass


class Loop:
    """Steps done in turn, whenever woken and at least every second. `soon` shortens the wait (seconds)."""

    def __init__(self, *steps: Step, soon: Callable[[], float | None] = lambda: None) -> None:
        self._steps = steps
        self._soon = soon
        self._away = 0
        self.woken = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            seconds = await self.round(stop)
            await _first_of(stop, self.woken, seconds)
            self.woken.clear()

    async def round(self, stop: asyncio.Event | None = None) -> float:
        """Do every step once; a step that fails keeps no other from running. Returns how long to wait, in seconds."""
        lost = False
        for name, step in self._steps:
            if stop and stop.is_set():
                break
            try:
                await step()
            except Exception as error:
                if database_lost(error):
                    lost = True
                    break
                log.exception("step failed", extra={"action": "worker_step_failed", "step": name})
        self._note(lost=lost)
        if self._away:
            return min(EVERY * (1 << min(self._away - 1, 8)), SLOWEST)
        soon = self._soon()
        return EVERY if soon is None else min(EVERY, soon)

    def _note(self, *, lost: bool) -> None:
        if lost and not self._away:
            log.warning("database out of reach, trying on", extra={"action": "database_unavailable"})
        if self._away and not lost:
            log.info("database is back", extra={"action": "database_back"})
        self._away = self._away + 1 if lost else 0


async def _first_of(stop: asyncio.Event, woken: asyncio.Event, seconds: float) -> None:
    waiting = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(woken.wait())]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for waiter in waiting:
            waiter.cancel()


async def _listen(url: str, loops: Sequence[Loop], stop: asyncio.Event) -> None:
    """Wake the loops on notifications. They only save time: every round looks at the tables anyway."""
    listening = asyncio.create_task(_wake(url, loops))
    await stop.wait()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def _wake(url: str, loops: Sequence[Loop]) -> None:
    while True:
        try:
            async for notice in listen(url):
                if notice["topic"] in WAKING:
                    for loop in loops:
                        loop.woken.set()
        except (psycopg.Error, OSError):
            await asyncio.sleep(EVERY)
