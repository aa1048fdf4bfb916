"""`careline simulate`: what the callout engine would do, before a single phone rings."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from careline.cli.here import console
from careline.clock import utc_now


def simulate(
    feed: Annotated[
        Path | None, typer.Argument(help="events as `careline feed import` takes them; without it orders are made up")
    ] = None,
    orders: Annotated[int, typer.Option(min=1, max=1_000_000, help="how many orders to make up")] = 10_000,
    days: Annotated[int, typer.Option(min=1, max=366)] = 7,
    seed: Annotated[int, typer.Option(help="the same seed, the same result")] = 1,
    pack: Annotated[
        str, typer.Option("--rules", help="the shop rules: a pack, or an operator's own file")
    ] = "standard",
    region: Annotated[str, typer.Option(help="where made-up consumers live: CN, GB, HK, SG or US")] = "CN",
    start: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="the first day; usually today")] = None,
    carrier: Annotated[str, typer.Option(help="whose destinations hold: simulator or twilio")] = "simulator",
    cps: Annotated[float, typer.Option(min=0.01, help="calls a second that the carrier takes")] = 1.0,
    at_once: Annotated[int, typer.Option(min=1, help="calls under way at most")] = 5,
    agents: Annotated[int, typer.Option(min=1, help="who take over what people ask for")] = 5,
    into: Annotated[Path | None, typer.Option("--csv", help="write a row for each block")] = None,
    document: Annotated[Path | None, typer.Option("--json", help="write the figures")] = None,
) -> None:
    """Who would be phoned about what in these days, when, who not and why; calls a minute, and the agents' load.

    Decided by the same rules as the worker decides by, on a virtual clock; nothing is stored and nobody is phoned.
    """
    from callouts.destinations import refusal
    from callouts.pacing import Pace
    from callouts.simulated import Habits, Staff
    from callouts.simulated_orders import Mix, made_up, read_from, span_of
    from callouts.simulated_report import COLUMNS, figures, places_of_people, rows
    from callouts.simulated_run import simulated
    from careline.shop_rules import RulesError, load_rules

    first = (start or utc_now()).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    try:
        shop = load_rules(pack, utc_now().date())
    except RulesError as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(2) from error
    pace = Pace(cps=cps, concurrency=at_once)
    refused: list[str] = []
    if feed:
        told, unread = read_from(feed, shop.new_users)
        refused = list(unread)
        first, last = span_of(told, first) if start is None else (first, first + timedelta(days=days))
    else:
        told, last = list(made_up(orders, first, days, seed, Mix(region=region))), first + timedelta(days=days)
    staff = Staff(agents=agents, minutes=shop.desk.minutes_each)
    found = simulated(
        told, first, last, rules=shop, pace=pace, habits=Habits(), staff=staff, seed=seed,
        may_dial=lambda number: refusal(carrier, number),
    )  # fmt: skip
    zone = places_of_people([who for who, _ in told])
    report = figures(found, len(told), staff, shop.desk.hours, zone, (last - first).days)
    for line in refused[:20]:
        console.print(f"not read: {line}", style="yellow", markup=False)
    _show(report, first, last, str(zone))
    if into:
        with into.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows(found)])
        console.print(f"{len(found.troubles)} blocks: {into}")
    if document:
        document.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _show(report: dict[str, Any], first: datetime, last: datetime, zone: str) -> None:
    wait, agents = report["due_to_dialled_s"], report["agents"]
    console.print(
        f"{first:%Y-%m-%d} to {last:%Y-%m-%d} (UTC), {report['orders']:,} orders: {report['blocks']:,} blocks, "
        f"{report['blocks_of_new_users']:,} of new users. {report['phoned']:,} phoned about in {report['calls']:,} "
        f"calls; {report['called']:,} heard why and decided; {report['messages']:,} text messages."
    )
    console.print(
        f"At most {report['calls_per_minute']['most']} calls a minute (p99 {report['calls_per_minute']['p99']:.0f}) "
        f"and {report['at_once_most']} at once; from due to dialled {wait['p50']} s, p99 {wait['p99']} s; from blocked "
        f"to the first ring {report['blocked_to_first_ring_h']['p50']} h, p95 "
        f"{report['blocked_to_first_ring_h']['p95']} h."
    )
    console.print(
        f"Agents: {agents['matters']} matters, {agents['busiest_hour']} in the busiest hour, "
        f"{100 * agents['busy']:.0f} % of their time; a wait of {agents['wait_min_p50']} min, p95 "
        f"{agents['wait_min_p95']} min."
    )
    _table("not phoned, and why", report["not_phoned"])
    _table("what came of the calls", report["outcomes"])
    _table(f"calls by hour of the day ({zone})", report["calls_by_hour"], bars=True)
    _table("calls by day", report["calls_by_day"], bars=True)


def _table(title: str, counts: dict[str, int], *, bars: bool = False) -> None:
    if not counts:
        return
    table, most = Table(title=title, box=None, title_justify="left", show_header=False), max(counts.values())
    for name, count in counts.items():
        table.add_row(name, f"{count:,}", "█" * round(40 * count / most) if bars else "")
    console.print(table)
