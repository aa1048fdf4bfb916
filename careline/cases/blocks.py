"""Looking at orders whose time has come: blocks begin, blocks end, cases open and close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.cases import close_if_over, open_case
from careline.cases.settling import orders_with_open_remedies, settle_by_order
from careline.core.blocks import (
    BlockKind,
    Deadline,
    FoundBlock,
    Rule,
    find_blocks,
    next_check,
)
from careline.core.cases import changes
from careline.core.journal import Because, What
from careline.core.orders import Order
from careline.core.rules import ShopRules
from careline.ids import new_id
from careline.store.database import Database, notify
from careline.store.journal import record
from careline.store.orders import load_orders
from careline.store.tables.cases import blocks, cases
from careline.store.tables.feed import orders


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
        known = await _open_blocks(tx, ids)
        asked_for = await orders_with_open_remedies(tx, ids)
        again: dict[str, datetime | None] = {}
        for order in await load_orders(tx, ids):
            if order.order_id in asked_for:
                await settle_by_order(tx, order, now)
            await _look(tx, order, known.get(order.order_id, {}), now, rules)
            again[order.order_id] = next_check(order, now, rules)
        await tx.execute(_LOOK_AGAIN, {"ids": list(again), "instants": list(again.values())})
        await notify(tx, "blocks", "")
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
    query = select(blocks).where(blocks.c.order_id.in_(order_ids), blocks.c.ended_at.is_(None))
    found: dict[str, dict[BlockKind, RowMapping]] = {}
    for row in (await tx.execute(query)).mappings():
        found.setdefault(row["order_id"], {})[BlockKind(row["kind"])] = row
    return found


async def _look(
    tx: AsyncConnection, order: Order, known: dict[BlockKind, RowMapping], now: datetime, rules: ShopRules
) -> None:
    change = changes(frozenset(known), find_blocks(order, now, rules))
    for block in change.begun:
        await _begin(tx, order, block, now, rules)
    for kind in sorted(change.ended):
        await _end(tx, order, known[kind], now)
    if change.ended:
        await close_if_over(tx, order.order_id, now)


async def _begin(tx: AsyncConnection, order: Order, block: FoundBlock, now: datetime, rules: ShopRules) -> None:
    case_id = await open_case(
        tx, order.order_id, order.customer_id, now, rules, who="system", why=Because.BLOCKED,
        data={"block": block.kind},
    )  # fmt: skip
    same = (blocks.c.order_id == order.order_id) & (blocks.c.kind == block.kind)
    episode = (await tx.execute(select(func.coalesce(func.max(blocks.c.episode), 0) + 1).where(same))).scalar_one()
    block_id = new_id()
    await tx.execute(
        insert(blocks).values(
            block_id=block_id, order_id=order.order_id, case_id=case_id, kind=block.kind, episode=episode,
            deadline=block.deadline, evidence=[_evidence(deadline) for deadline in block.evidence], started_at=now,
            decide_at=now,
        )
    )  # fmt: skip
    await _note(
        tx, order, block_id, What.BLOCK_BEGAN, Because.DEADLINE_MISSED, now, case_id,
        {"block": block.kind, "rule": block.evidence[0].rule},
    )  # fmt: skip


async def _end(tx: AsyncConnection, order: Order, row: RowMapping, now: datetime) -> None:
    await tx.execute(update(blocks).where(blocks.c.block_id == row["block_id"]).values(ended_at=now))
    data = {"block": row["kind"], "version": order.version, "status": order.status}
    await _note(tx, order, row["block_id"], What.BLOCK_ENDED, Because.ORDER_MOVED_ON, now, row["case_id"], data)


async def _note(
    tx: AsyncConnection, order: Order, block_id: UUID, what: What, why: Because, now: datetime, case_id: UUID,
    data: dict[str, Any],
) -> None:  # fmt: skip
    await record(
        tx, at=now, who="system", what=what, why=why, subject=f"block:{block_id}", order_id=order.order_id,
        customer_id=order.customer_id, data={"case_id": str(case_id), **data},
    )  # fmt: skip


def _evidence(deadline: Deadline) -> dict[str, Any]:
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
