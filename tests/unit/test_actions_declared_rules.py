"""What a matter declares beside its answers: words that only give what was asked, and orders that cannot be meant."""

from __future__ import annotations

import pytest

from actions.matters.registry import ABOUT, intents_of
from actions.memory import Asked
from careline.core.orders import Order, OrderStatus
from tests.factories import ago, order, parcel
from understanding.context import Question
from understanding.reading import read
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

TITLE = "抬头 杭州清风贸易有限公司 税号 91330100MA2B1C2D3E"


def given(matter: Matter, text: str, near: list[Matter], asked: str | None = None) -> Ask | None:
    found = ABOUT[matter].given
    assert found is not None
    return found(read(text), near, asked)


@pytest.mark.parametrize(
    ("matter", "text", "near", "asked", "ask"),
    [
        (Matter.INVOICE, TITLE, [Matter.INVOICE], Asked.CONFIRM_DEED, Ask.DO_IT),
        (Matter.INVOICE, "发我邮箱 wang@example.com", [Matter.INVOICE], None, Ask.DO_IT),
        (Matter.INVOICE, TITLE, [Matter.REFUND, Matter.INVOICE], Asked.CONFIRM_DEED, None),
        (Matter.INVOICE, "什么时候开好", [Matter.INVOICE], Asked.CONFIRM_DEED, None),
        (Matter.INVOICE, TITLE, [Matter.INVOICE], Asked.CONFIRM_REFUND, None),
        (Matter.RETURN, "寄回去了 SF1029384756102", [Matter.RETURN], None, Ask.REPORT),
        (Matter.RETURN, "寄回去了 SF1029384756102", [Matter.RETURN], Asked.NEW_ADDRESS, None),
        (Matter.RETURN, "SF1029384756102", [Matter.DELIVERY, Matter.RETURN], None, None),
    ],
)
def test_words_that_only_give_what_was_asked_for_are_of_its_matter(
    matter: Matter, text: str, near: list[Matter], asked: str | None, ask: Ask | None
) -> None:
    assert given(matter, text, near, asked) is ask


UNPAID, PAID = (
    order(order_id="CL1", status=OrderStatus.PLACED, paid_at=None),
    order(order_id="CL2", paid_at=ago(days=1)),
)
SENT = order(order_id="CL3", status=OrderStatus.DISPATCHED, paid_at=ago(days=3), parcels=(parcel(),))


@pytest.mark.parametrize(
    ("matter", "ask", "one", "others", "another"),
    [
        (Matter.CANCEL, Ask.DO_IT, SENT, [PAID], True),
        (Matter.CANCEL, Ask.NOT_ALL, SENT, [PAID], False),
        (Matter.CANCEL, Ask.DO_IT, SENT, [], False),
        (Matter.CANCEL, Ask.DO_IT, PAID, [SENT, UNPAID], False),
        (Matter.DISPATCH, Ask.WHEN, SENT, [PAID], True),
        (Matter.DISPATCH, Ask.WHEN, SENT, [UNPAID], False),
        (Matter.DISPATCH, Ask.WHEN, PAID, [SENT], False),
    ],
)
def test_what_cannot_be_meant_of_this_order_is_meant_of_another(
    matter: Matter, ask: Ask, one: Order, others: list[Order], *, another: bool
) -> None:
    found = ABOUT[matter].another
    assert found is not None
    assert found(one, [one, *others], Question(matter, ask, 0.9, 0.9, named=True)) is another


def test_when_it_leaves_is_told_by_an_action_of_its_own() -> None:
    dispatch = ABOUT[Matter.DISPATCH]
    assert [dispatch.told_by.get(ask, dispatch.topic) for ask in (Ask.WHEN, Ask.WHY)] == [
        "ask_dispatch_time", "ask_dispatch",
    ]  # fmt: skip


def test_topics_are_the_intents_of_their_matters() -> None:
    assert set(intents_of(Matter.DELIVERY, Matter.MISSING)) == {
        "track_shipment", "report_logistics_stalled", "report_not_received",
    }  # fmt: skip
