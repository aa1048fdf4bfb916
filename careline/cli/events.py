"""The events that the shop's own systems are told of: the log, and telling it again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from careline.cli.here import console, settings_here, with_database
from careline.clock import utc_now


def events(
    since: Annotated[str | None, typer.Option(help="RFC 3339 with an offset: from this instant on")] = None,
    kind: Annotated[str | None, typer.Option(help="remedy, promise, case, conversation, or a kind in full")] = None,
    *,
    replay: Annotated[bool, typer.Option("--replay", help="have them delivered again instead of listing them")] = False,
    limit: Annotated[int, typer.Option(min=1, help="of the newest, at most so many are listed")] = 1000,
) -> None:
    """List what happened to remedies, promises, cases and conversations, one JSON object a line; or tell it again."""
    from careline.platform.events import as_sent, events_since
    from careline.platform.events import replay as replay_events
    from careline.store.database import Database

    start = _instant(since) if since else None

    async def use(database: Database) -> int:
        async with database.begin() as tx:
            if replay:
                return await replay_events(tx, start, kind, utc_now())
            for row in await events_since(tx, start, kind, limit):
                sent = {"delivered": bool(row["delivered_at"]), "error": row["last_error"]}
                print(json.dumps(as_sent(row) | sent, ensure_ascii=False))
            return 0

    settings = settings_here()
    marked = with_database(settings, use)
    if replay:
        where = "" if settings.events_url else " Nobody listens: CARELINE_EVENTS_URL is not set."
        console.print(f"{marked} events will be delivered again.{where}", markup=False)


def _instant(text: str) -> datetime:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        told = None
    if told is None or told.tzinfo is None:
        console.print("--since: an instant with an offset, such as 2026-11-22T08:00:00+08:00", markup=False)
        raise typer.Exit(2)
    return told
