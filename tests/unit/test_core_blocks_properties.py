"""What holds for every order: waiting alone blocks, nothing but an event unblocks, and no block goes unnoticed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import FoundBlock, Promises, deadlines_of, find_blocks, next_check
from careline.core.orders import Order, OrderStatus
from tests.strategies import instants, orders, zones

pytestmark = pytest.mark.unit

END_OF_TIME = timedelta(days=3000)
rest_days = st.frozensets(st.dates(datetime(2026, 1, 1).date(), datetime(2027, 12, 31).date()), max_size=5)
promises = st.builds(Promises, rest_days=rest_days)


def broken(blocks: tuple[FoundBlock, ...]) -> set[object]:
    return {missed for block in blocks for missed in block.evidence}


@given(orders(), instants, instants, promises)
def test_once_missed_stays_missed_without_an_event(
    shown: Order, one: datetime, other: datetime, told: Promises
) -> None:
    earlier, later = find_blocks(shown, min(one, other), told), find_blocks(shown, max(one, other), told)
    assert broken(earlier) <= broken(later)
    began = {block.kind: block.deadline for block in later}
    assert all(began[block.kind] == block.deadline for block in earlier)


@given(orders(), instants, st.floats(0, 0.999), promises)
def test_nothing_changes_until_the_next_check_and_something_does_at_it(
    shown: Order, now: datetime, share: float, told: Promises
) -> None:
    before, check = find_blocks(shown, now, told), next_check(shown, now, told)
    if check is None:
        assert find_blocks(shown, now + END_OF_TIME, told) == before
        return
    assert check > now
    assert find_blocks(shown, now + (check - now) * share, told) == before
    assert find_blocks(shown, check - timedelta(microseconds=1), told) == before
    assert broken(find_blocks(shown, check, told)) > broken(before)


@given(orders(), promises)
def test_looking_only_when_told_to_finds_every_deadline_in_order(shown: Order, told: Promises) -> None:
    due = sorted({deadline.due for deadline in deadlines_of(shown, told)})
    looked, now = [], datetime.min.replace(tzinfo=shown.placed_at.tzinfo)
    while (check := next_check(shown, now, told)) is not None:
        looked.append(check)
        now = check
    assert looked == due


@given(orders(), instants, promises)
def test_a_block_names_its_kind_once_and_its_oldest_deadline(shown: Order, now: datetime, told: Promises) -> None:
    found = find_blocks(shown, now, told)
    assert len({block.kind for block in found}) == len(found)
    for block in found:
        assert block.deadline == min(missed.due for missed in block.evidence)
        assert {missed.kind for missed in block.evidence} == {block.kind}
        assert all(missed.due <= now for missed in block.evidence)


@given(orders(), instants, zones)
def test_without_holidays_the_zone_makes_no_difference(shown: Order, now: datetime, zone: str) -> None:
    assert find_blocks(shown, now) == find_blocks(replace(shown, time_zone=zone), now)


@given(orders(), instants)
def test_an_order_that_is_over_waits_for_neither_shop_nor_courier(shown: Order, now: datetime) -> None:
    for status in (OrderStatus.PLACED, OrderStatus.DELIVERED, OrderStatus.COMPLETED, OrderStatus.CANCELLED):
        found = find_blocks(replace(shown, status=status), now)
        assert {block.kind.value for block in found} <= {"refund", "freight"}


@given(orders(), instants)
def test_a_holiday_or_a_remote_address_only_ever_gives_more_time(shown: Order, now: datetime) -> None:
    days = frozenset((now + timedelta(days=n)).date() for n in range(-900, 900))
    near = replace(shown, address=replace(shown.address, remote=False))
    remote = replace(shown, address=replace(shown.address, remote=True))
    assert find_blocks(near, now, Promises(rest_days=days)) == find_blocks(remote, now)
    assert {block.kind for block in find_blocks(remote, now)} <= {block.kind for block in find_blocks(near, now)}
