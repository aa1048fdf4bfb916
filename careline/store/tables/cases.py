"""Blocks, cases, remedies with their ledger, promises, conditions, and the journal of what changed."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

from careline.core.blocks import BlockKind
from careline.core.callouts import Outcome
from careline.core.cases import CloseReason
from careline.core.conditions import ConditionState, Verdict
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind, RemedyState
from careline.store.tables.base import document, instant, metadata, minor_units, one_of, own_id, ref, ref_text, words
from understanding.condition_words import Awaited, Then

cases = Table(
    "cases",
    metadata,
    own_id("case_id"),
    ref_text("order_id", "orders.order_id", index=True),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref("agent_id", "agents.agent_id", nullable=True),
    instant("agent_until", nullable=True),
    instant("opened_at"),
    instant("closed_at", nullable=True),
    words("close_reason", nullable=True),
    ref("conversation_id", "conversations.conversation_id", nullable=True, cycle=True),
    instant("quiet_since", nullable=True),
    instant("asked_at", nullable=True),
    instant("rated_at", nullable=True),
    Column("rating", Integer, nullable=True),
    words("rating_text", nullable=True),
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("rated_by_key", Boolean, nullable=False, server_default="false"),
    one_of("close_reason", CloseReason),
    CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
    Index("ix_cases_quiet", "quiet_since", postgresql_where="closed_at IS NULL AND quiet_since IS NOT NULL"),
    CheckConstraint("(closed_at IS NULL) = (close_reason IS NULL)", name="closed_whole"),
    Index("uq_cases_open_order", "order_id", unique=True, postgresql_where="closed_at IS NULL"),
)

blocks = Table(
    "blocks",
    metadata,
    own_id("block_id"),
    ref_text("order_id", "orders.order_id"),
    ref("case_id", "cases.case_id", index=True),
    words("kind"),
    Column("episode", Integer, nullable=False),
    instant("deadline"),
    document("evidence", "[]"),
    instant("started_at"),
    instant("ended_at", nullable=True),
    instant("considered_at", nullable=True),
    instant("decide_at", nullable=True),
    words("calls_over", nullable=True),
    one_of("kind", BlockKind),
    one_of("calls_over", Outcome),
    UniqueConstraint("order_id", "kind", "episode"),
    Index("uq_blocks_open", "order_id", "kind", unique=True, postgresql_where="ended_at IS NULL"),
    Index("ix_blocks_to_decide", "decide_at", postgresql_where="ended_at IS NULL AND decide_at IS NOT NULL"),
)
JOINED = "joined"
"""In a missed deadline of a block's `evidence`: its subject got stuck after the block had begun about another one."""

remedies = Table(
    "remedies",
    metadata,
    own_id("remedy_id"),
    ref("case_id", "cases.case_id", index=True),
    ref_text("order_id", "orders.order_id", index=True),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref("conversation_id", "conversations.conversation_id", nullable=True),
    ref("target_id", "remedies.remedy_id", nullable=True),
    words("kind"),
    words("state"),
    Column("idempotency_key", Text, nullable=False, unique=True),
    Column("asked_key", Text, nullable=True, unique=True),
    words("guarantee", nullable=True),
    words("clause", nullable=True),
    Column("items", JSONB(none_as_null=True), nullable=True),
    minor_units("amount", nullable=True),
    words("currency", nullable=True),
    minor_units("worth", nullable=True),
    document("details"),
    words("channel"),
    words("requested_by"),
    words("why"),
    instant("requested_at"),
    Column("approvals_needed", Integer, nullable=False, server_default="0"),
    instant("due_at", nullable=True),
    words("answer_code", nullable=True),
    words("answer", nullable=True),
    words("platform_ref", nullable=True),
    instant("sent_at", nullable=True),
    instant("ended_at", nullable=True),
    instant("told_at", nullable=True),
    one_of("kind", RemedyKind),
    one_of("state", RemedyState),
    CheckConstraint("(amount IS NULL) = (currency IS NULL)", name="money_whole"),
    CheckConstraint("(state IN ('done', 'refused', 'withdrawn')) = (ended_at IS NOT NULL)", name="ended_whole"),
    CheckConstraint("(kind = 'withdraw') = (target_id IS NOT NULL)", name="withdraw_has_target"),
    Index(
        "ix_remedies_erasure",
        "requested_at",
        postgresql_where="kind = 'complaint' AND details->>'request' = 'erasure'",
    ),
    Index("ix_remedies_due", "due_at", postgresql_where="ended_at IS NULL AND due_at IS NOT NULL"),
    Index("ix_remedies_untold", "ended_at", postgresql_where="ended_at IS NOT NULL AND told_at IS NULL"),
    Index("ix_remedies_requested_at", "requested_at", postgresql_where="amount IS NOT NULL OR worth IS NOT NULL"),
    Index("ix_remedies_approval", "requested_at", postgresql_where="state IN ('needs_approval', 'failed')"),
)

