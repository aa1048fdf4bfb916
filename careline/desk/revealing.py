"""Personal data in full, one field at a time, for who sees to the consumer; each look is on record with its reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import find
from careline.core.journal import Because, What
from careline.core.roles import Role, is_at_least
from careline.desk.agents import Agent
from careline.desk.service import NotYoursError
from careline.desk.shapes import RevealAnswer, RevealIn
from careline.metrics.counters import REVEALS
from careline.store.journal import record
from careline.store.orders import load_customer, load_order


async def reveal(
    tx: AsyncConnection, agent: Agent, conversation_id: UUID, wanted: RevealIn, now: datetime
) -> RevealAnswer:
    """The consumer's name, phone number or the address of one of their orders. Raises NotYoursError.

    Only in one's own conversation, or for a supervisor. The journal gets who, which field and why, never the value.
    """
    seen = await find(tx, conversation_id)
    own = seen is not None and seen.ownership.agent_id == str(agent.agent_id)
    if seen is None or not (own or is_at_least(agent.role, Role.SUPERVISOR)):
        raise NotYoursError(NotYoursError.__doc__)
    customer = await load_customer(tx, seen.customer_id)
    assert customer
    value, order_id = customer.name if wanted.field == "name" else customer.phone, None
    if wanted.field == "address":
        order = await load_order(tx, wanted.order_id) if wanted.order_id else None
        if order is None or order.customer_id != seen.customer_id:
            raise NotYoursError(NotYoursError.__doc__)
        address, order_id = order.address, order.order_id
        value = " ".join(part for part in (address.recipient, address.city, address.detail) if part)
    await record(
        tx, at=now, who=f"agent:{agent.login}", what=What.DATA_REVEALED, why=Because.AGENT_READS,
        subject=f"conversation:{conversation_id}", order_id=order_id, customer_id=seen.customer_id,
        data={"field": wanted.field}, note=wanted.reason.strip(),
    )  # fmt: skip
    REVEALS.labels(kind=wanted.field).inc()
    return RevealAnswer(field=wanted.field, value=value)
