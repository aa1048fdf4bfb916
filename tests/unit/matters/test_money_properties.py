"""Whatever an order is like: refunds, cancelling and payments answer in both languages, with every value filled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.matters.registry import DEEDS, MATTERS
from actions.memory import Asked
from careline.core.orders import Order
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import NOW
from tests.strategies import orders, some
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

WORDS = (
    "", "只退一件", "那张卡注销了", "券还退吗",
    "钱没到账 明细里没有", "商家不同意呢", "货又发来了", "快点",
    "扣了两次钱", "退到哪 多少钱", "什么时候到 退花呗还是余额", "过两天还没发就退了吧", "不会全给我取消吧",
    "要出钱吗", "是坏的 少的能补吗", "商家说没收到", "i'll wait", "if it goes back to the seller",
    "before or after they have it back",
    "i never cancelled it",
    "my card was closed", "the bank needs a reference", "can you approve it yourselves", "paid but says unpaid",
)  # fmt: skip


@pytest.mark.parametrize("matter", [Matter.REFUND, Matter.CANCEL, Matter.PAYMENT])
@some
@given(
    order=orders(),
    kind=st.none() | st.sampled_from([RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.CANCEL, RemedyKind.WITHDRAW]),
    state=st.sampled_from(RemedyState),
    text=st.sampled_from(WORDS),
    offered=st.none() | st.sampled_from(Asked),
    after=st.integers(0, 400),
)
def test_every_ask_has_an_answer_that_can_be_worded(
    matter: Matter,
    order: Order,
    kind: RemedyKind | None,
    state: RemedyState,
    text: str,
    offered: str | None,
    after: int,
) -> None:
    noted = (remedy(order, kind, state),) if kind else ()
    for language, spoken in (("zh-CN", False), ("en", False), ("en", True)):  # Chinese says no sums above 99 999 999
        now = NOW + timedelta(days=after)
        seen = view(order, text, *noted, language=language, now=now, spoken=spoken, offered=offered)
        for ask in MATTERS[matter]:
            found = asked(matter, ask, seen)
            if found is None:
                continue
            assert found.says or found.urge or found.do or found.then
            assert worded(found, language, "phone" if spoken else "app") or not found.says
            if found.do:
                deed, what = found.do.deed, found.do.kept
                assert DEEDS[deed.name] is deed
                assert not deed.refused(seen, what)
                done = remedy(order, deed.kind, details=deed.wished(seen, what).details, fresh=True)
                assert deed.told(seen, done)
            if found.offer and found.offer.asked is Asked.CONFIRM_DEED:
                assert found.offer.keep["deed"] in DEEDS


@pytest.mark.parametrize("ask", [Ask.STATUS, Ask.WHEN, Ask.HOW_MUCH, Ask.WHERE_TO, Ask.WHO, Ask.WHAT_IF, Ask.WHICH])
@some
@given(order=orders())
def test_a_refund_is_never_left_without_an_answer(ask: Ask, order: Order) -> None:
    assert asked(Matter.REFUND, ask, view(order)) is not None
