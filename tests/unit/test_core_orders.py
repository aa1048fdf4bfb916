"""What is still at the merchant, and what a parcel's scans say of it."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from careline.core.orders import (
    Actor,
    Cancellation,
    Fulfilment,
    Order,
    OrderStatus,
    ParcelKind,
    RefundKind,
    RefundStatus,
    ScanCode,
    Whereabouts,
)
from tests.factories import ago, item, order, parcel, refund, scan
from tests.strategies import orders, some

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


@some
@given(orders())
def test_what_left_and_what_did_not_is_what_was_ordered(drawn: Order) -> None:
    shown = replace(drawn, status=OrderStatus.PAID, fulfilment=Fulfilment.SHIP, cancellations=())
    ordered = Counter[str]()
    for what in shown.items:
        ordered[what.sku] += what.quantity
    waiting = Counter(dict.fromkeys(ordered, 0))
    for what, count in shown.not_dispatched():
        assert 1 <= count <= what.quantity
        waiting[what.sku] += count
    boxes = [box for box in shown.parcels if box.kind is ParcelKind.ORIGINAL]
    sent = Counter[str]()
    for box in boxes:
        for sku, count in box.contents or ():
            sent[sku] += count
    if any(box.contents is None for box in boxes) or (shown.parcels and not boxes):
        assert not waiting.total()
    else:
        assert waiting == {sku: max(0, count - sent[sku]) for sku, count in ordered.items()}


@pytest.mark.parametrize("status", [OrderStatus.DISPATCHED, OrderStatus.DELIVERED, OrderStatus.COMPLETED])
def test_k3_a_shop_that_tells_of_no_parcels_is_believed_that_it_sent_them(status: OrderStatus) -> None:
    """woocommerce #18273: "completed" with no tracking is not "not sent yet"."""
    told = order(items=(COAT, SCARF), status=status, parcels=())
    assert left(told) == []
    assert told.sent
    handed_over = status is not OrderStatus.DISPATCHED
    assert dict(told.items_arrived()) == ({"coat": 1, "scarf": 3} if handed_over else {})
    assert told.arrived_at == (told.occurred_at if handed_over else None)


@pytest.mark.parametrize("way", [Fulfilment.PICK_UP, Fulfilment.DIGITAL])
def test_k3_what_needs_no_parcel_is_not_waiting_to_be_sent(way: Fulfilment) -> None:
    assert left(order(items=(COAT,), fulfilment=way)) == []
    assert order(items=(COAT,), fulfilment=way).arrived_at is None


def test_a_delivered_order_still_lacks_what_is_in_none_of_its_listed_parcels() -> None:
    boxes = (parcel(contents=(("coat", 1),), delivered_at=ago(hours=3)),)
    delivered = order(items=(COAT, SCARF), status=OrderStatus.DELIVERED, parcels=boxes)
    assert left(delivered) == [("scarf", 3)]
    assert dict(delivered.items_arrived()) == {"coat": 1}
    assert delivered.arrived_at is None
    assert left(replace(delivered, status=OrderStatus.COMPLETED)) == []


def test_what_was_cancelled_is_not_waited_for() -> None:
    one_less = Cancellation(at=ago(hours=2), by=Actor.MERCHANT, items=(("scarf", 2),))
    assert left(order(items=(COAT, SCARF), cancellations=(one_less,))) == [("coat", 1), ("scarf", 1)]


def test_goods_sent_again_are_not_counted_as_the_first_ones() -> None:
    boxes = (
        parcel(contents=(("coat", 1),), dispatched_at=ago(days=5)),
        parcel(parcel_id="P2", contents=(("coat", 1),), kind=ParcelKind.RESEND),
    )
    assert left(order(items=(COAT, SCARF), parcels=boxes)) == [("scarf", 3)]


U, A, R, B = Whereabouts.UNDER_WAY, Whereabouts.ARRIVED, Whereabouts.RETURNING, Whereabouts.BACK


