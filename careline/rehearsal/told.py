"""What came of a conversation: every exchange as it was, and what was not as expected. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from careline.core.conversation import Owner
from careline.core.remedies import RemedyKind
from careline.rehearsal.script import Conversation

VOICE = "voice"
"""Stands for a response name where the telephone's own script speaks: greeting, key 9, good-bye."""
REPEATED = "repeated"
"""Stands for a response name where the bot says its last words again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing the consumer was told: the response's name, the words, and what can be pressed."""

    response: str
    text: str
    buttons: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What the consumer did and what followed. `intent` is None where the bot was not asked, or did not answer."""

    done: str
    said: tuple[Said, ...]
    owner: Owner
    intent: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What stands in the database when the conversation is over. `noted`: the remedies of each order, oldest first."""

    owner: Owner
    noted: dict[str, tuple[RemedyKind, ...]]
    opted_out: bool
    callback: bool


@dataclass(slots=True, kw_only=True)
class Outcome:
    """One conversation as it was held. `faults` are by exchange (1 is the first step), 0 for the end."""

    script: Conversation
    exchanges: list[Exchange] = field(default_factory=list)
    faults: dict[int, list[str]] = field(default_factory=dict)
    greeting: tuple[Said, ...] = ()
    seconds: float = 0.0

    def note(self, step: int, faults: Sequence[str]) -> None:
        if faults:
            self.faults.setdefault(step, []).extend(faults)

    @property
    def passed(self) -> bool:
        return not self.faults

    @property
    def as_expected(self) -> bool:
        """A known failure has to fail, so that its mark goes when its cause has gone."""
        return self.passed != bool(self.script.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole rehearsal with one model."""

    outcomes: tuple[Outcome, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        return all(outcome.as_expected for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.passed and not outcome.script.known)

    @property
    def known(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.passed and outcome.script.known)

    @property
    def repaired(self) -> tuple[Outcome, ...]:
        """Marked as known failures, and they pass."""
        return tuple(outcome for outcome in self.outcomes if outcome.passed and outcome.script.known)
