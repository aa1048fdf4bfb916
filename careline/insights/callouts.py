"""The figures of phoning in a period, read from the tables; what each means is careline/core/callout_figures.py."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from aiohttp import web
from pydantic import Field
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.blocks import BlockKind
from careline.core.callout_figures import CallCount, CalloutFigures, Dialled, Prices, Rung, callout_figures
from careline.core.callouts import Outcome, Why
from careline.core.rules import DeskRules
from careline.core.transfers import TransferEnd
from careline.core.wording.calls import call_outcome, contact_reason
from careline.core.wording.language import Said
from careline.core.wording.trouble import block_kind
from careline.desk.routes import AGENT
from careline.dialogue.shown import Shown
from careline.http.endpoint import Access, Endpoint
from careline.http.language import asked_language
from careline.insights.period import Period, shop_zone
from careline.store.database import Database

_PATH = "/api/insights/callouts"
_DIALLED = text("""
SELECT CAST(a.intent_at AT TIME ZONE :zone AS date) AS day, b.kind, a.outcome,
  CASE WHEN a.answered_at IS NOT NULL THEN coalesce(a.ended_at, :now) - a.answered_at END AS talked,
  a.identified_at IS NOT NULL AS identified,
  CASE WHEN NOT EXISTS (
    SELECT 1 FROM attempts e JOIN callouts ec ON ec.callout_id = e.callout_id
    WHERE ec.block_id = c.block_id AND e.intent_at < a.intent_at
      AND coalesce(e.outcome, '') NOT IN ('refused', 'not_sent', 'bad_number'))
  THEN a.intent_at - b.started_at END AS waited
FROM attempts a
JOIN callouts c ON c.callout_id = a.callout_id
JOIN blocks b ON b.block_id = c.block_id
WHERE a.intent_at >= :since AND a.intent_at < :until AND (CAST(:kind AS text) IS NULL OR b.kind = :kind)
""")
_RUNG = text("""
SELECT t.attempt_id::text AS call, coalesce(t.ended_as, '') AS "end",
  CASE WHEN t.answered_at IS NOT NULL THEN coalesce(t.leg_over_at, t.ended_at, :now) - t.answered_at END AS talked
FROM transfers t
JOIN attempts a ON a.attempt_id = t.attempt_id
JOIN callouts c ON c.callout_id = a.callout_id
JOIN blocks b ON b.block_id = c.block_id
WHERE t.offered_at >= :since AND t.offered_at < :until AND (CAST(:kind AS text) IS NULL OR b.kind = :kind)
""")
_NOT_CALLED = text("""
SELECT d.reason, count(*) AS number FROM blocks b
JOIN LATERAL (
  SELECT d.reason, d.call FROM decisions d WHERE d.block_id = b.block_id ORDER BY d.at DESC LIMIT 1) d ON true
WHERE b.started_at >= :since AND b.started_at < :until AND (CAST(:kind AS text) IS NULL OR b.kind = :kind)
  AND NOT d.call AND NOT EXISTS (
    SELECT 1 FROM callouts c JOIN attempts a ON a.callout_id = c.callout_id
    WHERE c.block_id = b.block_id AND coalesce(a.outcome, '') NOT IN ('refused', 'not_sent', 'bad_number'))
