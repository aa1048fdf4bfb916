"""Messages in sequence: every acknowledged one appears exactly once, in commit order, on every device."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.conversations.conversation import Channel, Conversation
from careline.ids import new_id
from careline.store.database import notify
from careline.store.notices import Topic
from careline.store.tables.conversations import Author, buttons, conversations, messages, sequences

MOST_SHOWN = 1000
"""So many messages of one conversation are read and shown at once."""


class ClientIdReusedError(ValueError):
    """This client_id was used for another message; make a new one for new content."""


class UnknownButtonError(LookupError):
    """This button was not issued to you."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A quick reply. `payload` is what the bot gets when it is pressed: {"intent", "entities"}; it never leaves us."""

    title: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What somebody says. A card is a JSON object; the Button under its `button`, if any, is issued as `button_id`."""

    text: str
    buttons: tuple[Button, ...] = ()
    cards: tuple[dict[str, Any], ...] = field(default_factory=tuple)


def digest_of(text: str | None, button_id: UUID | None) -> str:
    """What two posts under one client_id must have in common."""
    return hashlib.sha256(f"{text!r}|{button_id}".encode("utf-8", "surrogatepass")).hexdigest()


async def earlier_post(tx: AsyncConnection, customer_id: str, client_id: UUID, digest: str) -> int | None:
    """The sequence number given to this client_id before; None if it is new. Raises ClientIdReusedError."""
    mine = (messages.c.customer_id == customer_id) & (messages.c.client_id == client_id)
    row = (await tx.execute(select(messages.c.seq, messages.c.client_digest).where(mine))).first()
    if row is None:
        return None
    if row.client_digest != digest:
        raise ClientIdReusedError(ClientIdReusedError.__doc__)
    return int(row.seq)


async def pressed_button(tx: AsyncConnection, conversation: Conversation, button_id: UUID) -> Button:
    """A button we issued in this conversation, or how a matter went in an earlier one of this consumer: that is asked
    as a talk with an agent ends. Raises UnknownButtonError."""
    theirs = select(conversations.c.conversation_id).where(conversations.c.customer_id == conversation.customer_id)
    about_the_past = buttons.c.payload["intent"].astext.in_(_ANY_TIME) & buttons.c.conversation_id.in_(theirs)
    query = select(buttons).where(
        buttons.c.button_id == button_id,
        (buttons.c.conversation_id == conversation.conversation_id) | about_the_past,
    )
    row = (await tx.execute(query)).mappings().first()
    if row is None:
        raise UnknownButtonError(UnknownButtonError.__doc__)
    return Button(title=row["title"], payload=row["payload"])


async def buttons_pressed(
    tx: AsyncConnection, conversation: Conversation, digests: Sequence[str | None]
) -> dict[str | None, dict[str, Any]]:
    """What presses mean that were stored as messages under these digests; typed ones are left out.

    A message holds only the title of the button; its digest tells which one it was.
    """
    theirs = select(conversations.c.conversation_id).where(conversations.c.customer_id == conversation.customer_id)
    query = select(buttons.c.button_id, buttons.c.payload).where(buttons.c.conversation_id.in_(theirs))
    issued = (await tx.execute(query)).all() if any(digests) else ()
    found = {digest_of(None, row.button_id): row.payload for row in issued}
    return {digest: found[digest] for digest in digests if digest in found}


_ANY_TIME = ("rate_case", "case_settled")
"""Intents whose buttons name what they are about, so that they mean the same in a later conversation."""


async def say(
    tx: AsyncConnection,
    held: Conversation,
    author: Author,
    said: Outgoing,
    now: datetime,
    *,
    agent_name: str | None = None,
    turn_id: UUID | None = None,
    client_id: UUID | None = None,
    digest: str | None = None,
) -> int:
    """Append one message to a held conversation and wake whoever shows it. Returns its sequence number."""
    issued = _Issued(held.conversation_id)
    shown = [issued.offered(button) for button in said.buttons]
    cards = [issued.on_card(card) for card in said.cards]
    if issued.rows:
        await tx.execute(_BUTTONS, issued.rows)
    row = {
        "message_id": new_id(), "conversation_id": held.conversation_id, "customer_id": held.customer_id,
        "channel": held.channel, "author": author, "text": said.text, "buttons": shown, "cards": cards,
        "agent_name": agent_name, "turn_id": turn_id, "client_id": client_id, "client_digest": digest, "at": now,
    }  # fmt: skip
    seq = int((await tx.execute(_APPEND, {f"new_{name}": value for name, value in row.items()})).scalar_one())
    await notify(tx, Topic.MESSAGES, held.customer_id)
    await notify(tx, Topic.DESK, str(held.conversation_id))
    return seq


async def asked_last(tx: AsyncConnection, held: Conversation) -> bool:
    """Whether the last thing that the assistant said here was a question."""
    row = (await tx.execute(_SAID_LAST, {"of": held.conversation_id})).scalar()
    return bool(row) and str(row).rstrip().endswith(("?", "？"))


_SAID_LAST = (
    select(messages.c.text)
    .where(messages.c.conversation_id == bindparam("of"), messages.c.author == Author.BOT)
    .order_by(messages.c.seq.desc())
    .limit(1)
)


class _Issued:
    """The buttons of one message: what the consumer sees of them, and the rows that remember what they mean."""

    def __init__(self, conversation_id: UUID) -> None:
        self._conversation_id = conversation_id
        self.rows: list[dict[str, Any]] = []

    def offered(self, button: Button) -> dict[str, str]:
        button_id = new_id()
        row = {"button_id": button_id, "title": button.title, "payload": button.payload}
        self.rows.append({"conversation_id": self._conversation_id, **row})
        return {"id": str(button_id), "title": button.title}

    def on_card(self, card: dict[str, Any]) -> dict[str, Any]:
        button = card.get("button")
        if not isinstance(button, Button):
            return card
        rest = {name: value for name, value in card.items() if name != "button"}
        return {**rest, "button_id": self.offered(button)["id"]}


# Taking the next sequence number and appending the message under it are one statement: each costs a round trip. The
# values are not named as columns are: they would be set in both tables.
_STEP = (
    update(sequences)
    .where(sequences.c.customer_id == bindparam("new_customer_id"), sequences.c.channel == bindparam("new_channel"))
    .values(last_seq=sequences.c.last_seq + 1)
    .returning(sequences.c.last_seq)
    .cte("step")
)
_GIVEN = [column for column in messages.c if column.name != "seq"]
_APPEND = (
    insert(messages)
    .from_select(
        [*_GIVEN, messages.c.seq],
        select(*(bindparam(f"new_{column.name}", type_=column.type) for column in _GIVEN), _STEP.c.last_seq),
    )
    .returning(messages.c.seq)
)
_BUTTONS = insert(buttons)


async def messages_after(
    tx: AsyncConnection, customer_id: str, channel: Channel, after: int, limit: int = 200
) -> Sequence[RowMapping]:
    """The consumer's messages on a channel beyond a sequence number, oldest first."""
    query = (
        select(messages)
        .where(messages.c.customer_id == customer_id, messages.c.channel == channel, messages.c.seq > after)
        .order_by(messages.c.seq)
        .limit(limit)
    )
    return (await tx.execute(query)).mappings().all()


async def transcript(tx: AsyncConnection, conversation_id: UUID) -> Sequence[RowMapping]:
    """The messages of one conversation, oldest first; of more than MOST_SHOWN the latest, or whoever writes a message
    a second for a day would have every page stand still that opens their conversation.
    """
    latest = (
        select(messages)
        .where(messages.c.conversation_id == conversation_id)
        .order_by(messages.c.seq.desc())
        .limit(MOST_SHOWN)
    )
    return (await tx.execute(latest)).mappings().all()[::-1]
