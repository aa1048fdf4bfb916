"""Putting callers through: what the carrier is told of each ringing of an agent, and what the two of them hear.

The rows and their moves are careline/desk/calls.py. `round` moves on whatever time, an agent or a lost message has left
behind; the worker runs it, woken by every change, and the web process each time that somebody on hold is to hear
another word: so no single process leaves anybody waiting.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from callouts.addresses import address, ring_of, transfer_address
from callouts.carrier import Busy, Carrier, CarrierError, Placed, Refused
from callouts.controls import hold_control, killed, save_bucket
from callouts.pacing import take
from callouts.settings import CalloutSettings
from careline.core.transfers import TransferEnd, TransferEvent, TransferState, due
from careline.desk.calls import Calls, NoLineError, Ringing, happened, next_or_nobody, note_line, transfer_of
from careline.desk.service import Desk
from careline.store.database import Database
from careline.store.tables.transfers import transfers

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=2)
"""Whoever looks at a row has it for so long; every change of it lets the next one look at once."""
POLL_EVERY = timedelta(seconds=30)
"""How often the carrier is asked about an agent's call whose end nobody has told us."""
SAYS_GOODBYE = timedelta(seconds=5)
"""An agent whose caller has hung up hears so, before we end their call ourselves."""
_AT_ONCE = 50
_TALKS = frozenset({TransferState.ACCEPTED, TransferState.CONNECTED})


def room_of(attempt_id: UUID) -> str:
    """The conference of a call: no personal data in it."""
    return f"careline-{attempt_id.hex}"


@contextmanager
def _line() -> Iterator[None]:
    try:
        yield
    except CarrierError as error:
        log.warning("the line does not answer", extra={"action": "line_silent", "kind": str(error)[:80]})
        raise NoLineError(NoLineError.__doc__) from error


