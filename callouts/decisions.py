"""Decision rows: what was decided about a block, either way, whenever it changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, cast, func, insert, select
from sqlalchemy import UUID as UUID_COLUMN
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.facts import Subject
from callouts.policy import Call, Decision, Facts
from careline.core.callouts import Why
from careline.ids import new_id
from careline.store.bulk import insert_rows
from careline.store.tables.callouts import decisions


async def note_decision(tx: AsyncConnection, subject: Subject, facts: Facts, decision: Decision, now: datetime) -> None:
    """Keep what was decided. A call is always new, since a callout goes with it; a refusal only if it changes."""
    shown = _shown(facts)
    if not isinstance(decision, Call):
        more = {"detail": decision.detail} if decision.detail else {}
        await note_refusal(tx, subject.block_id, subject.order_id, decision.why, shown | more, now)
        return
    await tx.execute(
        insert(decisions).values(
            decision_id=new_id(), order_id=subject.order_id, block_id=subject.block_id, at=now, call=True,
            due_at=decision.at, reason=decision.why, facts=shown,
        )
    )  # fmt: skip


async def note_decisions(
    tx: AsyncConnection, decided: Sequence[tuple[Subject, Facts, Decision]], now: datetime
) -> None:
    """The same for many blocks, in two statements."""
    refused = [subject.block_id for subject, _, decision in decided if not isinstance(decision, Call)]
    last = await _last_refusals(tx, refused) if refused else {}
    rows = []
    for subject, facts, decision in decided:
        call = isinstance(decision, Call)
        if not call and last.get(subject.block_id) == decision.why:
            continue
        detail = "" if isinstance(decision, Call) else decision.detail
        rows.append(
            {
                "decision_id": str(new_id()), "order_id": subject.order_id, "block_id": str(subject.block_id),
                "at": now, "call": call, "due_at": decision.at if isinstance(decision, Call) else None,
                "reason": decision.why, "facts": _shown(facts) | ({"detail": detail} if detail else {}),
            }
        )  # fmt: skip
    if rows:
        await tx.execute(insert_rows(decisions, rows))


async def note_refusal(
    tx: AsyncConnection, block_id: UUID, order_id: str, why: Why, shown: dict[str, Any], now: datetime
) -> None:
    """Keep the reason for not calling, unless it is the last one again."""
    if await _last_refusal(tx, block_id) == why:
        return
    await tx.execute(
        insert(decisions).values(
            decision_id=new_id(), order_id=order_id, block_id=block_id, at=now, call=False, due_at=None, reason=why,
            facts=shown,
        )
    )  # fmt: skip


async def _last_refusal(tx: AsyncConnection, block_id: UUID) -> str | None:
    """None also when the last decision was to call."""
    return (await _last_refusals(tx, [block_id])).get(block_id)


async def _last_refusals(tx: AsyncConnection, block_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Of those blocks whose last decision was not to call."""
    query = (
        select(decisions.c.block_id, decisions.c.reason, decisions.c.call)
        .ext(distinct_on(decisions.c.block_id))
        .where(decisions.c.block_id == func.any(cast(list(block_ids), ARRAY(UUID_COLUMN))))
        .order_by(decisions.c.block_id, decisions.c.at.desc(), decisions.c.decision_id.desc())
    )
    return {row.block_id: row.reason for row in await tx.execute(query) if not row.call}


def _shown(facts: Facts) -> dict[str, Any]:
    """What an operator wants to see beside the reason; neither number nor name."""
    who = facts.who
    shown: dict[str, Any] = {
        "kind": facts.kind, "deadline": facts.deadline.isoformat(), "attempts_made": facts.attempts_made,
        "calls_today": who.today, "region": who.region, "time_zone": who.time_zone, "finished": facts.finished,
        "country": who.country or None,
        "remedy_due": facts.remedy_due.isoformat() if facts.remedy_due else None,
        "wished_for": facts.wished_for.isoformat() if facts.wished_for else None,
        "full_until": facts.full_until.isoformat() if facts.full_until else None,
    }  # fmt: skip
    return {name: value for name, value in shown.items() if value is not None}
