"""What the consumer's app sees: messages beyond a sequence number, who answers, and the place in the queue."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.chat.hub import Hub
from careline.chat.sharing import Looks
from careline.conversations.conversation import Conversation, conversation_from, latest_app
from careline.conversations.marks import read_by
from careline.conversations.service import UnknownConsumerError
from careline.conversations.turns import THINKING
from careline.core.conversation import Owner, assistant_answers
from careline.core.rules import ShopRules
from careline.desk.service import NotInQueueError, leave_queue, place_in_queue
from careline.http.problem import Problem
from careline.store.database import Database
from careline.store.notices import Notice, Topic
from careline.store.orders import load_customer
from careline.store.tables.cases import cases
from careline.store.tables.conversations import Author, Side, chat_tickets, conversations, messages
from careline.store.tables.desk import agents
from careline.store.tables.feed import customers

TICKET_VALID = timedelta(seconds=30)
POLL_SECONDS = 5.0
"""Notifications only wake us; this poll is the truth."""
SHARED_SECONDS = 0.5
"""How old what another device saw may be, where nobody was told of anything since."""
WRITING_SECONDS = 6.0
"""How long somebody counts as writing after the last word of it; their page says so every 3 s."""
Clock = Callable[[], datetime]


class Chat:
    """Reading side of the chat."""

    def __init__(self, database: Database, hub: Hub, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules
        self._hub = hub
        self._looks = Looks[dict[str, Any]]()

    async def news(self, customer_id: str, after: int, now: datetime) -> dict[str, Any]:
        """The contract's answer to GET messages: everything beyond `after`, and the state of the conversation."""
        async with self._database.autocommit() as tx:
            rows = (await tx.execute(_NEWS, {"customer_id": customer_id, "after": after})).mappings().all()
            state = await self._state(tx, conversation_from(rows[0]), rows[0]["thinking"], now) if rows else _NOTHING
            if rows:
                state = {**state, "time_zone": rows[0]["time_zone"]}
        return {**state, "messages": [_message(row) for row in rows if row["seq"] is not None]}

    async def _news_together(self, customer_id: str, after: int, now: datetime, since: float) -> dict[str, Any]:
        """`news`, asked once for all devices that wake together. `since`: how old it may be at most, in loop time."""
        told_at = self._hub.told_at(Topic.MESSAGES, customer_id)
        return await self._looks.look(
            (customer_id, after), max(since, told_at), lambda: self.news(customer_id, after, now)
        )

    async def wait_for_news(
        self, customer_id: str, after: int, wait_seconds: float, clock: Clock, room: asyncio.Event | None = None
    ) -> dict[str, Any]:
        """Like `news`, but waits up to `wait_seconds` for a message, or until `room` is wanted for somebody else."""
        loop = asyncio.get_running_loop()
        deadline, since = loop.time() + wait_seconds, loop.time()
        async with self._hub.subscribe(Topic.MESSAGES, customer_id) as queue:
            while True:
                found = await self._news_together(customer_id, after, clock(), since)
                left = deadline - loop.time()
                if found["messages"] or left <= 0 or self._hub.closing or (room and room.is_set()):
                    return found
                await _next_wake_up(queue, min(left, POLL_SECONDS), room)
                since = loop.time() - SHARED_SECONDS

    async def _state(
        self, tx: AsyncConnection, conversation: Conversation, thinking: bool, now: datetime
    ) -> dict[str, Any]:
        owner = conversation.ownership.owner
        state: dict[str, Any] = {**_NOTHING, "owner": owner}
        if assistant_answers(owner, conversation.channel):
            state["thinking"] = thinking
        if owner is Owner.QUEUE:
            place = await place_in_queue(tx, conversation.conversation_id, now)
            online = place.agents_online > 0
            answer_by = place.answer_by(now, self._rules.desk)
            state["queue"] = {
                "position": place.position,
                "wait_minutes": place.wait_minutes(self._rules.desk) if online else None,
                "own_agent": place.own_agent,
                "answer_by": answer_by.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
                if answer_by
                else None,
            }
        elif owner is Owner.AGENT:
            own = select(cases.c.agent_id).where(cases.c.case_id == conversation.case_id).scalar_subquery()
            read = read_by(Side.AGENT, conversation.conversation_id)
            query = select(agents.c.name, (agents.c.agent_id == own).label("own"), read.label("read_seq"))
            row = (await tx.execute(query.where(agents.c.agent_id == conversation.ownership.agent_id))).one()
            state["agent"] = {"name": row.name, "own": bool(row.own)}
            state["read_seq"] = row.read_seq
        return state

    async def follow(self, customer_id: str, after: int, clock: Clock) -> AsyncIterator[dict[str, Any]]:
        """News as they come, beginning with what there is; ends when this process is about to stop."""
        seen: dict[str, Any] = {}
        loop = asyncio.get_running_loop()
        since, writing_until = loop.time(), 0.0
        found: dict[str, Any] | None = None
        async with self._hub.subscribe(Topic.MESSAGES, customer_id, beside=Topic.WRITING) as queue:
            while not self._hub.closing:
                if found is None:
                    found = await self._news_together(customer_id, after, clock(), since)
                writing_until = 0.0 if _ends_writing(found) else writing_until
                found = {**found, "typing": loop.time() < writing_until}
                if found["messages"] or state_of(found) != seen:
                    yield found
                seen = state_of(found)
                after = max([after, *(message["seq"] for message in found["messages"])])
                came = frozenset[Topic]()
                if len(found["messages"]) < _PAGE:
                    left = writing_until - loop.time()
                    came = await _next_wake_up(queue, min(POLL_SECONDS, left) if left > 0 else POLL_SECONDS)
                if Topic.WRITING in came and seen["owner"] == Owner.AGENT:
                    writing_until = loop.time() + WRITING_SECONDS
                # That an agent writes is in no table: what was found stays as it was.
                found = {**seen, "messages": []} if came == {Topic.WRITING} else None
                since = loop.time() - SHARED_SECONDS

    @property
    def closing(self) -> bool:
        """Whether this process is about to stop; a client should come back to another one, or later."""
        return self._hub.closing

    async def leave_queue(self, customer_id: str, now: datetime) -> None:
        """The consumer goes on with the assistant instead of waiting for a person. Raises NotInQueueError."""
        async with self._database.begin() as tx:
            found = await latest_app(tx, customer_id)
            if found is None or not await leave_queue(tx, found.conversation_id, now):
                raise NotInQueueError(NotInQueueError.__doc__)

    async def new_ticket(self, customer_id: str, now: datetime) -> str:
        """A ticket for one WebSocket, single use, valid for 30 s. Raises UnknownConsumerError."""
        ticket = secrets.token_urlsafe(32)
        async with self._database.begin() as tx:
            await tx.execute(delete(chat_tickets).where(chat_tickets.c.expires_at < now))
            values = {"digest": _digest(ticket), "customer_id": customer_id, "expires_at": now + TICKET_VALID}
            if await load_customer(tx, customer_id) is None:
                raise UnknownConsumerError(UnknownConsumerError.__doc__)
            await tx.execute(insert(chat_tickets).values(values))
        return ticket

    async def use_ticket(self, ticket: str, now: datetime) -> str:
        """Whose ticket this is; it is spent by asking. Raises Problem 401."""
        async with self._database.begin() as tx:
            spending = delete(chat_tickets).where(chat_tickets.c.digest == _digest(ticket))
            row = (await tx.execute(spending.returning(chat_tickets.c.customer_id, chat_tickets.c.expires_at))).first()
        if row is None or row.expires_at < now:
            raise Problem(401, "This ticket is unknown, used or expired; ask for a new one.")
        return str(row.customer_id)


