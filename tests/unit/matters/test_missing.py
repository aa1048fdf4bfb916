"""What is answered about parcels that did not come, by where they are and what was asked for already."""

from __future__ import annotations

import pytest

from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.blocks import BlockKind
from careline.core.orders import Order, OrderStatus, ScanCode
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, dispatched, item, order, parcel, scan, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

M = Matter.MISSING


def signed(text: str = "") -> Order:
    """The coat, called delivered a day ago."""
    came = scan(ScanCode.DELIVERED, at=ago(hours=26), place="杭州西湖", text=text)
    return order(status=OrderStatus.DELIVERED, parcels=(parcel(delivered_at=ago(hours=26), scans=(scan(), came)),))


SIGNED, AT_DOOR = signed(), signed("放在三楼消防栓旁")
LOST = dispatched(parcel(scans=(scan(ScanCode.LOST, at=ago(hours=9)),)))
MOVING = dispatched()
ASKED = remedy(SIGNED, RemedyKind.URGE_COURIER)


@pytest.mark.parametrize("ask", [Ask.WHO, Ask.WHERE_TO])
def test_where_it_was_put_is_in_the_couriers_words_and_the_rest_is_asked(ask: Ask) -> None:
    found = asked(M, ask, view(AT_DOOR, "谁签的 搁哪了"))
    assert "三楼消防栓" in worded(found)
    assert found is not None
    assert found.do is not None


def test_without_words_it_says_that_nobody_wrote_who_signed() -> None:
    said = worded(asked(M, Ask.WHO, view(SIGNED, "谁签的")))
    assert "没写" in said
    assert "昨天 10:00" in said


def test_the_first_report_is_answered_by_the_facts_the_next_one_is_passed_on() -> None:
    first = asked(M, Ask.REPORT, view(SIGNED, "根本没收到"))
    assert first is not None
    assert first.then == "report_not_received"
    more = asked(M, Ask.REPORT, view(SIGNED, "门口没有，邻居也问了", ASKED))
    assert more is not None
    assert more.do is not None
    assert more.do.kept["what"] == "report"
    assert "问过" in worded(more)


@pytest.mark.parametrize("ask", [Ask.STATUS, Ask.WHEN])
def test_while_the_courier_looks_it_says_by_when_they_answer(ask: Ask) -> None:
    assert "明天 12:00 前" in worded(asked(M, ask, view(SIGNED, "", ASKED)))


def test_the_couriers_answer_is_told() -> None:
    looked = remedy(SIGNED, RemedyKind.URGE_COURIER, RemedyState.DONE, answer="误投隔壁单元。")
    assert "误投隔壁单元" in worded(asked(M, Ask.STATUS, view(SIGNED, "", looked)))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("held", [SIGNED, LOST, MOVING])
def test_the_loss_is_never_the_consumers(held: Order, language: str) -> None:
    said = worded(asked(M, Ask.WHO, view(held, "丢了谁赔 who pays", language=language)), language)
    assert "399" in said
    assert ("不用您承担" if language != "en" else "Not you") in said


@pytest.mark.parametrize("held", [SIGNED, LOST])
@pytest.mark.parametrize("ask", [Ask.MAY_I, Ask.WHAT_IF, Ask.HOW_MUCH])
def test_the_money_is_offered_with_its_sum_and_another_one_beside_it(held: Order, ask: Ask) -> None:
    found = asked(M, ask, view(held, "找不到怎么办"))
    assert "399 元" in worded(found)
    assert "不用寄回" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert (found.offer.asked, found.offer.keep) == (Asked.CONFIRM_REFUND, {"reason": "lost"})
    assert [button["title"] for one in found.says for button in one.buttons] == ["补发"]


def test_a_plain_wish_for_money_is_asked_once_and_then_done() -> None:
    first = asked(M, Ask.DO_IT, view(SIGNED, "退钱"))
    assert first is not None
    assert first.offer is not None
    again = asked(M, Ask.DO_IT, view(SIGNED, "退钱", offered=Asked.CONFIRM_REFUND))
    assert again is not None
    assert again.then == "affirm"


def test_another_one_is_offered_where_that_is_wished() -> None:
    found = asked(M, Ask.DO_IT, view(SIGNED, "我要补发", offered=Asked.CONFIRM_REFUND))
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_RESEND


def test_what_was_asked_for_already_is_told_instead_of_offered() -> None:
    paying = remedy(SIGNED, RemedyKind.REFUND, amount=yuan("399.00"))
    found = asked(M, Ask.DO_IT, view(SIGNED, "退钱", paying))
    assert "明天 12:00 前" in worded(found)
    assert found is not None
    assert found.offer is None


def test_which_is_faster_is_told_with_both_times() -> None:
    said = worded(asked(M, Ask.WHICH, view(SIGNED, "退款快还是补发快")))
    assert "24 小时" in said
    assert "48 小时" in said


@pytest.mark.parametrize(
    ("noted", "word"),
    [
        ((), "留下"),
        ((remedy(SIGNED, RemedyKind.REFUND),), "撤回退款"),
        ((remedy(SIGNED, RemedyKind.RESEND),), "拒收"),
    ],
)
def test_what_to_do_if_it_turns_up_depends_on_what_was_asked_for(noted: tuple[Remedy, ...], word: str) -> None:
    assert word in worded(asked(M, Ask.WHAT_IF, view(SIGNED, "万一又送来了呢", *noted)))


def test_nobody_has_to_prove_that_nothing_came() -> None:
    assert "凭证" in worded(asked(M, Ask.WHAT_IF, view(SIGNED, "快递坚持说送了呢")))
    assert "不用您自己证明" in worded(asked(M, Ask.EVIDENCE, view(SIGNED, "我家监控拍了")))


def test_what_is_still_under_way_is_not_called_delivered() -> None:
    said = worded(asked(M, Ask.REPORT, view(MOVING, "没收到")))
    assert "还没签收" in said
    assert "11月28日 16:00" in said  # five days after the last scan


def test_a_silent_parcel_is_chased() -> None:
    silent = dispatched(parcel(scans=(scan(at=ago(hours=60)),), dispatched_at=ago(hours=90)))
    found = asked(M, Ask.REPORT, view(silent, "丢了吧"))
    assert found is not None
    assert found.urge is BlockKind.LOGISTICS


def test_found_again_takes_back_what_was_asked_for_instead() -> None:
    found = asked(M, Ask.UNDO, view(SIGNED, "找到了", remedy(SIGNED, RemedyKind.REFUND)))
    assert found is not None
    assert found.then == "withdraw"


def test_a_piece_that_lacks_is_no_lost_parcel() -> None:
    box = order(
        status=OrderStatus.DELIVERED, parcels=(parcel(delivered_at=ago(hours=5)),),
        items=(item(sku="pen", title="中性笔", quantity=20),),
    )  # fmt: skip
    some = asked(M, Ask.REPORT, view(box, "点了两遍，少了2盒", items=(("pen", 2),)))
    assert "补发" in worded(some)
    assert some is not None
    assert some.offer is not None
    assert (some.offer.asked, some.offer.items) == (Asked.CONFIRM_RESEND, (("pen", 2),))
    part = asked(M, Ask.REPORT, view(box, "there is no bag of screws in the box", language="en"))
    assert "screws" in worded(part, "en")
    assert part is not None
    assert part.urge is None
