"""Who pays for sending back, and what the insurance gives."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.RETURN_FREIGHT

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
