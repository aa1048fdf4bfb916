"""The desk: roles and teams, heartbeats, what a handoff is about, who handed it on, and the term of an own agent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_AT = postgresql.TIMESTAMP(timezone=True)
_ROLES = "'agent', 'senior', 'supervisor', 'admin'"
_ENDS = "'settled', 'under_way', 'answered', 'consumer_left', 'not_possible', 'not_ours'"
_HANDOFFS = (
    ("order_id", sa.Text()), ("team", sa.Text()), ("note", sa.Text()), ("from_agent_id", sa.UUID()),
    ("place", sa.Integer()), ("staffed", sa.Integer()), ("back_until", _AT), ("first_reply_at", _AT),
    ("escalated_at", _AT), ("answer_by", _AT), ("disposition", sa.Text()),
)  # fmt: skip
_INDEXES = (
    ("ix_handoffs_waiting", ["rank", "requested_at"], "ended_at IS NULL"),
    ("ix_handoffs_assigned_at", ["assigned_at"], None),
    ("ix_handoffs_requested_at", ["requested_at"], None),
)


def upgrade() -> None:
    op.drop_constraint(op.f("ck_agents_role"), "agents", type_="check")
    op.create_check_constraint(op.f("ck_agents_role"), "agents", f"role IN ({_ROLES})")
    op.execute("UPDATE agents SET role = 'senior' WHERE role = 'agent'")  # every agent could approve so far
    op.add_column("agents", sa.Column("team", sa.Text(), nullable=True))
    op.add_column("agents", sa.Column("beat_at", _AT, nullable=True))
    op.add_column("cases", sa.Column("agent_until", _AT, nullable=True))
    for name, kind in _HANDOFFS:
        op.add_column("handoffs", sa.Column(name, kind, nullable=True))
    op.add_column("handoffs", sa.Column("rank", sa.Integer(), nullable=False, server_default="10"))
    op.execute("UPDATE handoffs SET rank = priority")
    op.create_foreign_key(op.f("fk_handoffs_order_id"), "handoffs", "orders", ["order_id"], ["order_id"])
    op.create_foreign_key(op.f("fk_handoffs_from_agent_id"), "handoffs", "agents", ["from_agent_id"], ["agent_id"])
    op.create_check_constraint(op.f("ck_handoffs_disposition"), "handoffs", f"disposition IN ({_ENDS})")
    for name, columns, where in _INDEXES:
        op.create_index(op.f(name), "handoffs", columns, postgresql_where=sa.text(where) if where else None)


def downgrade() -> None:
    for name, _columns, _where in _INDEXES:
        op.drop_index(op.f(name), "handoffs")
    op.drop_constraint(op.f("ck_handoffs_disposition"), "handoffs", type_="check")
    op.drop_column("handoffs", "rank")
    for name, _kind in reversed(_HANDOFFS):
        op.drop_column("handoffs", name)
    op.drop_column("cases", "agent_until")
    op.drop_column("agents", "beat_at")
    op.drop_column("agents", "team")
    op.drop_constraint(op.f("ck_agents_role"), "agents", type_="check")
    op.execute(
        "UPDATE agents SET role = CASE role WHEN 'admin' THEN 'supervisor' ELSE 'agent' END"
        " WHERE role IN ('senior', 'admin')"
    )
    op.create_check_constraint(op.f("ck_agents_role"), "agents", "role IN ('agent', 'supervisor')")
