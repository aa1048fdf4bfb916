"""Planning: every open block gets a decision, every decision to call a callout, every lost cause a cancellation.

Any number of planners may run side by side: rows are taken with SKIP LOCKED, and the unique index on live callouts lets
one of two win.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.cancelling import cancel_lost_causes
from callouts.decisions import note_decision
from callouts.facts import MayDial, Subject, gather, subject_of
from callouts.person import give_to_person
from callouts.policy import Call, Decision, Dont, decide
from callouts.settings import CalloutSettings
from careline.cases.service import open_blocks_of
from careline.contacts.service import Wish, finish_wish, hold_wish, open_wishes
from careline.core.callouts import FINAL_WHY, CalloutState, Why
from careline.core.journal import Because, What
from careline.ids import new_id
from careline.store.database import Database, notify
from careline.store.failures import database_lost
from careline.store.journal import record
from careline.store.orders import load_customer
from careline.store.tables.callouts import callouts
from careline.store.tables.cases import blocks
from careline.store.tables.feed import orders

log = logging.getLogger(__name__)

NEVER_AGAIN = datetime(9999, 12, 31, tzinfo=UTC)
"""In `considered_at`: what was decided stands for as long as the block does."""

# What a consumer's one call begins with: money first, then what never left, then what got stuck, then freight.
_URGENCY = ("refund", "dispatch", "logistics", "freight")


async def plan(
    database: Database, now: datetime, settings: CalloutSettings, may_dial: MayDial, limit: int = 200
) -> int:
    """One round: cancel lost causes, take wishes over, decide about up to `limit` blocks; returns how many."""
    await cancel_lost_causes(database, now, settings)
    planner = Planner(database, settings, may_dial)
    await planner.take_wishes(now)
    return await planner.consider_blocks(now, limit)


class Planner:
    """`may_dial` is the carrier's."""

    def __init__(self, database: Database, settings: CalloutSettings, may_dial: MayDial) -> None:
        self._database = database
        self._settings = settings
        self._may_dial = may_dial

    async def consider_blocks(self, now: datetime, limit: int) -> int:
        """Decide about open blocks that nobody has thought over lately."""
        due = await self._due(now, limit)
        for block_id in due:
            try:
                await self._consider(block_id, now)
            except Exception as error:
                if database_lost(error):
                    raise
                log.exception("block not decided", extra={"action": "plan_failed", "block_id": str(block_id)})
                async with self._database.begin() as tx:
                    await _considered(tx, block_id, now)
        return len(due)

    async def _due(self, now: datetime, limit: int) -> list[UUID]:
        stale = or_(blocks.c.considered_at.is_(None), blocks.c.considered_at <= now - self._settings.reconsider)
        in_hand = exists().where(callouts.c.block_id == blocks.c.block_id, callouts.c.ended_at.is_(None))
        query = (
            select(blocks.c.block_id, blocks.c.kind)
            .where(blocks.c.ended_at.is_(None), stale, ~in_hand)
            .order_by(blocks.c.considered_at.nulls_first(), blocks.c.deadline)
            .limit(limit)
        )
        async with self._database.begin() as tx:
            rows = (await tx.execute(query)).all()
        return [row.block_id for row in sorted(rows, key=lambda row: _URGENCY.index(row.kind))]

    async def _consider(self, block_id: UUID, now: datetime) -> None:
        async with self._database.begin() as tx:
            # The order's row, as whoever ends blocks takes it first too; held by another, it will be our turn later.
            of = select(blocks.c.order_id).where(blocks.c.block_id == block_id, blocks.c.ended_at.is_(None))
            mine = select(orders.c.order_id).where(orders.c.order_id.in_(of))
            if (await tx.execute(mine.with_for_update(skip_locked=True, key_share=True))).first() is None:
                return
            decision = await self._decide(tx, await subject_of(tx, block_id), now)
            for_good = isinstance(decision, Dont) and decision.why in FINAL_WHY
            await _considered(tx, block_id, NEVER_AGAIN if for_good else now)

    async def _decide(
        self, tx: AsyncConnection, subject: Subject, now: datetime, wish: Wish | None = None
    ) -> Decision | None:
        """Decide and save. None: to call, but another planner was quicker, and its callout covers this block."""
        wished_for = wish.wished_for if wish else None
        facts, _ = await gather(tx, subject, now, self._settings, self._may_dial, wished_for=wished_for)
        decision = decide(facts, now, self._settings.rules)
        if isinstance(decision, Call) and not await plan_callout(tx, subject, decision, now, wished_for):
            return None
        await note_decision(tx, subject, facts, decision, now)
        return decision

    async def take_wishes(self, now: datetime) -> None:
        """Turn callbacks that consumers asked for into callouts, or into work for a person."""
        async with self._database.begin() as tx:
            found = await open_wishes(tx)
        for wish_id in found:
            try:
                await self._take_wish(wish_id, now)
            except Exception as error:
                if database_lost(error):
                    raise
                log.exception("wish not planned", extra={"action": "wish_failed", "wish_id": str(wish_id)})
                await self._leave_to_person(wish_id, now)

    async def _take_wish(self, wish_id: UUID, now: datetime) -> None:
        """A callout at the wished time about the block that is most overdue; a person where that cannot be."""
        async with self._database.begin() as tx:
            wish = await hold_wish(tx, wish_id)
            if wish is None:
                return
            found = await open_blocks_of(tx, wish.customer_id)
            if not found:
                await _ask_person(tx, wish, None, Because.NOTHING_BLOCKED, now)
            else:
                decision = await self._decide(tx, await subject_of(tx, found[0].block_id), now, wish)
                if decision is None:
                    return  # a call is planned already; the wish waits for its end
                if isinstance(decision, Dont):
                    await _ask_person(tx, wish, found[0].case_id, decision.why, now)
            await finish_wish(tx, wish_id, now)

    async def _leave_to_person(self, wish_id: UUID, now: datetime) -> None:
        async with self._database.begin() as tx:
            if wish := await hold_wish(tx, wish_id):
                await _ask_person(tx, wish, None, Because.PLANNING_FAILED, now)
                await finish_wish(tx, wish_id, now)


