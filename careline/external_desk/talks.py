"""Rows of talks: opened for who waits, claimed by one worker at a time, moved on with what was acknowledged.

The rows and the messages themselves are the outbox: what has to leave is whatever lies beyond `sent_seq`, in order.
Nothing has to be written when a consumer says something, and nothing can be sent twice because two rows say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

from sqlalchemy import RowMapping, case, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import hold
from careline.core.conversation import Owner
from careline.ids import new_id
from careline.store.database import Database, notify
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts
from careline.store.tables.conversations import Author, conversations, messages
from careline.store.tables.desk import handoffs
from careline.store.tables.external_desk import external_talks

CLAIM = timedelta(seconds=60)
"""Longer than one request and its record take; each record renews it."""
AT_ONCE = 8
"""Talks that one worker tends side by side."""
PASSED_ON = (Author.CONSUMER, Author.BOT)
"""Whose words the external desk gets; what it says itself it knows, and our lines only tell of that."""


class StaleError(Exception):
    """Another worker has this talk by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A claimed row, as the columns say. `doubt`: the try before may have been done without our knowing."""

    talk_id: UUID
    conversation_id: UUID
    customer_id: str
    contact_key: str
    external_id: int | None
    introduced: bool
    sent_seq: int
    sent_id: int
    heard_id: int
    assignee: str | None
    status: str
    owed: str | None
    look_at: datetime | None
    tries: int
    failing_since: datetime | None
    over_at: datetime | None
    over_why: str | None
    ended_at: datetime | None
    claim: UUID
    doubt: bool

    def with_(self, **values: Any) -> Self:
        known = {name: value for name, value in values.items() if name in self.__slots__}
        return replace(self, **known)


async def open_talks(database: Database, now: datetime) -> int:
    """A talk for everybody in the queue who has none yet; returns how many were opened.

    A caller is first rung through to agents of our own desk: their matter waits there once the call is over.
    """
    not_on_the_phone = (conversations.c.channel == "app") | attempts.c.ended_at.is_not(None)
    live = external_talks.c.over_at.is_(None) & (external_talks.c.conversation_id == conversations.c.conversation_id)
    query = (
        select(conversations.c.conversation_id)
        .join(handoffs, handoffs.c.conversation_id == conversations.c.conversation_id)
        .outerjoin(attempts, attempts.c.attempt_id == conversations.c.attempt_id)
        .where(conversations.c.owner == Owner.QUEUE, handoffs.c.ended_at.is_(None), ~exists().where(live))
        .where(not_on_the_phone)
        .order_by(handoffs.c.rank.desc(), handoffs.c.requested_at)
        .limit(50)
    )
    async with database.begin() as tx:
        found = (await tx.execute(query)).scalars().all()
    opened = 0
    for conversation_id in found:
        async with database.begin() as tx:
            held = await hold(tx, conversation_id)
            if held.ownership.owner is not Owner.QUEUE:
                continue
            opened += await begin_talk(
                tx, conversation_id, held.customer_id, now, sent_seq=await _said_last(tx, conversation_id)
            )
    return opened


async def begin_talk(
    tx: AsyncConnection, conversation_id: UUID, customer_id: str, now: datetime, **values: Any
) -> bool:
    """A talk of a held conversation; False if it has one. `values` are further columns."""
    row = {
        "talk_id": new_id(), "conversation_id": conversation_id, "customer_id": customer_id,
        "contact_key": await _key_of(tx, customer_id), "look_at": now, "next_try_at": now, "opened_at": now, **values,
    }  # fmt: skip
    made = insert(external_talks).values(row)
    made = made.on_conflict_do_nothing(
        index_elements=["conversation_id"], index_where=external_talks.c.over_at.is_(None)
    )
    return bool((await tx.execute(made)).rowcount)


async def _key_of(tx: AsyncConnection, customer_id: str) -> str:
    """The desk knows a consumer by one key: the last one, else a new one that nobody can guess."""
    mine = select(external_talks.c.contact_key).where(external_talks.c.customer_id == customer_id)
    found = (await tx.execute(mine.order_by(external_talks.c.opened_at.desc()).limit(1))).scalar()
    return found or str(uuid4())


async def _said_last(tx: AsyncConnection, conversation_id: UUID) -> int:
    """Up to here the introduction tells of it: all but the consumer's last words, which are passed on as theirs."""
    consumers = func.max(case((messages.c.author == Author.CONSUMER, messages.c.seq)))
    query = select(func.coalesce(consumers - 1, func.max(messages.c.seq), 0))
    return int((await tx.execute(query.where(messages.c.conversation_id == conversation_id))).scalar_one())


