"""Opt-outs: final until the consumer says otherwise, and in force for whatever begins after their commit.

A no counts for the person, whatever number they have, and for the number it was said on, whichever account has it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.contacts.erased import free_erased_number
from careline.contacts.holds import BOTH, hold_number, lock_number, lock_numbers, masked, take_back_hold
from careline.core.contact import Channel, Reason
from careline.core.journal import Because, What
from careline.ids import new_id
from careline.store.bulk import one_of_texts
from careline.store.consents import note_consent
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.callouts import attempts
from careline.store.tables.contacts import opt_outs
from careline.store.tables.conversations import conversations
from careline.store.tables.feed import customers
from careline.store.waking import wake


async def hold_consumer(tx: AsyncConnection, customer_id: str) -> str | None:
    """Wait for everyone who is about to opt this consumer or their number out, or to contact them; they wait for us
    then. Returns the consumer's number.

    Whoever contacts takes this before it reads the opt-outs: a call cannot slip in beside an opt-out's commit, not even
    one that was said under another account with the same number.
    """
    number = await _lock_consumer(tx, customer_id)
    if number:
        await lock_number(tx, number)
    return number


async def hold_consumers(tx: AsyncConnection, customer_ids: Collection[str]) -> list[str]:
    """The same for several; returns the numbers that they have. All rows before all numbers, each in their order."""
    theirs = select(customers.c.phone).where(one_of_texts(customers.c.customer_id, customer_ids))
    held = theirs.order_by(customers.c.customer_id).with_for_update(key_share=True)
    numbers = sorted({phone for phone in (await tx.execute(held)).scalars() if phone})
    await lock_numbers(tx, numbers)
    return numbers


async def opt_out(
    tx: AsyncConnection,
    customer_id: str,
    channel: Channel,
    *,
    source: str,
    now: datetime,
    conversation_id: UUID | None = None,
) -> bool:
    """No contact on this channel from the commit on. Returns whether it is new; asked again, it changes nothing.

    `source` says how we learnt it: "call", "app", "agent", "carrier", "key_9" …; it goes into the journal. The number
    that the consumer has, and the one on which we are talking, are held for every other account too.
    """
    numbers = {await _lock_consumer(tx, customer_id), await _called_in(tx, conversation_id)}
    for number in sorted(filter(None, numbers)):
        await hold_number(
            tx, number, Reason.NUMBER_OPTED_OUT, source=source, now=now, told_by=customer_id, channels=(channel,)
        )
    return await _opt_out_person(tx, customer_id, channel, source, now, conversation_id)


async def opt_out_number(tx: AsyncConnection, number: str, *, source: str, now: datetime) -> int:
    """Whoever has this number said no where we cannot know who it was: it holds for every account that has it.

    Both channels; returns how many accounts there are. Asked again, it changes nothing.
    """
    same = select(customers.c.customer_id).where(customers.c.phone == number).order_by(customers.c.customer_id)
    accounts = (await tx.execute(same.with_for_update(key_share=True))).scalars().all()
    fresh = False
    for told_by in accounts or ("",):
        fresh |= await hold_number(tx, number, Reason.NUMBER_OPTED_OUT, source=source, now=now, told_by=told_by)
    for customer_id in accounts:
        for channel in BOTH:
            await _opt_out_person(tx, customer_id, channel, source, now, None)
    if fresh and not accounts:
        await record(
            tx, at=now, who="consumer", what=What.OPTED_OUT, why=Because.CONSUMER_ASKED,
            subject=f"number:{masked(number)}", data={"source": source},
        )  # fmt: skip
    return len(accounts)


async def opt_in_number(tx: AsyncConnection, number: str, *, source: str, now: datetime) -> None:
    """Who has this number wants text messages again (START). Calls stay off: they were not asked for."""
    same = select(customers.c.customer_id).where(customers.c.phone == number).order_by(customers.c.customer_id)
    for customer_id in (await tx.execute(same.with_for_update(key_share=True))).scalars().all():
        await opt_in(tx, customer_id, Channel.SMS, source=source, now=now)
    await lock_number(tx, number)
    await take_back_hold(tx, "", Channel.SMS, number=number)


async def hold_wrong_number(tx: AsyncConnection, number: str, *, source: str, now: datetime) -> None:
    """Whoever has this number is a stranger to us: they have written so. Journalled with whose order it stood on."""
    same = select(customers.c.customer_id).where(customers.c.phone == number).order_by(customers.c.customer_id)
    accounts = (await tx.execute(same.with_for_update(key_share=True))).scalars().all()
    for told_by in accounts or ("",):
        fresh = await hold_number(tx, number, Reason.WRONG_NUMBER, source=source, now=now, told_by=told_by)
        if fresh and told_by:
            await record(
                tx, at=now, who="consumer", what=What.WRONG_PERSON, why=Because.CONSUMER_SAID_SO,
                subject=f"customer:{told_by}", customer_id=told_by, data={"source": source},
            )  # fmt: skip
            await notify(tx, Topic.CALLOUTS, told_by)


async def opt_in(tx: AsyncConnection, customer_id: str, channel: Channel, *, source: str, now: datetime) -> bool:
    """The consumer wants to be contacted again; what others have said on the same number stays. False if none had."""
    number = await hold_consumer(tx, customer_id)
    await take_back_hold(tx, customer_id, channel)
    await free_erased_number(tx, number, channel)
    mine = (opt_outs.c.customer_id == customer_id) & (opt_outs.c.channel == channel)
    if not (await tx.execute(delete(opt_outs).where(mine))).rowcount:
        return False
    await note_consent(tx, customer_id, channel, granted=True, source=source, now=now)
    await record(
        tx, at=now, who="consumer", what=What.OPTED_IN, why=Because.CONSUMER_ASKED, subject=f"customer:{customer_id}",
        customer_id=customer_id, data={"channel": channel, "source": source},
    )  # fmt: skip
    await wake(tx, customers=[customer_id])
    await notify(tx, Topic.CALLOUTS, customer_id)
    return True


async def _lock_consumer(tx: AsyncConnection, customer_id: str) -> str | None:
    mine = customers.c.customer_id == customer_id
    number: str | None = (
        await tx.execute(select(customers.c.phone).where(mine).with_for_update(key_share=True))
    ).scalar()
    return number


async def _called_in(tx: AsyncConnection, conversation_id: UUID | None) -> str | None:
    """The number on which this conversation is held; None in the app."""
    if conversation_id is None:
        return None
    call = select(attempts.c.number).join(conversations, conversations.c.attempt_id == attempts.c.attempt_id)
    number: str | None = (await tx.execute(call.where(conversations.c.conversation_id == conversation_id))).scalar()
    return number


async def _opt_out_person(
    tx: AsyncConnection, customer_id: str, channel: Channel, source: str, now: datetime, conversation_id: UUID | None
) -> bool:
    row = {"opt_out_id": new_id(), "customer_id": customer_id, "channel": channel, "source": source, "at": now}
    saved = await tx.execute(insert(opt_outs).values(row).on_conflict_do_nothing())
    fresh = bool(saved.rowcount)
    if fresh:
        await note_consent(tx, customer_id, channel, granted=False, source=source, now=now)
        await record(
            tx, at=now, who="consumer", what=What.OPTED_OUT, why=Because.CONSUMER_ASKED,
            subject=f"customer:{customer_id}", customer_id=customer_id,
            data={
                "channel": channel, "source": source,
                "conversation_id": str(conversation_id) if conversation_id else None,
            },
        )  # fmt: skip
        await notify(tx, Topic.CALLOUTS, customer_id)
    return fresh


async def opted_out(tx: AsyncConnection, customer_id: str, channel: Channel) -> bool:
    mine = (opt_outs.c.customer_id == customer_id) & (opt_outs.c.channel == channel)
    return bool((await tx.execute(select(exists().where(mine)))).scalar_one())
