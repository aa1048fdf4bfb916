"""Goods that have not been sent yet: by when, how late, why, what is being done."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.DISPATCH

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
