"""Which state each right is in, by what has happened to the order; and the two borders: deadlines and caps."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import BlockKind, find_blocks
from careline.core.guarantees import (
    GuaranteeTerms,
    Needs,
    Right,
    RightState,
    late_dispatch_amount,
    received_at,
    rights_of,
)
from careline.core.money import Money
from careline.core.orders import (
    ClaimStatus,
    Freight,
    Guarantee,
    Order,
    OrderStatus,
    RefundKind,
    RefundStatus,
    ScanCode,
)
from tests.factories import NOW, ago, ahead, claim, dispatched, item, order, parcel, refund, scan, yuan
from tests.strategies import instants, orders

pytestmark = pytest.mark.unit

A_MOMENT = timedelta(microseconds=1)
RETURN = RefundKind.RETURN_REFUND
DELIVERED, COMPLETED, CANCELLED = OrderStatus.DELIVERED, OrderStatus.COMPLETED, OrderStatus.CANCELLED
ARRIVED = (parcel(delivered_at=ago(days=2)),)


def right(kind: Guarantee, shown: Order, now: datetime = NOW) -> Right:
    (found,) = (found for found in rights_of(shown, now) if found.right is kind)
    return found


Expected = tuple[str, str, datetime | None, Money | None]


def told(found: Right) -> Expected:
    return found.state.value, found.why, found.deadline, found.amount


DISPATCH_ON_TIME: dict[str, tuple[Order, Expected]] = {
    "not paid": (order(status=OrderStatus.PLACED, paid_at=None), ("not_applicable", "not_paid", None, None)),
    "waiting": (order(paid_at=ago(hours=1)), ("active", "dispatch_running", ahead(hours=47), yuan("19.95"))),
    "late": (order(paid_at=ago(hours=49)), ("claimable", "dispatch_late", ago(hours=1), yuan("19.95"))),
    "a presale without a date": (order(presale=True), ("active", "dispatch_date_open", None, None)),
    "dispatched": (dispatched(), ("expired", "dispatched", None, None)),
    "delivered, parcels not told": (order(status=DELIVERED), ("expired", "dispatched", None, None)),
    "completed, parcels not told": (order(status=COMPLETED), ("expired", "dispatched", None, None)),
    "cancelled": (order(status=CANCELLED), ("expired", "cancelled", None, None)),
    "money asked back instead": (order(refunds=(refund(),)), ("expired", "superseded_by_refund", None, None)),
    "money asked back for the part left behind": (
        dispatched(parcel(contents=()), refunds=(refund(),)),
        ("expired", "superseded_by_refund", None, None),
    ),
}
RETURN_7_DAYS: dict[str, tuple[Order, Expected]] = {
    "cancelled": (order(status=CANCELLED), ("not_applicable", "cancelled", None, None)),
    "not received": (dispatched(), ("active", "not_received_yet", None, None)),
    "received": (
        order(status=DELIVERED, parcels=ARRIVED),
        ("claimable", "return_window_open", ahead(days=5), yuan("399.00")),
    ),
    "over": (
        order(status=COMPLETED, parcels=(parcel(delivered_at=ago(days=8)),)),
        ("expired", "return_window_over", ago(days=1), None),
    ),
    "asked for": (
        order(status=DELIVERED, parcels=ARRIVED, refunds=(refund(kind=RETURN),)),
        ("claimed", "return_running", None, None),
    ),
    "refused, and still in time": (
        order(status=DELIVERED, parcels=ARRIVED, refunds=(refund(kind=RETURN, status=RefundStatus.REJECTED),)),
        ("claimable", "return_window_open", ahead(days=5), yuan("399.00")),
    ),
    "a refund without return is another thing": (
        order(status=DELIVERED, parcels=ARRIVED, refunds=(refund(),)),
        ("claimable", "return_window_open", ahead(days=5), yuan("399.00")),
    ),
    "paid": (
        order(status=COMPLETED, parcels=ARRIVED, refunds=(refund(kind=RETURN, status=RefundStatus.PAID),)),
        ("paid", "refund_paid", None, None),
    ),
}
SENT_BACK = (refund(kind=RETURN, goods_sent_at=ago(hours=3)),)
FREIGHT_INSURANCE: dict[str, tuple[Order, Expected]] = {
    "nothing sent back": (order(), ("active", "insured", None, yuan("10.00"))),
    "cancelled": (order(status=CANCELLED), ("not_applicable", "cancelled", None, None)),
    "a return asked for, not sent": (order(refunds=(refund(kind=RETURN),)), ("active", "insured", None, yuan("10.00"))),
    "sent back": (order(refunds=SENT_BACK), ("claimable", "goods_sent_back", None, yuan("10.00"))),
    "sent, but for no return": (
        order(refunds=(refund(goods_sent_at=ago(hours=3)),)),
        ("active", "insured", None, yuan("10.00")),
    ),
    "sent back for less than the limit": (
        order(refunds=SENT_BACK, freight=Freight(insured=True, paid_by_consumer=yuan("8.50"))),
        ("claimable", "goods_sent_back", None, yuan("8.50")),
    ),
    "sent back for more than the limit": (
        order(refunds=SENT_BACK, freight=Freight(insured=True, paid_by_consumer=yuan("23.00"))),
        ("claimable", "goods_sent_back", None, yuan("10.00")),
    ),
    "claimed": (
        order(freight=Freight(claim=claim(requested_at=ago(hours=2)))),
        ("claimed", "claim_requested", ahead(hours=70), yuan("9.00")),
    ),
    "agreed to": (
        order(freight=Freight(claim=claim(ClaimStatus.APPROVED, requested_at=ago(hours=2)))),
        ("claimed", "claim_approved", ahead(hours=70), yuan("9.00")),
    ),
    "paid": (order(freight=Freight(claim=claim(ClaimStatus.PAID))), ("paid", "claim_paid", None, yuan("9.00"))),
    "refused": (
        order(freight=Freight(claim=claim(ClaimStatus.REJECTED))),
        ("expired", "claim_rejected", None, yuan("9.00")),
    ),
}
FAST_REFUND: dict[str, tuple[Order, Expected]] = {
    "not paid": (order(status=OrderStatus.PLACED, paid_at=None), ("not_applicable", "not_paid", None, None)),
    "cancelled before paying": (order(status=CANCELLED, paid_at=None), ("not_applicable", "not_paid", None, None)),
    "nothing asked back": (order(), ("active", "refund_possible", None, None)),
    "asked back": (
        order(refunds=(refund(requested_at=ago(hours=2)),)),
        ("claimed", "refund_running", ahead(hours=46), yuan("399.00")),
    ),
    "asked back on an order that was closed": (
        order(status=CANCELLED, refunds=(refund(requested_at=ago(hours=2)),)),
        ("claimed", "refund_running", ahead(hours=46), yuan("399.00")),
    ),
    "late": (
        order(refunds=(refund(requested_at=ago(hours=49)),)),
        ("claimable", "refund_late", ago(hours=1), yuan("399.00")),
    ),
    "one of two is late": (
        order(
            refunds=(
                refund(refund_id="R1", requested_at=ago(hours=1), amount=yuan("300.00")),
                refund(refund_id="R2", requested_at=ago(hours=50), amount=yuan("99.00")),
            )
        ),
        ("claimable", "refund_late", ago(hours=2), yuan("99.00")),
    ),
    "the shop waits for the goods": (
        order(status=DELIVERED, parcels=ARRIVED, refunds=(refund(kind=RETURN, status=RefundStatus.APPROVED),)),
        ("claimed", "return_running", None, None),
    ),
    "an exchange is no refund": (
        order(status=DELIVERED, parcels=ARRIVED, refunds=(refund(kind=RefundKind.EXCHANGE),)),
        ("active", "refund_possible", None, None),
    ),
    "a settled exchange is none either": (
        order(status=DELIVERED, parcels=ARRIVED, refunds=(refund(kind=RefundKind.EXCHANGE, status=RefundStatus.PAID),)),
        ("active", "refund_possible", None, None),
    ),
    "refused": (order(refunds=(refund(status=RefundStatus.REJECTED),)), ("active", "refund_possible", None, None)),
    "paid": (
        order(refunds=(refund(status=RefundStatus.PAID, amount=yuan("99.00")),)),
        ("paid", "refund_paid", None, yuan("99.00")),
    ),
}
TABLES = {
    Guarantee.DISPATCH_ON_TIME: DISPATCH_ON_TIME,
    Guarantee.RETURN_7_DAYS: RETURN_7_DAYS,
    Guarantee.FREIGHT_INSURANCE: FREIGHT_INSURANCE,
    Guarantee.FAST_REFUND: FAST_REFUND,
}


@pytest.mark.parametrize(("kind", "stage"), [(kind, stage) for kind, table in TABLES.items() for stage in table])
def test_a_right_is_told_with_its_state_reason_deadline_and_amount(kind: Guarantee, stage: str) -> None:
    shown, expected = TABLES[kind][stage]
    assert told(right(kind, shown)) == expected


def test_only_what_was_promised_is_listed_and_always_in_the_same_order() -> None:
    assert [found.right for found in rights_of(order(guarantees=frozenset(Guarantee)), NOW)] == list(TABLES)
    assert rights_of(order(guarantees=frozenset()), NOW) == ()
    assert [found.right for found in rights_of(order(guarantees=frozenset({Guarantee.FAST_REFUND})), NOW)] == [
        Guarantee.FAST_REFUND
    ]


def test_dispatch_is_late_from_its_deadline_on() -> None:
    waiting = order(paid_at=NOW)
    assert right(Guarantee.DISPATCH_ON_TIME, waiting, ahead(hours=48) - A_MOMENT).state is RightState.ACTIVE
    assert right(Guarantee.DISPATCH_ON_TIME, waiting, ahead(hours=48)).state is RightState.CLAIMABLE


def test_a_refund_is_late_from_its_deadline_on() -> None:
    waiting = order(refunds=(refund(requested_at=NOW),))
    assert right(Guarantee.FAST_REFUND, waiting, ahead(hours=48) - A_MOMENT).state is RightState.CLAIMED
    assert right(Guarantee.FAST_REFUND, waiting, ahead(hours=48)).state is RightState.CLAIMABLE


def test_goods_can_be_returned_through_the_last_instant_of_the_seventh_day() -> None:
    received = order(status=DELIVERED, parcels=(parcel(delivered_at=NOW),))
    assert right(Guarantee.RETURN_7_DAYS, received, ahead(days=7)).state is RightState.CLAIMABLE
    assert right(Guarantee.RETURN_7_DAYS, received, ahead(days=7) + A_MOMENT).state is RightState.EXPIRED


def test_a_claim_says_which_evidence_it_needs() -> None:
    received = order(status=DELIVERED, parcels=ARRIVED, refunds=SENT_BACK)
    assert right(Guarantee.FREIGHT_INSURANCE, received).needs == (Needs.RETURN_TRACKING_NO,)
    assert right(Guarantee.RETURN_7_DAYS, replace(received, refunds=())).needs == (Needs.GOODS_UNUSED,)
    assert right(Guarantee.DISPATCH_ON_TIME, order(paid_at=ago(days=9))).needs == ()


@pytest.mark.parametrize(
    ("goods", "owed"),
    [
        ("0.01", "1.00"),
        ("20.00", "1.00"),
        ("20.20", "1.01"),
        ("599.99", "29.99"),
        ("600.00", "30.00"),
        ("9999.00", "30.00"),
    ],
)
def test_late_dispatch_costs_five_per_cent_of_the_goods_between_one_and_thirty_yuan(goods: str, owed: str) -> None:
    assert late_dispatch_amount(order(items=(item(price=yuan(goods)),)), GuaranteeTerms()) == yuan(owed)


def test_late_dispatch_counts_every_piece_and_not_the_freight() -> None:
    shown = order(
        items=(item(price=yuan("50.00"), quantity=3), item(sku="scarf", price=yuan("50.00"))), total=yuan("1.00")
    )
    assert late_dispatch_amount(shown, GuaranteeTerms()) == yuan("10.00")


@pytest.mark.parametrize(
    ("parcels", "at"),
    [
        ((), None),
        ((parcel(delivered_at=ago(days=1)), parcel(parcel_id="P2", contents=())), None),
        ((parcel(delivered_at=ago(days=1), contents=()),), None),
        ((parcel(delivered_at=ago(days=1)), parcel(parcel_id="P2", delivered_at=ago(hours=2))), ago(hours=2)),
        ((parcel(scans=(scan(ScanCode.DELIVERED, at=ago(hours=5)),)),), ago(hours=5)),
        (
            (parcel(scans=(scan(ScanCode.DELIVERED, at=ago(hours=5)), scan(ScanCode.EXCEPTION, at=ago(hours=1)))),),
            ago(hours=5),
        ),
    ],
)
def test_an_order_is_received_with_its_last_parcel(parcels: tuple[object, ...], at: datetime | None) -> None:
    assert received_at(order(status=DELIVERED, parcels=parcels)) == at


everything = frozenset(Guarantee)


@given(orders(guarantees=everything), instants)
def test_a_right_on_time_is_claimable_exactly_while_the_order_is_blocked(shown: Order, now: datetime) -> None:
    blocked = {block.kind for block in find_blocks(shown, now)}
    paid = shown.status is not OrderStatus.PLACED and not (shown.status is CANCELLED and not shown.paid_at)
    for kind, block in ((Guarantee.DISPATCH_ON_TIME, BlockKind.DISPATCH), (Guarantee.FAST_REFUND, BlockKind.REFUND)):
        claimable = right(kind, shown, now).state is RightState.CLAIMABLE
        assert claimable == (block in blocked and (paid or block is BlockKind.DISPATCH))


@given(orders(guarantees=everything), instants, st.integers(0, 10_000), st.integers(0, 3000), st.integers(0, 3000))
def test_no_amount_leaves_its_limits(shown: Order, now: datetime, cap: int, floor: int, more: int) -> None:
    terms = GuaranteeTerms(freight_cap=cap, late_dispatch_floor=floor, late_dispatch_cap=floor + more)
    rights = {found.right: found for found in rights_of(shown, now, terms)}
    if amount := rights[Guarantee.DISPATCH_ON_TIME].amount:
        assert floor <= amount.amount <= floor + more
    if (amount := rights[Guarantee.FREIGHT_INSURANCE].amount) and not shown.freight.claim:
        assert 0 <= amount.amount <= cap
    for found in rights.values():
        assert not found.amount or found.amount.currency == shown.total.currency
        assert found.state is not RightState.CLAIMABLE or found.amount


@given(orders(guarantees=everything), instants)
def test_a_right_without_state_of_its_own_never_asks_for_evidence(shown: Order, now: datetime) -> None:
    for found in rights_of(shown, now):
        assert not found.needs or found.state is RightState.CLAIMABLE
