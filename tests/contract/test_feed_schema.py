"""Our reading of events against the published schema: what it accepts we accept, what it refuses we refuse.

The exceptions are named here, each with its reason.
"""

import json
import os
import re
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from careline.demo.events import Event
from careline.demo.shop import demo_events
from careline.feed.schema import published, read_event
from careline.http.problem import unreadable
from tests.feed_rubbish import ODD, RUBBISH

ROOT = Path(__file__).parents[2]
OURS = ROOT / "docs" / "order_event.schema.json"
SCHEMA = Path(os.environ.get("CARELINE_FEED_SCHEMA") or OURS)
pytestmark = pytest.mark.contract

#: What the schema cannot say and we refuse: our sentence → why.
STRICTER = {
    "must be in one currency": "an order has one total",
    "occurs twice in one order": "its parts must be told apart",
    "is not an IANA time zone": "the schema says so in words only",
    "an instant lies between": "a deadline counted from it must be storable",
    "is not a possible amount of": "a currency without minor unit has no half coins",
    "worth more than can be counted": "a bigint holds it",
    "less than 2147483648": "an integer holds it",
    "less than 9223372036854775808": "a bigint holds it",
    "at most 200 characters": "an entry of an index holds it",
    "characters that cannot be stored": "a text of the database cannot",
    "surrogates not allowed": "a text of the database cannot",
    "unable to parse raw data as a unicode string": "a text of the database cannot",
}


@cache
def validator() -> Draft202012Validator:
    checker = FormatChecker(formats=["date-time"])
    assert "date-time" in checker.checkers, "rfc3339-validator is missing: instants would not be checked"
    return Draft202012Validator(json.loads(SCHEMA.read_text()), format_checker=checker)


@cache
def examples() -> list[Event]:
    return demo_events(seed=3, now=datetime(2026, 11, 22, 8, tzinfo=UTC), customers=40, orders=120)


def test_the_published_schema_is_that_of_the_code() -> None:
    assert json.loads(OURS.read_text("utf-8")) == published(), "careline feed schema > docs/order_event.schema.json"


def test_the_event_shown_in_the_documents_is_one() -> None:
    shown = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "contracts.md").read_text("utf-8"), re.DOTALL)[0]
    validator().validate(json.loads(shown))
    assert refusal(json.loads(shown)) is None


def refusal(event: Any) -> str | None:
    try:
        read_event(event)
    except ValidationError as error:
        return unreadable(error)
    return None


def without_nulls(value: Any) -> Any:
    """We may take null for absent where the schema wants a field left out."""
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def agree(event: Any) -> None:
    ours = refusal(event)
    if validator().is_valid(event):
        faults = [] if ours is None else ours.split("; ")
        unexplained = [fault for fault in faults if not any(known in fault for known in STRICTER)]
        assert not unexplained, f"the schema accepts it, we do not: {unexplained}"
    elif not validator().is_valid(without_nulls(event)):
        faults = [error.message for error in validator().iter_errors(without_nulls(event))]
        assert ours is not None, f"the schema refuses it, we do not: {faults}"


def test_every_event_of_the_demo_is_accepted_by_both() -> None:
    for event in examples():
        validator().validate(event)
        assert refusal(event) is None


def all_paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, child in inner for found in all_paths(child, (*path, key)))]


WORDS = (
    "", "x", "zh-CN", "CN", "cn", "CNY", "USD", "JPY", "paid", "returned", "Asia/Tokyo", "Mars/Olympus", "1.00", "1.5",
    "1.005", "-1.00", "1e3", "9" * 13, "9" * 12, "y" * 101, "y" * 201, "+8613800000001", "13800000001", "authentic",
    "2026-11-22T08:00:00Z", "2026-11-22T08:00:00+08:00", "2026-11-22T08:00:00.123456789+08:00", "2026-11-22T08:00:00",
    "2026-11-22", "2026-02-30T08:00:00Z", "2026-11-22T25:00:00Z", "2026-11-22T08:00:00+25:00", "2026-11-22T08:60:00Z",
    "1969-12-31T00:00:00Z", "2199-12-31T23:59:59-08:00", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59-08:00",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 1.0, 1.5, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30, 1e300)
replacements: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(WORDS),
    st.sampled_from(NUMBERS),
    st.sampled_from(([], {}, [[]], [{}], {"amount": "1.00", "currency": "CNY"}, ["authentic"], ["authentic"] * 2)),
).map(deepcopy)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """An event of the demo with up to three fields replaced, dropped, doubled or added."""
    event = deepcopy(draw(st.sampled_from(examples())))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(all_paths(event)[1:]))
        parent = event
        for step in path[:-1]:
            parent = parent[step]
        match draw(st.sampled_from(("replace", "replace", "drop", "double", "add"))):
            case "replace":
                parent[path[-1]] = draw(replacements)
            case "drop":
                del parent[path[-1]]
            case "double" if isinstance(parent, list):
                parent.append(deepcopy(parent[path[-1]]))
            case "add" if isinstance(parent, dict):
                parent[draw(st.sampled_from(("presale", "freight", "image", "later", "refunds", "given_at")))] = draw(
                    replacements
                )
        if not isinstance(event, dict) or len(all_paths(event)) < 2:
            break
    return event


@settings(max_examples=5 * settings().max_examples)
@given(mutated())
def test_a_mangled_event_is_judged_as_the_schema_judges_it(event: Any) -> None:
    agree(event)


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_is_refused_by_us_even_where_the_schema_lets_it_pass(kind: str) -> None:
    if "nested" not in kind:  # the schema's own validator gives up on those
        agree(RUBBISH[kind]) if "newline" not in kind else None
    with pytest.raises(ValidationError):
        read_event(RUBBISH[kind])


@pytest.mark.parametrize("kind", ODD)
def test_what_is_merely_odd_is_accepted(kind: str) -> None:
    assert refusal(ODD[kind]) is None
