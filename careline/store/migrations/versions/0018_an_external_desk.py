"""Handoffs to an external desk, and the agents who work there; photos that agents send"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_AT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.add_column("agents", sa.Column("outside", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("photos", sa.Column("agent_id", sa.UUID(), nullable=True))
    op.create_foreign_key(op.f("fk_photos_agent_id"), "photos", "agents", ["agent_id"], ["agent_id"])
    op.create_table(
        "external_talks",
        sa.Column("talk_id", sa.UUID(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("contact_key", sa.Text(), nullable=False),
        sa.Column("external_id", sa.BigInteger(), nullable=True),
        sa.Column("introduced", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("sent_seq", sa.BigInteger(), nullable=False),
        sa.Column("sent_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("heard_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="open", nullable=False),
        sa.Column("owed", sa.Text(), nullable=True),
        sa.Column("look_at", _AT, nullable=True),
        sa.Column("next_try_at", _AT, nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failing_since", _AT, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("claim", sa.UUID(), nullable=True),
        sa.Column("claimed_until", _AT, nullable=True),
        sa.Column("opened_at", _AT, nullable=False),
        sa.Column("over_at", _AT, nullable=True),
        sa.Column("over_why", sa.Text(), nullable=True),
        sa.Column("ended_at", _AT, nullable=True),
        sa.PrimaryKeyConstraint("talk_id", name=op.f("pk_external_talks")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.conversation_id"], name=op.f("fk_external_talks_conversation_id")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.customer_id"], name=op.f("fk_external_talks_customer_id")),
        sa.CheckConstraint(
            "status IN ('open', 'pending', 'snoozed', 'resolved')", name=op.f("ck_external_talks_status")
        ),
        sa.CheckConstraint("(over_at IS NULL) = (over_why IS NULL)", name=op.f("ck_external_talks_over_whole")),
        sa.CheckConstraint("ended_at IS NULL OR over_at IS NOT NULL", name=op.f("ck_external_talks_over_first")),
    )
    for name, columns, unique, where in (
        ("uq_external_talks_live", ["conversation_id"], True, "over_at IS NULL"),
        ("ix_external_talks_not_ended", ["next_try_at"], False, "ended_at IS NULL"),
        (op.f("ix_external_talks_conversation_id"), ["conversation_id"], False, None),
        (op.f("ix_external_talks_customer_id"), ["customer_id"], False, None),
        (op.f("ix_external_talks_external_id"), ["external_id"], False, None),
        ("ix_external_talks_look_at", ["look_at"], False, None),
    ):
        op.create_index(
            name, "external_talks", columns, unique=unique, postgresql_where=sa.text(where) if where else None
        )


def downgrade() -> None:
    op.drop_table("external_talks")
    op.drop_column("photos", "agent_id")
    op.drop_column("agents", "outside")
