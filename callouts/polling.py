"""Asking the carrier how a call stands, and taking its answer in like any other news."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import apply, attempt_from, hold_attempt
from callouts.carrier import CallSeen, CallStatus, CarrierError
from callouts.lifecycle import Attempt, GivenUp, Progress, Verdict, advance
from callouts.settings import CalloutSettings
from careline.core.conversation import Owner
from careline.core.journal import Because
from careline.store.database import Database
from careline.store.failures import database_lost
from careline.store.tables.callouts import attempts
from careline.store.tables.conversations import conversations

log = logging.getLogger(__name__)

TOLD_WITHIN = timedelta(seconds=30)
"""How long the carrier tries to tell us of a call's end (15 s a webhook, with its repetitions)."""

AT_ONCE = 5
"""Questions to the carrier that are out at once: a slow one must not hold up the others, nor take all connections."""


async def side_by_side(rows: Sequence[RowMapping], see_to: Callable[[RowMapping], Awaitable[None]]) -> None:
    """See to all rows, a few at a time. Once one raises, no new one is begun, and the first error goes on up."""
    left = iter(rows)

    async def work() -> None:
        for row in left:
            await see_to(row)

    results = await asyncio.gather(*(work() for _ in range(min(AT_ONCE, len(rows)))), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def ask_each(
    database: Database,
    rows: Sequence[RowMapping],
    ask: Callable[[RowMapping], Awaitable[None]],
    now: datetime,
    settings: CalloutSettings,
    *,
    action: str,
) -> None:
    """Ask the carrier about each of these attempts. One that nothing can be learned of keeps no other one waiting, and
    is given up once it is too old: every attempt ends, even if the carrier never answers our questions again."""

    async def safely(row: RowMapping) -> None:
        try:
            await ask(row)
        except Exception as error:
            if isinstance(error, CarrierError):
                log.warning("carrier did not say", extra={"action": action, "kind": type(error).__name__})
            elif database_lost(error):
                raise
            else:
                log.exception("not found out", extra={"action": action})
            if row["intent_at"] <= now - settings.live_at_most:
                await give_up(database, row["attempt_id"], Because.CARRIER_SILENT, now, settings)

    await side_by_side(rows, safely)


async def give_up(
    database: Database, attempt_id: UUID, because: Because, now: datetime, settings: CalloutSettings
) -> None:
    """What became of the attempt stays unknown for ever, unless its end is known by now."""
    async with database.begin() as tx:
        if held := await hold_attempt(tx, attempt_id):
            await apply(tx, held, GivenUp(), now, settings, because=because)


async def anything_live(database: Database) -> bool:
    """Whether a call is under way, or may be: with none, there is nothing to end and nothing to find out."""
    query = select(exists().where(attempts.c.ended_at.is_(None)))
    async with database.autocommit() as connection:
        return bool((await connection.execute(query)).scalar_one())


async def claim_for_poll(
    database: Database, which: ColumnElement[bool], every: timedelta, now: datetime, limit: int = 20
) -> Sequence[RowMapping]:
    """Live attempts of a kind that were not asked about for `every`; by the same commit nobody else asks meanwhile."""
    stale = or_(attempts.c.polled_at.is_(None), attempts.c.polled_at <= now - every)
    stale_ones = (
        select(attempts.c.attempt_id)
        .where(attempts.c.ended_at.is_(None), stale, which)
        .order_by(attempts.c.intent_at)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
        .cte("stale_ones")
    )
    mine = attempts.c.attempt_id.in_(select(stale_ones.c.attempt_id))
    marking = update(attempts).where(mine).values(polled_at=now).returning(attempts)
    async with database.autocommit() as connection:  # one statement: it is asked every second, mostly for nothing
        found: Sequence[RowMapping] = (await connection.execute(marking)).mappings().all()
    return found


def nothing_new(row: RowMapping, seen: CallSeen) -> bool:
    """Whether what the carrier says is what this row of an attempt knows already."""
    known = attempt_from(row)
    at = seen.started_at or known.answered_at or known.rang_at
    if seen.status.over or seen.answered_by != known.answered_by or at is None:
        return False
    return advance(known, Progress(seen.status, seen.call_sid, at), at) == known


async def take_in(
    database: Database, attempt_id: UUID, seen: CallSeen, now: datetime, settings: CalloutSettings
) -> Attempt | None:
    """Apply what the carrier says about a call, as if it had called back.

    That an answered call is over is otherwise told at once. If it was not, nobody was there to be told, nor to answer
    the callee; what has ended just now may still be told.
    """
    at = (seen.ended_at if seen.status.over else seen.started_at) or now
    async with database.begin() as tx:
        held = await hold_attempt(tx, attempt_id)
        if held and seen.answered_by and not held.attempt.over:
            await apply(tx, held, Verdict(seen.answered_by), now, settings)
            held = await hold_attempt(tx, attempt_id)
        if held is None:
            return None
        unheard = seen.status is CallStatus.COMPLETED and await _still_talking(tx, attempt_id)
        if unheard and seen.ended_at and now - seen.ended_at < TOLD_WITHIN:
            return None
        return await apply(tx, held, Progress(seen.status, seen.call_sid, at, unheard=unheard), now, settings)


async def _still_talking(tx: AsyncConnection, attempt_id: UUID) -> bool:
    """Whether the voice had more to say: after its last words the conversation is closed, or a person's."""
    mine = (conversations.c.attempt_id == attempt_id) & (conversations.c.owner == Owner.BOT)
    return bool((await tx.execute(select(exists().where(mine)))).scalar_one())
