"""What is answered about money asked back, by where it stands."""

from __future__ import annotations

import pytest

from actions.matters import refund as cells
from actions.matters.answer import Answer
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.orders import Actor, Cancellation, Order, OrderStatus, RefundKind, RefundScope, RefundStatus
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, item, order, parcel, refund, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

R = Matter.REFUND
OLD = parcel(dispatched_at=ago(days=10))
FRESH = dispatched(OLD, refunds=(refund(to="支付宝", requested_at=ago(hours=2)),))
LATE = dispatched(OLD, refunds=(refund(to="支付宝", requested_at=ago(hours=81)),))
AGREED = dispatched(
    OLD,
    refunds=(refund(to="花呗", status=RefundStatus.APPROVED, requested_at=ago(hours=30), approved_at=ago(hours=5)),),
)
PAID = dispatched(
    OLD, total=yuan("411.00"), shipping_fee=yuan("12.00"),
    refunds=(refund(refund_id="RF77", to="招商银行卡 6621", status=RefundStatus.PAID, paid_at=ago(hours=31)),),
)  # fmt: skip
REJECTED = dispatched(
    OLD, refunds=(refund(status=RefundStatus.REJECTED, decision="超过期限。", decided_by=Actor.MERCHANT),)
)
BACK = dispatched(
    OLD,
    refunds=(
        refund(
            kind=RefundKind.RETURN_REFUND, status=RefundStatus.APPROVED, requested_at=ago(days=8),
            goods_sent_at=ago(days=6), goods_received_at=ago(days=4),
        ),
    ),
)  # fmt: skip
OWED = order(status=OrderStatus.CANCELLED, cancellations=(Cancellation(at=ago(hours=60), by=Actor.MERCHANT),))
SHIRTS = order(items=(item(quantity=3, price=yuan("50.00")),), total=yuan("135.00"))


def answered(of: Order, ask: Ask, text: str = "", *remedies: object, language: str = "zh-CN") -> Answer:
    found = asked(R, ask, view(of, text, *remedies, language=language))  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("of", "zh", "en", "pushed"),
    [
        (FRESH, "还没批", "Not yet", False),
        (LATE, "晚了 9 小时", "9 hours late", True),
        (AGREED, "批了", "Yes", False),
        (PAID, "退了", "Yes", False),
        (REJECTED, "超过期限", "超过期限", False),
        (BACK, "还没退", "Not yet", False),
        (OWED, "晚了 12 小时", "12 hours late", True),
    ],
)
def test_accepted_or_paid_is_answered_first_and_what_is_late_is_pushed(
    of: Order, zh: str, en: str, pushed: bool
) -> None:
    for language, words in (("zh-CN", zh), ("en", en)):
        found = answered(of, Ask.STATUS, language=language)
        assert words in worded(found, language)
        assert (found.urge is BlockKind.REFUND) is pushed


def test_the_reason_of_a_refusal_is_told_and_a_person_may_decide_again() -> None:
    found = answered(REJECTED, Ask.WHY)
    assert "超过期限" in worded(found)
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_DEED
    assert found.offer.keep == {"deed": cells.APPEAL.name, "of": "R1"}
    done = answered(REJECTED, Ask.DO_IT)
    assert done.do is not None
    wished = cells.APPEAL.wished(view(REJECTED, "我不认可"), done.do.kept)
    assert wished.details["appeal_of"] == "R1"
    assert wished.about == "appeal:R1"


def test_why_it_takes_so_long_is_not_known_so_the_shop_is_pushed() -> None:
    found = answered(LATE, Ask.WHY, "怎么这么久")
    assert "不知道" in worded(found)
    assert found.urge is BlockKind.REFUND


@pytest.mark.parametrize(("of", "who"), [(LATE, "江南衣坊"), (PAID, "付出"), (OWED, "江南衣坊")])
def test_who_has_it_now(of: Order, who: str) -> None:
    assert who in worded(answered(of, Ask.WHO))


def test_who_said_no() -> None:
    assert "没同意" in worded(answered(REJECTED, Ask.WHO))


def test_where_it_goes_is_named_as_the_shop_told_it() -> None:
    assert "支付宝" in worded(answered(FRESH, Ask.WHERE_TO, "退到哪"))
    assert "花呗" in worded(answered(AGREED, Ask.WHERE_TO, "花呗付的退花呗还是现金"))
    assert "原路" in worded(answered(order(), Ask.WHERE_TO))


@pytest.mark.parametrize("text", ["那张卡我注销了", "that card has been closed"])
def test_a_closed_account_is_cleared_up_by_a_person(text: str) -> None:
    for of in (FRESH, PAID):
        found = answered(of, Ask.WHERE_TO, text)
        assert found.do is not None
        assert found.do.deed is cells.OTHER_ACCOUNT


def test_less_than_paid_is_explained_by_the_shipping_fee() -> None:
    said = worded(answered(PAID, Ask.HOW_MUCH, "怎么少了"))
    assert "399 元" in said
    assert "411 元" in said
    assert "12 元" in said
    assert "运费" in said


