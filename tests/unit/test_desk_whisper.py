"""What an agent hears before they take a call: one or two sentences, made of rows, in their own language."""

from __future__ import annotations

from typing import Any

import pytest

from careline.core.blocks import deadlines_of
from careline.desk.whisper import CallerKnown, whisper
from tests.factories import NOW, ago, customer, order
from tests.rules import RULES

pytestmark = pytest.mark.unit


def told(language: str = "zh-CN", **given: Any) -> str:
    stuck = order(paid_at=ago(hours=60), placed_at=ago(hours=60))
    late = next(deadline for deadline in deadlines_of(stuck, RULES) if deadline.due <= NOW)
    usual: dict[str, Any] = {
        "customer": customer(name="林晓雨"), "new_user": True, "order": stuck, "missed": late, "danger": False,
        "said": ["（按了1键）", "怎么还不发货", "（没有说话）"], "why": "顾客要求人工",
    }  # fmt: skip
    return whisper(CallerKnown(**{**usual, **given}), NOW, language)


def test_who_which_order_what_is_wrong_and_what_was_said() -> None:
    words = told()
    assert words.startswith("电话上是姓林的新用户。")
    assert "已超 12 小时。" in words
    assert words.endswith("刚才说：怎么还不发货。")  # no key, no silence
    english = told("en", customer=customer(name="Emma Clark"), said=["where is my coat"])
    assert english.startswith("Emma, a new user, is on the line.")
    assert "12 hours late." in english
    assert english.endswith("They said: where is my coat.")


def test_danger_comes_first_and_with_no_words_the_reason_is_told() -> None:
    assert told(danger=True, why="起火、冒烟或爆炸").startswith("电话上是姓林的新用户，起火、冒烟或爆炸。")
    assert told(said=["（按了0键）"]).endswith("顾客要求人工。")


@pytest.mark.parametrize("name", ["林**", "tb_08123", ""])
def test_a_name_that_is_none_is_not_read_out(name: str) -> None:
    assert told(customer=customer(name=name)).startswith("电话上是新用户。")
    assert told("en", customer=customer(name=name)).startswith("A new user is on the line.")


def test_without_an_order_it_stays_short() -> None:
    assert told(order=None, missed=None) == "电话上是姓林的新用户。刚才说：怎么还不发货。"


def test_a_voice_is_done_in_some_ten_seconds() -> None:
    assert len(told(said=["很" * 500])) < 160
