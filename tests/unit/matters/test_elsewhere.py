"""Questions that the state of an order makes of another matter than their words."""

from __future__ import annotations

import pytest

from actions.memory import Asked
from careline.core.orders import OrderStatus, RefundKind, RefundStatus, ScanCode
from careline.core.remedies import RemedyKind
from tests.factories import ago, dispatched, order, parcel, refund, scan
from tests.views import asked, delivered, remedy, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

_TURNED_ROUND = (scan(), scan(ScanCode.RETURNED, at=ago(hours=5), text="收件人拒收"))
RETURNING = dispatched(parcel(scans=_TURNED_ROUND))
SIGNED = delivered()
EXCHANGED = delivered(
    refunds=(refund(kind=RefundKind.EXCHANGE, status=RefundStatus.APPROVED, approved_at=ago(hours=9)),)
)
LATE = order(status=OrderStatus.PAID, paid_at=ago(hours=72))


@pytest.mark.parametrize("matter", [Matter.RETURN, Matter.REFUND])
def test_why_a_parcel_comes_back_is_told_by_the_courier_and_not_by_the_rules_of_returns(matter: Matter) -> None:
    assert "拒收" in worded(asked(matter, Ask.WHY, view(RETURNING, "怎么退回去了")))


def test_money_for_a_parcel_on_its_way_back_asks_nobody_to_refuse_it() -> None:
    found = asked(Matter.REFUND, Ask.MAY_I, view(RETURNING, "can I have my money", language="en"))
    assert found is not None
    assert found.offer is not None
    assert "refuse the parcel" not in worded(found, "en")


def test_money_is_offered_in_place_of_the_parcel_that_was_to_be_sent_again() -> None:
    seen = view(RETURNING, "money then", remedy(RETURNING, RemedyKind.RESEND), language="en")
    found = asked(Matter.REFUND, Ask.CONFIRM, seen)
    assert found is not None
    assert found.offer is not None
    assert found.offer.asked is Asked.CONFIRM_REFUND


def test_what_is_being_looked_for_is_not_recited_as_delivered() -> None:
    pushed, spoken = remedy(SIGNED, RemedyKind.URGE_COURIER), (Matter.PROMISE, Matter.MISSING)
    told = view(SIGNED, "what happens now", pushed, language="en", spoken_of=spoken)
    assert "courier" in worded(asked(Matter.DELIVERY, Ask.WHAT_NEXT, told), "en")
    refunded = asked(Matter.REFUND, Ask.DO_IT, view(SIGNED, "钱退我", pushed, spoken_of=spoken))
    assert "没收到" in worded(refunded)
    assert "您已经收到" not in worded(refunded)


def test_whether_to_send_the_old_one_is_told_by_the_exchange_that_runs() -> None:
    told = worded(
        asked(Matter.RETURN, Ask.HOW, view(EXCHANGED, "do I have to send it back first", language="en")), "en"
    )
    assert "keep it" not in told
    assert "agreed" in told


@pytest.mark.parametrize(("words", "claims"), [("do I get any money for that", True), ("can I get it all back", False)])
def test_any_money_for_a_late_dispatch_is_the_sum_that_we_offer(words: str, *, claims: bool) -> None:
    found = asked(Matter.REFUND, Ask.MAY_I, view(LATE, words, language="en", offered=Asked.CONFIRM_COMPENSATION))
    assert found is not None
    assert found.offer is not None
    assert (found.offer.asked is Asked.CONFIRM_COMPENSATION) is claims
