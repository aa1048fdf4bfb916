"""The callout worker: looks, plans, dials, hangs up, reconciles and texts. Run as many as you like."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from callouts.cancelling import cancel_planned, end_lost_calls
from callouts.carrier import Carrier
from callouts.clock_watch import ClockWatch
from callouts.dialer import Dialer
from callouts.hang_ups import hang_up_asked
from callouts.lateness import LatenessAlarm
from callouts.pacing import stands_back
from callouts.planner import Planner
from callouts.polling import anything_live
from callouts.reconcile import Reconciler
from callouts.settings import CalloutSettings
from callouts.texting import send_due_sms
from careline.cases.service import look_at_due_orders
from careline.core.rules import ShopRules
from careline.store.database import Database, listen
from careline.store.failures import database_lost
from careline.store.notices import Topic

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two rounds when nothing wakes us."""
NOW_AND_THEN = 2.0
"""The same for what is woken anyway, or may wait that long."""
SELDOM = 5.0
"""Seconds between two rounds of what may wait."""
BREATH = 0.02
"""Seconds from being woken to a round, at least: one round for all that comes in meanwhile."""
CALM = 0.25
"""The same for rounds that are dear, or less pressing than a due call."""
SLOWEST = 15.0
"""Seconds between two tries while the database is away."""
ENDS_WITHIN = 2.0
"""Seconds in which looking and planning may end its turn, when the worker is told to stop."""
LOOKED_AT_ONCE = 200
PLANNED_AT_ONCE = 200
WAKING = frozenset({Topic.ORDERS, Topic.BLOCKS, Topic.CALLOUTS, Topic.REMEDIES, Topic.OUTBOX, Topic.LISTENING})


