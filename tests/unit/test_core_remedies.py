from datetime import timedelta

import pytest

from careline.core.blocks import BlockKind
from careline.core.money import Money
from careline.core.orders import OrderStatus
from careline.core.remedies import (
    URGE_FOR,
    RemedyKind,
    RemedyLimits,
    RemedyState,
    may_cancel,
    may_change_address,
    promised_by,
    state_for,
)
from tests.factories import NOW, ahead, order, parcel, yuan

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("amount", "state"),
    [
        (None, RemedyState.NOTED),
        (yuan("0.00"), RemedyState.NOTED),
        (yuan("50.00"), RemedyState.NOTED),
        (yuan("50.01"), RemedyState.NEEDS_APPROVAL),
        (yuan("9999.00"), RemedyState.NEEDS_APPROVAL),
    ],
)
def test_the_bot_alone_notes_up_to_fifty_yuan(amount: Money | None, state: RemedyState) -> None:
    assert state_for(amount) is state


def test_the_limit_is_configurable() -> None:
    assert state_for(yuan("10.01"), RemedyLimits(alone=1000)) is RemedyState.NEEDS_APPROVAL
    assert state_for(yuan("10.00"), RemedyLimits(alone=1000)) is RemedyState.NOTED


def test_a_word_from_us_is_promised_within_a_day() -> None:
    assert promised_by(NOW) == ahead(hours=24)
    assert promised_by(NOW, RemedyLimits(answer_within=timedelta(hours=2))) == ahead(hours=2)


def test_for_every_kind_of_block_there_is_somebody_to_urge() -> None:
    assert set(URGE_FOR) == set(BlockKind)
    assert URGE_FOR[BlockKind.LOGISTICS] is RemedyKind.URGE_COURIER
    assert URGE_FOR[BlockKind.DISPATCH] is RemedyKind.URGE_MERCHANT


@pytest.mark.parametrize("status", OrderStatus)
def test_an_order_is_changed_only_while_nothing_of_it_has_left(status: OrderStatus) -> None:
    early = status in {OrderStatus.PLACED, OrderStatus.PAID}
    assert may_cancel(order(status=status)) is early
    assert may_change_address(order(status=status)) is early
    assert not may_cancel(order(status=status, parcels=(parcel(),)))
    assert not may_change_address(order(status=status, parcels=(parcel(),)))
