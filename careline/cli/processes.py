"""What runs: everything on one machine, a web process, a callout worker; and what a database needs before."""

from __future__ import annotations

import asyncio
import sys

import typer

from careline.cli.here import console, settings_here, with_database
from careline.clock import utc_now
from careline.settings import shop_rules_of


def up() -> None:
    """Run everything on this machine in demo mode."""
    from careline.up import run_everything

    sys.exit(asyncio.run(run_everything()))


def serve() -> None:
    """Run a web process: pages, HTTP, WebSockets, Rasa's actions, and the answering of chats."""
    import uvloop

    from careline.app import run_web

    uvloop.run(run_web(settings_here()))


def worker() -> None:
    """Run a callout worker: finds blocks, plans calls, dials, settles what the carrier left open."""
    import uvloop

    from careline.callout_wiring import run_callout_worker

    uvloop.run(run_callout_worker(settings_here()))


def migrate() -> None:
    """Bring the database to this version's schema; prints the address under which Rasa reaches its part of it."""
    from careline.store.migrate import grant_to_application, tracker_url, tracker_url_to_show
    from careline.store.migrate import migrate as upgrade

    settings = settings_here()
    owner = settings.owner_url or settings.database_url
    upgrade(owner)
    tracker_url(owner, settings.tracker_password)
    if settings.owner_url:
        grant_to_application(owner, settings.database_url)
    console.print(
        "The database is up to date. Rasa's processes reach it with CARELINE_TRACKER_PASSWORD in this address:"
    )
    console.print(f"CARELINE_TRACKER_URL={tracker_url_to_show(settings.database_url)}", markup=False)


def seed() -> None:
    """Fill an empty database with the demo shop and its agents (demo mode only)."""
    from careline.seeding import seed_demo

    settings, now = settings_here(), utc_now()
    if not settings.demo:
        console.print("Only in demo mode: set CARELINE_DEMO=1.", style="red")
        raise typer.Exit(2)
    rules = shop_rules_of(settings, now)
    console.print(with_database(settings, lambda database: seed_demo(database, now, rules)))
