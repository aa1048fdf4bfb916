"""Looking at orders whose time has come: blocks begin, change and end, cases open and close."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import Opening, close_if_over, open_cases
from careline.cases.settling import orders_with_open_remedies, settle_by_order
from careline.core.blocks import (
    BlockKind,
    Deadline,
    FoundBlock,
    Rule,
    blocks_among,
    deadlines_of,
    next_among,
)
from careline.core.cases import BlockChange, OpenBlock, changes
from careline.core.journal import Because, What
from careline.core.orders import Order
from careline.core.rules import ShopRules
from careline.ids import new_id
from careline.store.bulk import insert_rows, one_of_texts
from careline.store.database import Database, notify
from careline.store.journal import record_all
from careline.store.notices import Topic
from careline.store.orders import load_orders
from careline.store.tables.cases import JOINED, blocks, cases
from careline.store.tables.feed import orders
from careline.store.waking import wake


async def look_at_due_orders(database: Database, now: datetime, rules: ShopRules, limit: int) -> int:
    """Judge up to `limit` orders that are due for a look; returns how many. Several processes may do this at once.

    One transaction, for whose length whoever writes about one of these orders waits: so not many at a time.
    Half of them are those that fell due last: what happens now does not wait behind a shop's whole past.
    """
    async with database.begin() as tx:
        ids = await _due(tx, now, limit // 2, orders.c.check_at.desc())
        if len(ids) == limit // 2:
            ids += await _due(tx, now, limit - len(ids), orders.c.check_at, without=ids)
        if not ids:
            return 0
        asked_for, looked_at = await orders_with_open_remedies(tx, ids), await load_orders(tx, ids)
        for order in looked_at:
            if order.order_id in asked_for:
                await settle_by_order(tx, order, now)
        await _hold_cases(tx, ids)
        known = await _open_blocks(tx, ids)  # as whoever held a case has left them
        again: dict[str, datetime | None] = {}
        begun: list[tuple[Order, FoundBlock]] = []
        changed: list[_Changed] = []
        ended: list[_Ended] = []
        for order in looked_at:
            open_ones = known.get(order.order_id, {})
            deadlines = deadlines_of(order, rules)
            change = changes((_read(row) for row in open_ones.values()), blocks_among(deadlines, now))
            begun += [(order, block) for block in change.begun]
            changed += [_Changed(order, open_ones[block.kind], block) for block in change.changed]
            ended += [_Ended(order, open_ones[kind], _why_ended(kind, change)) for kind in sorted(change.ended)]
            again[order.order_id] = next_among(deadlines, now)
        await _change(tx, changed, now)
        await _end(tx, ended, now)
        await _begin(tx, begun, now, rules)
        for order_id in sorted({one.order.order_id for one in ended}):
            await close_if_over(tx, order_id, now)
        await tx.execute(_LOOK_AGAIN, {"ids": list(again), "instants": list(again.values())})
        await notify(tx, Topic.BLOCKS, "")
    return len(ids)


async def _due(
    tx: AsyncConnection, now: datetime, limit: int, first: ColumnElement[Any], without: Sequence[str] = ()
) -> list[str]:
    due = (
        select(orders.c.order_id)
        .where(orders.c.check_at <= now, orders.c.order_id.not_in(without))
        .order_by(first)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)  # consumers note remedies for these orders meanwhile
    )
    return list((await tx.execute(due)).scalars())


_LOOK_AGAIN = text(
    "UPDATE orders SET check_at = told.at FROM unnest(CAST(:ids AS text[]), CAST(:instants AS timestamptz[]))"
    " AS told (id, at) WHERE orders.order_id = told.id"
)


async def _open_blocks(tx: AsyncConnection, order_ids: Sequence[str]) -> dict[str, dict[BlockKind, RowMapping]]:
    query = select(blocks).where(one_of_texts(blocks.c.order_id, order_ids), blocks.c.ended_at.is_(None))
    found: dict[str, dict[BlockKind, RowMapping]] = {}
    for row in (await tx.execute(query)).mappings():
        found.setdefault(row["order_id"], {})[BlockKind(row["kind"])] = row
    return found


class _Changed(NamedTuple):
    """A row of a block that goes on, and what it says from now on."""

    order: Order
    row: RowMapping
    block: OpenBlock


class _Ended(NamedTuple):
    order: Order
    row: RowMapping
    why: Because


def _why_ended(kind: BlockKind, change: BlockChange) -> Because:
    another = any(block.kind is kind for block in change.begun)
    return Because.ANOTHER_IS_STUCK if another else Because.ORDER_MOVED_ON


def _read(row: RowMapping) -> OpenBlock:
    """What a block's row says. Evidence that this release cannot read counts as none: the look writes it anew."""
    try:
        evidence = tuple(deadline_from(missed) for missed in row["evidence"])
        joined = frozenset(missed["subject"] for missed in row["evidence"] if missed.get(JOINED))
    except (AttributeError, KeyError, TypeError, ValueError):
        evidence, joined = (), frozenset()
    return OpenBlock(kind=BlockKind(row["kind"]), deadline=row["deadline"], evidence=evidence, joined=joined)


