"""Handoffs: from the bot into the queue, to an agent, back to the bot or closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, case, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.service import note_found
from careline.conversations.conversation import Conversation, attach_case, change_owner, hold
from careline.core.callouts import Outcome
from careline.core.conversation import Move, Owner
from careline.core.hours import due_by
from careline.core.journal import Because, What
from careline.core.routing import (
    AgentState,
    Waiting,
    corrected,
    priority_of,
    told_wait,
    wait_minutes,
    weight_of,
)
from careline.core.rules import DeskRules
from careline.desk.firsts import firsts_of
from careline.ids import new_id
from careline.store.database import notify
from careline.store.hours import hours_from
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.cases import blocks, cases, journal, promises, remedies
from careline.store.tables.conversations import conversations
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.external_desk import external_talks
from careline.store.tables.feed import orders

PRESENCE = timedelta(seconds=60)
"""An agent who was not seen for longer is not online, whatever the row says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """Where a consumer stands: `position` 1 = next, 0 once an agent has it. With nobody online, `agents_online` is 0.
    `agent_free`: somebody can take them this moment.

    `own_agent` is the name of who has had the matter so far, and goes on with it; None if nobody has. `lately` are the
    last waits of others: (place, agents online, minutes waited). `time_zone` is the consumer's. `schedule` are the
    desk's hours as they were set, None if they were not (careline/store/hours.py).
    """

    position: int
    agents_online: int
    fresh: bool
    own_agent: str | None = None
    lately: tuple[tuple[int, int, float], ...] = ()
    time_zone: str
    agent_free: bool = False
    schedule: Mapping[str, Any] | None = None

    def wait_minutes(self, rules: DeskRules) -> int:
        """How long it takes until an agent has it, as it is told: measured against what happened, and rounded up."""
        if not self.position:
            return 0
        each = rules.minutes_each
        pairs = [(float(wait_minutes(place, staffed, each)), waited) for place, staffed, waited in self.lately]
        return told_wait(corrected(wait_minutes(self.position, self.agents_online, each), pairs))

    def answer_by(self, now: datetime, rules: DeskRules) -> datetime | None:
        """By when a person answers, where nobody is online to say how long it takes; None while somebody is."""
        if self.agents_online or not self.position:
            return None
        return due_by(now, rules.answer_within, hours_from(self.schedule, rules), self.time_zone)


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
    order_id: str | None = None,
) -> Handoff:
    """Put a conversation into the queue, once; asked again, it keeps its place, unless it is danger now.

    Raises IllegalMoveError if closed.

    `why` is a code of the journal, or of another enumeration that careline/core/wording/journal.py words. `said`: the
    consumer's own words, for the agent to see beside it. `order_id`: the order that is talked about; without it what
    was done in this conversation last tells, then what is overdue.
    """
    held = await hold(tx, conversation_id)
    fresh = held.ownership.owner is Owner.BOT
    if held.ownership.owner not in {Owner.QUEUE, Owner.AGENT}:
        held = await change_owner(
            tx, held, Move.REQUEST_PERSON, who="bot", why=why, now=now, by_turn=by_turn, note=said
        )
        await _enqueue(tx, held, why, skill, now, danger=danger, urgent=urgent, order_id=order_id)
        if held.attempt_id:  # on the phone: from now on a person goes on, and no machine rings again
            await note_found(tx, held.attempt_id, Outcome.ASKED_PERSON, now)
    else:
        if held.ownership.owner is Owner.QUEUE and danger:
            await move_up(tx, held, why, now, said=said, danger=True)
        if order_id:
            await talked_about(tx, held, order_id)
    place = await place_in_queue(tx, conversation_id, now, fresh=fresh)
    if fresh:
        told = update(handoffs).where(_open(conversation_id))
        await tx.execute(told.values(place=place.position, staffed=place.agents_online))
    return place


def _open(conversation_id: UUID) -> Any:
    return (handoffs.c.conversation_id == conversation_id) & handoffs.c.ended_at.is_(None)


