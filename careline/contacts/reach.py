"""What is known about contacting one consumer on one channel: number, consent, opt-out, and how often lately."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import exists, literal, or_, select, union
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.holds import number_hold
from careline.contacts.numbers import line_of
from careline.contacts.opt_outs import opted_out
from careline.core.callouts import NEVER_PLACED
from careline.core.contact import Channel, Reachability
from careline.core.orders import Customer
from careline.store.tables.callouts import attempts
from careline.store.tables.contacts import SmsState, bad_numbers, sms

_DAY = timedelta(days=1)
_MOST = 500
"""More contacts in a day than any cap allows."""


async def reachability(tx: AsyncConnection, customer: Customer, channel: Channel, now: datetime) -> Reachability:
    """The facts for `careline.core.contact.may_contact`."""
    midnight = _midnight(customer.time_zone, now)
    made = await _contacts_since(tx, customer, min(midnight, now - _DAY))
    return Reachability(
        channel=channel,
        phone=customer.phone,
        region=customer.region,
        time_zone=customer.time_zone,
        consent=customer.consent,
        opted_out=await opted_out(tx, customer.customer_id, channel),
        number_bad=await _number_bad(tx, customer.phone),
        today=sum(kind is channel and at >= midnight for kind, at in made),
        held=await number_hold(tx, customer.phone, channel),
        line=line_of(customer.phone) if customer.phone else None,
        recent=tuple(at for _, at in made if at > now - _DAY),
    )


async def mark_bad_number(tx: AsyncConnection, number: str, code: str, why: str, now: datetime) -> None:
    """Never contact this number again; `code` is the carrier's."""
    await tx.execute(insert(bad_numbers).values(number=number, code=code, why=why, at=now).on_conflict_do_nothing())


async def _number_bad(tx: AsyncConnection, number: str | None) -> bool:
    return bool((await tx.execute(select(exists().where(bad_numbers.c.number == number)))).scalar_one())


async def _contacts_since(tx: AsyncConnection, customer: Customer, since: datetime) -> list[tuple[Channel, datetime]]:
    """Calls and messages to the consumer or to the number, since a number may be shared; the latest first.

    A call that may have rung counts: one whose fate is unknown too, one that the carrier refused not.
    """
    rang = or_(attempts.c.outcome.is_(None), attempts.c.outcome.not_in(sorted(NEVER_PLACED)))
    sent = sms.c.state.in_([SmsState.SENDING, SmsState.SENT, SmsState.UNKNOWN])
    calls = select(
        literal(Channel.PHONE.value).label("channel"), attempts.c.attempt_id, attempts.c.intent_at.label("at")
    )
    texts = select(literal(Channel.SMS.value), sms.c.sms_id, sms.c.sending_at)
    made = union(  # four walks along an index each; OR would read a day of everybody's
        calls.where(attempts.c.customer_id == customer.customer_id, attempts.c.intent_at >= since, rang),
        calls.where(attempts.c.number == customer.phone, attempts.c.intent_at >= since, rang),
        texts.where(sms.c.customer_id == customer.customer_id, sms.c.sending_at >= since, sent),
        texts.where(sms.c.number == customer.phone, sms.c.sending_at >= since, sent),
    ).subquery()
    rows = await tx.execute(select(made.c.channel, made.c.at).order_by(made.c.at.desc()).limit(_MOST))
    return [(Channel(channel), at) for channel, at in rows]


def _midnight(time_zone: str, now: datetime) -> datetime:
    """An unknown zone counts the UTC day; `may_contact` refuses such a consumer anyway."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime.combine(now.astimezone(zone).date(), time.min, zone).astimezone(UTC)
