from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.customers import is_new_user
from careline.core.rules import NewUserRule
from tests.factories import NOW
from tests.rules import RULES
from tests.strategies import instants

pytestmark = pytest.mark.unit

A_MONTH = timedelta(days=30)
A_MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("since_first", "orders", "new"),
    [
        (timedelta(0), 1, True),
        (A_MONTH, 50, True),
        (A_MONTH + A_MOMENT, 50, False),
        (A_MONTH + A_MOMENT, 4, False),
        (A_MONTH + A_MOMENT, 3, True),
        (timedelta(days=4000), 3, True),
    ],
)
def test_a_new_user_is_young_or_has_few_orders(since_first: timedelta, orders: int, new: bool) -> None:
    assert is_new_user(NOW - since_first, orders, NOW, RULES.new_users) is new


def test_the_rule_is_what_the_shop_rules_say() -> None:
    strict = NewUserRule(within=timedelta(days=7), orders_at_most=1)
    assert not is_new_user(NOW - timedelta(days=8), 2, NOW, strict)
    assert is_new_user(NOW - timedelta(days=7), 2, NOW, strict)
    assert is_new_user(NOW - timedelta(days=8), 1, NOW, strict)


@given(instants, instants, st.integers(1, 100))
def test_more_orders_never_make_an_old_hand_new_again(first: object, placed: object, orders: int) -> None:
    """The feed relies on it: of several tellings of one order, any that says new is right."""
    rule = RULES.new_users
    assert is_new_user(first, orders, placed, rule) >= is_new_user(first, orders + 1, placed, rule)  # type: ignore[arg-type]
