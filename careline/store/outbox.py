"""The outbox: what has to leave Careline is a row of the deciding transaction; `careline/platform/` delivers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, RowMapping, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.ids import new_id
from careline.store.bulk import insert_rows
from careline.store.database import notify
from careline.store.notices import Topic
from careline.store.tables.platform import outbox
from shared.trace import current_trace

REMEDY, EVENT, LETTER = "remedy", "event", "letter"

OUTBOX_LAG = """
SELECT coalesce(extract(epoch FROM :now - min(o.next_try_at)), 0) FROM outbox o WHERE o.next_try_at <= :now
AND NOT (o.topic = 'event' AND EXISTS (SELECT FROM outbox first WHERE first.topic = 'event' AND first.tries > 0
         AND first.next_try_at > :now AND first.created_at < o.created_at))
"""
"""For how many seconds the oldest message has been due that a deliverer would send now. An event behind one that its
listener does not take waits for that one, and is no sign that nobody delivers."""
IN_VAIN = "SELECT count(*) FROM outbox WHERE next_try_at IS NOT NULL AND tries >= 3"
"""Messages that were sent three times, and not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is to be delivered, as `post` has it."""

    kind: str
    key: str
    body: dict[str, Any]
    order_id: str | None = None
    customer_id: str | None = None
    remedy_id: UUID | None = None


async def post(
    tx: AsyncConnection,
    topic: str,
    kind: str,
    *,
    key: str,
    body: dict[str, Any],
    now: datetime,
    order_id: str | None = None,
    customer_id: str | None = None,
    remedy_id: UUID | None = None,
) -> None:
    """Have this delivered, from now on and until it succeeds; once for each key.

    `topic` is REMEDY (to the platform), EVENT (to whoever listens) or LETTER (to a merchant). `body` is JSON without
    phone numbers or addresses, unless the deed itself is about them.
    """
    message = Message(
        kind=kind, key=key, body=body, order_id=order_id, customer_id=customer_id, remedy_id=remedy_id
    )  # fmt: skip
    row = _row(topic, message, now)
    await tx.execute(insert(outbox).values(row).on_conflict_do_nothing(index_elements=["idempotency_key"]))
    await notify(tx, Topic.OUTBOX, topic)


async def post_all(tx: AsyncConnection, topic: str, messages: Sequence[Message], *, now: datetime) -> None:
    """The same for many messages about no remedy, in as many statements as for one."""
    rows = [_row(topic, message, now) for message in messages]
    rows = [{**row, "message_id": str(row["message_id"])} for row in rows]
    inserting = insert_rows(outbox, rows, by="idempotency_key")
    await tx.execute(inserting.on_conflict_do_nothing(index_elements=["idempotency_key"]))
    await notify(tx, Topic.OUTBOX, topic)


def _row(topic: str, message: Message, now: datetime) -> dict[str, Any]:
    return {
        "message_id": new_id(), "topic": topic, "kind": message.kind, "idempotency_key": message.key,
        "body": message.body, "remedy_id": message.remedy_id, "order_id": message.order_id,
        "customer_id": message.customer_id, "created_at": now, "next_try_at": now, "trace": current_trace(),
    }  # fmt: skip


async def take_back(tx: AsyncConnection, remedy_id: UUID) -> bool:
    """Keep a remedy (or its letter) from leaving, if no delivery of it was tried. Returns whether it will not leave.

    The caller holds the remedy's row. The update and the deliverer's claim lock the same row of the outbox, so that
    exactly one of them wins; and what left in an earlier round (an agent had it tried again) counts as tried.
    """
    rounds = outbox.alias()
    left = exists().where(rounds.c.remedy_id == remedy_id, rounds.c.topic != EVENT, rounds.c.tries > 0)
    untried = (outbox.c.tries == 0) & outbox.c.claim.is_(None) & ~left
    taken = await tx.execute(update(outbox).where(_waiting(remedy_id), untried).values(next_try_at=None))
    return bool(taken.rowcount)


async def stop(tx: AsyncConnection, remedy_id: UUID) -> None:
    """The remedy has come to its end by another way: what of it still waits to be delivered must not be any more.

    A delivery that is under way goes on. The caller holds the remedy's row.
    """
    await tx.execute(update(outbox).where(_waiting(remedy_id)).values(next_try_at=None))


def free() -> ColumnElement[bool]:
    """Claimed by nobody, by the database's clock: those of several machines differ."""
    return or_(outbox.c.claim.is_(None), outbox.c.claimed_until < func.clock_timestamp())


async def claim(tx: AsyncConnection, which: Any, within: timedelta) -> Sequence[RowMapping]:
    """Take these rows (a query of their ids) for so long, and count the try, in one statement: `take_back` sees both or
    neither. Commit before anything is sent. What comes of it counts only while `held`."""
    until = func.clock_timestamp(type_=DateTime(timezone=True)) + within
    taking = (
        update(outbox)
        .where(outbox.c.message_id.in_(which))
        .values(claim=new_id(), claimed_until=until, tries=outbox.c.tries + 1)
        .returning(outbox)
    )
    taken: Sequence[RowMapping] = (await tx.execute(taking)).mappings().all()
    return taken


async def held(tx: AsyncConnection, message_id: UUID, by: UUID) -> bool:
    """Whether this is the row's claim still; nobody else takes it then until the transaction ends."""
    mine = select(outbox.c.message_id).where(outbox.c.message_id == message_id, outbox.c.claim == by)
    return (await tx.execute(mine.with_for_update())).first() is not None


async def finish(tx: AsyncConnection, message_id: UUID, **values: Any) -> None:
    """Release the claim; without `next_try_at` the row is not sent again."""
    after = {"claim": None, "claimed_until": None, "next_try_at": None} | values
    await tx.execute(update(outbox).where(outbox.c.message_id == message_id).values(after))


def _waiting(remedy_id: UUID) -> ColumnElement[bool]:
    return (outbox.c.remedy_id == remedy_id) & (outbox.c.topic != EVENT) & outbox.c.next_try_at.is_not(None)
