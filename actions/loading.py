"""Who is speaking: found by Rasa's sender id in our own tables, never from text, slots or metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from rasa_sdk.interfaces import Tracker
from sqlalchemy import and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.heard import Heard
from actions.orders.order_mention import POINTING_KINDS
from actions.talk import CallAttempt
from careline.conversations.conversation import HELD, WITH_SEQUENCE, Conversation, conversation_from, find
from careline.core.conversation import Move
from careline.core.orders import Customer
from careline.store.hours import SCHEDULE
from careline.store.orders import customer_from
from careline.store.tables.callouts import attempts
from careline.store.tables.contacts import contacts
from careline.store.tables.conversations import TurnState, conversations, sequences, turns
from careline.store.tables.feed import customers
from understanding.context import Question
from understanding.people_first import Emergency, Likely
from understanding.reading import Reading

_RANKED = 5


class UnknownConversationError(LookupError):
    """Rasa's sender id is no conversation of ours."""


class NoTurnError(LookupError):
    """No turn of this conversation is being answered, or another one than Rasa's: its answer came too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, in which claimed turn. `ran_before`: this very turn put the conversation into the queue already, in a
    run whose answer was lost; it has to say what it said then. `schedule`: when people answer, as it was set
    (careline/store/hours.py)."""

    conversation: Conversation
    customer: Customer
    turn_id: UUID
    ran_before: bool
    schedule: Mapping[str, Any] | None


async def load_conversation(tx: AsyncConnection, tracker: Tracker) -> Conversation:
    """Raises UnknownConversationError."""
    try:
        conversation = await find(tx, UUID(tracker.sender_id))
    except ValueError:
        conversation = None
    if conversation is None:
        raise UnknownConversationError(UnknownConversationError.__doc__)
    return conversation


async def load_speaker(tx: AsyncConnection, tracker: Tracker) -> Speaker:
    """Conversation, consumer and claimed turn, where idempotency keys come from; one statement, as every turn asks.

    The conversation is held from here on: whatever the answer locks later (a case, an order) comes after it, as it does
    for the desk and for a message that is posted meanwhile.
    Rasa names the turn it works on. If that is another one than the claimed, or a person has taken over since it was
    claimed, Rasa is late, and must not act.
    Raises UnknownConversationError and NoTurnError.
    """
    try:
        conversation_id = UUID(tracker.sender_id)
    except ValueError:
        raise UnknownConversationError(UnknownConversationError.__doc__) from None
    row = (await tx.execute(_SPEAKER, {"conversation_id": conversation_id})).mappings().first()
    if row is None:
        raise UnknownConversationError(UnknownConversationError.__doc__)
    named = (tracker.latest_message.get("metadata") or {}).get("turn_id")
    if row["turn_id"] is None or (named and str(row["turn_id"]) != str(named)):
        raise NoTurnError(NoTurnError.__doc__)
    return Speaker(
        conversation=conversation_from(row), customer=customer_from(row), turn_id=row["turn_id"],
        ran_before=row["turn_moved"] == Move.REQUEST_PERSON, schedule=row["schedule"],
    )  # fmt: skip


_CLAIMED = and_(
    turns.c.conversation_id == conversations.c.conversation_id,
    turns.c.state == TurnState.CLAIMED,
    turns.c.epoch == conversations.c.epoch,
)
_OF_CUSTOMER = [column for column in customers.c if column.name not in conversations.c]
_SPEAKER = (
    select(
        conversations, *_OF_CUSTOMER, turns.c.turn_id, turns.c.outcome.label("turn_moved"), SCHEDULE.label("schedule")
    )
    .join(customers, customers.c.customer_id == conversations.c.customer_id)
    .join(sequences, WITH_SEQUENCE)
    .outerjoin(turns, _CLAIMED)
    .where(conversations.c.conversation_id == bindparam("conversation_id"))
    .with_for_update(of=HELD, key_share=True)
)


async def load_attempt(tx: AsyncConnection, conversation: Conversation) -> CallAttempt | None:
    """The call behind a phone conversation, with the code that the hall shows for it (None while there is none)."""
    if conversation.attempt_id is None:
        return None
    query = (
        select(attempts.c.identified_at, contacts.c.code)
        .outerjoin(contacts, contacts.c.origin_id == attempts.c.attempt_id)
        .where(attempts.c.attempt_id == conversation.attempt_id)
    )
    row = (await tx.execute(query)).one()
    return CallAttempt(attempt_id=conversation.attempt_id, identified_at=row.identified_at, code=row.code)


def heard_from(tracker: Tracker) -> Heard:
    """What Rasa understood of the last message."""
    message: dict[str, Any] = tracker.latest_message or {}
    plain = str((message.get("metadata") or {}).get("simplified") or "")
    parts = tuple(_heard(part, _part_of(message, part, plain)) for part in message.get("questions") or ())
    halves = tuple(_heard(part, _part_of(message, part, plain)) for part in message.get("halves") or ())
    return replace(_heard(message, plain), questions=parts, halves=halves)


def _part_of(message: dict[str, Any], part: dict[str, Any], plain: str) -> str:
    """The words of a part of the message in simplified characters; empty where it cannot be told which they are."""
    whole, text = str(message.get("text") or ""), str(part.get("text") or "")
    at = whole.find(text) if len(whole) == len(plain) else -1
    return plain[at : at + len(text)] if at >= 0 else ""


def _heard(message: dict[str, Any], plain: str = "") -> Heard:
    intent = message.get("intent") or {}
    found = message.get("entities") or []
    text = str(message.get("text") or "")
    entities: dict[str, list[str]] = {}
    for entity in found:
        entities.setdefault(str(entity.get("entity")), []).append(str(entity.get("value")))
    ranking = [str(guess.get("name")) for guess in message.get("intent_ranking") or []]
    return Heard(
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        said=_reading(text, plain, found),
        entities={name: tuple(values) for name, values in entities.items()},
        ranking=tuple(ranking[:_RANKED]),
        matters=_guesses(message.get("matters")),
        asks=_guesses(message.get("asks")),
        readings=tuple(Question.from_told(one) for one in message.get("readings") or []),
        likely=_likely(message.get("danger")),
    )


def _likely(told: Any) -> Likely | None:
    return Likely(Emergency(told["kind"]), float(told["sure"])) if told else None


def _reading(text: str, plain: str, found: list[dict[str, Any]]) -> Reading:
    """The words, read in simplified characters (`plain`) where they were written in traditional ones."""
    if len(plain) != len(text) or plain == text:
        return Reading(text, _without_pointers(text, found))
    return Reading(plain, _without_pointers(plain, found), written=text)


def _guesses(told: Any) -> dict[str, float]:
    return {str(one.get("name")): float(one.get("confidence") or 0.0) for one in told or []}


def _without_pointers(text: str, entities: list[dict[str, Any]]) -> str:
    """The text with a space for each entity that points at an order; what a button carried stands nowhere in it."""
    for entity in sorted(entities, key=lambda entity: -(entity.get("start") or 0)):
        if entity.get("entity") in POINTING_KINDS and entity.get("end"):
            text = f"{text[: entity['start']]} {text[entity['end'] :]}"
    return text
