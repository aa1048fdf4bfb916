"""What a colleague is told before the first word: made of rows, in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import deadlines_of
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.routing import Priority
from careline.desk.focus import OrderGoods
from careline.desk.summary import Known, Mood, Promised, Tried, mood_of, summary_of
from careline.desk.words import goods_words
from tests.factories import NOW, ago, ahead, customer, order
from tests.rules import RULES

pytestmark = pytest.mark.unit

CUPS = OrderGoods(order_id="CL2026-0001", number="CL2026-0001", title="保温杯 2 号款", lines=2, pieces=3, new_user=True)


def known(**given: Any) -> Known:
    stuck = order(paid_at=ago(hours=60), placed_at=ago(hours=60))
    late = [deadline for deadline in deadlines_of(stuck, RULES) if deadline.due <= NOW]
    usual: dict[str, Any] = {
        "customer": customer(name="林晓雨"), "language": "zh-CN", "new_user": True, "order": stuck, "goods": CUPS,
        "missed": late, "why": "顾客要求人工", "priority": Priority.NORMAL, "said": ["在吗", "怎么还不发货"],
        "intents": [], "answer_by": None, "promised": [], "tried": [], "note": None,
    }  # fmt: skip
    return Known(**{**usual, **given})


def lines(language: str = "zh-CN", **given: Any) -> dict[str, str]:
    return {line.about: line.text for line in summary_of(known(**given), NOW, language)}


def _promised(state: PromiseState, **given: Any) -> Promised:
    kind = PromiseKind.AGENT_WORD if given.get("text") else PromiseKind.ANSWER
    return Promised(**{"kind": kind, "state": state, "text": "", **given})


def test_who_which_order_what_is_stuck_what_was_said_promised_and_tried() -> None:
    told = lines(
        promised=[
            _promised(PromiseState.OPEN, due_at=ahead(hours=3), goods="保温杯"),
            _promised(PromiseState.BROKEN, due_at=ago(hours=3), text="发货", goods="大衣"),
            _promised(PromiseState.KEPT, due_at=ago(hours=9), goods="旧的"),
        ],
        tried=[Tried(kind=RemedyKind.URGE_MERCHANT, state=RemedyState.SENT, at=ago(hours=2), answer=None)],
        note="等仓库回话",
    )  # fmt: skip
    assert list(told) == ["who", "order", "trouble", "said", "promised", "tried", "mood", "handed_on"]
    assert told["who"].startswith("林**，新用户")
    assert told["order"].startswith("CL2026-0001 保温杯 2 号款 等 3 件")
    assert "已超" in told["trouble"]
    assert told["said"] == "顾客要求人工：“在吗”“怎么还不发货”"
    assert told["promised"].index("没做到") < told["promised"].index("保温杯")
    assert "旧的" not in told["promised"]
    assert "催商家" in told["tried"]
    assert told["handed_on"] == "等仓库回话"


def test_what_there_is_nothing_to_say_of_is_no_line() -> None:
    told = lines(order=None, goods=None, missed=[], said=[], why="")
    assert list(told) == ["who", "mood"]


def test_only_the_last_words_are_quoted_and_none_at_length() -> None:
    told = lines(said=[f"第 {n} 句" for n in range(9)] + ["长" * 500])
    assert told["said"].count("“") == 3
    assert len(told["said"]) < 120


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_name_in_full_and_no_number_whatever_else_is_known(note: str, words: str) -> None:
    for language in ("zh-CN", "en"):
        told = lines(language, note=note, said=[words], customer=customer(name="林晓雨", phone="+8613812345678"))
        ours = "".join(text for about, text in told.items() if about not in {"said", "handed_on"})
        assert "晓雨" not in ours
        assert "13812345678" not in ours


@pytest.mark.parametrize(
    ("priority", "intents", "mood"),
    [
        (Priority.DANGER, [], Mood.IN_DANGER),
        (Priority.LEGAL, [], Mood.ANGRY),
        (Priority.NORMAL, ["complain_merchant"] * 2, Mood.ANGRY),
        (Priority.NORMAL, ["complain_merchant"], Mood.IMPATIENT),
        (Priority.NORMAL, ["nlu_fallback"] * 2, Mood.IMPATIENT),
        (Priority.NORMAL, ["ask_dispatch"] * 3, Mood.IMPATIENT),
        (Priority.NORMAL, ["ask_dispatch", "greet", "affirm", "affirm", "affirm"], Mood.CALM),
    ],
)
def test_the_mood_rests_on_what_rows_tell(priority: Priority, intents: list[str], mood: Mood) -> None:
    assert mood_of(priority, intents) is mood


def test_by_when_somebody_was_to_write_is_the_first_promise() -> None:
    assert lines(answer_by=ahead(hours=1))["promised"].endswith("前有人回复")
    assert lines("en", answer_by=ahead(hours=1))["promised"].startswith("an answer by ")
    assert lines(answer_by=ago(hours=1))["promised"].endswith("前有人回复，没做到")


@pytest.mark.parametrize(
    ("lines_", "pieces", "zh", "en"),
    [
        (1, 1, "保温杯 2 号款", "保温杯 2 号款"),
        (1, 3, "保温杯 2 号款 ×3", "保温杯 2 号款 ×3"),
        (2, 3, "保温杯 2 号款 等 3 件", "保温杯 2 号款 and 1 more"),
    ],
)
def test_goods_are_named_by_what_tells_them_apart(lines_: int, pieces: int, zh: str, en: str) -> None:
    goods = OrderGoods(order_id="1", number="1", title="保温杯 2 号款", lines=lines_, pieces=pieces, new_user=False)
    assert (goods_words(goods, "zh-CN"), goods_words(goods, "en")) == (zh, en)
