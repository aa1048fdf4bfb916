"""What is answered about paying, by what our record says."""

from __future__ import annotations

import pytest

from actions.matters import payment as cells
from actions.matters.answer import Answer
from careline.core.orders import Actor, Cancellation, Order, OrderStatus, Payment
from tests.factories import ago, item, order, yuan
from tests.views import asked, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

P = Matter.PAYMENT
UNPAID = order(status=OrderStatus.PLACED, paid_at=None)
AT_THE_DOOR = order(status=OrderStatus.PLACED, paid_at=None, payment=Payment.ON_DELIVERY)
MADE_OF = order(
    items=(item(price=yuan("100.00")),), total=yuan("102.00"), shipping_fee=yuan("12.00"), discount=yuan("10.00")
)


def answered(of: Order, ask: Ask, text: str = "", language: str = "zh-CN") -> Answer:
    found = asked(P, ask, view(of, text, language=language))
    assert found is not None
    return found


@pytest.mark.parametrize(("of", "words"), [(order(), "付成功了"), (UNPAID, "还没付成"), (AT_THE_DOOR, "货到付款")])
def test_paid_or_not(of: Order, words: str) -> None:
    said = worded(answered(of, Ask.STATUS))
    assert words in said
    assert "399 元" in said


@pytest.mark.parametrize("text", ["扣了两次钱", "my card was charged twice"])
@pytest.mark.parametrize("ask", [Ask.REPORT, Ask.WHY, Ask.STATUS, Ask.DO_IT])
def test_a_second_charge_is_checked_by_a_person(text: str, ask: Ask) -> None:
    for of in (order(), UNPAID):
        found = answered(of, ask, text)
        assert found.do is not None
        assert found.do.deed is cells.CHECK
        assert "399 元" in worded(found)


@pytest.mark.parametrize("text", ["我付了款还显示待支付", "i paid already, it still says unpaid"])
def test_who_has_paid_is_not_told_to_pay_again(text: str) -> None:
    found = answered(UNPAID, Ask.REPORT, text)
    assert "先别再付" in worded(found)
    assert found.do is not None


def test_a_sum_is_told_with_what_it_is_made_of() -> None:
    said = worded(answered(MADE_OF, Ask.HOW_MUCH))
    assert all(one in said for one in ("102 元", "90 元", "12 元", "10 元"))


def test_why_a_card_is_declined_only_the_bank_knows() -> None:
    assert "银行" in worded(answered(UNPAID, Ask.WHY, "怎么总是付款失败"))


def test_numbers_are_ours_and_the_banks_is_with_the_bank() -> None:
    said = worded(answered(order(), Ask.WHICH, "支付流水号多少"))
    assert "CL2026-0001" in said
    assert "银行流水号" in said


def test_another_way_to_pay_before_and_after() -> None:
    assert "改不了" in worded(answered(order(), Ask.CHANGE))
    assert "付款页" in worded(answered(UNPAID, Ask.CHANGE))


@pytest.mark.parametrize(
    ("ask", "text", "language"),
    [
        (Ask.STATUS, "扣的钱现在在哪", "zh-CN"),
        (Ask.WHEN, "卡里什么时候能看到", "zh-CN"),
        (Ask.STATUS, "it still says charged", "en"),
        (Ask.WHEN, "when is it on my card again", "en"),
    ],
)
def test_of_money_that_comes_back_is_told_when_it_is_due(ask: Ask, text: str, language: str) -> None:
    gone = order(status=OrderStatus.CANCELLED, cancellations=(Cancellation(at=ago(hours=5), by=Actor.MERCHANT),))
    said = worded(asked(Matter.PAYMENT, ask, view(gone, text, language=language)), language)
    assert "399" in said
    assert "was paid" not in said
    assert "付成功" not in said


@pytest.mark.parametrize(
    "text", ["我再付一次行吗", "要不要重新付", "should I pay once more", "will I be charged again"]
)
def test_nobody_pays_twice(text: str) -> None:
    english = text.isascii()
    language = "en" if english else "zh-CN"
    for ask in (Ask.MAY_I, Ask.CONFIRM):
        unpaid = answered(UNPAID, ask, text, language)
        assert unpaid.do is not None
        assert unpaid.do.deed is cells.CHECK
        paid = answered(order(), ask, text, language)
        assert paid.do is None
        assert "399" in worded(paid, language)


@pytest.mark.parametrize(
    "text",
    [
        "有人打电话让我付40手续费",
        "短信里有个链接叫我交税",
        "a caller says I must pay a fee",
        "do I pay the duty by this link",
    ],
)
def test_a_strangers_demand_is_not_paid(text: str) -> None:
    language = "en" if text.isascii() else "zh-CN"
    for ask in (Ask.CONFIRM, Ask.MAY_I, Ask.REPORT):
        said = worded(answered(order(), ask, text, language), language)
        assert ("don't pay" in said) if language == "en" else ("先别付" in said)


@pytest.mark.parametrize("text", ["这单我付了没", "我付了没啊忘了", "did I pay for it"])
def test_whether_it_is_paid_is_no_trouble(text: str) -> None:
    assert answered(UNPAID, Ask.STATUS, text).do is None


def test_still_in_time_and_not_for_them() -> None:
    assert "来得及" in worded(answered(UNPAID, Ask.MAY_I, "现在付还来得及吗"))
    assert "不能替您付" in worded(answered(UNPAID, Ask.HOW, "你替我付了吧"))
    assert "不会扣" in worded(answered(UNPAID, Ask.WHAT_IF, "不付会怎样"))
    assert "银行" in worded(answered(UNPAID, Ask.WHAT_IF, "要是银行真扣了呢"))


def test_who_pays_duty_is_asked_of_the_shop() -> None:
    found = answered(order(), Ask.WHO, "关税谁出，写了包税的")
    assert found.do is not None
    assert found.do.deed is cells.DUTY
