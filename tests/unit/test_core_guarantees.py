"""What holds of every right at every instant: none disappears without a word, none is worth more than was paid.

The worked examples of single rights are in tests/unit/rights.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import BlockKind, Rule, deadlines_of, find_blocks
from careline.core.guarantees import (
    Base,
    Bound,
    Claim,
    Clause,
    Computed,
    Needs,
    Right,
    RightKind,
    RightState,
    Whose,
    Why,
    foremost,
    full_days,
    price_drop,
    received_at,
    rights_of,
    terms_of,
    with_claims,
)
from careline.core.money import Money
from careline.core.orders import (
    Actor,
    Cancellation,
    ClaimStatus,
    Compensation,
    Fulfilment,
    Guarantee,
    Order,
    OrderStatus,
    ParcelKind,
    Payment,
    Quantities,
    RefundKind,
    RefundStatus,
    ScanCode,
)
from careline.core.paid import all_items, both, less, paid_for, plus, shipping_paid, taken_back
from careline.core.pieces import parts_of
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.rights import CLAUSE_OF
from careline.core.rules import Amounts, Override
from tests.factories import NOW, ago, ahead, dispatched, item, order, parcel, refund, scan, yuan
from tests.rules import RULES, rules_with
from tests.strategies import amounts, contents, instants, orders, some, zones

pytestmark = pytest.mark.unit

EVERYTHING = frozenset(Guarantee)
ENDED_BY_TIME = {
    Why.RETURN_WINDOW_OVER, Why.FAULT_WINDOW_OVER, Why.DAMAGE_WINDOW_OVER, Why.PRICE_WINDOW_OVER,
    Why.CLAIM_WINDOW_OVER,
}  # fmt: skip
WITHIN_WHAT_WAS_PAID = {
    Guarantee.DISPATCH_ON_TIME, Guarantee.RETURN_7_DAYS, Guarantee.DAMAGE_COVER, RightKind.QUALITY_RETURN,
    RightKind.PARCEL_LOST,
}  # fmt: skip
BY_PIECES = set(Guarantee) - {Guarantee.FAST_REFUND, Guarantee.FREIGHT_INSURANCE} | {RightKind.QUALITY_RETURN}
A_MOMENT = timedelta(microseconds=1)

cancellations = st.builds(Cancellation, at=instants, by=st.sampled_from(Actor), items=contents)
compensations = st.builds(
    Compensation,
    compensation_id=st.just("K"),
    guarantee=st.sampled_from(Guarantee),
    status=st.sampled_from(ClaimStatus),
    requested_at=instants,
    amount=amounts(),
    items=contents,
)
claims = st.builds(
    Claim,
    clause=st.sampled_from(Clause),
    kind=st.sampled_from(RemedyKind),
    state=st.sampled_from(RemedyState),
    items=contents,
    due=st.none() | instants,
)


@st.composite
def any_order(draw: st.DrawFn) -> Order:
    """Any order with every guarantee, and with all that the feed may tell of cancellations and compensations."""
    shown = draw(orders(guarantees=EVERYTHING))
    return replace(
        shown,
        fulfilment=draw(st.sampled_from((Fulfilment.SHIP, Fulfilment.SHIP, *Fulfilment))),
        payment=draw(st.sampled_from(Payment)),
        discount=draw(st.none() | amounts()),
        cancellations=tuple(draw(st.lists(cancellations, max_size=2))),
        compensations=tuple(draw(st.lists(compensations, max_size=2))),
        refunds=tuple(replace(one, items=draw(contents)) for one in shown.refunds),
    )


def items_of(right: Right, shown: Order) -> Quantities:
    return all_items(shown) if right.items is None else right.items


def computed_by_us(right: Right) -> bool:
    return right.computed is not None and right.computed.of is not Base.COMPENSATION


@some
@given(any_order(), instants)
def test_every_guarantee_is_told_at_every_instant_in_a_fixed_order(shown: Order, now: datetime) -> None:
    told = [right.right for right in rights_of(shown, now, RULES)]
    assert set(told) == EVERYTHING | set(RightKind)
    assert list(dict.fromkeys(told)) == list(dict.fromkeys(one.right for one in rights_of(shown, NOW, RULES)))


@some
@given(any_order(), instants)
def test_a_right_says_whose_its_deadline_is_and_what_claims_it(shown: Order, now: datetime) -> None:
    for right in rights_of(shown, now, RULES):
        assert (right.deadline is None) == (right.whose is None)
        assert right.deadline is None or right.deadline.utcoffset() == timedelta(0)
        assert not right.needs or right.state is RightState.CLAIMABLE
        assert right.deeds or right.state is not RightState.CLAIMABLE
        assert not right.deeds or right.state in {RightState.CLAIMABLE, RightState.CLAIMED}
        if right.state is RightState.CLAIMABLE and right.deadline and right.whose is Whose.CONSUMER:
            assert right.deadline >= now
        # A stalled parcel is claimable before its other date, from which on it counts as lost; a told loss at once.
        if right.missed and right.deadline and right.right is not RightKind.PARCEL_LOST:
            assert right.deadline <= now
        assert right.items is None or less(right.items, all_items(shown)) == () != right.items


@some
@given(any_order(), instants)
def test_amounts_follow_from_their_parts_and_stay_within_what_was_paid(shown: Order, now: datetime) -> None:
    for right in rights_of(shown, now, RULES):
        if right.computed is None:
            assert right.amount is None
            continue
        assert right.amount == right.computed.amount()
        if not computed_by_us(right) or right.amount is None:
            continue
        assert right.amount.amount >= 0
        assert right.amount.currency == shown.total.currency
        if right.right in WITHIN_WHAT_WAS_PAID:
            paid = paid_for(shown, right.items).amount
            shipping = shipping_paid(shown).amount if right.computed.of is Base.GOODS_AND_SHIPPING else 0
            assert right.amount.amount <= min(paid + shipping, shown.total.amount)


@some
@given(any_order(), instants)
def test_no_parcel_that_is_watched_counts_as_arrived(shown: Order, now: datetime) -> None:
    watched = {one.subject for one in deadlines_of(shown, RULES) if one.kind is BlockKind.LOGISTICS}
    for right in rights_of(shown, now, RULES):
        if right.right is RightKind.PARCEL_LOST and right.subject in watched:
            assert right.why is not Why.PARCEL_ARRIVED


@some
@given(any_order(), instants)
def test_no_refund_pays_for_more_lost_parcels_than_it_has_pieces(shown: Order, now: datetime) -> None:
    money = taken_back(shown, RefundStatus)
    told = {one.parcel_id for one in shown.parcels if one.kind is ParcelKind.ORIGINAL and one.contents is not None}
    given = Counter[str]()
    for right in rights_of(shown, now, RULES):
        paid = right.state in {RightState.PAID, RightState.CLAIMED}
        if right.right is RightKind.PARCEL_LOST and paid and right.subject in told:
            given.update(dict(items_of(right, shown)))
    assert given <= money


@some
@given(any_order(), instants)
def test_late_dispatch_is_capped_once_for_the_whole_order(shown: Order, now: datetime) -> None:
    owed = [
        right.amount.amount
        for right in rights_of(shown, now, RULES)
        if right.right is Guarantee.DISPATCH_ON_TIME and right.amount and computed_by_us(right)
        if right.state is RightState.CLAIMABLE
    ]
    assert len(owed) <= 1
    assert sum(owed) <= 3000


def test_a_pair_that_is_compensated_is_not_owed_for_again() -> None:
    """Two pairs wait, one is compensated already and one was cancelled: nothing of them is left to be claimed."""
    bought = order(
        status=OrderStatus.PAID, paid_at=ago(days=5), placed_at=ago(days=5),
        guarantees=frozenset({Guarantee.DISPATCH_ON_TIME}),
        items=(item(sku="gloves", title="手套", quantity=2),),
        cancellations=(Cancellation(at=ago(days=4), by=Actor.CONSUMER, items=(("gloves", 1),)),),
        compensations=(
            Compensation(
                compensation_id="K", guarantee=Guarantee.DISPATCH_ON_TIME, status=ClaimStatus.REQUESTED,
                requested_at=ago(days=1), amount=yuan("1.00"), items=(("gloves", 1),),
            ),
        ),
    )  # fmt: skip
    found = [right for right in rights_of(bought, NOW, RULES) if right.right is Guarantee.DISPATCH_ON_TIME]
    assert sum(sum(n for _, n in items_of(right, bought)) for right in found) == 2


@some
@given(any_order(), instants)
def test_the_parts_of_a_right_are_about_different_pieces(shown: Order, now: datetime) -> None:
    pieces = {kind: Counter[str]() for kind in BY_PIECES}
    for right in rights_of(shown, now, RULES):
        if right.right in BY_PIECES and right.state is not RightState.NOT_APPLICABLE:
            pieces[right.right].update(dict(items_of(right, shown)))
    for kind, count in pieces.items():
        assert count <= Counter(dict(all_items(shown))), kind


@some
@given(any_order(), instants, instants)
def test_time_alone_ends_a_claimable_right_only_with_a_reason_that_says_so(
    shown: Order, one: datetime, other: datetime
) -> None:
    before, after = rights_of(shown, min(one, other), RULES), rights_of(shown, max(one, other), RULES)
    for right in before:
        if right.state is not RightState.CLAIMABLE:
            continue
        later = [
            found for found in after
            if found.right is right.right and found.subject == right.subject
            if found.state is RightState.CLAIMABLE or found.why in ENDED_BY_TIME
        ]  # fmt: skip
        covered = plus(*(items_of(found, shown) for found in later))
        assert less(items_of(right, shown), covered) == ()


@some
@given(orders(guarantees=EVERYTHING, fulfilment=Fulfilment.SHIP, compensations=()), instants)
def test_whoever_is_blocked_holds_the_right_that_answers_it(shown: Order, now: datetime) -> None:
    """Goods that are fetched are not dispatched, and what replaces exchanged goods was not what the shop sold."""
    blocks = find_blocks(shown, now, RULES)
    blocked = {block.kind for block in blocks}
    rights = rights_of(shown, now, RULES)
    late, overdue = foremost(rights, Guarantee.DISPATCH_ON_TIME), foremost(rights, Guarantee.FAST_REFUND)
    assert late
    assert overdue
    of_sale = {missed.rule for block in blocks if block.kind is BlockKind.DISPATCH for missed in block.evidence}
    assert not of_sale - {Rule.EXCHANGE_UNSENT} or late.state is RightState.CLAIMABLE
    if shown.status is not OrderStatus.PLACED:
        assert (BlockKind.REFUND in blocked) <= (overdue.state is RightState.CLAIMABLE)


@some
@given(any_order(), instants)
def test_every_piece_of_an_order_is_in_one_part(shown: Order, now: datetime) -> None:
    parts = parts_of(shown)
    received = plus(*(items for items, _ in parts.received))
    together = plus(parts.cancelled, parts.refunded, parts.in_refund, parts.waiting, received)
    assert Counter(dict(together)) == Counter(dict(all_items(shown)))


@some
@given(any_order(), instants, st.lists(claims, max_size=4))
def test_our_claims_lose_no_right_and_no_piece(shown: Order, now: datetime, ours: list[Claim]) -> None:
    before = rights_of(shown, now, RULES)
    after = with_claims(before, ours, shown)
    for kind in EVERYTHING | set(RightKind):
        old, new = ([one for one in rights if one.right is kind] for rights in (before, after))
        if kind in BY_PIECES:
            pieces = (plus(*(items_of(one, shown) for one in rights)) for rights in (old, new))
            assert len({frozenset(count) for count in pieces}) == 1
        assert {one.subject for one in old} == {one.subject for one in new}
    open_ones = [one for one in ours if one.state not in {RemedyState.WITHDRAWN, *_ENDED}]
    for right in after:
        if right.state is RightState.CLAIMABLE:
            assert not any(_claims(one, right, shown) for one in open_ones)


_ENDED = {RemedyState.DONE, RemedyState.REFUSED}


def _claims(claim: Claim, right: Right, shown: Order) -> bool:
    all_of_it = claim.items is None or (right.items is None and not less(all_items(shown), claim.items))
    return claim.clause is right.clause and all_of_it


@some
@given(any_order(), instants)
def test_a_withdrawn_claim_counts_as_if_it_had_never_been(shown: Order, now: datetime) -> None:
    rights = rights_of(shown, now, RULES)
    withdrawn = [Claim(clause=clause, kind=RemedyKind.COMPENSATION, state=RemedyState.WITHDRAWN) for clause in Clause]
    assert with_claims(rights, withdrawn, shown) == with_claims(rights, [], shown) == rights


@given(instants, st.integers(1, 30), zones)
def test_a_window_of_full_days_ends_with_a_day_of_the_consumers(after: datetime, days: int, zone: str) -> None:
    last = full_days(after, timedelta(days=days), zone)
    local, start = last.astimezone(ZoneInfo(zone)), after.astimezone(ZoneInfo(zone))
    assert last.tzinfo is UTC
    assert (local.date() - start.date()).days == days
    # At Apia, Lord Howe or where clocks change at midnight a day may begin at another hour; the next one has begun.
    assert (last + A_MOMENT).astimezone(ZoneInfo(zone)).date() > local.date()


def test_only_what_was_promised_or_always_holds_is_listed() -> None:
    always = [RightKind.PARCEL_LOST, RightKind.QUALITY_RETURN]
    assert [one.right for one in rights_of(order(guarantees=frozenset()), NOW, RULES)] == always
    named = rights_of(order(guarantees=frozenset({Guarantee.FAST_REFUND})), NOW, RULES)
    assert [one.right for one in named] == [*always, Guarantee.FAST_REFUND]


def test_each_protection_has_a_clause_of_its_own() -> None:
    assert set(CLAUSE_OF) == {*Guarantee, *RightKind}
    assert sorted(CLAUSE_OF.values()) == sorted(Clause)


def test_late_dispatch_stays_claimable_when_the_shop_sends_at_last() -> None:
    late = order(paid_at=ago(hours=60))
    sent = dispatched(parcel(dispatched_at=ago(hours=1)), paid_at=ago(hours=60))
    before = foremost(rights_of(late, NOW, RULES), Guarantee.DISPATCH_ON_TIME)
    after = foremost(rights_of(sent, NOW, RULES), Guarantee.DISPATCH_ON_TIME)
    assert before
    assert after
    assert (before.why, after.why) == (Why.DISPATCH_LATE, Why.DISPATCHED_LATE)
    assert before.state is after.state is RightState.CLAIMABLE
    assert before.amount == after.amount == yuan("19.95")
    assert (before.whose, after.whose) == (Whose.SHOP, Whose.CONSUMER)


def test_the_foremost_of_several_is_the_one_that_can_be_claimed() -> None:
    two = (item(), item(sku="scarf", price=yuan("80.00")))
    shown = order(items=two, parcels=(parcel(contents=(("scarf", 1),), dispatched_at=ago(hours=70)),))
    shown = replace(shown, paid_at=ago(hours=72), total=yuan("479.00"))
    found = foremost(rights_of(shown, NOW, RULES), Guarantee.DISPATCH_ON_TIME)
    assert found
    assert found.items == (("coat-red-m", 1),)
    assert found.deed is RemedyKind.COMPENSATION
    assert found.missed
    assert foremost((), Guarantee.INSTALL) is None


@pytest.mark.parametrize(
    ("base", "floor", "cap", "ceiling", "amount", "bound"),
    [
        ("329.00", "1.00", "30.00", "329.00", "16.45", None),
        ("12.00", "1.00", "30.00", "12.00", "1.00", Bound.FLOOR),
        ("2000.00", "1.00", "30.00", "2000.00", "30.00", Bound.CAP),
        ("0.80", "1.00", "30.00", "0.80", "0.80", Bound.PAID),
        ("600.00", "1.00", "30.00", "600.00", "30.00", None),
    ],
)
def test_an_amount_says_which_limit_it_rests_on(
    base: str, floor: str, cap: str, ceiling: str, amount: str, bound: Bound | None
) -> None:
    owed = Computed(of=Base.GOODS, base=yuan(base), percent=5, floor=yuan(floor), cap=yuan(cap), ceiling=yuan(ceiling))
    assert owed.amount() == yuan(amount)
    assert owed.bound() is bound


def test_a_currency_without_a_cap_leaves_the_sum_open() -> None:
    rules = rules_with(terms={"late_dispatch_cap": Amounts({"USD": 500})})
    found = foremost(rights_of(order(paid_at=ago(hours=60)), NOW, rules), Guarantee.DISPATCH_ON_TIME)
    assert found
    assert found.state is RightState.CLAIMABLE
    assert found.amount is None
    assert found.computed
    assert found.computed.percent == 5


@pytest.mark.parametrize(("now", "owed"), [("300.00", "99.00"), ("399.00", "0.00"), ("500.00", "0.00")])
def test_price_protection_owes_what_was_paid_more(now: str, owed: str) -> None:
    assert price_drop(order(), "coat-red-m", 1, yuan(now)).amount() == yuan(owed)


def test_price_protection_counts_what_was_paid_and_compares_one_currency() -> None:
    bought = order(items=(item(price=yuan("100.00"), quantity=2),), total=yuan("180.00"))
    assert price_drop(bought, "coat-red-m", 2, yuan("80.00")).amount() == yuan("20.00")
    with pytest.raises(ValueError, match="CNY"):
        price_drop(bought, "coat-red-m", 1, Money(100, "USD"))


def test_the_terms_of_a_part_are_those_of_its_category() -> None:
    rules = replace(RULES, categories={"fresh": Override(promises={}, terms={"quality_window": timedelta(days=2)})})
    shown = order(
        status=OrderStatus.DELIVERED, items=(item(), item(sku="fruit", category="fresh")),
        parcels=(parcel(delivered_at=ago(days=1)),),
    )  # fmt: skip
    parts = [one for one in rights_of(shown, NOW, rules) if one.right is RightKind.QUALITY_RETURN]
    windows = {one.items: terms_of(shown, one, rules).quality_window.days for one in parts}
    assert windows == {(("fruit", 1),): 2, (("coat-red-m", 1),): 15}
    assert all(one.needs == (Needs.FAULT_PHOTO,) for one in parts)


def test_a_claim_that_one_remedy_refused_and_another_has_open_is_under_way() -> None:
    late = order(paid_at=ago(hours=60))
    refused = Claim(clause=Clause.LATE_DISPATCH, kind=RemedyKind.COMPENSATION, state=RemedyState.REFUSED, reason="x")
    sent = replace(refused, state=RemedyState.SENT, due=ahead(hours=5))
    found = foremost(with_claims(rights_of(late, NOW, RULES), [refused, sent], late), Guarantee.DISPATCH_ON_TIME)
    assert found
    assert (found.state, found.deadline, found.reason) == (RightState.CLAIMED, ahead(hours=5), "")


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
            None,
        ),
        (
            (parcel(scans=(scan(ScanCode.RETURNED, at=ago(hours=5)), scan(ScanCode.DELIVERED, at=ago(hours=1)))),),
            None,
        ),
    ],
)
def test_an_order_is_received_with_its_last_parcel(parcels: tuple[object, ...], at: datetime | None) -> None:
    assert received_at(order(status=OrderStatus.DELIVERED, parcels=parcels)) == at


DELIVERED_THEN_GONE = {
    "refused, and delivered to the shop": (
        (ScanCode.ATTEMPT_FAILED, ScanCode.RETURNED, ScanCode.DELIVERED), Why.PARCEL_BACK,
    ),
    "called delivered, then lost": ((ScanCode.PICKED_UP, ScanCode.DELIVERED, ScanCode.LOST), Why.PARCEL_LOST),
}  # fmt: skip


@pytest.mark.parametrize("status", [OrderStatus.DISPATCHED, OrderStatus.DELIVERED])
@pytest.mark.parametrize("told", DELIVERED_THEN_GONE)
def test_what_the_consumer_does_not_have_is_owed_and_cannot_be_returned(told: str, status: OrderStatus) -> None:
    codes, why = DELIVERED_THEN_GONE[told]
    scans = tuple(scan(code, at=ago(days=30 - n)) for n, code in enumerate(codes))
    shown = order(status=status, parcels=(parcel(dispatched_at=ago(days=31), scans=scans),))
    assert [block.kind for block in find_blocks(shown, NOW, RULES)] == [BlockKind.LOGISTICS]
    rights = rights_of(shown, NOW, RULES)
    lost = foremost(rights, RightKind.PARCEL_LOST)
    assert lost
    assert (lost.state, lost.why, lost.amount) == (RightState.CLAIMABLE, why, yuan("399.00"))
    for kind in (Guarantee.RETURN_7_DAYS, RightKind.QUALITY_RETURN):
        assert [one.why for one in rights if one.right is kind] == [Why.NOT_RECEIVED_YET]


def test_delivered_by_its_status_but_not_by_a_newer_scan_it_is_still_waited_for() -> None:
    codes = (ScanCode.DELIVERED, ScanCode.ATTEMPT_FAILED)
    scans = tuple(scan(code, at=ago(days=12 - n)) for n, code in enumerate(codes))
    rights = rights_of(order(status=OrderStatus.DELIVERED, parcels=(parcel(scans=scans),)), NOW, RULES)
    lost = foremost(rights, RightKind.PARCEL_LOST)
    assert lost
    assert (lost.state, lost.why) == (RightState.CLAIMABLE, Why.PARCEL_SILENT)
    assert [one.why for one in rights if one.right is Guarantee.RETURN_7_DAYS] == [Why.NOT_RECEIVED_YET]


def test_a_refund_of_some_items_takes_those_that_wait_before_those_received() -> None:
    two = (item(quantity=2),)
    half = parcel(contents=(("coat-red-m", 1),), delivered_at=ago(hours=2))
    shown = dispatched(half, items=two, refunds=(refund(items=(("coat-red-m", 1),)),))
    parts = parts_of(shown)
    assert parts.received == (((("coat-red-m", 1),), ago(hours=2)),)
    assert both(parts.in_refund, (("coat-red-m", 1),)) == parts.in_refund
    assert parts.waiting == ()


def test_who_has_the_money_back_by_two_refunds_is_owed_nothing_for_the_dispatch() -> None:
    halves = tuple(
        refund(refund_id=f"R{n}", status=RefundStatus.PAID, amount=yuan(amount), requested_at=ago(hours=50))
        for n, amount in enumerate(("200.00", "199.00"))
    )
    shown = order(placed_at=ago(hours=90), paid_at=ago(hours=90), refunds=halves)
    assert find_blocks(shown, NOW, RULES) == ()
    found = foremost(rights_of(shown, NOW, RULES), Guarantee.DISPATCH_ON_TIME)
    assert found
    assert found.why is Why.SUPERSEDED_BY_REFUND


LOST_PAIR = dispatched(
    *(
        parcel(parcel_id=f"P{n}", contents=(("coat-red-m", 1),), scans=(scan(ScanCode.LOST, at=ago(days=n)),))
        for n in (1, 2)
    ),
    items=(item(quantity=2, price=yuan("199.50")),),
)
ONE_COAT = refund(items=(("coat-red-m", 1),), amount=yuan("199.50"))


@pytest.mark.parametrize(
    ("refunds", "states"),
    [
        ([(RefundStatus.PAID, RefundKind.REFUND_ONLY)], ["paid", "claimable"]),
        ([(RefundStatus.APPROVED, RefundKind.REFUND_ONLY)], ["claimed", "claimable"]),
        ([(RefundStatus.APPROVED, RefundKind.REFUND_ONLY), (RefundStatus.PAID, RefundKind.REFUND_ONLY)],
         ["paid", "claimed"]),
    ],
)  # fmt: skip
def test_a_refund_of_one_piece_is_for_one_lost_parcel(
    refunds: list[tuple[RefundStatus, RefundKind]], states: list[str]
) -> None:
    told = tuple(
        replace(ONE_COAT, refund_id=f"R{n}", status=status, kind=kind) for n, (status, kind) in enumerate(refunds)
    )
    rights = rights_of(replace(LOST_PAIR, refunds=told), NOW, RULES)
    assert [(one.subject, one.state) for one in rights if one.right is RightKind.PARCEL_LOST] == [
        (subject, state) for subject, state in zip(("P1", "P2"), states, strict=True)
    ]


def test_a_return_of_what_came_pays_for_no_lost_parcel() -> None:
    came, lost = LOST_PAIR.parcels
    back = replace(ONE_COAT, kind=RefundKind.RETURN_REFUND, status=RefundStatus.PAID)
    shown = replace(LOST_PAIR, parcels=(replace(came, scans=(), delivered_at=ago(days=1)), lost), refunds=(back,))
    states = [one.state for one in rights_of(shown, NOW, RULES) if one.right is RightKind.PARCEL_LOST]
    assert states == [RightState.EXPIRED, RightState.CLAIMABLE]


def test_parcels_that_do_not_tell_what_they_hold_are_paid_back_together() -> None:
    untold = tuple(replace(one, contents=None) for one in LOST_PAIR.parcels)
    shown = replace(LOST_PAIR, parcels=untold, refunds=(refund(status=RefundStatus.PAID),))
    states = [one.state for one in rights_of(shown, NOW, RULES) if one.right is RightKind.PARCEL_LOST]
    assert states == [RightState.PAID, RightState.PAID]
