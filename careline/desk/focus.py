"""What a conversation is about: the order talked about, else its open case, else the consumer's longest overdue one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
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
class OrderGoods:
    """An order by its goods: the full title of the first, how many lines it has, and how many pieces."""

    order_id: str
    number: str
    title: str
    lines: int
    pieces: int
    new_user: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """`blocks` are the kinds that go on in the case, `agent_id` its dedicated agent. An order may have no case."""

    case_id: UUID | None
    order_id: str | None
    title: str | None
    new_user: bool
    blocks: tuple[BlockKind, ...] = ()
    agent_id: UUID | None = None
    goods: OrderGoods | None = None


async def focuses(tx: AsyncConnection, threads: Sequence[RowMapping]) -> dict[UUID, Focus]:
    """The focus of each row of a conversation (conversation_id, customer_id, case_id, order_id), in four queries for
    all of them. `order_id` is the open handoff's; it may be None."""
    customers = {row["customer_id"] for row in threads}
    known: dict[str, list[RowMapping]] = defaultdict(list)
    for case in await _cases(tx, customers, [row["case_id"] for row in threads if row["case_id"]]):
        known[case["customer_id"]].append(case)
    kinds = await _open_kinds(tx, [case["case_id"] for found in known.values() for case in found])
    newest = await _newest_orders(tx, customers)
    named = {row["order_id"] for row in threads if row["order_id"]}
    ids = named | {case["order_id"] for found in known.values() for case in found}
    goods = await goods_of(tx, ids)
    return {
        row["conversation_id"]: _focus(row, known[row["customer_id"]], kinds, goods, newest[row["customer_id"]])
        for row in threads
    }


def _focus(
    thread: RowMapping, known: Sequence[RowMapping], kinds: Mapping[UUID, tuple[BlockKind, ...]],
    goods: Mapping[str, OrderGoods], new_user: bool,
) -> Focus:  # fmt: skip
    def preference(case: RowMapping) -> tuple[bool, bool, datetime, datetime]:
        attached = case["case_id"] == thread["case_id"]
        return case["closed_at"] is not None, not attached, case["overdue_since"] or _NEVER, case["opened_at"]

    about = thread["order_id"]
    case = min((one for one in known if about in {None, one["order_id"]}), key=preference, default=None)
    order = goods.get(about or (case["order_id"] if case else ""))
    if case is None or (about and case["closed_at"] is not None):
        return Focus(
            case_id=None, order_id=order.order_id if order else None, title=order.title if order else None,
            new_user=order.new_user if order else new_user, goods=order,
        )  # fmt: skip
    assert order
    return Focus(
        case_id=case["case_id"], order_id=case["order_id"], title=order.title, new_user=order.new_user,
        blocks=kinds.get(case["case_id"], ()), agent_id=case["agent_id"], goods=order,
    )  # fmt: skip


async def goods_of(tx: AsyncConnection, order_ids: Collection[str]) -> dict[str, OrderGoods]:
    """These orders by their goods."""
    if not order_ids:
        return {}
    first = order_items.alias("first")
    query = (
        select(
            orders.c.order_id, orders.c.number, orders.c.new_user, first.c.title,
            func.count().label("lines"), func.sum(order_items.c.quantity).label("pieces"),
        )
        .join(order_items, order_items.c.order_id == orders.c.order_id)
        .join(first, (first.c.order_id == orders.c.order_id) & (first.c.line == 0))
        .where(orders.c.order_id.in_(order_ids))
        .group_by(orders.c.order_id, orders.c.number, orders.c.new_user, first.c.title)
    )  # fmt: skip
    return {
        row.order_id: OrderGoods(
            order_id=row.order_id, number=row.number or row.order_id, title=row.title, lines=row.lines,
            pieces=int(row.pieces), new_user=row.new_user,
        )
        for row in await tx.execute(query)
    }  # fmt: skip


async def _cases(tx: AsyncConnection, customers: set[str], attached: Sequence[UUID]) -> Sequence[RowMapping]:
    """Open cases of these consumers and the attached ones, each with its earliest missed deadline."""
    overdue = (
        select(func.min(blocks.c.deadline))
        .where(blocks.c.case_id == cases.c.case_id, blocks.c.ended_at.is_(None))
        .scalar_subquery()
        .label("overdue_since")
    )
    query = select(cases, overdue).where(
        cases.c.customer_id.in_(customers), or_(cases.c.closed_at.is_(None), cases.c.case_id.in_(attached))
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
