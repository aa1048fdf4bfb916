"""`careline why ORDER_ID`: what was decided for an order, and why, in one screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import RowMapping, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import Remedy, claims_of, conditions_of_order, ledger_of, promises_of, remedies_of
from careline.core import phrases
from careline.core.blocks import deadlines_of, next_check
from careline.core.cases import CloseReason
from careline.core.guarantees import rights_of
from careline.core.orders import Order
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyState
from careline.core.rights import Claim, with_claims
from careline.core.rules import ShopRules
from careline.core.wording.journal import what_words, who_words, why_words
from careline.store.database import Database
from careline.store.journal import around, story_of
from careline.store.orders import load_order
from careline.store.tables.cases import blocks, cases
from careline.store.tables.desk import agents
from careline.store.tables.feed import feed_events
from careline.why_calls import call_lines, decision_lines, due_lines, sms_lines, wish_lines

STORY_LINES = 24
_EN = "en"


async def explain(database: Database, order_id: str, now: datetime, rules: ShopRules, console: Console) -> bool:
    """Print the order's story in English and in the consumer's own time zone; False if there is no such order."""
    async with database.begin() as tx:
        order = await load_order(tx, order_id)
        if order is None:
            console.print(f"No order {escape(order_id)}: the feed has not told of it.", style="red")
            return False
        zone = ZoneInfo(order.time_zone)
        at = partial(shown, zone=zone)
        names = {row.login: row.name for row in await tx.execute(select(agents.c.login, agents.c.name))}
        claims = claims_of(await remedies_of(tx, order_id))
        _print_order(order, claims, now, rules, zone, console)
        for title, rows in (
            ("Events of the feed that were not taken", await _event_lines(tx, order_id, zone)),
            ("Case", await _case_lines(tx, order_id, zone, names)),
            ("Blocks", await _block_lines(tx, order_id, zone)),
            ("Decisions to phone", await decision_lines(tx, order_id, at)),
            ("Due", await due_lines(tx, order, now, rules.contact, at)),
            ("Calls", await call_lines(tx, order_id, at)),
            ("Call backs wished for", await wish_lines(tx, order, at)),
            ("Text messages", await sms_lines(tx, order_id, at)),
            ("Remedies", await _remedy_lines(tx, order_id, zone, names)),
            ("Agreed for a case to come", await _condition_lines(tx, order, now, rules, zone, names)),
            ("Promises", await _promise_lines(tx, order, zone, names)),
            ("Story", await _story_lines(tx, order, now, zone, names)),
        ):
            _print_table(title, rows, console)
    return True


def _print_order(
    order: Order, claims: Iterable[Claim], now: datetime, rules: ShopRules, zone: ZoneInfo, console: Console
) -> None:
    who = "new user" if order.new_user else "not a new user"
    console.print(f"[bold]{order.order_id}[/] {escape(order.title)} · {order.status} · {who} · times in {zone.key}")
    console.print(f"  judged by the shop rules {escape(rules.name)} of {rules.as_of}{_overrides(order, rules)}")
    for deadline in deadlines_of(order, rules):
        late = "[red]missed[/]" if deadline.due <= now else "runs"
        console.print(f"  {deadline.kind}: {deadline.rule}, due {shown(deadline.due, zone)}, {late}")
    again = next_check(order, now, rules)
    console.print(f"  next look by itself: {shown(again, zone) if again else 'only after a new event'}")
    for right in with_claims(rights_of(order, now, rules), claims, order):
        reason = f": {escape(right.reason)}" if right.reason else ""
        console.print(f"  right {right.right}: {right.state} ({right.why}{reason})")


def _overrides(order: Order, rules: ShopRules) -> str:
    """Which of the rules' overrides hold for this order."""
    tier = order.merchant_tier if order.merchant_tier in rules.tiers else None
    categories = sorted({item.category for item in order.items if item.category} & rules.categories.keys())
    named = [f"merchant tier {tier}"] * bool(tier) + [f"category {category}" for category in categories]
    return "".join(f", {escape(name)}" for name in named)


async def _event_lines(tx: AsyncConnection, order_id: str, zone: ZoneInfo) -> list[tuple[str, ...]]:
    """Ignored ones (older than what we had, told before) and rejected ones, with the reason."""
    query = (
        select(feed_events)
        .where(feed_events.c.order_id == order_id, feed_events.c.outcome != "accepted")
        .order_by(feed_events.c.received_at, feed_events.c.event_id)
    )
    return [
        (
            shown(row["received_at"], zone),
            row["outcome"],
            f"{row['event_id']} (version {row['version']})",
            row["why"] or "",
        )
        for row in await _rows(tx, query)
    ]


