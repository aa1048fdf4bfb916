"""Which sentences a conversation has heard: a mark for each, with the turn and how often (`Memory.said`). Pure."""

from __future__ import annotations

from hashlib import blake2s
from uuid import UUID

from actions.talk import Reply

_REMEMBERED = 60
RECENT = 2
"""Turns within which the same answer would be a recital; later it is what a person would say again too."""

Told = dict[str, tuple[int, int]]
"""Each mark with the turn in which it was said last, and how often it was said."""


def mark(reply: Reply, order_id: str | None) -> str:
    """A short mark of a sentence with its values, about this order."""
    return _short(f"{order_id}|{reply.response}|{sorted(reply.values.items())}")


def mark_of_sum(amount: str, order_id: str | None) -> str:
    """A short mark of a sum in words that was named for this order, by whatever sentence."""
    return _short(f"{order_id}|sum|{amount}")


def mark_of_question(answered: str, order_id: str | None) -> str | None:
    """A short mark of what was asked, about this order; None: it is not known."""
    return _short(f"{order_id}|{answered}") if answered else None


def mark_of_deed(remedy_id: UUID) -> str:
    """A short mark of what was registered for them, which counts how often it was told."""
    return _short(f"deed|{remedy_id}")


def told_before(said: str | None) -> Told:
    """What `Memory.said` keeps."""
    parts = (one.split(":") for one in (said or "").split())
    return {name: (int(at), int(times)) for name, at, times in parts}


def this_turn(told: Told) -> int:
    """The number of the turn that is being answered."""
    return 1 + max((at for at, _ in told.values()), default=0)


def to_remember(told: Told) -> str | None:
    """For `Memory.said`: the latest of them."""
    latest = sorted(told.items(), key=lambda one: one[1])[-_REMEMBERED:]
    return " ".join(f"{name}:{at}:{times}" for name, (at, times) in latest) or None


def _short(told: str) -> str:
    return blake2s(told.encode(), digest_size=4).hexdigest()
