"""Goods sent back: may I, until when, where to, how, and the money after it."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.RETURN

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
