"""What came of a call in words that mean something: what its dialogue found out, and blocks that no machine phones about"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LATER = (
    "'voicemail', 'busy', 'rejected', 'no_answer', 'network_failed', 'bad_number', 'refused', 'not_sent', 'cancelled', "
    "'unknown_final'"
)
_BEFORE = f"'talked', 'wrong_person', 'opted_out', 'hung_up', {_LATER}"
_NOW = (
    "'settled', 'declined', 'asked_person', 'asked_callback', 'opted_out', 'wrong_person', 'third_party', 'doubted', "
    f"'hung_up', 'silent', 'cut_off', {_LATER}"
)


def upgrade() -> None:
    op.drop_constraint(op.f("ck_attempts_outcome"), "attempts", type_="check")
    # whoever was identified was told; what they decided was not kept
    op.execute("UPDATE attempts SET outcome = 'declined' WHERE outcome = 'talked'")
    op.execute("UPDATE callouts SET outcome = 'declined' WHERE outcome = 'talked'")
    op.create_check_constraint(op.f("ck_attempts_outcome"), "attempts", f"outcome IN ({_NOW})")
    op.add_column("attempts", sa.Column("found", sa.Text(), nullable=True))
    op.create_check_constraint(op.f("ck_attempts_found"), "attempts", f"found IN ({_NOW})")
    op.add_column("blocks", sa.Column("calls_over", sa.Text(), nullable=True))
    op.create_check_constraint(op.f("ck_blocks_calls_over"), "blocks", f"calls_over IN ({_NOW})")


def downgrade() -> None:
    op.drop_column("blocks", "calls_over")  # with their constraints
    op.drop_column("attempts", "found")
    op.drop_constraint(op.f("ck_attempts_outcome"), "attempts", type_="check")
    op.execute("UPDATE attempts SET outcome = 'talked' WHERE outcome IN ('settled', 'declined')")
    op.execute(
        "UPDATE attempts SET outcome = 'hung_up' WHERE outcome IN "
        "('asked_person', 'asked_callback', 'third_party', 'doubted', 'silent', 'cut_off')"
    )
    op.create_check_constraint(op.f("ck_attempts_outcome"), "attempts", f"outcome IN ({_BEFORE})")
