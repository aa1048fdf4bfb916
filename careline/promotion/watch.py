"""How consumers fare: the turns that ended, from the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.models import Traffic, why_roll_back
from careline.store.database import Database
from careline.store.tables.conversations import TurnState, turns

NOT_UNDERSTOOD = "nlu_fallback"
COMPARED = 500
"""So many turns before the switch are what the ones after it are compared with."""
LOOK_SECONDS = 2.0


async def traffic(tx: AsyncConnection, *, since: datetime | None = None, until: datetime | None = None) -> Traffic:
    """The last turns that ended between two instants, discarded ones left out."""
    ended = select(turns.c.state, turns.c.intent).where(turns.c.state.in_([TurnState.ANSWERED, TurnState.FAILED]))
    if since:
        ended = ended.where(turns.c.finished_at >= since)
    if until:
        ended = ended.where(turns.c.finished_at < until)
    last = ended.order_by(turns.c.finished_at.desc()).limit(COMPARED).subquery()
    query = select(
        func.count(),
        func.count().filter(last.c.intent == NOT_UNDERSTOOD),
        func.count().filter(last.c.state == TurnState.FAILED),
    ).select_from(last)
    all_of_them, not_understood, failed = (await tx.execute(query)).one()
    return Traffic(turns=all_of_them, not_understood=not_understood, failed=failed)


async def watch(
    database: Database, began: datetime, done: datetime, seconds: float, say: Callable[[str], None]
) -> str | None:
    """Look at the turns since the switch was `done` for so long; a reason to go back, as soon as there is one."""
    async with database.begin() as tx:
        before = await traffic(tx, until=began)
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        async with database.begin() as tx:
            since = await traffic(tx, since=done)
        if (why := why_roll_back(before, since)) or asyncio.get_running_loop().time() >= deadline:
            say(f"{since.turns} turns since: {since.not_understood} not understood, {since.failed} failed")
            return why
        await asyncio.sleep(min(LOOK_SECONDS, seconds))
