"""Which days figures are counted for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from careline.insights.period import MOST_DAYS, BadPeriodError, Period

pytestmark = pytest.mark.unit

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
"""Half past midnight of the 25th in Shanghai."""


def bounds(zone: ZoneInfo = SHANGHAI, **asked: str) -> tuple[datetime, datetime]:
    return Period.model_validate(asked).bounds(NOW, zone)


def test_today_begins_at_the_shops_midnight() -> None:
    since, until = bounds(days="1")
    assert (since, until) == (datetime(2026, 11, 24, 16, tzinfo=UTC), datetime(2026, 11, 25, 16, tzinfo=UTC))
    assert since.date() == date(2026, 11, 25)
    assert bounds(BERLIN, days="1")[0] == datetime(2026, 11, 23, 23, tzinfo=UTC)


def test_where_nothing_is_said_it_is_the_last_thirty_days() -> None:
    since, until = bounds()
    assert (since.date(), until.date()) == (date(2026, 10, 27), date(2026, 11, 26))


def test_both_dates_are_included_also_when_the_clocks_are_changed() -> None:
    since, until = bounds(BERLIN, **{"from": "2026-10-25", "to": "2026-10-25"})
    assert until.astimezone(UTC) - since.astimezone(UTC) == datetime(2026, 1, 2, 1) - datetime(2026, 1, 1)


@pytest.mark.parametrize(
    "asked",
    [
        {"to": "9999-12-31"},
        {"to": "2026-11-27"},
        {"from": "2026-11-26"},
        {"from": "2026-11-20", "to": "2026-11-19"},
        {"from": "2025-11-23", "to": "2026-11-24"},
        {"from": "0001-01-01"},
        {"to": "0001-01-01"},
        {"from": "1999-12-31", "to": "2000-01-01"},
    ],
)
def test_what_is_no_period_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(BadPeriodError):
        bounds(**asked)


def test_a_year_is_a_period_and_so_is_a_date_that_is_a_day_ahead() -> None:
    since, until = bounds(**{"from": "2025-11-24", "to": "2026-11-24"})
    assert (until - since).days == MOST_DAYS
    assert bounds(to="2026-11-26")[1].date() == date(2026, 11, 27)
    assert bounds(to="2000-01-02")[0].date() == date(2000, 1, 1)
