"""Numbers that are not contacted, whichever account they belong to; calls counted by day and country; alarms."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_INSTANT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "number_holds",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint("channel IN ('phone', 'sms')", name=op.f("ck_number_holds_channel")),
        sa.CheckConstraint(
            "why IN ('number_opted_out', 'wrong_number', 'do_not_call')", name=op.f("ck_number_holds_why")
        ),
        sa.PrimaryKeyConstraint("number", "channel", "why", "told_by", name=op.f("pk_number_holds")),
    )
    op.create_index("ix_number_holds_told_by", "number_holds", ["told_by"], postgresql_where=sa.text("told_by <> ''"))
    op.create_index("ix_customers_phone", "customers", ["phone"], postgresql_where=sa.text("phone IS NOT NULL"))
    op.create_table(
        "texts_received",
        sa.Column("message_sid", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.CheckConstraint(
            "means IN ('stop', 'start', 'wrong_number', 'help', 'other')", name=op.f("ck_texts_received_means")
        ),
        sa.PrimaryKeyConstraint("message_sid", name=op.f("pk_texts_received")),
    )
    op.create_index("ix_texts_received_number_at", "texts_received", ["number", "at"])
    op.create_table(
        "call_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.CheckConstraint("calls >= 0", name=op.f("ck_call_counts_calls")),
        sa.PrimaryKeyConstraint("day", "country", name=op.f("pk_call_counts")),
    )
    op.create_table(
        "alarms",
        sa.Column("alarm_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("raised_at", _INSTANT, nullable=False),
        sa.Column("last_at", _INSTANT, nullable=False),
        sa.Column("until", _INSTANT, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("alarm_id", name=op.f("pk_alarms")),
    )
    op.create_index(
        "uq_alarms_open", "alarms", ["kind", "subject"], unique=True, postgresql_where=sa.text("ended_at IS NULL")
    )
    # What was said before counts for the number too: of whoever opted out, and of calls that reached a stranger.
    op.execute(
        "INSERT INTO number_holds (number, channel, why, told_by, source, at) "
        "SELECT c.phone, o.channel, 'number_opted_out', o.customer_id, o.source, o.at "
        "FROM opt_outs o JOIN customers c USING (customer_id) WHERE c.phone IS NOT NULL ON CONFLICT DO NOTHING"
    )
    op.execute(
        "INSERT INTO number_holds (number, channel, why, told_by, source, at) "
        "SELECT DISTINCT ON (a.number, channel, a.customer_id) a.number, channel, 'wrong_number', a.customer_id, "
        "'call', a.intent_at FROM attempts a, unnest(ARRAY['phone', 'sms']) AS channel "
        "WHERE a.outcome = 'wrong_person' ORDER BY a.number, channel, a.customer_id, a.intent_at "
        "ON CONFLICT DO NOTHING"
    )


def downgrade() -> None:
    for table in ("alarms", "call_counts", "texts_received"):
        op.drop_table(table)
    op.drop_index("ix_customers_phone", table_name="customers")
    op.drop_table("number_holds")