def _ends_writing(found: Mapping[str, Any]) -> bool:
    """Whether what an agent was writing has come, or they have left."""
    return found["owner"] != Owner.AGENT or any(message["from"] == Author.AGENT for message in found["messages"])


async def _next_wake_up(
    queue: asyncio.Queue[Notice], at_most: float, room: asyncio.Event | None = None
) -> frozenset[Topic]:
    """Sleep until something may have changed, `at_most` seconds; the topics of what came, empty after that time. One
    look answers all notices that came meanwhile. With `room` nobody asks for topics."""
    came = list[Notice]()
    if room is None:
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most):
                came.append(await queue.get())
    else:
        waiting = [asyncio.create_task(queue.get()), asyncio.create_task(room.wait())]
        try:
            await asyncio.wait(waiting, timeout=at_most, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
    while not queue.empty():
        came.append(queue.get_nowait())
    # After a lost connection anything may have changed, but nobody has begun to write.
    return frozenset(one.topic for one in came if one.key or one.topic is not Topic.WRITING)


# The present or last conversation in the app and the messages on it, one row each, or one without a message: every
# message is looked for twice, when it comes and when it is answered, so it has to be one statement.
_LATEST = (
    select(conversations, THINKING)
    .where(conversations.c.customer_id == bindparam("customer_id"), conversations.c.channel == "app")
    .order_by(conversations.c.opened_at.desc(), conversations.c.conversation_id.desc())
    .limit(1)
    .subquery()
)
_PAGE = 200
"""Messages read at a time."""
_SHOWN = ("seq", "author", "text", "buttons", "cards", "agent_name", "client_id", "at")
_NEWS = (
    select(_LATEST, customers.c.time_zone, *(messages.c[name] for name in _SHOWN))
    .join(customers, customers.c.customer_id == _LATEST.c.customer_id)
    .outerjoin(
        messages,
        and_(
            messages.c.customer_id == _LATEST.c.customer_id,
            messages.c.channel == "app",
            messages.c.seq > bindparam("after"),
        ),
    )
    .order_by(messages.c.seq)
    .limit(_PAGE)
)

_NOTHING: dict[str, Any] = {
    "owner": Owner.BOT, "thinking": False, "typing": False, "agent": None, "queue": None, "read_seq": None,
    "time_zone": None,
}  # fmt: skip


def state_of(news: dict[str, Any]) -> dict[str, Any]:
    """Everything of an answer but the messages."""
    return {name: value for name, value in news.items() if name != "messages"}


def _message(row: RowMapping) -> dict[str, Any]:
    return {
        "seq": row["seq"],
        "from": row["author"],
        "text": row["text"],
        "buttons": row["buttons"],
        "cards": row["cards"],
        "at": row["at"].isoformat(),
        "agent": {"name": row["agent_name"]} if row["agent_name"] else None,
        "client_id": str(row["client_id"]) if row["client_id"] and row["author"] == "consumer" else None,
    }


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
