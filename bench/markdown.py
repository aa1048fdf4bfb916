"""Tables of Markdown. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = tuple[str, ...]
Figures = dict[str, Any]


def table(head: Row, rows: Sequence[Row]) -> str:
    """A table; the head may have empty cells."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
