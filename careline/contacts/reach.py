"""What is known about contacting one consumer on one channel: number, consent, opt-out, and how often today."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.holds import number_hold
from careline.contacts.opt_outs import opted_out
from careline.core.callouts import NEVER_PLACED
from careline.core.contact import Channel, Reachability
from careline.core.orders import Customer
from careline.store.tables.callouts import attempts
from careline.store.tables.contacts import SmsState, bad_numbers, sms


async def reachability(tx: AsyncConnection, customer: Customer, channel: Channel, now: datetime) -> Reachability:
    """The facts for `careline.core.contact.may_contact`."""
    return Reachability(
        channel=channel,
        phone=customer.phone,
        region=customer.region,
        time_zone=customer.time_zone,
        consent=customer.consent,
        opted_out=await opted_out(tx, customer.customer_id, channel),
        number_bad=await _number_bad(tx, customer.phone),
        today=await _today(tx, customer, channel, now),
        held=await number_hold(tx, customer.phone, channel),
    )


async def mark_bad_number(tx: AsyncConnection, number: str, code: str, why: str, now: datetime) -> None:
    """Never contact this number again; `code` is the carrier's."""
    await tx.execute(insert(bad_numbers).values(number=number, code=code, why=why, at=now).on_conflict_do_nothing())


async def _number_bad(tx: AsyncConnection, number: str | None) -> bool:
    return bool((await tx.execute(select(exists().where(bad_numbers.c.number == number)))).scalar_one())


async def _today(tx: AsyncConnection, customer: Customer, channel: Channel, now: datetime) -> int:
    """Contacts since the consumer's last midnight, by consumer or by number, since a number may be shared.

    A call that may have rung counts: one whose fate is unknown too, one that the carrier refused not.
    """
    since = _midnight(customer.time_zone, now)
    if channel is Channel.PHONE:
        rang = or_(attempts.c.outcome.is_(None), attempts.c.outcome.not_in(sorted(NEVER_PLACED)))
        who = or_(attempts.c.customer_id == customer.customer_id, attempts.c.number == customer.phone)
        query = select(func.count()).select_from(attempts).where(attempts.c.intent_at >= since, who, rang)
    else:
        sent = sms.c.state.in_([SmsState.SENDING, SmsState.SENT, SmsState.UNKNOWN])
        who = or_(sms.c.customer_id == customer.customer_id, sms.c.number == customer.phone)
        query = select(func.count()).select_from(sms).where(sms.c.sending_at >= since, who, sent)
    return int((await tx.execute(query)).scalar_one())


def _midnight(time_zone: str, now: datetime) -> datetime:
    """An unknown zone counts the UTC day; `may_contact` refuses such a consumer anyway."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime.combine(now.astimezone(zone).date(), time.min, zone).astimezone(UTC)