Step = tuple[str, Callable[[], Awaitable[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerServices:
    """`url` is the database's plain address, for listening on a connection of its own.

    `compare_clocks` is False only where `clock` is virtual. `watch` is shared with whatever else runs in this process
    and judges by time; None: one of its own.
    """

    database: Database
    url: str
    carrier: Carrier
    settings: CalloutSettings
    clock: Callable[[], datetime]
    compare_clocks: bool = True
    watch: ClockWatch | None = None


async def run_worker(services: WorkerServices, stop: asyncio.Event, extra: Sequence[Loop]) -> None:
    """Work until `stop` is set; requests that are out are waited for. Closes neither carrier nor database.

    `extra` runs beside our own loops and is woken with them; each finishes the step that it is at. They stand still
    too while this worker's clock is wrong.
    """
    worker = Worker(services)
    for loop in extra:
        loop.guard = worker.clock_agrees
    loops = [*worker.loops, *extra]
    async with asyncio.TaskGroup() as group:
        group.create_task(_listen(services.url, loops, stop))
        planning, *_ = [group.create_task(loop.run(stop)) for loop in loops]
        await stop.wait()
        worker.dialer.stopping = True
        await asyncio.wait({planning}, timeout=ENDS_WITHIN)
        planning.cancel()  # rolls back what it is at; the others have requests out, whose answers must be written
    await worker.dialer.settled()


async def run_loops(url: str, loops: Sequence[Loop], stop: asyncio.Event) -> None:
    """Work these loops until `stop` is set, for a shop that does not phone; each finishes the step that it is at.

    Their guards are the caller's.
    """
    async with asyncio.TaskGroup() as group:
        group.create_task(_listen(url, loops, stop))
        for loop in loops:
            group.create_task(loop.run(stop))


class Worker:
    """Loops side by side, so that nothing waits for another: a due call not for a long plan, hanging up not for a
    look-up at a slow carrier or for text messages.

    With a wrong clock only ending calls goes on, by the database's time.
    """

    def __init__(self, services: WorkerServices) -> None:
        s = self._services = services
        self.watch = s.watch or ClockWatch(s.clock, compare=s.compare_clocks)
        self.dialer = Dialer(s.database, s.carrier, s.settings, s.clock, self.watch)
        self.reconciler = Reconciler(s.database, s.carrier, s.settings)
        self._alarm = LatenessAlarm(s.database, s.settings.pace)
        self._cancelled_at = float("-inf")
        self._rules_compared = False
        guard = self.clock_agrees
        self.loops = [
            Loop(
                ("look and plan", self._look_and_plan), guard=guard, every=NOW_AND_THEN, breath=CALM,
                wakes=frozenset({Topic.ORDERS, Topic.BLOCKS, Topic.LISTENING}),
            ),
            Loop(
                ("dial", self.dialer.dial_due), soon=lambda: self.dialer.next_in,
                wakes=frozenset({Topic.DIALLING, Topic.LISTENING}),
            ),
            Loop(
                ("end calls", lambda: end_lost_calls(s.database, self.watch.now(), s.settings)),
                ("hang up", lambda: hang_up_asked(s.database, s.carrier, s.settings, self.watch.now())),
                guard=lambda: anything_live(s.database), breath=CALM,
                wakes=frozenset({Topic.BLOCKS, Topic.CALLOUTS, Topic.LISTENING}),
            ),
            Loop(
                ("reconcile", lambda: self.reconciler.reconcile(s.clock())), guard=guard, every=SELDOM,
                wakes=frozenset(),
            ),
            Loop(
                ("text", lambda: send_due_sms(s.database, s.carrier, s.settings, s.clock)), guard=guard,
                every=NOW_AND_THEN, wakes=frozenset(),
            ),
            Loop(
                ("alive", lambda: self.watch.note_alive(s.database)),
                ("late", lambda: self._alarm.look(self.watch.now())),
                every=SELDOM, wakes=frozenset(),
            ),
        ]  # fmt: skip

    async def clock_agrees(self) -> bool:
        return await self.watch.agrees(self._services.database)

    async def _look_and_plan(self) -> None:
        """Look at orders and decide about blocks in turns, until neither has a full batch left."""
        s = self._services
        if time.monotonic() >= self._cancelled_at + SELDOM:
            self._cancelled_at = time.monotonic()
            await cancel_planned(s.database, s.clock())
        planner = Planner(s.database, s.settings, s.carrier.may_dial)
        if not self._rules_compared:
            await planner.wake_if_rules_changed(s.carrier.name, s.clock())
            self._rules_compared = True
        more, wishes = await planner.anything_due(s.clock())
        if wishes:
            await planner.take_wishes(s.clock())
        began = time.monotonic()
        while more and not self.dialer.stopping:
            turn = time.monotonic()
            looked, planned = await _both(
                look_at_due_orders(s.database, s.clock(), s.settings.rules, LOOKED_AT_ONCE),
                planner.consider_blocks(s.clock(), PLANNED_AT_ONCE),  # about those that were looked at before
            )
            await planner.take_wishes(s.clock())
            more = looked > 0 or planned > 0
            if more:
                await asyncio.sleep(stands_back(time.monotonic() - began, time.monotonic() - turn))


async def _both(one: Awaitable[int], other: Awaitable[int]) -> tuple[int, int]:
    """Side by side. Raises what the first of them raised that failed, once both have ended."""
    done = await asyncio.gather(one, other, return_exceptions=True)
    for result in done:
        if isinstance(result, BaseException):
            raise result
    return done[0], done[1]  # type: ignore[return-value]


async def look_at_all(database: Database, clock: Callable[[], datetime], rules: ShopRules) -> None:
    """Look at every order that is due."""
    while await look_at_due_orders(database, clock(), rules, LOOKED_AT_ONCE) == LOOKED_AT_ONCE:
        pass


async def _always() -> bool:
    return True


class Loop:
    """Steps done in turn, when woken and at least every `every` seconds. `soon` shortens the wait (seconds).

    `guard` says whether they may be done now; `wakes` which topics of notifications wake them.
    """

    def __init__(
        self,
        *steps: Step,
        soon: Callable[[], float | None] = lambda: None,
        guard: Callable[[], Awaitable[bool]] = _always,
        every: float = EVERY,
        wakes: frozenset[Topic] = WAKING,
        breath: float = BREATH,
    ) -> None:
        self._steps = steps
        self._soon = soon
        self.every = every
        self._breath = breath
        self._away = 0
        self.guard = guard
        self.wakes = wakes
        self.woken = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            seconds = await self.round(stop)
            await _first_of(stop, self.woken, seconds)
            if self.woken.is_set() and not stop.is_set():
                await asyncio.sleep(self._breath)
            self.woken.clear()

    async def round(self, stop: asyncio.Event | None = None) -> float:
        """Do every step once; a step that fails keeps no other from running. Returns how long to wait, in seconds."""
        lost = False
        for name, step in (("guard", self.guard), *self._steps):
            if stop and stop.is_set():
                break
            try:
                went_on = await step()
            except Exception as error:
                if database_lost(error):
                    lost = True
                    break
                log.exception("step failed", extra={"action": "worker_step_failed", "step": name})
                went_on = False
            if step is self.guard and not went_on:
                break
        self._note(lost=lost)
        if self._away:
            return min(EVERY * (1 << min(self._away - 1, 8)), SLOWEST)
        soon = self._soon()
        return self.every if soon is None else min(self.every, max(soon, 0.0))

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
                for loop in loops:
                    if notice.topic in loop.wakes:
                        loop.woken.set()
        except (psycopg.Error, OSError):
            await asyncio.sleep(EVERY)
