"""The shop and its service: complaints, with a number and an answer by a time."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.MERCHANT

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
