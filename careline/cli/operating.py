"""What an operator asks and does: why something was decided, and whether anything is dialled."""

from __future__ import annotations

from typing import Annotated

import typer

from careline.cli.here import console, settings_here, with_database
from careline.clock import utc_now
from careline.settings import shop_rules_of


def why(order_id: str) -> None:
    """Everything that was decided for an order, and why, in one screen."""
    from careline.why import explain

    settings, now = settings_here(), utc_now()
    rules = shop_rules_of(settings, now)
    found = with_database(settings, lambda database: explain(database, order_id, now, rules, console))
    raise typer.Exit(0 if found else 1)


def doctor() -> None:
    """What is wrong with this installation, and what to do: settings, database, roles, clock, Rasa, carrier, disk."""
    import asyncio

    from careline.doctor import State, examine

    colours = {State.WELL: "green", State.ODD: "yellow", State.WRONG: "red"}
    found = asyncio.run(examine(settings_here(), utc_now()))
    for one in found:
        console.print(f"{one.state.value:6}{one.what}: {one.told}", style=colours[one.state], markup=False)
        if one.do:
            console.print(f"      → {one.do}", markup=False)
    bad = sum(one.state is State.WRONG for one in found)
    console.print(f"{len(found)} looked at, {bad} wrong.")
    raise typer.Exit(1 if bad else 0)


def pause(
    why: Annotated[str, typer.Argument(help="the reason, for the record")],
    kill: Annotated[bool, typer.Option("--kill", help="end the calls that are being talked in, too")] = False,
) -> None:
    """Stop all dialling, on every worker, until `resume`, and end what has not been answered yet."""
    if before := _switch(paused=True, reason=why, kill=kill):
        console.print(f"It was paused already by {before}", markup=False)
    rest = "All calls are being ended." if kill else "What rings is being ended; talks go on."
    console.print(f"Dialling is paused. {rest}")


def resume() -> None:
    """Let workers dial again."""
    before = _switch(paused=False, reason="")
    console.print("Dialling goes on." if before else "Dialling was not paused; it goes on.")


def _switch(*, paused: bool, reason: str, kill: bool = False) -> str:
    """Who had paused it before, and why; empty if nobody had."""
    from sqlalchemy import select

    from callouts import controls
    from careline.store.database import Database
    from careline.store.tables.callouts import dial_control

    async def switch(database: Database) -> str:
        async with database.begin() as tx:
            before = (await tx.execute(select(dial_control).with_for_update())).one()
            if paused:
                await controls.pause(tx, who="operator", why=reason, now=utc_now(), kill=kill)
            else:
                await controls.resume(tx, who="operator", now=utc_now())
        return f"{before.paused_by}: {before.paused_why}" if before.paused else ""

    return with_database(settings_here(), switch)
