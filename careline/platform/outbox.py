"""Delivering what the outbox holds: remedies to the shop's platform, events to whoever listens.

A row is claimed and the claim committed before anything is sent, so that a remedy that may have left can no longer be
taken back as if it had not. A process that dies between claim and record leaves a claim that expires; the row is then
sent again under the same idempotency key, by which the platform does it once (docs/contracts.md).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import random
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.rounds import Walk, each_row
from careline.cases.service import answered
from careline.core.orders import AnswerStatus, RemedyAnswer
from careline.core.remedies import URGES, IllegalRemedyMoveError, RemedyKind, RemedyState
from careline.core.rules import ShopRules
from careline.platform.crash import crash_point
from careline.platform.port import Accepted, Done, Failed, NotDelivered, Outcome, Platform, PlatformDeed, Refused
from careline.spans import fail, span, tell
from careline.store.database import Database
from careline.store.failures import passing
from careline.store.orders import load_order
from careline.store.outbox import EVENT, REMEDY, claim, finish, free, held
from careline.store.tables.cases import remedies
from careline.store.tables.platform import outbox
from shared.trace import traced

log = logging.getLogger(__name__)

CLAIM = timedelta(seconds=60)
"""Longer than any POST takes; after it another process may send the row again."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=15)
STANDS_ASIDE_AFTER = 10
"""After so many failures an event no longer keeps those behind it waiting."""
AT_ONCE = 8
"""Remedies under way at the same time, in one process."""

PostEvent = Callable[[str, dict[str, Any]], Awaitable[str]]
"""Sends one event (idempotency key, body); "" once it was taken, else a short code of what went wrong."""


