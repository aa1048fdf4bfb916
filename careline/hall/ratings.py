"""Which cases a consumer may rate in the hall."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.orders import Order
from careline.hall.views import RateableCase
from careline.store.tables.cases import cases, promises, remedies

ASKED_FOR = timedelta(days=30)
"""So long after its end a case may be rated."""


async def rateable_cases(tx: AsyncConnection, orders: Mapping[str, Order], now: datetime) -> list[RateableCase]:
    """Cases of these orders that are over, that the consumer knows of, and that they have not rated yet."""
    about = select(remedies.c.case_id).union(select(promises.c.case_id))
    query = (
        select(cases.c.case_id, cases.c.order_id, cases.c.closed_at)
        .where(
            cases.c.order_id.in_(orders), cases.c.closed_at > now - ASKED_FOR, cases.c.rated_at.is_(None),
            cases.c.conversation_id.is_not(None) | cases.c.case_id.in_(about),
        )
        .order_by(cases.c.closed_at.desc())
    )  # fmt: skip
    rows = (await tx.execute(query)).mappings()
    return [RateableCase(**row, title=orders[row["order_id"]].title) for row in rows]
