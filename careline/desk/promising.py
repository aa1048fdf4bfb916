"""An agent's word as a row: by when, about which order; kept by the agent, else owned up to (cases/keeping.py)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from careline.cases.service import end_promise, make_promise, open_case
from careline.conversations.conversation import NoConversationError, hold
from careline.core.journal import Because
from careline.core.promises import PromiseKind, PromiseMove
from careline.core.rules import ShopRules
from careline.desk.agents import Agent
from careline.desk.service import NotYoursError, sees_consumer
from careline.store.database import Database
from careline.store.tables.cases import cases, promises
from careline.store.tables.desk import handoffs

LONGEST = timedelta(days=30)


class BadPromiseError(ValueError):
    """A promise needs a time within the next 30 days, and an order that it is about."""


class Promising:
    """What an agent does with their word. Each is one transaction."""

    def __init__(self, database: Database, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules

    async def give(self, agent: Agent, conversation_id: UUID, text: str, due_at: datetime, now: datetime) -> UUID:
        """Note what one has promised in one's own conversation. Raises NotYoursError, BadPromiseError."""
        if not now < due_at <= now + LONGEST:
            raise BadPromiseError(BadPromiseError.__doc__)
        async with self._database.begin() as tx:
            try:
                held = await hold(tx, conversation_id)
            except NoConversationError:
                raise NotYoursError(NotYoursError.__doc__) from None
            if held.ownership.agent_id != str(agent.agent_id):
                raise NotYoursError(NotYoursError.__doc__)
            about = select(handoffs.c.order_id).where(
                handoffs.c.conversation_id == conversation_id, handoffs.c.ended_at.is_(None)
            )
            of_case = select(cases.c.order_id).where(cases.c.case_id == held.case_id)
            order_id = (await tx.execute(about)).scalar() or (await tx.execute(of_case)).scalar()
            if order_id is None:
                raise BadPromiseError(BadPromiseError.__doc__)
            who, why = f"agent:{agent.login}", Because.AGENT_PROMISED
            case_id = await open_case(
                tx, order_id, held.customer_id, now, self._rules, who=who, why=why, conversation_id=conversation_id
            )
            row = {
                "case_id": case_id, "order_id": order_id, "customer_id": held.customer_id,
                "conversation_id": conversation_id,
            }  # fmt: skip
            return await make_promise(
                tx, row, PromiseKind.AGENT_WORD, due_at, who=who, now=now, text=text.strip(), agent_id=agent.agent_id,
                why=why,
            )  # fmt: skip

    async def keep(self, agent: Agent, promise_id: UUID, now: datetime) -> None:
        """It is done. By the agent who gave it, or who sees to the consumer now. Raises NotYoursError."""
        async with self._database.begin() as tx:
            word = (promises.c.promise_id == promise_id) & (promises.c.kind == PromiseKind.AGENT_WORD)
            row = (await tx.execute(select(promises).where(word))).mappings().first()
            if row is None:
                raise NotYoursError(NotYoursError.__doc__)
            if row["agent_id"] != agent.agent_id and not await sees_consumer(tx, agent, row["customer_id"]):
                raise NotYoursError(NotYoursError.__doc__)
            if not await end_promise(tx, promise_id, PromiseMove.KEEP, now=now):
                raise NotYoursError(NotYoursError.__doc__)
