"""Price protection, coupons, discounts."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.PRICE

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
