"""Goods that came broken, wrong or incomplete, and what proves it."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.DAMAGE

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
