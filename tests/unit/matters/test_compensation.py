"""What is answered about money for a late dispatch, by where it stands."""

from __future__ import annotations

import pytest

from actions.memory import Asked
from careline.core.orders import Guarantee, OrderStatus
from careline.core.remedies import RemedyKind, RemedyState
from tests.factories import ago, order, yuan
from tests.views import asked, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

PROMISED = frozenset({Guarantee.DISPATCH_ON_TIME})
LATE = order(status=OrderStatus.PAID, placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=PROMISED)
EARLY = order(status=OrderStatus.PAID, placed_at=ago(hours=5), paid_at=ago(hours=5), guarantees=PROMISED)
BARE = order(status=OrderStatus.PAID, placed_at=ago(hours=80), paid_at=ago(hours=80), guarantees=frozenset())
C = Matter.COMPENSATION


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_sum_is_told_with_how_it_is_computed_and_offered(language: str) -> None:
    found = asked(C, Ask.HOW_MUCH, view(LATE, language=language))
    assert "5%" in worded(found, language).replace(" %", "%")
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_COMPENSATION


def test_before_the_deadline_it_says_from_when_on() -> None:
    found = asked(C, Ask.MAY_I, view(EARLY))
    assert "还没超时" in worded(found)
    assert found is not None
    assert found.offer is None


@pytest.mark.parametrize("ask", [Ask.HOW_MUCH, Ask.MAY_I, Ask.WHY])
def test_without_the_guarantee_nothing_is_promised(ask: Ask) -> None:
    assert "没有按时发货保障" in worded(asked(C, ask, view(BARE)))


@pytest.mark.parametrize("ask", [Ask.WHEN, Ask.WHERE_TO])
def test_once_claimed_it_says_by_when_and_where(ask: Ask) -> None:
    claimed = remedy(LATE, RemedyKind.COMPENSATION, amount=yuan("16.45"))
    said = worded(asked(C, ask, view(LATE, "", claimed)))
    assert "16.45" in said
    assert "原路退回" in said
    assert "前" in said


def test_a_wish_is_a_yes_only_to_our_own_offer() -> None:
    offered = asked(C, Ask.DO_IT, view(LATE, offered=Asked.CONFIRM_COMPENSATION))
    assert offered is not None
    assert offered.then == "affirm"
    first = asked(C, Ask.DO_IT, view(LATE))
    assert first is not None
    assert first.then is None
    assert first.offer is not None


def test_paid_is_told_as_paid() -> None:
    paid = remedy(LATE, RemedyKind.COMPENSATION, RemedyState.DONE, amount=yuan("16.45"), requested_at=ago(hours=5))
    assert "已经付给您" in worded(asked(C, Ask.STATUS, view(LATE, "", paid)))


def test_the_goods_still_come() -> None:
    said = worded(asked(C, Ask.WHAT_NEXT, view(LATE, "那货还发吗")))
    assert "照常发" in said