async def talked_about(tx: AsyncConnection, held: Conversation, order_id: str) -> None:
    """Who waits goes on about another order of theirs: that is the one the agent is shown."""
    own = select(orders.c.order_id).where(orders.c.order_id == order_id, orders.c.customer_id == held.customer_id)
    if (await tx.execute(own)).first() is None:
        return
    await tx.execute(update(handoffs).where(_open(held.conversation_id)).values(order_id=order_id))
    of_order = select(cases.c.case_id).where(cases.c.order_id == order_id, cases.c.closed_at.is_(None))
    case_id = (await tx.execute(of_order)).scalar()
    if case_id:
        await attach_case(tx, held.conversation_id, case_id)


async def move_up(
    tx: AsyncConnection, held: Conversation, why: StrEnum, now: datetime, *, said: str | None = None,
    danger: bool = False,
) -> None:  # fmt: skip
    """Who waited already tells of danger, or was promised what did not come: before others from now on."""
    priority = _priority(why, danger=danger)
    raised = {"priority": priority, "rank": func.greatest(handoffs.c.rank, priority), "why": why}
    lower = handoffs.c.priority < priority
    await tx.execute(update(handoffs).where(_open(held.conversation_id), lower).values(raised))
    await record(
        tx, at=now, who="bot" if danger else "system", what=What.HANDOFF_RAISED, why=why,
        subject=f"conversation:{held.conversation_id}", customer_id=held.customer_id, note=said,
    )  # fmt: skip
    await notify(tx, Topic.DESK, str(held.conversation_id))


def _priority(
    why: StrEnum, *, danger: bool = False, urgent: bool = False, phone: bool = False, blocked: bool = False,
    new_user: bool = False, back: bool = False,
) -> int:  # fmt: skip
    """The priority of a handoff by its reason and what is known of the consumer."""
    legal = danger and why == Because.DANGER_WORDS
    return int(
        priority_of(
            danger=danger and not legal, legal=legal, urgent=urgent, on_the_phone=phone, blocked=blocked,
            new_user=new_user, broken_promise=why == Because.PROMISE_DUE, back=back,
        )
    )  # fmt: skip


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
    tx: AsyncConnection, conversation_id: UUID, agent_id: UUID, *, who: str, why: StrEnum, now: datetime,
    keep: bool = False, aim: dict[str, Any] | None = None, note: str | None = None,
) -> Conversation | None:  # fmt: skip
    """Whom this agent was talking with waits again, since when they had asked; None if the agent has it no more.

    `keep`: the agent is expected back, and stays the dedicated one; else the matter has none from then on, and whoever
    claims it next becomes that. `aim`: the team or skill that it is for now, as columns of the handoff. Its time begins
    anew, and an answer that was promised and given is promised no more.
    """
    held = await hold(tx, conversation_id)
    if held.ownership.agent_id != str(agent_id):
        return None
    held = await change_owner(tx, held, Move.REQUEUE, who=who, why=why, now=now, note=note)
    if not keep:
        theirs = (cases.c.case_id == held.case_id) & (cases.c.agent_id == agent_id)
        await tx.execute(update(cases).where(theirs).values(agent_id=None, agent_until=None))
    again: dict[str, Any] = {"agent_id": None, "assigned_at": None, "dedicated_agent_id": agent_id if keep else None}
    kept = case((handoffs.c.first_reply_at.is_(None), handoffs.c.answer_by))
    again |= {"escalated_at": None, "answer_by": kept} | (aim or {})
    changed = update(handoffs).where(_open(conversation_id)).values(again)
    if not (await tx.execute(changed)).rowcount:  # the agent had stepped in unasked
        await _enqueue(tx, held, why, "general", now)
        await tx.execute(changed)
    return held


