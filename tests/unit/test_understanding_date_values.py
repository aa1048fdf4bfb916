"""The parts of a date value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding.date_values import DateValue, Unit, date_values

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("day-1", [DateValue(Unit.DAYS, n=-1)]),
        ("days-3..-1", [DateValue(Unit.DAYS, n=-3, last=-1)]),
        ("weekday:2|weekday-1:2", [DateValue(Unit.WEEKDAY, day=2), DateValue(Unit.WEEKDAY, n=-1, day=2)]),
        ("weekend", [DateValue(Unit.WEEKEND)]),
        ("month-1:03", [DateValue(Unit.MONTH, n=-1, day=3)]),
        ("year-1:11-03", [DateValue(Unit.YEAR, n=-1, month=11, day=3)]),
        ("2026-11", [DateValue(Unit.DATED, year=2026, month=11)]),
        ("--11-03", [DateValue(Unit.YEARLY, month=11, day=3)]),
        ("---03", [DateValue(Unit.MONTHLY, day=3)]),
        ("feast-1:double-11", [DateValue(Unit.FEAST, n=-1, name="double-11")]),
        ("yesterday|day+0", [DateValue(Unit.DAYS, n=0)]),
        ("", []),
    ],
)
def test_a_value_has_its_parts(value: str, read: list[DateValue]) -> None:
    assert list(date_values(value)) == read


@given(st.text(alphabet="dayweknmothr+-:.|0123456789", max_size=40))
def test_whatever_is_no_value_is_none(value: str) -> None:
    list(date_values(value))
