"""Callouts at scale: when a block is decided about again, who may dial now, and an index for every claim"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INSTANT = postgresql.TIMESTAMP(timezone=True)
_COLUMNS: dict[str, list[sa.Column[Any]]] = {
    "callouts": [
        sa.Column("rank", sa.Integer(), nullable=False, server_default="9"),
        sa.Column("deadline", _INSTANT, nullable=True),
    ],
    "attempts": [
        sa.Column("not_found", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("window_until", _INSTANT, nullable=True),
    ],
    "dial_control": [
        sa.Column("killed", sa.Boolean(), nullable=False, server_default="false"),
        sa.Column("line_owner", sa.UUID(), nullable=True),
        sa.Column("line_until", _INSTANT, nullable=True),
        sa.Column("decides_by", sa.Text(), nullable=True),
    ],
    "blocks": [sa.Column("decide_at", _INSTANT, nullable=True)],
}
# Name, table, columns, condition.
_INDEXES: list[tuple[str, str, list[str], str | None]] = [
    ("ix_callouts_due", "callouts", ["due_at", "rank", "deadline"], "state = 'planned'"),
    ("ix_attempts_customer_day", "attempts", ["customer_id", "intent_at"], None),
    ("ix_attempts_number_day", "attempts", ["number", "intent_at"], None),
    ("ix_attempts_live", "attempts", ["intent_at"], "ended_at IS NULL"),
    ("ix_callback_wishes_open", "callback_wishes", ["wished_for"], "done_at IS NULL"),
    ("ix_blocks_to_decide", "blocks", ["decide_at"], "ended_at IS NULL AND decide_at IS NOT NULL"),
    ("ix_sms_message_sid", "sms", ["message_sid"], "message_sid IS NOT NULL"),
    ("ix_sms_number", "sms", ["number", "sending_at"], None),
    ("ix_conversations_queue", "conversations", ["opened_at"], "owner = 'queue'"),
    ("ix_conversations_person", "conversations", ["customer_id"], "owner IN ('queue', 'agent')"),
    ("ix_conversations_calls", "conversations", ["attempt_id"], "channel = 'phone' AND owner = 'bot'"),
    ("ix_chat_tickets_expires_at", "chat_tickets", ["expires_at"], None),
    ("ix_handoffs_agent_id", "handoffs", ["agent_id"], None),
    ("ix_callout_workers_seen_at", "callout_workers", ["seen_at"], None),
]
_DROPPED: list[tuple[str, str, list[str], str | None]] = [
    ("ix_callouts_due", "callouts", ["due_at"], "state = 'planned'"),
    ("ix_attempts_customer_id", "attempts", ["customer_id"], None),
    ("ix_blocks_considered", "blocks", ["considered_at"], "ended_at IS NULL"),
]


def upgrade() -> None:
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    op.create_table(
        "callout_workers",
        sa.Column("worker_id", sa.UUID(), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
        sa.Column("clock_ahead", sa.Double(), nullable=False),
        sa.Column("stopped_by_clock", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("worker_id", name=op.f("pk_callout_workers")),
    )
    op.create_table(
        "wakes",
        sa.Column("wake_id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.CheckConstraint("(order_id IS NULL) <> (customer_id IS NULL)", name=op.f("ck_wakes_one_subject")),
        sa.PrimaryKeyConstraint("wake_id", name=op.f("pk_wakes")),
    )
    for name, table, _columns, _where in _DROPPED:
        op.drop_index(name, table_name=table)
    for index in _INDEXES:
        _create(*index)
    # Every open block is decided about once more by this code; those in hand when their callout ends.
    op.execute("UPDATE blocks SET decide_at = now() WHERE ended_at IS NULL")
    op.execute(
        "UPDATE callouts SET deadline = blocks.deadline FROM blocks "
        "WHERE blocks.block_id = callouts.block_id AND callouts.ended_at IS NULL"
    )


def downgrade() -> None:
    for name, table, _columns, _where in reversed(_INDEXES):
        op.drop_index(name, table_name=table)
    for index in _DROPPED:
        _create(*index)
    op.drop_table("wakes")
    op.drop_table("callout_workers")
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name)


def _create(name: str, table: str, columns: list[str], where: str | None) -> None:
    op.create_index(name, table, columns, unique=False, postgresql_where=sa.text(where) if where else None)
