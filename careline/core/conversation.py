"""Who answers a conversation: exactly one owner, and an epoch that grows at every change of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Owner(StrEnum):
    BOT = "bot"
    QUEUE = "queue"
    AGENT = "agent"
    CLOSED = "closed"


class Move(StrEnum):
    """The verbs that change an owner."""

    REQUEST_PERSON = "request_person"
    CLAIM = "claim"
    TRANSFER = "transfer"
    RETURN_TO_BOT = "return_to_bot"
    REQUEUE = "requeue"
    LEAVE_QUEUE = "leave_queue"
    CLOSE = "close"


class IllegalMoveError(ValueError):
    """The conversation's owner does not allow this move; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """`agent_id` is set exactly while the owner is an agent."""

    owner: Owner
    epoch: int
    agent_id: str | None = None


_MOVES = MappingProxyType(
    {
        (Owner.BOT, Move.REQUEST_PERSON): Owner.QUEUE,
        (Owner.BOT, Move.CLAIM): Owner.AGENT,  # an agent steps in unasked
        (Owner.BOT, Move.CLOSE): Owner.CLOSED,
        (Owner.QUEUE, Move.CLAIM): Owner.AGENT,
        (Owner.QUEUE, Move.LEAVE_QUEUE): Owner.BOT,
        (Owner.QUEUE, Move.CLOSE): Owner.CLOSED,
        (Owner.AGENT, Move.TRANSFER): Owner.AGENT,  # from one agent to another
        (Owner.AGENT, Move.RETURN_TO_BOT): Owner.BOT,
        (Owner.AGENT, Move.REQUEUE): Owner.QUEUE,
        (Owner.AGENT, Move.CLOSE): Owner.CLOSED,
    }
)


def assistant_answers(owner: Owner, channel: str) -> bool:
    """Whether the assistant answers what the consumer writes. In the app also while they wait for a person: facts and
    deeds need none, and the person reads along. A call that waits for a person is over."""
    return owner is Owner.BOT or (owner is Owner.QUEUE and channel == "app")


def moved(before: Ownership, move: Move, agent_id: str | None = None) -> Ownership:
    """The ownership after the move, one epoch on. Raises IllegalMoveError.

    `agent_id` is required for CLAIM and TRANSFER, and ignored otherwise.
    """
    owner = _MOVES.get((before.owner, move))
    if owner is None:
        raise IllegalMoveError(f"a conversation owned by {before.owner} cannot {move.replace('_', ' ')}")
    if owner is Owner.AGENT and not agent_id:
        raise IllegalMoveError("only a named agent can have a conversation")
    return Ownership(owner=owner, epoch=before.epoch + 1, agent_id=agent_id if owner is Owner.AGENT else None)


def may_reply(now: Ownership, epoch: int) -> bool:
    """Whether an answer computed under `epoch` still counts: a late one after any change of owner does not."""
    return now.epoch == epoch
