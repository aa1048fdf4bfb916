"""Calls whose cause is gone: planned ones are cancelled, those at the carrier get a row that asks for their end."""

from __future__ import annotations

import functools
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    exists,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import apply, hold_attempt
from callouts.controls import killed
from callouts.decisions import note_refusal
from callouts.follow_ups import end_callout
from callouts.lifecycle import HangUpAsked
from callouts.settings import CalloutSettings
from careline.core.callouts import AttemptState, CalloutState, Why
from careline.core.contact import Channel
from careline.core.journal import Because, What
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.tables.callouts import attempts, callouts, dial_control
from careline.store.tables.cases import blocks
from careline.store.tables.contacts import opt_outs

CANCELLABLE = (AttemptState.DIALING, AttemptState.UNKNOWN, AttemptState.QUEUED, AttemptState.RINGING)
"""States in which an attempt can still be kept from being answered."""


async def cancel_lost_causes(database: Database, now: datetime, settings: CalloutSettings) -> int:
    """Cancel what must not be called (any more); returns how many callouts were touched."""
    ended = await end_lost_calls(database, now, settings)
    async with database.autocommit() as connection:
        planned = (await connection.execute(_planned_in_vain())).all()
    for row in planned:
        async with database.begin() as tx:
            await _cancel_planned(tx, row.callout_id, Why(row.why), now)
    return ended + len(planned)


async def end_lost_calls(database: Database, now: datetime, settings: CalloutSettings) -> int:
    """Ask for the end of calls under way that must not be answered (any more); returns of how many.

    One statement, however many calls are under way, and one transaction for each that is found.
    """
    async with database.autocommit() as connection:
        lost = (await connection.execute(_ringing_in_vain(), {"now": now})).all()
    for row in lost:
        async with database.begin() as tx:
            await ask_hang_up(tx, row.attempt_id, Why(row.why), now, settings)
    return len(lost)


def _stopped() -> ColumnElement[bool]:
    """Whether the callout's consumer has opted out of calls."""
    return exists().where(opt_outs.c.customer_id == callouts.c.customer_id, opt_outs.c.channel == Channel.PHONE)


@functools.cache
def _planned_in_vain() -> Select[Any]:
    """Planned callouts of blocks that are over and of consumers who opted out."""
    stopped = _stopped()
    return (
        select(callouts.c.callout_id, _why((stopped, Why.OPTED_OUT), otherwise=Why.BLOCK_OVER))
        .join(blocks, blocks.c.block_id == callouts.c.block_id)
        .where(callouts.c.state == CalloutState.PLANNED, or_(blocks.c.ended_at.is_not(None), stopped))
    )


@functools.cache
def _ringing_in_vain() -> Select[Any]:
    """Attempts that may still be stopped, whose cause is gone, whose window has closed, or that an operator stops.

    The carrier may hold a call into the night; when its window closes was worked out when it was dialled.
    """
    stopped, over, paused = _stopped(), blocks.c.ended_at.is_not(None), dial_control.c.paused
    late = attempts.c.window_until <= bindparam("now", type_=attempts.c.window_until.type)
    return (
        select(
            attempts.c.attempt_id,
            _why((stopped, Why.OPTED_OUT), (over, Why.BLOCK_OVER), (paused, Why.PAUSED), otherwise=Why.OUTSIDE_WINDOW),
        )
        .join(callouts, callouts.c.callout_id == attempts.c.callout_id)
        .join(blocks, blocks.c.block_id == callouts.c.block_id)
        .join(dial_control, true())
        .where(attempts.c.ended_at.is_(None), attempts.c.hang_up_why.is_(None))
        .where(or_(and_(attempts.c.state.in_(CANCELLABLE), or_(stopped, over, late, paused)), dial_control.c.killed))
    )


def _why(*cases: tuple[ColumnElement[bool], Why], otherwise: Why) -> ColumnElement[str]:
    told = [(when, literal(why.value)) for when, why in cases]
    return case(*told, else_=literal(otherwise.value)).label("why")


async def _cancel_planned(tx: AsyncConnection, callout_id: UUID, why: Why, now: datetime) -> None:
    """Nothing if the dialer or another planner is at it: the dialer asks the same questions itself."""
    planned = (callouts.c.callout_id == callout_id) & (callouts.c.state == CalloutState.PLANNED)
    query = select(callouts).where(planned).with_for_update(skip_locked=True, key_share=True)
    if callout := (await tx.execute(query)).mappings().first():
        await cancel(tx, callout, why, now)


async def cancel(tx: AsyncConnection, callout: RowMapping, why: Why, now: datetime) -> None:
    """End a held, planned callout for a reason, which becomes the decision about its block."""
    await end_callout(tx, callout, CalloutState.CANCELLED, why, now)
    await note_refusal(tx, callout["block_id"], callout["order_id"], why, {}, now)
    await notify(tx, "callouts", callout["customer_id"])


async def ask_hang_up(
    tx: AsyncConnection, attempt_id: UUID, why: Why | Because, now: datetime, settings: CalloutSettings
) -> None:
    """Put it on record that the call has to end; `hang_ups` then tells the carrier, as often as it takes."""
    held = await hold_attempt(tx, attempt_id)
    if held is None or held.attempt.over or held.attempt.hang_up_why:
        return
    if held.attempt.state not in CANCELLABLE and not await killed(tx):
        return
    await apply(tx, held, HangUpAsked(why), now, settings)
    at_once = update(attempts).where(attempts.c.attempt_id == attempt_id).values(polled_at=None)
    await tx.execute(at_once)
    await record(
        tx, at=now, who="system", what=What.HANG_UP_ASKED, why=why, subject=f"callout:{held.callout_id}",
        order_id=held.order_id, customer_id=held.customer_id, data={"attempt_id": str(attempt_id)},
    )  # fmt: skip
