"""The queue as one agent sees it: who waits, what is theirs, who else is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core import phrases
from careline.core.conversation import Owner
from careline.core.routing import Priority, in_order
from careline.desk.agents import Agent
from careline.desk.focus import Focus, focuses
from careline.desk.handoffs import PRESENCE, SAID, agent_states, waiting_from
from careline.desk.masking import masked_name
from careline.desk.service import NotYoursError
from careline.desk.shapes import AgentShown, ColleagueShown, LastShown, LoadShown, QueueItem, QueueShown, WhoShown
from careline.store.tables.conversations import conversations, messages
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.feed import customers

_LAST_WORDS = 200


def agent_shown(agent: Agent) -> AgentShown:
    return AgentShown(
        agent_id=str(agent.agent_id), name=agent.name, role=agent.role, languages=list(agent.languages),
        skills=list(agent.skills), capacity=agent.capacity, state="online" if agent.online else "away",
    )  # fmt: skip


async def queue_of(tx: AsyncConnection, agent: Agent, now: datetime, language: str) -> QueueShown:
    """Everybody who waits, in the order in which they are to be served, and the agent's own conversations."""
    rows = await _threads(tx, or_(conversations.c.owner == Owner.QUEUE, _own(agent)))
    items = {item.conversation_id: item for item in await _items(tx, rows, agent, language)}
    queue = in_order(waiting_from(row) for row in rows if row["owner"] == Owner.QUEUE)
    mine = sorted((row for row in rows if row["owner"] == Owner.AGENT), key=lambda row: row["requested_at"])
    return QueueShown(
        waiting=[items[waiting.conversation_id] for waiting in queue],
        mine=[items[str(row["conversation_id"])] for row in mine],
        load=LoadShown(active=len(mine), capacity=agent.capacity),
        online=await _colleagues(tx, now),
    )


async def item_of(tx: AsyncConnection, agent: Agent, conversation_id: UUID, language: str) -> QueueItem:
    """One conversation of the agent's own. Raises NotYoursError."""
    rows = await _threads(tx, and_(conversations.c.conversation_id == conversation_id, _own(agent)))
    if not rows:
        raise NotYoursError(NotYoursError.__doc__)
    return (await _items(tx, rows, agent, language))[0]


def _own(agent: Agent) -> ColumnElement[bool]:
    return and_(conversations.c.owner == Owner.AGENT, conversations.c.agent_id == agent.agent_id)


async def _threads(tx: AsyncConnection, which: ColumnElement[bool]) -> Sequence[RowMapping]:
    """Conversations with their consumers and, as far as a person was asked for, their open handoffs."""
    query = (
        select(
            conversations,
            customers.c.name,
            handoffs.c.dedicated_agent_id,
            func.coalesce(handoffs.c.why, "").label("why"),
            SAID,
            func.coalesce(handoffs.c.skill, "general").label("skill"),
            func.coalesce(handoffs.c.priority, int(Priority.NORMAL)).label("priority"),
            func.coalesce(handoffs.c.requested_at, conversations.c.opened_at).label("requested_at"),
        )
        .join(customers, customers.c.customer_id == conversations.c.customer_id)
        .outerjoin(
            handoffs,
            and_(handoffs.c.conversation_id == conversations.c.conversation_id, handoffs.c.ended_at.is_(None)),
        )
        .where(which)
    )
    return (await tx.execute(query)).mappings().all()


async def _items(tx: AsyncConnection, rows: Sequence[RowMapping], agent: Agent, language: str) -> list[QueueItem]:
    about = await focuses(tx, rows)
    last = await _last_messages(tx, [row["conversation_id"] for row in rows])
    return [
        _item(row, about[row["conversation_id"]], last.get(row["conversation_id"]), agent, language) for row in rows
    ]


def _item(row: RowMapping, focus: Focus, last: LastShown | None, agent: Agent, language: str) -> QueueItem:
    return QueueItem(
        conversation_id=str(row["conversation_id"]),
        channel=row["channel"],
        language=row["language"],
        customer=WhoShown(customer_id=row["customer_id"], name=masked_name(row["name"])),
        new_user=focus.new_user,
        order_id=focus.order_id,
        title=focus.title,
        blocks=list(focus.blocks),
        why=phrases.handoff_why(row["why"], language, row["said"]),
        skill=row["skill"],
        priority=row["priority"],
        queued_at=row["requested_at"],
        last=last,
        dedicated=row["dedicated_agent_id"] == agent.agent_id,
    )


async def _last_messages(tx: AsyncConnection, conversation_ids: Sequence[UUID]) -> dict[UUID, LastShown]:
    query = (
        select(messages.c.conversation_id, messages.c.author, messages.c.text, messages.c.at)
        .ext(distinct_on(messages.c.conversation_id))
        .where(messages.c.conversation_id.in_(conversation_ids))
        .order_by(messages.c.conversation_id, messages.c.seq.desc())
    )
    return {
        row.conversation_id: LastShown(from_=row.author, text=row.text[:_LAST_WORDS], at=row.at)
        for row in await tx.execute(query)
    }


async def _colleagues(tx: AsyncConnection, now: datetime) -> list[ColleagueShown]:
    """Agents whose page was open within the last minute, with their load."""
    present = select(agents.c.agent_id, agents.c.name).where(agents.c.seen_at > now - PRESENCE)
    names = {str(row.agent_id): row.name for row in await tx.execute(present)}
    return [
        ColleagueShown(
            name=names[state.agent_id], active=state.active, capacity=state.capacity,
            state="online" if state.online else "away",
        )
        for state in sorted(await agent_states(tx, now), key=lambda state: names.get(state.agent_id, ""))
        if state.agent_id in names
    ]  # fmt: skip
