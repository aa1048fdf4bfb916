"""The record of models: the newest row says which one is in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.models import Model, Step
from careline.ids import new_id
from careline.store.tables.models import model_decisions as decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`model` is in use from then on; `candidate` is whom it was about; `sources` names the sources' model then."""

    at: datetime
    who: str
    why: str
    what: Step
    model: Model
    sources: str
    candidate: str
    figures: dict[str, Any]


async def note(tx: AsyncConnection, decision: Decision) -> None:
    """Write one decision."""
    await tx.execute(
        insert(decisions).values(
            decision_id=new_id(), at=decision.at, who=decision.who, why=decision.why, what=decision.what,
            model=decision.model.name, sha256=decision.model.sha256, sources=decision.sources,
            candidate=decision.candidate, figures=decision.figures,
        )
    )  # fmt: skip


async def in_use(tx: AsyncConnection) -> Decision | None:
    """The newest decision; None before the first."""
    return _one((await tx.execute(_newest().limit(1))).mappings().first())


async def one_before(tx: AsyncConnection) -> Decision | None:
    """The newest decision that left another model in use than the present one: where a rollback goes to."""
    now = await in_use(tx)
    if now is None:
        return None
    later = decisions.alias()  # a model that was given up since is no place to go back to
    given_up = exists().where(
        later.c.what == Step.ROLLED_BACK, later.c.candidate == decisions.c.model, later.c.at > decisions.c.at
    )
    query = _newest().where(decisions.c.model != now.model.name, ~given_up)
    return _one((await tx.execute(query.limit(1))).mappings().first())


async def history(tx: AsyncConnection, limit: int = 50) -> Sequence[Decision]:
    """Decisions, newest first."""
    rows = (await tx.execute(_newest().limit(limit))).mappings().all()
    return [decision for row in rows if (decision := _one(row))]


def _newest() -> Select[Any]:
    return select(decisions).order_by(decisions.c.at.desc(), decisions.c.decision_id.desc())


def _one(row: RowMapping | None) -> Decision | None:
    if row is None:
        return None
    model = Model(name=row["model"], sha256=row["sha256"])
    same = {name: row[name] for name in ("at", "who", "why", "sources", "candidate", "figures")}
    return Decision(what=Step(row["what"]), model=model, **same)
