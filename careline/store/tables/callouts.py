"""Decisions to phone or not, callouts, their attempts, what the carrier told us, and the fleet-wide controls."""

from sqlalchemy import Boolean, CheckConstraint, Column, Double, Index, Integer, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import UUID

from careline.core.callouts import AttemptState, CalloutState, Outcome
from careline.store.tables.base import document, instant, metadata, one_of, own_id, ref, ref_text, words

decisions = Table(
    "decisions",
    metadata,
    own_id("decision_id"),
    ref_text("order_id", "orders.order_id", index=True),
    ref("block_id", "blocks.block_id", index=True),
    instant("at"),
    Column("call", Boolean, nullable=False),
    instant("due_at", nullable=True),
    words("reason"),
    document("facts"),
    CheckConstraint("call = (due_at IS NOT NULL)", name="call_has_time"),
)

callouts = Table(
    "callouts",
    metadata,
    own_id("callout_id"),
    ref_text("customer_id", "customers.customer_id"),
    ref_text("order_id", "orders.order_id", index=True),
    ref("block_id", "blocks.block_id", index=True),
    ref("case_id", "cases.case_id"),
    words("state"),
    instant("due_at"),
    instant("wished_for", nullable=True),
    Column("attempts_made", Integer, nullable=False, server_default="0"),
    Column("rank", Integer, nullable=False, server_default="9"),
    instant("deadline", nullable=True),
    Column("lease", UUID(as_uuid=True), nullable=True),
    instant("lease_until", nullable=True),
    words("outcome", nullable=True),
    instant("created_at"),
    instant("ended_at", nullable=True),
    one_of("state", CalloutState),
    CheckConstraint("(state IN ('done', 'cancelled')) = (ended_at IS NOT NULL)", name="ended_whole"),
    CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="outcome_whole"),
    Index("uq_callouts_live_customer", "customer_id", unique=True, postgresql_where="ended_at IS NULL"),
    Index("ix_callouts_due", "due_at", "rank", "deadline", postgresql_where="state = 'planned'"),
)

attempts = Table(
    "attempts",
    metadata,
    own_id("attempt_id"),
    ref("callout_id", "callouts.callout_id"),
    Column("n", Integer, nullable=False),
    ref_text("customer_id", "customers.customer_id"),
    words("number"),
    words("carrier"),
    words("state"),
    Column("lease", UUID(as_uuid=True), nullable=False),
    words("call_sid", nullable=True),
    instant("intent_at"),
    instant("rang_at", nullable=True),
    instant("answered_at", nullable=True),
    instant("identified_at", nullable=True),
    instant("ended_at", nullable=True),
    words("answered_by", nullable=True),
    words("outcome", nullable=True),
    words("detail", nullable=True),
    words("found", nullable=True),
    words("hang_up_why", nullable=True),
    instant("polled_at", nullable=True),
    Column("not_found", Integer, nullable=False, server_default="0"),
    instant("window_until", nullable=True),
    words("language"),
    one_of("state", AttemptState),
    one_of("outcome", Outcome),
    one_of("found", Outcome),
    CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_whole"),
    CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="outcome_whole"),
    UniqueConstraint("callout_id", "n"),
    Index("uq_attempts_call_sid", "call_sid", unique=True, postgresql_where="call_sid IS NOT NULL"),
    Index("uq_attempts_live_number", "number", unique=True, postgresql_where="ended_at IS NULL"),
    Index("ix_attempts_intent_at", "intent_at"),
    Index("ix_attempts_with_number", "ended_at", postgresql_where="number <> ''"),
    Index("ix_attempts_customer_day", "customer_id", "intent_at"),
    Index("ix_attempts_number_day", "number", "intent_at"),
    Index("ix_attempts_live", "intent_at", postgresql_where="ended_at IS NULL"),
)

call_events = Table(
    "call_events",
    metadata,
    ref("attempt_id", "attempts.attempt_id"),
    Column("call_sid", Text, primary_key=True),
    Column("sequence_number", Integer, primary_key=True),
    words("status"),
    document("data"),
    instant("received_at"),
    Index("ix_call_events_received_at", "received_at"),
)

callback_wishes = Table(
    "callback_wishes",
    metadata,
    own_id("wish_id"),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref("conversation_id", "conversations.conversation_id"),
    words("words"),
    instant("wished_for"),
    instant("asked_at"),
    instant("done_at", nullable=True),
    Index("ix_callback_wishes_open", "wished_for", postgresql_where="done_at IS NULL"),
)

dial_control = Table(
    "dial_control",
    metadata,
    Column("one_row", Boolean, primary_key=True, server_default="true"),
    Column("paused", Boolean, nullable=False, server_default="false"),
    words("paused_by", nullable=True),
    words("paused_why", nullable=True),
    Column("tokens", Double, nullable=False, server_default="1"),
    instant("refilled_at"),
    Column("killed", Boolean, nullable=False, server_default="false"),
    Column("line_owner", UUID(as_uuid=True), nullable=True),
    instant("line_until", nullable=True),
    words("decides_by", nullable=True),
    CheckConstraint("one_row", name="one_row"),
)

callout_workers = Table(
    "callout_workers",
    metadata,
    own_id("worker_id"),
    instant("started_at"),
    instant("seen_at"),
    Column("clock_ahead", Double, nullable=False),
    Column("stopped_by_clock", Boolean, nullable=False),
    Index("ix_callout_workers_seen_at", "seen_at"),
)

wakes = Table(
    "wakes",
    metadata,
    own_id("wake_id"),
    Column("order_id", Text, nullable=True),
    Column("customer_id", Text, nullable=True),
    CheckConstraint("(order_id IS NULL) <> (customer_id IS NULL)", name="one_subject"),
)
