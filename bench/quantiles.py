"""Summing up times. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any


def quantile(values: Sequence[float], share: float) -> float:
    """The nearest-rank quantile; raises ValueError for no values."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def summary(milliseconds: Sequence[float]) -> dict[str, Any]:
    """{"asked", "p50", "p95"}."""
    return {
        "asked": len(milliseconds), "p50": round(quantile(milliseconds, 0.5), 1),
        "p95": round(quantile(milliseconds, 0.95), 1),
    }  # fmt: skip
