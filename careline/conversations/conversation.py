"""Conversation rows: opening, holding, and changing who answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.conversation import Move, Owner, Ownership, assistant_answers, moved
from careline.core.journal import What
from careline.core.orders import Customer
from careline.ids import new_id
from careline.store import outbox
from careline.store.database import notify
from careline.store.journal import record
from careline.store.notices import Topic
from careline.store.tables.conversations import OPEN_STATES, TurnState, conversations, sequences, turns
from careline.store.waking import wake

Channel = Literal["app", "phone"]


class NoConversationError(LookupError):
    """There is no such conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One thread with one consumer. `language` is "zh-CN" or "en"; its id is Rasa's sender id."""

    conversation_id: UUID
    customer_id: str
    channel: Channel
    language: str
    ownership: Ownership
    case_id: UUID | None
    attempt_id: UUID | None


async def open_app(tx: AsyncConnection, customer: Customer, now: datetime) -> Conversation:
    """The consumer's open conversation in the app, a new one if there is none. Held until the transaction ends."""
    if held := await hold_app(tx, customer.customer_id):
        return held
    await _hold_sequence(tx, customer.customer_id, "app")
    held = await hold_app(tx, customer.customer_id)  # opened by somebody else while we waited for the sequence
    return held or await _open(tx, customer.customer_id, "app", customer.locale, now)


async def hold_app(tx: AsyncConnection, customer_id: str) -> Conversation | None:
    """Lock the consumer's open conversation in the app; None if there is none."""
    return await _held(tx, _OPEN_IN_APP, customer_id=customer_id)


async def open_phone(
    tx: AsyncConnection, customer_id: str, language: str, attempt_id: UUID, case_id: UUID | None, now: datetime
) -> Conversation:
    """The conversation of one call attempt; the same again if the carrier asks twice."""
    await _hold_sequence(tx, customer_id, "phone")
    row = (await tx.execute(select(conversations).where(conversations.c.attempt_id == attempt_id))).mappings().first()
    if row:
        return conversation_from(row)
    return await _open(tx, customer_id, "phone", language, now, attempt_id=attempt_id, case_id=case_id)


async def _open(
    tx: AsyncConnection,
    customer_id: str,
    channel: Channel,
    language: str,
    now: datetime,
    *,
    attempt_id: UUID | None = None,
    case_id: UUID | None = None,
) -> Conversation:
    opened = Conversation(
        conversation_id=new_id(), customer_id=customer_id, channel=channel, language=language,
        ownership=Ownership(owner=Owner.BOT, epoch=1), case_id=case_id, attempt_id=attempt_id,
    )  # fmt: skip
    await tx.execute(
        insert(conversations).values(
            conversation_id=opened.conversation_id, customer_id=customer_id, channel=channel, language=language,
            owner=Owner.BOT, epoch=1, case_id=case_id, attempt_id=attempt_id, opened_at=now,
        )
    )  # fmt: skip
    await _tell_listeners(tx, opened, "conversation.opened", opened.ownership, now)
    return opened


async def hold(tx: AsyncConnection, conversation_id: UUID) -> Conversation:
    """Lock the conversation for writing. Raises NoConversationError.

    Always the consumer's sequence first, then the conversation: one order of locks, hence no deadlock.
    """
    held = await _held(tx, _BY_ID, conversation_id=conversation_id)
    if held is None:
        raise NoConversationError("There is no such conversation.")
    return held


async def _held(tx: AsyncConnection, query: Select[Any], **values: Any) -> Conversation | None:
    row = (await tx.execute(query, values)).mappings().first()
    return conversation_from(row) if row else None


async def find(tx: AsyncConnection, conversation_id: UUID) -> Conversation | None:
    query = select(conversations).where(conversations.c.conversation_id == conversation_id)
    row = (await tx.execute(query)).mappings().first()
    return conversation_from(row) if row else None


async def latest_app(tx: AsyncConnection, customer_id: str) -> Conversation | None:
    """The consumer's present or last conversation in the app."""
    query: Select[Any] = (
        select(conversations)
        .where(conversations.c.customer_id == customer_id, conversations.c.channel == "app")
        .order_by(conversations.c.opened_at.desc(), conversations.c.conversation_id.desc())
        .limit(1)
    )
    row = (await tx.execute(query)).mappings().first()
    return conversation_from(row) if row else None


