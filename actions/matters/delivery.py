"""Parcels under way: where, when, by whom, and what the courier can be told."""

from __future__ import annotations

from actions.matters.answer import Cell, Deed
from understanding.taxonomy import Ask, Matter

MATTER = Matter.DELIVERY

CELLS: dict[Ask, Cell] = {}
DEEDS: tuple[Deed, ...] = ()
