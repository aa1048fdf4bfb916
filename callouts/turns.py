"""One exchange of a call: what the callee said or pressed goes to the bot, what the bot says is spoken."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts import script
from careline.contacts.service import note_found, opt_out
from careline.conversations.conversation import Conversation, change_owner, find, hold
from careline.conversations.messages import Outgoing, say
from careline.conversations.turns import thinking
from careline.core.callouts import Outcome
from careline.core.contact import Channel
from careline.core.conversation import Move, Owner
from careline.core.journal import Because
from careline.desk.service import request_handoff
from careline.store.database import Database
from careline.store.tables.conversations import Author, messages

MOST_WORDS = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
POLL_SECONDS = 0.05


class Answers(Protocol):
    """`careline.dialogue.answering.Answering`, as far as a call needs it."""

    async def answer_turn(self, turn_id: UUID) -> bool:
        """Answer just this turn; False if somebody else does."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one Gather brought. `text` is how the transcript shows it; `payload` is for the bot where words are not."""

    text: str
    payload: dict[str, Any] | None
    key: str | None = None

    @property
    def silent(self) -> bool:
        return self.key is None and self.payload is not None


def heard_in(form: Mapping[str, str], language: str) -> Heard:
    """Read a Gather's result: a key, words, or nothing."""
    shown = script.script_for(language)
    if key := form.get("Digits", "").strip()[:1]:
        return Heard(_pressed(key, language), {"intent": "press_key", "entities": {"key": key}}, key)
    if words := _CONTROL.sub(" ", form.get("SpeechResult", "")).strip()[:MOST_WORDS]:
        return Heard(words, None)
    return Heard(shown.silence, {"intent": "silence", "entities": {}})


def _pressed(key: str, language: str) -> str:
    return script.script_for(language).key.format(key=key)


def client_id_of(attempt_id: UUID, after: int) -> UUID:
    """The same for every repetition of one webhook: what was heard after one prompt is heard once."""
    return uuid5(attempt_id, f"after {after}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What there is to say now. `last` is the sequence number up to which everything has been spoken then."""

    texts: tuple[str, ...]
    last: int
    conversation: Conversation
    thinking: bool


async def to_speak(tx: AsyncConnection, conversation_id: UUID, after: int) -> Spoken:
    """Everything said to the callee beyond `after`, whoever said it."""
    still = await thinking(tx, conversation_id)  # asked first: what ends between two queries is then not missed
    mine = (messages.c.conversation_id == conversation_id) & (messages.c.seq > after)
    rows = (await tx.execute(select(messages.c.seq, messages.c.author, messages.c.text).where(mine))).all()
    rows = sorted(rows, key=lambda row: row.seq)
    conversation = await find(tx, conversation_id)
    assert conversation
    return Spoken(
        texts=tuple(row.text for row in rows if row.author != Author.CONSUMER),
        last=max((row.seq for row in rows), default=after),
        conversation=conversation,
        thinking=still,
    )


async def last_words(tx: AsyncConnection, conversation_id: UUID) -> tuple[str, ...]:
    """What was said to the callee since they last said something: for `*`, repeat."""
    query = (
        select(messages.c.author, messages.c.text)
        .where(messages.c.conversation_id == conversation_id)
        .order_by(messages.c.seq.desc())
        .limit(20)
    )
    words: list[str] = []
    for row in (await tx.execute(query)).all():
        if row.author == Author.CONSUMER and words:
            break
        if row.author != Author.CONSUMER:
            words.insert(0, row.text)
    return tuple(words)


async def last_heard(tx: AsyncConnection, conversation_id: UUID) -> int:
    """The sequence number of what the callee said last; 0 if they have said nothing."""
    theirs = (messages.c.conversation_id == conversation_id) & (messages.c.author == Author.CONSUMER)
    query = select(messages.c.seq).where(theirs).order_by(messages.c.seq.desc()).limit(1)
    return (await tx.execute(query)).scalar() or 0


async def settled(database: Database, conversation_id: UUID, after: int, seconds: float) -> Spoken:
    """What there is to say once the bot has finished, or when that many seconds are over."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while True:
        async with database.begin() as tx:
            spoken = await to_speak(tx, conversation_id, after)
        if not spoken.thinking or loop.time() >= until:
            return spoken
        await asyncio.sleep(POLL_SECONDS)


async def stop_calling(database: Database, conversation_id: UUID, now: datetime) -> None:
    """Key 9: out at once and for good, without asking the bot, which may be down or busy. Repeated, it changes nothing.

    Whoever has the conversation by now keeps it, unless that is the bot.
    """
    async with database.begin() as tx:
        held = await hold(tx, conversation_id)
        for channel in (Channel.PHONE, Channel.SMS):
            await opt_out(tx, held.customer_id, channel, source="key_9", now=now, conversation_id=conversation_id)
        if held.attempt_id:
            await note_found(tx, held.attempt_id, Outcome.OPTED_OUT, now)
        if held.ownership.owner is Owner.BOT:
            await say(tx, held, Author.CONSUMER, Outgoing(text=_pressed(script.STOP, held.language)), now)
            words = script.script_for(held.language).stopped
            await say(tx, held, Author.BOT, Outgoing(text=words), now)
            await change_owner(tx, held, Move.CLOSE, who="consumer", why=Because.CONSUMER_OPTED_OUT, now=now)


async def call_person(
    database: Database, conversation: Conversation, heard: Heard, after: int, now: datetime
) -> Spoken:
    """Key 0 while the bot thinks: a person at once; what the bot was about to say no longer counts."""
    async with database.begin() as tx:
        held = await hold(tx, conversation.conversation_id)
        if held.ownership.owner is Owner.BOT:
            await say(tx, held, Author.CONSUMER, Outgoing(text=heard.text), now)
            await request_handoff(tx, held.conversation_id, why=Because.CONSUMER_ASKED, now=now)
        return await to_speak(tx, held.conversation_id, after)