remedy_changes = Table(
    "remedy_changes",
    metadata,
    own_id("change_id"),
    ref("remedy_id", "remedies.remedy_id", index=True),
    instant("at"),
    words("who"),
    words("why"),
    words("clause", nullable=True),
    minor_units("amount", nullable=True),
    words("currency", nullable=True),
    words("before", nullable=True),
    words("after"),
    document("data"),
    one_of("after", RemedyState),
)

approvals = Table(
    "approvals",
    metadata,
    own_id("approval_id"),
    ref("remedy_id", "remedies.remedy_id"),
    ref("agent_id", "agents.agent_id"),
    instant("at"),
    UniqueConstraint("remedy_id", "agent_id"),
)

promises = Table(
    "promises",
    metadata,
    own_id("promise_id"),
    ref("case_id", "cases.case_id", index=True),
    ref_text("order_id", "orders.order_id", index=True),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref("conversation_id", "conversations.conversation_id", nullable=True),
    ref("remedy_id", "remedies.remedy_id", nullable=True, index=True),
    ref("agent_id", "agents.agent_id", nullable=True),
    words("kind"),
    words("state"),
    words("text"),
    words("made_by"),
    instant("made_at"),
    instant("due_at"),
    instant("ended_at", nullable=True),
    instant("told_at", nullable=True),
    one_of("kind", PromiseKind),
    one_of("state", PromiseState),
    CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_whole"),
    Index("ix_promises_due", "due_at", postgresql_where="state = 'open'"),
)

conditions = Table(
    "conditions",
    metadata,
    own_id("condition_id"),
    ref("case_id", "cases.case_id", index=True),
    ref_text("order_id", "orders.order_id", index=True),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref("conversation_id", "conversations.conversation_id", nullable=True),
    ref("remedy_id", "remedies.remedy_id", nullable=True),
    words("awaited"),
    Column("once", Boolean, nullable=False),
    words("deed"),
    Column("items", JSONB, nullable=True),
    words("said"),
    words("channel"),
    words("set_by"),
    instant("set_at"),
    instant("due_at"),
    words("state"),
    words("verdict", nullable=True),
    instant("ended_at", nullable=True),
    Column("seen_version", BigInteger, nullable=False),
    words("asked_key"),
    one_of("awaited", Awaited),
    one_of("deed", Then),
    one_of("state", ConditionState),
    one_of("verdict", Verdict),
    CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_whole"),
    UniqueConstraint("asked_key"),
    Index("ix_conditions_due", "due_at", postgresql_where="state = 'open'"),
)
"""`seen_version`: the order's, when it was looked at last. `said`: the consumer's own words. A turn that is worked off
twice sets one condition (`asked_key`)."""

journal = Table(
    "journal",
    metadata,
    own_id("entry_id"),
    instant("at"),
    words("who"),
    words("what"),
    words("why"),
    words("note", nullable=True),
    words("subject"),
    Column("order_id", Text, nullable=True, index=True),
    Column("customer_id", Text, nullable=True, index=True),
    document("data"),
    instant("forgotten_at", nullable=True),
    Index("ix_journal_at", "at", "entry_id"),
    Index("ix_journal_who", "who", "at", "entry_id"),
    Index("ix_journal_what", "what", "at", "entry_id"),
    Index("ix_journal_subject", "subject", "at"),
)
"""Append-only: no row is changed but by the database's own `careline_forget`, which takes an erased consumer out."""
