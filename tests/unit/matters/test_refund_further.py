"""What is asked of money back beyond its first answer: what is missing, a part, a yes, an exchange given up."""

from __future__ import annotations

import pytest

from actions.matters.answer import Answer
from actions.matters.refund.deeds import OTHER_ACCOUNT, PARTIAL, SUM_CHECK, TRACE
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.orders import Guarantee, Order, OrderStatus, RefundKind, RefundStatus
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, item, order, parcel, refund, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

R = Matter.REFUND
OLD = parcel(dispatched_at=ago(days=10))
SHORT = dispatched(
    OLD, total=yuan("399.00"),
    refunds=(refund(amount=yuan("360.00"), status=RefundStatus.PAID, paid_at=ago(hours=31), to="支付宝"),),
)  # fmt: skip
LATE = dispatched(OLD, refunds=(refund(to="支付宝", requested_at=ago(hours=81)),))
SWAP = dispatched(
    OLD,
    refunds=(
        refund(
            kind=RefundKind.EXCHANGE, status=RefundStatus.APPROVED, requested_at=ago(days=8), goods_sent_at=ago(days=6),
            goods_received_at=ago(days=4),
        ),
    ),
)  # fmt: skip


def received(**given: object) -> Order:
    """An order whose parcel was delivered yesterday."""
    came = parcel(dispatched_at=ago(days=4), delivered_at=ago(days=1))
    return order(parcels=(came,), status=OrderStatus.DELIVERED, **given)  # type: ignore[arg-type]


SET = received(
    items=(
        item(sku="a", title="铜钟", price=yuan("300.00")),
        item(sku="b", title="杯垫", quantity=3, price=yuan("33.00")),
    ),
    total=yuan("399.00"),
)  # fmt: skip


def answered(
    of: Order, ask: Ask, text: str = "", *remedies: object, language: str = "zh-CN", **given: object
) -> Answer:
    found = asked(R, ask, view(of, text, *remedies, language=language, **given))  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("ask", "text", "language"),
    [
        (Ask.WHY, "付了 399 怎么就退了 360", "zh-CN"),
        (Ask.COMPLAIN, "少了我的钱", "zh-CN"),
        (Ask.REPORT, "才给我360，我付的399", "zh-CN"),
        (Ask.WHO, "谁定的扣我钱", "zh-CN"),
        (Ask.MAY_I, "差额还能要回来吗", "zh-CN"),
        (Ask.DO_IT, "那就申请吧", "zh-CN"),
        (Ask.NOT_ALL, "only the balance, no new return", "en"),
        (Ask.WHY, "what was deducted", "en"),
        (Ask.WHO, "who decided to deduct it", "en"),
        (Ask.DO_IT, "get me the remaining sum", "en"),
    ],
)
def test_what_is_missing_of_a_refund_is_named_and_asked_for(ask: Ask, text: str, language: str) -> None:
    found = answered(SHORT, ask, text, language=language)
    assert "39" in worded(found, language)
    assert found.do is not None
    assert found.do.deed is SUM_CHECK


def test_asked_for_twice_the_missing_sum_is_told_to_be_registered() -> None:
    running = remedy(SHORT, RemedyKind.COMPLAINT, details={"about": SUM_CHECK.name})
    found = answered(SHORT, Ask.DO_IT, "申请吧", running)
    assert "39 元 已经登记" in worded(found)
    assert found.do is None
    assert "重新判" in worded(answered(SHORT, Ask.WHAT_NEXT, "他不给我找谁", running))


@pytest.mark.parametrize("text", ["银行卡里没看到这笔钱", "钱呢，没收到", "my statement shows nothing"])
def test_money_that_is_not_seen_at_all_is_no_missing_part(text: str) -> None:
    found = answered(SHORT, Ask.REPORT, text)
    assert found.do is None or found.do.deed is TRACE


@pytest.mark.parametrize("text", ["催", "快给我退", "赶紧的", "light a fire under them", "chivvy them up"])
def test_a_wish_to_push_is_done_and_tells_the_sum(text: str) -> None:
    found = answered(LATE, Ask.DO_IT, text)
    assert found.urge is BlockKind.REFUND
    assert "399 元" in worded(found)
    again = answered(LATE, Ask.DO_IT, text, remedy(LATE, RemedyKind.URGE_MERCHANT))
    assert again.urge is None
    assert "399 元 的退款已经催了商家" in worded(again)


def test_a_push_about_something_else_does_not_count() -> None:
    other = remedy(LATE, RemedyKind.URGE_MERCHANT, details={"block": "dispatch"})
    assert answered(LATE, Ask.DO_IT, "催", other).urge is BlockKind.REFUND


@pytest.mark.parametrize("ask", [Ask.DO_IT, Ask.MAY_I, Ask.WHAT_IF, Ask.NOT_ALL, Ask.CONFIRM])
def test_instead_of_a_running_exchange_the_money_is_offered_once(ask: Ask) -> None:
    found = answered(SWAP, ask, "不换了直接退钱")
    assert "399 元" in worded(found)
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND


@pytest.mark.parametrize(
    ("text", "language", "items"),
    [
        ("退99就行", "zh-CN", (("b", 3),)),
        ("33 back is fine", "en", (("b", 1),)),
        ("退一个33的", "zh-CN", (("b", 1),)),
        ("just the 300 please", "en", (("a", 1),)),
    ],
)
def test_a_sum_that_is_one_parts_price_means_that_part(text: str, language: str, items: object) -> None:
    found = answered(SET, Ask.DO_IT, text, language=language)
    assert found.offer is not None
    assert found.offer.items == items
    assert found.offer.asked is Asked.CONFIRM_REFUND


