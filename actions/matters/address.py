"""Where an order goes, and changing that."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.ADDRESS

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
