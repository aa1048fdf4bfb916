"""May any channel contact this consumer now? The one place that says so, for phone and SMS alike.

Windows and holidays are those of where the feed says the consumer lives and of where the number says its phone is: a
contact has to be lawful by both. Which hold in which region is data of the shop rules, so that an operator's counsel
can change them (rules/markets/).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
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
    PREMIUM_NUMBER = "premium_number"
    SATELLITE_NUMBER = "satellite_number"
    SHARED_COST_NUMBER = "shared_cost_number"
    SERVICE_NUMBER = "service_number"
    """Free of charge, a pager, a mailbox: nobody's own phone."""
    SHORT_NUMBER = "short_number"
    UNKNOWN_NUMBER = "unknown_number"
    """Of no kind that its country's numbering plan knows."""
    LANDLINE = "landline"
    """It cannot get text messages."""
    COUNTRY_NOT_SERVED = "country_not_served"
    DAILY_CAP = "daily_cap"
    OUTSIDE_WINDOW = "outside_window"
    UNKNOWN_ZONE = "unknown_zone"
    NO_COMMON_HOUR = "no_common_hour"
    """The hours of the consumer's place and of the number's never meet."""
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a number tells by itself. `country` (ISO 3166-1 alpha-2) and `zones` are empty where it tells none; `barred`
    is why it must never be dialled; `texts` whether it can get SMS."""

    country: str
    zones: tuple[str, ...]
    barred: Reason | None
    texts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachability:
    """What is known about contacting one consumer on one channel. `today` counts contacts of the consumer's own day.

    `opted_out` is the person's word; `held` is why the number is not contacted, whichever account it belongs to.
    `recent` are the instants of the last day at which we phoned or texted consumer or number, the latest first.
    """

    channel: Channel
    phone: str | None
    region: str
    time_zone: str
    consent: Consent
    opted_out: bool
    number_bad: bool
    today: int
    held: Reason | None
    line: Line | None
    recent: tuple[datetime, ...]

    @property
    def stopped(self) -> Reason | None:
        """Why nobody may go on: the person's no, or what holds for the number."""
        return Reason.OPTED_OUT if self.opted_out else self.held

    @property
    def country(self) -> str:
        """The number's country, "" if it tells none."""
        return self.line.country if self.line else ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Contact is lawful at any instant from `at` (UTC) on, within the same window."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    reason: Reason


Hours = Callable[[date], Sequence[Window]]
"""The windows of a day (local date) in one place; none on a day of rest, if the rules say so."""
Place = tuple[ZoneInfo, Hours]

_HORIZON = timedelta(days=16)
"""No holiday is longer. What finds no hour within this time finds none."""


def may_contact(who: Reachability, now: datetime, rules: ContactRules) -> Allowed | Refused:
    """When the consumer may next be contacted: now, at a later opening of the window, or not at all.

    A full daily cap moves the earliest time to the consumer's next day, a full minute, hour or day of calls and
    messages together to when it has passed; everything else refuses for good.
    """
    if reason := _never(who, rules):
        return Refused(reason)
    places = places_of(who, now, rules)
    if not places:
        return Refused(Reason.UNKNOWN_ZONE)
    cap = rules.calls_per_day if who.channel is Channel.PHONE else rules.messages_per_day
    earliest = now if who.today < cap else _next_midnight(now, places[0][0])
    found = common_opening(max(earliest, _rested(who.recent, rules)), places)
    return Allowed(found) if found else Refused(Reason.NO_COMMON_HOUR)


def _never(who: Reachability, rules: ContactRules) -> Reason | None:
    if not who.phone:
        return Reason.NO_NUMBER
    if who.stopped:
        return who.stopped
    if who.number_bad:
        return Reason.BAD_NUMBER
    if who.line and (reason := _not_this_line(who.line, who.channel, rules)):
        return reason
    agreed = who.consent.service_calls if who.channel is Channel.PHONE else who.consent.service_sms
    if who.channel is Channel.PHONE and _voice_needs_consent(who, rules):
        agreed = agreed and who.consent.artificial_voice
    return None if agreed else Reason.NO_CONSENT


def _not_this_line(line: Line, channel: Channel, rules: ContactRules) -> Reason | None:
    if line.barred:
        return line.barred
    if line.country not in rules.countries:
        return Reason.COUNTRY_NOT_SERVED
    return Reason.LANDLINE if channel is Channel.SMS and not line.texts else None


