"""Writing down what one request to dial came to, under the lease of whoever sent it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import HeldAttempt, apply, hold_attempt
from callouts.carrier import Busy, DialResult, Placed, Refused, Unknown
from callouts.controls import pause_for_carrier, rest
from callouts.ledger import note_call
from callouts.lifecycle import LostTrack, NotPlaced
from callouts.lifecycle import Placed as PlacedNews
from callouts.settings import CalloutSettings
from careline.contacts.service import mark_bad_number
from careline.core.callouts import Outcome
from careline.core.journal import Because
from careline.store.database import Database

log = logging.getLogger(__name__)

BUSY_SECONDS = 1.0
"""How long the fleet rests when the carrier says "too many" without saying for how long."""


async def write_outcome(
    database: Database, attempt_id: UUID, lease: UUID, result: DialResult, now: datetime, settings: CalloutSettings
) -> bool:
    """False, and nothing written, if the lease is no longer the attempt's."""
    async with database.begin() as tx:
        if isinstance(result, Busy):
            await rest(tx, now, result.retry_after_s or BUSY_SECONDS)
        if isinstance(result, Refused) and result.stop_everything:
            log.error("the carrier refuses everything", extra={"action": "dialling_paused", "code": result.code})
            await pause_for_carrier(tx, reason=result.reason, code=result.code, now=now)
        held = await hold_attempt(tx, attempt_id)
        if held is None or held.lease != lease:
            log.warning("late outcome dropped", extra={"action": "stale_lease", "attempt_id": str(attempt_id)})
            return False
        await _write(tx, held, result, now, settings)
    return True


async def _write(
    tx: AsyncConnection, held: HeldAttempt, result: DialResult, now: datetime, settings: CalloutSettings
) -> None:
    match result:
        case Placed(call_sid, queue_ms):
            if queue_ms and queue_ms > 1000 * settings.ring_seconds:
                log.warning("the carrier lets calls wait", extra={"action": "carrier_queue", "queue_ms": queue_ms})
            await apply(tx, held, PlacedNews(call_sid), now, settings)
            await note_call(tx, held, now)
        case Unknown(detail):
            log.warning("dialled, result unknown", extra={"action": "dial_unknown", "kind": detail.partition(":")[0]})
            await apply(tx, held, LostTrack(), now, settings)
            await note_call(tx, held, now)
        case Busy(retry_after_s):
            not_sent, rest_of = NotPlaced(Outcome.NOT_SENT), timedelta(seconds=retry_after_s or 0)
            await apply(tx, held, not_sent, now, settings, because=Because.CARRIER_BUSY, retry_after=rest_of)
        case Refused():
            await _write_refusal(tx, held, result, now, settings)


async def _write_refusal(
    tx: AsyncConnection, held: HeldAttempt, refused: Refused, now: datetime, settings: CalloutSettings
) -> None:
    outcome = Outcome.REFUSED
    if refused.temporary or refused.stop_everything:
        outcome = Outcome.NOT_SENT  # nothing is wrong with this call: it waits for better times
    elif refused.number_bad:
        outcome = Outcome.BAD_NUMBER
        await mark_bad_number(tx, held.number, str(refused.code or ""), refused.reason, now)
    detail = f"{refused.code}: {refused.reason}" if refused.code else refused.reason
    await apply(tx, held, NotPlaced(outcome), now, settings, because=Because.CARRIER_REFUSED, detail=detail)
