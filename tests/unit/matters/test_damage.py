"""What is answered about broken, wrong or spoiled goods."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matters.answer import Answer
from actions.matters.damage import ALLOWANCE
from actions.memory import Asked
from careline.core.orders import Guarantee, Order, OrderStatus, ScanCode
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, item, order, parcel, refund, scan, yuan
from tests.views import asked, delivered, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit
D = Matter.DAMAGE


def cups(*, days: float = 1, **given: Any) -> Order:
    at = ago(days=days)
    usual: dict[str, Any] = {
        "status": OrderStatus.DELIVERED, "total": yuan("75.00"), "paid_at": ago(days=60),
        "items": (item(sku="cup", title="陶瓷杯", quantity=3, price=yuan("25.00")),),
        "guarantees": frozenset({Guarantee.DAMAGE_COVER, Guarantee.RETURN_7_DAYS}),
        "parcels": (
            parcel(dispatched_at=ago(days=days + 2), delivered_at=at, scans=(scan(ScanCode.DELIVERED, at=at),)),
        ),
    }  # fmt: skip
    return order(**usual | given)


def offered(found: Answer | None) -> Any:
    assert found is not None
    assert found.offer is not None
    return found.offer


@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.NOT_ALL, Ask.REPORT, Ask.HOW_MUCH])
@pytest.mark.parametrize(("text", "language"), [("三个杯子碎了两个", "zh-CN"), ("two of the three are broken", "en")])
def test_the_money_is_for_the_broken_pieces_only(ask: Ask, text: str, language: str) -> None:
    found = asked(D, ask, view(cups(), text, language=language))
    said = worded(found, language)
    assert "50" in said
    assert "75" not in said
    assert offered(found).asked is Asked.CONFIRM_REFUND
    assert offered(found).items == (("cup", 2),)


def test_after_the_seven_days_a_fault_is_covered_with_its_own_day() -> None:
    said = worded(asked(D, Ask.MAY_I, view(cups(days=10), "都过了7天了还管吗")))
    assert "七天过了不影响" in said
    assert "11月29日 23:59" in said


def test_after_all_windows_the_day_is_told_and_a_person_offered() -> None:
    for ask in (Ask.MAY_I, Ask.HOW_MUCH, Ask.WHEN, Ask.WHY):
        found = asked(D, ask, view(cups(days=40)))
        assert "10月30日 23:59" in worded(found)
        assert offered(found).asked is Asked.HANDOFF_OFFER


def test_the_photo_has_a_place_and_a_day() -> None:
    said = worded(asked(D, Ask.EVIDENCE, view(cups(days=10))))
    assert "聊天" in said
    assert "11月29日" in said
    waits = remedy(cups(), RemedyKind.REFUND, RemedyState.REQUESTED, details={"waits_for": ["photo"]})
    assert "明天 12:00" in worded(asked(D, Ask.EVIDENCE, view(cups(), "", waits)))


@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.HOW, Ask.WHAT_NEXT, Ask.WHERE_TO])
@pytest.mark.parametrize(
    ("text", "language"), [("碎的用不用寄回去", "zh-CN"), ("shall I send the broken ones back?", "en")]
)
def test_the_broken_ones_are_kept_until_the_shop_says_otherwise(ask: Ask, text: str, language: str) -> None:
    said = worded(asked(D, ask, view(cups(), text, language=language)), language)
    assert ("别寄" if language != "en" else "don't send") in said


def test_it_costs_them_nothing() -> None:
    assert "不用您出钱" in worded(asked(D, Ask.WHO, view(cups(), "运费谁出")))


def test_when_it_is_decided_and_paid() -> None:
    noted = remedy(cups(), RemedyKind.REFUND, amount=yuan("50.00"))
    said = worded(asked(D, Ask.WHEN, view(cups(), "", noted)))
    assert "明天 12:00" in said
    assert "48 小时" in said
    assert "原路退回" in said


def test_on_its_way_nothing_is_promised_and_what_lies_there_is_sent_again() -> None:
    found = asked(D, Ask.MAY_I, view(dispatched()))
    assert "拒收" in worded(found)
    lying = dispatched(parcel(dispatched_at=ago(days=5), scans=(scan(ScanCode.EXCEPTION, at=ago(hours=60)),)))
    assert offered(asked(D, Ask.DO_IT, view(lying))).asked is Asked.CONFIRM_RESEND


def test_seen_by_the_courier_itself_it_needs_no_photo() -> None:
    seen = cups(parcels=(parcel(delivered_at=ago(days=1), scans=(scan(ScanCode.DAMAGED, at=ago(days=2)),)),))
    assert "不用照片" in worded(asked(D, Ask.MAY_I, view(seen)))


def test_harm_comes_first_then_the_money() -> None:
    found = asked(D, Ask.REPORT, view(cups(), "吃了拉肚子"))
    assert found is not None
    assert found.says[0].response == "utter_damage_harmed"
    assert "75" in worded(found)


def test_kept_for_less_has_no_sum_before_a_colleague_has_set_it() -> None:
    first = asked(D, Ask.HOW_MUCH, view(cups(), "不退了 便宜点行吗"))
    assert offered(first).keep["deed"] == ALLOWANCE.name
    second = asked(D, Ask.DO_IT, view(cups(), "登记吧", offered=Asked.CONFIRM_DEED, kept={"deed": ALLOWANCE.name}))
    assert second is not None
    assert second.do is not None
    wished = ALLOWANCE.wished(view(cups()), second.do.kept)
    assert wished.amount is None
    assert wished.waits_for == ("photo",)
    bare = cups(guarantees=frozenset())
    assert offered(asked(D, Ask.HOW_MUCH, view(bare, "便宜点行吗"))).asked is Asked.HANDOFF_OFFER


def test_new_ones_are_sent_again_where_that_is_covered_else_exchanged() -> None:
    covered = asked(D, Ask.DO_IT, view(cups(), "换两个新的"))
    assert offered(covered).asked is Asked.CONFIRM_RESEND
    assert offered(covered).keep["reason"] == "damaged"
    later = asked(D, Ask.DO_IT, view(cups(days=10), "换个新的"))
    assert offered(later).keep["deed"] == "exchange_same"


def test_a_refund_at_the_shop_is_not_asked_for_twice() -> None:
    running = cups(refunds=(refund(amount=yuan("75.00")),))
    found = asked(D, Ask.MAY_I, view(running))
    assert "75 元" in worded(found)
    assert found is not None
    assert found.offer is None
    assert asked(D, Ask.STATUS, view(running)) is None


def test_a_refusal_says_why() -> None:
    no = remedy(cups(), RemedyKind.REFUND, RemedyState.REFUSED, answer="照片看不清")
    assert "照片看不清" in worded(asked(D, Ask.STATUS, view(cups(), "", no)))


def test_only_the_broken_ones_is_their_full_price_and_no_allowance() -> None:
    for ask in (Ask.MAY_I, Ask.HOW_MUCH, Ask.NOT_ALL):
        found = asked(D, ask, view(cups(), "好的留着接着用 光退坏的", items=(("cup", 2),)))
        assert "50" in worded(found)
        assert offered(found).asked is Asked.CONFIRM_REFUND


def test_too_heavy_or_binned() -> None:
    assert "上门取" in worded(asked(D, Ask.COMPLAIN, view(cups(), "坏的太沉 搬不动")))
    assert "留着" in worded(asked(D, Ask.WHO, view(cups(), "坏的扔了行不")))
    assert "Keep" in worded(asked(D, Ask.WHO, view(cups(), "should I throw it out", language="en")), "en")


@pytest.mark.parametrize("ask", [Ask.REPORT, Ask.COMPLAIN, Ask.MAY_I])
def test_the_wrong_goods_can_be_exchanged_for_what_was_ordered(ask: Ask) -> None:
    found = asked(Matter.DAMAGE, ask, view(delivered(), "我要的墨绿 发来个灰的"))
    assert "换成您下单的那款" in worded(found)
    assert "399" in worded(found)


def test_without_a_photo_it_can_be_registered_all_the_same() -> None:
    assert "也能先登记" in worded(asked(Matter.DAMAGE, Ask.EVIDENCE, view(delivered(), "没拍照 行吗")))


def test_throwing_it_away_is_answered_before_what_is_under_way() -> None:
    noted = remedy(delivered(), RemedyKind.REFUND, RemedyState.REQUESTED, details={"waits_for": ["photo"]})
    found = asked(Matter.DAMAGE, Ask.MAY_I, view(delivered(), "can the glass go in the bins", noted, language="en"))
    assert "Keep the broken ones" in worded(found, "en")


def test_doctors_bills_are_for_a_person() -> None:
    found = asked(Matter.DAMAGE, Ask.WHO, view(delivered(), "药费谁出"))
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.HANDOFF_OFFER
