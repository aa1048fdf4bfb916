"""When a consumer may be contacted, on the clock of where she is."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careline.core.contact import (
    Allowed,
    Channel,
    Line,
    Reachability,
    Reason,
    Refused,
    in_window,
    may_contact,
    next_opening,
    places_of,
)
from careline.core.rules import ContactRules, Market, Window
from tests.factories import NOW, consent
from tests.rules import DEMO, RULES

pytestmark = pytest.mark.unit

STANDARD = RULES.contact
PACKS = (RULES, DEMO)


def someone(**given: Any) -> Reachability:
    """林晓雨 of Hangzhou, who agreed to calls and was not called today."""
    usual: dict[str, Any] = {"channel": Channel.PHONE, "phone": "+8613800000001", "region": "CN", "today": 0}
    usual |= {"time_zone": "Asia/Shanghai", "consent": consent(), "opted_out": False, "number_bad": False}
    usual |= {"held": None, "line": None, "recent": ()}
    return Reachability(**{**usual, **given})


def at(text: str, zone: str = "Asia/Shanghai", *, fold: int = 0) -> datetime:
    """The instant at which a clock there shows this."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


REGIONS = (
    ("CN", "Asia/Shanghai"), ("US", "America/New_York"), ("US", "America/Los_Angeles"), ("US", "Pacific/Honolulu"),
    ("GB", "Europe/London"), ("DE", "Europe/Berlin"), ("AU", "Australia/Lord_Howe"), ("SG", "Asia/Singapore"),
    ("", "Asia/Kathmandu"), ("KI", "Pacific/Kiritimati"), ("LB", "Asia/Beirut"), ("CU", "America/Havana"),
)  # fmt: skip

CHINA = [
    ("2026-11-24T08:59:59.999999", "2026-11-24T09:00"),
    ("2026-11-24T09:00", None),
    ("2026-11-24T11:59:59.999999", None),
    ("2026-11-24T12:00", "2026-11-24T14:00"),
    ("2026-11-24T13:59:59.999999", "2026-11-24T14:00"),
    ("2026-11-24T14:00", None),
    ("2026-11-24T19:59:59.999999", None),
    ("2026-11-24T20:00", "2026-11-25T09:00"),
    ("2026-12-31T20:00", "2027-01-01T10:00"),  # a holiday
    ("2026-12-31T23:59:59.999999", "2027-01-01T10:00"),
    ("2028-02-28T21:00", "2028-02-29T09:00"),
]


@pytest.mark.parametrize(("now", "opening"), CHINA)
def test_china_is_called_from_9_to_12_and_from_14_to_20(now: str, opening: str | None) -> None:
    assert may_contact(someone(), at(now), STANDARD) == Allowed(at(opening or now))


@pytest.mark.parametrize("zone", ["America/New_York", "America/Phoenix", "Pacific/Honolulu"])
def test_the_us_is_called_from_8_to_21_where_the_consumer_is(zone: str) -> None:
    who = someone(region="US", time_zone=zone)
    for now, opening in (
        ("2026-07-07T07:59", "2026-07-07T08:00"), ("2026-07-07T08:00", "2026-07-07T08:00"),
        ("2026-07-07T20:59", "2026-07-07T20:59"), ("2026-07-07T21:00", "2026-07-08T08:00"),
    ):  # fmt: skip
        assert may_contact(who, at(now, zone), STANDARD) == Allowed(at(opening, zone))


@pytest.mark.parametrize("region", ["GB", "DE", "FR", "PL"])
def test_europe_is_called_from_9_to_20(region: str) -> None:
    who = someone(region=region, time_zone="Europe/Berlin")
    for now, opening in (
        ("2026-11-24T08:59", "2026-11-24T09:00"), ("2026-11-24T12:30", "2026-11-24T12:30"),
        ("2026-11-24T19:59", "2026-11-24T19:59"), ("2026-11-24T20:00", "2026-11-25T09:00"),
    ):  # fmt: skip
        allowed = may_contact(who, at(now, "Europe/Berlin"), STANDARD)
        assert allowed == Allowed(at(opening, "Europe/Berlin"))


