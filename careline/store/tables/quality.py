"""Reviews of conversations: who looked at whose, when and why, with which scores, and what the agent said to it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import UUID

from careline.core.quality import QualityState, WhyScored
from careline.store.tables.base import instant, metadata, one_of, own_id, ref, words

# `agent_id`: whose conversation it was, None for the assistant's. `reviewer_id` scored it last. `version` grows with
# every change. A conversation is looked at once.
quality_reviews = Table(
    "quality_reviews",
    metadata,
    own_id("review_id"),
    ref("conversation_id", "conversations.conversation_id"),
    ref("agent_id", "agents.agent_id", nullable=True, index=True),
    words("why"),
    words("state"),
    Column("version", Integer, nullable=False, server_default="1"),
    instant("opened_at"),
    ref("reviewer_id", "agents.agent_id", nullable=True),
    instant("scored_at", nullable=True),
    words("note", nullable=True),
    words("answer", nullable=True),
    instant("answered_at", nullable=True),
    one_of("why", WhyScored),
    one_of("state", QualityState),
    CheckConstraint("(state = 'open') = (scored_at IS NULL)", name="scored_whole"),
    CheckConstraint("(scored_at IS NULL) = (reviewer_id IS NULL)", name="scored_by_somebody"),
    CheckConstraint("(state IN ('open', 'scored')) = (answered_at IS NULL)", name="answered_whole"),
    CheckConstraint("agent_id <> reviewer_id", name="nobody_their_own"),
    UniqueConstraint("conversation_id"),
    Index("ix_quality_reviews_scored_at", "scored_at"),
    Index("ix_quality_reviews_open", "opened_at", postgresql_where="state IN ('open', 'objected')"),
)

# `points` None: does not apply.
quality_scores = Table(
    "quality_scores",
    metadata,
    Column(
        "review_id", UUID(as_uuid=True), ForeignKey("quality_reviews.review_id", ondelete="CASCADE"), primary_key=True
    ),
    Column("criterion", Text, primary_key=True),
    Column("points", Integer, nullable=True),
    words("reason"),
    CheckConstraint("points BETWEEN 0 AND 2", name="points"),
)

# What a bulk of the desk did to each conversation, so that a repeated request does nothing twice.
bulk_rows = Table(
    "bulk_rows",
    metadata,
    Column("bulk_id", UUID(as_uuid=True), primary_key=True),
    Column(
        "conversation_id", UUID(as_uuid=True), ForeignKey("conversations.conversation_id"), primary_key=True, index=True
    ),
    ref("agent_id", "agents.agent_id"),
    words("what"),
    instant("at"),
)
