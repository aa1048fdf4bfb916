"""Two asks in one sentence, yes or no, and wishes with a condition, about parcels, missing ones and addresses."""

from __future__ import annotations

import pytest

from actions.memory import Asked
from careline.core.blocks import BlockKind
from careline.core.orders import Order, ScanCode
from careline.core.remedies import RemedyKind
from tests.factories import ago, dispatched, item, parcel, scan, yuan
from tests.unit.matters.test_delivery import MOVING, SILENT, TWO, UNSENT, way
from tests.views import asked, remedy, view, worded
from understanding.details.delivery import courier_note
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

D, M, A = Matter.DELIVERY, Matter.MISSING, Matter.ADDRESS
HELD = way(ScanCode.EXCEPTION, 60, "外包装渗漏，暂存")
CUSTOMS = way(ScanCode.CUSTOMS, 10, "awaiting documents")
PUSHED = remedy(SILENT, RemedyKind.URGE_COURIER)
SIGNED = dispatched(
    parcel(delivered_at=ago(hours=20), scans=(scan(ScanCode.DELIVERED, at=ago(hours=20), text="已放门卫室"),))
)
PART = dispatched(
    parcel(
        contents=(("coat-red-m", 1),), dispatched_at=ago(hours=20), scans=(scan(ScanCode.ARRIVED, at=ago(hours=5)),)
    ),
    items=(item(), item(sku="scarf", title="围巾", quantity=2, price=yuan("30.00"))), total=yuan("459.00"),
)  # fmt: skip
"""The coat is on its way, the scarves are still at the shop."""
NUMBER = "SF1234567890123"


@pytest.mark.parametrize(
    ("matter", "ask", "held", "text", "language", "parts"),
    [
        (M, Ask.WHO, SILENT, "到底谁在跟进 我自己打过去有用吗", "zh-CN", ("在查", "明天 12:00", NUMBER)),
        (M, Ask.WHO, SILENT, "who is searching for it, should I ring them too", "en", ("looking into", NUMBER)),
        (D, Ask.WHO, SILENT, "丢了算谁的 谁赔", "zh-CN", ("商家负责", "399 元")),
        (D, Ask.WHO, MOVING, "whose fault, who has to pay me", "en", ("Not you", "399.00")),
        (D, Ask.WHICH, SIGNED, "which door, did he say where he put it", "en", ("已放门卫室",)),
        (M, Ask.WHICH, SIGNED, "哪个驿站 谁签收的", "zh-CN", ("已放门卫室",)),
        (D, Ask.WHEN, MOVING, "几号到 送到哪个地址", "zh-CN", ("不敢保证", "收件人")),
        (D, Ask.WHERE_TO, MOVING, "where is it going and when", "en", ("It goes to", "can't promise")),
        (D, Ask.WHICH, MOVING, "单号多少 哪天能到", "zh-CN", (NUMBER, "不敢保证")),
        (D, Ask.STATUS, MOVING, "送到了没", "zh-CN", ("还没签收", "杭州")),
        (D, Ask.STATUS, MOVING, "has it arrived yet", "en", ("It isn't called delivered",)),
        (M, Ask.STATUS, MOVING, "是不是丢了", "zh-CN", ("还说不准", "399 元")),
        (M, Ask.STATUS, SILENT, "is it lost or not", "en", ("can't say yet whether it is lost",)),
        (M, Ask.HOW_MUCH, SIGNED, "能退多少 退到哪 多久", "zh-CN", ("399 元", "原路", "同意后")),
        (D, Ask.MAY_I, MOVING, "can I still refuse it and what does it cost me", "en", ("Yes", "399.00", "nothing at")),
        (D, Ask.HOW_MUCH, MOVING, "拒收要出运费吗", "zh-CN", ("可以拒收", "不用付钱")),
        (D, Ask.COMPLAIN, CUSTOMS, "it's not the courier that is at fault, do I owe duty", "en", ("duty", NUMBER)),
        (A, Ask.WHICH, UNSENT, "地址和电话登记的是哪个", "zh-CN", ("收件人", "0001")),
        (D, Ask.WHAT_NEXT, TWO, "围巾那个包裹到了我该怎么办", "zh-CN", ("签收", "60 元")),
        (D, Ask.WHAT_IF, TWO, "what do I do with the 围巾 when it comes", "en", ("refuse", "60.00")),
    ],
)  # fmt: skip
def test_every_ask_of_the_sentence_is_answered(
    matter: Matter, ask: Ask, held: Order, text: str, language: str, parts: tuple[str, ...]
) -> None:
    known = (PUSHED,) if held is SILENT else ()
    said = worded(asked(matter, ask, view(held, text, *known, language=language)), language)
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize("text", ["催一下商家 围巾还没发呢 别催快递", "push the shop please, not the courier"])
def test_the_shop_is_pushed_for_what_it_has_not_sent(text: str) -> None:
    found = asked(D, Ask.DO_IT, view(PART, text))
    assert found is not None
    assert found.push or found.urge is BlockKind.DISPATCH
    assert "围巾" in worded(found)
    assert "羊毛大衣" not in worded(found)


def test_what_is_still_at_the_shop_is_not_called_on_its_way() -> None:
    assert "还没发出" in worded(asked(D, Ask.STATUS, view(PART, "围巾到哪了")))
    assert "杭州" in worded(asked(D, Ask.WHEN, view(PART, "羊毛大衣几时到")))


def test_a_plain_wish_to_hurry_is_done_and_not_offered() -> None:
    found = asked(D, Ask.DO_IT, view(MOVING, "别的不说了 催快递快点"))
    assert found is not None
    assert found.push
    assert found.offer is None
    late = asked(D, Ask.DO_IT, view(SILENT, "催快递快点"))
    assert late is not None
    assert late.urge is BlockKind.LOGISTICS


@pytest.mark.parametrize("matter", [D, M])
@pytest.mark.parametrize(
    "text", ["先等到周五 还没到就退款", "one more day: if nothing by tomorrow I want my money back"]
)
def test_who_waits_first_hears_yes_with_the_sum_and_nothing_is_done(matter: Matter, text: str) -> None:
    found = asked(matter, Ask.WHAT_IF, view(SILENT, text, PUSHED))
    assert "399 元" in worded(found)
    assert "先等着" in worded(found)
    assert found is not None
    assert found.offer is None
    assert found.do is None


@pytest.mark.parametrize("ask", [Ask.HOW, Ask.WHAT_NEXT])
def test_what_is_held_up_and_not_wanted_is_offered_back(ask: Ask) -> None:
    found = asked(D, ask, view(HELD, "漏成这样我不要了 咋整"))
    assert "外包装渗漏" in worded(found)
    assert "399 元" in worded(found)
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND


def test_it_turns_up_after_the_money_was_asked_for() -> None:
    said = worded(asked(D, Ask.WHAT_IF, view(SIGNED, "万一又送来了呢", remedy(SIGNED, RemedyKind.REFUND))))
    assert "撤回退款" in said


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("我下午不在 能放物业吗 到了能不能给我打电话", "我下午不在 请放物业 到了请给我打电话"),
        ("I'm out at 2, can they leave it with the porter?", "I'm out at 2, please leave it with the porter"),
    ],
)
def test_a_note_asks_the_courier_and_not_us(text: str, note: str) -> None:
    assert courier_note(text) == note
