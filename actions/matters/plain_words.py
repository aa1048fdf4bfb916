"""What the rules of `plainly.py` share. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from actions.matters.about import GIVEN_BACK
from understanding.taxonomy import Ask, Matter

FAULTS = frozenset({Matter.DAMAGE, Matter.MISSING})
OF_PHOTOS = FAULTS | {Matter.RESEND, Matter.EXCHANGE}
OF_IT_ALREADY = frozenset({Matter.DISPATCH, Matter.DELIVERY, Matter.COMPENSATION})

PlainlyAsked = tuple[Matter, Ask] | None
"""The matter and the ask; None: nothing of it."""


def gives_up(near: Sequence[Matter]) -> bool:
    return bool(GIVEN_BACK & set(near[:1]))
