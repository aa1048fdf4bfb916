"""Callers who are put through to an agent, and where an agent is rung."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_AT = postgresql.TIMESTAMP(timezone=True)
_STATES = "'offered', 'ringing', 'accepted', 'connected', 'ended'"
_ENDS = "'talked', 'declined', 'unanswered', 'failed', 'caller_left', 'lost', 'taken'"
_OPEN, _UNSETTLED = sa.text("ended_at IS NULL"), sa.text("settled_at IS NULL")


def _at(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, _AT, nullable=nullable)


def upgrade() -> None:
    op.add_column("agents", sa.Column("phone", sa.Text(), nullable=True))
    op.create_table(
        "transfers",
        sa.Column("transfer_id", sa.UUID(), nullable=False),
        sa.Column("attempt_id", sa.UUID(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("agent_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_as", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("whisper", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("call_sid", sa.Text(), nullable=True),
        sa.Column("conference_sid", sa.Text(), nullable=True),
        sa.Column("accepted_by", sa.Text(), nullable=True),
        sa.Column("muted", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("on_hold", sa.Boolean(), server_default="false", nullable=False),
        _at("offered_at", nullable=False),
        _at("ring_until", nullable=False),
        _at("until", nullable=False),
        _at("dialled_at"), _at("answered_at"), _at("accepted_at"), _at("moved_at"), _at("joined_at"),
        _at("polled_at"), _at("leg_over_at"), _at("ended_at"), _at("settled_at"),
        sa.PrimaryKeyConstraint("transfer_id", name=op.f("pk_transfers")),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.attempt_id"], name=op.f("fk_transfers_attempt_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.conversation_id"], name=op.f("fk_transfers_conversation_id")
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.agent_id"], name=op.f("fk_transfers_agent_id")),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_transfers_state")),
        sa.CheckConstraint(f"ended_as IN ({_ENDS})", name=op.f("ck_transfers_ended_as")),
        sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_transfers_ended_whole")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_as IS NULL)", name=op.f("ck_transfers_end_whole")),
        sa.CheckConstraint("accepted_by IN ('key', 'desk')", name=op.f("ck_transfers_accepted_by")),
    )  # fmt: skip
    for name, columns, unique, where in (
        ("uq_transfers_open_attempt", ["attempt_id"], True, _OPEN),
        ("uq_transfers_open_agent", ["agent_id"], True, _OPEN),
        ("uq_transfers_call_sid", ["call_sid"], True, sa.text("call_sid IS NOT NULL")),
        ("ix_transfers_unsettled", ["offered_at"], False, _UNSETTLED),
        ("ix_transfers_offered_at", ["offered_at"], False, None),
        ("ix_transfers_attempt_id", ["attempt_id"], False, None),
        ("ix_transfers_conversation_id", ["conversation_id"], False, None),
    ):
        op.create_index(op.f(name), "transfers", columns, unique=unique, postgresql_where=where)


def downgrade() -> None:
    op.drop_table("transfers")
    op.drop_column("agents", "phone")
