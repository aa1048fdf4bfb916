"""By which marks `Memory.said` knows the sentences that a conversation has heard. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2s

from actions.talk import Reply
from understanding.taxonomy import Ask, Matter

RECENT = 2
"""Turns within which the same answer would be a recital; later it is what a person would say again too."""


def mark(reply: Reply, order_id: str | None) -> str:
    """A short mark of a sentence with its values, about this order."""
    return _short(f"{order_id}|{reply.response}|{sorted(reply.values.items())}")


def mark_of_sum(amount: str, order_id: str | None) -> str:
    """A short mark of a sum in words that was named for this order, by whatever sentence."""
    return _short(f"{order_id}|sum|{amount}")


def mark_of_question(answered: Sequence[tuple[Matter, Ask]], order_id: str | None) -> str | None:
    """A short mark of what matters have answered, about this order; None: nothing."""
    asked = "".join(f"{matter.value}.{ask.value} " for matter, ask in answered)
    return _short(f"{order_id}|{asked}") if asked else None


def _short(told: str) -> str:
    return blake2s(told.encode(), digest_size=4).hexdigest()
