"""Details of questions on returns, return freight, shipping fees."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {}
"""Name: (Chinese pattern, English pattern)."""
