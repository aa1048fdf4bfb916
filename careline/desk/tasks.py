"""What was promised to be done by a colleague: complaints, enquiries, calls back; listed until they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import (
    NoRemedyError,
    NotWaitingError,
    Remedy,
    done_by_hand,
    ours_to_do,
    refuse,
    remedy_of,
    thing,
)
from careline.core import phrases
from careline.core.remedies import OURS
from careline.desk.agents import Agent
from careline.desk.focus import OrderGoods, goods_of
from careline.desk.masking import masked_name
from careline.desk.rows import Reader
from careline.desk.shapes import NameShown, TaskShown, TasksShown, WhoShown
from careline.desk.words import goods_words
from careline.store.database import Database
from careline.store.tables.cases import cases
from careline.store.tables.desk import agents
from careline.store.tables.feed import customers

MOST = 200


async def tasks_of(tx: AsyncConnection, reader: Reader) -> TasksShown:
    """Everything that our own people have promised to do, what is due soonest first."""
    found = await ours_to_do(tx, MOST)
    goods = await goods_of(tx, {one.order_id for one in found})
    ids = {one.case_id for one in found}
    query = (
        select(cases.c.case_id, cases.c.conversation_id, customers.c.name, agents.c.name.label("own_agent"))
        .join(customers, customers.c.customer_id == cases.c.customer_id)
        .outerjoin(agents, agents.c.agent_id == cases.c.agent_id)
        .where(cases.c.case_id.in_(ids))
    )
    known = {row["case_id"]: row for row in (await tx.execute(query)).mappings()}
    return TasksShown(tasks=[_shown(one, known[one.case_id], goods, reader) for one in found])


def _shown(one: Remedy, case: RowMapping, goods: Mapping[str, OrderGoods], reader: Reader) -> TaskShown:
    talked = one.conversation_id or case["conversation_id"]
    return TaskShown(
        remedy_id=str(one.remedy_id),
        reference=phrases.reference(one.remedy_id, reader.language),
        kind=one.kind,
        about=thing(one.kind, one.details).to(reader.language),
        text=str(one.details.get("text") or one.details.get("reason") or ""),
        order_id=one.order_id,
        order_number=goods[one.order_id].number,
        goods=goods_words(goods[one.order_id], reader.language),
        customer=WhoShown(customer_id=one.customer_id, name=masked_name(case["name"])),
        conversation_id=str(talked) if talked else None,
        own_agent=NameShown(name=case["own_agent"]) if case["own_agent"] else None,
        requested_at=one.requested_at,
        due_at=one.due_at,
        late=one.due_at is not None and one.due_at <= reader.now,
    )


class Tasks:
    """What an agent does with them. Each is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def done(self, agent: Agent, remedy_id: UUID, answer: str, now: datetime) -> None:
        """It is done or found out; the consumer is told `answer`. Raises NoRemedyError, NotWaitingError."""
        async with self._database.begin() as tx:
            await _ours(tx, remedy_id)
            await done_by_hand(tx, remedy_id, agent.login, answer, now)

    async def refuse(self, agent: Agent, remedy_id: UUID, reason: str, now: datetime) -> None:
        """It cannot be done; the consumer is told why. Raises NoRemedyError, NotWaitingError."""
        async with self._database.begin() as tx:
            await _ours(tx, remedy_id)
            await refuse(tx, remedy_id, agent.login, reason, now)


async def _ours(tx: AsyncConnection, remedy_id: UUID) -> None:
    """Money and what the shop does are decided in the queue of approvals, by whoever may. Raises NoRemedyError."""
    remedy = await remedy_of(tx, remedy_id)
    if remedy is None:
        raise NoRemedyError(NoRemedyError.__doc__)
    if remedy.kind not in OURS:
        raise NotWaitingError(NotWaitingError.__doc__)
