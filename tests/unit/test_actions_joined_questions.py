from __future__ import annotations

import time

import pytest

from actions.heard import Heard
from actions.memory import Asked
from actions.questions.joined_questions import asked_by, in_one
from understanding.reading import read

pytestmark = pytest.mark.unit


def heard(text: str, intent: str) -> Heard:
    return Heard(intent=intent, confidence=0.9, said=read(text), entities={}, ranking=())


@pytest.mark.parametrize(
    ("case", "then"),
    [
        (heard("那要是丢了呢，", "report_not_received"), heard("赔不赔", "ask_guarantee")),
        (heard("what if it's lost?", "report_not_received"), heard("do I get my money back?", "request_refund")),
    ],
)
def test_a_case_is_no_question_beside_the_one_about_it(case: Heard, then: Heard) -> None:
    (one,) = in_one((case, then))
    assert (one.intent, one.said.as_written) == (then.intent, f"{case.said.as_written} {then.said.as_written}")
    assert in_one((then, case)) == (then, case)


def test_a_case_holds_for_every_question_of_money_behind_it() -> None:
    case, back = heard("and what if I ignore them,", "ask_payment"), heard("is it sent back", "request_return")
    (one,) = in_one((case, back, heard("do I get it refunded?", "ask_refund_status")))
    assert one.said.as_written == "and what if I ignore them, is it sent back do I get it refunded?"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (heard("要是退货运费谁出，", "ask_return_freight"), heard("能退吗", "ask_refund_policy")),
        (heard("要是丢了呢，", "report_not_received"), heard("发票怎么开", "ask_invoice")),
    ],
)
def test_what_asks_something_itself_or_of_another_matter_stays(first: Heard, second: Heard) -> None:
    assert in_one((first, second)) == (first, second)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how long would that take?", "how_long"),
        ("要多久", "how_long"),
        ("and how many days do I have?", "until"),
        ("最晚什么时候", "until"),
        ("how long is my parcel stuck", None),
        ("最晚什么时候发货", None),
    ],
)
def test_a_clause_behind_another_may_be_a_follow_up(text: str, kind: str | None) -> None:
    first, second = in_one((heard("退货运费谁出", "ask_return_freight"), heard(text, "track_shipment")))
    assert first.entity("follow_up") is None
    assert second.entity("follow_up") == kind


@pytest.mark.parametrize("intent", ["ask_refund_policy", "request_refund"])
def test_how_long_it_takes_belongs_to_the_wish_before_it(intent: str) -> None:
    (one,) = in_one((heard("能退钱吗？", intent), heard("要多久", "track_shipment")))
    assert (one.intent, one.said.as_written) == (intent, "能退钱吗？ 要多久")


def test_nothing_stays_nothing() -> None:
    assert in_one(()) == ()


@pytest.mark.parametrize(
    ("asked", "text", "intent", "covered"),
    [
        (Asked.CONFIRM_REFUND, "能不能退款啊", "request_refund", True),
        (Asked.CONFIRM_REFUND, "能退吗", "ask_refund_policy", True),
        (Asked.CONFIRM_REFUND, "退款规则是什么", "ask_refund_policy", False),
        (Asked.CONFIRM_REFUND, "多久到账", "ask_refund_status", False),
        (Asked.CONFIRM_CANCEL, "能不能退款啊", "request_refund", False),
        (Asked.CHOOSE_ORDER, "能退吗", "ask_refund_policy", False),
        (None, "能退吗", "ask_refund_policy", False),
    ],
)
def test_our_question_may_be_the_answer(asked: str | None, text: str, intent: str, *, covered: bool) -> None:
    assert asked_by(asked, heard(text, intent)) is covered


def test_hostile_words_take_no_time() -> None:
    start = time.process_time()
    for text in ("要是" * 5000, "and so " * 3000, "那大概" * 5000, "what if " * 3000, "how long " * 3000):
        in_one((heard(text, "track_shipment"), heard(text, "ask_guarantee")))
    assert time.process_time() - start < 1