@pytest.mark.parametrize(("now", "opening"), [row for row in CHINA if "2027" not in f"{row[1]}"])
@pytest.mark.parametrize("region", ["", "BR"])
def test_an_unknown_region_is_called_as_carefully_as_china(region: str, now: str, opening: str | None) -> None:
    who, zone = someone(region=region, time_zone="America/Sao_Paulo"), "America/Sao_Paulo"
    assert may_contact(who, at(now, zone), STANDARD) == Allowed(at(opening or now, zone))


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"phone": None}, Reason.NO_NUMBER),
        ({"phone": ""}, Reason.NO_NUMBER),
        ({"opted_out": True}, Reason.OPTED_OUT),
        ({"number_bad": True}, Reason.BAD_NUMBER),
        ({"consent": consent(service_calls=False)}, Reason.NO_CONSENT),
        ({"channel": Channel.SMS, "consent": consent(service_sms=False)}, Reason.NO_CONSENT),
        ({"region": "US", "consent": consent(artificial_voice=False)}, Reason.NO_CONSENT),
        ({"region": "US", "consent": consent(service_calls=False)}, Reason.NO_CONSENT),
        ({"time_zone": "Mars/Olympus"}, Reason.UNKNOWN_ZONE),
        ({"time_zone": ""}, Reason.UNKNOWN_ZONE),
        ({"time_zone": "../../etc/passwd"}, Reason.UNKNOWN_ZONE),
        ({"time_zone": "America"}, Reason.UNKNOWN_ZONE),
    ],
)
def test_some_things_forbid_contact_whatever_the_hour(what: dict[str, Any], reason: Reason) -> None:
    for rules in PACKS:
        assert may_contact(someone(**what), NOW, rules.contact) == Refused(reason)


@pytest.mark.parametrize(
    "what",
    [
        {"channel": Channel.SMS, "consent": consent(service_calls=False)},
        {"channel": Channel.PHONE, "consent": consent(service_sms=False)},
        {"channel": Channel.SMS, "region": "US", "consent": consent(artificial_voice=False)},
        {"region": "CN", "consent": consent(artificial_voice=False)},
    ],
)
def test_consent_is_asked_for_the_channel_that_is_used(what: dict[str, Any]) -> None:
    assert isinstance(may_contact(someone(**what), NOW, STANDARD), Allowed)


@pytest.mark.parametrize(("channel", "cap"), [(Channel.PHONE, 2), (Channel.SMS, 3)])
def test_a_full_day_moves_contact_to_the_consumers_next_day(channel: Channel, cap: int) -> None:
    now = at("2026-11-24T10:00")
    assert may_contact(someone(channel=channel, today=cap - 1), now, STANDARD) == Allowed(now)
    for today in (cap, cap + 1):
        allowed = may_contact(someone(channel=channel, today=today), now, STANDARD)
        assert allowed == Allowed(at("2026-11-25T09:00"))


def test_the_next_day_is_the_consumers_and_not_ours() -> None:
    who = someone(region="US", time_zone="America/Los_Angeles", today=2)
    late = at("2026-11-24T20:30", "America/Los_Angeles")  # 25 November in UTC already
    assert may_contact(who, late, STANDARD) == Allowed(at("2026-11-25T08:00", "America/Los_Angeles"))


def test_the_demo_rings_at_any_hour_and_says_so() -> None:
    for hour in range(24):
        now = at(f"2026-11-24T{hour:02d}:30")
        assert may_contact(someone(), now, DEMO.contact) == Allowed(now)
    assert DEMO.label
    assert not RULES.label


NIGHT = (Window(time(2, 30), time(4)),)


def test_an_opening_in_the_hour_that_summer_time_skips_comes_an_hour_later() -> None:
    zone = ZoneInfo("America/New_York")
    opening = next_opening(at("2026-03-08T01:00", zone.key), zone, NIGHT)
    assert opening == at("2026-03-08T03:30", zone.key)


def test_a_window_that_closes_in_the_skipped_hour_is_over_when_that_hour_is() -> None:
    zone, windows = ZoneInfo("America/New_York"), (Window(time(1), time(2, 30)),)
    last = at("2026-03-08T01:59", zone.key)
    assert next_opening(last, zone, windows) == last
    over = last + timedelta(minutes=11)
    assert over.astimezone(zone).time() == time(3, 10)
    assert next_opening(over, zone, windows) == at("2026-03-09T01:00", zone.key)


def test_an_hour_that_comes_twice_is_open_both_times() -> None:
    zone, windows = ZoneInfo("America/New_York"), (Window(time(1, 30), time(1, 45)),)
    first, second = at("2026-11-01T01:40", zone.key), at("2026-11-01T01:40", zone.key, fold=1)
    assert second - first == timedelta(hours=1)
    assert next_opening(first, zone, windows) == first
    assert next_opening(second, zone, windows) == second


