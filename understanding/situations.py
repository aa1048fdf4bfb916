"""What the orders that somebody may speak of say of what they mean: 不要了 of an unpaid order is a cancellation. Pure.

The reader knows words and what was spoken of; how the orders stand is known only where they are. `situations.json`
holds for each mark of a situation how much likelier it makes each matter, as a logarithm. `python -m bot.situations`
learns these figures from customers' conversations (conversations/customers) and says how much they help.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from understanding.context import Question

Weights = Mapping[str, Mapping[str, float]]
WEIGHTS: Weights = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
ALWAYS = "always"
_MOST = 3


def marks(statuses: Sequence[str], refunds: Iterable[tuple[str, bool]], intent: str) -> list[str]:
    """The marks of a situation. `statuses`: of each order that may be meant; `refunds`: kind, and whether it is open;
    `intent`: what the words are taken for."""
    of_refunds = {f"refund:{kind}:{'open' if live else 'over'}" for kind, live in refunds}
    of_orders = {f"is:{status}" for status in statuses} | {f"orders:{min(len(statuses), _MOST)}"}
    return [ALWAYS, f"intent:{intent}", *sorted(of_orders | of_refunds)]


def in_situation(readings: Sequence[Question], found: Iterable[str], weights: Weights = WEIGHTS) -> list[Question]:
    """The readings, likeliest first, and how sure their matters are, once the situation's marks are counted."""
    lifts = [weights[mark] for mark in found if mark in weights]
    lift = {one.matter: math.exp(sum(by.get(one.matter.value, 0.0) for by in lifts)) for one in readings}
    sure = {one.matter: one.sure for one in readings}
    whole = sum(share * lift[matter] for matter, share in sure.items()) + max(0.0, 1.0 - sum(sure.values()))
    changed = [
        replace(one, sure=one.sure * lift[one.matter] / whole, likely=one.likely + math.log(lift[one.matter]))
        for one in readings
    ]
    return sorted(changed, key=lambda one: -one.likely)
