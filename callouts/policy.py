"""May we phone about this block, and when: the answer with its reason, from facts alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from careline.core.blocks import BlockKind
from careline.core.callouts import Outcome, Why
from careline.core.contact import Reachability, Refused, may_contact, next_opening
from careline.core.rules import CallRules, ContactRules, ShopRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about one block and its consumer at the moment of deciding.

    `attempts_made` counts this block's calls that may have rung; `finished` is what came of a callout about it that ran
    to its end, but for an opt-out, which `who` tells for as long as it holds; `remedy_due` is when a remedy in hand
    falls due; `not_before` is a retry's earliest time. `full_until` is when a call may begin again after a cap over all
    calls of the day was filled; `rang_about_another` is when the last call about another block rang that person or
    number.
    """

    block_id: UUID
    kind: BlockKind
    deadline: datetime
    still_blocked: bool
    new_user: bool
    who: Reachability
    language: str = "zh-CN"
    carrier_refuses: str | None = None
    covered: bool = False
    with_a_person: bool = False
    remedy_due: datetime | None = None
    talked: bool = False
    finished: Outcome | None = None
    attempts_made: int = 0
    not_before: datetime | None = None
    wished_for: datetime | None = None
    full_until: datetime | None = None
    rang_about_another: datetime | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Phone at `at` (UTC): now or later, always inside the callee's window."""

    at: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class Dont:
    """`detail` is the carrier's own reason where it has one."""

    why: Why
    detail: str = ""


Decision = Call | Dont

_AFTER_FINISH = {
    Outcome.SETTLED: Why.TALKED_ALREADY,
    Outcome.DECLINED: Why.TALKED_ALREADY,
    Outcome.ASKED_PERSON: Why.LEFT_TO_PERSON,
    Outcome.ASKED_CALLBACK: Why.THEY_NAMED_A_TIME,
    Outcome.HUNG_UP: Why.HEARD_US,
    Outcome.SILENT: Why.HEARD_US,
    Outcome.DOUBTED: Why.HEARD_US,
    Outcome.WRONG_PERSON: Why.WRONG_PERSON,
    Outcome.UNKNOWN_FINAL: Why.UNKNOWN_FINAL,
    Outcome.REFUSED: Why.CARRIER_CANNOT,
    Outcome.BAD_NUMBER: Why.BAD_NUMBER,
}
# Not even a callback that was asked for may lead to these being phoned by a machine again.
_NEVER_AGAIN = frozenset({Outcome.UNKNOWN_FINAL, Outcome.WRONG_PERSON, Outcome.BAD_NUMBER})


def decide(facts: Facts, now: datetime, rules: ShopRules) -> Decision:
    """Call at a time, or not and why. The consumer's own wish overrides our restraint, never an opt-out or the law."""
    against = _against(facts) or (None if facts.wished_for else _restraint(facts, now, rules.calls))
    if against:
        return Dont(against)
    earliest = _earliest(facts, now, rules.calls)
    found = may_contact(_on_that_day(facts.who, now, earliest), earliest, rules.contact)
    if isinstance(found, Refused):
        return Dont(Why(found.reason.value))
    if rules.lacks_call_back((facts.who.region, facts.who.country), facts.language):
        return Dont(Why.NO_CALL_BACK)
    if facts.carrier_refuses is not None:
        return Dont(Why.CARRIER_CANNOT, facts.carrier_refuses)
    if not facts.wished_for and in_holdout(facts.block_id, rules.calls):
        return Dont(Why.HOLDOUT)  # last, so that those held out are like those who are phoned
    return Call(found.at, Why.CALLBACK_WISHED if facts.wished_for else Why.BLOCKED)


def _against(facts: Facts) -> Why | None:
    if not facts.still_blocked:
        return Why.BLOCK_OVER
    if facts.finished in _NEVER_AGAIN:
        return _AFTER_FINISH[facts.finished]
    return Why.COVERED if facts.covered else None


def _restraint(facts: Facts, now: datetime, rules: CallRules) -> Why | None:
    if not facts.new_user:
        return Why.NOT_NEW_USER
    if facts.talked:
        return Why.TALKED_ALREADY
    if facts.finished:
        return _AFTER_FINISH.get(facts.finished, Why.ATTEMPTS_USED)
    if facts.attempts_made >= rules.attempts_per_block:
        return Why.ATTEMPTS_USED
    if facts.with_a_person:
        return Why.WITH_A_PERSON
    return Why.REMEDY_IN_HAND if facts.remedy_due and facts.remedy_due > now else None


def _earliest(facts: Facts, now: datetime, rules: CallRules) -> datetime:
    room = facts.full_until or now
    if facts.wished_for:
        return max(now, facts.wished_for, room)
    grace = rules.dispatch_grace if facts.kind is BlockKind.DISPATCH else timedelta(0)
    rested = facts.rang_about_another + rules.block_gap if facts.rang_about_another else now
    return max(now, facts.deadline + grace, facts.not_before or now, rested, room)


def _on_that_day(who: Reachability, now: datetime, at: datetime) -> Reachability:
    """Contacts made today do not count for a later day of the consumer's. An unknown zone is left to `may_contact`."""
    try:
        zone = ZoneInfo(who.time_zone)
    except (LookupError, ValueError, OSError):
        return who
    return who if at.astimezone(zone).date() == now.astimezone(zone).date() else replace(who, today=0)


def in_holdout(block_id: UUID, rules: CallRules) -> bool:
    """The same answer for ever, in every process: a hash of the block's id, not a die."""
    digest = hashlib.sha256(f"{rules.holdout_salt}:{block_id}".encode()).digest()
    return int.from_bytes(digest[:8]) * 100 < rules.holdout_percent * 2**64


def window_open(who: Reachability, now: datetime, rules: ContactRules) -> bool:
    """Whether a call that is under way may go on: the window alone, since caps were counted when it began."""
    found = may_contact(replace(who, today=0, recent=()), now, rules)
    return not isinstance(found, Refused) and found.at <= now


def window_until(who: Reachability, now: datetime, rules: ContactRules) -> datetime | None:
    """When the window that is open now closes (UTC, to the second); None if it stays open for half a day.

    Found by asking `window_open`, so that both always agree. Windows shorter than half an hour may be passed over.
    """
    step, opened = timedelta(minutes=30), now
    closed = next((at for at in _steps(now, step, 24) if not window_open(who, at, rules)), None)
    if closed is None:
        return None
    opened = max(now, closed - step)
    while closed - opened > timedelta(seconds=1):
        middle = opened + (closed - opened) / 2
        opened, closed = (middle, closed) if window_open(who, middle, rules) else (opened, middle)
    return closed


def _steps(start: datetime, step: timedelta, count: int) -> list[datetime]:
    return [start + n * step for n in range(count + 1)]


def next_window(now: datetime, time_zone: str, region: str, rules: ContactRules) -> datetime:
    """When the next window of the consumer opens after the one that is open now. Raises for an unknown zone."""
    zone, windows = ZoneInfo(time_zone), rules.windows(region)
    clock = now.astimezone(zone)
    closings = [window.closes for window in windows if window.opens <= clock.time() < window.closes]
    if not closings:
        return next_opening(now, zone, windows)
    return next_opening(datetime.combine(clock.date(), max(closings), zone).astimezone(UTC), zone, windows)


def next_day(now: datetime, time_zone: str) -> datetime:
    """The consumer's next midnight (UTC)."""
    zone = ZoneInfo(time_zone)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time.min, zone).astimezone(UTC)
