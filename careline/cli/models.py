"""The assistant's models: trained, tried out, put into use, taken back."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from careline.cli.here import console, settings_here, with_database


def train(
    promote: Annotated[bool, typer.Option("--promote", help="try it out and put it into use without downtime")] = False,
    rollback: Annotated[bool, typer.Option("--rollback", help="go back to the model that was in use before")] = False,
    model: Annotated[Path | None, typer.Option(help="promote this file instead", dir_okay=False)] = None,
    dev: Annotated[list[Path] | None, typer.Option(help="labelled sentences, JSON lines; may be repeated")] = None,
    talks: Annotated[
        list[Path] | None, typer.Option(help="written conversations, instead of conversations/written")
    ] = None,
    margin: Annotated[float, typer.Option(min=0, max=1, help="how much less it may understand")] = 0.01,
    watch: Annotated[float, typer.Option(min=0, help="seconds to look at turns after the switch")] = 60.0,
    why: Annotated[str, typer.Option(help="the reason, for the record")] = "asked for at the terminal",
) -> None:
    """Train the assistant; prints the model's path. Nothing to do when its inputs have not changed."""
    from careline.bot_side import models_folder, trained
    from careline.promotion import command
    from careline.settings import folders_here

    data_dir, given = folders_here()
    place = models_folder(given)
    try:
        if rollback:
            sys.exit(asyncio.run(command.roll_back(data_dir, why, console)))
        if promote or model:
            trial = command.Tryout.found(dev, talks)
            wanted = command.Promotion(
                data_dir=data_dir, models=place, model=model, tryout=trial, margin=margin, watch_seconds=watch, why=why
            )
            os.nice(10)  # those who are served come first
            sys.exit(asyncio.run(command.promote(wanted, console)))
        print(asyncio.run(trained(place, lambda line: print(line, file=sys.stderr, flush=True))))
    except command.EXPECTED as error:
        console.print(str(error), style="red", markup=False)
        sys.exit(1)


def models() -> None:
    """Show what was decided about models, newest first: who, when, why, and on which figures."""
    from careline.promotion import record, report
    from careline.store.database import Database

    async def read(database: Database) -> None:
        async with database.begin() as tx:
            console.print(report.history(await record.history(tx)))

    with_database(settings_here(), read)
