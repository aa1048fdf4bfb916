"""Blocks, cases, remedies, and the journal: every change of state that matters, with who, when and why."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint

from careline.core.blocks import BlockKind
from careline.core.cases import CloseReason
from careline.core.remedies import RemedyKind, RemedyState
from careline.store.tables.base import document, instant, metadata, minor_units, one_of, own_id, ref, ref_text, words

cases = Table(
    "cases",
    metadata,
    own_id("case_id"),
    ref_text("order_id", "orders.order_id", index=True),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref("agent_id", "agents.agent_id", nullable=True),
    instant("opened_at"),
    instant("closed_at", nullable=True),
    words("close_reason", nullable=True),
    one_of("close_reason", CloseReason),
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
    one_of("kind", BlockKind),
    UniqueConstraint("order_id", "kind", "episode"),
    Index("uq_blocks_open", "order_id", "kind", unique=True, postgresql_where="ended_at IS NULL"),
    Index("ix_blocks_considered", "considered_at", postgresql_where="ended_at IS NULL"),
)

remedies = Table(
    "remedies",
    metadata,
    own_id("remedy_id"),
    ref("case_id", "cases.case_id", index=True),
    ref_text("order_id", "orders.order_id"),
    words("kind"),
    words("state"),
    Column("idempotency_key", Text, nullable=False, unique=True),
    minor_units("amount", nullable=True),
    words("currency", nullable=True),
    words("clause", nullable=True),
    document("details"),
    words("noted_by"),
    words("why"),
    instant("noted_at"),
    instant("promised_by", nullable=True),
    instant("settled_at", nullable=True),
    one_of("kind", RemedyKind),
    one_of("state", RemedyState),
    CheckConstraint("(amount IS NULL) = (currency IS NULL)", name="money_whole"),
)

journal = Table(
    "journal",
    metadata,
    own_id("entry_id"),
    instant("at"),
    words("who"),
    words("what"),
    words("why"),
    words("subject"),
    Column("order_id", Text, nullable=True, index=True),
    Column("customer_id", Text, nullable=True, index=True),
    document("data"),
)
