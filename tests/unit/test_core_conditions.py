"""Conditions: which move is possible, what is judged of an order, what is done then."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.conditions import (
    MOVE_FOR,
    ConditionMove,
    ConditionState,
    IllegalConditionMoveError,
    Seen,
    Terms,
    Verdict,
    condition_after,
    deed_for,
    expected,
    judge,
    may_be_kept,
)
from careline.core.orders import Actor, Cancellation, Order, OrderStatus, RefundScope, RefundStatus, ScanCode
from careline.core.paid import money_back_for
from careline.core.remedies import RemedyKind
from careline.core.rules import Override
from tests.factories import NOW, ago, ahead, dispatched, item, order, parcel, refund, scan, yuan
from tests.keeping_kit import terms
from tests.rules import RULES
from understanding.condition_words import Awaited, Then

pytestmark = pytest.mark.unit

S, M, A, T, V = ConditionState, ConditionMove, Awaited, Then, Verdict
NOTHING = Seen()
LATER = ahead(hours=25)
AFTER = {M.ACT: S.DONE, M.CLOSE: S.MET, M.DROP: S.MOOT, M.EXPIRE: S.EXPIRED, M.WITHDRAW: S.WITHDRAWN}


def unsent(**given: Any) -> Order:
    return order(**{"status": OrderStatus.PAID, "parcels": (), **given})


def two_parcels(mug: datetime, pan: datetime) -> Order:
    """Two under way, and when each of them was scanned last."""
    return dispatched(
        *(
            parcel(parcel_id=sku, contents=((sku, 1),), scans=(scan(), scan(ScanCode.ARRIVED, at=at)))
            for sku, at in (("mug", mug), ("pan", pan))
        ),
        items=(item(sku="mug"), item(sku="pan")), total=yuan("798.00"),
    )  # fmt: skip


def beside_one_that_moves(**of_the_other: Any) -> Order:
    """The pan moves; `of_the_other`: what is special about the mug's parcel."""
    two = two_parcels(mug=ago(hours=9), pan=ahead(hours=2))
    return replace(two, parcels=(replace(two.parcels[0], **of_the_other), two.parcels[1]))


GOODWILL = refund(
    refund_id="R0", status=RefundStatus.PAID, paid_at=ago(days=9), amount=yuan("9.00"), scope=RefundScope.GOODWILL
)
BOUNCED = refund(status=RefundStatus.FAILED, failed_at=ago(days=1))
CANCELLED_IN_PART = unsent(
    items=(item(sku="mug"), item(sku="pan")), total=yuan("798.00"), refunds=(GOODWILL,),
    cancellations=(Cancellation(at=ago(days=1), by=Actor.MERCHANT, items=(("mug", 1),)),),
)  # fmt: skip
"""Something was paid back before; not what is waited for."""


@pytest.mark.parametrize(("state", "move"), [*product(S, M)])
def test_only_an_open_condition_moves_and_only_once(state: ConditionState, move: ConditionMove) -> None:
    if state is S.OPEN:
        assert condition_after(state, move) is AFTER[move]
    else:
        with pytest.raises(IllegalConditionMoveError):
            condition_after(state, move)


def test_what_can_never_go_back_is_not_promised_for_when_it_has_come() -> None:
    rules = replace(RULES, categories={"fresh": Override(promises={}, terms={"return_window": timedelta(0)})})
    fresh = item(sku="fresh", title="草莓", price=yuan("100.00"), category="fresh")
    pan = item(sku="pan", title="平底锅", price=yuan("200.00"))
    both = unsent(items=(fresh, pan), total=yuan("300.00"))
    once = terms(A.ARRIVED, T.RETURN, once=True)
    planned = expected(once, both, NOW, rules)
    assert planned
    assert (planned.items, planned.amount) == ((("pan", 1),), yuan("200.00"))
    whole = expected(once, unsent(items=(pan,), total=yuan("200.00")), NOW, rules)
    assert whole
    assert (whole.items, whole.amount) == (None, yuan("200.00"))
    only_fresh = unsent(items=(fresh,), total=yuan("100.00"))
    assert expected(once, only_fresh, NOW, rules) is None
    assert may_be_kept(once, only_fresh, NOTHING, NOW, rules) is V.NOT_ALLOWED


