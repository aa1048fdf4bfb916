"""Who is served first, and how long the others wait."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.blocks import BlockKind
from careline.core.hours import OpenHours, every_day, window_of
from careline.core.routing import (
    AGED_OUT,
    ENOUGH_WAITS,
    TOPIC_OF,
    TOPICS,
    AgentState,
    Owning,
    Priority,
    Waiting,
    assignments,
    corrected,
    in_order,
    is_gone,
    next_for,
    owner_for,
    priority_of,
    rank_of,
    timer_of,
    told_wait,
    wait_minutes,
    weight_of,
)
from careline.core.rules import WHOLE_DAY
from tests.factories import NOW, ago
from tests.rules import RULES

pytestmark = pytest.mark.unit


def waiting(**given: Any) -> Waiting:
    usual: dict[str, Any] = {"conversation_id": "c1", "priority": Priority.NORMAL, "queued_at": ago(minutes=3)}
    usual |= {"channel": "app", "language": "zh-CN", "skill": "general"}
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
    assert set(TOPIC_OF.values()) | set(BlockKind) <= set(TOPICS)


# --- who goes to whom ------------------------------------------------------------------------------------------------

DESK = RULES.desk
LANGUAGES, AGENTS = ("zh-CN", "en"), ("a1", "a2", "a3", "a4")


def agent(agent_id: str = "a1", **given: Any) -> AgentState:
    usual: dict[str, Any] = {"online": True, "active": 0, "capacity": 5, "languages": ("zh-CN",)}
    return AgentState(**{"agent_id": agent_id, **usual, **given})


crowds = st.lists(
    st.builds(
        waiting,
        conversation_id=st.uuids().map(str),
        priority=st.sampled_from(Priority),
        queued_at=st.integers(0, 300).map(lambda minutes: ago(minutes=minutes)),
        channel=st.sampled_from(["app", "phone"]),
        language=st.sampled_from(LANGUAGES),
        skill=st.sampled_from(TOPICS),
        team=st.sampled_from([None, "east"]),
        agent_id=st.sampled_from([None, *AGENTS]),
    ),
    max_size=15,
    unique_by=lambda item: item.conversation_id,
)
staffs = st.lists(
    st.builds(
        agent,
        agent_id=st.sampled_from(AGENTS),
        online=st.booleans(),
        active=st.integers(0, 6),
        capacity=st.integers(1, 6),
        team=st.sampled_from([None, "east", "west"]),
        languages=st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).map(tuple),
        skills=st.lists(st.sampled_from(TOPICS), max_size=3, unique=True).map(tuple),
    ),
    max_size=4,
    unique_by=lambda state: state.agent_id,
)


@given(crowds, staffs)
def test_nobody_is_given_more_than_they_can_hold_and_nobody_is_given_twice(
    crowd: list[Waiting], staff: list[AgentState]
) -> None:
    made = assignments(crowd, staff, NOW, DESK)
    states = {state.agent_id: state for state in staff}
    weights = {one.conversation_id: weight_of(one.channel, DESK) for one in crowd}
    assert len({conversation for conversation, _ in made}) == len(made)
    for agent_id, state in states.items():
        given_now = sum(weights[conversation] for conversation, to in made if to == agent_id)
        assert not given_now or (state.online and state.active + given_now <= state.capacity)


@given(crowds, staffs)
def test_whoever_is_given_out_or_picked_was_next_for_somebody(crowd: list[Waiting], staff: list[AgentState]) -> None:
    """Of two who could go to the same agents alike, the one ahead in the queue is never left for the one behind."""
    made = dict(assignments(crowd, staff, NOW, DESK))
    plain = [one for one in in_order(crowd) if one.agent_id is None and one.team is None and one.channel == "app"]
    for before, after in pairwise(plain):
        alike = (before.language, before.skill) == (after.language, after.skill)
        if alike and before.priority < Priority.DANGER:
            assert before.conversation_id in made or after.conversation_id not in made


@given(st.sampled_from(Priority), st.integers(0, 600), st.integers(0, 600))
def test_the_older_of_equals_never_ranks_lower_and_nobody_reaches_danger(
    priority: Priority, older: int, younger: int
) -> None:
    older, younger = max(older, younger), min(older, younger)
    before = rank_of(priority, ago(minutes=older), NOW, DESK.ages)
    after = rank_of(priority, ago(minutes=younger), NOW, DESK.ages)
    assert before >= after >= priority
    assert before < Priority.DANGER or priority is Priority.DANGER


def test_nobody_starves_however_many_come_with_a_higher_priority() -> None:
    """One agent, one conversation at a time, a blocked order every minute: who asked for nothing urgent is reached."""
    queue = [waiting(conversation_id="calm", queued_at=NOW)]
    for minute in range(1, 200):
        now = NOW + timedelta(minutes=minute)
        queue.append(waiting(conversation_id=f"b{minute}", priority=Priority.BROKEN_PROMISE, queued_at=now))
        queue = [replace(one, rank=rank_of(one.priority, one.queued_at, now, DESK.ages)) for one in queue]
        [(taken, _)] = assignments(queue, [agent(capacity=1)], now, DESK)
        queue = [one for one in queue if one.conversation_id != taken]
        if taken == "calm":
            assert minute >= 100
            return
    pytest.fail("never served")


@pytest.mark.parametrize(
    ("one", "staff", "to"),
    [
        ({}, [agent("a1", active=2), agent("a2", active=1)], "a2"),  # the least busy
        ({"agent_id": "a1"}, [agent("a1", active=3), agent("a2")], "a1"),  # their own agent
        ({"agent_id": "a1"}, [agent("a1", online=False), agent("a2")], "a2"),  # who is absent: a backup
        ({"agent_id": "a1", "queued_at": ago(minutes=1)}, [agent("a1", active=5), agent("a2")], "a2"),  # or full
        ({"language": "en"}, [agent("a1"), agent("a2", active=4, capacity=9, languages=("en",))], "a2"),
        ({"language": "en"}, [agent("a1")], "a1"),  # nobody reads it: better than nobody
        ({"skill": "refund"}, [agent("a1", skills=("freight",)), agent("a2", active=3, skills=("refund",))], "a2"),
        ({"skill": "refund"}, [agent("a1", skills=("freight",))], "a1"),
        ({"team": "east"}, [agent("a1"), agent("a2", active=3, team="east")], "a2"),
        ({"team": "east"}, [agent("a1")], "a1"),
        ({}, [agent("a1", active=4)], None),  # the last place is kept for own consumers
        ({"agent_id": "a1"}, [agent("a1", active=4)], "a1"),
        ({"priority": Priority.DANGER}, [agent("a1", active=4)], "a1"),  # but not from danger
        ({"priority": Priority.DANGER}, [agent("a1", active=5)], None),
        ({"channel": "phone", "agent_id": "a1"}, [agent("a1", active=4)], None),  # a call takes two places
        ({}, [agent("a1", capacity=1)], "a1"),  # with one place there is none to keep
    ],
)
def test_who_is_given_a_consumer(one: dict[str, Any], staff: list[AgentState], to: str | None) -> None:
    assert assignments([waiting(**one)], staff, NOW, DESK) == ([("c1", to)] if to else [])


def test_an_own_consumer_is_left_to_an_agent_who_is_there_until_the_hold_is_over() -> None:
    busy = [agent("a1", active=1), agent("a2")]
    held = waiting(agent_id="a1", queued_at=ago(minutes=1))
    assert next_for("a2", [held], busy, NOW, DESK) is None
    assert next_for("a2", [replace(held, queued_at=ago(minutes=4))], busy, NOW, DESK) is not None


def test_next_is_danger_then_who_waited_too_long_then_own_consumers() -> None:
    crowd = [
        waiting(conversation_id="new", priority=Priority.BLOCKED_NEW_USER),
        waiting(conversation_id="own", agent_id="a1"),
        waiting(conversation_id="old", rank=AGED_OUT, queued_at=ago(minutes=200)),
        waiting(conversation_id="fire", priority=Priority.DANGER),
    ]
    taken = []
    while crowd:
        found = next_for("a1", crowd, [agent()], NOW, DESK)
        assert found
        taken.append(found.conversation_id)
        crowd.remove(found)
    assert taken == ["fire", "old", "own", "new"]


def test_a_new_user_gets_the_agent_who_reads_them_knows_it_is_there_and_has_the_fewest() -> None:
    staff = [
        Owning(state=agent("a1", languages=("en",)), cases=0),
        Owning(state=agent("a2", skills=("freight",)), cases=0),
        Owning(state=agent("a3", online=False), cases=0),
        Owning(state=agent("a4"), cases=3),
        Owning(state=agent("a5"), cases=2),
    ]
    assert owner_for("dispatch", "zh-CN", staff) == "a5"
    assert owner_for("dispatch", "fr", staff) is None


@pytest.mark.parametrize(
    ("beat", "seen", "gone"),
    [(10, 10, False), (26, 26, True), (26, 5, False), (None, 60, False), (None, 1000, True), (None, None, True)],
)
def test_an_agent_is_gone_after_the_lease_or_without_a_page_after_idling(
    beat: int | None, seen: int | None, gone: bool
) -> None:
    at = [None if one is None else ago(seconds=one) for one in (beat, seen)]
    assert is_gone(at[0], at[1], NOW, DESK) is gone


# --- what is told of it ----------------------------------------------------------------------------------------------


@given(st.integers(1, 5000))
def test_a_wait_is_told_rounded_up_and_never_by_more_than_an_hour(minutes: int) -> None:
    told = told_wait(minutes)
    assert minutes <= told < minutes + (5 if minutes <= 60 else 60)
    assert told % (1 if told <= 10 else 5 if told <= 60 else 60) == 0


@pytest.mark.parametrize(("minutes", "told"), [(6, 6), (12, 15), (60, 60), (61, 120), (114, 120), (366, 420)])
def test_waits_as_they_are_told(minutes: int, told: int) -> None:
    assert told_wait(minutes) == told


@given(st.integers(1, 300), st.lists(st.tuples(st.integers(1, 60), st.integers(0, 300)), max_size=20))
def test_a_guess_is_measured_against_what_happened_within_bounds(guess: int, lately: list[tuple[int, int]]) -> None:
    found = corrected(guess, [(float(guessed), float(was)) for guessed, was in lately])
    assert guess / 2 <= found <= guess * 4
    if len(lately) < ENOUGH_WAITS:
        assert found == guess


def test_where_waits_were_twice_as_long_as_told_twice_as_long_is_told() -> None:
    assert corrected(10, [(6.0, 12.0)] * 8) == 20
    assert corrected(10, [(6.0, 3.0)] * 8) == 5


def test_the_time_for_a_first_word_and_for_the_next() -> None:
    given: dict[str, Any] = {"rules": DESK, "hours": every_day(WHOLE_DAY), "time_zone": "Asia/Shanghai"}
    first = timer_of(ago(minutes=3), replied=False, **given)
    following = timer_of(ago(minutes=3), replied=True, **given)
    assert first
    assert (first.first, first.late(NOW)) == (True, True)
    assert following
    assert (following.first, following.late(NOW)) == (False, False)
    assert timer_of(None, replied=True, **given) is None


def test_the_time_for_a_word_stands_still_while_the_desk_is_closed() -> None:
    hours = OpenHours(week=((window_of("09:00-12:00"),),) * 7, days={}, zone="UTC")
    asked = datetime(2026, 11, 24, 11, 59, tzinfo=UTC)
    timer = timer_of(asked, replied=False, rules=DESK, hours=hours, time_zone="Asia/Shanghai")
    assert timer
    assert timer.due_at == datetime(2026, 11, 25, 9, 2, tzinfo=UTC)
    assert not timer.late(datetime(2026, 11, 25, 9, 1, tzinfo=UTC))
