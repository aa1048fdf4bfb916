"""What is read from a request can be stored and counted, whatever was sent."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.http.problem import Problem
from careline.http.reading import json_in, number_in, storable

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "raw",
    [
        b'"\\u0000"', b'{"\\u0000": 1}', b'[["\\ud800"]]', b'{"a": {"b": "\\udfff"}}', b'"\xed\xa0\x80"', b"NaN",
        b"[Infinity]",        b"9" * 400, b"-" + b"9" * 5000, b"[" * 100_000, b"", b"\xff", b"\xfe\xff\x00[\x00]",
    ],
    ids=range(13),
)  # fmt: skip
def test_what_cannot_be_stored_or_read_is_the_senders_fault(raw: bytes) -> None:
    with pytest.raises(Problem) as refused:
        json_in(raw)
    assert refused.value.status in {400, 422}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**300), 10**300) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON.filter(lambda value: "\\u0000" not in json.dumps(value)), st.booleans())
def test_everything_else_is_read_as_it_is(value: object, escaped: bool) -> None:
    text = json.dumps(value, ensure_ascii=escaped)
    assert json_in(text.encode()) == value


@given(st.text(max_size=30))
def test_a_number_is_within_its_bounds_or_none(text: str) -> None:
    number = number_in(text, 3, 250)
    assert number is None or (3 <= number <= 250 and int(text) == number)


@given(st.text(st.characters(exclude_categories=(), codec=None), max_size=10))
def test_storable_is_what_utf_8_and_postgresql_can_hold(text: str) -> None:
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        raw = b"\x00"
    assert storable(text) == (b"\x00" not in raw)
