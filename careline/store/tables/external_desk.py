"""What an external desk has of our handoffs: a row for each, with how far either side knows the other's words."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Index, Integer, Table
from sqlalchemy.dialects.postgresql import UUID

from careline.store.tables.base import instant, metadata, own_id, ref, ref_text, words

external_talks = Table(
    "external_talks",
    metadata,
    own_id("talk_id"),
    ref("conversation_id", "conversations.conversation_id", index=True),
    ref_text("customer_id", "customers.customer_id", index=True),
    words("contact_key"),
    Column("external_id", BigInteger, nullable=True, index=True),
    Column("introduced", Boolean, nullable=False, server_default="false"),
    Column("sent_seq", BigInteger, nullable=False),
    Column("sent_id", BigInteger, nullable=False, server_default="0"),
    Column("heard_id", BigInteger, nullable=False, server_default="0"),
    words("assignee", nullable=True),
    words("status", default="open"),
    words("owed", nullable=True),
    instant("look_at", nullable=True),
    instant("next_try_at"),
    Column("tries", Integer, nullable=False, server_default="0"),
    instant("failing_since", nullable=True),
    words("last_error", nullable=True),
    Column("claim", UUID(as_uuid=True), nullable=True),
    instant("claimed_until", nullable=True),
    instant("opened_at"),
    instant("over_at", nullable=True),
    words("over_why", nullable=True),
    instant("ended_at", nullable=True),
    CheckConstraint("status IN ('open', 'pending', 'snoozed', 'resolved')", name="status"),
    CheckConstraint("(over_at IS NULL) = (over_why IS NULL)", name="over_whole"),
    CheckConstraint("ended_at IS NULL OR over_at IS NOT NULL", name="over_first"),
    Index("uq_external_talks_live", "conversation_id", unique=True, postgresql_where="over_at IS NULL"),
    Index("ix_external_talks_not_ended", "next_try_at", postgresql_where="ended_at IS NULL"),
    Index("ix_external_talks_look_at", "look_at"),
)
"""`contact_key` is what the desk knows the consumer by: random, since it opens their talks in its client API.
`sent_seq`: how far our messages were passed on; `sent_id`: their number of the last of those; `heard_id`: their number
of the last message of theirs that was taken over. `assignee`, `status`: theirs, as looked at last. `owed`: a note that
has to be written there before anything else. `look_at`: when to look at theirs next, told by a webhook or for fear that
one was lost. `over_at`: the talk is no longer theirs, by our side; `ended_at`: and they were told.
"""
