"""What has to happen at the desk by itself: who left is replaced, who waits rises, new users get their own agent.

Each step finds whom it is about without locks, then works one conversation or case in a transaction of its own, and
looks again before it acts. So every web process may run it; what two do at once is done once. A row that fails is
postponed, and a step that fails is tried again in the next round.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import hold
from careline.conversations.messages import Outgoing, say
from careline.core.blocks import BlockKind
from careline.core.conversation import Owner
from careline.core.hours import before, known_zone
from careline.core.journal import Because, What
from careline.core.routing import Owning, Priority, assignments, is_gone, owner_for, rank_of
from careline.core.rules import ShopRules
from careline.core.wording.times import instant
from careline.desk.agents import PRESENCE_CHANGED, LoginError
from careline.desk.handoffs import agent_states, back_to_queue, waiting_from, waiting_rows
from careline.desk.lines import Line, line
from careline.desk.postponing import Postponed
from careline.desk.push import Hub
from careline.desk.service import AtCapacityError, Desk, TakenError
from careline.store.database import Database, notify
from careline.store.failures import database_lost, passing
from careline.store.hours import falls_due, open_hours
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.cases import blocks, cases
from careline.store.tables.conversations import Author, conversations
from careline.store.tables.desk import agents, handoffs
from careline.store.tables.feed import customers, orders
from careline.store.tables.transfers import transfers

log = logging.getLogger(__name__)

ROUND_SECONDS = 2.0
"""Who waits is given an agent within this time of one coming online."""
_AT_ONCE = 100
_AGAIN = timedelta(days=1)


class Keeper:
    """Runs the steps in a web process, round after round, and at once where something changed at the desk."""

    def __init__(
        self, desk: Desk, database: Database, hub: Hub, clock: Callable[[], datetime], rules: ShopRules
    ) -> None:
        self._desk = desk
        self._database = database
        self._hub = hub
        self._clock = clock
        self._rules = rules
        self._postponed = Postponed()

    async def run(self) -> None:
        """Work until cancelled; a step that fails is tried again in the next round."""
        async with self._hub.subscribe(Topic.DESK) as notices:
            while True:
                await self.round()
                with suppress(TimeoutError):
                    async with asyncio.timeout(ROUND_SECONDS):
                        await notices.get()
                    if self._rules.desk.assign != "push":  # nothing to do at once
                        await asyncio.sleep(ROUND_SECONDS)
                with suppress(asyncio.QueueEmpty):
                    while True:
                        notices.get_nowait()

    async def round(self) -> None:
        """Each step once."""
        now = self._clock()
        database, rules, postponed = self._database, self._rules, self._postponed
        await self._tried("replace who left", replace_who_left(database, now, rules, postponed))
        await self._tried("raise who waits", raise_who_waits(database, now, rules))
        await self._tried("escalate what is late", escalate(database, now, rules))
        await self._tried("own up to what was promised", own_up(database, now, rules, postponed))
        await self._tried("name own agents", name_own_agents(database, now, rules, postponed))
        if rules.desk.assign == "push":
            await self._tried("give", give_out(self._desk, database, now, rules, postponed))

    async def _tried(self, name: str, work: Awaitable[int]) -> None:
        """Whatever is wrong with a step, the others go on, and so does the process: it serves the pages too."""
        try:
            await work
        except Exception as error:
            told = {"action": name, "kind": type(error).__name__}
            if database_lost(error) or passing(error):
                log.warning("a step of the desk failed", extra=told)
            else:
                log.exception("a step of the desk failed", extra=told)


async def replace_who_left(database: Database, now: datetime, rules: ShopRules, postponed: Postponed) -> int:
    """Whom an agent talks with whose page has died waits again, in the old place; returns how many.

    The agent stays their dedicated one: who comes back goes on first.
    """
    talks = select(conversations.c.agent_id).where(conversations.c.owner == Owner.AGENT)
    query = select(agents).where(agents.c.agent_id.in_(talks), ~agents.c.outside)  # whose desk sees to that
    on_the_phone = select(transfers.c.conversation_id).where(transfers.c.ended_at.is_(None))
    async with database.begin() as tx:
        gone = [
            row for row in (await tx.execute(query)).mappings()
            if is_gone(row["beat_at"], row["seen_at"], now, rules.desk)
        ]  # fmt: skip
        mine = select(conversations.c.conversation_id, conversations.c.agent_id).where(
            conversations.c.owner == Owner.AGENT,
            conversations.c.agent_id.in_([row["agent_id"] for row in gone]),
            conversations.c.conversation_id.not_in(on_the_phone),  # who talks on the phone is there
            conversations.c.conversation_id.not_in(postponed.at(now)),
        )
        left = (await tx.execute(mine)).all() if gone else []
    names = {row["agent_id"]: row["name"] for row in gone}
    number = 0
    for conversation_id, agent_id in left:
        with postponed.trying("replace who left", conversation_id, now):
            async with database.begin() as tx:
                number += await _put_back(tx, conversation_id, agent_id, names[agent_id], now, rules)
    for row in gone:
        async with database.begin() as tx:
            still = (agents.c.agent_id == row["agent_id"]) & (
                func.coalesce(agents.c.beat_at, agents.c.seen_at).is_not_distinct_from(row["beat_at"] or row["seen_at"])
            )
            if (await tx.execute(update(agents).where(still).values(seen_at=None, beat_at=None))).rowcount:
                await notify(tx, Topic.DESK, PRESENCE_CHANGED)
    return number


async def _put_back(
    tx: AsyncConnection, conversation_id: UUID, agent_id: UUID, name: str, now: datetime, rules: ShopRules
) -> bool:
    row = (await tx.execute(select(agents.c.beat_at, agents.c.seen_at).where(agents.c.agent_id == agent_id))).one()
    if not is_gone(row.beat_at, row.seen_at, now, rules.desk):  # back in this moment
        return False
    held = await back_to_queue(tx, conversation_id, agent_id, who="system", why=Because.AGENT_GONE, now=now, keep=True)
    if held is None:
        return False
    words = line(Line.CUT_OFF, held.language, agent=name)
    await say(tx, held, Author.SYSTEM, Outgoing(text=words), now)
    return True


async def raise_who_waits(database: Database, now: datetime, rules: ShopRules) -> int:
    """The rank of who waits grows with the time (core/routing.py); returns of how many it did."""
    async with database.begin() as tx:
        rows = await waiting_rows(tx)
        raised = [
            (row, rank) for row in rows
            if (rank := rank_of(row["priority"], row["requested_at"], now, rules.desk.ages)) > row["rank"]
        ]  # fmt: skip
        for row, rank in raised:
            mine = (handoffs.c.handoff_id == row["handoff_id"]) & handoffs.c.ended_at.is_(None)
            await tx.execute(update(handoffs).where(mine, handoffs.c.rank < rank).values(rank=rank))
            await notify(tx, Topic.DESK, str(row["conversation_id"]))
    return len(raised)


# Who waits for a person's word past its time, and is not marked yet: before the first reply since they asked, in the
# queue once more since they came back there, with an agent since the first of their words that nobody answered. By the
# clock of their zone: see `escalate`. What is shown of it at the desk is `waiting_since` of rows.py.
_LATE = text("""
SELECT h.handoff_id, h.conversation_id, c.customer_id, c.agent_id FROM handoffs h
JOIN conversations c ON c.conversation_id = h.conversation_id AND c.owner IN ('queue', 'agent')
JOIN customers cu ON cu.customer_id = c.customer_id
JOIN unnest(CAST(:zones AS text[]), CAST(:firsts AS timestamptz[]), CAST(:nexts AS timestamptz[]))
  AS since(zone, first, next) ON since.zone = cu.time_zone
