"""QR codes, drawn here: a secret in one goes to nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4
"""Modules that stay light all around (ISO/IEC 18004, 9.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A square of `size` modules, margin and all; `path` is SVG path data, to be stroked one module wide."""

    size: int
    path: str


def drawn(text: str) -> Drawing:
    """A code of this text; M: still read with 15 % of it spoilt, by a reflection or a crack in the screen."""
    code = segno.make_qr(text, error="m")
    size, _ = code.symbol_size(border=QUIET)
    strokes = (f"M{QUIET + x} {QUIET + y}.5h{wide}" for x, y, wide in _dark(code.matrix))
    return Drawing(size=int(size), path="".join(strokes))


def _dark(rows: Iterable[Iterable[int]]) -> Iterator[tuple[int, int, int]]:
    """Where dark modules that stand side by side begin (column, row), and how many they are."""
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            wide = len(list(run))
            if is_dark:
                yield x, y, wide
            x += wide
