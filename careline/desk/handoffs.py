"""Handoffs: from the bot into the queue, to an agent, back to the bot or closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.service import note_found
from careline.conversations.conversation import Conversation, attach_case, change_owner, hold
from careline.core.callouts import Outcome
from careline.core.conversation import Move, Owner
from careline.core.journal import What
from careline.core.routing import AgentState, Priority, Waiting, in_order, priority_of, wait_minutes
from careline.core.rules import DeskRules
from careline.ids import new_id
from careline.store.database import notify
from careline.store.journal import record
from careline.store.tables.cases import blocks, cases, journal
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.feed import orders

PRESENCE = timedelta(seconds=60)
"""An agent who was not seen for longer is not online, whatever the row says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """Where a consumer stands: `position` 1 = next. With nobody online, `agents_online` is 0 and the wait a guess.
    `agent_free`: somebody can take them this moment.

    `own_agent` is the name of who has had the matter so far, and goes on with it; None if nobody has.
    """

    position: int
    agents_online: int
    fresh: bool
    own_agent: str | None = None
    agent_free: bool = False

    def wait_minutes(self, rules: DeskRules) -> int:
        """How long it takes until an agent has it; 0 once one has."""
        return wait_minutes(self.position, self.agents_online, rules.minutes_each) if self.position else 0


async def request_handoff(
    tx: AsyncConnection,
    conversation_id: UUID,
    *,
    why: StrEnum,
    now: datetime,
    danger: bool = False,
    urgent: bool = False,
    said: str | None = None,
    skill: str = "general",
    by_turn: UUID | None = None,
) -> Handoff:
    """Put a conversation into the queue, once; asked again, it keeps its place, unless it is danger now.

    Raises IllegalMoveError if closed.

    `why` is a code of the journal, or of another enumeration that careline/core/wording/journal.py words. `said`: the
    consumer's own words, for the agent to see beside it.
    """
    held = await hold(tx, conversation_id)
    fresh = held.ownership.owner is Owner.BOT
    if held.ownership.owner not in {Owner.QUEUE, Owner.AGENT}:
        held = await change_owner(
            tx, held, Move.REQUEST_PERSON, who="bot", why=why, now=now, by_turn=by_turn, note=said
        )
        await _enqueue(tx, held, why, skill, now, danger=danger, urgent=urgent)
        if held.attempt_id:  # on the phone: from now on a person goes on, and no machine rings again
            await note_found(tx, held.attempt_id, Outcome.ASKED_PERSON, now)
    elif held.ownership.owner is Owner.QUEUE and danger:
        await _move_up(tx, held, why, now, said)
    return await place_in_queue(tx, conversation_id, now, fresh=fresh)


async def _move_up(tx: AsyncConnection, held: Conversation, why: StrEnum, now: datetime, said: str | None) -> None:
    """Who waited already tells of danger: before all others from now on."""
    waits = (handoffs.c.conversation_id == held.conversation_id) & handoffs.c.ended_at.is_(None)
    await tx.execute(update(handoffs).where(waits).values(priority=int(Priority.DANGER), why=why))
    await record(
        tx, at=now, who="bot", what=What.HANDOFF_RAISED, why=why, subject=f"conversation:{held.conversation_id}",
        customer_id=held.customer_id, note=said,
    )  # fmt: skip
    await notify(tx, "desk", str(held.conversation_id))


#: The consumer's own words behind the open handoff, beside columns of `handoffs` and `conversations`.
SAID = (
    select(journal.c.note)
    .where(
        journal.c.customer_id == conversations.c.customer_id,
        journal.c.why == handoffs.c.why,
        journal.c.at >= handoffs.c.requested_at,
        journal.c.what.in_([What.OWNER_CHANGED, What.HANDOFF_RAISED]),
        journal.c.note.is_not(None),
    )
    .order_by(journal.c.at.desc())
    .limit(1)
    .correlate(conversations, handoffs)
    .scalar_subquery()
    .label("said")
)


async def back_to_queue(
    tx: AsyncConnection, conversation_id: UUID, agent_id: UUID, *, who: str, why: StrEnum, now: datetime
) -> bool:
    """Whom this agent was talking with waits again, since when they had asked; False if the agent has it no more.

    The matter has no dedicated agent from then on: whoever claims it next becomes that.
    """
    held = await hold(tx, conversation_id)
    if held.ownership.agent_id != str(agent_id):
        return False
    held = await change_owner(tx, held, Move.REQUEUE, who=who, why=why, now=now)
    theirs = (cases.c.case_id == held.case_id) & (cases.c.agent_id == agent_id)
    await tx.execute(update(cases).where(theirs).values(agent_id=None))
    mine = (handoffs.c.conversation_id == conversation_id) & handoffs.c.ended_at.is_(None)
    again = update(handoffs).where(mine).values(agent_id=None, assigned_at=None, dedicated_agent_id=None)
    if not (await tx.execute(again)).rowcount:  # the agent had stepped in unasked
        await _enqueue(tx, held, why, "general", now, danger=False, urgent=False)
    return True


