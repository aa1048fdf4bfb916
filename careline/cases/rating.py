"""How a matter went: the consumer says that it is settled, or not, and rates how it was dealt with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import close_case, nothing_open, open_case
from careline.conversations.quality import put_up
from careline.core.cases import CloseReason
from careline.core.figures import DISSATISFIED_TO
from careline.core.journal import Because, What
from careline.core.quality import WhyScored
from careline.core.rules import ShopRules
from careline.store import outbox
from careline.store.journal import record
from careline.store.tables.cases import cases

MOST_WORDS = 2000


class NoCaseError(LookupError):
    """There is no such case of yours."""


class RatingError(ValueError):
    """A rating is a whole number from 1 to 5, with at most 2,000 characters of words."""


async def rate(
    tx: AsyncConnection, customer_id: str, case_id: UUID, rating: int, words: str, now: datetime,
    *, in_call: UUID | None = None,
) -> None:  # fmt: skip
    """Note how it went: 1 (badly) to 5 (very well), and what the consumer adds. Said again, the last word counts;
    without words those of before stay. A bad one puts the conversation up for a review.

    `in_call`: the call's conversation, where it was given by key. Raises NoCaseError, RatingError.
    """
    if not 1 <= rating <= 5 or len(words) > MOST_WORDS:
        raise RatingError(RatingError.__doc__)
    row = await _own_case(tx, customer_id, case_id)
    words = words.strip() or row["rating_text"] or ""
    if (row["rating"], row["rating_text"] or "") == (rating, words):
        return
    values = {"rating": rating, "rating_text": words or None, "rated_at": now, "rated_by_key": in_call is not None}
    await tx.execute(update(cases).where(cases.c.case_id == case_id).values(values))
    await record(
        tx, at=now, who="consumer", what=What.CASE_RATED, why=Because.CONSUMER_RATED, subject=f"case:{case_id}",
        order_id=row["order_id"], customer_id=customer_id, data={"rating": rating}, note=words or None,
    )  # fmt: skip
    await outbox.post(
        tx, outbox.EVENT, "case.rated", key=f"event:case.rated:{case_id}:{now.isoformat()}", now=now,
        order_id=row["order_id"], customer_id=customer_id,
        body={"case_id": str(case_id), "rating": rating, "at": now.isoformat()},
    )  # fmt: skip
    about = in_call or row["conversation_id"]
    if rating <= DISSATISFIED_TO and about:
        await put_up(tx, about, WhyScored.DISSATISFIED, now, who="consumer")


async def confirm_settled(tx: AsyncConnection, customer_id: str, case_id: UUID, now: datetime) -> bool:
    """The consumer says that it is settled: the case closes, if nothing of it is open. Returns whether it is closed.

    Raises NoCaseError.
    """
    row = await _own_case(tx, customer_id, case_id)
    if row["closed_at"] is not None:
        return True
    if not await nothing_open(tx, case_id):
        return False
    await close_case(tx, row, CloseReason.CONFIRMED, now, who="consumer", why=Because.CONSUMER_CONFIRMED)
    return True


async def not_settled(
    tx: AsyncConnection, customer_id: str, case_id: UUID, now: datetime, rules: ShopRules,
    *, conversation_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """The consumer says that it is not settled: the case goes on, or opens again, and is a person's from here.

    Returns the open case, about which the caller asks for a person. Raises NoCaseError.
    """
    row = await _own_case(tx, customer_id, case_id)
    opened = await open_case(
        tx, row["order_id"], customer_id, now, rules, who="consumer", why=Because.CONSUMER_ASKED,
        conversation_id=conversation_id,
    )  # fmt: skip
    await record(
        tx, at=now, who="consumer", what=What.CASE_RAISED, why=Because.CONSUMER_ASKED, subject=f"case:{opened}",
        order_id=row["order_id"], customer_id=customer_id,
    )  # fmt: skip
    return opened


async def _own_case(tx: AsyncConnection, customer_id: str, case_id: UUID) -> RowMapping:
    mine = (cases.c.case_id == case_id) & (cases.c.customer_id == customer_id)
    row = (await tx.execute(select(cases).where(mine).with_for_update(key_share=True))).mappings().first()
    if row is None:
        raise NoCaseError(NoCaseError.__doc__)
    return row
