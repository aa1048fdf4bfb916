"""The desk at one instant, for supervisors: who works, who waits, what is late."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.conversation import Owner
from careline.desk.firsts import firsts_of
from careline.desk.handoffs import agent_states
from careline.desk.rows import Reader, Row, plain_rows, rows_of
from careline.desk.shapes import FloorAgent, FloorShown, QueueItem
from careline.desk.views import MOST_ROWS, waiting_total
from careline.store.tables.cases import cases
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agents, handoffs, teams

_DAY = timedelta(days=1)


async def floor_of(tx: AsyncConnection, reader: Reader) -> FloorShown:
    """Everybody's conversations with a person or without one yet, and every agent who has a login."""
    waiting = await rows_of(tx, conversations.c.owner == Owner.QUEUE, reader, limit=MOST_ROWS)
    talks = await plain_rows(tx, conversations.c.owner == Owner.AGENT, reader, limit=MOST_ROWS)
    talking = [row.shown_to(reader.agent) for row in talks]
    oldest = select(func.min(handoffs.c.requested_at)).join(
        conversations, conversations.c.conversation_id == handoffs.c.conversation_id
    )
    in_queue = handoffs.c.ended_at.is_(None) & (conversations.c.owner == Owner.QUEUE)
    return FloorShown(
        agents=await _agents(tx, talks, reader),
        waiting=waiting,
        talking=sorted(talking, key=lambda item: (item.waiting_since is None, item.waiting_since or item.queued_at)),
        waiting_total=await waiting_total(tx),
        oldest_waiting_since=(await tx.execute(oldest.where(in_queue))).scalar(),
        late=sum(_late(item) for item in [*waiting, *talking]),
        within_time=await _within_time(tx, reader),
    )


def _late(item: QueueItem) -> bool:
    return item.timer is not None and item.timer.late


async def _agents(tx: AsyncConnection, talks: list[Row], reader: Reader) -> list[FloorAgent]:
    """Whose a talk is comes with its row: between two statements talks change hands, and agents are hired."""
    owned = select(cases.c.agent_id, func.count().label("number")).where(cases.c.closed_at.is_(None))
    sees = {str(row.agent_id): row.number for row in await tx.execute(owned.group_by(cases.c.agent_id))}
    wait = Counter(str(row.agent_id) for row in talks if row.item.waiting_since)
    late = Counter(str(row.agent_id) for row in talks if _late(row.item))
    states = await agent_states(tx, reader.now, reader.rules)
    rows = {str(row["agent_id"]): row for row in (await tx.execute(select(agents))).mappings()}  # none is ever deleted
    return [
        FloorAgent(
            agent_id=state.agent_id, name=rows[state.agent_id]["name"], role=rows[state.agent_id]["role"],
            state="online" if state.online else "away", active=state.active, capacity=state.capacity,
            team=state.team, skills=list(state.skills), languages=list(state.languages),
            reserved=min(reader.rules.reserved, state.capacity - 1), waiting=wait[state.agent_id],
            late=late[state.agent_id], owned_cases=sees.get(state.agent_id, 0),
            seen_at=rows[state.agent_id]["seen_at"],
        )
        for state in sorted(states, key=lambda state: (not state.online, rows[state.agent_id]["name"]))
    ]  # fmt: skip


_IN_TIME = text(f"""
SELECT count(*), count(*) FILTER (WHERE first.replied_at <= h.requested_at + :within)
FROM handoffs h {firsts_of("h")}
WHERE h.requested_at > :since AND (first.replied_at IS NOT NULL OR h.requested_at + :within < :now)
""")  # noqa: S608


async def _within_time(tx: AsyncConnection, reader: Reader) -> float | None:
    """The share of the last day's handoffs whose first reply came in time; what still waits counts once it is late."""
    given = {"since": reader.now - _DAY, "now": reader.now, "within": reader.rules.first_reply}
    number, in_time = (await tx.execute(_IN_TIME, given)).one()
    return in_time / number if number else None


async def teams_of(tx: AsyncConnection) -> list[str]:
    """The teams that agents are in, or that were made in the page, by name."""
    peopled = select(agents.c.team).where(agents.c.team.is_not(None), agents.c.disabled_at.is_(None))
    return sorted((await tx.execute(peopled.union(select(teams.c.name)))).scalars())
