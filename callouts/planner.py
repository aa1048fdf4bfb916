"""Planning: every open block gets a decision, every decision to call a callout, every lost cause a cancellation.

Decisions are made in sets, a few statements for hundreds of blocks, and stand until something changes: `standing` says
for how long, `careline.store.waking` what wakes them. Any number of planners add up: they take orders with SKIP LOCKED,
and the unique index on live callouts lets one of two win. Whoever changes a block holds its order's row.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from importlib.metadata import version
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, bindparam, cast, delete, exists, func, or_, select, union, update
from sqlalchemy import UUID as UUID_COLUMN
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.cancelling import cancel_lost_causes
from callouts.decisions import note_decisions
from callouts.facts import MayDial, Subject, gather_all, subjects_of
from callouts.person import give_to_person
from callouts.policy import Call, Decision, Dont, Facts, decide
from callouts.settings import CalloutSettings
from callouts.standing import decide_again_at
from careline.cases.service import open_blocks_of, order_of_promised_call
from careline.contacts.service import CallbackWish, any_wish, finish_wish, hold_wish, open_wishes
from careline.core.callouts import CalloutState, Why
from careline.core.journal import Because, What
from careline.ids import new_id
from careline.store.bulk import insert_rows, one_of_texts
from careline.store.database import Database, notify
from careline.store.failures import database_lost
from careline.store.journal import journal_rows, record
from careline.store.notices import Topic
from careline.store.orders import load_customer
from careline.store.tables.callouts import callouts, dial_control, wakes
from careline.store.tables.cases import blocks, cases, journal
from careline.store.tables.feed import orders

log = logging.getLogger(__name__)

# What a consumer's one call begins with: money first, then what never left, then what got stuck, then freight.
URGENCY = ("refund", "dispatch", "logistics", "freight")
WISHED = 0
"""The rank of a callout at a time that we promised; the others follow in the order of `URGENCY`."""
WOKEN_AT_ONCE = 500
_NEWEST = 5_000
"""Of how many due blocks, those due last, the most urgent are taken."""
_BAD_ROW_MINUTES = 10


async def plan(
    database: Database, now: datetime, settings: CalloutSettings, may_dial: MayDial, limit: int = 200
) -> int:
    """One round: cancel lost causes, take wishes over, decide about up to `limit` blocks; returns how many."""
    await cancel_lost_causes(database, now, settings)
    planner = Planner(database, settings, may_dial)
    await planner.take_wishes(now)
    return await planner.consider_blocks(now, limit)


class Due(NamedTuple):
    """Whether an order is to be looked at or a block to be decided about, and whether somebody wished for a call."""

    work: bool
    wishes: bool


class Planner:
    """`may_dial` is the carrier's."""

    def __init__(self, database: Database, settings: CalloutSettings, may_dial: MayDial) -> None:
        self._database = database
        self._settings = settings
        self._may_dial = may_dial

    async def wake_if_rules_changed(self, carrier: str, now: datetime) -> int:
        """Decide about every standing "no" again if it was made by other rules, another carrier or another version."""
        by = fingerprint(self._settings, carrier)
        async with self._database.begin() as tx:
            other = dial_control.c.decides_by.is_distinct_from(by)
            if not (await tx.execute(update(dial_control).where(other).values(decides_by=by))).rowcount:
                return 0
        woken = 0
        while True:
            async with self._database.begin() as tx:
                standing = select(blocks.c.order_id).where(blocks.c.ended_at.is_(None), blocks.c.decide_at > now)
                held = select(orders.c.order_id).where(orders.c.order_id.in_(standing.limit(WOKEN_AT_ONCE)))
                locked = held.order_by(orders.c.order_id).with_for_update(skip_locked=True, key_share=True)
                found = (await tx.execute(locked)).scalars().all()
                if not found:
                    return woken
                woken += await _due_at_once(tx, found, now)

    async def anything_due(self, now: datetime) -> Due:
        """One look at everything, that mostly finds nothing."""
        look = exists().where(orders.c.check_at <= now)
        decide_now = exists().where(blocks.c.ended_at.is_(None), blocks.c.decide_at <= now)
        query = select(or_(look, decide_now, exists(select(wakes.c.wake_id))), any_wish())
        async with self._database.autocommit() as connection:
            return Due(*(await connection.execute(query)).one())

    async def consider_blocks(self, now: datetime, limit: int) -> int:
        """Decide about open blocks whose time has come; returns how many."""
        await self._take_wakes(now)
        taken: list[str] = []
        try:
            async with self._database.begin() as tx:
                taken = await _take_orders(tx, now, limit)
                return await self._consider(tx, taken, now)
        except Exception as error:
            if database_lost(error) or not taken:
                raise
        return await self._in_halves(sorted(set(taken)), now)

    async def _in_halves(self, taken: Sequence[str], now: datetime) -> int:
        """After a failure: the same orders in halves, until the one that cannot be worked out is alone."""
        count = 0
        middle = (len(taken) + 1) // 2
        for part in (taken[:middle], taken[middle:]):
            if not part:
                continue
            try:
                async with self._database.begin() as tx:
                    held = select(orders.c.order_id).where(one_of_texts(orders.c.order_id, part))
                    locked = held.with_for_update(skip_locked=True, key_share=True)
                    count += await self._consider(tx, list((await tx.execute(locked)).scalars()), now)
            except Exception as error:
                if database_lost(error):
                    raise
                if len(part) > 1:
                    count += await self._in_halves(part, now)
                    continue
                log.exception("block not decided", extra={"action": "plan_failed", "order_id": part[0]})
                await self._put_off(part[0], now)
                count += 1
        return count

    async def _put_off(self, order_id: str, now: datetime) -> None:
        async with self._database.begin() as tx:
            mine = (blocks.c.order_id == order_id) & blocks.c.ended_at.is_(None)
            later = func.make_interval(0, 0, 0, 0, 0, _BAD_ROW_MINUTES)
            await tx.execute(update(blocks).where(mine).values(considered_at=now, decide_at=now + later))

    async def _consider(self, tx: AsyncConnection, order_ids: Sequence[str], now: datetime) -> int:
        """Decide about the due blocks of these orders, whose rows are held."""
        if not order_ids:
            return 0
        in_hand = exists().where(callouts.c.block_id == blocks.c.block_id, callouts.c.ended_at.is_(None))
        due = (
            select(blocks.c.block_id, in_hand.label("in_hand"))
            .where(one_of_texts(blocks.c.order_id, order_ids), blocks.c.ended_at.is_(None), blocks.c.decide_at <= now)
            .order_by(blocks.c.block_id)
        )
        rows = (await tx.execute(due)).all()
        again: dict[UUID, datetime | None] = {row.block_id: None for row in rows if row.in_hand}
        about = await subjects_of(tx, [row.block_id for row in rows if not row.in_hand])
        about.sort(key=lambda subject: (URGENCY.index(subject.kind), subject.deadline, subject.block_id))
        for subject, facts, decision in await self._decide(tx, about, now):
            again[subject.block_id] = decide_again_at(decision, facts, now)
        await _save_times(tx, again, now)
        return len(rows)

    async def _decide(
        self, tx: AsyncConnection, about: Sequence[Subject], now: datetime, wish: CallbackWish | None = None
    ) -> list[tuple[Subject, Facts, Decision]]:
        """Decide and save, in this order: of several blocks of one consumer the first makes the call."""
        if not about:
            return []
        found = await gather_all(tx, about, now, self._settings, self._may_dial)
        wished_for = wish.wished_for if wish else None
        decided: list[tuple[Subject, Facts, Decision]] = []
        called: set[str] = set()
        for subject in about:
            facts = replace(found[subject.block_id][0], wished_for=wished_for)
            if subject.customer_id in called:
                facts = replace(facts, covered=True)
            decision = decide(facts, now, self._settings.rules)
            if isinstance(decision, Call):
                called.add(subject.customer_id)
            decided.append((subject, facts, decision))
        calls = [(subject, decision) for subject, _, decision in decided if isinstance(decision, Call)]
        won = await _plan_callouts(tx, calls, now, wished_for)
        for n, (subject, facts, decision) in enumerate(decided):
            if isinstance(decision, Call) and subject.block_id not in won:  # another planner was quicker
                decided[n] = subject, facts, Dont(Why.COVERED)
        await note_decisions(tx, decided, now)
        return decided

    async def _take_wakes(self, now: datetime) -> None:
        """Make due at once what somebody has woken. Waits for whoever is deciding about it by older facts."""
        async with self._database.autocommit() as connection:
            some = (await connection.execute(select(exists(select(wakes.c.wake_id))))).scalar_one()
        while some:
            async with self._database.begin() as tx:
                first = select(wakes.c.wake_id).order_by(wakes.c.wake_id).limit(WOKEN_AT_ONCE)
                mine = wakes.c.wake_id.in_(first.with_for_update(skip_locked=True))
                taking = delete(wakes).where(mine).returning(wakes.c.order_id, wakes.c.customer_id)
                taken = (await tx.execute(taking)).all()
                await _due_at_once(tx, await _open_orders(tx, taken), now)
            some = len(taken) == WOKEN_AT_ONCE

    async def take_wishes(self, now: datetime) -> None:
        """Turn callbacks that consumers asked for into callouts, or into work for a person."""
        async with self._database.autocommit() as connection:
            found = await open_wishes(connection)
        for wish_id in found:
            try:
                await self._take_wish(wish_id, now)
            except Exception as error:
                if database_lost(error):
                    raise
                log.exception("wish not planned", extra={"action": "wish_failed", "wish_id": str(wish_id)})
                await self._leave_to_person(wish_id, now)

    async def _take_wish(self, wish_id: UUID, now: datetime) -> None:
        """A callout at the wished time about what they spoke of, else about the block that is most overdue; a person
        where that cannot be."""
        async with self._database.begin() as tx:
            wish = await hold_wish(tx, wish_id)
            if wish is None:
                return
            found = await open_blocks_of(tx, wish.customer_id)
            spoken_of = await order_of_promised_call(tx, wish.customer_id)
            found.sort(key=lambda one: one.order_id != spoken_of)  # keeps the most overdue first
            why: Because | Why | None = Because.NOTHING_BLOCKED
            case_id = None
            for block in found:
                case_id, why = block.case_id, await self._why_not(tx, block.block_id, wish, now)
                if why is not Why.BLOCK_OVER:
                    break
            if why is Why.COVERED:
                return  # a call is planned already; the wish waits for its end
            if why:
                await _ask_person(tx, wish, case_id, why, now)
            await finish_wish(tx, wish_id, now)

    async def _why_not(self, tx: AsyncConnection, block_id: UUID, wish: CallbackWish, now: datetime) -> Why | None:
        """Why this block gets no call at the wished time; None: it has got one."""
        ((_, _, decision),) = await self._decide(tx, await subjects_of(tx, [block_id]), now, wish)
        return decision.why if isinstance(decision, Dont) else None

    async def _leave_to_person(self, wish_id: UUID, now: datetime) -> None:
        async with self._database.begin() as tx:
            if wish := await hold_wish(tx, wish_id):
                await _ask_person(tx, wish, None, Because.PLANNING_FAILED, now)
                await finish_wish(tx, wish_id, now)


