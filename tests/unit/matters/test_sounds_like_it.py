"""Words that the guesses take for another ask: what they cannot mean for this order is not answered."""

from __future__ import annotations

from typing import Any

import pytest

from actions.matters.answer import Answer
from actions.memory import Asked
from careline.core.orders import Freight, Guarantee, Order, OrderStatus
from tests.factories import ago, dispatched, order, parcel, refund
from tests.views import asked, view, worded
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

UNDER_WAY = dispatched(parcel(dispatched_at=ago(days=1)))


def _came(**given: Any) -> Order:
    arrived = parcel(dispatched_at=ago(days=3), scans=(), delivered_at=ago(hours=30))
    usual: dict[str, Any] = {"placed_at": ago(days=4), "paid_at": ago(days=4)}
    return order(status=OrderStatus.DELIVERED, parcels=(arrived,), **usual | given)


CAME = _came()
ASKED_BACK = dispatched(refunds=(refund(requested_at=ago(hours=2)),))


def answered(matter: Matter, ask: Ask, of: Order, text: str, **given: Any) -> Answer:
    found = asked(matter, ask, view(of, text, **given))
    assert found is not None
    return found


@pytest.mark.parametrize("text", ["雨伞的快递走到哪里了", "到哪了", "where is my mug", "where's it now"])
def test_where_a_parcel_is_is_no_question_about_its_address(text: str) -> None:
    assert answered(Matter.DELIVERY, Ask.WHERE_TO, UNDER_WAY, text).then == "track_shipment"


@pytest.mark.parametrize(
    "text", ["寄到哪个地址", "寄到哪", "送到哪儿去", "which address is it going to", "where is it headed"]
)
def test_where_it_goes_is(text: str) -> None:
    assert answered(Matter.DELIVERY, Ask.WHERE_TO, UNDER_WAY, text).says[0].response.startswith("utter_address_")


@pytest.mark.parametrize("text", ["不想买了，取消吧", "取消！", "I don't want it any more. Cancel it."])
@pytest.mark.parametrize("offered", [None, Asked.CONFIRM_CANCEL])
def test_what_is_undone_with_nothing_cancelled_is_the_order(text: str, offered: Asked | None) -> None:
    found = answered(Matter.CANCEL, Ask.UNDO, order(), text, offered=offered)
    assert found.then == ("affirm" if offered else "cancel_order")


@pytest.mark.parametrize("text", ["不取消了", "别取消", "don't cancel it", "keep it"])
def test_a_cancellation_that_is_not_there_is_not_undone(text: str) -> None:
    assert answered(Matter.CANCEL, Ask.UNDO, order(), text).says[0].response.startswith("utter_cancel_goes_on")


def test_a_no_to_a_return_that_is_taken_back_is_a_return() -> None:
    assert asked(Matter.RETURN, Ask.UNDO, view(CAME, "我想了想还是退了吧")) is None
    assert "没有退货申请" in worded(asked(Matter.RETURN, Ask.UNDO, view(CAME, "我不退了")))


@pytest.mark.parametrize("text", ["那运费呢", "and the postage?"])
def test_no_higher_fare_is_supposed_where_none_is_named(text: str) -> None:
    insured = _came(guarantees=frozenset({Guarantee.FREIGHT_INSURANCE}))
    assert "超出" not in worded(answered(Matter.RETURN_FREIGHT, Ask.WHAT_IF, insured, text))
    assert "超出" in worded(answered(Matter.RETURN_FREIGHT, Ask.WHAT_IF, insured, "邮费要是超了呢"))


def test_who_pays_the_freight_of_what_has_come_means_the_way_back() -> None:
    assert answered(Matter.SHIPPING_FEE, Ask.WHO, CAME, "谁出运费啊").then == "ask_return_freight"


def test_freight_in_dispute_is_not_decided_by_us() -> None:
    disputed = _came(freight=Freight(insured=False, disputed_at=ago(hours=20)))
    found = answered(Matter.RETURN_FREIGHT, Ask.WHO, disputed, "商家不肯出，到底谁出")
    assert found.says[0].response == "utter_freight_in_dispute"


@pytest.mark.parametrize("text", ["那钱呢", "退的货商家收到了，退款呢", "还没发货就退款了，钱还没回来"])
def test_the_money_is_told_where_nothing_is_supposed(text: str) -> None:
    told = worded(answered(Matter.REFUND, Ask.STATUS, ASKED_BACK, text))
    assert worded(answered(Matter.REFUND, Ask.WHAT_IF, ASKED_BACK, text)) == told


@pytest.mark.parametrize("text", ["我的钱在哪", "where is my money"])
def test_missed_money_is_no_question_about_its_account(text: str) -> None:
    told = worded(answered(Matter.REFUND, Ask.STATUS, ASKED_BACK, text))
    assert worded(answered(Matter.REFUND, Ask.WHERE_TO, ASKED_BACK, text)) == told
