"""What words plainly ask of an order as it stands, whatever they were read as."""

from __future__ import annotations

import pytest

from actions.matters.plainly import may_be_plain, plainly_asked
from careline.core.orders import Guarantee, Order, OrderStatus, RefundKind, RefundStatus
from tests.factories import ago, dispatched, order, refund, yuan
from tests.views import delivered, view
from understanding.context import Question
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

LATE = order(
    status=OrderStatus.PAID,
    paid_at=ago(hours=80),
    placed_at=ago(hours=80),
    guarantees=frozenset({Guarantee.DISPATCH_ON_TIME}),
)
UNDER_WAY = dispatched()
CALLED_OFF = order(status=OrderStatus.CANCELLED, paid_at=ago(hours=30))
COMING_BACK = delivered(
    days=6,
    refunds=(
        refund(
            kind=RefundKind.RETURN_REFUND, status=RefundStatus.APPROVED, amount=yuan("330.00"),
            requested_at=ago(days=5), approved_at=ago(days=4), goods_sent_at=ago(days=2),
        ),
    ),
)  # fmt: skip


def heard(of: Order, text: str, read_as: tuple[Matter, Ask, float], *near: Matter) -> tuple[Matter, Ask] | None:
    assert may_be_plain(read(text))
    first = Question(read_as[0], read_as[1], read_as[2], 0.6, named=False)
    found = plainly_asked(view(of, text), near, [first], {read_as[1].value: 0.4})
    return (found.matter, found.ask) if found else None


@pytest.mark.parametrize("text", ["if I take it do you still send the order", "领了的话货还给我发吗"])
def test_with_a_sum_for_lateness_whether_it_still_comes_is_no_cancellation(text: str) -> None:
    read_as = (Matter.CANCEL, Ask.UNDO, 0.9)
    assert heard(LATE, text, read_as, Matter.COMPENSATION) == (Matter.COMPENSATION, Ask.WHAT_NEXT)
    assert heard(LATE, text, read_as) is None


def test_a_sum_names_the_matter_that_it_is_known_of() -> None:
    read_as = (Matter.RETURN_FREIGHT, Ask.HOW_MUCH, 0.59)
    assert heard(COMING_BACK, "and the 330 then", read_as) == (Matter.REFUND, Ask.STATUS)
    assert heard(COMING_BACK, "那330呢", read_as) == (Matter.REFUND, Ask.STATUS)
    assert heard(COMING_BACK, "and the 18 then", read_as) is None


def test_what_was_called_off_is_bought_again_or_paid_back() -> None:
    read_as = (Matter.COMPENSATION, Ask.MAY_I, 0.5)
    assert heard(CALLED_OFF, "can I get it for the same price", read_as) == (Matter.CANCEL, Ask.WHAT_IF)
    assert heard(CALLED_OFF, "you dropped it, you give it back", read_as) == (Matter.REFUND, Ask.DO_IT)


def test_under_way_it_is_the_courier_whom_one_calls_and_a_doorstep_that_cannot_be_refused() -> None:
    read_as = (Matter.PERSON, Ask.WHO, 0.5)
    assert heard(UNDER_WAY, "whom do I ring? who should I call", read_as) == (Matter.DELIVERY, Ask.WHO)
    assert heard(UNDER_WAY, "我该找谁问", read_as) == (Matter.DELIVERY, Ask.WHO)
    left = "if he leaves it at my door I can't refuse it"
    assert heard(UNDER_WAY, left, (Matter.DELIVERY, Ask.WHAT_IF, 0.6)) == (Matter.REFUND, Ask.WHAT_IF)


def test_nobody_asks_how_a_refund_stands_that_nobody_wished_for() -> None:
    read_as = (Matter.REFUND, Ask.STATUS, 0.7)
    assert heard(UNDER_WAY, "can I have my money back", read_as) == (Matter.REFUND, Ask.MAY_I)


def test_the_goods_rather_than_the_money_for_what_lacks() -> None:
    read_as = (Matter.REFUND, Ask.MAY_I, 0.4)
    text = "I'd rather have the cup"
    assert heard(delivered(), text, read_as, Matter.MISSING) == (Matter.RESEND, Ask.DO_IT)
    assert heard(delivered(), text, read_as) is None