def test_lord_howe_moves_its_clocks_by_half_an_hour() -> None:
    zone = ZoneInfo("Australia/Lord_Howe")
    assert next_opening(at("2026-10-03T23:00", zone.key), zone, NIGHT) == at("2026-10-04T02:30", zone.key)
    before, after = at("2026-10-03T08:59", zone.key), at("2026-10-04T08:59", zone.key)
    assert after - before == timedelta(hours=23, minutes=30)
    for now in (before, after):
        assert next_opening(now, zone, STANDARD.windows("")) == now + timedelta(minutes=1)


def test_a_midnight_that_summer_time_skips_still_begins_the_next_day() -> None:
    who = someone(region="LB", time_zone="Asia/Beirut", today=20)
    allowed = may_contact(who, at("2026-03-28T15:00", "Asia/Beirut"), DEMO.contact)
    assert allowed == Allowed(at("2026-03-29T01:00", "Asia/Beirut"))


def test_a_rule_pack_without_any_window_is_a_mistake_and_not_a_licence() -> None:
    with pytest.raises(ValueError, match="no window"):
        next_opening(NOW, ZoneInfo("UTC"), ())


moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
places = st.sampled_from(REGIONS)
clock_times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 30, 59)))
windows = st.lists(
    st.tuples(clock_times, clock_times).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Window(*pair)),
    min_size=1,
    max_size=3,
).map(tuple)
contact_rules = st.sampled_from([rules.contact for rules in PACKS])


def _drawn(hours: tuple[Window, ...]) -> ContactRules:
    """These hours wherever the consumer lives."""
    everywhere = Market(
        name="drawn", regions=frozenset(), windows=hours, rest_day_windows=(), artificial_voice_consent=False,
        rest_days=frozenset(), own_rest_days={}, help={}, says={},
    )  # fmt: skip
    return replace(STANDARD, markets=(), elsewhere=everywhere)


packs = contact_rules | windows.map(_drawn)


@given(places, moments, packs, st.sampled_from(Channel), st.integers(0, 25))
def test_whenever_contact_is_allowed_the_clock_there_stands_inside_a_window(
    place: tuple[str, str], now: datetime, rules: ContactRules, channel: Channel, today: int
) -> None:
    region, zone = place
    allowed = may_contact(someone(region=region, time_zone=zone, channel=channel, today=today), now, rules)
    assert isinstance(allowed, Allowed)
    assert allowed.at >= now
    hours = rules.hours(region, now.astimezone(ZoneInfo(zone)).date())
    assert in_window(allowed.at, ZoneInfo(zone), rules.hours(region, allowed.at.astimezone(ZoneInfo(zone)).date()))
    cap = rules.calls_per_day if channel is Channel.PHONE else rules.messages_per_day
    if today < cap:
        assert (allowed.at == now) == in_window(now, ZoneInfo(zone), hours)
    else:
        assert allowed.at.astimezone(ZoneInfo(zone)).date() > now.astimezone(ZoneInfo(zone)).date()


@given(places, moments)
def test_no_opening_of_the_standard_rules_is_passed_over(place: tuple[str, str], now: datetime) -> None:
    region, name = place
    zone, hours = ZoneInfo(name), STANDARD.windows(region)
    opening = next_opening(now, zone, hours)
    assert opening - now < timedelta(hours=14)
    passed = now
    while passed < opening:
        assert not in_window(passed, zone, hours)
        passed += timedelta(minutes=7)
    assert opening == now or not in_window(opening - timedelta(microseconds=1), zone, hours)


@given(places, moments, moments)
def test_waiting_never_makes_the_opening_earlier(place: tuple[str, str], one: datetime, other: datetime) -> None:
    region, name = place
    zone, hours = ZoneInfo(name), STANDARD.windows(region)
    assert next_opening(min(one, other), zone, hours) <= next_opening(max(one, other), zone, hours)


hard_limits = {"CN": (9, 21), "US": (8, 21)}


@given(places.filter(lambda place: place[0] in hard_limits), moments, st.sampled_from(Channel))
def test_nobody_is_contacted_outside_the_hours_the_law_names(
    place: tuple[str, str], now: datetime, channel: Channel
) -> None:
    region, zone = place
    allowed = may_contact(someone(region=region, time_zone=zone, channel=channel), now, STANDARD)
    assert isinstance(allowed, Allowed)
    opens, closes = hard_limits[region]
    assert opens <= allowed.at.astimezone(ZoneInfo(zone)).hour < closes


