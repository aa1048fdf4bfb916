"""What the dialogue of a call finds out, and when the machine has phoned enough about what is stuck for a consumer.

Both are rows of the transaction that finds out: who asked for a person or another time is phoned by no retry that runs
beside it, whatever becomes of the call.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.callouts import CalloutState, Outcome
from careline.core.journal import What
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import JOINED, blocks, cases
from careline.store.waking import wake

_ENDS_CALLS = frozenset({Outcome.ASKED_PERSON, Outcome.ASKED_CALLBACK})
"""From here on a person goes on, or the call at the time that they named."""
_OF_THE_BLOCK: ColumnElement[Any] = literal_column(
    f"(SELECT coalesce(jsonb_agg(missed - '{JOINED}' ORDER BY n), '[]')"  # noqa: S608
    " FROM jsonb_array_elements(blocks.evidence) WITH ORDINALITY AS told (missed, n))"
)
"""The evidence, none of which has joined later."""


async def note_found(tx: AsyncConnection, attempt_id: UUID, found: Outcome, now: datetime) -> None:
    """What this call has come to so far; the latest counts. A wish for a person or for another time ends all other
    calls of the machine's about what is stuck for this consumer."""
    marking = update(attempts).where(attempts.c.attempt_id == attempt_id).values(found=found)
    customer_id = (await tx.execute(marking.returning(attempts.c.customer_id))).scalar()
    if customer_id and found in _ENDS_CALLS:
        await end_calls(tx, customer_id, found, now)


async def end_calls(
    tx: AsyncConnection, customer_id: str, why: Outcome, now: datetime, *, case_id: UUID | None = None
) -> None:
    """No machine phones on its own account any more about what is stuck for this consumer now (in that case alone).

    What has joined a block since it began is settled with it, and is no reason to phone once the rest is unstuck.
    What is planned ends with it. A call that they wished for themselves stays planned, and one that is under way ends
    by itself and is followed by none. A no to all calls is kept as an opt-out, which they may take back, not here.
    """
    theirs = select(cases.c.case_id).where(cases.c.customer_id == customer_id)
    if case_id:
        theirs = theirs.where(cases.c.case_id == case_id)
    if why is not Outcome.OPTED_OUT:
        open_ones = update(blocks).where(blocks.c.case_id.in_(theirs), blocks.c.ended_at.is_(None))
        await tx.execute(open_ones.values(calls_over=why, evidence=_OF_THE_BLOCK))
    planned = (
        (callouts.c.customer_id == customer_id)
        & (callouts.c.state == CalloutState.PLANNED)
        & callouts.c.wished_for.is_(None)
        & callouts.c.case_id.in_(theirs)
    )
    ending = update(callouts).where(planned)
    ending = ending.values(state=CalloutState.DONE, outcome=why, ended_at=now, lease=None, lease_until=None)
    ended = (await tx.execute(ending.returning(callouts.c.callout_id, callouts.c.order_id))).all()
    for row in ended:
        await record(
            tx, at=now, who="system", what=What.CALLOUT_DONE, why=why, subject=f"callout:{row.callout_id}",
            order_id=row.order_id, customer_id=customer_id,
        )  # fmt: skip
    if ended:
        await wake(tx, customers=[customer_id])  # what that call stood in the way of
        await notify(tx, Topic.CALLOUTS, customer_id)
