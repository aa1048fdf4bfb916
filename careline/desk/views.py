"""The queue as one agent sees it: who waits, what is theirs, who else is there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.conversation import Owner
from careline.core.roles import may
from careline.core.routing import weight_of
from careline.core.rules import DeskRules
from careline.desk.agents import Agent
from careline.desk.handoffs import PRESENCE, agent_states
from careline.desk.rows import Reader, rows_of
from careline.desk.service import NotYoursError
from careline.desk.shapes import AgentShown, ColleagueShown, LoadShown, QueueItem, QueueShown, RowsShown
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agents

MOST_ROWS = 500


def agent_shown(agent: Agent) -> AgentShown:
    return AgentShown(
        agent_id=str(agent.agent_id), name=agent.name, role=agent.role, may=may(agent.role), team=agent.team,
        languages=list(agent.languages), skills=list(agent.skills), capacity=agent.capacity,
        state="online" if agent.online else "away",
    )  # fmt: skip


async def queue_of(tx: AsyncConnection, reader: Reader, *, limit: int = MOST_ROWS, offset: int = 0) -> QueueShown:
    """Who waits, `limit` of them from `offset` on in the order in which they are to be served, and the agent's own."""
    mine = await rows_of(tx, _own(reader.agent), reader)
    return QueueShown(
        waiting=await rows_of(tx, _IN_QUEUE, reader, limit=limit, offset=offset),
        waiting_total=await waiting_total(tx),
        mine=sorted(mine, key=lambda item: item.queued_at),
        load=_load(mine, reader),
        online=await colleagues(tx, reader.now, reader.rules),
    )


async def rows_shown(tx: AsyncConnection, reader: Reader, ids: Collection[UUID]) -> RowsShown:
    """These conversations as far as they are in the queue or the agent's own, and which of them are not."""
    wanted = conversations.c.conversation_id.in_(ids)
    rows = await rows_of(tx, and_(wanted, or_(_IN_QUEUE, _own(reader.agent))), reader)
    shown = {row.conversation_id for row in rows}
    return RowsShown(
        rows=rows, gone=sorted(str(one) for one in ids if str(one) not in shown),
        waiting_total=await waiting_total(tx), load=_load(await rows_of(tx, _own(reader.agent), reader), reader),
    )  # fmt: skip


async def item_of(tx: AsyncConnection, reader: Reader, conversation_id: UUID) -> QueueItem:
    """One conversation of the agent's own. Raises NotYoursError."""
    rows = await rows_of(tx, and_(conversations.c.conversation_id == conversation_id, _own(reader.agent)), reader)
    if not rows:
        raise NotYoursError(NotYoursError.__doc__)
    return rows[0]


_IN_QUEUE = conversations.c.owner == Owner.QUEUE


def _own(agent: Agent) -> ColumnElement[bool]:
    return and_(conversations.c.owner == Owner.AGENT, conversations.c.agent_id == agent.agent_id)


def _load(mine: Collection[QueueItem], reader: Reader) -> LoadShown:
    active = sum(weight_of(item.channel, reader.rules) for item in mine)
    return LoadShown(active=active, capacity=reader.agent.capacity)


async def waiting_total(tx: AsyncConnection) -> int:
    """How many wait for a person."""
    return int((await tx.execute(select(func.count()).where(_IN_QUEUE))).scalar_one())


async def colleagues(tx: AsyncConnection, now: datetime, rules: DeskRules) -> list[ColleagueShown]:
    """Agents whose page was open within the last minute, with their load."""
    present = select(agents.c.agent_id, agents.c.name).where(agents.c.seen_at > now - PRESENCE)
    names = {str(row.agent_id): row.name for row in await tx.execute(present)}
    return [
        ColleagueShown(
            agent_id=state.agent_id, name=names[state.agent_id], active=state.active, capacity=state.capacity,
            state="online" if state.online else "away", team=state.team, skills=list(state.skills),
            languages=list(state.languages), reserved=min(rules.reserved, state.capacity - 1),
        )
        for state in sorted(await agent_states(tx, now, rules), key=lambda state: names.get(state.agent_id, ""))
        if state.agent_id in names
    ]  # fmt: skip
