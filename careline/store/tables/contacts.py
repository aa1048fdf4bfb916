"""Consent, opt-outs, and the ledger of every call and SMS we made."""

from enum import StrEnum

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import UUID

from careline.core.contact import Channel, Reason
from careline.store.tables.base import document, instant, metadata, one_of, own_id, ref, ref_text, words


class SmsState(StrEnum):
    """planned -> sending -> sent | refused | unknown; planned may be refused unsent; unknown is never sent again."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"


consent_ledger = Table(
    "consent_ledger",
    metadata,
    own_id("entry_id"),
    ref_text("customer_id", "customers.customer_id", index=True),
    words("purpose"),
    Column("granted", Boolean, nullable=False),
    instant("at"),
    words("source"),
    CheckConstraint("purpose IN ('service_calls', 'service_sms', 'artificial_voice')", name="purpose"),
)

opt_outs = Table(
    "opt_outs",
    metadata,
    own_id("opt_out_id"),
    ref_text("customer_id", "customers.customer_id"),
    words("channel"),
    words("source"),
    instant("at"),
    one_of("channel", Channel),
    Index("uq_opt_outs_customer_channel", "customer_id", "channel", unique=True),
)

contacts = Table(
    "contacts",
    metadata,
    own_id("contact_id"),
    ref_text("customer_id", "customers.customer_id", index=True),
    Column("order_id", Text, nullable=True),
    words("channel"),
    words("about"),
    words("agent_name", nullable=True),
    words("code"),
    Column("origin_id", UUID(as_uuid=True), nullable=False, unique=True),
    instant("at"),
    one_of("channel", Channel),
)

bad_numbers = Table(
    "bad_numbers", metadata, Column("number", Text, primary_key=True), words("code"), words("why"), instant("at")
)

number_holds = Table(
    "number_holds",
    metadata,
    Column("number", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("why", Text, primary_key=True),
    Column("told_by", Text, primary_key=True),  # whose account it was said under; empty where it was no consumer's
    words("source"),
    instant("at"),
    one_of("channel", Channel),
    CheckConstraint(
        f"why IN ('{Reason.NUMBER_OPTED_OUT}', '{Reason.WRONG_NUMBER}', '{Reason.DO_NOT_CALL}')", name="why"
    ),
    Index("ix_number_holds_told_by", "told_by", postgresql_where="told_by <> ''"),
)

texts_received = Table(
    "texts_received",
    metadata,
    Column("message_sid", Text, primary_key=True),
    words("number"),
    words("means"),
    instant("at"),
    CheckConstraint("means IN ('stop', 'start', 'wrong_number', 'help', 'other')", name="means"),
    Index("ix_texts_received_number_at", "number", "at"),
)

call_counts = Table(
    "call_counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("country", Text, primary_key=True),
    Column("calls", Integer, nullable=False),
    CheckConstraint("calls >= 0", name="calls"),
)

alarms = Table(
    "alarms",
    metadata,
    own_id("alarm_id"),
    words("kind"),
    words("subject"),
    document("data"),
    Column("times", Integer, nullable=False),
    instant("raised_at"),
    instant("last_at"),
    instant("until", nullable=True),
    instant("ended_at", nullable=True),
    Index("uq_alarms_open", "kind", "subject", unique=True, postgresql_where="ended_at IS NULL"),
)

sms = Table(
    "sms",
    metadata,
    own_id("sms_id"),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref("callout_id", "callouts.callout_id", nullable=True),
    words("number"),
    words("body"),
    words("purpose"),
    Column("idempotency_key", Text, nullable=False, unique=True),
    words("state"),
    words("message_sid", nullable=True),
    words("why", nullable=True),
    instant("created_at"),
    instant("due_at"),
    instant("sending_at", nullable=True),
    instant("settled_at", nullable=True),
    one_of("state", SmsState),
    Index("ix_sms_with_words", "settled_at", postgresql_where="body <> '' OR number <> ''"),
    Index("ix_sms_message_sid", "message_sid", postgresql_where="message_sid IS NOT NULL"),
    Index("ix_sms_number", "number", "sending_at"),
    Index("ix_sms_due", "due_at", postgresql_where="state IN ('planned', 'sending')"),
)
