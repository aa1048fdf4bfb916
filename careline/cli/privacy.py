"""What an operator does about one consumer's data, and about the audit log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careline.cli.here import console, settings_here, with_database
from careline.clock import utc_now

journal = typer.Typer(no_args_is_help=True, help="The audit log.")


def export(
    customer: Annotated[str, typer.Argument(help="the id under which the shop knows the consumer, present or earlier")],
    to: Annotated[Path | None, typer.Option("--to", help="a folder that does not exist yet")] = None,
) -> None:
    """Write everything that is held of a consumer into a folder: data.json and their photos."""
    from careline.privacy.export import everything_of, write_export
    from careline.privacy.rows import NoConsumerError
    from careline.store.database import Database

    async def told(database: Database) -> Path:
        now = utc_now()
        folder = to or Path(f"export-{now:%Y%m%dT%H%M%SZ}")
        if folder.exists():
            console.print(f"{folder} exists already.", style="red", markup=False)
            raise typer.Exit(2)
        async with database.begin() as tx:
            return write_export(await everything_of(tx, customer, now), folder)

    try:
        path = with_database(settings_here(), told)
    except NoConsumerError as error:
        console.print(str(error), style="red")
        raise typer.Exit(1) from error
    console.print(f"Written to {path}, readable by you alone. It is personal data: hand it over, then delete it.")


def erase(
    customer: Annotated[str | None, typer.Argument(help="the id under which the shop knows the consumer")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="end remedies that are under way as they stand")] = False,
    again: Annotated[
        Path | None, typer.Option("--again", help="after a restore: the record of erasures (data folder or file)")
    ] = None,
) -> None:
    """Erase a consumer from every table, Rasa's included. What the law wants kept stays under a pseudonym."""
    from careline.privacy.erase import StillUnderWayError
    from careline.privacy.rows import NoConsumerError

    if (customer is None) == (again is None):
        console.print("Name a consumer, or the record with --again.", style="red")
        raise typer.Exit(2)
    if not yes and not typer.confirm("This cannot be undone. Erase?"):
        raise typer.Exit(1)
    try:
        _erase_all(customer, again, anyway=anyway)
    except NoConsumerError as error:
        console.print(f"{error} Nothing was changed.", style="yellow")
    except StillUnderWayError as error:
        console.print(
            f"Not yet, something is under way: {error}. Try again when it is over.", style="red", markup=False
        )
        raise typer.Exit(3) from error


def _erase_all(customer: str | None, again: Path | None, *, anyway: bool) -> None:
    from careline.privacy.erase import digests_on_record, to_erase_again
    from careline.privacy.jobs import Rasa, erase_on_record, have_rasa_forget, read_record
    from careline.store.database import Database

    settings = settings_here()

    async def work(database: Database) -> None:
        async with database.begin() as tx:
            listed = [*read_record(again), *await digests_on_record(tx)] if again else []
            whom = [customer] if customer else await to_erase_again(tx, listed)
        for one in whom:
            done = await erase_on_record(
                database, settings.data_dir, one, asked_by="operator", now=utc_now(), anyway=anyway
            )
            told = ", ".join(f"{table} {count}" for table, count in sorted(done.rows.items()))
            console.print(f"Erased; what stays is kept as {done.pseudonym}. Rows: {told}.", markup=False)
            failed = await have_rasa_forget(Rasa(settings.rasa_urls, settings.bot_secret), done.conversations)
            if failed and done.conversations:
                console.print(f"Restart these Rasa processes, which may remember the talk: {', '.join(failed)}")
        if again:
            console.print(f"{len(whom)} erased again.")

    with_database(settings, work)


@journal.command()
def verify(
    expect: Annotated[str | None, typer.Option("--expect", help="a head that an earlier run printed")] = None,
) -> None:
    """Read the whole audit log over: was any entry changed, taken out or put in between?"""
    from careline.store.database import Database
    from careline.store.sealing import Verified
    from careline.store.sealing import verify as read_over

    async def work(database: Database) -> Verified:
        async with database.begin() as tx:
            return await read_over(tx, expect)

    found = with_database(settings_here(), work)
    for fault in found.faults[:50]:
        console.print(fault, style="red", markup=False)
    console.print(
        f"{found.sealed} entries are sealed ({found.forgotten} of erased consumers), {found.unsealed} not yet."
        f" Faults: {len(found.faults)}. Head, to be kept elsewhere:"
    )
    console.print(found.head, markup=False)
    raise typer.Exit(1 if found.faults else 0)
