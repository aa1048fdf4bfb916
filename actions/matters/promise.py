"""What we said we would do: urges and answers, by when, what came of them."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.PROMISE

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
