"""What the shop's systems and people bring: consumer tokens, order events, logins for the desk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from careline.cli.here import console, settings_here, with_database
from careline.clock import utc_now

agents = typer.Typer(no_args_is_help=True, help="Logins at the desk.")
feeds = typer.Typer(no_args_is_help=True, help="The order feed.")


def token(customer: Annotated[str, typer.Option(help="customer_id")], hours: int = 12) -> None:
    """Print a consumer token, as the shop's app would sign it (needs CARELINE_CHAT_SECRET)."""
    from careline.chat.identity import ConsumerKey, sign_token

    key = ConsumerKey(algorithm="HS256", key=settings_here(database=False).chat_secret)
    print(sign_token(customer, key, utc_now(), timedelta(hours=hours)))


@agents.command("add")
def agent_add(
    login: str,
    name: Annotated[str, typer.Option(help="shown to consumers")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
    role: Annotated[str, typer.Option(help="agent or supervisor")] = "agent",
    language: Annotated[list[str], typer.Option(help="zh-CN or en; may be repeated")] = ["zh-CN"],  # noqa: B006
    capacity: Annotated[int, typer.Option(min=1, max=50, help="conversations at once")] = 5,
) -> None:
    """Make a login for the desk, or change an existing one."""
    from careline.desk.agents import add_agent
    from careline.store.database import Database

    if len(password) < 10 or role not in {"agent", "supervisor"} or not set(language) <= {"zh-CN", "en"}:
        console.print("The password needs 10 characters, the role is agent or supervisor, a language zh-CN or en.")
        raise typer.Exit(2)

    async def add(database: Database) -> None:
        async with database.begin() as tx:
            await add_agent(
                tx, login=login, name=name, password=password, role=role, languages=tuple(language), capacity=capacity
            )

    with_database(settings_here(), add)
    console.print(f"{login} can log in at /desk.")


@feeds.command("import")
def feed_import(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]) -> None:
    """Take in a file of order events, one JSON object a line."""
    from careline.core.customers import NewUserRule
    from careline.feed.importing import import_file
    from careline.feed.service import Feed, Taken
    from careline.store.database import Database

    settings = settings_here()
    rule = NewUserRule(within=timedelta(days=settings.new_user_days), orders_at_most=settings.new_user_orders)

    async def take(database: Database) -> Taken:
        with Progress(console=console) as progress:
            bar = progress.add_task("events", total=file.stat().st_size)
            return await import_file(
                Feed(database, rule), file, utc_now, lambda read: progress.update(bar, completed=read)
            )

    taken = with_database(settings, take)
    console.print(f"{taken.accepted} accepted, {taken.ignored} ignored, {len(taken.rejected)} rejected")
    for event_id, why in taken.rejected[:20]:
        console.print(f"  {event_id or '(no event_id)'}: {why}", markup=False)
    raise typer.Exit(1 if taken.rejected else 0)
