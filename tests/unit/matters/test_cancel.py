"""What is answered about calling an order off, by where it stands."""

from __future__ import annotations

import pytest

from actions.matters import cancel as cells
from actions.matters.answer import Answer
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.orders import Actor, Cancellation, Order, OrderStatus
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, item, order, refund, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

C = Matter.CANCEL
UNPAID = order(status=OrderStatus.PLACED, paid_at=None)
BY_SHOP = order(
    status=OrderStatus.CANCELLED, cancellations=(Cancellation(at=ago(hours=6), by=Actor.MERCHANT, reason="缺货。"),)
)
UNSAID = order(status=OrderStatus.CANCELLED, occurred_at=ago(hours=60))
TWO = order(items=(item(), item(sku="scarf", title="羊毛围巾 灰", price=yuan("89.00"))), total=yuan("488.00"))


def answered(of: Order, ask: Ask, text: str = "", *remedies: Remedy, language: str = "zh-CN") -> Answer:
    found = asked(C, ask, view(of, text, *remedies, language=language))
    assert found is not None
    return found


@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.HOW_MUCH])
def test_before_dispatch_it_costs_nothing_and_all_comes_back(ask: Ask) -> None:
    found = answered(order(), ask, "取消要手续费吗")
    assert worded(found).startswith("不收费")
    assert "399 元" in worded(found)
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_CANCEL


def test_a_part_has_its_own_sum() -> None:
    found = answered(TWO, Ask.MAY_I, "只取消围巾可以吗")
    assert "89 元" in worded(found)
    assert found.offer is not None
    assert found.offer.items == (("scarf", 1),)


def test_what_has_left_is_refused_instead() -> None:
    found = answered(dispatched(), Ask.MAY_I)
    assert worded(found).startswith("取消不了")
    assert found.then == "request_refund"


def test_nothing_paid_needs_no_money_back() -> None:
    assert "不收任何费用" in worded(answered(UNPAID, Ask.MAY_I))


@pytest.mark.parametrize(("language", "reason"), [("zh-CN", "缺货"), ("en", "缺货")])
def test_who_cancelled_and_why_as_told_and_when_the_money_is_there(language: str, reason: str) -> None:
    found = answered(BY_SHOP, Ask.WHY, language=language)
    said = worded(found, language)
    assert "江南衣坊" in said
    assert reason in said
    assert "399" in said
    assert found.do is None


def test_a_reason_that_nobody_told_is_asked_for() -> None:
    found = answered(UNSAID, Ask.WHY)
    assert "没有写" in worded(found)
    assert found.do is not None
    assert found.do.deed is cells.WHY


def test_money_that_is_late_after_a_cancellation_is_pushed() -> None:
    found = answered(UNSAID, Ask.WHEN)
    assert "晚了 12 小时" in worded(found)
    assert found.urge is BlockKind.REFUND
    assert answered(BY_SHOP, Ask.WHEN).urge is None


def test_asked_for_and_not_answered_yet() -> None:
    noted = remedy(order(), RemedyKind.CANCEL, amount=yuan("399.00"))
    assert worded(answered(order(), Ask.STATUS, "", noted)).startswith("取消已经登记了")
    when = worded(answered(order(), Ask.WHEN, "", noted))
    assert "48 小时" in when
    assert "399 元" in when
    assert answered(order(), Ask.UNDO, "", noted).then == "withdraw"


def test_declined_with_its_reason() -> None:
    refused = remedy(order(), RemedyKind.CANCEL, RemedyState.REFUSED, answer="已打包")
    found = answered(order(), Ask.WHY, "", refused)
    assert "已打包" in worded(found)
    assert found.offer is not None
    assert found.offer.keep["deed"] == cells.APPEAL.name


def test_cancelled_stays_so_and_withdrawn_goes_on() -> None:
    assert "恢复不了" in worded(answered(BY_SHOP, Ask.UNDO))
    withdrawn = remedy(order(), RemedyKind.CANCEL, RemedyState.WITHDRAWN)
    assert "没有取消" in worded(answered(order(), Ask.STATUS, "", withdrawn))


def test_a_wish_runs_the_present_question_and_a_yes_to_it() -> None:
    assert answered(order(), Ask.DO_IT).then == "cancel_order"
    offered = asked(C, Ask.DO_IT, view(order(), offered=Asked.CONFIRM_CANCEL))
    assert offered is not None
    assert offered.then == "affirm"


def test_only_a_part_after_all_was_asked_for() -> None:
    noted = remedy(TWO, RemedyKind.CANCEL, amount=yuan("488.00"))
    found = answered(TWO, Ask.NOT_ALL, "只取消围巾", noted)
    assert found.then == "withdraw"
    assert found.offer is not None
    assert found.offer.items == (("scarf", 1),)


