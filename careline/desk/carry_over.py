"""From the phone into the app: a call is over by the time an agent reads of it, so its matter goes on in the app."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, insert, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Conversation, attach_case, change_owner, open_app
from careline.conversations.messages import Outgoing, say, transcript
from careline.core.conversation import Move
from careline.core.journal import Because
from careline.desk.agents import Agent
from careline.desk.handoffs import end_handoff, promise_answer
from careline.ids import new_id
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author, conversations
from careline.store.tables.desk import handoffs

MOVED = "moved to the app"
"""How a handoff ended whose matter went on in the app."""
_CARRIED = (
    "dedicated_agent_id", "why", "skill", "priority", "rank", "requested_at", "team", "order_id", "place", "staffed",
    "told_minutes",
)  # fmt: skip
"""What a handoff keeps on its way."""
_TOLD = {
    "zh-CN": "您电话里说的事，由客服{agent}接着处理，就在这里跟您聊。",
    "en": "{agent} is taking over what you told us on the phone and will talk to you here.",
}


async def into_app(tx: AsyncConnection, held: Conversation, agent: Agent, now: datetime) -> Conversation:
    """End a held phone conversation and give its matter to the consumer's conversation in the app, which is returned
    held. The caller gives that one an owner, then says `told`."""
    customer = await load_customer(tx, held.customer_id)
    assert customer
    asked = (await tx.execute(_open_handoff(held))).mappings().first()
    await change_owner(tx, held, Move.CLOSE, who=f"agent:{agent.login}", why=Because.MOVED_TO_APP, now=now)
    await end_handoff(tx, held.conversation_id, MOVED, now)
    app = await open_app(tx, customer, now)
    if asked and not (await tx.execute(_open_handoff(app))).first():  # why, and since when, stays known
        same = {name: asked[name] for name in _CARRIED}
        await tx.execute(insert(handoffs).values(handoff_id=new_id(), conversation_id=app.conversation_id, **same))
    if asked and asked["answer_by"]:  # a word given on the phone binds whoever takes the matter on
        await promise_answer(tx, app.conversation_id, asked["answer_by"])
    if held.case_id:
        await attach_case(tx, app.conversation_id, held.case_id)
    return app


def _open_handoff(conversation: Conversation) -> Select[Any]:
    mine = handoffs.c.conversation_id == conversation.conversation_id
    return select(handoffs).where(mine, handoffs.c.ended_at.is_(None))


async def tell(tx: AsyncConnection, app: Conversation, agent: Agent, now: datetime) -> None:
    """Tell the consumer that the matter goes on here."""
    text = _TOLD[app.language].format(agent=agent.name)
    await say(tx, app, Author.SYSTEM, Outgoing(text=text), now)


async def lines_of_the_call(
    tx: AsyncConnection, app: Conversation, asked_at: datetime | None = None
) -> Sequence[RowMapping]:
    """What was said in the last call whose matter went on in this consumer's app, oldest first.

    `asked_at`: only if it is the call in which they asked for a person then, and no older one.
    """
    query = (
        select(conversations.c.conversation_id)
        .join(handoffs, handoffs.c.conversation_id == conversations.c.conversation_id)
        .where(
            conversations.c.customer_id == app.customer_id,
            conversations.c.channel == "phone",
            handoffs.c.end_reason == MOVED,
            (handoffs.c.requested_at == asked_at) if asked_at else true(),
        )
        .order_by(handoffs.c.ended_at.desc())
        .limit(1)
    )
    call = (await tx.execute(query)).scalar()
    return await transcript(tx, call) if call and app.channel == "app" else ()
