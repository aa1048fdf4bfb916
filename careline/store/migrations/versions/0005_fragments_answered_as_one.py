"""Messages that belong together: what a turn is to its neighbours, until when it waits for more, whose answer is its"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATES = "'waiting', 'claimed', 'answered', 'failed', 'discarded'"


def upgrade() -> None:
    op.add_column("turns", sa.Column("piece", sa.Text(), nullable=False, server_default="alone"))
    op.add_column(
        "turns",
        sa.Column(
            "ready_at", postgresql.TIMESTAMP(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")
        ),
    )
    op.add_column("turns", sa.Column("joined_to", sa.UUID(), nullable=True))
    op.create_foreign_key(op.f("fk_turns_joined_to"), "turns", "turns", ["joined_to"], ["turn_id"])
    op.create_check_constraint(op.f("ck_turns_piece"), "turns", "piece IN ('fragment', 'whole', 'alone')")
    op.create_check_constraint(op.f("ck_turns_joined_whole"), "turns", "(state = 'joined') = (joined_to IS NOT NULL)")
    op.drop_constraint(op.f("ck_turns_state"), "turns", type_="check")
    op.create_check_constraint(op.f("ck_turns_state"), "turns", f"state IN ({_STATES}, 'joined')")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_turns_joined_whole"), "turns", type_="check")
    op.execute("UPDATE turns SET state = 'answered' WHERE state = 'joined'")
    op.drop_constraint(op.f("ck_turns_state"), "turns", type_="check")
    op.create_check_constraint(op.f("ck_turns_state"), "turns", f"state IN ({_STATES})")
    for name in ("joined_to", "ready_at", "piece"):  # with their constraints
        op.drop_column("turns", name)
