"""The figures of phoning, on an example that was worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from careline.core.callout_figures import CallCount, Dialled, Prices, Rung, callout_figures, started_minutes
from careline.core.callouts import Outcome

pytestmark = pytest.mark.unit

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
MINUTES = timedelta(minutes=1)


def dialled(
    day: date, kind: str, outcome: Outcome | None, talked: float | None, waited: float | None, *, known: bool = False
) -> Dialled:
    return Dialled(
        day=day, kind=kind, outcome=outcome, talked=None if talked is None else talked * MINUTES, identified=known,
        waited=None if waited is None else waited * MINUTES,
    )  # fmt: skip


CALLS = [
    dialled(MONDAY, "dispatch", Outcome.SETTLED, 2.5, 10, known=True),  # 3 started minutes
    dialled(MONDAY, "dispatch", Outcome.NO_ANSWER, None, 20),
    dialled(MONDAY, "refund", Outcome.REFUSED, None, None),  # never rang
    dialled(TUESDAY, "dispatch", Outcome.ASKED_PERSON, 4, None, known=True),  # 4, a second call about its block
    dialled(TUESDAY, "refund", Outcome.OPTED_OUT, 0.2, 90),  # 1
    dialled(TUESDAY, "refund", None, None, 30),  # rings
]
RUNG = [
    Rung(call="a", end="unanswered", talked=None),
    Rung(call="a", end="talked", talked=3 * MINUTES),
    Rung(call="b", end="caller_left", talked=None),
]


def test_all_figures_of_the_example() -> None:
    prices = Prices(minute=Decimal("0.05"), message=Decimal("0.10"))
    found = callout_figures(CALLS, RUNG, {"not_new_user": 4, "daily_cap": 7}, opt_outs=2, messages=3, prices=prices)
    assert found.total == CallCount(calls=5, answered=3, reached=2, settled=1, opted_out=1, minutes=8)
    assert found.answer_rate == 0.6
    assert found.settled_rate == 0.3333
    assert found.by_day[MONDAY] == CallCount(calls=2, answered=1, reached=1, settled=1, opted_out=0, minutes=3)
    assert found.by_kind["refund"] == CallCount(calls=2, answered=1, reached=0, settled=0, opted_out=1, minutes=1)
    assert found.outcomes == dict.fromkeys(
        (Outcome.SETTLED, Outcome.NO_ANSWER, Outcome.REFUSED, Outcome.ASKED_PERSON, Outcome.OPTED_OUT), 1
    )
    assert (found.waited_median, found.waited_p90) == (20 * 60, 90 * 60)
    assert list(found.not_called.items()) == [("daily_cap", 7), ("not_new_user", 4)]
    assert (found.callers, found.put_through) == (2, 0.5)
    assert found.minutes == 8 + 3
    assert found.cost == Decimal("0.85")  # 11 minutes at 0.05, 3 messages at 0.10


def test_nothing_is_no_share_and_no_price_no_cost() -> None:
    found = callout_figures([], [], {}, opt_outs=0, messages=0, prices=None)
    assert (found.answer_rate, found.settled_rate, found.put_through, found.waited_median, found.cost) == (None,) * 5


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (1, 1), (60, 1), (60.5, 2), (3600, 60)])
def test_a_minute_that_was_begun_is_charged(seconds: float, minutes: int) -> None:
    assert started_minutes(timedelta(seconds=seconds)) == minutes
