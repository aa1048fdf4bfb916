"""The review loop at the terminal (docs/review.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careline.cli.here import console, settings_here, with_database
from careline.clock import utc_now

reviews = typer.Typer(invoke_without_command=True, help="Sentences the assistant should learn from.")


@reviews.callback()
def review(
    context: typer.Context,
    reason: Annotated[str, typer.Option(help="low_confidence, corrected or handed_over")] = "",
    language: Annotated[str, typer.Option(help="of the sentences: zh-CN or en")] = "",
    names: Annotated[str, typer.Option(help="language of the intents' names")] = "zh-CN",
) -> None:
    """Decide what sentences mean, one after the other."""
    from careline.insights.rows import Wanted
    from careline.insights.terminal import Session, reason_named

    if context.invoked_subcommand:
        return
    wanted = Wanted(reason=reason_named(reason), language=language or None)
    done = with_database(
        settings_here(), lambda database: Session(database, console, console.input, utc_now, names).run(wanted)
    )
    console.print(f"{done['approve']} approved, {done['skip']} skipped. To train on them: careline review write")


@reviews.command("list")
def review_list(
    state: Annotated[str, typer.Option(help="open, approved, skipped, written or all")] = "open",
    reason: Annotated[str, typer.Option(help="low_confidence, corrected or handed_over")] = "",
    language: Annotated[str, typer.Option(help="of the sentences: zh-CN or en")] = "",
    limit: Annotated[int, typer.Option(min=1)] = 50,
) -> None:
    """Show sentences and what was thought of them."""
    from careline.insights.rows import Wanted
    from careline.insights.terminal import reason_named, show_list, state_named

    wanted = Wanted(state=state_named(state), reason=reason_named(reason), language=language or None)
    with_database(settings_here(), lambda database: show_list(database, console, wanted, limit=limit))


@reviews.command("write")
def review_write(
    folder: Annotated[Path, typer.Option(help="the training sentences", exists=True, file_okay=False)] = Path(
        "data/nlu"
    ),
) -> None:
    """Write what was approved into the training data, by topic, without personal data."""
    from careline.insights.terminal import write

    whole = with_database(settings_here(), lambda database: write(database, console, folder, utc_now()))
    raise typer.Exit(0 if whole else 1)
