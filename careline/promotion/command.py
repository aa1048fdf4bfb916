"""`careline train --promote`, `--rollback` and `careline models`: the terminal's side."""

from __future__ import annotations

import getpass
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from careline.bot_side import ENDS, WRITTEN, BotSideError, ModelRefusedError, model_at, trained
from careline.core.models import Model, Trial, why_worse
from careline.promotion import report
from careline.promotion.control import NobodyThereError, RequestRefusedError, ask
from careline.promotion.pruning import prune
from careline.promotion.rehearsing import talks_of
from careline.promotion.trial import Talks, Tried, figures_of, our_labelled_files, try_out
from careline.rehearsal import BotDidNotStartError, UnreadableError

CANNOT_TRY = (BotSideError, BotDidNotStartError)
EXPECTED = (*CANNOT_TRY, ModelRefusedError, NobodyThereError, RequestRefusedError, UnreadableError)
"""What is told as a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tryout:
    """What models are tried out on: files of labelled sentences, and written conversations."""

    labelled: Sequence[Path]
    talks: Talks

    @classmethod
    def found(cls, labelled: Sequence[Path] | None, talks: Sequence[Path] | None) -> Tryout:
        """Those that are given, else those that lie in their places."""
        return cls(labelled=labelled or our_labelled_files(), talks=talks_of(talks or [WRITTEN]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """`model` None = that of the present sources.

    `margin`: how much less the candidate may understand, as a share. `watch_seconds`: how long turns are looked at.
    """

    data_dir: Path
    models: Path
    model: Path | None
    tryout: Tryout
    margin: float
    watch_seconds: float
    why: str


async def promote(wanted: Promotion, console: Console) -> int:
    """Train, try out, compare, switch. 0 if the candidate is in use at the end. Raises EXPECTED."""

    def say(text: str) -> None:
        console.print(f"  {text}", style="dim", markup=False)

    state = await ask(wanted.data_dir, {"do": "state"}, say)  # before minutes are spent
    present = Model(name=state["model"], sha256=state["sha256"])
    candidate = await _candidate(wanted, say)
    if candidate == present:
        console.print(f"{present.name} is in use already: nothing to do.")
        return 0
    if not wanted.tryout.labelled:
        console.print("No labelled sentences (--dev FILE): judged by what each training held out, which is weaker.")
    before = await _present(wanted, present, console)
    tried = await _tried(wanted, candidate, console)
    console.print(report.compared(before, tried.trial))
    asked = _request(wanted, tried)
    if reasons := why_worse(tried.trial, before, wanted.margin):
        await ask(wanted.data_dir, {**asked, "do": "refuse", "why": "; ".join(reasons)}, say)
        _explain(reasons, tried, console)
        return 1
    done = await ask(wanted.data_dir, {**asked, "do": "promote"}, say)
    console.print(f"{done['model']} is in use.", style="green")
    if gone := prune(wanted.models, {done["model"], done["before"]}):
        console.print(f"Old models removed: {', '.join(gone)}")
    return 0


async def _candidate(wanted: Promotion, say: Any) -> Model:
    """Trained, or brought from elsewhere into the folder where the processes and the next start look for it."""
    if wanted.model is None:
        return model_at(await trained(wanted.models, say))
    model, home = model_at(wanted.model), wanted.models / wanted.model.name
    if wanted.model.absolute() != home.absolute():
        if home.exists() and model_at(home) != model:
            raise ModelRefusedError(f"{home} is another model of that name: rename the one you bring")
        wanted.models.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted.model, home)
        home.with_name(home.name.removesuffix(ENDS) + ".sha256").write_text(f"{model.sha256}  {home.name}\n", "ascii")
    return model


async def _present(wanted: Promotion, model: Model, console: Console) -> Trial:
    """What the model in use is worth; nothing, if it was trained for other code than there is now."""
    try:
        return (await _tried(wanted, model, console)).trial
    except CANNOT_TRY as error:
        console.print(f"{model.name} cannot be tried out with the present code, so nothing is compared: {error}")
        return Trial(model=model)


async def _tried(wanted: Promotion, model: Model, console: Console) -> Tried:
    with console.status(f"trying out {model.name}"):
        return await try_out(wanted.models, model, wanted.tryout.labelled, wanted.tryout.talks)


def _request(wanted: Promotion, tried: Tried) -> dict[str, Any]:
    model = tried.trial.model
    return {
        "model": model.name, "sha256": model.sha256, "who": who(), "why": wanted.why,
        "figures": figures_of(tried), "watch_seconds": wanted.watch_seconds,
    }  # fmt: skip


def _explain(reasons: Sequence[str], tried: Tried, console: Console) -> None:
    console.print(f"{tried.trial.model.name} is not promoted:", style="red")
    for reason in reasons:
        console.print(f"  - {reason}", markup=False)
    for title, transcript in tried.talked.failed.items():
        if any(title in reason for reason in reasons):
            console.print(f"\n{transcript}", markup=False)


async def roll_back(data_dir: Path, why: str, console: Console) -> int:
    """Go back to the model before. Raises EXPECTED."""

    def say(text: str) -> None:
        console.print(f"  {text}", style="dim", markup=False)

    done = await ask(data_dir, {"do": "roll_back", "who": who(), "why": why}, say)
    console.print(f"{done['model']} is in use again.", style="green")
    return 0


def who() -> str:
    """For the record: who sits at the terminal."""
    try:
        return f"operator:{getpass.getuser()}"
    except (KeyError, OSError):  # a user id without a name
        return f"operator:{os.getuid()}"
