"""The fleet-wide controls: pause and resume all dialling, and the row that paces every dialer together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.pacing import Bucket, held_back
from careline.core.journal import Because, What
from careline.store.database import notify
from careline.store.journal import record
from careline.store.tables.callouts import attempts, dial_control


@dataclass(frozen=True, slots=True)
class Control:
    """What every dialer obeys. `live` counts attempts under way, those of unknown fate included."""

    bucket: Bucket
    paused: bool
    live: int


async def hold_control(tx: AsyncConnection) -> Control:
    """Lock the controls: one dialer at a time decides to dial, so that no two count the same free place."""
    row = (await tx.execute(select(dial_control).with_for_update())).mappings().one()
    under_way = select(func.count()).select_from(attempts).where(attempts.c.ended_at.is_(None))
    live = int((await tx.execute(under_way)).scalar_one())
    return Control(Bucket(row["tokens"], row["refilled_at"]), row["paused"], live)


async def save_bucket(tx: AsyncConnection, bucket: Bucket) -> None:
    await tx.execute(update(dial_control).values(tokens=bucket.tokens, refilled_at=bucket.refilled_at))


async def rest(tx: AsyncConnection, now: datetime, seconds: float) -> None:
    """Dial nothing for that long: the carrier takes no more."""
    await save_bucket(tx, held_back((await hold_control(tx)).bucket, now, seconds))


async def pause(tx: AsyncConnection, *, who: str, why: str, now: datetime) -> None:
    """No new call from the commit on; calls under way go on. `why` is what the operator wrote."""
    await _pause(tx, who, why)
    await record(
        tx, at=now, who=who, what=What.DIALLING_PAUSED, why=Because.OPERATOR_DECIDED, subject="dial_control", note=why
    )


async def pause_for_carrier(tx: AsyncConnection, *, reason: str, code: int | None, now: datetime) -> None:
    """The same, because the carrier refuses every call, in its own words `reason`; until an operator resumes."""
    await _pause(tx, "system", f"the carrier refuses everything: {reason}")
    await record(
        tx, at=now, who="system", what=What.DIALLING_PAUSED, why=Because.CARRIER_REFUSES_ALL, subject="dial_control",
        data={"code": code},
    )  # fmt: skip


async def _pause(tx: AsyncConnection, who: str, why: str) -> None:
    await tx.execute(update(dial_control).values(paused=True, paused_by=who, paused_why=why))


async def resume(tx: AsyncConnection, *, who: str, now: datetime) -> None:
    """Dial again."""
    await tx.execute(update(dial_control).values(paused=False, paused_by=None, paused_why=None))
    await record(tx, at=now, who=who, what=What.DIALLING_RESUMED, why=Because.OPERATOR_DECIDED, subject="dial_control")
    await notify(tx, "callouts", "")
