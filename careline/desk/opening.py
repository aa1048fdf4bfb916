"""When people answer, set in the desk's page: shown, tried out before it is saved, and saved with who and when.

Whoever decides reads the same row (careline/store/hours.py), so that what is saved holds everywhere from then on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.hours import OpenHours, closes_next, due_by, is_open, next_opening
from careline.core.journal import What
from careline.core.rules import DeskRules
from careline.core.wording.language import Said
from careline.core.wording.times import instant
from careline.desk.agents import PRESENCE_CHANGED, Agent
from careline.desk.manage_shapes import HoursIn, HoursPreview, HoursShown, ScheduleIn
from careline.desk.staff import because_of
from careline.store.database import Database, notify
from careline.store.hours import hours_from, schedule_of
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.desk import agents, desk_hours

TOLD = Said(
    "现在没有人工客服在线，您的问题已经排上队，最晚 {by} 前有人回您。",
    "Nobody from our team is online right now. You're in the queue, and someone will answer by {by} at the latest.",
)
"""As the assistant says it (bot/domain/handoff.yml), for the page to show; a test holds the two together."""


class HoursChangedError(ValueError):
    """Somebody else has changed the hours meanwhile; look again."""


class Opening:
    """Each use case is one transaction."""

    def __init__(self, database: Database, rules: DeskRules) -> None:
        self._database = database
        self._rules = rules

    async def shown(self, now: datetime, zone: str) -> HoursShown:
        """`zone` is the reader's: what is told of hours that name none is told on that clock."""
        async with self._database.begin() as tx:
            row = await _latest(tx)
            name = await _name_of(tx, row["set_by"]) if row else None
        hours = hours_from(row["schedule"] if row else None, self._rules)
        told = row["schedule"] if row else schedule_of(hours, {})
        return HoursShown(
            version=row["version"] if row else 0, zone=hours.zone, week=told["week"], days=told["days"], set_by=name,
            set_at=row["set_at"] if row else None, preview=self._preview(hours, now, zone),
        )  # fmt: skip

    def preview(self, wanted: ScheduleIn, now: datetime) -> HoursPreview:
        """What these hours would mean at this instant; nothing is saved."""
        return self._preview(hours_from(_schedule(wanted), self._rules), now, wanted.zone)

    async def save(self, admin: Agent, wanted: HoursIn, now: datetime) -> HoursShown:
        """Raises HoursChangedError."""
        who, schedule = f"agent:{admin.login}", _schedule(wanted)
        try:
            async with self._database.begin() as tx:
                before = await _latest(tx)
                if wanted.version != (before["version"] if before else 0):
                    raise HoursChangedError(HoursChangedError.__doc__)
                row: dict[str, Any] = {
                    "version": wanted.version + 1,
                    "schedule": schedule,
                    "set_by": who,
                    "set_at": now,
                }
                await tx.execute(insert(desk_hours).values(row))
                data = {"hours": {"before": before["schedule"] if before else None, "after": schedule}}
                await record(
                    tx, at=now, who=who, what=What.HOURS_CHANGED, why=because_of(who), subject="desk:hours", data=data
                )
                await notify(tx, Topic.DESK, PRESENCE_CHANGED)
        except IntegrityError:  # somebody was quicker in this very moment
            raise HoursChangedError(HoursChangedError.__doc__) from None
        return await self.shown(now, wanted.zone)

    def _preview(self, hours: OpenHours, now: datetime, zone: str) -> HoursPreview:
        zone = hours.zone or zone
        by = due_by(now, self._rules.answer_within, hours, zone)
        return HoursPreview(
            open_now=is_open(now, hours, zone), opens_at=next_opening(now, hours, zone),
            closes_at=closes_next(now, hours, zone), answer_by=by,
            told={one: TOLD.to(one).format(by=instant(by, now, zone, one)) for one in ("zh-CN", "en")},
        )  # fmt: skip


def _schedule(wanted: ScheduleIn) -> dict[str, Any]:
    told = wanted.model_dump(mode="json", include={"zone", "week", "days"})
    return {**told, "days": sorted(told["days"], key=lambda one: one["date"])}


async def _latest(tx: AsyncConnection) -> RowMapping | None:
    query = select(desk_hours).order_by(desk_hours.c.version.desc()).limit(1)
    return (await tx.execute(query)).mappings().first()


async def _name_of(tx: AsyncConnection, who: str) -> str:
    login = who.removeprefix("agent:")
    return (await tx.execute(select(agents.c.name).where(agents.c.login == login))).scalar() or login
