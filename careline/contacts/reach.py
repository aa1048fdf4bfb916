"""What is known about contacting consumers on one channel: number, consent, opt-out, and how often lately; in sets."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import ARRAY, Select, Text, and_, bindparam, cast, exists, func, literal, or_, select, union
from sqlalchemy.dialects.postgresql import TIMESTAMP, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.erased import is_erased
from careline.contacts.holds import held_because
from careline.contacts.numbers import line_of
from careline.core.callouts import NEVER_PLACED
from careline.core.contact import Channel, Reachability, Reason
from careline.core.orders import Customer
from careline.store.tables.callouts import attempts
from careline.store.tables.contacts import SmsState, bad_numbers, opt_outs, sms

_DAY = timedelta(days=1)


async def reachability(tx: AsyncConnection, customer: Customer, channel: Channel, now: datetime) -> Reachability:
    """The facts for `careline.core.contact.may_contact`."""
    return (await reachabilities(tx, [customer], channel, now))[customer.customer_id]


async def reachabilities(
    tx: AsyncConnection, people: Sequence[Customer], channel: Channel, now: datetime
) -> dict[str, Reachability]:
    """The same for many consumers, by their ids, in as many statements as for one."""
    if not people:
        return {}
    midnights = {one.customer_id: _midnight(one.time_zone, now) for one in people}
    asked = {
        "ids": [one.customer_id for one in people],
        "phones": [one.phone for one in people],
        "since": [min(midnights[one.customer_id], now - _DAY) for one in people],
    }
    told = {row.customer_id: row for row in await tx.execute(_word_of(channel), asked)}
    made: dict[str, list[tuple[Channel, datetime]]] = defaultdict(list)
    for row in await tx.execute(_contacts_since(), asked):
        made[row.customer_id].append((Channel(row.channel), row.at))
    return {
        one.customer_id: Reachability(
            channel=channel,
            phone=one.phone,
            region=one.region,
            time_zone=one.time_zone,
            consent=one.consent,
            opted_out=told[one.customer_id].opted_out,
            number_bad=told[one.customer_id].number_bad,
            held=Reason(held) if (held := told[one.customer_id].held) else None,
            line=line_of(one.phone) if one.phone else None,
            today=sum(kind is channel and at >= midnights[one.customer_id] for kind, at in made[one.customer_id]),
            recent=tuple(at for _, at in made[one.customer_id] if at > now - _DAY),
        )
        for one in people
    }


async def mark_bad_number(tx: AsyncConnection, number: str, code: str, why: str, now: datetime) -> None:
    """Never contact this number again; `code` is the carrier's."""
    await tx.execute(insert(bad_numbers).values(number=number, code=code, why=why, at=now).on_conflict_do_nothing())


def _asked() -> Any:
    """The consumers `ids`, their numbers `phones`, and since when their contacts are looked for, `since`."""
    return (
        func.unnest(
            cast(bindparam("ids"), ARRAY(Text)),
            cast(bindparam("phones"), ARRAY(Text)),
            cast(bindparam("since"), ARRAY(TIMESTAMP(timezone=True))),
        )
        .table_valued("customer_id", "phone", "since", name="asked")
        .render_derived()
    )


@functools.cache
def _word_of(channel: Channel) -> Select[Any]:
    asked = _asked()
    said_no = exists().where(opt_outs.c.customer_id == asked.c.customer_id, opt_outs.c.channel == channel)
    return select(
        asked.c.customer_id,
        or_(said_no, is_erased(asked.c.phone, channel)).label("opted_out"),
        exists().where(bad_numbers.c.number == asked.c.phone).label("number_bad"),
        held_because(asked.c.phone, channel).label("held"),
    )


@functools.cache
def _contacts_since() -> Select[Any]:
    """Calls and messages to the consumer or to the number, since a number may be shared; the latest first.

    A call that may have rung counts: one whose fate is unknown too, one that the carrier refused not. Four walks along
    an index each: OR would read a day of everybody's.
    """
    asked = _asked()
    rang = or_(attempts.c.outcome.is_(None), attempts.c.outcome.not_in(sorted(NEVER_PLACED)))
    sent = sms.c.state.in_([SmsState.SENDING, SmsState.SENT, SmsState.UNKNOWN])
    kinds = (
        (Channel.PHONE, attempts, "attempt_id", "intent_at", rang),
        (Channel.SMS, sms, "sms_id", "sending_at", sent),
    )
    walks = [
        select(asked.c.customer_id, literal(channel.value).label("channel"), table.c[own_id], table.c[at].label("at"))
        .select_from(asked)
        .join(table, and_(table.c[mine] == asked.c[theirs], table.c[at] >= asked.c.since, counts))
        for channel, table, own_id, at, counts in kinds
        for mine, theirs in (("customer_id", "customer_id"), ("number", "phone"))
    ]
    made = union(*walks).subquery()
    return select(made.c.customer_id, made.c.channel, made.c.at).order_by(made.c.customer_id, made.c.at.desc())


def _midnight(time_zone: str, now: datetime) -> datetime:
    """An unknown zone counts the UTC day; `may_contact` refuses such a consumer anyway."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime.combine(now.astimezone(zone).date(), time.min, zone).astimezone(UTC)
