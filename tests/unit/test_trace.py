"""One id from a request to whatever comes of it: what is read of a header, and where it is told."""

from __future__ import annotations

import json
import logging
from uuid import UUID

import pytest

from careline.logs import JsonLines
from shared.trace import current_trace, id_of, new_trace, read_trace, trace_headers, trace_of, traced

pytestmark = pytest.mark.unit

# The standard's own example.
GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.mark.parametrize(
    "header",
    [GIVEN, f" {GIVEN} ", "cc" + GIVEN[2:], "cc" + GIVEN[2:] + "-what-the-future-adds"],
    ids=["as it is", "with blanks", "a later version", "a later version with more"],
)
def test_a_well_formed_trace_is_taken_over(header: str) -> None:
    assert read_trace(header) == GIVEN


@pytest.mark.parametrize(
    "header",
    [
        None, "", "x", GIVEN.upper(), GIVEN + "-x", "ff" + GIVEN[2:], GIVEN[:-1], GIVEN.replace("-", "_"),
        "00-" + "0" * 32 + GIVEN[35:], GIVEN[:36] + "0" * 16 + "-01", GIVEN.replace("4bf9", "4bg9"),
        GIVEN + "\n" + GIVEN,
    ],
)  # fmt: skip
def test_whatever_else_a_header_says_is_none(header: str | None) -> None:
    assert read_trace(header) is None


def test_ours_are_well_formed() -> None:
    made = UUID("0193a5c2-7f0e-7413-8123-456713812345")
    assert read_trace(new_trace()) != read_trace(new_trace())
    assert read_trace(trace_of(made)) == trace_of(made)
    assert id_of(trace_of(made)) == made.hex


def test_lines_and_requests_bear_it_while_it_lasts() -> None:
    assert "trace" not in _line()
    with traced(GIVEN):
        assert _line()["trace"] == "4bf92f3577b34da6a3ce929d0e0e4736"
        assert trace_headers() == {"traceparent": GIVEN}
        with traced(None):
            assert trace_headers() == {}
        assert current_trace() == GIVEN
    assert current_trace() is None


def _line() -> dict[str, object]:
    record = logging.LogRecord("careline", logging.INFO, "x.py", 1, "done", None, None)
    line: dict[str, object] = json.loads(JsonLines().format(record))
    return line