def test_a_yes_with_another_parts_price_is_no_yes_to_what_was_offered() -> None:
    kept = {"items": [["a", 1]], "reason": "damaged"}
    found = answered(SET, Ask.CONFIRM, "对，退33那个", offered=Asked.CONFIRM_REFUND, kept=kept)
    assert found.offer is not None
    assert found.offer.items == (("b", 1),)
    assert found.offer.keep == {"reason": "damaged"}
    assert answered(SET, Ask.CONFIRM, "对", offered=Asked.CONFIRM_REFUND, kept=kept).then == "affirm"


def test_a_sum_for_keeping_the_goods_is_put_to_the_shop() -> None:
    found = answered(SET, Ask.DO_IT, "东西我留着 补我50")
    assert "50 元" in worded(found)
    assert found.do is not None
    assert found.do.deed is PARTIAL


@pytest.mark.parametrize("text", ["只退一瓶", "退碎的那瓶，别整单退", "only one bottle, not the whole box"])
def test_a_part_of_what_is_sold_as_one_is_no_refund_of_all(text: str) -> None:
    of = received(items=(item(title="燕窝 6瓶", price=yuan("399.00")),))
    found = answered(of, Ask.NOT_ALL, text)
    assert found.then is None
    assert found.do is not None
    assert found.do.deed is PARTIAL
    assert "商家" in worded(answered(of, Ask.HOW_MUCH, text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("还是退到支付宝对吧", "支付宝"),
        ("退钱要我报验证码吗", "验证码"),
        ("你们要 OTP 吗", "密码"),
    ],
)
def test_is_it_so_is_answered_with_what_is(text: str, words: str) -> None:
    assert words in worded(answered(LATE, Ask.CONFIRM, text))


def test_of_an_unpaid_order_nothing_is_refunded_even_if_it_is_being_cancelled() -> None:
    unpaid = order(status=OrderStatus.PLACED, paid_at=None)
    running = remedy(unpaid, RemedyKind.CANCEL, RemedyState.SENT)
    for ask in (Ask.CONFIRM, Ask.STATUS, Ask.WHEN):
        assert "没有钱要退" in worded(answered(unpaid, ask, "不用退我钱吧", running))


def test_a_charge_that_never_reached_us_comes_back_from_the_bank() -> None:
    unpaid = order(status=OrderStatus.PLACED, paid_at=None)
    checked = remedy(unpaid, RemedyKind.COMPLAINT, details={"about": "check_payment"})
    assert "付款的那个账户" in worded(answered(unpaid, Ask.WHERE_TO, "退到哪个卡", checked))
    assert "银行" in worded(answered(unpaid, Ask.WHEN, "几天回来", checked))


@pytest.mark.parametrize("text", ["被海关扣下了我的钱拿得回来吗", "if it is seized do I get my money back"])
def test_money_is_safe_where_the_goods_never_come(text: str) -> None:
    assert "399" in worded(answered(dispatched(OLD), Ask.WHAT_IF, text))
    assert "399" in worded(answered(order(), Ask.WHAT_IF, text))


def test_a_bounced_refund_to_another_account_is_asked_for_by_a_person() -> None:
    bounced = dispatched(
        OLD, refunds=(refund(status=RefundStatus.FAILED, failed_at=ago(days=3), decision="card account closed"),)
    )
    for ask, text in ((Ask.CHANGE, "打到我另一张卡行不行"), (Ask.WHERE_TO, "那钱现在在哪")):
        found = answered(bounced, ask, text)
        assert found.do is not None
        assert found.do.deed is OTHER_ACCOUNT
    assert "别发" in worded(answered(bounced, Ask.HOW, "卡号发给你吗"))
    running = remedy(bounced, RemedyKind.COMPLAINT, details={"about": OTHER_ACCOUNT.name})
    again = answered(bounced, Ask.CHANGE, "能不能改退微信", running)
    assert again.do is None
    assert "改退" in worded(again)


def test_a_closed_card_is_answered_with_the_account_that_was_named() -> None:
    named = dispatched(OLD, refunds=(refund(to="招商银行卡 6621", requested_at=ago(hours=2)),))
    found = answered(named, Ask.WHERE_TO, "退哪张卡，我销户了一张")
    assert "6621" in worded(found)
    assert found.do is not None


@pytest.mark.parametrize("text", ["他们说有使用痕迹怎么办", "what if they say it was worn"])
def test_wear_that_the_shop_may_find_is_answered(text: str) -> None:
    back = dispatched(
        OLD,
        refunds=(
            refund(
                kind=RefundKind.RETURN_REFUND, status=RefundStatus.APPROVED, requested_at=ago(days=5),
                goods_sent_at=ago(days=4), goods_received_at=ago(days=3),
            ),
        ),
    )  # fmt: skip
    assert "重新判" in worded(answered(back, Ask.WHAT_IF, text))


def test_what_was_received_may_be_returned_with_sum_and_day() -> None:
    of = received(guarantees=frozenset({Guarantee.RETURN_7_DAYS}))
    found = answered(of, Ask.MAY_I, "还能退钱吗")
    assert "399 元" in worded(found)
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_RETURN
    faulty = answered(of, Ask.MAY_I, "漏的，能退钱吗")
    assert faulty.offer is not None
    assert faulty.offer.asked is Asked.CONFIRM_REFUND
