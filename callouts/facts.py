"""The facts that `policy.decide` wants about one block, as the database has them at this moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.policy import Facts
from callouts.settings import CalloutSettings
from careline.contacts.service import reachability
from careline.core.blocks import BlockKind, find_blocks
from careline.core.callouts import NEVER_PLACED, CalloutState, Outcome
from careline.core.contact import Channel
from careline.core.conversation import Owner
from careline.core.orders import Customer
from careline.core.promises import PromiseState
from careline.core.remedies import ENDS, RemedyState
from careline.store.orders import load_customer, load_order
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import blocks, cases, promises, remedies
from careline.store.tables.conversations import conversations
from careline.store.tables.feed import orders

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
    row = (await tx.execute(subjects().where(blocks.c.block_id == block_id))).mappings().one()
    return Subject(**{**row, "kind": BlockKind(row["kind"])})


async def gather(
    tx: AsyncConnection,
    subject: Subject,
    now: datetime,
    settings: CalloutSettings,
    may_dial: MayDial,
    *,
    callout_id: UUID | None = None,
    not_before: datetime | None = None,
    wished_for: datetime | None = None,
) -> tuple[Facts, Customer]:
    """The facts and the consumer. `callout_id` is the callout that asks, which does not stand in its own way."""
    customer = await load_customer(tx, subject.customer_id)
    assert customer
    told = (await tx.execute(_told(subject, callout_id))).one()
    facts = Facts(
        block_id=subject.block_id,
        kind=subject.kind,
        deadline=subject.deadline,
        still_blocked=await still_blocked(tx, subject, now, settings),
        new_user=subject.new_user,
        who=await reachability(tx, customer, Channel.PHONE, now),
        carrier_refuses=may_dial(customer.phone) if customer.phone else None,
        covered=told.covered,
        with_a_person=told.with_a_person,
        remedy_due=told.remedy_due,
        talked=told.talked,
        finished=Outcome(told.finished) if told.finished else None,
        attempts_made=told.attempts_made,
        not_before=not_before,
        wished_for=wished_for,
    )
    return facts, customer


async def still_blocked(tx: AsyncConnection, subject: Subject, now: datetime, settings: CalloutSettings) -> bool:
    """The row and the order itself, since an event may be in whose block nobody has closed yet."""
    if subject.ended_at is not None:
        return False
    order = await load_order(tx, subject.order_id)
    return order is not None and subject.kind in {b.kind for b in find_blocks(order, now, settings.rules)}


def _told(subject: Subject, callout_id: UUID | None) -> Select[Any]:
    mine = callouts.c.customer_id == subject.customer_id
    other = and_(mine, callouts.c.ended_at.is_(None), callouts.c.callout_id != callout_id if callout_id else mine)
    about = callouts.c.block_id == subject.block_id
    with_person = and_(
        conversations.c.customer_id == subject.customer_id, conversations.c.owner.in_([Owner.QUEUE, Owner.AGENT])
    )
    reached = attempts.c.outcome.is_(None) | attempts.c.outcome.not_in([Outcome.CUT_OFF, Outcome.CANCELLED])
    talked = and_(
        attempts.c.customer_id == subject.customer_id, attempts.c.identified_at >= subject.started_at, reached
    )
    rang = attempts.c.outcome.is_(None) | attempts.c.outcome.not_in(sorted(NEVER_PLACED))
    over = select(blocks.c.calls_over).where(blocks.c.block_id == subject.block_id)
    finished = (
        select(callouts.c.outcome)
        .where(about, callouts.c.state == CalloutState.DONE)
        .order_by(callouts.c.ended_at.desc())
        .limit(1)
    )
    made = (
        select(func.count())
        .select_from(attempts.join(callouts, callouts.c.callout_id == attempts.c.callout_id))
        .where(about, rang)
    )
    return select(
        exists().where(other).label("covered"),
        exists().where(with_person).label("with_a_person"),
        exists().where(talked).label("talked"),
        select(func.max(remedies.c.due_at)).where(_in_hand(subject)).scalar_subquery().label("remedy_due"),
        func.coalesce(over.scalar_subquery(), finished.scalar_subquery()).label("finished"),
        made.scalar_subquery().label("attempts_made"),
    )


_HOLDS_BACK = sorted(set(RemedyState) - ENDS - {RemedyState.FAILED})
"""States in which somebody is at a remedy. What failed at the shop waits for an agent, and the consumer for news."""


def _in_hand(subject: Subject) -> ColumnElement[bool]:
    """Remedies that the consumer was promised an end of, and may still expect.

    Since the deadline was missed, not since we noticed: the consumer may have asked in between. A remedy whose promise
    broke counts again as soon as another promise about it is open.
    """
    mine = promises.c.remedy_id == remedies.c.remedy_id
    broken = exists().where(mine, promises.c.state == PromiseState.BROKEN)
    running = exists().where(mine, promises.c.state == PromiseState.OPEN)
    return and_(
        remedies.c.order_id == subject.order_id,
        remedies.c.state.in_(_HOLDS_BACK),
        remedies.c.requested_at >= subject.deadline,
        or_(~broken, running),
    )
