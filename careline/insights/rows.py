"""Review rows: read as values, written so that nobody decides over somebody else's decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.reviews import REASON_OF, ReviewReason, ReviewState, Sign
from careline.store.tables.insights import reviews


class NoReviewError(LookupError):
    """There is no such sentence to review; its consumer may have been erased."""


class DecidedError(Exception):
    """Somebody else has decided about this sentence; load it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One sentence as it may be kept, and what was decided. `version` grows with every decision."""

    turn_id: UUID
    fingerprint: str
    text: str
    language: str
    sign: Sign
    intent: str
    confidence: float
    ranking: tuple[str, ...]
    proposal: str | None
    times: int
    first_at: datetime
    last_at: datetime
    state: ReviewState
    version: int
    decided_intent: str | None
    decided_text: str | None
    decided_by: str | None
    decided_at: datetime | None
    written_at: datetime | None

    @property
    def reason(self) -> ReviewReason:
        return REASON_OF[self.sign]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which reviews; None is any."""

    state: ReviewState | None = ReviewState.OPEN
    reason: ReviewReason | None = None
    language: str | None = None


async def add(tx: AsyncConnection, review: dict[str, Any]) -> Review | None:
    """Insert a first sighting. If the sentence is known, lock its row and return it as it is."""
    adding = insert(reviews).values(**review).on_conflict_do_nothing(index_elements=["fingerprint"])
    if (await tx.execute(adding)).rowcount:
        return None
    return await _known(tx, review["fingerprint"])


async def _known(tx: AsyncConnection, fingerprint: str) -> Review | None:
    """The review of this sentence, locked; None if nobody has said it."""
    query = select(reviews).where(reviews.c.fingerprint == fingerprint).with_for_update()
    row = (await tx.execute(query)).mappings().first()
    return _review(row) if row else None


async def ranking_of(tx: AsyncConnection, fingerprint: str) -> tuple[str, ...]:
    """What this sentence was thought to mean, likeliest first; empty if nobody has said it."""
    query = select(reviews.c.ranking).where(reviews.c.fingerprint == fingerprint)
    return tuple((await tx.execute(query)).scalar() or ())


async def change(tx: AsyncConnection, turn_id: UUID, **values: Any) -> None:
    await tx.execute(update(reviews).where(reviews.c.turn_id == turn_id).values(**values))


async def one(tx: AsyncConnection, turn_id: UUID) -> Review:
    """Locked until the transaction ends. Raises NoReviewError."""
    row = (await tx.execute(select(reviews).where(reviews.c.turn_id == turn_id).with_for_update())).mappings().first()
    if row is None:
        raise NoReviewError(NoReviewError.__doc__)
    return _review(row)


async def listed(tx: AsyncConnection, wanted: Wanted, *, limit: int, offset: int = 0) -> list[Review]:
    """What is said most often first, then the newest."""
    order = reviews.c.times.desc(), reviews.c.last_at.desc(), reviews.c.turn_id.desc()
    query = select(reviews).where(_where(wanted)).order_by(*order).limit(limit).offset(offset)
    return [_review(row) for row in (await tx.execute(query)).mappings()]


async def count(tx: AsyncConnection, wanted: Wanted) -> int:
    query = select(func.count()).select_from(reviews).where(_where(wanted))
    return int((await tx.execute(query)).scalar_one())


async def to_write(tx: AsyncConnection) -> list[Review]:
    """Every approved sentence, oldest first, locked until the transaction ends."""
    query = select(reviews).where(reviews.c.state == ReviewState.APPROVED)
    query = query.order_by(reviews.c.first_at, reviews.c.turn_id).with_for_update()
    return [_review(row) for row in (await tx.execute(query)).mappings()]


def _where(wanted: Wanted) -> ColumnElement[bool]:
    signs = [sign for sign, reason in REASON_OF.items() if wanted.reason in {None, reason}]
    asked: list[ColumnElement[bool]] = [reviews.c.sign.in_(signs)]
    if wanted.state:
        asked.append(reviews.c.state == wanted.state)
    if wanted.language:
        asked.append(reviews.c.language == wanted.language)
    return and_(*asked)


def _review(row: RowMapping) -> Review:
    values = dict(row)
    kinds = {"sign": Sign(row["sign"]), "state": ReviewState(row["state"]), "ranking": tuple(row["ranking"])}
    return Review(**{**values, **kinds})
