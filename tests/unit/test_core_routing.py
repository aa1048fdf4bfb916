"""Who is served first, and how long the others wait."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.handoff import SKILLS
from careline.core.blocks import BlockKind
from careline.core.routing import TOPICS, Priority, Waiting, in_order, priority_of, wait_minutes
from tests.factories import NOW, ago

pytestmark = pytest.mark.unit


def waiting(**given: Any) -> Waiting:
    usual: dict[str, Any] = {"conversation_id": "c1", "priority": Priority.NORMAL, "queued_at": ago(minutes=3)}
    usual |= given
    return Waiting(**{"rank": usual["priority"], **usual})


@pytest.mark.parametrize(
    ("danger", "phone", "blocked", "new", "priority"),
    [
        (True, True, True, True, Priority.DANGER),
        (True, False, False, False, Priority.DANGER),
        (False, True, True, True, Priority.ON_THE_PHONE),
        (False, True, False, False, Priority.ON_THE_PHONE),
        (False, False, True, True, Priority.BLOCKED_NEW_USER),
        (False, False, True, False, Priority.BLOCKED),
        (False, False, False, True, Priority.NORMAL),
        (False, False, False, False, Priority.NORMAL),
    ],
)
def test_danger_comes_before_the_phone_before_blocked_orders(
    danger: bool, phone: bool, blocked: bool, new: bool, priority: Priority
) -> None:
    assert priority_of(danger=danger, urgent=False, on_the_phone=phone, blocked=blocked, new_user=new) is priority


@pytest.mark.parametrize("danger", [False, True])
def test_what_cannot_wait_comes_right_behind_danger(danger: bool) -> None:
    found = priority_of(danger=danger, urgent=True, on_the_phone=True, blocked=True, new_user=True)
    assert found is (Priority.DANGER if danger else Priority.URGENT)


def test_the_priorities_are_in_the_order_they_are_served() -> None:
    assert sorted(Priority, reverse=True) == [
        Priority.DANGER,
        Priority.BROKEN_PROMISE,
        Priority.LEGAL,
        Priority.URGENT,
        Priority.ON_THE_PHONE,
        Priority.COMING_BACK,
        Priority.BLOCKED_NEW_USER,
        Priority.BLOCKED,
        Priority.NORMAL,
    ]


queues = st.lists(
    st.builds(
        waiting,
        conversation_id=st.uuids().map(str),
        priority=st.sampled_from(Priority),
        queued_at=st.integers(0, 5).map(lambda minutes: ago(minutes=minutes)),
    ),
    max_size=12,
    unique_by=lambda item: item.conversation_id,
)


@given(queues, st.randoms())
def test_the_queue_is_by_priority_then_by_age_however_it_was_read(queue: list[Waiting], random: Any) -> None:
    served = in_order(queue)
    for before, after in pairwise(served):
        assert before.priority >= after.priority
        assert before.priority > after.priority or before.queued_at <= after.queued_at
    shuffled = list(queue)
    random.shuffle(shuffled)
    assert in_order(shuffled) == served


@given(queues, st.sampled_from(Priority))
def test_a_newcomer_never_overtakes_an_equal(queue: list[Waiting], priority: Priority) -> None:
    newcomer = waiting(conversation_id="", priority=priority, queued_at=NOW + timedelta(microseconds=1))
    behind = in_order([*queue, newcomer])
    assert [item for item in behind if item is not newcomer] == in_order(queue)
    assert all(item.priority < priority for item in behind[behind.index(newcomer) + 1 :])


@pytest.mark.parametrize(
    ("position", "online", "minutes"), [(1, 1, 6), (1, 2, 3), (2, 1, 12), (1, 4, 2), (5, 3, 10), (1, 0, 6), (0, 2, 0)]
)
def test_the_wait_is_guessed_from_who_is_ahead_and_who_is_there(position: int, online: int, minutes: int) -> None:
    assert wait_minutes(position, online, 6) == minutes


def test_agents_can_be_skilled_in_whatever_a_handoff_is_about() -> None:
    assert set(SKILLS.values()) | set(BlockKind) <= set(TOPICS)