def pause_after(tries: int, jitter: float) -> timedelta:
    """How long to wait after so many failed tries (1 or more): doubling, at most a quarter of an hour.

    `jitter` (0 to 1) takes off up to half, so that many waiting rows do not come back all at once.
    """
    longest: timedelta = min(FIRST_PAUSE * (1 << min(tries - 1, 20)), LONGEST_PAUSE)
    return longest * (1 - jitter / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A claimed row. Its result counts only while `claim` is still the row's claim."""

    message_id: UUID
    claim: UUID
    kind: str
    key: str
    body: dict[str, Any]
    tries: int
    created_at: datetime
    order_id: str | None
    customer_id: str | None
    remedy_id: UUID | None
    trace: str | None
    """Of the request that decided it (shared/trace.py)."""


class Deliverer:
    """Delivers for one process; any number of them may run side by side.

    `platform` None: no shop is connected, so that remedies fail after their time and go to the desk. `post_event` None:
    nobody listens, so that events stay in the log.
    """

    def __init__(
        self, database: Database, platform: Platform | None, post_event: PostEvent | None,
        clock: Callable[[], datetime], rules: ShopRules,
    ) -> None:  # fmt: skip
        self._database, self._platform, self._post_event = database, platform, post_event
        self._clock, self._rules = clock, rules
        self._walk = Walk()

    async def deliver_remedies(self) -> int:
        """Send what is due, up to AT_ONCE; returns how many rows were dealt with."""
        if self._platform is None:
            return await fail_without_platform(self._database, self._clock(), self._rules, self._walk)
        claimed = await claim_remedies(self._database, self._clock(), AT_ONCE)
        if claimed:
            crash_point("after_claim")
        results = await asyncio.gather(*(self._deliver(self._platform, one) for one in claimed), return_exceptions=True)
        for failed in results:
            if isinstance(failed, BaseException):
                raise failed
        return len(claimed)

    async def _deliver(self, platform: Platform, one: Delivery) -> None:
        with traced(one.trace), _span_of("deliver remedy", one):
            await self._deliver_traced(platform, one)

    async def _deliver_traced(self, platform: Platform, one: Delivery) -> None:
        outcome = await _carried_out(platform, one)
        crash_point("after_post")
        counted = await self._recorded(one, outcome)
        crash_point("after_record")
        tell(said=type(outcome).__name__)
        if isinstance(outcome, NotDelivered):
            fail(outcome.why)
        told = {"kind": one.kind, "tries": one.tries, "said": type(outcome).__name__, "counted": counted}
        told |= {"why": outcome.why} if isinstance(outcome, NotDelivered) else {}
        log.info("remedy sent", extra={"action": "remedy_sent", **told})

    async def _recorded(self, one: Delivery, outcome: Outcome) -> bool:
        """Every row that was claimed gets an outcome, so that none is claimed again and again without an end."""
        try:
            return await record_outcome(self._database, one, outcome, self._clock(), self._rules)
        except Exception as error:
            if passing(error):
                raise  # the claim expires, and the row is sent again
            log.exception("an answer could not be recorded", extra={"action": "remedy_not_recorded", "kind": one.kind})
        nothing = NotDelivered(why="not_recorded")
        return await record_outcome(self._database, one, nothing, self._clock(), self._rules)

    async def deliver_events(self) -> int:
        """Send the oldest events one after the other until one fails or none is left; returns how many were taken."""
        if self._post_event is None:
            return await _log_only(self._database)
        sent = 0
        while one := await claim_event(self._database, self._clock()):
            body = {
                "event_id": str(one.message_id), "kind": one.kind, "at": one.created_at.isoformat(),
                "order_id": one.order_id, "customer_id": one.customer_id, "data": one.body,
            }  # fmt: skip
            with traced(one.trace), _span_of("deliver event", one):
                error = await _posted(self._post_event, one, body)
                if error:
                    fail(error)
            async with self._database.begin() as tx:
                await _close(tx, one, self._clock(), error=error)
            if error:
                break
            sent += 1
        return sent


def _span_of(name: str, one: Delivery) -> AbstractContextManager[None]:
    return span(name, "client", message_id=one.message_id, remedy_id=one.remedy_id, kind=one.kind, tries=one.tries)


async def _carried_out(platform: Platform, one: Delivery) -> Outcome:
    """The port says that an adapter never raises; one that does all the same has not delivered."""
    try:
        return await platform.carry_out(PlatformDeed(key=one.key, body=one.body))
    except Exception:
        log.exception("the platform's adapter failed", extra={"action": "adapter_failed", "kind": one.kind})
        return NotDelivered(why=_ADAPTER_FAILED)


async def _posted(post_event: PostEvent, one: Delivery, body: dict[str, Any]) -> str:
    try:
        return await post_event(one.key, body)
    except Exception:
        log.exception("an event could not be posted", extra={"action": "adapter_failed", "kind": one.kind})
        return _ADAPTER_FAILED


_ADAPTER_FAILED = "adapter_failed"


async def claim_remedies(database: Database, now: datetime, limit: int) -> list[Delivery]:
    """Rows that are due and free, claimed for this process. Those whose remedy needs no sending any more are closed.

    What a process without a platform has put off is due too, since we have one. A withdrawal waits until what it
    withdraws has been answered: the other way round the shop would not know of it.
    """
    target, earlier = remedies.alias(), outbox.alias()
    behind = exists(
        select(1)
        .select_from(target.join(earlier, earlier.c.remedy_id == target.c.target_id))
        .where(target.c.remedy_id == outbox.c.remedy_id, earlier.c.next_try_at.is_not(None))
    )
    waits_for_one = outbox.c.next_try_at.is_not(None) & (outbox.c.last_error == _FOR_A_PLATFORM)
    due = (
        select(outbox.c.message_id)
        .where(outbox.c.topic == REMEDY, or_(outbox.c.next_try_at <= now, waits_for_one), free(), ~behind)
        .order_by(outbox.c.next_try_at, outbox.c.message_id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=outbox)
    )
    async with database.begin() as tx:
        rows = await claim(tx, due, CLAIM)
        if not rows:
            return []
        query = select(remedies.c.remedy_id, remedies.c.state)
        query = query.where(remedies.c.remedy_id.in_([row["remedy_id"] for row in rows]))
        states = {row.remedy_id: RemedyState(row.state) for row in await tx.execute(query)}
        wanted = []
        for row in sorted(rows, key=lambda row: row["created_at"]):
            state = states[row["remedy_id"]]
            if state is RemedyState.APPROVED:
                wanted.append(_delivery(row, await _key_of(tx, row)))
            else:  # answered by the feed meanwhile, or withdrawn
                values = {"delivered_at": None if state is RemedyState.WITHDRAWN else now, "last_error": f"was_{state}"}
                await finish(tx, row["message_id"], **values)
    return wanted


def _delivery(row: RowMapping, key: str) -> Delivery:
    same = (
        "message_id",
        "claim",
        "kind",
        "body",
        "tries",
        "created_at",
        "order_id",
        "customer_id",
        "remedy_id",
        "trace",
    )
    return Delivery(**{name: row[name] for name in same}, key=key)


async def _key_of(tx: AsyncConnection, row: RowMapping) -> str:
    """The idempotency key to send: that of the first row of this remedy which the shop has never answered.

    An agent who tries a failed remedy again makes a new row. If the first one was given up without an answer, the shop
    may have done it all the same, and only under the old key will it say so instead of doing it twice.
    """
    mine = (outbox.c.remedy_id == row["remedy_id"]) & (outbox.c.topic == REMEDY)
    answered_at = (
        select(func.max(outbox.c.created_at)).where(mine, outbox.c.delivered_at.is_not(None)).scalar_subquery()
    )
    query = (
        select(outbox.c.idempotency_key)
        .where(mine, or_(answered_at.is_(None), outbox.c.created_at > answered_at))
        .order_by(outbox.c.created_at, outbox.c.message_id)
        .limit(1)
    )
    return str((await tx.execute(query)).scalar_one_or_none() or row["idempotency_key"])


async def record_outcome(database: Database, one: Delivery, outcome: Outcome, now: datetime, rules: ShopRules) -> bool:
    """Write down what the platform said, with the remedy's move, if this claim still holds; returns whether it did."""
    assert one.remedy_id
    async with database.begin() as tx:
        await _hold_remedy(tx, one.remedy_id)
        if not await held(tx, one.message_id, one.claim):
            return False
        if isinstance(outcome, NotDelivered):
            await _not_delivered(tx, one, outcome, now, rules)
        else:
            if isinstance(outcome, Accepted | Done) and outcome.ref:
                await tx.execute(
                    update(remedies).where(remedies.c.remedy_id == one.remedy_id).values(platform_ref=outcome.ref)
                )
            await _answer(tx, one.remedy_id, _told(one, outcome, now), now)
            await finish(tx, one.message_id, delivered_at=now, last_error=None)
        crash_point("before_record")
    return True


async def _not_delivered(
    tx: AsyncConnection, one: Delivery, outcome: NotDelivered, now: datetime, rules: ShopRules
) -> None:
    """Try again later; after twice the time that an answer may take, give it to a person."""
    assert one.remedy_id
    if now < one.created_at + 2 * await _within(tx, one.kind, one.order_id, rules):
        pause = pause_after(one.tries, random())  # noqa: S311 - spreads load, guards nothing
        again = now + max(pause, outcome.retry_after or pause)
        await finish(tx, one.message_id, next_try_at=again, last_error=outcome.why)
        return
    mute = outcome.why in {"timeout", "no_connection", "connection_lost"} or outcome.why.startswith("http_5")
    code = "unreachable" if mute else "not_understood"
    failed = RemedyAnswer(remedy_id=str(one.remedy_id), status=AnswerStatus.FAILED, at=now, code=code)
    await _answer(tx, one.remedy_id, failed, now)
    await finish(tx, one.message_id, last_error=outcome.why)
    log.warning("remedy given up", extra={"action": "remedy_given_up", "kind": one.kind, "why": outcome.why})


async def fail_without_platform(database: Database, now: datetime, rules: ShopRules, walk: Walk) -> int:
    """No shop is connected: what has waited as long as an answer may take goes to the desk; returns how many did.

    What has not is due then, and not before: a row that is due and lies there means that nobody delivers.
    """
    waiting = (outbox.c.topic == REMEDY) & (outbox.c.next_try_at <= now) & free()
    named = (outbox.c.message_id, outbox.c.remedy_id, outbox.c.kind, outbox.c.order_id, outbox.c.created_at)

    async def _one(tx: AsyncConnection, row: tuple[UUID, UUID, str, str | None, datetime]) -> bool:
        message_id, remedy_id, kind, order_id, created_at = row
        await _hold_remedy(tx, remedy_id)
        still = select(outbox.c.message_id).where(waiting, outbox.c.message_id == message_id)
        if (await tx.execute(still.with_for_update(skip_locked=True))).first() is None:
            return False
        until = created_at + await _within(tx, kind, order_id, rules)
        if now < until:
            await finish(tx, message_id, next_try_at=until, last_error=_FOR_A_PLATFORM)
            return False
        told = RemedyAnswer(remedy_id=str(remedy_id), status=AnswerStatus.FAILED, at=now, code="no_platform")
        await _answer(tx, remedy_id, told, now)
        await finish(tx, message_id, last_error="no_platform")
        return True

    return await each_row(database, select(*named).where(waiting), _one, walk)


_FOR_A_PLATFORM = "waits_for_platform"


async def claim_event(database: Database, now: datetime) -> Delivery | None:
    """The oldest event that waits, if it is due; those behind it wait, unless it has failed too often to wait for."""
    waits = (outbox.c.topic == EVENT) & outbox.c.next_try_at.is_not(None)
    first = (
        select(outbox.c.message_id)
        .where(waits, outbox.c.tries < STANDS_ASIDE_AFTER)
        .order_by(outbox.c.created_at, outbox.c.message_id)
        .limit(1)
    )
    aside = outbox.c.tries >= STANDS_ASIDE_AFTER
    due = (
        select(outbox.c.message_id)
        .where(waits, outbox.c.next_try_at <= now, free(), or_(aside, outbox.c.message_id.in_(first)))
        .order_by(outbox.c.tries >= STANDS_ASIDE_AFTER, outbox.c.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    async with database.begin() as tx:
        rows = await claim(tx, due, CLAIM)
    return _delivery(rows[0], rows[0]["idempotency_key"]) if rows else None


async def _log_only(database: Database) -> int:
    """Nobody listens: events stay in the log, from which `careline events --replay` can send them one day."""
    waits = (outbox.c.topic == EVENT) & outbox.c.next_try_at.is_not(None)
    mine = select(outbox.c.message_id).where(waits).limit(10_000).with_for_update(skip_locked=True)
    quiet = update(outbox).where(outbox.c.message_id.in_(mine)).values(next_try_at=None, last_error="no_listener")
    async with database.begin() as tx:
        await tx.execute(quiet)
    return 0


async def _within(tx: AsyncConnection, kind: str, order_id: str | None, rules: ShopRules) -> timedelta:
    order = await load_order(tx, order_id) if order_id else None
    limits = (rules.for_order(order) if order else rules).remedies
    return limits.urge_within if RemedyKind(kind) in URGES else limits.answer_within


async def _hold_remedy(tx: AsyncConnection, remedy_id: UUID) -> None:
    """Remedy first, then its outbox row, like everybody who takes back or answers: one order of locks."""
    query = select(remedies.c.remedy_id).where(remedies.c.remedy_id == remedy_id)
    await tx.execute(query.with_for_update(key_share=True))


async def _close(tx: AsyncConnection, one: Delivery, now: datetime, *, error: str) -> None:
    if not await held(tx, one.message_id, one.claim):
        return
    if error:
        again = now + pause_after(one.tries, random())  # noqa: S311 - spreads load, guards nothing
        await finish(tx, one.message_id, next_try_at=again, last_error=error)
    else:
        await finish(tx, one.message_id, delivered_at=now, last_error=None)


async def _answer(tx: AsyncConnection, remedy_id: UUID, told: RemedyAnswer, now: datetime) -> None:
    try:
        await answered(tx, remedy_id, told, now, who="platform")
    except IllegalRemedyMoveError:  # raised before anything is written: what it answers is not waited for any more
        log.warning("answer out of turn", extra={"action": "remedy_answer_out_of_turn", "status": told.status})


def _told(one: Delivery, outcome: Accepted | Done | Refused | Failed, now: datetime) -> RemedyAnswer:
    if isinstance(outcome, Accepted):
        return RemedyAnswer(
            remedy_id=str(one.remedy_id), status=AnswerStatus.ACCEPTED, at=now, expected_by=outcome.expected_by
        )
    if isinstance(outcome, Done):
        return RemedyAnswer(remedy_id=str(one.remedy_id), status=AnswerStatus.DONE, at=now)
    status = AnswerStatus.REFUSED if isinstance(outcome, Refused) else AnswerStatus.FAILED
    return RemedyAnswer(remedy_id=str(one.remedy_id), status=status, at=now, code=outcome.code, reason=outcome.reason)
