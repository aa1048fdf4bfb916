"""Each promise of docs/figures.md with the instant it is broken, and what keeps it from running."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from careline.core.blocks import BlockKind, Rule, deadlines_of, find_blocks, next_check, still_owed
from careline.core.orders import (
    Actor,
    Address,
    Cancellation,
    ClaimStatus,
    Freight,
    Fulfilment,
    Order,
    OrderStatus,
    ParcelKind,
    Payment,
    Refund,
    RefundKind,
    RefundScope,
    RefundStatus,
    ScanCode,
)
from careline.core.paid import refunded
from careline.core.rules import Promises, ShopRules
from tests.factories import NOW, ago, ahead, claim, dispatched, item, order, parcel, refund, scan, yuan
from tests.rules import RULES, rules_with

pytestmark = pytest.mark.unit

A_MOMENT = timedelta(microseconds=1)
REMOTE = Address(region="西藏自治区", city="拉萨市", remote=True)
RETURN, EXCHANGE = RefundKind.RETURN_REFUND, RefundKind.EXCHANGE
APPROVED, PAID, REJECTED = RefundStatus.APPROVED, RefundStatus.PAID, RefundStatus.REJECTED


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def stopped(code: ScanCode) -> Order:
    """Under way since yesterday, and now this."""
    return dispatched(parcel(scans=(scan(at=ago(hours=9)), scan(code, at=NOW))))


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
    "nothing but its label is known": (
        Rule.NO_PICKUP,
        dispatched(parcel(dispatched_at=NOW, scans=(scan(ScanCode.INFO_RECEIVED, at=ahead(hours=3)),))),
        hours(24),
    ),
    "the courier reports trouble": (Rule.PARCEL_EXCEPTION, stopped(ScanCode.EXCEPTION), hours(24)),
    "the courier reports damage": (Rule.PARCEL_DAMAGED, stopped(ScanCode.DAMAGED), hours(24)),
    "the courier has lost it": (Rule.PARCEL_LOST, stopped(ScanCode.LOST), hours(0)),
    "held by customs": (Rule.HELD_BY_CUSTOMS, stopped(ScanCode.CUSTOMS), hours(72)),
    "it lies at a pick-up point": (Rule.AT_PICKUP_POINT, stopped(ScanCode.AT_PICKUP_POINT), hours(72)),
    "nobody was at home": (Rule.ATTEMPT_FAILED, stopped(ScanCode.ATTEMPT_FAILED), hours(24)),
    "it goes back to the shop": (Rule.PARCEL_RETURNED, stopped(ScanCode.RETURNED), hours(0)),
    "it is at the shop again": (Rule.PARCEL_RETURNED, stopped(ScanCode.BACK_AT_SENDER), hours(0)),
    "to be paid on delivery, and not sent": (
        Rule.DISPATCH_48H,
        order(status=OrderStatus.PLACED, payment=Payment.ON_DELIVERY, placed_at=NOW, paid_at=None),
        hours(48),
    ),
    "to be picked up, with a time by which it is ready": (
        Rule.READY_PROMISED,
        order(fulfilment=Fulfilment.PICK_UP, dispatch_deadline=ahead(hours=5)),
        hours(5),
    ),
    "goods came back to be exchanged": (
        Rule.EXCHANGE_UNSENT,
        order(
            status=OrderStatus.DELIVERED,
            parcels=(parcel(delivered_at=ago(days=9)),),
            refunds=(refund(kind=EXCHANGE, status=APPROVED, requested_at=ago(days=5), goods_received_at=NOW),),
        ),
        hours(48),
    ),
    "the shop has not said whether the goods may be sent back": (
        Rule.REFUND_UNDECIDED,
        order(
            status=OrderStatus.DELIVERED,
            parcels=(parcel(delivered_at=ago(days=9)),),
            refunds=(refund(kind=RETURN, requested_at=NOW),),
        ),
        hours(72),
    ),
    "goods are on their way back to the shop": (
        Rule.RETURN_IN_TRANSIT,
        order(
            status=OrderStatus.DELIVERED,
            parcels=(parcel(delivered_at=ago(days=9)),),
            refunds=(refund(kind=RETURN, status=APPROVED, requested_at=ago(days=5), goods_sent_at=NOW),),
        ),
        timedelta(days=10),
    ),
    "the payment of a refund failed": (
        Rule.REFUND_FAILED,
        order(refunds=(refund(status=RefundStatus.FAILED, requested_at=ago(days=5), failed_at=NOW),)),
        hours(24),
    ),
    "paid, cancelled, and no refund on record": (
        Rule.CANCELLED_UNREFUNDED,
        order(status=OrderStatus.CANCELLED, cancellations=(Cancellation(at=NOW, by=Actor.MERCHANT),)),
        hours(48),
    ),
    "paid, cancelled, and when is not told": (
        Rule.CANCELLED_UNREFUNDED,
        order(status=OrderStatus.CANCELLED, occurred_at=NOW),
        hours(48),
    ),
    "a part was cancelled, and no refund on record": (
        Rule.CANCELLED_UNREFUNDED,
        order(
            items=(item(), item(sku="scarf")),
            total=yuan("798.00"),
            status=OrderStatus.DISPATCHED,
            parcels=(parcel(contents=(("coat-red-m", 1),), delivered_at=ago(hours=9)),),
            cancellations=(Cancellation(at=NOW, by=Actor.MERCHANT, items=(("scarf", 1),)),),
        ),
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
    **{
        f"money asked back for what never left, beside what did, by a {kind}": (
            Rule.REFUND_UNDISPATCHED,
            dispatched(
                parcel(contents=(("coat-red-m", 1),), delivered_at=ago(hours=1)),
                items=(item(), item(sku="scarf")),
                total=yuan("798.00"),
                refunds=(refund(kind=kind, requested_at=NOW, items=(("scarf", 1),)),),
            ),
            hours(48),
        )
        for kind in (RefundKind.REFUND_ONLY, RETURN)
    },
    "the same, cancelled as well": (
        Rule.REFUND_UNDISPATCHED,
        dispatched(
            parcel(contents=(("coat-red-m", 1),), delivered_at=ago(hours=1)),
            items=(item(), item(sku="scarf")),
            total=yuan("798.00"),
            cancellations=(Cancellation(at=ago(hours=1), by=Actor.MERCHANT, items=(("scarf", 1),)),),
            refunds=(refund(requested_at=NOW, items=(("scarf", 1),)),),
        ),
        hours(48),
    ),
    "the same, then sent all the same": (
        Rule.REFUND_UNDISPATCHED,
        dispatched(
            parcel(contents=(("coat-red-m", 1),), delivered_at=ago(hours=1)),
            parcel(parcel_id="P2", contents=(("scarf", 1),), dispatched_at=NOW + A_MOMENT, delivered_at=ahead(days=1)),
            items=(item(), item(sku="scarf")),
            total=yuan("798.00"),
            refunds=(refund(requested_at=NOW, items=(("scarf", 1),)),),
        ),
        hours(48),
    ),
    "money asked back for a part that had left": (
        Rule.REFUND_UNDECIDED,
        dispatched(
            parcel(contents=(("coat-red-m", 1),), delivered_at=ago(hours=1)),
            items=(item(), item(sku="scarf")),
            total=yuan("798.00"),
            dispatch_deadline=ahead(days=9),
            cancellations=(Cancellation(at=ahead(days=9), by=Actor.MERCHANT, items=(("scarf", 1),)),),
            refunds=(refund(requested_at=NOW, items=(("coat-red-m", 1),)),),
        ),
        hours(72),
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
    "the insurance paid, and what it paid is in dispute": (
        Rule.FREIGHT_DISPUTED,
        order(
            status=OrderStatus.COMPLETED,
            freight=Freight(
                disputed_at=NOW, claim=claim(ClaimStatus.PAID, requested_at=ago(days=9), paid_at=ago(days=2))
            ),
        ),
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
    assert find_blocks(waiting, due - A_MOMENT, RULES) == ()
    assert next_check(waiting, due - A_MOMENT, RULES) == due
    (block,) = find_blocks(waiting, due, RULES)
    assert block.deadline == due
    assert [(missed.rule, missed.due, missed.kind) for missed in block.evidence] == [(rule, due, block.kind)]
    assert next_check(waiting, due, RULES) is None


KINDS = {
    BlockKind.DISPATCH: {
        Rule.DISPATCH_PROMISED,
        Rule.DISPATCH_48H,
        Rule.PRESALE_DATE,
        Rule.READY_PROMISED,
        Rule.EXCHANGE_UNSENT,
    },
    BlockKind.LOGISTICS: {
        Rule.NO_PICKUP,
        Rule.NO_SCAN,
        Rule.PARCEL_EXCEPTION,
        Rule.PARCEL_DAMAGED,
        Rule.PARCEL_LOST,
        Rule.HELD_BY_CUSTOMS,
        Rule.AT_PICKUP_POINT,
        Rule.ATTEMPT_FAILED,
        Rule.PARCEL_RETURNED,
    },
    BlockKind.REFUND: {
        Rule.REFUND_UNDISPATCHED,
        Rule.REFUND_UNDECIDED,
        Rule.REFUND_APPROVED,
        Rule.GOODS_RETURNED,
        Rule.RETURN_IN_TRANSIT,
        Rule.REFUND_FAILED,
        Rule.CANCELLED_UNREFUNDED,
    },
    BlockKind.FREIGHT: {Rule.CLAIM_UNPAID, Rule.FREIGHT_DISPUTED},
}


def test_every_rule_has_an_example_and_belongs_to_one_kind() -> None:
    assert {rule for rule, _, _ in BROKEN.values()} == set(Rule)
    for rule, waiting, allowed in BROKEN.values():
        (block,) = find_blocks(waiting, NOW + allowed, RULES)
        assert rule in KINDS[block.kind]


def test_the_evidence_says_what_is_late_and_since_when_it_is_waited_for() -> None:
    late = dispatched(parcel(parcel_id="P7", dispatched_at=ago(hours=30), scans=()), order_id="CL2026-0099")
    (missed,) = find_blocks(late, NOW, RULES)[0].evidence
    assert (missed.subject, missed.since, missed.due) == ("P7", ago(hours=30), ago(hours=6))
    (missed,) = find_blocks(order(order_id="CL2026-0099", paid_at=ago(hours=50)), NOW, RULES)[0].evidence
    assert (missed.subject, missed.since) == ("CL2026-0099", ago(hours=50))
    (missed,) = find_blocks(order(refunds=(refund(refund_id="R5", requested_at=ago(hours=50)),)), NOW, RULES)[
        0
    ].evidence
    assert (missed.subject, missed.since) == ("R5", ago(hours=50))


def test_waiting_is_counted_from_placing_where_no_payment_is_told_of() -> None:
    late = order(placed_at=ago(hours=70), paid_at=None, dispatch_deadline=ago(hours=1))
    assert find_blocks(late, NOW, RULES)[0].evidence[0].since == ago(hours=70)


LONG_AGO = ago(days=60)
OVERDUE = order(placed_at=LONG_AGO, paid_at=LONG_AGO)
STALLED = dispatched(parcel(dispatched_at=LONG_AGO, scans=(scan(at=LONG_AGO),)))
SHIPPED_COAT = parcel(delivered_at=LONG_AGO)
NEVER_BLOCKED = {
    "placed and not paid": replace(OVERDUE, status=OrderStatus.PLACED, paid_at=None),
    "cancelled before it was paid": replace(OVERDUE, status=OrderStatus.CANCELLED, paid_at=None),
    "cancelled, and all of it paid back": replace(
        OVERDUE, status=OrderStatus.CANCELLED, refunds=(refund(status=PAID),)
    ),
    "cancelled under way, and all of it paid back": replace(
        STALLED, status=OrderStatus.CANCELLED, refunds=(refund(status=PAID),)
    ),
    "sent by its status, with no parcels told": replace(OVERDUE, status=OrderStatus.DISPATCHED),
    "delivered by its status, with no parcels told": replace(OVERDUE, status=OrderStatus.DELIVERED),
    "completed by its status, with no parcels told": replace(OVERDUE, status=OrderStatus.COMPLETED),
    "digital": replace(OVERDUE, fulfilment=Fulfilment.DIGITAL),
    "to be picked up": replace(OVERDUE, fulfilment=Fulfilment.PICK_UP),
    "to be paid by transfer": replace(OVERDUE, status=OrderStatus.PLACED, payment=Payment.TRANSFER, paid_at=None),
    "sent without a tracking number": dispatched(parcel(tracking_no="", dispatched_at=LONG_AGO, scans=())),
    "lost, and sent again": dispatched(
        parcel(scans=(scan(ScanCode.LOST, at=LONG_AGO),), dispatched_at=LONG_AGO),
        parcel(parcel_id="P2", kind=ParcelKind.RESEND, delivered_at=ago(days=1)),
    ),
    "gone back, and its money asked for": replace(
        stopped(ScanCode.RETURNED), refunds=(refund(requested_at=NOW, status=PAID),)
    ),
    "the one thing that was not sent was cancelled": replace(
        OVERDUE,
        total=yuan("399.00"),
        items=(item(), item(sku="scarf", price=yuan("0.00"))),
        parcels=(parcel(contents=(("coat-red-m", 1),), delivered_at=LONG_AGO),),
        cancellations=(Cancellation(at=LONG_AGO, by=Actor.CONSUMER, items=(("scarf", 1),)),),
    ),
    "exchanged, and sent": order(
        status=OrderStatus.DELIVERED,
        parcels=(SHIPPED_COAT, parcel(parcel_id="P2", kind=ParcelKind.EXCHANGE, delivered_at=NOW)),
        refunds=(refund(kind=EXCHANGE, status=APPROVED, requested_at=LONG_AGO, goods_received_at=LONG_AGO),),
    ),
    "delivered": replace(STALLED, status=OrderStatus.DELIVERED),
    "completed": replace(STALLED, status=OrderStatus.COMPLETED),
    "a presale that names no date": replace(OVERDUE, presale=True),
    "paid, but neither when nor until when": replace(OVERDUE, paid_at=None),
    "arrived by the platform's word": dispatched(parcel(delivered_at=LONG_AGO, scans=())),
    "arrived by the courier's scan": dispatched(parcel(scans=(scan(ScanCode.DELIVERED, at=LONG_AGO),))),
    "money agreed to be returned and paid, parcel lost": replace(STALLED, refunds=(refund(status=PAID),)),
    "money agreed to be returned and paid, both parcels lost that do not tell what they held": dispatched(
        *(
            parcel(parcel_id=parcel_id, dispatched_at=LONG_AGO, scans=(scan(ScanCode.LOST, at=LONG_AGO),))
            for parcel_id in ("P1", "P2")
        ),
        refunds=(refund(status=PAID),),
    ),
    "the consumer still has the goods to send back": order(
        status=OrderStatus.DELIVERED,
        parcels=(SHIPPED_COAT,),
        refunds=(refund(kind=RETURN, status=APPROVED, requested_at=LONG_AGO, approved_at=LONG_AGO),),
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
    "a claim that was paid after the dispute": order(
        status=OrderStatus.COMPLETED,
        freight=Freight(
            disputed_at=ago(days=3), claim=claim(ClaimStatus.PAID, requested_at=LONG_AGO, paid_at=ago(days=2))
        ),
    ),
    "a claim that was paid, and with it the dispute": order(
        status=OrderStatus.COMPLETED,
        freight=Freight(disputed_at=LONG_AGO, claim=claim(ClaimStatus.PAID, requested_at=LONG_AGO)),
    ),
}


@pytest.mark.parametrize("told", NEVER_BLOCKED)
def test_nothing_is_late_where_nothing_is_promised(told: str) -> None:
    assert deadlines_of(NEVER_BLOCKED[told], RULES) == ()
    assert find_blocks(NEVER_BLOCKED[told], NOW, RULES) == ()
    assert next_check(NEVER_BLOCKED[told], LONG_AGO, RULES) is None


def kinds(shown: Order) -> list[BlockKind]:
    return [block.kind for block in find_blocks(shown, NOW, RULES)]


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


@pytest.mark.parametrize(("refunds", "watched"), [(0, ["P1", "P2"]), (1, ["P2"]), (2, [])])
def test_one_sum_is_for_one_parcel_that_goes_back(refunds: int, watched: list[str]) -> None:
    goods = tuple(item(sku=sku, price=yuan("200.00")) for sku in "abc")
    boxes = (
        parcel(parcel_id=parcel_id, contents=((sku, 1),), scans=(scan(ScanCode.RETURNED, at=at),))
        for parcel_id, sku, at in (("P1", "a", ago(hours=9)), ("P2", "b", ago(hours=5)))
    )
    kept = parcel(parcel_id="P3", contents=(("c", 1),), delivered_at=ago(days=1))
    back = tuple(
        refund(refund_id=f"R{n}", amount=yuan("200.00"), status=PAID, requested_at=ago(hours=4 - n))
        for n in range(refunds)
    )
    shown = dispatched(*boxes, kept, items=goods, total=yuan("600.00"), refunds=back)
    assert [one.subject for one in deadlines_of(shown, RULES)] == watched


SWAPS = tuple(
    refund(
        refund_id=refund_id, kind=EXCHANGE, status=APPROVED, requested_at=ago(days=9 - n),
        goods_received_at=ago(days=5), items=((sku, 1),),
    )
    for n, (refund_id, sku) in enumerate((("RA", "a"), ("RB", "b")))
)  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "chased"),
    [
        ([], ["RA", "RB"]),
        ([(("a", 1),)], ["RB"]),
        ([(("b", 1),)], ["RA"]),
        ([(("a", 1), ("b", 1))], []),
        ([(("a", 1),), (("b", 1),)], []),
        ([(("a-large", 1),)], ["RB"]),
        ([(("a", 1), ("b-large", 1))], []),
        ([(("a-large", 1),), (("b-large", 1),)], []),
        ([None], []),
        ([()], ["RB"]),
    ],
)
def test_what_is_sent_in_exchange_is_for_one_exchange(sent: list[Any], chased: list[str]) -> None:
    boxes = (
        parcel(parcel_id=f"X{n}", kind=ParcelKind.EXCHANGE, contents=contents, delivered_at=ago(hours=1))
        for n, contents in enumerate(sent)
    )
    shown = order(
        status=OrderStatus.DELIVERED, items=(item(sku="a"), item(sku="b")), refunds=SWAPS,
        parcels=(parcel(delivered_at=ago(days=20), dispatched_at=ago(days=22)), *boxes),
    )  # fmt: skip
    assert [one.subject for one in deadlines_of(shown, RULES)] == chased


def test_an_exchange_that_names_nothing_takes_a_parcel_of_its_own() -> None:
    unnamed = tuple(replace(one, items=None, amount=yuan("1.00")) for one in SWAPS)
    boxes = tuple(parcel(parcel_id=f"X{n}", kind=ParcelKind.EXCHANGE, delivered_at=ago(hours=1)) for n in range(2))
    shown = order(status=OrderStatus.DELIVERED, items=(item(sku="a"), item(sku="b")), refunds=unnamed)
    old = parcel(delivered_at=ago(days=20), dispatched_at=ago(days=22))
    for count, chased in ((0, ["RA", "RB"]), (1, ["RB"]), (2, [])):
        told = replace(shown, parcels=(old, *boxes[:count]))
        assert [one.subject for one in deadlines_of(told, RULES)] == chased


FAILED_A = refund(
    status=RefundStatus.FAILED, requested_at=ago(days=5), failed_at=ago(days=3), amount=yuan("200.00"),
    items=(("a", 1),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("later", "taken"),
    [
        ({"amount": yuan("199.00"), "items": (("b", 1),)}, False),
        ({"amount": yuan("5.00"), "scope": RefundScope.GOODWILL}, False),
        ({"amount": yuan("500.00"), "scope": RefundScope.SHIPPING}, False),
        ({"amount": yuan("5.00")}, False),
        ({"amount": yuan("200.00"), "items": (("a", 1),)}, True),
        ({"amount": yuan("399.00"), "items": (("a", 1), ("b", 1))}, True),
        ({"amount": yuan("200.00")}, True),
        ({"amount": yuan("200.00"), "requested_at": ago(days=4)}, False),
        ({"amount": yuan("200.00"), "status": REJECTED}, False),
    ],
)
def test_a_payment_that_failed_is_made_again_by_a_refund_for_the_same(later: dict[str, Any], taken: bool) -> None:
    goods = (item(sku="a", price=yuan("200.00")), item(sku="b", price=yuan("199.00")))
    again = refund(**{"refund_id": "R2", "status": PAID, "requested_at": ago(days=2), **later})
    for failed in (FAILED_A, replace(FAILED_A, items=None)):
        shown = order(
            status=OrderStatus.DELIVERED, items=goods, parcels=(parcel(delivered_at=ago(days=9)),),
            refunds=(failed, again),
        )  # fmt: skip
        if failed.items or not again.items:
            assert kinds(shown) == ([] if taken else [BlockKind.REFUND])


def test_one_later_refund_makes_one_failed_payment_good() -> None:
    goods = (item(sku="a", price=yuan("100.00"), quantity=4),)
    failed = (FAILED_A, replace(FAILED_A, refund_id="R2"), replace(FAILED_A, refund_id="R3", items=None))
    again = refund(refund_id="R4", status=PAID, requested_at=ago(days=2), amount=yuan("200.00"), items=(("a", 1),))
    shown = order(status=OrderStatus.DELIVERED, items=goods, refunds=(*failed, again))
    (block,) = find_blocks(shown, NOW, RULES)
    assert [one.subject for one in block.evidence] == ["R2", "R3"]


def test_what_failed_and_was_made_again_is_given_back_once() -> None:
    pair = replace(OVERDUE, items=(item(quantity=2, price=yuan("199.50")),))
    failed = replace(FAILED_A, items=(("coat-red-m", 1),), amount=yuan("199.50"))
    again = replace(failed, refund_id="R2", status=PAID, requested_at=ago(days=2))
    assert still_owed(replace(pair, refunds=(failed, again))) == {"coat-red-m": 1}
    gone = replace(pair, status=OrderStatus.CANCELLED, occurred_at=ago(days=6), refunds=(failed, again))
    assert [one.rule for one in deadlines_of(gone, RULES)] == [Rule.CANCELLED_UNREFUNDED]
    assert refunded(gone, live_too=True) == yuan("199.50")


def test_the_next_part_that_is_cancelled_gives_no_new_time_for_the_money_of_the_one_before() -> None:
    goods = (item(), item(sku="scarf"), item(sku="cap"))
    first, second = (
        Cancellation(at=at, by=Actor.MERCHANT, items=((sku, 1),)) for at, sku in ((ago(days=5), "scarf"), (NOW, "cap"))
    )
    shown = order(items=goods, total=yuan("1197.00"), dispatch_deadline=ahead(days=3), cancellations=(second, first))
    whole = replace(shown, status=OrderStatus.CANCELLED, cancellations=(first, Cancellation(at=NOW, by=Actor.MERCHANT)))
    for one in (shown, whole):
        (block,) = find_blocks(one, NOW, RULES)
        assert (block.kind, block.evidence[0].since) == (BlockKind.REFUND, ago(days=5))
    paid = refund(status=PAID, paid_at=ago(days=4), requested_at=ago(days=5), items=(("scarf", 1),))
    for one in (shown, whole):
        later = [missed.since for missed in deadlines_of(replace(one, refunds=(paid,)), RULES)]
        assert NOW in later, "of the second one"
        assert not find_blocks(replace(one, refunds=(paid,)), NOW, RULES)


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
    (block,) = find_blocks(dispatched(*boxes), NOW, RULES)
    assert [(missed.subject, missed.rule) for missed in block.evidence] == [
        ("P3", Rule.NO_PICKUP),
        ("P2", Rule.NO_SCAN),
    ]
    assert block.deadline == ago(hours=66)
    assert next_check(dispatched(*boxes), NOW, RULES) == ahead(hours=47)


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


def resting(days: frozenset[date]) -> ShopRules:
    """The standard rules with these public holidays everywhere."""
    return rules_with(contact={"markets": (), "elsewhere": replace(RULES.contact.elsewhere, rest_days=days)})


GOLDEN_WEEK = resting(frozenset(date(2026, 10, day) for day in range(1, 8)))


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
    """Whatever the figure, it is the one that holds for some order above."""
    names = [field.name for field in fields(Promises)]
    usual = {name: getattr(RULES.promises, name) for name in names}
    for name in names:
        longer = rules_with(promises={name: usual[name] + timedelta(minutes=7)})
        told = [told for told, (_, waiting, _) in BROKEN.items() if deadlines_of(waiting, longer)]
        moved = [one for one in told if deadlines_of(BROKEN[one][1], longer) != deadlines_of(BROKEN[one][1], RULES)]
        assert moved, name


TWO = {"items": (item(sku="shoes", price=yuan("129.00")), item(sku="scarf", price=yuan("88.00")))}
TWO_LATE = order(**TWO, total=yuan("217.00"), paid_at=ago(hours=80))


@pytest.mark.parametrize(
    "small",
    [
        refund(amount=yuan("1.00"), status=PAID),
        refund(amount=yuan("8.00"), status=PAID, scope=RefundScope.SHIPPING),
        refund(amount=yuan("217.00"), status=PAID, scope=RefundScope.GOODWILL),
        refund(amount=yuan("88.00"), status=PAID, items=(("scarf", 1),)),
        refund(amount=yuan("88.00"), status=RefundStatus.REQUESTED, items=(("scarf", 1),)),
    ],
)
def test_k1_a_refund_of_a_part_ends_no_watch_over_the_rest(small: Refund) -> None:
    """Stripe #159, polar #7951: ¥1 of goodwill on ¥217 of goods that are late."""
    assert kinds(replace(TWO_LATE, refunds=(small,)))[0] is BlockKind.DISPATCH
    assert still_owed(replace(TWO_LATE, refunds=(small,)))["shoes"] == 1