async def _enqueue(
    tx: AsyncConnection, held: Conversation, why: StrEnum, skill: str, now: datetime, *, danger: bool = False,
    urgent: bool = False, order_id: str | None = None,
) -> None:  # fmt: skip
    trouble = (
        select(orders.c.order_id, orders.c.new_user, cases.c.agent_id, cases.c.agent_until, cases.c.case_id)
        .select_from(blocks)
        .join(cases, cases.c.case_id == blocks.c.case_id)
        .join(orders, orders.c.order_id == cases.c.order_id)
        .where(cases.c.customer_id == held.customer_id, blocks.c.ended_at.is_(None))
        .order_by(blocks.c.deadline)
    )
    found = (await tx.execute(trouble)).mappings().all()
    about = await _order_talked_about(tx, held, order_id) or (found[0]["order_id"] if found else None)
    own_case = await _open_case_of(tx, about) if about else None
    if own_case and own_case["case_id"] != held.case_id:
        await attach_case(tx, held.conversation_id, own_case["case_id"])
    owners = [own_case, *found] if own_case else found
    dedicated = next((row["agent_id"] for row in owners if _still_theirs(row, now)), None)
    back = await _lately_with(tx, held.customer_id, now)
    priority = _priority(
        why, danger=danger, urgent=urgent, phone=held.channel == "phone", blocked=bool(found),
        new_user=any(row["new_user"] for row in found), back=back is not None,
    )  # fmt: skip
    await tx.execute(
        insert(handoffs).values(
            handoff_id=new_id(), conversation_id=held.conversation_id, dedicated_agent_id=dedicated or back, why=why,
            skill=skill, priority=priority, rank=priority, requested_at=now, order_id=about,
        )
    )  # fmt: skip


def _still_theirs(row: RowMapping, now: datetime) -> bool:
    return row["agent_id"] is not None and (row["agent_until"] is None or row["agent_until"] > now)


async def _open_case_of(tx: AsyncConnection, order_id: str) -> RowMapping | None:
    query = select(cases.c.case_id, cases.c.agent_id, cases.c.agent_until)
    mine = (cases.c.order_id == order_id) & cases.c.closed_at.is_(None)
    return (await tx.execute(query.where(mine))).mappings().first()


async def _order_talked_about(tx: AsyncConnection, held: Conversation, order_id: str | None) -> str | None:
    """The order named, else of the case that the conversation is about, else of what was done or promised here last.

    One that is not the consumer's is none.
    """
    case = select(cases.c.order_id).where(cases.c.case_id == held.case_id, cases.c.closed_at.is_(None))
    here = [
        select(rows.c.order_id).where(rows.c.conversation_id == held.conversation_id).order_by(at.desc()).limit(1)
        for rows, at in ((remedies, remedies.c.requested_at), (promises, promises.c.made_at))
    ]
    named = select(orders.c.order_id).where(orders.c.order_id == order_id, orders.c.customer_id == held.customer_id)
    known = [one.scalar_subquery() for one in (named, case, *here)]
    found: str | None = (await tx.execute(select(func.coalesce(*known)))).scalar_one()
    return found


async def _lately_with(tx: AsyncConnection, customer_id: str, now: datetime) -> UUID | None:
    """Who talked with this consumer last, where that is so short ago that they go on with them."""
    query = (
        select(handoffs.c.agent_id)
        .join(conversations, conversations.c.conversation_id == handoffs.c.conversation_id)
        .join(agents, (agents.c.agent_id == handoffs.c.agent_id) & agents.c.disabled_at.is_(None))
        .where(conversations.c.customer_id == customer_id, handoffs.c.back_until > now)
        .order_by(handoffs.c.ended_at.desc())
        .limit(1)
    )
    return (await tx.execute(query)).scalar()


