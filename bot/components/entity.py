"""What is found in a message, and of what overlaps only the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Entity(NamedTuple):
    """One thing found: kind, value in one form, and where it stands in the message (end excluded)."""

    kind: str
    value: str
    start: int
    end: int


def apart(found: Iterable[Entity], length: int) -> Iterator[Entity]:
    """Those that share no character with an earlier one; `length` is the text's. Linear, unlike comparing pairs."""
    taken = bytearray(length)
    for entity in found:
        if not any(taken[entity.start : entity.end]):
            taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
            yield entity