@given(st.lists(st.sampled_from(M), min_size=1, max_size=6))
def test_whatever_comes_in_whatever_order_it_ends_once(moves: list[ConditionMove]) -> None:
    state, ended = S.OPEN, 0
    for move in moves:
        try:
            state = condition_after(state, move)
            ended += 1
        except IllegalConditionMoveError:
            assert state is not S.OPEN
    assert (ended, state) == (1, AFTER[moves[0]])


def test_every_verdict_but_waiting_ends_it() -> None:
    assert set(MOVE_FOR) == set(V) - {V.WAIT}


@pytest.mark.parametrize(
    ("shown", "kept", "now", "verdict"),
    [
        (unsent(), terms(), NOW, V.WAIT),
        (unsent(), terms(), ahead(hours=24), V.ACT),
        (dispatched(parcel()), terms(), NOW, V.HAPPENED),
        (dispatched(parcel()), terms(), LATER, V.HAPPENED),
        (unsent(status=OrderStatus.CANCELLED), terms(), NOW, V.CANCELLED),
        (unsent(refunds=(refund(),)), terms(), NOW, V.REFUNDED),
        (unsent(refunds=(refund(status=RefundStatus.PAID, paid_at=NOW),)), terms(), LATER, V.REFUNDED),
        (unsent(refunds=(refund(status=RefundStatus.REJECTED),)), terms(), LATER, V.ACT),
        (unsent(paid_at=None, status=OrderStatus.PLACED), terms(), LATER, V.NOT_ALLOWED),
        (dispatched(parcel()), terms(A.ARRIVED), NOW, V.WAIT),
        (dispatched(parcel()), terms(A.ARRIVED), LATER, V.ACT),
        (dispatched(parcel(delivered_at=ahead(hours=3))), terms(A.ARRIVED), LATER, V.HAPPENED),
        (dispatched(parcel(scans=(scan(at=ago(hours=2)),))), terms(A.MOVED), LATER, V.ACT),
        (dispatched(parcel(scans=(scan(at=ahead(hours=2)),))), terms(A.MOVED), LATER, V.HAPPENED),
        (two_parcels(mug=ahead(hours=2), pan=ahead(hours=2)), terms(A.MOVED), LATER, V.HAPPENED),
        (two_parcels(mug=ahead(hours=2), pan=ago(hours=9)), terms(A.MOVED), LATER, V.ACT),
        (beside_one_that_moves(tracking_no="", scans=()), terms(A.MOVED), LATER, V.HAPPENED),
        (beside_one_that_moves(scans=(scan(ScanCode.RETURNED),)), terms(A.MOVED), LATER, V.HAPPENED),
        (unsent(refunds=(refund(),)), terms(A.REFUNDED, T.COMPLAINT), LATER, V.ACT),
        (unsent(refunds=(GOODWILL, BOUNCED)), terms(A.REFUNDED, T.COMPLAINT), LATER, V.ACT),
        (CANCELLED_IN_PART, terms(A.REFUNDED, T.COMPLAINT), LATER, V.ACT),
        (unsent(refunds=(refund(status=RefundStatus.PAID),)), terms(A.REFUNDED, T.COMPLAINT), NOW, V.HAPPENED),
        (unsent(), terms(A.CALLED, T.PERSON), LATER, V.ACT),
        (unsent(), terms(A.SHOP_ANSWERED, T.COMPLAINT), NOW, V.WAIT),
        (dispatched(parcel()), terms(A.ARRIVED, T.RETURN, once=True), NOW, V.WAIT),
        (dispatched(parcel()), terms(A.ARRIVED, T.RETURN, once=True), LATER, V.EXPIRED),
        (dispatched(parcel(delivered_at=ago(hours=1))), terms(A.ARRIVED, T.REFUND, once=True), NOW, V.ACT),
    ],
)  # fmt: skip
def test_what_an_order_says_of_it(shown: Order, kept: Terms, now: Any, verdict: Verdict) -> None:
    assert judge(kept, shown, NOTHING, now, RULES) is verdict


