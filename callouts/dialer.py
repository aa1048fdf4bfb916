"""Dialling: a committed row before the one POST, and nothing that could send it twice.

One transaction asks everything again (still blocked, no opt-out, window, caps, pause, pace, the clock) and commits the
attempt as `dialing`. Then exactly one request goes out, outside any transaction. What comes back is written only under
the lease that the row was committed with; a dialer that wakes up late finds another lease and changes nothing.

Requests keep the carrier's pace, not only the rows: within a process a gate spaces them, and only the dialer that holds
the line sends. One that was held up for longer than its turn asks for the line again, and whether it may still call.

Where several are due, those whose turns come within `pacing.AHEAD` are begun in one transaction: asked about and saved
in sets, so that a fast line never stands still while the next call is worked out.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from callouts.asked_in import asked_in
from callouts.beginning import begin, claim
from callouts.carrier import Carrier, Dial, DialResult, Placed, Refused
from callouts.clock_watch import ClockWatch
from callouts.controls import hold_control, take_line
from callouts.gate import Gate
from callouts.outcomes import write_outcome
from callouts.pacing import TURN, Turns, line_free_at, room_in, room_left, seconds_until, take
from callouts.settings import CalloutSettings
from careline.core.callouts import AttemptState, CalloutState
from careline.spans import fail, recording, span, tell
from careline.store.database import Database
from careline.store.failures import database_lost
from careline.store.tables.callouts import attempts, callouts
from shared.trace import trace_of, traced

log = logging.getLogger(__name__)

BAD_ROW = timedelta(minutes=10)
_AT_ONCE = 0.002
"""Seconds not worth waiting for."""


class PoisonedError(Exception):
    """Something about one of these callouts cannot be worked out."""

    def __init__(self, callout_ids: Sequence[UUID]) -> None:
        super().__init__(f"callouts {', '.join(map(str, callout_ids))}")
        self.callout_ids = callout_ids


@dataclass(frozen=True, slots=True)
class Begun:
    """A committed attempt whose request has yet to go out. Our turn to send ends at `until` of the steady clock."""

    dial: Dial
    lease: UUID
    until: float


NOT_SENT = Refused("held up before it could be sent, and stopped meanwhile", temporary=True)


class Dialer:
    """One of any number. Make it inside the running loop; `settled` before closing carrier or database.

    `watch` compares clocks before each call: with a wrong one nothing is dialled.
    """

    def __init__(
        self,
        database: Database,
        carrier: Carrier,
        settings: CalloutSettings,
        clock: Callable[[], datetime],
        watch: ClockWatch | None = None,
    ) -> None:
        self._database = database
        self._carrier = carrier
        self._settings = settings
        self._clock = clock
        self._watch = watch or ClockWatch(clock)
        self._gate = Gate(Turns(settings.pace.gap.total_seconds(), settings.pace.slack.total_seconds()))
        self._singly = 0
        self._posting: set[asyncio.Task[None]] = set()
        self.stopping = False
        self.next_in: float | None = None
        """After `dial_due`: in how many seconds a callout falls due, or the pace allows the next one; None: unknown."""

    async def dial_due(self) -> int:
        """Begin every call that is due and that pacing allows; returns how many. The requests go on by themselves."""
        count = 0
        self.next_in = await self._due_in()
        while not self.stopping and self.next_in is not None and self.next_in <= 0:
            self.next_in = None
            try:
                going_on, begun = await self._next()
            except PoisonedError as error:
                going_on, begun = True, []
                if len(error.callout_ids) > 1:
                    self._singly = len(error.callout_ids)  # until the one that it is about is alone
                else:
                    told = {"action": "dial_failed", "callout_id": str(error.callout_ids[0])}
                    log.exception("callout postponed", extra=told)
                    await self._postpone(error.callout_ids[0])
            for one in begun:
                count += 1
                task = asyncio.create_task(self._post(one))
                self._posting.add(task)
                task.add_done_callback(self._posting.discard)
            if going_on and self.next_in is None:
                self.next_in = await self._due_in()
        return count

    async def settled(self) -> None:
        """Wait for the requests that are out."""
        while self._posting:
            await asyncio.wait(self._posting)

    async def _due_in(self) -> float | None:
        """In how many seconds the next planned callout falls due; zero or less for one that is. None: unknown, or this
        clock is wrong, which the same statement tells."""
        planned = callouts.c.state == CalloutState.PLANNED
        first = select(func.min(callouts.c.due_at), func.clock_timestamp()).where(planned)
        async with self._database.autocommit() as connection:
            due_at, database_now = (await connection.execute(first)).one()
        if not self._watch.compared(database_now):
            return None
        return (due_at - self._watch.now()).total_seconds() if due_at else None

    async def _next(self) -> tuple[bool, list[Begun]]:
        """Whether to go on, and what to dial, in this order. Raises PoisonedError."""
        pace, asked = self._settings.pace, time.monotonic()
        async with self._database.begin() as tx:
            control = await hold_control(tx)
            now = self._watch.time_of(control.at)
            if now is None or control.paused or not (places := room_left(control.live, pace)):
                return False, []
            free_at = line_free_at(control.line, self._watch.worker_id, pace)
            if free_at is not None and free_at > now:
                self.next_in = (free_at - now).total_seconds()
                return False, []
            turns = room_in(control.bucket, now, pace)
            if not turns:
                self.next_in = seconds_until(control.bucket, now, pace)
                return False, []
            most = 1 if self._singly > 0 else min(places, turns)
            self._singly = max(0, self._singly - 1)
            claimed = await claim(tx, now, most)
            if not claimed:
                return False, []
            try:
                begun = await begin(tx, claimed, now, self._settings, self._carrier)
            except Exception as error:
                if database_lost(error):
                    raise
                raise PoisonedError([row["callout_id"] for row in claimed]) from error
            if not begun:
                return True, []
            bucket = take(control.bucket, now, pace, len(begun))
            assert bucket, "more calls than there were turns for"
            await take_line(tx, self._watch.worker_id, now, bucket)
        if len(claimed) == most:  # others may be due: no need to ask before there are turns again, best for several
            wait = seconds_until(bucket, now, pace, 1 + pace.ahead // 2) - (time.monotonic() - asked)
            self.next_in = wait if wait > _AT_ONCE else None
        until = asked + TURN.total_seconds()
        return True, [Begun(dial, lease, until) for dial, lease in begun]

    async def _post(self, begun: Begun) -> None:
        """The one request, and its result. Should writing that fail, `reconcile` finds out what happened."""
        attempt_id = begun.dial.attempt_id
        with traced(trace_of(attempt_id, sampled=recording())):
            try:
                result = await self._send(begun)
                await write_outcome(self._database, attempt_id, begun.lease, result, self._clock(), self._settings)
            except Exception:
                log.exception("outcome not written", extra={"action": "outcome_lost", "attempt_id": str(attempt_id)})
                return
            with suppress(SQLAlchemyError):  # only the line in the log is lost
                await self._tell(attempt_id)

    async def _tell(self, attempt_id: UUID) -> None:
        async with self._database.autocommit() as connection:
            order_id, message = await asked_in(connection, attempt_id)
        told = {"action": "dial", "attempt_id": str(attempt_id), "order_id": order_id, "asked_in": message}
        log.info("the carrier was asked for a call", extra=told)

    async def _send(self, begun: Begun) -> DialResult:
        until: float | None = begun.until
        async with self._gate:
            while until is not None and time.monotonic() >= until:
                until = await self._turn_again(begun)
        return NOT_SENT if until is None else await self._dialled(begun.dial)

    async def _dialled(self, dial: Dial) -> DialResult:
        with span("dial", "client", first=True, attempt_id=dial.attempt_id):
            result = await self._carrier.dial(dial)
            tell(carrier=self._carrier.name, result=type(result).__name__)
            if not isinstance(result, Placed):
                fail(type(result).__name__)
            return result

    async def _turn_again(self, begun: Begun) -> float | None:
        """Having been held up: take the line again, and until when. None if the call was stopped meanwhile."""
        pace, mine = self._settings.pace, attempts.c.attempt_id == begun.dial.attempt_id
        still = (attempts.c.lease == begun.lease) & (attempts.c.state == AttemptState.DIALING)
        log.warning("held up before the request", extra={"action": "dial_held_up"})
        while True:
            asked = time.monotonic()
            async with self._database.begin() as tx:
                control = await hold_control(tx)
                now = self._watch.time_of(control.at)
                wanted = exists().where(mine, still, attempts.c.hang_up_why.is_(None))
                if now is None or control.paused or not (await tx.execute(select(wanted))).scalar_one():
                    return None
                free_at = line_free_at(control.line, self._watch.worker_id, pace)
                if free_at is None or free_at <= now:
                    await take_line(tx, self._watch.worker_id, now)
                    return asked + TURN.total_seconds()
            await asyncio.sleep((free_at - now).total_seconds())

    async def _postpone(self, callout_id: UUID) -> None:
        async with self._database.begin() as tx:
            planned = (callouts.c.callout_id == callout_id) & (callouts.c.state == CalloutState.PLANNED)
            await tx.execute(update(callouts).where(planned).values(due_at=self._clock() + BAD_ROW))
