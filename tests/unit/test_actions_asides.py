"""What is asked beside the matter in hand: the same fact answers it, whatever the words were taken for."""

from __future__ import annotations

import pytest

from actions.matters.registry import MATTERS
from actions.matters.view import View
from careline.core.guarantees import received_at
from careline.core.orders import Order, OrderStatus, ScanCode
from careline.core.remedies import RemedyKind
from tests.factories import ago, item, order, parcel, scan
from tests.views import delivered, remedy, view
from understanding.context import Question
from understanding.couriers import at_point, hours_in, says_lost
from understanding.order_words import OrderTrait, standing_in
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit


def told(seen: View, matter: Matter, ask: Ask) -> list[str]:
    found = MATTERS[matter][ask](seen, Question(matter, ask, 1.0, 1.0, named=True))
    return [one.response for one in found.says] if found else []


def sent(text: str = "", code: ScanCode = ScanCode.ARRIVED) -> Order:
    return order(status=OrderStatus.DISPATCHED, parcels=(parcel(scans=(scan(code, at=ago(hours=5), text=text),)),))


@pytest.mark.parametrize("matter", [Matter.MERCHANT, Matter.PROMISE, Matter.COMPENSATION])
def test_the_number_of_the_parcel_is_sent_whatever_it_was_asked_of(matter: Matter) -> None:
    assert told(view(sent(), "把运单号发我一下，我自己去官网看"), matter, Ask.DO_IT) == ["utter_delivery_number"]
    assert told(view(sent(), "订单号发我"), matter, Ask.DO_IT) != ["utter_delivery_number"]


def test_who_tells_of_it_is_answered_by_what_runs() -> None:
    runs = remedy(sent(), RemedyKind.URGE_COURIER)
    asked = view(sent(), "有进展你会主动通知我吗", runs)
    assert told(asked, Matter.DELIVERY, Ask.WHEN) == ["utter_promise_tells_and_by"]


def test_a_part_given_up_touches_nothing_else() -> None:
    two = order(items=(item(sku="a", title="雨伞"), item(sku="b", title="雨衣")), status=OrderStatus.PAID)
    part = remedy(two, RemedyKind.REFUND, items=(("a", 1),))
    assert told(view(two, "雨伞退掉会不会影响雨衣发货", part), Matter.DISPATCH, Ask.WHAT_IF) == ["utter_rest_untouched"]
    assert "utter_rest_untouched" not in told(view(two, "没货也不说，耽误我用", part), Matter.DISPATCH, Ask.COMPLAIN)


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("我先考虑一下，目前都不动", "utter_all_stays_as_it_is"),
        ("我没冲你发火", "utter_no_offence"),
        ("发过去的视频你看得到吗", "utter_photo_seen_here"),
        ("以后来电真假怎么分", "utter_person_really_us"),
        ("机器人懂什么叫着急", ""),
        ("你一个机器人能懂吗", "utter_person_feels_nothing"),
    ],
)
def test_plain_asides(text: str, response: str) -> None:
    found = told(view(sent(), text), Matter.PROMISE, Ask.COMPLAIN)
    assert (found == [response]) is bool(response)


def test_a_box_that_is_gone_matters_only_once_it_has_come() -> None:
    come = delivered(days=2)
    assert received_at(come)
    assert told(view(come, "包装早扔了行不", remedy(come, RemedyKind.RETURN)), Matter.RETURN, Ask.MAY_I) == [
        "utter_box_gone"
    ]


def test_what_the_courier_writes_says_where_it_lies() -> None:
    assert says_lost("快件丢失，已赔付发件人")
    assert not says_lost("疑似遗失，核实中")
    assert hours_in("营业时间 8:30-20:00")
    assert at_point("已放入快递柜")
    waits = sent("已到便民驿站，取件码 4-1-7788，营业 9:00-20:00")
    assert told(view(waits, "几点关门"), Matter.DELIVERY, Ask.WHEN) == ["utter_courier_says"]


def test_an_order_is_told_by_its_place_in_time() -> None:
    assert standing_in("后面那单不要了") is OrderTrait.LATER
    assert standing_in("前面那单留着") is OrderTrait.EARLIER


def test_what_is_complete_is_not_what_lacks() -> None:
    assert read("笔芯买了12支只来了10支 橡皮是齐的").says("came_short")
