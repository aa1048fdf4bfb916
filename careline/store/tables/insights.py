"""Sentences of consumers that a person should look at, without personal data, and what was decided about each."""

from sqlalchemy import CheckConstraint, Column, Double, ForeignKey, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from careline.core.reviews import ReviewState, Sign
from careline.store.tables.base import instant, metadata, one_of, words

reviews = Table(
    "reviews",
    metadata,
    # The turn that said it first; whoever erases that turn erases the review with it.
    Column("turn_id", UUID(as_uuid=True), ForeignKey("turns.turn_id", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", Text, nullable=False, unique=True),
    words("text"),
    words("language"),
    words("sign"),
    words("intent"),
    Column("confidence", Double, nullable=False),
    Column("ranking", ARRAY(Text), nullable=False),
    words("proposal", nullable=True),
    Column("times", Integer, nullable=False, server_default="1"),
    instant("first_at"),
    instant("last_at"),
    words("state", default=ReviewState.OPEN),
    Column("version", Integer, nullable=False, server_default="1"),
    words("decided_intent", nullable=True),
    words("decided_text", nullable=True),
    words("decided_by", nullable=True),
    instant("decided_at", nullable=True),
    instant("written_at", nullable=True),
    one_of("sign", Sign),
    one_of("state", ReviewState),
    CheckConstraint("language IN ('zh-CN', 'en')", name="language"),
    CheckConstraint("(state = 'open') = (decided_by IS NULL)", name="decided_by_somebody"),
    CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decided_whole"),
    CheckConstraint("(state IN ('approved', 'written')) = (decided_intent IS NOT NULL)", name="approved_has_intent"),
    CheckConstraint("(decided_intent IS NULL) = (decided_text IS NULL)", name="approved_has_text"),
    CheckConstraint("(state = 'written') = (written_at IS NOT NULL)", name="written_whole"),
    Index("ix_reviews_state_times_last_at", "state", "times", "last_at"),
)
