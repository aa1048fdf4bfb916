"""Giving a block to a person, where phoning has come to an end without reaching anybody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.script import script_for, will_write
from careline.cases.service import promised_call_is_off
from careline.conversations.conversation import attach_case, open_app
from careline.conversations.messages import Outgoing, say
from careline.core.callouts import Outcome, Why
from careline.core.conversation import Owner
from careline.core.orders import Customer
from careline.desk.service import request_handoff
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author


async def give_to_person(
    tx: AsyncConnection, customer: Customer, case_id: UUID | None, why: Outcome | Why, skill: str, now: datetime
) -> None:
    """Queue the consumer's conversation in the app at the desk, and tell them that somebody will write there.

    Whoever already waits for a person, or has one, keeps that place.
    """
    held = await open_app(tx, customer, now)
    if why is Why.CALLBACK_WISHED:
        await promised_call_is_off(tx, customer.customer_id, now)
    if held.ownership.owner is not Owner.BOT:
        return
    if case_id:
        await attach_case(tx, held.conversation_id, case_id)
    await say(tx, held, Author.SYSTEM, Outgoing(text=will_write(held.language, why)), now)
    await request_handoff(tx, held.conversation_id, why=why, now=now, skill=skill)


async def tell_call_is_off(tx: AsyncConnection, customer_id: str, why: str, now: datetime) -> None:
    """A call that they wished for will not come. Where what it was about is over, they are told so in the app.

    Whoever wants no calls waits for none. In any other case the promise stays open, and rises to a person at its time.
    """
    if why not in {Why.BLOCK_OVER, Why.OPTED_OUT} or not await promised_call_is_off(tx, customer_id, now):
        return
    customer = await load_customer(tx, customer_id)
    if customer and why == Why.BLOCK_OVER:
        held = await open_app(tx, customer, now)
        await say(tx, held, Author.SYSTEM, Outgoing(text=script_for(held.language).call_off), now)
