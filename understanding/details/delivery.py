"""Details of questions on delivery and missing parcels."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {}
"""Name: (Chinese pattern, English pattern)."""
