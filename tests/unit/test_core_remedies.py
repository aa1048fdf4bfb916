from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import BlockKind
from careline.core.money import Money
from careline.core.orders import OrderStatus, Quantities
from careline.core.remedies import (
    ENDS,
    MONEY,
    MONEY_BACK,
    MOVED_ON_BY,
    OURS,
    URGE_FOR,
    IllegalRemedyMoveError,
    RemedyKind,
    RemedyMove,
    RemedyState,
    Spent,
    Withdrawal,
    advanced,
    approvals_needed,
    asked_key,
    may_approve,
    may_cancel,
    may_change_address,
    overlaps,
    wish_key,
    withdrawal,
)
from careline.core.rules import Amounts
from tests.factories import order, parcel, yuan
from tests.rules import RULES

pytestmark = pytest.mark.unit

S, M = RemedyState, RemedyMove
LIMITS = RULES.remedies
NOTHING = Spent(consumer_today=0, consumer_month=0, merchant_today=0, shop_today=0)

TABLE = {
    S.REQUESTED: {M.PROCEED: S.APPROVED, M.ASK_APPROVAL: S.NEEDS_APPROVAL, M.REFUSE: S.REFUSED, M.COMPLETE: S.DONE,
                  M.WITHDRAW: S.WITHDRAWN},
    S.NEEDS_APPROVAL: {M.APPROVE: S.APPROVED, M.REFUSE: S.REFUSED, M.COMPLETE: S.DONE, M.WITHDRAW: S.WITHDRAWN},
    S.APPROVED: {M.SEND: S.SENT, M.COMPLETE: S.DONE, M.REFUSE: S.REFUSED, M.FAIL: S.FAILED, M.WITHDRAW: S.WITHDRAWN},
    S.SENT: {M.COMPLETE: S.DONE, M.REFUSE: S.REFUSED, M.FAIL: S.FAILED, M.WITHDRAW: S.WITHDRAWN},
    S.FAILED: {M.RETRY: S.APPROVED, M.SEND: S.SENT, M.REFUSE: S.REFUSED, M.COMPLETE: S.DONE, M.WITHDRAW: S.WITHDRAWN},
    S.DONE: {},
    S.REFUSED: {},
    S.WITHDRAWN: {},
}  # fmt: skip


@pytest.mark.parametrize(("state", "move"), [*product(S, M)])
def test_every_pair_of_state_and_move_is_as_the_table_says(state: RemedyState, move: RemedyMove) -> None:
    if move in TABLE[state]:
        assert advanced(state, move) is TABLE[state][move]
    else:
        with pytest.raises(IllegalRemedyMoveError):
            advanced(state, move)


def test_whatever_is_not_an_end_is_moved_on_by_somebody() -> None:
    assert set(MOVED_ON_BY) == set(S) - ENDS
    assert {state for state, moves in TABLE.items() if not moves} == ENDS
    for state in MOVED_ON_BY:
        assert TABLE[state], state


def test_every_end_can_be_reached_from_every_state_that_is_not_one() -> None:
    for state in set(S) - ENDS:
        assert {M.REFUSE, M.COMPLETE, M.WITHDRAW} <= set(TABLE[state])


def test_what_pays_money_is_never_ours_to_do() -> None:
    assert MONEY_BACK < MONEY
    assert not MONEY & OURS


@pytest.mark.parametrize(
    ("amount", "needed"),
    [
        (None, 0),
        (yuan("0.00"), 0),
        (yuan("0.01"), 0),
        (yuan("50.00"), 0),
        (yuan("50.01"), 1),
        (yuan("500.00"), 1),
        (yuan("500.01"), 2),
        (Money.parse("1000", "JPY"), 0),
        (Money.parse("1001", "JPY"), 1),
        (Money.parse("10001", "JPY"), 2),
        (Money.parse("6.50", "EUR"), 0),
        (Money.parse("0.01", "CHF"), 2),
    ],
)
def test_how_many_have_to_agree_depends_on_the_sum_in_its_own_currency(amount: Money | None, needed: int) -> None:
    assert approvals_needed(amount, LIMITS, NOTHING) == needed


