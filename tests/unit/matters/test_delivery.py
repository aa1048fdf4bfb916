"""What is answered about parcels under way, by where they are, and what the courier is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.matters.answer import Answer
from actions.matters.delivery.telling import TELL
from actions.matters.registry import MATTERS
from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.orders import Address, Order, OrderStatus, ParcelKind, Payment, RefundStatus, ScanCode
from careline.core.remedies import RemedyKind
from tests.factories import ago, ahead, dispatched, item, order, parcel, refund, scan, yuan
from tests.strategies import orders
from tests.views import asked, remedy, view, worded
from understanding.details.delivery import courier_note
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

D = Matter.DELIVERY
MINE = (Matter.DELIVERY, Matter.MISSING, Matter.ADDRESS)


def way(code: ScanCode = ScanCode.ARRIVED, hours: float = 5, text: str = "", **given: object) -> Order:
    """The coat under way, last scanned so many hours ago."""
    return dispatched(
        parcel(dispatched_at=ago(hours=hours + 20), scans=(scan(code, at=ago(hours=hours), text=text),), **given)
    )


DRIVER = way(ScanCode.OUT_FOR_DELIVERY, 3, "派送中 派送员 王师傅 电话 13900001234")
LOCKER = way(ScanCode.AT_PICKUP_POINT, 6, "已放入菜鸟驿站 取件码 7-3-2018")
UNSENT = order(status=OrderStatus.PAID)
MOVING, SILENT = way(), way(hours=60)
REMOTE = dispatched(
    parcel(dispatched_at=ago(hours=80), scans=(scan(at=ago(hours=60)),)), address=Address(city="阿克苏", remote=True)
)
TWO = dispatched(
    parcel(parcel_id="P1", contents=(("coat-red-m", 1),), delivered_at=ago(hours=20)),
    parcel(parcel_id="P2", courier="申通快递", tracking_no="77301110002222", contents=(("scarf", 2),)),
    items=(item(), item(sku="scarf", title="围巾", quantity=2, price=yuan("30.00"))), total=yuan("459.00"),
)  # fmt: skip


def test_out_for_delivery_means_today_with_the_drivers_number() -> None:
    said = worded(asked(D, Ask.WHEN, view(DRIVER)))
    assert "今天就送" in said
    assert "13900001234" in said


@pytest.mark.parametrize("ask", [Ask.WHO, Ask.STATUS, Ask.HOW])
def test_the_drivers_number_comes_out_of_the_couriers_own_words(ask: Ask) -> None:
    assert "13900001234" in worded(asked(D, ask, view(DRIVER, "师傅电话给我")))


def test_without_a_drivers_number_it_says_whom_to_call_with_which_number() -> None:
    said = worded(asked(D, Ask.WHO, view(MOVING, "派送员电话有吗")))
    assert "SF1234567890123" in said
    assert "没写" in said


def test_the_tracking_number_is_not_taken_for_a_telephone() -> None:
    held = way(text="运单 SF1234567890123 到达", tracking_no="1234567890123")
    assert "电话是" not in worded(asked(D, Ask.WHO, view(held)))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_day_is_promised_where_the_courier_gives_none(language: str) -> None:
    said = worded(asked(D, Ask.WHEN, view(MOVING, language=language)), language)
    assert "杭州转运中心" in said
    assert ("不敢保证" if language != "en" else "can't promise") in said


def test_the_couriers_own_date_is_told() -> None:
    expected = way(expected_at=ahead(hours=30))
    assert "预计 明天 18:00" in worded(asked(D, Ask.WHEN, view(expected)))


def test_a_missed_date_is_told_with_how_late_it_is() -> None:
    missed = asked(D, Ask.HOW_LONG_OVERDUE, view(way(expected_at=ago(hours=26))))
    assert "26 小时" in worded(missed)
    assert missed is not None
    assert missed.urge is BlockKind.LOGISTICS


def test_what_stands_still_too_long_is_chased_at_once() -> None:
    found = asked(D, Ask.WHEN, view(SILENT))
    assert "60 小时" in worded(found)
    assert found is not None
    assert found.urge is BlockKind.LOGISTICS


@pytest.mark.parametrize(
    ("held", "hours", "normal"), [(MOVING, "48 小时", True), (REMOTE, "3 天", True), (SILENT, "48 小时", False)]
)
def test_how_long_it_may_stand_still_is_the_shops_rule(held: Order, hours: str, normal: bool) -> None:
    found = asked(D, Ask.STATUS, view(held, "这么久没动 正常吗"))
    assert hours in worded(found)
    assert ("还算正常" in worded(found)) is normal


def test_a_parcel_to_collect_is_told_with_its_code_and_until_when() -> None:
    said = worded(asked(D, Ask.WHERE_TO, view(LOCKER)))
    assert "7-3-2018" in said
    assert "前去取" in said
    assert "7-3-2018" in worded(asked(D, Ask.WHICH, view(LOCKER, "取件码给我")))


def test_before_the_pick_up_point_there_is_no_code() -> None:
    assert "还没有取件码" in worded(asked(D, Ask.WHICH, view(MOVING, "取件码多少")))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_of_several_parcels_each_number_is_told(language: str) -> None:
    said = worded(asked(D, Ask.WHICH, view(TWO, language=language)), language)
    assert "77301110002222" in said
    assert "SF1234567890123" in said


def test_the_parcel_with_the_goods_that_are_named_is_meant() -> None:
    said = worded(asked(D, Ask.WHICH, view(TWO, "围巾那件的单号")))
    assert "77301110002222" in said
    assert "SF1234567890123" not in said


def test_what_has_not_come_is_in_the_other_parcel() -> None:
    said = worded(asked(D, Ask.NOT_ALL, view(TWO, "只到了大衣")))
    assert "围巾" in said
    assert "77301110002222" in said


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("那帮我跟快递讲一下改到后天", "改到后天"),
        ("让师傅放楼下快递柜吧", "放楼下快递柜"),
        ("please tell the driver to leave it with reception", "leave it with reception"),
        ("能放物业吗", "放物业"),
        ("别给我放门口，让快递员送之前打个电话", "别给我放门口，送之前打个电话"),
        ("别放驿站，让快递打电话给我", "别放驿站，打电话给我"),
        ("don't leave it outside, have the driver call me first", "don't leave it outside, call me first"),
        ("让快递小哥放门卫", "放门卫"),
        ("嗯", "嗯"),
    ],
)
def test_the_note_leaves_out_what_was_meant_for_us(text: str, note: str) -> None:
    assert courier_note(text) == note


@pytest.mark.parametrize("text", ["帮我跟快递说一声改后天送", "跟小哥说放物业就行", "换成周日上午派送"])
def test_a_plain_wish_is_passed_on_at_once(text: str) -> None:
    found = asked(D, Ask.CHANGE, view(MOVING, text))
    assert found is not None
    assert found.do is not None
    assert found.do.deed is TELL


def test_a_question_is_offered_with_the_note_that_a_yes_passes_on() -> None:
    found = asked(D, Ask.MAY_I, view(DRIVER, "能放物业吗"))
    assert "放物业" in worded(found)
    assert "13900001234" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_DEED
    assert found.offer.keep == {"deed": "tell_courier", "note": "放物业"}


def test_do_tell_them_passes_on_what_was_offered() -> None:
    kept = {"deed": "tell_courier", "note": "放物业"}
    found = asked(D, Ask.DO_IT, view(MOVING, "那你说吧", offered=Asked.CONFIRM_DEED, kept=kept))
    assert found is not None
    assert found.do is not None
    assert found.do.kept == {"note": "放物业"}


def test_what_was_passed_on_is_told_with_the_note_and_by_when() -> None:
    wished = TELL.wished(view(MOVING), {"note": "改后天送"})
    noted = remedy(MOVING, RemedyKind.URGE_COURIER, details=wished.details)
    said = worded(Answer(says=tuple(TELL.told(view(MOVING, "", noted), noted))))
    assert "改后天送" in said
    assert "由他们定" in said
    assert "明天 12:00 前" in said


def test_two_wishes_are_two_and_the_same_one_is_one() -> None:
    seen = view(MOVING)
    first, other = TELL.wished(seen, {"note": "放物业"}), TELL.wished(seen, {"note": "改后天送"})
    assert first.about == TELL.wished(seen, {"note": "放物业"}).about != other.about
    assert first.about not in set(BlockKind)


@pytest.mark.parametrize("held", [UNSENT, way(ScanCode.LOST), order(status=OrderStatus.CANCELLED)])
def test_nothing_is_passed_on_where_no_courier_is_bringing_it(held: Order) -> None:
    assert TELL.refused(view(held), {})
    assert not TELL.refused(view(MOVING), {})


def test_before_dispatch_there_is_no_courier_yet() -> None:
    assert "还没发出" in worded(asked(D, Ask.WHO, view(UNSENT)))


def test_a_failed_attempt_offers_to_have_it_brought_again() -> None:
    found = asked(D, Ask.WHAT_NEXT, view(way(ScanCode.ATTEMPT_FAILED)))
    assert found is not None
    assert found.offer is not None
    assert found.offer.keep["deed"] == "tell_courier"


@pytest.mark.parametrize("code", [ScanCode.LOST, ScanCode.RETURNED, ScanCode.BACK_AT_SENDER])
def test_what_will_not_come_is_offered_back_in_money_or_sent_again(code: ScanCode) -> None:
    found = asked(D, Ask.WHAT_NEXT, view(way(code)))
    assert "399 元" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND
    assert found.offer.keep == {"reason": "lost"}
    assert [button["title"] for one in found.says for button in one.buttons] == ["补发"]


def test_nothing_is_offered_twice() -> None:
    lost = way(ScanCode.LOST)
    found = asked(D, Ask.WHAT_NEXT, view(lost, "", remedy(lost, RemedyKind.RESEND)))
    assert found is not None
    assert found.offer is None


def test_a_parcel_whose_money_is_asked_back_is_refused_at_the_door() -> None:
    assert "拒收" in worded(asked(D, Ask.WHAT_NEXT, view(MOVING, "", remedy(MOVING, RemedyKind.REFUND))))
    paid = way()
    paid = dispatched(*paid.parcels, refunds=(refund(status=RefundStatus.APPROVED),))
    assert "拒收" in worded(asked(D, Ask.WHAT_IF, view(paid, "到了怎么办")))


def test_the_parcel_that_replaces_another_is_wanted() -> None:
    again = dispatched(
        parcel(dispatched_at=ago(days=9)), parcel(parcel_id="P2", kind=ParcelKind.RESEND, dispatched_at=ago(hours=9))
    )
    found = asked(D, Ask.WHAT_NEXT, view(again, "", remedy(again, RemedyKind.RESEND)))
    assert "拒收" not in worded(found)


def test_it_is_told_from_when_on_it_counts_as_lost() -> None:
    said = worded(asked(D, Ask.WHAT_IF, view(MOVING, "要是一直不动呢")))
    assert "399 元" in said
    assert "11月29日 07:00" in said  # five days after the last scan


def test_nothing_more_is_paid_at_the_door_unless_it_was_agreed() -> None:
    assert "不用再补钱" in worded(asked(D, Ask.MAY_I, view(REMOTE, "偏远要不要加运费")))
    cod = dispatched(payment=Payment.ON_DELIVERY, paid_at=None)
    assert "399 元" in worded(asked(D, Ask.HOW_MUCH, view(cod, "要付多少")))


def test_duties_are_not_made_up_and_the_courier_is_asked() -> None:
    customs = way(ScanCode.CUSTOMS, 10, "清关资料待补充")
    found = asked(D, Ask.MAY_I, view(customs, "要交关税吗"))
    assert "清关资料待补充" in worded(found)
    assert "SF1234567890123" in worded(found)
    assert found is not None
    assert found.do is not None


def test_whether_it_was_chased_is_answered_yes_or_no() -> None:
    pushed = remedy(SILENT, RemedyKind.URGE_COURIER)
    assert worded(asked(D, Ask.STATUS, view(SILENT, "你们催了吗", pushed))).startswith("催过了")
    assert worded(asked(D, Ask.STATUS, view(SILENT, "你们催了吗"))).startswith("还没催过")


def test_what_the_courier_wrote_is_the_reason() -> None:
    held = way(ScanCode.EXCEPTION, 60, "外包装破损，暂存")
    found = asked(D, Ask.WHY, view(held))
    assert "外包装破损" in worded(found)
    assert found is not None
    assert found.urge is BlockKind.LOGISTICS


def test_aloud_numbers_are_read_digit_by_digit() -> None:
    said = worded(asked(D, Ask.WHO, view(DRIVER, "师傅电话", spoken=True)), channel="phone")
    assert "1、3、9、0" in said


WORDS = (
    "", "能放门口吗", "跟快递说改明天送", "正常吗", "单号多少", "取件码",
    "师傅电话", "拒收行吗", "要交关税吗",
    "加钱吗",
    "分两个包裹？", "不在家怎么办", "催一下", "谁签的", "谁赔", "哪个快", "退钱吧", "补发吧", "后来又送来呢",
    "找到了",
    "改成浙江省杭州市文三路 9 号", "只改电话 13900002222", "快递不肯转呢",
    "邻居都问了没有", "why was it not delivered?",
    "where did he leave it", "can I have my money back",
)  # fmt: skip
KINDS = (RemedyKind.URGE_COURIER, RemedyKind.REFUND, RemedyKind.RESEND, RemedyKind.ADDRESS_CHANGE)


@given(
    orders(),
    st.sampled_from(WORDS),
    st.sampled_from(["zh-CN", "en"]),
    st.booleans(),
    st.none() | st.sampled_from(KINDS),
)
def test_every_ask_of_every_order_is_answered_in_full_or_left_alone(
    held: Order, text: str, language: str, spoken: bool, kind: RemedyKind | None
) -> None:
    noted = (remedy(held, kind, details={"note": "放门口"}),) if kind else ()
    seen = view(held, text, *noted, language=language, spoken=spoken)
    for matter in MINE:
        for cell in MATTERS[matter]:
            found = asked(matter, cell, seen)
            if found is None:
                continue
            worded(found, language, "phone" if spoken else "app")
            assert found.says or found.do or found.urge or found.push or found.then, (matter, cell)
            if found.do:
                wished = found.do.deed.wished(seen, found.do.kept)
                registered = remedy(held, found.do.deed.kind, details=wished.details)
                for told in (found.do.deed.refused(seen, found.do.kept), found.do.deed.told(seen, registered)):
                    worded(Answer(says=tuple(told)), language, "phone" if spoken else "app")


HELD_BY_CUSTOMS = way(ScanCode.CUSTOMS, 70, "待收件人补充身份证信息")


@pytest.mark.parametrize(
    ("ask", "text", "parts"),
    [
        (Ask.WHY, "要我身份证？你们不会是骗子吧", ("身份证", "官方")),
        (Ask.EVIDENCE, "要我补税或者交身份证吗", ("税", "身份证")),
        (Ask.WHAT_IF, "我不补资料会怎样", ("退回商家", "399 元")),
        (Ask.WHAT_IF, "被海关退运了呢", ("退运", "399 元")),
    ],
)
def test_customs_ask_for_papers_and_duty_and_may_send_it_back(ask: Ask, text: str, parts: tuple[str, ...]) -> None:
    said = worded(asked(D, ask, view(HELD_BY_CUSTOMS, text)))
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize("ask", [Ask.REPORT, Ask.WHERE_TO, Ask.HOW, Ask.WHICH])
def test_the_number_is_given_whichever_ask_was_guessed(ask: Ask) -> None:
    assert MOVING.parcels[0].tracking_no in worded(asked(D, ask, view(MOVING, "单号给我我自己打")))


def test_who_asks_to_chase_again_hears_who_was_asked_and_when() -> None:
    known = remedy(MOVING, RemedyKind.URGE_COURIER)
    found = asked(D, Ask.DO_IT, view(MOVING, "催一下", known))
    assert "已经催了" in worded(found)
    assert found is not None
    assert not found.push


def test_a_locker_code_that_nobody_told_us_comes_by_text_message() -> None:
    scanned = scan(ScanCode.DELIVERED, at=ago(hours=5), text="已投放快递柜")
    signed = order(status=OrderStatus.DELIVERED, parcels=(parcel(scans=(scanned,)),))
    assert "短信" in worded(asked(D, Ask.HOW, view(signed, "取件码多少")))


def test_while_another_one_is_sent_in_exchange_that_one_is_waited_for() -> None:
    swapped = order(
        status=OrderStatus.DELIVERED,
        parcels=(
            parcel(parcel_id="p1", delivered_at=ago(days=9)),
            parcel(parcel_id="p2", kind=ParcelKind.EXCHANGE, tracking_no="JT512007", dispatched_at=ago(days=2)),
        ),
    )  # fmt: skip
    assert "JT512007" in worded(asked(D, Ask.WHICH, view(swapped, "单号发我")))
    assert "还没" in worded(asked(D, Ask.STATUS, view(swapped, "送到了没")))


@pytest.mark.parametrize(
    ("held", "ask", "text", "parts"),
    [
        (LOCKER, Ask.MAY_I, "让我妈去拿行吗", ("可以", "取件码")),
        (LOCKER, Ask.WHEN, "驿站几点关门", ("看不到", "客服")),
        (LOCKER, Ask.HOW_LONG_OVERDUE, "我出差能放几天", ("前去取", "多留几天")),
        (MOVING, Ask.WHAT_IF, "又不打电话呢", ("重送",)),
        (MOVING, Ask.WHAT_IF, "送不到会不会退回去", ("退回商家", "399 元")),
        (MOVING, Ask.MAY_I, "我能自己去网点拿吗", ("转告", "自己去网点拿")),
    ],
)
def test_what_else_is_asked_of_a_courier_or_a_pick_up_point(
    held: Order, ask: Ask, text: str, parts: tuple[str, ...]
) -> None:
    said = worded(asked(D, ask, view(held, text)))
    assert [part for part in parts if part not in said] == []