def _voice_needs_consent(who: Reachability, rules: ContactRules) -> bool:
    """By the law of where the number is, or of where the consumer is said to live."""
    regions = {who.region, who.country or who.region}
    return any(rules.market(region).artificial_voice_consent for region in regions)


def places_of(who: Reachability, now: datetime, rules: ContactRules) -> list[Place]:
    """Where the phone may be, each with its hours; all of them have to be open. Empty where nobody knows.

    The feed's zone first, by the hours of the consumer's region. A number whose zones include that one adds the hours
    of its country; a number of elsewhere adds every zone it may be in. If only one of the two is known, the rules say
    whether that is enough.
    """
    told = _zone(who.time_zone)
    zones = [zone for name in (who.line.zones if who.line else ()) if (zone := _zone(name))]
    if who.line and not (told and zones) and not rules.one_zone_is_enough:
        return []
    if not told:
        return _placed(zones, who.country, rules)
    places = _placed([told], who.region, rules)
    if not zones:
        return places
    fits = any(_clock(zone, now) == _clock(told, now) for zone in zones)
    if fits and who.country == who.region:
        return places
    return places + _placed([told] if fits else zones, who.country, rules)


def _placed(zones: Sequence[ZoneInfo], region: str, rules: ContactRules) -> list[Place]:
    return [(zone, lambda day: rules.hours(region, day)) for zone in zones]


def _clock(zone: ZoneInfo, now: datetime) -> tuple[timedelta | None, ...]:
    """What tells one zone's clock from another's through a year: its offsets in winter and in summer."""
    return tuple(datetime(now.year, month, 1, tzinfo=UTC).astimezone(zone).utcoffset() for month in (1, 7))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _rested(recent: Sequence[datetime], rules: ContactRules) -> datetime:
    """When neither a minute nor an hour nor a day would hold too many contacts, whatever their channel."""
    caps = (
        (timedelta(minutes=1), rules.contacts_per_minute),
        (timedelta(hours=1), rules.contacts_per_hour),
        (timedelta(days=1), rules.contacts_per_day),
    )
    full = [recent[most - 1] + span for span, most in caps if len(recent) >= most]
    return max(full, default=datetime.min.replace(tzinfo=UTC))


def common_opening(earliest: datetime, places: Sequence[Place]) -> datetime | None:
    """The first instant at or after `earliest` (UTC) that lies inside the hours of every place; None if there is none
    within the horizon."""
    at, last = earliest, earliest + _HORIZON
    while at < last:
        openings = [opening_at(at, zone, hours) for zone, hours in places]
        if None in openings:
            return None
        latest = max(opening for opening in openings if opening)
        if latest == at:
            return at
        at = latest
    return None


def opening_at(earliest: datetime, zone: ZoneInfo, hours: Hours) -> datetime | None:
    """The first instant at or after `earliest` (UTC) that lies in a window of the zone's wall clock.

    Works through the clock changes: an opening that falls into a skipped hour comes later by as much as was skipped.
    """
    local_day = earliest.astimezone(zone).date()
    if in_window(earliest, zone, hours(local_day)):  # also the second time round, when the clocks went back
        return earliest
    for ahead in range(_HORIZON.days + 1):
        day = local_day + timedelta(days=ahead)
        windows = hours(day)
        for window in sorted(windows, key=lambda w: w.opens):
            opens = datetime.combine(day, window.opens, zone).astimezone(UTC)
            closes = datetime.combine(day, window.closes, zone).astimezone(UTC)
            if (start := max(opens, earliest)) < closes and in_window(start, zone, windows):
                return start
    return None


def next_opening(earliest: datetime, zone: ZoneInfo, windows: Sequence[Window]) -> datetime:
    """The same for windows that are alike on every day. Raises ValueError where there is none."""
    found = opening_at(earliest, zone, lambda _day: windows)
    if found is None:
        raise ValueError("the rule pack has no window at all for this region")
    return found


def in_window(at: datetime, zone: ZoneInfo, windows: Sequence[Window]) -> bool:
    """Whether the wall clock of `zone` at this instant stands inside a window."""
    clock = at.astimezone(zone).time()
    return any(window.opens <= clock < window.closes for window in windows)


def _next_midnight(now: datetime, zone: ZoneInfo) -> datetime:
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, zone).astimezone(UTC)