@pytest.mark.parametrize(
    ("cap", "most"),
    [("consumer_today", 10000), ("consumer_month", 30000), ("merchant_today", 200000), ("shop_today", 2000000)],
)
def test_a_sum_that_passes_a_cap_needs_approval_and_one_that_just_fills_it_does_not(cap: str, most: int) -> None:
    ten = yuan("10.00")
    full = {"consumer_today": 0, "consumer_month": 0, "merchant_today": 0, "shop_today": 0}
    assert approvals_needed(ten, LIMITS, Spent(**{**full, cap: most - 1000})) == 0
    assert approvals_needed(ten, LIMITS, Spent(**{**full, cap: most - 999})) == 1


def test_a_currency_without_a_cap_is_approved_by_a_person() -> None:
    without = replace(LIMITS, shop_per_day=Amounts({}))
    assert approvals_needed(yuan("1.00"), without, NOTHING) == 1


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.sampled_from(["CNY", "JPY", "CHF"]))
def test_more_money_never_needs_fewer_people(one: int, other: int, currency: str) -> None:
    less, more = sorted((one, other))
    needed = [approvals_needed(Money(sum_, currency), LIMITS, NOTHING) for sum_ in (less, more)]
    assert needed == sorted(needed)


@pytest.mark.parametrize(("state", "tried"), [*product(S, (False, True))])
def test_what_the_shop_may_have_been_told_only_the_shop_takes_back(state: RemedyState, tried: bool) -> None:
    how = withdrawal(state, delivery_tried=tried)
    if state in ENDS:
        assert how is Withdrawal.TOO_LATE
    else:
        assert how is (Withdrawal.BY_THE_SHOP if tried or state is S.SENT else Withdrawal.AT_ONCE)


quantities = st.none() | st.lists(
    st.tuples(st.text("ab:*%", min_size=1, max_size=4), st.integers(1, 3)),
    min_size=1,
    max_size=3,
    unique_by=lambda q: q[0],
).map(tuple)
words = st.text("ab:*%", max_size=4)


@given(st.tuples(st.sampled_from(RemedyKind), words, quantities, st.integers(0, 3), words),
       st.tuples(st.sampled_from(RemedyKind), words, quantities, st.integers(0, 3), words))  # fmt: skip
def test_two_wishes_have_one_key_only_if_they_are_one(
    one: tuple[RemedyKind, str, Quantities | None, int, str], other: tuple[RemedyKind, str, Quantities | None, int, str]
) -> None:
    def alike(given: tuple[RemedyKind, str, Quantities | None, int, str]) -> object:
        kind, order_id, items, ended, about = given
        return kind, order_id, None if items is None else sorted(items), ended, about

    assert (wish_key(*one) == wish_key(*other)) is (alike(one) == alike(other))


def test_the_order_of_the_items_does_not_make_another_wish() -> None:
    there, back = (("a", 1), ("b", 2)), (("b", 2), ("a", 1))
    assert wish_key(RemedyKind.REFUND, "o", there, 0) == wish_key(RemedyKind.REFUND, "o", back, 0)
    asked = ("turn", RemedyKind.REFUND, "o")
    assert asked_key(*asked, there, "") == asked_key(*asked, back, "")
    assert asked_key(*asked, there, "") != asked_key(*asked, None, "")
    assert asked_key("turn", RemedyKind.REFUND, "o", None, "") != asked_key("turn", RemedyKind.REFUND, "p", None, "")


@given(quantities, quantities)
def test_two_remedies_overlap_where_some_item_is_in_both(one: Quantities | None, other: Quantities | None) -> None:
    shared = one is None or other is None or bool({sku for sku, _ in one} & {sku for sku, _ in other})
    assert overlaps(one, other) is overlaps(other, one) is shared


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


@pytest.mark.parametrize("requested_by", ["consumer", "bot", "agent:wu", "agent:li2", "agent:LI", "li"])
def test_an_agent_approves_what_others_asked_for(requested_by: str) -> None:
    assert may_approve(requested_by, "agent:li")


def test_nobody_approves_what_they_asked_for() -> None:
    assert not may_approve("agent:li", "agent:li")
