"""What is answered about where an order goes, before and after it is sent."""

from __future__ import annotations

import pytest

from actions.matters.address import PHONE
from actions.matters.delivery import TELL
from careline.core.orders import Address, OrderStatus, ScanCode
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, order, parcel, scan
from tests.views import asked, remedy, view, worded
from understanding.details.order import phone_in
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

A = Matter.ADDRESS
PLACE = Address(recipient="林晓雨", phone="+8613800000001", region="浙江", city="杭州", detail="文三路 9 号")
UNSENT = order(address=PLACE)
SENT = dispatched(address=PLACE)
CAME = order(status=OrderStatus.DELIVERED, parcels=(parcel(delivered_at=ago(hours=5)),))


@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.DO_IT, Ask.CHANGE, Ask.HOW, Ask.REPORT])
def test_before_dispatch_the_address_is_changed_by_the_present_flow(ask: Ask) -> None:
    found = asked(A, ask, view(UNSENT, "地址写错了"))
    assert found is not None
    assert found.then == "change_address"


def test_the_telephone_alone_is_read_back_before_it_is_changed() -> None:
    found = asked(A, Ask.CHANGE, view(UNSENT, "只改电话，13911112222"))
    assert "13911112222" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep == {"deed": "change_phone", "phone": "13911112222"}
    assert PHONE.wished(view(UNSENT), found.offer.keep).details == {"address": {"phone": "13911112222"}}
    assert not PHONE.refused(view(UNSENT), {})
    assert PHONE.refused(view(SENT), {})


def test_last_digits_alone_are_no_number() -> None:
    assert phone_in("尾号 0921") is None
    assert phone_in("+44 7700 900123 please") == "+447700900123"
    assert "完整电话" in worded(asked(A, Ask.CHANGE, view(UNSENT, "电话换成尾号 0921")))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_after_dispatch_only_the_courier_can_and_is_told_where_to(language: str) -> None:
    said = worded(asked(A, Ask.MAY_I, view(SENT, "还能改地址吗", language=language)), language)
    assert "顺丰速运" in said
    found = asked(A, Ask.DO_IT, view(SENT, "帮我跟快递说送到湖墅南路 20 号", language=language))
    assert found is not None
    assert found.do is not None
    assert found.do.deed is TELL
    assert "湖墅南路 20 号" in found.do.kept["note"]


def test_an_address_alone_in_answer_is_passed_on() -> None:
    found = asked(A, Ask.CHANGE, view(SENT, "浙江省杭州市湖墅南路 20 号"))
    assert found is not None
    assert found.do is not None


def test_why_not_any_more_is_said() -> None:
    assert "面单" in worded(asked(A, Ask.WHY, view(SENT)))


@pytest.mark.parametrize("ask", [Ask.WHICH, Ask.WHERE_TO])
def test_the_address_is_read_back(ask: Ask) -> None:
    assert "浙江杭州文三路 9 号" in worded(asked(A, ask, view(UNSENT, "现在是哪个地址")))


def test_of_the_telephone_only_the_end_is_told() -> None:
    said = worded(asked(A, Ask.WHICH, view(UNSENT, "登记的是哪个电话")))
    assert "0001" in said
    assert "13800000001" not in said


@pytest.mark.parametrize(
    ("state", "word"),
    [(RemedyState.SENT, "还没确认"), (RemedyState.DONE, "改好了"), (RemedyState.REFUSED, "没改成：已打包")],
)
def test_how_the_change_stands(state: RemedyState, word: str) -> None:
    noted = remedy(UNSENT, RemedyKind.ADDRESS_CHANGE, state, answer="已打包。")
    assert worded(asked(A, Ask.STATUS, view(UNSENT, "", noted))).startswith(word)


def test_without_a_change_it_says_so() -> None:
    assert "没有改过" in worded(asked(A, Ask.STATUS, view(UNSENT)))


def test_until_when_it_can_be_changed() -> None:
    assert "明天 13:00" in worded(asked(A, Ask.WHEN, view(UNSENT)))  # paid 23 h ago, 48 h to dispatch


def test_the_old_place_and_a_courier_who_refuses_cost_no_money() -> None:
    assert "399 元" in worded(asked(A, Ask.WHAT_IF, view(SENT, "送到老地址被别人拿了呢")))
    assert "自取" in worded(asked(A, Ask.WHAT_IF, view(SENT, "快递不肯转呢")))


def test_a_delivered_parcel_cannot_be_redirected() -> None:
    assert "已经签收" in worded(asked(A, Ask.MAY_I, view(CAME)))


def test_a_lost_parcel_needs_no_address() -> None:
    lost = dispatched(parcel(scans=(scan(ScanCode.LOST),)))
    found = asked(A, Ask.CHANGE, view(lost))
    assert found is not None
    assert found.offer is not None


def test_undo_takes_the_open_change_back() -> None:
    found = asked(A, Ask.UNDO, view(UNSENT, "", remedy(UNSENT, RemedyKind.ADDRESS_CHANGE)))
    assert found is not None
    assert found.then == "withdraw"


def test_whom_to_ask_with_which_number() -> None:
    assert "SF1234567890123" in worded(asked(A, Ask.WHO, view(SENT)))
    assert "跟我说就行" in worded(asked(A, Ask.WHO, view(UNSENT)))