async def _case_lines(
    tx: AsyncConnection, order_id: str, zone: ZoneInfo, names: Mapping[str, str]
) -> list[tuple[str, ...]]:
    query = (
        select(cases, agents.c.login)
        .outerjoin(agents, agents.c.agent_id == cases.c.agent_id)
        .where(cases.c.order_id == order_id)
        .order_by(cases.c.opened_at)
    )
    return [
        (
            shown(row["opened_at"], zone),
            f"reopened {row['reopened']} times" if row["reopened"] else "opened",
            _case_state(row, zone),
            f"agent {names[row['login']]}" if row["login"] else "no agent",
        )
        for row in await _rows(tx, query)
    ]


def _case_state(row: RowMapping, zone: ZoneInfo) -> str:
    if row["closed_at"]:
        return f"closed {shown(row['closed_at'], zone)}: {phrases.close_reason(CloseReason(row['close_reason']), _EN)}"
    if row["quiet_since"]:
        return f"open, nothing left to do since {shown(row['quiet_since'], zone)}"
    return "open"


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


async def _remedy_lines(
    tx: AsyncConnection, order_id: str, zone: ZoneInfo, names: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Each remedy by the names that code and hall use, and below it every line of its ledger."""
    lines: list[tuple[str, ...]] = []
    for remedy in await remedies_of(tx, order_id):
        due = f"due {shown(remedy.due_at, zone)}" if remedy.due_at else ""
        due = f"no. {phrases.reference(remedy.remedy_id, _EN)} {due}".rstrip()
        lines.append((shown(remedy.requested_at, zone), _remedy(remedy), remedy.state, due))
        for change in await ledger_of(tx, remedy.remedy_id):
            state = RemedyState(change["after"])
            said = change["data"].get("answer")
            why = why_words(change["why"], _EN) + (f": {said}" if said else "")
            lines.append((f"  {shown(change['at'], zone)}", state, who_words(change["who"], _EN, names), why))
    return lines


def _remedy(remedy: Remedy) -> str:
    """refund CNY 399.00 of 2 x coat-red-m; exchange of 1 x coat-red-m for Coat (black, M)."""
    amount = f" {phrases.money(remedy.amount, _EN)}" if remedy.amount else ""
    items = ", ".join(f"{quantity} x {sku}" for sku, quantity in remedy.items or ())
    variant = f" for {title}" if (title := remedy.details.get("variant_title")) else ""
    return f"{remedy.kind}{amount}{' of ' if items else ''}{items}{variant}"


async def _promise_lines(
    tx: AsyncConnection, order: Order, zone: ZoneInfo, names: Mapping[str, str]
) -> list[tuple[str, ...]]:
    return [
        (
            shown(row["made_at"], zone),
            f"{phrases.promise_kind(PromiseKind(row['kind']), _EN)} by {shown(row['due_at'], zone)}",
            phrases.promise_state(PromiseState(row["state"]), _EN),
            ": ".join(filter(None, (who_words(row["made_by"], _EN, names), row["text"]))),
        )
        for row in await promises_of(tx, order.customer_id, open_only=False)
        if row["order_id"] == order.order_id
    ]


async def _condition_lines(
    tx: AsyncConnection, order: Order, now: datetime, rules: ShopRules, zone: ZoneInfo, names: Mapping[str, str]
) -> list[tuple[str, ...]]:
    return [
        (
            shown(one.terms.set_at, zone),
            phrases.condition(one.terms, one.planned(order, now, rules), now, zone.key, _EN),
            phrases.condition_ended(one.verdict, _EN) if one.verdict else phrases.condition_state(one.state, _EN),
            ": ".join((who_words(one.set_by, _EN, names), one.said)),
        )
        for one in await conditions_of_order(tx, order.order_id)
    ]


async def _story_lines(
    tx: AsyncConnection, order: Order, now: datetime, zone: ZoneInfo, names: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """The order's own entries, and what happened to its consumer meanwhile: who answered, who they said they are."""
    story = await story_of(tx, order.order_id)
    if story:
        story += await around(tx, order.customer_id, story[0]["at"])
        story.sort(key=lambda entry: (entry["at"], entry["entry_id"]))
    cut: list[tuple[str, ...]] = (
        [("…", "", "", f"{len(story) - STORY_LINES} earlier entries")] if len(story) > STORY_LINES else []
    )
    lines: list[tuple[str, ...]] = [
        (
            shown(entry["at"], zone),
            who_words(entry["who"], _EN, names),
            what_words(entry["what"], entry["data"], _EN, now=now, time_zone=zone.key),
            ": ".join(filter(None, (why_words(entry["why"], _EN), entry["note"]))),
        )
        for entry in story[-STORY_LINES:]
    ]
    return cut + lines


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
