"""`careline why ORDER_ID`: what was decided for an order, and why, in one screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import RowMapping, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.blocks import deadlines_of, next_check
from careline.core.guarantees import rights_of
from careline.core.orders import Order
from careline.store.database import Database
from careline.store.journal import around, story_of
from careline.store.orders import load_order
from careline.store.tables.callouts import attempts, callouts, decisions
from careline.store.tables.cases import blocks, remedies

STORY_LINES = 24


async def explain(database: Database, order_id: str, now: datetime, console: Console) -> bool:
    """Print the order's story in the consumer's own time zone; False if there is no such order."""
    async with database.begin() as tx:
        order = await load_order(tx, order_id)
        if order is None:
            console.print(f"No order {escape(order_id)}: the feed has not told of it.", style="red")
            return False
        zone = ZoneInfo(order.time_zone)
        _print_order(order, now, zone, console)
        for title, rows in (
            ("Blocks", await _block_lines(tx, order_id, zone)),
            ("Decisions to phone", await _decision_lines(tx, order_id, zone)),
            ("Calls", await _call_lines(tx, order_id, zone)),
            ("Remedies", await _remedy_lines(tx, order_id, zone)),
            ("Story", await _story_lines(tx, order, zone)),
        ):
            _print_table(title, rows, console)
    return True


def _print_order(order: Order, now: datetime, zone: ZoneInfo, console: Console) -> None:
    who = "new user" if order.new_user else "not a new user"
    console.print(f"[bold]{order.order_id}[/] {escape(order.title)} · {order.status} · {who} · times in {zone.key}")
    for deadline in deadlines_of(order):
        late = "[red]missed[/]" if deadline.due <= now else "runs"
        console.print(f"  {deadline.kind}: {deadline.rule}, due {shown(deadline.due, zone)}, {late}")
    again = next_check(order, now)
    console.print(f"  next look by itself: {shown(again, zone) if again else 'only after a new event'}")
    for right in rights_of(order, now):
        console.print(f"  right {right.right}: {right.state} ({right.why})")


async def _block_lines(tx: AsyncConnection, order_id: str, zone: ZoneInfo) -> list[tuple[str, ...]]:
    query = select(blocks).where(blocks.c.order_id == order_id).order_by(blocks.c.started_at, blocks.c.block_id)
    return [
        (
            shown(row["started_at"], zone),
            f"{row['kind']} #{row['episode']}",
            f"ended {shown(row['ended_at'], zone)}" if row["ended_at"] else "goes on",
            ", ".join(evidence["rule"] for evidence in row["evidence"]),
        )
        for row in await _rows(tx, query)
    ]


async def _decision_lines(tx: AsyncConnection, order_id: str, zone: ZoneInfo) -> list[tuple[str, ...]]:
    query = select(decisions).where(decisions.c.order_id == order_id).order_by(decisions.c.at, decisions.c.decision_id)
    return [
        (
            shown(row["at"], zone),
            "call" if row["call"] else "do not call",
            f"at {shown(row['due_at'], zone)}" if row["due_at"] else "",
            row["reason"],
        )
        for row in await _rows(tx, query)
    ]


async def _call_lines(tx: AsyncConnection, order_id: str, zone: ZoneInfo) -> list[tuple[str, ...]]:
    query = (
        select(attempts, callouts.c.state.label("callout_state"), callouts.c.outcome.label("callout_outcome"))
        .join(callouts, callouts.c.callout_id == attempts.c.callout_id)
        .where(callouts.c.order_id == order_id)
        .order_by(attempts.c.intent_at)
    )
    return [
        (
            shown(row["intent_at"], zone),
            f"attempt {row['n']} by {row['carrier']}",
            row["state"],
            " ".join(filter(None, (row["outcome"], row["detail"], f"(callout {row['callout_state']})"))),
        )
        for row in await _rows(tx, query)
    ]


async def _remedy_lines(tx: AsyncConnection, order_id: str, zone: ZoneInfo) -> list[tuple[str, ...]]:
    query = select(remedies).where(remedies.c.order_id == order_id).order_by(remedies.c.noted_at)
    return [
        (shown(row["noted_at"], zone), row["kind"], row["state"], f"{row['noted_by']}: {row['why']}")
        for row in await _rows(tx, query)
    ]


async def _story_lines(tx: AsyncConnection, order: Order, zone: ZoneInfo) -> list[tuple[str, ...]]:
    """The order's own entries, and what happened to its consumer meanwhile: who answered, who they said they are."""
    story = await story_of(tx, order.order_id)
    if story:
        story += await around(tx, order.customer_id, story[0]["at"])
        story.sort(key=lambda entry: (entry["at"], entry["entry_id"]))
    cut = [("…", "", "", f"{len(story) - STORY_LINES} earlier entries")] if len(story) > STORY_LINES else []
    return cut + [(shown(e["at"], zone), e["who"], e["what"], e["why"]) for e in story[-STORY_LINES:]]


async def _rows(tx: AsyncConnection, query: Select[tuple[object, ...]]) -> Sequence[RowMapping]:
    return (await tx.execute(query)).mappings().all()


def _print_table(title: str, rows: Iterable[tuple[str, ...]], console: Console) -> None:
    table = Table(title=title, title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    if table.row_count:
        console.print(table)


def shown(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%m-%d %H:%M:%S")