@pytest.mark.parametrize(
    ("codes", "where"),
    [
        ("", U),
        ("out_for_delivery", U),
        ("delivered", A),
        ("delivered departed", A),  # uploaded late
        ("delivered exception", U),
        ("delivered exception out_for_delivery", U),
        ("delivered exception delivered", A),
        ("delivered attempt_failed at_pickup_point", U),
        ("delivered returned", R),
        ("returned", R),
        ("returned departed arrived out_for_delivery", R),
        ("returned delivered", B),
        ("returned back_at_sender", B),
        ("back_at_sender delivered", B),
        ("lost arrived", U),
    ],
)
def test_k2_the_newest_plausible_scan_says_where_a_parcel_is(codes: str, where: Whereabouts) -> None:
    told = codes.split()
    marks = tuple(scan(ScanCode(code), at=ago(hours=len(told) - n)) for n, code in enumerate(told))
    box = parcel(scans=marks)
    assert box.standing[0] is where
    assert (box.arrived, box.returning, box.back) == (where is A, where in {R, B}, where is B)


def test_k2_a_platform_that_still_says_delivered_is_outdone_by_a_later_scan() -> None:
    box = parcel(delivered_at=ago(hours=9), scans=(scan(ScanCode.EXCEPTION, at=ago(hours=8)),))
    assert (box.arrived, box.delivery_undone) == (False, True)
    again = replace(box, delivered_at=ago(hours=1))
    assert (again.standing, again.delivery_undone) == ((A, ago(hours=1)), False)


def test_a_delivery_told_by_the_day_is_not_undone_by_the_scan_before_it() -> None:
    by_day = parcel(delivered_at=ago(hours=20), scans=(scan(ScanCode.OUT_FOR_DELIVERY, at=ago(hours=11)),))
    assert by_day.arrived
    next_day = parcel(delivered_at=ago(hours=40), scans=(scan(ScanCode.OUT_FOR_DELIVERY, at=ago(hours=11)),))
    assert not next_day.arrived


def test_k2_the_half_that_came_has_come_though_the_other_went_back() -> None:
    boxes = (
        parcel(contents=(("coat", 1),), delivered_at=ago(hours=30)),
        parcel(parcel_id="P2", contents=(("scarf", 3),), scans=(scan(ScanCode.RETURNED, at=ago(hours=5)),)),
    )
    mixed = order(items=(COAT, SCARF), status=OrderStatus.DISPATCHED, parcels=boxes)
    assert mixed.arrived_at == ago(hours=30)
    assert mixed.items_arrived() == (("coat", 1),)
    under_way = replace(mixed, parcels=(boxes[0], replace(boxes[1], scans=())))
    assert (under_way.arrived_at, under_way.items_arrived()) == (None, (("coat", 1),))


def test_what_was_lost_and_sent_again_is_not_waited_for() -> None:
    boxes = (
        parcel(dispatched_at=ago(days=9), scans=(scan(ScanCode.LOST, at=ago(days=5)),)),
        parcel(parcel_id="P2", kind=ParcelKind.RESEND, delivered_at=ago(hours=2)),
    )
    assert order(items=(COAT,), status=OrderStatus.DISPATCHED, parcels=boxes).arrived_at == ago(hours=2)


def test_the_last_scan_is_the_newest_one() -> None:
    first, second = scan(at=ago(hours=3)), scan(ScanCode.DEPARTED, at=ago(hours=2))
    assert parcel(scans=(first, second)).last_scan is second
    assert parcel(scans=()).last_scan is None


@pytest.mark.parametrize(
    ("status", "live"),
    [
        ("requested", True),
        ("approved", True),
        ("rejected", False),
        ("paid", False),
        ("withdrawn", False),
        ("failed", False),
    ],
)
def test_a_refund_lives_until_it_is_settled(status: str, live: bool) -> None:
    assert refund(status=RefundStatus(status)).live is live


@pytest.mark.parametrize(("kind", "returns"), [("refund_only", True), ("return_refund", True), ("exchange", False)])
def test_an_exchange_returns_no_money(kind: str, returns: bool) -> None:
    assert refund(kind=RefundKind(kind)).returns_money is returns


def test_an_order_is_called_by_its_first_article() -> None:
    assert order(items=(COAT, SCARF)).title == "羊毛大衣"
