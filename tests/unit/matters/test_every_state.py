"""Whatever the order, the asks of these matters are answered in full sentences, in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.matters.registry import DEEDS, MATTERS
from careline.core.orders import Order
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import NOW
from tests.strategies import orders, some
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Matter

pytestmark = pytest.mark.unit

OURS = (Matter.DISPATCH, Matter.COMPENSATION, Matter.PROMISE, Matter.MERCHANT)
WORDS = (
    "", "还发吗", "商家不认怎么办", "能不能早点发", "没货发不了", "到时候不发就退款", "12315", "我要投诉", "没人回我",
    "Can it ship before Friday?", "They refuse to pay", "It's out of stock", "If not, I want a refund",
    "my friend got his",
)  # fmt: skip
KINDS = (RemedyKind.URGE_MERCHANT, RemedyKind.COMPENSATION, RemedyKind.COMPLAINT, RemedyKind.REFUND)


@some
@given(
    orders(), st.sampled_from(KINDS), st.sampled_from(RemedyState), st.sampled_from(WORDS),
    st.sampled_from((-5, 20)), st.sampled_from(("zh-CN", "en")), st.sampled_from(OURS),
)  # fmt: skip
def test_no_order_leaves_a_cell_without_words(
    order: Order, kind: RemedyKind, state: RemedyState, text: str, due: int, language: str, matter: Matter
) -> None:
    kept = remedy(order, kind, state)
    if kept.open:
        kept = remedy(order, kind, state, due_at=NOW + timedelta(hours=due))
    for known in ((), (kept,)):
        seen = view(order, text, *known, language=language)
        for ask in MATTERS[matter]:
            found = asked(matter, ask, seen)
            if found is None:
                continue
            assert found.says or found.urge or found.push or found.do or found.then
            assert worded(found, language) is not None
            assert worded(found, language, "phone") is not None
            if found.do:
                assert not found.do.deed.refused(seen, found.do.kept)
                wished = found.do.deed.wished(seen, found.do.kept)
                assert text in wished.details.get("text", text)  # a claim carries none
            if found.offer and "deed" in found.offer.keep:
                assert found.offer.keep["deed"] in DEEDS