@pytest.mark.parametrize(
    ("text", "words"), [("商家不同意取消呢", "理由"), ("取消了还发货咋办", "拒收"), ("还能按原价再买吗", "说不准")]
)
def test_what_if(text: str, words: str) -> None:
    noted = remedy(order(), RemedyKind.CANCEL, amount=yuan("399.00"))
    assert words in worded(answered(order(), Ask.WHAT_IF, text, noted))


def test_a_refund_that_runs_is_told_instead() -> None:
    of = dispatched(refunds=(refund(requested_at=ago(hours=2)),))
    assert "还没批" in worded(answered(of, Ask.MAY_I))


def test_nobody_has_to_cancel_for_the_shop() -> None:
    assert "不用" in worded(answered(order(), Ask.REPORT, "店家叫我自己点取消"))


@pytest.mark.parametrize(("text", "language"), [("那不取消，我等着", "zh-CN"), ("leave it, I'll wait", "en")])
@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.WHAT_IF])
def test_who_waits_is_offered_nothing(text: str, language: str, ask: Ask) -> None:
    found = asked(Matter.CANCEL, ask, view(order(), text, language=language))
    assert found is not None
    assert found.offer is None
    assert worded(found, language).startswith("订单正常，没有取消" if language == "zh-CN" else "No, it isn't")


@pytest.mark.parametrize(
    ("text", "language"), [("把这单给我关了", "zh-CN"), ("just cancel it", "en"), ("不要了 取消掉", "zh-CN")]
)
def test_what_was_never_paid_is_cancelled_at_once(text: str, language: str) -> None:
    found = answered(UNPAID, Ask.DO_IT, text, language=language)
    assert found.do is not None
    assert found.do.deed is cells.UNPAID
    registered = remedy(UNPAID, RemedyKind.CANCEL)
    said = worded(Answer(says=tuple(cells.UNPAID.told(view(UNPAID, language=language), registered))), language)
    assert "退" not in said
    assert "back" not in said


def test_what_was_paid_is_asked_about_before_it_is_cancelled() -> None:
    found = answered(order(), Ask.DO_IT, "取消吧")
    assert found.then == "cancel_order"
    assert found.do is None


def test_an_order_to_be_left_alone_is_not_offered_for_cancelling() -> None:
    for text, language in (("这单可别给我取消", "zh-CN"), ("keep that one", "en"), ("那个我要的", "zh-CN")):
        found = answered(order(), Ask.NOT_ALL, text, language=language)
        assert found.then is None
        assert found.offer is None
    noted = remedy(UNPAID, RemedyKind.CANCEL)
    assert "别的订单没动" in worded(answered(UNPAID, Ask.NOT_ALL, "付了的别碰", noted))


@pytest.mark.parametrize(("ask", "then"), [(Ask.CONFIRM, "affirm"), (Ask.DENY, "deny")])
def test_a_word_to_our_question_is_a_word_to_it(ask: Ask, then: str) -> None:
    text = "对 取消" if ask is Ask.CONFIRM else "先不了"
    found = asked(C, ask, view(order(), text, offered=Asked.CONFIRM_CANCEL))
    assert found is not None
    assert found.then == then


def test_a_doubt_is_no_yes_to_our_question() -> None:
    for text, language in (("真能取消吗", "zh-CN"), ("is that really free?", "en")):
        found = asked(C, Ask.CONFIRM, view(order(), text, language=language, offered=Asked.CONFIRM_CANCEL))
        assert found is not None
        assert found.then is None
        assert found.offer is not None


def test_whether_it_was_taken_back() -> None:
    over = remedy(order(), RemedyKind.CANCEL, RemedyState.WITHDRAWN)
    assert worded(answered(order(), Ask.CONFIRM, "撤得回来吗", over)).startswith("撤回来了")
    assert worded(answered(order(), Ask.CONFIRM, "is it still on", over, language="en"), "en").startswith("Yes")
    assert answered(order(), Ask.DENY, "别取消", remedy(order(), RemedyKind.CANCEL)).then == "withdraw"


def test_which_part_was_cancelled_by_whom_and_why() -> None:
    part = Cancellation(at=ago(hours=6), by=Actor.MERCHANT, reason="缺货", items=(("scarf", 1),))
    some = order(items=TWO.items, total=TWO.total, cancellations=(part,))
    for ask in (Ask.WHICH, Ask.WHO, Ask.WHY):
        said = worded(answered(some, ask, "哪一样被取消了，谁取消的"))
        assert "羊毛围巾" in said
        assert "商家" in said
        assert "缺货" in said


def test_not_paying_is_no_breach() -> None:
    assert worded(answered(UNPAID, Ask.WHAT_IF, "不付款算不算违约")).startswith("不会")
