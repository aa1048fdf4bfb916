"""What is answered about where an order goes, before and after it is sent."""

from __future__ import annotations

import pytest

from actions.matters.address import CHANGE, PHONE
from actions.matters.delivery.telling import TELL
from careline.core.orders import Address, OrderStatus, ScanCode
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, item, order, parcel, scan
from tests.views import asked, remedy, view, worded
from understanding.address import corrected
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
    [
        (RemedyState.SENT, "新地址是浙江杭州文一路 2 号"),
        (RemedyState.DONE, "改好了"),
        (RemedyState.REFUSED, "没改成：已打包"),
    ],
)
def test_how_the_change_stands(state: RemedyState, word: str) -> None:
    told = {"address": {"detail": "浙江杭州文一路 2 号"}}
    noted = remedy(UNSENT, RemedyKind.ADDRESS_CHANGE, state, answer="已打包。", details=told)
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


# A whole address in the words


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("麻烦改到杭州市余杭区仓前街道12号3幢，电话不变", "zh-CN", "杭州市余杭区仓前街道12号3幢"),
        ("帮我把地址改一下 向阳街8号2楼", "zh-CN", "向阳街8号2楼"),
        ("please change it to 7 Mill Lane, Leeds LS1 4AB. same name", "en", "7 Mill Lane, Leeds LS1 4AB"),
        ("it should go to 19 Harbour Road, Cork", "en", "19 Harbour Road, Cork"),
    ],
)
def test_a_plain_wish_with_the_address_is_submitted_at_once(text: str, language: str, place: str) -> None:
    found = asked(A, Ask.DO_IT, view(UNSENT, text, language=language))
    assert found is not None
    assert found.do is not None
    assert (found.do.deed, found.do.kept) == (CHANGE, {"address": place})
    assert CHANGE.wished(view(UNSENT), found.do.kept).details == {"address": {"detail": place}}


def test_whoever_asks_whether_is_asked_before_it_is_submitted() -> None:
    found = asked(A, Ask.MAY_I, view(UNSENT, "能改到杭州市余杭区仓前街道12号吗"))
    assert "仓前街道12号" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["deed"] == CHANGE.name


@pytest.mark.parametrize(
    ("address", "text", "now"),
    [
        ("中山路 120 号 前台", "看错了，是112号，不是120", "中山路 112 号 前台"),
        ("Lindenweg 22, 28209 Bremen", "It is 27, not 22.", "Lindenweg 27, 28209 Bremen"),
        ("Lindenweg 22, 28209 Bremen", "not 22 but 27", "Lindenweg 27, 28209 Bremen"),
        ("文三路 9 号 301 室", "应该是302室", "文三路 9 号 302 室"),
        ("文三路 9 号", "不是这个意思", None),
        ("文三路 9 号 9 室", "是8，不是9", None),
    ],
)
def test_what_the_words_correct_in_an_address(address: str, text: str, now: str | None) -> None:
    assert corrected(address, text) == now


def test_a_correction_of_what_was_submitted_is_a_wish_of_its_own() -> None:
    before = remedy(UNSENT, RemedyKind.ADDRESS_CHANGE, details={"address": {"detail": "中山路 120 号"}})
    found = asked(A, Ask.CHANGE, view(UNSENT, "抱歉是112号不是120号", before))
    assert found is not None
    assert found.do is not None
    assert found.do.kept == {"address": "中山路 112 号"}
    again = asked(A, Ask.DO_IT, view(UNSENT, "改到中山路 120 号", before))
    assert again is not None
    assert again.do is None


def test_what_is_left_of_a_part_sent_order_goes_elsewhere_alone() -> None:
    part = order(
        status=OrderStatus.DISPATCHED, items=(item(sku="a", title="衬衫"), item(sku="b", title="桌布")),
        parcels=(parcel(contents=(("a", 1),)),), address=PLACE,
    )  # fmt: skip
    found = asked(A, Ask.CHANGE, view(part, "桌布还没发，改送到文化大道299号"))
    assert found is not None
    assert found.do is not None
    assert CHANGE.wished(view(part), found.do.kept).items == (("b", 1),)
    noted = remedy(part, RemedyKind.ADDRESS_CHANGE, items=(("b", 1),), details={"address": {"detail": "文化大道299号"}})
    said = worded(asked(A, Ask.NOT_ALL, view(part, "衬衫还送家里", noted)))
    assert "桌布" in said
    assert "衬衫" in said


def test_on_the_way_the_courier_is_told_place_and_number_as_given() -> None:
    found = asked(A, Ask.DO_IT, view(SENT, "41 Wattle Rd, Perth. change it now", language="en"))
    assert found is not None
    assert found.do is not None
    assert found.do.kept["note"] == "deliver to 41 Wattle Rd, Perth"
    offered = asked(A, Ask.MAY_I, view(SENT, "can it go to 5 Hill Ave, Perth instead", language="en"))
    assert offered is not None
    assert offered.offer is not None
    assert "5 Hill Ave, Perth" in offered.offer.keep["note"]
    called = asked(A, Ask.CHANGE, view(SENT, "新号 9765 4321"))
    assert called is not None
    assert called.do is not None
    assert "97654321" in called.do.kept["note"]
    assert "新号码" in worded(asked(A, Ask.REPORT, view(SENT, "电话是老号码 91110000 打不通了")))


def test_never_mind_the_new_address_is_passed_on_too() -> None:
    told = remedy(SENT, RemedyKind.URGE_COURIER, details={"what": "wish", "note": "改送到文化大道299号"})
    found = asked(A, Ask.UNDO, view(SENT, "算了还是送原来的", told))
    assert found is not None
    assert found.do is not None
    assert found.do.deed is TELL


def test_who_takes_it_instead_is_named_with_the_number() -> None:
    found = asked(A, Ask.CHANGE, view(UNSENT, "收件人改成王磊 13900001111"))
    assert "王磊" in worded(found)
    assert found is not None
    assert found.offer is not None
    wished = PHONE.wished(view(UNSENT), found.offer.keep)
    assert wished.details == {"address": {"phone": "13900001111", "recipient": "王磊"}}
