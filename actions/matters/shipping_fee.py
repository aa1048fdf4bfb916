"""What shipping costs and whether it comes back."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.SHIPPING_FEE

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
