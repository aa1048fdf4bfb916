"""A simulation of given orders: their blocks found as the worker finds them, then lived through."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from callouts.pacing import Pace
from callouts.simulate import Simulation
from callouts.simulated import Habits, Result, Shopper, Staff, Trouble, troubles_of
from careline.core.blocks import BlockKind
from careline.core.orders import Order
from careline.core.rules import ShopRules


def simulated(
    told: Sequence[tuple[Shopper, Sequence[Order]]],
    start: datetime,
    end: datetime,
    *,
    rules: ShopRules,
    pace: Pace,
    habits: Habits,
    staff: Staff,
    seed: int,
    may_dial: Callable[[str], str | None],
) -> Result:
    """Of what is blocked between `start` and `end`, also if it was before."""
    troubles: list[Trouble] = []
    for _, versions in told:
        found = troubles_of(versions, end, rules, lambda *of: _block_id(seed, *of))
        troubles += [one for one in found if one.ended is None or one.ended > start]
    people = {who.customer.customer_id: who for who, _ in told}
    return Simulation(
        people.values(), troubles, rules=rules, pace=pace, habits=habits, staff=staff, seed=seed, may_dial=may_dial,
        start=start, end=end,
    ).run()  # fmt: skip


def _block_id(seed: int, order_id: str, kind: BlockKind, episode: int) -> UUID:
    """The same for the same seed; who is held out hangs on it."""
    told = f"{seed}:{order_id}:{kind}:{episode}".encode()
    return UUID(bytes=hashlib.blake2b(told, digest_size=16).digest())
