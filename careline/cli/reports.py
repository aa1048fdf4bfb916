"""What an operator asks for in figures."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from careline.cli.here import console, settings_here, with_database
from careline.clock import utc_now
from careline.core.scorecards import Scorecard

reports = typer.Typer(no_args_is_help=True, help="Figures of a span of days.")


@reports.command("merchants")
def merchants(
    days: Annotated[int, typer.Option(min=1, max=366, help="orders paid in the last so many days")] = 30,
    csv: Annotated[Path | None, typer.Option(help="write a CSV file instead of a table")] = None,
) -> None:
    """A scorecard for each merchant (docs/figures.md defines the figures)."""
    from careline.merchants.report import scorecards, write_csv
    from careline.shop_rules import load_rules
    from careline.store.database import Database

    settings, now = settings_here(), utc_now()
    rules = load_rules(settings.rule_pack, now.date())

    async def read(database: Database) -> list[tuple[str, str, Scorecard]]:
        async with database.begin() as tx:
            return await scorecards(tx, now - timedelta(days=days), now, rules)

    cards = with_database(settings, read)
    if csv:
        with csv.open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(cards, file)
        console.print(f"{len(cards)} merchants: {csv}")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for head in ("merchant", "orders", "on time", "hours", "48 h", "stalled %", "refunds late %", "freight %",
                 "urges", "answered", "ratings", "dissatisfied"):  # fmt: skip
        table.add_column(head, justify="left" if head == "merchant" else "right")
    for _, name, card in cards:
        table.add_row(name, *_cells(card))
    console.print(table)


def _cells(card: Scorecard) -> list[str]:
    shares = {"on_time", "within_48h", "urges_answered", "dissatisfied"}
    figures = asdict(card)
    return [
        "–" if value is None else f"{value:.0%}" if name in shares else f"{value:g}" for name, value in figures.items()
    ]
