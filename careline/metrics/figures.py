"""What the database says of the whole fleet: how many wait, for how long, and what was left undone.

Each figure is one small query on an index of what is open. Work that waits too long is how a missing process shows: a
worker that is gone reports nothing itself.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from sqlalchemy import text

from careline.store.database import Database
from careline.store.outbox import IN_VAIN, OUTBOX_LAG

FRESH_SECONDS = 5.0
"""Figures are read again after this long, however often they are scraped."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A gauge and the query that fills it: rows of a number, or of a label's value and a number. `:now` is given."""

    name: str
    what: str
    query: str
    label: str | None = None


FIGURES = (
    Figure(
        "careline_turns_open", "Turns that wait for an answer or are being answered.",
        "SELECT count(*) FROM turns WHERE state IN ('waiting', 'claimed')",
    ),
    Figure(
        "careline_turns_oldest_seconds", "Age of the oldest turn without an answer.",
        "SELECT coalesce(extract(epoch FROM :now - min(created_at)), 0) FROM turns"
        " WHERE state IN ('waiting', 'claimed')",
    ),
    Figure(
        "careline_queue_waiting", "Conversations that wait for an agent.",
        "SELECT count(*) FROM handoffs WHERE ended_at IS NULL AND assigned_at IS NULL",
    ),
    Figure(
        "careline_queue_oldest_seconds", "How long the first in the queue has waited.",
        "SELECT coalesce(extract(epoch FROM :now - min(requested_at)), 0) FROM handoffs"
        " WHERE ended_at IS NULL AND assigned_at IS NULL",
    ),
    Figure(
        "careline_agents_online", "Agents who are online at the desk.",
        "SELECT count(*) FROM agents WHERE online AND disabled_at IS NULL",
    ),
    Figure(
        "careline_attempts_hour", "Call attempts of the last hour that ended, by outcome.",
        "SELECT outcome, count(*) FROM attempts WHERE intent_at > :now - interval '1 hour' AND outcome IS NOT NULL"
        " GROUP BY 1", "outcome",
    ),
    Figure(
        "careline_attempts_open", "Call attempts under way, by state; `unknown` may or may not have rung.",
        "SELECT state, count(*) FROM attempts WHERE ended_at IS NULL GROUP BY 1", "state",
    ),
    Figure(
        "careline_callouts_due", "Calls that are due and not made yet.",
        "SELECT count(*) FROM callouts WHERE state = 'planned' AND due_at <= :now",
    ),
    Figure(
        "careline_callouts_due_lag_seconds", "How long the longest due call has waited.",
        "SELECT coalesce(extract(epoch FROM :now - min(due_at)), 0) FROM callouts"
        " WHERE state = 'planned' AND due_at <= :now",
    ),
    Figure(
        "careline_dialling_paused", "1 while an operator has paused all dialling.",
        "SELECT coalesce(max(paused::int), 0) FROM dial_control",
    ),
    Figure(
        "careline_orders_due_lag_seconds", "How long the longest due order has waited to be looked at.",
        "SELECT coalesce(extract(epoch FROM :now - min(check_at)), 0) FROM orders WHERE check_at <= :now",
    ),
    Figure(
        "careline_remedies_open", "Remedies that have not ended, by state.",
        "SELECT state, count(*) FROM remedies WHERE ended_at IS NULL GROUP BY 1", "state",
    ),
    Figure(
        "careline_promises_overdue",
        "Promises and conditions whose time is over and which were neither kept nor ended otherwise yet.",
        "SELECT (SELECT count(*) FROM promises WHERE state = 'open' AND due_at < :now)"
        " + (SELECT count(*) FROM conditions WHERE state = 'open' AND due_at < :now)",
    ),
    Figure(
        "careline_outbox_due_lag_seconds", "How long the longest due message to the shop or a merchant has waited.",
        OUTBOX_LAG,
    ),
    Figure(
        "careline_outbox_in_vain", "Messages to the shop or a merchant that were sent three times and not taken.",
        IN_VAIN,
    ),
    Figure(
        "careline_external_desk_lag_seconds",
        "How long the external desk has not taken what is passed on to it; 0 while it does, or where there is none.",
        "SELECT coalesce(extract(epoch FROM :now - min(failing_since)), 0) FROM external_talks WHERE ended_at IS NULL",
    ),
    Figure(
        "careline_sms_due_lag_seconds", "How long the longest due SMS has waited.",
        "SELECT coalesce(extract(epoch FROM :now - min(due_at)), 0) FROM sms"
        " WHERE state = 'planned' AND due_at <= :now",
    ),
    Figure(
        "careline_feed_lag_seconds", "How long ago the last event of the feed came; -1 before the first.",
        "SELECT coalesce(extract(epoch FROM :now - max(occurred.received_at)), -1) FROM"
        " (SELECT received_at FROM feed_events ORDER BY received_at DESC LIMIT 1) AS occurred",
    ),
    Figure(
        "careline_erasures_waiting", "Requests to erase a consumer's data that were not carried out yet.",
        "SELECT count(*) FROM remedies WHERE kind = 'complaint' AND ended_at IS NULL"
        " AND details->>'request' = 'erasure'",
    ),
)  # fmt: skip

_GAUGES = {one.name: Gauge(one.name, one.what, [one.label] if one.label else []) for one in FIGURES}
_DATABASE_UP = Gauge("careline_database_up", "1 if the figures of the database could be read.")


class Figures:
    """Fills the gauges, at most once in `FRESH_SECONDS`; scrapes that come together share one reading."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._read_at = float("-inf")
        self._one_at_a_time = asyncio.Lock()

    async def exposition(self) -> tuple[bytes, str]:
        """Everything for Prometheus, and its content type. With the database away the process's own counters remain."""
        async with self._one_at_a_time:
            if time.monotonic() - self._read_at > FRESH_SECONDS:
                try:
                    async with asyncio.timeout(3):
                        await self._read()
                    _DATABASE_UP.set(1)
                except Exception:  # noqa: BLE001 - whatever it is, what we count ourselves has to be told
                    _DATABASE_UP.set(0)
                self._read_at = time.monotonic()
        return generate_latest(), CONTENT_TYPE_LATEST

    async def _read(self) -> None:
        async with self._database.autocommit() as tx:
            for one in FIGURES:
                rows = (await tx.execute(text(one.query), {"now": self._clock()} if ":now" in one.query else {})).all()
                gauge = _GAUGES[one.name]
                if one.label is None:
                    gauge.set(float(rows[0][0]))
                    continue
                gauge.clear()  # a state that nothing is in any more
                for value, number in rows:
                    gauge.labels(value).set(float(number))
