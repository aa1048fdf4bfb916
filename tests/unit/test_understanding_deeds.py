"""Deeds that words name: wished for, refused, taken back."""

from __future__ import annotations

import pytest

from actions.intents.withdrawing import kinds_taken_back
from careline.core.remedies import RemedyKind
from understanding.deeds import Verb
from understanding.reading import read

pytestmark = pytest.mark.unit

MONEY = frozenset({RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.CANCEL})


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("帮我撤回", frozenset()),
        ("I changed my mind", frozenset()),
        ("算了不退了", MONEY),
        ("别取消了", MONEY),
        ("地址不改了", frozenset({RemedyKind.ADDRESS_CHANGE})),
        ("pull the refund, I want to keep them", MONEY),
        ("I'd like to take that back", frozenset()),
        ("I also paid the rider 8.50 to take it back. Is that refundable?", None),
        ("能不退了吗", None),
        ("怎么还不退款", None),
        ("取消订单", None),
    ],
)
def test_which_words_take_something_back(text: str, kinds: frozenset[RemedyKind] | None) -> None:
    assert kinds_taken_back(read(text)) == kinds


@pytest.mark.parametrize(
    ("text", "alone"), [("帮我撤回吧", True), ("undo that", True), ("撤回退款，改换货", False), ("取消订单", False)]
)
def test_words_may_only_take_back(text: str, *, alone: bool) -> None:
    assert read(text).only_takes_back is alone


@pytest.mark.parametrize(
    ("deed", "text", "wished"),
    [
        (Verb.CANCEL, "不改了直接取消吧", True),
        (Verb.CHANGE_ADDRESS, "不改了直接取消吧", False),
        (Verb.URGE, "ok chase it", True),
        (Verb.URGE, "don't chase them", False),
        (Verb.RETURN, "I'd like to send it back", True),
        (None, "取消吧", False),
    ],
)
def test_a_wish_names_its_deed_and_does_not_refuse_it(deed: Verb | None, text: str, *, wished: bool) -> None:
    assert read(text).wishes(deed) is wished


@pytest.mark.parametrize(
    ("deed", "held", "free"),
    [
        (
            Verb.REFUND,
            [
                "行嘞 甭忙退 我再瞅瞅",
                "行嘛 莫忙退 看看再说",
                "唔好退住 我再谂下",
                "中 先别慌着退",
                "好 退款先缓缓",
                "ok hold off on the refund",
                "对，不过先覅退",
                "先勿退，让我看看",
            ],
            [
                "退吧",
                "对 退",
                "不用换 退钱",
                "耳机不退 键盘退",
                "再不退我就投诉",
                "要不退了吧",
                "要不要退呀",
                "退一件 别的不退",
                "先退再说",
                "退就退 别磨叽",
                "yes refund me",
            ],
        ),
        (Verb.RESEND, ["先莫发 等我信", "先不补 我找找", "补发先等等"], ["补吧", "发吧 别耽误", "重发一个 别发错了"]),
        (Verb.CANCEL, ["先不取消 我想想", "甭取消", "取消的事先放一放"], ["取消", "取消吧 不等了"]),
    ],
)
def test_a_deed_may_be_held_off_behind_what_sounds_like_a_yes(deed: Verb, held: list[str], free: list[str]) -> None:
    assert [one for one in held if not read(one).holds_off(deed)] == []
    assert [one for one in free if read(one).holds_off(deed)] == []
