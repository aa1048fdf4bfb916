"""What is answered about money asked back, by where it stands."""

from __future__ import annotations

import pytest

from actions.matters.answer import Answer
from actions.matters.refund.deeds import APPEAL, ASK_SHOP, OTHER_ACCOUNT, RETURN_CHECK, SUM_CHECK, TRACE
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
    assert found.offer.keep == {"deed": APPEAL.name, "of": "R1"}
    done = answered(REJECTED, Ask.DO_IT)
    assert done.do is not None
    wished = APPEAL.wished(view(REJECTED, "我不认可"), done.do.kept)
    assert wished.details["appeal_of"] == "R1"
    assert wished.about == "appeal:R1"


def test_why_it_takes_so_long_is_not_known_so_the_shop_is_pushed() -> None:
    found = asked(R, Ask.WHY, view(LATE, "怎么这么久", spoken_of=(R,)))
    assert found is not None
    assert "不知道" in worded(found)
    assert found.urge is BlockKind.REFUND


def test_who_begins_with_why_hears_how_it_stands_first() -> None:
    found = answered(LATE, Ask.WHY, "退款怎么这么久")
    assert "晚了 9 小时" in worded(found)
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
        assert found.do.deed is OTHER_ACCOUNT


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
    assert found.do.deed is SUM_CHECK


def test_a_part_is_what_was_paid_for_it_after_the_discount() -> None:
    said = worded(answered(SHIRTS, Ask.HOW_MUCH, "只退两件能退多少"))
    assert "90 元" in said
    assert "10 元" in said


def test_the_banks_number_is_not_ours_so_a_person_asks_for_it() -> None:
    found = answered(PAID, Ask.WHICH, "银行要流水号")
    assert "RF77" in worded(found)
    assert found.do is not None
    assert found.do.deed is TRACE
    assert answered(FRESH, Ask.WHICH).do is None


def test_paid_and_not_seen() -> None:
    first = answered(PAID, Ask.REPORT, "没看到钱")
    assert "6621" in worded(first)
    assert first.offer is not None
    assert first.offer.keep["deed"] == TRACE.name
    second = answered(PAID, Ask.REPORT, "明细里没有收到")
    assert second.do is not None
    assert second.do.deed is TRACE


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
    assert found.do.deed is ASK_SHOP


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
    told = {one.response for made in (fresh, again) for one in TRACE.told(seen, made)}
    assert told == {"utter_enquiry_registered", "utter_enquiry_running"}


NOTED_TIMES = ("你们收到之前退还是之后退", "is that before or after the shop has it back")


@pytest.mark.parametrize(
    ("text", "language", "to"),
    [("啥时候到 到哪", "zh-CN", "原路"), ("when, and to which card", "en", "the way you paid")],
)
def test_our_answer_the_sum_and_the_way_back_are_one_sentence(text: str, language: str, to: str) -> None:
    running = remedy(dispatched(OLD), RemedyKind.REFUND, amount=yuan("399.00"))
    said = worded(answered(dispatched(OLD), Ask.WHEN, text, running, language=language), language)
    assert to in said
    assert "399" in said
    assert "48" in said


@pytest.mark.parametrize(
    ("ask", "text", "language", "wanted"),
    [
        (Ask.HOW_MUCH, "退多少 打到哪个账户", "zh-CN", ("399", "支付宝")),
        (Ask.HOW_MUCH, "how much and where does it go", "en", ("399", "支付宝")),
        (Ask.WHERE_TO, "退到哪 什么时候到", "zh-CN", ("支付宝", "48 小时")),
        (Ask.WHERE_TO, "where to and when", "en", ("支付宝", "48 hours")),
        (Ask.WHEN, "几号到 退多少钱", "zh-CN", ("399", "支付宝")),
    ],
)
def test_two_questions_in_one_sentence_get_two_answers(ask: Ask, text: str, language: str, wanted: tuple[str]) -> None:
    said = worded(answered(FRESH, ask, text, language=language), language)
    assert all(one in said for one in wanted), said


@pytest.mark.parametrize(
    ("of", "text", "language", "start", "wanted"),
    [
        (order(), "周五要是还没发我就不要了", "zh-CN", "可以", "随时能退"),
        (order(), "if they still haven't shipped by friday I want a refund", "en", "Yes", "Until it leaves"),
        (dispatched(OLD), "再等三天，还不动就退款", "zh-CN", "可以", "399 元"),
        (dispatched(OLD), "if nothing has come by then can I cancel", "en", "Yes", "refuse"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.WHAT_IF, Ask.DO_IT])
def test_who_wants_it_back_only_later_is_told_that_waiting_loses_nothing(
    of: Order, text: str, language: str, start: str, wanted: str, ask: Ask
) -> None:
    found = answered(of, ask, text, language=language)
    assert found.then is None
    assert found.offer is None
    assert worded(found, language).startswith(start)
    assert wanted in worded(found, language)


@pytest.mark.parametrize("text", ["拒收的话我要出钱吗", "is there a fee if I refuse it"])
@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.WHAT_IF, Ask.HOW_MUCH])
def test_refusing_a_parcel_costs_nothing(text: str, ask: Ask) -> None:
    language = "zh-CN" if text.startswith("拒") else "en"
    said = worded(answered(dispatched(OLD), ask, text, language=language), language)
    assert said.startswith("不用" if language == "zh-CN" else "No")
    assert "399" in said