async def _enqueue(
    tx: AsyncConnection, held: Conversation, why: StrEnum, skill: str, now: datetime, *, danger: bool, urgent: bool
) -> None:
    trouble = (
        select(orders.c.new_user, cases.c.agent_id, cases.c.case_id)
        .select_from(blocks)
        .join(cases, cases.c.case_id == blocks.c.case_id)
        .join(orders, orders.c.order_id == cases.c.order_id)
        .where(cases.c.customer_id == held.customer_id, blocks.c.ended_at.is_(None))
        .order_by(blocks.c.deadline)
    )
    found = (await tx.execute(trouble)).all()
    if found and held.case_id is None:  # the agent should see the trouble that is most overdue
        await attach_case(tx, held.conversation_id, found[0].case_id)
    priority = priority_of(
        danger=danger,
        urgent=urgent,
        on_the_phone=held.channel == "phone",
        blocked=bool(found),
        new_user=any(row.new_user for row in found),
    )
    dedicated = next((row.agent_id for row in found if row.agent_id), None)
    await tx.execute(
        insert(handoffs).values(
            handoff_id=new_id(), conversation_id=held.conversation_id, dedicated_agent_id=dedicated, why=why,
            skill=skill, priority=priority, requested_at=now,
        )
    )  # fmt: skip


async def waiting_rows(tx: AsyncConnection) -> Sequence[RowMapping]:
    """Conversations in the queue with their handoffs, in no order."""
    query = (
        select(handoffs, conversations.c.language, conversations.c.customer_id, conversations.c.channel)
        .join(conversations, conversations.c.conversation_id == handoffs.c.conversation_id)
        .where(handoffs.c.ended_at.is_(None), conversations.c.owner == Owner.QUEUE)
    )
    return (await tx.execute(query)).mappings().all()


def waiting_from(row: RowMapping) -> Waiting:
    return Waiting(conversation_id=str(row["conversation_id"]), priority=row["priority"], queued_at=row["requested_at"])


async def place_in_queue(tx: AsyncConnection, conversation_id: UUID, now: datetime, *, fresh: bool = False) -> Handoff:
    """The conversation's place; position 0 once an agent has it."""
    rows = await waiting_rows(tx)
    queue = in_order(waiting_from(row) for row in rows)
    places = {waiting.conversation_id: place for place, waiting in enumerate(queue, start=1)}
    position = places.get(str(conversation_id), 0)
    states = [state for state in await agent_states(tx, now) if state.online]
    free = sum(state.active < state.capacity for state in states)
    dedicated = next((row["dedicated_agent_id"] for row in rows if row["conversation_id"] == conversation_id), None)
    named = select(agents.c.name).where(agents.c.agent_id == dedicated, agents.c.disabled_at.is_(None))
    own_agent = (await tx.execute(named)).scalar() if dedicated else None
    return Handoff(
        position=position, agents_online=len(states), fresh=fresh, own_agent=own_agent, agent_free=0 < position <= free
    )


async def own_agent_of(tx: AsyncConnection, order_id: str) -> str | None:
    """The name of the dedicated agent of this order's open case; None if there is none."""
    mine = (cases.c.order_id == order_id) & cases.c.closed_at.is_(None)
    query = select(agents.c.name).join(cases, cases.c.agent_id == agents.c.agent_id)
    return (await tx.execute(query.where(mine, agents.c.disabled_at.is_(None)))).scalar()


async def agent_states(tx: AsyncConnection, now: datetime) -> list[AgentState]:
    """Every enabled agent with load and presence."""
    load = (
        select(conversations.c.agent_id, func.count().label("active"))
        .where(conversations.c.owner == Owner.AGENT)
        .group_by(conversations.c.agent_id)
        .subquery()
    )
    query = (
        select(agents, func.coalesce(load.c.active, 0).label("active"))
        .outerjoin(load, load.c.agent_id == agents.c.agent_id)
        .where(agents.c.disabled_at.is_(None))
    )
    return [
        AgentState(
            agent_id=str(row["agent_id"]),
            online=row["online"] and row["seen_at"] is not None and now - row["seen_at"] < PRESENCE,
            active=row["active"],
            capacity=row["capacity"],
        )
        for row in (await tx.execute(query)).mappings()
    ]


async def end_handoff(tx: AsyncConnection, conversation_id: UUID, reason: str, now: datetime) -> None:
    """The open handoff of a conversation is over."""
    mine = (handoffs.c.conversation_id == conversation_id) & handoffs.c.ended_at.is_(None)
    await tx.execute(update(handoffs).where(mine).values(ended_at=now, end_reason=reason))
