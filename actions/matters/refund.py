"""Money asked back: decided or not, when, where to, how much, and what if not."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.REFUND

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
