"""Alarms: what an operator has to look at, as rows that desk and metrics read, and once as a line of the log."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.ids import new_id
from careline.store.database import notify
from careline.store.notices import Topic
from careline.store.tables.contacts import alarms

log = logging.getLogger(__name__)


class AlarmKind(StrEnum):
    """What the matter is. `subject` of the alarm says with what."""

    CALLS_IN_ALL = "calls_in_all"
    """No more calls today, to anybody: the day's cap over all is full."""
    CALLS_TO_COUNTRY = "calls_to_country"
    """No more calls today to one country, which is the subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One that goes on. It has come `times` times; `until` is when it ends by itself, None if it does not."""

    kind: str
    subject: str
    data: Mapping[str, Any]
    times: int
    raised_at: datetime
    last_at: datetime
    until: datetime | None


async def raise_alarm(
    tx: AsyncConnection,
    kind: AlarmKind,
    subject: str,
    now: datetime,
    *,
    data: Mapping[str, Any],
    until: datetime | None = None,
) -> bool:
    """Raise it, or count it once more if it goes on; True if it is new. `subject` and `data` name no person."""
    over = (alarms.c.kind == kind) & (alarms.c.subject == subject) & (alarms.c.until <= now)
    await tx.execute(update(alarms).where(over, alarms.c.ended_at.is_(None)).values(ended_at=alarms.c.until))
    row = insert(alarms).values(
        alarm_id=new_id(), kind=kind, subject=subject, data=dict(data), times=1, raised_at=now, last_at=now, until=until
    )
    again = row.on_conflict_do_update(
        index_elements=["kind", "subject"], index_where=alarms.c.ended_at.is_(None),
        set_={"times": alarms.c.times + 1, "last_at": now, "data": row.excluded.data},
    )  # fmt: skip
    fresh = int((await tx.execute(again.returning(alarms.c.times))).scalar_one()) == 1
    if fresh:
        log.error("alarm", extra={"action": "alarm", "kind": kind.value, "subject": subject, **data})
        await notify(tx, Topic.ALARMS, kind)
    return fresh


async def end_alarm(tx: AsyncConnection, kind: AlarmKind, subject: str, now: datetime) -> bool:
    """The matter is over; False if there was no such alarm."""
    mine = (alarms.c.kind == kind) & (alarms.c.subject == subject) & alarms.c.ended_at.is_(None)
    return bool((await tx.execute(update(alarms).where(mine).values(ended_at=now))).rowcount)


async def open_alarms(tx: AsyncConnection, now: datetime) -> Sequence[Alarm]:
    """Those that go on, the oldest first."""
    goes_on = alarms.c.ended_at.is_(None) & or_(alarms.c.until.is_(None), alarms.c.until > now)
    rows = (await tx.execute(select(alarms).where(goes_on).order_by(alarms.c.raised_at))).mappings()
    return [Alarm(**{name: row[name] for name in Alarm.__dataclass_fields__}) for row in rows]
