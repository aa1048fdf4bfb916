"""The facts that `policy.decide` wants about a block, as the database has them at this moment; loaded in sets."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, RowMapping, Select, and_, bindparam, cast, exists, func, or_, select
from sqlalchemy import UUID as UUID_COLUMN
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.policy import Facts
from callouts.settings import CalloutSettings
from careline.contacts.service import full_caps, reachabilities
from careline.core.blocks import BlockKind, find_blocks
from careline.core.callouts import NEVER_PLACED, CalloutState, Outcome
from careline.core.contact import Channel
from careline.core.conversation import Owner
from careline.core.orders import Customer
from careline.core.promises import PromiseState
from careline.core.remedies import ENDS, RemedyState
from careline.store.orders import load_customers, load_orders
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import blocks, cases, promises, remedies
from careline.store.tables.conversations import conversations
from careline.store.tables.feed import customers, orders

MayDial = Callable[[str], str | None]
"""Why the carrier cannot phone a number, None if it can: `Carrier.may_dial`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One block, and whose it is."""

    block_id: UUID
    case_id: UUID
    order_id: str
    customer_id: str
    kind: BlockKind
    deadline: datetime
    started_at: datetime
    ended_at: datetime | None
    new_user: bool


def subjects() -> Select[Any]:
    """Every block with its order and consumer; callers narrow it down."""
    names = ("block_id", "case_id", "order_id", "kind", "deadline", "started_at", "ended_at")
    return (
        select(*(blocks.c[name] for name in names), orders.c.new_user, cases.c.customer_id)
        .join(cases, cases.c.case_id == blocks.c.case_id)
        .join(orders, orders.c.order_id == blocks.c.order_id)
    )


async def subject_of(tx: AsyncConnection, block_id: UUID) -> Subject:
    return _subject((await tx.execute(subjects().where(blocks.c.block_id == block_id))).mappings().one())


async def subjects_of(tx: AsyncConnection, block_ids: Collection[UUID]) -> list[Subject]:
    """These blocks, in no order."""
    rows = await tx.execute(subjects().where(blocks.c.block_id.in_(block_ids)))
    return [_subject(row) for row in rows.mappings()]


def _subject(row: RowMapping) -> Subject:
    return Subject(**{**row, "kind": BlockKind(row["kind"])})


async def gather_all(
    tx: AsyncConnection,
    about: Sequence[Subject],
    now: datetime,
    settings: CalloutSettings,
    may_dial: MayDial,
    *,
    asking: Sequence[UUID] = (),
) -> dict[UUID, tuple[Facts, Customer]]:
    """The facts about each of these blocks and its consumer, in as many statements as for one.

    `asking` are the callouts that ask, of a consumer each, which do not stand in their own way.
    """
    ids = [subject.block_id for subject in about]
    people = {one.customer_id: one for one in await load_customers(tx, {subject.customer_id for subject in about})}
    reach = await reachabilities(tx, list(people.values()), Channel.PHONE, now)
    blocked = await _still_blocked(tx, about, now, settings)
    full = await full_caps(tx, {who.country for who in reach.values()}, now, settings.rules.contact)
    asked = {"block_ids": ids, "asking": list(asking), "lately": now - settings.rules.calls.block_gap}
    told = {row.block_id: row for row in await tx.execute(_told(), asked)}
    found = {}
    for subject in about:
        customer, row = people[subject.customer_id], told[subject.block_id]
        who = reach[customer.customer_id]
        facts = Facts(
            block_id=subject.block_id,
            kind=subject.kind,
            deadline=subject.deadline,
            still_blocked=subject.block_id in blocked,
            new_user=subject.new_user,
            who=who,
            language=customer.locale,
            carrier_refuses=may_dial(customer.phone) if customer.phone else None,
            covered=row.covered,
            with_a_person=row.with_a_person,
            remedy_due=row.remedy_due,
            talked=row.talked,
            finished=Outcome(row.finished) if row.finished else None,
            attempts_made=row.attempts_made,
            full_until=full.get(who.country),
            rang_about_another=row.rang_about_another,
        )
        found[subject.block_id] = facts, customer
    return found


async def still_blocked(tx: AsyncConnection, subject: Subject, now: datetime, settings: CalloutSettings) -> bool:
    """The row and the order itself, since an event may be in whose block nobody has closed yet.

    A call that has begun goes on where that block has given way to another one of its kind: it speaks of what is stuck
    when it is answered.
    """
    same = (blocks.c.order_id == subject.order_id) & (blocks.c.kind == subject.kind) & blocks.c.ended_at.is_(None)
    row = (await tx.execute(subjects().where(same))).mappings().first()
    return row is not None and bool(await _still_blocked(tx, [_subject(row)], now, settings))


_OF_THE_NUMBER = (Outcome.WRONG_PERSON, Outcome.BAD_NUMBER)
"""What a call found out about a number: nothing about the block once the feed has told another number."""


async def _still_blocked(
    tx: AsyncConnection, about: Sequence[Subject], now: datetime, settings: CalloutSettings
) -> set[UUID]:
    going_on = [subject for subject in about if subject.ended_at is None]
    kinds = {
        order.order_id: {block.kind for block in find_blocks(order, now, settings.rules)}
        for order in await load_orders(tx, {subject.order_id for subject in going_on})
    }
    return {subject.block_id for subject in going_on if subject.kind in kinds.get(subject.order_id, ())}


@functools.cache
def _told() -> Select[Any]:
    """What callouts, attempts, conversations and remedies say about the blocks `block_ids`, one row each.

    What ended with an opt-out says nothing: the opt-out itself does, for as long as it holds.
    `lately` is since when a call about another block is still too near.
    """
    ids = cast(bindparam("block_ids"), ARRAY(UUID_COLUMN))
    asking = cast(bindparam("asking"), ARRAY(UUID_COLUMN))
    of_consumer = callouts.c.customer_id == cases.c.customer_id
    other = and_(of_consumer, callouts.c.ended_at.is_(None), callouts.c.callout_id != func.all(asking))
    about = callouts.c.block_id == blocks.c.block_id
    with_person = and_(
        conversations.c.customer_id == cases.c.customer_id, conversations.c.owner.in_([Owner.QUEUE, Owner.AGENT])
    )
    same_number = (
        exists()
        .where(attempts.c.callout_id == callouts.c.callout_id, attempts.c.number == customers.c.phone)
        .correlate(callouts, customers)
    )
    reached = attempts.c.outcome.is_(None) | attempts.c.outcome.not_in([Outcome.CUT_OFF, Outcome.CANCELLED])
    talked = and_(
        attempts.c.customer_id == cases.c.customer_id, attempts.c.identified_at >= blocks.c.started_at, reached
    )
    finished = (
        select(callouts.c.outcome)
        .where(about, callouts.c.state == CalloutState.DONE, callouts.c.outcome != Outcome.OPTED_OUT)
        .where(or_(callouts.c.outcome.not_in(_OF_THE_NUMBER), same_number))
        .order_by(callouts.c.ended_at.desc())
        .limit(1)
    )
    made = (
        select(func.count())
        .select_from(attempts.join(callouts, callouts.c.callout_id == attempts.c.callout_id))
        .where(about, _rang())
    )
    return (
        select(
            blocks.c.block_id,
            exists().where(other).label("covered"),
            exists().where(with_person).label("with_a_person"),
            exists().where(talked).label("talked"),
            select(func.max(remedies.c.due_at)).where(_in_hand()).scalar_subquery().label("remedy_due"),
            func.coalesce(blocks.c.calls_over, finished.scalar_subquery()).label("finished"),
            made.scalar_subquery().label("attempts_made"),
            func.greatest(
                _rang_about_another(attempts.c.customer_id == cases.c.customer_id),
                _rang_about_another(attempts.c.number == customers.c.phone),
            ).label("rang_about_another"),
        )
        .join(cases, cases.c.case_id == blocks.c.case_id)
        .join(customers, customers.c.customer_id == cases.c.customer_id)
        .where(blocks.c.block_id == func.any(ids))
    )


def _rang() -> ColumnElement[bool]:
    """An attempt that may have rung somewhere."""
    return or_(attempts.c.outcome.is_(None), attempts.c.outcome.not_in(sorted(NEVER_PLACED)))


def _rang_about_another(mine: ColumnElement[bool]) -> ColumnElement[Any]:
    """When the last call about another block rang, after `lately`; by person or by number, as each has its index."""
    lately = bindparam("lately", type_=attempts.c.intent_at.type)
    return (
        select(func.max(attempts.c.intent_at))
        .select_from(attempts.join(callouts, callouts.c.callout_id == attempts.c.callout_id))
        .where(mine, callouts.c.block_id != blocks.c.block_id, attempts.c.intent_at > lately, _rang())
        .scalar_subquery()
    )


_HOLDS_BACK = sorted(set(RemedyState) - ENDS - {RemedyState.FAILED})
"""States in which somebody is at a remedy. What failed at the shop waits for an agent, and the consumer for news."""


def _in_hand() -> ColumnElement[bool]:
    """Remedies that the consumer was promised an end of, and may still expect.

    Since the deadline was missed, not since we noticed: the consumer may have asked in between. A remedy whose promise
    broke counts again as soon as another promise about it is open.
    """
    mine = promises.c.remedy_id == remedies.c.remedy_id
    broken = exists().where(mine, promises.c.state == PromiseState.BROKEN)
    running = exists().where(mine, promises.c.state == PromiseState.OPEN)
    return and_(
        remedies.c.order_id == blocks.c.order_id,
        remedies.c.state.in_(_HOLDS_BACK),
        remedies.c.requested_at >= blocks.c.deadline,
        or_(~broken, running),
    )