async def _ask_person(tx: AsyncConnection, wish: Wish, case_id: UUID | None, why: Because | Why, now: datetime) -> None:
    """`why` is the reason why no machine calls; the agent reads at once that a call was wished for."""
    customer = await load_customer(tx, wish.customer_id)
    assert customer
    await give_to_person(tx, customer, case_id, Why.CALLBACK_WISHED, "general", now)
    await record(
        tx, at=now, who="system", what=What.CALLBACK_LEFT_TO_PERSON, why=why, subject=f"wish:{wish.wish_id}",
        customer_id=wish.customer_id, data={"wished_for": wish.wished_for.isoformat()},
    )  # fmt: skip


async def plan_callout(
    tx: AsyncConnection, subject: Subject, call: Call, now: datetime, wished_for: datetime | None = None
) -> bool:
    """The consumer's one live callout; False if there is one already."""
    row = {
        "callout_id": new_id(), "customer_id": subject.customer_id, "order_id": subject.order_id,
        "block_id": subject.block_id, "case_id": subject.case_id, "state": CalloutState.PLANNED, "due_at": call.at,
        "wished_for": wished_for, "created_at": now,
    }  # fmt: skip
    live = callouts.c.ended_at.is_(None)
    planning = insert(callouts).values(row).on_conflict_do_nothing(index_elements=["customer_id"], index_where=live)
    if not (await tx.execute(planning)).rowcount:
        return False
    await record(
        tx, at=now, who="system", what=What.CALLOUT_PLANNED, why=call.why,
        subject=f"callout:{row['callout_id']}", order_id=subject.order_id, customer_id=subject.customer_id,
        data={"due_at": call.at.isoformat(), "block": subject.kind, "block_id": str(subject.block_id)},
    )  # fmt: skip
    await notify(tx, "callouts", subject.customer_id)
    return True


async def _considered(tx: AsyncConnection, block_id: UUID, at: datetime) -> None:
    await tx.execute(update(blocks).where(blocks.c.block_id == block_id).values(considered_at=at))


async def leave_wishes_to_people(database: Database, now: datetime) -> int:
    """For a shop without a carrier: every call back that was wished for goes to a person. Returns how many."""
    async with database.begin() as tx:
        found = await open_wishes(tx)
    for wish_id in found:
        async with database.begin() as tx:
            if wish := await hold_wish(tx, wish_id):
                await _ask_person(tx, wish, None, Because.NO_CARRIER, now)
                await finish_wish(tx, wish_id, now)
    return len(found)
