"""A person here: when, who, instead of the assistant."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.PERSON

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