# What has to be done for a talk: it was never told, or not whole; something lies beyond what was passed on; it is ours
# or the assistant's again; or it is time to look.
_DUE = text("""
SELECT t.talk_id, t.claim IS NOT NULL AS broken_off FROM external_talks t
JOIN conversations c ON c.conversation_id = t.conversation_id
LEFT JOIN agents a ON a.agent_id = c.agent_id
WHERE t.next_try_at <= :now AND (t.claim IS NULL OR t.claimed_until < clock_timestamp()) AND (
  t.look_at <= :now
  OR t.ended_at IS NULL AND (
    NOT t.introduced OR t.over_at IS NOT NULL OR c.owner IN ('bot', 'closed') OR c.owner = 'agent' AND NOT a.outside
    OR EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = t.conversation_id AND m.seq > t.sent_seq
               AND m.author IN ('consumer', 'bot'))))
ORDER BY t.next_try_at, t.talk_id LIMIT :most FOR NO KEY UPDATE OF t SKIP LOCKED
""")


async def claim_due(database: Database, now: datetime, most: int = AT_ONCE) -> list[Talk]:
    """Talks for which there is something to do, claimed; the longest due first."""
    async with database.begin() as tx:
        broken_off = {row.talk_id: row.broken_off for row in await tx.execute(_DUE, {"now": now, "most": most})}
        if not broken_off:
            return []
        taking = (
            update(external_talks)
            .where(external_talks.c.talk_id.in_(broken_off))
            .values(claim=new_id(), claimed_until=func.clock_timestamp() + CLAIM)
            .returning(*external_talks.c)
        )
        rows = (await tx.execute(taking)).mappings().all()
    return [_talk(row, doubt=broken_off[row["talk_id"]] or row["tries"] > 0) for row in rows]


def _talk(row: RowMapping, *, doubt: bool) -> Talk:
    return Talk(doubt=doubt, **{name: row[name] for name in Talk.__slots__ if name != "doubt"})


async def save(tx: AsyncConnection, talk: Talk, **values: Any) -> Talk:
    """Write these columns of a claimed talk and keep the claim; the talk as it is then. Raises StaleError."""
    mine = (external_talks.c.talk_id == talk.talk_id) & (external_talks.c.claim == talk.claim)
    kept = {"claimed_until": func.clock_timestamp() + CLAIM}
    if not (await tx.execute(update(external_talks).where(mine).values(kept | values))).rowcount:
        raise StaleError(StaleError.__doc__)
    return talk.with_(**values)


async def look_later(tx: AsyncConnection, talk: Talk, at: datetime | None) -> None:
    """When to look next, unless a webhook told meanwhile that there is something to see."""
    seen = external_talks.c.look_at.is_not_distinct_from(talk.look_at)
    mine = (external_talks.c.talk_id == talk.talk_id) & seen
    await tx.execute(update(external_talks).where(mine).values(look_at=at))


async def look_soon(tx: AsyncConnection, external_id: int, now: datetime) -> bool:
    """Something happened in this talk of theirs; False if it is none of ours. An earlier talk may have its number."""
    newest = (
        select(external_talks.c.talk_id)
        .where(external_talks.c.external_id == external_id)
        .order_by(external_talks.c.opened_at.desc(), external_talks.c.talk_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    told = update(external_talks).where(external_talks.c.talk_id == newest).values(look_at=now)
    found = bool((await tx.execute(told)).rowcount)
    if found:
        await notify(tx, Topic.EXTERNAL_TALKS, str(external_id))
    return found


async def release(tx: AsyncConnection, talk: Talk, **values: Any) -> None:
    """Give the claim back, if it still is one."""
    mine = (external_talks.c.talk_id == talk.talk_id) & (external_talks.c.claim == talk.claim)
    await tx.execute(update(external_talks).where(mine).values(claim=None, claimed_until=None, **values))
