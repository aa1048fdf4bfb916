"""Parcels called delivered that did not come, and lost ones."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.MISSING

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
