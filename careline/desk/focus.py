"""Which trouble a conversation is about: its case if that is open, else the consumer's longest overdue one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import RowMapping, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.blocks import BlockKind
from careline.store.tables.cases import blocks, cases
from careline.store.tables.feed import order_items, orders

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """`blocks` are the kinds that go on in the case. Without a case only `new_user` says something."""

    case_id: UUID | None
    order_id: str | None
    title: str | None
    new_user: bool
    blocks: tuple[BlockKind, ...] = ()


async def focuses(tx: AsyncConnection, threads: Sequence[RowMapping]) -> dict[UUID, Focus]:
    """The focus of each conversation row (conversation_id, customer_id, case_id), in three queries for all of them."""
    customers = {row["customer_id"] for row in threads}
    known: dict[str, list[RowMapping]] = defaultdict(list)
    for case in await _cases(tx, customers, [row["case_id"] for row in threads if row["case_id"]]):
        known[case["customer_id"]].append(case)
    kinds = await _open_kinds(tx, [case["case_id"] for found in known.values() for case in found])
    newest = await _newest_orders(tx, customers)
    return {
        row["conversation_id"]: _focus(row, known[row["customer_id"]], kinds, new_user=newest[row["customer_id"]])
        for row in threads
    }


def _focus(
    thread: RowMapping, known: Sequence[RowMapping], kinds: Mapping[UUID, tuple[BlockKind, ...]], *, new_user: bool
) -> Focus:
    def preference(case: RowMapping) -> tuple[bool, bool, datetime, datetime]:
        attached = case["case_id"] == thread["case_id"]
        return case["closed_at"] is not None, not attached, case["overdue_since"] or _NEVER, case["opened_at"]

    case = min(known, key=preference, default=None)
    if case is None:
        return Focus(case_id=None, order_id=None, title=None, new_user=new_user)
    return Focus(
        case_id=case["case_id"], order_id=case["order_id"], title=case["title"], new_user=case["new_user"],
        blocks=kinds.get(case["case_id"], ()),
    )  # fmt: skip


async def _cases(tx: AsyncConnection, customers: set[str], attached: Sequence[UUID]) -> Sequence[RowMapping]:
    """Open cases of these consumers and the attached ones, each with its order and its earliest missed deadline."""
    overdue = (
        select(func.min(blocks.c.deadline))
        .where(blocks.c.case_id == cases.c.case_id, blocks.c.ended_at.is_(None))
        .scalar_subquery()
        .label("overdue_since")
    )
    query = (
        select(cases, orders.c.new_user, order_items.c.title, overdue)
        .join(orders, orders.c.order_id == cases.c.order_id)
        .join(order_items, (order_items.c.order_id == cases.c.order_id) & (order_items.c.line == 0))
        .where(cases.c.customer_id.in_(customers), or_(cases.c.closed_at.is_(None), cases.c.case_id.in_(attached)))
    )
    return (await tx.execute(query)).mappings().all()


async def _open_kinds(tx: AsyncConnection, case_ids: Sequence[UUID]) -> dict[UUID, tuple[BlockKind, ...]]:
    query = select(blocks.c.case_id, blocks.c.kind).where(blocks.c.case_id.in_(case_ids), blocks.c.ended_at.is_(None))
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in await tx.execute(query):
        found[row.case_id].add(row.kind)
    return {case_id: tuple(kind for kind in BlockKind if kind in kinds) for case_id, kinds in found.items()}


async def _newest_orders(tx: AsyncConnection, customers: set[str]) -> dict[str, bool]:
    """Whether each consumer was a new user when they last ordered."""
    query = (
        select(orders.c.customer_id, orders.c.new_user)
        .ext(distinct_on(orders.c.customer_id))
        .where(orders.c.customer_id.in_(customers))
        .order_by(orders.c.customer_id, orders.c.placed_at.desc(), orders.c.order_id)
    )
    return defaultdict(bool, {row.customer_id: row.new_user for row in await tx.execute(query)})
