"""Which days figures are counted for: whole ones on the shop's clock, so that its today begins at its own midnight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.rules import DeskRules
from careline.http.zone import asked_zone
from careline.store.hours import open_hours

USUAL_DAYS = 30
MOST_DAYS = 366
EARLIEST = date(2000, 1, 1)
_DAY = timedelta(days=1)


class BadPeriodError(ValueError):
    """That is no period that figures are counted for."""


class Period(BaseModel):
    """The query string of figures: dates of the shop, both included; or the last so many `days`, 30 where nothing is
    said."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    days: int = Field(default=USUAL_DAYS, ge=1, le=MOST_DAYS)

    def bounds(self, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the first day's beginning to before the last one's end, both in `zone`. Raises BadPeriodError."""
        tomorrow = now.astimezone(zone).date() + _DAY  # somebody's date is a day ahead of the shop's
        last = self.until or tomorrow - _DAY
        if not EARLIEST <= last <= tomorrow:
            raise BadPeriodError
        first = self.since or max(EARLIEST, last - timedelta(days=self.days - 1))
        if not EARLIEST <= first <= last or (last - first).days >= MOST_DAYS:
            raise BadPeriodError
        return datetime.combine(first, time.min, zone), datetime.combine(last + _DAY, time.min, zone)


async def shop_zone(tx: AsyncConnection, rules: DeskRules, request: web.Request) -> ZoneInfo:
    """The one of the desk's hours; where those are on each consumer's clock, the reader's own."""
    return ZoneInfo((await open_hours(tx, rules)).zone or asked_zone(request))
