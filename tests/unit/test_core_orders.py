"""What is still at the merchant, and what a parcel's scans say of it."""

from collections import Counter

import pytest
from hypothesis import given

from careline.core.orders import Order, RefundKind, RefundStatus, ScanCode
from tests.factories import ago, item, order, parcel, refund, scan
from tests.strategies import orders

pytestmark = pytest.mark.unit

COAT, SCARF = item(sku="coat", title="羊毛大衣"), item(sku="scarf", title="围巾", quantity=3)


def left(shown: Order) -> list[tuple[str, int]]:
    return [(what.sku, count) for what, count in shown.not_dispatched()]


def test_without_a_parcel_everything_is_at_the_merchant() -> None:
    assert left(order(items=(COAT, SCARF))) == [("coat", 1), ("scarf", 3)]


def test_a_parcel_that_lists_nothing_holds_everything() -> None:
    assert left(order(items=(COAT, SCARF), parcels=(parcel(contents=None),))) == []


def test_a_parcel_that_lists_nothing_holds_the_rest_of_the_others() -> None:
    boxes = (parcel(parcel_id="P1", contents=(("coat", 1),)), parcel(parcel_id="P2", contents=None))
    assert left(order(items=(COAT, SCARF), parcels=boxes)) == []


def test_a_parcel_with_an_empty_list_holds_nothing() -> None:
    assert left(order(items=(COAT,), parcels=(parcel(contents=()),))) == [("coat", 1)]


def test_what_several_parcels_hold_is_added_up() -> None:
    boxes = (parcel(parcel_id="P1", contents=(("scarf", 1),)), parcel(parcel_id="P2", contents=(("scarf", 1),)))
    assert left(order(items=(COAT, SCARF), parcels=boxes)) == [("coat", 1), ("scarf", 1)]


def test_one_article_on_two_lines_of_a_parcel_counts_twice() -> None:
    boxes = (parcel(contents=(("scarf", 1), ("scarf", 2))),)
    assert left(order(items=(SCARF,), parcels=boxes)) == []


def test_one_article_on_two_lines_of_an_order_is_filled_line_by_line() -> None:
    lines = (item(sku="scarf", quantity=2), item(sku="scarf", quantity=2))
    assert left(order(items=lines, parcels=(parcel(contents=(("scarf", 3),)),))) == [("scarf", 1)]


def test_more_in_the_parcel_than_was_ordered_is_no_debt() -> None:
    assert left(order(items=(COAT, SCARF), parcels=(parcel(contents=(("coat", 9),)),))) == [("scarf", 3)]


@given(orders())
def test_what_left_and_what_did_not_is_what_was_ordered(shown: Order) -> None:
    ordered = Counter[str]()
    for what in shown.items:
        ordered[what.sku] += what.quantity
    waiting = Counter(dict.fromkeys(ordered, 0))
    for what, count in shown.not_dispatched():
        assert 1 <= count <= what.quantity
        waiting[what.sku] += count
    sent = Counter[str]()
    for box in shown.parcels:
        for sku, count in box.contents or ():
            sent[sku] += count
    if any(box.contents is None for box in shown.parcels):
        assert not waiting.total()
    else:
        assert waiting == {sku: max(0, count - sent[sku]) for sku, count in ordered.items()}


@pytest.mark.parametrize(
    ("box", "arrived", "returning"),
    [
        (parcel(scans=()), False, False),
        (parcel(scans=(), delivered_at=ago(hours=1)), True, False),
        (parcel(scans=(scan(ScanCode.OUT_FOR_DELIVERY),)), False, False),
        (parcel(scans=(scan(ScanCode.DELIVERED), scan(ScanCode.EXCEPTION))), True, False),
        (parcel(scans=(scan(ScanCode.RETURNED),)), False, True),
    ],
)
def test_scans_tell_whether_a_parcel_arrived_or_goes_back(box: object, arrived: bool, returning: bool) -> None:
    assert (box.arrived, box.returning) == (arrived, returning)  # type: ignore[attr-defined]


def test_the_last_scan_is_the_newest_one() -> None:
    first, second = scan(at=ago(hours=3)), scan(ScanCode.DEPARTED, at=ago(hours=2))
    assert parcel(scans=(first, second)).last_scan is second
    assert parcel(scans=()).last_scan is None


@pytest.mark.parametrize(
    ("status", "live"),
    [("requested", True), ("approved", True), ("rejected", False), ("paid", False), ("withdrawn", False)],
)
def test_a_refund_lives_until_it_is_settled(status: str, live: bool) -> None:
    assert refund(status=RefundStatus(status)).live is live


@pytest.mark.parametrize(("kind", "returns"), [("refund_only", True), ("return_refund", True), ("exchange", False)])
def test_an_exchange_returns_no_money(kind: str, returns: bool) -> None:
    assert refund(kind=RefundKind(kind)).returns_money is returns


def test_an_order_is_called_by_its_first_article() -> None:
    assert order(items=(COAT, SCARF)).title == "羊毛大衣"
