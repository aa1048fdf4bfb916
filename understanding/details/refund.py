"""Details of questions on refunds, cancelling, payments."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {}
"""Name: (Chinese pattern, English pattern)."""
