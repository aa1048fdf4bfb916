"""Who is served first, and by whom."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.handoff import SKILLS
from careline.core.blocks import BlockKind
from careline.core.routing import (
    TOPICS,
    AgentState,
    Priority,
    Waiting,
    can_take,
    in_order,
    pick_agent,
    priority_of,
    wait_minutes,
)
from tests.factories import NOW, ago

pytestmark = pytest.mark.unit


def waiting(**given: Any) -> Waiting:
    usual: dict[str, Any] = {"conversation_id": "c1", "priority": Priority.NORMAL, "queued_at": ago(minutes=3)}
    return Waiting(**{**usual, "language": "zh-CN", "skill": "refund", **given})


def agent(agent_id: str = "mei", **given: Any) -> AgentState:
    usual: dict[str, Any] = {"agent_id": agent_id, "online": True, "active": 0, "capacity": 3}
    return AgentState(**{**usual, "languages": frozenset({"zh-CN"}), "skills": frozenset(), **given})


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
    assert priority_of(danger=danger, on_the_phone=phone, blocked=blocked, new_user=new) is priority


def test_the_priorities_are_in_the_order_they_are_served() -> None:
    assert sorted(Priority, reverse=True) == [
        Priority.DANGER,
        Priority.ON_THE_PHONE,
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
        language=st.sampled_from(("zh-CN", "en")),
        skill=st.sampled_from(("refund", "logistics")),
        dedicated_agent_id=st.none() | st.sampled_from(("mei", "li")),
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


teams = st.lists(
    st.builds(
        agent,
        st.sampled_from(("mei", "li", "zhou", "emma")),
        online=st.booleans(),
        active=st.integers(0, 3),
        capacity=st.integers(1, 3),
        languages=st.frozensets(st.sampled_from(("zh-CN", "en"))),
        skills=st.frozensets(st.sampled_from(("refund", "logistics"))),
    ),
    max_size=4,
    unique_by=lambda who: who.agent_id,
)


@given(queues, teams)
def test_serving_a_whole_queue_never_exceeds_anybodys_capacity(queue: list[Waiting], team: list[AgentState]) -> None:
    desk = {who.agent_id: who for who in team}
    for item in in_order(queue):
        chosen = pick_agent(item, desk.values())
        able = [who for who in desk.values() if can_take(who, item)]
        assert (chosen is None) == (not able)
        if chosen is None:
            continue
        who = desk[chosen]
        assert who.online
        assert who.active < who.capacity
        assert item.language in who.languages
        assert (
            item.skill in who.skills
            or chosen == item.dedicated_agent_id
            or not any(item.skill in other.skills for other in able)
        )
        desk[chosen] = agent(
            chosen, active=who.active + 1, capacity=who.capacity, languages=who.languages, skills=who.skills
        )


def test_the_dedicated_agent_comes_first_even_when_others_are_idle_and_skilled() -> None:
    team = [agent("li", skills=frozenset({"refund"})), agent("mei", active=2)]
    assert pick_agent(waiting(dedicated_agent_id="mei"), team) == "mei"


@pytest.mark.parametrize(
    "mei",
    [
        agent("mei", online=False),
        agent("mei", active=3),
        agent("mei", active=4),
        agent("mei", languages=frozenset({"en"})),
    ],
)
def test_a_dedicated_agent_who_cannot_is_passed_over(mei: AgentState) -> None:
    assert not can_take(mei, waiting())
    assert pick_agent(waiting(dedicated_agent_id="mei"), [mei, agent("li")]) == "li"
    assert pick_agent(waiting(dedicated_agent_id="mei"), [mei]) is None


def test_among_equals_the_one_with_the_most_room_is_chosen() -> None:
    team = [agent("li", active=1, capacity=2), agent("mei", active=2, capacity=6), agent("zhou", active=1, capacity=2)]
    assert pick_agent(waiting(), team) == "mei"
    assert pick_agent(waiting(), [team[2], team[0]]) == "li"


def test_skill_counts_above_room() -> None:
    team = [agent("li", active=2, skills=frozenset({"refund"})), agent("mei", skills=frozenset({"logistics"}))]
    assert pick_agent(waiting(), team) == "li"


@pytest.mark.parametrize(
    ("position", "online", "minutes"), [(1, 1, 6), (1, 2, 3), (2, 1, 12), (1, 4, 2), (5, 3, 10), (1, 0, 6), (0, 2, 0)]
)
def test_the_wait_is_guessed_from_who_is_ahead_and_who_is_there(position: int, online: int, minutes: int) -> None:
    assert wait_minutes(position, online) == minutes


def test_agents_can_be_skilled_in_whatever_a_handoff_is_about() -> None:
    assert set(SKILLS.values()) | set(BlockKind) <= set(TOPICS)
