"""How a consumer wants to be contacted: calls and SMS on or off, beside what they agreed to at the shop."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.service import opt_in, opt_out, opted_out
from careline.conversations.service import UnknownConsumerError
from careline.core.contact import Channel
from careline.core.orders import Consent
from careline.dialogue.shown import Shown
from careline.store.orders import load_customer


class ChannelPreference(Shown):
    """`agreed` is what the consumer told the shop, `opted_out` what they told us."""

    agreed: bool
    opted_out: bool
    number: str | None


class Preferences(Shown):
    phone: ChannelPreference
    sms: ChannelPreference


async def preferences_of(tx: AsyncConnection, customer_id: str) -> Preferences:
    """As they are now. Who has no order yet has agreed to nothing."""
    customer = await load_customer(tx, customer_id)
    number = f"*** {customer.phone[-4:]}" if customer and customer.phone else None
    consent = customer.consent if customer else Consent()
    return Preferences(
        phone=ChannelPreference(
            agreed=consent.service_calls,
            opted_out=await opted_out(tx, customer_id, Channel.PHONE),
            number=number,
        ),
        sms=ChannelPreference(
            agreed=consent.service_sms, opted_out=await opted_out(tx, customer_id, Channel.SMS), number=number
        ),
    )


async def prefer(tx: AsyncConnection, customer_id: str, channel: Channel, *, wanted: bool, now: datetime) -> None:
    """Be contacted on this channel again, or not any more; in force for whatever begins after the commit.

    Raises UnknownConsumerError.
    """
    customer = await load_customer(tx, customer_id)
    if customer is None:
        raise UnknownConsumerError(UnknownConsumerError.__doc__)
    if not wanted:
        await opt_out(tx, customer_id, channel, source="hall", now=now)
        return
    await opt_in(tx, customer_id, channel, source="hall", now=now)
