from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.promises import (
    IllegalPromiseMoveError,
    PromiseMove,
    PromiseState,
    due_by,
    promise_after,
)
from careline.core.rules import WHOLE_DAY, Window
from tests.factories import NOW

pytestmark = pytest.mark.unit

NINE_TO_NINE = Window(time(9), time(21))
SHANGHAI = "Asia/Shanghai"
ZONES = st.sampled_from([SHANGHAI, "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=9))
hours = st.tuples(st.integers(0, 23 * 60), st.integers(1, 24 * 60)).filter(lambda w: w[1] - w[0] >= 60).map(
    lambda w: Window(time(w[0] // 60, w[0] % 60), time.max if w[1] == 24 * 60 else time(w[1] // 60, w[1] % 60))
)  # fmt: skip


@pytest.mark.parametrize(("state", "move"), [*product(PromiseState, PromiseMove)])
def test_only_an_open_promise_ends_and_only_once(state: PromiseState, move: PromiseMove) -> None:
    after = {"keep": PromiseState.KEPT, "break": PromiseState.BROKEN, "drop": PromiseState.VOID}
    if state is PromiseState.OPEN:
        assert promise_after(state, move) is after[move]
    else:
        with pytest.raises(IllegalPromiseMoveError):
            promise_after(state, move)


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
    due = due_by(made, within, open_hours, zone)
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
    assert due_by(made, within, WHOLE_DAY, zone) == made + within


def test_a_night_in_which_the_clocks_change_ends_at_nine_by_the_new_clock() -> None:
    berlin = "Europe/Berlin"
    evening = datetime(2026, 3, 28, 20, tzinfo=ZoneInfo(berlin))
    assert due_by(evening, timedelta(hours=4), NINE_TO_NINE, berlin) == datetime(2026, 3, 29, 8, tzinfo=UTC)
    autumn = datetime(2026, 10, 24, 20, tzinfo=ZoneInfo(berlin))
    assert due_by(autumn, timedelta(hours=4), NINE_TO_NINE, berlin) == datetime(2026, 10, 25, 9, tzinfo=UTC)


def test_a_desk_that_opens_for_an_hour_keeps_its_word_within_it() -> None:
    short = Window(time(10), time(11))
    assert due_by(local(24, 12), timedelta(hours=1), short, SHANGHAI) == local(25, 10, 30)


def test_a_zone_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        due_by(NOW, timedelta(hours=1), NINE_TO_NINE, "Asia/Nowhere")
