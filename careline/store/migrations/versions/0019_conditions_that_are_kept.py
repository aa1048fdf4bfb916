"""Wishes under a condition that the system keeps: what is awaited, until when, and what is done then"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_AWAITED = "awaited IN ('sent', 'arrived', 'moved', 'refunded', 'shop_answered', 'called')"
_DEED = "deed IN ('refund', 'return', 'cancel', 'complaint', 'urge', 'person')"
_STATE = "state IN ('open', 'done', 'met', 'moot', 'expired', 'withdrawn')"
_VERDICT = "verdict IN ('wait', 'act', 'happened', 'cancelled', 'refunded', 'not_allowed', 'expired')"
_REFERENCES = {
    "case_id": "cases.case_id", "conversation_id": "conversations.conversation_id", "customer_id": "customers.customer_id",
    "order_id": "orders.order_id", "remedy_id": "remedies.remedy_id",
}  # fmt: skip


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "conditions",
        sa.Column("condition_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=True),
        sa.Column("remedy_id", sa.UUID(), nullable=True),
        sa.Column("awaited", sa.Text(), nullable=False),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("items", postgresql.JSONB(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        _instant("set_at"),
        _instant("due_at"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        _instant("ended_at", nullable=True),
        sa.Column("seen_version", sa.BigInteger(), nullable=False),
        sa.Column("asked_key", sa.Text(), nullable=False),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f("ck_conditions_ended_whole")),
        sa.CheckConstraint(_AWAITED, name=op.f("ck_conditions_awaited")),
        sa.CheckConstraint(_DEED, name=op.f("ck_conditions_deed")),
        sa.CheckConstraint(_STATE, name=op.f("ck_conditions_state")),
        sa.CheckConstraint(_VERDICT, name=op.f("ck_conditions_verdict")),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_conditions_{name}"))
            for name, target in _REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("condition_id", name=op.f("pk_conditions")),
        sa.UniqueConstraint("asked_key", name=op.f("uq_conditions_asked_key")),
    )
    for column in ("case_id", "customer_id", "order_id"):
        op.create_index(op.f(f"ix_conditions_{column}"), "conditions", [column], unique=False)
    op.create_index("ix_conditions_due", "conditions", ["due_at"], unique=False, postgresql_where="state = 'open'")


def downgrade() -> None:
    op.drop_table("conditions")