@given(
    st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans(), places, moments,
    st.sampled_from(Channel), contact_rules,
)  # fmt: skip
def test_an_opt_out_a_dead_number_or_a_missing_consent_refuses_at_any_time(
    opted_out: bool, bad: bool, numberless: bool, calls: bool, sms: bool, voice: bool, place: tuple[str, str],
    now: datetime, channel: Channel, rules: ContactRules,
) -> None:  # fmt: skip
    region, zone = place
    agreed = consent(service_calls=calls, service_sms=sms, artificial_voice=voice)
    who = someone(channel=channel, region=region, time_zone=zone, opted_out=opted_out, number_bad=bad, consent=agreed)
    who = replace(who, phone=None) if numberless else who
    enough = sms if channel is Channel.SMS else calls and (voice or region != "US")
    assume(opted_out or bad or numberless or not enough)
    assert isinstance(may_contact(who, now, rules), Refused)


def line(country: str = "US", *zones: str, barred: Reason | None = None, texts: bool = True) -> Line:
    """A number of that country, in those zones."""
    return Line(country=country, zones=zones, barred=barred, texts=texts)


def test_a_number_of_another_zone_has_to_be_awake_too() -> None:
    """The feed says Shanghai; the phone rings in California, where it is night."""
    who = someone(line=line("US", "America/Los_Angeles"))
    for now in ("2026-11-24T14:00", "2026-11-24T19:59"):
        assert may_contact(who, at(now), STANDARD) == Allowed(at("2026-11-25T09:00"))  # five in the afternoon there


def test_hours_that_never_meet_are_a_reason() -> None:
    markets = (
        replace(STANDARD.market("CN"), windows=(Window(time(9), time(10)),), rest_day_windows=()),
        replace(STANDARD.market("US"), windows=(Window(time(9), time(10)),), rest_day_windows=()),
    )
    who = someone(line=line("US", "America/Los_Angeles"))
    assert may_contact(who, NOW, replace(STANDARD, markets=markets)) == Refused(Reason.NO_COMMON_HOUR)


def test_a_number_that_may_be_in_the_consumers_zone_is_believed_to_be() -> None:
    """Mobile numbers of Australia are in any of its zones; only Sydney's, which the feed names, has to be open."""
    zones = ("Australia/Perth", "Australia/Sydney", "Australia/Adelaide")
    rules = replace(STANDARD, countries=STANDARD.countries | {"AU"})
    who = someone(region="AU", time_zone="Australia/Melbourne", line=line("AU", *zones))
    assert may_contact(who, at("2026-11-24T09:00", "Australia/Sydney"), rules) == Allowed(
        at("2026-11-24T09:00", "Australia/Sydney")
    )
    elsewhere = replace(who, line=line("AU", "Australia/Perth", "Australia/Adelaide"))
    assert may_contact(elsewhere, at("2026-11-24T09:00", "Australia/Sydney"), rules) == Allowed(
        at("2026-11-24T14:30", "Australia/Sydney")  # at noon all but Perth are closed, until Adelaide opens again
    )


def test_two_zones_that_part_in_summer_are_two() -> None:
    """Denver and Phoenix show the same time in winter."""
    who = someone(region="US", time_zone="America/Phoenix", line=line("US", "America/Denver"))
    assert len(places_of(who, at("2026-11-24T10:00"), STANDARD)) == 2
    assert len(places_of(replace(who, time_zone="America/Boise"), at("2026-11-24T10:00"), STANDARD)) == 1


@pytest.mark.parametrize("region", ["CN", "", "US"])
def test_consent_to_an_artificial_voice_hangs_on_the_number_too(region: str) -> None:
    agreed = consent(artificial_voice=False)
    us = someone(region=region, consent=agreed, line=line("US", "Asia/Shanghai"))
    assert may_contact(us, NOW, STANDARD) == Refused(Reason.NO_CONSENT)
    abroad = someone(region="US", consent=agreed, line=line("CN", "Asia/Shanghai"))
    assert may_contact(abroad, NOW, STANDARD) == Refused(Reason.NO_CONSENT)


@pytest.mark.parametrize(
    ("zone", "zones", "enough"),
    [("Nowhere/Land", ("Asia/Shanghai",), True), ("Asia/Shanghai", (), True), ("Nowhere/Land", (), False)],
)
def test_the_rules_say_whether_one_known_zone_is_enough(zone: str, zones: tuple[str, ...], enough: bool) -> None:
    who = someone(time_zone=zone, line=line("CN", *zones))
    now = at("2026-11-24T10:00")
    assert may_contact(who, now, STANDARD) == (Allowed(now) if enough else Refused(Reason.UNKNOWN_ZONE))
    strict = replace(STANDARD, one_zone_is_enough=False)
    assert may_contact(who, now, strict) == Refused(Reason.UNKNOWN_ZONE)