@pytest.mark.parametrize("awaited", [A.CALLED, A.SHOP_ANSWERED])
def test_what_only_we_have_seen_counts_too(awaited: Awaited) -> None:
    kept = terms(awaited, T.PERSON)
    assert judge(kept, unsent(), Seen(happened={awaited}), LATER, RULES) is V.HAPPENED
    assert judge(kept, unsent(), Seen(happened=set(Awaited) - {awaited}), LATER, RULES) is V.ACT


def test_what_is_asked_back_by_hand_is_not_asked_back_again() -> None:
    under_way = Seen(under_way=True)
    assert judge(terms(), unsent(), under_way, LATER, RULES) is V.REFUNDED
    assert judge(terms(then=T.COMPLAINT), unsent(), under_way, LATER, RULES) is V.ACT


def test_the_sum_is_that_of_a_wish_by_hand() -> None:
    shown = unsent(shipping_fee=yuan("12.00"), total=yuan("411.00"))
    found = deed_for(terms(), shown, NOW, RULES)
    assert found is not None
    assert (found.kind, found.amount) == (RemedyKind.REFUND, yuan("411.00"))
    assert found.amount == money_back_for(shown, None)
    cancelled = deed_for(terms(then=T.CANCEL), shown, NOW, RULES)
    assert cancelled is not None
    assert (cancelled.kind, cancelled.amount) == (RemedyKind.CANCEL, yuan("411.00"))


def test_of_two_things_only_the_one_that_has_not_left_is_paid_back() -> None:
    scarf = item(sku="scarf", title="围巾", price=yuan("89.00"))
    shown = unsent(items=(item(), scarf), total=yuan("488.00"), parcels=(parcel(contents=(("coat-red-m", 1),)),))
    found = deed_for(terms(), shown, LATER, RULES)
    assert found is not None
    assert (found.items, found.amount) == ((("scarf", 1),), yuan("89.00"))
    assert judge(terms(items=(("coat-red-m", 1),)), shown, NOTHING, NOW, RULES) is V.HAPPENED


def test_of_two_parcels_only_what_is_in_the_one_that_stands_still_is_paid_back() -> None:
    found = deed_for(terms(A.MOVED), two_parcels(mug=ahead(hours=2), pan=ago(hours=9)), LATER, RULES)
    assert found is not None
    assert (found.items, found.amount) == ((("pan", 1),), yuan("399.00"))
    whole = deed_for(terms(A.MOVED), two_parcels(mug=ago(hours=9), pan=ago(hours=9)), LATER, RULES)
    assert whole is not None
    assert whole.items is None


def test_what_has_arrived_goes_back_within_its_window_or_not_at_all() -> None:
    shown = dispatched(parcel(delivered_at=ago(hours=1)))
    found = deed_for(terms(A.ARRIVED, T.REFUND, once=True), shown, NOW, RULES)
    assert found is not None
    assert found.right is not None
    assert found.kind is RemedyKind.RETURN
    late = NOW + timedelta(days=20)
    assert deed_for(terms(A.ARRIVED, T.REFUND, once=True), shown, late, RULES) is None
    assert may_be_kept(terms(A.ARRIVED, T.RETURN, once=True), replace(dispatched(parcel()), guarantees=frozenset()),
                       NOTHING, NOW, RULES) is V.NOT_ALLOWED  # fmt: skip


def test_a_deed_that_the_order_never_allows_is_not_agreed_to() -> None:
    unpaid = unsent(paid_at=None, status=OrderStatus.PLACED)
    assert may_be_kept(terms(), unpaid, NOTHING, NOW, RULES) is V.NOT_ALLOWED
    assert may_be_kept(terms(then=T.CANCEL), unpaid, NOTHING, NOW, RULES) is V.WAIT
    assert may_be_kept(terms(), unsent(), NOTHING, NOW, RULES) is V.WAIT
