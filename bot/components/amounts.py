"""Amounts of money as entities: `CNY 35.90`. What is a sum is read by understanding/sums.py, for both Pythons."""

from __future__ import annotations

from collections.abc import Iterator

from bot.components.entity import Entity
from understanding.sums import sums_in


def find_amounts(text: str) -> Iterator[Entity]:
    """Exact sums with a currency and two decimals, of text as `entities.readable` gives it."""
    for one in sums_in(text):
        yield Entity("amount", f"{one.currency} {one.cents // 100}.{one.cents % 100:02}", one.start, one.end)