def test_k1_two_refunds_that_name_everything_between_them_end_the_watch() -> None:
    both = (
        refund(refund_id="R1", amount=yuan("129.00"), status=PAID, items=(("shoes", 1),)),
        refund(refund_id="R2", amount=yuan("88.00"), status=PAID, items=(("scarf", 1),)),
    )
    assert kinds(replace(TWO_LATE, refunds=both)) == []


def test_k1_goods_sent_back_are_those_that_had_come() -> None:
    """One of two scarves came and is sent back: the other is still owed."""
    pair = order(
        items=(item(sku="scarf", quantity=2, price=yuan("88.00")),),
        total=yuan("176.00"),
        status=OrderStatus.DISPATCHED,
        paid_at=ago(hours=80),
        parcels=(parcel(contents=(("scarf", 1),), delivered_at=ago(hours=20)),),
    )
    back = refund(kind=RETURN, status=APPROVED, amount=yuan("88.00"), items=(("scarf", 1),), goods_sent_at=ago(hours=2))
    assert kinds(replace(pair, refunds=(back,))) == [BlockKind.DISPATCH]
    instead = refund(status=PAID, amount=yuan("88.00"), items=(("scarf", 1),))
    assert kinds(replace(pair, refunds=(instead,))) == []


def test_k1_a_small_refund_does_not_hide_a_parcel_that_stands_still() -> None:
    assert kinds(replace(STALLED, refunds=(refund(amount=yuan("5.00"), status=PAID),))) == [BlockKind.LOGISTICS]


