"""The report of a simulation: figures as one document, blocks as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import Any
from zoneinfo import ZoneInfo

from callouts.simulated import Result, Shopper, Staff, Trouble
from careline.core.contact import next_opening
from careline.core.rules import Window

COLUMNS = (
    "order_id", "kind", "deadline", "blocked_at", "moved_on_at", "new_user", "rang", "first_ring_at", "outcomes",
    "why_not",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the agents had to do: matters, the longest and the usual wait in minutes, and the share of their hours."""

    matters: int
    busiest_hour: int
    wait_p50: float
    wait_p95: float
    busy: float


def figures(found: Result, orders: int, staff: Staff, hours: Window, zone: ZoneInfo, days: int) -> dict[str, Any]:
    """Everything in figures. Times of day are those of `zone`."""
    minutes = found.per_minute()
    a_minute = sorted(minutes.values())
    phoned = [one for one in found.troubles if one.outcomes]
    load = load_of(found.handed, staff, hours, zone, days)
    lags = sorted(found.waits)
    return {
        "orders": orders,
        "blocks": len(found.troubles),
        "blocks_by_kind": _counted(one.kind for one in found.troubles),
        "blocks_of_new_users": sum(one.new_user for one in found.troubles),
        "phoned": len(phoned),
        "called": found.called(),
        "calls": len(found.calls),
        "outcomes": _counted(one.outcome or "under_way" for one in found.calls),
        "messages": found.messages,
        "not_phoned": _counted(
            (one.why or "not_due_yet") for one in found.troubles if not one.outcomes
        ),
        "calls_by_day": _by(found, lambda at: at.astimezone(zone).date().isoformat()),
        "calls_by_hour": _by(found, lambda at: f"{at.astimezone(zone).hour:02}"),
        "calls_per_minute": {"most": max(a_minute, default=0), "p99": _quantile(a_minute, 0.99)},
        "at_once_most": found.most_at_once,
        "due_to_dialled_s": {"p50": round(_quantile(lags, 0.5), 1), "p99": round(_quantile(lags, 0.99), 1)},
        "blocked_to_first_ring_h": _hours_to_ring(phoned),
        "agents": {
            "matters": load.matters, "busiest_hour": load.busiest_hour, "wait_min_p50": load.wait_p50,
            "wait_min_p95": load.wait_p95, "busy": load.busy,
        },
    }  # fmt: skip


def rows(found: Result) -> Iterator[tuple[str, ...]]:
    """One for each block, as `COLUMNS` names them; instants are UTC."""
    for one in found.troubles:
        first = min(one.rang_at, default=None)
        why_not = "" if one.outcomes else one.why or "not_due_yet"
        yield (
            one.order_id, one.kind, one.deadline.isoformat(), one.began.isoformat(),
            one.ended.isoformat() if one.ended else "", "yes" if one.new_user else "no", str(len(one.rang_at)),
            first.isoformat() if first else "", " ".join(one.outcomes), why_not,
        )  # fmt: skip


def load_of(handed: Sequence[datetime], staff: Staff, hours: Window, zone: ZoneInfo, days: int) -> Load:
    """First come, first served, inside the desk's hours; a matter that is begun is ended, also after they close."""
    free = [datetime.min.replace(tzinfo=UTC)] * max(staff.agents, 1)
    heapify(free)
    waits, each = list[float](), timedelta(minutes=staff.minutes)
    for at in sorted(handed):
        start = max(at, heappop(free))
        if not hours.opens <= start.astimezone(zone).time() < hours.closes:
            start = next_opening(start, zone, (hours,))
        waits.append((start - at).total_seconds() / 60)
        heappush(free, start + each)
    waits.sort()
    open_hours = (hours.closes.hour + hours.closes.minute / 60) - (hours.opens.hour + hours.opens.minute / 60)
    there = max(days, 1) * max(open_hours, 0.1) * max(staff.agents, 1)
    by_hour = Counter(at.replace(minute=0, second=0, microsecond=0) for at in handed)
    return Load(
        matters=len(handed), busiest_hour=max(by_hour.values(), default=0), wait_p50=round(_quantile(waits, 0.5), 1),
        wait_p95=round(_quantile(waits, 0.95), 1), busy=round(len(handed) * staff.minutes / 60 / there, 3),
    )  # fmt: skip


def places_of_people(people: Sequence[Shopper]) -> ZoneInfo:
    """The zone that most consumers live in."""
    zones = Counter(one.customer.time_zone for one in people)
    return ZoneInfo(min(zones, key=lambda zone: (-zones[zone], zone), default="UTC"))


def _counted(what: Any) -> dict[str, int]:
    return {str(name): count for name, count in sorted(Counter(what).items(), key=lambda one: (-one[1], str(one[0])))}


def _by(found: Result, of: Any) -> dict[str, int]:
    return dict(sorted(Counter(of(one.at) for one in found.calls).items()))


def _hours_to_ring(phoned: Sequence[Trouble]) -> dict[str, float]:
    took = sorted((one.rang_at[0] - one.began).total_seconds() / 3600 for one in phoned if one.rang_at)
    return {"p50": round(_quantile(took, 0.5), 2), "p95": round(_quantile(took, 0.95), 2)}


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0
