"""A follow-up is completed from what was spoken of; what its own words name leads elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding.context import Question, completed, in_course
from understanding.replies import plain_yes
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

WHEN = {"when": 0.9, "status": 0.1}


def test_what_names_nothing_belongs_to_what_was_spoken_of_last() -> None:
    found = completed({"open": 0.9, "refund": 0.1}, WHEN, [Matter.COMPENSATION, Matter.DISPATCH])
    assert found is not None
    assert (found.matter, found.ask, found.named) == (Matter.COMPENSATION, Ask.WHEN, False)


def test_what_names_its_matter_leads_there() -> None:
    found = completed({"open": 0.1, "refund": 0.8, "delivery": 0.1}, WHEN, [Matter.DISPATCH])
    assert found is not None
    assert (found.matter, found.named) == (Matter.REFUND, True)


def test_an_unsure_name_does_not_lead_away() -> None:
    found = completed({"open": 0.5, "payment": 0.3, "refund": 0.2}, WHEN, [Matter.COMPENSATION])
    assert found is not None
    assert found.matter is Matter.COMPENSATION


def test_money_goes_to_an_account_and_a_dispatch_does_not() -> None:
    found = completed({"open": 1.0}, {"where_to": 1.0}, [Matter.DISPATCH, Matter.COMPENSATION])
    assert found is not None
    assert found.matter is Matter.COMPENSATION


def test_without_guesses_there_is_no_question() -> None:
    assert completed({}, {}, [Matter.REFUND]) is None


@given(
    st.dictionaries(st.sampled_from([one.value for one in Matter]), st.floats(0, 1), min_size=1),
    st.dictionaries(st.sampled_from([one.value for one in Ask]), st.floats(0, 1), min_size=1),
    st.lists(st.sampled_from([one for one in Matter if one is not Matter.OPEN]), max_size=3),
)
def test_whatever_is_guessed_the_matter_is_a_real_one(
    matters: dict[str, float], asks: dict[str, float], spoken: list[Matter]
) -> None:
    found = completed(matters, asks, spoken)
    assert found is None or (found.matter is not Matter.OPEN and 0 <= found.sure <= 1)


def test_what_is_left_open_is_shared_out_among_what_was_spoken_of() -> None:
    found = in_course({"open": 0.9, "refund": 0.1}, "when", ["compensation", "dispatch"])
    assert max(found, key=lambda name: found[name]) == "compensation"
    assert found["compensation"] > found["dispatch"] > 0
    assert "open" not in found
    assert sum(found.values()) == pytest.approx(1)


def test_where_nothing_was_spoken_of_only_the_words_count() -> None:
    assert in_course({"open": 0.9, "refund": 0.06, "return": 0.04}, "when", []) == pytest.approx(
        {"refund": 0.6, "return": 0.4}
    )


TOLD = {"matter": "refund", "ask": "when", "sure": 1, "ask_sure": 0.5, "named": True}


def test_a_reading_is_taken_as_it_was_told() -> None:
    assert Question.from_told(TOLD) == Question(Matter.REFUND, Ask.WHEN, 1.0, 0.5, named=True)


@pytest.mark.parametrize("wrong", [{"matter": "weather"}, {"ask": "wonder"}, {"sure": "very"}])
def test_a_reading_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not a valid|could not convert"):
        Question.from_told({**TOLD, **wrong})
    with pytest.raises(KeyError):
        Question.from_told({name: value for name, value in TOLD.items() if name not in wrong})


@pytest.mark.parametrize(
    "text", ["好 帮我申请", "那就直接赔我呗", "嗯 勺子退 锅留着", "ok claim for me lah", "yes do that please"]
)
def test_a_plain_yes_stays_one(text: str) -> None:
    assert plain_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "明天还不发就退", "要是后天没动静就给我退", "好是好，但先别退", "退可以，多久到账", "行 运费谁出",
        "refund it if it hasn't left by friday", "yes but wait until tomorrow", "ok and when do i get it",
    ],
)  # fmt: skip
def test_a_condition_a_but_or_a_question_makes_it_none(text: str) -> None:
    assert not plain_yes(text)
