"""The `careline` command. Each command builds what it needs, does one thing, and says what happened."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress

from careline.clock import utc_now
from careline.settings import Settings, SettingsError, load_settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
agents = typer.Typer(no_args_is_help=True)
feeds = typer.Typer(no_args_is_help=True)
app.add_typer(agents, name="agent", help="Logins at the desk.")
app.add_typer(feeds, name="feed", help="The order feed.")
reviews = typer.Typer(invoke_without_command=True)
app.add_typer(reviews, name="review", help="Sentences the assistant should learn from.")
console = Console(highlight=False, soft_wrap=True)
Result = TypeVar("Result")


def main() -> None:
    """Entry point: a missing setting is a sentence, not a traceback."""
    try:
        app()
    except SettingsError as error:
        console.print(str(error), style="red", markup=False)
        sys.exit(2)


@app.command()
def up() -> None:
    """Run everything on this machine in demo mode."""
    from careline.up import run_everything

    sys.exit(asyncio.run(run_everything()))


@app.command()
def serve() -> None:
    """Run a web process: pages, HTTP, WebSockets, Rasa's actions, and the answering of chats."""
    import uvloop

    from careline.app import run_web

    uvloop.run(run_web(settings_here()))


@app.command()
def worker() -> None:
    """Run a callout worker: finds blocks, plans calls, dials, settles what the carrier left open."""
    from careline.callout_wiring import run_callout_worker

    asyncio.run(run_callout_worker(settings_here()))


@app.command()
def migrate() -> None:
    """Bring the database to this version's schema."""
    from careline.store.migrate import migrate as upgrade
    from careline.store.migrate import tracker_url

    settings = settings_here()
    upgrade(settings.database_url)
    tracker_url(settings.database_url, settings.tracker_password)
    console.print("The database is up to date.")


@app.command()
def seed() -> None:
    """Fill an empty database with the demo shop and its agents (demo mode only)."""
    from careline.seeding import seed_demo

    settings = settings_here()
    if not settings.demo:
        console.print("Only in demo mode: set CARELINE_DEMO=1.", style="red")
        raise typer.Exit(2)
    console.print(_with_database(settings, lambda database: seed_demo(database, utc_now())))


@app.command()
def train(
    promote: Annotated[bool, typer.Option("--promote", help="try it out and put it into use without downtime")] = False,
    rollback: Annotated[bool, typer.Option("--rollback", help="go back to the model that was in use before")] = False,
    model: Annotated[Path | None, typer.Option(help="promote this file instead", dir_okay=False)] = None,
    dev: Annotated[list[Path] | None, typer.Option(help="labelled sentences, JSON lines; may be repeated")] = None,
    talks: Annotated[list[Path] | None, typer.Option(help="written conversations (default: tests/dialogue)")] = None,
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


@app.command()
def models() -> None:
    """Show what was decided about models, newest first: who, when, why, and on which figures."""
    from careline.promotion import record, report
    from careline.store.database import Database

    async def read(database: Database) -> None:
        async with database.begin() as tx:
            console.print(report.history(await record.history(tx)))

    _with_database(settings_here(), read)


@app.command()
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

    _with_database(settings_here(), add)
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

    taken = _with_database(settings, take)
    console.print(f"{taken.accepted} accepted, {taken.ignored} ignored, {len(taken.rejected)} rejected")
    for event_id, why in taken.rejected[:20]:
        console.print(f"  {event_id or '(no event_id)'}: {why}", markup=False)
    raise typer.Exit(1 if taken.rejected else 0)


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
    done = _with_database(
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
    _with_database(settings_here(), lambda database: show_list(database, console, wanted, limit=limit))


@reviews.command("write")
def review_write(
    folder: Annotated[Path, typer.Option(help="the training sentences", exists=True, file_okay=False)] = Path(
        "data/nlu"
    ),
) -> None:
    """Write what was approved into the training data, by topic, without personal data."""
    from careline.insights.terminal import write

    whole = _with_database(settings_here(), lambda database: write(database, console, folder, utc_now()))
    raise typer.Exit(0 if whole else 1)


@app.command()
def why(order_id: str) -> None:
    """Everything that was decided for an order, and why, in one screen."""
    from careline.why import explain

    found = _with_database(settings_here(), lambda database: explain(database, order_id, utc_now(), console))
    raise typer.Exit(0 if found else 1)


@app.command()
def pause(why: Annotated[str, typer.Argument(help="the reason, for the record")]) -> None:
    """Stop all dialling, on every worker, until `resume`."""
    _switch(paused=True, reason=why)
    console.print("Dialling is paused. Calls that are under way go on.")


@app.command()
def resume() -> None:
    """Let workers dial again."""
    _switch(paused=False, reason="")
    console.print("Dialling goes on.")


def _switch(*, paused: bool, reason: str) -> None:
    from callouts import controls
    from careline.store.database import Database

    async def switch(database: Database) -> None:
        async with database.begin() as tx:
            if paused:
                await controls.pause(tx, who="operator", why=reason, now=utc_now())
            else:
                await controls.resume(tx, who="operator", now=utc_now())

    _with_database(settings_here(), switch)


def settings_here(*, database: bool = True) -> Settings:
    """The settings of this folder; the embedded server's address if `careline up` runs here."""
    from careline.store.embedded import running_url

    settings = load_settings()
    if settings.database_url or not database:
        return settings
    url = running_url((settings.data_dir / "postgres").absolute())
    if url is None:
        raise SettingsError("No database: set DATABASE_URL, or start `make up` in another terminal.")
    return settings.model_copy(update={"database_url": url})


def _with_database(settings: Settings, use: Callable[..., Awaitable[Result]]) -> Result:
    from careline.store.database import Database, engine_for

    async def run() -> Result:
        database = Database(engine_for(settings.database_url, pool_size=2))
        try:
            return await use(database)
        finally:
            await database.close()

    return asyncio.run(run())
