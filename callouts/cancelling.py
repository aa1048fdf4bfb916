"""Calls whose cause is gone: planned ones are cancelled, those at the carrier get a row that asks for their end."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, case, exists, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import apply, hold_attempt
from callouts.decisions import note_refusal
from callouts.follow_ups import end_callout
from callouts.lifecycle import HangUpAsked
from callouts.policy import window_open
from callouts.settings import CalloutSettings
from careline.contacts.service import held_because, is_held, reachability
from careline.core.callouts import AttemptState, CalloutState, Why
from careline.core.contact import Channel
from careline.core.journal import Because, What
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.orders import load_customer
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import blocks
from careline.store.tables.contacts import opt_outs
from careline.store.tables.feed import customers

CANCELLABLE = (AttemptState.DIALING, AttemptState.UNKNOWN, AttemptState.QUEUED, AttemptState.RINGING)
"""States in which an attempt can still be kept from being answered."""


async def cancel_lost_causes(database: Database, now: datetime, settings: CalloutSettings) -> int:
    """Cancel what must not be called (any more); returns how many callouts were touched."""
    async with database.begin() as tx:
        lost = [(row.callout_id, row.attempt_id, Why(row.why)) for row in (await tx.execute(_lost())).all()]
        lost += [(row["callout_id"], row["attempt_id"], Why.OUTSIDE_WINDOW) for row in await _late(tx, now, settings)]
    for callout_id, attempt_id, why in lost:
        async with database.begin() as tx:
            if attempt_id:
                await ask_hang_up(tx, attempt_id, why, now, settings)
            else:
                await _cancel_planned(tx, callout_id, why, now)
    return len(lost)


def _lost() -> Select[Any]:
    """Live callouts of blocks that are over, of consumers who opted out and to numbers on hold; each with the attempt
    that may be stopped."""
    number = func.coalesce(attempts.c.number, customers.c.phone)
    held = held_because(number, Channel.PHONE)
    stopped = exists().where(opt_outs.c.customer_id == callouts.c.customer_id, opt_outs.c.channel == Channel.PHONE)
    why = case((stopped, literal(Why.OPTED_OUT.value)), else_=func.coalesce(held, literal(Why.BLOCK_OVER.value)))
    live = and_(attempts.c.callout_id == callouts.c.callout_id, _stoppable())
    return (
        select(callouts.c.callout_id, attempts.c.attempt_id, why.label("why"))
        .join(blocks, blocks.c.block_id == callouts.c.block_id)
        .join(customers, customers.c.customer_id == callouts.c.customer_id)
        .outerjoin(attempts, live)
        .where(callouts.c.ended_at.is_(None))
        .where(or_(blocks.c.ended_at.is_not(None), stopped, is_held(number, Channel.PHONE)))
        .where(or_(callouts.c.state == CalloutState.PLANNED, attempts.c.attempt_id.is_not(None)))
    )


def _stoppable() -> Any:
    return and_(attempts.c.state.in_(CANCELLABLE), attempts.c.hang_up_why.is_(None))


async def _late(tx: AsyncConnection, now: datetime, settings: CalloutSettings) -> list[RowMapping]:
    """Attempts that have not been answered and whose window has closed: the carrier may hold them into the night."""
    late = []
    for row in (await tx.execute(select(attempts).where(_stoppable()))).mappings().all():
        customer = await load_customer(tx, row["customer_id"])
        assert customer
        who = await reachability(tx, customer, Channel.PHONE, now)
        if not who.stopped and not window_open(who, now, settings.rules.contact):
            late.append(row)
    return late


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
    if held is None or held.attempt.state not in CANCELLABLE or held.attempt.hang_up_why:
        return
    await apply(tx, held, HangUpAsked(why), now, settings)
    at_once = update(attempts).where(attempts.c.attempt_id == attempt_id).values(polled_at=None)
    await tx.execute(at_once)
    await record(
        tx, at=now, who="system", what=What.HANG_UP_ASKED, why=why, subject=f"callout:{held.callout_id}",
        order_id=held.order_id, customer_id=held.customer_id, data={"attempt_id": str(attempt_id)},
    )  # fmt: skip
