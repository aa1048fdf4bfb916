"""The journal append-only and sealed, erasures on record, and a function that alone may take a consumer out of it"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None

_INSTANT = postgresql.TIMESTAMP(timezone=True)
APPEND_ONLY = ("journal", "journal_chain", "consent_ledger", "erasures")

_REFUSE = """
CREATE FUNCTION careline_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('careline.forgetting', true) = 'on' AND TG_OP = 'UPDATE' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
# Whoever owns the tables runs this, whoever calls it: the application's role itself can change no row. It can do one
# thing, for one consumer: empty what is personal and put the pseudonym in place of their id.
_FORGET = """
CREATE FUNCTION careline_forget(their_id text, pseudonym text, their_orders text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE changed bigint;
BEGIN
  IF pseudonym !~ '^erased:[0-9a-f]{32}$' OR NOT EXISTS (SELECT 1 FROM customers WHERE customer_id = pseudonym) THEN
    RAISE EXCEPTION 'this is no pseudonym of an erased consumer';
  END IF;
  PERFORM set_config('careline.forgetting', 'on', true);
  UPDATE journal SET note = NULL, data = '{}', forgotten_at = now(),
         customer_id = CASE WHEN customer_id = their_id THEN pseudonym ELSE customer_id END,
         subject = CASE WHEN subject = 'customer:' || their_id THEN 'customer:' || pseudonym ELSE subject END
   WHERE customer_id = their_id OR order_id = ANY (their_orders) OR subject = 'customer:' || their_id;
  GET DIAGNOSTICS changed = ROW_COUNT;
  UPDATE consent_ledger SET customer_id = pseudonym WHERE customer_id = their_id;
  PERFORM set_config('careline.forgetting', '', true);
  RETURN changed;
END $$
"""


def upgrade() -> None:
    op.add_column("journal", sa.Column("forgotten_at", _INSTANT, nullable=True))
    op.create_table(
        "journal_chain",
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.UUID(), nullable=False),
        sa.Column("fixed", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("sealed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_journal_chain")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_journal_chain_entry_id")),
    )
    op.create_table(
        "erasures",
        sa.Column("erasure_id", sa.UUID(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("rows", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.PrimaryKeyConstraint("erasure_id", name=op.f("pk_erasures")),
    )
    op.create_index(op.f("ix_erasures_digest"), "erasures", ["digest"], unique=False)
    op.create_table(
        "erased_numbers",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint("channel IN ('phone', 'sms')", name=op.f("ck_erased_numbers_channel")),
        sa.PrimaryKeyConstraint("digest", "channel", name=op.f("pk_erased_numbers")),
    )
    op.create_table(
        "privacy_key",
        sa.Column("one_row", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.CheckConstraint("one_row", name=op.f("ck_privacy_key_one_row")),
        sa.PrimaryKeyConstraint("one_row", name=op.f("pk_privacy_key")),
    )
    op.execute(
        "INSERT INTO privacy_key (secret) VALUES (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''))"
    )
    op.execute(_REFUSE)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION careline_append_only()"
        )
        op.execute(
            f"CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION careline_append_only()"
        )
    op.execute(_FORGET)
    op.execute("REVOKE ALL ON FUNCTION careline_forget(text, text, text[]) FROM PUBLIC")
    for index, table, column, where in _INDEXES:
        op.create_index(index, table, [column], unique=False, postgresql_where=sa.text(where) if where else None)
    op.execute("CREATE INDEX ix_events_at ON rasa.events USING brin (at)")


# What retention looks for, and the feed's lag.
_INDEXES = (
    ("ix_feed_events_received_at", "feed_events", "received_at", None),
    ("ix_turns_finished_at", "turns", "finished_at", "text <> '' OR payload <> '{}'::jsonb"),
    ("ix_conversations_closed_at", "conversations", "closed_at", "closed_at IS NOT NULL"),
    ("ix_attempts_with_number", "attempts", "ended_at", "number <> ''"),
    ("ix_sms_with_words", "sms", "settled_at", "body <> '' OR number <> ''"),
    ("ix_outbox_with_body", "outbox", "delivered_at", "body <> '{}'::jsonb"),
    ("ix_remedies_erasure", "remedies", "requested_at", "kind = 'complaint' AND details->>'request' = 'erasure'"),
    ("ix_photos_at", "photos", "at", None),
    ("ix_bridge_documents_received_at", "bridge_documents", "received_at", None),
    ("ix_call_events_received_at", "call_events", "received_at", None),
    ("ix_agent_sessions_expires_at", "agent_sessions", "expires_at", None),
)


def downgrade() -> None:
    op.execute("DROP INDEX rasa.ix_events_at")
    for index, table, _column, _where in _INDEXES:
        op.drop_index(index, table_name=table)
    op.execute("DROP FUNCTION careline_forget(text, text, text[])")
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER append_only ON {table}")
        op.execute(f"DROP TRIGGER append_only_whole ON {table}")
    op.execute("DROP FUNCTION careline_append_only()")
    for table in ("privacy_key", "erased_numbers", "erasures", "journal_chain"):
        op.drop_table(table)
    op.drop_column("journal", "forgotten_at")
