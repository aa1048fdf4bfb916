"""Telling the carrier to end calls that a row asks the end of, as often as it takes to see them ended."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, exists, or_

from callouts.carrier import Carrier, CarrierError
from callouts.polling import claim_for_poll, side_by_side, take_in
from callouts.settings import CalloutSettings
from careline.core.callouts import AttemptState
from careline.store.database import Database
from careline.store.tables.callouts import attempts, dial_control

log = logging.getLogger(__name__)

AGAIN = timedelta(seconds=5)


async def hang_up_asked(database: Database, carrier: Carrier, settings: CalloutSettings, now: datetime) -> int:
    """End unanswered calls whose end was asked for; returns how many the carrier was told about, several at a time.

    One that was answered meanwhile is left alone: the answer route asks whether it may speak, and says good-bye. Only
    an operator's kill switch ends it in the middle.
    """
    which = (
        attempts.c.hang_up_why.is_not(None)
        & attempts.c.call_sid.is_not(None)
        & or_(attempts.c.state != AttemptState.IN_CALL, exists().where(dial_control.c.killed))
    )
    found = await claim_for_poll(database, which, AGAIN, now)

    async def end(row: RowMapping) -> None:
        try:
            await carrier.hang_up(row["call_sid"])
            seen = await carrier.fetch(row["call_sid"])
        except CarrierError as error:
            log.warning("not hung up yet", extra={"action": "hang_up_failed", "kind": type(error).__name__})
            return
        if seen:
            await take_in(database, row["attempt_id"], seen, now, settings)

    await side_by_side(found, end)
    return len(found)
