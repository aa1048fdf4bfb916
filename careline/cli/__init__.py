"""The `careline` command. Each command builds what it needs, does one thing, and says what happened."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from careline.cli import models, operating, privacy, processes, shop
from careline.cli.events import events
from careline.cli.here import console, database_in_use
from careline.cli.reports import reports
from careline.cli.reviews import reviews
from careline.cli.rules import rules
from careline.cli.simulating import simulate
from careline.cli.suppress import suppress
from careline.settings import SettingsError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        print(version("careline"))
        raise typer.Exit


@app.callback()
def careline(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="which release this is")
    ] = False,
) -> None:
    """Customer service for online shops."""


for command in (
    processes.up, processes.serve, processes.worker, processes.migrate, processes.seed,
    models.train, models.models,
    shop.token,
    operating.doctor, operating.why, operating.pause, operating.resume, simulate, events,
    privacy.export, privacy.erase,
):  # fmt: skip
    app.command()(command)
app.add_typer(shop.agents, name="agent")
app.add_typer(shop.feeds, name="feed")
app.add_typer(reviews, name="review")
app.add_typer(reports, name="report")
app.add_typer(rules, name="rules")
app.add_typer(privacy.journal, name="journal")
app.add_typer(suppress, name="suppress")


def main() -> None:
    """Entry point: a missing setting, or a database that cannot be used, is a sentence, not a traceback."""
    try:
        app()
    except SettingsError as error:
        console.print(str(error), style="red", markup=False)
        sys.exit(2)
    except Exception as error:
        from careline.store.migrate import DatabaseError, explained

        told = error if isinstance(error, DatabaseError) else explained(error, database_in_use())
        if told is None:
            raise
        console.print(str(told), style="red", markup=False)
        sys.exit(2)
