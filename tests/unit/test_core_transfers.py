"""Putting somebody through: every move of one ringing, its time, and who is rung."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.routing import AgentState, Priority, Waiting
from careline.core.transfers import (
    JOINS_WITHIN,
    MOVES,
    Transfer,
    TransferEnd,
    TransferEvent,
    TransferState,
    advance,
    agent_for_call,
    due,
    offered,
)
from tests.factories import NOW
from tests.rules import RULES, rules_with

pytestmark = pytest.mark.unit

DESK = RULES.desk
BEGUN = offered(NOW, DESK) or pytest.fail("nobody is put through by the standard rules")
OPEN = [state for state in TransferState if state is not TransferState.ENDED]


def in_state(state: TransferState) -> Transfer:
    return replace(
        BEGUN, state=state, accepted_at=NOW if state in {TransferState.ACCEPTED, TransferState.CONNECTED} else None
    )


@pytest.mark.parametrize("state", OPEN)
def test_every_open_state_is_left_by_itself_whoever_hangs_up_and_whatever_gets_lost(state: TransferState) -> None:
    """Time moves on what waits for somebody; a talk ends with either call, whose end is asked for if it is not told."""
    leaves = {event for at, event in MOVES if at is state}
    assert TransferEvent.CALLER_OVER in leaves
    if state is TransferState.CONNECTED:
        assert TransferEvent.LEG_OVER in leaves
        assert due(in_state(state)) is None
    else:
        assert TransferEvent.TIME_UP in leaves
        assert due(in_state(state)) is not None


@pytest.mark.parametrize("event", TransferEvent)
def test_an_end_never_changes(event: TransferEvent) -> None:
    ended = advance(in_state(TransferState.CONNECTED), TransferEvent.LEG_OVER, NOW)
    assert ended.end is TransferEnd.TALKED
    assert advance(ended, event, NOW + timedelta(hours=1)) == ended


@given(st.lists(st.sampled_from(TransferEvent), max_size=12))
def test_whatever_order_the_news_comes_in_there_is_one_end_and_no_way_back(events: list[TransferEvent]) -> None:
    rank = {state: n for n, state in enumerate(TransferState)}
    transfer = BEGUN
    for event in events:
        before, transfer = transfer, advance(transfer, event, NOW)
        assert rank[transfer.state] >= rank[before.state]
        assert (transfer.end is None) == (transfer.ended_at is None) == (transfer.state is not TransferState.ENDED)
        if before.end:
            assert transfer.end is before.end
    talked = transfer.end is TransferEnd.TALKED
    assert not talked or transfer.joined_at is not None


def test_every_pair_of_state_and_event_has_an_answer() -> None:
    for state, event in product(OPEN, TransferEvent):
        after = advance(in_state(state), event, NOW)
        assert after == in_state(state) if (state, event) not in MOVES else after != in_state(state)


def test_whoever_took_it_has_until_they_pick_up_and_then_a_moment() -> None:
    taken = replace(in_state(TransferState.ACCEPTED), ring_until=NOW + timedelta(seconds=20))
    assert due(taken) == NOW + timedelta(seconds=20)
    picked_up = replace(taken, answered_at=NOW + timedelta(seconds=18))
    assert due(picked_up) == NOW + timedelta(seconds=18) + JOINS_WITHIN


def test_the_caller_waits_no_longer_than_the_rules_say() -> None:
    assert BEGUN.until == NOW + DESK.phone_holds
    later = NOW + timedelta(seconds=30)
    second = offered(later, DESK, BEGUN.until)
    assert second is not None
    assert second.ring_until <= BEGUN.until
    assert offered(NOW + timedelta(seconds=40), DESK, BEGUN.until) is None  # nobody picks up in five seconds
    assert offered(NOW, rules_with(desk={"phone_holds": timedelta(0)}).desk) is None


def waiting(conversation_id: str = "call", **given: object) -> Waiting:
    usual = {"priority": 40, "rank": 40, "queued_at": NOW, "channel": "phone", "conversation_id": conversation_id}
    usual |= {"language": "zh-CN", "skill": "general"}
    return Waiting(**{**usual, **given})  # type: ignore[arg-type]


def agent(agent_id: str, **given: object) -> AgentState:
    usual = {"online": True, "active": 0, "capacity": 5, "languages": ("zh-CN",)}
    return AgentState(**{"agent_id": agent_id, **usual, **given})  # type: ignore[arg-type]


def chosen(one: Waiting, agents: list[AgentState], *others: Waiting, not_these: tuple[str, ...] = ()) -> str | None:
    return agent_for_call(one, [one, *others], agents, not_these, NOW, DESK)


def test_their_own_agent_is_rung_first_and_a_backup_after_them() -> None:
    agents = [agent("li"), agent("wu")]
    mine = waiting(agent_id="wu")
    assert chosen(mine, agents) == "wu"
    assert chosen(mine, agents, not_these=("wu",)) == "li"
    assert chosen(mine, agents, not_these=("wu", "li")) is None


def test_whoever_is_away_full_or_does_not_speak_the_language_is_not_rung() -> None:
    assert chosen(waiting(), [agent("li", online=False)]) is None
    assert chosen(waiting(), [agent("li", active=4)]) is None  # a call takes two places, and one is kept
    assert chosen(waiting(), [agent("anna", languages=("en",))]) is None


def test_whoever_goes_before_them_in_the_queue_gets_the_agent_first() -> None:
    only = [agent("li", capacity=3)]
    assert chosen(waiting(), only) == "li"
    danger = waiting("chat", channel="app", priority=int(Priority.DANGER), rank=int(Priority.DANGER))
    assert chosen(waiting(), only, danger) is None
    later = waiting("chat", channel="app", priority=10, rank=10)
    assert chosen(waiting(), only, later) == "li"
