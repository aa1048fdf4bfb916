"""Telling the carrier to end calls that a row asks the end of, as often as it takes to see them ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import RowMapping, exists, or_

from callouts.carrier import Carrier
from callouts.polling import ask_each, claim_for_poll, give_up, take_in
from callouts.settings import CalloutSettings
from careline.core.callouts import AttemptState
from careline.core.journal import Because
from careline.store.database import Database
from careline.store.tables.callouts import attempts, dial_control

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
        await carrier.hang_up(row["call_sid"])
        seen = await carrier.fetch(row["call_sid"])
        if seen:
            await take_in(database, row["attempt_id"], seen, now, settings)
        elif row["intent_at"] <= now - settings.poll_every:  # nobody else looks these up, and one as young may be news
            await give_up(database, row["attempt_id"], Because.CALL_FORGOTTEN, now, settings)

    await ask_each(database, found, end, now, settings, action="hang_up_failed")
    return len(found)
