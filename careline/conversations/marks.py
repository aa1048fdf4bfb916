"""Who is writing just now, and how far each side has read. Neither is a message, and no transcript tells of it.

Writing is a notice and nothing else: it is stored nowhere. Reading is one row per conversation and side, with the
highest sequence number that was seen. Both come over the open WebSockets, and only while an agent has the conversation.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.strategies import MovingWindowRateLimiter
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.conversation import Owner
from careline.limiting import LoopStorage
from careline.store.database import Database, notify
from careline.store.notices import Topic
from careline.store.tables.conversations import Side, conversations, messages, read_marks

log = logging.getLogger(__name__)

_MOST_WRITING: RateLimitItem = RateLimitItemPerSecond(3, 2)
_MOST_READING: RateLimitItem = RateLimitItemPerSecond(6, 2)
_HIGHEST = 2**62


class _Writing(BaseModel):
    type: Literal["typing"]
    conversation_id: UUID | None = None


class _Reading(BaseModel):
    type: Literal["read"]
    seq: Annotated[int, Field(ge=1, le=_HIGHEST)]
    conversation_id: UUID | None = None


_SAID: TypeAdapter[_Writing | _Reading] = TypeAdapter(Annotated[_Writing | _Reading, Field(discriminator="type")])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the consumer does, for the page of the agent who has them. `seq` is None while they write."""

    conversation_id: str
    agent_id: str
    seq: int | None

    @property
    def key(self) -> str:
        return json.dumps([self.conversation_id, self.agent_id, self.seq])


def mark_from(key: str) -> Mark | None:
    """The mark in a notice; None for what anybody else may have sent."""
    try:
        conversation_id, agent_id, seq = json.loads(key)
    except (ValueError, TypeError):
        return None
    whole = isinstance(seq, int | None)
    return Mark(conversation_id=str(conversation_id), agent_id=str(agent_id), seq=seq) if whole else None


class Marks:
    """What is said over sockets beside messages. Whatever cannot be understood, or comes too fast, is passed over."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._limiter = MovingWindowRateLimiter(LoopStorage())

    async def from_consumer(self, customer_id: str, text: str) -> None:
        said = self._heard(Side.CONSUMER, customer_id, text)
        mine = (conversations.c.customer_id == customer_id) & (conversations.c.channel == "app")
        await self._take(Side.CONSUMER, mine, said)

    async def from_agent(self, agent_id: UUID, text: str) -> None:
        said = self._heard(Side.AGENT, str(agent_id), text)
        if said and said.conversation_id:
            mine = conversations.c.agent_id == agent_id
            await self._take(Side.AGENT, mine & (conversations.c.conversation_id == said.conversation_id), said)

    def _heard(self, side: Side, who: str, text: str) -> _Writing | _Reading | None:
        try:
            said = _SAID.validate_json(text)
        except ValidationError:
            return None
        most = _MOST_WRITING if isinstance(said, _Writing) else _MOST_READING
        return said if self._limiter.hit(most, side, who) else None

    async def _take(self, side: Side, mine: ColumnElement[bool], said: _Writing | _Reading | None) -> None:
        """A mark that is lost is made again with the next one: no socket is closed over it."""
        if said is None:
            return
        try:
            async with self._database.begin() as tx:
                await _noted(tx, side, mine, said, self._clock())
        except Exception as error:  # noqa: BLE001 - a lost database, of whatever kind
            log.warning("mark lost", extra={"action": "mark_lost", "kind": type(error).__name__})


async def _noted(
    tx: AsyncConnection, side: Side, mine: ColumnElement[bool], said: _Writing | _Reading, now: datetime
) -> None:
    names = ("conversation_id", "customer_id", "agent_id")
    query = select(*(conversations.c[name] for name in names)).where(mine, conversations.c.owner == Owner.AGENT)
    row = (await tx.execute(query)).first()
    if row is None:
        return
    seq = None
    if isinstance(said, _Reading):
        seq = await _read(tx, row.conversation_id, side, said.seq, now)
        if seq is None:
            return
    if side is Side.CONSUMER:
        mark = Mark(conversation_id=str(row.conversation_id), agent_id=str(row.agent_id), seq=seq)
        await notify(tx, Topic.MARKS, mark.key)
    else:
        await notify(tx, Topic.WRITING if seq is None else Topic.MESSAGES, row.customer_id)


async def _read(tx: AsyncConnection, conversation_id: UUID, side: Side, seq: int, now: datetime) -> int | None:
    """The new mark, never beyond what was said nor back; None where nothing is new."""
    least: Any = func.least(literal(seq), func.max(messages.c.seq))
    said = select(literal(conversation_id), literal(side.value), least, literal(now)).where(
        messages.c.conversation_id == conversation_id
    )
    marking = insert(read_marks).from_select(
        ["conversation_id", "side", "seq", "at"], said.having(func.max(messages.c.seq).is_not(None))
    )
    put = marking.on_conflict_do_update(
        index_elements=["conversation_id", "side"],
        set_={"seq": marking.excluded.seq, "at": marking.excluded.at},
        where=read_marks.c.seq < marking.excluded.seq,
    )
    new: int | None = (await tx.execute(put.returning(read_marks.c.seq))).scalar_one_or_none()
    return new


def read_by(side: Side, conversation_id: Any) -> Any:
    """How far this side has read the conversation, as a scalar for a statement about it."""
    mine = (read_marks.c.conversation_id == conversation_id) & (read_marks.c.side == side)
    return select(read_marks.c.seq).where(mine).scalar_subquery()
