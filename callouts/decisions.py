"""Decision rows: what was decided about a block, either way, whenever it changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.facts import Subject
from callouts.policy import Call, Decision, Facts
from careline.core.callouts import Why
from careline.ids import new_id
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
    query = (
        select(decisions.c.reason, decisions.c.call)
        .where(decisions.c.block_id == block_id)
        .order_by(decisions.c.at.desc(), decisions.c.decision_id.desc())
        .limit(1)
    )
    row = (await tx.execute(query)).first()
    return None if row is None or row.call else str(row.reason)


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
