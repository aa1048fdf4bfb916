"""Where an ask may be taken for a near one, its answer holds what the other wanted; and none tells what is not so."""

from __future__ import annotations

import pytest

from actions.memory import Asked
from tests.cells import order_in
from tests.views import asked, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("matter", "ask", "situation", "told", "never"),
    [
        (Matter.REFUND, Ask.STATUS, "refund_requested", ["还没批", "11月26日 18:30", "48 小时", "微信零钱"], []),
        (Matter.REFUND, Ask.HOW_MUCH, "refund_approved", ["499 元", "微信零钱"], []),
        (Matter.REFUND, Ask.WHERE_TO, "refund_approved", ["11月26日 04:30", "微信零钱"], []),
        (Matter.REFUND, Ask.WHERE_TO, "refund_paid", ["今天 02:30", "微信零钱"], []),
        (Matter.REFUND, Ask.WHERE_TO, "refund_rejected", ["被拒"], ["微信零钱"]),
        (Matter.REFUND, Ask.WHERE_TO, "cancelled_unrefunded", ["原路退回", "11月26日 04:30"], []),
        (Matter.CANCEL, Ask.WHERE_TO, "unpaid", ["还没付款"], ["退回"]),
        (Matter.DISPATCH, Ask.WHEN, "just_paid", ["11月26日 09:30", "24.95 元"], []),
        (Matter.DISPATCH, Ask.STATUS, "in_transit", ["已经发了", "今天 09:30 到达杭州转运中心"], []),
        (Matter.DISPATCH, Ask.UNDO, "just_paid", ["不催商家"], ["之前那次"]),
        (Matter.RETURN, Ask.WHEN, "delivered", ["11月30日", "7 天内退款"], []),
        (Matter.RETURN, Ask.HOW_MUCH, "delivered", ["499 元", "运费险最多赔 10 元"], []),
        (Matter.RETURN, Ask.WHO, "delivered", ["商家审", "运费"], []),
        (Matter.RETURN, Ask.STATUS, "return_approved", ["同意退货", "7 天内退 499 元"], []),
        (Matter.RETURN, Ask.DENY, "return_overdue", ["499 元"], ["不办退货"]),
        (Matter.RETURN_FREIGHT, Ask.WHAT_IF, "freight_claimed", ["运费险赔", "9 元"], ["没有运费险"]),
        (Matter.RETURN_FREIGHT, Ask.WHO, "freight_rejected", ["没通过", "申诉"], ["没有运费险"]),
        (Matter.COMPENSATION, Ask.WHY, "just_paid", ["还没超时", "24.95 元"], []),
        (Matter.COMPENSATION, Ask.WHO, "delivered", ["没有晚发赔付"], ["商家出"]),
        (Matter.EXCHANGE, Ask.HOW, "exchange", ["先别寄", "48 小时"], ["您先寄"]),
        (Matter.MISSING, Ask.WHY, "to_collect", ["取件码"], ["签收"]),
        (Matter.PAYMENT, Ask.WHY, "unpaid", ["还没付成"], []),
    ],
)  # fmt: skip
def test_an_answer_holds_what_the_near_ask_wants(
    matter: Matter, ask: Ask, situation: str, told: list[str], never: list[str]
) -> None:
    said = worded(asked(matter, ask, order_in(situation)))
    assert all(one in said for one in told), said
    assert not any(one in said for one in never), said


def test_how_to_cancel_is_asked_back_before_it_is_done() -> None:
    found = asked(Matter.CANCEL, Ask.HOW, order_in("unpaid"))
    assert found is not None
    assert found.do is None
    assert found.offer


@pytest.mark.parametrize(
    ("matter", "ask", "situation", "then"),
    [
        (Matter.EXCHANGE, Ask.MAY_I, "returning", "track_shipment"),
        (Matter.EXCHANGE, Ask.MAY_I, "in_transit", None),
        (Matter.DAMAGE, Ask.WHEN, "refund_requested", "ask_refund_status"),
    ],
)
def test_what_says_more_than_the_rule_answers_instead(
    matter: Matter, ask: Ask, situation: str, then: str | None
) -> None:
    found = asked(matter, ask, order_in(situation))
    assert found is not None
    assert found.then == then


def test_goods_that_turned_back_get_no_rule_of_returns_but_the_money() -> None:
    found = asked(Matter.RETURN, Ask.MAY_I, order_in("returning"))
    assert found is not None
    assert found.says[0].response == "utter_delivery_will_not_come"
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND


def test_no_answer_in_english_lacks_a_value() -> None:
    for situation in ("refund_requested", "refund_approved", "just_paid", "delivered", "exchange"):
        for matter in (Matter.REFUND, Matter.DISPATCH, Matter.RETURN, Matter.EXCHANGE):
            for ask in Ask:
                if found := asked(matter, ask, order_in(situation, "en")):
                    assert "{" not in worded(found, "en")