def test_what_goes_back_to_the_shop_is_paid_back() -> None:
    said = worded(answered(dispatched(OLD), Ask.WHAT_IF, "if nobody signs and it goes back?", language="en"), "en")
    assert "CNY 399.00" in said
    assert "the way you paid" in said


@pytest.mark.parametrize(("text", "language"), [(NOTED_TIMES[0], "zh-CN"), (NOTED_TIMES[1], "en")])
def test_the_money_does_not_wait_for_goods_unless_it_is_a_return(text: str, language: str) -> None:
    without = worded(answered(FRESH, Ask.WHEN, text, language=language), language)
    assert without.startswith("不用等" if language == "zh-CN" else "Before")
    running = remedy(dispatched(OLD), RemedyKind.RETURN, amount=yuan("399.00"))
    after = worded(answered(dispatched(OLD), Ask.WHEN, text, running, language=language), language)
    assert after.startswith("要等" if language == "zh-CN" else "After")


@pytest.mark.parametrize("ask", [Ask.DO_IT, Ask.MAY_I, Ask.WHAT_IF])
def test_the_rest_of_the_order_stays_out_of_it(ask: Ask) -> None:
    two = order(items=(item(), item(sku="scarf", title="围巾", price=yuan("89.00"))), total=yuan("488.00"))
    part = remedy(two, RemedyKind.REFUND, items=(("scarf", 1),), amount=yuan("89.00"))
    said = worded(answered(two, ask, "不会把别的也退了吧", part))
    assert said.startswith("不会")
    assert "围巾" in said
    assert worded(answered(two, ask, "不会连围巾一起退了吧")).startswith("不会")
    whole = remedy(two, RemedyKind.REFUND, amount=yuan("488.00"))
    assert worded(answered(two, ask, "不会全都退了吧", whole)).startswith("会")


@pytest.mark.parametrize("ask", [Ask.REPORT, Ask.WHY, Ask.MAY_I, Ask.HOW_MUCH])
@pytest.mark.parametrize("text", ["它是坏的，当时理由选错了", "it was faulty, I picked the wrong reason"])
def test_shipping_kept_back_for_a_fault_is_asked_from_the_shop(ask: Ask, text: str) -> None:
    language = "zh-CN" if text.startswith("它") else "en"
    found = answered(PAID, ask, text, language=language)
    assert "12" in worded(found, language)
    assert found.do is not None
    assert found.do.deed is SUM_CHECK


@pytest.mark.parametrize("text", ["商家硬说没收到", "the shop says they never received it"])
@pytest.mark.parametrize("ask", [Ask.REPORT, Ask.WHAT_IF, Ask.DO_IT])
def test_a_shop_that_denies_the_return_is_held_to_the_couriers_record(ask: Ask, text: str) -> None:
    way = refund(
        kind=RefundKind.RETURN_REFUND, status=RefundStatus.APPROVED, requested_at=ago(days=6), goods_sent_at=ago(days=4)
    )
    language = "zh-CN" if text.startswith("商") else "en"
    found = answered(dispatched(OLD, refunds=(way,)), ask, text, language=language)
    assert "399" in worded(found, language)
    assert found.do is not None
    assert found.do.deed is RETURN_CHECK


def test_the_voucher_is_told_apart_from_the_sum() -> None:
    both = answered(order(), Ask.HOW_MUCH, "用了券，退多少")
    assert worded(both).startswith("能退 399 元")
    assert both.do is not None
    assert "券" in worded(answered(order(), Ask.MAY_I, "那张券还能还给我吗"))


def test_asked_for_again_it_is_told_that_it_is_registered() -> None:
    running = remedy(dispatched(OLD), RemedyKind.REFUND, RemedyState.NEEDS_APPROVAL, amount=yuan("399.00"))
    said = worded(answered(dispatched(OLD), Ask.DO_IT, "退吧", running))
    assert "已经登记" in said
    assert "399 元" in said


def test_pushed_already_is_told_with_the_hours() -> None:
    urged = remedy(LATE, RemedyKind.URGE_MERCHANT)
    said = worded(answered(LATE, Ask.WHEN, "再催一下，要等到几号", urged))
    assert said.startswith("399 元 的退款已经催了商家")


@pytest.mark.parametrize("text", ["只退围巾行吗", "only the 围巾, can I get that back"])
def test_what_is_still_at_the_shop_is_not_told_to_be_on_its_way(text: str) -> None:
    left = parcel(dispatched_at=ago(days=1), contents=(("mug", 1),))
    scarf = item(sku="scarf", title="围巾", price=yuan("89.00"))
    two = dispatched(left, items=(item(sku="mug"), scarf), total=yuan("488.00"))
    language = "zh-CN" if text.startswith("只") else "en"
    said = worded(answered(two, Ask.MAY_I, text, language=language), language)
    assert "89" in said
    assert "路上" not in said
    assert "on its way" not in said