async def _hold_cases(tx: AsyncConnection, order_ids: Collection[str]) -> None:
    """Before any block of theirs is changed: who talks to a consumer holds the case, and may then end its calls."""
    held = select(cases.c.case_id).where(one_of_texts(cases.c.order_id, order_ids), cases.c.closed_at.is_(None))
    await tx.execute(held.order_by(cases.c.case_id).with_for_update(key_share=True))


_CHANGE = text(
    "UPDATE blocks SET deadline = told.deadline, evidence = told.evidence FROM json_to_recordset(CAST(:rows AS json))"
    " AS told (block_id uuid, deadline timestamptz, evidence jsonb) WHERE blocks.block_id = told.block_id"
)


async def _change(tx: AsyncConnection, changed: Sequence[_Changed], now: datetime) -> None:
    """Save what blocks that go on are about by now. Another deadline is another ground for the decision to phone."""
    if not changed:
        return
    rows = [
        {
            "block_id": str(row["block_id"]), "deadline": block.deadline.isoformat(),
            "evidence": _evidence(block.evidence, block.joined),
        }
        for _, row, block in changed
    ]  # fmt: skip
    await tx.execute(_CHANGE, {"rows": json.dumps(rows)})
    entries = [
        _entry(
            order, row["block_id"], What.BLOCK_CHANGED, _why_changed(row, block), row["case_id"],
            {"block": block.kind, "rule": block.evidence[0].rule, "deadline": block.deadline.isoformat()},
        )
        for order, row, block in changed
    ]  # fmt: skip
    await record_all(tx, entries, at=now, who="system")
    await wake(tx, orders={order.order_id for order, row, block in changed if row["deadline"] != block.deadline})


def _why_changed(row: RowMapping, block: OpenBlock) -> Because:
    more = block.joined - _read(row).joined
    return Because.DEADLINE_MISSED if more else Because.ORDER_MOVED_ON


