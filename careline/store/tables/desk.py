"""Agents, their logins, and handoffs."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from careline.store.tables.base import instant, metadata, own_id, ref, words

agents = Table(
    "agents",
    metadata,
    own_id("agent_id"),
    Column("login", Text, nullable=False, unique=True),
    words("name"),
    words("password_hash"),
    words("role"),
    Column("languages", ARRAY(Text), nullable=False),
    Column("skills", ARRAY(Text), nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("online", Boolean, nullable=False, server_default="false"),
    instant("seen_at", nullable=True),
    instant("disabled_at", nullable=True),
    CheckConstraint("role IN ('agent', 'supervisor')", name="role"),
    CheckConstraint("capacity BETWEEN 1 AND 50", name="capacity"),
)

agent_sessions = Table(
    "agent_sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    ref("agent_id", "agents.agent_id", index=True),
    instant("started_at"),
    instant("seen_at"),
    instant("expires_at"),
)

handoffs = Table(
    "handoffs",
    metadata,
    own_id("handoff_id"),
    ref("conversation_id", "conversations.conversation_id", index=True),
    ref("dedicated_agent_id", "agents.agent_id", nullable=True),
    ref("agent_id", "agents.agent_id", nullable=True, index=True),
    words("why"),
    words("skill"),
    Column("priority", Integer, nullable=False),
    instant("requested_at"),
    instant("assigned_at", nullable=True),
    instant("ended_at", nullable=True),
    words("end_reason", nullable=True),
    CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended_whole"),
    Index("uq_handoffs_open", "conversation_id", unique=True, postgresql_where="ended_at IS NULL"),
)

notes = Table(
    "notes",
    metadata,
    own_id("note_id"),
    ref("conversation_id", "conversations.conversation_id", index=True),
    ref("agent_id", "agents.agent_id"),
    words("text"),
    instant("at"),
)
