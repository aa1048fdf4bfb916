"""What a remedy costs that pays no money, so that the caps count goods that are sent again"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_SPENT = "ix_remedies_requested_at"


def upgrade() -> None:
    op.add_column("remedies", sa.Column("worth", sa.BigInteger(), nullable=True))
    _indexed("amount IS NOT NULL OR worth IS NOT NULL")


def downgrade() -> None:
    _indexed("amount IS NOT NULL")
    op.drop_column("remedies", "worth")


def _indexed(where: str) -> None:
    op.drop_index(_SPENT, table_name="remedies")
    op.create_index(_SPENT, "remedies", ["requested_at"], unique=False, postgresql_where=where)
