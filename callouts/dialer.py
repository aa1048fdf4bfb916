"""Dialling: a committed row before the one POST, and nothing that could send it twice.

One transaction asks everything again (still blocked, no opt-out, window, caps, pause, pace, the clock) and commits the
attempt as `dialing`. Then exactly one request goes out, outside any transaction. What comes back is written only under
the lease that the row was committed with; a dialer that wakes up late finds another lease and changes nothing.

Requests keep the carrier's pace, not only the rows: within a process a gate spaces them, and only the dialer that holds
the line sends. One that was held up for longer than its turn asks for the line again, and whether it may still call.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.addresses import dial_of
from callouts.cancelling import cancel
from callouts.carrier import Carrier, Dial, DialResult, Refused
from callouts.clock_watch import ClockWatch
from callouts.controls import hold_control, take_line
from callouts.decisions import note_decision
from callouts.facts import gather, subject_of
from callouts.follow_ups import replan
from callouts.gate import Gate
from callouts.outcomes import write_outcome
from callouts.pacing import TURN, has_room, line_free_at, seconds_until, take
from callouts.policy import Dont, decide, window_until
from callouts.settings import CalloutSettings
from careline.contacts.service import count_call, hold_consumer
from careline.core.callouts import AttemptState, CalloutState, Why
from careline.core.contact import Reachability
from careline.core.journal import Because, What
from careline.core.orders import Customer
from careline.ids import new_id
from careline.store.database import Database
from careline.store.failures import database_lost
from careline.store.journal import record
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.feed import orders
from shared.trace import trace_of, traced

log = logging.getLogger(__name__)

SAME_NUMBER = timedelta(minutes=1)
"""Another consumer is being called under the same number: one ring at a time."""
BAD_ROW = timedelta(minutes=10)
_AT_ONCE = 0.002
"""Seconds not worth waiting for."""
_WEIGHED = 200
"""Of how many due callouts the most urgent is chosen; of equal times all are weighed, in the index."""


class PoisonedError(Exception):
    """Something about this one callout cannot be worked out."""

    def __init__(self, callout_id: UUID) -> None:
        super().__init__(f"callout {callout_id}")
        self.callout_id = callout_id


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
        self._gate = Gate(settings.pace.gap.total_seconds())
        self._posting: set[asyncio.Task[None]] = set()
        self.stopping = False
        self.next_in: float | None = None
        """After `dial_due`: in how many seconds a callout falls due, or the pace allows the next one; None: unknown."""

    async def dial_due(self) -> int:
        """Begin every call that is due and that pacing allows; returns how many. The requests go on by themselves."""
        begun = 0
        self.next_in = await self._due_in()
        while not self.stopping and self.next_in is not None and self.next_in <= 0:
            self.next_in = None
            try:
                going_on, begin = await self._next()
            except PoisonedError as error:
                log.exception("callout postponed", extra={"action": "dial_failed", "callout_id": str(error.callout_id)})
                await self._postpone(error.callout_id)
                going_on, begin = True, None
            if begin:
                begun += 1
                task = asyncio.create_task(self._post(begin))
                self._posting.add(task)
                task.add_done_callback(self._posting.discard)
            if going_on and self.next_in is None:
                self.next_in = await self._due_in()
        return begun

    async def settled(self) -> None:
        """Wait for the requests that are out."""
        while self._posting:
            await asyncio.wait(self._posting)

    async def _due_in(self) -> float | None:
        """In how many seconds the next planned callout falls due; zero or less for one that is."""
        first = select(func.min(callouts.c.due_at)).where(callouts.c.state == CalloutState.PLANNED)
        async with self._database.autocommit() as connection:
            due_at = (await connection.execute(first)).scalar_one()
        return (due_at - self._watch.now()).total_seconds() if due_at else None

    async def _next(self) -> tuple[bool, Begun | None]:
        """Whether to go on, and what to dial. Raises PoisonedError."""
        pace, asked = self._settings.pace, time.monotonic()
        async with self._database.begin() as tx:
            control = await hold_control(tx)
            now = self._watch.time_of(control.at)
            if now is None or control.paused or not has_room(control.live, pace):
                return False, None
            free_at = line_free_at(control.line, self._watch.worker_id, pace)
            if free_at is not None and free_at > now:
                self.next_in = (free_at - now).total_seconds()
                return False, None
            bucket = take(control.bucket, now, pace)
            if bucket is None:
                self.next_in = seconds_until(control.bucket, now, pace)
                return False, None
            callout = await _claim(tx, now)
            if callout is None:
                return False, None
            try:
                begin = await self._begin(tx, callout, now)
            except Exception as error:
                if database_lost(error):
                    raise
                raise PoisonedError(callout["callout_id"]) from error
            if begin is None:
                return True, None
            await take_line(tx, self._watch.worker_id, now, bucket)
        wait = seconds_until(bucket, now, pace) - (time.monotonic() - asked)
        self.next_in = wait if wait > _AT_ONCE else None  # a loop that waits need not find out by asking
        return True, Begun(*begin, until=asked + TURN.total_seconds())

    async def _begin(self, tx: AsyncConnection, callout: RowMapping, now: datetime) -> tuple[Dial, UUID] | None:
        """Ask everything again; commit the attempt, or re-time or cancel the callout."""
        await hold_consumer(tx, callout["customer_id"])  # an opt-out or a feed event commits before this, or after us
        order = select(orders.c.order_id).where(orders.c.order_id == callout["order_id"])
        await tx.execute(order.with_for_update(key_share=True))  # before the block is read: who ends it holds this
        subject = await subject_of(tx, callout["block_id"])
        facts, customer = await gather(
            tx, subject, now, self._settings, self._carrier.may_dial, callout_id=callout["callout_id"],
            wished_for=callout["wished_for"],
        )  # fmt: skip
        decision = decide(facts, now, self._settings.rules)
        if isinstance(decision, Dont):
            await note_decision(tx, subject, facts, decision, now)
            await cancel(tx, callout, decision.why, now)
        elif decision.at > now:
            await replan(tx, callout, decision.at, now, why=Because.WINDOW_OR_CAP)
        elif begun := await self._commit_attempt(tx, callout, customer, facts.who, decision.why, now):
            return begun
        else:
            await replan(tx, callout, now + SAME_NUMBER, now, why=Because.NUMBER_BUSY)
        return None

    async def _commit_attempt(
        self,
        tx: AsyncConnection,
        callout: RowMapping,
        customer: Customer,
        who: Reachability,
        why: Why,
        now: datetime,
    ) -> tuple[Dial, UUID] | None:
        """None, and nothing is written, if the number is being called already."""
        attempt_id, lease, n = new_id(), new_id(), callout["attempts_made"] + 1
        rules = self._settings.rules
        assert customer.phone
        saved = await tx.execute(
            insert(attempts)
            .values(
                attempt_id=attempt_id, callout_id=callout["callout_id"], n=n, customer_id=customer.customer_id,
                number=customer.phone, carrier=self._carrier.name, state=AttemptState.DIALING, lease=lease,
                intent_at=now, language=customer.locale, window_until=window_until(who, now, rules.contact),
            )
            .on_conflict_do_nothing(index_elements=["number"], index_where=attempts.c.ended_at.is_(None))
        )  # fmt: skip
        if not saved.rowcount:
            return None
        await count_call(tx, customer.phone, now)
        mine = callouts.c.callout_id == callout["callout_id"]
        await tx.execute(update(callouts).where(mine).values(state=CalloutState.DIALING, attempts_made=n, lease=lease))
        await record(
            tx, at=now, who="system", what=What.CALL_DIALLED, why=why, subject=f"callout:{callout['callout_id']}",
            order_id=callout["order_id"], customer_id=customer.customer_id,
            data={"attempt_id": str(attempt_id), "n": n, "carrier": self._carrier.name},
        )  # fmt: skip
        return dial_of(self._settings, attempt_id, customer.phone), lease

    async def _post(self, begun: Begun) -> None:
        """The one request, and its result. Should writing that fail, `reconcile` finds out what happened."""
        attempt_id = begun.dial.attempt_id
        with traced(trace_of(attempt_id)):
            try:
                result = await self._send(begun)
                await write_outcome(self._database, attempt_id, begun.lease, result, self._clock(), self._settings)
            except Exception:
                log.exception("outcome not written", extra={"action": "outcome_lost", "attempt_id": str(attempt_id)})

    async def _send(self, begun: Begun) -> DialResult:
        until: float | None = begun.until
        async with self._gate:
            while until is not None and time.monotonic() >= until:
                until = await self._turn_again(begun)
        return NOT_SENT if until is None else await self._carrier.dial(begun.dial)

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


async def _claim(tx: AsyncConnection, now: datetime) -> RowMapping | None:
    """The most urgent callout of those that have been due for longest, held until the transaction ends.

    A time that we promised comes first, then the kind of trouble, then whose deadline passed first.
    """
    due = (callouts.c.state == CalloutState.PLANNED) & (callouts.c.due_at <= now)
    oldest = select(callouts.c.callout_id).where(due).order_by(callouts.c.due_at, callouts.c.rank, callouts.c.deadline)
    query = (
        select(callouts)
        .where(due, callouts.c.callout_id.in_(oldest.limit(_WEIGHED)))
        .order_by(callouts.c.rank, callouts.c.deadline, callouts.c.due_at, callouts.c.callout_id)
        .limit(1)
    )
    return (await tx.execute(query.with_for_update(skip_locked=True, key_share=True))).mappings().first()
