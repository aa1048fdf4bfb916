"""May we still speak, and the first words: asked anew when somebody answers, because ringing takes a while."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts import script
from callouts.attempts import HeldAttempt
from callouts.duties import number_named
from callouts.facts import still_blocked, subject_of
from callouts.policy import window_open
from callouts.settings import CalloutSettings
from careline.contacts.service import line_of, reachability
from careline.conversations.conversation import Conversation, conversation_from, open_phone
from careline.conversations.messages import Outgoing, say, transcript
from careline.core.callouts import Why
from careline.core.contact import Channel
from careline.core.conversation import Owner
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author, conversations


async def why_silent(tx: AsyncConnection, held: HeldAttempt, now: datetime, settings: CalloutSettings) -> Why | None:
    """Why nothing may be said any more; None if the call may go on."""
    customer = await load_customer(tx, held.customer_id)
    assert customer
    who = await reachability(tx, customer, Channel.PHONE, now)
    if who.stopped:
        return Why(who.stopped.value)
    if not window_open(who, now, settings.rules.contact):
        return Why.OUTSIDE_WINDOW
    subject = await subject_of(tx, held.block_id)
    return None if await still_blocked(tx, subject, now, settings) else Why.BLOCK_OVER


async def begin_conversation(
    tx: AsyncConnection, held: HeldAttempt, now: datetime, settings: CalloutSettings
) -> Conversation:
    """The call's conversation, with the greeting in it, once however often the carrier asks."""
    conversation = await open_phone(tx, held.customer_id, held.language, held.attempt_id, held.case_id, now)
    if conversation.ownership.owner is Owner.BOT and not await transcript(tx, conversation.conversation_id):
        customer = await load_customer(tx, held.customer_id)
        assert customer
        words = script.greeting(held.language, settings.spoken_in(held.language), customer.name)
        await say(tx, conversation, Author.BOT, Outgoing(text=words), now)
        regions = (customer.region, line_of(held.number).country)
        if number := number_named(settings.rules, regions, held.language):
            await say(tx, conversation, Author.BOT, Outgoing(text=number), now)
    return conversation


async def conversation_of(tx: AsyncConnection, held: HeldAttempt) -> Conversation | None:
    """The call's conversation as it is now."""
    query = select(conversations).where(conversations.c.attempt_id == held.attempt_id)
    row = (await tx.execute(query)).mappings().first()
    return conversation_from(row) if row else None
