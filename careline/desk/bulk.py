"""One thing done to several conversations: each by the same function as alone, in a transaction of its own, and once.

What is done is a row (`bulk_rows`) in the transaction that does it. So a request that is sent again, because its answer
was lost, does the rest and tells of all of it. What failed is told row by row, and holds nothing of the others up.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import NoConversationError, hold
from careline.core.conversation import IllegalMoveError
from careline.core.rules import ShopRules
from careline.desk.agents import Agent, LoginError
from careline.desk.logins import AGENT
from careline.desk.service import (
    AtCapacityError,
    ColleagueFullError,
    Desk,
    NotThereError,
    NotYoursError,
    OnThePhoneError,
    TakenError,
)
from careline.desk.shapes import AssignIn, CloseIn, TransferIn
from careline.dialogue.shown import Shown
from careline.http.endpoint import Access, Endpoint
from careline.http.language import asked_language
from careline.http.problem import Answers
from careline.store.database import Database
from careline.store.tables.quality import bulk_rows

MOST = 50


class ChangedError(Exception):
    """This conversation has changed hands since you selected it."""


class ReusedBulkError(Exception):
    """This bulk_id was used by somebody else, or for something else; make a new one."""


REFUSALS: tuple[type[Exception], ...] = (
    AtCapacityError, ChangedError, ColleagueFullError, IllegalMoveError, NoConversationError, NotThereError,
    NotYoursError, OnThePhoneError, TakenError,
)  # fmt: skip
"""What may keep one conversation back without being anything wrong with the others."""


class PickIn(BaseModel):
    """A conversation with the epoch at which the agent saw it."""

    model_config = ConfigDict(extra="forbid")

    conversation_id: UUID
    epoch: Annotated[int, Field(ge=0, le=2**31 - 1)]


class _BulkIn(BaseModel):
    """The same bulk_id again does what is left."""

    model_config = ConfigDict(extra="forbid")

    bulk_id: UUID
    picks: Annotated[list[PickIn], Field(min_length=1, max_length=MOST)]


class BulkCloseIn(_BulkIn, CloseIn):
    pass


class BulkTransferIn(_BulkIn, TransferIn):
    pass


class BulkAssignIn(_BulkIn, AssignIn):
    pass


class BulkRow(Shown):
    """`problem`: why not, in the agent's language."""

    conversation_id: str
    done: bool
    problem: str | None


class BulkShown(Shown):
    rows: list[BulkRow]


