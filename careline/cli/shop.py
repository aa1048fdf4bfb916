"""What the shop's systems and people bring: consumer tokens, order events, logins for the desk."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.progress import Progress

from careline.cli.here import console, settings_here, with_database
from careline.clock import utc_now
from careline.core.roles import Role
from careline.core.routing import TOPICS
from careline.settings import shop_rules_of

agents = typer.Typer(no_args_is_help=True, help="Logins at the desk.")
_SHOWN = 20
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}")
feeds = typer.Typer(no_args_is_help=True, help="The order feed.")


def token(
    customer: Annotated[str, typer.Option(help="customer_id")],
    hours: Annotated[int, typer.Option(min=1, max=744, help="how long it is good; a month at most")] = 12,
) -> None:
    """Print a consumer token, as the shop's app would sign it (needs CARELINE_CHAT_SECRET)."""
    from careline.chat.identity import ConsumerKey, sign_token

    key = ConsumerKey(algorithm="HS256", key=settings_here(database=False).chat_secret)
    print(sign_token(customer, key, utc_now(), timedelta(hours=hours)))


@agents.command("list")
def agent_list() -> None:
    """Everybody who has a login, and who had one."""
    from sqlalchemy import select

    from careline.store.database import Database
    from careline.store.tables.desk import agents as table

    shown = (table.c.login, table.c.name, table.c.role, table.c.disabled_at)

    async def read(database: Database) -> list[tuple[str, ...]]:
        async with database.autocommit() as tx:
            rows = (await tx.execute(select(*shown).order_by(table.c.login))).all()
        return [(r.login, r.name, r.role, f"disabled {r.disabled_at:%Y-%m-%d}" if r.disabled_at else "") for r in rows]

    for row in with_database(settings_here(), read):
        console.print("  ".join(row).rstrip(), markup=False)


@agents.command("add")
def agent_add(
    login: str,
    name: Annotated[str | None, typer.Option(help="shown to consumers; a new login needs one")] = None,
    password: Annotated[
        str | None,
        typer.Option(
            help="asked for if none follows; ends the sessions of the one before",
            prompt=True,
            prompt_required=False,
            hide_input=True,
            confirmation_prompt=True,
        ),
    ] = None,
    role: Annotated[str | None, typer.Option(help="agent (as a new login is), senior, supervisor or admin")] = None,
    language: Annotated[list[str] | None, typer.Option(help="zh-CN (as usual) or en; may be repeated")] = None,
    skill: Annotated[list[str] | None, typer.Option(help=f"{', '.join(TOPICS)}; may be repeated")] = None,
    capacity: Annotated[
        int | None, typer.Option(min=1, max=50, help="conversations at once; usually as the shop rules say")
    ] = None,
    team: Annotated[str | None, typer.Option(help="whom conversations can be passed on to by name")] = None,
    phone: Annotated[str | None, typer.Option(help="rung for callers who want a person, as +85221234567")] = None,
    sso: Annotated[
        str | None,
        typer.Option(help="how the identity provider calls them (an address, or as CARELINE_OIDC_NAME_CLAIM says)"),
    ] = None,
) -> None:
    """Make a login for the desk; of an existing one, change what is given and nothing else."""
    from careline.desk.sso import sso_key
    from careline.desk.staff import IncompleteError, Profile, TakenNameError, has_login, save_agent
    from careline.store.database import Database

    if not _LOGIN.fullmatch(login):
        _refuse("A login is 1 to 100 letters, digits and . _ @ + -, and begins with a letter or digit.")
    _one_of("role", [role] if role else [], tuple(Role))
    _one_of("language", language or [], ("zh-CN", "en"))
    _one_of("skill", skill or [], TOPICS)
    if phone and not re.fullmatch(r"\+[1-9][0-9]{6,14}", phone):
        _refuse("The phone is a number in international form, as +85221234567.")
    given = Profile(
        name=name,
        role=role,
        languages=tuple(language) if language else None,
        skills=tuple(skill) if skill else None,
        capacity=capacity,
        team=team,
        phone=phone,
        sso_name=sso_key(sso) if sso else None,
    )

    settings, now = settings_here(), utc_now()
    desk = shop_rules_of(settings, now).desk

    async def save(database: Database) -> None:
        async with database.begin() as tx:
            chosen = password
            if chosen is None and name and not sso and not await has_login(tx, login):
                chosen = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
            if chosen is not None and len(chosen) < 10:
                _refuse("The password needs 10 characters.")
            await save_agent(tx, login, given, desk, password=chosen, who="operator", now=now)

    try:
        with_database(settings, save)
    except (IncompleteError, TakenNameError) as error:
        _refuse(str(error))
    console.print(f"{login} is saved.")


