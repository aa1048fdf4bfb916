"""Finding out what became of attempts that went quiet. Nothing here ever dials.

`dialing` without an outcome: its dialer died between row and reply. `unknown`: the carrier's answer was lost. Both are
looked up at the carrier by their numbers; found, they are bound; not found, they are unknown for ever. After three
negative look-ups they take up no place any more, so that lost answers do not stop all phoning.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, select, update

from callouts.attempts import apply, hold_attempt
from callouts.cancelling import ask_hang_up
from callouts.carrier import CallSeen, Carrier
from callouts.controls import LOOKED_IN_VAIN
from callouts.ending import close_silent_conversations
from callouts.lifecycle import LostTrack
from callouts.polling import anything_live, ask_each, claim_for_poll, give_up, nothing_new, take_in
from callouts.settings import CalloutSettings
from careline.core.callouts import AttemptState
from careline.core.journal import Because
from careline.ids import new_id
from careline.store.database import Database, notify
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts

log = logging.getLogger(__name__)

CLOCKS_DIFFER = timedelta(minutes=1)
LOOK_AGAIN = timedelta(seconds=30)


class Reconciler:
    """One of any number; every step takes its rows with SKIP LOCKED."""

    def __init__(self, database: Database, carrier: Carrier, settings: CalloutSettings) -> None:
        self._database = database
        self._carrier = carrier
        self._settings = settings

    async def reconcile(self, now: datetime) -> None:
        """One round over everything that is quiet or stuck."""
        if await anything_live(self._database):
            await self._fence_dead_dialers(now)
            await self._each(await self._unknown(now), now, self._look_for)
            await self._each(await self._quiet(now), now, self._poll)
            await self._unstick(now)
        await close_silent_conversations(self._database, now)

    async def _each(
        self, rows: list[RowMapping], now: datetime, see_to: Callable[[RowMapping, datetime], Awaitable[None]]
    ) -> None:
        async def ask(row: RowMapping) -> None:
            await see_to(row, now)

        await ask_each(self._database, rows, ask, now, self._settings, action="reconcile_failed")

    async def _fence_dead_dialers(self, now: datetime) -> None:
        """A new lease: should the dialer live after all, what it brings home comes too late and is dropped."""
        stale = attempts.c.intent_at <= now - self._settings.dialing_stale
        query = select(attempts.c.attempt_id).where(attempts.c.state == AttemptState.DIALING, stale)
        async with self._database.autocommit() as connection:
            found = list((await connection.execute(query)).scalars())
        for attempt_id in found:
            async with self._database.begin() as tx:
                held = await hold_attempt(tx, attempt_id)
                if held and held.attempt.state is AttemptState.DIALING:
                    mine = attempts.c.attempt_id == attempt_id
                    await tx.execute(update(attempts).where(mine).values(lease=new_id()))
                    await apply(tx, held, LostTrack(), now, self._settings)

    async def _unknown(self, now: datetime) -> list[RowMapping]:
        waited = attempts.c.intent_at <= now - self._settings.unknown_wait
        which = (attempts.c.state == AttemptState.UNKNOWN) & attempts.c.call_sid.is_(None) & waited
        return list(await claim_for_poll(self._database, which, LOOK_AGAIN, now))

    async def _look_for(self, row: RowMapping, now: datetime) -> None:
        seen = await self._carrier.find(row["number"], self._settings.caller, row["intent_at"] - CLOCKS_DIFFER)
        call = await self._unbound(seen, row["intent_at"] + self._settings.unknown_final)
        if call:
            await take_in(self._database, row["attempt_id"], call, now, self._settings)
        elif row["intent_at"] <= now - self._settings.unknown_final:
            await self._give_up(row, Because.CALL_NOT_FOUND, now)
        else:
            await self._looked_in_vain(row["attempt_id"])

    async def _looked_in_vain(self, attempt_id: UUID) -> None:
        """One more negative look-up; from the third on it takes up no place, and others may be phoned."""
        mine = attempts.c.attempt_id == attempt_id
        counted = update(attempts).where(mine).values(not_found=attempts.c.not_found + 1)
        async with self._database.begin() as tx:
            times = (await tx.execute(counted.returning(attempts.c.not_found))).scalar_one()
            if times == LOOKED_IN_VAIN:
                log.warning("not found", extra={"action": "place_given_back", "attempt_id": str(attempt_id)})
                await notify(tx, Topic.DIALLING, "")

    async def _unbound(self, seen: list[CallSeen], until: datetime) -> CallSeen | None:
        """The earliest of these calls that no attempt has yet; the number had no other live attempt at the time."""
        async with self._database.begin() as tx:
            known = select(attempts.c.call_sid).where(attempts.c.call_sid.in_([call.call_sid for call in seen]))
            bound = set((await tx.execute(known)).scalars())
        free = [call for call in seen if call.call_sid not in bound and call.created_at <= until]
        return min(free, key=lambda call: call.created_at, default=None)

    async def _quiet(self, now: datetime) -> list[RowMapping]:
        old = attempts.c.intent_at <= now - self._settings.poll_every
        being_ended = attempts.c.hang_up_why.is_not(None) & (attempts.c.state != AttemptState.IN_CALL)
        which = attempts.c.call_sid.is_not(None) & old & ~being_ended  # those `hang_ups` asks about
        return list(await claim_for_poll(self._database, which, self._settings.poll_every, now, limit=100))

    async def _poll(self, row: RowMapping, now: datetime) -> None:
        seen = await self._carrier.fetch(row["call_sid"])
        if seen is None:
            await self._give_up(row, Because.CALL_FORGOTTEN, now)
            return
        if nothing_new(row, seen):  # as with most of many long calls: no transaction for that
            return
        await take_in(self._database, row["attempt_id"], seen, now, self._settings)

    async def _unstick(self, now: datetime) -> None:
        """What the carrier has not rung by now would ring at a time nobody chose."""
        waits = (AttemptState.QUEUED, AttemptState.UNKNOWN)
        stuck = attempts.c.intent_at <= now - self._settings.queued_at_most
        query = select(attempts.c.attempt_id).where(
            attempts.c.state.in_(waits), attempts.c.call_sid.is_not(None), stuck, attempts.c.hang_up_why.is_(None)
        )
        async with self._database.autocommit() as connection:
            found = list((await connection.execute(query)).scalars())
        for attempt_id in found:
            async with self._database.begin() as tx:
                await ask_hang_up(tx, attempt_id, Because.STUCK_IN_QUEUE, now, self._settings)

    async def _give_up(self, row: RowMapping, because: Because, now: datetime) -> None:
        await give_up(self._database, row["attempt_id"], because, now, self._settings)
