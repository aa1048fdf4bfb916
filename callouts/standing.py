"""How long a decision stands: until something wakes its block, or until a time that is known when it is made."""

from __future__ import annotations

from datetime import datetime, timedelta

from callouts.policy import Call, Decision, Facts
from careline.core.callouts import FINAL_WHY, Why

SWEEP = timedelta(hours=4)
"""How seldom a standing "no" is asked again although nothing has woken it: against a change that told nobody."""
_SOON = timedelta(minutes=5)


def decide_again_at(decision: Decision, facts: Facts, now: datetime) -> datetime | None:
    """When a block is decided about again unless it is woken; None if only waking helps.

    A planned call is woken by its own end. Sweeps of many blocks are spread by their ids, an eighth to either side.
    """
    if isinstance(decision, Call) or decision.why in FINAL_WHY:
        return None
    if decision.why is Why.REMEDY_IN_HAND and facts.remedy_due:
        return max(facts.remedy_due, now + timedelta(seconds=1))
    if decision.why is Why.BLOCK_OVER:
        return now + _SOON  # whoever looks at the order will end it before
    share = facts.block_id.int % 1000 / 1000 - 0.5
    return now + SWEEP * (1 + share / 4)
