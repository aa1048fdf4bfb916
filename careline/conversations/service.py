"""What other areas may do with conversations: accept a consumer's message, look at what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Conversation, hold, hold_app, open_app
from careline.conversations.messages import (
    Outgoing,
    UnknownButtonError,
    asked_last,
    digest_of,
    earlier_post,
    pressed_button,
    say,
)
from careline.conversations.turns import add_turn, give_up_older
from careline.core.conversation import assistant_answers
from careline.store.database import Database
from careline.store.orders import load_customer
from careline.store.tables.conversations import Author
from understanding.fragments import Piece, piece_of
from understanding.secrets import masked


class UnknownConsumerError(LookupError):
    """The shop has not told us about this consumer yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """`turn_id` is None where a person answers, or where the message had been accepted before."""

    seq: int
    turn_id: UUID | None


class Conversations:
    """Consumers' messages, stored before they are answered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def post(
        self,
        customer_id: str,
        client_id: UUID,
        now: datetime,
        *,
        text: str | None = None,
        button_id: UUID | None = None,
    ) -> Accepted:
        """Store one message of the app, exactly once per client_id, and ask the assistant unless a person answers.

        Card numbers, passwords and the like are masked before anything is stored (understanding/secrets.py).
        Raises UnknownConsumerError, ClientIdReusedError, UnknownButtonError.
        """
        text = masked(text) if text else text
        digest = digest_of(text, button_id)
        try:
            return await self._post(customer_id, client_id, digest, now, text, button_id)
        except (IntegrityError, UnknownButtonError):  # posted before, as is seldom: then only is it looked up
            async with self._database.autocommit() as tx:
                seq = await earlier_post(tx, customer_id, client_id, digest)
            if seq is None:
                raise
            return Accepted(seq=seq, turn_id=None)

    async def _post(
        self, customer_id: str, client_id: UUID, digest: str, now: datetime, text: str | None, button_id: UUID | None
    ) -> Accepted:
        async with self._database.begin() as tx:
            held = await hold_app(tx, customer_id) or await _opened(tx, customer_id, now)
            payload = None
            if button_id:
                button = await pressed_button(tx, held, button_id)
                text, payload = button.title, button.payload
            piece = Piece.ALONE if payload else piece_of(text or "")
            if piece is Piece.FRAGMENT:  # as is seldom: then only is it looked whether it answers us
                piece = piece_of(text or "", asked=await asked_last(tx, held))
            return await _accept(tx, held, text or "", payload, now, client_id=client_id, digest=digest, piece=piece)

    async def heard(
        self,
        conversation_id: UUID,
        now: datetime,
        *,
        text: str,
        payload: dict[str, Any] | None = None,
        client_id: UUID | None = None,
    ) -> Accepted:
        """Store what a callee said (`text`), or the key they pressed (`text` shows it, `payload` means it); no secrets.

        Told twice under one `client_id`, as carriers repeat webhooks, it is heard once, whatever the words.
        """
        digest = digest_of(None, client_id)
        async with self._database.begin() as tx:
            held = await hold(tx, conversation_id)
            if client_id and (seq := await earlier_post(tx, held.customer_id, client_id, digest)) is not None:
                return Accepted(seq=seq, turn_id=None)
            await give_up_older(tx, conversation_id, now)
            return await _accept(tx, held, masked(text), payload, now, client_id=client_id, digest=digest)


async def _opened(tx: AsyncConnection, customer_id: str, now: datetime) -> Conversation:
    customer = await load_customer(tx, customer_id)
    if customer is None:
        raise UnknownConsumerError(UnknownConsumerError.__doc__)
    return await open_app(tx, customer, now)


async def _accept(
    tx: AsyncConnection,
    held: Conversation,
    text: str,
    payload: dict[str, Any] | None,
    now: datetime,
    *,
    client_id: UUID | None = None,
    digest: str | None = None,
    piece: Piece = Piece.ALONE,
) -> Accepted:
    """Store a message, and ask the assistant to answer it, unless a person does."""
    seq = await say(tx, held, Author.CONSUMER, Outgoing(text=text), now, client_id=client_id, digest=digest)
    if not assistant_answers(held.ownership.owner, held.channel):
        return Accepted(seq=seq, turn_id=None)
    turn_id = await add_turn(tx, held, seq, now, text=None if payload else text, payload=payload, piece=piece)
    return Accepted(seq=seq, turn_id=turn_id)
