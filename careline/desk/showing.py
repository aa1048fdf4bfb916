"""Cards that an agent puts into the conversation: an order or a right of it, as the assistant shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import claims_of, remedies_of
from careline.conversations.messages import Outgoing, digest_of, earlier_post
from careline.core.orders import Order
from careline.core.rights import Protection, RightState
from careline.core.rules import ShopRules
from careline.desk.agents import Agent
from careline.desk.doing import NotOpenError, at_hand
from careline.desk.service import OnThePhoneError, reply_held
from careline.desk.words import order_words, right_words
from careline.dialogue.cards import order_card, right_card
from careline.dialogue.shown import RightShown, rights_shown
from careline.store.database import Database


class CardIn(BaseModel):
    """One order of the consumer; with `right`, that right of it. The same client_id again is the same card."""

    client_id: UUID
    order_id: Annotated[str, Field(max_length=100)]
    right: Protection | None = None


class Showing:
    """What an agent shows the consumer whom they talk with."""

    def __init__(self, database: Database, rules: ShopRules) -> None:
        self._database = database
        self._rules = rules

    async def card(self, agent: Agent, conversation_id: UUID, asked: CardIn, now: datetime) -> int:
        """Shown as it stands now, in the consumer's language; returns the message's sequence number.

        Raises NotYoursError, OnThePhoneError, NotOpenError for a right that this order does not have, and
        ClientIdReusedError.
        """
        digest = digest_of(f"card|{asked.order_id}|{asked.right}", agent.agent_id)
        async with self._database.begin() as tx:
            held, order = await at_hand(tx, agent, conversation_id, asked.order_id)
            if held.channel == "phone":
                raise OnThePhoneError(OnThePhoneError.__doc__)
            earlier = await earlier_post(tx, held.customer_id, asked.client_id, digest)
            if earlier is not None:
                return earlier
            said = await self._said(tx, order, asked.right, held.language, now)
            return await reply_held(tx, held, agent.name, asked.client_id, digest, said, now)

    async def _said(
        self, tx: AsyncConnection, order: Order, right: Protection | None, language: str, now: datetime
    ) -> Outgoing:
        """The text stands for the card where none can be shown: a list's last words, a transcript."""
        card: dict[str, Any]
        if right is None:
            text, card = order_words(order, language), order_card(order, language)
        else:
            shown = await self._right(tx, order, right, language, now)
            text, card = right_words(order, shown, language), right_card(order, shown)
        return Outgoing(text=text, cards=(card,))

    async def _right(
        self, tx: AsyncConnection, order: Order, wanted: Protection, language: str, now: datetime
    ) -> RightShown:
        """The one that can be claimed, where some of the goods have it open and others not. Raises NotOpenError."""
        claims = claims_of(await remedies_of(tx, order.order_id))
        every = rights_shown(order, claims, now, language, self._rules)
        having = [one for one in every if one.right == wanted and one.state is not RightState.NOT_APPLICABLE]
        if not having:
            raise NotOpenError(NotOpenError.__doc__)
        return next((one for one in having if one.state is RightState.CLAIMABLE), having[0])
