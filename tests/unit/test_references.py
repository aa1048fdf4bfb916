"""The number that a consumer can quote: short, readable, always the same."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.wording.references import reference
from careline.ids import new_id

pytestmark = pytest.mark.unit


@given(st.uuids())
def test_it_is_nine_digits_in_groups(remedy_id: UUID) -> None:
    assert re.fullmatch(r"\d{3}-\d{3}-\d{3}", reference(remedy_id, "zh-CN"))


@given(st.uuids())
def test_both_languages_and_the_phone_name_the_same_digits(remedy_id: UUID) -> None:
    written = reference(remedy_id, "zh-CN").replace("-", "")
    assert reference(remedy_id, "en").replace("-", "") == written
    for language in ("zh-CN", "en"):
        assert re.sub(r"\D", "", reference(remedy_id, language, spoken=True)) == written


def test_remedies_of_one_moment_have_different_numbers() -> None:
    assert len({reference(new_id(), "en") for _ in range(100)}) == 100