class PuttingThrough:
    """Several processes may run `round` at the same time: one request rings an agent, whoever sends it."""

    def __init__(
        self, database: Database, carrier: Carrier, settings: CalloutSettings, clock: Callable[[], datetime]
    ) -> None:
        self.database = database
        self.carrier = carrier
        self.settings = settings
        self.clock = clock
        self.calls = Calls(database, Desk(database, settings.rules), settings.rules)
        self._polled: dict[UUID, datetime] = {}

    async def round(self) -> int:
        """Do what is to be done for every ringing; returns for how many something may have been."""
        found = await self._claim()
        for transfer_id in found:
            try:
                await self._step(transfer_id)
            except CarrierError as error:
                log.warning("a caller is not moved on yet", extra={"action": "transfer_step", "kind": str(error)[:80]})
        return len(found)

    async def mute(self, one: Ringing, muted: bool) -> None:
        """The caller does not hear the agent, or hears them again. Raises NoLineError."""
        if not one.conference_sid or not one.call_sid:
            raise NoLineError(NoLineError.__doc__)
        with _line():
            await self.carrier.set_muted(one.conference_sid, one.call_sid, muted)
        async with self.database.begin() as tx:
            await note_line(tx, one, muted=muted)

    async def hold(self, one: Ringing, on_hold: bool) -> None:
        """The caller hears words instead of the agent, or the agent again. Raises NoLineError."""
        if not one.conference_sid or not one.caller_sid:
            raise NoLineError(NoLineError.__doc__)
        with _line():
            words_at = address(self.settings, "hold", one.attempt_id)
            await self.carrier.set_hold(one.conference_sid, one.caller_sid, on_hold, words_at)
        async with self.database.begin() as tx:
            await note_line(tx, one, on_hold=on_hold)

    async def hang_up(self, one: Ringing) -> None:
        """The agent leaves the call, and it is over. Raises NoLineError."""
        if one.call_sid:
            with _line():
                await self.carrier.hang_up(one.call_sid)

    async def _claim(self) -> Sequence[UUID]:
        now = self.clock()
        free = transfers.c.polled_at.is_(None) | (transfers.c.polled_at <= now - LEASE)
        query = (
            select(transfers.c.transfer_id)
            .where(transfers.c.settled_at.is_(None), free)
            .order_by(transfers.c.offered_at)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        async with self.database.begin() as tx:
            ids = list((await tx.execute(query)).scalars())
            if ids:
                await tx.execute(update(transfers).where(transfers.c.transfer_id.in_(ids)).values(polled_at=now))
        return ids

    async def _step(self, transfer_id: UUID) -> None:
        one = await self._read(transfer_id)
        if one.value.end is None:
            one = await self._moved_by_time(one)
        if one.value.end is not None:
            await self._settle(one)
        elif one.dialled_at is None:
            await self._ring(one)
        elif one.value.state is TransferState.ACCEPTED and one.value.answered_at and one.moved_at is None:
            await self._fetch_in(one)
        elif one.call_sid:
            await self._look_at(one)

    async def _read(self, transfer_id: UUID) -> Ringing:
        async with self.database.begin() as tx:
            found = await transfer_of(tx, transfer_id)
        assert found
        return found

    async def _happened(self, one: Ringing, event: TransferEvent, **facts: object) -> Ringing:
        async with self.database.begin() as tx:
            moved = await happened(tx, one.transfer_id, event, self.clock(), **facts)
        assert moved
        return moved

    async def _moved_by_time(self, one: Ringing) -> Ringing:
        if one.caller_over:
            return await self._happened(one, TransferEvent.CALLER_OVER)
        until = due(one.value)
        if until is None or until > self.clock():
            return one
        if one.value.state is TransferState.ACCEPTED and one.moved_at and one.call_sid:
            seen = await self.carrier.fetch(one.call_sid)
            if seen and not seen.status.over:  # they talk; that they came in was not told
                return await self._happened(one, TransferEvent.JOINED)
        return await self._happened(one, TransferEvent.TIME_UP)

    async def _ring(self, one: Ringing) -> None:
        """Exactly one request, in the pace of the fleet; its row is committed first."""
        now = self.clock()
        async with self.database.begin() as tx:
            stopped = await killed(tx)
            control = await hold_control(tx)
            bucket = take(control.bucket, max(now, control.bucket.refilled_at), self.settings.pace)
            if not stopped and bucket is None:
                again = update(transfers).where(transfers.c.transfer_id == one.transfer_id).values(polled_at=None)
                await tx.execute(again)
                return
            mine = (transfers.c.transfer_id == one.transfer_id) & transfers.c.dialled_at.is_(None)
            claimed = update(transfers).where(mine, transfers.c.ended_at.is_(None)).values(dialled_at=now)
            if not (await tx.execute(claimed)).rowcount:
                return
            if bucket and not stopped:
                await save_bucket(tx, bucket)
        if stopped:
            await self._happened(one, TransferEvent.REFUSED)
            return
        seconds = (one.value.ring_until - now).total_seconds()
        result = await self.carrier.ring(ring_of(self.settings, one.transfer_id, one.address, seconds))
        match result:
            case Placed(call_sid):
                await self._happened(one, TransferEvent.DIALLED, call_sid=call_sid)
            case Refused() | Busy():
                log.warning(
                    "an agent could not be rung", extra={"action": "agent_not_rung", "result": str(result)[:80]}
                )
                await self._happened(one, TransferEvent.REFUSED)
            case _:  # it may ring: their own webhook tells which call it is
                await self._happened(one, TransferEvent.DIALLED)

    async def _fetch_in(self, one: Ringing) -> None:
        """Taken at the desk while the voice was still telling what it is about: once, since whoever leaves the
        conference ends it."""
        assert one.call_sid
        async with self.database.begin() as tx:
            free = (transfers.c.transfer_id == one.transfer_id) & transfers.c.moved_at.is_(None)
            if not (await tx.execute(update(transfers).where(free).values(moved_at=self.clock()))).rowcount:
                return
        await self.carrier.send_to(one.call_sid, transfer_address(self.settings, "join", one.transfer_id))

    async def _look_at(self, one: Ringing) -> None:
        """Let the talk last, and notice an end that nobody told us."""
        now, before = self.clock(), self._polled.get(one.transfer_id)
        if before is None and one.value.state is TransferState.CONNECTED and one.caller_sid:
            await self.carrier.extend(one.caller_sid, self.settings.talk_seconds)
        if before is None:
            if one.value.state is TransferState.CONNECTED:
                self._polled[one.transfer_id] = now
            return
        if now - before < POLL_EVERY:
            return
        self._polled[one.transfer_id] = now
        assert one.call_sid
        seen = await self.carrier.fetch(one.call_sid)
        if seen is None or seen.status.over:
            await self._happened(one, TransferEvent.LEG_OVER, leg_over_at=now)

    async def _settle(self, one: Ringing) -> None:
        """What follows the end: the agent's phone is silent, and the caller hears how it goes on."""
        now = self.clock()
        assert one.value.ended_at
        if one.call_sid and one.leg_over_at is None:
            if one.value.end is TransferEnd.TALKED and now - one.value.ended_at < SAYS_GOODBYE:
                return
            await self.carrier.hang_up(one.call_sid)
        async with self.database.begin() as tx:
            going_on = await next_or_nobody(tx, one, now, self.settings.rules, softphones=self.settings.softphones)
        mine = (transfers.c.transfer_id == one.transfer_id) & transfers.c.settled_at.is_(None)
        async with self.database.begin() as tx:
            if not (await tx.execute(update(transfers).where(mine).values(settled_at=now))).rowcount:
                return
        self._polled.pop(one.transfer_id, None)
        left = one.caller_over or one.value.end in {TransferEnd.TALKED, TransferEnd.CALLER_LEFT}
        if going_on is None and not left:
            await self._tell_nobody_came(one)

    async def _tell_nobody_came(self, one: Ringing) -> None:
        """Should this fail, whoever asks for the next word of waiting is sent there again."""
        try:
            if one.caller_sid:
                await self.carrier.send_to(one.caller_sid, address(self.settings, "back", one.attempt_id))
        except CarrierError as error:
            log.warning("a caller is not told yet", extra={"action": "caller_waits", "kind": str(error)[:80]})