@pytest.mark.parametrize("status", [OrderStatus.DISPATCHED, OrderStatus.DELIVERED, OrderStatus.COMPLETED])
def test_k2_called_delivered_and_then_not_is_watched_again(status: OrderStatus) -> None:
    marks = ((ScanCode.DELIVERED, 30), (ScanCode.EXCEPTION, 28), (ScanCode.OUT_FOR_DELIVERY, 4))
    box = parcel(delivered_at=ago(hours=30), scans=tuple(scan(code, at=ago(hours=n)) for code, n in marks))
    (running,) = deadlines_of(replace(dispatched(box), status=status), RULES)
    assert (running.rule, running.due) == (Rule.NO_SCAN, ahead(hours=44))


@pytest.mark.parametrize("status", [OrderStatus.DISPATCHED, OrderStatus.DELIVERED, OrderStatus.COMPLETED])
def test_k2_delivered_to_the_sender_is_not_delivered(status: OrderStatus) -> None:
    marks = (scan(ScanCode.RETURNED, at=ago(hours=60)), scan(ScanCode.DELIVERED, at=ago(hours=7)))
    (missed,) = find_blocks(replace(dispatched(parcel(scans=marks)), status=status), NOW, RULES)[0].evidence
    assert (missed.rule, missed.since) == (Rule.PARCEL_RETURNED, ago(hours=7))


