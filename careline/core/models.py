"""Which trained model answers, and whether another one may take its place. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Step(StrEnum):
    """What was decided about models; after each, one model is in use."""

    STARTED = "started"
    PROMOTED = "promoted"
    REFUSED = "refused"
    FAILED = "failed"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model file by name (`<hash of its sources>.tar.gz`) and the SHA-256 of its bytes, in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelScore:
    """How many of `rows` labelled sentences were understood: as labelled, or as another reader could defend."""

    rows: int
    strict: int
    lenient: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """What training noted about sentences it had not learnt from: how many, and the share that was right (0 to 1)."""

    sentences: int
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is known about a model. `scores` by file, `held_out` by language, `talks` by title: passed or not."""

    model: Model
    scores: Mapping[str, ModelScore] = field(default_factory=dict)
    held_out: Mapping[str, HeldOut] = field(default_factory=dict)
    talks: Mapping[str, bool] = field(default_factory=dict)

    @property
    def accuracy(self) -> float | None:
        """Lenient, over all labelled sentences; None without any."""
        rows = sum(score.rows for score in self.scores.values())
        return sum(score.lenient for score in self.scores.values()) / rows if rows else None

    @property
    def held_out_accuracy(self) -> float | None:
        """The training's own figure, over all languages; None for a model that has none."""
        sentences = sum(part.sentences for part in self.held_out.values())
        return sum(part.right * part.sentences for part in self.held_out.values()) / sentences if sentences else None


def why_worse(candidate: Trial, present: Trial, margin: float) -> list[str]:
    """What speaks against the candidate; nothing = it may be promoted. `margin` is a share (0.01 = one point).

    The training's own figures count only where nobody gave labelled sentences: each model is judged by its own data.
    """
    reasons = []
    pairs = (("labelled sentences", "accuracy"), ("sentences held out by training", "held_out_accuracy"))
    for what, name in pairs:
        new, old = getattr(candidate, name), getattr(present, name)
        if new is None or old is None:
            continue
        if new < old - margin:
            reasons.append(f"{what}: {new:.1%} understood, {old:.1%} before (at most {margin:.1%} less is allowed)")
        break
    lost = sorted(title for title, passed in present.talks.items() if passed and not candidate.talks.get(title))
    reasons += [f"conversation that went well before: {title}" for title in lost]
    return reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Turns that ended in some time: all, those not understood, and those that failed."""

    turns: int
    not_understood: int
    failed: int

    @property
    def bad(self) -> float:
        """Share of turns without a proper answer, 0 to 1."""
        return (self.not_understood + self.failed) / self.turns if self.turns else 0.0


TURNS_TO_JUDGE = 20
BAD_MORE_AT_MOST = 0.15


def why_roll_back(before: Traffic, since: Traffic) -> str | None:
    """Whether consumers fare clearly worse with the new model. Fewer than 20 turns say nothing."""
    if since.turns < TURNS_TO_JUDGE or since.bad <= before.bad + BAD_MORE_AT_MOST:
        return None
    return f"{since.bad:.0%} of {since.turns} turns had no proper answer, {before.bad:.0%} before"


def choice_at_start(recorded: Model | None, recorded_sources: str, present: str, *, intact: bool) -> tuple[bool, str]:
    """Whether to start with the recorded model rather than with that of the present sources, and why.

    `present` and `recorded_sources` are names of the present sources' model, now and at the last decision. Who edits
    sources expects to see them at the next start; who promoted, refused or rolled back, and changed nothing since,
    expects that to hold.
    """
    if recorded is None:
        return False, "the first start"
    if not intact:
        return False, f"the file of {recorded.name} is gone or was changed"
    if recorded_sources != present:
        return False, "the sources were changed since the last decision"
    return True, "it was in use before"
