import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import BlockKind, find_blocks
from careline.core.cases import changes, may_close
from careline.core.orders import Order
from tests.factories import NOW, ago, dispatched, item, order, parcel
from tests.rules import RULES
from tests.strategies import instants, orders, some

pytestmark = pytest.mark.unit

open_kinds = st.frozensets(st.sampled_from(BlockKind))


def test_a_late_dispatch_that_becomes_a_stuck_parcel_ends_one_block_and_begins_another() -> None:
    late = find_blocks(order(paid_at=ago(days=9)), NOW, RULES)
    begun = changes(frozenset(), late)
    assert ([block.kind for block in begun.begun], begun.ended) == ([BlockKind.DISPATCH], frozenset())
    stuck = find_blocks(dispatched(parcel(dispatched_at=ago(days=3), scans=()), items=(item(),)), NOW, RULES)
    moved = changes(frozenset({BlockKind.DISPATCH}), stuck)
    assert ([block.kind for block in moved.begun], moved.ended) == ([BlockKind.LOGISTICS], {BlockKind.DISPATCH})


@some
@given(open_kinds, orders(), instants)
def test_after_the_changes_exactly_what_was_found_is_open(
    before: frozenset[BlockKind], shown: Order, now: object
) -> None:
    found = find_blocks(shown, now, RULES)  # type: ignore[arg-type]
    change = changes(before, found)
    begun = {block.kind for block in change.begun}
    assert begun.isdisjoint(before)
    assert change.ended <= before
    assert (before - change.ended) | begun == {block.kind for block in found}


@some
@given(orders(), instants)
def test_looking_twice_changes_nothing(shown: Order, now: object) -> None:
    found = find_blocks(shown, now, RULES)  # type: ignore[arg-type]
    again = changes(frozenset(block.kind for block in found), found)
    assert (again.begun, again.ended) == ((), frozenset())


@pytest.mark.parametrize("blocks", [0, 1])
@pytest.mark.parametrize("talking", [False, True])
@pytest.mark.parametrize("remedies", [0, 1])
@pytest.mark.parametrize("promises", [0, 1])
def test_a_case_ends_when_nothing_is_blocked_talked_about_under_way_or_promised(
    blocks: int, talking: bool, remedies: int, promises: int
) -> None:
    closes = may_close(open_blocks=blocks, in_conversation=talking, open_remedies=remedies, open_promises=promises)
    assert closes is not any((blocks, talking, remedies, promises))
