"""What other areas may do with cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.blocks import deadline_from, look_at_due_orders, open_block_rows
from careline.cases.cases import close_case, close_if_over, open_case, open_case_row
from careline.cases.remedies import Remedy, note_remedy, remedies_of
from careline.core.blocks import BlockKind, Deadline

__all__ = [
    "BlockRow",
    "Remedy",
    "close_case",
    "close_if_over",
    "look_at_due_orders",
    "note_remedy",
    "open_blocks_of",
    "open_case",
    "open_case_row",
    "remedies_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """A block that goes on. `evidence` is what was missed when it began."""

    block_id: UUID
    case_id: UUID
    order_id: str
    kind: BlockKind
    deadline: datetime
    started_at: datetime
    evidence: tuple[Deadline, ...]


async def open_blocks_of(tx: AsyncConnection, customer_id: str) -> list[BlockRow]:
    """The consumer's blocks that go on, the longest overdue first."""
    same = ("block_id", "case_id", "order_id", "deadline", "started_at")
    return [
        BlockRow(
            **{name: row[name] for name in same},
            kind=BlockKind(row["kind"]),
            evidence=tuple(deadline_from(evidence) for evidence in row["evidence"]),
        )
        for row in await open_block_rows(tx, customer_id)
    ]
