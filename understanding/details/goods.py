"""Details of questions on exchanges, goods sent again, damage, authenticity."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {}
"""Name: (Chinese pattern, English pattern)."""
