"""What Careline has acknowledged, to whom, and how long it took: what the judge holds it to."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Ledger:
    """Seconds count from `began`, of the steady clock."""

    began: float = field(default_factory=time.monotonic)
    said: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """By consumer: words and number of each message that was acknowledged, in the order in which it was said."""
    waits: list[tuple[float, float]] = field(default_factory=list)
    """When a post was first tried, and seconds until it was acknowledged."""
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[float, str, float]] = field(default_factory=list)
    """When one began, which, and how many seconds it lasted."""
    found: list[str] = field(default_factory=list)
    """What is not as it should be."""

    def now(self) -> float:
        return time.monotonic() - self.began

    def figures(self) -> dict[str, Any]:
        waits = sorted(wait for _, wait in self.waits)
        shares = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("most", 1.0))
        return {
            "faults": len(self.faults),
            "by kind": dict(Counter(name for _, name, _ in self.faults).most_common()),
            "acknowledged": len(waits),
            "refused while broken": dict(self.refused),
            "seconds to be acknowledged": {
                name: round(waits[min(int(share * len(waits)), len(waits) - 1)], 2) for name, share in shares if waits
            },
        }
