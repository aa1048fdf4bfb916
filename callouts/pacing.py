"""How many calls now: calls a second and calls at once, for the whole fleet together.

The bucket holds one call at most, so that calls are spaced rather than bunched: whatever window of a second one looks
at, no more than the agreed number of calls begins in it. The carrier would queue the excess, and a queued call can
cross into quiet hours or outlive its cause.

A fast line would stand still while the next call is worked out. So the calls whose turns come within `AHEAD` are begun
together, in one transaction, and `Turns` lets their requests go one by one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

TURN = timedelta(seconds=1)
"""For how long after it took a call a dialer alone may send requests."""
AHEAD = timedelta(seconds=0.2)
"""How long before its turn a call may be begun: no longer than what changes meanwhile may go unnoticed."""
MOST_AHEAD = 19
"""So many calls may be begun before their turn at most, however fast the line."""


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
        """What lies between two requests, on average of those that wait for each other."""
        return timedelta(seconds=1 / self.rate)

    @property
    def ahead(self) -> int:
        """How many calls may be begun before their turn: none where the carrier takes few a second."""
        return min(int(self.rate * AHEAD.total_seconds()), MOST_AHEAD)

    @property
    def slack(self) -> timedelta:
        """By how much a request that went late may be made up for. Half of the headroom: the rest is for jitter."""
        return timedelta(seconds=(self.headroom - 1) / 2)


@dataclass(frozen=True, slots=True)
class Bucket:
    """The fleet-wide row: at most one token, as of `refilled_at`, which may lie ahead when the carrier wants a rest.

    Less than none: so many calls have been begun whose turn is yet to come.
    """

    tokens: float
    refilled_at: datetime


def take(bucket: Bucket, now: datetime, pace: Pace, calls: int = 1) -> Bucket | None:
    """The bucket after so many calls more, None when it is too early for them.

    A process whose clock is behind the last taker's waits: a skewed clock can slow the fleet down, never speed it up.
    """
    if room_in(bucket, now, pace) < calls:
        return None
    filled = refilled(bucket, now, pace)
    return Bucket(filled.tokens - calls, filled.refilled_at)


def room_in(bucket: Bucket, now: datetime, pace: Pace) -> int:
    """How many calls may be begun now: whose turn has come, or comes within `AHEAD`."""
    return max(0, math.floor(refilled(bucket, now, pace).tokens + pace.ahead))


def refilled(bucket: Bucket, now: datetime, pace: Pace) -> Bucket:
    """The bucket as time has filled it; before `refilled_at` it owes what will have flowed in by then."""
    gained = (now - bucket.refilled_at).total_seconds() * pace.rate
    return Bucket(min(1.0, bucket.tokens + gained), now)


def seconds_until(bucket: Bucket, now: datetime, pace: Pace, calls: int = 1) -> float:
    """How long until `take` gives so many calls, at most those that may be begun at once; if nobody else takes them."""
    return max(0.0, (min(calls, 1 + pace.ahead) - pace.ahead - refilled(bucket, now, pace).tokens) / pace.rate)


@dataclass
class Turns:
    """When the requests of one process may go, in seconds of its steady clock: `gap` apart, and no later than needed.

    One that went late moves those behind it by no more than it has to: up to `slack` seconds are made up for, so that
    a busy machine keeps the pace. In any second no more than (1 + slack) / gap requests go.
    """

    gap: float
    slack: float = 0.0
    due: float = field(default=float("-inf"))

    def wait(self, now: float) -> float:
        """How long the next one has to wait."""
        return max(0.0, self.due - self.slack - now)

    def went(self, now: float) -> None:
        """One went."""
        self.due = max(now, self.due) + self.gap


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


def room_left(live: int, pace: Pace) -> int:
    """How many calls more may be under way. A call whose fate is unknown counts."""
    return max(0, pace.concurrency - live)


AT_FULL_SPEED = 20.0
"""Seconds on end in which a worker looks and plans as fast as it can: thousands of deadlines may be missed together."""
RESTS = 1.5
"""After that it works at a shop's past, and stands back so many seconds after each one: others wait for an answer."""


def stands_back(busy: float, took: float) -> float:
    """For how long after a turn that took so long, when it has been busy for so long on end; all in seconds."""
    return took * RESTS if busy > AT_FULL_SPEED else 0.0
