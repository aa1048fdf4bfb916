"""Invitations, teams, hours that are set in the page, and indexes by which the audit log is read"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_AT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "agent_invitations",
        sa.Column("agent_id", sa.UUID(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("expires_at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.agent_id"], name=op.f("fk_agent_invitations_agent_id")),
        sa.PrimaryKeyConstraint("agent_id", name=op.f("pk_agent_invitations")),
        sa.UniqueConstraint("digest", name=op.f("uq_agent_invitations_digest")),
    )
    op.create_table(
        "teams",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_teams")),
    )
    op.create_table(
        "desk_hours",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("schedule", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_desk_hours")),
    )
    op.create_index("ix_journal_at", "journal", ["at", "entry_id"])
    op.create_index("ix_journal_who", "journal", ["who", "at", "entry_id"])
    op.create_index("ix_journal_what", "journal", ["what", "at", "entry_id"])
    op.create_index("ix_journal_subject", "journal", ["subject", "at"])


def downgrade() -> None:
    for name in ("ix_journal_subject", "ix_journal_what", "ix_journal_who", "ix_journal_at"):
        op.drop_index(name, table_name="journal")
    for table in ("desk_hours", "teams", "agent_invitations"):
        op.drop_table(table)
