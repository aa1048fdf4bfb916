"""When people answer: what falls due, what is late, what is told of it, by hours that change from day to day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.hours import (
    OpenHours,
    after,
    before,
    closes_next,
    due_by,
    every_day,
    is_open,
    next_opening,
    told_window,
    window_of,
)
from careline.core.rules import WHOLE_DAY, Window
from tests.factories import NOW

pytestmark = pytest.mark.unit

NINE_TO_NINE = every_day(Window(time(9), time(21)))
SHANGHAI = "Asia/Shanghai"
ZONES = st.sampled_from([SHANGHAI, "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=9))
hours = st.integers(0, 23 * 60).flatmap(lambda opens: st.tuples(st.just(opens), st.integers(opens + 60, 24 * 60))).map(
    lambda w: Window(time(w[0] // 60, w[0] % 60), time.max if w[1] == 24 * 60 else time(w[1] // 60, w[1] % 60))
)  # fmt: skip


def local(day: int, hour: int, minute: int = 0, zone: str = SHANGHAI, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("made", "within", "due"),
    [
        (local(24, 12), 4, local(24, 16)),
        (local(24, 12), 8, local(24, 20)),
        (local(24, 12), 9, local(25, 10)),  # 21:00 is closed already
        (local(24, 12), 15, local(25, 10)),
        (local(24, 12), 20, local(25, 10)),  # 08:00, before people are there
        (local(24, 12), 21, local(25, 9)),
        (local(24, 12), 24, local(25, 12)),
        (local(24, 3), 1, local(24, 10)),
        (local(30, 12), 12, local(1, 10, month=12)),
    ],
)
def test_what_would_fall_due_at_night_falls_due_an_hour_into_the_day(
    made: datetime, within: int, due: datetime
) -> None:
    assert due_by(made, timedelta(hours=within), NINE_TO_NINE, SHANGHAI) == due


@given(instants, lengths, hours, ZONES)
def test_nothing_ever_falls_due_while_nobody_works_nor_sooner_than_was_said(
    made: datetime, within: timedelta, open_hours: Window, zone: str
) -> None:
    due = due_by(made, within, every_day(open_hours), zone)
    assert due >= made + within
    assert due <= made + within + timedelta(hours=26)
    clock = due.astimezone(ZoneInfo(zone)).time()
    shifted = (
        due.astimezone(ZoneInfo(zone)).utcoffset() != (due - timedelta(hours=3)).astimezone(ZoneInfo(zone)).utcoffset()
    )
    assert shifted or open_hours.opens <= clock < open_hours.closes


@given(instants, lengths, ZONES)
def test_where_people_work_day_and_night_it_is_due_when_it_was_said(
    made: datetime, within: timedelta, zone: str
) -> None:
    assert due_by(made, within, every_day(WHOLE_DAY), zone) == made + within


def test_a_night_in_which_the_clocks_change_ends_at_nine_by_the_new_clock() -> None:
    berlin = "Europe/Berlin"
    evening = datetime(2026, 3, 28, 20, tzinfo=ZoneInfo(berlin))
    assert due_by(evening, timedelta(hours=4), NINE_TO_NINE, berlin) == datetime(2026, 3, 29, 8, tzinfo=UTC)
    autumn = datetime(2026, 10, 24, 20, tzinfo=ZoneInfo(berlin))
    assert due_by(autumn, timedelta(hours=4), NINE_TO_NINE, berlin) == datetime(2026, 10, 25, 9, tzinfo=UTC)


def test_a_desk_that_opens_for_an_hour_keeps_its_word_within_it() -> None:
    short = every_day(Window(time(10), time(11)))
    assert due_by(local(24, 12), timedelta(hours=1), short, SHANGHAI) == local(25, 10, 30)


def test_a_zone_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        due_by(NOW, timedelta(hours=1), NINE_TO_NINE, "Asia/Nowhere")


WEEK = OpenHours(
    week=(
        (window_of("09:00-12:00"), window_of("13:00-18:00")), *(((window_of("09:00-18:00")),),) * 4,
        (window_of("10:00-16:00"),), (),
    ),
    days={date(2026, 11, 25): (), date(2026, 11, 29): (window_of("10:00-12:00"),)},
    zone=SHANGHAI,
)  # fmt: skip
"""Monday with a break, Saturday short, no Sunday; Wednesday 25 November is closed, Sunday 29 November is not."""
NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("at", "opens", "closes"),
    [
        (local(23, 8), local(23, 9), None),
        (local(23, 9), None, local(23, 12)),
        (local(23, 12), local(23, 13), None),  # at noon it has just closed
        (local(24, 18), local(26, 9), None),  # the closed day is passed over
        (local(28, 16), local(29, 10), None),  # a Sunday that is worked
        (local(29, 12), local(30, 9), None),
    ],
)
def test_when_it_opens_and_until_when(at: datetime, opens: datetime | None, closes: datetime | None) -> None:
    for zone in (SHANGHAI, NEW_YORK):  # the shop's clock counts, wherever the consumer is
        assert next_opening(at, WEEK, zone) == opens
        assert closes_next(at, WEEK, zone) == closes
        assert is_open(at, WEEK, zone) == (opens is None)


def test_hours_without_a_zone_are_each_consumers_own() -> None:
    at = local(24, 10)
    assert is_open(at, NINE_TO_NINE, SHANGHAI)
    assert next_opening(at, NINE_TO_NINE, NEW_YORK) == local(24, 9, zone=NEW_YORK)


def test_a_night_shift_is_one_time_and_day_and_night_have_no_end() -> None:
    night = OpenHours(week=((window_of("00:00-02:00"), window_of("22:00-24:00")),) * 7, days={}, zone=SHANGHAI)
    assert closes_next(local(24, 23), night, SHANGHAI) == local(25, 2)
    assert after(local(24, 23, 30), timedelta(hours=1), night, SHANGHAI) == local(25, 0, 30)
    for always in (every_day(WHOLE_DAY), OpenHours(week=((WHOLE_DAY,),) * 7, days={date(2020, 1, 1): ()}, zone="")):
        assert next_opening(NOW, always, SHANGHAI) is None
        assert closes_next(NOW, always, SHANGHAI) is None


@pytest.mark.parametrize(
    ("since", "minutes", "late_at"),
    [
        (local(23, 10), 30, local(23, 10, 30)),
        (local(23, 11, 50), 30, local(23, 13, 20)),  # over the break
        (local(24, 17, 58), 3, local(26, 9, 1)),  # over a closed day
        (local(25, 12), 3, local(26, 9, 3)),
    ],
)
def test_nothing_counts_while_it_is_closed(since: datetime, minutes: int, late_at: datetime) -> None:
    assert after(since, timedelta(minutes=minutes), WEEK, SHANGHAI) == late_at


mixed = st.builds(
    lambda windows, closed, zone: OpenHours(
        week=tuple((window,) if window and n not in closed else () for n, window in enumerate(windows)),
        days={}, zone=zone,
    ),
    st.lists(hours, min_size=7, max_size=7), st.sets(st.integers(0, 6), max_size=6), ZONES,
)  # fmt: skip


@given(
    instants,
    instants.map(lambda at: timedelta(minutes=at.minute + 1)),
    mixed,
    st.timedeltas(timedelta(0), timedelta(9)),
)
def test_who_is_late_by_the_timer_is_late_by_the_look_of_the_keeper(
    since: datetime, length: timedelta, open_hours: OpenHours, later: timedelta
) -> None:
    now = since + later
    assert (now >= after(since, length, open_hours, SHANGHAI)) == (since <= before(now, length, open_hours, SHANGHAI))


@given(instants, lengths, mixed)
def test_whatever_the_week_nothing_falls_due_while_it_is_closed(
    made: datetime, within: timedelta, open_hours: OpenHours
) -> None:
    due = due_by(made, within, open_hours, SHANGHAI)
    assert due >= made + within
    assert is_open(due, open_hours, SHANGHAI)


@given(hours)
def test_a_window_is_read_as_it_is_told(window: Window) -> None:
    assert window_of(told_window(window)) == window


@pytest.mark.parametrize("told", ["9-18", "18:00-09:00", "09:00-09:00", "09:00-24:30", "25:00-26:00", ""])
def test_what_are_no_hours_is_refused(told: str) -> None:
    with pytest.raises(ValueError):
        window_of(told)
