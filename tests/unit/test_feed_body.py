"""A body is taken apart into events; what cannot be parsed is one of them, and not the end of all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.feed.body import MAX_EVENTS, Unreadable, _parts, read_body
from careline.http.problem import Problem

pytestmark = pytest.mark.unit

TOO_DEEP = "[" * 50_000 + "]" * 50_000


def test_one_event_or_an_array_of_them() -> None:
    assert read_body(b' {"event_id": "e1"} ') == [{"event_id": "e1"}]
    assert read_body(b'[{"event_id": "e1"}, {"event_id": "e2"}]') == [{"event_id": "e1"}, {"event_id": "e2"}]
    assert read_body(b"[]") == []
    assert read_body('["林"]'.encode()) == ["林"]


@pytest.mark.parametrize("body", ["7", '"event"', "null", "true"])
def test_anything_else_is_no_batch(body: str) -> None:
    with pytest.raises(Problem) as caught:
        read_body(body.encode())
    assert caught.value.status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[{}", b"[{},]", b"{} {}", b"[1 2]", b"\xff", b'{"a": "\xed\xa0\x80"}', "{}".encode("utf-16"),
        TOO_DEEP.encode()[:-1], f"[{TOO_DEEP}".encode(), f"[{TOO_DEEP},]".encode(), f"[{TOO_DEEP}] x".encode(),
        f'[{TOO_DEEP}, "]'.encode(), f"[{TOO_DEEP}}}".encode(),
        f"[{TOO_DEEP}][]".encode(), f"[{TOO_DEEP}][1]".encode(), f"[{TOO_DEEP}]]".encode(), f"[{TOO_DEEP}],7".encode(),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused_as_a_whole(body: bytes) -> None:
    with pytest.raises(Problem, match="not valid JSON"):
        read_body(body)


def test_a_thousand_events_are_the_most() -> None:
    assert len(read_body(json.dumps([0] * MAX_EVENTS).encode())) == MAX_EVENTS
    with pytest.raises(Problem) as caught:
        read_body(json.dumps([0] * (MAX_EVENTS + 1)).encode())
    assert caught.value.status == 413


def test_an_event_that_is_nested_too_deeply_does_not_hide_its_neighbours() -> None:
    first, middle, last = read_body(f'[{{"a": "],[\\""}}, {{"deep": {TOO_DEEP}}}, {{"b": [1, {{}}]}}]'.encode())
    assert first == {"a": '],["'}
    assert isinstance(middle, Unreadable)
    assert last == {"b": [1, {}]}


def test_a_single_event_that_is_nested_too_deeply_is_one_event() -> None:
    (only,) = read_body(f'{{"deep": {TOO_DEEP}}}'.encode())
    assert isinstance(only, Unreadable)


def test_an_integer_of_more_digits_than_python_reads_does_not_hide_its_neighbours() -> None:
    huge, other = read_body(f'[{{"version": {"9" * 5000}}}, {{"version": {2**63 - 1}}}]'.encode())
    assert huge["version"] == float("inf")
    assert other["version"] == 2**63 - 1


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values, max_size=5), st.sampled_from((None, 2)), st.booleans())
def test_taking_an_array_apart_gives_exactly_its_elements(
    told: list[Any], indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(told, indent=indent, ensure_ascii=ascii_only)
    parts = [part for part in _parts(text) if part.strip()]
    assert [json.loads(part) for part in parts] == told
