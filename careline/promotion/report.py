"""What an operator is shown: two models side by side, and the history of decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table

from careline.core.models import Trial
from careline.promotion.record import Decision


def compared(present: Trial, candidate: Trial) -> Table:
    """One line for each figure."""
    table = Table("", f"in use\n{_short(present.model.name)}", f"candidate\n{_short(candidate.model.name)}")
    for row in _rows(present, candidate):
        table.add_row(*row)
    return table


def _rows(present: Trial, candidate: Trial) -> Iterator[tuple[str, ...]]:
    for name in candidate.scores:
        yield (f"{name}, understood", *(_of_file(trial, name) for trial in (present, candidate)))
    if candidate.scores:
        yield ("labelled sentences, all", *(_share(trial.accuracy) for trial in (present, candidate)))
    held_out = (_share(trial.held_out_accuracy) for trial in (present, candidate))
    yield ("held out by training, right", *held_out)
    if candidate.talks or present.talks:
        yield ("conversations as written", *(_of_talks(trial) for trial in (present, candidate)))


def _of_file(trial: Trial, name: str) -> str:
    score = trial.scores.get(name)
    return f"{score.lenient}/{score.rows}  {score.lenient / score.rows:.1%}" if score and score.rows else "-"


def _of_talks(trial: Trial) -> str:
    return f"{sum(trial.talks.values())}/{len(trial.talks)}"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def history(decisions: Sequence[Decision]) -> Table:
    """Newest first; the first row's model is in use."""
    table = Table("when (UTC)", "what", "model", "who", "understood", "conversations", "why")
    for decision in decisions:
        figures = decision.figures
        talks = f"{figures['passed']}/{figures['conversations']}" if figures.get("conversations") else "-"
        table.add_row(
            f"{decision.at:%Y-%m-%d %H:%M}", decision.what, _short(decision.candidate), decision.who,
            _share(figures.get("accuracy") or figures.get("held_out")), talks, decision.why,
        )  # fmt: skip
    return table


def _short(name: str) -> str:
    return name.removesuffix(".tar.gz")
