"""Reviews of conversations with their scores, what a bulk of the desk has done, and ratings by key"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_WHY = "why IN ('dissatisfied', 'sampled', 'chosen')"
_STATE = "state IN ('open', 'scored', 'acknowledged', 'objected', 'settled')"


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=nullable)


def _ref(table: str, name: str, target: str, **how: Any) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"), **how)


def upgrade() -> None:
    op.create_table(
        "quality_reviews",
        sa.Column("review_id", sa.UUID(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("agent_id", sa.UUID(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _instant("opened_at"),
        sa.Column("reviewer_id", sa.UUID(), nullable=True),
        _instant("scored_at", nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        _instant("answered_at", nullable=True),
        sa.CheckConstraint(_WHY, name=op.f("ck_quality_reviews_why")),
        sa.CheckConstraint(_STATE, name=op.f("ck_quality_reviews_state")),
        sa.CheckConstraint("(state = 'open') = (scored_at IS NULL)", name=op.f("ck_quality_reviews_scored_whole")),
        sa.CheckConstraint(
            "(scored_at IS NULL) = (reviewer_id IS NULL)", name=op.f("ck_quality_reviews_scored_by_somebody")
        ),
        sa.CheckConstraint(
            "(state IN ('open', 'scored')) = (answered_at IS NULL)", name=op.f("ck_quality_reviews_answered_whole")
        ),
        sa.CheckConstraint("agent_id <> reviewer_id", name=op.f("ck_quality_reviews_nobody_their_own")),
        _ref("quality_reviews", "conversation_id", "conversations.conversation_id"),
        _ref("quality_reviews", "agent_id", "agents.agent_id"),
        _ref("quality_reviews", "reviewer_id", "agents.agent_id"),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_quality_reviews")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_quality_reviews_conversation_id")),
    )
    op.create_index(op.f("ix_quality_reviews_agent_id"), "quality_reviews", ["agent_id"], unique=False)
    op.create_index("ix_quality_reviews_scored_at", "quality_reviews", ["scored_at"], unique=False)
    op.create_index(
        "ix_quality_reviews_open", "quality_reviews", ["opened_at"], unique=False,
        postgresql_where="state IN ('open', 'objected')",
    )  # fmt: skip
    op.create_table(
        "quality_scores",
        sa.Column("review_id", sa.UUID(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 2", name=op.f("ck_quality_scores_points")),
        _ref("quality_scores", "review_id", "quality_reviews.review_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("review_id", "criterion", name=op.f("pk_quality_scores")),
    )
    op.add_column("cases", sa.Column("rated_by_key", sa.Boolean(), server_default="false", nullable=False))
    op.create_table(
        "bulk_rows",
        sa.Column("bulk_id", sa.UUID(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("agent_id", sa.UUID(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        _instant("at"),
        _ref("bulk_rows", "conversation_id", "conversations.conversation_id"),
        _ref("bulk_rows", "agent_id", "agents.agent_id"),
        sa.PrimaryKeyConstraint("bulk_id", "conversation_id", name=op.f("pk_bulk_rows")),
    )
    op.create_index(op.f("ix_bulk_rows_conversation_id"), "bulk_rows", ["conversation_id"], unique=False)


def downgrade() -> None:
    op.drop_table("bulk_rows")
    op.drop_column("cases", "rated_by_key")
    op.drop_table("quality_scores")
    op.drop_table("quality_reviews")
