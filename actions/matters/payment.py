"""What was paid: twice, not booked, by which way."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.PAYMENT

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
