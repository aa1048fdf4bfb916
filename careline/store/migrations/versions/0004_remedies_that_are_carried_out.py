"""Remedies that are carried out: their states and ledger, promises, the outbox; what the feed tells since"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RENAMED = (
    ("noted_by", "requested_by"), ("noted_at", "requested_at"), ("promised_by", "due_at"), ("settled_at", "ended_at"),
)  # fmt: skip
_SCANS = "'picked_up', 'departed', 'arrived', 'out_for_delivery', 'delivered', 'exception', 'returned'"
_REFUNDS = "'requested', 'approved', 'rejected', 'paid', 'withdrawn'"
_OLD_KINDS = (
    "'urge_merchant', 'urge_courier', 'refund', 'freight_compensation', 'voucher_owed', 'address_change', 'cancel'"
)
_STATES = "'requested', 'needs_approval', 'approved', 'sent', 'done', 'refused', 'failed', 'withdrawn'"
_KINDS = (
    "'urge_merchant', 'urge_courier', 'compensation', 'refund', 'return', 'exchange', 'resend', 'freight_claim', "
    "'address_change', 'cancel', 'withdraw', 'invoice', 'complaint', 'callback'"
)
#: (name, table, before, after)
CHECKS = (
    (
        "code",
        "scans",
        f"code IN ({_SCANS})",
        "code IN ('info_received', 'picked_up', 'departed', 'arrived', 'customs', 'out_for_delivery', 'attempt_failed', 'at_pickup_point', 'delivered', 'exception', 'damaged', 'lost', 'returned', 'back_at_sender')",
    ),
    ("status", "refunds", f"status IN ({_REFUNDS})", f"status IN ({_REFUNDS}, 'failed')"),
    (
        "close_reason",
        "cases",
        "close_reason IN ('unblocked', 'agent')",
        "close_reason IN ('confirmed', 'quiet', 'unblocked', 'agent')",
    ),
    ("kind", "remedies", f"kind IN ({_OLD_KINDS})", f"kind IN ({_KINDS})"),
    ("state", "remedies", "state IN ('noted', 'needs_approval', 'done', 'refused')", f"state IN ({_STATES})"),
    ("outcome", "feed_events", "outcome IN ('accepted', 'ignored')", "outcome IN ('accepted', 'ignored', 'rejected')"),
    ("ended_whole", "remedies", None, "(state IN ('done', 'refused', 'withdrawn')) = (ended_at IS NOT NULL)"),
    ("withdraw_has_target", "remedies", None, "(kind = 'withdraw') = (target_id IS NOT NULL)"),
    ("rating", "cases", None, "rating BETWEEN 1 AND 5"),
    ("fulfilment", "orders", None, "fulfilment IN ('ship', 'pick_up', 'digital')"),
    ("payment", "orders", None, "payment IN ('prepaid', 'on_delivery', 'transfer')"),
    ("kind", "parcels", None, "kind IN ('original', 'resend', 'exchange')"),
    ("scope", "refunds", None, "scope IN ('goods', 'shipping', 'goodwill')"),
)


def _loosen() -> None:
    for name, table, before, _ in CHECKS:
        if before:
            op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    op.drop_constraint("pk_feed_events", "feed_events", type_="primary")
    op.create_primary_key("pk_feed_events", "feed_events", ["event_id", "order_id"])


def _tighten() -> None:
    for name, table, _, after in CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, after)


def upgrade() -> None:
    _loosen()
    for old, new in RENAMED:
        op.alter_column("remedies", old, new_column_name=new)
    for name in ("requested_by", "requested_at"):  # PostgreSQL 18 keeps a rule's name when its column gets another
        op.alter_column("remedies", name, nullable=True)
        op.alter_column("remedies", name, nullable=False)
    op.create_table(
        "bridge_documents",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("about", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "body", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column("changed", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("received_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", "external_id", name=op.f("pk_bridge_documents")),
    )
    op.create_index("ix_bridge_documents_about", "bridge_documents", ["about"], unique=False, postgresql_using="gin")
    op.create_table(
        "customer_merges",
        sa.Column("old_customer_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.customer_id"], name=op.f("fk_customer_merges_customer_id")
        ),
        sa.PrimaryKeyConstraint("old_customer_id", name=op.f("pk_customer_merges")),
    )
    op.create_index(op.f("ix_customer_merges_customer_id"), "customer_merges", ["customer_id"], unique=False)
    op.create_table(
        "approvals",
        sa.Column("approval_id", sa.UUID(), nullable=False),
        sa.Column("remedy_id", sa.UUID(), nullable=False),
        sa.Column("agent_id", sa.UUID(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.agent_id"], name=op.f("fk_approvals_agent_id")),
        sa.ForeignKeyConstraint(["remedy_id"], ["remedies.remedy_id"], name=op.f("fk_approvals_remedy_id")),
        sa.PrimaryKeyConstraint("approval_id", name=op.f("pk_approvals")),
        sa.UniqueConstraint("remedy_id", "agent_id", name=op.f("uq_approvals_remedy_id_agent_id")),
    )
    op.create_table(
        "outbox",
        sa.Column("message_id", sa.UUID(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("remedy_id", sa.UUID(), nullable=True),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("next_try_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claim", sa.UUID(), nullable=True),
        sa.Column("claimed_until", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("delivered_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.CheckConstraint("topic IN ('remedy', 'event', 'letter')", name=op.f("ck_outbox_topic")),
        sa.ForeignKeyConstraint(["remedy_id"], ["remedies.remedy_id"], name=op.f("fk_outbox_remedy_id")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_outbox_idempotency_key")),
    )
    op.create_index("ix_outbox_created_at", "outbox", ["created_at"], unique=False)
    op.create_index(
        "ix_outbox_due", "outbox", ["topic", "next_try_at"], unique=False, postgresql_where="next_try_at IS NOT NULL"
    )
    op.create_index(op.f("ix_outbox_remedy_id"), "outbox", ["remedy_id"], unique=False)
    op.create_table(
        "photos",
        sa.Column("photo_id", sa.UUID(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("conversation_id", sa.UUID(), nullable=True),
        sa.Column("remedy_id", sa.UUID(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint(
            "media_type IN ('image/jpeg', 'image/png', 'image/webp')", name=op.f("ck_photos_media_type")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.conversation_id"], name=op.f("fk_photos_conversation_id")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.customer_id"], name=op.f("fk_photos_customer_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name=op.f("fk_photos_order_id")),
        sa.ForeignKeyConstraint(["remedy_id"], ["remedies.remedy_id"], name=op.f("fk_photos_remedy_id")),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_photos")),
    )
    op.create_index(op.f("ix_photos_customer_id"), "photos", ["customer_id"], unique=False)
    op.create_index(op.f("ix_photos_order_id"), "photos", ["order_id"], unique=False)
    op.create_index(op.f("ix_photos_remedy_id"), "photos", ["remedy_id"], unique=False)
    op.create_table(
        "promises",
        sa.Column("promise_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=True),
        sa.Column("remedy_id", sa.UUID(), nullable=True),
        sa.Column("agent_id", sa.UUID(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("due_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ended_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("told_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f("ck_promises_ended_whole")),
        sa.CheckConstraint("kind IN ('answer', 'decision', 'callback', 'agent_word')", name=op.f("ck_promises_kind")),
        sa.CheckConstraint("state IN ('open', 'kept', 'broken', 'void')", name=op.f("ck_promises_state")),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.agent_id"], name=op.f("fk_promises_agent_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.case_id"], name=op.f("fk_promises_case_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.conversation_id"], name=op.f("fk_promises_conversation_id")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.customer_id"], name=op.f("fk_promises_customer_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name=op.f("fk_promises_order_id")),
        sa.ForeignKeyConstraint(["remedy_id"], ["remedies.remedy_id"], name=op.f("fk_promises_remedy_id")),
        sa.PrimaryKeyConstraint("promise_id", name=op.f("pk_promises")),
    )
    op.create_index(op.f("ix_promises_case_id"), "promises", ["case_id"], unique=False)
    op.create_index(op.f("ix_promises_customer_id"), "promises", ["customer_id"], unique=False)
    op.create_index("ix_promises_due", "promises", ["due_at"], unique=False, postgresql_where="state = 'open'")
    op.create_index(op.f("ix_promises_order_id"), "promises", ["order_id"], unique=False)
    op.create_index(op.f("ix_promises_remedy_id"), "promises", ["remedy_id"], unique=False)
    op.create_table(
        "remedy_changes",
        sa.Column("change_id", sa.UUID(), nullable=False),
        sa.Column("remedy_id", sa.UUID(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.CheckConstraint(
            "after IN ('requested', 'needs_approval', 'approved', 'sent', 'done', 'refused', 'failed', 'withdrawn')",
            name=op.f("ck_remedy_changes_after"),
        ),
        sa.ForeignKeyConstraint(["remedy_id"], ["remedies.remedy_id"], name=op.f("fk_remedy_changes_remedy_id")),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_remedy_changes")),
    )
    op.create_index(op.f("ix_remedy_changes_remedy_id"), "remedy_changes", ["remedy_id"], unique=False)
    op.create_table(
        "urge_letters",
        sa.Column("letter_id", sa.UUID(), nullable=False),
        sa.Column("remedy_id", sa.UUID(), nullable=False),
        sa.Column("merchant_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reminded_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("escalated_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("answered_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_date", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=True),
        sa.CheckConstraint("answer IN ('done', 'date', 'cannot')", name=op.f("ck_urge_letters_answer")),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_urge_letters_answer_whole")),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchants.merchant_id"], name=op.f("fk_urge_letters_merchant_id")),
        sa.ForeignKeyConstraint(["remedy_id"], ["remedies.remedy_id"], name=op.f("fk_urge_letters_remedy_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_urge_letters")),
    )
    op.create_index(op.f("ix_urge_letters_merchant_id"), "urge_letters", ["merchant_id"], unique=False)
    op.create_index(
        "ix_urge_letters_open",
        "urge_letters",
        ["created_at"],
        unique=False,
        postgresql_where="answered_at IS NULL AND escalated_at IS NULL",
    )
    op.create_index(op.f("ix_urge_letters_remedy_id"), "urge_letters", ["remedy_id"], unique=False)
    op.add_column("cases", sa.Column("conversation_id", sa.UUID(), nullable=True))
    op.add_column("cases", sa.Column("quiet_since", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("asked_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("rated_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("rating", sa.Integer(), nullable=True))
    op.add_column("cases", sa.Column("rating_text", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("reopened", sa.Integer(), server_default="0", nullable=False))
    op.create_index(
        "ix_cases_quiet",
        "cases",
        ["quiet_since"],
        unique=False,
        postgresql_where="closed_at IS NULL AND quiet_since IS NOT NULL",
    )
    op.create_foreign_key(
        op.f("fk_cases_conversation_id"), "cases", "conversations", ["conversation_id"], ["conversation_id"]
    )
    op.add_column("feed_events", sa.Column("why", sa.Text(), nullable=True))
    op.add_column(
        "feed_events",
        sa.Column(
            "warnings", postgresql.JSONB(astext_type=Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
    )
    op.create_index("ix_feed_events_order_id", "feed_events", ["order_id", "received_at"], unique=False)
    op.add_column("journal", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("merchants", sa.Column("tier", sa.Text(), nullable=True))
    op.add_column("merchants", sa.Column("email", sa.Text(), nullable=True))
    op.add_column("order_items", sa.Column("category", sa.Text(), nullable=True))
    op.add_column("order_items", sa.Column("variant", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("order_items", sa.Column("discount", sa.BigInteger(), nullable=True))
    op.add_column("order_items", sa.Column("shipping", sa.BigInteger(), nullable=True))
    op.add_column("orders", sa.Column("told_id", sa.Text(), nullable=True))
    op.execute("UPDATE orders SET told_id = order_id")
    op.alter_column("orders", "told_id", nullable=False)
    op.add_column("orders", sa.Column("number", sa.Text(), nullable=True))
    op.execute("UPDATE orders SET number = ''")
    op.alter_column("orders", "number", nullable=False)
    op.add_column("orders", sa.Column("merchant_tier", sa.Text(), nullable=True))
    op.add_column("orders", sa.Column("fulfilment", sa.Text(), server_default=sa.text("'ship'"), nullable=False))
    op.add_column("orders", sa.Column("payment", sa.Text(), server_default=sa.text("'prepaid'"), nullable=False))
    op.add_column("orders", sa.Column("discount", sa.BigInteger(), nullable=True))
    op.add_column(
        "orders", sa.Column("return_address", postgresql.JSONB(none_as_null=True, astext_type=Text()), nullable=True)
    )
    op.add_column(
        "orders", sa.Column("invoice", postgresql.JSONB(none_as_null=True, astext_type=Text()), nullable=True)
    )
    op.add_column(
        "orders",
        sa.Column(
            "cancellations", postgresql.JSONB(astext_type=Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
    )
    op.add_column(
        "orders",
        sa.Column(
            "compensations", postgresql.JSONB(astext_type=Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
    )
    op.add_column(
        "orders",
        sa.Column(
            "answers", postgresql.JSONB(astext_type=Text()), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
    )
    op.add_column("orders", sa.Column("claim_request_id", sa.Text(), nullable=True))
    op.add_column("orders", sa.Column("claim_decision", sa.Text(), nullable=True))
    op.create_unique_constraint(op.f("uq_orders_merchant_id_told_id"), "orders", ["merchant_id", "told_id"])
    op.add_column("parcels", sa.Column("kind", sa.Text(), server_default=sa.text("'original'"), nullable=False))
    op.add_column("parcels", sa.Column("expected_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("refunds", sa.Column("items", postgresql.JSONB(none_as_null=True, astext_type=Text()), nullable=True))
    op.add_column("refunds", sa.Column("scope", sa.Text(), server_default=sa.text("'goods'"), nullable=False))
    op.add_column("refunds", sa.Column("request_id", sa.Text(), nullable=True))
    op.add_column("refunds", sa.Column("decided_by", sa.Text(), nullable=True))
    op.add_column("refunds", sa.Column("decision", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("refunds", sa.Column("failed_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("remedies", sa.Column("customer_id", sa.Text(), nullable=True))
    op.execute(
        "UPDATE remedies SET customer_id = (SELECT o.customer_id FROM orders o WHERE o.order_id = remedies.order_id)"
    )
    op.alter_column("remedies", "customer_id", nullable=False)
    op.add_column("remedies", sa.Column("conversation_id", sa.UUID(), nullable=True))
    op.add_column("remedies", sa.Column("target_id", sa.UUID(), nullable=True))
    op.add_column("remedies", sa.Column("guarantee", sa.Text(), nullable=True))
    op.add_column(
        "remedies", sa.Column("items", postgresql.JSONB(none_as_null=True, astext_type=Text()), nullable=True)
    )
    op.add_column("remedies", sa.Column("channel", sa.Text(), server_default=sa.text("'app'"), nullable=False))
    op.add_column("remedies", sa.Column("approvals_needed", sa.Integer(), server_default="0", nullable=False))
    op.add_column("remedies", sa.Column("answer_code", sa.Text(), nullable=True))
    op.add_column("remedies", sa.Column("answer", sa.Text(), nullable=True))
    op.add_column("remedies", sa.Column("platform_ref", sa.Text(), nullable=True))
    op.add_column("remedies", sa.Column("sent_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("remedies", sa.Column("asked_key", sa.Text(), nullable=True))
    op.create_unique_constraint(op.f("uq_remedies_asked_key"), "remedies", ["asked_key"])
    op.add_column("remedies", sa.Column("told_at", postgresql.TIMESTAMP(timezone=True), nullable=True))
    op.create_index(
        "ix_remedies_requested_at", "remedies", ["requested_at"], unique=False, postgresql_where="amount IS NOT NULL"
    )
    op.create_index(
        "ix_remedies_approval",
        "remedies",
        ["requested_at"],
        unique=False,
        postgresql_where="state IN ('needs_approval', 'failed')",
    )
    op.create_index(
        "ix_conversations_with_people",
        "conversations",
        ["case_id"],
        unique=False,
        postgresql_where="owner IN ('queue', 'agent')",
    )
    op.create_index(op.f("ix_remedies_customer_id"), "remedies", ["customer_id"], unique=False)
    op.create_index(
        "ix_remedies_due",
        "remedies",
        ["due_at"],
        unique=False,
        postgresql_where="ended_at IS NULL AND due_at IS NOT NULL",
    )
    op.create_index(op.f("ix_remedies_order_id"), "remedies", ["order_id"], unique=False)
    op.create_index(
        "ix_remedies_untold",
        "remedies",
        ["ended_at"],
        unique=False,
        postgresql_where="ended_at IS NOT NULL AND told_at IS NULL",
    )
    op.create_foreign_key(op.f("fk_remedies_target_id"), "remedies", "remedies", ["target_id"], ["remedy_id"])
    op.create_foreign_key(op.f("fk_remedies_customer_id"), "remedies", "customers", ["customer_id"], ["customer_id"])
    op.create_foreign_key(
        op.f("fk_remedies_conversation_id"), "remedies", "conversations", ["conversation_id"], ["conversation_id"]
    )
    op.alter_column("order_items", "variant", server_default=None)
    op.alter_column("orders", "fulfilment", server_default=None)
    op.alter_column("orders", "payment", server_default=None)
    op.alter_column("parcels", "kind", server_default=None)
    op.alter_column("refunds", "scope", server_default=None)
    op.alter_column("refunds", "decision", server_default=None)
    op.alter_column("remedies", "channel", server_default=None)
    op.execute("UPDATE remedies SET kind = 'freight_claim' WHERE kind = 'freight_compensation'")
    op.execute("UPDATE remedies SET kind = 'compensation' WHERE kind = 'voucher_owed'")
    # What was noted by the version before went nowhere: an agent decides what becomes of it.
    op.execute("UPDATE remedies SET state = 'needs_approval', approvals_needed = 1 WHERE state = 'noted'")
    op.execute("UPDATE remedies SET told_at = ended_at")
    op.execute("UPDATE remedies SET due_at = NULL WHERE ended_at IS NOT NULL")
    _tighten()


def downgrade() -> None:
    op.drop_table("bridge_documents")
    op.drop_index(op.f("ix_urge_letters_remedy_id"), table_name="urge_letters")
    op.drop_index(
        "ix_urge_letters_open",
        table_name="urge_letters",
        postgresql_where="answered_at IS NULL AND escalated_at IS NULL",
    )
    op.drop_index(op.f("ix_urge_letters_merchant_id"), table_name="urge_letters")
    op.drop_table("urge_letters")
    op.drop_index(op.f("ix_remedy_changes_remedy_id"), table_name="remedy_changes")
    op.drop_table("remedy_changes")
    op.drop_index(op.f("ix_promises_remedy_id"), table_name="promises")
    op.drop_index(op.f("ix_promises_order_id"), table_name="promises")
    op.drop_index("ix_promises_due", table_name="promises", postgresql_where="state = 'open'")
    op.drop_index(op.f("ix_promises_customer_id"), table_name="promises")
    op.drop_index(op.f("ix_promises_case_id"), table_name="promises")
    op.drop_table("promises")
    op.drop_index(op.f("ix_photos_remedy_id"), table_name="photos")
    op.drop_index(op.f("ix_photos_order_id"), table_name="photos")
    op.drop_index(op.f("ix_photos_customer_id"), table_name="photos")
    op.drop_table("photos")
    op.drop_index(op.f("ix_outbox_remedy_id"), table_name="outbox")
    op.drop_index("ix_outbox_due", table_name="outbox", postgresql_where="next_try_at IS NOT NULL")
    op.drop_index("ix_outbox_created_at", table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("approvals")
    op.drop_index(op.f("ix_customer_merges_customer_id"), table_name="customer_merges")
    op.drop_table("customer_merges")
    op.execute("DELETE FROM feed_events WHERE outcome = 'rejected'")
    for name, table, _, _ in CHECKS:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    op.execute(
        "DELETE FROM remedies WHERE kind NOT IN ('urge_merchant', 'urge_courier', 'refund', 'address_change', 'cancel')"
    )
    op.execute("UPDATE remedies SET state = 'noted' WHERE state NOT IN ('needs_approval', 'done', 'refused')")
    op.drop_constraint(op.f("fk_remedies_conversation_id"), "remedies", type_="foreignkey")
    op.drop_constraint(op.f("fk_remedies_customer_id"), "remedies", type_="foreignkey")
    op.drop_constraint(op.f("fk_remedies_target_id"), "remedies", type_="foreignkey")
    op.drop_index(
        "ix_conversations_with_people", table_name="conversations", postgresql_where="owner IN ('queue', 'agent')"
    )
    op.drop_constraint(op.f("uq_remedies_asked_key"), "remedies", type_="unique")
    op.drop_column("remedies", "asked_key")
    op.drop_index("ix_remedies_requested_at", table_name="remedies")
    op.drop_index(
        "ix_remedies_untold", table_name="remedies", postgresql_where="ended_at IS NOT NULL AND told_at IS NULL"
    )
    op.drop_index(op.f("ix_remedies_order_id"), table_name="remedies")
    op.drop_index("ix_remedies_due", table_name="remedies", postgresql_where="ended_at IS NULL AND due_at IS NOT NULL")
    op.drop_index(op.f("ix_remedies_customer_id"), table_name="remedies")
    op.drop_index(
        "ix_remedies_approval", table_name="remedies", postgresql_where="state IN ('needs_approval', 'failed')"
    )
    op.drop_column("remedies", "told_at")
    op.drop_column("remedies", "sent_at")
    op.drop_column("remedies", "platform_ref")
    op.drop_column("remedies", "answer")
    op.drop_column("remedies", "answer_code")
    op.drop_column("remedies", "approvals_needed")
    op.drop_column("remedies", "channel")
    op.drop_column("remedies", "items")
    op.drop_column("remedies", "guarantee")
    op.drop_column("remedies", "target_id")
    op.drop_column("remedies", "conversation_id")
    op.drop_column("remedies", "customer_id")
    op.drop_column("refunds", "failed_at")
    op.drop_column("refunds", "decision")
    op.drop_column("refunds", "decided_by")
    op.drop_column("refunds", "request_id")
    op.drop_column("refunds", "scope")
    op.drop_column("refunds", "items")
    op.drop_column("parcels", "expected_at")
    op.drop_column("parcels", "kind")
    op.drop_constraint(op.f("uq_orders_merchant_id_told_id"), "orders", type_="unique")
    op.drop_column("orders", "claim_decision")
    op.drop_column("orders", "claim_request_id")
    op.drop_column("orders", "answers")
    op.drop_column("orders", "compensations")
    op.drop_column("orders", "cancellations")
    op.drop_column("orders", "invoice")
    op.drop_column("orders", "return_address")
    op.drop_column("orders", "discount")
    op.drop_column("orders", "payment")
    op.drop_column("orders", "fulfilment")
    op.drop_column("orders", "merchant_tier")
    op.drop_column("orders", "number")
    op.drop_column("orders", "told_id")
    op.drop_column("order_items", "shipping")
    op.drop_column("order_items", "discount")
    op.drop_column("order_items", "variant")
    op.drop_column("order_items", "category")
    op.drop_column("merchants", "email")
    op.drop_column("merchants", "tier")
    op.drop_column("journal", "note")
    op.drop_index("ix_feed_events_order_id", table_name="feed_events")
    op.drop_column("feed_events", "warnings")
    op.drop_column("feed_events", "why")
    op.drop_constraint(op.f("fk_cases_conversation_id"), "cases", type_="foreignkey")
    op.drop_index(
        "ix_cases_quiet", table_name="cases", postgresql_where="closed_at IS NULL AND quiet_since IS NOT NULL"
    )
    op.drop_column("cases", "reopened")
    op.drop_column("cases", "rating_text")
    op.drop_column("cases", "rating")
    op.drop_column("cases", "rated_at")
    op.drop_column("cases", "asked_at")
    op.drop_column("cases", "quiet_since")
    op.drop_column("cases", "conversation_id")
    for old, new in RENAMED:
        op.alter_column("remedies", new, new_column_name=old)
    op.drop_constraint("pk_feed_events", "feed_events", type_="primary")
    op.execute(
        "DELETE FROM feed_events a USING feed_events b WHERE a.event_id = b.event_id AND a.order_id > b.order_id"
    )
    op.create_primary_key("pk_feed_events", "feed_events", ["event_id"])
    for name, table, before, _ in CHECKS:
        if before:
            op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, before)