WHERE h.ended_at IS NULL AND h.escalated_at IS NULL AND (
  (h.first_reply_at IS NULL AND h.requested_at <= since.first)
  OR (h.first_reply_at IS NOT NULL AND c.owner = 'queue' AND since.next >= COALESCE(
    (SELECT max(j.at) FROM journal j
     WHERE j.subject = 'conversation:' || c.conversation_id AND j.what = 'owner_changed'), h.requested_at))
  OR (h.first_reply_at IS NOT NULL AND c.owner = 'agent' AND EXISTS (
    SELECT 1 FROM messages m WHERE m.conversation_id = c.conversation_id AND m.author = 'consumer'
      AND m.at <= since.next
      AND m.seq > COALESCE((SELECT max(a.seq) FROM messages a
                            WHERE a.conversation_id = c.conversation_id AND a.author = 'agent'), 0))))
ORDER BY h.requested_at LIMIT :most
""")
_ZONES = (
    select(customers.c.time_zone)
    .join(conversations, conversations.c.customer_id == customers.c.customer_id)
    .join(handoffs, handoffs.c.conversation_id == conversations.c.conversation_id)
    .where(handoffs.c.ended_at.is_(None), handoffs.c.escalated_at.is_(None))
    .distinct()
)


async def escalate(database: Database, now: datetime, rules: ShopRules) -> int:
    """What no agent answered in time is on record and shown to supervisors; returns how many became late.

    While the desk is closed no time runs, by the clock of the shop, or of each consumer where the hours name no zone.
    """
    desk = rules.desk
    async with database.begin() as tx:
        zones = list((await tx.execute(_ZONES)).scalars())
        hours = await open_hours(tx, desk)
        given = {
            "zones": zones, "firsts": [before(now, desk.first_reply, hours, known_zone(zone)) for zone in zones],
            "nexts": [before(now, desk.next_reply, hours, known_zone(zone)) for zone in zones], "most": _AT_ONCE,
        }  # fmt: skip
        late = (await tx.execute(_LATE, given)).all() if zones else []
        for row in late:
            mine = (handoffs.c.handoff_id == row.handoff_id) & handoffs.c.escalated_at.is_(None)
            if not (await tx.execute(update(handoffs).where(mine).values(escalated_at=now))).rowcount:
                continue
            await record(
                tx, at=now, who="system", what=What.HANDOFF_LATE, why=Because.NO_REPLY_IN_TIME,
                subject=f"conversation:{row.conversation_id}", customer_id=row.customer_id,
            )  # fmt: skip
            await notify(tx, Topic.DESK, str(row.conversation_id))
    return len(late)


async def own_up(database: Database, now: datetime, rules: ShopRules, postponed: Postponed) -> int:
    """Who was promised somebody's answer by now and still waits hears so, with a new time, and goes before others.

    Broken again, it is a day until the next word: an apology an hour helps nobody. Returns how many were told.
    """
    waits = handoffs.c.ended_at.is_(None) & (handoffs.c.answer_by <= now)
    query = (
        select(handoffs.c.conversation_id, handoffs.c.priority, customers.c.time_zone)
        .join(conversations, conversations.c.conversation_id == handoffs.c.conversation_id)
        .join(customers, customers.c.customer_id == conversations.c.customer_id)
        .where(waits, conversations.c.owner == Owner.QUEUE)
        .where(conversations.c.conversation_id.not_in(postponed.at(now)))
        .order_by(handoffs.c.answer_by)
        .limit(_AT_ONCE)
    )
    async with database.begin() as tx:
        found = (await tx.execute(query)).all()
    told = 0
    for row in found:
        with postponed.trying("own up to what was promised", row.conversation_id, now):
            async with database.begin() as tx:
                told += await _owned_up(tx, row, waits, now, rules)
    return told


async def _owned_up(
    tx: AsyncConnection, row: Row[UUID, int, str], waits: ColumnElement[bool], now: datetime, rules: ShopRules
) -> bool:
    """Whether this one still waited. Raises NoConversationError."""
    held = await hold(tx, row.conversation_id)
    again = row.priority >= Priority.BROKEN_PROMISE
    zone = known_zone(row.time_zone)
    by = await falls_due(tx, now, _AGAIN if again else rules.desk.answer_within, rules.desk, zone)
    mine = (handoffs.c.conversation_id == row.conversation_id) & waits
    raised = {
        "answer_by": by, "priority": func.greatest(handoffs.c.priority, int(Priority.BROKEN_PROMISE)),
        "rank": func.greatest(handoffs.c.rank, int(Priority.BROKEN_PROMISE)),
    }  # fmt: skip
    if held.ownership.owner is not Owner.QUEUE:
        return False
    if not (await tx.execute(update(handoffs).where(mine).values(raised))).rowcount:
        return False
    words = line(Line.LATE, held.language, by=instant(by, now, zone, held.language))
    await say(tx, held, Author.SYSTEM, Outgoing(text=words), now)
    await record(
        tx, at=now, who="system", what=What.HANDOFF_RAISED, why=Because.PROMISE_DUE,
        subject=f"conversation:{row.conversation_id}", customer_id=held.customer_id,
    )  # fmt: skip
    return True


async def name_own_agents(database: Database, now: datetime, rules: ShopRules, postponed: Postponed) -> int:
    """A new user whose order is stuck gets an agent of their own, who sees it through; returns how many did."""
    async with database.begin() as tx:
        states = await agent_states(tx, now, rules.desk)
    read = {language for state in states for language in state.languages}
    ownerless = or_(cases.c.agent_id.is_(None), cases.c.agent_until <= now)
    query = (
        select(cases.c.case_id, cases.c.order_id, cases.c.customer_id, customers.c.locale, blocks.c.kind)
        .join(orders, orders.c.order_id == cases.c.order_id)
        .join(customers, customers.c.customer_id == cases.c.customer_id)
        .join(blocks, (blocks.c.case_id == cases.c.case_id) & blocks.c.ended_at.is_(None))
        .where(cases.c.closed_at.is_(None), orders.c.new_user, ownerless, customers.c.locale.in_(read))
        .where(cases.c.case_id.not_in(postponed.at(now)))
        .order_by(blocks.c.deadline)
        .limit(_AT_ONCE)
    )
    async with database.begin() as tx:
        found = {row.case_id: row for row in (await tx.execute(query)).all()}
        if not found:
            return 0
        owned = select(cases.c.agent_id, func.count().label("number")).where(cases.c.closed_at.is_(None))
        sees = {str(row.agent_id): row.number for row in await tx.execute(owned.group_by(cases.c.agent_id))}
    named = 0
    for row in found.values():
        apt = [Owning(state=state, cases=sees.get(state.agent_id, 0)) for state in states]
        chosen = owner_for(str(BlockKind(row.kind)), row.locale, apt)
        if chosen is None:
            continue
        with postponed.trying("name own agents", row.case_id, now):
            async with database.begin() as tx:
                given = await _owned(tx, row, chosen, ownerless, now, rules)
            if given:
                sees[chosen] = sees.get(chosen, 0) + 1
                named += 1
    return named


async def _owned(
    tx: AsyncConnection,
    row: Row[Any, Any, Any, Any, Any],
    agent_id: str,
    ownerless: ColumnElement[bool],
    now: datetime,
    rules: ShopRules,
) -> bool:
    """Whether the case was still nobody's."""
    still = (cases.c.case_id == row.case_id) & ownerless & cases.c.closed_at.is_(None)
    given = {"agent_id": UUID(agent_id), "agent_until": now + rules.desk.own_term}
    if not (await tx.execute(update(cases).where(still).values(given))).rowcount:
        return False
    await record(
        tx, at=now, who="system", what=What.OWN_AGENT_NAMED, why=Because.NEW_USER_BLOCKED,
        subject=f"case:{row.case_id}", order_id=row.order_id, customer_id=row.customer_id, data={"agent_id": agent_id},
    )  # fmt: skip
    return True


async def give_out(desk: Desk, database: Database, now: datetime, rules: ShopRules, postponed: Postponed) -> int:
    """Who waits is given to whom routing says, where agents are not to pick; returns how many were."""
    async with database.begin() as tx:
        left_alone = set(postponed.at(now))
        rows = [row for row in await waiting_rows(tx, here=True) if row["conversation_id"] not in left_alone]
        waiting = [waiting_from(row) for row in rows]
        states = await agent_states(tx, now, rules.desk) if waiting else []
    given = 0
    for conversation_id, agent_id in assignments(waiting, states, now, rules.desk):
        with (
            postponed.trying("give", UUID(conversation_id), now),
            suppress(TakenError, AtCapacityError, LoginError),
        ):
            await desk.give(UUID(agent_id), UUID(conversation_id), now)
            given += 1
    return given
