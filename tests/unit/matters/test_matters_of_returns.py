"""No order makes the matters of returns, freight, fees, prices and invoices raise or leave a value out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.matters.answer import Answer, Say, Wished
from actions.matters.registry import MATTERS
from actions.matters.view import View
from actions.memory import Asked
from careline.core.orders import Guarantee, Order
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import NOW, yuan
from tests.strategies import orders, some
from tests.views import asked, remedy, view, worded
from understanding.details import ALL
from understanding.taxonomy import Matter

pytestmark = pytest.mark.unit

OURS = (Matter.RETURN, Matter.RETURN_FREIGHT, Matter.SHIPPING_FEE, Matter.PRICE, Matter.INVOICE)
CELLS = [(matter, ask) for matter in OURS for ask in MATTERS[matter]]
WORDS = (
    "",
    "单号 SF1666000111222 质量问题",
    "现在卖 1 元，抬头写 李建国",
    "dropped to 2, made out to Lim & Sons Pte Ltd",
)
KINDS = (
    RemedyKind.RETURN, RemedyKind.FREIGHT_CLAIM, RemedyKind.COMPLAINT, RemedyKind.INVOICE, RemedyKind.URGE_MERCHANT,
    RemedyKind.COMPENSATION, RemedyKind.REFUND,
)  # fmt: skip


@some
@given(
    order=orders(),
    details=st.frozensets(st.sampled_from(sorted(ALL)), max_size=4),
    text=st.sampled_from(WORDS),
    kinds=st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(RemedyState), st.sampled_from(("", "return:x"))), max_size=2
    ),
    language=st.sampled_from(("zh-CN", "en")),
    offered=st.none() | st.sampled_from((Asked.CONFIRM_RETURN, Asked.CONFIRM_FREIGHT)),
)
def test_every_ask_of_any_order_is_worded_in_full(
    order: Order, details: frozenset[str], text: str, kinds: list[tuple[RemedyKind, RemedyState, str]], language: str,
    offered: Asked | None,
) -> None:  # fmt: skip
    under_way = [_remedy(order, *one) for one in kinds]
    seen = view(order, text, *under_way, language=language, offered=offered, details=details)
    for matter, ask in CELLS:
        found = asked(matter, ask, seen)
        if found is not None:
            assert found.says or found.do or found.then
            worded(found, language, "app")
            _does(found, seen, language)


def _remedy(order: Order, kind: RemedyKind, state: RemedyState, about: str) -> Any:
    more: dict[str, Any] = {"details": {"about": about}}
    if kind is RemedyKind.COMPENSATION:
        more["guarantee"] = Guarantee.PRICE_PROTECTION
    return remedy(order, kind, state, amount=yuan("9.00"), **more)


def _does(found: Answer, seen: View, language: str) -> None:
    """What it does at once is possible, and told with all its values."""
    if found.do is None:
        return
    refused = found.do.deed.refused(seen, found.do.kept)
    if not refused:
        wished = found.do.deed.wished(seen, found.do.kept)
        registered = remedy(seen.order, found.do.deed.kind, **_registered(wished))
        refused = found.do.deed.told(seen, registered)
    assert refused
    worded(Answer(says=tuple[Say, ...](refused)), language, "app")


def _registered(wished: Wished) -> dict[str, Any]:
    details = {**wished.details, **({"about": wished.about} if wished.about else {})}
    state = RemedyState.REQUESTED if wished.waits_for else RemedyState.SENT
    return {"details": details, "amount": wished.amount, "items": wished.items, "state": state, "due_at": NOW}
