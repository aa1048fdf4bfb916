"""May any channel contact this consumer now? The one place that says so, for phone and SMS alike.

Windows are in the callee's own zone; which hold in which region is data of the shop rules, so that an operator's
counsel can change them (rules/markets/).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from careline.core.orders import Consent
from careline.core.rules import ContactRules, Window


class Channel(StrEnum):
    PHONE = "phone"
    SMS = "sms"


class Reason(StrEnum):
    """Why we may not contact someone (now). Worded for people in `phrases`."""

    OPTED_OUT = "opted_out"
    NO_CONSENT = "no_consent"
    NO_NUMBER = "no_number"
    BAD_NUMBER = "bad_number"
    NUMBER_OPTED_OUT = "number_opted_out"
    """Somebody said no on this number, under whichever account."""
    WRONG_NUMBER = "wrong_number"
    """Who answers this number is a stranger to our consumers."""
    DO_NOT_CALL = "do_not_call"
    """The number stands on a list that an operator has given us."""
    DAILY_CAP = "daily_cap"
    OUTSIDE_WINDOW = "outside_window"
    UNKNOWN_ZONE = "unknown_zone"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachability:
    """What is known about contacting one consumer on one channel. `today` counts contacts of the consumer's own day.

    `opted_out` is the person's word; `held` is why the number is not contacted, whichever account it belongs to.
    """

    channel: Channel
    phone: str | None
    region: str
    time_zone: str
    consent: Consent
    opted_out: bool
    number_bad: bool
    today: int
    held: Reason | None = None

    @property
    def stopped(self) -> Reason | None:
        """Why nobody may go on: the person's no, or what holds for the number."""
        return Reason.OPTED_OUT if self.opted_out else self.held


@dataclass(frozen=True, slots=True)
class Allowed:
    """Contact is lawful at any instant from `at` (UTC) on, within the same window."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    reason: Reason


def may_contact(who: Reachability, now: datetime, rules: ContactRules) -> Allowed | Refused:
    """When the consumer may next be contacted: now, at a later opening of the window, or not at all.

    A full daily cap moves the earliest time to the consumer's next day; everything else refuses for good.
    """
    if reason := _never(who, rules):
        return Refused(reason)
    try:
        zone = ZoneInfo(who.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return Refused(Reason.UNKNOWN_ZONE)
    cap = rules.calls_per_day if who.channel is Channel.PHONE else rules.messages_per_day
    earliest = now if who.today < cap else _next_midnight(now, zone)
    return Allowed(next_opening(earliest, zone, rules.windows(who.region)))


def _never(who: Reachability, rules: ContactRules) -> Reason | None:
    if not who.phone:
        return Reason.NO_NUMBER
    if who.stopped:
        return who.stopped
    if who.number_bad:
        return Reason.BAD_NUMBER
    agreed = who.consent.service_calls if who.channel is Channel.PHONE else who.consent.service_sms
    if who.channel is Channel.PHONE and rules.market(who.region).artificial_voice_consent:
        agreed = agreed and who.consent.artificial_voice
    return None if agreed else Reason.NO_CONSENT


def next_opening(earliest: datetime, zone: ZoneInfo, windows: tuple[Window, ...]) -> datetime:
    """The first instant at or after `earliest` (UTC) that lies in a window of the zone's wall clock.

    Works through the clock changes: an opening that falls into a skipped hour comes later by as much as was skipped.
    """
    if in_window(earliest, zone, windows):  # also the second time round, when the clocks went back
        return earliest
    local_day = earliest.astimezone(zone).date()
    for ahead in range(3):
        day = local_day + timedelta(days=ahead)
        for window in sorted(windows, key=lambda w: w.opens):
            opens = datetime.combine(day, window.opens, zone).astimezone(UTC)
            closes = datetime.combine(day, window.closes, zone).astimezone(UTC)
            if (start := max(opens, earliest)) < closes and in_window(start, zone, windows):
                return start
    raise ValueError("the rule pack has no window at all for this region")


def in_window(at: datetime, zone: ZoneInfo, windows: tuple[Window, ...]) -> bool:
    """Whether the wall clock of `zone` at this instant stands inside a window."""
    clock = at.astimezone(zone).time()
    return any(window.opens <= clock < window.closes for window in windows)


def _next_midnight(now: datetime, zone: ZoneInfo) -> datetime:
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, zone).astimezone(UTC)
