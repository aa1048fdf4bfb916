"""What is answered about returns and their freight, by where they stand: facts and figures, not wording."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matters.answer import Answer
from actions.memory import Asked
from careline.core.orders import (
    Address,
    ClaimStatus,
    Freight,
    FreightClaim,
    Guarantee,
    Order,
    OrderStatus,
    RefundKind,
    RefundStatus,
)
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, ahead, mug_and_pan, order, parcel, refund, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

R, F, S = Matter.RETURN, Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE


def came(hours: float = 60, **given: Any) -> Order:
    """Delivered so many hours ago."""
    sent = parcel(dispatched_at=ago(hours=hours + 72), scans=(), delivered_at=ago(hours=hours))
    usual: dict[str, Any] = {"placed_at": ago(hours=hours + 90), "paid_at": ago(hours=hours + 90)}
    return order(status=OrderStatus.DELIVERED, parcels=(sent,), **usual | given)


def going_back(status: RefundStatus = RefundStatus.APPROVED, **given: Any) -> Order:
    """With a return asked for two days ago."""
    told = {"kind": RefundKind.RETURN_REFUND, "reason": "no_reason", "requested_at": ago(hours=48), "status": status}
    more = {name: given.pop(name) for name in ("freight", "return_address", "total", "shipping_fee") if name in given}
    return came(refunds=(refund(**told | given),), **more)


SENT = going_back(goods_sent_at=ago(days=2), approved_at=ago(hours=40))
AGREED = going_back(approved_at=ago(hours=5))
FAULTY = Freight(insured=True, paid_by_consumer=yuan("23.50"))


def does(found: Answer | None) -> str:
    assert found is not None
    assert found.do is not None
    return found.do.deed.name


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_within_the_window_it_says_until_when_and_offers_with_its_sum(language: str) -> None:
    found = asked(R, Ask.MAY_I, view(came(), language=language))
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_RETURN
    said = worded(found, language)
    assert "399" in said
    assert said.startswith("能退" if language == "zh-CN" else "Yes")


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("穿了一天洗过一水", "zh-CN", "不能无理由"),
        ("i wore it to a party, can it go back", "en", "Not without"),
        ("盒子扔了还收吗", "zh-CN", "能退"),
        ("拆开试了一下", "zh-CN", "能退"),
        ("吊牌剪掉了", "zh-CN", "吊牌剪了"),
    ],
)
def test_opened_worn_and_without_its_tag_are_answered_apart(text: str, language: str, part: str) -> None:
    assert part in worded(asked(R, Ask.MAY_I, view(came(), text, language=language)), language)


@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.STATUS, Ask.WHERE_TO])
def test_of_what_may_go_back_only_in_part_it_says_what_and_why_the_rest_does_not(ask: Ask) -> None:
    found = asked(R, ask, view(mug_and_pan(ago(days=10), ago(days=1)), "能退吗"))
    assert found
    assert found.offer
    assert found.offer.items == (("pan", 1),)
    said = worded(found)
    assert "马克杯的退货时间 11月21日 23:59 已经过了" in said
    assert "能退的是平底锅。" in said
    assert "退 200 元" in said


def test_what_comes_back_is_what_may_go_back_and_what_may_not_is_over() -> None:
    parted = mug_and_pan(ago(days=10), ago(days=1))
    assert "200 元" in worded(asked(R, Ask.HOW_MUCH, view(parted, "退多少")))
    over = asked(R, Ask.MAY_I, view(parted, "马克杯还能退吗", items=(("mug", 1),)))
    assert over
    assert over.offer is None or over.offer.asked != Asked.CONFIRM_RETURN
    assert "11月21日" in worded(over)


def test_a_fault_is_another_right_with_its_own_time() -> None:
    late = asked(R, Ask.MAY_I, view(came(hours=24 * 9), "拉链是坏的"))
    assert late is not None
    assert late.offer is not None
    assert late.offer.asked is Asked.CONFIRM_REFUND
    assert "399" in worded(late)
    assert "商家出" in worded(late)
    assert "过了" in worded(asked(R, Ask.MAY_I, view(came(hours=24 * 9))))
    assert "过了" in worded(asked(R, Ask.MAY_I, view(came(hours=24 * 30), "拉链是坏的")))


@pytest.mark.parametrize("ask", [Ask.WHERE_TO, Ask.HOW, Ask.WHAT_NEXT])
def test_the_address_is_told_or_asked_of_the_shop(ask: Ask) -> None:
    assert does(asked(R, ask, view(AGREED))) == "return_note"
    told = going_back(return_address=Address(region="浙江省", city="湖州市", detail="织里镇 8 号", phone="0572-1"))
    assert "织里镇 8 号" in worded(asked(R, ask, view(told)))


def test_before_the_shop_agrees_nothing_is_sent() -> None:
    assert "先别寄" in worded(asked(R, Ask.WHERE_TO, view(going_back(RefundStatus.REQUESTED))))


@pytest.mark.parametrize(("text", "language"), [("用哪家快递", "zh-CN"), ("any carrier i like?", "en")])
def test_any_courier_will_do(text: str, language: str) -> None:
    said = worded(asked(R, Ask.WHICH, view(AGREED, text, language=language)), language)
    assert ("不限" in said) or ("any courier" in said)


@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.DO_IT, Ask.HOW])
def test_a_collection_is_asked_of_the_shop_once_a_return_runs(ask: Ask) -> None:
    found = asked(R, ask, view(AGREED, "太沉了 能上门取不"))
    assert does(found) == "return_note"
    assert found is not None
    assert found.do is not None
    assert found.do.kept["about"] == "pickup"


@pytest.mark.parametrize("ask", [Ask.REPORT, Ask.DO_IT, Ask.EVIDENCE, Ask.CHANGE, Ask.WHAT_NEXT])
def test_a_tracking_number_goes_to_the_shop_with_the_words(ask: Ask) -> None:
    seen = view(SENT, "单子上写签收了 YT8800112233445")
    found = asked(R, ask, seen)
    assert does(found) == "return_note"
    assert found is not None
    assert found.do is not None
    wished = found.do.deed.wished(seen, found.do.kept)
    assert wished.details["tracking_no"] == "YT8800112233445"
    assert "签收" in wished.details["note"]


def test_sent_and_not_confirmed_says_since_when_and_asks_for_the_number() -> None:
    said = worded(asked(R, Ask.REPORT, view(SENT, "店家说没收到")))
    assert "11月22日" in said
    assert "单号" in said


def test_pushed_once_it_says_by_when_instead_of_pushing_again() -> None:
    assert does(asked(R, Ask.DO_IT, view(SENT, "你们去跟店家核"))) == "return_note"
    pushed = remedy(SENT, RemedyKind.URGE_MERCHANT, details={"about": "return:check"})
    again = asked(R, Ask.DO_IT, view(SENT, "你们去跟店家核", pushed))
    assert again is not None
    assert again.do is None
    assert "明天 12:00" in worded(again)


def test_if_they_deny_it_a_colleague_is_offered() -> None:
    found = asked(R, Ask.WHAT_IF, view(SENT, "他死不承认咋办"))
    assert "399" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["deed"] == "return_appeal"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_money_comes_after_the_goods_and_to_the_account_told(language: str) -> None:
    told = going_back(to="Monzo ending 20" if language == "en" else "招商银行尾号 20")
    text = "the money, when and to which account" if language == "en" else "钱几时到 到哪"
    said = worded(asked(R, Ask.WHEN, view(told, text, language=language)), language)
    assert "399" in said
    assert "7" in said
    assert "20" in said


def test_there_is_no_date_by_which_it_has_to_be_posted() -> None:
    assert "7 天" in worded(asked(R, Ask.WHEN, view(AGREED, "最晚哪天寄")))
    assert "还有" in worded(asked(R, Ask.WHEN, view(came(), "最晚哪天")))


def test_an_overdue_refund_is_late_and_pushed() -> None:
    late = going_back(approved_at=ago(days=12), goods_sent_at=ago(days=11), goods_received_at=ago(days=8))
    found = asked(R, Ask.STATUS, view(late))
    assert found is not None
    assert found.urge is not None
    assert "晚了 24 小时" in worded(found)


def test_a_declined_return_tells_the_reason_and_is_appealed_when_asked() -> None:
    declined = going_back(RefundStatus.REJECTED, decision="超过七天。")
    assert "超过七天" in worded(asked(R, Ask.WHY, view(declined)))
    assert does(asked(R, Ask.DO_IT, view(declined))) == "return_appeal"


def test_undo_withdraws_ours_and_asks_the_shop_for_its_own() -> None:
    ours = came()
    found = asked(R, Ask.UNDO, view(ours, "", remedy(ours, RemedyKind.RETURN)))
    assert found is not None
    assert found.then == "withdraw"
    assert does(asked(R, Ask.UNDO, view(AGREED, "不退了 留着"))) == "return_note"
    assert "没有退货申请" in worded(asked(R, Ask.UNDO, view(came())))


def test_nothing_to_return_before_it_is_sent() -> None:
    fresh = order(status=OrderStatus.PAID)
    assert "399" in worded(asked(R, Ask.MAY_I, view(fresh)))
    found = asked(R, Ask.DO_IT, view(fresh))
    assert found is not None
    assert found.then == "request_refund"


# Return freight


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_insurance_pays_up_to_its_limit_and_the_rest_is_told(language: str) -> None:
    sent = going_back(goods_sent_at=ago(days=2), freight=FAULTY)
    found = asked(F, Ask.HOW_MUCH, view(sent, language=language))
    said = worded(found, language)
    assert all(sum_ in said for sum_ in ("10", "23.50", "13.50"))
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_FREIGHT


def test_plain_words_claim_it_at_once() -> None:
    sent = going_back(goods_sent_at=ago(days=2), freight=FAULTY)
    seen = view(sent, "先把那十块申请了")
    found = asked(F, Ask.DO_IT, seen)
    assert does(found) == "freight_claim"
    assert found is not None
    assert found.do is not None
    assert found.do.deed.wished(seen, {}).amount == yuan("10.00")


def test_the_insurance_and_the_shop_are_both_asked() -> None:
    sent = going_back(goods_sent_at=ago(days=2), freight=FAULTY, reason="quality")
    text = "claim that, and tell the seller to pay the remainder"
    both = asked(F, Ask.DO_IT, view(sent, text, language="en", offered=Asked.CONFIRM_FREIGHT))
    assert does(both) == "freight_from_shop"
    assert both is not None
    assert both.then == "affirm"
    without_offer = asked(F, Ask.DO_IT, view(sent, text, language="en"))
    assert does(without_offer) == "freight_claim"


@pytest.mark.parametrize(("reason", "who"), [("quality", "商家出"), ("no_reason", "您")])
def test_who_pays_follows_from_the_reason(reason: str, who: str) -> None:
    sent = going_back(goods_sent_at=ago(days=2), reason=reason, freight=Freight())
    assert who in worded(asked(F, Ask.WHO, view(sent)))


def test_a_declined_claim_for_a_fault_is_the_shops_debt() -> None:
    claim = FreightClaim(status=ClaimStatus.REJECTED, requested_at=ago(days=3), amount=yuan("10.00"))
    freight = Freight(insured=True, paid_by_consumer=yuan("31.00"), claim=claim)
    sent = going_back(RefundStatus.PAID, paid_at=ago(days=1), reason="quality", freight=freight)
    why = worded(asked(F, Ask.WHY, view(sent)))
    assert "没写理由" in why
    assert "商家出" in why
    seen = view(sent, "帮我向店家要回来")
    found = asked(F, Ask.DO_IT, seen)
    assert does(found) == "freight_from_shop"
    assert found is not None
    assert found.do is not None
    wished = found.do.deed.wished(seen, found.do.kept)
    assert wished.details["claimed"] == {"amount": "31.00", "currency": "CNY"}
    running = remedy(sent, RemedyKind.COMPLAINT, details={"about": "return_freight"})
    assert "明天 12:00" in worded(asked(F, Ask.WHEN, view(sent, "", running)))


def test_an_overdue_claim_is_late_and_pushed() -> None:
    claim = FreightClaim(status=ClaimStatus.REQUESTED, requested_at=ago(hours=100), amount=yuan("6.80"))
    found = asked(F, Ask.STATUS, view(going_back(freight=Freight(insured=True, claim=claim))))
    assert found is not None
    assert found.urge is not None
    said = worded(found)
    assert "6.80" in said
    assert "28 小时" in said


def test_without_insurance_it_says_so() -> None:
    bare = came(guarantees=frozenset({Guarantee.RETURN_7_DAYS}))
    assert "没有运费险" in worded(asked(F, Ask.STATUS, view(bare, "有运费险没")))


def test_receipts_are_sent_here() -> None:
    assert "这里" in worded(asked(F, Ask.EVIDENCE, view(going_back(goods_sent_at=ago(days=1)))))


# Shipping fee

PAID_FEE: dict[str, Any] = {"total": yuan("411.00"), "shipping_fee": yuan("12.00")}


def test_the_fee_comes_back_before_dispatch_and_for_a_fault_only() -> None:
    fresh = order(status=OrderStatus.PAID, **PAID_FEE)
    assert "411" in worded(asked(S, Ask.MAY_I, view(fresh, "邮费退我不")))
    here = came(**PAID_FEE)
    assert "不退" in worded(asked(S, Ask.MAY_I, view(here, "邮费退我不")))
    fault = asked(S, Ask.MAY_I, view(here, "裂了才退的 邮费退不退"))
    assert "12" in worded(fault)
    assert fault is not None
    assert fault.offer is not None


def test_what_is_missing_of_a_refund_is_the_fee() -> None:
    less = going_back(RefundStatus.PAID, paid_at=ago(days=1), **PAID_FEE)
    said = worded(asked(S, Ask.WHY, view(less, "少退了钱")))
    assert "12" in said
    assert "399" in said
    assert does(asked(S, Ask.DO_IT, view(less, "给我要回来"))) == "shipping_fee_back"


def test_nobody_pays_more_at_the_door() -> None:
    said = worded(asked(S, Ask.MAY_I, view(order(**PAID_FEE), "偏远地方会让我加钱吗")))
    assert said.startswith("不会")


@pytest.mark.parametrize("state", [RemedyState.SENT, RemedyState.NEEDS_APPROVAL])
def test_a_return_of_ours_says_by_when(state: RemedyState) -> None:
    mine = came()
    found = asked(R, Ask.STATUS, view(mine, "", remedy(mine, RemedyKind.RETURN, state, due_at=ahead(hours=30))))
    assert "明天 18:00" in worded(found)


def test_every_ask_can_be_read_aloud() -> None:
    for told in (came(), AGREED, SENT, going_back(freight=FAULTY, goods_sent_at=ago(days=1)), order(**PAID_FEE)):
        for matter in (R, F, S):
            for ask in Ask:
                found = asked(matter, ask, view(told, spoken=True))
                assert found is None or worded(found, channel="phone") is not None


def test_what_came_broken_may_go_back_used_and_until_the_longer_date() -> None:
    seen = view(came(guarantees=frozenset({Guarantee.RETURN_7_DAYS})), "能退吗", spoken_of=(Matter.DAMAGE,))
    said = worded(asked(R, Ask.MAY_I, seen))
    assert "质量问题" in said
    assert "没用过" not in said
    assert "没用过" in worded(
        asked(R, Ask.MAY_I, view(came(guarantees=frozenset({Guarantee.RETURN_7_DAYS})), "能退吗"))
    )
