"""What leaves Careline: remedies, events, letters to merchants; and what came in: photos, other systems' documents."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from careline.store.tables.base import document, instant, metadata, own_id, ref, ref_text, words

outbox = Table(
    "outbox",
    metadata,
    own_id("message_id"),
    words("topic"),
    words("kind"),
    ref("remedy_id", "remedies.remedy_id", nullable=True, index=True),
    Column("idempotency_key", Text, nullable=False, unique=True),
    document("body"),
    Column("order_id", Text, nullable=True),
    Column("customer_id", Text, nullable=True),
    instant("created_at"),
    instant("next_try_at", nullable=True),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("claim", UUID(as_uuid=True), nullable=True),
    instant("claimed_until", nullable=True),
    instant("delivered_at", nullable=True),
    words("last_error", nullable=True),
    words("trace", nullable=True),
    CheckConstraint("topic IN ('remedy', 'event', 'letter')", name="topic"),
    Index("ix_outbox_due", "topic", "next_try_at", postgresql_where="next_try_at IS NOT NULL"),
    Index("ix_outbox_created_at", "created_at"),
    Index("ix_outbox_with_body", "delivered_at", postgresql_where="body <> '{}'::jsonb"),
)
"""`next_try_at` is null once a message is delivered, given up or taken back; delivered ones stay as the log."""

urge_letters = Table(
    "urge_letters",
    metadata,
    own_id("letter_id"),
    ref("remedy_id", "remedies.remedy_id", index=True),
    ref_text("merchant_id", "merchants.merchant_id", index=True),
    Column("language", Text, nullable=False),
    instant("created_at"),
    instant("reminded_at", nullable=True),
    instant("escalated_at", nullable=True),
    instant("answered_at", nullable=True),
    words("answer", nullable=True),
    instant("answer_date", nullable=True),
    words("answer_text", nullable=True),
    CheckConstraint("answer IN ('done', 'date', 'cannot')", name="answer"),
    CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_whole"),
    Index("ix_urge_letters_open", "created_at", postgresql_where="answered_at IS NULL AND escalated_at IS NULL"),
)
"""One urge by letter, and what the merchant answered on the page behind its signed link."""

photos = Table(
    "photos",
    metadata,
    own_id("photo_id"),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref_text("order_id", "orders.order_id", nullable=True, index=True),
    ref("conversation_id", "conversations.conversation_id", nullable=True),
    ref("remedy_id", "remedies.remedy_id", nullable=True, index=True),
    ref("agent_id", "agents.agent_id", nullable=True),
    words("media_type"),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", instant("x").type, nullable=False, index=True),
    CheckConstraint("media_type IN ('image/jpeg', 'image/png', 'image/webp')", name="media_type"),
)
"""Evidence, re-encoded by us: no metadata, no bytes of the file that was sent. `agent_id`: who showed it to the
consumer; null for what the consumer sent."""

bridge_documents = Table(
    "bridge_documents",
    metadata,
    Column("source", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("about", ARRAY(Text), nullable=False),
    document("body"),
    Column("changed", ARRAY(BigInteger), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("received_at", instant("x").type, nullable=False, index=True),
    Index("ix_bridge_documents_about", "about", postgresql_using="gin"),
)
"""What other systems' webhooks told last, by their own ids: an order event is rebuilt from all of its documents.

`about` names what a document is found by (order:1, buyer:2, parcel:3), `changed` is when it changed by its system's
clock (Unix milliseconds, then those of the webhook), `version` the last one given to the order event.
"""
