"""How a consumer wants to be contacted: calls and SMS on or off, beside what they agreed to at the shop."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.service import hold_consumer, opt_out, opted_out
from careline.conversations.service import UnknownConsumerError
from careline.core.contact import Channel
from careline.core.journal import Because, What
from careline.core.orders import Consent
from careline.dialogue.shown import Shown
from careline.store.database import notify
from careline.store.journal import record
from careline.store.orders import load_customer
from careline.store.tables.contacts import opt_outs
from careline.store.waking import wake


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
    if await load_customer(tx, customer_id) is None:
        raise UnknownConsumerError(UnknownConsumerError.__doc__)
    if not wanted:
        await opt_out(tx, customer_id, channel, source="hall", now=now)
        return
    await hold_consumer(tx, customer_id)
    mine = (opt_outs.c.customer_id == customer_id) & (opt_outs.c.channel == channel)
    if (await tx.execute(delete(opt_outs).where(mine))).rowcount:
        await record(
            tx, at=now, who="consumer", what=What.OPTED_IN, why=Because.CONSUMER_ASKED,
            subject=f"customer:{customer_id}", customer_id=customer_id, data={"channel": channel, "source": "hall"},
        )  # fmt: skip
        await wake(tx, customers=[customer_id])
        await notify(tx, "callouts", customer_id)
