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
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.addresses import dial_of
from callouts.cancelling import cancel
from callouts.carrier import Carrier, Dial, DialResult, Refused
from callouts.clock_watch import ClockWatch
from callouts.controls import hold_control, take_line
from callouts.decisions import note_decision
from callouts.facts import gather_all, subjects_of
from callouts.follow_ups import replan
from callouts.gate import Gate
from callouts.outcomes import write_outcome
from callouts.pacing import TURN, Turns, line_free_at, room_in, room_left, seconds_until, take
from callouts.policy import Dont, Facts, decide, window_until
from callouts.settings import CalloutSettings
from careline.contacts.service import calls_left_today, count_calls, hold_consumers
from careline.core.callouts import AttemptState, CalloutState, Why
from careline.core.journal import Because, What
from careline.core.orders import Customer
from careline.ids import new_id
from careline.store.bulk import insert_rows, one_of_texts
from careline.store.database import Database
from careline.store.failures import database_lost
from careline.store.journal import journal_rows
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import journal
from careline.store.tables.feed import orders

log = logging.getLogger(__name__)

SAME_NUMBER = timedelta(minutes=1)
"""Another consumer is being called under the same number: one ring at a time."""
BAD_ROW = timedelta(minutes=10)
_AT_ONCE = 0.002
"""Seconds not worth waiting for."""
_WEIGHED = 200
"""Of how many due callouts the most urgent is chosen; of equal times all are weighed, in the index."""


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


@dataclass(frozen=True, slots=True)
class _Ready:
    """A callout that may be dialled now, and why."""

    callout: RowMapping
    customer: Customer
    facts: Facts
    why: Why


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
        """In how many seconds the next planned callout falls due; zero or less for one that is."""
        first = select(func.min(callouts.c.due_at)).where(callouts.c.state == CalloutState.PLANNED)
        async with self._database.autocommit() as connection:
            due_at = (await connection.execute(first)).scalar_one()
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
            claimed = await _claim(tx, now, most)
            if not claimed:
                return False, []
            try:
                begun = await self._begin(tx, claimed, now)
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

    async def _begin(
        self, tx: AsyncConnection, claimed: Sequence[RowMapping], now: datetime
    ) -> list[tuple[Dial, UUID]]:
        """Ask everything again; commit the attempts, or re-time or cancel the callouts. In the order of `claimed`."""
        # An opt-out or a feed event commits before this, or after us.
        numbers = await hold_consumers(tx, [row["customer_id"] for row in claimed])
        if len(claimed) > 1:
            left = await calls_left_today(tx, numbers, now, self._settings.rules.contact)
            claimed = claimed[: max(1, left)]
        mine = select(orders.c.order_id).where(one_of_texts(orders.c.order_id, {row["order_id"] for row in claimed}))
        held = mine.order_by(orders.c.order_id).with_for_update(key_share=True)
        await tx.execute(held)  # before the blocks are read: who ends one holds this
        asking = [row["callout_id"] for row in claimed]
        subjects = {one.block_id: one for one in await subjects_of(tx, [row["block_id"] for row in claimed])}
        found = await gather_all(
            tx, list(subjects.values()), now, self._settings, self._carrier.may_dial, asking=asking
        )  # fmt: skip
        ready = []
        for row in claimed:
            facts, customer = found[row["block_id"]]
            facts = replace(facts, wished_for=row["wished_for"])
            decision = decide(facts, now, self._settings.rules)
            if isinstance(decision, Dont):
                await note_decision(tx, subjects[row["block_id"]], facts, decision, now)
                await cancel(tx, row, decision.why, now)
            elif decision.at > now:
                await replan(tx, row, decision.at, now, why=Because.WINDOW_OR_CAP)
            else:
                ready.append(_Ready(row, customer, facts, decision.why))
        return await self._commit_attempts(tx, ready, now) if ready else []

    async def _commit_attempts(
        self, tx: AsyncConnection, ready: Sequence[_Ready], now: datetime
    ) -> list[tuple[Dial, UUID]]:
        """Of a number that is being called already nothing is written: its callout waits."""
        rules = self._settings.rules
        rows = [
            {
                "attempt_id": str(new_id()), "callout_id": str(one.callout["callout_id"]),
                "n": one.callout["attempts_made"] + 1, "customer_id": one.customer.customer_id,
                "number": one.customer.phone, "carrier": self._carrier.name, "state": AttemptState.DIALING,
                "lease": str(new_id()), "intent_at": now, "language": one.customer.locale, "not_found": 0,
                "window_until": window_until(one.facts.who, now, rules.contact),
            }
            for one in ready
        ]  # fmt: skip
        saving = insert_rows(attempts, rows)
        free = saving.on_conflict_do_nothing(index_elements=["number"], index_where=attempts.c.ended_at.is_(None))
        saved = set((await tx.execute(free.returning(attempts.c.attempt_id))).scalars())
        begun = []
        for one, row in zip(ready, rows, strict=True):
            if UUID(row["attempt_id"]) in saved:
                begun.append((one, row))
            else:
                await replan(tx, one.callout, now + SAME_NUMBER, now, why=Because.NUMBER_BUSY)
        if not begun:
            return []
        await count_calls(tx, [row["number"] for _, row in begun], now)
        of = attempts.c.callout_id == callouts.c.callout_id
        dialling = update(callouts).where(of, attempts.c.attempt_id.in_(saved))
        taken = {"state": CalloutState.DIALING, "attempts_made": attempts.c.n, "lease": attempts.c.lease}
        await tx.execute(dialling.values(taken))
        entries = [
            {
                "what": What.CALL_DIALLED, "why": one.why, "subject": f"callout:{row['callout_id']}",
                "order_id": one.callout["order_id"], "customer_id": row["customer_id"],
                "data": {"attempt_id": row["attempt_id"], "n": row["n"], "carrier": self._carrier.name},
            }
            for one, row in begun
        ]  # fmt: skip
        await tx.execute(insert_rows(journal, journal_rows(entries, at=now, who="system")))
        return [
            (dial_of(self._settings, UUID(row["attempt_id"]), row["number"]), UUID(row["lease"])) for _, row in begun
        ]

    async def _post(self, begun: Begun) -> None:
        """The one request, and its result. Should writing that fail, `reconcile` finds out what happened."""
        attempt_id = begun.dial.attempt_id
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


async def _claim(tx: AsyncConnection, now: datetime, most: int) -> Sequence[RowMapping]:
    """The most urgent callouts of those that have been due for longest, held until the transaction ends.

    A time that we promised comes first, then the kind of trouble, then whose deadline passed first.
    """
    due = (callouts.c.state == CalloutState.PLANNED) & (callouts.c.due_at <= now)
    oldest = select(callouts.c.callout_id).where(due).order_by(callouts.c.due_at, callouts.c.rank, callouts.c.deadline)
    query = (
        select(callouts)
        .where(due, callouts.c.callout_id.in_(oldest.limit(_WEIGHED)))
        .order_by(callouts.c.rank, callouts.c.deadline, callouts.c.due_at, callouts.c.callout_id)
        .limit(most)
    )
    return (await tx.execute(query.with_for_update(skip_locked=True, key_share=True))).mappings().all()
