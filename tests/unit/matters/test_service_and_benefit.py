"""What is answered on installation, warranty, use, stock, coupons, members: what we know, then the shop is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.matters.answer import Answer
from actions.matters.merchant import TELL_SHOP
from actions.matters.service import SHOP_QUESTION
from actions.matters.view import View
from careline.cases.service import Remedy
from careline.core.orders import Guarantee, Order, OrderStatus
from careline.core.remedies import RemedyKind
from tests.factories import NOW, ago, order, parcel
from tests.factories import scan as scanned
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit
S, B, G = Matter.SERVICE, Matter.BENEFIT, Matter.GUARANTEE


def delivered(hours: float, **given: Any) -> Order:
    """Handed over this many hours ago, with installation promised."""
    came = parcel(scans=(scanned(code="delivered", at=ago(hours=hours)),), delivered_at=ago(hours=hours))
    usual: dict[str, Any] = {"status": OrderStatus.DELIVERED, "parcels": (came,), "paid_at": ago(days=4)}
    return order(**usual | {"guarantees": frozenset({Guarantee.INSTALL})} | given)


def registered(seen: View, found: Answer | None) -> Remedy:
    """The deed of an answer, as it would be noted now."""
    assert found is not None
    assert found.do is not None
    wished = found.do.deed.wished(seen, found.do.kept)
    return remedy(
        seen.order, found.do.deed.kind, details=dict(wished.details) | {"about": wished.about},
        requested_at=NOW, fresh=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "ask"),
    [
        ("师傅哪天来装", "zh-CN", Ask.WHEN),
        ("when does the fitter come", "en", Ask.WHEN),
        ("没人联系我装", "zh-CN", Ask.COMPLAIN),
    ],
)
def test_a_promised_installation_is_told_with_its_day_and_the_shop_is_asked(text: str, language: str, ask: Ask) -> None:
    seen = view(delivered(1), text, language=language)
    found = asked(S, ask, seen)
    right = seen.right(Guarantee.INSTALL)
    assert right is not None
    assert right.deadline is not None
    assert seen.at(right.deadline) in worded(found, language)
    assert registered(seen, found).kind is RemedyKind.URGE_MERCHANT


def test_an_installation_that_is_late_is_owned_up_to() -> None:
    assert "已经超了" in worded(asked(S, Ask.WHEN, view(delivered(200), "师傅呢")))
    assert "overdue" in worded(asked(S, Ask.WHEN, view(delivered(200), "where is the fitter", language="en")), "en")


def test_nobody_promised_to_install_it() -> None:
    assert "没有写上门安装" in worded(asked(S, Ask.WHO, view(delivered(1, guarantees=frozenset()), "哪个来给我装")))


def test_the_fee_of_fitting_is_never_guessed() -> None:
    seen = view(delivered(1), "装要另外收费吗")
    found = asked(S, Ask.HOW_MUCH, seen)
    assert "查不到" in worded(found)
    assert not any(sign.isdigit() for sign in worded(found))


def test_the_same_question_again_tells_since_when_the_shop_is_asked() -> None:
    seen = view(delivered(1), "保修多久")
    first = registered(seen, asked(S, Ask.WHEN, seen))
    again = view(delivered(1), "保修到底多久", first)
    found = asked(S, Ask.WHEN, again)
    assert found is not None
    assert found.do is not None
    assert SHOP_QUESTION.wished(again, found.do.kept).about == first.details["about"]
    (told,) = SHOP_QUESTION.told(again, remedy(seen.order, RemedyKind.COMPLAINT, details=first.details))
    assert "青禾" not in told.response
    assert set(told.values) == {"shop", "at", "by"}


def test_another_question_is_asked_as_well() -> None:
    seen = view(delivered(1), "保修多久")
    first = registered(seen, asked(S, Ask.WHEN, seen))
    other = view(delivered(1), "怎么连无线网", first)
    assert registered(other, asked(S, Ask.HOW, other)).details["about"] != first.details["about"]


def test_two_questions_of_one_message_are_asked_once() -> None:
    seen = view(delivered(1), "收不收费 谁来装")
    noted = registered(seen, asked(S, Ask.HOW_MUCH, seen))
    assert asked(S, Ask.WHO, view(delivered(1), "收不收费 谁来装", noted)) == Answer()


@pytest.mark.parametrize(("text", "language"), [("你问问店家有没有说明书", "zh-CN"), ("ask them for me please", "en")])
def test_the_shop_gets_their_words_where_they_ask_for_it(text: str, language: str) -> None:
    seen = view(delivered(1), text, language=language)
    found = asked(S, Ask.DO_IT, seen)
    assert found is not None
    assert found.do is not None
    assert found.do.deed is TELL_SHOP
    (told,) = TELL_SHOP.told(seen, registered(seen, found))
    assert dict(told.values)["words"] == text


def test_a_question_to_the_shop_is_no_complaint_of_theirs() -> None:
    seen = view(delivered(1), "保修多久")
    noted = registered(seen, asked(S, Ask.WHEN, seen))
    assert "没有登记过投诉" in worded(asked(Matter.MERCHANT, Ask.STATUS, view(delivered(1), "投诉到哪了", noted)))


@pytest.mark.parametrize(
    ("text", "ask", "words"),
    [
        ("券退给我吗", Ask.WHAT_IF, "券退不退"),
        ("老会员有积分吗", Ask.WHICH, "积分"),
        ("会员能快点吗", Ask.MAY_I, "一样"),
        ("新人有啥优惠", Ask.MAY_I, "卡包"),
        ("取消了重新拍券能用吗", Ask.MAY_I, "付款页"),
    ],
)
def test_what_account_and_coupons_hold_is_not_seen_here(text: str, ask: Ask, words: str) -> None:
    assert words in worded(asked(B, ask, view(order(paid_at=ago(hours=2)), text)))


def test_a_coupon_before_payment_shows_on_the_payment_page() -> None:
    unpaid = order(status=OrderStatus.PLACED, paid_at=None)
    assert "还没付款" in worded(asked(B, Ask.MAY_I, view(unpaid, "这张券能用吗")))


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "有，"), ("en", "Yes")])
def test_a_protection_that_is_named_is_answered_yes_or_no(language: str, words: str) -> None:
    text = "is installation included" if language == "en" else "包安装不"
    assert words in worded(asked(G, Ask.WHICH, view(delivered(1), text, language=language)), language)
    without = view(delivered(1, guarantees=frozenset()), text, language=language)
    found = asked(G, Ask.WHICH, without)
    assert found is not None
    assert found.do is not None


def test_which_protections_there_are_is_listed() -> None:
    found = asked(G, Ask.WHERE_TO, view(delivered(1), "在哪看有哪些保障"))
    assert found is not None
    assert found.then == "ask_guarantee"


def test_an_unanswered_question_is_late_after_its_hour() -> None:
    noted = remedy(
        order(), RemedyKind.URGE_MERCHANT, details={"about": "shop_question"}, due_at=NOW - timedelta(hours=1)
    )  # fmt: skip
    (told,) = SHOP_QUESTION.told(view(order()), noted)
    assert told.response == "utter_enquiry_late"
