"""Deeds that words name: wished for, refused, taken back."""

from __future__ import annotations

import pytest

from actions.withdrawing import kinds_taken_back
from careline.core.remedies import RemedyKind
from understanding.deeds import Deed
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
        (Deed.CANCEL, "不改了直接取消吧", True),
        (Deed.CHANGE_ADDRESS, "不改了直接取消吧", False),
        (Deed.URGE, "ok chase it", True),
        (Deed.URGE, "don't chase them", False),
        (Deed.RETURN, "I'd like to send it back", True),
        (None, "取消吧", False),
    ],
)
def test_a_wish_names_its_deed_and_does_not_refuse_it(deed: Deed | None, text: str, *, wished: bool) -> None:
    assert read(text).wishes(deed) is wished
