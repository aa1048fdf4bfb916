"""Attempt rows: holding one, and applying news to it in the transaction that also decides what follows.

Locks are always taken in this order: dial_control, callouts, attempts, then everything else.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, bindparam, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.follow_ups import carry_out
from callouts.lifecycle import Attempt, Event, Progress, advance
from callouts.retries import may_have_rung
from callouts.settings import CalloutSettings
from careline.cases.service import promised_call_rings
from careline.core.blocks import BlockKind
from careline.core.callouts import AttemptState, Outcome
from careline.core.journal import Because, What
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import blocks, remedies
from careline.store.tables.conversations import conversations


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAttempt:
    """One attempt with its callout, both locked until the transaction ends. `lease` is the fence of who dials it."""

    attempt_id: UUID
    callout_id: UUID
    customer_id: str
    order_id: str
    block_id: UUID
    case_id: UUID
    n: int
    number: str
    lease: UUID
    language: str
    intent_at: datetime
    wished_for: datetime | None
    kind: BlockKind
    attempt: Attempt


async def hold_attempt(tx: AsyncConnection, attempt_id: UUID) -> HeldAttempt | None:
    """Lock callout and attempt, in this order; None if there is no such attempt. Both stay referable by others' keys.

    One statement: every answer of the carrier and every callback asks this.
    """
    row = (await tx.execute(_holding(), {"attempt_id": attempt_id})).mappings().first()
    if row is None:
        return None
    own = ("attempt_id", "callout_id", "customer_id", "n", "number", "lease", "language", "intent_at")
    shared = ("order_id", "block_id", "case_id", "wished_for", "kind")
    return HeldAttempt(**{name: row[name] for name in (*own, *shared)}, attempt=attempt_from(row))


@functools.cache
def _holding() -> Select[Any]:
    """The callout is locked while its row is read; the attempt after that, once the join has brought the two together,
    and its row is then read as it is by that time."""
    asked = bindparam("attempt_id", type_=attempts.c.attempt_id.type)
    of = select(attempts.c.callout_id).where(attempts.c.attempt_id == asked).scalar_subquery()
    names = ("callout_id", "order_id", "block_id", "case_id", "wished_for")
    callout = (
        select(*(callouts.c[name] for name in names))
        .where(callouts.c.callout_id == of)
        .with_for_update(key_share=True)
        .cte("callout")
        .prefix_with("MATERIALIZED")
    )
    kind = select(blocks.c.kind).where(blocks.c.block_id == callout.c.block_id).scalar_subquery().label("kind")
    return (
        select(attempts, *(callout.c[name] for name in names if name != "callout_id"), kind)
        .join(callout, callout.c.callout_id == attempts.c.callout_id)
        .where(attempts.c.attempt_id == asked)
        .with_for_update(of=attempts, key_share=True)
    )


def attempt_from(row: RowMapping) -> Attempt:
    """The pure value of a row."""
    same = ("call_sid", "rang_at", "answered_at", "identified_at", "answered_by", "hang_up_why", "ended_at")
    return Attempt(
        **{name: row[name] for name in same},
        state=AttemptState(row["state"]),
        wrong_person=row["detail"] == Outcome.WRONG_PERSON,
        found=Outcome(row["found"]) if row["found"] else None,
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
    )


async def apply(
    tx: AsyncConnection,
    held: HeldAttempt,
    event: Event,
    now: datetime,
    settings: CalloutSettings,
    *,
    because: Because | None = None,
    detail: str | None = None,
    retry_after: timedelta = timedelta(0),
) -> Attempt:
    """Take the news in; if it ends the attempt, exactly then do what follows from that.

    `because` says why it ended; `detail` quotes the carrier, for the attempt's row alone: it may name the number.
    """
    before = await _with_deeds(tx, held, event, settings)
    after = advance(before, event, now)
    if after == before:
        return after
    await tx.execute(update(attempts).where(attempts.c.attempt_id == held.attempt_id).values(_changed(held, after)))
    await notify(tx, Topic.CALLOUTS, held.customer_id)
    if held.wished_for and _RINGS[after.state] and not _RINGS[before.state] and may_have_rung(after.outcome):
        await promised_call_rings(tx, held.customer_id, now)
    if after.over and not held.attempt.over:
        await _end(tx, held, after, now, settings, because, detail, retry_after)
    return after


_RINGS = {state: state in {AttemptState.RINGING, AttemptState.IN_CALL, AttemptState.ENDED} for state in AttemptState}
"""Whether the phone has rung by then."""


async def _with_deeds(tx: AsyncConnection, held: HeldAttempt, event: Event, settings: CalloutSettings) -> Attempt:
    """The attempt, and at its end whether anything was done in it for the consumer, or our time limit cut it off."""
    before = held.attempt
    if before.over or before.identified_at is None or not (isinstance(event, Progress) and event.status.over):
        return before
    of_call = conversations.c.conversation_id == remedies.c.conversation_id
    done = exists().where(of_call, conversations.c.attempt_id == held.attempt_id)
    settled = bool((await tx.execute(select(done))).scalar_one())
    limit = timedelta(seconds=settings.limit_seconds - 2)  # the carrier's instants have whole seconds
    at_limit = before.answered_at is not None and event.at - before.answered_at >= limit
    return replace(before, settled=settled, found=Outcome.CUT_OFF if at_limit and not before.found else before.found)


def _changed(held: HeldAttempt, after: Attempt) -> dict[str, Any]:
    names = [field.name for field in fields(Attempt) if field.name not in {"wrong_person", "settled"}]
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(held.attempt, name)}


async def _end(
    tx: AsyncConnection,
    held: HeldAttempt,
    after: Attempt,
    now: datetime,
    settings: CalloutSettings,
    because: Because | None,
    detail: str | None,
    retry_after: timedelta,
) -> None:
    assert after.outcome
    await notify(tx, Topic.DIALLING, "")
    explained = detail or because
    if explained and not held.attempt.wrong_person:
        await tx.execute(update(attempts).where(attempts.c.attempt_id == held.attempt_id).values(detail=explained))
    await record(
        tx, at=now, who="system", what=What.CALL_ENDED, why=because or after.hang_up_why or after.outcome,
        subject=f"callout:{held.callout_id}", order_id=held.order_id, customer_id=held.customer_id,
        data={"attempt_id": str(held.attempt_id), "n": held.n, "outcome": after.outcome},
    )  # fmt: skip
    await carry_out(
        tx, held.callout_id, held.attempt_id, after.outcome, now, settings, hang_up_why=after.hang_up_why,
        retry_after=retry_after,
    )  # fmt: skip
