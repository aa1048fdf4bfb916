"""Callers who are put through to an agent: one row for each ringing of one agent (careline/core/transfers.py)."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Table

from careline.core.transfers import TransferEnd, TransferState
from careline.store.tables.base import instant, metadata, one_of, own_id, ref, words

# `address` is where the agent is rung. `dialled_at` is committed before the one request to ring them, `call_sid` known
# from its answer or from the first callback; `settled_at` is set once all is done that follows the end.
transfers = Table(
    "transfers",
    metadata,
    own_id("transfer_id"),
    ref("attempt_id", "attempts.attempt_id", index=True),
    ref("conversation_id", "conversations.conversation_id", index=True),
    ref("agent_id", "agents.agent_id"),
    words("state"),
    words("ended_as", nullable=True),
    words("address"),
    words("whisper"),
    words("language"),
    words("call_sid", nullable=True),
    words("conference_sid", nullable=True),
    words("accepted_by", nullable=True),
    Column("muted", Boolean, nullable=False, server_default="false"),
    Column("on_hold", Boolean, nullable=False, server_default="false"),
    instant("offered_at"),
    instant("ring_until"),
    instant("until"),
    instant("dialled_at", nullable=True),
    instant("answered_at", nullable=True),
    instant("accepted_at", nullable=True),
    instant("moved_at", nullable=True),
    instant("joined_at", nullable=True),
    instant("polled_at", nullable=True),
    instant("leg_over_at", nullable=True),
    instant("ended_at", nullable=True),
    instant("settled_at", nullable=True),
    one_of("state", TransferState),
    one_of("ended_as", TransferEnd),
    CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_whole"),
    CheckConstraint("(ended_at IS NULL) = (ended_as IS NULL)", name="end_whole"),
    CheckConstraint("accepted_by IN ('key', 'desk')", name="accepted_by"),
    Index("uq_transfers_open_attempt", "attempt_id", unique=True, postgresql_where="ended_at IS NULL"),
    Index("uq_transfers_open_agent", "agent_id", unique=True, postgresql_where="ended_at IS NULL"),
    Index("uq_transfers_call_sid", "call_sid", unique=True, postgresql_where="call_sid IS NOT NULL"),
    Index("ix_transfers_unsettled", "offered_at", postgresql_where="settled_at IS NULL"),
    Index("ix_transfers_offered_at", "offered_at"),
)
