"""Numbers that are not contacted, whichever account they belong to, and whoever's order it is about.

Three things hold a number: somebody said no on it, somebody said that it is theirs and not our consumer's, or it stands
on a list that an operator gave us. A person's own opt-out is kept beside it (`opt_outs`): that follows them to another
number, this follows the number to another account.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, select, text, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.contact import Channel, Reason
from careline.core.journal import Because, What
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.contacts import number_holds as holds
from careline.store.tables.feed import customers
from careline.store.waking import wake

BOTH = (Channel.PHONE, Channel.SMS)
_AT_ONCE = 5_000
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:number, 7001))")
_LOCK_ALL = text(
    "SELECT pg_advisory_xact_lock(hashtextextended(number, 7001)) FROM unnest(CAST(:numbers AS text[])) AS number"
)
# Of several reasons the one that a person gave is told.
_WEIGHT = {Reason.NUMBER_OPTED_OUT: 0, Reason.WRONG_NUMBER: 1, Reason.DO_NOT_CALL: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberHold:
    """Why a number is not contacted on a channel. `told_by` is the account under which it was said, or empty."""

    number: str
    channel: Channel
    why: Reason
    told_by: str
    source: str
    at: datetime


async def lock_number(tx: AsyncConnection, number: str) -> None:
    """Wait for whoever is about to hold or to contact this number; they wait for us until we commit.

    Taken after the rows of its consumers, by callers that lock several numbers in their order.
    """
    await tx.execute(_LOCK, {"number": number})


async def lock_numbers(tx: AsyncConnection, numbers: Collection[str]) -> None:
    """The same for several, in one statement and in their order."""
    if numbers:
        await tx.execute(_LOCK_ALL, {"numbers": sorted(numbers)})


async def hold_number(
    tx: AsyncConnection,
    number: str,
    why: Reason,
    *,
    source: str,
    now: datetime,
    told_by: str = "",
    channels: Collection[Channel] = BOTH,
) -> bool:
    """No contact on this number from the commit on. Returns whether anything is new; asked again, it changes nothing.

    `source` says how we learnt it: "call", "sms", "key_9", the name of a list.
    """
    await lock_number(tx, number)
    fresh = await _save(tx, [_row(number, channel, why, told_by, source, now) for channel in channels])
    await _wake_owners(tx, fresh)
    return bool(fresh)


async def hold_listed(
    tx: AsyncConnection, numbers: Iterable[str], channels: Collection[Channel], *, source: str, now: datetime
) -> int:
    """Put the numbers (E.164) of an operator's list on hold; returns how many were not on hold by a list before."""
    listed, fresh = sorted(set(numbers)), 0
    for start in range(0, len(listed), _AT_ONCE):
        part = listed[start : start + _AT_ONCE]
        rows = [_row(number, channel, Reason.DO_NOT_CALL, "", source, now) for number in part for channel in channels]
        fresh += len(await _save(tx, rows))
    if fresh:
        await record(
            tx, at=now, who="operator", what=What.NUMBERS_HELD, why=Because.OPERATOR_DECIDED, subject=f"list:{source}",
            data={"count": fresh, "source": source},
        )  # fmt: skip
        await notify(tx, Topic.CALLOUTS, "")
    return fresh


async def free_number(tx: AsyncConnection, number: str, *, who: str, now: datetime) -> int:
    """An operator takes every hold off a number, say after its owner has changed; returns how many there were."""
    gone = (await tx.execute(delete(holds).where(holds.c.number == number))).rowcount
    if gone:
        await record(
            tx, at=now, who=who, what=What.NUMBER_FREED, why=Because.OPERATOR_DECIDED,
            subject=f"number:{masked(number)}",
        )  # fmt: skip
        await _wake_owners(tx, {number})
        await notify(tx, Topic.CALLOUTS, "")
    return int(gone)


async def take_back_hold(tx: AsyncConnection, told_by: str, channel: Channel, *, number: str | None = None) -> None:
    """A consumer wants to be contacted again: their own no on any number goes (or on this one), what others said on it
    stays."""
    own = and_(holds.c.told_by == told_by, holds.c.channel == channel, holds.c.why == Reason.NUMBER_OPTED_OUT)
    gone = delete(holds).where(own, holds.c.number == number if number else true()).returning(holds.c.number)
    await _wake_owners(tx, set((await tx.execute(gone)).scalars()))


async def number_hold(tx: AsyncConnection, number: str | None, channel: Channel) -> Reason | None:
    """Why this number is not contacted on this channel; None if it may be."""
    if not number:
        return None
    mine = (holds.c.number == number) & (holds.c.channel == channel)
    found = [Reason(why) for why in (await tx.execute(select(holds.c.why).where(mine))).scalars()]
    return min(found, key=_WEIGHT.__getitem__, default=None)


def held_because(number: ColumnElement[Any], channel: Channel) -> ColumnElement[Any]:
    """The same for a column of numbers, as an expression: the reason's code, NULL where the number may be contacted."""
    weight = case({why.value: weight for why, weight in _WEIGHT.items()}, value=holds.c.why)
    mine = (holds.c.number == number) & (holds.c.channel == channel)
    return select(holds.c.why).where(mine).order_by(weight).limit(1).scalar_subquery()


def is_held(number: ColumnElement[Any], channel: Channel) -> ColumnElement[bool]:
    """Whether a column's number is on hold."""
    return exists().where(holds.c.number == number, holds.c.channel == channel)


async def held_numbers(
    tx: AsyncConnection, *, number: str | None = None, why: Reason | None = None, limit: int = 100
) -> Sequence[NumberHold]:
    """The newest holds, or those of one number."""
    query = select(holds).order_by(holds.c.at.desc(), holds.c.number, holds.c.channel).limit(limit)
    if number:
        query = query.where(holds.c.number == number)
    if why:
        query = query.where(holds.c.why == why)
    rows = (await tx.execute(query)).mappings()
    return [NumberHold(**{**row, "channel": Channel(row["channel"]), "why": Reason(row["why"])}) for row in rows]


async def count_holds(tx: AsyncConnection) -> Sequence[tuple[Reason, str, int]]:
    """How many numbers are on hold, by reason and source."""
    count = func.count(holds.c.number.distinct())
    query = select(holds.c.why, holds.c.source, count).group_by(holds.c.why, holds.c.source)
    rows = await tx.execute(query.order_by(holds.c.why, count.desc(), holds.c.source))
    return [(Reason(why), source, number) for why, source, number in rows]


def masked(number: str) -> str:
    """*** 0001: enough for an operator to tell numbers apart, and nobody's whole number."""
    return f"*** {number[-4:]}"


def _row(number: str, channel: Channel, why: Reason, told_by: str, source: str, now: datetime) -> dict[str, Any]:
    return {"number": number, "channel": channel, "why": why, "told_by": told_by, "source": source, "at": now}


async def _wake_owners(tx: AsyncConnection, numbers: Collection[str]) -> None:
    """Have it decided again about everybody who has one of these numbers, whether it has been held or freed."""
    if numbers:
        theirs = select(customers.c.customer_id).where(customers.c.phone.in_(numbers))
        await wake(tx, customers=(await tx.execute(theirs)).scalars().all())


async def _save(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> set[str]:
    """The numbers of which a row was new."""
    saving = insert(holds).values(list(rows)).on_conflict_do_nothing().returning(holds.c.number)
    return set((await tx.execute(saving)).scalars())
