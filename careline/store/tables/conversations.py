"""Conversations, their messages in sequence, turns that wait for an answer, buttons we issued."""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

from careline.core.conversation import Owner
from careline.store.tables.base import document, instant, metadata, one_of, own_id, ref, ref_text, words
from understanding.fragments import Piece


class TurnState(StrEnum):
    """waiting -> claimed -> answered | failed | discarded; an expired claim may be claimed again.

    waiting -> joined: answered by the turn that `joined_to` names, whatever becomes of that one.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    FAILED = "failed"
    DISCARDED = "discarded"
    JOINED = "joined"


OPEN_STATES = (TurnState.WAITING, TurnState.CLAIMED)
"""The bot still owes an answer."""


class Author(StrEnum):
    CONSUMER = "consumer"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class Side(StrEnum):
    """Who of the two has read."""

    CONSUMER = "consumer"
    AGENT = "agent"


conversations = Table(
    "conversations",
    metadata,
    own_id("conversation_id"),
    ref_text("customer_id", "customers.customer_id", index=True),
    words("channel"),
    words("language"),
    words("owner"),
    Column("epoch", Integer, nullable=False),
    ref("agent_id", "agents.agent_id", nullable=True, index=True),
    ref("case_id", "cases.case_id", nullable=True),
    ref("attempt_id", "attempts.attempt_id", nullable=True),
    instant("opened_at"),
    instant("closed_at", nullable=True),
    one_of("owner", Owner),
    CheckConstraint("channel IN ('app', 'phone')", name="channel"),
    CheckConstraint("(owner = 'agent') = (agent_id IS NOT NULL)", name="agent_owns"),
    CheckConstraint("(owner = 'closed') = (closed_at IS NOT NULL)", name="closed_whole"),
    CheckConstraint("(channel = 'phone') = (attempt_id IS NOT NULL)", name="phone_has_attempt"),
    Index(
        "uq_conversations_open_app",
        "customer_id",
        unique=True,
        postgresql_where="channel = 'app' AND owner <> 'closed'",
    ),
    Index("ix_conversations_closed_at", "closed_at", postgresql_where="closed_at IS NOT NULL"),
    Index("ix_conversations_with_people", "case_id", postgresql_where="owner IN ('queue', 'agent')"),
    Index("ix_conversations_queue", "opened_at", postgresql_where="owner = 'queue'"),
    Index("ix_conversations_person", "customer_id", postgresql_where="owner IN ('queue', 'agent')"),
    Index("ix_conversations_calls", "attempt_id", postgresql_where="channel = 'phone' AND owner = 'bot'"),
    Index("uq_conversations_attempt", "attempt_id", unique=True, postgresql_where="attempt_id IS NOT NULL"),
)  # fmt: skip

sequences = Table(
    "sequences",
    metadata,
    ref_text("customer_id", "customers.customer_id"),
    words("channel"),
    Column("last_seq", BigInteger, nullable=False),
    UniqueConstraint("customer_id", "channel"),
)

messages = Table(
    "messages",
    metadata,
    own_id("message_id"),
    ref("conversation_id", "conversations.conversation_id", index=True),
    ref_text("customer_id", "customers.customer_id"),
    words("channel"),
    Column("seq", BigInteger, nullable=False),
    words("author"),
    words("text"),
    document("buttons", "[]"),
    document("cards", "[]"),
    words("agent_name", nullable=True),
    Column("client_id", UUID(as_uuid=True), nullable=True),
    words("client_digest", nullable=True),
    ref("turn_id", "turns.turn_id", nullable=True),
    instant("at"),
    one_of("author", Author),
    UniqueConstraint("customer_id", "channel", "seq"),
    UniqueConstraint("customer_id", "client_id"),
)

read_marks = Table(
    "read_marks",
    metadata,
    Column("conversation_id", UUID(as_uuid=True), ForeignKey("conversations.conversation_id"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    instant("at"),
    one_of("side", Side),
)

turns = Table(
    "turns",
    metadata,
    own_id("turn_id"),
    ref("conversation_id", "conversations.conversation_id"),
    Column("seq", BigInteger, nullable=False),
    Column("epoch", Integer, nullable=False),
    words("text", nullable=True),
    Column("payload", JSONB(none_as_null=True), nullable=True),
    words("state"),
    Column("claim", UUID(as_uuid=True), nullable=True),
    instant("lease_until", nullable=True),
    Column("claims", Integer, nullable=False, server_default="0"),
    words("intent", nullable=True),
    Column("confidence", Double, nullable=True),
    words("outcome", nullable=True),
    instant("created_at"),
    instant("finished_at", nullable=True),
    words("piece", default=Piece.ALONE),
    Column("ready_at", TIMESTAMP(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    ref("joined_to", "turns.turn_id", nullable=True),
    words("trace", nullable=True),
    one_of("state", TurnState),
    one_of("piece", Piece),
    CheckConstraint("(state = 'joined') = (joined_to IS NOT NULL)", name="joined_whole"),
    CheckConstraint("(text IS NULL) <> (payload IS NULL)", name="text_or_payload"),
    CheckConstraint("(state = 'claimed') = (lease_until IS NOT NULL)", name="claimed_has_lease"),
    Index("uq_turns_one_claimed", "conversation_id", unique=True, postgresql_where="state = 'claimed'"),
    Index("ix_turns_waiting", "created_at", postgresql_where="state IN ('waiting', 'claimed')"),
    Index("ix_turns_conversation_seq", "conversation_id", "seq"),
    Index("ix_turns_finished_at", "finished_at", postgresql_where="text <> '' OR payload <> '{}'::jsonb"),
)

buttons = Table(
    "buttons",
    metadata,
    own_id("button_id"),
    ref("conversation_id", "conversations.conversation_id", index=True),
    words("title"),
    document("payload"),
)

chat_tickets = Table(
    "chat_tickets",
    metadata,
    Column("digest", Text, primary_key=True),
    ref_text("customer_id", "customers.customer_id"),
    instant("expires_at"),
    Index("ix_chat_tickets_expires_at", "expires_at"),
)
