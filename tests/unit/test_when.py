"""Which days a consumer means, in their own zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.orders.date_ranges import Days, days_meant
from actions.orders.holidays import SPANS
from tests.utterances import table

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
"""Wednesday noon in Shanghai."""
ZONES = ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Auckland", "Europe/London"]
moments = st.datetimes(datetime(2001, 1, 1), datetime(2090, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))


def spans(value: str, now: datetime = NOW, zone: str = "Asia/Shanghai") -> list[tuple[str, str]]:
    """First and last day of each reading."""
    return [(f"{days.first}"[2:], f"{days.last}"[2:]) for days in days_meant(value, now, zone)]


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("day+0", [("26-11-25", "26-11-25")]),
        ("day-1", [("26-11-24", "26-11-24")]),
        ("days-3..-1", [("26-11-22", "26-11-24")]),
        ("day-3|days-4..-2", [("26-11-22", "26-11-22"), ("26-11-21", "26-11-23")]),
        ("week-1", [("26-11-16", "26-11-22")]),
        ("week+0", [("26-11-23", "26-11-29")]),
        ("weekday:3", [("26-11-18", "26-11-18")]),
        ("weekday:2|weekday-1:2", [("26-11-24", "26-11-24"), ("26-11-17", "26-11-17")]),
        ("weekday-1:7", [("26-11-22", "26-11-22")]),
        ("weekend", [("26-11-21", "26-11-22")]),
        ("weekend-1", [("26-11-21", "26-11-22")]),
        ("month-1", [("26-10-01", "26-10-31")]),
        ("month-11", [("25-12-01", "25-12-31")]),
        ("month-1:03", [("26-10-03", "26-10-03")]),
        ("month-9:31", []),
        ("year-1", [("25-01-01", "25-12-31")]),
        ("year-1:11-03", [("25-11-03", "25-11-03")]),
        ("--11-03", [("26-11-03", "26-11-03")]),
        ("--12-03", [("25-12-03", "25-12-03")]),
        ("--11", [("26-11-01", "26-11-30")]),
        ("--02-29", [("24-02-29", "24-02-29")]),
        ("--02-30", []),
        ("---03", [("26-11-03", "26-11-03")]),
        ("---31", [("26-10-31", "26-10-31")]),
        ("2026-11-03", [("26-11-03", "26-11-03")]),
        ("2026-02", [("26-02-01", "26-02-28")]),
        ("feast:double-11", [("26-11-10", "26-11-12"), ("26-10-14", "26-11-15")]),
        ("feast-1:mid-year", [("25-06-17", "25-06-19"), ("25-05-20", "25-06-22")]),
        ("feast:black-friday", [("25-11-28", "25-11-28"), ("26-11-22", "26-11-30")]),
        ("feast:national-day", [("26-10-01", "26-10-08")]),
        ("feast:spring-festival", [("26-02-10", "26-02-27")]),
        ("feast:birthday", []),
        ("day-99999999", []),
        ("day-99999", [("53-02-10", "53-02-10")]),
        ("whenever", []),
        ("", []),
    ],
)
def test_every_form_of_a_date_has_its_days(value: str, meant: list[tuple[str, str]]) -> None:
    assert spans(value) == meant


def test_today_is_the_consumers_not_the_servers() -> None:
    evening = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert spans("day-1", evening, "Asia/Shanghai") == [("26-11-24", "26-11-24")]
    assert spans("day-1", evening, "America/Los_Angeles") == [("26-11-23", "26-11-23")]


offsets = st.integers(-400, 400).map(lambda number: f"{number:+d}")
month_days = st.tuples(st.integers(1, 12), st.integers(1, 31)).map(lambda day: f"{day[0]:02}-{day[1]:02}")
values = st.one_of(
    offsets.map(lambda n: f"day{n}"),
    offsets.map(lambda n: f"week{n}"),
    offsets.map(lambda n: f"month{n}"),
    st.tuples(offsets, st.integers(1, 7)).map(lambda it: f"weekday{it[0]}:{it[1]}"),
    st.integers(1, 7).map(lambda day: f"weekday:{day}"),
    month_days.map(lambda day: f"--{day}"),
    st.integers(1, 31).map(lambda day: f"---{day:02}"),
    st.sampled_from(sorted(set(SPANS) - {"spring-festival", "dragon-boat", "mid-autumn"})).map(
        lambda it: f"feast:{it}"
    ),
)


@given(values, moments, st.sampled_from(ZONES))
def test_days_are_never_empty_and_what_has_no_sign_has_begun(value: str, now: datetime, zone: str) -> None:
    latest = now.date() + timedelta(days=1)  # the easternmost zone is a day ahead of UTC
    for days in days_meant(value, now, zone):
        assert days.first < days.after
        assert days.last in days
        assert days.after not in days
        if "+" not in value and value.startswith(("--", "weekday:", "feast:")):
            assert days.first <= latest


@given(moments, st.integers(-60, 60), st.sampled_from(ZONES))
def test_weeks_follow_each_other_without_a_gap(now: datetime, number: int, zone: str) -> None:
    (one,) = days_meant(f"week{number:+d}", now, zone)
    (following,) = days_meant(f"week{number + 1:+d}", now, zone)
    assert one.after == following.first
    assert one.first.isoweekday() == 1
    weekdays = [days_meant(f"weekday{number:+d}:{day}", now, zone)[0].first for day in range(1, 8)]
    assert weekdays == [one.first + timedelta(days=at) for at in range(7)]


@given(moments, st.integers(-60, 60))
def test_months_follow_each_other_without_a_gap(now: datetime, number: int) -> None:
    (one,), (following,) = (days_meant(f"month{n:+d}", now, "Asia/Shanghai") for n in (number, number + 1))
    assert one.after == following.first
    assert one.first.day == 1


@given(st.integers(2001, 2090))
def test_black_friday_is_the_day_after_the_fourth_thursday(year: int) -> None:
    (days, _) = days_meant("feast+0:black-friday", datetime(year, 12, 31, 20, tzinfo=UTC), "UTC")
    assert (days.first.isoweekday(), days.first.month) == (5, 11)
    assert 22 <= (days.first - timedelta(days=1)).day <= 28


@given(st.text(alphabet="dayweknmothrs+-.:|0123456789feast", max_size=24))
def test_no_value_however_odd_raises(value: str) -> None:
    for days in days_meant(value, NOW, "Asia/Shanghai"):
        assert isinstance(days, Days)
        assert days.first >= date(1, 1, 1)


def test_every_date_that_the_bot_finds_is_understood_here() -> None:
    found = {value for listed in table().values() for kind, value, _ in listed if kind in {"date", "bought_on"}}
    assert not [value for value in found if not days_meant(value, NOW, "Asia/Shanghai")]
    assert {value.partition(":")[2] for value in found if value.startswith("feast")} == set(SPANS)
