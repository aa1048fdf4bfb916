"""How many calls now: calls a second and calls at once, for the whole fleet together.

The bucket holds one call at most, so that calls are spaced rather than bunched: whatever window of a second one looks
at, no more than the agreed number of calls begins in it. The carrier would queue the excess, and a queued call can
cross into quiet hours or outlive its cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

TURN = timedelta(seconds=1)
"""For how long after it took a call a dialer alone may send requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """`cps` is the carrier's limit per second. It counts arrivals there, hence `headroom` against jitter."""

    cps: float = 1.0
    concurrency: int = 5
    headroom: float = 1.1

    @property
    def rate(self) -> float:
        """Calls a second that we begin."""
        return self.cps / self.headroom

    @property
    def gap(self) -> timedelta:
        """What lies between two requests at least."""
        return timedelta(seconds=1 / self.rate)


@dataclass(frozen=True, slots=True)
class Bucket:
    """The fleet-wide row: at most one token, as of `refilled_at`, which may lie ahead when the carrier wants a rest."""

    tokens: float
    refilled_at: datetime


def take(bucket: Bucket, now: datetime, pace: Pace) -> Bucket | None:
    """The bucket after one more call, None when it is too early for one.

    A process whose clock is behind the last taker's waits: a skewed clock can slow the fleet down, never speed it up.
    """
    filled = refilled(bucket, now, pace)
    return Bucket(filled.tokens - 1, filled.refilled_at) if filled.tokens >= 1 else None


def refilled(bucket: Bucket, now: datetime, pace: Pace) -> Bucket:
    """The bucket as time has filled it; before `refilled_at` it owes what will have flowed in by then."""
    gained = (now - bucket.refilled_at).total_seconds() * pace.rate
    return Bucket(min(1.0, bucket.tokens + gained), now)


def seconds_until(bucket: Bucket, now: datetime, pace: Pace) -> float:
    """How long until `take` gives a call, if nobody else takes it first."""
    return (1 - refilled(bucket, now, pace).tokens) / pace.rate


def held_back(bucket: Bucket, now: datetime, seconds: float) -> Bucket:
    """No call for that long: the carrier is busy."""
    return Bucket(min(bucket.tokens, 0.0), max(bucket.refilled_at, now + timedelta(seconds=seconds)))


@dataclass(frozen=True, slots=True)
class Line:
    """Which dialer may send requests, and until when: also one that slept in between must not send beside another."""

    owner: UUID | None = None
    until: datetime | None = None


def line_free_at(line: Line, who: UUID, pace: Pace) -> datetime | None:
    """When `who` may take the line: None at once, because it is theirs or nobody's."""
    if line.owner in {None, who} or line.until is None:
        return None
    return line.until + pace.gap


def has_room(live: int, pace: Pace) -> bool:
    """Whether one more call may be under way. A call whose fate is unknown counts."""
    return live < pace.concurrency