def fingerprint(settings: CalloutSettings, carrier: str) -> str:
    """What decisions rest on beside the facts, as a short text: the same in every process of one release."""
    grounds = [version("careline"), carrier, _plainly(settings.rules)]
    return hashlib.sha256(json.dumps(grounds, sort_keys=True).encode()).hexdigest()


def _plainly(value: Any) -> Any:
    """A value of the rules as JSON, sets in an order."""
    if is_dataclass(value):
        return {field.name: _plainly(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plainly(part) for name, part in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(json.dumps(_plainly(part)) for part in value)
    if isinstance(value, (list, tuple)):
        return [_plainly(part) for part in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


async def _take_orders(tx: AsyncConnection, now: datetime, limit: int) -> list[str]:
    """Orders with due blocks that no other planner has, held: new users first, the newest trouble first."""
    newest = (
        select(blocks.c.order_id, blocks.c.deadline)
        .where(blocks.c.ended_at.is_(None), blocks.c.decide_at <= now)
        .order_by(blocks.c.decide_at.desc())
        .limit(_NEWEST)
        .subquery()
    )
    query = (
        select(orders.c.order_id)
        .join(newest, newest.c.order_id == orders.c.order_id)
        .order_by(orders.c.new_user.desc(), newest.c.deadline.desc())
        .limit(limit)
        .with_for_update(of=orders, skip_locked=True, key_share=True)
    )
    return list((await tx.execute(query)).scalars())


async def _open_orders(tx: AsyncConnection, woken: Sequence[Any]) -> Sequence[str]:
    """The orders with open blocks that these wakes are about, held."""
    order_ids = {row.order_id for row in woken if row.order_id}
    customer_ids = {row.customer_id for row in woken if row.customer_id}
    still = blocks.c.ended_at.is_(None)
    of_consumers = (
        select(blocks.c.order_id)
        .join(cases, cases.c.case_id == blocks.c.case_id)
        .where(one_of_texts(cases.c.customer_id, customer_ids), still)
    )
    named = select(blocks.c.order_id).where(one_of_texts(blocks.c.order_id, order_ids), still)
    open_ones = orders.c.order_id.in_(union(of_consumers, named))
    held = select(orders.c.order_id).where(open_ones).order_by(orders.c.order_id).with_for_update(key_share=True)
    return (await tx.execute(held)).scalars().all()


async def _due_at_once(tx: AsyncConnection, order_ids: Sequence[str], now: datetime) -> int:
    if not order_ids:
        return 0
    theirs = one_of_texts(blocks.c.order_id, order_ids) & blocks.c.ended_at.is_(None)
    return int((await tx.execute(update(blocks).where(theirs).values(decide_at=now))).rowcount)


async def _save_times(tx: AsyncConnection, again: Mapping[UUID, datetime | None], now: datetime) -> None:
    if not again:
        return
    ids, times = cast(bindparam("ids"), ARRAY(UUID_COLUMN)), cast(bindparam("times"), ARRAY(TIMESTAMP(timezone=True)))
    told = func.unnest(ids, times).table_valued("block_id", "decide_at", name="told").render_derived()
    saving = update(blocks).where(blocks.c.block_id == told.c.block_id)
    saving = saving.values(considered_at=bindparam("now"), decide_at=told.c.decide_at)
    await tx.execute(saving, {"ids": list(again), "times": list(again.values()), "now": now})


async def _plan_callouts(
    tx: AsyncConnection, calls: Sequence[tuple[Subject, Call]], now: datetime, wished_for: datetime | None
) -> set[UUID]:
    """A consumer's one live callout for each; returns the blocks that have got it, where there was none yet."""
    if not calls:
        return set()
    rows = {
        subject.block_id: {
            "callout_id": str(new_id()), "customer_id": subject.customer_id, "order_id": subject.order_id,
            "block_id": str(subject.block_id), "case_id": str(subject.case_id), "state": CalloutState.PLANNED,
            "due_at": call.at, "wished_for": wished_for, "created_at": now, "attempts_made": 0,
            "rank": WISHED if wished_for else 1 + URGENCY.index(subject.kind), "deadline": subject.deadline,
        }
        for subject, call in calls
    }  # fmt: skip
    live = callouts.c.ended_at.is_(None)
    planning = insert_rows(callouts, list(rows.values()), by="customer_id")
    planning = planning.on_conflict_do_nothing(index_elements=["customer_id"], index_where=live)
    won = set((await tx.execute(planning.returning(callouts.c.block_id))).scalars())
    entries = [
        {
            "what": What.CALLOUT_PLANNED, "why": call.why, "subject": f"callout:{rows[subject.block_id]['callout_id']}",
            "order_id": subject.order_id, "customer_id": subject.customer_id,
            "data": {"due_at": call.at.isoformat(), "block": subject.kind, "block_id": str(subject.block_id)},
        }
        for subject, call in calls if subject.block_id in won
    ]  # fmt: skip
    if entries:
        await tx.execute(insert_rows(journal, journal_rows(entries, at=now, who="system")))
        await notify(tx, Topic.DIALLING, "")
        await notify(tx, Topic.CALLOUTS, "")
    return won


async def _ask_person(
    tx: AsyncConnection, wish: CallbackWish, case_id: UUID | None, why: Because | Why, now: datetime
) -> None:
    """`why` is the reason why no machine calls; the agent reads at once that a call was wished for."""
    customer = await load_customer(tx, wish.customer_id)
    assert customer
    await give_to_person(tx, customer, case_id, Why.CALLBACK_WISHED, "general", now)
    await record(
        tx, at=now, who="system", what=What.CALLBACK_LEFT_TO_PERSON, why=why, subject=f"wish:{wish.wish_id}",
        customer_id=wish.customer_id, data={"wished_for": wish.wished_for.isoformat()},
    )  # fmt: skip


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
