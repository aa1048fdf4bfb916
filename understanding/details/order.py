"""Details of questions on addresses, prices, invoices, people."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {}
"""Name: (Chinese pattern, English pattern)."""
