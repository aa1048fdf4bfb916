"""One owner at a time: every move from every owner, and an epoch that only grows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.conversation import (
    IllegalMoveError,
    Move,
    Owner,
    Ownership,
    assistant_answers,
    may_reply,
    moved,
)

pytestmark = pytest.mark.unit

AGENT = "agent-mei"
LEGAL = {
    (Owner.BOT, Move.REQUEST_PERSON): Owner.QUEUE,
    (Owner.BOT, Move.CLAIM): Owner.AGENT,
    (Owner.BOT, Move.CLOSE): Owner.CLOSED,
    (Owner.QUEUE, Move.CLAIM): Owner.AGENT,
    (Owner.QUEUE, Move.LEAVE_QUEUE): Owner.BOT,
    (Owner.QUEUE, Move.CLOSE): Owner.CLOSED,
    (Owner.AGENT, Move.TRANSFER): Owner.AGENT,
    (Owner.AGENT, Move.RETURN_TO_BOT): Owner.BOT,
    (Owner.AGENT, Move.REQUEUE): Owner.QUEUE,
    (Owner.AGENT, Move.CLOSE): Owner.CLOSED,
}


def owned(owner: Owner, epoch: int = 7) -> Ownership:
    return Ownership(owner=owner, epoch=epoch, agent_id=AGENT if owner is Owner.AGENT else None)


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("owner", Owner)
def test_a_move_is_either_in_the_table_or_refused(owner: Owner, move: Move) -> None:
    if (owner, move) not in LEGAL:
        with pytest.raises(IllegalMoveError, match=f"owned by {owner} cannot"):
            moved(owned(owner), move, "agent-li")
        return
    after = moved(owned(owner), move, "agent-li")
    assert after.owner is LEGAL[owner, move]
    assert after.epoch == 8
    assert after.agent_id == ("agent-li" if after.owner is Owner.AGENT else None)


@pytest.mark.parametrize("nobody", [None, ""])
def test_only_a_named_agent_can_claim(nobody: str | None) -> None:
    with pytest.raises(IllegalMoveError, match="named agent"):
        moved(owned(Owner.QUEUE), Move.CLAIM, nobody)


@pytest.mark.parametrize(("owner", "move"), [step for step, after in LEGAL.items() if after is not Owner.AGENT])
def test_every_other_move_needs_no_agent(owner: Owner, move: Move) -> None:
    assert moved(owned(owner), move).owner is LEGAL[owner, move]


def test_a_closed_conversation_stays_closed() -> None:
    for move in Move:
        with pytest.raises(IllegalMoveError):
            moved(owned(Owner.CLOSED), move, AGENT)


@given(st.lists(st.sampled_from(Move), max_size=30))
def test_whatever_is_tried_there_is_one_owner_and_each_change_counts_once(tried: list[Move]) -> None:
    now, changes = owned(Owner.BOT, epoch=0), 0
    for move in tried:
        try:
            now = moved(now, move, AGENT)
        except IllegalMoveError:
            continue
        changes += 1
        assert (now.agent_id is not None) == (now.owner is Owner.AGENT)
    assert now.epoch == changes


def test_until_a_person_takes_over_the_assistant_answers_in_the_app_and_a_call_that_waits_for_one_is_over() -> None:
    found = {(owner, channel) for owner in Owner for channel in ("app", "phone") if assistant_answers(owner, channel)}
    assert found == {(Owner.BOT, "app"), (Owner.BOT, "phone"), (Owner.QUEUE, "app")}


@given(st.sampled_from(sorted(LEGAL)), st.integers(0, 99))
def test_an_answer_thought_up_before_any_change_of_owner_is_too_late(step: tuple[Owner, Move], epoch: int) -> None:
    owner, move = step
    before = owned(owner, epoch)
    after = moved(before, move, AGENT)
    assert may_reply(before, epoch)
    assert not may_reply(after, epoch)
