"""Erasures that were carried out, numbers that stay suppressed after one, and the seals of the journal."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Table, Text
from sqlalchemy.dialects.postgresql import UUID

from careline.core.contact import Channel
from careline.store.tables.base import document, instant, metadata, one_of, own_id, words

erasures = Table(
    "erasures",
    metadata,
    own_id("erasure_id"),
    Column("digest", Text, nullable=False, index=True),
    words("pseudonym"),
    instant("at"),
    words("asked_by"),
    document("rows"),
)
"""`digest` is the keyed hash of the consumer's id: after a restore it tells whom to erase again, and nobody else."""

erased_numbers = Table(
    "erased_numbers",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    instant("at"),
    one_of("channel", Channel),
)
"""Keyed hashes of numbers whose consumers had opted out before they were erased: the no outlives their data."""

privacy_key = Table(
    "privacy_key",
    metadata,
    Column("one_row", Boolean, primary_key=True, server_default="true"),
    words("secret"),
    CheckConstraint("one_row", name="one_row"),
)
"""Made by the migration; it never changes, or nothing that was erased would be known again."""

journal_chain = Table(
    "journal_chain",
    metadata,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_id", UUID(as_uuid=True), nullable=False, unique=True),
    words("fixed"),
    words("personal"),
    words("chain"),
    instant("sealed_at"),
)
"""One seal for each journal entry, in the order of sealing: digests of its two halves, and of these with all before.

No foreign key: an entry that was deleted must be missed, not take its seal with it.
"""