@pytest.mark.parametrize(
    ("told", "channel", "reason"),
    [
        (line("US", barred=Reason.PREMIUM_NUMBER), Channel.PHONE, Reason.PREMIUM_NUMBER),
        (line("", barred=Reason.SATELLITE_NUMBER), Channel.SMS, Reason.SATELLITE_NUMBER),
        (line("ST", "Africa/Sao_Tome"), Channel.PHONE, Reason.COUNTRY_NOT_SERVED),
        (line("", "Asia/Shanghai"), Channel.PHONE, Reason.COUNTRY_NOT_SERVED),
        (line("CN", "Asia/Shanghai", texts=False), Channel.SMS, Reason.LANDLINE),
        (line("CN", "Asia/Shanghai", texts=False), Channel.PHONE, None),
    ],
)
def test_a_number_may_forbid_contact_by_itself(told: Line, channel: Channel, reason: Reason | None) -> None:
    for rules in PACKS:
        found = may_contact(someone(line=told, channel=channel), at("2026-11-24T10:00"), rules.contact)
        assert found == (Refused(reason) if reason else Allowed(at("2026-11-24T10:00")))


@pytest.mark.parametrize(
    ("region", "zone", "now", "opening"),
    [
        ("CN", "Asia/Shanghai", "2026-10-01T09:30", "2026-10-01T10:00"),
        ("CN", "Asia/Shanghai", "2026-10-01T18:00", "2026-10-02T10:00"),
        ("US", "America/New_York", "2026-11-26T10:00", "2026-11-27T08:00"),
        ("GB", "Europe/London", "2026-12-24T20:00", "2026-12-27T09:00"),
        ("DE", "Europe/Berlin", "2026-10-02T21:00", "2026-10-04T09:00"),
        ("FR", "Europe/Paris", "2026-10-02T21:00", "2026-10-03T09:00"),
        ("TW", "Asia/Taipei", "2026-10-10T09:30", "2026-10-10T10:00"),
    ],
)
def test_holidays_are_the_regions_own_and_kept_as_its_market_says(
    region: str, zone: str, now: str, opening: str
) -> None:
    who = someone(region=region, time_zone=zone)
    assert may_contact(who, at(now, zone), STANDARD) == Allowed(at(opening, zone))


def test_a_holiday_where_the_number_is_counts_as_well() -> None:
    who = someone(region="CN", time_zone="America/New_York", line=line("US", "America/New_York"))
    assert may_contact(who, at("2026-11-26T10:00", "America/New_York"), STANDARD) == Allowed(
        at("2026-11-27T09:00", "America/New_York")
    )


@pytest.mark.parametrize(
    ("ago", "wait"),
    [
        ((), timedelta(0)),
        ((timedelta(seconds=10),), timedelta(0)),
        ((timedelta(seconds=10), timedelta(seconds=20)), timedelta(seconds=40)),
        ((timedelta(minutes=2),) * 4, timedelta(minutes=58)),
        ((timedelta(hours=2),) * 5, timedelta(hours=22)),
    ],
)
@pytest.mark.parametrize("channel", list(Channel))
def test_calls_and_messages_together_are_so_many_a_minute_an_hour_and_a_day(
    ago: tuple[timedelta, ...], wait: timedelta, channel: Channel
) -> None:
    now = at("2026-11-24T10:30")
    who = someone(channel=channel, recent=tuple(now - one for one in ago))
    due = now + wait
    inside = in_window(due, ZoneInfo("Asia/Shanghai"), STANDARD.windows("CN"))
    assert may_contact(who, now, STANDARD) == Allowed(due if inside else at("2026-11-25T09:00"))


two_places = st.tuples(places, places)


@given(two_places, moments, st.sampled_from(Channel))
def test_whenever_contact_is_allowed_both_places_are_awake(
    both: tuple[tuple[str, str], tuple[str, str]], now: datetime, channel: Channel
) -> None:
    (region, zone), (country, its_zone) = both
    rules = replace(STANDARD, countries=frozenset({country}))
    who = someone(region=region, time_zone=zone, channel=channel, line=line(country, its_zone))
    found = may_contact(who, now, rules)
    if isinstance(found, Refused):
        assert found.reason in {Reason.NO_COMMON_HOUR, Reason.COUNTRY_NOT_SERVED}
        return
    assert found.at >= now
    for place, name in ((region, zone), (country, its_zone)):
        local = found.at.astimezone(ZoneInfo(name))
        assert in_window(found.at, ZoneInfo(name), rules.hours(place, local.date()))
