from collections.abc import Collection, Iterable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import BlockKind, Deadline, FoundBlock, Rule, blocks_among, find_blocks
from careline.core.cases import BlockChange, OpenBlock, as_begun, changes, may_close
from careline.core.orders import Order
from tests.factories import NOW, ago, dispatched, item, order, parcel
from tests.rules import RULES
from tests.strategies import instants, orders, some

pytestmark = pytest.mark.unit


def look(
    open_ones: Collection[OpenBlock], found: Iterable[FoundBlock]
) -> tuple[BlockChange, dict[BlockKind, OpenBlock]]:
    """What a look changes, and what is open afterwards, as the store keeps it."""
    change = changes(open_ones, found)
    after = {one.kind: one for one in open_ones if one.kind not in change.ended}
    after |= {one.kind: one for one in change.changed}
    return change, after | {block.kind: as_begun(block) for block in change.begun}


def stuck(*subjects: str, days: int = 3) -> tuple[FoundBlock, ...]:
    """A logistics block about these parcels, each of which got stuck a day after the one before."""
    late = [
        Deadline(
            kind=BlockKind.LOGISTICS, rule=Rule.NO_SCAN, due=ago(days=days - n), since=ago(days=9), subject=subject
        )
        for n, subject in enumerate(subjects)
    ]
    return blocks_among(late, NOW)


def test_a_late_dispatch_that_becomes_a_stuck_parcel_ends_one_block_and_begins_another() -> None:
    begun, open_ones = look((), find_blocks(order(paid_at=ago(days=9)), NOW, RULES))
    assert ([block.kind for block in begun.begun], begun.ended) == ([BlockKind.DISPATCH], frozenset())
    stands = find_blocks(dispatched(parcel(dispatched_at=ago(days=3), scans=()), items=(item(),)), NOW, RULES)
    moved, _ = look(open_ones.values(), stands)
    assert [block.kind for block in moved.begun] == [BlockKind.LOGISTICS]
    assert moved.ended == {BlockKind.DISPATCH}
    assert not moved.changed


def test_a_second_parcel_that_gets_stuck_is_on_record_and_the_block_goes_on() -> None:
    _, first = look((), stuck("P1"))
    change, both = look(first.values(), stuck("P1", "P2"))
    assert (change.begun, change.ended) == ((), frozenset())
    assert [missed.subject for missed in both[BlockKind.LOGISTICS].evidence] == ["P1", "P2"]
    assert both[BlockKind.LOGISTICS].joined == {"P2"}


def test_once_the_first_parcel_has_come_the_second_one_is_a_block_of_its_own() -> None:
    _, first = look((), stuck("P1"))
    _, both = look(first.values(), stuck("P1", "P2"))
    for before in (first, both):  # whether we had seen them stuck together or not
        change, after = look(before.values(), stuck("P2"))
        assert ([block.kind for block in change.begun], change.ended) == (
            [BlockKind.LOGISTICS], frozenset({BlockKind.LOGISTICS})
        )  # fmt: skip
        assert after[BlockKind.LOGISTICS] == as_begun(*stuck("P2"))


def test_of_two_parcels_that_got_stuck_together_the_second_one_carries_the_block_on() -> None:
    _, both = look((), stuck("P1", "P2"))
    change, after = look(both.values(), stuck("P2", days=2))
    assert (change.begun, change.ended) == ((), frozenset())
    assert after[BlockKind.LOGISTICS].deadline == ago(days=2)


def test_a_parcel_that_moved_in_between_is_new_trouble_when_it_is_stuck_again() -> None:
    _, open_ones = look((), stuck("P1", "P2"))
    for found in (stuck("P2"), stuck("P1", "P2")):
        _, open_ones = look(open_ones.values(), found)
    assert open_ones[BlockKind.LOGISTICS].joined == {"P1"}
    change, _ = look(open_ones.values(), stuck("P1"))
    assert change.ended == {BlockKind.LOGISTICS}


def test_a_deadline_that_was_put_off_and_missed_too_is_the_same_block_by_the_new_time() -> None:
    """Extended while we were not looking: the order is the subject, before as after."""
    early, late = (order(dispatch_deadline=ago(hours=hours)) for hours in (30, 3))
    _, open_ones = look((), find_blocks(early, NOW, RULES))
    change, after = look(open_ones.values(), find_blocks(late, NOW, RULES))
    assert (change.begun, change.ended) == ((), frozenset())
    assert after[BlockKind.DISPATCH].deadline == ago(hours=3)


def test_a_block_whose_evidence_was_taken_away_goes_on_about_what_is_stuck() -> None:
    emptied = OpenBlock(kind=BlockKind.LOGISTICS, deadline=ago(days=3), evidence=(), joined=frozenset())
    change, after = look([emptied], stuck("P2"))
    assert (change.begun, change.ended) == ((), frozenset())
    assert after[BlockKind.LOGISTICS].joined == frozenset()


@some
@given(st.lists(st.tuples(orders(), instants), min_size=1, max_size=4))
def test_after_each_look_exactly_what_was_found_is_open_and_says_so(seen: list[tuple[Order, datetime]]) -> None:
    open_ones: dict[BlockKind, OpenBlock] = {}
    for shown, now in seen:
        found = find_blocks(shown, now, RULES)
        change, after = look(open_ones.values(), found)
        assert {kind: (one.deadline, one.evidence) for kind, one in after.items()} == {
            block.kind: (block.deadline, block.evidence) for block in found
        }
        assert change.ended <= open_ones.keys()
        assert {block.kind for block in change.begun}.isdisjoint(open_ones.keys() - change.ended)
        again, same = look(after.values(), found)
        assert (again.begun, again.ended, again.changed, same) == ((), frozenset(), (), after)
        open_ones = after


@some
@given(st.lists(st.lists(st.sampled_from(["P1", "P2", "P3"]), unique=True), max_size=8))
def test_a_block_lasts_as_long_as_something_it_began_with_is_stuck_without_a_break(seen: list[list[str]]) -> None:
    open_ones: dict[BlockKind, OpenBlock] = {}
    about: set[str] = set()
    for subjects in seen:
        change, open_ones = look(open_ones.values(), stuck(*subjects))
        lasts = bool(about & set(subjects))
        assert bool(change.ended) == (bool(about) and not lasts)
        assert bool(change.begun) == (bool(subjects) and not lasts)
        about = about & set(subjects) if lasts else set(subjects)


@pytest.mark.parametrize("blocks", [0, 1])
@pytest.mark.parametrize("talking", [False, True])
@pytest.mark.parametrize("remedies", [0, 1])
@pytest.mark.parametrize("promises", [0, 1])
def test_a_case_ends_when_nothing_is_blocked_talked_about_under_way_or_promised(
    blocks: int, talking: bool, remedies: int, promises: int
) -> None:
    closes = may_close(open_blocks=blocks, in_conversation=talking, open_remedies=remedies, open_promises=promises)
    assert closes is not any((blocks, talking, remedies, promises))
