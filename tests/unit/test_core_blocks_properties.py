"""What holds for every order: waiting alone blocks, nothing but an event unblocks, and no block goes unnoticed."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import (
    BlockKind,
    Deadline,
    FoundBlock,
    Rule,
    deadlines_of,
    find_blocks,
    next_check,
    still_owed,
)
from careline.core.orders import Fulfilment, Order, OrderStatus, Parcel, ParcelKind, Refund, RefundKind, RefundStatus
from careline.core.paid import taken_back
from careline.core.rules import ShopRules
from tests.rules import RULES, rules_with
from tests.strategies import instants, orders, some, zones

pytestmark = pytest.mark.unit

END_OF_TIME = timedelta(days=3000)
rest_days = st.frozensets(st.dates(datetime(2026, 1, 1).date(), datetime(2027, 12, 31).date()), max_size=5)


def resting(days: frozenset[date]) -> ShopRules:
    """The standard rules with these public holidays everywhere."""
    return rules_with(contact={"markets": (), "elsewhere": replace(RULES.contact.elsewhere, rest_days=days)})


promises = rest_days.map(resting)
NEVER = resting(frozenset())
EVERY_DAY = resting(frozenset(date(2025, 12, 1) + timedelta(days=n) for n in range(900)))


def broken(blocks: tuple[FoundBlock, ...]) -> set[object]:
    return {missed for block in blocks for missed in block.evidence}


@some
@given(orders(), instants, instants, promises)
def test_once_missed_stays_missed_without_an_event(
    shown: Order, one: datetime, other: datetime, told: ShopRules
) -> None:
    earlier, later = find_blocks(shown, min(one, other), told), find_blocks(shown, max(one, other), told)
    assert broken(earlier) <= broken(later)
    began = {block.kind: block.deadline for block in later}
    assert all(began[block.kind] == block.deadline for block in earlier)


@some
@given(orders(), instants, st.floats(0, 0.999), promises)
def test_nothing_changes_until_the_next_check_and_something_does_at_it(
    shown: Order, now: datetime, share: float, told: ShopRules
) -> None:
    before, check = find_blocks(shown, now, told), next_check(shown, now, told)
    if check is None:
        assert find_blocks(shown, now + END_OF_TIME, told) == before
        return
    assert check > now
    assert find_blocks(shown, now + (check - now) * share, told) == before
    assert find_blocks(shown, check - timedelta(microseconds=1), told) == before
    assert broken(find_blocks(shown, check, told)) > broken(before)


@some
@given(orders(), promises)
def test_looking_only_when_told_to_finds_every_deadline_in_order(shown: Order, told: ShopRules) -> None:
    due = sorted({deadline.due for deadline in deadlines_of(shown, told)})
    looked, now = [], datetime.min.replace(tzinfo=shown.placed_at.tzinfo)
    while (check := next_check(shown, now, told)) is not None:
        looked.append(check)
        now = check
    assert looked == due


@some
@given(orders(), instants, promises)
def test_a_block_names_its_kind_once_and_its_oldest_deadline(shown: Order, now: datetime, told: ShopRules) -> None:
    found = find_blocks(shown, now, told)
    assert len({block.kind for block in found}) == len(found)
    for block in found:
        assert block.deadline == min(missed.due for missed in block.evidence)
        assert {missed.kind for missed in block.evidence} == {block.kind}
        assert all(missed.due <= now for missed in block.evidence)


@some
@given(orders(), instants, zones)
def test_without_holidays_the_zone_makes_no_difference(shown: Order, now: datetime, zone: str) -> None:
    assert find_blocks(shown, now, NEVER) == find_blocks(replace(shown, time_zone=zone), now, NEVER)


@some
@given(orders(), instants)
def test_an_order_that_is_cancelled_waits_for_neither_shop_nor_courier(shown: Order, now: datetime) -> None:
    found = find_blocks(replace(shown, status=OrderStatus.CANCELLED, refunds=()), now, RULES)
    assert {block.kind for block in found} <= {BlockKind.REFUND, BlockKind.FREIGHT}


@some
@given(orders(), instants)
def test_what_needs_no_parcel_is_late_only_where_a_time_was_promised(shown: Order, now: datetime) -> None:
    for way in (Fulfilment.PICK_UP, Fulfilment.DIGITAL):
        found = find_blocks(replace(shown, fulfilment=way, dispatch_deadline=None, refunds=()), now, RULES)
        assert {block.kind for block in found} <= {BlockKind.REFUND, BlockKind.FREIGHT}


@some
@given(orders(), instants)
def test_a_holiday_or_a_remote_address_only_ever_gives_more_time(shown: Order, now: datetime) -> None:
    near = replace(shown, address=replace(shown.address, remote=False))
    remote = replace(shown, address=replace(shown.address, remote=True))
    assert find_blocks(near, now, EVERY_DAY) == find_blocks(remote, now, NEVER)
    kinds = {block.kind for block in find_blocks(remote, now, NEVER)}
    assert kinds <= {block.kind for block in find_blocks(near, now, NEVER)}


@some
@given(orders(), instants)
def test_a_refund_of_a_part_never_ends_the_watch_over_what_is_neither_sent_nor_given_back(
    shown: Order, now: datetime
) -> None:
    waiting = replace(
        shown, status=OrderStatus.PAID, fulfilment=Fulfilment.SHIP, presale=False, paid_at=now, dispatch_deadline=now
    )
    owed, left = still_owed(waiting), Counter[str]()
    for one, quantity in waiting.not_dispatched():
        left[one.sku] += quantity
    money = taken_back(waiting, RefundStatus)
    assert all(owed[sku] >= quantity - money[sku] for sku, quantity in left.items())
    watched = any(deadline.subject == waiting.order_id for deadline in _dispatch_of(waiting))
    assert watched == bool(owed)


@some
@given(orders())
def test_a_refund_for_other_goods_or_of_goodwill_never_makes_a_failed_payment_good(shown: Order) -> None:
    failed = [one for one in shown.refunds if one.status is RefundStatus.FAILED and one.returns_money]
    watched = {one.subject for one in deadlines_of(shown, RULES) if one.rule is Rule.REFUND_FAILED}
    for one in failed:
        others = [other for other in shown.refunds if other is not one]
        same = [other for other in others if other.scope is one.scope]
        fit = any(not one.items or not other.items or set(dict(one.items)) & set(dict(other.items)) for other in same)
        assert fit or one.refund_id in watched


@some
@given(orders(status=OrderStatus.DELIVERED), st.integers(2, 4), st.integers(0, 3))
def test_one_piece_sent_in_exchange_is_for_one_exchange(shown: Order, back: int, sent: int) -> None:
    day = timedelta(days=1)
    one = Refund(
        refund_id="", kind=RefundKind.EXCHANGE, reason=None, status=RefundStatus.APPROVED, amount=shown.total,
        requested_at=shown.placed_at, goods_received_at=shown.placed_at + day, items=((shown.items[0].sku, 1),),
    )  # fmt: skip
    box = Parcel(parcel_id="", courier="", tracking_no="", dispatched_at=shown.placed_at + day, contents=one.items)
    swapping = replace(
        shown, refunds=tuple(replace(one, refund_id=f"R{n}") for n in range(back)),
        parcels=tuple(replace(box, parcel_id=f"X{n}", kind=ParcelKind.EXCHANGE) for n in range(sent)),
    )  # fmt: skip
    unsent = [one for one in deadlines_of(swapping, RULES) if one.rule is Rule.EXCHANGE_UNSENT]
    assert len(unsent) == max(0, back - sent)


def _dispatch_of(shown: Order) -> list[Deadline]:
    return [deadline for deadline in deadlines_of(shown, RULES) if deadline.kind is BlockKind.DISPATCH]


@some
@given(orders())
def test_what_has_come_never_exceeds_what_was_ordered(shown: Order) -> None:
    ordered = {one.sku: sum(i.quantity for i in shown.items if i.sku == one.sku) for one in shown.items}
    assert all(0 < quantity <= ordered[sku] for sku, quantity in shown.items_arrived())
    if shown.arrived_at is not None:
        assert not shown.not_dispatched()
