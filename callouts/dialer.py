"""Dialling: a committed row before the one POST, and nothing that could send it twice.

One transaction asks everything again (still blocked, no opt-out, window, caps, pause, pace) and commits the attempt as
`dialing`. Then exactly one request goes out, outside any transaction. What comes back is written only under the lease
that the row was committed with; a dialer that wakes up late finds another lease and changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.addresses import dial_of
from callouts.cancelling import cancel
from callouts.carrier import Carrier, Dial
from callouts.controls import hold_control, save_bucket
from callouts.decisions import note_decision
from callouts.facts import gather, subject_of
from callouts.follow_ups import replan
from callouts.outcomes import write_outcome
from callouts.pacing import has_room, seconds_until, take
from callouts.policy import Dont, decide
from callouts.settings import CalloutSettings
from careline.contacts.service import count_call, hold_consumer
from careline.core.callouts import AttemptState, CalloutState, Why
from careline.core.journal import Because, What
from careline.core.orders import Customer
from careline.ids import new_id
from careline.store.database import Database
from careline.store.failures import database_lost
from careline.store.journal import record
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.feed import orders

log = logging.getLogger(__name__)

SAME_NUMBER = timedelta(minutes=1)
"""Another consumer is being called under the same number: one ring at a time."""
BAD_ROW = timedelta(minutes=10)


class PoisonedError(Exception):
    """Something about this one callout cannot be worked out."""

    def __init__(self, callout_id: UUID) -> None:
        super().__init__(f"callout {callout_id}")
        self.callout_id = callout_id


class Dialer:
    """One of any number. Make it inside the running loop; `settled` before closing carrier or database."""

    def __init__(
        self, database: Database, carrier: Carrier, settings: CalloutSettings, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._carrier = carrier
        self._settings = settings
        self._clock = clock
        self._posting: set[asyncio.Task[None]] = set()
        self.stopping = False
        self.next_in: float | None = None
        """After `dial_due`: in how many seconds the pace allows the next call, None if it was not the pace."""

    async def dial_due(self) -> int:
        """Begin every call that is due and that pacing allows; returns how many. The requests go on by themselves."""
        begun = 0
        self.next_in = None
        while not self.stopping and await self._something_due():
            try:
                going_on, begin = await self._next()
            except PoisonedError as error:
                log.exception("callout postponed", extra={"action": "dial_failed", "callout_id": str(error.callout_id)})
                await self._postpone(error.callout_id)
                continue
            if begin:
                begun += 1
                task = asyncio.create_task(self._post(*begin))
                self._posting.add(task)
                task.add_done_callback(self._posting.discard)
            if not going_on:
                break
        return begun

    async def settled(self) -> None:
        """Wait for the requests that are out."""
        while self._posting:
            await asyncio.wait(self._posting)

    async def _something_due(self) -> bool:
        async with self._database.begin() as tx:
            due = exists().where(callouts.c.state == CalloutState.PLANNED, callouts.c.due_at <= self._clock())
            return bool((await tx.execute(select(due))).scalar_one())

    async def _next(self) -> tuple[bool, tuple[Dial, UUID] | None]:
        """Whether to go on, and what to dial. Raises PoisonedError."""
        now = self._clock()
        async with self._database.begin() as tx:
            control = await hold_control(tx)
            if control.paused or not has_room(control.live, self._settings.pace):
                return False, None
            bucket = take(control.bucket, now, self._settings.pace)
            if bucket is None:
                self.next_in = seconds_until(control.bucket, now, self._settings.pace)
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
            if begin:
                await save_bucket(tx, bucket)
            return True, begin

    async def _begin(self, tx: AsyncConnection, callout: RowMapping, now: datetime) -> tuple[Dial, UUID] | None:
        """Ask everything again; commit the attempt, or re-time or cancel the callout."""
        await hold_consumer(tx, callout["customer_id"])  # an opt-out or a feed event commits before this, or after us
        order = select(orders.c.order_id).where(orders.c.order_id == callout["order_id"])
        await tx.execute(order.with_for_update(key_share=True))
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
        elif await _number_busy(tx, customer.phone or ""):
            await replan(tx, callout, now + SAME_NUMBER, now, why=Because.NUMBER_BUSY)
        else:
            return await self._commit_attempt(tx, callout, customer, decision.why, now)
        return None

    async def _commit_attempt(
        self, tx: AsyncConnection, callout: RowMapping, customer: Customer, why: Why, now: datetime
    ) -> tuple[Dial, UUID]:
        attempt_id, lease, n = new_id(), new_id(), callout["attempts_made"] + 1
        assert customer.phone
        await tx.execute(
            insert(attempts).values(
                attempt_id=attempt_id, callout_id=callout["callout_id"], n=n, customer_id=customer.customer_id,
                number=customer.phone, carrier=self._carrier.name, state=AttemptState.DIALING, lease=lease,
                intent_at=now, language=customer.locale,
            )
        )  # fmt: skip
        await count_call(tx, customer.phone, now)
        mine = callouts.c.callout_id == callout["callout_id"]
        await tx.execute(update(callouts).where(mine).values(state=CalloutState.DIALING, attempts_made=n, lease=lease))
        await record(
            tx, at=now, who="system", what=What.CALL_DIALLED, why=why, subject=f"callout:{callout['callout_id']}",
            order_id=callout["order_id"], customer_id=customer.customer_id,
            data={"attempt_id": str(attempt_id), "n": n, "carrier": self._carrier.name},
        )  # fmt: skip
        return dial_of(self._settings, attempt_id, customer.phone), lease

    async def _post(self, dial: Dial, lease: UUID) -> None:
        """The one request, and its result. Should writing that fail, `reconcile` finds out what happened."""
        result = await self._carrier.dial(dial)
        try:
            await write_outcome(self._database, dial.attempt_id, lease, result, self._clock(), self._settings)
        except Exception:
            log.exception("outcome not written", extra={"action": "outcome_lost", "attempt_id": str(dial.attempt_id)})

    async def _postpone(self, callout_id: UUID) -> None:
        async with self._database.begin() as tx:
            planned = (callouts.c.callout_id == callout_id) & (callouts.c.state == CalloutState.PLANNED)
            await tx.execute(update(callouts).where(planned).values(due_at=self._clock() + BAD_ROW))


async def _claim(tx: AsyncConnection, now: datetime) -> RowMapping | None:
    """The callout that has been due for longest, held until the transaction ends."""
    due = (callouts.c.state == CalloutState.PLANNED) & (callouts.c.due_at <= now)
    query = select(callouts).where(due).order_by(callouts.c.due_at, callouts.c.callout_id).limit(1)
    return (await tx.execute(query.with_for_update(skip_locked=True, key_share=True))).mappings().first()


async def _number_busy(tx: AsyncConnection, number: str) -> bool:
    live = exists().where(attempts.c.number == number, attempts.c.ended_at.is_(None))
    return bool((await tx.execute(select(live))).scalar_one())
