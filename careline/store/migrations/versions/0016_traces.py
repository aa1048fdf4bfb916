"""The trace of a request goes on in what is done later: turns, and what leaves by the outbox"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TABLES = ("turns", "outbox")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("trace", sa.Text(), nullable=True))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "trace")
