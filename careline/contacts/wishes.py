"""Callbacks that consumers asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.journal import Because, What
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.callouts import callback_wishes as wishes
from careline.store.tables.callouts import callouts


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackWish:
    """`wished_for` is an instant; the planner moves it into the lawful window."""

    wish_id: UUID
    customer_id: str
    conversation_id: UUID
    wished_for: datetime


async def wish_callback(
    tx: AsyncConnection,
    customer_id: str,
    conversation_id: UUID,
    words: str,
    wished_for: datetime,
    now: datetime,
    *,
    by_turn: UUID,
) -> datetime:
    """Note that the consumer wants to be called. A newer wish of the same conversation replaces the older one.

    `words` is how they put it, for the agent who may have to interpret it. The wish has its turn's id, so that a turn
    that is run twice wishes once; returned is when they will be called, by the first run.
    """
    row = {
        "wish_id": by_turn, "customer_id": customer_id, "conversation_id": conversation_id, "words": words,
        "wished_for": wished_for, "asked_at": now,
    }  # fmt: skip
    saved = await tx.execute(insert(wishes).values(row).on_conflict_do_nothing(index_elements=["wish_id"]))
    if not saved.rowcount:
        noted: datetime = (
            await tx.execute(select(wishes.c.wished_for).where(wishes.c.wish_id == by_turn))
        ).scalar_one()
        return noted
    older = (wishes.c.conversation_id == conversation_id) & wishes.c.done_at.is_(None) & (wishes.c.wish_id != by_turn)
    await tx.execute(update(wishes).where(older).values(done_at=now))
    await record(
        tx, at=now, who="consumer", what=What.CALLBACK_WISHED, why=Because.CONSUMER_ASKED, subject=f"wish:{by_turn}",
        customer_id=customer_id, data={"wished_for": wished_for.isoformat()},
    )  # fmt: skip
    await notify(tx, Topic.CALLOUTS, customer_id)
    return wished_for


async def open_wishes(tx: AsyncConnection, limit: int = 50) -> Sequence[UUID]:
    """Wishes that nobody has taken over yet, of consumers whom no callout concerns at the moment."""
    live = exists().where(callouts.c.customer_id == wishes.c.customer_id, callouts.c.ended_at.is_(None))
    query = select(wishes.c.wish_id).where(wishes.c.done_at.is_(None), ~live)
    return (await tx.execute(query.order_by(wishes.c.wished_for).limit(limit))).scalars().all()


def any_wish() -> ColumnElement[bool]:
    """Whether there is any wish that nobody has taken over yet, for whomever."""
    return exists().where(wishes.c.done_at.is_(None))


async def hold_wish(tx: AsyncConnection, wish_id: UUID) -> CallbackWish | None:
    """The wish, locked; None if it is done or another process has it."""
    mine = (wishes.c.wish_id == wish_id) & wishes.c.done_at.is_(None)
    row = (await tx.execute(select(wishes).where(mine).with_for_update(skip_locked=True))).mappings().first()
    return CallbackWish(**{name: row[name] for name in CallbackWish.__dataclass_fields__}) if row else None


async def reopen_wish(tx: AsyncConnection, customer_id: str, wished_for: datetime) -> bool:
    """The call that was to come at that instant is wished for again; whether there was such a wish."""
    theirs = (wishes.c.customer_id == customer_id) & (wishes.c.wished_for == wished_for) & wishes.c.done_at.is_not(None)
    last = select(wishes.c.wish_id).where(theirs).order_by(wishes.c.asked_at.desc()).limit(1).scalar_subquery()
    again = await tx.execute(update(wishes).where(wishes.c.wish_id == last).values(done_at=None))
    return bool(again.rowcount)


async def finish_wish(tx: AsyncConnection, wish_id: UUID, now: datetime) -> None:
    """Somebody or something else sees to it now."""
    await tx.execute(update(wishes).where(wishes.c.wish_id == wish_id).values(done_at=now))
