"""Sending due text messages: a committed row, one POST, and whatever is not certain stays `unknown` for ever."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.carrier import Busy, Carrier, Refused, Sent, SmsResult
from callouts.settings import CalloutSettings
from callouts.sms_words import with_way_out
from careline.contacts.service import (
    Sms,
    claim_sms,
    give_up_stale_sms,
    hold_consumer,
    mark_bad_number,
    note_contact,
    note_undelivered,
    opt_out,
    prepare_sms,
    reachability,
    settle_sms,
    sms_waits,
)
from careline.core.contact import Allowed, Channel, may_contact
from careline.core.contact import Refused as MayNot
from careline.core.journal import Because
from careline.core.orders import Customer
from careline.store.database import Database
from careline.store.orders import load_customer
from careline.store.tables.contacts import SmsState

log = logging.getLogger(__name__)

BUSY = timedelta(seconds=30)


async def send_due_sms(
    database: Database, carrier: Carrier, settings: CalloutSettings, clock: Callable[[], datetime]
) -> int:
    """Send every message that is due and may be sent now; returns how many requests went out."""
    sent = 0
    async with database.autocommit() as connection:
        if not await sms_waits(connection, clock(), settings.sms_stale):
            return 0
    async with database.begin() as tx:
        await give_up_stale_sms(tx, clock(), settings.sms_stale)
    while True:
        async with database.begin() as tx:
            message, send = await _next(tx, settings, clock())
        if message is None:
            return sent
        if send:
            sent += 1
            result = await carrier.send_sms(message.number, settings.caller, message.body, _status_url(settings))
            async with database.begin() as tx:
                await _write(tx, message, result, clock())


def _status_url(settings: CalloutSettings) -> str:
    return f"{settings.public_url.rstrip('/')}/voice/sms"


async def _next(tx: AsyncConnection, settings: CalloutSettings, now: datetime) -> tuple[Sms | None, bool]:
    """The next due message, now `sending` if it may be sent; else refused or re-timed."""
    message = await claim_sms(tx, now)
    if message is None:
        return None, False
    await hold_consumer(tx, message.customer_id)
    customer = await load_customer(tx, message.customer_id)
    assert customer
    who = await reachability(tx, customer, Channel.SMS, now)
    found = may_contact(who, now, settings.rules.contact)
    if why := found.reason if isinstance(found, MayNot) else _not_for(customer, message):
        await settle_sms(tx, message.sms_id, SmsState.PLANNED, SmsState.REFUSED, now, why=why)
        return message, False
    assert isinstance(found, Allowed)
    assert customer.phone
    if found.at > now:
        await settle_sms(tx, message.sms_id, SmsState.PLANNED, SmsState.PLANNED, now, due_at=found.at)
        return message, False
    says = settings.rules.says(who.country or customer.region, customer.locale)
    # what was judged is the consumer's number of now, as with calls: who has an older one by now may have said no
    message = await prepare_sms(tx, message, customer.phone, with_way_out(message.body, says.sms_opt_out))
    return message, await settle_sms(tx, message.sms_id, SmsState.PLANNED, SmsState.SENDING, now)


def _not_for(customer: Customer, message: Sms) -> Because | None:
    """A message about a call tells of the phone that rang, and means nothing on another one."""
    moved = message.callout_id is not None and message.number != customer.phone
    return Because.NUMBER_CHANGED if moved else None


async def _write(tx: AsyncConnection, message: Sms, result: SmsResult, now: datetime) -> None:
    sending = SmsState.SENDING
    match result:
        case Sent(message_sid):
            await settle_sms(tx, message.sms_id, sending, SmsState.SENT, now, message_sid=message_sid)
        case Busy() | Refused(temporary=True):
            await settle_sms(tx, message.sms_id, sending, SmsState.PLANNED, now, due_at=now + BUSY)
            return
        case Refused():
            refused, why = SmsState.REFUSED, Because.CARRIER_REFUSED
            await settle_sms(tx, message.sms_id, sending, refused, now, why=why, detail=result.reason)
            if result.opted_out:
                await opt_out(tx, message.customer_id, Channel.SMS, source="carrier", now=now)
            if result.number_bad:
                await mark_bad_number(tx, message.number, str(result.code or ""), result.reason, now)
            return
        case _:
            log.warning("SMS sent, result unknown", extra={"action": "sms_unknown", "sms_id": str(message.sms_id)})
            await settle_sms(tx, message.sms_id, sending, SmsState.UNKNOWN, now, why=Because.CARRIER_SILENT)
    await note_contact(tx, message.customer_id, Channel.SMS, about=message.purpose, origin_id=message.sms_id, now=now)


async def take_sms_status(database: Database, form: Mapping[str, str], now: datetime) -> None:
    """Note that a message did not arrive. Everything else is as expected, and an unknown message is not ours."""
    if form.get("MessageStatus") not in {"undelivered", "failed"}:
        return
    detail = f"{form['MessageStatus']}: {form.get('ErrorCode', 'no code')[:20]}"
    async with database.begin() as tx:
        await note_undelivered(tx, form.get("MessageSid", ""), detail, now)
