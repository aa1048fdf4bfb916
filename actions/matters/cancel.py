"""Orders called off before they are sent."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.CANCEL

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
