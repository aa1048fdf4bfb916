"""What the carrier tells about a call: whose it is, how it goes, and who seems to have answered."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import HeldAttempt, apply, hold_attempt
from callouts.carrier import CallStatus
from callouts.ending import close_silent_conversations
from callouts.lifecycle import Progress
from callouts.settings import CalloutSettings
from careline.http.fields import in_utc
from careline.store.database import Database
from careline.store.tables.callouts import attempts, call_events

log = logging.getLogger(__name__)

KEPT = ("Timestamp", "CallbackSource", "CallDuration", "SipResponseCode", "AnsweredBy")
"""What we store of a callback: no numbers."""


class UnknownAttemptError(LookupError):
    """There is no such attempt."""


class ForeignCallError(Exception):
    """This call is not the one that was placed for this attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A status callback. `sequence` is None where the carrier does not number it."""

    call_sid: str
    to: str
    status: str
    sequence: int | None
    at: datetime | None
    sip_code: int | None
    data: dict[str, str]

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Callback:
        """Read a form; whatever is unreadable is missing."""
        return cls(
            call_sid=form.get("CallSid", ""),
            to=form.get("To", ""),
            status=form.get("CallStatus", ""),
            sequence=_number(form.get("SequenceNumber")),
            at=_instant(form.get("Timestamp")),
            sip_code=_number(form.get("SipResponseCode")),
            data={name: form[name][:100] for name in KEPT if name in form},
        )


async def held_for(tx: AsyncConnection, attempt_id: UUID, call_sid: str, to: str | None) -> HeldAttempt:
    """The attempt, locked, if this is its call, or may be: its sid may be unknown. Raises the errors above.

    A second call for one attempt, or another attempt's call, is what must never happen: it goes to the log as an error.
    """
    held = await hold_attempt(tx, attempt_id)
    if held is None:
        raise UnknownAttemptError(UnknownAttemptError.__doc__)
    known = held.attempt.call_sid
    if (
        not call_sid
        or to not in {None, held.number}
        or (known and known != call_sid)
        or (not known and await _taken(tx, call_sid))
    ):
        log.error("a call that is not this attempt's", extra={"action": "foreign_call", "attempt_id": str(attempt_id)})
        raise ForeignCallError(ForeignCallError.__doc__)
    return held


async def _taken(tx: AsyncConnection, call_sid: str) -> bool:
    other = select(attempts.c.attempt_id).where(attempts.c.call_sid == call_sid)
    return (await tx.execute(other)).first() is not None


async def take_status(
    database: Database, attempt_id: UUID, told: Callback, now: datetime, settings: CalloutSettings
) -> bool:
    """Take a status callback in, in whatever order and however often they come. False for one that is known."""
    async with database.begin() as tx:
        held = await held_for(tx, attempt_id, told.call_sid, told.to)
        if not await _first_time(tx, attempt_id, told, now):
            return False
        status = CallStatus.QUEUED if told.status == "initiated" else _status(told.status)
        if status is None:
            return False
        news = Progress(status, told.call_sid, _plausible(told.at, held, now), told.sip_code)
        after = await apply(tx, held, news, now, settings)
    if after.over:
        await close_silent_conversations(database, now, attempt_id)
    return True


async def _first_time(tx: AsyncConnection, attempt_id: UUID, told: Callback, now: datetime) -> bool:
    if told.sequence is None:
        return True
    event = insert(call_events).values(
        attempt_id=attempt_id, call_sid=told.call_sid, sequence_number=told.sequence, status=told.status[:40],
        data=told.data, received_at=now,
    )  # fmt: skip
    return bool((await tx.execute(event.on_conflict_do_nothing())).rowcount)


def _plausible(at: datetime | None, held: HeldAttempt, now: datetime) -> datetime:
    """The carrier's instant, unless it lies before the call or in the future; it has whole seconds only."""
    if at is None:
        return now
    return min(max(at, held.intent_at), now)


def _status(status: str) -> CallStatus | None:
    try:
        return CallStatus(status)
    except ValueError:
        return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _instant(text: str | None) -> datetime | None:
    try:
        return in_utc(parsedate_to_datetime(text)) if text else None
    except (ValueError, OverflowError):
        return None
