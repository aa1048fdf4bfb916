"""What was paid for which items: shares that add up, and never more than the consumer paid."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.money import Money
from careline.core.orders import Item, Order, Quantities, Refund, RefundKind, RefundScope, RefundStatus
from careline.core.paid import (
    all_items,
    both,
    less,
    paid_for,
    paid_for_lines,
    refundable,
    refunded,
    refunded_items,
    shared_out,
    shipping_paid,
    taken_back,
    takes_back,
)
from tests.factories import ago, item, order, refund, yuan

pytestmark = pytest.mark.unit

SKUS = ("coat", "scarf", "socks", "cup")
quantities = st.lists(st.tuples(st.sampled_from(SKUS), st.integers(1, 4)), max_size=4).map(tuple)


@st.composite
def bought(draw: st.DrawFn) -> Order:
    """An order with discounts, shipping and refunds of every kind, its total in and out of proportion; also in yen."""
    currency = draw(st.sampled_from(("CNY", "JPY")))
    money = st.builds(Money, st.integers(0, 100_000), st.just(currency))
    some = st.none() | money
    lines = draw(
        st.lists(
            st.builds(
                Item, sku=st.sampled_from(SKUS), title=st.just("x"), quantity=st.integers(1, 4), price=money,
                discount=some, shipping=some,
            ),
            min_size=1, max_size=4,
        )
    )  # fmt: skip
    refunds = draw(
        st.lists(
            st.builds(
                refund, kind=st.sampled_from(RefundKind), status=st.sampled_from(RefundStatus), amount=money,
                items=st.none() | quantities, scope=st.sampled_from(RefundScope),
            ),
            max_size=3,
        )
    )  # fmt: skip
    apart = tuple(replace(one, refund_id=f"R{n}") for n, one in enumerate(refunds))
    return order(items=tuple(lines), total=draw(money), discount=draw(some), shipping_fee=draw(some), refunds=apart)


@given(bought(), quantities)
def test_never_more_than_was_paid_for_all_and_all_never_more_than_the_total(shown: Order, some: Quantities) -> None:
    whole = paid_for(shown, None)
    assert 0 <= paid_for(shown, some).amount <= whole.amount <= shown.total.amount
    assert paid_for(shown, all_items(shown)) == whole
    assert whole.amount + shipping_paid(shown).amount <= shown.total.amount
    assert whole.currency == shown.total.currency


@given(bought(), quantities)
def test_parts_that_share_no_piece_never_add_up_to_more_than_the_whole(shown: Order, some: Quantities) -> None:
    one = both(all_items(shown), some)
    other = less(all_items(shown), one)
    assert paid_for(shown, one).amount + paid_for(shown, other).amount <= paid_for(shown, None).amount


@given(bought(), st.lists(st.sampled_from(SKUS), max_size=20))
def test_piece_by_piece_it_is_never_more_either(shown: Order, pieces: list[str]) -> None:
    fitting = Counter(pieces) & Counter(dict(all_items(shown)))
    each = sum(paid_for(shown, ((sku, 1),)).amount * count for sku, count in fitting.items())
    assert each <= paid_for(shown, tuple(fitting.items())).amount <= shown.total.amount


@given(bought(), st.none() | quantities, st.booleans())
def test_what_can_be_given_back_is_within_what_was_paid_and_not_given_back_yet(
    shown: Order, some: Quantities | None, with_shipping: bool
) -> None:
    back = refundable(shown, some, with_shipping=with_shipping).amount
    assert 0 <= back <= shown.total.amount - refunded(shown, live_too=True).amount
    shipping = shipping_paid(shown).amount if with_shipping and some is None else 0
    assert back <= paid_for(shown, some).amount + shipping


@given(bought(), st.sets(st.sampled_from(RefundStatus)))
def test_no_more_pieces_are_taken_back_than_were_bought(shown: Order, statuses: set[RefundStatus]) -> None:
    assert taken_back(shown, statuses) <= Counter(dict(all_items(shown)))


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), max_size=6))
def test_a_sum_is_shared_out_to_the_last_coin(amount: int, weights: list[int]) -> None:
    shares = shared_out(amount, weights)
    assert sum(shares) == (amount if sum(weights) else 0)
    assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if weight == 0)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - amount * weight) <= max(1, sum(weights))


def test_an_orders_discount_is_shared_by_price_over_the_lines_without_their_own() -> None:
    lines = (
        item(sku="coat", price=yuan("300.00")),
        item(sku="cup", price=yuan("50.00"), quantity=2),
        item(sku="scarf", price=yuan("80.00"), discount=yuan("30.00")),
    )
    shown = order(items=lines, discount=yuan("40.00"), total=yuan("410.00"))
    assert paid_for_lines(shown) == (27_000, 9_000, 5_000)
    assert paid_for(shown, (("cup", 1),)) == yuan("45.00")


def test_a_total_below_the_lines_lowers_every_line() -> None:
    lines = (item(sku="coat", price=yuan("300.00")), item(sku="cup", price=yuan("100.00")))
    assert paid_for_lines(order(items=lines, total=yuan("200.00"))) == (15_000, 5_000)


def test_two_lines_of_one_sku_count_at_their_mean_price() -> None:
    lines = (item(sku="cup", price=yuan("100.00")), item(sku="cup", price=yuan("1.00")))
    shown = order(items=lines, total=yuan("101.00"))
    assert paid_for(shown, (("cup", 1),)) == yuan("50.50")
    assert paid_for(shown, (("cup", 2),)) == yuan("101.00")


def test_a_yen_is_not_divided() -> None:
    shown = order(items=(item(sku="cup", price=Money(100, "JPY"), quantity=3),), total=Money(100, "JPY"))
    assert paid_for(shown, (("cup", 1),)) == Money(33, "JPY")
    assert paid_for(shown, None) == Money(100, "JPY")


def test_shipping_told_by_line_counts_like_the_fee_of_the_order() -> None:
    lines = (item(price=yuan("100.00"), shipping=yuan("6.00")),)
    assert shipping_paid(order(items=lines, shipping_fee=None, total=yuan("106.00"))) == yuan("6.00")
    assert shipping_paid(order(items=lines, shipping_fee=yuan("8.00"), total=yuan("108.00"))) == yuan("8.00")
    assert shipping_paid(order(items=lines, shipping_fee=yuan("8.00"), total=yuan("100.00"))) == yuan("0.00")


def test_goodwill_and_a_small_refund_without_items_are_for_no_goods() -> None:
    goodwill = refund(amount=yuan("399.00"), scope=RefundScope.GOODWILL)
    small = refund(refund_id="R2", amount=yuan("1.00"))
    whole = refund(refund_id="R3", amount=yuan("399.00"))
    shown = order(refunds=(goodwill, small, whole))
    assert [refunded_items(shown, one) for one in shown.refunds] == [(), (), (("coat-red-m", 1),)]


def test_a_return_without_items_of_the_only_piece_is_for_that_piece() -> None:
    back = refund(kind=RefundKind.RETURN_REFUND, amount=yuan("300.00"))
    single = order(refunds=(back,))
    assert refunded_items(single, back) == (("coat-red-m", 1),)
    assert refunded_items(replace(single, items=(item(quantity=2),)), back) == ()


def halves(*states: RefundStatus, **given: Any) -> tuple[Refund, ...]:
    """200.00 and 199.00 back, of 399.00, for nothing that is named."""
    return tuple(
        refund(refund_id=f"R{n}", status=status, amount=yuan(amount), requested_at=ago(hours=9 - n), **given)
        for n, (status, amount) in enumerate(zip(states, ("200.00", "199.00"), strict=True))
    )


@pytest.mark.parametrize(
    ("states", "sure"),
    [
        ((RefundStatus.PAID, RefundStatus.PAID), RefundStatus.PAID),
        ((RefundStatus.PAID, RefundStatus.REQUESTED), RefundStatus.REQUESTED),
        ((RefundStatus.REQUESTED, RefundStatus.PAID), RefundStatus.REQUESTED),
        ((RefundStatus.FAILED, RefundStatus.APPROVED), RefundStatus.FAILED),
        ((RefundStatus.PAID, RefundStatus.REJECTED), None),
    ],
)
def test_refunds_without_items_that_come_to_all_are_for_all(
    states: tuple[RefundStatus, ...], sure: RefundStatus | None
) -> None:
    shown = order(items=(item(price=yuan("200.00")), item(sku="scarf", price=yuan("199.00"))), refunds=halves(*states))
    for status in RefundStatus:
        assert bool(taken_back(shown, {status})) is (status is sure)


def test_what_failed_and_was_made_again_counts_once_towards_all() -> None:
    failed, again = halves(RefundStatus.FAILED, RefundStatus.PAID)
    shown = order(items=(item(quantity=2, price=yuan("199.50")),), refunds=(failed, replace(again, amount=yuan("200"))))
    assert taken_back(shown, RefundStatus) == {}


def test_a_sum_that_comes_to_what_others_leave_is_for_that() -> None:
    goods = (item(sku="a", price=yuan("200.00")), item(sku="b", price=yuan("199.00")))
    named, rest = halves(RefundStatus.PAID, RefundStatus.PAID)
    shown = order(items=goods, refunds=(replace(named, items=(("a", 1),)), rest))
    assert taken_back(shown, {RefundStatus.PAID}) == {"a": 1, "b": 1}
    assert taken_back(
        replace(shown, refunds=(shown.refunds[0], replace(rest, amount=yuan("198.99")))), RefundStatus
    ) == {"a": 1}


@given(bought())
def test_all_money_for_the_goods_back_is_all_goods_back(shown: Order) -> None:
    unnamed = [
        one for one in shown.refunds
        if takes_back(one) and one.status is not RefundStatus.FAILED
        if one.items is None and one.scope is RefundScope.GOODS
    ]  # fmt: skip
    if sum(one.amount.amount for one in unnamed) >= paid_for(shown, None).amount > 0:
        assert taken_back(shown, RefundStatus) == Counter(dict(all_items(shown)))
