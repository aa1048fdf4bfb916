"""What strangers' first words ask of what has not come, and until when a courier keeps a parcel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from careline.core.orders import OrderStatus, ScanCode
from tests.factories import ago, dispatched, order, parcel, scan
from tests.views import asked, delivered, plainly_heard, view, worded
from understanding.couriers import kept_for
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

WAITING = order(status=OrderStatus.PAID, paid_at=ago(hours=30), placed_at=ago(hours=30))
UNDER_WAY = dispatched()


@pytest.mark.parametrize(
    "text",
    [
        "is this even a real shop, four days and nothing",
        "have I been scammed? it still says processing",
        "are you people genuine or what",
        "my money has just vanished, hasn't it",
        "is your website legit pls",
        "你们是不是骗子啊",
        "这店靠谱吗，钱不会打水漂了吧",
    ],
)
def test_who_fears_for_the_money_hears_how_it_stands(text: str) -> None:
    read_as = (Matter.REFUND, Ask.STATUS, 0.8)
    assert plainly_heard(WAITING, text, read_as) == (Matter.DISPATCH, Ask.STATUS)
    assert plainly_heard(UNDER_WAY, text, read_as) == (Matter.DELIVERY, Ask.STATUS)
    assert plainly_heard(WAITING, text, (Matter.REFUND, Ask.DO_IT, 0.8)) is None


@pytest.mark.parametrize("text", ["i want my refund, scam shop", "someone phoned me to pay a fee, is it a scam"])
def test_a_wish_or_a_strangers_call_is_no_fear_for_the_money(text: str) -> None:
    assert plainly_heard(WAITING, text, (Matter.REFUND, Ask.STATUS, 0.8)) != (Matter.DISPATCH, Ask.STATUS)


def test_days_back_are_no_money_back() -> None:
    assert not read("I paid five days back").gives_back
    assert not read("ordered two weeks back only").gives_back
    assert read("I want it back").gives_back


@pytest.mark.parametrize(
    "text",
    [
        "says handed over but I never saw it",
        "I haven't laid my eyes on any box",
        "nobody brought anything to my house",
        "nothing reached here oh, who picked it",
        "delivered it says, I did not receive it",
        "显示签收，可我压根没收到",
        "我没签过，也没人送",
    ],
)
def test_who_has_not_got_what_came_reports_it(text: str) -> None:
    read_as = (Matter.PROMISE, Ask.STATUS, 0.5)
    assert plainly_heard(delivered(), text, read_as) == (Matter.MISSING, Ask.REPORT)
    assert plainly_heard(UNDER_WAY, text, read_as) is None
    assert plainly_heard(delivered(), text, read_as, Matter.REFUND) is None


@pytest.mark.parametrize(
    "text",
    [
        "will you give any compensation in that case",
        "do they get fined if it goes out late",
        "some penalty from the shop I will get?",
        "what do you pay me as compensation",
        "他们晚了给我违约金吗",
        "会罚商家吗",
    ],
)
def test_a_penalty_for_the_shop_is_no_fee_of_theirs(text: str) -> None:
    found = plainly_heard(WAITING, text, (Matter.REFUND, Ask.MAY_I, 0.8))
    assert found is not None
    assert found[0] is Matter.COMPENSATION
    assert plainly_heard(delivered(), text, (Matter.REFUND, Ask.MAY_I, 0.8)) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Awaiting collection, held for 5 days", timedelta(days=5)),
        ("kept for up to seven days at the counter", timedelta(days=7)),
        ("available for collection", None),
        ("Held for 48 hours", timedelta(hours=48)),
        ("快件已到驿站，保管 3 天", timedelta(days=3)),
        ("已存柜，免费存放24小时", timedelta(hours=24)),
    ],
)
def test_how_long_a_courier_keeps_it(text: str, kept: timedelta | None) -> None:
    assert kept_for(text) == kept


def test_it_is_to_be_fetched_by_what_the_courier_wrote() -> None:
    told = scan(ScanCode.ARRIVED, at=ago(hours=5), text="Ready for collection at the kiosk, held for 6 days")
    there = dispatched(parcel(dispatched_at=ago(days=3), scans=(told,)))
    said = worded(asked(Matter.DELIVERY, Ask.WHEN, view(there, "until when do they keep it", language="en")), "en")
    assert view(there, language="en").at(told.at + timedelta(days=6)) in said


def test_what_never_turns_up_is_not_kept() -> None:
    assert not read("what if it never turns up").says("turns_up_later", "comes_anyway")
    assert read("what if it turns up next week").says("turns_up_later")


@pytest.mark.parametrize(
    "text",
    [
        "could I get part of the price back and keep it",
        "a portion of the money would do",
        "if I keep the grey one can it be cheaper",
        "would they give some of it back if I keep it",
    ],
)
def test_a_part_of_the_price_for_keeping_it(text: str) -> None:
    assert read(text).says("partial_money")


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("three stitches, I'm home now. and the refund?", True),
        ("back from the hospital, how do I claim", True),
        ("the bleeding has stopped, who pays", True),
        ("缝了两针，钱怎么退", True),
        ("I got home and it is still bleeding", False),
        ("it cut me, what now", False),
    ],
)
def test_who_was_hurt_has_been_looked_after(text: str, over: bool) -> None:
    assert read(text).says("looked_after") is over
