"""Decisions about the assistant's model"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STEPS = "what IN ('started', 'promoted', 'refused', 'failed', 'rolled_back')"


def upgrade() -> None:
    op.create_table(
        "model_decisions",
        sa.Column("decision_id", sa.UUID(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column(
            "figures", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.CheckConstraint(_STEPS, name=op.f("ck_model_decisions_what")),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_model_decisions")),
    )


def downgrade() -> None:
    op.drop_table("model_decisions")
