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
from careline.contacts.service import held_because, is_held
from careline.core.callouts import AttemptState, CalloutState, Why
from careline.core.contact import Channel
from careline.core.journal import Because, What
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts, callouts, dial_control
from careline.store.tables.cases import blocks
from careline.store.tables.contacts import opt_outs
from careline.store.tables.feed import customers

CANCELLABLE = (AttemptState.DIALING, AttemptState.UNKNOWN, AttemptState.QUEUED, AttemptState.RINGING)
"""States in which an attempt can still be kept from being answered."""


async def cancel_lost_causes(database: Database, now: datetime, settings: CalloutSettings) -> int:
    """Cancel what must not be called (any more); returns how many callouts were touched."""
    return await end_lost_calls(database, now, settings) + await cancel_planned(database, now)


async def cancel_planned(database: Database, now: datetime) -> int:
    """Cancel planned callouts that must not be called (any more); returns how many."""
    async with database.autocommit() as connection:
        planned = (await connection.execute(_planned_in_vain())).all()
    for row in planned:
        async with database.begin() as tx:
            await _cancel_planned(tx, row.callout_id, Why(row.why), now)
    return len(planned)


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
    """Planned callouts of blocks that are over, of consumers who opted out and to numbers on hold."""
    stopped, number = _stopped(), customers.c.phone
    held = is_held(number, Channel.PHONE)
    why = _why((stopped, Why.OPTED_OUT), (held, held_because(number, Channel.PHONE)), otherwise=Why.BLOCK_OVER)
    return (
        select(callouts.c.callout_id, why)
        .join(blocks, blocks.c.block_id == callouts.c.block_id)
        .join(customers, customers.c.customer_id == callouts.c.customer_id)
        .where(callouts.c.state == CalloutState.PLANNED, or_(blocks.c.ended_at.is_not(None), stopped, held))
    )


@functools.cache
def _ringing_in_vain() -> Select[Any]:
    """Attempts that may still be stopped, whose cause is gone, whose window has closed, or that an operator stops.

    The carrier may hold a call into the night; when its window closes was worked out when it was dialled. A block that
    has given way to another one of its kind is cause enough: `facts.still_blocked` asks the same once it is answered.
    """
    stopped, paused = _stopped(), dial_control.c.paused
    another = blocks.alias("another")
    same = (another.c.order_id == blocks.c.order_id) & (another.c.kind == blocks.c.kind) & another.c.ended_at.is_(None)
    over = and_(blocks.c.ended_at.is_not(None), ~exists().where(same))
    number = attempts.c.number
    held = is_held(number, Channel.PHONE)
    late = attempts.c.window_until <= bindparam("now", type_=attempts.c.window_until.type)
    in_vain = or_(stopped, held, over, late, paused)
    return (
        select(
            attempts.c.attempt_id,
            _why(
                (stopped, Why.OPTED_OUT),
                (held, held_because(number, Channel.PHONE)),
                (over, Why.BLOCK_OVER),
                (paused, Why.PAUSED),
                otherwise=Why.OUTSIDE_WINDOW,
            ),
        )
        .join(callouts, callouts.c.callout_id == attempts.c.callout_id)
        .join(blocks, blocks.c.block_id == callouts.c.block_id)
        .join(dial_control, true())
        .where(attempts.c.ended_at.is_(None), attempts.c.hang_up_why.is_(None))
        .where(or_(and_(attempts.c.state.in_(CANCELLABLE), in_vain), dial_control.c.killed))
    )


def _why(*cases: tuple[ColumnElement[bool], Why | ColumnElement[Any]], otherwise: Why) -> ColumnElement[str]:
    told = [(when, literal(why.value) if isinstance(why, Why) else why) for when, why in cases]
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
    await notify(tx, Topic.CALLOUTS, callout["customer_id"])


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
