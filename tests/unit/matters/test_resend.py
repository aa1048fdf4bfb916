"""What is answered about goods sent again."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matters.answer import Answer
from actions.memory import Asked
from careline.core.orders import Order, OrderStatus, ParcelKind, ScanCode
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, ahead, dispatched, item, order, parcel, refund, scan, yuan
from tests.views import asked, delivered, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit
R = Matter.RESEND

JARS = order(
    status=OrderStatus.DELIVERED, total=yuan("120.00"),
    items=(item(sku="jar", title="蜂蜜 500g", quantity=5, price=yuan("24.00")),),
    parcels=(parcel(dispatched_at=ago(days=3), delivered_at=ago(hours=15)),),
)  # fmt: skip
TWO = order(
    status=OrderStatus.DISPATCHED, total=yuan("230.00"),
    items=(item(sku="lamp", title="台灯", price=yuan("200.00")), item(sku="bulb", title="灯泡", price=yuan("30.00"))),
    parcels=(
        parcel(contents=(("lamp", 1),), delivered_at=ago(hours=20)),
        parcel(parcel_id="P2", courier="申通快递", tracking_no="7730999", contents=(("bulb", 1),)),
    ),
)  # fmt: skip


def offered(found: Answer | None) -> Any:
    assert found is not None
    assert found.offer is not None
    return found.offer


@pytest.mark.parametrize(
    ("text", "language"), [("五罐只来了四罐 少一罐", "zh-CN"), ("one of the five jars is missing, 蜂蜜", "en")]
)
def test_one_missing_of_several_is_offered_alone(text: str, language: str) -> None:
    found = asked(R, Ask.DO_IT, view(JARS, text, language=language))
    assert offered(found).asked is Asked.CONFIRM_RESEND
    assert offered(found).items == (("jar", 1),)
    assert "1" in worded(found, language)


def test_which_pieces_is_asked_where_the_words_leave_it_open() -> None:
    found = asked(R, Ask.MAY_I, view(JARS, "能补吗"))
    assert "几件" in worded(found)
    assert found is not None
    assert found.offer is None
    whole = asked(R, Ask.MAY_I, view(JARS, "整箱都碎了 能补吗"))
    assert offered(whole).keep["reason"] == "damaged"


def test_a_yes_is_only_for_the_pieces_that_were_offered() -> None:
    kept = {"items": [["jar", 1]], "reason": "missing"}
    yes = asked(R, Ask.DO_IT, view(JARS, "就补", offered=Asked.CONFIRM_RESEND, kept=kept))
    assert yes is not None
    assert yes.then == "affirm"
    more = asked(R, Ask.DO_IT, view(JARS, "补两罐", offered=Asked.CONFIRM_RESEND, kept=kept))
    assert offered(more).items == (("jar", 2),)
    assert offered(more).keep["reason"] == "missing"


def test_what_is_in_another_parcel_is_not_missing() -> None:
    found = asked(R, Ask.MAY_I, view(TWO, "灯泡漏了"))
    assert "7730999" in worded(found)
    assert found is not None
    assert found.offer is None


def test_what_lies_with_the_courier_past_its_time_can_be_sent_again() -> None:
    lying = dispatched(parcel(dispatched_at=ago(days=5), scans=(scan(ScanCode.EXCEPTION, at=ago(hours=60)),)))
    found = asked(R, Ask.DO_IT, view(lying, "漏了 补一件"))
    assert offered(found).keep["reason"] == "lost"


def test_it_is_free_and_who_pays_is_the_shop() -> None:
    assert "不用您出钱" in worded(asked(R, Ask.HOW_MUCH, view(JARS)))
    assert "costs you nothing" in worded(asked(R, Ask.WHO, view(JARS, "who pays the postage", language="en")), "en")


def test_not_believed_they_can_have_the_value_of_the_pieces() -> None:
    noted = remedy(JARS, RemedyKind.RESEND, items=(("jar", 1),))
    said = worded(asked(R, Ask.WHAT_IF, view(JARS, "不认咋办", noted)))
    assert "24 元" in said
    assert "120" not in said


def test_no_video_is_needed_and_a_photo_has_its_day() -> None:
    assert "不用开箱视频" in worded(asked(R, Ask.EVIDENCE, view(JARS, "没录视频")))
    waits = remedy(JARS, RemedyKind.RESEND, RemedyState.REQUESTED, details={"waits_for": ["photo"]})
    assert "明天 12:00" in worded(asked(R, Ask.EVIDENCE, view(JARS, "", waits)))


@pytest.mark.parametrize("ask", [Ask.WHEN, Ask.STATUS, Ask.WHAT_NEXT, Ask.WHICH])
def test_under_way_it_says_by_when_they_hear(ask: Ask) -> None:
    noted = remedy(JARS, RemedyKind.RESEND, items=(("jar", 1),))
    said = worded(asked(R, ask, view(JARS, "", noted)))
    assert "明天 12:00" in said


def test_how_they_will_know() -> None:
    noted = remedy(JARS, RemedyKind.RESEND)
    assert "这里告诉您" in worded(asked(R, Ask.HOW, view(JARS, "我怎么知道寄了没", noted)))


def test_late_is_said_with_how_late_and_a_person() -> None:
    late = remedy(JARS, RemedyKind.RESEND, due_at=ago(hours=5))
    found = asked(R, Ask.HOW_LONG_OVERDUE, view(JARS, "", late))
    assert "5 小时" in worded(found)
    assert offered(found).asked is Asked.HANDOFF_OFFER


def test_sent_it_is_told_with_number_and_day() -> None:
    new = parcel(parcel_id="P2", kind=ParcelKind.RESEND, tracking_no="YT42", dispatched_at=ago(hours=3),
                 expected_at=ahead(days=1), contents=(("jar", 1),))  # fmt: skip
    sent = order(status=OrderStatus.DELIVERED, items=JARS.items, total=JARS.total, parcels=(*JARS.parcels, new))
    said = worded(asked(R, Ask.WHICH, view(sent)))
    assert "YT42" in said
    assert "明天 12:00" in said
    assert "拒收" in worded(asked(R, Ask.UNDO, view(sent)))


def test_undone_by_withdrawing() -> None:
    found = asked(R, Ask.UNDO, view(JARS, "", remedy(JARS, RemedyKind.RESEND)))
    assert found is not None
    assert found.then == "withdraw"


def test_nothing_is_offered_beside_a_refund() -> None:
    paid_back: Order = order(status=OrderStatus.DELIVERED, parcels=JARS.parcels, refunds=(refund(),))
    for ask in (Ask.MAY_I, Ask.DO_IT, Ask.WHEN, Ask.HOW_MUCH, Ask.WHAT_IF):
        found = asked(R, ask, view(paid_back))
        assert "399 元" in worded(found)
        assert found is not None
        assert found.offer is None


@pytest.mark.parametrize("text", ["补我四颗螺丝就行", "just the screws please, nothing else"])
def test_a_part_that_belongs_to_the_goods_is_asked_for_at_once_in_their_words(text: str) -> None:
    found = asked(Matter.RESEND, Ask.DO_IT, view(delivered(), text))
    assert found is not None
    assert found.do is not None
    assert found.do.deed.name == "resend_part"
    assert found.do.deed.refused(view(delivered()), found.do.kept) == ()
    assert found.do.deed.wished(view(delivered()), found.do.kept).details["wish"] == text


def test_which_is_sooner_tells_both_and_offers_both() -> None:
    found = asked(Matter.RESEND, Ask.WHICH, view(delivered(), "补发和退款哪个快"))
    assert "退款快些" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND


def test_no_day_is_promised_for_what_is_sent_again() -> None:
    assert "不敢保证" in worded(asked(Matter.RESEND, Ask.WHEN, view(delivered(), "周六前到得了吗")))


def test_given_up_for_the_money_it_is_taken_back_with_the_sum() -> None:
    noted = remedy(delivered(), RemedyKind.RESEND)
    found = asked(Matter.RESEND, Ask.UNDO, view(delivered(), "不补了 退钱给我", noted))
    assert "399" in worded(found)
    assert found is not None
    assert found.then == "withdraw"
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND
