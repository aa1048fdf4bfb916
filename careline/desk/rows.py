"""Rows of the desk's lists: a conversation at a glance. As many statements for fifty rows as for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core import phrases
from careline.core.conversation import Owner
from careline.core.hours import OpenHours
from careline.core.routing import Priority, timer_of
from careline.core.rules import DeskRules
from careline.desk.agents import Agent
from careline.desk.focus import Focus, focuses
from careline.desk.handoffs import SAID
from careline.desk.masking import masked_name
from careline.desk.shapes import LastShown, NameShown, QueueItem, TimerShown, WhoShown
from careline.desk.words import goods_words, priority_words
from careline.store.hours import SCHEDULE, hours_from
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.feed import customers

LAST_WORDS = 200

ORDER = (
    func.coalesce(handoffs.c.rank, int(Priority.NORMAL)).desc(),
    func.coalesce(handoffs.c.requested_at, conversations.c.opened_at),
    conversations.c.conversation_id,
)
"""The order of the queue (core/routing.py, in_order)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whom rows are shown to: an agent, in the language of their page, at an instant."""

    agent: Agent
    language: str
    now: datetime
    rules: DeskRules


async def rows_of(
    tx: AsyncConnection, which: ColumnElement[bool], reader: Reader, *, limit: int | None = None, offset: int = 0
) -> list[QueueItem]:
    """The conversations that `which` names, in the order of the queue."""
    return [row.shown_to(reader.agent) for row in await plain_rows(tx, which, reader, limit=limit, offset=offset)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One conversation as everybody sees it who reads this language; `shown_to` adds what is each agent's own."""

    item: QueueItem
    conversation_id: UUID
    agent_id: UUID | None
    own_agent_id: UUID | None

    def shown_to(self, agent: Agent) -> QueueItem:
        return self.item.model_copy(
            update={
                "dedicated": self.own_agent_id == agent.agent_id,
                "mine": self.agent_id == agent.agent_id,
                "reads": self.item.language in agent.languages,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How rows are worded and timed, for whoever reads them."""

    language: str
    now: datetime
    rules: DeskRules


async def plain_rows(
    tx: AsyncConnection, which: ColumnElement[bool], view: View | Reader, *, limit: int | None = None, offset: int = 0
) -> list[Row]:
    """As `rows_of`, for many readers."""
    threads = await _threads(tx, which, limit, offset)
    if not threads:
        return []
    about = await focuses(tx, threads)
    ids = [row["conversation_id"] for row in threads]
    waits = await _waits(tx, ids)
    names = await _names(tx, threads, about)
    hours = hours_from(threads[0]["schedule"], view.rules)
    return [
        _row(row, about[row["conversation_id"]], waits[row["conversation_id"]], names, view, hours) for row in threads
    ]


async def _threads(
    tx: AsyncConnection, which: ColumnElement[bool], limit: int | None, offset: int
) -> Sequence[RowMapping]:
    """Conversations with their consumers and, as far as a person was asked for, their open handoffs."""
    open_ = and_(handoffs.c.conversation_id == conversations.c.conversation_id, handoffs.c.ended_at.is_(None))
    taken = ("dedicated_agent_id", "order_id", "team", "first_reply_at", "assigned_at")
    query = (
        select(
            conversations,
            customers.c.name,
            customers.c.time_zone,
            SCHEDULE.label("schedule"),
            *(handoffs.c[name] for name in taken),
            func.coalesce(handoffs.c.why, "").label("why"),
            SAID,
            func.coalesce(handoffs.c.skill, "general").label("skill"),
            func.coalesce(handoffs.c.priority, int(Priority.NORMAL)).label("priority"),
            func.coalesce(handoffs.c.rank, int(Priority.NORMAL)).label("rank"),
            func.coalesce(handoffs.c.requested_at, conversations.c.opened_at).label("requested_at"),
        )
        .join(customers, customers.c.customer_id == conversations.c.customer_id)
        .outerjoin(handoffs, open_)
        .where(which)
        .order_by(*ORDER)
        .limit(limit)
        .offset(offset)
    )
    return (await tx.execute(query)).mappings().all()


SAYING_LITTLE = ("request_human", "affirm", "deny", "greet", "thank", "goodbye")
"""What tells a colleague nothing: everybody in the queue has said 转人工."""

# Per conversation: the consumer's last words that say something, when they spoke last, the first that no person has
# answered yet, and since when it is with whom it is. With an agent there are no turns any more, so that everything
# counts as said.
_WAITS = text("""
SELECT c.conversation_id, said.text, last.at, open.at AS open_since, owned.at AS owned_since
FROM unnest(CAST(:ids AS uuid[])) AS c(conversation_id)
LEFT JOIN LATERAL (
  SELECT m.at FROM messages m WHERE m.conversation_id = c.conversation_id AND m.author = 'consumer'
  ORDER BY m.seq DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (
  SELECT recent.text FROM (
    SELECT m.text, m.seq FROM messages m WHERE m.conversation_id = c.conversation_id AND m.author = 'consumer'
    ORDER BY m.seq DESC LIMIT 8) recent
  LEFT JOIN turns t ON t.conversation_id = c.conversation_id AND t.seq = recent.seq
  ORDER BY COALESCE(t.intent, '') = ANY(CAST(:little AS text[])), recent.seq DESC LIMIT 1) said ON true
LEFT JOIN LATERAL (
  SELECT min(m.at) AS at FROM messages m WHERE m.conversation_id = c.conversation_id AND m.author = 'consumer'
    AND m.seq > COALESCE((SELECT max(a.seq) FROM messages a
                          WHERE a.conversation_id = c.conversation_id AND a.author = 'agent'), 0)) open ON true
LEFT JOIN LATERAL (
  SELECT max(j.at) AS at FROM journal j
  WHERE j.subject = 'conversation:' || c.conversation_id AND j.what = 'owner_changed') owned ON true
""")


async def _waits(tx: AsyncConnection, ids: Sequence[UUID]) -> Mapping[UUID, RowMapping]:
    rows = (await tx.execute(_WAITS, {"ids": list(ids), "little": list(SAYING_LITTLE)})).mappings()
    return {row["conversation_id"]: row for row in rows}


async def _names(tx: AsyncConnection, threads: Sequence[RowMapping], about: Mapping[UUID, Focus]) -> Mapping[UUID, str]:
    """The names of the agents that these rows speak of."""
    who = {row[name] for row in threads for name in ("agent_id", "dedicated_agent_id") if row[name]}
    who |= {focus.agent_id for focus in about.values() if focus.agent_id}
    if not who:
        return {}
    query = select(agents.c.agent_id, agents.c.name).where(agents.c.agent_id.in_(who))
    return {row.agent_id: row.name for row in await tx.execute(query)}


def _row(
    row: RowMapping, focus: Focus, waits: RowMapping, names: Mapping[UUID, str], view: View | Reader, hours: OpenHours
) -> Row:
    own = row["dedicated_agent_id"] or focus.agent_id
    since = waiting_since(row, waits)
    item = QueueItem(
        conversation_id=str(row["conversation_id"]),
        channel=row["channel"],
        language=row["language"],
        customer=WhoShown(customer_id=row["customer_id"], name=masked_name(row["name"])),
        new_user=focus.new_user,
        order_id=focus.order_id,
        title=focus.title,
        blocks=list(focus.blocks),
        why=phrases.handoff_why(row["why"], view.language, row["said"]),
        skill=row["skill"],
        priority=row["priority"],
        priority_text=priority_words(row["priority"], view.language),
        rank=row["rank"],
        queued_at=row["requested_at"],
        last=_last(waits),
        dedicated=False,
        mine=False,
        owner=row["owner"],
        agent=_named(names, row["agent_id"]),
        own_agent=_named(names, own),
        team=row["team"],
        order_number=focus.goods.number if focus.goods else None,
        goods=goods_words(focus.goods, view.language) if focus.goods else None,
        waiting_since=since,
        timer=timer_shown(row, since, view, hours),
        reads=True,
        epoch=row["epoch"],
    )
    return Row(item=item, conversation_id=row["conversation_id"], agent_id=row["agent_id"], own_agent_id=own)


def waiting_since(row: RowMapping, waits: RowMapping) -> datetime | None:
    """Since when the consumer waits for a person's word: since they asked while nobody has said anything yet; later in
    the queue since they came back there, with an agent since the first of their words that nobody answered."""
    if row["owner"] not in {Owner.QUEUE, Owner.AGENT}:
        return None
    asked: datetime = row["requested_at"]
    if row["first_reply_at"] is None:
        return asked
    back, since = waits["owned_since"] or asked, waits["open_since"]
    return back if row["owner"] == Owner.QUEUE else since


def timer_shown(row: RowMapping, since: datetime | None, view: View | Reader, hours: OpenHours) -> TimerShown | None:
    """The time that runs for the agent; None where nobody waits for a word."""
    replied = row["first_reply_at"] is not None
    timer = timer_of(since, replied=replied, rules=view.rules, hours=hours, time_zone=row["time_zone"])
    if timer is None:
        return None
    what: Any = "first_reply" if timer.first else "next_reply"
    return TimerShown(what=what, due_at=timer.due_at, late=timer.late(view.now))


def _last(waits: RowMapping) -> LastShown | None:
    if waits["text"] is None:
        return None
    return LastShown(from_="consumer", text=waits["text"][:LAST_WORDS], at=waits["at"])


def _named(names: Mapping[UUID, str], agent_id: UUID | None) -> NameShown | None:
    return NameShown(name=names[agent_id]) if agent_id and agent_id in names else None
