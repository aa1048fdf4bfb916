"""A block is not over for calls because its consumer opted out: the opt-out says so, for as long as it holds"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE blocks SET calls_over = NULL WHERE calls_over = 'opted_out'")


def downgrade() -> None:
    pass  # an opt-out that holds is asked about anyway