async def waiting_rows(tx: AsyncConnection, *, here: bool = False) -> Sequence[RowMapping]:
    """Conversations in the queue with their handoffs, in no order. `here`: only those that wait for our own desk."""
    elsewhere = external_talks.c.over_at.is_(None) & (external_talks.c.conversation_id == handoffs.c.conversation_id)
    query = (
        select(handoffs, conversations.c.language, conversations.c.customer_id, conversations.c.channel)
        .join(conversations, conversations.c.conversation_id == handoffs.c.conversation_id)
        .where(handoffs.c.ended_at.is_(None), conversations.c.owner == Owner.QUEUE)
    )
    query = query.where(~exists().where(elsewhere)) if here else query
    return (await tx.execute(query)).mappings().all()


def waiting_from(row: RowMapping) -> Waiting:
    """A row of `waiting_rows` as routing sees it."""
    dedicated = row["dedicated_agent_id"]
    return Waiting(
        conversation_id=str(row["conversation_id"]), priority=row["priority"], rank=row["rank"],
        queued_at=row["requested_at"], channel=row["channel"], language=row["language"], skill=row["skill"],
        team=row["team"], agent_id=str(dedicated) if dedicated else None,
    )  # fmt: skip


# One statement for one consumer: what it costs does not grow with how many others ask.
_PLACE = text(f"""
SELECT cu.time_zone, own.name AS own_agent,
  (SELECT schedule FROM desk_hours ORDER BY version DESC LIMIT 1) AS schedule,
  CASE WHEN c.owner <> 'queue' OR h.handoff_id IS NULL THEN 0 ELSE (
    SELECT count(*) FROM handoffs o JOIN conversations q ON q.conversation_id = o.conversation_id AND q.owner = 'queue'
    WHERE o.ended_at IS NULL AND o.rank >= h.rank
      AND (o.rank > h.rank OR (o.requested_at, o.conversation_id) <= (h.requested_at, h.conversation_id))) END AS place,
  (SELECT count(*) FROM agents a WHERE a.disabled_at IS NULL AND a.online AND a.seen_at > :seen_after) AS agents_online,
  (SELECT count(*) FROM agents a WHERE a.disabled_at IS NULL AND a.online AND a.seen_at > :seen_after
    AND NOT a.outside
    AND (SELECT count(*) FROM conversations m WHERE m.agent_id = a.agent_id AND m.owner = 'agent') < a.capacity)
    AS agents_free,
  ARRAY(SELECT ARRAY[w.place, w.staffed, extract(epoch FROM first.taken_at - w.requested_at) / 60] FROM handoffs w
    {firsts_of("w")} AND first.taken_at > :lately
    WHERE w.assigned_at > :lately AND w.place > 0 AND w.staffed > 0 ORDER BY w.assigned_at DESC LIMIT 20) AS lately
FROM conversations c
JOIN customers cu ON cu.customer_id = c.customer_id
LEFT JOIN handoffs h ON h.conversation_id = c.conversation_id AND h.ended_at IS NULL
LEFT JOIN agents own ON own.agent_id = h.dedicated_agent_id AND own.disabled_at IS NULL
WHERE c.conversation_id = :conversation_id
""").columns(schedule=JSONB)  # noqa: S608
_LATELY = timedelta(hours=4)
"""Waits of longer ago say nothing about now."""


async def place_in_queue(tx: AsyncConnection, conversation_id: UUID, now: datetime, *, fresh: bool = False) -> Handoff:
    """The conversation's place; position 0 once an agent has it."""
    given = {"conversation_id": conversation_id, "seen_after": now - PRESENCE, "lately": now - _LATELY}
    row = (await tx.execute(_PLACE, given)).one()
    return Handoff(
        position=row.place, agents_online=row.agents_online, fresh=fresh, own_agent=row.own_agent,
        time_zone=row.time_zone, schedule=row.schedule,
        agent_free=0 < row.place <= row.agents_free,
        lately=tuple((int(place), int(staffed), float(waited)) for place, staffed, waited in row.lately),
    )  # fmt: skip


async def note_wait_told(tx: AsyncConnection, conversation_id: UUID, minutes: int) -> None:
    """Keep what wait the consumer is told now, so that it can be measured; of several the first one counts."""
    told = func.coalesce(handoffs.c.told_minutes, minutes)
    await tx.execute(update(handoffs).where(_open(conversation_id)).values(told_minutes=told))


