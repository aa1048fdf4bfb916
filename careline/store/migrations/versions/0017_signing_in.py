"""Agents' second factor, accounts of an identity provider, and logins that wait for a code"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=nullable)


def _of_agent(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["agent_id"], ["agents.agent_id"], name=op.f(f"fk_{table}_agent_id"))


def upgrade() -> None:
    op.add_column("agents", sa.Column("sso_name", sa.Text(), nullable=True))
    op.create_unique_constraint(op.f("uq_agents_sso_name"), "agents", ["sso_name"])
    op.add_column("agent_sessions", sa.Column("strong", sa.Boolean(), server_default="false", nullable=False))
    op.create_table(
        "pending_logins",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.UUID(), nullable=False),
        _instant("expires_at"),
        _of_agent("pending_logins"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_pending_logins")),
    )
    op.create_index(op.f("ix_pending_logins_agent_id"), "pending_logins", ["agent_id"], unique=False)
    op.create_index("ix_pending_logins_expires_at", "pending_logins", ["expires_at"], unique=False)
    op.create_table(
        "agent_factors",
        sa.Column("agent_id", sa.UUID(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("next_secret", sa.Text(), nullable=True),
        sa.Column("used_step", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrong", sa.Integer(), server_default="0", nullable=False),
        _instant("wrong_since", nullable=True),
        _instant("made_at"),
        _instant("confirmed_at", nullable=True),
        sa.CheckConstraint("(secret IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_agent_factors_confirmed_whole")),
        _of_agent("agent_factors"),
        sa.PrimaryKeyConstraint("agent_id", name=op.f("pk_agent_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("agent_id", sa.UUID(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        _of_agent("recovery_codes"),
        sa.PrimaryKeyConstraint("agent_id", "digest", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "agent_identities",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.UUID(), nullable=False),
        _instant("bound_at"),
        _of_agent("agent_identities"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_agent_identities")),
        sa.UniqueConstraint("agent_id", "issuer", name=op.f("uq_agent_identities_agent_id_issuer")),
    )


def downgrade() -> None:
    op.drop_table("agent_identities")
    op.drop_table("recovery_codes")
    op.drop_table("agent_factors")
    op.drop_table("pending_logins")
    op.drop_column("agent_sessions", "strong")
    op.drop_constraint(op.f("uq_agents_sso_name"), "agents", type_="unique")
    op.drop_column("agents", "sso_name")
