"""A merchant's figures, computed by hand."""

import csv
import io

import pytest

from careline.core.scorecards import FIGURES, OrderFacts, scorecard
from careline.merchants.report import write_csv
from tests.factories import NOW, ago, ahead

pytestmark = pytest.mark.unit

ON_TIME = OrderFacts(paid_at=ago(hours=100), due=ago(hours=52), dispatched_at=ago(hours=80), ratings=(5,))
LATE = OrderFacts(
    paid_at=ago(hours=100), due=ago(hours=52), dispatched_at=ago(hours=40), urged=2, answered=1, ratings=(1, 2)
)
STILL_LATE = OrderFacts(paid_at=ago(hours=90), due=ago(hours=42), dispatched_at=None, stalled_parcels=0, urged=1)
NOT_DUE = OrderFacts(paid_at=ago(hours=5), due=ahead(hours=43), dispatched_at=None)
PRESALE = OrderFacts(paid_at=ago(hours=300), due=ahead(hours=100), dispatched_at=None)
LOST = OrderFacts(
    paid_at=ago(hours=200), due=ago(hours=152), dispatched_at=ago(hours=190), stalled_parcels=1, overdue_refunds=1
)


def test_figures_of_six_orders_as_counted_by_hand() -> None:
    card = scorecard([ON_TIME, LATE, STILL_LATE, NOT_DUE, PRESALE, LOST], NOW)
    assert card.orders == 6
    assert card.on_time == 0.5  # judged: ON_TIME yes, LATE no, STILL_LATE no, LOST yes
    assert card.hours_to_dispatch == 20.0  # of 20, 60 and 10 hours
    assert card.within_48h == 0.4  # old enough: all but NOT_DUE; ON_TIME and LOST made it
    assert card.stalled_parcels == card.overdue_refunds == 16.67
    assert card.freight_disputes == 0.0
    assert (card.urges, card.urges_answered) == (3, 0.3333)
    assert (card.ratings, card.dissatisfied) == (3, 0.6667)


def test_nothing_to_judge_by_is_no_figure() -> None:
    card = scorecard([NOT_DUE], NOW)
    assert (card.on_time, card.hours_to_dispatch, card.within_48h) == (None, None, None)
    assert (card.urges_answered, card.dissatisfied) == (None, None)
    assert scorecard([], NOW).stalled_parcels is None


def test_a_name_that_a_spreadsheet_would_run_is_quoted() -> None:
    out = io.StringIO()
    write_csv([("=m-1", "+SUM(A1)", scorecard([ON_TIME], NOW))], out)
    head, line = csv.reader(io.StringIO(out.getvalue()))
    assert head == ["merchant_id", "name", *FIGURES]
    assert line[:3] == ["'=m-1", "'+SUM(A1)", "1"]
