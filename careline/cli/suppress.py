"""Numbers that nobody phones or texts: an operator's list, single numbers, and what consumers have said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cli.here import Result, console, settings_here, with_database
from careline.clock import utc_now
from careline.core import phrases
from careline.core.callouts import Why
from careline.core.contact import Channel, Reason

suppress = typer.Typer(no_args_is_help=True, help="Numbers that are neither phoned nor texted, whoever has them.")


class Channels(StrEnum):
    BOTH = "both"
    PHONE = "phone"
    SMS = "sms"

    @property
    def meant(self) -> tuple[Channel, ...]:
        return tuple(Channel) if self is Channels.BOTH else (Channel(self.value),)


Region = Annotated[str, typer.Option(help="whose national numbers are meant, ISO 3166-1 alpha-2, such as CN")]
Which = Annotated[Channels, typer.Option("--channel", help="what is not to be done")]


@suppress.command("import")
def suppress_import(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV; column `number`, else the first one")],
    region: Region = "",
    source: Annotated[str, typer.Option(help="the list's name; usually the file's")] = "",
    channel: Which = Channels.BOTH,
) -> None:
    """Put every number of a do-not-call list on hold; repeated, it changes nothing. Exits with 1 if a line is wrong."""
    from careline.contacts.lists import read_list
    from careline.contacts.service import hold_listed
    from careline.feed.phones import dialled

    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            listed = read_list(lines, lambda told: dialled(told, region))
    except UnicodeDecodeError:
        console.print(f"{file}: is not UTF-8 text", style="red", markup=False)
        raise typer.Exit(1) from None

    async def save(tx: AsyncConnection) -> int:
        return await hold_listed(tx, listed.numbers, channel.meant, source=source or file.stem, now=utc_now())

    fresh = _in_transaction(save)
    for line, reason in listed.faults:
        console.print(f"{file}:{line}: {reason}", style="red", markup=False)
    known = len(listed.numbers) - fresh
    console.print(f"{fresh} numbers put on hold, {known} were before, {len(listed.faults)} lines not read.")
    raise typer.Exit(1 if listed.faults else 0)


@suppress.command("add")
def suppress_add(
    number: str,
    region: Region = "",
    source: Annotated[str, typer.Option(help="where this comes from, for the record")] = "operator",
    channel: Which = Channels.BOTH,
) -> None:
    """Put one number on hold."""
    from careline.contacts.service import hold_listed

    meant = _read(number, region)

    async def save(tx: AsyncConnection) -> int:
        return await hold_listed(tx, [meant], channel.meant, source=source, now=utc_now())

    console.print("The number is on hold." if _in_transaction(save) else "The number was on hold before.")


@suppress.command("free")
def suppress_free(number: str, region: Region = "") -> None:
    """Take every hold off a number, what consumers said on it included: only when its owner has changed."""
    from careline.contacts.service import free_number

    meant = _read(number, region)

    async def save(tx: AsyncConnection) -> int:
        return await free_number(tx, meant, who="operator", now=utc_now())

    console.print("The number is free again." if _in_transaction(save) else "The number is not on hold.")


@suppress.command("list")
def suppress_list(
    number: Annotated[str, typer.Argument(help="one number, for what holds it")] = "", region: Region = ""
) -> None:
    """How many numbers are on hold and why; or what holds one number."""
    from careline.contacts.service import NumberHold, count_holds, held_numbers

    meant = _read(number, region) if number else None

    async def read(tx: AsyncConnection) -> tuple[Sequence[tuple[Reason, str, int]], Sequence[NumberHold]]:
        return ([], await held_numbers(tx, number=meant)) if meant else (await count_holds(tx), [])

    counts, found = _in_transaction(read)
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for why, source, count in counts:
        table.add_row(f"{count}", _words(why), escape(source))
    for hold in found:
        who = f"account {escape(hold.told_by)}" if hold.told_by else ""
        table.add_row(f"{hold.at:%Y-%m-%d %H:%M}Z", hold.channel, _words(hold.why), escape(hold.source), who)
    if table.row_count:
        console.print(table)
    else:
        console.print("Nothing is on hold.")


def _words(why: Reason) -> str:
    return phrases.contact_reason(Why(why.value), "en")


def _read(number: str, region: str) -> str:
    from careline.feed.phones import dialled

    meant, reason = dialled(number, region)
    if meant is None:
        console.print(f"The number {reason or 'is missing'}.", style="red", markup=False)
        raise typer.Exit(2)
    return meant


def _in_transaction(use: Callable[[AsyncConnection], Awaitable[Result]]) -> Result:
    from careline.store.database import Database

    async def run(database: Database) -> Result:
        async with database.begin() as tx:
            return await use(tx)

    return with_database(settings_here(), run)