Deed = Callable[[AsyncConnection, UUID], Awaitable[None]]
What = Literal["close", "transfer", "assign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkWish:
    """`to`: an agent whose row is locked before the conversation's, as the deed itself does it."""

    bulk_id: UUID
    what: What
    picks: Sequence[PickIn]
    to: UUID | None
    deed: Deed


class Bulk:
    """Conversation by conversation, in the order they were picked."""

    def __init__(self, database: Database, desk: Desk) -> None:
        self._database = database
        self._desk = desk

    async def do(self, agent: Agent, wish: BulkWish, now: datetime) -> dict[UUID, Exception | None]:
        """By conversation, None where it is done, now or before, else why not. Raises ReusedBulkError."""
        await self._own_key(agent, wish)
        found: dict[UUID, Exception | None] = {}
        for pick in wish.picks:
            try:
                await self._one(agent, wish, pick, now)
            except REFUSALS as refusal:
                found[pick.conversation_id] = refusal
            else:
                found[pick.conversation_id] = None
        return found

    async def _own_key(self, agent: Agent, wish: BulkWish) -> None:
        query = select(bulk_rows.c.agent_id, bulk_rows.c.what).where(bulk_rows.c.bulk_id == wish.bulk_id).distinct()
        async with self._database.begin() as tx:
            used = {(row.agent_id, row.what) for row in await tx.execute(query)}
        if used - {(agent.agent_id, wish.what)}:
            raise ReusedBulkError(ReusedBulkError.__doc__)

    async def _one(self, agent: Agent, wish: BulkWish, pick: PickIn, now: datetime) -> None:
        """Locks as the deed takes them: an agent, then the conversation."""
        async with self._database.begin() as tx:
            if wish.to:
                await self._there(tx, wish.to)
            held = await hold(tx, pick.conversation_id)
            row = {
                "bulk_id": wish.bulk_id, "conversation_id": pick.conversation_id, "agent_id": agent.agent_id,
                "what": wish.what, "at": now,
            }  # fmt: skip
            if not (await tx.execute(insert(bulk_rows).values(row).on_conflict_do_nothing())).rowcount:
                return  # done by this bulk before
            if held.ownership.epoch != pick.epoch:
                raise ChangedError(ChangedError.__doc__)
            await wish.deed(tx, pick.conversation_id)

    async def _there(self, tx: AsyncConnection, agent_id: UUID) -> None:
        try:
            await self._desk.locked(tx, agent_id)
        except LoginError:
            raise NotThereError(NotThereError.__doc__) from None


def endpoints(database: Database, clock: Callable[[], datetime], rules: ShopRules, answers: Answers) -> list[Endpoint]:
    """`answers`: the words of what keeps one conversation back, as for a single action."""
    desk = Desk(database, rules)
    routes = _Routes(Bulk(database, desk), desk, clock, answers)
    all_ = (
        ("close", routes.close, BulkCloseIn, Access.AGENT, "End several of one's conversations"),
        ("transfer", routes.transfer, BulkTransferIn, Access.AGENT, "Pass several of one's conversations on"),
        ("assign", routes.assign, BulkAssignIn, Access.SUPERVISOR, "Give several conversations to an agent or a team"),
    )
    return [
        Endpoint(
            method="POST", path=f"/api/desk/bulk/{what}", access=access, handle=handle, summary=summary, body=body,
            answer=BulkShown,
        )
        for what, handle, body, access, summary in all_
    ]  # fmt: skip


class _Routes:
    """Handlers; the guard has put AGENT into each request."""

    def __init__(self, bulk: Bulk, desk: Desk, clock: Callable[[], datetime], answers: Answers) -> None:
        self._bulk = bulk
        self._desk = desk
        self._clock = clock
        self._answers = answers

    async def close(self, request: web.Request, body: BulkCloseIn) -> BulkShown:
        agent, now = request[AGENT], self._clock()

        async def deed(tx: AsyncConnection, one: UUID) -> None:
            await self._desk.close_in(tx, agent, one, body.resolution.strip(), now, body.disposition)

        return await self._done(request, "close", body, deed, now)

    async def transfer(self, request: web.Request, body: BulkTransferIn) -> BulkShown:
        agent, now = request[AGENT], self._clock()

        async def deed(tx: AsyncConnection, one: UUID) -> None:
            await self._desk.transfer_in(
                tx, agent, one, now, to=body.agent_id, team=body.team, skill=body.skill, note=body.note
            )

        return await self._done(request, "transfer", body, deed, now, to=body.agent_id)

    async def assign(self, request: web.Request, body: BulkAssignIn) -> BulkShown:
        agent, now = request[AGENT], self._clock()

        async def deed(tx: AsyncConnection, one: UUID) -> None:
            await self._desk.assign_in(tx, agent, one, body.agent_id, now, team=body.team)

        return await self._done(request, "assign", body, deed, now, to=body.agent_id)

    async def _done(
        self, request: web.Request, what: What, body: _BulkIn, deed: Deed, now: datetime, *, to: UUID | None = None
    ) -> BulkShown:
        wish = BulkWish(bulk_id=body.bulk_id, what=what, picks=body.picks, to=to, deed=deed)
        found = await self._bulk.do(request[AGENT], wish, now)
        language = asked_language(request) or "zh-CN"
        return BulkShown(
            rows=[
                BulkRow(conversation_id=str(one), done=refusal is None, problem=self._told(refusal, language))
                for one, refusal in found.items()
            ]
        )

    def _told(self, refusal: Exception | None, language: str) -> str | None:
        if refusal is None:
            return None
        answer = next((found for kind in type(refusal).__mro__ if (found := self._answers.get(kind))), None)
        return answer[1].to(language) if isinstance(answer, tuple) else str(refusal)