async def promise_answer(tx: AsyncConnection, conversation_id: UUID, by: datetime) -> datetime:
    """Note by when somebody answers, as the consumer is told now; returns what was promised first, if anything was.

    desk/keeper.py sees to it that it is kept, or owned up to.
    """
    noted = update(handoffs).where(_open(conversation_id)).values(answer_by=func.coalesce(handoffs.c.answer_by, by))
    promised: datetime | None = (await tx.execute(noted.returning(handoffs.c.answer_by))).scalar()
    return promised or by


async def own_agent_of(tx: AsyncConnection, order_id: str) -> str | None:
    """The name of the dedicated agent of this order's open case; None if there is none."""
    mine = (cases.c.order_id == order_id) & cases.c.closed_at.is_(None)
    query = select(agents.c.name).join(cases, cases.c.agent_id == agents.c.agent_id)
    return (await tx.execute(query.where(mine, agents.c.disabled_at.is_(None)))).scalar()


async def own_agents_of(tx: AsyncConnection, customer_id: str, now: datetime) -> dict[str, str]:
    """By order with an open case, the name of the dedicated agent whose term runs."""
    mine = (cases.c.customer_id == customer_id) & cases.c.closed_at.is_(None)
    running = cases.c.agent_until.is_(None) | (cases.c.agent_until > now)
    query = select(cases.c.order_id, agents.c.name).join(agents, cases.c.agent_id == agents.c.agent_id)
    rows = await tx.execute(query.where(mine, running, agents.c.disabled_at.is_(None)).order_by(cases.c.opened_at))
    return {row.order_id: row.name for row in rows}


async def agent_states(tx: AsyncConnection, now: datetime, rules: DeskRules) -> list[AgentState]:
    """Every enabled agent of our own desk with load and presence."""
    load = (
        select(conversations.c.agent_id, conversations.c.channel, func.count().label("number"))
        .where(conversations.c.owner == Owner.AGENT)
        .group_by(conversations.c.agent_id, conversations.c.channel)
    )
    active: dict[UUID, int] = {}
    for row in await tx.execute(load):
        active[row.agent_id] = active.get(row.agent_id, 0) + row.number * weight_of(row.channel, rules)
    given = (
        select(handoffs.c.agent_id, func.max(handoffs.c.assigned_at).label("at"))
        .where(handoffs.c.assigned_at > now - timedelta(days=1))
        .group_by(handoffs.c.agent_id)
    )
    last = {row.agent_id: row.at for row in await tx.execute(given)}
    query = select(agents).where(agents.c.disabled_at.is_(None), ~agents.c.outside)
    return [
        AgentState(
            agent_id=str(row["agent_id"]),
            online=row["online"] and row["seen_at"] is not None and now - row["seen_at"] < PRESENCE,
            active=active.get(row["agent_id"], 0), capacity=row["capacity"], team=row["team"],
            languages=tuple(row["languages"]), skills=tuple(row["skills"]), last_given_at=last.get(row["agent_id"]),
        )
        for row in (await tx.execute(query)).mappings()
    ]  # fmt: skip


async def end_handoff(tx: AsyncConnection, conversation_id: UUID, reason: str, now: datetime, **values: Any) -> None:
    """The open handoff of a conversation is over; `values` are further columns."""
    ended = update(handoffs).where(_open(conversation_id))
    await tx.execute(ended.values(ended_at=now, end_reason=reason, **values))


async def enqueue_taken(tx: AsyncConnection, held: Conversation, now: datetime) -> None:
    """An agent steps in unasked: the handoff begins with that, unless there is one."""
    if (await tx.execute(select(handoffs.c.handoff_id).where(_open(held.conversation_id)))).first() is None:
        await _enqueue(tx, held, Because.CLAIMED_AT_DESK, "general", now)
