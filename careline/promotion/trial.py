"""Trying out a model: labelled sentences, what training held out, and written conversations held with it."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from careline.bot_side import INTENT_MAP, run
from careline.core.models import HeldOut, Model, ModelScore, Trial

CANARIES = ("你好", "我的包裹到哪了", "怎么还没发货", "转人工", "where is my parcel", "I want a refund")
"""What a process that has just started is asked: it has to do what the same model did when it was tried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """Written conversations held with a model: titles of those that passed, transcripts of the others by title."""

    passed: frozenset[str] = frozenset()
    failed: Mapping[str, str] = field(default_factory=dict)


Talks = Callable[[Path], Awaitable[Talked]]
"""The port to rehearsals: a model file in, what came of the conversations out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """`canaries`: by text, the intent and action that a process serving this model has to come to."""

    trial: Trial
    canaries: dict[str, dict[str, str]]
    talked: Talked


def our_labelled_files() -> list[Path]:
    """The labelled sentences of CARELINE_EVAL_DIR (docs/models.md); none where that is not set."""
    folder = os.environ.get("CARELINE_EVAL_DIR")
    return sorted(Path(folder).glob("dev_*.jsonl")) if folder else []


async def try_out(folder: Path, model: Model, labelled: Sequence[Path], talks: Talks) -> Tried:
    """Find out what a model is worth. Raises BotSideError if it cannot be loaded."""
    worth = await _worth(folder / model.name, model, labelled)
    talked = await talks(folder / model.name)
    trial = Trial(
        model=model,
        scores={name: ModelScore(**hits) for name, hits in worth["scores"].items()},
        held_out={language: HeldOut(**part) for language, part in worth["held_out"].items()},
        talks={**dict.fromkeys(talked.passed, True), **dict.fromkeys(talked.failed, False)},
    )
    return Tried(trial=trial, canaries=worth["checks"], talked=talked)


async def _worth(file: Path, model: Model, labelled: Sequence[Path]) -> dict[str, Any]:
    translated = ("--map", str(INTENT_MAP)) if INTENT_MAP.exists() else ()
    words = ("--model", str(file), "--sha256", model.sha256, *translated, "--check", *CANARIES, "--")
    found: dict[str, Any] = json.loads(await run("bot.score", *words, *(str(file.absolute()) for file in labelled)))
    return found


def figures_of(tried: Tried) -> dict[str, Any]:
    """What goes on record."""
    trial = tried.trial
    return {
        "accuracy": _rounded(trial.accuracy),
        "held_out": _rounded(trial.held_out_accuracy),
        "sentences": sum(score.rows for score in trial.scores.values()),
        "conversations": len(trial.talks),
        "passed": sum(trial.talks.values()),
        "canaries": tried.canaries,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