def test_k2_of_two_parcels_the_one_that_went_back_is_told_of() -> None:
    boxes = (
        parcel(parcel_id="P1", contents=(("shoes", 1),), delivered_at=ago(hours=50)),
        parcel(parcel_id="P2", contents=(("scarf", 1),), scans=(scan(ScanCode.RETURNED, at=ago(hours=9)),)),
    )
    mixed = order(**TWO, total=yuan("217.00"), status=OrderStatus.DELIVERED, parcels=boxes)
    (block,) = find_blocks(mixed, NOW, RULES)
    assert [(missed.subject, missed.rule) for missed in block.evidence] == [("P2", Rule.PARCEL_RETURNED)]
    paid_back = refund(status=PAID, amount=yuan("88.00"), items=(("scarf", 1),), requested_at=ago(hours=8))
    assert find_blocks(replace(mixed, refunds=(paid_back,)), NOW, RULES) == ()
    by_amount = refund(status=PAID, amount=yuan("88.00"), requested_at=ago(hours=8))
    assert find_blocks(replace(mixed, refunds=(by_amount,)), NOW, RULES) == ()
    before = refund(status=PAID, amount=yuan("88.00"), requested_at=ago(hours=10))
    assert find_blocks(replace(mixed, refunds=(before,)), NOW, RULES) != ()


def test_k4_a_bounced_refund_that_is_paid_again_is_settled() -> None:
    failed = refund(status=RefundStatus.FAILED, requested_at=ago(days=5), failed_at=ago(days=3))
    assert kinds(order(refunds=(failed,))) == [BlockKind.REFUND]
    again = refund(refund_id="R2", status=PAID, requested_at=ago(days=2))
    assert kinds(order(refunds=(failed, again))) == []


def test_k4_a_part_paid_back_of_a_cancelled_order_leaves_the_rest_due() -> None:
    cancelled = replace(TWO_LATE, status=OrderStatus.CANCELLED, occurred_at=ago(days=4))
    assert kinds(replace(cancelled, refunds=(refund(status=PAID, amount=yuan("129.00")),))) == [BlockKind.REFUND]
    both = (refund(status=PAID, amount=yuan("129.00")), refund(refund_id="R2", status=PAID, amount=yuan("88.00")))
    assert kinds(replace(cancelled, refunds=both)) == []