@agents.command("reset-factor")
def agent_reset_factor(
    login: str,
    why: Annotated[str, typer.Option(help="the reason, for the record")] = "lost, reset by the operator",
) -> None:
    """Take away the second factor of somebody who lost app and recovery codes; their sessions end."""
    from careline.desk.second_factor import reset_factor
    from careline.store.database import Database

    async def reset(database: Database) -> bool:
        async with database.begin() as tx:
            return await reset_factor(tx, login, who="operator", why=why, now=utc_now())

    if not with_database(settings_here(), reset):
        _refuse("There is no such login, or it has no second factor.")
    console.print(f"{login} has no second factor any more; where one is wanted, the next sign-in sets it up anew.")


@agents.command("disable")
def agent_disable(
    login: str,
    why: Annotated[str, typer.Option(help="the reason, for the record")] = "disabled by the operator",
) -> None:
    """Take a login away at once: its sessions end, and whom it was talking with waits in the queue again."""
    from careline.desk.staff import NoLoginError, disable_agent

    try:
        returned = with_database(
            settings_here(), lambda database: disable_agent(database, login, who="operator", why=why, now=utc_now())
        )
    except NoLoginError as error:
        _refuse(str(error))
    console.print(f"{login} cannot log in any more; {returned} conversations wait for a colleague.")


def _one_of(option: str, given: list[str], allowed: tuple[str, ...]) -> None:
    if wrong := [value for value in given if value not in allowed]:
        _refuse(f"{wrong[0]} is no {option}: {', '.join(allowed)}.")


def _refuse(why: str) -> NoReturn:
    console.print(why, markup=False)
    raise typer.Exit(2)


@feeds.command("schema")
def feed_schema() -> None:
    """Print the JSON Schema of one order event."""
    from careline.feed.schema import published

    print(json.dumps(published(), ensure_ascii=False, indent=1))


@feeds.command("import")
def feed_import(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]) -> None:
    """Take in a file of order events, one JSON object a line."""
    from careline.demo.teaching import learn_orders
    from careline.feed.importing import import_file
    from careline.feed.service import Feed
    from careline.feed.taken import Taken
    from careline.store.database import Database

    settings = settings_here()
    rule = shop_rules_of(settings, utc_now()).new_users

    async def take(database: Database) -> Taken:
        with Progress(console=console) as progress:
            bar = progress.add_task("events", total=file.stat().st_size)
            return await import_file(
                Feed(database, rule), file, utc_now, lambda read: progress.update(bar, completed=read)
            )

    taken = with_database(settings, take)
    if settings.demo:
        learn_orders(file, settings.shop_port)
    console.print(f"{taken.accepted} accepted, {taken.ignored} ignored, {len(taken.rejected)} rejected")
    for title, told in (("", taken.rejected), ("ignored, ", taken.ignored_because), ("warning, ", taken.warnings)):
        for event_id, why in told[:_SHOWN]:
            console.print(f"  {event_id or '(no event_id)'}: {title}{why}", markup=False)
        if len(told) > _SHOWN:
            console.print(f"  … and {len(told) - _SHOWN} more", markup=False)
    raise typer.Exit(1 if taken.rejected else 0)


@feeds.command("check")
def feed_check(
    file: Annotated[typer.FileBinaryRead, typer.Argument(help="JSON Lines or one JSON array; - reads standard input")],
) -> None:
    """Say of each order event whether it would be taken in, and what is odd about it; store nothing."""
    from careline.feed.checking import check

    counts = {"accepted": 0, "rejected": 0, "warnings": 0}
    for verdict in check(file.read(), utc_now()):
        counts["rejected" if verdict.error else "accepted"] += 1
        counts["warnings"] += len(verdict.warnings)
        said = f"rejected: {verdict.error}" if verdict.error else "accepted"
        print(f"{verdict.place}, {verdict.event_id or '(no event_id)'}: {said}")
        for warning in verdict.warnings:
            print(f"  warning: {warning}")
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    raise typer.Exit(1 if counts["rejected"] else 0)
