"""Agents, their logins, and handoffs."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from careline.core.roles import Role
from careline.core.routing import Disposition
from careline.store.tables.base import document, instant, metadata, one_of, own_id, ref, ref_text, words

# `outside`: works at an external desk (careline/external_desk), which says who is there and gives them their work.
# `sso_name`: how the operator's identity provider calls them (desk/sso.py).
agents = Table(
    "agents",
    metadata,
    own_id("agent_id"),
    Column("login", Text, nullable=False, unique=True),
    words("name"),
    words("password_hash"),
    words("role"),
    words("team", nullable=True),
    words("phone", nullable=True),
    Column("sso_name", Text, nullable=True, unique=True),
    Column("languages", ARRAY(Text), nullable=False),
    Column("skills", ARRAY(Text), nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("online", Boolean, nullable=False, server_default="false"),
    instant("seen_at", nullable=True),
    instant("beat_at", nullable=True),
    instant("disabled_at", nullable=True),
    Column("outside", Boolean, nullable=False, server_default="false"),
    one_of("role", Role),
    CheckConstraint("capacity BETWEEN 1 AND 50", name="capacity"),
)

# `strong`: begun with a second factor.
agent_sessions = Table(
    "agent_sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    ref("agent_id", "agents.agent_id", index=True),
    instant("started_at"),
    instant("seen_at"),
    instant("expires_at"),
    Column("strong", Boolean, nullable=False, server_default="false"),
    Index("ix_agent_sessions_expires_at", "expires_at"),
)

# A way in that is shown once, to somebody who chooses a password of their own with it. One for each agent: a new one
# ends the one before.
agent_invitations = Table(
    "agent_invitations",
    metadata,
    Column("agent_id", UUID(as_uuid=True), ForeignKey("agents.agent_id"), primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    instant("expires_at"),
)

# Teams that were named in the page; those that only agents name (careline agent add --team) are teams too.
teams = Table("teams", metadata, Column("name", Text, primary_key=True), instant("made_at"))

# When people answer, as JSON (careline/store/hours.py); the latest version holds, none: the rules file's hours. Two who
# change it at once make the same version, and only one of them can.
desk_hours = Table(
    "desk_hours",
    metadata,
    Column("version", Integer, primary_key=True),
    document("schedule"),
    words("set_by"),
    instant("set_at"),
)

# The first factor was right, the second is missing: no session yet.
pending_logins = Table(
    "pending_logins",
    metadata,
    Column("digest", Text, primary_key=True),
    ref("agent_id", "agents.agent_id", index=True),
    instant("expires_at"),
    Index("ix_pending_logins_expires_at", "expires_at"),
)

# Secrets are sealed (desk/sealing.py). `next_secret` was shown and counts from its first right code on. `used_step` is
# the latest step of the clock whose code was used. `wrong` codes were given since `wrong_since`.
agent_factors = Table(
    "agent_factors",
    metadata,
    Column("agent_id", UUID(as_uuid=True), ForeignKey("agents.agent_id"), primary_key=True),
    words("secret", nullable=True),
    words("next_secret", nullable=True),
    Column("used_step", BigInteger, nullable=False, server_default="0"),
    Column("wrong", Integer, nullable=False, server_default="0"),
    instant("wrong_since", nullable=True),
    instant("made_at"),
    instant("confirmed_at", nullable=True),
    CheckConstraint("(secret IS NULL) = (confirmed_at IS NULL)", name="confirmed_whole"),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("agent_id", UUID(as_uuid=True), ForeignKey("agents.agent_id"), primary_key=True),
    Column("digest", Text, primary_key=True),
)

# Whose account at an identity provider an agent signs in with: bound at the first time, by `agents.sso_name`.
agent_identities = Table(
    "agent_identities",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    ref("agent_id", "agents.agent_id"),
    instant("bound_at"),
    UniqueConstraint("agent_id", "issuer"),
)

# `rank` is the priority with its age (core/routing.py). `place` and `staffed` are what was told at the asking: which
# place, with how many agents online; `told_minutes`: the wait that was told with it. `back_until`: who comes back
# before that goes to the same agent, before others. `answer_by`: what was promised while nobody was online.
handoffs = Table(
    "handoffs",
    metadata,
    own_id("handoff_id"),
    ref("conversation_id", "conversations.conversation_id", index=True),
    ref("dedicated_agent_id", "agents.agent_id", nullable=True),
    ref("agent_id", "agents.agent_id", nullable=True, index=True),
    words("why"),
    words("skill"),
    Column("priority", Integer, nullable=False),
    instant("requested_at"),
    instant("assigned_at", nullable=True),
    instant("ended_at", nullable=True),
    words("end_reason", nullable=True),
    ref_text("order_id", "orders.order_id", nullable=True),
    words("team", nullable=True),
    words("note", nullable=True),
    ref("from_agent_id", "agents.agent_id", nullable=True),
    Column("rank", Integer, nullable=False, server_default="10"),
    Column("place", Integer, nullable=True),
    Column("staffed", Integer, nullable=True),
    Column("told_minutes", Integer, nullable=True),
    instant("back_until", nullable=True),
    instant("first_reply_at", nullable=True),
    instant("escalated_at", nullable=True),
    instant("answer_by", nullable=True),
    words("disposition", nullable=True),
    one_of("disposition", Disposition),
    CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended_whole"),
    Index("uq_handoffs_open", "conversation_id", unique=True, postgresql_where="ended_at IS NULL"),
    Index("ix_handoffs_waiting", "rank", "requested_at", postgresql_where="ended_at IS NULL"),
    Index("ix_handoffs_assigned_at", "assigned_at"),
    Index("ix_handoffs_requested_at", "requested_at"),
)

notes = Table(
    "notes",
    metadata,
    own_id("note_id"),
    ref("conversation_id", "conversations.conversation_id", index=True),
    ref("agent_id", "agents.agent_id"),
    words("text"),
    instant("at"),
)

canned_replies = Table(
    "canned_replies",
    metadata,
    own_id("canned_id"),
    words("team", nullable=True),
    words("language"),
    words("title"),
    words("text"),
    ref("agent_id", "agents.agent_id"),
    instant("at"),
    CheckConstraint("language IN ('zh-CN', 'en')", name="language"),
)
