"""How it went: a consumer's rating of a case that is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.core.orders import Order
from careline.hall.views import RateableCase
from careline.store.journal import record
from careline.store.tables.cases import cases, promises, remedies

ASKED_FOR = timedelta(days=30)
"""So long after its end a case may be rated."""


class NoCaseError(LookupError):
    """There is no such case of yours that is over."""


class RatedError(ValueError):
    """You have rated this already."""


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


async def rate_case(
    tx: AsyncConnection, customer_id: str, case_id: UUID, rating: int, words: str, now: datetime
) -> None:
    """Note the rating (1 to 5) once; the same again changes nothing. Raises NoCaseError, RatedError."""
    mine = cases.c.case_id == case_id, cases.c.customer_id == customer_id, cases.c.closed_at.is_not(None)
    row = (await tx.execute(select(cases).where(*mine).with_for_update(key_share=True))).mappings().first()
    if row is None:
        raise NoCaseError(NoCaseError.__doc__)
    if row["rated_at"] is not None:
        if (row["rating"], row["rating_text"]) == (rating, words or None):
            return
        raise RatedError(RatedError.__doc__)
    told = {"rated_at": now, "rating": rating, "rating_text": words or None}
    await tx.execute(update(cases).where(cases.c.case_id == case_id).values(told))
    await record(
        tx, at=now, who="consumer", what=What.CASE_RATED, why=Because.CONSUMER_RATED, subject=f"case:{case_id}",
        order_id=row["order_id"], customer_id=customer_id, data={"rating": rating}, note=words or None,
    )  # fmt: skip
