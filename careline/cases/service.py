"""What other areas may do with cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.blocks import block_rows_of, deadline_from, look_at_due_orders, open_block_rows
from careline.cases.calls import order_of_promised_call, promise_a_call, promised_call_is_off, promised_call_rings
from careline.cases.cases import close_case, close_if_over, open_case, open_case_row
from careline.cases.claims import claims_of
from careline.cases.conditions import (
    Condition,
    NoConditionError,
    condition_of,
    conditions_of_customer,
    conditions_of_order,
    seen_beside,
    set_condition,
    withdraw_condition,
)
from careline.cases.deciding import (
    NotWaitingError,
    OwnWishError,
    SecondPersonError,
    TooLateError,
    answered,
    approve,
    done_by_hand,
    overtake,
    refuse,
    take_back,
    take_back_unsent,
)
from careline.cases.holding_words import taken_back
from careline.cases.promises import end_promise, make_promise, promises_of
from careline.cases.rating import NoCaseError, RatingError, confirm_settled, not_settled, rate
from careline.cases.remedies import (
    APPROVALS_CHANGED,
    NoRemedyError,
    Remedy,
    approvers_of,
    latest_of_customers,
    ledger_of,
    ledgers_of,
    made_in,
    make_due,
    ours_to_do,
    remedies_of,
    remedies_of_customer,
    remedy_of,
    waiting_for_approval,
)
from careline.cases.telling import rating_buttons, settled_buttons, thing
from careline.cases.wishing import Wish, evidence_came, request_remedy, send_to_platform
from careline.core.blocks import BlockKind, Deadline

__all__ = [
    "APPROVALS_CHANGED",
    "BlockRow",
    "Condition",
    "NoCaseError",
    "NoConditionError",
    "NoRemedyError",
    "NotWaitingError",
    "OwnWishError",
    "RatingError",
    "Remedy",
    "SecondPersonError",
    "TooLateError",
    "Wish",
    "answered",
    "approve",
    "approvers_of",
    "blocks_of_case",
    "claims_of",
    "close_case",
    "close_if_over",
    "condition_of",
    "conditions_of_customer",
    "conditions_of_order",
    "confirm_settled",
    "done_by_hand",
    "end_promise",
    "evidence_came",
    "latest_of_customers",
    "ledger_of",
    "ledgers_of",
    "look_at_due_orders",
    "made_in",
    "make_due",
    "make_promise",
    "not_settled",
    "open_blocks_of",
    "open_case",
    "open_case_row",
    "order_of_promised_call",
    "ours_to_do",
    "overtake",
    "promise_a_call",
    "promised_call_is_off",
    "promised_call_rings",
    "promises_of",
    "rate",
    "rating_buttons",
    "refuse",
    "remedies_of",
    "remedies_of_customer",
    "remedy_of",
    "request_remedy",
    "seen_beside",
    "send_to_platform",
    "set_condition",
    "settled_buttons",
    "take_back",
    "take_back_unsent",
    "taken_back",
    "thing",
    "waiting_for_approval",
    "withdraw_condition",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """A block; `ended_at` is None while it goes on. `evidence`: what is missed, as of the last look."""

    block_id: UUID
    case_id: UUID
    order_id: str
    kind: BlockKind
    deadline: datetime
    started_at: datetime
    ended_at: datetime | None
    evidence: tuple[Deadline, ...]


async def open_blocks_of(tx: AsyncConnection, customer_id: str) -> list[BlockRow]:
    """The consumer's blocks that go on, the longest overdue first."""
    return [_block_from(row) for row in await open_block_rows(tx, customer_id)]


async def blocks_of_case(tx: AsyncConnection, case_id: UUID) -> list[BlockRow]:
    """Every block of a case, ended ones too, in the order in which they began."""
    return [_block_from(row) for row in await block_rows_of(tx, case_id)]


def _block_from(row: RowMapping) -> BlockRow:
    same = ("block_id", "case_id", "order_id", "deadline", "started_at", "ended_at")
    return BlockRow(
        **{name: row[name] for name in same},
        kind=BlockKind(row["kind"]),
        evidence=tuple(deadline_from(evidence) for evidence in row["evidence"]),
    )
