"""How far consumer and agent have read each conversation; what wait was told, to measure it against the real one"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "read_marks",
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("side IN ('consumer', 'agent')", name=op.f("ck_read_marks_side")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.conversation_id"], name=op.f("fk_read_marks_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", "side", name=op.f("pk_read_marks")),
    )
    op.add_column("handoffs", sa.Column("told_minutes", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("handoffs", "told_minutes")
    op.drop_table("read_marks")
