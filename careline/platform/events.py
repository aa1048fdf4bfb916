"""The log of events: what was told to listeners, or would have been; and telling it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.store.database import notify
from careline.store.notices import Topic
from careline.store.outbox import EVENT
from careline.store.tables.platform import outbox


async def events_since(
    tx: AsyncConnection, since: datetime | None, kind: str | None, limit: int
) -> Sequence[RowMapping]:
    """The newest `limit` events, oldest first. `kind`: that kind, or all that begin with it and a full stop."""
    newest = select(outbox).where(*_which(since, kind)).order_by(outbox.c.created_at.desc(), outbox.c.message_id.desc())
    rows = (await tx.execute(newest.limit(limit))).mappings().all()
    return rows[::-1]


async def replay(tx: AsyncConnection, since: datetime | None, kind: str | None, now: datetime) -> int:
    """Have these events delivered again, under the keys that they had; returns how many."""
    again = {"next_try_at": now, "tries": 0, "claim": None, "claimed_until": None, "last_error": None}
    marked = await tx.execute(update(outbox).where(*_which(since, kind)).values(again))
    await notify(tx, Topic.OUTBOX, EVENT)
    return int(marked.rowcount)


def _which(since: datetime | None, kind: str | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [outbox.c.topic == EVENT]
    if since is not None:
        found.append(outbox.c.created_at >= since)
    if kind is not None:
        found.append((outbox.c.kind == kind) | outbox.c.kind.startswith(f"{kind}.", autoescape=True))
    return found


def as_sent(row: RowMapping) -> dict[str, Any]:
    """An event as its receiver gets it (docs/contracts.md, Events)."""
    return {
        "event_id": str(row["message_id"]), "kind": row["kind"], "at": row["created_at"].isoformat(),
        "order_id": row["order_id"], "customer_id": row["customer_id"], "data": row["body"],
    }  # fmt: skip
