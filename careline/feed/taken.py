"""What became of a batch of events, told to whoever sent them."""

from __future__ import annotations

from dataclasses import dataclass, field

Told = tuple[str, str]
"""An event_id, or "" where none can be read; and one sentence."""


@dataclass(slots=True)
class Taken:
    """`rejected`: events that will never be good; `ignored_because`: why good ones changed nothing; `warnings`: what is
    odd about those that were read, one entry for each oddity."""

    accepted: int = 0
    ignored: int = 0
    rejected: list[Told] = field(default_factory=list)
    ignored_because: list[Told] = field(default_factory=list)
    warnings: list[Told] = field(default_factory=list)

    def add(self, other: Taken) -> None:
        self.accepted += other.accepted
        self.ignored += other.ignored
        self.rejected += other.rejected
        self.ignored_because += other.ignored_because
        self.warnings += other.warnings

    def ignore(self, event_id: str, why: str) -> None:
        self.ignored += 1
        self.ignored_because.append((event_id, why))