async def _begin(
    tx: AsyncConnection, begun: Sequence[tuple[Order, FoundBlock]], now: datetime, rules: ShopRules
) -> None:
    """In as many statements for many blocks as for one: thousands of orders may miss their deadline in one minute."""
    if not begun:
        return
    openings: dict[str, Opening] = {}
    for order, block in begun:
        openings.setdefault(order.order_id, Opening(order.order_id, order.customer_id, {"block": block.kind}))
    case_ids = await open_cases(tx, list(openings.values()), now, rules, who="system", why=Because.BLOCKED)
    so_far = await _episodes(tx, list(openings))
    rows: list[dict[str, Any]] = [
        {
            "block_id": str(new_id()), "order_id": order.order_id, "case_id": str(case_ids[order.order_id]),
            "kind": block.kind, "episode": so_far.get((order.order_id, block.kind), 0) + 1, "deadline": block.deadline,
            "evidence": _evidence(block.evidence, frozenset()), "started_at": now, "decide_at": now,
        }
        for order, block in begun
    ]  # fmt: skip
    await tx.execute(insert_rows(blocks, rows))
    entries = [
        _entry(
            order, row["block_id"], What.BLOCK_BEGAN, Because.DEADLINE_MISSED, row["case_id"],
            {"block": block.kind, "rule": block.evidence[0].rule},
        )
        for (order, block), row in zip(begun, rows, strict=True)
    ]  # fmt: skip
    await record_all(tx, entries, at=now, who="system")


async def _episodes(tx: AsyncConnection, order_ids: Sequence[str]) -> dict[tuple[str, BlockKind], int]:
    """How often each of these orders was blocked in each way so far."""
    query = (
        select(blocks.c.order_id, blocks.c.kind, func.max(blocks.c.episode).label("episode"))
        .where(one_of_texts(blocks.c.order_id, order_ids))
        .group_by(blocks.c.order_id, blocks.c.kind)
    )
    return {(row.order_id, BlockKind(row.kind)): row.episode for row in await tx.execute(query)}


async def _end(tx: AsyncConnection, ended: Sequence[_Ended], now: datetime) -> None:
    """Before any begins, as there is one open block of a kind; their cases may close once those have begun."""
    if not ended:
        return
    over = blocks.c.block_id.in_([row["block_id"] for _, row, _ in ended])
    await tx.execute(update(blocks).where(over).values(ended_at=now))
    entries = [
        _entry(
            order, row["block_id"], What.BLOCK_ENDED, why, row["case_id"],
            {"block": row["kind"], "version": order.version, "status": order.status},
        )
        for order, row, why in ended
    ]  # fmt: skip
    await record_all(tx, entries, at=now, who="system")


def _entry(
    order: Order, block_id: UUID | str, what: What, why: Because, case_id: UUID | str, data: dict[str, Any]
) -> dict[str, Any]:
    return {
        "what": what, "why": why, "subject": f"block:{block_id}", "order_id": order.order_id,
        "customer_id": order.customer_id, "data": {"case_id": str(case_id), **data},
    }  # fmt: skip


def _evidence(missed: Iterable[Deadline], joined: Collection[str]) -> list[dict[str, Any]]:
    """As it is stored; what has joined the block since it began says so."""
    return [_plainly(one) | ({JOINED: True} if one.subject in joined else {}) for one in missed]


def _plainly(deadline: Deadline) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(deadline).items()
    }


def deadline_from(evidence: dict[str, Any]) -> Deadline:
    """The core value that was stored as evidence of a block."""
    return Deadline(
        kind=BlockKind(evidence["kind"]),
        rule=Rule(evidence["rule"]),
        due=datetime.fromisoformat(evidence["due"]),
        since=datetime.fromisoformat(evidence["since"]),
        subject=evidence["subject"],
    )


async def open_block_rows(tx: AsyncConnection, customer_id: str) -> Sequence[RowMapping]:
    """The consumer's blocks that go on, the longest overdue first."""
    query = (
        select(blocks)
        .join(cases, cases.c.case_id == blocks.c.case_id)
        .where(cases.c.customer_id == customer_id, blocks.c.ended_at.is_(None))
        .order_by(blocks.c.deadline, blocks.c.block_id)
    )
    return (await tx.execute(query)).mappings().all()


async def block_rows_of(tx: AsyncConnection, case_id: UUID) -> Sequence[RowMapping]:
    """Every block of a case, in the order in which they began."""
    query = select(blocks).where(blocks.c.case_id == case_id).order_by(blocks.c.started_at, blocks.c.block_id)
    return (await tx.execute(query)).mappings().all()
