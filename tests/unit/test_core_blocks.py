"""Each promise of docs/figures.md with the instant it is broken, and what keeps it from running."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from careline.core.blocks import BlockKind, Promises, Rule, deadlines_of, find_blocks, next_check
from careline.core.orders import (
    Address,
    ClaimStatus,
    Freight,
    Order,
    OrderStatus,
    RefundKind,
    RefundStatus,
    ScanCode,
)
from tests.factories import NOW, ago, ahead, claim, dispatched, item, order, parcel, refund, scan

pytestmark = pytest.mark.unit

A_MOMENT = timedelta(microseconds=1)
REMOTE = Address(region="西藏自治区", city="拉萨市", remote=True)
RETURN, EXCHANGE = RefundKind.RETURN_REFUND, RefundKind.EXCHANGE
APPROVED, PAID, REJECTED = RefundStatus.APPROVED, RefundStatus.PAID, RefundStatus.REJECTED


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


#: What is promised, an order waiting for it, and how long after NOW the promise is broken.
BROKEN = {
    "paid, no deadline stated": (Rule.DISPATCH_48H, order(paid_at=NOW), hours(48)),
    "the platform states a deadline": (
        Rule.DISPATCH_PROMISED,
        order(paid_at=NOW, dispatch_deadline=ahead(hours=30)),
        hours(30),
    ),
    "a presale has its own date, which counts above the deadline": (
        Rule.PRESALE_DATE,
        order(presale=True, presale_dispatch_at=ahead(days=10), dispatch_deadline=ahead(days=2)),
        timedelta(days=10),
    ),
    "a presale without a date of its own keeps the stated deadline": (
        Rule.PRESALE_DATE,
        order(presale=True, dispatch_deadline=ahead(days=2)),
        timedelta(days=2),
    ),
    "a part was left behind": (
        Rule.DISPATCH_48H,
        dispatched(
            parcel(contents=(("coat-red-m", 1),), delivered_at=NOW),
            items=(item(), item(sku="scarf")),
            paid_at=NOW,
        ),
        hours(48),
    ),
    "handed to the courier, never picked up": (
        Rule.NO_PICKUP,
        dispatched(parcel(dispatched_at=NOW, scans=())),
        hours(24),
    ),
    "no scan since": (Rule.NO_SCAN, dispatched(parcel(scans=(scan(at=NOW),))), hours(48)),
    "no scan since, on the way to a remote area": (
        Rule.NO_SCAN,
        dispatched(parcel(scans=(scan(at=NOW),)), address=REMOTE),
        hours(72),
    ),
    "never picked up, to a remote area: the pickup is not remote": (
        Rule.NO_PICKUP,
        dispatched(parcel(dispatched_at=NOW, scans=()), address=REMOTE),
        hours(24),
    ),
    "an exception of the courier is a scan too": (
        Rule.NO_SCAN,
        dispatched(parcel(scans=(scan(at=ago(hours=9)), scan(ScanCode.EXCEPTION, at=NOW)))),
        hours(48),
    ),
    "the parcel of an order that is still called paid": (
        Rule.NO_SCAN,
        order(items=(item(),), parcels=(parcel(scans=(scan(at=NOW),)),), dispatch_deadline=ahead(days=9)),
        hours(48),
    ),
    "money asked back before anything was dispatched": (
        Rule.REFUND_UNDISPATCHED,
        order(refunds=(refund(requested_at=NOW),)),
        hours(48),
    ),
    "the same, agreed to: still counted from the request": (
        Rule.REFUND_UNDISPATCHED,
        order(refunds=(refund(requested_at=NOW, status=APPROVED, approved_at=ahead(hours=40)),)),
        hours(48),
    ),
    "the same, on an order that was closed": (
        Rule.REFUND_UNDISPATCHED,
        order(status=OrderStatus.CANCELLED, refunds=(refund(requested_at=NOW),)),
        hours(48),
    ),
    "the same, booked as a return though nothing ever left": (
        Rule.REFUND_UNDISPATCHED,
        order(refunds=(refund(kind=RETURN, requested_at=NOW),)),
        hours(48),
    ),
    "money asked back, then dispatched all the same": (
        Rule.REFUND_UNDISPATCHED,
        dispatched(
            parcel(dispatched_at=NOW + A_MOMENT, delivered_at=ahead(days=1)), refunds=(refund(requested_at=NOW),)
        ),
        hours(48),
    ),
    "money asked back for a parcel under way, not decided": (
        Rule.REFUND_UNDECIDED,
        dispatched(parcel(dispatched_at=NOW, delivered_at=NOW), refunds=(refund(requested_at=NOW),)),
        hours(72),
    ),
    "agreed to, not paid": (
        Rule.REFUND_APPROVED,
        dispatched(
            parcel(dispatched_at=ago(hours=90)),
            refunds=(refund(requested_at=ago(hours=60), status=APPROVED, approved_at=NOW),),
        ),
        hours(48),
    ),
    "agreed to, but when is not told": (
        Rule.REFUND_UNDECIDED,
        dispatched(refunds=(refund(requested_at=NOW, status=APPROVED),)),
        hours(72),
    ),
    "not agreed to, whatever the date says": (
        Rule.REFUND_UNDECIDED,
        dispatched(parcel(delivered_at=ago(hours=1)), refunds=(refund(requested_at=NOW, approved_at=ago(days=9)),)),
        hours(72),
    ),
    "the goods came back to the shop": (
        Rule.GOODS_RETURNED,
        order(
            status=OrderStatus.COMPLETED,
            parcels=(parcel(delivered_at=ago(days=9)),),
            refunds=(refund(kind=RETURN, status=APPROVED, approved_at=ago(days=8), goods_received_at=NOW),),
        ),
        timedelta(days=7),
    ),
    "the insurance was asked for the freight": (
        Rule.CLAIM_UNPAID,
        order(status=OrderStatus.COMPLETED, freight=Freight(claim=claim(requested_at=NOW))),
        hours(72),
    ),
    "the insurance agreed and did not pay": (
        Rule.CLAIM_UNPAID,
        order(status=OrderStatus.COMPLETED, freight=Freight(claim=claim(ClaimStatus.APPROVED, requested_at=NOW))),
        hours(72),
    ),
    "who pays the freight is in dispute": (
        Rule.FREIGHT_DISPUTED,
        order(status=OrderStatus.COMPLETED, freight=Freight(disputed_at=NOW)),
        hours(0),
    ),
    "the dispute goes on when the insurance says no": (
        Rule.FREIGHT_DISPUTED,
        order(
            status=OrderStatus.COMPLETED,
            freight=Freight(disputed_at=NOW, claim=claim(ClaimStatus.REJECTED, requested_at=ago(days=9))),
        ),
        hours(0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("told", BROKEN)
def test_a_promise_is_broken_at_its_deadline_and_not_a_moment_before(told: str) -> None:
    rule, waiting, allowed = BROKEN[told]
    due = NOW + allowed
    assert find_blocks(waiting, due - A_MOMENT) == ()
    assert next_check(waiting, due - A_MOMENT) == due
    (block,) = find_blocks(waiting, due)
    assert block.deadline == due
    assert [(missed.rule, missed.due, missed.kind) for missed in block.evidence] == [(rule, due, block.kind)]
    assert next_check(waiting, due) is None


KINDS = {
    BlockKind.DISPATCH: {Rule.DISPATCH_PROMISED, Rule.DISPATCH_48H, Rule.PRESALE_DATE},
    BlockKind.LOGISTICS: {Rule.NO_PICKUP, Rule.NO_SCAN},
    BlockKind.REFUND: {Rule.REFUND_UNDISPATCHED, Rule.REFUND_UNDECIDED, Rule.REFUND_APPROVED, Rule.GOODS_RETURNED},
    BlockKind.FREIGHT: {Rule.CLAIM_UNPAID, Rule.FREIGHT_DISPUTED},
}


def test_every_rule_has_an_example_and_belongs_to_one_kind() -> None:
    assert {rule for rule, _, _ in BROKEN.values()} == set(Rule)
    for rule, waiting, allowed in BROKEN.values():
        (block,) = find_blocks(waiting, NOW + allowed)
        assert rule in KINDS[block.kind]


def test_the_evidence_says_what_is_late_and_since_when_it_is_waited_for() -> None:
    late = dispatched(parcel(parcel_id="P7", dispatched_at=ago(hours=30), scans=()), order_id="CL2026-0099")
    (missed,) = find_blocks(late, NOW)[0].evidence
    assert (missed.subject, missed.since, missed.due) == ("P7", ago(hours=30), ago(hours=6))
    (missed,) = find_blocks(order(order_id="CL2026-0099", paid_at=ago(hours=50)), NOW)[0].evidence
    assert (missed.subject, missed.since) == ("CL2026-0099", ago(hours=50))
    (missed,) = find_blocks(order(refunds=(refund(refund_id="R5", requested_at=ago(hours=50)),)), NOW)[0].evidence
    assert (missed.subject, missed.since) == ("R5", ago(hours=50))


def test_waiting_is_counted_from_placing_where_no_payment_is_told_of() -> None:
    late = order(placed_at=ago(hours=70), paid_at=None, dispatch_deadline=ago(hours=1))
    assert find_blocks(late, NOW)[0].evidence[0].since == ago(hours=70)


LONG_AGO = ago(days=60)
OVERDUE = order(placed_at=LONG_AGO, paid_at=LONG_AGO)
STALLED = dispatched(parcel(dispatched_at=LONG_AGO, scans=(scan(at=LONG_AGO),)))
SHIPPED_COAT = parcel(delivered_at=LONG_AGO)
NEVER_BLOCKED = {
    "placed and not paid": replace(OVERDUE, status=OrderStatus.PLACED, paid_at=None),
    "cancelled": replace(OVERDUE, status=OrderStatus.CANCELLED),
    "cancelled under way": replace(STALLED, status=OrderStatus.CANCELLED),
    "delivered": replace(STALLED, status=OrderStatus.DELIVERED),
    "completed": replace(STALLED, status=OrderStatus.COMPLETED),
    "a presale that names no date": replace(OVERDUE, presale=True),
    "paid, but neither when nor until when": replace(OVERDUE, paid_at=None),
    "arrived by the platform's word": dispatched(parcel(delivered_at=LONG_AGO, scans=())),
    "arrived by the courier's scan": dispatched(parcel(scans=(scan(ScanCode.DELIVERED, at=LONG_AGO),))),
    "on its way back": dispatched(parcel(scans=(scan(ScanCode.RETURNED, at=LONG_AGO),))),
    "money agreed to be returned and paid, parcel lost": replace(STALLED, refunds=(refund(status=PAID),)),
    "the consumer still has the goods to send back": order(
        status=OrderStatus.DELIVERED,
        parcels=(SHIPPED_COAT,),
        refunds=(refund(kind=RETURN, status=APPROVED, requested_at=LONG_AGO, approved_at=LONG_AGO),),
    ),
    "goods on the way back to the shop": order(
        status=OrderStatus.DELIVERED,
        parcels=(SHIPPED_COAT,),
        refunds=(refund(kind=RETURN, status=APPROVED, requested_at=LONG_AGO, goods_sent_at=LONG_AGO),),
    ),
    "an exchange returns no money": order(
        status=OrderStatus.DELIVERED,
        parcels=(SHIPPED_COAT,),
        refunds=(refund(kind=EXCHANGE, requested_at=LONG_AGO, goods_received_at=LONG_AGO),),
    ),
    **{
        f"a refund that is {status}": order(
            status=OrderStatus.DELIVERED,
            parcels=(SHIPPED_COAT,),
            refunds=(refund(status=status, requested_at=LONG_AGO, goods_received_at=LONG_AGO),),
        )
        for status in (RefundStatus.REJECTED, RefundStatus.PAID, RefundStatus.WITHDRAWN)
    },
    "freight insured, nothing claimed": order(status=OrderStatus.COMPLETED, freight=Freight(insured=True)),
    "a claim that was refused": order(
        status=OrderStatus.COMPLETED, freight=Freight(claim=claim(ClaimStatus.REJECTED, requested_at=LONG_AGO))
    ),
    "a claim that was paid, and with it the dispute": order(
        status=OrderStatus.COMPLETED,
        freight=Freight(disputed_at=LONG_AGO, claim=claim(ClaimStatus.PAID, requested_at=LONG_AGO)),
    ),
}


@pytest.mark.parametrize("told", NEVER_BLOCKED)
def test_nothing_is_late_where_nothing_is_promised(told: str) -> None:
    assert deadlines_of(NEVER_BLOCKED[told]) == ()
    assert find_blocks(NEVER_BLOCKED[told], NOW) == ()
    assert next_check(NEVER_BLOCKED[told], LONG_AGO) is None


def kinds(shown: Order) -> list[BlockKind]:
    return [block.kind for block in find_blocks(shown, NOW)]


@pytest.mark.parametrize("status", [RefundStatus.REQUESTED, APPROVED, PAID])
@pytest.mark.parametrize("kind", [RefundKind.REFUND_ONLY, RETURN])
def test_a_refund_supersedes_the_dispatch_block(kind: RefundKind, status: RefundStatus) -> None:
    assert kinds(OVERDUE) == [BlockKind.DISPATCH]
    assert kinds(replace(OVERDUE, refunds=(refund(kind=kind, status=status),))) == []


@pytest.mark.parametrize(
    "other", [refund(status=REJECTED), refund(status=RefundStatus.WITHDRAWN), refund(kind=EXCHANGE)]
)
def test_a_refund_that_will_not_come_supersedes_nothing(other: object) -> None:
    assert kinds(replace(OVERDUE, refunds=(other,))) == [BlockKind.DISPATCH]  # type: ignore[arg-type]


def test_a_late_refund_takes_the_place_of_the_late_dispatch() -> None:
    assert kinds(replace(OVERDUE, refunds=(refund(requested_at=ago(hours=49)),))) == [BlockKind.REFUND]


def test_a_refund_of_a_lost_parcel_ends_its_logistics_block_once_it_is_granted() -> None:
    assert kinds(replace(STALLED, refunds=(refund(status=RefundStatus.REQUESTED),))) == [BlockKind.LOGISTICS]
    assert kinds(replace(STALLED, refunds=(refund(status=APPROVED, approved_at=ago(hours=1)),))) == []
    assert kinds(replace(STALLED, refunds=(refund(kind=RETURN, status=APPROVED),))) == [BlockKind.LOGISTICS]


def test_one_stuck_parcel_among_several_is_enough_and_only_it_is_evidence() -> None:
    boxes = (
        parcel(parcel_id="P1", delivered_at=ago(days=1)),
        parcel(parcel_id="P2", scans=(scan(at=ago(hours=60)),)),
        parcel(parcel_id="P3", dispatched_at=ago(hours=90), scans=()),
        parcel(parcel_id="P4", scans=(scan(at=ago(hours=1)),)),
    )
    (block,) = find_blocks(dispatched(*boxes), NOW)
    assert [(missed.subject, missed.rule) for missed in block.evidence] == [
        ("P3", Rule.NO_PICKUP),
        ("P2", Rule.NO_SCAN),
    ]
    assert block.deadline == ago(hours=66)
    assert next_check(dispatched(*boxes), NOW) == ahead(hours=47)


def test_an_order_can_be_blocked_in_several_ways_at_once() -> None:
    stuck = replace(
        STALLED,
        paid_at=LONG_AGO,
        items=(item(), item(sku="scarf")),
        parcels=(replace(STALLED.parcels[0], contents=(("scarf", 1),)),),
        freight=Freight(disputed_at=LONG_AGO),
    )
    assert kinds(stuck) == [BlockKind.DISPATCH, BlockKind.LOGISTICS, BlockKind.FREIGHT]
    late_refund = refund(requested_at=ago(days=30), status=RefundStatus.REQUESTED)
    assert kinds(replace(stuck, refunds=(late_refund,))) == [BlockKind.LOGISTICS, BlockKind.REFUND, BlockKind.FREIGHT]


GOLDEN_WEEK = Promises(rest_days=frozenset(date(2026, 10, day) for day in range(1, 8)))


@pytest.mark.parametrize(
    ("last_scan", "zone", "allowed"),
    [
        ("2026-10-03T04:00", "Asia/Shanghai", 72),  # within the holidays
        ("2026-09-29T02:00", "Asia/Shanghai", 72),  # 48 h later it is 1 October there
        ("2026-09-28T15:59", "Asia/Shanghai", 48),  # 48 h later it is 23:59 on 30 September
        ("2026-09-28T16:00", "Asia/Shanghai", 72),  # midnight
        ("2026-10-07T15:59", "Asia/Shanghai", 72),  # the last minute of the holidays
        ("2026-10-07T16:00", "Asia/Shanghai", 48),  # over
        ("2026-10-07T15:59", "Asia/Tokyo", 48),  # over an hour earlier there
        ("2026-10-07T16:00", "Europe/Berlin", 72),  # and not over here
    ],
)
def test_a_public_holiday_in_the_orders_zone_gives_couriers_72_hours(last_scan: str, zone: str, allowed: int) -> None:
    at = datetime.fromisoformat(last_scan).replace(tzinfo=UTC)
    under_way = dispatched(parcel(scans=(scan(at=at),)), time_zone=zone)
    (deadline,) = deadlines_of(under_way, GOLDEN_WEEK)
    assert deadline.due - at == hours(allowed)


def test_every_length_of_a_promise_is_configurable() -> None:
    names = "dispatch pickup scan scan_slow refund refund_decision refund_returned freight_claim"
    soon = Promises(**{name: timedelta(minutes=n) for n, name in enumerate(names.split(), 1)})
    expected = {
        "paid, no deadline stated": 1,
        "handed to the courier, never picked up": 2,
        "no scan since": 3,
        "no scan since, on the way to a remote area": 4,
        "agreed to, not paid": 5,
        "money asked back before anything was dispatched": 5,
        "money asked back for a parcel under way, not decided": 6,
        "the goods came back to the shop": 7,
        "the insurance was asked for the freight": 8,
    }
    assert {told: deadlines_of(BROKEN[told][1], soon)[-1].due - NOW for told in expected} == {
        told: timedelta(minutes=minutes) for told, minutes in expected.items()
    }
