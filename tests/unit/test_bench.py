"""What the benchmarks make of what they measured: sums, judgements, the page. Nothing here measures time."""

from __future__ import annotations

from typing import Any

import pytest

from bench.phases.curves import trade_off
from bench.phases.growth import compared
from bench.quantiles import quantile
from bench.report import render
from bench.scoring import score
from bench.verdicts import required

pytestmark = pytest.mark.unit


def level(clients: int, per_second: float, p95: float, others: float = 0.0) -> dict[str, Any]:
    return {
        "clients": clients, "per_second": per_second, "p50": p95 / 2, "p95": p95, "failed": 0, "others": others,
        "cpu": {"rasa": 12.0, "load": 1.0},
    }  # fmt: skip


def phase(ours: float, stock: float, p95: float, others: float = 0.0) -> dict[str, Any]:
    return {
        "run": "r1",
        "ours": {"levels": [level(8, ours, p95, others)], "megabytes": [300.0, 310.0], "ready_seconds": [5.0, 6.0]},
        "stock": {"levels": [level(8, stock, 1000.0)], "megabytes": [1400.0], "ready_seconds": [40.0]},
    }


MACHINE = {
    "run": "r1", "date": "2026-11-22", "commit": "abc1234", "processors": 2, "model": "CPU", "memory_gb": 8,
    "system": "Linux 6",
}  # fmt: skip


def test_what_is_met_and_what_is_missed_stands_beside_what_was_required() -> None:
    rows = {row[0]: row for row in required({"channel": phase(ours=59.0, stock=10.0, p95=150.0)})}
    assert rows["messages a second, 8 clients, Rasa's channel"][1:] == ("5.90 × stock", "≥ 6 ×", "**missed**")
    assert rows["p95 there"][1:] == ("0.15 × stock", "≤ 0.2 ×", "met")
    assert rows["memory of a Rasa process"][1:] == ("0.22 × stock", "≤ 0.6 ×", "met")


def test_the_page_holds_the_phases_that_were_measured_and_names_those_of_another_run() -> None:
    page = render(
        {"machine": MACHINE, "channel": phase(60.0, 10.0, 150.0), "gateway": {**phase(30.0, 9.0, 500.0), "run": "r0"}}
    )
    assert "Kept from an earlier run: gateway." in page
    assert "| 8 | ours | 60.0 | 75 ms | 150 ms | 0 | rasa 12 ms | 0 % |" in page
    assert "## A long conversation" not in page
    assert "All figures are of one run" in render({"machine": MACHINE, "channel": phase(60.0, 10.0, 150.0)})


def test_a_busy_machine_is_said_to_have_been_busy() -> None:
    assert "measure again" in render({"machine": MACHINE, "channel": phase(60.0, 10.0, 150.0, others=0.4)})
    assert "measure again" not in render({"machine": MACHINE, "channel": phase(60.0, 10.0, 150.0, others=0.05)})


def test_quantiles_are_values_that_occurred() -> None:
    assert quantile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0
    assert quantile(list(range(1, 101)), 0.95) == 95
    assert quantile([7.0], 0.95) == 7.0
    with pytest.raises(ValueError, match="nothing"):
        quantile([], 0.5)


def test_a_defensible_label_counts_as_lenient_only_and_our_own_names_are_translated() -> None:
    rows = [
        {"intent": "deny", "alt": []},
        {"intent": "track_shipment", "alt": ["report_not_received"]},
        {"intent": "out_of_scope", "alt": []},
        {"intent": "greet", "alt": []},
    ]
    found = score(
        rows,
        ["opt_out", "report_not_received", "nlu_fallback", "out_of_scope"],
        {"opt_out": "deny", "nlu_fallback": "out_of_scope"},
    )
    assert (found.strict, found.lenient) == (2, 3)
    assert (found.caught, found.others, found.away, found.ours) == (1, 1, 1, 3)


def said(top: str, sure: float, right: str, intent: str = "", confidence: float = 0.5) -> dict[str, Any]:
    return {
        "top": top,
        "sure": sure,
        "right": {right},
        "intent": intent or top,
        "confidence": confidence,
        "language": "zh",
    }


ROWS = [
    said("greet", 0.9, "greet"),
    said("thank", 0.42, "greet", intent="nlu_fallback"),
    said("out_of_scope", 0.8, "greet"),
    said("greet", 0.6, "out_of_scope"),
    said("thank", 0.1, "request_human", intent="request_human", confidence=1.0),
]


def test_a_higher_bar_answers_less_and_is_wrong_less() -> None:
    points = {point["bar"]: point for point in trade_off(ROWS)}
    assert points[0.0] == {"bar": 0.0, "answered": 0.75, "wrong": 0.5, "asked_back": 0.0, "sent_away": 0.25}
    assert points[0.5]["answered"] == 0.5
    assert points[0.5]["asked_back"] == 0.25
    assert points[0.95] == {"bar": 0.95, "answered": 0.25, "wrong": 0.0, "asked_back": 0.5, "sent_away": 0.25}


def test_turns_around_the_200th_are_compared_with_those_around_the_5th() -> None:
    turns = [10.0] * 100 + [12.0] * 102
    found = compared([turns, turns])
    assert (found["early"], found["late"], found["ratio"]) == (10.0, 12.0, 1.2)