async def change_owner(
    tx: AsyncConnection,
    held: Conversation,
    move: Move,
    *,
    who: str,
    why: StrEnum,
    now: datetime,
    agent_id: UUID | None = None,
    by_turn: UUID | None = None,
    note: str | None = None,
) -> Conversation:
    """Give a held conversation another owner, one epoch on. Raises IllegalMoveError.

    `why` and `note` are the journal's. Where the assistant goes on answering (into the queue and out of it again), its
    open turns are carried along: no question is dropped. Else what still waits is discarded and what is being thought
    about comes too late. A move that a turn itself makes (`by_turn`) carries that turn along in any case, and is
    noted on it: run once more, it must not take its own move for an earlier one.
    """
    after = moved(held.ownership, move, str(agent_id) if agent_id else None)
    await tx.execute(
        update(conversations)
        .where(conversations.c.conversation_id == held.conversation_id, conversations.c.epoch == held.ownership.epoch)
        .values(
            owner=after.owner,
            epoch=after.epoch,
            agent_id=UUID(after.agent_id) if after.agent_id else None,
            closed_at=now if after.owner is Owner.CLOSED else None,
        )
    )
    own = turns.c.conversation_id == held.conversation_id
    if all(assistant_answers(owner, held.channel) for owner in (held.ownership.owner, after.owner)):
        still = and_(own, turns.c.epoch == held.ownership.epoch, turns.c.state.in_(OPEN_STATES))
        await tx.execute(update(turns).where(still).values(epoch=after.epoch))
    else:
        stale = and_(own, turns.c.state == TurnState.WAITING)
        await tx.execute(update(turns).where(stale).values(state=TurnState.DISCARDED, outcome=move, finished_at=now))
    if by_turn:
        its = and_(own, turns.c.turn_id == by_turn)
        await tx.execute(update(turns).where(its).values(epoch=after.epoch, outcome=move))
    await record(
        tx, at=now, who=who, what=What.OWNER_CHANGED, why=why, subject=f"conversation:{held.conversation_id}",
        customer_id=held.customer_id, data={"move": move, "owner": after.owner, "epoch": after.epoch}, note=note,
    )  # fmt: skip
    if held.ownership.owner in _PEOPLE and after.owner not in _PEOPLE:
        await wake(tx, customers=[held.customer_id])  # who was with a person may be phoned again
    await _tell_listeners(tx, held, _EVENTS.get(after.owner, "conversation.handed_over"), after, now)
    await notify(tx, Topic.MESSAGES, held.customer_id)
    await notify(tx, Topic.DESK, str(held.conversation_id))
    return conversation_from_parts(held, after)


_PEOPLE = frozenset({Owner.QUEUE, Owner.AGENT})
_EVENTS = {Owner.CLOSED: "conversation.closed"}


async def _tell_listeners(tx: AsyncConnection, held: Conversation, kind: str, after: Ownership, now: datetime) -> None:
    """An event for the shop's own systems (docs/contracts.md, Events): who answers, and no word of what was said."""
    await outbox.post(
        tx, outbox.EVENT, kind, key=f"event:conversation:{held.conversation_id}:{after.epoch}", now=now,
        customer_id=held.customer_id,
        body={
            "conversation_id": str(held.conversation_id), "channel": held.channel, "owner": after.owner,
            "epoch": after.epoch, "case_id": str(held.case_id) if held.case_id else None,
        },
    )  # fmt: skip


def conversation_from_parts(held: Conversation, after: Ownership) -> Conversation:
    return Conversation(
        conversation_id=held.conversation_id, customer_id=held.customer_id, channel=held.channel,
        language=held.language, ownership=after, case_id=held.case_id, attempt_id=held.attempt_id,
    )  # fmt: skip


async def attach_case(tx: AsyncConnection, conversation_id: UUID, case_id: UUID) -> None:
    """Remember which case the conversation is about now."""
    mine = conversations.c.conversation_id == conversation_id
    other = or_(conversations.c.case_id.is_(None), conversations.c.case_id != case_id)
    await tx.execute(update(conversations).where(mine, other).values(case_id=case_id))


async def set_language(tx: AsyncConnection, conversation_id: UUID, language: str) -> None:
    """Go on in "zh-CN" or "en"."""
    mine = conversations.c.conversation_id == conversation_id
    await tx.execute(update(conversations).where(mine).values(language=language))


WITH_SEQUENCE = and_(
    sequences.c.customer_id == conversations.c.customer_id, sequences.c.channel == conversations.c.channel
)
"""Every conversation has the sequence of its consumer and channel. PostgreSQL locks tables in the order they are named
in FOR … UPDATE OF, so that one statement holds both, in our order, as they are once it has waited. NO KEY: whoever
writes a row that only refers to a conversation need not wait, and cannot deadlock with us."""
HELD = (sequences, conversations)
_BOTH = select(conversations).join(sequences, WITH_SEQUENCE).with_for_update(of=HELD, key_share=True)
_BY_ID = _BOTH.where(conversations.c.conversation_id == bindparam("conversation_id"))
_OPEN_IN_APP = _BOTH.where(
    conversations.c.customer_id == bindparam("customer_id"),
    conversations.c.channel == "app",
    conversations.c.owner != Owner.CLOSED,
)


async def _hold_sequence(tx: AsyncConnection, customer_id: str, channel: Channel) -> None:
    start = insert(sequences).values(customer_id=customer_id, channel=channel, last_seq=0)
    await tx.execute(start.on_conflict_do_nothing())
    mine = (sequences.c.customer_id == customer_id) & (sequences.c.channel == channel)
    await tx.execute(select(sequences.c.last_seq).where(mine).with_for_update(key_share=True))


def conversation_from(row: RowMapping) -> Conversation:
    agent_id = row["agent_id"]
    return Conversation(
        conversation_id=row["conversation_id"],
        customer_id=row["customer_id"],
        channel=row["channel"],
        language=row["language"],
        ownership=Ownership(
            owner=Owner(row["owner"]), epoch=row["epoch"], agent_id=str(agent_id) if agent_id else None
        ),
        case_id=row["case_id"],
        attempt_id=row["attempt_id"],
    )