def test_a_difference_that_nobody_explained_is_asked_about() -> None:
    of = dispatched(OLD, refunds=(refund(status=RefundStatus.PAID, amount=yuan("380.00"), paid_at=ago(hours=3)),))
    found = answered(of, Ask.WHY, "why did I get less than I paid")
    assert "19" in worded(found)
    assert found.do is not None
    assert found.do.deed is cells.SUM_CHECK


def test_a_part_is_what_was_paid_for_it_after_the_discount() -> None:
    said = worded(answered(SHIRTS, Ask.HOW_MUCH, "只退两件能退多少"))
    assert "90 元" in said
    assert "10 元" in said


def test_the_banks_number_is_not_ours_so_a_person_asks_for_it() -> None:
    found = answered(PAID, Ask.WHICH, "银行要流水号")
    assert "RF77" in worded(found)
    assert found.do is not None
    assert found.do.deed is cells.TRACE
    assert answered(FRESH, Ask.WHICH).do is None


def test_paid_and_not_seen() -> None:
    first = answered(PAID, Ask.REPORT, "没看到钱")
    assert "6621" in worded(first)
    assert first.offer is not None
    assert first.offer.keep["deed"] == cells.TRACE.name
    second = answered(PAID, Ask.REPORT, "明细里没有收到")
    assert second.do is not None
    assert second.do.deed is cells.TRACE


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RemedyState.REQUESTED, "照片"),
        (RemedyState.NEEDS_APPROVAL, "同事"),
        (RemedyState.SENT, "商家"),
        (RemedyState.FAILED, "没办成"),
    ],
)
def test_what_runs_through_us_is_told_by_who_has_it(state: RemedyState, words: str) -> None:
    noted = remedy(order(), RemedyKind.REFUND, state, amount=yuan("399.00"))
    assert words in worded(answered(order(), Ask.STATUS, "", noted))
    assert answered(order(), Ask.UNDO, "", noted).then == "withdraw"


def test_a_promise_of_ours_that_was_broken_is_said_so() -> None:
    noted = remedy(order(), RemedyKind.REFUND, due_at=ago(hours=1))
    found = answered(order(), Ask.STATUS, "", noted)
    assert "没做到" in worded(found)
    assert found.offer is not None
    assert found.offer.asked is Asked.HANDOFF_OFFER


def test_it_is_asked_for_by_the_present_question_and_a_yes_to_it() -> None:
    assert answered(order(), Ask.DO_IT).then == "request_refund"
    offered = asked(R, Ask.DO_IT, view(order(), offered=Asked.CONFIRM_REFUND))
    assert offered is not None
    assert offered.then == "affirm"


def test_fewer_pieces_than_were_asked_for_take_the_first_request_back() -> None:
    noted = remedy(SHIRTS, RemedyKind.REFUND, amount=yuan("135.00"))
    found = answered(SHIRTS, Ask.NOT_ALL, "只退两件", noted)
    assert found.then == "withdraw"
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND
    assert found.offer.items == (("coat-red-m", 2),)
    assert "90 元" in worded(found)


def test_what_the_shop_has_is_withdrawn_by_a_person() -> None:
    found = answered(FRESH, Ask.UNDO)
    assert found.do is not None
    assert found.do.deed is cells.ASK_SHOP


@pytest.mark.parametrize(
    ("text", "words"),
    [("商家不同意呢", "理由"), ("货又发来了怎么办", "拒收"), ("券还退给我吗", "看不到"), ("到那天还没有呢", "超时")],
)
def test_what_if(text: str, words: str) -> None:
    assert words in worded(answered(FRESH, Ask.WHAT_IF, text))


def test_we_cannot_decide_for_the_shop() -> None:
    found = answered(LATE, Ask.MAY_I, "你们平台不能直接给我批吗")
    assert "不能直接批" in worded(found)
    assert found.urge is BlockKind.REFUND


def test_may_i_begins_with_yes_and_asks_before_it_is_done() -> None:
    unsent, under_way = answered(order(), Ask.MAY_I), answered(dispatched(OLD), Ask.MAY_I)
    assert worded(unsent).startswith("能退")
    assert "拒收" in worded(under_way)
    assert unsent.offer is not None
    assert unsent.offer.asked is Asked.CONFIRM_REFUND


def test_the_shops_wish_to_withdraw_it_privately_is_warned_of() -> None:
    assert "别撤" in worded(answered(FRESH, Ask.REPORT, "商家让我先撤退款 私下转给我"))


def test_money_beside_the_goods_is_called_so() -> None:
    of = dispatched(OLD, refunds=(refund(scope=RefundScope.GOODWILL, amount=yuan("5.00"), status=RefundStatus.PAID),))
    said = worded(answered(of, Ask.HOW_MUCH))
    assert "5 元" in said
    assert "补偿" in said


def test_an_enquiry_asked_twice_is_told_as_running() -> None:
    seen = view(PAID, "流水号")
    fresh = remedy(PAID, RemedyKind.COMPLAINT, fresh=True)
    again = remedy(PAID, RemedyKind.COMPLAINT, fresh=False)
    told = {one.response for made in (fresh, again) for one in cells.TRACE.told(seen, made)}
    assert told == {"utter_enquiry_registered", "utter_enquiry_running"}
