"""What is known about contacting one consumer on one channel: number, consent, opt-out, and how often today."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import ARRAY, Select, Text, bindparam, cast, exists, func, or_, select
from sqlalchemy.dialects.postgresql import TIMESTAMP, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.callouts import NEVER_PLACED
from careline.core.contact import Channel, Reachability
from careline.core.orders import Customer
from careline.store.tables.callouts import attempts
from careline.store.tables.contacts import SmsState, bad_numbers, opt_outs, sms


async def reachability(tx: AsyncConnection, customer: Customer, channel: Channel, now: datetime) -> Reachability:
    """The facts for `careline.core.contact.may_contact`."""
    return (await reachabilities(tx, [customer], channel, now))[customer.customer_id]


async def reachabilities(
    tx: AsyncConnection, people: Sequence[Customer], channel: Channel, now: datetime
) -> dict[str, Reachability]:
    """The same for many consumers, by their ids, in one statement."""
    if not people:
        return {}
    asked = {
        "ids": [one.customer_id for one in people],
        "phones": [one.phone for one in people],
        "since": [_midnight(one.time_zone, now) for one in people],
    }
    told = {row.customer_id: row for row in await tx.execute(_facts_of(channel), asked)}
    return {
        one.customer_id: Reachability(
            channel=channel,
            phone=one.phone,
            region=one.region,
            time_zone=one.time_zone,
            consent=one.consent,
            opted_out=told[one.customer_id].opted_out,
            number_bad=told[one.customer_id].number_bad,
            today=told[one.customer_id].today,
        )
        for one in people
    }


@functools.cache
def _facts_of(channel: Channel) -> Select[Any]:
    """One row for each of the consumers `ids`, whose numbers are `phones` and whose days began at `since`."""
    asked = (
        func.unnest(
            cast(bindparam("ids"), ARRAY(Text)),
            cast(bindparam("phones"), ARRAY(Text)),
            cast(bindparam("since"), ARRAY(TIMESTAMP(timezone=True))),
        )
        .table_valued("customer_id", "phone", "since", name="asked")
        .render_derived()
    )
    said_no = exists().where(opt_outs.c.customer_id == asked.c.customer_id, opt_outs.c.channel == channel)
    return select(
        asked.c.customer_id,
        said_no.label("opted_out"),
        exists().where(bad_numbers.c.number == asked.c.phone).label("number_bad"),
        _today(channel, asked).scalar_subquery().label("today"),
    )


async def mark_bad_number(tx: AsyncConnection, number: str, code: str, why: str, now: datetime) -> None:
    """Never contact this number again; `code` is the carrier's."""
    await tx.execute(insert(bad_numbers).values(number=number, code=code, why=why, at=now).on_conflict_do_nothing())


def _today(channel: Channel, asked: Any) -> Select[Any]:
    """Contacts since the consumer's last midnight, by consumer or by number, since a number may be shared.

    A call that may have rung counts: one whose fate is unknown too, one that the carrier refused not.
    """
    if channel is Channel.PHONE:
        counts = or_(attempts.c.outcome.is_(None), attempts.c.outcome.not_in(sorted(NEVER_PLACED)))
        table, at = attempts, attempts.c.intent_at
    else:
        counts = sms.c.state.in_([SmsState.SENDING, SmsState.SENT, SmsState.UNKNOWN])
        table, at = sms, sms.c.sending_at
    who = or_(table.c.customer_id == asked.c.customer_id, table.c.number == asked.c.phone)
    return select(func.count()).select_from(table).where(at >= asked.c.since, who, counts)


def _midnight(time_zone: str, now: datetime) -> datetime:
    """An unknown zone counts the UTC day; `may_contact` refuses such a consumer anyway."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime.combine(now.astimezone(zone).date(), time.min, zone).astimezone(UTC)
