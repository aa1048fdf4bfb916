"""The fleet-wide controls: pause and resume all dialling, and the row that paces every dialer together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, not_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.pacing import TURN, Bucket, Line, held_back
from careline.core.journal import Because, What
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts, dial_control

LOOKED_IN_VAIN = 3
"""After so many negative look-ups an attempt of unknown fate gives its place back. It is never dialled again."""


@dataclass(frozen=True, slots=True)
class Control:
    """What every dialer obeys. `live` counts attempts that take up a place; `at` is the database's clock (UTC)."""

    bucket: Bucket
    line: Line
    paused: bool
    live: int
    at: datetime


async def hold_control(tx: AsyncConnection) -> Control:
    """Lock the controls: one dialer at a time decides to dial, so that no two count the same free place."""
    row = (await tx.execute(select(dial_control).with_for_update())).mappings().one()
    lost = and_(attempts.c.call_sid.is_(None), attempts.c.not_found >= LOOKED_IN_VAIN)
    under_way = select(func.count(), func.clock_timestamp()).where(attempts.c.ended_at.is_(None), not_(lost))
    live, at = (await tx.execute(under_way.select_from(attempts))).one()
    bucket, line = Bucket(row["tokens"], row["refilled_at"]), Line(row["line_owner"], row["line_until"])
    return Control(bucket, line, row["paused"], live, at)


async def save_bucket(tx: AsyncConnection, bucket: Bucket) -> None:
    await tx.execute(update(dial_control).values(tokens=bucket.tokens, refilled_at=bucket.refilled_at))


async def take_line(tx: AsyncConnection, who: UUID, now: datetime, bucket: Bucket | None = None) -> None:
    """Let `who` alone send requests for a while, and spend the call that `bucket` is the rest of."""
    spent = {"tokens": bucket.tokens, "refilled_at": bucket.refilled_at} if bucket else {}
    await tx.execute(update(dial_control).values(line_owner=who, line_until=now + TURN, **spent))


async def killed(tx: AsyncConnection) -> bool:
    """Whether an operator ends all calls, also those that are being talked in."""
    return bool((await tx.execute(select(dial_control.c.killed))).scalar_one())


async def rest(tx: AsyncConnection, now: datetime, seconds: float) -> None:
    """Dial nothing for that long: the carrier takes no more."""
    await save_bucket(tx, held_back((await hold_control(tx)).bucket, now, seconds))


async def pause(tx: AsyncConnection, *, who: str, why: str, now: datetime, kill: bool = False) -> None:
    """No new call from the commit on, and within a second the end of all that are not answered yet.

    Talks go on, unless `kill` ends them too. `why` is what the operator wrote.
    """
    await _pause(tx, who, why, kill=kill)
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


async def _pause(tx: AsyncConnection, who: str, why: str, *, kill: bool = False) -> None:
    killed = True if kill else dial_control.c.killed
    await tx.execute(update(dial_control).values(paused=True, paused_by=who, paused_why=why, killed=killed))
    await notify(tx, Topic.CALLOUTS, "")  # whoever hangs up hears of it at once


async def resume(tx: AsyncConnection, *, who: str, now: datetime) -> None:
    """Dial again."""
    await tx.execute(update(dial_control).values(paused=False, paused_by=None, paused_why=None, killed=False))
    await record(tx, at=now, who=who, what=What.DIALLING_RESUMED, why=Because.OPERATOR_DECIDED, subject="dial_control")
    await notify(tx, Topic.DIALLING, "")
    await notify(tx, Topic.CALLOUTS, "")