GROUP BY d.reason
""")
_OPT_OUTS = text("SELECT count(*) FROM opt_outs WHERE channel = 'phone' AND at >= :since AND at < :until")
_MESSAGES = text("""
SELECT count(*) FROM sms
WHERE sending_at >= :since AND sending_at < :until AND state NOT IN ('planned', 'refused')
""")
_ENDS = {
    TransferEnd.TALKED: Said("接通了", "Talked to an agent"),
    TransferEnd.DECLINED: Said("同事没接", "The agent passed"),
    TransferEnd.UNANSWERED: Said("没人接起来", "Not picked up"),
    TransferEnd.FAILED: Said("线路打不出去", "Could not be rung"),
    TransferEnd.CALLER_LEFT: Said("顾客等不及挂了", "The caller hung up"),
    TransferEnd.LOST: Said("接了但没连上", "Taken, but never connected"),
    TransferEnd.TAKEN: Said("改在应用里处理", "Went on in the app"),
}


class CalloutsQuery(Period):
    """The query string. Prices with a dot."""

    kind: BlockKind | None = None
    minute_price: Decimal | None = Field(default=None, ge=0, le=1000, max_digits=10, decimal_places=5)
    message_price: Decimal = Field(default=Decimal(0), ge=0, le=1000, max_digits=10, decimal_places=5)

    def prices(self) -> Prices | None:
        if self.minute_price is None:
            return None
        return Prices(minute=self.minute_price, message=self.message_price)


class CountShown(Shown):
    calls: int
    answered: int
    reached: int
    settled: int
    opted_out: int
    minutes: int


class NamedNumber(Shown):
    """A number beside what it counts, in words."""

    code: str
    name: str
    number: int


class DayShown(CountShown):
    day: date


class KindShown(CountShown):
    code: str
    name: str


class CalloutsShown(Shown):
    """Shares are from 0 to 1, times in seconds; null: there was nothing to tell it from. `cost` in the currency of the
    prices that were asked with."""

    since: datetime
    until: datetime
    time_zone: str
    """Whose days are counted (IANA)."""
    total: CountShown
    answer_rate: float | None
    settled_rate: float | None
    outcomes: list[NamedNumber]
    by_day: list[DayShown]
    by_kind: list[KindShown]
    waited_median: float | None
    waited_p90: float | None
    opt_outs: int
    not_called: list[NamedNumber]
    callers: int
    put_through: float | None
    transfers: list[NamedNumber]
    minutes: int
    messages: int
    cost: Decimal | None


async def figures(
    tx: AsyncConnection,
    since: datetime,
    until: datetime,
    zone: str,
    kind: BlockKind | None,
    prices: Prices | None,
    now: datetime,
) -> CalloutFigures:
    """The figures of what was dialled, rung and sent from `since` to before `until`, and of the blocks that began then.

    Opt-outs and text messages are not told apart by kind. `zone` (IANA): on whose clock days are told apart.
    """
    given = {"since": since, "until": until, "kind": kind, "now": now}
    within = {"since": since, "until": until}
    dialled = [
        Dialled(**{**row, "outcome": Outcome(row["outcome"]) if row["outcome"] else None})
        for row in (await tx.execute(_DIALLED, given | {"zone": zone})).mappings()
    ]
    rung = [Rung(**row) for row in (await tx.execute(_RUNG, given)).mappings()]
    refused = {row.reason: row.number for row in await tx.execute(_NOT_CALLED, {**within, "kind": kind})}
    return callout_figures(
        dialled, rung, refused, opt_outs=(await tx.execute(_OPT_OUTS, within)).scalar_one(),
        messages=(await tx.execute(_MESSAGES, within)).scalar_one(), prices=prices,
    )  # fmt: skip


def shown(found: CalloutFigures, since: datetime, until: datetime, zone: str, language: str) -> CalloutsShown:
    """The figures with the names of what they count."""
    same = (
        "answer_rate", "settled_rate", "waited_median", "waited_p90", "opt_outs", "callers", "put_through", "minutes",
        "messages", "cost",
    )  # fmt: skip
    return CalloutsShown(
        since=since, until=until, time_zone=zone, total=_count(found.total),
        **{name: getattr(found, name) for name in same},
        outcomes=[
            NamedNumber(code=one, name=call_outcome(one, language), number=number)
            for one, number in found.outcomes.items()
        ],
        by_day=[DayShown(day=day, **asdict(count)) for day, count in found.by_day.items()],
        by_kind=[
            KindShown(code=kind, name=block_kind(BlockKind(kind), language), **asdict(count))
            for kind, count in found.by_kind.items()
        ],
        not_called=[
            NamedNumber(code=why, name=contact_reason(Why(why), language), number=number)
            for why, number in found.not_called.items()
        ],
        transfers=[
            NamedNumber(code=end, name=_ENDS[TransferEnd(end)].to(language), number=number)
            for end, number in found.transfers.items()
        ],
    )  # fmt: skip


def _count(count: CallCount) -> CountShown:
    return CountShown(**asdict(count))


def as_csv(told: CalloutsShown) -> str:
    """One line a day, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    columns = ("calls", "answered", "reached", "settled", "opted_out", "minutes")
    writer.writerow(("day", *columns))
    for day in told.by_day:
        writer.writerow((day.day.isoformat(), *(getattr(day, name) for name in columns)))
    return out.getvalue()


def endpoints(database: Database, clock: Callable[[], datetime], rules: DeskRules) -> list[Endpoint]:
    """For supervisors alone."""
    routes = _Routes(database, clock, rules)
    return [
        Endpoint(
            method="GET", path=_PATH, access=Access.SUPERVISOR, handle=routes.read, answer=CalloutsShown,
            summary="How phoning went in a period",
        ),
        Endpoint(
            method="GET", path=f"{_PATH}.csv", access=Access.SUPERVISOR, handle=routes.table,
            summary="The same by day, as CSV",
        ),
    ]  # fmt: skip


class _Routes:
    def __init__(self, database: Database, clock: Callable[[], datetime], rules: DeskRules) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules

    async def read(self, request: web.Request) -> CalloutsShown:
        query, now = CalloutsQuery.model_validate(dict(request.query)), self._clock()
        async with self._database.begin() as tx:
            zone = await shop_zone(tx, self._rules, request)
            since, until = query.bounds(now, zone)
            found = await figures(tx, since, until, zone.key, query.kind, query.prices(), now)
        language = asked_language(request) or next(iter(request[AGENT].languages), "zh-CN")
        return shown(found, since, until, zone.key, language)

    async def table(self, request: web.Request) -> web.Response:
        told = await self.read(request)
        named = f'attachment; filename="callouts-{told.since.date()}.csv"'
        return web.Response(
            text=as_csv(told), content_type="text/csv", charset="utf-8", headers={"Content-Disposition": named}
        )
